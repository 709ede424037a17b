"""How complete the costs are, as people read it: what is missing, whom to ask, and what waits for it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update

from core.ledger.entries import Cost
from core.money.money import Money
from core.posts.deliveries import Kind, State
from core.posts.watch import recent
from core.setup.categories import Category
from storage.tables import imports
from tests.bot.conftest import ADA, ANNA, MAX, Team, said, today
from tests.bot.test_digest_setup import next_check, next_run, outcomes, set_up, weekly
from tests.bot.test_imports import day, drop, press

AUGUST = date(2025, 8, 4)


def about(team: Team, text: str, user: str = ADA) -> str:
    """The line on completeness in an answer; empty where there is none."""
    lines = team.ask(text, user).text.splitlines()
    return next(
        (line for line in lines if line.startswith(("Costs about", "Not all costs", "Zapisano około", "Nie zapisano"))),
        "",
    )


def hours(team: Team, line: str, *months: int, user: str = ADA, **more: str) -> None:
    """The same hours on the tenth of each month of 2025."""
    for month in months:
        team.cost_form("people", user=user, people=line, date=f"2025-{month:02}-10", **more)


def settle(team: Team, percent: str) -> None:
    team.fill("/roi", {"completeness": percent}, "settings")


# --- repeats ---


def test_a_monthly_cost_the_tick_has_missed(new_team: Team) -> None:
    """Named with its rhythm, day, amount and author, in every answer; once the tick has come, nothing is missing."""
    team = new_team
    team.campaign("Alpha")
    team.cost(f"441 ads linkedin alpha {AUGUST}")
    team.cost_form("tools", user=MAX, amount="49", date="2025-05-12", repeat="monthly", note="Canva", campaign="alpha")
    team.tick(datetime(2025, 7, 13, tzinfo=UTC))
    line = "Costs about 90% complete: missing Canva (monthly, 12 Aug, $49.00; ask <@UMAX>)"
    for text in ("2025-08", "alpha 2025-08", "channels 2025-08", "campaigns 2025-08", "content 2025-08"):
        told = team.ask(text).text.splitlines()
        assert told[2] == line
        assert told[1] == "ROI -100.00% · cost $441.00 · return $0.00"
        assert team.ask(text, MAX).text.splitlines()[2] == line
    wanted = "Zapisano około 90% kosztów. Brakuje: Canva (co miesiąc, 12 sie, 49,00\u00a0USD; zapytaj: <@UMAX>)"
    assert about(team, "2025-08", ANNA) == wanted
    assert about(team, "2025-07") == ""
    months = about(team, "2025-06-01..2025-10-31")
    assert months.endswith("missing Canva (monthly, 3 times since 12 Aug, $147.00; ask <@UMAX>)")
    assert "3 razy od 12 sie" in about(team, "2025-06-01..2025-10-31", ANNA)
    team.tick(datetime(2025, 8, 13, tzinfo=UTC))
    assert about(team, "2025-08") == ""
    assert "cost $490.00" in team.ask("2025-08").text


def test_a_paused_or_ended_one_is_not_missing(new_team: Team) -> None:
    """Whoever pauses a subscription has said that it does not come."""
    team = new_team
    team.cost(f"100 ads linkedin {AUGUST}")
    for note in ("Canva", "Figma"):
        team.cost_form("tools", amount="49", date="2025-07-12", repeat="monthly", note=note)
    assert "Canva" in about(team, "2025-08")
    assert "Figma" in about(team, "2025-08")
    team.press("pause_repeat", team.ask("repeats").body or {})
    assert about(team, "2025-08").count("monthly") == 1
    team.press("end_repeat", team.ask("repeats").body or {})
    team.press("end_repeat", team.ask("repeats").body or {})
    assert about(team, "2025-08") == ""


def test_a_campaign_lacks_its_part(new_team: Team) -> None:
    """Half of a split yearly licence, and of that August's days: 1,200.00 a year is 101.92 in 31 days, 50.96 each."""
    team = new_team
    team.campaign("Alpha")
    team.campaign("Beta")
    team.cost(f"50.96 ads linkedin alpha {AUGUST}")
    weights = {"split": "weights", "weights": "alpha 50, beta 50"}
    licence = {"amount": "1200", "date": "2024-08-01", "until": "2025-07-31", "repeat": "yearly", **weights}
    team.cost_form("tools", **licence)
    assert about(team, "alpha 2025-08") == (
        "Costs about 50% complete: missing Tools (yearly, 1 Aug, $50.96; ask <@UADA>)"
    )
    assert "$101.92" in about(team, "2025-08")


# --- hours ---


def test_each_person_s_usual_hours(new_team: Team) -> None:
    """The median of three months, less what is logged, at the rate kept. Others read only who has logged none."""
    team = new_team
    team.cost(f"900 ads linkedin {AUGUST}")
    hours(team, "wanda 10 40", 5, 7, user=MAX)
    hours(team, "Wanda 30 40", 6, user=MAX)
    hours(team, "Wanda 5 40", 8, user=MAX)
    hours(team, "Xaver 7 30", 6, 7)
    team.fill("/roi", {"person": "Wanda", "rate": "50", "from": "2025-08-01"}, "rate")
    admins = "Costs about 81% complete: missing Wanda’s hours (5.00 h, $250.00; ask <@UMAX>)"
    assert about(team, "2025-08") == admins
    assert (about(team, "2025-08", MAX), about(team, "2025-08", ANNA)) == ("", "")
    assert about(team, "channels 2025-08") == admins
    hours(team, "Wanda 5 40", 8, user=MAX)
    assert about(team, "2025-08") == ""
    team.ask("undo", MAX)
    assert about(team, "2025-08") == admins


def test_hours_are_usual_for_a_campaign(new_team: Team) -> None:
    """Of one campaign those on it; nobody named, whoever logs them is asked."""
    team = new_team
    team.campaign("Alpha")
    team.campaign("Beta")
    team.cost(f"100 ads alpha {AUGUST}")
    team.cost(f"100 ads beta {AUGUST}")
    for month in (5, 6, 7):
        team.cost(f"10h 40 people alpha 2025-{month:02}-10", user=MAX)
    line = "Costs about 20% complete: missing hours (10.00 h, $400.00; ask <@UMAX>)"
    assert about(team, "alpha 2025-08") == line
    assert about(team, "alpha 2025-08", MAX) == "Not all costs are logged: missing hours (ask <@UMAX>)"
    polish = "Nie zapisano jeszcze wszystkich kosztów. Brakuje: godziny pracy (zapytaj: <@UMAX>)"
    assert about(team, "alpha 2025-08", ANNA) == polish
    assert about(team, "beta 2025-08") == ""
    assert about(team, "2025-08") == "Costs about 33% complete: missing hours (10.00 h, $400.00; ask <@UMAX>)"


# --- imports ---


def test_an_import_that_has_not_come(new_team: Team) -> None:
    """10.00 a day until 20 August: eleven days are missing; a week is not late yet."""
    team = new_team
    for back in range(35):
        fact = Cost(
            day=date(2025, 8, 20) - timedelta(days=back),
            category=Category.ADS,
            amount=Money(minor=10_00, currency="USD"),
            channel="linkedin",
        )
        team.on_the_books(fact, by=MAX, at=datetime(2025, 8, 21, tzinfo=UTC), source="import")
    line = about(team, "2025-08")
    assert line == ("Costs about 64% complete: missing LinkedIn ads (import, 21–31 Aug 2025, $110.00; ask <@UMAX>)")
    assert about(team, "2025-08", MAX) == line
    assert "reklamy: LinkedIn (import, 21–31 sie 2025, 110,00\u00a0USD; zapytaj: <@UMAX>)" in about(
        team, "2025-08", ANNA
    )
    assert about(team, "2025-08-01..2025-08-28") == ""


# --- results ---


def test_a_crm_file_that_has_not_come_is_named_in_answers_and_in_the_digest(new_team: Team) -> None:
    """With the last day it has brought and whom to ask; no figure changes, and a file that comes ends it."""
    team, rhythm = new_team, weekly()
    run = next_run(rhythm)
    team.goal("Customer", "100", stage="customer")
    head = "Record ID,Deal Name,Deal Stage,Amount,Currency,Close Date,Create Date\n"
    crm = f"{head}7301,North,Closed won,4200.00,USD,{day(25)},{day(40)}\n"
    press(team, "import_save", drop(team, crm.encode(), names=("hubspot.csv",)))
    team.cost(f"150 ads linkedin {rhythm.reported(run).start}")
    assert "Results may be missing" not in team.ask("last 61 days").text
    brought_back(team, days=20)
    last = today() - timedelta(days=25)
    named = f"HubSpot (last day imported {last.day} {last:%b %Y}; ask <@UADA>)"
    assert team.ask("last 60 days").text.splitlines()[2] == f"Results may be missing: {named}"
    assert "Może brakować wyników: HubSpot (ostatni dzień: " in team.ask("last 60 days", ANNA).text
    set_up(team, rhythm, "C1", ADA)
    team.tick(run)
    assert "Results may be missing: HubSpot (last day imported" in team.posts("C1")[-1]
    assert "ask Ada Admin)" in team.posts("C1")[-1]
    press(team, "import_save", drop(team, (crm + f"7302,S,Closed won,9.00,USD,{day(2)},{day(3)}\n").encode()))
    assert "Results may be missing" not in team.ask("last 60 days").text


def brought_back(team: Team, *, days: int) -> None:
    """Every import as if it had come so many days earlier."""
    with team.beside.writing() as connection:
        connection.execute(update(imports).values(brought_at=datetime.now(UTC) - timedelta(days=days)))


# --- verdicts ---


@pytest.fixture(scope="module")
def shop(team: Team) -> Team:
    """Two channels that can be told apart, one campaign that loses; 1,000 of hours missing beside 2,000 spent."""
    team.goal("order", "20")
    team.campaign("Shop")
    for channel, orders in (("facebook", 30), ("google", 300)):
        team.cost(f"1000 ads {channel} shop {AUGUST}")
        team.conversions(f"{orders} order {channel} {AUGUST}")
    team.conversions(f"40 order shop {AUGUST}")
    hours(team, "Wanda 25 40", 5, 6, 7, user=MAX)
    return team


def test_best_and_worst_wait_and_say_until_when(shop: Team) -> None:
    """Below eighty percent neither is named, and the figures stand."""
    told = shop.ask("channels 2025-08").text
    assert "Costs about 66% complete: missing Wanda’s hours (25.00 h, $1,000.00; ask <@UMAX>)" in told
    assert "Verdicts come once costs are 80% complete (now about 66%). Log what is missing first." in told
    assert "Best:" not in told
    assert "Facebook: ROI -40.00% · cost $1,000.00 · return $600.00\n" in told
    assert "▼" not in told
    assert "Najlepszy wynik: Google" in shop.ask("kanały 2025-08", ANNA).text  # for whom the hours do not count


def test_what_loses_money_is_not_said_either(shop: Team) -> None:
    """Not in the overview, not in a table; the figures always are."""
    for question in ("2025-08", "channels 2025-08", "campaigns 2025-08"):
        answer = shop.ask(question).text
        assert "Costs about 66% complete" in answer
        assert not [mark for mark in "▲△▽▼?…" if mark in answer]


def test_each_side_of_a_comparison_says_it_in_short(shop: Team) -> None:
    """July is complete, August is not."""
    told = shop.ask("compare 2025-08 2025-07").text.splitlines()
    assert [line for line in told if "complete" in line] == ["Costs about 66% complete"]
    polish = shop.ask("porównaj 2025-08 2025-07", ANNA).text.splitlines()
    assert "Nie zapisano jeszcze wszystkich kosztów" in polish


def test_sharing_names_people_and_pings_nobody(shop: Team) -> None:
    """The post holds the display name, and what everybody may read."""
    answer = shop.ask("channels 2025-08")
    posted = shop.share(answer.body or {})
    assert "missing Wanda’s hours (ask Max Member)" in posted["text"]
    assert "Wanda’s hours (ask Max Member)" in said(posted["blocks"]).replace("\n", "")
    assert "UMAX" not in json.dumps(posted)


def test_the_percentage_is_a_setting(shop: Team) -> None:
    """From that percentage on the words are said; 0 switches the waiting off, never the line."""
    for percent, waits in (("66", False), ("67", True), ("0", False), ("80", True)):
        settle(shop, percent)
        told = shop.ask("channels 2025-08").text
        assert ("Best: Google" not in told) is waits
        assert ("▼ loses" not in told) is waits
        assert "Costs about 66% complete" in told


# --- posts ---


def test_the_digest_says_it_by_name(new_team: Team) -> None:
    """Usual hours of three weeks, by whom they were logged, without a number; nobody is pinged."""
    team, rhythm = new_team, weekly()
    run = next_run(rhythm)
    week = rhythm.reported(run)
    team.cost(f"150 ads linkedin {week.start}")
    for back in (1, 2, 3):
        day = week.start - timedelta(days=7 * back)
        team.cost_form("people", user=MAX, people="Wanda 2.5 40", date=day.isoformat())
    set_up(team, rhythm, "C1", ADA)
    team.tick(run)
    digest = team.posts("C1")[-1]
    assert "Not all costs are logged: missing Wanda’s hours (ask Max Member)" in digest
    assert "UMAX" not in digest
    assert "2.50" not in digest


def test_alerts_wait_until_the_costs_are_there(new_team: Team) -> None:
    """Nothing is posted and nothing counts as told; once the hours are logged, the next check tells it."""
    team, first = new_team, next_check()
    window = recent(first.date())
    spent = today() - timedelta(days=1)
    team.goal("lead", "60", stage="lead")
    team.cost(f"389.21 ads linkedin {spent}")
    for back in (14, 42, 70):
        day = window.start - timedelta(days=back)
        team.cost_form("people", people="Wanda 10 50", date=day.isoformat())
    eager = team.conversation()
    team.fill("/roi", {"conversation": "C1"}, "alerts", MAX)
    team.tick(first)
    assert len(team.posts("C1")) == 1
    assert outcomes(team, Kind.ALERTS, "C1") == [(State.SKIPPED, "nothing_to_report")]
    team.cost_form("people", people="Wanda 10 50", date=spent.isoformat())
    team.fill("/roi", {"conversation": eager}, "alerts", MAX)
    second = next_check(first)
    team.tick(second)
    assert "LinkedIn: $389.21 without a result" in team.posts("C1")[-1]
    assert "LinkedIn: $389.21 without a result" in team.posts(eager)[-1]


def test_alerts_that_wait_for_nothing(new_team: Team) -> None:
    """At 0 percent they come at once."""
    team, first = new_team, next_check()
    window = recent(first.date())
    settle(team, "0")
    team.goal("lead", "60", stage="lead")
    team.cost(f"389.21 ads linkedin {today() - timedelta(days=1)}")
    for back in (14, 42, 70):
        day = window.start - timedelta(days=back)
        team.cost_form("people", people="Wanda 10 50", date=day.isoformat())
    team.fill("/roi", {"conversation": "C1"}, "alerts", MAX)
    team.tick(first)
    assert "LinkedIn: $389.21 without a result" in team.posts("C1")[-1]
