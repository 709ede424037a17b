"""Filters of the history: one campaign, one person's entries, costs of one category; words in any order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.ledger.quick_line import SaidTwice
from core.problems import Problem
from core.setup.categories import Category, category_of
from core.setup.command_words import MINE
from core.setup.names import alike, one_line, slug
from core.setup.registers import CAMPAIGN, Register

WORDS = (*Category, *sorted(MINE))
"""Words that an unknown word may have been meant for, beside campaigns."""

PAGE = 8
"""Rows of the history, and of an opened figure, that are shown at once."""

MOST_WORDS = 30
"""Words that a campaign's name can have: it has at most 60 characters."""

_MENTION = re.compile(r"<@([A-Z0-9]{2,30})(?:\|[^>]*)?>")
_PERSON = re.compile(r"[A-Z0-9]{0,30}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """The choice of a history, as keys; empty: of all. ``person``: the id of who logged it."""

    person: str = ""
    campaign: str = ""
    category: str = ""

    @property
    def all(self) -> bool:
        return not (self.person or self.campaign or self.category)

    @property
    def code(self) -> str:
        """The filter as a button's value or a block's id; `chosen_of` reads it again."""
        return f"{self.person}:{self.campaign}:{self.category}"


@dataclass(eq=False)
class UnknownFilter(Problem):
    """A word that is no campaign, no category and not *mine*."""

    word: str
    alike: tuple[str, ...] = ()


def chosen_of(code: str) -> Chosen:
    """Reads a `Chosen.code`; anything else narrows nothing."""
    parts = code.split(":")
    if len(parts) != 3:
        return Chosen()
    person, campaign, category = parts
    return Chosen(
        person=person if _PERSON.fullmatch(person) else "",
        campaign=one_line(campaign),
        category=category if category in Category.__members__.values() else "",
    )


def parse_chosen(text: str, register: Register, me: str) -> Chosen:
    """Reads the words behind `/roi history`. ``register``: all names; ``me``: who asks.

    A campaign may have several words, the whole text first. Raises `UnknownFilter`, `SaidTwice`, `NameUnclear`.
    """
    words, chosen = text.split(), Chosen()
    while words:
        many, part = _first(words, register, me)
        _check_once(chosen, part, " ".join(words[:many]))
        chosen = replace(chosen, **{name: value for name, value in _said(part).items() if value})
        words = words[many:]
    return chosen


def _first(words: Sequence[str], register: Register, me: str) -> tuple[int, Chosen]:
    """The number of first words that belong together, and the filter that they name."""
    # Longest first: a campaign's name may begin with a category's word, or with another campaign's name.
    for many in range(min(len(words), MOST_WORDS), 0, -1):
        if key := register.find(" ".join(words[:many]), CAMPAIGN):
            return many, Chosen(campaign=key)
    key, mention = slug(words[0]), _MENTION.fullmatch(words[0])
    if key in MINE:
        return 1, Chosen(person=me)
    if mention:
        return 1, Chosen(person=mention[1])
    if category := category_of(key):
        return 1, Chosen(category=category.value)
    campaigns = [key for key, kind in register.kinds.items() if kind == CAMPAIGN]
    raise UnknownFilter(word=words[0], alike=alike(words[0], [*campaigns, *WORDS]))


def _check_once(chosen: Chosen, part: Chosen, word: str) -> None:
    before, now = _said(chosen), _said(part)
    for name, value in now.items():
        if value and before[name] and before[name] != value:
            raise SaidTwice(kind=name, first=before[name], second=word)


def _said(chosen: Chosen) -> dict[str, str]:
    return {"person": chosen.person, "campaign": chosen.campaign, "category": chosen.category}
