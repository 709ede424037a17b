"""Names people give, and the keys made from them: case- and accent-insensitive slugs.

One word means one thing: a campaign, a goal, a channel and a team's own content type may not share a key, nor take a
command's word, a period's, a category's or a currency's, in English or in Polish.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from itertools import chain

from core.categories import category_of
from core.money import CURRENCIES
from core.period_words import is_period_word
from core.problems import Problem

LONGEST = 60
"""Characters of a name: a key must fit an option's value (75), prefixes included."""

COMMAND_WORDS = frozenset(
    """help pomoc channels kanaly campaigns kampanie content tresci compare porownaj history historia undo cofnij new
    nowa goal cel goals cele target targets digest alerts alert import export settings ustawienia rate fx kurs deal
    szansa metric metryka benchmark company firma stawka roi cost koszt conversion konwersja share check none shared
    plan podsumowanie alerty channel campaign category kanal kampania kategoria tresc repeat repeats powtarzalne close
    zamknij to do vs""".split()
)
"""Words `/roi` and the quick forms understand themselves, now or with a feature already promised."""

_PLAIN_LETTERS = str.maketrans("łøđ", "lod")  # what no accent is taken off; "ß" is casefolded
_NOT_IN_KEYS = re.compile(r"[\W_]+")
_SPACES = re.compile(r"\s+")


@dataclass(eq=False)
class NameMissing(Problem):
    """Nothing left of the name once signs are put aside: a key needs a letter or a digit."""

    text: str
    field: str = "name"


@dataclass(eq=False)
class NameTooLong(Problem):
    length: int
    longest: int = LONGEST
    field: str = "name"


@dataclass(eq=False)
class NameTaken(Problem):
    """``kind`` says by what: campaign, goal, channel, content, command, period, category, currency, number."""

    name: str
    kind: str
    suggestion: str
    field: str = "name"


def clean_name(text: str, field: str = "name") -> str:
    """``text`` on one line, without control and direction marks, spaces folded. Raises `NameMissing`, `NameTooLong`."""
    name = one_line(text)
    if len(name) > LONGEST:
        raise NameTooLong(length=len(name), field=field)
    key = slug(name)
    if not key:
        raise NameMissing(text=name, field=field)
    if len(key) > LONGEST:  # some letters are many in a key: "ß" is "ss"
        raise NameTooLong(length=len(key), field=field)
    return name


def one_line(text: str) -> str:
    """``text`` without what cannot be seen: control, direction and zero-width characters, lone surrogates."""
    spaced = _SPACES.sub(" ", text)  # first, as a line's end is a control character and a space
    seen = "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return _SPACES.sub(" ", seen).strip()


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """The key of a name: ``"Kampania Łódź Q3!"`` is ``kampania-lodz-q3``. Empty where nothing can be a key."""
    seen = unicodedata.normalize("NFKD", one_line(text)).casefold()  # "™" is "TM" only once it is taken apart
    plain = unicodedata.normalize("NFKD", seen).casefold().translate(_PLAIN_LETTERS)
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return _NOT_IN_KEYS.sub("-", letters).strip("-")


def check_free(name: str, taken: Mapping[str, str], field: str = "name", what: str = "campaign") -> str:
    """The key of ``name`` if no other thing has it. ``taken``: key -> kind of what exists. Raises `NameTaken`."""
    key = slug(name)
    kind = taken.get(key) or reserved_kind(key)
    if kind:
        raise NameTaken(name=name, kind=kind, suggestion=_suggestion(key, kind, taken, what), field=field)
    return key


def reserved_kind(key: str) -> str | None:
    """What a word already means whatever a team calls its own things; None where it is free."""
    if key in COMMAND_WORDS:
        return "command"
    if key.upper() in CURRENCIES:
        return "currency"
    if category_of(key):
        return "category"
    if is_period_word(key):
        return "period"
    return "number" if key.replace("-", "").isdigit() or re.fullmatch(r"[0-9]+h", key) else None


def alike(word: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The known keys nearest to ``word``, best first; also those that begin with it."""
    keys = list(known)
    key = slug(word)
    near = get_close_matches(key, keys, n=most, cutoff=0.6)
    begin = [k for k in keys if key and k.startswith(key) and k not in near]
    return tuple((near + begin)[:most])


def _suggestion(key: str, kind: str, taken: Mapping[str, str], what: str) -> str:
    stem = (f"{what}-{key}" if kind not in ("campaign", "goal", "channel", "content") else key)[: LONGEST - 4].strip(
        "-"
    )
    candidates = chain([stem], (f"{stem}-{number}" for number in range(2, 1000)))
    return next((c for c in candidates if c not in taken and reserved_kind(c) is None), stem)
