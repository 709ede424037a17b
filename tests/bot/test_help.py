"""Help: eight lines to begin with, all the rest behind *More*, and nothing that the reader may not do."""

from __future__ import annotations

import pytest

from bot.views.blocks import actions, button
from bot.views.help import ADMINS, FIRST
from tests.bot.conftest import ADA, ANNA, MAX, Team, inside
from tests.databases import Copies
from tests.screens import find
from tests.slack import SCOPES

FOR_ADMINS = ("/roi goal", "/roi company", "/roi rate", "/roi fx", "/roi close", "/roi settings")


@pytest.mark.parametrize(("user", "title"), [(ADA, "Eight things to type"), (ANNA, "Przydatne polecenia")])
def test_help_is_eight_lines_that_begin_with_what_is_typed(team: Team, user: str, title: str) -> None:
    """Read on a phone as on a desktop; the rest is one press away."""
    first, *lines = team.ask("help", user).text.splitlines()
    assert first == title
    assert len(lines) == len(FIRST) == 8
    assert [line for line in lines if not line.startswith("/roi")] == []


def test_help_says_that_a_file_may_be_dropped_where_it_may(copies: Copies) -> None:
    """The bot is told of files in its conversation only with a scope of its own."""
    with inside(copies) as team:
        assert "log a cost; files: /roi import" in team.ask("help").text
    with inside(copies, scopes=f"{SCOPES},im:history") as team:
        assert "log a cost; or drop a file into our conversation" in team.ask("help").text
        assert "albo przeciągnij plik do rozmowy ze mną" in team.ask("pomoc", ANNA).text


def test_more_opens_all_the_rest_in_its_place(team: Team) -> None:
    """As `/roi help all` says it."""
    more = team.press("help_more", team.ask("help").body or {})
    assert more["replace_original"] is True
    assert more["text"] == team.ask("help all").text
    assert more["text"].startswith("What you can type\nAsk\n/roi: ")


@pytest.mark.parametrize("typed", ["help all", "help more", "pomoc wszystko", "pomoc więcej"])
def test_all_of_help_can_be_typed(team: Team, typed: str) -> None:
    """In either language, by whoever reads either."""
    assert team.ask(typed).text == team.ask("help all").text


def test_members_are_shown_what_they_may_do(team: Team) -> None:
    """The words that set a workspace up are the admins'; typed by a member they answer as before."""
    assert len(FOR_ADMINS) == len(ADMINS)
    member, admin = (team.ask("help all", user).text for user in (MAX, ADA))
    assert [word for word in FOR_ADMINS if f"{word}:" not in admin] == []
    assert [word for word in FOR_ADMINS if word in member] == []
    assert "Goals" in team.ask("goal", MAX).text


def test_what_help_says_first_can_be_typed(team: Team) -> None:
    """Its examples are answered, not refused."""
    team.goal("Newsletter", "15")
    assert "$250.00 · Ads · LinkedIn" in team.client.command("/roi-cost", "250 ads linkedin").text
    assert "12 × Newsletter" in team.client.command("/roi-conversion", "12 newsletter").text
    assert "Where to cut" in team.ask("where to cut").text
    assert "Comparison" in team.ask("compare july august").text


@pytest.mark.parametrize("user", [ADA, ANNA])
def test_help_from_home_opens_in_a_modal(team: Team, user: str) -> None:
    """The button *Help* stands on Home, where no answer can stand beside it; *More* takes the modal's place."""
    home = {"type": "home", "id": "VHOME", "blocks": [actions([button("Help", "help", "-")])]}
    team.client.press("help", "-", view=home, user=user)
    opened = team.slack.opened[-1]
    lines = team.ask("help", user).text.splitlines()
    assert opened["title"]["text"] == lines[0]
    team.client.press("help_more", find(opened["blocks"], "help_more").element["value"], view=opened, user=user)
    assert team.slack.views[opened["id"]]["title"]["text"] == team.ask("help all", user).text.splitlines()[0]
