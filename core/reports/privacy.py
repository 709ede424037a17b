"""Privacy: what one person costs is for admins to see. Others read it only within a sum over two or more.

Hours and rates are shown to nobody else at all; totals always stand (docs/architecture.md#roles). A key that joins two
categories has a ``+`` in it; one of a row that several share has the `JOINT`, which no key of a name holds.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NewType

from core.performance.cells import Cell, grouped
from core.setup.categories import Category

PEOPLE_AND_OTHER = "people_and_other"
ENOUGH = 3
"""Persons whose hours may be read as one sum by each of them."""
JOINT = "|"
SOMEBODY = ""
"""The key of somebody unnamed, whose hours an entry does not tell: perhaps one of those named, so nobody more."""

Persons = Mapping[str, Collection[str]]
"""Channel (or content, campaign) -> keys of those whose costs stand there, `SOMEBODY` where an entry names nobody."""

Masked = NewType("Masked", Cell)
"""A cell that a reader may see in a row of its own. Only this module makes one; the books hand out plain cells."""
Categories = NewType("Categories", dict[str, int])
"""Category, or a key that joins two -> cost in minor units, as a reader may see it. Only this module makes one."""


@dataclass(frozen=True, slots=True)
class Veil:
    """The limits of one reader's sight of a single person's cost: all where it is ``open``, else only merged sums.

    A report asks the veil for its rows and categories, so none is shown that was not masked for its reader. Totals
    need no veil. Whose costs they are is passed as a function, because reading it takes as long as there are entries.
    """

    open: bool

    def rows(self, cells: Sequence[Cell], by: str, persons: Callable[[], Persons]) -> list[Masked]:
        """The cells that rows by ``by`` (channel, content or campaign) are made of; a campaign stands in ``channel``.

        ``persons`` is keyed alike, and called only where some row consists of people's cost alone.
        """
        if self.open or not people_alone(cells, by):
            return [Masked(cell) for cell in (by_campaign(cells) if by == "campaign" else cells)]
        return _MERGED_BY[by](cells, persons())

    def categories(self, sums: Mapping[str, int], persons: Callable[[], Persons]) -> Categories:
        """Cost by category. ``persons`` is called only where people cost something."""
        if self.open or Category.PEOPLE not in sums:
            return Categories(dict(sums))
        return masked(sums, {key for keys in persons().values() for key in keys})

    def rows_alike(
        self, cells: Sequence[Cell], persons: Persons, *others: tuple[Sequence[Cell], Persons]
    ) -> list[Masked]:
        """The cells that rows by channel are made of; ``others``: further periods, whose rows are to be the same."""
        return [Masked(cell) for cell in cells] if self.open else merged(cells, persons, *others)

    def withheld(self, cells: Sequence[Cell], by: str, persons: Callable[[], Persons]) -> set[str]:
        """The channels (or campaigns: ``by``) of which nothing is said: the whole cost there is one person's."""
        return set() if self.open else of_one_person(cells, persons(), by)

    def hides_ads(self, cells: Sequence[Cell], by: str, persons: Callable[[], Persons]) -> frozenset[str]:
        """The channels (or campaigns: ``by``) whose ad spend, beside the cost of their row, tells what one person cost.

        ``persons`` is called only where both people and ads cost something.
        """
        if self.open or not {Category.PEOPLE.value, Category.ADS.value} <= _spent(cells):
            return frozenset()
        return _hiding_ads(cells if by == "channel" else by_campaign(cells), persons())

    def kept_back(self, sums: Mapping[str, int], persons: Callable[[], Collection[str]]) -> frozenset[str]:
        """The categories whose costs are not listed one by one. ``persons``: those in the sum of people's costs."""
        return frozenset() if self.open or Category.PEOPLE not in sums else _kept_back(sums, persons())

    def shows_single(self, category: Category) -> bool:
        """Whether the amount of one cost of the category is the reader's to see."""
        return self.open or category is not Category.PEOPLE

    @property
    def shows_hours(self) -> bool:
        """Whether hours and rates, and what could be worked out to them, are the reader's to see."""
        return self.open

    @property
    def for_admin(self) -> bool:
        """Whether the reader is offered what only admins may do."""
        return self.open


OPEN = Veil(open=True)
"""The veil of admins."""
MERGING = Veil(open=False)
"""The veil of everybody else, and of whatever is posted where others read it."""


def several(persons: Collection[str]) -> bool:
    """Whether these are two or more people who are surely not the same."""
    return len(set(persons) - {SOMEBODY}) > 1


def tells_hours(by_author: Mapping[str, Collection[str]], admin: str = "") -> bool:
    """Whether somebody could work out one person's hours from their sum. ``by_author``: who logged -> whose hours.

    Who knows the own hours, and everything he has logged himself, must be left with two others: with one, the hours
    follow from the cost of both. So three are needed, and three again without any one author, or nobody. ``admin``: an
    author who may know.
    """
    readers = [None, *(author for author in by_author if author != admin)]
    for reader in readers:
        unknown = [persons for author, persons in by_author.items() if author != reader]
        together = set[str]().union(*unknown)
        if together and len(together - {SOMEBODY}) < ENOUGH:
            return True
    return False


def masked(sums: Mapping[str, int], persons: Collection[str]) -> Categories:
    """Cost by category as everybody may read it. ``persons``: those in the sum of people's costs.

    One person's is merged with other; where other is nothing, with the category before it. What comes to nothing
    hides nothing, so it is never what people's costs are merged with.
    """
    if Category.PEOPLE not in sums or several(persons):
        return Categories(dict(sums))
    rest = [key for key in sums if key != Category.PEOPLE and sums[key]]
    partner = Category.OTHER.value if Category.OTHER in rest else next(reversed(rest), "")
    key = PEOPLE_AND_OTHER if partner in ("", Category.OTHER) else f"{Category.PEOPLE}+{partner}"
    together = sums[Category.PEOPLE] + sums.get(partner, 0)
    taken = {Category.PEOPLE.value, partner} if partner else categories_of(PEOPLE_AND_OTHER)
    return Categories({name: minor for name, minor in sums.items() if name not in taken} | {key: together})


def categories_of(key: str) -> frozenset[str]:
    """Those that a key of `masked` stands for."""
    if key == PEOPLE_AND_OTHER:
        return frozenset({Category.PEOPLE.value, Category.OTHER.value})
    return frozenset(key.split("+"))


def tells_ads(categories: Categories) -> bool:
    """Whether ad spend, and what is worked out of it, may stand beside these: not where ads are merged with people."""
    return not any(Category.ADS in categories_of(key) for key in categories if key != Category.ADS)


def _kept_back(sums: Mapping[str, int], persons: Collection[str]) -> frozenset[str]:
    """People's, and the category it is merged with."""
    made_up = set(masked(sums, persons)) - set(sums)
    return frozenset().union(*map(categories_of, made_up or {Category.PEOPLE.value}))


def merged_contents(cells: Sequence[Cell], persons: Persons) -> list[Masked]:
    """The same by content type. ``persons``: content type -> whose costs stand there."""
    moved = merged([replace(cell, channel=cell.content) for cell in cells], persons)
    return [
        Masked(replace(new, channel=old.channel, content=new.channel)) for old, new in zip(cells, moved, strict=True)
    ]


def merged_campaigns(cells: Sequence[Cell], persons: Persons) -> list[Masked]:
    """The same by campaign, its row named in ``channel``: each cell keeps its own campaign, whose margin weighs it."""
    return merged(by_campaign(cells), persons)


def by_campaign(cells: Sequence[Cell]) -> list[Cell]:
    """Cells by campaign, each in the row of its own campaign."""
    return [replace(cell, channel=cell.campaign) for cell in cells]


def merged(cells: Sequence[Cell], persons: Persons, *other: tuple[Sequence[Cell], Persons]) -> list[Masked]:
    """The same sums by channel, no row's cost being one person's: such channels share a row, with others if need be.

    ``other``: further periods that are to have the same rows. A row that is all the cost there is stands: it is the
    total.
    """
    shared = _sharing([(cells, persons), *other])
    in_order = sorted(shared, key=lambda key: (not key, key))  # what has no channel comes last
    name = JOINT.join(in_order)
    renamed = (replace(cell, channel=name) if cell.channel in shared else cell for cell in cells)
    return [Masked(cell) for cell in renamed]


def sharers(key: str) -> list[str]:
    """The channels, contents or campaigns of the row ``key``."""
    return key.split(JOINT)


def of_one_person(cells: Sequence[Cell], persons: Persons, by: str = "channel") -> set[str]:
    """The channels (or campaigns: ``by``) whose cost is one person's and nothing else."""
    placed = cells if by == "channel" else by_campaign(cells)
    return {cell.channel for cell in placed if _gives_away(placed, persons, {cell.channel})}


def people_alone(cells: Sequence[Cell], by: str) -> bool:
    """Whether anything by ``by`` has people's costs and no other: where nothing has, nothing need be merged.

    So whose costs they are need not be read, which takes as long as there are entries.
    """
    return any(_spent(group) == {Category.PEOPLE.value} for group in grouped(cells, by).values())


def _sharing(periods: Sequence[tuple[Sequence[Cell], Persons]]) -> set[str]:
    """Channels that must stand in one row: those of one person, then the cheapest until no period gives one away."""
    costs: dict[str, int] = {}
    for cells, _ in periods:
        for cell in cells:
            costs[cell.channel] = costs.get(cell.channel, 0) + abs(cell.cost)
    shared = {key for key in costs if any(_gives_away(cells, persons, {key}) for cells, persons in periods)}
    rest = sorted((key for key, cost in costs.items() if cost and key not in shared), key=lambda key: (costs[key], key))
    # Cheapest first: the shared row hides as little of the money as it can. All periods get the same rows, or the
    # difference between two would tell what each hides.
    while rest and any(_gives_away(cells, persons, shared) for cells, persons in periods):
        shared.add(rest.pop(0))
    return shared


def _gives_away(cells: Sequence[Cell], persons: Persons, channels: Collection[str]) -> bool:
    """Whether the cost of these channels together is one person's and nothing else."""
    spent = _spent([cell for cell in cells if cell.channel in channels])
    return spent == {Category.PEOPLE.value} and not several([one for key in channels for one in persons.get(key, ())])


def _spent(cells: Iterable[Cell]) -> set[str]:
    """The categories something was spent in; what was taken back is nothing."""
    return {category for category, cost in _costs(cells).items() if cost}


def _costs(cells: Iterable[Cell]) -> dict[str, int]:
    """Cost by category, in the order of the categories."""
    sums = dict.fromkeys((category.value for category in Category), 0)
    for cell in cells:
        if cell.category:
            sums[cell.category] += cell.cost
    return sums


def _hiding_ads(cells: Sequence[Cell], persons: Persons) -> frozenset[str]:
    rows = grouped(merged(cells, persons), "channel")
    return frozenset(chain.from_iterable(sharers(key) for key, row in rows.items() if _hides_ads(key, row, persons)))


def _hides_ads(key: str, row: Iterable[Cell], persons: Persons) -> bool:
    """Whether the row's ads are what one person's cost in it is merged with."""
    sums = {category: cost for category, cost in _costs(row).items() if cost}
    return not tells_ads(masked(sums, {one for channel in sharers(key) for one in persons.get(channel, ())}))


_MERGED_BY: Mapping[str, Callable[[Sequence[Cell], Persons], list[Masked]]] = {
    "channel": merged,
    "content": merged_contents,
    "campaign": merged_campaigns,
}
