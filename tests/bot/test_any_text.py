"""Any text behind a command is answered: with one message or one form that Slack takes, and with nothing broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bot.conftest import ADA, ANNA, Team
from tests.databases import examples

LONGEST = 3000
"""Characters that are tried: Slack's own field takes more, and no line of use has as many."""

SIGNS = st.characters(exclude_categories=["Cs"])
PIECES = st.sampled_from(
    "250 1.250 1,250 0 -5 40h 7:30 90 min × 250,- zł € kr $ USD ads other people linkedin x fb campaign: kanał: "
    "content: newsletter first: 03/04/2026 3 gru 30 Feb 2026-02-30 last month za 2 dni od do - – .. since compare "
    "channels campaigns cohorts content history mine company goal new target metric benchmark deal digest alerts rate "
    "fx repeats close settings help undo \" “ ” „ ,, '' ' ¦ | · <@U1> <!channel> &amp; \u202e \u0000 \u00a0 ½ ١٢ 张 "
    "🎉".split(" ")
)
LONG = st.sampled_from(["1 ", "250", "a", "ł ", "1,", "🎉", "0", "x y ", "(", '"a" ', "9" * 20 + " "])
TEXTS = st.one_of(
    st.text(SIGNS, max_size=200),
    st.lists(PIECES, max_size=30).map(" ".join),
    st.builds(lambda start, part, end: f"{start}{part * LONGEST}"[: LONGEST - 50] + f" {end}", PIECES, LONG, PIECES),
)
COMMANDS = ("/roi", "/roi-cost", "/roi-conversion")


@pytest.mark.parametrize("command", COMMANDS)
@examples(60)
@given(text=TEXTS, user=st.sampled_from([ADA, ANNA]))
def test_any_text_is_answered_once(team: Team, command: str, text: str, user: str) -> None:
    """In either language; the stand-in holds each answer against Slack's limits."""
    forms = len(team.slack.opened)
    answer = team.client.command(command, text, user=user)
    opened = len(team.slack.opened) - forms
    assert answer.status == 200
    assert (bool(answer.text), opened) in ((True, 0), (False, 1)), answer.raw
    assert "Reference:" not in answer.text
    assert "Kod błędu" not in answer.text
    assert team.slack.faults == []


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("1 " * 250 + "ads", id="250 numbers"),
        pytest.param("12.50 " * 250, id="250 decimals"),
        pytest.param("1" * LONGEST, id="one long number"),
        pytest.param("1 " * 1000 + "03/04/2026", id="numbers and a date"),
        pytest.param(f"1,250 {'ł' * 2900} ads", id="one that may be two, and a long word"),
        pytest.param(f"{'0' * 2900}1,250 ads", id="many zeros"),
        pytest.param(f'1,250 ads "{"n" * 2900}"', id="a long note"),
        pytest.param("7h 30 " + "150 " * 700, id="hours and many rates"),
    ],
)
def test_a_long_line_is_answered_within_slacks_limits(team: Team, command: str, text: str) -> None:
    """What is quoted of it is cut."""
    answer = team.client.command(command, text, user=ADA)
    assert answer.status == 200
    assert answer.text
    assert team.slack.faults == []
