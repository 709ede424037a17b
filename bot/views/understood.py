"""What was understood of a line that was refused, part by part, as its receipt would say it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.language import Language
from bot.views import words
from bot.views.blocks import shorten
from core.ledger.repeats import Every

LONGEST_NOTE = 60
"""Characters of a note that are shown again."""


def understood(
    language: Language, said: Mapping[str, str], amount: str, names: Mapping[str, str], today: date
) -> list[str]:
    """``$250.00``, ``Ads``, ``Autumn 2026``, ``today, 5 Oct 2026``; empty where the line says nothing.

    ``said``: kind -> what the line says of it; ``amount``: its amount in words.
    """
    if not said:
        return []
    return [
        *filter(None, (amount, _hours(language, said), _result(said, names))),
        *_kinds(language, said, names),
        _day(language, said, today),
        *([language.say("“{note}”", note=shorten(said["note"], LONGEST_NOTE))] if said.get("note") else []),
    ]


def _hours(language: Language, said: Mapping[str, str]) -> str:
    if not said.get("hours"):
        return ""
    hours = language.say("{hours} h", hours=said["hours"].lower().removesuffix("h"))
    return f"{hours} × {said['rate']}" if said.get("rate") else hours


def _result(said: Mapping[str, str], names: Mapping[str, str]) -> str:
    """``12 × Newsletter``, or as much of it as was said."""
    goal = said.get("goal", "")
    return " × ".join(filter(None, (said.get("count", ""), names.get(goal, goal))))


def _kinds(language: Language, said: Mapping[str, str], names: Mapping[str, str]) -> list[str]:
    parts = [words.category(language, said["category"])] if said.get("category") else []
    for kind, name in (("channel", words.channel), ("content", words.content), ("campaign", words.campaign)):
        parts += [name(language, said[kind], names)] if said.get(kind) else []
    return [*parts, *([words.rhythm(language, Every(said["repeat"]))] if said.get("repeat") else [])]


def _day(language: Language, said: Mapping[str, str], today: date) -> str:
    if said.get("day"):
        return language.day(date.fromisoformat(said["day"]))
    return language.say("today, {day}", day=language.day(today))
