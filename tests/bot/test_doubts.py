"""What looks like a slip of the keyboard is asked about before it is saved: a day far ahead, an amount far too high."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from tests.answers import Answer
from tests.bot.conftest import ADA, ANNA, DAY, MAX, Team, said, today
from tests.bot.test_open_form import filled
from tests.screens import controls, find

READERS = {"en": MAX, "pl": ANNA}
ANYWAY = {"en": "Log it anyway", "pl": "Dodaj mimo to"}
FAR = {"en": "is more than 60 days ahead", "pl": "przypada za ponad 60 dni"}
UNUSUAL = {"en": "more than 20 times as much as any cost of this campaign", "pl": "to ponad 20 razy więcej niż"}
HUGE = {"en": "is a very large cost", "pl": "to bardzo duży koszt"}
UNSAVED = {"en": "Nothing is saved yet", "pl": "Nic jeszcze nie zapisano"}
LATE = (today() + timedelta(days=61)).isoformat()
SOON = (today() + timedelta(days=60)).isoformat()


def spent(team: Team, campaign: str) -> str:
    """The cost of a campaign's answer for all time."""
    return team.ask(f"{campaign} all").text.partition(" · cost ")[2].partition(" ·")[0]


def usual(team: Team, name: str, *amounts: int) -> None:
    """A campaign with costs."""
    team.campaign(name)
    for amount in amounts:
        team.cost(f"{amount} ads {name.lower()} {DAY}")


def assert_asked(answer: Answer, language: str, why: dict[str, str]) -> None:
    assert UNSAVED[language] in answer.text
    assert why[language] in answer.text
    pressed = [control for control in controls(answer.blocks) if "anyway" in control.action_id]
    assert [control.element["text"]["text"] for control in pressed] == [ANYWAY[language]]


# --- in one line ---


@pytest.mark.parametrize("language", READERS)
def test_a_cost_far_ahead_is_asked_about(team: Team, language: str) -> None:
    """Over 60 days ahead nothing is saved before Log it anyway is pressed; the question shows what was typed."""
    name = f"far-{language}"
    team.campaign(name.title())
    line = f'250 ads linkedin {name} {LATE} "boosted post"'
    asked = team.client.command("/roi-cost", line, user=READERS[language])
    assert_asked(asked, language, FAR)
    assert f"/roi-cost {line}" in asked.text
    assert spent(team, name) == "$0.00"
    receipt = team.press("log_cost_anyway", asked.body or {}, READERS[language])
    assert "boosted post" in receipt["text"]
    assert find(receipt["blocks"], "undo")
    assert spent(team, name) == "$250.00"


@pytest.mark.parametrize("language", READERS)
def test_conversions_far_ahead_are_asked_about(team: Team, language: str) -> None:
    """The same of conversions, and pressed twice they are logged once."""
    name = f"conv-{language}"
    team.campaign(name.title())
    team.goal(f"goal {language}", "10")
    asked = team.client.command("/roi-conversion", f"7 goal-{language} {name} {LATE}", user=READERS[language])
    assert_asked(asked, language, FAR)
    for _ in range(2):
        receipt = team.press("log_conversion_anyway", asked.body or {}, READERS[language])
        assert f"7 × goal {language}" in receipt["text"]
    assert f"goal {language}: 7\n" in team.ask(f"{name} all").text


@pytest.mark.parametrize(("command", "line"), [("/roi-cost", "250 ads"), ("/roi-conversion", "3 doubted")])
def test_what_is_asked_about_opens_its_form_filled(team: Team, command: str, line: str) -> None:
    """Whoever sees that the day is wrong changes it there, and types nothing again."""
    team.goal("Doubted", "10")
    asked = team.client.command(command, f"{line} linkedin {LATE}", user=MAX).body or {}
    action = find(asked["blocks"], "open_cost_line" if command == "/roi-cost" else "open_conversion_line").action_id
    assert team.client.press(action, message=asked, user=MAX).status == 200
    seen = filled(team.slack.opened[-1])
    assert (seen["channel"], seen["date"]) == ("LinkedIn", LATE)


def test_a_date_within_sixty_days_or_long_past_is_not_asked_about(team: Team) -> None:
    """Sixty days are near enough, and a date in the past never asks, however old."""
    for day in (SOON, "1999-01-01"):
        team.cost(f"250 ads {day}")


@pytest.mark.parametrize("language", READERS)
def test_an_amount_far_above_the_campaigns_others_is_asked_about(team: Team, language: str) -> None:
    """Over 20 times the largest of at least five costs, and over 10,000; pressed, it is logged as typed."""
    usual(team, f"Steady-{language}", 400, 500, 600, 100, 50)
    name, reader = f"steady-{language}", READERS[language]
    asked = team.client.command("/roi-cost", f"12000.01 tools {name}", user=reader)
    assert_asked(asked, language, UNUSUAL)
    assert spent(team, name) == "$1,650.00"
    team.press("log_cost_anyway", asked.body or {}, reader)
    assert spent(team, name) == "$13,650.01"


def test_twenty_times_the_largest_is_not_asked_about(team: Team) -> None:
    """Nor is less than 10,000, nor a campaign of four costs: there nobody knows what is usual."""
    usual(team, "Edge", 400, 500, 600, 100, 50)
    team.cost(f"12000 ads edge {DAY}")
    usual(team, "Small", 1, 1, 1, 1, 1)
    team.cost(f"10000 ads small {DAY}")
    usual(team, "Few", 1, 1, 1, 1)
    team.cost(f"1000000 ads few {DAY}")


def test_costs_taken_back_and_of_other_campaigns_are_no_measure(team: Team) -> None:
    """Only what stands in the campaign itself says what is usual there."""
    usual(team, "Taken", 10, 10, 10, 10)
    slip = team.cost(f"900000 ads taken {DAY}")
    team.press("undo", slip.body or {})
    team.cost(f"10 ads taken {DAY}")
    assert "20 times" in team.client.command("/roi-cost", f"900000 ads taken {DAY}", user=ADA).text


@pytest.mark.parametrize("language", READERS)
def test_a_huge_amount_without_a_campaign_is_asked_about(team: Team, language: str) -> None:
    """Over 1,000,000; the very number of the report that was booked without a word."""
    asked = team.client.command("/roi-cost", "99999999999 ads", user=READERS[language])
    assert_asked(asked, language, HUGE)
    assert "99999999999" not in team.ask("history").text.replace(",", "").replace(".", "")
    team.cost(f"1000000 ads {DAY}")


def test_the_amount_is_judged_in_the_reporting_currency(team: Team) -> None:
    """Two million yen are no million dollars; a credit's size is what counts."""
    team.cost("2000000 JPY ads 2025-08-04")
    asked = team.client.command("/roi-cost", '-2000000 ads "wrong invoice"', user=ADA)
    assert_asked(asked, "en", HUGE)


def test_a_line_as_long_as_slack_sends_is_asked_about(team: Team) -> None:
    """What was typed is cut in the question: Slack takes no text beyond 3,000 characters."""
    assert_asked(team.client.command("/roi-cost", f"{'0' * 2900}2000000 ads", user=ADA), "en", HUGE)


def test_a_day_said_by_a_word_stays_that_day(team: Team) -> None:
    """Pressed after midnight, yesterday is still the day before the one it was asked on."""
    asked = team.client.command("/roi-cost", "2000000 ads yesterday", user=ADA)
    value = str(find(asked.blocks, "log_cost_anyway").element["value"])
    assert (today() - timedelta(days=1)).isoformat() in value


def test_the_same_command_asked_twice_is_logged_once(team: Team) -> None:
    """Slack delivers a command twice: both questions, pressed at the same time, make one entry."""
    team.campaign("Twice")
    trigger = team.slack.trigger()
    asked = [team.client.command("/roi-cost", f"5 ads twice {LATE}", user=MAX, trigger_id=trigger) for _ in range(2)]
    with ThreadPoolExecutor(4) as pool:
        list(
            pool.map(
                lambda one: team.client.press("log_cost_anyway", message=dict(one.body), user=MAX), [*asked, *asked]
            )
        )
    assert spent(team, "twice") == "$5.00"
    again = team.client.command("/roi-cost", f"5 ads twice {LATE}", user=MAX, trigger_id=trigger)
    assert again.text.startswith("Logged: ")


def test_a_member_cannot_find_out_what_one_person_cost_by_asking(team: Team) -> None:
    """The question compares a member's line with nothing of people: or the largest could be searched for."""
    team.campaign("Quiet")
    for amount in (1, 2, 3, 4, 5):
        team.cost(f"{amount} ads quiet {DAY}")
    team.cost_form("people", people="Wanda 10 100", campaign="quiet", date=DAY)
    assert "20 times" in team.client.command("/roi-cost", f"10001 ads quiet {DAY}", user=MAX).text
    team.cost(f"10001 ads quiet {DAY}", ADA)


# --- by form ---


def submitted(team: Team, command: str, values: dict[str, Any], user: str) -> tuple[dict[str, Any], Answer]:
    view = team.form(command, user=user)
    return view, team.client.submit(view, values, user=user)


@pytest.mark.parametrize("language", READERS)
def test_a_form_asks_and_keeps_what_was_typed(team: Team, language: str) -> None:
    """The form stands there once more, filled in, with the reason and Log it anyway; sent twice it saves once."""
    name, reader = f"form-{language}", READERS[language]
    team.campaign(name.title())
    values = {"amount": "250", "campaign": name, "channel": "linkedin", "date": LATE, "note": "boosted post"}
    view, asked = submitted(team, "/roi-cost", values, reader)
    drawn = asked.view or {}
    assert FAR[language] in said(drawn)
    assert drawn["submit"]["text"] == ANYWAY[language]
    assert spent(team, name) == "$0.00"
    for _ in range(2):
        receipt = team.client.submit(
            {**team.slack.views.get(view["id"], drawn), **drawn, "id": view["id"]}, {}, user=reader
        )
        assert "boosted post" in said(receipt.view)
    assert spent(team, name) == "$250.00"


def test_a_form_changed_after_the_question_is_asked_about_anew(team: Team) -> None:
    """Another slip is another question; put right, it is saved at once."""
    team.campaign("Anew")
    view, _ = submitted(team, "/roi-cost", {"amount": "2000000", "campaign": "anew", "date": DAY}, ADA)
    second = team.client.submit(team.slack.views[view["id"]], {"amount": "3000000"}, user=ADA)
    assert "$3,000,000.00 is a very large cost" in said(second.view)
    assert "✓ $30.00 logged" in said(team.client.submit(team.slack.views[view["id"]], {"amount": "30"}, user=ADA).view)
    assert spent(team, "anew") == "$30.00"


@pytest.mark.parametrize("language", READERS)
def test_the_conversion_form_asks_too(team: Team, language: str) -> None:
    """A day far ahead, with all that was typed kept."""
    name, reader = f"cform-{language}", READERS[language]
    team.campaign(name.title())
    team.goal(f"reached {language}", "10")
    values = {"goal": f"reached-{language}", "count": "4", "campaign": name, "date": LATE}
    view, asked = submitted(team, "/roi-conversion", values, reader)
    assert FAR[language] in said(asked.view)
    receipt = team.client.submit(team.slack.views[view["id"]], {}, user=reader)
    assert f"4 × reached {language}" in said(receipt.view)
    assert f"reached {language}: 4\n" in team.ask(f"{name} all").text


def test_a_new_goal_is_asked_about_after_the_day(team: Team) -> None:
    """First whether the day is right, then what the goal is worth; both answered, the conversions are saved."""
    team.campaign("Fresh")
    values = {"goal": "+Fresh goal", "count": "4", "campaign": "fresh", "date": LATE}
    view, asked = submitted(team, "/roi-conversion", values, ADA)
    assert FAR["en"] in said(asked.view)
    worth = team.client.submit(team.slack.views[view["id"]], {}, user=ADA).view or {}
    assert worth["callback_id"] == "goal"
    team.client.submit(team.slack.views[view["id"]], {"basis": "fixed", "value": "1"}, user=ADA)
    assert "Fresh goal: 4\n" in team.ask("fresh all").text


def test_a_correction_that_leaves_the_day_is_not_asked_about(team: Team) -> None:
    """What was said to be right once is not asked again; a new slip is, and the old entry stands meanwhile."""
    team.campaign("Right")
    asked = team.client.command("/roi-cost", f"5 ads right {LATE}", user=ADA)
    receipt = team.press("log_cost_anyway", asked.body or {})
    team.client.press("correct", message=receipt, user=ADA)
    view = team.slack.opened[-1]
    second = team.client.submit(view, {"amount": "2000000"}, user=ADA)
    assert "very large" in said(second.view)
    assert "ahead" not in said((second.view or {})["blocks"][0])
    assert spent(team, "right") == "$5.00"
    assert "Corrected" in said(team.client.submit(team.slack.views[view["id"]], {"amount": "6"}, user=ADA).view)
    assert spent(team, "right") == "$6.00"
