"""Postings: what one entry puts on one day, in minor units of the reporting currency. Pure arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby

from core.calendar.periods import Period, monday_of, month_number, months
from core.ledger.entries import Conversion, Cost
from core.ledger.splits import Part, largest_remainder
from core.ledger.spreads import spread
from core.ledger.weights import Weight, weighs, weight_of
from core.money.rounding import half_up


@dataclass(frozen=True, kw_only=True, slots=True)
class Posting:
    """Keys are empty (``goal``: 0) where they do not apply. ``revenue`` is the part of ``value`` really taken.

    ``standing``: how many there are in the sum, a reversal taking one off: nothing, and amounts that come to nothing,
    are told apart by it. ``sales``: conversions of the goals that count whose revenue is real; ``squares``: the sum of
    the squares of what each of them weighs, in minor units squared.
    """

    day: date
    campaign: str
    channel: str
    content: str
    category: str = ""
    goal: int = 0
    cost: int = 0
    count: int = 0
    value: int = 0
    revenue: int = 0
    standing: int = 0
    sales: int = 0
    squares: int = 0


def postings(fact: Cost | Conversion, sign: int = 1, stood: Weight | None = None) -> tuple[Posting, ...]:
    """What ``fact`` puts on the books; with ``sign`` -1 what its reversal does. Their sum is nothing.

    ``stood``: of a refund, what was left of its sale before this posting. Without it a refund moves no squares.
    """
    if isinstance(fact, Cost):
        return _cost(fact, sign)
    return (_conversion(fact, sign, stood),)


def by_month(posted: Iterable[Posting]) -> tuple[Posting, ...]:
    """The same sums by month: one posting, on its first day, for each set of keys."""
    return _placed((one.day.replace(day=1), one.category, one) for one in posted)


def by_place(posted: Iterable[Posting]) -> tuple[Posting, ...]:
    """The same sums whatever their category."""
    return _placed((one.day, "", one) for one in posted)


def by_week(posted: Iterable[Posting]) -> tuple[Posting, ...]:
    """The same sums by ISO week: one posting, on its Monday, for each set of keys."""
    return _placed((monday_of(one.day), one.category, one) for one in posted)


def summed(posted: Iterable[Posting]) -> tuple[Posting, ...]:
    """The postings summed: one for each set of keys."""
    return _placed((one.day, one.category, one) for one in posted)


def currency_of(fact: Cost | Conversion) -> str:
    """The currency the entry is booked in: the reporting one."""
    return fact.booked.currency if isinstance(fact, Cost) else fact.value.currency


def _cost(fact: Cost, sign: int) -> tuple[Posting, ...]:
    """The booked amount of a cost, over the days it serves and, in each month, over the parts of its split."""
    if fact.until is None and fact.split is None:
        return (_posting(fact, fact.day, fact.campaign, fact.channel, fact.booked.minor, sign),)
    return tuple(_spread_and_split(fact, sign))


def _spread_and_split(fact: Cost, sign: int) -> Iterator[Posting]:
    """Divides a cost over its split and spreads each part over the days, month by month where weights differ."""
    if fact.split and fact.split.constant:
        placed = list(spread(fact.booked.minor, fact.service))
        yield from _of_parts(fact, fact.service, placed, fact.split.constant, sign)
        return
    for first, run in groupby(spread(fact.booked.minor, fact.service), key=lambda placed: placed[0].replace(day=1)):
        placed = list(run)
        parts = fact.split.parts(first) if fact.split else ()
        if parts:
            yield from _of_parts(fact, _within(fact.service, first), placed, parts, sign)
        else:
            yield from (_posting(fact, day, fact.campaign, fact.channel, minor, sign) for day, minor in placed)


def _within(service: Period, first: date) -> Period:
    """The days of ``service`` in the month that begins on ``first``."""
    month = months(month_number(first), 1)
    return Period(start=max(service.start, month.start), end=min(service.end, month.end))


def _of_parts(
    fact: Cost, days: Period, placed: Sequence[tuple[date, int]], parts: Sequence[Part], sign: int
) -> Iterator[Posting]:
    """``placed``: what of the whole bill falls on each of ``days``."""
    # The run's whole sum is divided, not each day's: divided day by day, each campaign's rounding would pile up over
    # the month.
    sums = largest_remainder(sum(minor for _, minor in placed), [part.weight for part in parts])
    by_itself = fact.split is not None and fact.split.by_itself
    for part, minor in zip(parts, sums, strict=True):
        for day, piece in spread(minor, days) if by_itself else _along(minor, placed):
            yield _posting(fact, day, part.campaign, part.channel or fact.channel, piece, sign)


def _placed(posted: Iterable[tuple[date, str, Posting]]) -> tuple[Posting, ...]:
    """The postings summed as if each were of that day and category."""
    alike: dict[tuple[date, str, str, str, str, int], list[Posting]] = {}
    for day, category, one in posted:
        keys = (day, category, one.campaign, one.channel, one.content, one.goal)
        alike.setdefault(keys, []).append(one)
    # A posting is made for each sum alone: `replace` for each that is summed would take most of the time.
    return tuple(_sum(group, day, category) for (day, category, *_), group in alike.items())


def _sum(alike: Sequence[Posting], day: date, category: str) -> Posting:
    first = alike[0]
    if len(alike) == 1 and (first.day, first.category) == (day, category):
        return first
    return Posting(
        day=day,
        campaign=first.campaign,
        channel=first.channel,
        content=first.content,
        category=category,
        goal=first.goal,
        cost=sum([one.cost for one in alike]),
        count=sum([one.count for one in alike]),
        value=sum([one.value for one in alike]),
        revenue=sum([one.revenue for one in alike]),
        standing=sum([one.standing for one in alike]),
        sales=sum([one.sales for one in alike]),
        squares=sum([one.squares for one in alike]),
    )


def _along(minor: int, placed: Sequence[tuple[date, int]]) -> Iterator[tuple[date, int]]:
    """Spreads ``minor`` as ``placed`` is, by cumulative rounding (D-17): the rule of entries of before J-12."""
    whole, before, passed = sum(piece for _, piece in placed), 0, 0
    for day, piece in placed:
        passed += piece
        # The running sum is rounded, not the piece: each day gets the difference of two rounded sums, and all days
        # together are the part, to the minor unit (D-17).
        until = half_up(Fraction(minor * passed, whole))
        if until != before:
            yield day, until - before
        before = until


def _posting(fact: Cost, day: date, campaign: str, channel: str, minor: int, sign: int) -> Posting:
    return Posting(
        day=day,
        campaign=campaign,
        channel=channel,
        content=fact.content,
        category=fact.category.value,
        cost=sign * minor,
        standing=sign,
    )


def _conversion(fact: Conversion, sign: int, stood: Weight | None) -> Posting:
    real = fact.value.minor if fact.revenue is not None else 0
    sales, squares = _weighed(fact, sign, stood)
    return Posting(
        day=fact.day,
        campaign=fact.campaign,
        channel=fact.channel,
        content=fact.content,
        goal=fact.goal.id,
        count=sign * fact.count,
        value=sign * fact.value.minor,
        revenue=sign * real,
        standing=sign,
        sales=sales,
        squares=squares,
    )


def _weighed(fact: Conversion, sign: int, stood: Weight | None) -> tuple[int, int]:
    """Sales and squares; a square is not a sum, so a refund posts what is left squared minus what stood squared."""
    if not weighs(fact):
        return 0, 0
    if fact.refund is None:
        weight = weight_of(fact)
        return sign * weight.sales, sign * weight.squares
    if stood is None:
        return 0, 0
    left = stood.plus(weight_of(fact), sign)
    return left.sales - stood.sales, left.squares - stood.squares
