"""What a file's ads leave out of several invoices: each ad of one, and of the campaign that it is of."""

from __future__ import annotations

from datetime import date

from core.imports.invoices import Billed, left_out
from core.ledger.entries import Cost
from core.ledger.media import Media
from core.money.money import Money
from core.setup.categories import Category

DAY, NOTHING = date(2026, 9, 5), Money(minor=0, currency="EUR")


def euro(minor: int) -> Money:
    return Money(minor=minor, currency="EUR")


def invoice(media: int, campaign: str = "") -> Billed:
    """An agency's invoice of September, from which nothing is left out yet."""
    held = Media(said=euro(media), left_out=NOTHING)
    fact = Cost(day=DAY, category=Category.AGENCY, amount=euro(500_00), campaign=campaign, media=held)
    return Billed(invoice=fact, own=0, everything=0)


def ads(minor: int, campaign: str) -> tuple[int, Cost]:
    return 1, Cost(day=DAY, category=Category.ADS, amount=euro(minor), campaign=campaign, channel="facebook")


def left_of(*invoices: Billed, spent: list[tuple[int, Cost]]) -> list[int]:
    """What is left out of each invoice that changes, in minor units, once the file is saved."""
    changed = [fact for sign, fact in left_out(invoices, spent) if sign > 0]
    return [fact.media.left_out.minor for fact in changed if isinstance(fact, Cost) and fact.media]


def test_an_invoice_of_another_campaign_takes_nothing_of_this_one_s_ads() -> None:
    spent = [ads(60_00, "spring"), ads(40_00, "summer")]
    assert left_of(invoice(60_00, "spring"), invoice(50_00, "summer"), spent=spent) == [60_00, 40_00]


def test_an_ad_that_one_invoice_leaves_out_is_not_left_out_of_the_next() -> None:
    assert left_of(invoice(60_00), invoice(60_00), spent=[ads(100_00, "spring")]) == [60_00, 40_00]
    assert left_of(invoice(60_00, "spring"), invoice(60_00), spent=[ads(100_00, "spring")]) == [60_00, 40_00]
