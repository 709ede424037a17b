"""A period that is not over: its figures are of all its days, its judgement of those that have passed (J-03, J-04)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.bot.conftest import ADA, MAX, Team, today
from tests.bot.test_judgements import changed, own_campaign

NOW = today()
START = NOW - timedelta(days=39)
END = NOW + timedelta(days=300)
DAYS = f"{START} to {END}"
"""340 days, of which forty have passed with today."""


@pytest.fixture(scope="module")
def books(team: Team) -> Team:
    """Tools at 10.00 a day; a result of them is worth 300.00, so 482.83 in vain would probably not pay."""
    own_campaign(team, "long", "300")
    where = {"campaign": "long", "channel": "website", "content": "article"}
    team.cost_form("tools", amount="3400", date=str(START), until=str(END), **where)
    return team


def test_money_of_the_days_to_come_is_no_loss_yet(books: Team) -> None:
    """400.00 of 3,400.00 are of days that have passed; the figures stay those of the period asked for."""
    answer = books.ask(f"long {DAYS}").text
    assert "ROI -100.00% · cost $3,400.00 · return $0.00" in answer.splitlines()
    assert "Open: $82.84 more without a result, and it probably does not pay." in answer
    assert "Likely range so far (95%)\nROI -100.00% to 176.67%\n" in answer
    assert "Open: $82.84 more without a result" in books.ask(f"long {START} to {NOW}").text
    assert "Likely range (95%)\nROI -100.00% to 176.67%\n" in books.ask(f"long {START} to {NOW}").text


@pytest.mark.parametrize("rows", ["channels", "content", "campaigns", "long", ""])
def test_rows_too_are_judged_by_the_days_that_have_passed(books: Team, rows: str) -> None:
    """Of channels, content types and campaigns, in a campaign's own answer as well."""
    row = "ROI -100.00% · cost $3,400.00 · return $0.00 · … open"
    assert row in books.ask(f"{rows} {DAYS}".strip()).text


def test_what_has_not_begun_has_no_verdict(books: Team) -> None:
    """Neither a loss, nor a worth that is asked for."""
    answer = books.ask(f"long {NOW + timedelta(days=1)} to {END}").text
    assert "cost $3,000.00" in answer
    assert not [word for word in ("Loses", "Open", "Too early", "No verdict", "Likely range") if word in answer]
    assert "· …" not in answer


def test_the_day_of_the_young_is_today(new_team: Team) -> None:
    """Whatever day the period asked for ends on; and the amount is that of so far."""
    own_campaign(new_team, "young", "300")
    changed(new_team, "young", start=NOW - timedelta(days=9), end=NOW + timedelta(days=52))
    new_team.cost_form(
        "tools", campaign="young", amount="62", date=str(NOW - timedelta(days=9)), until=str(NOW + timedelta(days=52))
    )
    asked = f"young {NOW - timedelta(days=9)} to {NOW + timedelta(days=52)}"
    assert "Too early: day 10 of 62, behind by $10.00 so far." in new_team.ask(asked).text


def test_results_of_the_days_to_come_are_no_results_yet(new_team: Team) -> None:
    """A sale that is dated ahead may still fall through."""
    own_campaign(new_team, "ahead", "300")
    new_team.cost(f"400 ads linkedin ahead {START}")
    new_team.conversions(f"9 goal-ahead linkedin ahead {NOW + timedelta(days=20)}")
    answer = new_team.ask(f"ahead {DAYS}").text
    assert "ROI 575.00% · cost $400.00 · return $2,700.00" in answer.splitlines()
    assert "Open: $82.84 more without a result" in answer


def test_best_and_worst_are_of_so_far(new_team: Team) -> None:
    """300 orders for 1,000 against 4 for 60,000, though a licence for 100,000 is to come where the orders came."""
    team = new_team
    team.goal("order", "100")
    team.cost(f"1000 ads google {START}")
    team.cost(f"60000 ads facebook {START}")
    team.conversions(f"300 order google {START}")
    team.conversions(f"4 order facebook {START}")
    team.cost(f"100000 tools google {NOW + timedelta(days=3)}")
    told = team.ask(f"channels {START} to {NOW}").text.splitlines()
    answer = team.ask(f"channels {DAYS}").text
    for word in ("Best: Google", "Worst: Facebook"):
        [line] = [line for line in told if line.startswith(word)]
        assert line in answer


def test_a_range_does_not_tell_what_one_person_has_cost_so_far(new_team: Team) -> None:
    """Tools to come hide the hours in the figures, and not in what is judged: members read no verdict there."""
    team = new_team
    team.goal("order", "100")
    for channel in ("google", "website"):
        team.cost(f"50 ads google {START}")
        team.cost(f"4000 tools {channel} {NOW + timedelta(days=9)}")
    team.cost(f"40h 50 people website {START}")
    row = "Website: ROI -100.00% · cost $6,000.00 · return $0.00"
    assert f"{row} · ▼ loses" in team.ask(f"channels {DAYS}", ADA).text
    assert f"{row}\n" in team.ask(f"channels {DAYS}", MAX).text


def test_what_ended_young_is_judged_once_it_is_four_weeks_ago(new_team: Team) -> None:
    """Twenty-one days of a fair in spring: asked for in autumn, it is not too early any more, in whichever days."""
    team = new_team
    team.goal("order", "100")
    team.fill(
        "/roi",
        {"name": "Fair", "start": str(today() - timedelta(days=100)), "end": str(today() - timedelta(days=80))},
        "new",
    )
    team.cost(f"9000 ads linkedin fair {today() - timedelta(days=95)}")
    assert "Too early" not in team.ask("fair").text
    assert "Loses: $9,000.00 brought nothing." in team.ask("fair").text
    assert (
        "too early" not in team.ask(f"channels {today() - timedelta(days=100)} to {today() - timedelta(days=80)}").text
    )
