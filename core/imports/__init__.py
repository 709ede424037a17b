"""Readers of files. Nothing calls these yet: they wait for the import of advertising and analytics files."""
