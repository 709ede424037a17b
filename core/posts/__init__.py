"""What the bot posts by itself: digests and alerts, and the deliveries that carry them."""
