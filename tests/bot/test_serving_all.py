"""A campaign that serves all: no verdict, its cost below the table, and spread as the costs of no campaign are (J-03).

Until the form of a campaign asks for it, the mark is put on the books directly.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from storage import campaigns
from storage.database import Database
from tests.bot.conftest import ADA, DAY, MAX, Team
from tests.bot.test_shared_costs import MONTH, section, spread
from tests.databases import add_workspace
from tests.storage.facts import act


def serves_all(team: Team, *keys: str) -> None:
    database = Database(team.url)
    workspace = add_workspace(database).id
    with database.writing() as connection:
        every = campaigns.every(connection, workspace)
        for key in keys:
            campaigns.save(connection, act(workspace, ADA, datetime.now(UTC)), replace(every[key], serves_all=True))
    database.close()


@pytest.fixture(scope="module")
def books(team: Team) -> Team:
    """Brand serves Alpha and Beta, of which Alpha has three quarters of the ads; 100.01 are of no campaign."""
    for name in ("Alpha", "Beta", "Brand"):
        team.campaign(name)
    team.goal("Signup", "50")
    team.cost(f"300 ads linkedin alpha {DAY}")
    team.cost(f"100 ads linkedin beta {DAY}")
    team.cost(f"99 tools brand {DAY}")
    team.cost(f"101 ads x brand {DAY}")
    team.cost(f"100.01 tools {DAY}")
    team.conversions(f"2 signup linkedin brand {DAY}")
    team.conversions(f"9 signup linkedin alpha {DAY}")
    serves_all(team, "brand")
    return team


def test_its_cost_stands_below_the_table(books: Team) -> None:
    """Without a verdict and an ROI, where nothing is spread."""
    spread(books, "none")
    lines = books.ask(f"campaigns {MONTH}").text.splitlines()
    brand = lines.index("Brand (serves all): cost $200.00 · return $100.00")
    assert brand > max(number for number, line in enumerate(lines) if line.startswith(("Alpha:", "Beta:")))
    assert "Shared costs of $300.01 stay" in "\n".join(lines)
    assert "It serves all campaigns, so it has no verdict of its own." in books.ask(f"brand {MONTH}").text


def test_where_no_result_has_a_worth_too(new_team: Team) -> None:
    """It is no loss of 100% then either."""
    new_team.campaign("Brand")
    new_team.cost(f"99 tools brand {DAY}")
    serves_all(new_team, "brand")
    assert "Brand (serves all): cost $99.00 · return $0.00" in new_team.ask(f"campaigns {MONTH}").text


@pytest.mark.parametrize(
    ("key", "how", "alpha", "beta"),
    [
        ("equal", "equally", "$150.01", "$150.00"),
        ("ads", "by ad spend", "$225.01", "$75.00"),
        ("conversions", "by conversions", "$300.01", ""),
    ],
)
def test_its_cost_is_shared_with_that_of_no_campaign(books: Team, key: str, how: str, alpha: str, beta: str) -> None:
    """Among the others only; its return stays its own, and the plain rows stay as they are."""
    spread(books, key)
    for text in (f"campaigns {MONTH}", MONTH):
        told = books.ask(text).text
        lines = section(told, f"With shared costs split {how}")[:3]
        assert any(line.startswith("Alpha: ") and line.endswith(f"shared {alpha}") for line in lines)
        assert any(line.startswith("Beta: ") and line.endswith(f"shared {beta}" if beta else "$0.00") for line in lines)
        assert "Brand: ROI n/a (no cost) · cost $0.00 · return $100.00" in lines
        assert "Brand (serves all): cost $200.00 · return $100.00" in told


def test_its_own_answer_speaks_of_no_part(books: Team) -> None:
    """It gives and gets nothing; the others get their part of it."""
    spread(books, "ads")
    assert "With its share" not in books.ask(f"brand {MONTH}").text
    assert "With its share of shared costs ($225.01, by ad spend): ROI -14.29%" in books.ask(f"alpha {MONTH}").text


def test_one_persons_cost_is_not_told_by_the_parts(new_team: Team) -> None:
    """Of a campaign that serves all as of no campaign; admins read both."""
    team = new_team
    for name in ("Alpha", "Brand"):
        team.campaign(name)
    team.cost(f"900 ads alpha {DAY}")
    team.cost(f"40h 50 people brand {DAY}")
    team.cost(f"10 tools {DAY}")
    serves_all(team, "brand")
    spread(team, "ads")
    assert "shared $2,010.00" in team.ask(MONTH).text
    told = team.ask(MONTH, MAX).text
    assert "Only admins see the split here" in told
    assert "Alpha + Brand: cost $2,900.00" in told  # the tools are too little to hide it
    assert "$2,000.00" not in told


def test_what_is_left_of_a_row_of_several_is_not_told_either(new_team: Team) -> None:
    """One person's campaign shares its row with the cost of no campaign, which the parts would sum to."""
    team = new_team
    for name in ("Alpha", "Gamma"):
        team.campaign(name)
    team.cost(f"900 ads alpha {DAY}")
    team.cost(f"10h 30 people gamma {DAY}")
    team.cost(f"100 tools {DAY}")
    spread(team, "ads")
    assert "shared $100.00" in team.ask(MONTH).text
    told = team.ask(MONTH, MAX).text
    assert "Gamma + Shared, no campaign" in told
    assert "Only admins see the split here" in told
    assert "$100.00" not in told
