"""Where what one person costs is merged with ads, no figure of ads alone stands beside the sum."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.bot.conftest import ADA, DAY, MAX, Team, at_work, today
from tests.bot.test_rate_privacy import every_page
from tests.databases import Copies

OF_ADS = ("ROAS", "(ads)", "Ad spend", "ad spend", "$250.00", "$1,000.00")
"""What ads cost, in all and for each sale: with the sum, it tells Wanda's 450.00."""

ASKED = ("linkedin 2025", "facebook 2025", "both 2025", "both facebook 2025")


@pytest.fixture(scope="module")
def books(copies: Copies) -> Iterator[Team]:
    """Wanda alone has worked, on LinkedIn; else there are ads, which nothing but her hours is merged with."""
    with at_work(copies.url("sqlite")) as team:
        team.goal("Sale", "100", stage="customer")
        for name in ("Both", "Two"):
            team.campaign(name, budget="5000")
        team.cost_form("people", channel="linkedin", campaign="both", people="Wanda 10 45", date=DAY)
        team.cost(f"1000 ads facebook both {DAY}")
        team.conversions(f"4 sale facebook both {DAY}")
        team.fill("/roi", {"metric": "clicks", "count": "100", "channel": "facebook", "date": DAY}, "metric")
        yield team


@pytest.mark.parametrize("text", [*ASKED, "channels 2025"])
def test_no_figure_of_ads_undoes_the_sum(books: Team, text: str) -> None:
    """A member reads neither what ads returned nor what a sale or a click took of them; an admin reads it all."""
    told = books.ask(text, MAX).text
    assert "cost $1,450.00" in told
    assert [word for word in (*OF_ADS, "$10.00") if word in told] == []


def test_an_admin_reads_the_figures_of_ads(books: Team) -> None:
    """The control."""
    told = books.ask("facebook 2025").text
    assert "ROAS 0.40×" in told
    assert "CPA (ads) $250.00" in told
    assert "Clicks: 100 · ad spend $10.00 per click" in told


@pytest.mark.parametrize("text", ASKED)
def test_no_opened_figure_of_ads_undoes_the_sum(books: Team, text: str) -> None:
    """Nor does the menu of figures hold one."""
    for view in every_page(books, text, MAX):
        shown = json.dumps(view["blocks"], ensure_ascii=False)
        assert [word for word in OF_ADS if word in shown] == []


def test_no_shared_answer_has_a_figure_of_ads(books: Team) -> None:
    """Whoever shares it."""
    for user in (ADA, MAX):
        posted: Any = books.share(books.ask("both 2025", user).body or {}, user)
        assert "cost $1,450.00" in posted["text"]
        assert [word for word in OF_ADS if word in json.dumps(posted, ensure_ascii=False)] == []


@pytest.fixture(scope="module")
def alone(copies: Copies) -> Iterator[Team]:
    """Yara alone has worked on Hers, which shares its row with Paid; Own is somebody else's, and stands by itself."""
    with at_work(copies.url("sqlite")) as team:
        team.goal("Sale", "100", stage="customer")
        for name in ("Hers", "Paid", "Own"):
            team.campaign(name, budget="1000")
            team.fill("/roi", {"campaign": name.lower(), "goal": "sale", **TARGET}, "target")
        team.cost_form("people", channel="email", campaign="hers", people="Yara 10 45", date=str(today()))
        team.cost(f"200 ads linkedin paid {today()}")
        team.cost(f"700 ads facebook own {today()}")
        yield team


TARGET = {"count": "10", "cost_per_conversion": "5", "start": str(today().replace(day=1)), "end": str(today())}


def test_no_budget_or_target_tells_what_a_shared_row_is_of(alone: Team) -> None:
    """Neither hers nor that of the campaign that the row is shared with, nor when shared; an admin reads every one."""
    member, admin = (alone.ask("budget", user) for user in (MAX, ADA))
    assert "Hers + Paid: ROI -100.00% · cost $650.00" in member.text
    assert paced(admin.text) == ["Hers", "Hers", "Own", "Own", "Paid", "Paid"]
    assert paced(member.text) == ["Own", "Own"]
    assert paced(alone.share(admin.body or {})["text"]) == ["Own", "Own"]


def paced(text: str) -> list[str]:
    """The campaigns of which a budget or a target is told, by name."""
    return sorted(re.findall(r"^(Hers|Own|Paid): (?!ROI)", text, re.MULTILINE))
