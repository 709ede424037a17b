"""Forms read: what a modal's state says, checked by pydantic, as core values. Errors go back under their field."""
