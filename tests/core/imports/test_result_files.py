"""The look-alike files of analytics tools and CRMs are read to the sums of their invented values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from core.imports import utm
from core.imports.choices import Choices
from core.imports.reader import read
from core.imports.readings import Ask, Left, NoResultColumns, Reading
from core.imports.texts import sheets_of
from core.imports.worlds import World

FILES = Path(__file__).parents[2] / "data" / "imports" / "results"
CHANNELS = {"google": "Google", "email": "E-mail", "linkedin": "LinkedIn"}
WORLD = World(today=date(2026, 11, 20), currency="EUR", channels=CHANNELS, links=utm.starting())


@dataclass(frozen=True, kw_only=True)
class Says:
    """What a file must say. ``amount``: of all revenues, or of all deals."""

    kind: str
    amount: str
    results: int = 0
    deals: int = 0
    currency: str = "EUR"
    totals: int = 0
    account: str = ""


SAID = {
    "ga4-traffic-acquisition.csv": Says(kind="ga4", amount="1062.00", results=13, account="Paper Lantern web"),
    "ga4-explore-grand-total.csv": Says(kind="ga4", amount="1048.00", results=6, totals=1),
    "ga4-pl.csv": Says(kind="ga4", amount="1802.50", results=8, account="Papierowa Latarnia www"),
    "universal-analytics.csv": Says(kind="universal_analytics", amount="1600.00", results=52, totals=1, currency="USD"),
    "neutral-conversions.csv": Says(kind="neutral_conversions", amount="510.49", results=7),
    "neutral-deals.csv": Says(kind="neutral_deals", amount="5310.50", deals=2),
    "hubspot-crm-exports-all-deals-2026-10-02.csv": Says(kind="hubspot", amount="15400.50", deals=4),
    "hubspot-pl.csv": Says(kind="hubspot", amount="5700.50", deals=2, currency="PLN"),
    "salesforce-opportunities.csv": Says(kind="salesforce", amount="16500.00", deals=3, totals=4),
    "deals-5512-44.csv": Says(kind="pipedrive", amount="4709.99", deals=3),
}


def read_file(name: str, choices: Choices | None = None) -> Reading:
    return read(sheets_of((FILES / name).read_bytes()), choices or Choices(), WORLD, name)


@pytest.mark.parametrize("name", SAID)
def test_a_look_alike_is_read_to_its_sums(name: str) -> None:
    """Analytics say no currency, which is asked; with the answer nothing is left to ask."""
    says, reading = SAID[name], read_file(name)
    if reading.questions:
        assert [one.ask for one in reading.questions] == [Ask.CURRENCY]
        reading = read_file(name, Choices(currency=says.currency))
    assert (reading.kind, reading.account, reading.currency) == (says.kind, says.account, says.currency)
    assert (sum(one.count for one in reading.results), len(reading.deals)) == (says.results, says.deals)
    assert reading.exact == Decimal(says.amount)
    amounts = [one.amount for one in reading.deals] + [one.revenue for one in reading.results if one.revenue]
    assert sum((one.units for one in amounts), Decimal()) == Decimal(says.amount)
    assert (reading.refused, reading.left.get(Left.TOTAL, 0), reading.questions) == ([], says.totals, ())


@pytest.mark.parametrize("name", SAID)
def test_nothing_of_people_is_read(name: str) -> None:
    """Their names, addresses and numbers stand in these files, and nowhere in what is read of them."""
    read_of_it = repr(read_file(name)).casefold()
    for mark in ("marked", "znaczon", "zenobia", "bruno", "olaf", "@", "601 234"):
        assert mark not in read_of_it


def test_the_table_by_campaign_is_taken_of_several() -> None:
    """The others hold the same results again; its days are counted from its own first one."""
    reading = read_file("ga4-traffic-acquisition.csv", Choices(currency="EUR"))
    assert {one.day for one in reading.results} == {date(2026, 9, day) for day in (1, 2, 3)}
    assert {one.campaign for one in reading.results} == {"autumn_lanterns", "newsletter_sept", ""}


def test_one_sale_is_of_the_last_source_that_was_not_direct() -> None:
    """The exploration has it twice: once by the newsletter, then typed in."""
    reading = read_file("ga4-explore-grand-total.csv", Choices(currency="EUR"))
    (sale,) = [one for one in reading.results if one.external_id == "PL-1003"]
    assert (sale.channel, sale.source, sale.campaign) == ("email", "brevo", "newsletter_sept")


def test_a_crm_without_its_numbers_is_refused_with_what_it_lacks() -> None:
    """And is not offered for mapping, where people would be its examples."""
    content = (FILES / "hubspot-crm-exports-all-deals-2026-10-02.csv").read_bytes().replace(b"Record ID", b"Row")
    with pytest.raises(NoResultColumns) as raised:
        read(sheets_of(content), Choices(), WORLD)
    assert (raised.value.kind, raised.value.needs) == ("hubspot", ("Record ID",))
