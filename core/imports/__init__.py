"""What files bring in. Nothing calls these yet: they wait for the import of advertising and analytics files."""
