"""The reader of imports finds in exports of others the figures that two other methods found in them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from core.imports.choices import Choices
from core.imports.meanings import Level, Meaning
from core.imports.reader import read
from core.imports.readings import Reading
from core.imports.texts import sheets_of
from core.imports.worlds import World
from core.setup.channels import NAMES, STARTING
from tests.outside.conftest import OTHERS

WORLD = World(
    today=date(2026, 11, 30), currency="USD", channels={channel: NAMES.get(channel, channel) for channel in STARTING}
)
DOLLARS = Choices(currency="USD")
MICROS = Choices(currency="USD", micros=True)
API = {
    "api-facebook-basic-ad": (Choices(currency="USD", level=Level.AD, channel="facebook"), "meta", "643.63", 0),
    "api-google-campaign": (DOLLARS, "google_ads", "231.33", 0),
    "api-linkedin-campaign": (DOLLARS, "linkedin", "530.62", 0),
    "api-x-twitter-campaign": (DOLLARS, "x", "138.54", 0),
    "api-reddit-campaign": (MICROS, "reddit", "12970.78", 0),
    "api-pinterest-campaign": (DOLLARS, "pinterest", "12.38", 248),
    "api-snapchat-campaign-hourly": (MICROS, "snapchat", "1.01", 1),
    "api-tiktok-campaign-country": (DOLLARS, "tiktok", "1486.10", 659),
    "api-tiktok-campaign-hourly": (DOLLARS, "tiktok", "444.79", None),
}
"""File -> what is decided about it, its kind, what was spent, results that are claimed; None where none are stated."""
MIXES: dict[str, dict[str, str | None]] = {
    "mmm-robyn__facebookexperimental_Robyn.csv": {
        "facebook_S": "446296.83",
        "search_S": "1230426.67",
        "tv_S": "3087487.77",
        "ooh_S": "8989331.73",
        "print_S": "775555.51",
    },
    "mmm-meridian-national__google_meridian.csv": {
        **{f"Channel{number}_spend": None for number in range(5)},
    },
}


def reading(file: str, choices: Choices) -> Reading:
    return read(sheets_of((OTHERS / file).read_bytes()), choices, WORLD, file)


@pytest.mark.parametrize("name", API)
def test_what_interfaces_for_programs_give_is_read_to_its_sums(name: str) -> None:
    choices, kind, spent, claims = API[name]
    one = reading(f"{name}__fivetran_dbt_ad_reporting.csv", choices)
    assert one.questions == ()
    assert (one.kind, f"{one.exact.quantize(Decimal('0.01'))}") == (kind, spent)
    assert claims in (None, sum(claim.count for claim in one.claims))


def test_a_table_nobody_knows_is_read_by_its_columns() -> None:
    """The report of several platforms: each row's channel stands in a column."""
    columns = {
        Meaning.DAY: "date_day",
        Meaning.CHANNEL: "platform",
        Meaning.CAMPAIGN: "campaign_name",
        Meaning.SPEND: "spend",
        Meaning.RESULTS: "conversions",
        Meaning.REVENUE: "conversions_value",
    }
    one = reading(
        "normalised-ad-report__pymc-labs_pymc-marketing.csv",
        Choices(currency="USD", columns=columns, tax=Decimal(0), level=Level.AD),
    )
    assert [question.ask for question in one.questions] == []
    assert (one.rows, one.exact) == (16, Decimal("2247.15"))
    by_channel = {
        channel: sum(spend.amount.minor for spend in one.spends if spend.channel == channel)
        for channel in {spend.channel for spend in one.spends}
    }
    assert by_channel == {"google": 58705, "facebook": 118800, "tiktok": 47210}
    assert sum(claim.count for claim in one.claims) == 201


@pytest.mark.parametrize(
    ("file", "column", "spent"),
    [(file, column, spent) for file, sums in MIXES.items() for column, spent in sums.items()],
)
def test_each_column_of_a_marketing_mix_is_read_to_its_sum(file: str, column: str, spent: str | None) -> None:
    day = "DATE" if "robyn" in file else "time"
    columns = {Meaning.DAY: day, Meaning.SPEND: column}
    one = reading(file, Choices(currency="USD", columns=columns, tax=Decimal(0), channel="other"))
    assert [question.ask for question in one.questions] == []
    assert spent is None or f"{one.exact.quantize(Decimal('0.01'))}" == spent


def test_the_channels_of_a_marketing_mix_come_to_its_whole() -> None:
    file = "mmm-meridian-national__google_meridian.csv"
    sums = [
        reading(
            file,
            Choices(
                currency="USD",
                columns={Meaning.DAY: "time", Meaning.SPEND: f"Channel{number}_spend"},
                tax=Decimal(0),
                channel="other",
            ),
        ).exact
        for number in range(5)
    ]
    assert f"{sum(sums, Decimal(0)).quantize(Decimal('0.01'))}" == "219492402.35"
