"""A stand-in for Slack: its protocol and its limits, nothing of the bot."""
