"""What runs by itself: the tick, its scheduler, and the refresh of exchange rates."""
