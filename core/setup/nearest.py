"""The nearest names: what a word that names nothing was probably meant to be, of several kinds at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from core.setup.names import alike, slug
from core.setup.registers import Register

LONGEST = 80
"""Characters of what is compared with names: nothing longer is a slip of the pen."""

Known = Mapping[str, str]
"""How a thing is compared, as a key -> how it is typed."""


@dataclass(frozen=True, slots=True)
class Near:
    """A thing that is called almost so: how near, up to 1 for the same, its kind, and how it is typed."""

    ratio: float
    kind: str
    word: str


def nearest(text: str, known: Mapping[str, Known], *, cutoff: float = 0.6) -> list[Near]:
    """The nearest of each kind in ``known``, if any is near, the nearest of all first."""
    return sorted(_nearest_of_each(text[:LONGEST], known, cutoff), key=lambda one: -one.ratio)


def _nearest_of_each(text: str, known: Mapping[str, Known], cutoff: float) -> Iterator[Near]:
    for kind, words in known.items():
        for key in alike(text, words, 1, cutoff=cutoff):
            yield Near(ratio(slug(text), key), kind, words[key])


def ratio(one: str, other: str) -> float:
    """How alike two texts are, up to 1."""
    return SequenceMatcher(None, one, other).ratio()


def own_words(kind: str, register: Register) -> dict[str, str]:
    """The keys and the names of all that the team has of a kind, newest first as they are kept -> its key."""
    keys = register.of_kind(kind)
    return {key: key for key in keys} | {slug(register.names[key]): key for key in keys if key in register.names}
