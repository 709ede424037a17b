"""Where the books are kept: the only SQL. Takes and returns core values."""
