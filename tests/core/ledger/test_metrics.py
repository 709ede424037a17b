"""Metrics: priced on the ad spend of where they were counted, and never part of ROI."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.periods import Period
from core.ledger.metrics import Measured, MetricKind, Tally, measured, measured_by_channel
from core.money.money import Money
from core.performance.cells import Cell
from core.reports.campaign import campaign_report
from core.reports.privacy import MERGING
from core.reports.ranking import campaign_ranking, channel_ranking, content_ranking
from core.setup.categories import Category
from tests.core.reports.test_reports import JULY, TODAY, Ledger, cost, sales

CELLS = (
    Cell(channel="linkedin", category=Category.ADS, cost=400_00),
    Cell(channel="linkedin", category=Category.AGENCY, cost=999_00),
    Cell(channel="facebook", category=Category.ADS, cost=100_00),
)
TALLIES = st.lists(
    st.builds(
        Tally,
        kind=st.sampled_from(MetricKind),
        channel=st.sampled_from(["linkedin", "facebook", "email"]),
        campaign=st.sampled_from(["", "alpha", "beta"]),
        count=st.integers(-(10**9), 10**9),
    ),
    max_size=10,
    unique_by=lambda tally: (tally.kind, tally.channel, tally.campaign),
)
FACTS = st.lists(
    st.builds(cost, st.integers(1, 10**9), st.sampled_from(["linkedin", "facebook", ""]))
    | st.builds(sales, st.integers(1, 10**6), st.sampled_from(["linkedin", "facebook", ""])),
    max_size=8,
)


def tally(kind: MetricKind, count: int, channel: str = "linkedin") -> Tally:
    return Tally(kind=kind, channel=channel, count=count)


def price(done: Measured) -> str:
    return str(done.price.units) if done.price else "none"


@pytest.mark.parametrize(
    ("kind", "count", "each"),
    [
        (MetricKind.CLICKS, 1200, "0.33"),
        (MetricKind.LIKES, 800, "0.50"),
        (MetricKind.REACH, 96_000, "4.17"),
        (MetricKind.IMPRESSIONS, 300_000, "1.33"),
        (MetricKind.FOLLOWERS, 5_000, "none"),
    ],
)
def test_prices_are_on_ad_spend(kind: MetricKind, count: int, each: str) -> None:
    """Per click and like, per thousand reached or shown; a level has no price; the agency's bill does not count."""
    (done,) = measured([tally(kind, count)], CELLS, "EUR")
    assert (done.count, done.spend, price(done)) == (count, Money(minor=400_00, currency="EUR"), each)


def test_only_what_was_spent_where_it_was_counted_is_held_against_it() -> None:
    """Clicks counted on LinkedIn alone do not carry what Facebook cost."""
    both = [tally(MetricKind.CLICKS, 100), tally(MetricKind.CLICKS, 100, "facebook"), tally(MetricKind.LIKES, 100)]
    assert [price(done) for done in measured(both, CELLS, "EUR")] == ["2.50", "4.00"]
    by_channel = measured_by_channel(both, CELLS, "EUR")
    assert {channel: [price(d) for d in done] for channel, done in by_channel.items()} == {
        "facebook": ["1.00"],
        "linkedin": ["4.00", "4.00"],
    }


def test_a_campaigns_clicks_are_held_against_its_own_ads() -> None:
    """Another campaign's ads on the channel count only once something was counted for the channel at large."""
    ads = [replace(CELLS[0], campaign=campaign) for campaign in ("alpha", "beta")]
    alpha = replace(tally(MetricKind.CLICKS, 100), campaign="alpha")
    assert price(measured([alpha], ads, "EUR")[0]) == "4.00"
    assert price(measured([alpha, tally(MetricKind.CLICKS, 100)], ads, "EUR")[0]) == "4.00"
    assert price(measured([tally(MetricKind.CLICKS, 100)], ads, "EUR")[0]) == "8.00"


def test_what_was_all_taken_back_is_not_told() -> None:
    """Nothing counted, nothing said; organic clicks cost no ad spend; of a credit there is no price."""
    assert measured([tally(MetricKind.CLICKS, 0)], CELLS, "EUR") == ()
    assert measured_by_channel([tally(MetricKind.CLICKS, 0)], CELLS, "EUR") == {}
    (organic,) = measured([tally(MetricKind.CLICKS, 5, "email")], CELLS, "EUR")
    assert price(organic) == "0.00"
    credit = Cell(channel="linkedin", category=Category.ADS, cost=-1)
    assert price(measured([tally(MetricKind.CLICKS, 5)], [credit], "EUR")[0]) == "none"


@given(facts=FACTS, counted=TALLIES)
def test_metrics_change_no_roi(facts: Sequence[object], counted: Sequence[Tally]) -> None:
    """With any metrics every report is what it is without them, but for the metrics themselves (A-30)."""
    bare = Ledger(facts=facts)  # type: ignore[arg-type]  # reason: costs and conversions
    with_metrics = replace(bare, counted=counted)
    for period in (JULY, Period(start=date(2026, 7, 15), end=date(2026, 7, 16))):
        one = campaign_report(with_metrics, "campaign-q3", period, TODAY, veil=MERGING)
        assert replace(one, metrics=()) == campaign_report(bare, "campaign-q3", period, TODAY, veil=MERGING)
        channels = channel_ranking(with_metrics, period, TODAY, veil=MERGING)
        assert replace(channels, metrics={}) == channel_ranking(bare, period, TODAY, veil=MERGING)
        for rank in (campaign_ranking, content_ranking):
            assert rank(with_metrics, period, TODAY, veil=MERGING) == rank(bare, period, TODAY, veil=MERGING)


@given(counted=TALLIES)
def test_channels_add_up(counted: Sequence[Tally]) -> None:
    """Of each kind, what the channels show comes to what the whole shows; so does the spend."""
    whole = {done.kind: (done.count, done.spend.minor) for done in measured(counted, CELLS, "EUR")}
    sums: dict[MetricKind, tuple[int, int]] = {}
    for found in measured_by_channel(counted, CELLS, "EUR").values():
        for done in found:
            count, minor = sums.get(done.kind, (0, 0))
            sums[done.kind] = count + done.count, minor + done.spend.minor
    assert sums == whole
