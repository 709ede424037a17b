"""Sample values of every kind, for the gallery. What a person might have written begins with ``u-``."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

from core.alerts import AlertReport, Expectation, Source, Suspicion, Unit
from core.alerts import Kind as UnitKind
from core.campaigns import Campaign
from core.categories import Category
from core.deliveries import Delivery, Schedule, State
from core.deliveries import Kind as DeliveryKind
from core.digests import DigestReport
from core.entries import Conversion, Cost, Entry
from core.goals import Basis, Goal
from core.money import Money
from core.performance import Performance
from core.periods import Period
from core.repeats import Every, Repeat
from core.reports import CampaignReport, Gaps, Ranking, Row
from core.schedules import Weekday
from core.splits import Part, Split, SplitKey

TODAY = date(2026, 8, 10)
NOW = datetime(2026, 8, 10, 7, tzinfo=UTC)
ZONE = "Europe/Warsaw"
JULY = Period(start=date(2026, 7, 1), end=date(2026, 8, 1))
NAMES = {"u-key": "u-Campaign", "u-channel": "u-Channel", "u-goal": "u-Goal"}
METADATA = '{"nonce": "u-nonce"}'
TYPED = {"category": "people", "hours": "12.5", "campaign": "u-key", "channel": "u-channel", "note": "u-note"}
CAMPAIGN = Campaign(
    key="u-key",
    name="u-Campaign",
    start=TODAY,
    end=TODAY,
    budget=Money(minor=1_000_00, currency="USD"),
    margin=Decimal(40),
    kind="u-kind",
)

# --- performances ---

ARTICLE = Performance(
    currency="USD",
    cost=65_000_00,
    value=180_000_00,
    ads=30_000_00,
    counting=12_000,
    leads=12_000,
    customers=1_200,
    estimated=1_00,
    targeted=2_00,
    by_goal={"u-goal": 12_000},
)
PLAIN = Performance(currency="USD", cost=400_00, value=21_33, ads=400_00, counting=1, by_goal={"u-goal": 1})
NO_COST = Performance(currency="USD", value=400_00, counting=5)
NET_BELOW_ZERO = Performance(currency="USD", cost=-1_00, value=5_00, counting=2)
BARREN = Performance(currency="USD", cost=250_00, ads=250_00)
EMPTY = Performance(currency="USD")


def row(key: str, done: Performance) -> Row:
    return Row(key=key, performance=done, excess=done.cost - done.value)


def ranking(*rows: Row) -> Ranking:
    return Ranking(period=JULY, total=ARTICLE if rows else EMPTY, rows=rows, names=NAMES)


CHANNELS = tuple(
    row(key, done)
    for key, done in [
        ("u-channel", ARTICLE),
        ("linkedin", PLAIN),
        ("email", BARREN),
        ("website", NO_COST),
        ("other", NET_BELOW_ZERO),
        ("", PLAIN),
    ]
)
CAMPAIGNS = (
    row("u-key", BARREN),
    row("u-second", PLAIN),
    row("", BARREN),
    *(row(f"u-{n}", ARTICLE) for n in range(22)),
)
GAPS = Gaps(categories=tuple(Category), without_channel=5, outside=PLAIN, no_conversions=True)
REPORT = CampaignReport(
    campaign=CAMPAIGN,
    period=JULY,
    total=ARTICLE,
    before=PLAIN,
    categories=dict.fromkeys(map(str, Category), 100_00),
    channels=CHANNELS,
    gaps=GAPS,
    names=NAMES,
)
BARE_REPORT = replace(REPORT, total=EMPTY, before=None, categories={}, channels=(), gaps=Gaps())


# --- entries ---

COST = Cost(
    day=date(2026, 8, 3),
    category=Category.ADS,
    amount=Money(minor=250_00, currency="USD"),
    campaign="u-key",
    channel="linkedin",
    note="u-note",
)
HOURS = replace(
    COST,
    category=Category.PEOPLE,
    hours=Decimal("12.50"),
    rate=Money(minor=20_00, currency="USD"),
    day=date(2026, 9, 1),
    campaign="",
    channel="",
    note="",
)

SPREAD = replace(COST, category=Category.TOOLS, until=date(2026, 12, 31), share=Decimal(40))


def split(key: SplitKey) -> Cost:
    """A cost of no campaign, divided over seven."""
    parts = tuple(Part(campaign=f"u-{number}", weight=Decimal(number)) for number in range(1, 8))
    divided = Split(key=key, months=((date(2026, 8, 1), parts),))
    return replace(COST, category=Category.OTHER, campaign="", channel="", split=divided)


UNDIVIDED = replace(COST, category=Category.OTHER, campaign="", split=Split(key=SplitKey.ADS))


def repeat(every: Every = Every.MONTHLY) -> Repeat:
    return Repeat(id=4, workspace=1, entry=7, first=SPREAD, every=every, next_day=date(2026, 9, 3), created_by="U1")


def goal(basis: Basis = Basis.HISTORY, *, counts: bool = True) -> Goal:
    value = Money(minor=150_00, currency="USD")
    return Goal(key="u-goal", name="u-Goal", basis=basis, value=value, rate=Decimal(10), counts=counts)


def conversion(basis: Basis = Basis.HISTORY, *, counts: bool = True, revenue: Money | None = None) -> Conversion:
    worth = goal(basis, counts=counts)
    value = worth.return_of(12, revenue)
    return Conversion(day=TODAY, goal=worth, count=12, value=value, revenue=revenue, campaign="u-key", channel="email")


def entry(fact: Cost | Conversion, *, by: str = "U1", **more: Any) -> Entry:
    return Entry(id=7, fact=fact, logged_by=by, logged_at=NOW, source="form", **more)


LISTED = (
    entry(COST),
    entry(HOURS, by="U2"),
    entry(COST, sign=-1, reverses=7),
    entry(COST, reverses=8, reversed_by=9),
    entry(conversion()),
)

# --- schedules ---


def digest(total: Performance = ARTICLE, *, before: Performance = PLAIN, channel: str = "") -> DigestReport:
    return DigestReport(
        period=JULY,
        channel=channel,
        total=total,
        before=before,
        rows=CHANNELS,
        rows_before={"linkedin": PLAIN},
        without_channel=2,
        no_cost=tuple(Category),
        names=NAMES,
    )


def suspicion(source: Source, kind: UnitKind, key: str, chance: float) -> Suspicion:
    worth = Expectation(goal="u-goal", cost=Money(minor=45_00, currency="USD"), source=source)
    unit = Unit(kind=kind, key=key, performance=BARREN)
    return Suspicion(unit=unit, expectation=worth, expected=Fraction(50, 9), chance=chance, level=Fraction(1, 20))


ALERTS = AlertReport(
    window=JULY,
    suspicions=(
        suspicion(Source.TARGET, UnitKind.CHANNEL, "linkedin", 0.0039),
        suspicion(Source.HISTORY, UnitKind.CAMPAIGN, "u-key", 0.001),
        suspicion(Source.BREAK_EVEN, UnitKind.CHANNEL, "u-channel", 1e-9),
    ),
    looked_at=9,
    names=NAMES,
)


def schedule(kind: DeliveryKind = DeliveryKind.DIGEST) -> Schedule:
    return Schedule(
        id=3,
        workspace=1,
        kind=kind,
        conversation="C1",
        weekday=Weekday.MON,
        at=time(9),
        timezone=ZONE,
        created_by="U1",
        next_run=NOW,
    )


DELIVERY = Delivery(
    id=5,
    schedule=schedule(),
    kind=DeliveryKind.DIGEST,
    period="2026-W32",
    conversation="C1",
    due=NOW,
    delayed=False,
    state=State.FAILED,
    attempts=1,
)


# --- as long and as many as people can make them ---

LONG = "&" * 60
"""A name of the greatest length, of a sign that takes five characters where Slack's text is escaped."""

MANY_NAMES = {f"u-{n}": LONG for n in range(60)}
MANY_ROWS = tuple(row(key, ARTICLE) for key in MANY_NAMES)
MANY_CHANNELS = replace(REPORT, campaign=replace(CAMPAIGN, name=LONG), channels=MANY_ROWS, names=MANY_NAMES)
MANY_IN_DIGEST = replace(digest(), rows=MANY_ROWS, rows_before=dict.fromkeys(MANY_NAMES, ARTICLE), names=MANY_NAMES)
MANY_ALERTS = replace(
    ALERTS,
    suspicions=tuple(suspicion(Source.HISTORY, UnitKind.CHANNEL, key, 1e-9) for key in MANY_NAMES),
    names=MANY_NAMES,
)
LONG_COST = replace(COST, note="&" * 500, campaign="u-1", channel="u-2")
LONG_TYPED = {"campaign": f"+{LONG}", "campaign_text": LONG * 2, "note": "&" * 500, "category": "ads", "amount": "1"}
