"""Chains of reversals: a fact, what took it back, what put it back, and so on. Entries and metrics share the rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar


class Link(Protocol):
    @property
    def reversed_by(self) -> int | None: ...


L = TypeVar("L", bound=Link)


def end_of_chain(link: L, find: Callable[[int], L]) -> L:
    """The newest link saying the same: taken back and put back since, an old button still means what stands now."""
    while link.reversed_by is not None:
        reversal = find(link.reversed_by)
        if reversal.reversed_by is None:
            break
        link = find(reversal.reversed_by)
    return link
