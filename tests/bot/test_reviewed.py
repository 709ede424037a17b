"""What a review found: each a way in which figures, rights or people could have been misled."""

from __future__ import annotations

from tests.bot.conftest import ADA, ANNA, MAX, Team, at_work


def test_a_campaign_may_begin_with_a_word_of_ours(team: Team) -> None:
    """Asked for by its whole name it is answered, and no command runs instead."""
    team.campaign("Undo Debt")
    team.campaign("New York")
    team.cost("50 ads undo-debt")
    assert "cost $50.00" in team.ask("Undo Debt all").text or "cost $50.00" in team.ask("Undo Debt").text
    assert "New York" in team.ask("New York").text
    assert "on its own" in team.ask("undo everything").text
    assert "cost $50.00" in team.ask("undo-debt").text


def test_editing_an_open_campaign_keeps_its_figures(team: Team) -> None:
    """A campaign made on the fly has no first day, and gets none by being given a budget."""
    team.cost_form("ads", campaign="+On The Fly", amount="400", date="2026-01-05")
    shown = team.ask("on-the-fly")
    assert "cost $400.00" in shown.text
    team.client.press("edit", message=shown.body, user=ADA)
    form = team.slack.opened[-1]
    assert team.client.submit(form, {"budget": "1000"}, user=ADA).errors == {}
    after = team.ask("on-the-fly").text
    assert "cost $400.00" in after
    assert "Budget $1,000.00" in after


def test_a_campaign_cannot_be_renamed_to_what_exists(team: Team) -> None:
    """The rules of names hold for a new name of an old campaign."""
    team.campaign("Rename Me")
    team.cost("5 ads rename-me")
    team.client.press("edit", message=team.ask("rename-me").body, user=ADA)
    refused = team.client.submit(team.slack.opened[-1], {"name": "LinkedIn"}, user=ADA)
    assert "already means something here (a channel)" in refused.errors["name"]


def test_the_first_money_fixes_the_currency(sqlite_url: str) -> None:
    """Another default later gives no old figure another name."""
    with at_work(sqlite_url, ROIBOT_CURRENCY="USD") as team:
        team.cost("50 ads")
    with at_work(sqlite_url, ROIBOT_CURRENCY="JPY") as team:
        assert "cost $50.00" in team.ask("").text


def test_a_conversation_is_told_once_the_bot_was_invited(team: Team) -> None:
    """What was refused the first time is owed anew when the digest is set up again."""
    team.slack.conversations["C7"] = {"member": False, "private": True, "archived": False, "ext_shared": False}
    digest = {"conversation": "C7", "weekday": "mon", "time": "09:00", "timezone": "UTC"}
    refused = team.fill("/roi", digest, "digest")
    assert "/invite" in str(refused.body)
    team.slack.conversations["C7"]["member"] = True
    assert "told the conversation that you set it up" in str(team.fill("/roi", digest, "digest").body)


def test_a_member_without_goals_is_told_whom_to_ask(new_team: Team) -> None:
    """A form whose menu is empty would be a dead end."""
    new_team.client.command("/roi-conversion", "", user=MAX)
    assert "ask an admin" in str(new_team.slack.opened[-1]["blocks"])


def test_a_digest_names_its_channel_where_it_is_stopped(team: Team) -> None:
    """Two digests in one conversation can be told apart."""
    for channel in ("linkedin", "facebook"):
        chosen = {"conversation": "C1", "weekday": "mon", "time": "09:00", "timezone": "UTC", "channel": channel}
        team.fill("/roi", chosen, "digest")
    team.client.command("/roi", "digest", user=ADA)
    listed = str(team.slack.opened[-1]["blocks"])
    assert "Only LinkedIn" in listed
    assert "Only Facebook" in listed


def test_somebody_elses_digest_is_not_taken_over(team: Team) -> None:
    """A member may not replace what another set up; an admin may."""
    chosen = {"conversation": "C1", "weekday": "tue", "time": "10:00", "timezone": "UTC"}
    team.fill("/roi", chosen, "digest", user=ANNA)
    team.client.command("/roi", "digest", user=MAX)
    refused = team.client.submit(team.slack.opened[-1], chosen, user=MAX)
    assert "Only admins" in str(refused.body)


def test_a_row_that_rests_on_a_guess_says_so(team: Team) -> None:
    """Not only the total: a single channel's figure is no better founded."""
    team.goal("Hunch", "10", "guess")
    team.campaign("Hoping")
    team.cost("5 ads reddit hoping")
    team.conversions("3 hunch reddit hoping")
    (line,) = [line for line in team.ask("hoping").text.splitlines() if line.startswith("Reddit")]
    assert line.endswith("· estimate")
