"""The languages the bot speaks: the one table of them.

Their sentences are in ``bot/locales/<code>.po``, the words of commands and periods in `core.setup.command_words` and
`core.calendar.period_words`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.problems import Problem
from core.setup.signs import folded


@dataclass(frozen=True, kw_only=True, slots=True)
class Spoken:
    """``name``: as the language calls itself. ``locale``: CLDR's, by which numbers, money and dates are written.

    ``words``: what people call it, in every language, without accents.
    """

    name: str
    locale: str
    words: str


LANGUAGES: Mapping[str, Spoken] = {
    "en": Spoken(name="English", locale="en_US", words="en english angielski angielsku"),
    "pl": Spoken(name="Polski", locale="pl_PL", words="pl polski polsku polish"),
}
AS_SLACK = "slack"
"""The choice of Slack's own language, whatever it is."""
DEFAULT_LANGUAGE = "en"
"""Spoken with whoever has none of the table. The ids of all sentences are its own, so it needs no catalogue."""

_IN = frozenset("in as po w jak jako".split())
"""Words before a language that say nothing: *po polsku*, *as Slack*."""


@dataclass(eq=False)
class UnknownLanguage(Problem):
    """``text`` is no language we speak."""

    text: str
    field: str = "language"


def chosen_language(text: str) -> str:
    """The code of the language that ``text`` names, or `AS_SLACK`. Raises `UnknownLanguage`."""
    words = [word for word in folded(text).replace("-", " ").split() if word not in _IN]
    if words and words[0] in (AS_SLACK, "slacku"):
        return AS_SLACK
    codes = [code for code, spoken in LANGUAGES.items() if words and words[0] in spoken.words.split()]
    if not codes:
        raise UnknownLanguage(text=text)
    return codes[0]


def answered_in(chosen: str, default: str, locale: str) -> str:
    """The code of the language of answers: a person's own choice, else the workspace's, else that of Slack's locale.

    ``chosen``, ``default``: a code in `LANGUAGES` or `AS_SLACK`; empty where nobody has chosen.
    """
    choice = chosen or default or AS_SLACK
    return language_code(locale if choice == AS_SLACK else choice)


def language_code(locale: str) -> str:
    """The code in `LANGUAGES` of a code or a Slack locale (``pl-PL``); the default's where the table lacks it."""
    code = locale[:2].lower()
    return code if code in LANGUAGES else DEFAULT_LANGUAGE
