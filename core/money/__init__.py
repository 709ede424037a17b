"""Amounts: exact sums of one currency, how they are read and printed, and what one currency is in another."""
