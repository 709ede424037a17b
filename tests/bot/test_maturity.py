"""Results that take time: a loss is one only of the money whose results can have come by now (J-06).

Until the form of a goal asks for its delay, the delay is put on the books directly.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from storage import campaigns, goals
from storage.database import Database
from tests.bot.conftest import ADA, ANNA, Team
from tests.bot.test_digest_setup import next_run, set_up, weekly
from tests.databases import add_workspace
from tests.storage.facts import act

SENTENCE = "Mature through "


def keep(team: Team, goal: str, delay: int = 0, **campaign_goals: str) -> None:
    """A goal's delay in days; and which goal a campaign is for."""
    database = Database(team.url)
    workspace = add_workspace(database).id
    doing = act(workspace, ADA, datetime.now(UTC))
    with database.writing() as connection:
        known = goals.find(connection, workspace, goal)
        assert known is not None
        goals.save(connection, doing, replace(known, delay=delay))
        every = campaigns.every(connection, workspace)
        for key, own in campaign_goals.items():
            campaigns.save(connection, doing, replace(every[key], goal=own))
    database.close()


@pytest.fixture(scope="module")
def books(team: Team) -> Team:
    """A sale worth 6,000 takes 57 days until half of it has come; a newsletter comes at once."""
    team.goal("sale", "6000", stage="customer")
    team.goal("newsletter", "10")
    for name in ("Alpha", "Beta"):
        team.campaign(name, start="2025-01-01")
    team.cost("25000 ads linkedin alpha 2025-06-01")
    team.cost("20000 ads google beta 2025-05-01")
    team.cost("20000 ads google beta 2025-07-01")
    team.cost("100 ads x beta 2025-07-01")
    team.conversions("30 newsletter x beta 2025-07-02")
    return team


def test_at_once_it_loses_as_soon_as_it_is_old_enough(books: Team) -> None:
    """Without a delay all of the cost is due, and nothing is said of maturity."""
    keep(books, "sale")
    answer = books.ask("alpha 2025-06-01 to 2025-06-29").text
    assert "Loses: $25,000.00 brought nothing." in answer
    assert SENTENCE not in answer
    assert (
        "Google: ROI -100.00% · cost $20,000.00 · return $0.00 · ▽ probably does not pay"
        in books.ask("channels 2025-07").text
    )


@pytest.mark.parametrize(
    ("last", "verdict"),
    [
        ("06-29", "Open: if its money matures without a result, it probably does not pay."),  # 7,214.52 are due
        ("07-28", "Probably does not pay: behind by $25,000.00 so far"),  # 12,500.00
        ("12-31", "Loses: $25,000.00 brought nothing."),  # 23,125.12
    ],
)
def test_a_loss_is_one_of_what_could_have_come(books: Team, last: str, verdict: str) -> None:
    """1.61 times 6,000 must be due until it is behind, 3.69 times until it loses."""
    keep(books, "sale", 57)
    assert verdict in books.ask(f"alpha 2025-06-01 to 2025-{last}").text


def test_what_more_it_takes_is_money_that_matures(new_team: Team) -> None:
    """3,750.00 of 5,000.00 are due: with so much more, matured, it is behind; with two cents less it is open."""
    team, asked = new_team, "2025-06-01 to 2025-06-29"
    team.goal("sale", "6000", stage="customer")
    keep(team, "sale", 14)
    for name in ("Alpha", "Beta"):
        team.campaign(name, start="2025-01-01")
        team.cost(f"5000 ads linkedin {name} 2025-06-01")
    more = Decimal("5295.39")
    assert f"Open: ${more:,} more without a result, and once matured it probably does not pay." in (
        team.ask(f"alpha {asked}").text
    )
    assert "gdy minie czas na wyniki, ocena spadnie do „raczej nie zarabia”." in team.ask(f"alpha {asked}", ANNA).text
    for name, spent in (("alpha", more), ("beta", more - Decimal("0.02"))):
        team.cost(f"{spent} ads linkedin {name} 2025-06-29")
    through = "2025-06-01 to 2025-08-15"  # 47 days later nine tenths of the new money's results have come
    assert "Probably does not pay: behind by $10,295.39 so far" in team.ask(f"alpha {through}").text
    assert "Open: if its money matures without a result" in team.ask(f"beta {through}").text


def test_money_of_before_counts_with_what_came_due_meanwhile(books: Team) -> None:
    """July's own 20,000 alone would be open: 6,114 of it are due, and 3,030 of May's."""
    keep(books, "sale", 57)
    row = "Google: ROI -100.00% · cost $20,000.00 · return $0.00 · … open"
    assert row in books.ask("channels 2025-07").text
    august = books.ask("channels 2025-07-01 to 2025-08-07").text
    assert "Google: ROI -100.00% · cost $20,000.00 · return $0.00 · ▽ probably does not pay" in august


def test_the_goal_decides_and_not_what_else_takes_time(books: Team) -> None:
    """X brings newsletters, which come at once; Beta takes time once it is for sales."""
    keep(books, "sale", 57)
    assert SENTENCE not in books.ask("beta 2025-07-02").text
    beta = "Beta: ROI -98.51% · cost $20,100.00 · return $300.00 · "
    assert f"{beta}▽ probably does not pay" in books.ask("campaigns 2025-07").text
    keep(books, "sale", 57, beta="sale")
    assert f"{beta}… open" in books.ask("campaigns 2025-07").text
    keep(books, "sale", 57, beta="")


@pytest.mark.parametrize("question", ["alpha", "channels", "campaigns", ""])
def test_answers_say_once_how_far_the_money_is_mature(books: Team, question: str) -> None:
    """190 days before the last one of the answer, in both languages."""
    keep(books, "sale", 57)
    asked = f"{question} 2025".strip()
    assert books.ask(asked).text.count("Mature through 24 Jun 2025.") == 1
    assert "Wyniki wydatków do 24 cze 2025 są już prawie pełne." in books.ask(asked, ANNA).text
    keep(books, "sale")
    assert SENTENCE not in books.ask(asked).text


def test_the_digest_says_it_too(new_team: Team) -> None:
    """47 days before the last of its week."""
    team, rhythm = new_team, weekly()
    run = next_run(rhythm)
    week = rhythm.reported(run)
    team.goal("sale", "6000", stage="customer")
    keep(team, "sale", 14)
    team.cost(f"500 ads linkedin {week.start}")
    set_up(team, rhythm, "C1", ADA)
    team.tick(run)
    through = week.last - timedelta(days=47)
    assert team.posts("C1")[-1].count(f"{SENTENCE}{through.day} {through:%b %Y}.") == 1
