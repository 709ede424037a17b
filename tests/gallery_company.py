"""The gallery of company figures and benchmarks: the overview's block, forms, lists and receipts; with samples."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from bot.language import Language
from bot.views import benchmarks, company
from bot.views.blocks import Block
from core.calendar.periods import months
from core.money.money import Money
from core.plans.benchmarks import FACTOR, PERCENT, UNITS, Benchmark, Origin, Ratio
from core.plans.own_benchmarks import LONGEST_SOURCE, LoggedBenchmark, OwnBenchmark
from core.plans.price_comparison import Priced
from core.reports.company import Acquired, Blended, CompanyReport, Customer, Lacking
from core.setup.company_figures import CompanyMonth, Figure
from tests import gallery_answers
from tests import samples as s


def usd(minor: int) -> Money:
    return Money(minor=minor, currency="USD")


FULL = CompanyMonth(
    month=date(2026, 7, 1),
    revenue=usd(120_000_00),
    marketing_cost=usd(30_000_00),
    sales_cost=usd(3_400_00),
    arpa=usd(250_00),
    gross_margin=Decimal(70),
    churn=Decimal(2),
    said_by="U1",
    said_at=s.NOW,
)
NOTHING = CompanyMonth(month=date(2020, 1, 1), said_by="U1", said_at=s.NOW)
BLENDED = Blended(revenue=usd(120_000_00), cost=usd(30_000_00), from_books=False, margin=Fraction(70))
ACQUIRED = Acquired(cost=usd(5_600_00), sales=usd(3_400_00), customers=4)
CUSTOMER = Customer(arpa=usd(250_00), margin=Decimal(70), churn=Decimal(2))
SUMMER = tuple(months(12 * 2026 + number, 1) for number in range(4, 9))
REPORTS = {
    "whole": CompanyReport(period=s.JULY, blended=BLENDED, acquired=ACQUIRED, customer=CUSTOMER),
    "without an answer": CompanyReport(
        period=s.JULY,
        blended=replace(BLENDED, cost=usd(0), from_books=True, margin=None),
        acquired=replace(ACQUIRED, customers=0),
        customer=replace(CUSTOMER, churn=Decimal(0)),
    ),
    "lacking": CompanyReport(period=s.JULY, lacking=tuple(Lacking(figure=one, months=SUMMER) for one in Figure)),
    "of one customer": CompanyReport(
        period=s.JULY, acquired=replace(ACQUIRED, customers=1), customer=replace(CUSTOMER, churn=None)
    ),
}

PUBLISHED = Benchmark(
    id="B04",
    place="meta",
    metric="CPL",
    value=Decimal("21.98"),
    unit="USD",
    region="US-focused",
    source="u-Source",
    year="2024",
    compared=True,
)


def recorded(ratio: Ratio = Ratio.CPL, origin: Origin = Origin.COMPETITOR, by: str = "U1") -> LoggedBenchmark:
    fact = OwnBenchmark(
        channel="linkedin",
        ratio=ratio,
        value=Decimal("3.5"),
        unit=UNITS.get(ratio, "USD"),
        source="u-Rival",
        day=s.TODAY,
        origin=origin,
    )
    return LoggedBenchmark(id=7, fact=fact, logged_by=by, logged_at=s.NOW)


KNOWN = tuple(replace(PUBLISHED, region=region) for region in ("US", "all countries", "mixed", "US-focused"))
OWN = tuple(recorded(origin=origin).fact.known for origin in Origin)
PRICED = (
    Priced(channel="linkedin", ratio=Ratio.CPL, value=usd(40_00), unit="USD", known=OWN),
    Priced(channel="u-channel", ratio=Ratio.CPA, value=usd(40_00), unit="USD", known=KNOWN),
    Priced(channel="email", ratio=Ratio.CPC, value=usd(50), unit="USD", known=KNOWN * 2),
    Priced(
        channel="website",
        ratio=Ratio.CTR,
        value=Fraction(2, 5),
        unit=PERCENT,
        known=(recorded(Ratio.CTR).fact.known,),
    ),
    Priced(channel="other", ratio=Ratio.ROAS, value=Fraction(2), unit=FACTOR, known=(recorded(Ratio.ROAS).fact.known,)),
)
RECORDED = tuple(recorded(ratio, by=by) for ratio, by in zip(Ratio, ("U1", "U2") * 4, strict=False))


def messages(language: Language) -> dict[str, Block]:
    """Name -> message."""
    ranking, none = s.ranking(*s.CAMPAIGNS), s.ranking()
    overviews = {
        f"overview with a company: {name}": gallery_answers.overview_answer(
            language, ranking, "", new=False, year=s.YEAR, company=found
        )
        for name, found in REPORTS.items()
    }
    return overviews | {
        "overview of a company alone": gallery_answers.overview_answer(
            language, none, "", new=False, year=s.YEAR, company=REPORTS["whole"]
        ),
        "company figures, for a member": company.company_answer(language, [FULL, NOTHING], "u-told", s.ZONE),
        "no company figures, for a member": company.company_answer(language, [], "u-told", s.ZONE),
        "campaign beside benchmarks": gallery_answers.campaign_answer(
            language, replace(s.REPORT, priced=PRICED), "u-key"
        ),
        **receipts(language),
    }


def receipts(language: Language) -> dict[str, Block]:
    """What takes a form's place."""
    return {
        "company saved": company.company_saved(language, FULL, None),
        "company replaced": company.company_saved(language, replace(FULL, churn=None), FULL),
        "company emptied": company.company_saved(language, NOTHING, FULL),
        **{
            f"benchmark saved: {origin}, {ratio}": benchmarks.benchmark_saved(
                language, recorded(ratio, origin), s.NAMES
            )
            for origin in Origin
            for ratio in (Ratio.CPL, Ratio.CTR, Ratio.ROAS)
        },
        "benchmark taken back": benchmarks.benchmark_taken_back(language, recorded(), s.NAMES),
        "benchmark put back": benchmarks.benchmark_put_back(language, recorded(), s.NAMES),
    }


def views(language: Language) -> dict[str, Block]:
    """Name -> modal."""
    reader = ("U1", False)
    return {
        "company": company.company_form(language, [], NOTHING, s.TODAY, s.ZONE, s.METADATA),
        "company of a month": company.company_form(language, [FULL], FULL, s.TODAY, s.ZONE, s.METADATA),
        "benchmark": benchmarks.benchmark_form(language, (), s.NAMES, reader, "USD", s.TODAY, s.METADATA),
        "benchmarks": benchmarks.benchmark_form(language, RECORDED, s.NAMES, reader, "USD", s.TODAY, s.METADATA),
    }


LONG_FACT = replace(recorded().fact, channel="u-1", source="&" * LONGEST_SOURCE)
LONG_KNOWN = (replace(OWN[0], source="&" * LONGEST_SOURCE),) * 60
LONG_PRICED = tuple(
    Priced(channel=key, ratio=Ratio.CPL, value=usd(10**14), unit="USD", known=LONG_KNOWN) for key in s.MANY_NAMES
)


def long_messages(language: Language) -> dict[str, Block]:
    """Name -> message with as much in it as people can put there."""
    beside = replace(s.MANY_CHANNELS, priced=LONG_PRICED)
    return {
        "campaign": gallery_answers.campaign_answer(language, beside, "u-key"),
        "company": company.company_answer(language, [FULL] * 60, "u-told", s.ZONE),
    }


def long_views(language: Language) -> dict[str, Block]:
    """Name -> modal likewise."""
    many = [replace(recorded(), fact=LONG_FACT)] * 60
    return {
        "company": company.company_form(language, [FULL] * 60, NOTHING, s.TODAY, s.ZONE, s.METADATA),
        "benchmark": benchmarks.benchmark_form(language, many, s.MANY_NAMES, ("U1", True), "USD", s.TODAY, s.METADATA),
    }
