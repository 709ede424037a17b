"""Names people give, and the keys made from them: two names have one key only if a person would call them the same.

Case, width, spaces and punctuation make no difference to a key, nor do the accents of Latin and Greek letters; those of
all other scripts do, and so do ``+ # & @ % *``, symbols and emoji (`core.setup.signs`).

One word means one thing: a campaign, a goal, a channel and a team's own content type may not share a key, nor take a
command's word, a period's, a category's or a currency's, in English or in Polish.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from itertools import chain

from core.calendar.period_parser import is_period_word
from core.money.currencies import CURRENCIES
from core.problems import Problem
from core.setup.categories import category_of, gives_way
from core.setup.command_words import KIND_WORDS, RESERVED
from core.setup.signs import folded, has_letter_or_digit, is_kept, seen

LONGEST = 60
"""Characters of a name: a key must fit an option's value (75), prefixes included."""

_BETWEEN_WORDS = re.compile("-+")
_BRACKETED = re.compile("<([^<>]*)>")
_SIGNS = re.compile(r"[\W_]+")


@dataclass(eq=False)
class NameMissing(Problem):
    """The name has nothing left once signs are put aside: a key needs a letter or a digit."""

    text: str
    field: str = "name"


@dataclass(eq=False)
class NameTooLong(Problem):
    length: int
    longest: int = LONGEST
    field: str = "name"


@dataclass(eq=False)
class NameTaken(Problem):
    """The name is taken. ``kind`` says by what: campaign, goal, channel, content, deal, command, period, category,
    currency, number.

    ``other``: how the thing that has it is written, where that is not as this name is. ``suggestion``: a free name, in
    English; ``translated``: by the codes of other languages.
    """

    name: str
    kind: str
    suggestion: str
    field: str = "name"
    other: str = ""
    translated: tuple[tuple[str, str], ...] = ()

    def suggested(self, language: str) -> str:
        """The name to offer to whoever reads this language: ``campaign-july``, ``kampania-lipiec``."""
        return dict(self.translated).get(language, self.suggestion)


def clean_name(text: str, field: str = "name") -> str:
    """The name on one line, without control and direction marks, spaces folded. Raises `NameMissing`, `NameTooLong`."""
    name = one_line(text)
    if len(name) > LONGEST:
        raise NameTooLong(length=len(name), field=field)
    key = slug(name)
    if not has_letter_or_digit(key):
        raise NameMissing(text=name, field=field)
    if len(key) > LONGEST:  # some letters are many in a key: "ß" is "ss"
        raise NameTooLong(length=len(key), field=field)
    return name


def one_line(text: str) -> str:
    """The text without what cannot be seen, unless a script or an emoji needs it; no lone surrogates."""
    return seen(text)


@lru_cache(maxsize=16384)
def slug(text: str) -> str:
    """The key of a name: ``"Kampania Łódź Q3!"`` is ``kampania-lodz-q3``, ``"C++"`` is ``c++``. Empty where none."""
    return _words(folded(one_line(text)))


def same_writing(name: str, other: str) -> bool:
    """Whether two names of one key have the same letters, too: whoever types one sees that the other is meant."""
    first, second = (_words(unicodedata.normalize("NFC", one_line(text)).casefold()) for text in (name, other))
    return first == second


def _words(text: str) -> str:
    """The text with single dashes in the place of spaces and punctuation.

    ``<`` and ``>`` around something are brackets.
    """
    while (bare := _BRACKETED.sub(r"-\1-", text)) != text:
        text = bare
    return _BETWEEN_WORDS.sub("-", "".join(sign if is_kept(sign) else "-" for sign in text)).strip("-")


def check_free(name: str, taken: Mapping[str, str], field: str = "name", what: str = "campaign") -> str:
    """The key of ``name`` if no other thing has it. ``taken``: key -> kind of what exists. Raises `NameTaken`."""
    key = slug(name)
    kind = taken.get(key) or reserved_kind(key)
    if kind:
        raise name_taken(name, kind, taken, what, field)
    return key


def name_taken(name: str, kind: str, taken: Collection[str], what: str, field: str, other: str = "") -> NameTaken:
    """The problem, with a free name in each language. ``taken``: as in `free_like`; ``what`` was to be named."""
    key = slug(name)
    translated = []
    for language, words in KIND_WORDS.items():
        suggestion = free_like(key, kind, taken, words.get(what, what))
        translated.append((language, suggestion))
    return NameTaken(
        name=name,
        kind=kind,
        suggestion=free_like(key, kind, taken, what),
        field=field,
        other=other,
        translated=tuple(translated),
    )


def free_like(key: str, kind: str, taken: Collection[str], what: str = "campaign") -> str:
    """A key to offer in the place of ``key``, which is a ``kind`` already. ``taken``: keys and words as typed."""
    ours = kind in ("campaign", "goal", "channel", "content", "deal")
    stem = (key if ours else f"{what}-{key}")[: LONGEST - 4].strip("-")
    candidates = chain([stem], (f"{stem}-{number}" for number in range(2, 1000)))
    free = (key for key in candidates if key not in taken and reserved_kind(key) is None)
    return next(free, stem)


def reserved_kind(key: str) -> str | None:
    """The kind of thing a word already means whatever a team calls its own things; None where it is free."""
    if key in RESERVED:
        return "command"
    if key.upper() in CURRENCIES:
        return "currency"
    if category_of(key) and not gives_way(key):
        return "category"
    if is_period_word(key):
        return "period"
    return "number" if _SIGNS.sub("", key).isdigit() or re.fullmatch(r"[0-9]+h", key) else None


def alike(word: str, words: Iterable[str], most: int = 3, *, cutoff: float = 0.6) -> tuple[str, ...]:
    """The known keys nearest to ``word``, best first; also those that begin with it. ``cutoff``: 1 is the same."""
    keys = list(words)
    key = slug(word)
    near = get_close_matches(key, keys, n=most, cutoff=cutoff)
    begin = [k for k in keys if key and k.startswith(key) and k not in near]
    return tuple((near + begin)[:most])
