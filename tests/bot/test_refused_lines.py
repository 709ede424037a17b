"""A line that is refused says which part was not understood and what was, and is saved with one press where it can."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bot.conftest import ADA, ANNA, DAY, MAX, Team, said
from tests.screens import controls, find

LINKEDIN = {
    MAX: (
        "Not saved: I can’t find a channel called “linkdin”. Did you mean linkedin?",
        "You typed: /roi-cost 250 ads linkdin autumn-2026 2025-08-04",
        "Understood: $250.00 · Ads · Autumn 2026 · 4 Aug 2025",
        "Save with LinkedIn",
    ),
    ANNA: (
        "Nie zapisano. Nie znam kanału „linkdin”. Czy chodziło o: linkedin?",
        "Wpisano: /roi-cost 250 ads linkdin autumn-2026 2025-08-04",
        "Zrozumiałem: 250,00\u00a0USD · Reklamy · Autumn 2026 · 4 sie 2025",
        "Zapisz: LinkedIn",
    ),
}


@pytest.fixture(scope="module")
def books(team: Team) -> Team:
    """Campaigns, of which two are alike, and a goal."""
    team.goal("Newsletter", "10")
    team.campaign("Autumn 2026")
    team.campaign("Autumn 2027")
    team.campaign("Webinars")
    return team


def refused(team: Team, line: str, user: str = MAX, command: str = "/roi-cost") -> dict[str, Any]:
    before = team.newest()
    answer = team.client.command(command, line, user=user).body or {}
    assert team.newest() == before
    return answer


def labels(answer: dict[str, Any]) -> list[str]:
    return [control.element["text"]["text"] for control in controls(answer["blocks"])]


@pytest.mark.parametrize("user", LINKEDIN)
def test_it_says_what_was_not_understood_and_what_was(books: Team, user: str) -> None:
    """In three lines, with the part in bold; that nothing was saved is said once."""
    *lines, save = LINKEDIN[user]
    answer = refused(books, f"250 ads linkdin autumn-2026 {DAY}", user)
    assert answer["text"].splitlines() == lines
    assert said(answer["blocks"]).splitlines()[:3] == lines
    typed = answer["blocks"][1]["elements"][0]["elements"]
    assert [part["text"] for part in typed if "style" in part] == ["linkdin"]
    assert labels(answer) == [save, {MAX: "Open the form", ANNA: "Otwórz formularz"}[user]]


def test_the_repaired_line_is_saved_with_one_press(books: Team) -> None:
    """As it was meant, in the place of the refusal, and once however often it is pressed."""
    answer = refused(books, f'250 ads linkdin autumn-2026 {DAY} "boosted"')
    assert find(answer["blocks"], "log_cost_as~0").element["style"] == "primary"
    before = books.newest()
    for _ in range(2):
        receipt = books.press("log_cost_as~0", answer, MAX)
        assert receipt["replace_original"] is True
        assert receipt["text"].startswith("Logged: $250.00 · Ads · LinkedIn · Autumn 2026 · 4 Aug 2025 · “boosted”")
    assert books.newest() == before + 1


@pytest.mark.parametrize(
    ("command", "line", "offered"),
    [
        ("/roi-cost", "250 ads linkdin webinras", ["Save with LinkedIn, Webinars"]),
        ("/roi-cost", "250 ads autum", ["Save with Autumn 2027", "Save with Autumn 2026"]),
        ("/roi-cost", "250 adz linkedin", ["Save with Ads"]),
        ("/roi-cost", "250 ads channel:linkdin", ["Save with LinkedIn"]),
        ("/roi-cost", "250 ads alien linkedin", []),
        ("/roi-cost", "250 linkedin", ["Save with Ads"]),
        ("/roi-cost", "250 webinars", []),
        ("/roi-cost", "250 ads linkdin 2026-02-30", []),
        ("/roi-conversion", "12 newsleter", ["Save with Newsletter"]),
    ],
)
def test_only_what_can_be_saved_is_offered(books: Team, command: str, line: str, offered: list[str]) -> None:
    """Where a part is like nothing, or the line lacks something, the form is the way on."""
    assert labels(refused(books, line, command=command))[:-1] == offered


def test_a_number_that_cannot_be_read_is_offered_as_it_may_be(books: Team) -> None:
    """With its sentence, which has the whole line for whoever types it again."""
    answer = refused(books, f"1:20h 30 people linkedin {DAY}")
    assert "With 1.33h in its place, type /roi-cost 1.33h 30 people linkedin" in answer["text"]
    assert labels(answer)[0] == "Save with 1.33h"
    assert books.press("log_cost_as~0", answer, MAX)["text"].startswith("Logged: $39.90 · People · LinkedIn")


def test_a_name_made_meanwhile_is_not_taken_for_another(books: Team) -> None:
    """The button logs what it says, whatever the word means by then."""
    answer = refused(books, f"31 ads youtub {DAY}", ADA)
    books.fill("/roi-cost", {"amount": "1", "channel": "+Youtub", "date": DAY})
    assert "Logged: $31.00 · Ads · YouTube" in books.press("log_cost_as~0", answer)["text"]
