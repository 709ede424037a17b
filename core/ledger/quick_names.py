"""Quick names: what is called by several words, *Spring Webinar*, found in a line and written there as one word."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from core.setup.categories import category_of
from core.setup.channels import short_channel_of
from core.setup.kind_words import KIND_OF_WORD
from core.setup.names import slug
from core.setup.registers import CHANNEL, GOAL, Register

MOST_IN_A_NAME = 8
MOST_WORDS = 60
"""Words of a name, and of a line in which names are looked for."""

_QUOTED = re.compile(rf'(?<!\S)({"|".join(KIND_OF_WORD)}) ?: ?["“”„«]([^"“”„«»]+)["“”»]', re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Names:
    """The names that a line of ``kinds`` may hold.

    ``is_needed``: whether a word says what a line must not lack: a cost its category, conversions their goal.
    """

    register: Register
    kinds: tuple[str, ...]
    is_needed: Callable[[str], bool]

    def key_of(self, name: str, kind: str = "") -> str:
        """The key of what has this name of several words, of one kind or of any; empty where nothing has."""
        kinds = (kind,) if kind else self.kinds
        if " " not in name.strip() or (kind and kind not in self.kinds):
            return ""
        short = short_channel_of(slug(name)) if CHANNEL in kinds else ""
        known = self.register.find(name, *kinds) if self.register.may_know(name) else ""
        return known or short or (self.register.find_goal(name) if GOAL in kinds else "")

    def kind_of(self, key: str) -> str:
        return self.register.kinds.get(key, CHANNEL)


def names_of_cost(register: Register, kinds: tuple[str, ...]) -> Names:
    return Names(register=register, kinds=kinds, is_needed=lambda word: category_of(slug(_bare(word))) is not None)


def names_of_conversion(register: Register, kinds: tuple[str, ...]) -> Names:
    return Names(register=register, kinds=kinds, is_needed=lambda word: bool(register.find_goal(_bare(word))))


def with_quoted_names(text: str) -> str:
    """``campaign:"Spring Webinar"`` as one word; of what has no such name, too."""
    return _QUOTED.sub(lambda match: f"{match[1]}:{'-'.join(match[2].split())}", text)


def with_names(text: str, names: Names) -> str:
    """The line with each name of several words as one word, ``campaign:spring-webinar``; the longest that fits wins.

    None begins in the amount, and none takes the only word that says the category or the goal.
    """
    words = text.split()
    if len(words) > MOST_WORDS:
        return text
    joined: list[str] = []
    place = _words_of_number(words)
    while place < len(words):
        many, key = _longest(words, place, names)
        if key and joined and KIND_OF_WORD.get(joined[-1].rstrip(":").casefold()) == names.kind_of(key):
            joined.pop()
        joined.append(f"{names.kind_of(key)}:{key}" if key else words[place])
        place += many
    return " ".join([*words[: _words_of_number(words)], *joined])


def meant_by_note(note: str, text: str, names: Names) -> str:
    """The word for what a note names, ``campaign:spring-webinar``; empty where the line says that kind elsewhere."""
    key = names.key_of(note)
    said = {names.kind_of(names.register.find(_bare(word), *names.kinds)) for word in text.split()} if key else set()
    return f"{names.kind_of(key)}:{key}" if key and names.kind_of(key) not in said else ""


def _words_of_number(words: Sequence[str]) -> int:
    """The number that a line begins with, thousands and a rate included, in words; 0 where it begins with a name."""
    if not any(map(str.isdigit, "".join(words[:2]))):
        return 0
    return min(len(words), 1 + len(list(takewhile(lambda word: any(map(str.isdigit, word)), words[1:]))))


def _longest(words: list[str], place: int, names: Names) -> tuple[int, str]:
    """How many words from ``place`` on are one name, and the key of what has it; (1, "") where none is."""
    prefix, _, first = words[place].partition(":")
    kind = KIND_OF_WORD.get(prefix.casefold(), "") if first else ""
    for many in range(min(len(words) - place, MOST_IN_A_NAME), 1, -1):
        run = [first if kind else words[place], *words[place + 1 : place + many]]
        key = names.key_of(" ".join(run), kind)
        if key and not _is_missed(run, [*words[:place], *words[place + many :]], key, names):
            return many, key
    return 1, ""


def _is_missed(run: list[str], others: list[str], key: str, names: Names) -> bool:
    """Whether the line would lack what it needs, were ``run`` a name."""
    if names.is_needed(key) and names.kind_of(key) == GOAL:
        return False
    return any(map(names.is_needed, run)) and not any(map(names.is_needed, others))


def _bare(word: str) -> str:
    return word.partition(":")[2] or word
