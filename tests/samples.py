"""Sample values of every kind, for the gallery. What a person might have written begins with ``u-``."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

from core.calendar.periods import Period
from core.calendar.weekly import Weekday
from core.ledger.entries import Conversion, Cost, Entry
from core.ledger.hourly_rates import Rate, Work
from core.ledger.media import Media
from core.ledger.metrics import LoggedMetric, Measured, Metric, MetricKind
from core.ledger.repeats import Every, Repeat
from core.ledger.splits import Part, Split, SplitKey
from core.money.exchange import ExchangeRate, RateSource
from core.money.money import Money
from core.performance.break_even import break_even
from core.performance.extremes import Candidate, Extreme, Extremes
from core.performance.histories import History
from core.performance.performance import Performance, Row
from core.performance.primary import Primary
from core.performance.ranges import ranges
from core.performance.result_price import ResultPrice, Source
from core.performance.results import Interval, Results
from core.performance.verdicts import Evidence, Judgement, Verdict
from core.plans.benchmarks import Benchmark, far_prices
from core.plans.budgets import Spending
from core.plans.progress import Progress
from core.plans.targets import Target
from core.posts.alerts import AlertReport, Finding, Reason
from core.posts.deliveries import Delivery, Schedule, State
from core.posts.deliveries import Kind as DeliveryKind
from core.posts.digests import DigestReport
from core.posts.expectations import Expectation
from core.posts.watch import Kind as UnitKind
from core.posts.watch import Unit
from core.reports.campaign import CampaignReport
from core.reports.comparisons import Beside, Comparison, Pair, Side
from core.reports.gaps import Gaps
from core.reports.judging import CampaignVerdict
from core.reports.needed import needed
from core.reports.preview import Outlook
from core.reports.privacy import Categories
from core.reports.ranking import Ranking
from core.reports.roi_change import Cause, Change
from core.setup.campaigns import Campaign
from core.setup.categories import Category
from core.setup.contents import STARTING
from core.setup.goals import Basis, Goal
from core.setup.workspaces import Workspace

TODAY = date(2026, 8, 10)
NOW = datetime(2026, 8, 10, 7, tzinfo=UTC)
ZONE = "Europe/Warsaw"
JULY = Period(start=date(2026, 7, 1), end=date(2026, 8, 1))
NAMES = {"u-key": "u-Campaign", "u-channel": "u-Channel", "u-goal": "u-Goal"}
METADATA = '{"nonce": "u-nonce"}'
TYPED = {
    "category": "people",
    "hours": "12.5",
    "campaign": "u-key",
    "channel": "u-channel",
    "content": "u-content",
    "note": "u-note",
}
CAMPAIGN = Campaign(
    key="u-key",
    name="u-Campaign",
    start=TODAY,
    end=TODAY,
    budget=Money(minor=1_000_00, currency="USD"),
    margin=Decimal(40),
    kind="u-kind",
)

WORKSPACE = Workspace(id=1, enterprise_id="", team_id="u-team")

# --- performances ---

ARTICLE = Performance(
    currency="USD",
    cost=65_000_00,
    value=180_000_00,
    ads=30_000_00,
    counting=12_000,
    conversions=12_000,
    primary=("u-goal",),
    ads_value=180_000_00,
    ads_leads=12_000,
    ads_customers=1_200,
    leads=12_000,
    customers=1_200,
    estimated=1_00,
    targeted=2_00,
    by_goal={"u-goal": 12_000},
    returns={"u-goal": 180_000_00},
    expected=dict.fromkeys((basis for basis in Basis if basis is not Basis.FIXED), 1_00),
)
PLAIN = Performance(
    currency="USD",
    cost=400_00,
    value=21_33,
    ads=400_00,
    counting=1,
    conversions=1,
    primary=("u-goal",),
    by_goal={"u-goal": 1},
    returns={"u-goal": 21_33},
)
NO_COST = Performance(currency="USD", value=400_00, counting=5, conversions=5)
NET_BELOW_ZERO = Performance(currency="USD", cost=-1_00, value=5_00, counting=2, conversions=2)
BARREN = Performance(currency="USD", cost=250_00, ads=250_00)
EMPTY = Performance(currency="USD")
LEADS = replace(BARREN, not_counting=30, primary=("u-goal",), by_goal={"u-lead": 30})
"""Leads came, which do not count, and nothing that does."""


def row(key: str, done: Performance) -> Row:
    return Row(key=key, performance=done, excess=Fraction(done.cost - done.value))


def judgement(
    verdict: Verdict, results: int = 12, waves: float = 1.0, *, delay: int = 0, typical: float = 6000_00
) -> Judgement:
    """Of a unit that cost 400.00 and brought so many results of 21.33."""
    came = Results(
        total=results * 21_33, squares=results * 21_33**2, dearest=6000_00, typical=typical, waves=waves, count=results
    )
    evidence = Evidence(cost=400_00, due=400_00, results=came, delay=delay, fruitless=350_00, age=7)
    return Judgement(
        verdict=verdict, evidence=evidence, roi=Interval(low=-99, high=9), likely=Interval(low=-50, high=1.5)
    )


def ranking(*rows: Row, extremes: Extremes | None = None, more: Candidate | None = None) -> Ranking:
    return Ranking(
        period=JULY,
        total=ARTICLE if rows else EMPTY,
        rows=rows,
        names=NAMES,
        extremes=extremes or Extremes(),
        more=more,
        running=frozenset(row.key for row in rows),
    )


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
CONTENTS = tuple(row(key, PLAIN) for key in (*STARTING, "u-content", ""))
CAMPAIGNS = (
    row("u-key", BARREN),
    row("u-second", PLAIN),
    row("", BARREN),
    *(row(f"u-{n}", ARTICLE) for n in range(22)),
)
MEASURED = (
    *(Measured(kind=kind, count=1500, spend=Money(minor=500_00, currency="USD")) for kind in MetricKind),
    Measured(kind=MetricKind.CLICKS, count=10, spend=Money(minor=-1, currency="USD")),
)
METRICS = dict.fromkeys(("linkedin", "u-channel", "email", "website", "other"), MEASURED)
GAPS = Gaps(categories=tuple(Category), without_channel=5, outside=PLAIN, no_conversions=True)
REPORT = CampaignReport(
    campaign=CAMPAIGN,
    period=JULY,
    total=ARTICLE,
    passed=JULY,
    so_far=ARTICLE,
    before=PLAIN,
    categories=Categories(dict.fromkeys(map(str, Category), 100_00)),
    channels=CHANNELS,
    gaps=GAPS,
    names=NAMES,
    primary=Primary(goals=("u-goal",)),
    ranges=ranges(ARTICLE, ARTICLE, judgement(Verdict.PAYS, waves=2.0)),
    break_even=break_even(ARTICLE, CAMPAIGN.margin_share),
    contents=CONTENTS,
    metrics=MEASURED,
    verdict=CampaignVerdict(judgement=judgement(Verdict.PAYS, waves=2.0), settles_after=None, worths={}),
)
VEILED = replace(
    REPORT,
    categories=Categories({"ads": 100_00, "people_and_other": 100_00, "people+agency": 100_00}),
    channels=(row("u-channel|", ARTICLE),),
)
BARE_REPORT = replace(
    REPORT, total=EMPTY, so_far=EMPTY, before=None, categories=Categories({}), channels=(), gaps=Gaps()
)
NO_MARGIN = replace(CAMPAIGN, margin=None)


def report_of(done: Performance) -> CampaignReport:
    """Of a campaign without margin."""
    one = Fraction(1)
    possible = ranges(done, done, None)
    known = replace(REPORT, campaign=NO_MARGIN, total=done, so_far=done, ranges=possible)
    return replace(known, break_even=break_even(done, one))


WORTHS = {"u-goal": 1500.0, "u-dear": 600_000.0}
VERDICTS = {
    **{f"{verdict}": judgement(verdict) for verdict in Verdict},
    "pays in waves": judgement(Verdict.PAYS, waves=2.0),
    "loses with nothing": judgement(Verdict.LOSES, 0),
    "open with nothing": judgement(Verdict.OPEN, 0),
    "open with nothing yet": judgement(Verdict.OPEN, 0, delay=9),
    "open until it is mature": judgement(Verdict.OPEN, 0, delay=9, typical=1_00),
    "open, ahead": judgement(Verdict.OPEN, 50),
    "young, ahead": judgement(Verdict.YOUNG, 50),
}


def judged_report(name: str, *, worths: dict[str, float] | None = None, dates: bool = True) -> CampaignReport:
    """The report of a campaign with this verdict."""
    verdict = CampaignVerdict(judgement=VERDICTS[name], settles_after=12, worths=WORTHS if worths is None else worths)
    done = PLAIN if VERDICTS[name].evidence.results.count else BARREN
    one = report_of(done)
    start, end = (JULY.start, date(2026, 12, 31)) if dates else (None, None)
    campaign = replace(one.campaign, start=start, end=end)
    return replace(one, campaign=campaign, verdict=verdict, ranges=ranges(done, done, VERDICTS[name]))


BARE_REPORT = replace(
    report_of(EMPTY),
    verdict=None,
    before=None,
    categories=Categories({}),
    channels=(),
    contents=(),
    metrics=(),
    gaps=Gaps(),
)
BEST = Candidate(key="u-channel", judgement=judgement(Verdict.PAYS))
WORST = Candidate(key="linkedin", judgement=judgement(Verdict.LOSES))
EXTREMES = Extremes(best=Extreme(candidate=BEST), worst=Extreme(candidate=WORST))
RIVALLED = Extremes(best=Extreme(candidate=BEST, rival=WORST), worst=Extreme(candidate=WORST, rival=BEST))
JUDGED = tuple(
    replace(
        row(f"u-{verdict}", BARREN if verdict is Verdict.IDLE else PLAIN),
        judgement=judgement(verdict),
        serves_all=verdict is Verdict.OVERHEAD,
    )
    for verdict in Verdict
)
IN_VAIN = replace(row("u-in-vain", BARREN), judgement=judgement(Verdict.LOSES, 0))
ALERTED = replace(row("u-alerted", BARREN), judgement=judgement(Verdict.LOSES, 0), alerted=TODAY)
YEAR = ranking(*JUDGED, IN_VAIN, more=Candidate(key="u-pays", judgement=judgement(Verdict.PAYS)))

# --- comparisons ---

SIDE = Side(campaign=None, period=JULY, total=ARTICLE)
CAMPAIGN_SIDE = Side(campaign=CAMPAIGN, period=JULY, total=PLAIN, full=SIDE)
MOVED = Change(parts={cause: Fraction(100 - 70 * number, 3) for number, cause in enumerate(Cause)})
STILL = Change(parts=dict.fromkeys(Cause, Fraction()))
PAIRS = (
    Pair(beside=Beside.BEFORE, side=SIDE, change=MOVED, begins=TODAY),
    Pair(beside=Beside.LAST_YEAR, side=replace(CAMPAIGN_SIDE, total=EMPTY), change=None),
    Pair(beside=Beside.SAME_KIND, side=CAMPAIGN_SIDE, change=STILL),
)
COMPARISON = Comparison(base=CAMPAIGN_SIDE, pairs=PAIRS, cut=True)


def side_by_side(change: Change | None) -> Comparison:
    pair = Pair(beside=Beside.ASKED, side=SIDE, change=change)
    return Comparison(base=CAMPAIGN_SIDE, pairs=(pair,), cut=False)


# --- targets ---

TARGET = Target(
    campaign="u-key",
    goal="u-goal",
    count=500,
    cost_per_conversion=Money(minor=2_75, currency="USD"),
    start=date(2026, 7, 2),
    end=date(2026, 10, 1),
)


def benchmark(place: str, value: str, region: str) -> Benchmark:
    return Benchmark(
        id="u-id",
        place=place,
        metric="CPL",
        value=Decimal(value),
        unit="USD",
        region=region,
        source="u-Source",
        year="2024",
        compared=True,
    )


LOW = tuple(benchmark(place, "0.50", "all countries") for place in ("meta", "linkedin", "google_search"))
HIGH = (
    benchmark("meta", "21.98", "US-focused"),
    benchmark("meta", "27.66", "US"),
    benchmark("linkedin", "371", "u-Region"),
)


def progress(count: int = 120, target: Target = TARGET) -> Progress:
    """On the target's 40th day of 92; every benchmark of HIGH is far above its price."""
    return Progress(
        target=target,
        day=TODAY,
        count=count,
        cost=Money(minor=400_00, currency="USD"),
        over=False,
        first_period=False,
        far=far_prices(target.cost_per_conversion, (), HIGH),
    )


TARGETS = {
    "behind": progress(),
    "ahead": progress(300),
    "on pace": replace(progress(217), far=far_prices(TARGET.cost_per_conversion, (), LOW)),
    "reached": progress(500),
    "in vain": progress(0),
    "missed": replace(progress(), over=True, day=TARGET.end),
    "missed in the first period": replace(progress(), over=True, day=TARGET.end, first_period=True),
    "not begun": progress(0, replace(TARGET, start=date(2027, 1, 1), end=date(2028, 6, 30))),
}
SPENDING = {
    share: Spending(budget=Money(minor=1_000_00, currency="USD"), spent=Money(minor=share * 10_00, currency="USD"))
    for share in (12, 80, 100)
}


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

WORK = Work(person="u-Anna", hours=Decimal("12.5"), rate=Money(minor=40_00, currency="USD"))
SEVERAL = replace(HOURS, rate=None, people=(WORK, replace(WORK, person="u-Ben")))
HOURLY = Rate(person="u-Anna", rate=Money(minor=40_00, currency="USD"), start=TODAY)

INVOICE = replace(COST, category=Category.AGENCY, amount=Money(minor=6_000_00, currency="USD"))
CREDIT = replace(COST, amount=Money(minor=-50_00, currency="USD"))


def invoice(found: int) -> Cost:
    """An agency's, with 4,500.00 of media; ``found`` of it on the books, in minor units."""
    said, left = Money(minor=4_500_00, currency="USD"), Money(minor=found, currency="USD")
    return replace(INVOICE, media=Media(said=said, left_out=left))


SPREAD = replace(COST, category=Category.TOOLS, until=date(2026, 12, 31), share=Decimal(40))


RATE = ExchangeRate(
    currency="EUR", reporting="USD", value=Fraction("1.0950"), day=date(2026, 8, 7), source=RateSource.ECB
)
TYPED_RATE = replace(RATE, source=RateSource.TYPED)


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


def conversion_in_euro() -> Conversion:
    revenue = Money(minor=99_00, currency="EUR")
    return replace(conversion(revenue=RATE.convert(revenue)), revenue=revenue, exchange=RATE)


def entry(fact: Cost | Conversion, *, by: str = "U1", **more: Any) -> Entry:
    return Entry(id=7, fact=fact, logged_by=by, logged_at=NOW, source="form", **more)


def metric(kind: MetricKind) -> LoggedMetric:
    fact = Metric(day=TODAY, kind=kind, count=1500, channel="linkedin", campaign="u-key")
    return LoggedMetric(id=7, fact=fact, logged_by="U1", logged_at=NOW)


LISTED = (
    metric(MetricKind.LIKES),
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
        targets=() if channel else tuple(TARGETS.values()),
        asked=channel,
        excess_before=before.excess(),
    )


def finding(
    reason: Reason, key: str, source: Source = Source.TARGET, kind: UnitKind = UnitKind.CHANNEL, delay: int = 0
) -> Finding:
    lender = Unit(kind=UnitKind.CHANNEL, key="u-channel", history=History())
    price = ResultPrice(goal="u-goal", price=Fraction(45_00), source=source, strength=12)
    expected = Expectation(price=price, results=50 / 9, delay=delay)
    return Finding(
        reason=reason,
        unit=Unit(kind=kind, key=key, history=History(), lender=lender),
        period=JULY,
        spend=BARREN.cost,
        count=2,
        last=JULY.start if source is Source.OWN else None,
        expectation=None if reason is Reason.IDLE else expected,
    )


def alert(*findings: Finding) -> AlertReport:
    return AlertReport(day=JULY.end, currency="USD", findings=findings, watched=9, names=NAMES)


ALERTS = alert(
    finding(Reason.NOTHING, "linkedin", Source.TARGET),
    finding(Reason.NOTHING, "u-key", Source.OWN, UnitKind.CAMPAIGN, delay=14),
    finding(Reason.NOTHING, "u-key", Source.PARENT, UnitKind.CAMPAIGN, delay=1),
    finding(Reason.NOTHING, "u-channel", Source.BREAK_EVEN),
    *(finding(Reason.TOO_FEW, "u-key", source, UnitKind.CAMPAIGN) for source in Source),
    finding(Reason.IDLE, "u-key", kind=UnitKind.CAMPAIGN),
    finding(Reason.IDLE, "u-channel"),
)
FEW = alert(finding(Reason.TOO_FEW, "linkedin"))
QUESTION = alert(finding(Reason.IDLE, "linkedin"))
LEADS_ALONE = alert(
    *(
        replace(finding(reason, key, kind=kind), came={"u-lead": 30, "u-goal": 0})
        for reason, key, kind in (
            (Reason.NOTHING, "linkedin", UnitKind.CHANNEL),
            (Reason.IDLE, "u-key", UnitKind.CAMPAIGN),
            (Reason.IDLE, "u-channel", UnitKind.CHANNEL),
        )
    )
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
MANY_METRICS = dict.fromkeys(MANY_NAMES, MEASURED)
LONG_SIDE = replace(CAMPAIGN_SIDE, campaign=replace(CAMPAIGN, name=LONG))
LONG_COMPARISON = replace(COMPARISON, base=LONG_SIDE, pairs=tuple(replace(pair, side=LONG_SIDE) for pair in PAIRS))
MANY_TARGETS = tuple(progress(target=replace(TARGET, campaign=key, goal=key)) for key in MANY_NAMES)
MANY_CHANNELS = replace(
    REPORT,
    campaign=replace(CAMPAIGN, name=LONG),
    channels=MANY_ROWS,
    contents=MANY_ROWS,
    targets=MANY_TARGETS,
    metrics=MEASURED,
    names=MANY_NAMES,
)
MANY_IN_DIGEST = replace(
    digest(), rows=MANY_ROWS, rows_before=dict.fromkeys(MANY_NAMES, ARTICLE), names=MANY_NAMES, targets=MANY_TARGETS
)
MANY_ALERTS = replace(
    ALERTS,
    findings=tuple(finding(Reason.TOO_FEW, key, Source.PARENT, delay=57) for key in MANY_NAMES),
    names=MANY_NAMES,
)
LONG_COST = replace(COST, note="&" * 500, campaign="u-1", channel="u-2", content="u-3")
LONG_TYPED = {"campaign": f"+{LONG}", "campaign_text": LONG * 2, "note": "&" * 500, "category": "ads", "amount": "1"}


# --- outlooks ---

MANY_MONTHS = {date(2026 + n // 12, n % 12 + 1, 1): 10_00 for n in range(14)}
OUTLOOK = Outlook(
    fact=COST,
    campaigns={"u-key": 250_00},
    months={date(2026, 8, 1): 250_00},
    needed=tuple(needed(COST.amount, [goal()], Fraction(1))),
    report=replace(REPORT, spending=Spending(budget=COST.amount, spent=Money(minor=1, currency="USD"))),
    before=PLAIN,
    names=NAMES,
)
OVER = Spending(budget=COST.amount, spent=Money(minor=999_00, currency="USD"))
OUTLOOKS = {
    "of a campaign": OUTLOOK,
    "over budget": replace(OUTLOOK, outside=True, report=replace(REPORT, spending=OVER)),
    "split and spread": replace(
        OUTLOOK,
        fact=replace(split(SplitKey.EQUAL), until=date(2027, 9, 30)),
        campaigns={f"u-{n}": 10_00 for n in range(14)},
        months=MANY_MONTHS,
        needed=(),
        report=None,
    ),
    "instead of another": replace(
        OUTLOOK, fact=split(SplitKey.ADS), campaigns={"u-key": 10_00, "": 1}, instead={"u-key": 5_00, "u-2": 5_01}
    ),
}
LONG_OUTLOOK = replace(
    OUTLOOKS["split and spread"],
    fact=replace(split(SplitKey.EQUAL), until=date(2027, 9, 30), note="&" * 500),
    campaigns=dict.fromkeys(MANY_NAMES, 10_00),
    instead=dict.fromkeys(MANY_NAMES, 10_01),
    names=MANY_NAMES,
)
