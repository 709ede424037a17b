"""What the running program notes of itself: metrics, the pulse, outages, and that it has to stop."""
