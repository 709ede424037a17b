"""Jobs that run by themselves: the tick, its scheduler, and the refresh of exchange rates."""
