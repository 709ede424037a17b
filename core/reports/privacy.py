"""Privacy: what one person costs is for admins to see. Others read sums that hide each one.

Hours and rates are shown to nobody else at all; totals always stand (docs/architecture.md#roles). A key that joins two
categories has a ``+`` in it; one of a row that several share has the `JOINT`, which no key of a name holds.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NewType

from core.performance.cells import Cell, grouped
from core.reports.cover import FAIR_SHARE, SOMEBODY, Paid, several, summed
from core.reports.sharing import Side, among_others, has_others, sharing
from core.setup.categories import Category

PEOPLE_AND_OTHER = "people_and_other"
ENOUGH = 3
"""Persons whose hours may be read as one sum by each of them."""
JOINT = "|"
Persons = Callable[[], Sequence[Paid]]
"""Reads what each person cost where; called only where people cost something."""

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

    def rows(self, cells: Sequence[Cell], by: str, persons: Persons) -> list[Masked]:
        """The cells that rows by ``by`` (channel, content or campaign) are made of; campaigns stand in ``channel``."""
        if self.open or not _costs(cells)[Category.PEOPLE]:
            return [Masked(cell) for cell in (by_campaign(cells) if by == "campaign" else cells)]
        return _MERGED_BY[by](cells, persons())

    def categories(self, sums: Mapping[str, int], persons: Persons) -> Categories:
        """Cost by category. ``persons``: those in the sum of people's costs."""
        if self.open or Category.PEOPLE not in sums:
            return Categories(dict(sums))
        return masked(sums, persons())

    def rows_alike(self, cells: Sequence[Cell], persons: Sequence[Paid], *others: Side) -> list[Masked]:
        """The cells that rows by channel are made of; ``others``: further periods, whose rows are to be the same."""
        return [Masked(cell) for cell in cells] if self.open else merged(cells, persons, *others)

    def withheld(self, cells: Sequence[Cell], by: str, persons: Persons) -> set[str]:
        """The channels (or campaigns: ``by``) of which nothing is said: the cost there is one person's, or nearly."""
        if self.open or all(has_others(cells, by, {key}) for key in grouped(cells, by)):
            return set()
        return of_one_person(cells, persons(), by)

    def hides_ads(self, cells: Sequence[Cell], by: str, persons: Persons) -> frozenset[str]:
        """The channels (or campaigns: ``by``) whose ad spend, beside the cost of their row, tells what one person cost.

        ``persons`` is called only where both people and ads cost something.
        """
        if self.open or not {Category.PEOPLE.value, Category.ADS.value} <= _spent(cells):
            return frozenset()
        return _hiding_ads(cells, by, persons())

    def kept_back(self, sums: Mapping[str, int], persons: Persons) -> frozenset[str]:
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


def masked(sums: Mapping[str, int], paid: Sequence[Paid]) -> Categories:
    """Cost by category as everybody may read it. ``paid``: what is in the sum of people's costs.

    One person's is merged with other, else with the category before it; with all, where each is next to nothing.
    """
    if Category.PEOPLE not in sums or several(summed(paid)):
        return Categories(dict(sums))
    partners = _partners(sums)
    key = f"{Category.PEOPLE}+{'+'.join(partners)}"
    if partners in ([], [Category.OTHER.value]):
        key, partners = PEOPLE_AND_OTHER, [Category.OTHER.value]
    together = sum(sums.get(name, 0) for name in (Category.PEOPLE.value, *partners))
    taken = {Category.PEOPLE.value, *partners}
    return Categories({name: minor for name, minor in sums.items() if name not in taken} | {key: together})


def _partners(sums: Mapping[str, int]) -> list[str]:
    """What people's cost is merged with: the category other or the last that is a fair share of it, else all."""
    last_first = [key for key in reversed(list(sums)) if key != Category.PEOPLE and sums[key]]
    partners = sorted(last_first, key=lambda key: key != Category.OTHER)
    enough = [key for key in partners if abs(sums[key]) * FAIR_SHARE >= abs(sums[Category.PEOPLE])]
    return enough[:1] or partners


def categories_of(key: str) -> frozenset[str]:
    """Those that a key of `masked` stands for."""
    if key == PEOPLE_AND_OTHER:
        return frozenset({Category.PEOPLE.value, Category.OTHER.value})
    return frozenset(key.split("+"))


def tells_ads(categories: Categories) -> bool:
    """Whether ad spend, and what is worked out of it, may stand beside these: not where ads are merged with people."""
    return not any(Category.ADS in categories_of(key) for key in categories if key != Category.ADS)


def _kept_back(sums: Mapping[str, int], paid: Sequence[Paid]) -> frozenset[str]:
    """People's, and the categories it is merged with."""
    made_up = set(masked(sums, paid)) - set(sums)
    return frozenset().union(*map(categories_of, made_up or {Category.PEOPLE.value}))


def merged_contents(cells: Sequence[Cell], paid: Sequence[Paid]) -> list[Masked]:
    """The same by content type, so that they and the channels tell no more together."""
    shared = sharing([(cells, paid)], "content")
    name = _joint(shared)
    return [Masked(replace(cell, content=name) if cell.content in shared else cell) for cell in cells]


def merged_campaigns(cells: Sequence[Cell], paid: Sequence[Paid]) -> list[Masked]:
    """The same by campaign, its row named in ``channel``: each cell keeps its own campaign, whose margin weighs it.

    Only what is one person's and hardly anything else shares a row: of each campaign the total stands.
    """
    shared = of_one_person(cells, paid, "campaign")
    if not several(summed(one for one in paid if one.campaign in shared)):
        shared = among_others(cells, cells, "campaign", shared)
    return _renamed(by_campaign(cells), shared)


def by_campaign(cells: Sequence[Cell]) -> list[Cell]:
    """Cells by campaign, each in the row of its own campaign."""
    return [replace(cell, channel=cell.campaign) for cell in cells]


def merged(cells: Sequence[Cell], paid: Sequence[Paid], *other: Side) -> list[Masked]:
    """The same sums by channel, people's cost in each row being covered or all there is (`core.reports.sharing`).

    ``other``: further periods that are to have the same rows.
    """
    return _renamed(cells, sharing([(cells, paid), *other], "channel"))


def _renamed(cells: Sequence[Cell], shared: Collection[str]) -> list[Masked]:
    name = _joint(shared)
    return [Masked(replace(cell, channel=name) if cell.channel in shared else cell) for cell in cells]


def _joint(keys: Collection[str]) -> str:
    """The key of the row of ``keys``; what has none comes last."""
    return JOINT.join(sorted(keys, key=lambda key: (not key, key)))


def sharers(key: str) -> list[str]:
    """The channels, contents or campaigns of the row ``key``."""
    return key.split(JOINT)


def of_one_person(cells: Sequence[Cell], paid: Sequence[Paid], by: str = "channel") -> set[str]:
    """The channels (or campaigns: ``by``) whose cost is one person's, and hardly anything else."""
    return {key for key in grouped(cells, by) if _nearly_alone(cells, paid, by, key)}


def _nearly_alone(cells: Sequence[Cell], paid: Sequence[Paid], by: str, key: str) -> bool:
    own = [one for one in paid if getattr(one, by) == key]
    return not has_others(cells, by, {key}) and not several(summed(own))


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


def _hiding_ads(cells: Sequence[Cell], by: str, paid: Sequence[Paid]) -> frozenset[str]:
    hiding = set[str]()
    for key, row in grouped(_MERGED_BY[by](cells, paid), "channel").items():
        keys = sharers(key)
        if _hides_ads(row, [one for one in paid if getattr(one, by) in keys]):
            hiding.update(keys)
    return frozenset(hiding)


def _hides_ads(row: Iterable[Cell], paid: Sequence[Paid]) -> bool:
    """Whether the row's ads are what one person's cost in it is merged with."""
    return not tells_ads(masked({category: cost for category, cost in _costs(row).items() if cost}, paid))


_MERGED_BY: Mapping[str, Callable[[Sequence[Cell], Sequence[Paid]], list[Masked]]] = {
    "channel": merged,
    "content": merged_contents,
    "campaign": merged_campaigns,
}
