"""As the room of core."""
