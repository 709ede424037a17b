"""The figures taken over from exports of others are the ones that lie in those files, read here by csv alone."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import pytest

from tests.data import read_ad_report
from tests.outside.conftest import OTHERS

Rows = Sequence[Mapping[str, str]]

AD_REPORT = "normalised-ad-report__pymc-labs_pymc-marketing.csv"
MERIDIAN = "mmm-meridian-national__google_meridian.csv"
PLATFORMS = {"Google Ads": "google", "Facebook Ads": "facebook", "TikTok Ads": "tiktok"}
"""A platform in the ad report -> the channel in ours."""

OURS = ("cost", "conversions", "revenue")
THEIRS = ("spend", "conversions", "conversions_value")
"""The same three columns in either report."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stated:
    """How many rows a file holds and what its columns sum to, as stated. ``micros``: columns in millionths."""

    file: str
    rows: int
    sums: Mapping[str, str]
    micros: frozenset[str] = frozenset()


STATED = (
    Stated(
        file=AD_REPORT,
        rows=16,
        sums={"spend": "2247.15", "conversions": "201", "conversions_value": "4585.00"},
    ),
    Stated(
        file="mmm-robyn__facebookexperimental_Robyn.csv",
        rows=208,
        sums={
            "facebook_S": "446296.83",
            "search_S": "1230426.67",
            "tv_S": "3087487.77",
            "ooh_S": "8989331.73",
            "print_S": "775555.51",
            "revenue": "379005696.67",
        },
    ),
    Stated(
        file="api-facebook-basic-ad__fivetran_dbt_ad_reporting.csv",
        rows=10,
        sums={"spend": "643.63"},
    ),
    Stated(
        file="api-google-campaign__fivetran_dbt_ad_reporting.csv",
        rows=16,
        sums={"cost_micros": "231.33"},
        micros=frozenset({"cost_micros"}),
    ),
    Stated(
        file="api-linkedin-campaign__fivetran_dbt_ad_reporting.csv",
        rows=20,
        sums={"cost_in_usd": "530.62"},
    ),
    Stated(
        file="api-x-twitter-campaign__fivetran_dbt_ad_reporting.csv",
        rows=4,
        sums={"billed_charge_local_micro": "138.54"},
        micros=frozenset({"billed_charge_local_micro"}),
    ),
    Stated(
        file="api-reddit-campaign__fivetran_dbt_ad_reporting.csv",
        rows=79,
        sums={"spend": "12970.78"},
        micros=frozenset({"spend"}),
    ),
    Stated(
        file="api-pinterest-campaign__fivetran_dbt_ad_reporting.csv",
        rows=5,
        sums={"spend_in_micro_dollar": "12.38", "total_conversions": "248"},
        micros=frozenset({"spend_in_micro_dollar"}),
    ),
    Stated(
        file="api-snapchat-campaign-hourly__fivetran_dbt_ad_reporting.csv",
        rows=10,
        sums={"spend": "1.01", "conversion_purchases": "1"},
        micros=frozenset({"spend"}),
    ),
    Stated(
        file="api-tiktok-campaign-country__fivetran_dbt_ad_reporting.csv",
        rows=10,
        sums={"spend": "1486.10", "conversion": "659"},
    ),
    Stated(
        file="api-tiktok-campaign-hourly__fivetran_dbt_ad_reporting.csv",
        rows=4,
        sums={"SPEND": "444.792"},
    ),
)


# --- what lies in the files ---


@pytest.mark.parametrize("stated", STATED, ids=lambda stated: stated.file)
def test_the_sums_stated_lie_in_the_file(stated: Stated) -> None:
    """Rows and sums are those stated, to the last digit that is stated."""
    rows = rows_of(stated.file)
    sums = {
        column: as_precise_as(expected, total(rows, column) / (1_000_000 if column in stated.micros else 1))
        for column, expected in stated.sums.items()
    }
    assert (len(rows), sums) == (stated.rows, stated.sums)


def test_the_spend_and_return_of_meridian() -> None:
    """156 weeks; the spend of five channels; conversions × the revenue of one, summed by week."""
    rows = rows_of(MERIDIAN)
    spend = sum((total(rows, f"Channel{number}_spend") for number in range(5)), Decimal())
    revenue = sum((Decimal(row["conversions"]) * Decimal(row["revenue_per_conversion"]) for row in rows), Decimal())
    assert len(rows) == 156
    assert "Channel5_spend" not in rows[0]
    assert as_precise_as("219492402.35", spend) == "219492402.35"
    assert as_precise_as("1318718006.13", revenue) == "1318718006.13"


def test_every_export_is_looked_into() -> None:
    """No table among the files of others goes unread."""
    looked_into = {MERIDIAN, *(stated.file for stated in STATED)}
    assert {path.name for path in OTHERS.glob("*.csv")} == looked_into


# --- our ad report, whose figures are theirs ---


def test_our_ad_report_has_the_figures_of_theirs_row_by_row() -> None:
    """Day, channel, cost, conversions and revenue of each of sixteen rows are the same, written alike."""
    ours = [(row["day"], row["channel"], *(row[name] for name in OURS)) for row in read_ad_report()]
    theirs = [
        (row["date_day"], PLATFORMS[row["platform"]], *(row[name] for name in THEIRS)) for row in rows_of(AD_REPORT)
    ]
    assert len(ours) == 16
    assert ours == theirs


@pytest.mark.parametrize(
    ("platform", "sums"),
    [
        ("Google Ads", ("587.05", "59", "1475.00")),
        ("Facebook Ads", ("1188.00", "108", "2430.00")),
        ("TikTok Ads", ("472.10", "34", "680.00")),
    ],
)
def test_our_ad_report_has_the_sums_of_theirs_by_channel(platform: str, sums: tuple[str, ...]) -> None:
    """Spend, conversions and value of a channel are those stated, in either report."""
    theirs = [row for row in rows_of(AD_REPORT) if row["platform"] == platform]
    ours = [row for row in read_ad_report() if row["channel"] == PLATFORMS[platform]]
    assert totals(theirs, THEIRS) == sums
    assert totals(ours, OURS) == sums


def test_our_ad_report_has_names_of_its_own() -> None:
    """No campaign and no advert is called what it is called in theirs."""
    taken = {row[name] for row in rows_of(AD_REPORT) for name in ("campaign_name", "ad_group_name", "ad_name")}
    assert not taken & {row[name] for row in read_ad_report() for name in ("campaign", "advert")}


def test_the_return_on_investment_of_the_ad_report() -> None:
    """Both reports come to 104.04 %."""
    for rows, names in ((rows_of(AD_REPORT), THEIRS), (read_ad_report(), OURS)):
        spend, value = total(rows, names[0]), total(rows, names[2])
        assert as_precise_as("104.04", (value - spend) * 100 / spend) == "104.04"


# --- how they are read ---


def rows_of(name: str) -> Rows:
    with (OTHERS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def total(rows: Rows, column: str) -> Decimal:
    """The sum of a column; an empty cell is nothing."""
    return sum((Decimal(row[column]) for row in rows if row[column]), Decimal())


def totals(rows: Rows, columns: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(total(rows, column)) for column in columns)


def as_precise_as(stated: str, value: Decimal) -> str:
    """``value``, half up to as many places as ``stated`` has."""
    return str(value.quantize(Decimal(stated), ROUND_HALF_UP))
