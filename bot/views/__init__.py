"""Views: from values to blocks and words. They format; they never calculate and never fetch."""
