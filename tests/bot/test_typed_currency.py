"""A sign beside an amount in a form chooses its currency; where somebody has chosen another, the form asks."""

from __future__ import annotations

import pytest

from tests.bot.conftest import ADA, ANNA, DAY, MAX, Team, said

FRIDAY = "2025-08-01"


@pytest.mark.parametrize(
    ("user", "typed", "booked"),
    [
        (MAX, "$1,250.50", "✓ $1,250.50 logged ·"),
        (MAX, "€1,250.50", "(1,250.50 EUR) logged ·"),
        (ANNA, "1 250,50 zł", "(1 250,50 PLN) ·"),
        (ANNA, "1.250,50 €", "(1 250,50 EUR) ·"),
        (MAX, "250 gbp", "(250.00 GBP) logged ·"),
    ],
)
def test_the_currency_follows_the_amount(team: Team, user: str, typed: str, booked: str) -> None:
    """The receipt says in which it was booked."""
    view = team.form("/roi-cost", user=user)
    receipt = said(team.save(view, {"amount": typed, "date": DAY}, user).view).replace("\u00a0", " ")
    assert booked in receipt


def test_a_currency_that_was_chosen_is_not_overruled(team: Team) -> None:
    """The form asks, under the amount, and nothing is saved."""
    view = team.form("/roi-cost")
    refused = team.client.submit(view, {"amount": "€5", "currency": "GBP", "date": DAY}, user=ADA)
    assert refused.errors == {"amount": "“€5” is in EUR, but the currency here is GBP. Make them the same."}


def test_an_amount_that_is_always_in_the_reporting_currency_says_so(team: Team) -> None:
    """A target has no currency to choose, so nobody is told to make two the same."""
    for user, told in (
        (ADA, "“€10” is in EUR. This amount is in USD, the reporting currency: type it in USD."),
        (ANNA, "„€10” to kwota w EUR. Tu podaje się kwoty w walucie raportów: wpisz ją w USD."),
    ):
        refused = team.client.submit(team.form("/roi", "target", user), {"cost_per_conversion": "€10"}, user=user)
        assert refused.errors["cost_per_conversion"] == told


def test_two_amounts_of_two_currencies_are_asked_about(team: Team) -> None:
    """Neither is taken for the other's."""
    view = team.form("/roi-cost")
    team.client.select(view, "category", "agency", user=ADA)
    values = {"amount": "€500", "media": "£100", "date": DAY}
    assert team.client.submit(team.slack.views[view["id"]], values, user=ADA).errors.keys() & {"amount", "media"}


def test_revenue_and_deals_follow_too(team: Team) -> None:
    """As costs do."""
    team.goal("Sale", "10", stage="customer")
    view = team.form("/roi-conversion")
    receipt = said(team.save(view, {"goal": "sale", "count": "1", "revenue": "€99", "date": DAY}).view)
    assert "99.00 EUR" in receipt.replace("€99.00", "99.00 EUR")
    deal = team.form("/roi", "deal")
    receipt = said(team.save(deal, {"name": "Big one", "amount": "€2,000.00", "goal": "sale", "date": DAY}).view)
    assert "2,000.00" in receipt
    assert "€" in receipt or "EUR" in receipt


def test_a_form_that_asks_first_keeps_the_currency(team: Team) -> None:
    """Asked whether the amount is right, and answered with yes, it is still in euro."""
    view = team.form("/roi-cost")
    asked = team.save(view, {"amount": "€2,000,000", "date": FRIDAY}).view or {}
    assert asked["submit"]["text"] == "Log it anyway"
    receipt = said(team.save(team.slack.views[view["id"]], {}).view)
    assert "(2,000,000.00 EUR)" in receipt
