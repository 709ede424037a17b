"""Sales: one order or deal is one sale on the books, from however many files, in whatever order they come.

Whoever knows most about a sale decides: a CRM's deal before a list of conversions, and that before analytics. What a
better file brings takes the place of what stands; what stands already by as good a file is not added again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from core.imports.catalogue import kind_of
from core.imports.kind import Brings
from core.imports.readings import Result
from core.ledger.entries import Conversion

_ANALYTICS = frozenset({"ga4", "universal_analytics"})


class Knows(IntEnum):
    """How much a source knows about a sale; of two the greater decides."""

    PLATFORM = 0
    """What an ad platform claims of itself."""
    ANALYTICS = 1
    LIST = 2
    DEAL = 3
    PERSON = 4


_OF_FILES = {Brings.SPEND: Knows.PLATFORM, Brings.RESULTS: Knows.LIST, Brings.DEALS: Knows.DEAL}


@dataclass(frozen=True, kw_only=True, slots=True)
class StandingSale:
    """A sale on the books. ``entry``: its conversion's id, ``fact``: what that says.

    ``kind``: of the import that brought it; empty: a deal. ``is_fixed``: whether a person has put it in the place of
    an imported one, or has refunded some of it, so that no file takes it back.
    """

    entry: int
    kind: str = ""
    fact: Conversion | None = None
    is_fixed: bool = False

    @property
    def knows(self) -> Knows:
        return Knows.PERSON if self.is_fixed else knows(self.kind)


@dataclass(frozen=True, kw_only=True, slots=True)
class Apart:
    """The results of a file, told apart. ``adds``: to be booked; ``held``: sales that stand already, by their number.

    ``takes``: ids of the conversions in whose place ``adds`` come.
    """

    adds: Sequence[Result]
    held: Sequence[Result] = ()
    takes: tuple[int, ...] = ()


def knows(kind: str) -> Knows:
    """How much a kind of file knows about the sales in it; empty: a deal's own."""
    if not kind:
        return Knows.DEAL
    if kind in _ANALYTICS:
        return Knows.ANALYTICS
    declared = kind_of(kind)
    return _OF_FILES[declared.brings] if declared else Knows.LIST


def told_apart(results: Sequence[Result], kind: str, standing: Mapping[str, StandingSale]) -> Apart:
    """What of a file's ``results`` is to be booked.

    ``standing``: number of an order or deal -> the sale on the books that no newer file of the same scope replaces.
    """
    better = {number for number, sale in standing.items() if sale.knows >= knows(kind)}
    adds = [result for result in results if not result.external_id or result.external_id not in better]
    return Apart(
        adds=adds,
        held=[result for result in results if result.external_id in better],
        takes=tuple(standing[one.external_id].entry for one in adds if one.external_id in standing),
    )


def given_way(numbers: Sequence[str], standing: Mapping[str, StandingSale]) -> tuple[int, ...]:
    """Ids of the conversions in whose place deals of these ``numbers`` come."""
    return tuple(standing[one].entry for one in numbers if one in standing and standing[one].knows < Knows.DEAL)
