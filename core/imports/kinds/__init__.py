"""Each kind of file, one a file: what a platform writes."""
