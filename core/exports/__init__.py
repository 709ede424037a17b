"""What of the books goes out as files: the entries, the totals of each day, and the report."""
