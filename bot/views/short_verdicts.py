"""Verdicts in short: a mark before a name and a few words behind it, for a line that stands beside a button."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from bot.language import Language
from bot.views.blocks import shorten
from bot.views.verdicts import WORDS
from core.money.money import Money, half_up
from core.performance.performance import Row
from core.performance.verdicts import Verdict

LONGEST_NAME = 24
"""Characters of a name in a line beside a button, which else falls below it on a phone."""


def mark_of(language: Language, row: Row) -> str:
    """``▼ ``; empty of what has no verdict."""
    if row.alerted:
        return "! "
    if row.judgement is None or row.overhead or row.judgement.verdict is Verdict.OVERHEAD:
        return ""
    return language.say(WORDS[row.judgement.verdict]).partition(" ")[0] + " "


def word_of(language: Language, verdict: Verdict) -> str:
    """The word of a verdict without its mark."""
    return language.say(WORDS[verdict]).partition(" ")[2]


def alert_since(language: Language, day: date, today: date) -> str:
    return language.say("alert since {day}", day=language.deadline(day, today))


def whole(language: Language, minor: Fraction, currency: str) -> str:
    """Money in whole units, without its sign. ``minor``: minor units of ``currency``."""
    return language.whole.money(Money(minor=abs(half_up(minor)), currency=currency))


def short(name: str) -> str:
    return shorten(name, LONGEST_NAME)
