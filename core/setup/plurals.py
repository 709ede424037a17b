"""Plurals: *demo bookings* and *rezerwacje pokazu* are the names *Demo booking* and *Rezerwacja pokazu* of several."""

from __future__ import annotations

from functools import lru_cache

from core.setup.names import slug

_ENDINGS = ("ow", "om", "ami", "ach", "ies", "es", "s", "e", "i", "y", "a")
"""Of nouns in English and Polish, as keys write them."""

_SHORTEST_STEM = 3


def is_plural(text: str, name: str) -> bool:
    """Whether both have the same words but for the endings of number and case."""
    words, others = slug(text).split("-"), slug(name).split("-")
    return len(words) == len(others) and all(
        _stems(word) & _stems(other) for word, other in zip(words, others, strict=True)
    )


@lru_cache(maxsize=4096)
def _stems(word: str) -> frozenset[str]:
    """The word, and what is left of it without each ending that it may have."""
    without = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    bare = {stem for stem in without if len(stem) >= _SHORTEST_STEM}
    return frozenset({word, *bare, f"{word.removesuffix('ies')}y" if word.endswith("ies") else word})
