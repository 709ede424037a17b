"""Hours of several people in one entry, and what an hour of each costs from a day on."""

from __future__ import annotations

import pytest

from tests.bot.conftest import ADA, ANNA, MAX, Team, said
from tests.program import environment, run


def people(team: Team, lines: str, user: str = ADA, **more: str) -> str:
    """What the receipt of the form says."""
    return said(team.cost_form("people", user=user, people=lines, **{"date": "2025-08-04", **more}).body)


def refused(team: Team, user: str = ADA, **values: str) -> dict[str, str]:
    """The errors under the fields."""
    view = team.form("/roi-cost", user=user)
    team.client.select(view, "category", "people", user=user)
    return dict(team.client.submit(team.slack.views[view["id"]], {"date": "2025-08-04", **values}, user=user).errors)


def rate(team: Team, person: str, rate: str, start: str) -> str:
    return said(team.fill("/roi", {"person": person, "rate": rate, "from": start}, "rate").body)


def test_several_people_are_one_entry(team: Team) -> None:
    """40.00 × 12.5 and 55.00 × 4 is 720.00 (A-06), each with hours and rate in the receipt."""
    team.campaign("Two of us")
    receipt = people(team, "Anna 12.5 40\nBen 4 55", campaign="two-of-us")
    assert "$720.00 logged · People" in receipt
    assert "Anna: 12.5 h × $40.00\nBen: 4 h × $55.00" in receipt
    assert "cost $720.00" in team.ask("two-of-us").text


def test_old_hours_keep_their_rate(new_team: Team) -> None:
    """A rate counts from its day on; a later one moves nothing that is logged."""
    team = new_team
    team.campaign("Rates")
    assert "Anna: $40.00 an hour from 1 Jul 2025" in rate(team, "Anna", "40", "2025-07-01")
    assert "$400.00 logged · People" in people(team, "anna 10", campaign="rates")
    rate(team, "Anna", "50", "2025-08-05")
    team.replace(team.form("/roi", "rate"), {"person": "Anna", "rate": "45", "from": "2025-07-01"})
    assert "$450.00 logged · People" in people(team, "Anna 10", campaign="rates")
    assert "$500.00 logged · People" in people(team, "Anna 10", campaign="rates", date="2025-08-05")
    assert "cost $1,350.00" in team.ask("rates all").text
    known = said(team.form("/roi", "rate"))
    assert "Anna: $50.00 an hour from 5 Aug 2025" in known
    assert "$45.00" not in known


def test_undo_and_redo_keep_the_people(new_team: Team) -> None:
    """Undone, put back, and the books balance."""
    new_team.campaign("Back")
    people(new_team, "Anna 12.5 40\nBen 4 55", campaign="back")
    taken = new_team.ask("undo")
    assert "cost $0.00" in new_team.ask("back all").text
    put = new_team.press("redo", taken.body or {})
    assert "$720.00 · People" in put["text"]
    assert "cost $720.00" in new_team.ask("back all").text
    assert run("check", env=environment(new_team.slack, new_team.url)).stdout.startswith("The books balance")


@pytest.mark.parametrize(
    ("values", "field", "told"),
    [
        ({"people": "Anna"}, "people", "I can’t read the line"),
        ({"people": "Anna 2 40", "hours": "2"}, "people", "not both"),
        ({"people": "Anna 2 40", "rate": "2"}, "people", "not both"),
        ({"people": "Nobody 2"}, "people", "There is no hourly rate for Nobody on 4 Aug 2025"),
        ({"people": "Anna 0 40"}, "people", "above zero"),
        ({}, "hours", "fill this in"),
        ({"hours": "2"}, "rate", "fill this in"),
    ],
)
def test_what_makes_no_sense_is_told_under_its_field(team: Team, values: dict[str, str], field: str, told: str) -> None:
    """One sentence where the mistake is."""
    assert told in refused(team, **values)[field]


def test_kept_rates_are_the_admins(new_team: Team) -> None:
    """Members write rates themselves: neither form, error nor sum tells them one, or whether there is one."""
    rate(new_team, "Anna", "61.73", "2025-07-01")
    known, unknown = (refused(new_team, MAX, people=f"{name} 2")["people"] for name in ("Anna", "Nobody"))
    assert known == unknown
    assert "admins" in known
    assert "$100.00 logged · People" in people(new_team, "Anna 2 50", MAX)
    for user in (MAX, ANNA):
        opened = len(new_team.slack.opened)
        assert "61" not in new_team.ask("rate", user).text
        assert len(new_team.slack.opened) == opened


def test_a_forged_rate_form_is_refused(new_team: Team) -> None:
    """A member who sends the admins' form is told to ask one."""
    view = new_team.form("/roi", "rate")
    errors = new_team.client.submit(view, {"person": "Max", "rate": "500"}, user=MAX).errors
    assert "Only admins" in " ".join(errors.values())


@pytest.mark.parametrize(
    ("values", "field"),
    [({"person": "!"}, "person"), ({"rate": "0"}, "rate"), ({"from": "2099-01-01"}, "from"), ({"from": None}, "from")],
)
def test_a_rate_that_makes_no_sense_is_told_under_its_field(team: Team, values: dict[str, str], field: str) -> None:
    """A name with a letter, a rate above zero, a day up to a year ahead."""
    view = team.form("/roi", "rate")
    assert list(team.client.submit(view, {"person": "Ada", "rate": "10", **values}, user=ADA).errors) == [field]


def test_what_was_typed_stays_when_the_category_changes(team: Team) -> None:
    """The lines come back with the field."""
    view = team.form("/roi-cost")
    team.client.select(view, "category", "people")
    team.client.select(team.slack.views[view["id"]], "category", "tools", {"people": "Anna 12.5 40\nBen 4 55"})
    team.client.select(team.slack.views[view["id"]], "category", "people")
    fields = {block["block_id"]: block.get("element", {}) for block in team.slack.views[view["id"]]["blocks"]}
    assert fields["people"]["initial_value"] == "Anna 12.5 40\nBen 4 55"


def test_it_works_in_polish(team: Team) -> None:
    """The same words and figures, in Polish."""
    team.slack.person("UOLGA", name="Olga", locale="pl-PL", is_admin=True)
    assert "Stawka godzinowa" in said(team.form("/roi", "stawka", "UOLGA"))
    receipt = people(team, "Anna 12,5 40", "UOLGA")
    assert "Anna: 12,5 godz. × 40,00\u00a0USD" in receipt
