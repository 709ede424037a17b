"""The languages the bot speaks: the one table of them.

Their sentences are in ``bot/locales/<code>.po``, the words of commands and periods in `core.setup.command_words` and
`core.calendar.period_words`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Spoken:
    """``name``: as the language calls itself. ``locale``: CLDR's, by which numbers, money and dates are written."""

    name: str
    locale: str


LANGUAGES: Mapping[str, Spoken] = {
    "en": Spoken(name="English", locale="en_US"),
    "pl": Spoken(name="Polski", locale="pl_PL"),
}
DEFAULT_LANGUAGE = "en"
"""Spoken with whoever has none of the table. The ids of all sentences are its own, so it needs no catalogue."""


def language_code(locale: str) -> str:
    """The code in `LANGUAGES` of a code or a Slack locale (``pl-PL``); the default's where the table lacks it."""
    code = locale[:2].lower()
    return code if code in LANGUAGES else DEFAULT_LANGUAGE
