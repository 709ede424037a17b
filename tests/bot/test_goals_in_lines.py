"""Goals of several words, and in the plural, in lines of conversions; a form takes none that was not said."""

from __future__ import annotations

import pytest

from tests.bot.conftest import ANNA, MAX, Team, said
from tests.bot.test_open_form import filled, opened, refused


@pytest.fixture(scope="module")
def books(team: Team) -> Team:
    """Two goals of two words, and the newest of another name."""
    team.goal("Demo booking", "50")
    team.goal("Rezerwacja pokazu", "50")
    team.goal("Newsletter", "10")
    return team


@pytest.mark.parametrize(
    ("line", "logged"),
    [
        ("3 demo bookings linkedin", "3 × Demo booking"),
        ("3 Demo Booking", "3 × Demo booking"),
        ("2 rezerwacje pokazu", "2 × Rezerwacja pokazu"),
        ("5 newsletters", "5 × Newsletter"),
        ("5 newsletterów linkedin", "5 × Newsletter"),
        ("5 goal:newsletters", "5 × Newsletter"),
    ],
)
def test_a_goal_in_the_plural_is_that_goal(books: Team, line: str, logged: str) -> None:
    """In English and in Polish, of one word or several."""
    assert logged in said(books.conversions(line).body)


@pytest.mark.parametrize("line", ["demo booking", "demo bookings linkedin", "rezerwacja pokazu"])
@pytest.mark.parametrize("user", [MAX, ANNA])
def test_a_goal_of_several_words_without_a_count_fills_the_form(books: Team, line: str, user: str) -> None:
    goal = "Rezerwacja pokazu" if line.startswith("rez") else "Demo booking"
    assert filled(books.form("/roi-conversion", line, user))["goal"] == goal


def test_a_form_takes_no_goal_that_was_not_said(books: Team) -> None:
    """Three of an unknown goal are never saved as the newest one; Slack asks for the goal."""
    form = opened(books, refused(books, "/roi-conversion", "3 trialz linkedin", MAX), MAX)
    assert "goal" not in filled(form)
    assert not next(block for block in form["blocks"] if block["block_id"] == "goal").get("optional")
    assert "goal" not in filled(books.form("/roi-conversion", "trialz linkedin", MAX))
    assert filled(books.form("/roi-conversion", "", MAX))["goal"] == "Newsletter"
