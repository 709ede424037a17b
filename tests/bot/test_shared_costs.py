"""Costs of no campaign: a row of their own, and spread over the campaigns where an admin has said by what."""

from __future__ import annotations

import pytest

from tests.bot.conftest import ADA, ANNA, DAY, MAX, Team

MONTH = "2025-08"


def books_of(team: Team) -> Team:
    """Alpha has three quarters of the ads and a quarter of the hours; 100.01 is shared."""
    for name in ("Alpha", "Beta"):
        team.campaign(name)
    team.goal("Signup", "50")
    team.cost(f"300 ads linkedin alpha {DAY}")
    team.cost(f"100 ads linkedin beta {DAY}")
    team.cost(f"10h 5 people alpha {DAY}")
    team.cost(f"30h 5 people beta {DAY}")
    team.conversions(f"4 signup linkedin alpha {DAY}")
    team.conversions(f"12 signup linkedin beta {DAY}")
    team.cost(f"100.01 tools {DAY}")
    return team


def spread(team: Team, key: str) -> None:
    team.fill("/roi", {"shared": key}, "settings")


def section(text: str, heading: str) -> list[str]:
    """The lines below ``heading``, up to the last that says a part."""
    lines = text.splitlines()
    return lines[lines.index(heading) + 1 :]


@pytest.fixture(scope="module")
def books(team: Team) -> Team:
    return books_of(team)


@pytest.mark.parametrize(
    ("key", "how", "alpha", "beta"),
    [
        ("equal", "equally", "$50.01", "$50.00"),
        ("ads", "by ad spend", "$75.01", "$25.00"),
        ("hours", "by hours", "$25.00", "$75.01"),
        ("conversions", "by conversions", "$25.00", "$75.01"),
    ],
)
def test_each_campaign_shows_its_part(books: Team, key: str, how: str, alpha: str, beta: str) -> None:
    """In the campaigns' answer and the overview, with parts that sum to the shared cost to the cent."""
    spread(books, key)
    for text in (f"campaigns {MONTH}", MONTH):
        told = books.ask(text).text
        lines = section(told, f"With shared costs split {how}")[:2]
        assert {line.split(":")[0] for line in lines} == {"Alpha", "Beta"}
        assert any(line.startswith("Alpha") and line.endswith(f"shared {alpha}") for line in lines)
        assert any(line.startswith("Beta") and line.endswith(f"shared {beta}") for line in lines)


def test_the_plain_figures_stay_first_and_unchanged(books: Team) -> None:
    """Headline and rows are the same with it and without; what is spread stands below."""
    spread(books, "none")
    plain = books.ask(f"campaigns {MONTH}").text.splitlines()
    spread(books, "ads")
    told = books.ask(f"campaigns {MONTH}").text.splitlines()
    first = plain[: plain.index(next(line for line in plain if line.startswith("Shared, no campaign"))) + 1]
    assert told[: len(first)] == first
    assert books.ask(f"alpha {MONTH}").text.splitlines()[1].startswith("ROI -42.86% · cost $350.00")


def test_the_campaigns_own_answer_has_a_line(books: Team) -> None:
    """ROI once more, with its part; in both languages."""
    spread(books, "ads")
    told = books.ask(f"alpha {MONTH}").text
    assert "With its share of shared costs ($75.01, by ad spend): ROI -52.94% · cost $425.01 · return $200.00" in told
    polish = books.ask(f"alpha {MONTH}", ANNA).text
    assert "Z udziałem w kosztach wspólnych (75,01\u00a0USD, według wydatków na reklamy): ROI -52,94%" in polish


def test_it_is_of_the_period_asked(books: Team) -> None:
    """Where nothing shared was spent, there is nothing to say; where there is, by that period's weights."""
    spread(books, "ads")
    assert "shared" not in books.ask("campaigns 2025-07").text.casefold()
    assert "With its share" not in books.ask("alpha 2025-07").text


def test_by_hours_is_for_admins(books: Team) -> None:
    """A member reads equal parts, and why; a shared post is everybody's."""
    spread(books, "hours")
    told = books.ask(f"campaigns {MONTH}", MAX).text
    assert "With shared costs split equally" in told
    assert "Only admins see a split by hours" in told
    assert "$75.01" not in told
    assert "(25,00" not in books.ask(f"alpha {MONTH}", ANNA).text
    answer = books.ask(f"campaigns {MONTH}", ADA)
    assert "split by hours" in answer.text
    assert "split equally" in books.share(answer.body or {})["text"]


def test_switched_off_admins_are_told_how(books: Team) -> None:
    """Where there is something to spread; members, who cannot, are not."""
    spread(books, "none")
    told = "Shared costs of $100.01 stay a row of their own. “Split shared costs” in /roi settings"
    assert told in books.ask(f"campaigns {MONTH}").text
    assert told not in books.ask(f"campaigns {MONTH}", MAX).text
    assert told not in books.ask("campaigns 2025-07").text
    assert "Shared, no campaign: cost $100.01 · return $0.00" in books.ask(f"campaigns {MONTH}").text


def test_nothing_to_divide_by_is_said(new_team: Team) -> None:
    """With what to do, in both languages; and nothing is lost from the plain rows."""
    team = new_team
    team.campaign("Alpha")
    team.cost(f"100 tools {DAY}")
    team.cost(f"10 tools alpha {DAY}")
    spread(team, "conversions")
    told = team.ask(f"campaigns {MONTH}", MAX).text
    assert "Shared costs of $100.00 are not split: no campaign has conversions that count in this period." in told
    assert "An admin can choose another way in /roi settings." in told
    assert "żadna kampania nie ma konwersji" in team.ask(f"alpha {MONTH}", ANNA).text


def test_one_persons_shared_cost_is_not_spread_before_others(new_team: Team) -> None:
    """Nor does it have a row: it shares one with a campaign. Admins read both."""
    team = new_team
    team.campaign("Alpha")
    team.campaign("Beta")
    team.cost(f"100 ads alpha {DAY}")
    team.cost(f"900 ads beta {DAY}")
    team.cost(f"40h 50 people {DAY}")
    spread(team, "ads")
    assert "Alpha: ROI -100.00% · cost $300.00 · return $0.00 · shared $200.00" in team.ask(MONTH).text
    told = team.ask(MONTH, MAX).text
    assert "Beta + Shared, no campaign: ROI -100.00% · cost $2,900.00 · return $0.00" in told
    assert "$2,000.00" not in told
    assert "Only admins see the split here" in told
    assert "cost $2,000.00" not in team.ask(f"campaigns {MONTH}", MAX).text


def test_fixed_weights_are_no_way_for_all(team: Team) -> None:
    """A forged choice is told under its field."""
    view = team.form("/roi", "settings")
    forged = {"text": {"type": "plain_text", "text": "By fixed weights", "emoji": False}, "value": "weights"}
    assert list(team.client.submit(view, {"shared": forged}, user=ADA).errors) == ["shared"]
