"""Slack itself: the calls that go out, and what Slack says of people, conversations and our token."""
