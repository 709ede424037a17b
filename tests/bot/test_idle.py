"""Idle: asked about is only what brought nothing in a whole year, whatever days the answer is of (J-03)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.bot.conftest import ANNA, Team, today
from tests.bot.test_judgements import changed, own_campaign

ASKED = "Nothing came of "


def ago(days: int) -> date:
    return today() - timedelta(days=days)


def licence(team: Team, name: str, channel: str) -> str:
    """A tool that has cost 1,000.00 for most of a year, and 10.00 in the last week; the question about that week."""
    own_campaign(team, name, "225")
    for days, cost in ((300, 990), (5, 10)):
        team.cost(f"{cost} tools {channel} {name} {ago(days)}")
    return f"{name} {ago(7)} to {ago(0)}"


def rows(team: Team, question: str) -> str:
    """The same days by channel, by campaign, and in all."""
    days = question.partition(" ")[2]
    return "\n".join(team.ask(f"{by} {days}".strip()).text for by in ("channels", "campaigns", ""))


def test_a_week_without_a_result_is_not_a_year_without_one(team: Team) -> None:
    """It sold 200 days ago: that the last week brought nothing is no question yet."""
    question = licence(team, "seller", "website")
    team.conversions(f"1 goal-seller website seller {ago(200)}")
    assert ASKED not in team.ask(question).text
    assert "Seller: ROI -100.00% · cost $10.00 · return $0.00 · … open".lower() in rows(team, question).lower()
    assert "Website: ROI -100.00% · cost $10.00 · return $0.00 · … open" in rows(team, question)


def test_ads_of_the_year_are_ads(team: Team) -> None:
    """They ran 100 days ago."""
    question = licence(team, "advertised", "x")
    team.cost(f"50 ads x advertised {ago(100)}")
    assert ASKED not in team.ask(question).text
    assert "X: ROI -100.00% · cost $10.00 · return $0.00 · … open" in rows(team, question)


def test_a_result_of_longer_ago_is_none(team: Team) -> None:
    """The money asked about is that of the year, in both languages; the figures are of the week."""
    question = licence(team, "old", "email")
    team.conversions(f"1 goal-old email old {ago(380)}")
    answer = team.ask(question).text
    assert "ROI -100.00% · cost $10.00 · return $0.00" in answer
    asked = "Nothing came of $1,000.00 in 12 months, and no ads ran on it: does it serve all campaigns"
    assert f"{asked}, or should it end?" in answer
    assert "1 000,00 USD" in team.ask(question, ANNA).text.replace("\u00a0", " ")
    assert "E-mail: ROI -100.00% · cost $10.00 · return $0.00 · ? idle" in rows(team, question)


@pytest.mark.parametrize("said", ["goal", "target"])
def test_the_leads_that_a_campaign_is_for_are_results(new_team: Team, said: str) -> None:
    """They do not count towards return, and sales come elsewhere: yet it does what it is for."""
    team = new_team
    question = licence(team, "talks", "website")
    team.goal("lead", "0", stage="lead", counts="no")
    team.goal("sale", "500")
    team.cost(f"100 ads linkedin {ago(100)}")
    team.conversions(f"2 sale linkedin {ago(100)}")
    team.conversions(f"30 lead website talks {ago(90)}")
    changed(team, "talks", goal="")
    assert "? idle" in rows(team, question)
    if said == "goal":
        changed(team, "talks", goal="lead")
    else:
        aim = {"campaign": "talks", "goal": "lead", "count": "60", "cost_per_conversion": "20"}
        team.fill("/roi", {**aim, "start": str(ago(300)), "end": str(ago(-30))}, "target talks")
    assert "? idle" not in rows(team, question)


def test_ads_that_were_paid_back_are_ads_all_the_same(new_team: Team) -> None:
    """Nobody is told that no ads ran where some stand on the books, whatever credits came for them."""
    team = new_team
    licence(team, "first", "website")
    licence(team, "second", "website")
    team.cost(f"20 tools website first reel {ago(300)}")
    team.cost(f"1 tools website first reel {ago(5)}")
    team.cost(f"50 ads x first reel {ago(100)}")
    assert "Credit logged" in team.client.command("/roi-cost", f"-50 ads website second reel {ago(90)} “credit”").text
    assert "Reel: ROI -100.00% · cost $1.00 · return $0.00 · … open" in team.ask(f"content {ago(7)} to {ago(0)}").text
