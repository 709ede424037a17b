"""Daily totals going out: the sums of each day by campaign, channel, content type, category and goal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.exports.entries import Cells
from core.exports.lines import DayLine
from core.exports.numbers import money
from core.exports.spelling import Spelling
from core.setup.categories import Category


def rows(lines: Iterable[DayLine], by: Spelling) -> Iterator[Cells]:
    """The rows, in the order of `core.exports.columns.DAYS`.

    People's costs stand in it for whom each may be seen: a day's sum is mostly one person's. Others read what they sum
    up to in the report, as in every answer.
    """
    hides = not by.veil.shows_single(Category.PEOPLE)
    places = by.places[by.currency]
    for line in lines:
        if hides and line.category == Category.PEOPLE:
            continue
        is_cost = bool(line.category)
        yield (
            line.day,
            by.names[line.campaign],
            by.names[line.channel],
            by.names[line.content],
            line.category,
            "" if is_cost else by.goals[line.goal],
            money(line.cost, places, by.sign) if is_cost else "",
            "" if is_cost else str(line.number),
            "" if is_cost else money(line.value, places, by.sign),
            "" if is_cost else money(line.revenue, places, by.sign),
            by.currency,
        )
