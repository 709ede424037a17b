"""Agency invoices that hold ad spend, and money that comes back."""

from __future__ import annotations

import pytest

from tests.bot.conftest import ADA, DAY, Team, said
from tests.program import environment, run


def invoice(team: Team, amount: str = "6000", media: str = "4500", **more: str) -> str:
    """What the receipt says."""
    return said(team.cost_form("agency", amount=amount, media=media, date=DAY, **more).body)


def books_balance(team: Team) -> bool:
    return run("check", env=environment(team.slack, team.url)).stdout.startswith("The books balance")


# --- media ---


def test_media_on_the_books_is_not_counted_twice(new_team: Team) -> None:
    """6,000.00 with 4,500.00 of media already logged adds 1,500.00: the total is 6,000.00 (A-14)."""
    new_team.campaign("Meta")
    new_team.cost("4500 ads facebook meta 2025-08-20")
    told = invoice(new_team, campaign="meta")
    assert "$1,500.00 logged · Agency · $4,500.00 of ad spend left out" in told
    already = "its $4,500.00 of ad spend is already logged as ads in 1–31 Aug 2025, so $1,500.00 counts."
    assert f"Invoice $6,000.00: {already}" in told
    assert "cost $6,000.00" in new_team.ask("meta all").text
    assert "$4,500.00 of ad spend left out" in new_team.ask("history meta").text
    new_team.ask("undo")
    assert "cost $4,500.00" in new_team.ask("meta all").text
    assert books_balance(new_team)


def test_no_more_is_left_out_than_is_there(new_team: Team) -> None:
    """With 3,000.00 of it on the books, 3,000.00 is left out and the rest counts; a second invoice finds none left."""
    new_team.campaign("Meta")
    new_team.cost("3000 ads facebook meta 2025-08-20")
    new_team.cost("900 ads facebook meta 2025-09-01")
    told = invoice(new_team, campaign="meta")
    assert "of its $4,500.00 of ad spend only $3,000.00 is logged as ads in 1–31 Aug 2025." in told
    assert "and $3,000.00 counts." in told
    assert "cost $6,000.00" in new_team.ask("meta 2025-08").text
    again = invoice(new_team, "1000", "500", campaign="meta")
    assert "none of its $500.00 of ad spend is logged as ads in 1–31 Aug 2025, so $1,000.00 counts." in again


def test_ads_are_compared_where_the_invoice_is(new_team: Team) -> None:
    """Another campaign's or channel's ads are not this invoice's; an invoice for all takes what is left of all."""
    for name in ("Alpha", "Beta"):
        new_team.campaign(name)
        new_team.cost(f"1000 ads facebook {name.lower()} 2025-08-20")
        new_team.cost(f"500 ads linkedin {name.lower()} 2025-08-20")
    assert "only $1,500.00 is logged" in invoice(new_team, campaign="alpha")
    assert "only $500.00 is logged" in invoice(new_team, campaign="beta", channel="linkedin")
    assert "only $1,000.00 is logged" in invoice(new_team)
    assert "none of its $4,500.00" in invoice(new_team, campaign="beta")


def test_the_days_it_serves_are_its_period(new_team: Team) -> None:
    """An invoice until a day looks at the ads of those days; what is left after share and media is spread over them."""
    new_team.campaign("Long")
    new_team.cost("100 ads facebook long 2025-08-01")
    new_team.cost("200 ads facebook long 2025-09-10")
    told = invoice(new_team, "1000", "300", campaign="long", until="2025-09-30", share="50")
    assert "only $200.00 is logged as ads in 4 Aug – 30 Sep 2025" in told
    assert "$400.00 (50.00% of $800.00) logged · Agency · $200.00 of ad spend left out" in told
    assert "cost $700.00" in new_team.ask("long all").text
    assert books_balance(new_team)


def test_media_of_another_month_are_compared_with_its_ads(new_team: Team) -> None:
    """July's media, billed in August: the invoice names their days, a second invoice finds them taken."""
    new_team.campaign("Meta")
    new_team.cost("4500 ads facebook meta 2025-07-20")
    days = {"media_from": "2025-07-01", "media_until": "2025-07-31"}
    told = invoice(new_team, campaign="meta", **days)
    assert "its $4,500.00 of ad spend is already logged as ads in 1–31 Jul 2025, so $1,500.00 counts." in told
    again = invoice(new_team, "1000", "500", campaign="meta", **days)
    assert "none of its $500.00 of ad spend is logged as ads in 1–31 Jul 2025" in again
    assert "cost $7,000.00" in new_team.ask("meta all").text
    assert books_balance(new_team)


def test_the_days_of_media_are_named_both_and_in_order(team: Team) -> None:
    view = team.form("/roi-cost")
    team.client.select(view, "category", "agency", user=ADA)
    typed = {"amount": "10", "media": "5", "date": DAY, "media_from": "2025-07-31"}
    for until in ({}, {"media_until": "2025-07-01"}):
        assert "media_until" in team.client.submit(team.slack.views[view["id"]], {**typed, **until}, user=ADA).errors


def test_an_invoice_that_is_all_media_costs_nothing_more(new_team: Team) -> None:
    """Nothing goes on the books, and that can be taken back too."""
    new_team.cost("700 ads facebook 2025-08-20")
    assert "$0.00 logged · Agency · $700.00 of ad spend left out" in invoice(new_team, "700", "700", until="2025-08-31")
    new_team.ask("undo")
    assert "cost $700.00" in new_team.ask("all").text


def test_more_media_than_invoice_is_refused(team: Team) -> None:
    """Under its field."""
    view = team.form("/roi-cost")
    team.client.select(view, "category", "agency")
    refused = team.client.submit(team.slack.views[view["id"]], {"amount": "10", "media": "11"}, user=ADA)
    assert "can’t be more" in refused.errors["media"]


# --- credits ---


def test_money_that_comes_back_is_a_credit(new_team: Team) -> None:
    """Below zero with its reason: it lowers the cost, is told as a credit, and can be taken back."""
    new_team.campaign("Refunded")
    new_team.cost(f"200 ads linkedin refunded {DAY}")
    answer = new_team.client.command("/roi-cost", f'-50 ads linkedin refunded {DAY} "invalid clicks"', user=ADA)
    assert answer.text.startswith("Credit logged")
    assert "-$50.00 · Ads · LinkedIn · Refunded" in answer.text
    assert "cost $150.00" in new_team.ask("refunded all").text
    told = said(new_team.cost_form("agency", amount="-150", note="credit note", date=DAY, campaign="refunded").body)
    assert "-$150.00 logged as a credit · Agency" in told
    assert "ROI n/a" in new_team.ask("refunded all").text
    new_team.ask("undo")
    assert "cost $150.00" in new_team.ask("refunded all").text


def test_a_credit_is_split_and_spread_like_a_cost(new_team: Team) -> None:
    """Its parts sum to it."""
    new_team.campaign("Alpha")
    new_team.campaign("Beta")
    form = {"amount": "-100.01", "note": "refund", "date": DAY, "until": "2025-09-03", "split": "weights"}
    new_team.cost_form("tools", **form, weights="alpha 1, beta 1")
    assert "cost -$100.01" in new_team.ask("all").text
    assert "cost -$50.01" in new_team.ask("alpha all").text
    assert "cost -$50.00" in new_team.ask("beta all").text
    assert books_balance(new_team)


@pytest.mark.parametrize("line", ["-50 ads", "-50 tools linkedin"])
def test_a_credit_needs_its_reason(team: Team, line: str) -> None:
    """Without a note nothing is saved, in one line and in the form."""
    before = team.ask("history").text
    assert "A negative amount is a credit" in team.client.command("/roi-cost", line, user=ADA).text
    refused = team.client.submit(team.form("/roi-cost"), {"amount": "-50"}, user=ADA)
    assert "A negative amount is a credit" in refused.errors["note"]
    assert team.ask("history").text == before


def test_people_give_nothing_back(team: Team) -> None:
    """Hours have no credit: they are taken back instead."""
    told = team.client.command("/roi-cost", '-50 people "mistake"', user=ADA).text
    assert "above zero" in told
