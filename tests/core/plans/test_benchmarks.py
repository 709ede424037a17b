"""Benchmarks: which prices are far from them, and from which."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money.money import Money, NotANumber, NotPositive, NumberUnclear, TooLarge, TooManyDecimals
from core.plans.benchmarks import CHANNELS, FAR, Benchmark, Origin, Ratio, far_prices, place_of
from core.plans.own_benchmarks import OwnBenchmark, SourceMissing, parse_source, parse_value, unit_of
from core.setup.channels import STARTING


def benchmark(id: str, place: str, value: str) -> Benchmark:
    return Benchmark(
        id=id,
        place=place,
        metric="CPL",
        value=Decimal(value),
        unit="USD",
        region="US",
        source="Somebody",
        year="2024",
        compared=True,
    )


META, META_NEWER = benchmark("B04", "meta", "21.98"), benchmark("B08", "meta", "41.53")
LINKEDIN = benchmark("B10", "linkedin", "371")
KNOWN = (META, META_NEWER, LINKEDIN)


def usd(minor: int) -> Money:
    return Money(minor=minor, currency="USD")


def test_the_articles_price() -> None:
    """2.75 per lead is about 1/8 of Meta 2024 and 1/135 of LinkedIn's median (docs/domain.md#benchmarks)."""
    meta, linkedin = far_prices(usd(2_75), (), KNOWN)
    assert (meta.nearest, meta.farthest, meta.times(META), meta.times(META_NEWER)) == (META, META_NEWER, 8, 15)
    assert (linkedin.nearest, linkedin.farthest, linkedin.times(LINKEDIN)) == (LINKEDIN, LINKEDIN, 135)
    assert meta.below
    assert linkedin.below


@pytest.mark.parametrize(
    ("minor", "far"), [(5_49, True), (5_50, False), (21_98, False), (166_11, False), (166_12, True)]
)
def test_far_begins_at_a_quarter_and_at_four_times(minor: int, far: bool) -> None:
    """Of every benchmark of the place: of the lowest when below, of the highest when above."""
    found = far_prices(usd(minor), ("facebook",), KNOWN)
    assert bool(found) is far
    if minor > 166_00 and far:
        assert (found[0].nearest, found[0].below) == (META_NEWER, False)


@pytest.mark.parametrize(
    ("channels", "places"),
    [
        ((), ["meta", "linkedin"]),
        (("instagram",), ["meta"]),
        (("linkedin", "youtube"), ["linkedin"]),
        (("youtube", "a channel of ours"), []),
    ],
)
def test_only_the_channels_at_work_are_compared(channels: tuple[str, ...], places: list[str]) -> None:
    """Before anything was spent, all of them; on channels without a benchmark, none."""
    assert [far.nearest.place for far in far_prices(usd(1), channels, KNOWN)] == places


def test_nothing_is_said_of_what_cannot_be_compared() -> None:
    """Another currency, another metric, a single ad format, a price of nothing."""
    assert far_prices(Money(minor=2_75, currency="EUR"), (), KNOWN) == ()
    assert far_prices(usd(2_75), (), [replace(LINKEDIN, metric="CPC")]) == ()
    assert far_prices(usd(2_75), (), [replace(LINKEDIN, compared=False)]) == ()
    assert far_prices(usd(0), (), KNOWN) == ()


@given(st.integers(1, 10**7))
def test_a_far_price_is_far_from_all(minor: int) -> None:
    """Where one is named, no benchmark of that place is within the factor; else one of them is."""
    named = {far.nearest.place for far in far_prices(usd(minor), (), KNOWN)}
    for place in ("meta", "linkedin"):
        values = [known.price.minor for known in KNOWN if known.place == place]
        within = [v for v in values if min(values) < minor * FAR and minor < max(values) * FAR]
        assert (place in named) is not bool(within)


def test_the_channels_are_ours() -> None:
    """Each is one that every workspace starts with."""
    assert set().union(*CHANNELS.values()) <= set(STARTING)


def own(channel: str, value: str, ratio: Ratio = Ratio.CPL) -> Benchmark:
    fact = OwnBenchmark(
        channel=channel,
        ratio=ratio,
        value=Decimal(value),
        unit="USD",
        source="Rival",
        day=date(2026, 7, 1),
        origin=Origin.COMPETITOR,
    )
    return fact.known


def test_own_figures_stand_among_the_published_ones() -> None:
    """What a team knows of Facebook is one more figure of Meta's, for campaigns there and not for Instagram's."""
    known = (*KNOWN, own("facebook", "3"))
    assert far_prices(usd(2_75), ("facebook",), known) == ()
    [far] = far_prices(usd(2_75), ("instagram",), known)
    assert (far.nearest, far.farthest) == (META, META_NEWER)


def test_own_figures_of_any_channel_warn() -> None:
    """Also where nothing is published, of customers as of leads."""
    [far] = far_prices(usd(1_00), ("fair",), (*KNOWN, own("fair", "4")))
    assert (far.nearest.place, far.below, far.times(far.nearest)) == ("fair", True, 4)
    known = (*KNOWN, own("linkedin", "4", Ratio.CPA))
    assert [far.nearest.metric for far in far_prices(usd(1_00), ("linkedin",), known, Ratio.CPA)] == ["CPA"]
    assert place_of("instagram") == "meta"


@pytest.mark.parametrize(
    ("ratio", "text", "value"),
    [("CPL", "21,98", "21.98"), ("CTR", "0.42 %", "0.42"), ("CVR", "100", "100"), ("ROAS", "2.5x", "2.5")],
)
def test_a_value_is_read_by_its_unit(ratio: str, text: str, value: str) -> None:
    """Money in the currency's decimals, percentages, factors."""
    assert parse_value(text, unit_of(Ratio(ratio), "USD")) == Decimal(value)


@pytest.mark.parametrize(
    ("ratio", "text", "problem"),
    [
        ("CPL", "21.985", NumberUnclear),
        ("CPL", "21.9855", TooManyDecimals),
        ("CPL", "0", NotPositive),
        ("CTR", "101", TooLarge),
        ("ROAS", "-1", NotPositive),
        ("CVR", "much", NotANumber),
    ],
)
def test_a_senseless_value(ratio: str, text: str, problem: type[Exception]) -> None:
    """Refused under the value."""
    with pytest.raises(problem) as found:
        parse_value(text, unit_of(Ratio(ratio), "USD"))
    assert getattr(found.value, "field", "") == "value"


def test_a_benchmark_has_a_source() -> None:
    """In one line; what cannot be seen is none."""
    assert parse_source(" Rival\nInc ") == "Rival Inc"
    with pytest.raises(SourceMissing):
        parse_source("\u200b ")
