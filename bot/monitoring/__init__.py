"""Notes of the running program on itself: metrics, the pulse, outages, and that it has to stop."""
