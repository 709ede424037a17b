"""What a campaign is judged by: the goal it is for, whether it serves all, and the two ways out of an idle one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.services.saved_fields.campaigns import fields
from bot.services.saved_fields.goals import fields as goal_fields
from core.setup.campaigns import Campaign
from tests.bot.conftest import ADA, ANNA, DAY, MAX, Payload, Team, said, today
from tests.screens import controls, find, state
from tests.storage.facts import goal


@pytest.fixture(scope="module")
def books(team: Team) -> Team:
    """Two goals of which one counts."""
    team.goal("Demo", "50")
    team.goal("Like", "0", counts="no")
    return team


def edited(team: Team, key: str, action: str = "edit", user: str = ADA) -> Payload:
    """The form of a campaign that a button of its answer opens."""
    shown = len(team.slack.opened)
    team.client.press(action, message=team.ask(key, user).body, user=user)
    assert len(team.slack.opened) == shown + 1
    return team.slack.opened[-1]


def chosen(view: Payload, name: str) -> str:
    """The value that a menu opens with; empty where it opens with none."""
    return str((find(view["blocks"], name).element.get("initial_option") or {}).get("value", ""))


def test_the_only_goal_that_counts_is_proposed(books: Team) -> None:
    """A new campaign is likely for it; another may be chosen, or none."""
    view = books.form("/roi", "new")
    assert chosen(view, "goal") == "demo"
    books.save(view, {"name": "For demos", "start": "2025-07-01"})
    assert chosen(edited(books, "for-demos"), "goal") == "demo"
    books.fill("/roi", {"name": "For nothing", "start": "2025-07-01", "goal": None}, "new")
    assert chosen(edited(books, "for-nothing"), "goal") == ""


def test_of_several_that_count_none_is_proposed(new_team: Team) -> None:
    """Which it is for is then not obvious; nor where there is no goal."""
    assert chosen(new_team.form("/roi", "new"), "goal") == ""
    new_team.goal("One", "5")
    new_team.goal("Two", "5")
    assert chosen(new_team.form("/roi", "new"), "goal") == ""


def test_the_goal_is_told_by_name_changed_and_undone(books: Team) -> None:
    """Before and after stand in the receipt; what was not touched stays."""
    books.campaign("Named", goal="demo", margin="40")
    receipt = books.save(edited(books, "named"), {"goal": "like"}).view or {}
    assert "Its goal: Demo → Like" in said(receipt)
    assert said(receipt).count("→") == 1
    assert chosen(edited(books, "named"), "goal") == "like"
    view = next(one for one in books.slack.views.values() if "Demo → Like" in said(one))
    assert books.client.press("undo_replacement", view=view, user=ADA).status == 200
    assert "Its goal: Like → Demo" in said(books.slack.views[view["id"]])
    assert chosen(edited(books, "named"), "goal") == "demo"


def test_a_goal_that_is_none_is_refused_under_its_field(books: Team) -> None:
    """Neither a word nor a campaign is a goal."""
    values = {"name": "Aimless", "start": "2025-07-01", "goal": "nothing"}
    assert list(books.client.submit(books.form("/roi", "new"), values, user=ADA).errors) == ["goal"]


def test_a_campaign_that_serves_all_has_no_verdict(books: Team) -> None:
    """Its cost stands below the table; said back, it is judged again."""
    books.campaign("Licences")
    books.cost(f"70 tools licences {DAY}")
    receipt = books.save(edited(books, "licences"), {"serves_all": "yes"}).view or {}
    assert "Serves all campaigns: No → Yes" in said(receipt)
    assert "It serves all campaigns, so it has no verdict of its own." in books.ask("licences").text
    assert "Licences (serves all): cost $70.00" in books.ask("campaigns 2025-08").text
    assert chosen(edited(books, "licences"), "serves_all") == "yes"
    back = books.save(edited(books, "licences"), {"serves_all": "no"}).view or {}
    assert "Serves all campaigns: Yes → No" in said(back)
    assert "serves all" not in books.ask("campaigns 2025-08").text


def idle(team: Team, name: str) -> str:
    """The key of a campaign that nothing came of, without ads, whose first cost is long past."""
    team.campaign(name)
    key = name.lower()
    team.cost(f"300 tools {key} {today() - timedelta(days=100)}")
    return key


@pytest.mark.parametrize(("user", "words"), [(MAX, ("Serves all campaigns", "End it")), (ANNA, ("Wspólna", "Zakończ"))])
def test_an_idle_campaign_has_two_buttons(books: Team, user: str, words: tuple[str, str]) -> None:
    """Among the others, which are five at most in one row."""
    key = idle(books, f"Idle{user}")
    answer = books.ask(f"{key} all", user)
    [row] = [block["elements"] for block in answer.blocks if block["type"] == "actions"]
    assert len(row) <= 5
    asked = [one for one in row if one["action_id"] in ("serve_all", "end_campaign")]
    assert [one["action_id"] for one in asked] == ["serve_all", "end_campaign"]
    assert all(one["text"]["text"].startswith(word) for one, word in zip(asked, words, strict=True))


def test_save_confirms_that_it_serves_all(books: Team) -> None:
    """The form opens with Yes, and nothing is saved until then."""
    key = idle(books, "Licence")
    view = edited(books, f"{key} all", "serve_all", MAX)
    assert chosen(view, "serves_all") == "yes"
    assert "Nothing came of $300.00" in books.ask(f"{key} all").text
    assert "Serves all campaigns: No → Yes" in said(books.save(view, {}, MAX).view)
    assert "It serves all campaigns" in books.ask(f"{key} all").text


def test_save_confirms_that_it_ends(books: Team) -> None:
    """The form opens with today as the last day."""
    key = idle(books, "Forgotten")
    view = edited(books, f"{key} all", "end_campaign", ANNA)
    assert find(view["blocks"], "end").element["initial_date"] == today().isoformat()
    assert "Ostatni dzień: puste → " in said(books.save(view, {}, ANNA).view)
    assert find(edited(books, key)["blocks"], "end").element["initial_date"] == today().isoformat()


def test_a_campaign_that_is_not_idle_has_no_such_button(books: Team) -> None:
    """A young one is only told."""
    books.campaign("Young")
    books.cost("30 tools young")
    assert not {"serve_all", "end_campaign"} & {one.action_id for one in controls(books.ask("young").blocks)}


def test_what_was_saved_before_the_fields_were_there_is_held_alike() -> None:
    """So that a form opened, and a save to be undone, from before the fields were there are good still."""
    assert fields(Campaign(key="old", name="Old")) == {"name": "Old"}
    assert set(goal_fields(goal("old", 5))) == {"name", "basis", "value", "currency", "stage", "counts"}


def test_two_who_change_one_campaign_are_asked(books: Team) -> None:
    """The button's form was opened before another's change: what it would do is shown, and only that is replaced."""
    key = idle(books, "Both")
    view = edited(books, f"{key} all", "serve_all", MAX)
    books.save(edited(books, key), {"kind": "webinar"})
    asked = books.save(view, {}, MAX).view or {}
    assert "Serves all campaigns: No → Yes" in said(asked)
    held = state(asked["blocks"], {})["values"]
    assert any("webinar" in str(parts) for parts in held.values())
