"""The playground as people use it: the real program, in a real browser."""
