"""Sharing: which channels, or content types, stand in one row, so that the rows of all answers tell nobody's cost.

The total of each campaign stands. Beyond it, all that the answers of one period say of people's cost is made of blocks:
in each campaign its channels, but for those that share a row there, which are one block. Each block is covered
(`core.reports.cover`), or is all the campaign cost in people. A channel has a row of its own among all campaigns only
where it has one in each of them, so every row is a sum of blocks. What is covered, is so as well in a sum of such: thus
whoever adds and subtracts rows learns no block's parts. Content types divide these blocks once more.

What is not people's cost hides nothing, and its size moves no row: it is logged by whoever likes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence

from core.performance.cells import Cell
from core.reports.cover import FAIR_SHARE, Costs, Paid, covered, several
from core.setup.categories import Category

Side = tuple[Sequence[Cell], Sequence[Paid]]
"""The sums of a period, and what each person cost in it."""
_By = dict[str, Counter[tuple[str, str]]]
"""Key of a channel or content type -> (author, person) -> minor units."""


def sharing(sides: Sequence[Side], by: str) -> set[str]:
    """The keys, ``by`` channel or content, that stand in one row in each of the periods; none where all may stand."""
    shared = set[str]().union(*(_shared(paid, by) for _, paid in sides))
    for _, paid in sides:
        shared = _grown(_summed(paid, by), shared)
    every = [cell for cells, _ in sides for cell in cells]
    for cells, paid in sides:
        if not several(_together(_summed(paid, by), shared)):
            shared = among_others(cells, every, by, shared)
    return shared


def _shared(paid: Sequence[Paid], by: str) -> set[str]:
    """Those that share a row in one block or another, or would tell one person's cost by themselves."""
    every = _summed(paid, by)
    alone = {key for key in every if not _hidden(every, {key})}
    return alone.union(*(_divided(_summed(block, by)) for block in _blocks(paid, by)))


def _blocks(paid: Sequence[Paid], by: str) -> Iterable[Sequence[Paid]]:
    """The campaigns; for content types the rows of channels in them."""
    campaigns = _grouped((one.campaign, one) for one in paid).values()
    if by == "channel":
        return campaigns
    rows: list[Sequence[Paid]] = []
    for own in campaigns:
        shared = _divided(_summed(own, "channel"))
        rows += _grouped(("" if one.channel in shared else f"={one.channel}", one) for one in own).values()
    return rows


def _divided(block: _By) -> set[str]:
    """The keys that are one block within ``block``; a block of one key is not divided."""
    alone = {key for key in block if not _hidden(block, {key})}
    return _grown(block, alone) if len(block) > 1 else set()


def _grown(costs: _By, shared: Collection[str]) -> set[str]:
    """The keys with as many others as it takes to hide everybody. Their order is nobody's to move."""
    grown = set(shared)
    for key in sorted(costs.keys() - grown):
        if _hidden(costs, grown):
            break
        grown.add(key)
    return grown


def _hidden(costs: _By, keys: Collection[str]) -> bool:
    return covered(_together(costs, keys))


def _together(costs: _By, keys: Collection[str]) -> Costs:
    together = Counter[tuple[str, str]]()
    for key in keys:
        together.update(costs.get(key, {}))
    return together


def among_others(cells: Sequence[Cell], every: Sequence[Cell], by: str, shared: Collection[str]) -> set[str]:
    """The keys with the cheapest other that makes a fair share of the cost of ``cells`` something else than people's.

    With all others where none does. ``every``: the cells of all periods. Nothing more can be done where no other
    person's cost is left; and then the total, which stands, tells it as well.
    """
    grown = set(shared)
    if has_others(cells, by, grown):
        return grown
    costs = Counter[str]()
    for cell in every:
        costs[getattr(cell, by)] += abs(cell.cost)
    rest = sorted((key for key, cost in costs.items() if cost and key not in grown), key=lambda key: (costs[key], key))
    enough = [key for key in rest if has_others(cells, by, {*grown, key})]
    return grown.union(enough[:1] or rest)


def has_others(cells: Iterable[Cell], by: str, keys: Collection[str]) -> bool:
    """Whether a fair share of the cost of these keys is something else than people's."""
    people = others = 0
    for cell in cells:
        if cell.category and getattr(cell, by) in keys:
            if cell.category == Category.PEOPLE:
                people += cell.cost
            else:
                others += abs(cell.cost)
    return others * FAIR_SHARE >= abs(people)


def _summed(paid: Iterable[Paid], by: str) -> _By:
    costs: _By = {}
    for one in paid:
        costs.setdefault(getattr(one, by), Counter())[one.author, one.person] += one.cost
    return costs


def _grouped(keyed: Iterable[tuple[Hashable, Paid]]) -> Mapping[Hashable, Sequence[Paid]]:
    groups: dict[Hashable, list[Paid]] = {}
    for key, one in keyed:
        groups.setdefault(key, []).append(one)
    return groups
