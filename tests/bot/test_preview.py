"""Before you spend: what the cost form shows before it is sent, and that nothing is saved by looking."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.bot.conftest import ADA, ANNA, MAX, Team, said, today
from tests.program import environment, run
from tests.screens import find

PACE = ("Budget pace", "Tempo budżetu")


def preview(team: Team, category: str, user: str = ADA, **values: Any) -> str:
    """Fills in the cost form and presses *Preview*; what the modal on top of it says."""
    view = team.form("/roi-cost", user=user)
    if category != "ads":
        team.client.select(view, "category", category, user=user)
        view = team.slack.views[view["id"]]
    shown = len(team.slack.opened)
    typed = team.typed(view, values)
    assert team.client.press("preview_cost", view=view, state=typed, user=user).status == 200
    assert len(team.slack.opened) == shown + 1
    assert team.slack.opened[-1]["previous_view_id"] == view["id"]
    return said(team.slack.opened[-1])


def test_preview_can_be_pressed_while_the_form_is_drawn_anew(new_team: Team) -> None:
    """A category was chosen a moment before: Preview is the same button in the form before and after."""
    view = new_team.form("/roi-cost")
    new_team.client.select(view, "category", "tools", user=ADA)
    before, after = (find(form["blocks"], "preview_cost") for form in (view, new_team.slack.views[view["id"]]))
    assert before.block_id == after.block_id


def test_the_figures_are_those_of_the_report_after_saving(new_team: Team) -> None:
    """ROI and budget with the cost in it, before it is saved and after; what earns it back (1,000 at 225: 5 more)."""
    team = new_team
    team.goal("Booking", "225")
    team.campaign("Spring", budget="1500")
    team.conversions("2 booking spring 2025-08-04")
    seen = preview(team, "ads", amount="1000", campaign="spring", date="2025-08-04")
    assert "ROI -55.00% · cost $1,000.00 · return $450.00" in seen
    assert "Budget left $500.00" in seen
    assert "Now: ROI n/a (no cost)." in seen
    assert "5 × Booking would earn this cost back." in seen
    assert "Nothing is saved yet." in seen
    assert "cost $0.00" in team.ask("spring").text
    team.cost("1000 ads spring 2025-08-04")
    assert "ROI -55.00% · cost $1,000.00 · return $450.00" in team.ask("spring").text


def test_what_it_shows_is_word_for_word_what_the_report_says_then(new_team: Team) -> None:
    """ROI, budget left and pace of a foreign cost, shared and spread beyond today: as shown, so they stand."""
    team, now = new_team, today()
    first, last = now - timedelta(days=9), now + timedelta(days=10)
    team.campaign("Alpha", start=first.isoformat(), end=last.isoformat(), budget="1000")
    team.goal("Booking", "225")
    team.conversions(f"2 booking alpha {first}")
    team.cost(f"250 ads alpha {first}")
    team.fill("/roi", {"currency": "EUR", "rate": "1.25", "date": now.isoformat()}, "fx")
    values = {"amount": "640", "currency": "EUR", "share": "50", "date": now.isoformat(), "until": last.isoformat()}
    shown = {user: preview(team, "tools", user, **values, campaign="alpha").splitlines() for user in (ADA, ANNA)}
    stand = {user: [line for line in shown[user] if line.startswith(("ROI ", *PACE))] for user in shown}
    assert stand[ADA][1] == "Budget pace: 65.00% committed · $286.36 of it accrued so far · 50.00% of the time gone"
    assert "Budget left $350.00" in shown[ADA]
    team.cost_form("tools", **values, campaign="alpha")
    for user, lines in stand.items():
        report = team.ask("alpha", user).text.splitlines()
        assert [line for line in lines if line not in report] == []
    assert "Budget $1,000.00 · spent in this period $286.36" in team.ask("alpha").text


def test_over_the_budget_is_said(new_team: Team) -> None:
    """A cost that does not fit says by how much."""
    new_team.campaign("Small", budget="100")
    assert "Over budget by $150.00" in preview(new_team, "ads", amount="250", campaign="small", date="2025-08-04")


def test_a_split_and_spread_cost_shows_its_parts(new_team: Team) -> None:
    """What if: each campaign's part and each month's, before anything is saved; a member may look too."""
    team = new_team
    team.campaign("Alpha")
    team.campaign("Beta")
    form = {"amount": "100", "date": "2025-07-15", "until": "2025-09-14", "split": "weights"}
    seen = preview(team, "tools", MAX, **form, weights="alpha 75, beta 25")
    assert "Alpha: $75.00" in seen
    assert "Beta: $25.00" in seen
    assert "Jul 2025: $27.41" in seen
    assert "Aug 2025: $50.00" in seen
    assert "Sep 2025: $22.59" in seen


def test_mistakes_are_told_with_their_fields(new_team: Team) -> None:
    """What Save would refuse is said instead, field by field."""
    assert "Social share, %: A share is at most 100%." in preview(new_team, "tools", amount="10", share="101")
    assert "Amount: Write an amount above zero." in preview(new_team, "ads", amount="0")


def test_looking_saves_nothing(new_team: Team) -> None:
    """A new campaign typed in the form is not created, nothing is logged, and the books balance."""
    team = new_team
    option = {"text": {"type": "plain_text", "text": "Create “New one”", "emoji": False}, "value": "+New one"}
    seen = preview(team, "ads", amount="10", campaign=option, date="2025-08-04")
    assert "New one with this cost" in seen
    assert "Nothing is logged here yet." in team.ask("history").text
    assert "I don’t understand “new-one”" in team.ask("new-one").text
    assert run("check", env=environment(team.slack, team.url)).stdout.startswith("The books balance: 0 entries")
