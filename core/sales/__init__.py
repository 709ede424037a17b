"""Sales in progress: deals, their stages, and what the open ones may bring."""
