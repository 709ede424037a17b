"""Campaigns: made and changed by their form, found under any spelling, never mistaken for something else."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.bot.conftest import ADA, ANNA, DAY, MAX, Team, said, today
from tests.screens import find


def test_a_campaign_is_made_by_its_form(team: Team) -> None:
    """Any member makes one; the answer says how to ask for it."""
    answer = team.fill("/roi", {"name": "Spring Łódź", "start": "2025-03-01", "end": "2025-05-31"}, "new", MAX)
    assert (answer.view or {})["title"]["text"] == "Campaign saved"
    assert "/roi spring-lodz" in said(answer.view)
    assert team.ask("Spring Łódź").text.startswith("Spring Łódź · 1 Mar – 31 May 2025")


def test_the_form_lists_the_campaigns_there_are(team: Team) -> None:
    """Above the empty form stands what exists, newest first."""
    team.campaign("Listed one")
    team.campaign("Listed two")
    view = team.form("/roi", "new")
    assert said(view["blocks"][0]).startswith("Campaigns: Listed two, Listed one")
    assert "initial_value" not in find(view["blocks"], "name").element


@pytest.mark.parametrize(
    "name",
    [
        "help",
        "Undo",
        "channels",
        "Historia",
        "all",
        "Last Month",
        "lipiec",
        "2025",
        "q3",
        "ads",
        "ludzie",
        "USD",
        "LinkedIn",
    ],
)
def test_a_name_that_means_something_else_is_refused_with_a_suggestion(team: Team, name: str) -> None:
    """Commands, periods, categories, currencies and channels keep their words; what is suggested is taken."""
    view = team.form("/roi", "new")
    told = team.client.submit(view, {"name": name, "start": "2025-07-01"}, user=ADA).errors["name"]
    suggestion = told.split("“")[-1].split("”")[0]
    assert suggestion
    assert team.client.submit(view, {"name": suggestion, "start": "2025-07-01"}, user=ADA).errors == {}


def test_two_campaigns_cannot_share_a_key(team: Team) -> None:
    """Another spelling of the same letters is refused with a name that is free."""
    team.campaign("Black Friday")
    view = team.form("/roi", "new")
    told = team.client.submit(view, {"name": "black_FRIDAY!", "start": "2025-07-01"}, user=ADA).errors
    known = "“black_FRIDAY!” already means something here (a campaign). How about “black-friday-2”?"
    assert told == {"name": f"{known} /roi new black-friday changes it."}


def test_a_goal_keeps_its_name_from_campaigns(team: Team) -> None:
    """One word means one thing."""
    team.goal("trial", "5")
    view = team.form("/roi", "new")
    told = team.client.submit(view, {"name": "Trial", "start": "2025-07-01"}, user=ADA).errors["name"]
    assert "already means something here (a goal)" in told


@pytest.mark.parametrize(
    ("field", "value"),
    [("end", "2025-06-30"), ("margin", "101"), ("budget", "-1"), ("currency", "EUR"), ("name", "🎉"), ("start", "")],
)
def test_a_senseless_field_is_refused_in_its_place(team: Team, field: str, value: str) -> None:
    """The error stands under the field, and the form stays."""
    view = team.form("/roi", "new")
    values = {"name": f"Senseless {field}", "start": "2025-07-01", field: value}
    assert list(team.client.submit(view, values, user=ADA).errors) == [field]
    assert view["id"] in team.slack.views


def test_the_same_form_twice_makes_one_campaign(team: Team) -> None:
    """A double click is answered with the same receipt, not with an error."""
    view = team.form("/roi", "new")
    first, second = (team.client.submit(view, {"name": "Only one", "start": "2025-07-01"}, user=ADA) for _ in range(2))
    assert first.errors == second.errors == {}
    assert said(first.view) == said(second.view)


def test_a_campaign_is_changed_from_its_answer(team: Team) -> None:
    """Edit campaign opens the form filled in; the key stays, whatever the new name."""
    team.fill("/roi", {"name": "Old name", "start": "2025-07-01", "budget": "900", "margin": "65"}, "new")
    team.cost(f"100 ads linkedin old-name {DAY}")
    team.client.press("edit", message=team.ask("old-name").body, user=ADA)
    view = team.slack.opened[-1]
    assert find(view["blocks"], "name").element["initial_value"] == "Old name"
    assert Decimal(find(view["blocks"], "margin").element["initial_value"]) == 65
    assert team.client.submit(view, {"name": "New name", "end": "2025-08-31"}, user=ADA).errors == {}
    assert team.ask("old-name").text.startswith("New name · 1 Jul – 31 Aug 2025\nROI -100.00% · cost $100.00")


def test_a_campaign_made_on_the_fly_begins_with_its_first_entry(team: Team) -> None:
    """It has no first day of its own, so all that was logged counts."""
    team.fill("/roi-cost", {"amount": "40", "campaign": "+On the fly", "date": DAY})
    assert team.ask("on-the-fly").text.startswith("On the fly · 4 Aug 2025 – ")
    assert "cost $40.00" in team.ask("on-the-fly").text


def test_before_it_begins_the_whole_campaign_is_shown(team: Team) -> None:
    """A campaign that lies ahead shows its own period."""
    start, end = today() + timedelta(days=20), today() + timedelta(days=55)
    team.campaign("Ahead", start=start.isoformat(), end=end.isoformat())
    shown = team.ask("ahead").text.splitlines()[0]
    assert shown.startswith(f"Ahead · {start.day} {start:%b}")
    assert shown.endswith(f" – {end.day} {end:%b} {end.year}")


@pytest.mark.parametrize("name", ["<!channel> & *bold*", "=1+1 `code`", "Ala\u202e\u200b ma\tkota", "<@U1> wrote"])
def test_a_name_is_shown_as_it_was_typed_and_never_read(team: Team, name: str) -> None:
    """Mentions and formatting in a name stay plain words, in blocks and, escaped, in the text."""
    answer = team.fill("/roi", {"name": name, "start": "2025-07-01"}, "new")
    key = said(answer.view).split("/roi ")[1].split(" ")[0]
    shown = team.ask(key)
    assert "<!channel>" not in shown.text
    assert "<@U1>" not in shown.text
    assert "\u202e" not in shown.raw
    assert {"mrkdwn"} & {block.get("text", {}).get("type") for block in shown.blocks} == set()


def test_a_target_says_what_the_team_aims_for(team: Team) -> None:
    """Count, cost each and period are named, and an unknown campaign is refused under its field."""
    team.campaign("Aimed at")
    team.goal("aim", "5")
    values = {"goal": "aim", "count": "500", "cost_per_conversion": "2.75", "start": "2025-07-01", "end": "2025-09-30"}
    answer = team.fill("/roi", {"campaign": "aimed-at", **values}, "target", MAX)
    assert "500 × aim at $2.75 each, 1 Jul 2025 – 30 Sep 2025" in said(answer.view)
    assert "Aimed at: 500 × aim" in said(team.form("/roi", "target")["blocks"][0])
    refused = team.client.submit(team.form("/roi", "target"), {"campaign": "nobody", **values}, user=ADA)
    assert list(refused.errors) == ["campaign"]


def test_the_form_is_polish_for_polish_people(team: Team) -> None:
    """No English label is left in it."""
    words = set(said(team.form("/roi", "nowa", ANNA)).split())
    assert words & {"Name", "First", "Last", "Budget", "Save", "Cancel"} == set()
