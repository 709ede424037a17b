"""From values to blocks and words. Views format; they never calculate and never fetch."""
