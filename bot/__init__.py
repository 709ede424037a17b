"""The Slack side: commands, forms, messages and the schedule."""
