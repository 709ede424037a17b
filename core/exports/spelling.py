"""Spelling: how an export writes what the books keep as keys, for one reader, in one table's signs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.exports.cells import cell
from core.exports.lines import Line
from core.exports.numbers import money
from core.money.money import decimals
from core.reports.privacy import Veil
from core.setup.categories import Category
from core.setup.goals import Goal

NO_RATE = "-"
"""In the worth of a goal without a rate."""


class Named(dict[str, str]):
    """Key -> name as a cell; a key without a name is its own."""

    def __missing__(self, key: str) -> str:
        self[key] = cell(key)
        return self[key]

    def quoted(self) -> Named:
        """The same, of names as people write them."""
        return Named({key: cell(name) for key, name in self.items()})


class Places(dict[str, int]):
    """Currency -> decimals."""

    def __missing__(self, currency: str) -> int:
        self[currency] = decimals(currency)
        return self[currency]


@dataclass(frozen=True, kw_only=True, slots=True)
class Spelling:
    """``sign``: before decimals. ``names``: key -> name as a cell, ``plain``: as it is.

    ``goals``: version -> name as a cell; ``worths``: version -> on what its return rests. ``people``: Slack's id ->
    name. ``roots``: entry that was put back -> the one it was first saved as; ``come``: such an entry -> the cells of
    where it came from. ``veil`` and ``reader``: what may be seen of people's costs, and whose own always are.
    """

    currency: str
    plain: Mapping[str, str]
    names: Named
    goals: Mapping[int, str]
    worths: Mapping[int, str]
    people: Named
    roots: Mapping[int, int]
    veil: Veil
    reader: str = ""
    sign: str = "."
    places: Places = field(default_factory=Places)
    text: Callable[[str], str] = cell
    come: Mapping[int, Sequence[str]] = field(default_factory=dict)

    def money(self, minor: int, currency: str) -> str:
        return money(minor, self.places[currency], self.sign)

    def shows(self, line: Line) -> bool:
        """Whether the entry is the reader's to see, as in the history: people's costs are the author's and admins'."""
        if line.category != Category.PEOPLE:
            return True
        return self.veil.shows_single(Category.PEOPLE) or line.logged_by == self.reader

    def split(self, stored: str) -> str:
        """A split with names for keys; to whom hours are not shown the campaigns alone, for weights may be hours."""
        if not stored:
            return ""
        kept = json.loads(stored)
        parts = [part for month in kept["months"].values() for part in month]
        if not self.veil.shows_hours:
            return cell(", ".join(dict.fromkeys(self._name(campaign) for campaign, _, _ in parts)))
        return cell(json.dumps(kept | {"months": self._months(kept["months"])}, ensure_ascii=False))

    def _months(self, months: Mapping[str, list[list[str]]]) -> Mapping[str, Any]:
        return {
            month: [[self._name(campaign), self._name(channel), weight] for campaign, channel, weight in parts]
            for month, parts in months.items()
        }

    def _name(self, key: str) -> str:
        return self.plain.get(key, key)


def spelling(names: Mapping[str, str], versions: Mapping[int, Goal], *, veil: Veil, **more: Any) -> Spelling:
    """The spelling of a workspace. ``names``: key -> name; ``versions``: those of its goals; ``more``: the rest.

    Names that several things have are told apart by their keys.
    """
    often = Counter(names.values())
    plain = {key: name if often[name] == 1 else f"{name} ({key})" for key, name in names.items()}
    named = Named({key: cell(name) for key, name in plain.items()} | {"": ""})
    return Spelling(
        plain=plain,
        names=named,
        goals={version: named[goal.key] for version, goal in versions.items()},
        worths={0: ""} | {version: worth(goal) if veil.for_admin else "" for version, goal in versions.items()},
        veil=veil,
        **more,
    )


def worth(goal: Goal) -> str:
    """On what the return of a goal's version rests: basis, value, currency, rate and stage, and whether it counts."""
    value = money(goal.value.minor, decimals(goal.value.currency))
    counts = "counts" if goal.counts else "shown"
    rate = NO_RATE if goal.rate is None else goal.rate
    return f"{goal.basis} {value} {goal.value.currency} {rate} {goal.stage} {counts}"
