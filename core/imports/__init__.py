"""Files of other programs: what in them is spend or a result, and what importing one does to the books."""
