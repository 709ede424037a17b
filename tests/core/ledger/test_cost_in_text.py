"""What the text of somebody's message says of a cost."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.ledger.cost_in_text import CostInText, cost_in
from core.ledger.quick_words import Vocabulary
from core.money.money import Money
from core.setup.registers import STARTING_CHANNELS

WORDS = Vocabulary(
    kinds={**STARTING_CHANNELS, "campaign-q3": "campaign", "spring": "campaign", "newsletter": "goal"},
    names={"campaign-q3": "Campaign Q3"},
    today=date(2026, 11, 30),
    currency="USD",
)


def money(minor: int, currency: str = "USD") -> Money:
    return Money(minor=minor, currency=currency)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("paid $250 today", money(250_00)),
        ("*$40* _ads_", money(40_00)),
        ("(250€)", money(250_00, "EUR")),
        ("total: 1 250,50 zł.", money(1250_50, "PLN")),
        ("PLN 1,250.50, see attachment", money(1250_50, "PLN")),
        ("250 złotych", money(250_00, "PLN")),
        ("about 80 bucks", money(80_00)),
        ("poszło 2 tys. zł na reklamy", money(2000_00, "PLN")),
        ("€2k for now", money(2000_00, "EUR")),
        ("faktura 1 200 tys. zł", None),
        ("kosztowało 2 tys. 500 zł", None),
        ("Nov 26 250 EUR", money(250_00, "EUR")),
        ("200 USD or 300 EUR", money(200_00)),
        ("10 all hands, 12 try, top 3", None),
        ("call at 10:30, v3.08, room 12", None),
        ("1.250 USD and 99.00 USD", None),
        ("-$50", None),
        ("", None),
    ],
)
def test_the_first_amount_with_its_currency_is_found(text: str, amount: Money | None) -> None:
    """Signs, words and codes in capitals are currencies; a first amount that may be two is left to the person."""
    assert cost_in(text, WORDS).amount == amount


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("yesterday", date(2026, 11, 29)),
        ("on 3 Nov 2026.", date(2026, 11, 3)),
        ("wczoraj, 4 sierpnia 2025", None),
        ("03.11.2026", date(2026, 11, 3)),
        ("2026-08-03", date(2026, 8, 3)),
        ("3.08 or 1/2", None),
        ("03/04/2026", None),
    ],
)
def test_a_day_is_found_where_it_is_one(text: str, day: date | None) -> None:
    """Of two days none is taken, nor one that may be a price."""
    assert cost_in(text, WORDS).day == day


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ads on LinkedIn for Campaign Q3", CostInText(category="ads", channel="linkedin", campaign="campaign-q3")),
        ("reklamy na fb, kampania spring", CostInText(category="ads", channel="facebook", campaign="spring")),
        ("reklamy na Facebooku", CostInText(category="ads", channel="facebook")),
        ("poszło na Reddicie", CostInText(channel="reddit")),
        ("promocja na Pintereście", CostInText(channel="pinterest")),
        ("z YouTube’a", CostInText(channel="youtube")),
        ("baner na stronie", CostInText(channel="website")),
        ("wysłane mailem", CostInText(channel="email")),
        ("LinkedIn or YouTube, spring or campaign-q3, ads or tools", CostInText()),
        ("other people asked x about the newsletter", CostInText()),
    ],
)
def test_names_are_found_where_only_one_is_named(text: str, found: CostInText) -> None:
    """A channel, a campaign and a category, if the text leaves no doubt."""
    assert cost_in(text, WORDS) == found


@given(some.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    """Whatever somebody writes, the form opens."""
    amount = cost_in(text, WORDS).amount
    assert amount is None or amount.minor > 0
