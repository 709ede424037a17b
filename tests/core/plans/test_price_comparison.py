"""Priced: what a channel's ads brought, beside the benchmarks of that channel only."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from core.ledger.metrics import MetricKind, Tally
from core.money.money import Money
from core.performance.cells import Cell
from core.plans.benchmarks import Benchmark, Origin, Ratio
from core.plans.price_comparison import Priced, priced
from core.setup.categories import Category
from tests.core.reports.test_reports import LEAD, SALE

LINKEDIN = Benchmark(
    id="B10",
    place="linkedin",
    metric="CPL",
    value=Decimal(371),
    unit="USD",
    region="AMER",
    source="LinkedIn",
    year="2025",
    compared=True,
)
CPC, CTR, CVR = (
    replace(LINKEDIN, metric=metric, unit=unit) for metric, unit in (("CPC", "USD"), ("CTR", "%"), ("CVR", "%"))
)
CPM, CPA = (replace(LINKEDIN, metric=metric) for metric in ("CPM", "CPA"))
ROAS = replace(LINKEDIN, metric="ROAS", unit="x")
ALL = (LINKEDIN, CPC, CTR, CVR, CPM, CPA, ROAS)
CELLS = (
    Cell(channel="linkedin", category=Category.ADS, cost=400_00),
    Cell(channel="linkedin", category=Category.AGENCY, cost=999_00),
    Cell(channel="linkedin", goal=LEAD.id, count=10),
    Cell(channel="linkedin", goal=SALE.id, count=4, value=800_00),
    Cell(channel="email", goal=LEAD.id, count=7),
    Cell(category=Category.ADS, cost=77_00),
)
TALLIES = (
    Tally(kind=MetricKind.CLICKS, channel="linkedin", count=800),
    Tally(kind=MetricKind.IMPRESSIONS, channel="linkedin", count=200_000),
)
GOALS = {goal.id: goal for goal in (LEAD, SALE)}


def found(*known: Benchmark, cells: tuple[Cell, ...] = CELLS, tallies: tuple[Tally, ...] = TALLIES) -> list[Priced]:
    return list(priced(cells, tallies, GOALS, "USD", known))


def usd(minor: int) -> Money:
    return Money(minor=minor, currency="USD")


def test_every_ratio_is_on_ads_alone() -> None:
    """The agency's 999 are in none of them."""
    values = {one.ratio: one.value for one in found(*ALL)}
    assert values == {
        Ratio.CPL: usd(40_00),
        Ratio.CPA: usd(100_00),
        Ratio.ROAS: Fraction(2),
        Ratio.CPC: usd(50),
        Ratio.CPM: usd(2_00),
        Ratio.CTR: Fraction(4, 10),
        Ratio.CVR: Fraction(10, 8),
    }


def test_only_what_fits_is_laid_beside() -> None:
    """The channel's own, in its own currency, of no single ad format."""
    elsewhere = replace(LINKEDIN, place="meta")
    assert found(elsewhere, replace(LINKEDIN, unit="EUR"), replace(LINKEDIN, compared=False)) == []
    [one] = found(LINKEDIN, elsewhere, CPC, tallies=())
    assert (one.channel, one.ratio, one.known) == ("linkedin", Ratio.CPL, (LINKEDIN,))


def test_nothing_is_said_without_ads_or_leads() -> None:
    """Neither a price of nothing nor a lead that cost no ads."""
    assert found(LINKEDIN, CPA, ROAS, cells=CELLS[1:5]) == []
    assert found(LINKEDIN, CPA, ROAS, cells=CELLS[:2]) == []
    assert [one.ratio for one in found(*ALL, cells=CELLS[1:3])] == [Ratio.CTR, Ratio.CVR]


def test_the_teams_own_stand_first_and_the_newest_before_the_old() -> None:
    """Whatever year they are of."""
    old, newer = (replace(LINKEDIN, year=year) for year in ("2023", "2026"))
    mine = replace(LINKEDIN, channel="linkedin", origin=Origin.COMPETITOR, year="2020")
    [one] = found(old, LINKEDIN, newer, mine)
    assert one.known == (mine, newer, LINKEDIN, old)
