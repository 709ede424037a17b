"""The posts that the bot sends by itself: digests and alerts, and the deliveries that carry them."""
