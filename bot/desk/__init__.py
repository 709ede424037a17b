"""The desk: one request, whose it is, what it may do, how it is answered, and what is said when it fails."""
