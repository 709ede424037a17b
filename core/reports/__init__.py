"""What `/roi` answers, as values without a word of text."""
