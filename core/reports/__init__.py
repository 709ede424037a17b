"""The reports that `/roi` answers with, as values without a word of text."""
