"""Verdicts in short: a few words behind a name, for a line that stands beside a button."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from bot.language import Language
from bot.views import marks, words
from bot.views.blocks import shorten
from core.performance.performance import Row

LONGEST_NAME = 24
"""Characters of a name in a line beside a button, which else falls below it on a phone."""


def mark_before(row: Row) -> str:
    """``▼ ``; empty of what has no verdict."""
    sign = marks.sign_of(row)
    return f"{sign} " if sign else ""


def alert_since(language: Language, day: date, today: date) -> str:
    return language.say("alert since {day}", day=language.deadline(day, today))


def whole(language: Language, minor: Fraction, currency: str) -> str:
    """Money in whole units, without its sign. ``minor``: minor units of ``currency``."""
    return words.unsigned(language.whole, minor, currency)


def short(name: str) -> str:
    return shorten(name, LONGEST_NAME)
