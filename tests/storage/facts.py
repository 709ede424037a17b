"""What the tests of storage log: few keys, so that things meet; amounts of every size."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from core.calendar.periods import ALL, Period
from core.calendar.weekly import Weekday
from core.ledger.entries import Conversion, Cost
from core.money.exchange import ExchangeRate, RateSource
from core.money.money import Money
from core.posts.deliveries import Kind, Schedule
from core.setup.acts import Act
from core.setup.categories import Category
from core.setup.goals import Basis, Goal

NOW = datetime(2026, 8, 3, 12, 30, 15, 123456, tzinfo=UTC)
TODAY = NOW.date()
ANNA, BEN = "UANNA", "UBEN"

campaigns = st.sampled_from(["", "alpha", "beta"])
channels = st.sampled_from(["", "linkedin", "x"])
contents = st.sampled_from(["", "reel"])
people = st.sampled_from([ANNA, BEN])
days = st.dates(date(2026, 6, 25), date(2026, 9, 5)) | st.sampled_from([date(1900, 1, 1), date(2026, 12, 31)])
minors = st.integers(1, 99_999) | st.integers(10**13, 10**14)
rates = st.none() | st.decimals("0.0001", "100", places=4)


exchanges = st.none() | st.builds(
    ExchangeRate,
    currency=st.just("EUR"),
    reporting=st.just("USD"),
    value=st.decimals("0.0001", "1", places=4).map(Fraction),
    day=days,
    source=st.sampled_from(RateSource),
)


def act(workspace: int, by: str = ANNA, at: datetime = NOW, *, admin: bool = False, today: date | None = None) -> Act:
    """Somebody's act in a workspace; ``today`` is the UTC day of ``at`` where no other is given."""
    return Act(workspace=workspace, by=by, admin=admin, at=at, today=today or at.date())


def usd(minor: int) -> Money:
    return Money(minor=minor, currency="USD")


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Any period around the days that are logged, empty ones and everything among them."""
    if draw(st.integers(0, 5)) == 0:
        return ALL
    start, end = sorted((draw(days), draw(days)))
    return Period(start=start, end=end)


def cost(day: date = TODAY, minor: int = 100, *, campaign: str = "alpha", note: str = "") -> Cost:
    return Cost(day=day, category=Category.ADS, amount=usd(minor), campaign=campaign, channel="linkedin", note=note)


def goal(key: str, value: int, rate: Decimal | None = None, *, counts: bool = True) -> Goal:
    basis = Basis.FIXED if rate is None else Basis.HISTORY
    return Goal(key=key, name=key.title(), basis=basis, value=usd(value), rate=rate, counts=counts)


def conversion(
    of: Goal,
    count: int = 1,
    revenue: Money | None = None,
    *,
    note: str = "",
    exchange: ExchangeRate | None = None,
) -> Conversion:
    value = of.return_of(count, exchange.convert(revenue) if exchange and revenue else revenue)
    return Conversion(
        day=TODAY,
        goal=of,
        count=count,
        value=value,
        revenue=revenue,
        campaign="alpha",
        channel="x",
        note=note,
        exchange=exchange,
    )


def schedule(workspace: int, conversation: str = "C1", *, weekday: Weekday = Weekday.MON) -> Schedule:
    """Weekly at nine, Warsaw's time."""
    return Schedule(
        workspace=workspace,
        kind=Kind.DIGEST,
        conversation=conversation,
        weekday=weekday,
        at=time(9),
        timezone="Europe/Warsaw",
        created_by=ANNA,
        next_run=NOW,
    )
