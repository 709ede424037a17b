"""The stand-in for Slack: what it draws, what it reads back."""
