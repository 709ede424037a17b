"""Named problems: each carries data, never a sentence. ``bot.desk.errors`` finds the words and the place on the screen.

``field`` is the form field (the Slack ``block_id``) a problem belongs to, where it belongs to one.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(eq=False)
class Problem(ValueError):
    """A problem that a person can put right. It is a ``ValueError``, so that pydantic files it under its field."""

    def __str__(self) -> str:
        return type(self).__name__
