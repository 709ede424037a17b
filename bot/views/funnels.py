"""The warning that two steps of one funnel both count (J-09)."""

from __future__ import annotations

from bot.language import Language
from core.setup.goals import Twice


def counted_twice(language: Language, twice: Twice | None) -> list[str]:
    """The line of the warning; empty where there is nothing to warn of."""
    if twice is None:
        return []
    return [
        language.say(
            "The same sale may count twice: “{step}” is worth a share of later sales, and “{later}” counts as well.",
            step=twice.step.name,
            later=twice.later.name,
        )
    ]
