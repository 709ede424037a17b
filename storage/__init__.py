"""The floor that keeps the books: the only SQL. It takes and returns values of core."""
