"""Goals: what one result is worth, on what that rests, what counts towards return, and how an ROI says so."""

from __future__ import annotations

import pytest

from tests.bot.conftest import ADA, ANNA, DAY, GUEST, MAX, Team, said
from tests.screens import find


@pytest.mark.parametrize(
    ("basis", "rate", "value", "each"),
    [
        ("history", "10", "150", "$15.00"),
        ("average", "75", "300", "$225.00"),
        ("fixed", "", "2.75", "$2.75"),
        ("benchmark", "", "21.98", "$21.98"),
        ("target", "", "2.75", "$2.75"),
        ("guess", "", "5", "$5.00"),
        ("history", "0.0333", "1", "$0.00"),
        ("fixed", "", "0", "$0.00"),
    ],
)
def test_one_is_worth_what_its_basis_says(team: Team, basis: str, rate: str, value: str, each: str) -> None:
    """History and average take a share, the others the plain value; zero is allowed."""
    name = f"{basis} {rate} {value}".replace(".", " ")
    answer = team.goal(name, value, basis, **({"rate": rate} if rate else {}))
    assert f"{name}: {each} each, counts towards return".replace("  ", " ") in said(answer.view)


@pytest.mark.parametrize("basis", ["history", "average"])
def test_history_and_average_need_the_rate(team: Team, basis: str) -> None:
    """Without the share that buys there is no value: the error stands under the rate."""
    values = {"name": "no rate", "basis": basis, "value": "150"}
    assert list(team.client.submit(team.form("/roi", "goal"), values, user=ADA).errors) == ["rate"]


@pytest.mark.parametrize(
    ("field", "value"), [("rate", "101"), ("rate", "0"), ("rate", "-1"), ("value", "-1"), ("value", "1.999")]
)
def test_a_senseless_number_is_refused_under_its_field(team: Team, field: str, value: str) -> None:
    """A rate is above zero and at most a hundred, a value not negative and in whole cents."""
    values = {"name": "senseless", "basis": "history", "rate": "10", "value": "150", field: value}
    assert list(team.client.submit(team.form("/roi", "goal"), values, user=ADA).errors) == [field]


def test_an_estimate_is_labelled(team: Team) -> None:
    """A return that rests on a guess says so beside the figures, in text and blocks."""
    team.goal("guessed", "5", "guess")
    report(team, "Guessing", "guessed")
    answer = team.ask("guessing")
    assert "ROI -50.00% · cost $100.00 · return $50.00" in answer.text
    assert "Estimate: " in answer.text
    assert "estimate" in said(answer.blocks)
    assert "Estimate: " in said(team.details("guessing", "how"))
    assert "vs target price" not in answer.text


def test_a_price_one_would_pay_is_labelled_vs_target(team: Team) -> None:
    """A value that is the price one would pay makes every business look well: it says vs target price (T-03)."""
    team.goal("aimed", "2.75", "target")
    report(team, "Aiming", "aimed")
    answer = team.ask("aiming")
    assert "vs target price" in answer.text
    assert "vs target price" in said(answer.blocks)
    assert "vs target price: " in said(team.details("aiming", "how"))


@pytest.mark.parametrize("basis", ["guess", "target"])
def test_real_revenue_needs_no_label(team: Team, basis: str) -> None:
    """What was really earned is no estimate, whatever the goal rests on."""
    team.goal(f"sold {basis}", "5", basis)
    report(team, f"Selling {basis}", f"sold-{basis}", revenue="240")
    answer = team.ask(f"selling-{basis}").text
    assert "ROI 140.00% · cost $100.00 · return $240.00" in answer
    assert "Estimate" not in answer
    assert "vs target price" not in answer


@pytest.mark.parametrize("basis", ["fixed", "average"])
def test_other_bases_need_no_label(team: Team, basis: str) -> None:
    """A target, a guess and what others see are hopes; what the team's own history says is not."""
    team.goal(f"known {basis}", "5", basis, rate="50")
    report(team, f"Knowing {basis}", f"known-{basis}")
    assert "Estimate" not in team.ask(f"knowing-{basis}").text


def test_the_overview_is_labelled_as_well(new_team: Team) -> None:
    """A sum in which one part is a guess is an estimate."""
    new_team.goal("guessed", "5", "guess")
    report(new_team, "Guessing", "guessed")
    assert "Estimate: " in new_team.ask("2025").text


def test_the_label_is_polish_for_polish_readers(team: Team) -> None:
    """The sentence comes from the catalogue."""
    team.goal("odgadniete", "5", "guess")
    report(team, "Zgadywanka", "odgadniete")
    answer = team.ask("zgadywanka", ANNA).text
    assert "ROI -50,00%" in answer
    assert "Estimate" not in answer


def test_changing_a_goal_changes_no_past_figure(team: Team) -> None:
    """What was logged keeps the value it had; what is logged from now on has the new one."""
    team.goal("moving", "5")
    report(team, "Moving on", "moving")
    team.goal("moving", "50")
    assert "return $50.00" in team.ask("moving-on").text
    team.conversions(f"1 moving moving-on {DAY}")
    assert "return $100.00" in team.ask("moving-on").text


def test_undoing_after_a_change_takes_back_the_old_value(team: Team) -> None:
    """An undo reverses what was saved, not what the goal is worth today."""
    team.goal("shifting", "5")
    report(team, "Shifted", "shifting")
    receipt = team.conversions(f"2 shifting shifted {DAY}").body or {}
    team.goal("shifting", "50")
    team.press("undo", receipt)
    assert "return $50.00" in team.ask("shifted").text


def test_of_the_funnel_only_one_stage_counts(new_team: Team) -> None:
    """A second stage that counts is refused under counts, naming the first; without counting it is taken."""
    new_team.goal("lead", "50", stage="lead")
    values = {"name": "buyer", "basis": "fixed", "value": "600", "stage": "customer"}
    view = new_team.form("/roi", "goal")
    refused = new_team.client.submit(view, values, user=ADA)
    assert list(refused.errors) == ["counts"]
    assert "“lead”" in refused.errors["counts"]
    assert new_team.client.submit(view, {**values, "counts": "no"}, user=ADA).errors == {}
    new_team.goal("download", "1", stage="other")
    new_team.goal("qualified", "80", stage="lead")


def test_a_goal_that_does_not_count_brings_no_return(team: Team) -> None:
    """Its conversions are counted, its value is not: the receipt and the answer say so."""
    team.goal("like", "5", counts="no")
    team.campaign("Likes")
    assert "7 × like · not counted as return" in team.conversions(f"7 like likes {DAY}").text
    answer = team.ask("likes").text
    assert "ROI n/a · cost $0.00 · return $0.00" in answer
    assert "like: 7" in answer


def test_the_form_lists_the_goals_there_are(team: Team) -> None:
    """Above the empty fields stands what exists, with its worth."""
    team.goal("listed", "7.25")
    view = team.form("/roi", "goal")
    assert "listed: $7.25 each" in said(view["blocks"][0])
    assert "initial_value" not in find(view["blocks"], "name").element


def test_a_member_may_read_the_goals_but_not_set_them(team: Team) -> None:
    """A member sees the list and whom to ask instead of a form."""
    team.goal("readable", "3")
    shown = len(team.slack.opened)
    answer = team.ask("goal", MAX)
    assert "readable: $3.00 each" in answer.text
    assert "admins" in answer.text
    assert len(team.slack.opened) == shown


def test_a_member_cannot_send_in_the_form(team: Team) -> None:
    """A form that an admin opened is refused from a member's hand, and nothing is saved."""
    view = team.form("/roi", "goal")
    values = {"name": "smuggled", "basis": "fixed", "value": "9"}
    assert "admins" in " ".join(team.client.submit(view, values, user=MAX).errors.values())
    assert "smuggled" not in team.ask("goal", MAX).text


def test_a_guest_sees_no_goals(team: Team) -> None:
    """Guests are refused."""
    assert team.ask("goal", GUEST).text.startswith("Guests can’t")


@pytest.mark.parametrize("name", ["History", "last week", "ads", "EUR", "linkedin", "2025", "q3", "cofnij", "12"])
def test_a_name_that_means_something_else_is_refused(team: Team, name: str) -> None:
    """Commands, periods, categories, currencies, channels and numbers are no names, in either language."""
    values = {"name": name, "basis": "fixed", "value": "9"}
    assert list(team.client.submit(team.form("/roi", "goal"), values, user=ADA).errors) == ["name"]


def test_the_name_suggested_for_a_goal_is_a_goals(team: Team) -> None:
    """Nobody is told to call a goal campaign-something."""
    values = {"name": "history", "basis": "fixed", "value": "9"}
    told = team.client.submit(team.form("/roi", "goal"), values, user=ADA).errors["name"]
    assert "campaign-history" not in told


def test_the_same_goal_form_twice_makes_one_goal(team: Team) -> None:
    """A double click is answered with the same receipt."""
    view = team.form("/roi", "goal")
    values = {"name": "twice", "basis": "fixed", "value": "9"}
    first, second = (team.client.submit(view, values, user=ADA) for _ in range(2))
    assert said(first.view) == said(second.view)
    assert team.ask("goal", MAX).text.count("twice: ") == 1


def report(team: Team, campaign: str, goal: str, **more: str) -> None:
    """A campaign that cost 100 and reached ten of ``goal``."""
    team.campaign(campaign)
    key = campaign.lower().replace(" ", "-")
    team.cost(f"100 ads linkedin {key} {DAY}")
    team.fill("/roi-conversion", {"goal": goal, "count": "10", "campaign": key, "date": DAY, **more})
