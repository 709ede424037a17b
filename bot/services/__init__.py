"""Use cases: what a request does with the books, without blocks and words."""
