"""Days, weeks and months: periods, the words people use for them, and weekly times in a zone."""
