"""Requests over HTTP: connections, signatures, threads to work in, and the ports that are listened on."""
