"""Shares, splits and spreads: parts always sum to the whole, to the minor unit, whichever way they are cut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.calendar.periods import EndBeforeStart, Period
from core.ledger.entries import Cost
from core.ledger.entry_fields import ShareTooHigh, parse_share
from core.ledger.postings import Posting, by_month, postings
from core.ledger.splits import (
    NothingToSplitBy,
    Part,
    Split,
    SplitKey,
    TooManyParts,
    UnknownPart,
    WeightsUnreadable,
    largest_remainder,
    months_of,
    parse_weights,
    split_by,
    taken_from,
)
from core.ledger.spreads import LONGEST, SpreadTooLong, service_period, spread
from core.money.exchange import ExchangeRate, RateSource
from core.money.money import Money
from core.setup.categories import Category
from core.setup.registers import Register
from tests.databases import TORTURE, examples

DAYS = st.dates(date(2023, 1, 1), date(2028, 12, 31))
MINORS = st.integers(-(10**9), 10**9).filter(bool)
"""Credits among them."""
WEIGHTS = st.lists(st.decimals("0.0001", "9999", places=4), min_size=1, max_size=6)
PLACES = Register({"alpha": "campaign", "beta": "campaign", "linkedin": "channel", "x": "channel"})
MANY = 10_000 if TORTURE else 80
"""Random costs."""


@st.composite
def costs(draw: st.DrawFn) -> Cost:
    """Any cost that can be shared, exchanged, spread and split, alone or together; leap years among them."""
    day = draw(DAYS)
    until = draw(st.none() | st.integers(0, 800).map(lambda days: day + timedelta(days=days)))
    amount = draw(st.builds(Money, minor=MINORS, currency=st.sampled_from(["USD", "JPY", "KWD"])))
    return Cost(
        day=day,
        until=until,
        category=Category.TOOLS,
        amount=amount,
        exchange=draw(st.none() | rates(amount.currency)),
        share=draw(st.decimals("0.01", "100", places=2)),
        split=draw(st.none() | splits(service_period(day, until))),
    )


@st.composite
def rates(draw: st.DrawFn, currency: str) -> ExchangeRate:
    """Any rate, most of them no decimal fraction, into currencies of no decimals, two and three."""
    return ExchangeRate(
        currency=currency,
        reporting=draw(st.sampled_from(["PLN", "ISK", "BHD"])),
        value=Fraction(draw(st.integers(1, 10**6)), draw(st.integers(10**3, 10**4))),
        day=date(2026, 8, 7),
        source=RateSource.ECB,
    )


@st.composite
def splits(draw: st.DrawFn, service: Period) -> Split:
    """A split that may say something else in each month, and nothing in some."""
    months = months_of(service)
    part = st.builds(
        Part,
        campaign=st.sampled_from("abc"),
        channel=st.sampled_from(["", "linkedin", "x"]),
        weight=st.integers(1, 99).map(Decimal),
    )
    few = draw(st.lists(st.lists(part, max_size=5).map(tuple), min_size=1, max_size=3))
    return Split(key=SplitKey.WEIGHTS, months=tuple((month, few[n % len(few)]) for n, month in enumerate(months)))


@settings(max_examples=MANY)
@given(costs(), st.lists(DAYS, max_size=4))
def test_parts_sum_to_the_whole(cost: Cost, cuts: list[date]) -> None:
    """Over any partition of the days, over campaigns and channels: the social part as converted, no unit more."""
    posted, whole = postings(cost), cost.booked.minor
    assert _sum(posted) == whole
    edges = sorted({cost.service.start, cost.service.end, *(cut for cut in cuts if cut in cost.service)})
    pieces = [_sum(one for one in posted if start <= one.day < end) for start, end in pairwise(edges)]
    assert sum(pieces) == whole
    for key in ("campaign", "channel", "day"):
        sums: Counter[object] = Counter()
        for one in posted:
            sums[getattr(one, key)] += one.cost
        assert sum(sums.values()) == whole


@examples(25)
@given(costs())
def test_each_month_is_divided_by_largest_remainder(cost: Cost) -> None:
    """What a month costs goes to its parts as D-18 says; a month without parts stays shared."""
    whole = {month: minor for month, minor in _by_month(spread(cost.booked.minor, cost.service)).items() if minor}
    for month, minor in whole.items():
        if cost.split and cost.split.constant:
            continue
        parts = cost.split.parts(month) if cost.split else ()
        due = largest_remainder(minor, [part.weight for part in parts]) if parts else [minor]
        posted = sum(one.cost for one in postings(cost) if one.day.replace(day=1) == month)
        assert posted == sum(due) == minor


@examples(25)
@given(costs())
def test_weights_that_stay_divide_the_whole(cost: Cost) -> None:
    """75 and 25 of 100.00 over three months are 75.00 and 25.00, not a cent beside."""
    parts = cost.split.constant if cost.split else ()
    due = Counter[tuple[str, str]]()
    sums = largest_remainder(cost.booked.minor, [part.weight for part in parts]) if parts else []
    for part, minor in zip(parts, sums, strict=True):
        due[part.campaign, part.channel] += minor
    posted = Counter[tuple[str, str]]()
    for one in postings(cost):
        posted[one.campaign, one.channel] += one.cost
    assert not parts or posted == due


@examples(25)
@given(costs())
def test_each_part_is_spread_by_itself(cost: Cost) -> None:
    """Where weights stay, each is a bill of its own over the same days (J-12)."""
    parts = cost.split.constant if cost.split else ()
    sums = largest_remainder(cost.booked.minor, [part.weight for part in parts]) if parts else []
    due = Counter[tuple[date, str, str]]()
    for part, minor in zip(parts, sums, strict=True):
        due.update({(day, part.campaign, part.channel): piece for day, piece in spread(minor, cost.service)})
    assert not parts or due == _places(postings(cost))


def test_a_dollar_over_a_week_in_two_halves() -> None:
    """14 + 14 cents up to day 2; 15 + 15 by the rule of entries of before, which is kept for them."""
    halves = tuple((month, (Part(campaign="a"), Part(campaign="b"))) for month in (date(2026, 8, 1),))
    for by_itself, each in ((True, 14), (False, 15)):
        split = Split(key=SplitKey.WEIGHTS, months=halves, by_itself=by_itself)
        bill = Cost(
            day=date(2026, 8, 3),
            until=date(2026, 8, 9),
            category=Category.TOOLS,
            amount=Money(minor=100, currency="USD"),
            split=split,
        )
        posted = postings(bill)
        two = Counter[str]()
        for one in posted:
            two[one.campaign] += one.cost if one.day < date(2026, 8, 5) else 0
        assert two == {"a": each, "b": each}
        assert _sum(posted) == 100


@examples(25)
@given(costs())
def test_a_reversal_is_the_opposite(cost: Cost) -> None:
    """Undo puts on every day, campaign and channel just what was there, with the other sign."""
    there = Counter({_place(one): one.cost for one in postings(cost)})
    back = Counter({_place(one): -one.cost for one in postings(cost, -1)})
    assert there == back


@examples(25)
@given(costs())
def test_months_are_the_days_summed(cost: Cost) -> None:
    """The two grains of the totals agree."""
    posted = postings(cost)
    assert {one.day: one.cost for one in _merged(by_month(posted))} == _by_month((p.day, p.cost) for p in posted)


@given(st.integers(-(10**9), 10**9), WEIGHTS)
def test_largest_remainder_is_within_one_unit(minor: int, weights: list[Decimal]) -> None:
    """Each part is its quota rounded one way or the other, and they sum to the whole."""
    parts = largest_remainder(minor, weights)
    total = sum(weights)
    assert sum(parts) == minor
    assert all(abs(part - minor * weight / total) < 1 for part, weight in zip(parts, weights, strict=True))


def test_the_odd_unit_goes_to_the_earlier() -> None:
    """Where remainders are equal; what is taken back is divided alike."""
    assert largest_remainder(100, [1, 1, 1]) == [34, 33, 33]
    assert largest_remainder(-100, [1, 1, 1]) == [-34, -33, -33]
    assert largest_remainder(5, [0, 2, 2]) == [0, 3, 2]


@given(st.integers(-(10**9), 10**9), DAYS, st.integers(1, 800))
def test_no_day_is_more_than_a_unit_off_its_even_part(minor: int, day: date, days: int) -> None:
    """Spreading is even: a day's part is the quota, rounded one way or the other."""
    period = Period(start=day, end=day + timedelta(days=days))
    placed = dict(spread(minor, period))
    assert sum(placed.values()) == minor
    assert all(abs(placed.get(day + timedelta(days=n), 0) - minor / days) <= 1 for n in range(days))


def test_a_key_without_figures_takes_the_nearest_months() -> None:
    """A month to come is divided as the last one known; one before all of them as the first."""
    service = Period(start=date(2026, 1, 1), end=date(2026, 4, 1))
    alpha, beta = (Part(campaign="alpha"),), (Part(campaign="beta"),)
    made = split_by(SplitKey.ADS, service, {date(2026, 2, 1): alpha, date(2026, 3, 1): beta})
    assert [parts for _, parts in made.months] == [alpha, alpha, beta]
    with pytest.raises(NothingToSplitBy):
        split_by(SplitKey.ADS, service, {date(2026, 2, 1): ()})


def test_only_the_months_taken_are_looked_at() -> None:
    """Each month of the service, or that in whose place another's books stand; an empty one is none."""
    service = Period(start=date(2026, 1, 1), end=date(2026, 4, 1))
    alpha, none = (Part(campaign="alpha"),), ()
    found = {date(2025, 6, 1): alpha, date(2025, 12, 1): alpha, date(2026, 2, 1): none, date(2026, 3, 1): alpha}
    assert taken_from(service, found) == [date(2025, 12, 1), date(2026, 3, 1)]
    assert taken_from(service, {date(2026, 2, 1): none}) == []


def test_weights_are_read() -> None:
    """Names or keys, a channel behind a slash, a percent sign or none."""
    read = parse_weights("Alpha 60%, beta/LinkedIn 39.5;\n beta / x 0.5", PLACES)
    assert [(part.campaign, part.channel, part.weight) for part in read] == [
        ("alpha", "", Decimal(60)),
        ("beta", "linkedin", Decimal("39.5")),
        ("beta", "x", Decimal("0.5")),
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("alpha", WeightsUnreadable),
        ("60", WeightsUnreadable),
        ("alpha/linkedin/x 60", WeightsUnreadable),
        ("alpha sixty", WeightsUnreadable),
        ("gamma 60", UnknownPart),
        ("alpha/tv 60", UnknownPart),
        (", ".join(["alpha 1"] * 21), TooManyParts),
    ],
)
def test_weights_that_cannot_be_read_are_named(text: str, problem: type[Exception]) -> None:
    """Nothing is guessed."""
    with pytest.raises(problem):
        parse_weights(text, PLACES)


def test_a_service_ends_after_it_begins_and_within_five_years() -> None:
    """A slip of the keyboard is no spread over a century."""
    day = date(2026, 8, 3)
    assert service_period(day, day).days == 1
    with pytest.raises(EndBeforeStart):
        service_period(day, day - timedelta(days=1))
    with pytest.raises(SpreadTooLong):
        service_period(day, day + timedelta(days=LONGEST))


def test_a_share_is_a_percentage() -> None:
    """Above nothing and no more than all."""
    assert parse_share("40 %") == Decimal(40)
    with pytest.raises(ShareTooHigh):
        parse_share("100.01")


def _sum(posted: Iterable[Posting]) -> int:
    return sum(one.cost for one in posted)


def _place(one: Posting) -> tuple[date, str, str]:
    return one.day, one.campaign, one.channel


def _places(posted: Iterable[Posting]) -> Counter[tuple[date, str, str]]:
    sums = Counter[tuple[date, str, str]]()
    for one in posted:
        sums[_place(one)] += one.cost
    return sums


def _by_month(placed: Iterable[tuple[date, int]]) -> dict[date, int]:
    sums: Counter[date] = Counter()
    for day, minor in placed:
        sums[day.replace(day=1)] += minor
    return dict(sums)


def _merged(posted: tuple[Posting, ...]) -> list[Posting]:
    return list(by_month(Posting(day=one.day, campaign="", channel="", content="", cost=one.cost) for one in posted))
