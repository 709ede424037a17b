"""Files are imported from the form, from somebody's message and by dropping them: shown first, saved, taken back."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.bot.conftest import ADA, Payload, Team, today
from tests.screens import controls
from tests.slack import SCOPES

PATIENCE_SECONDS = 30


def day(ago: int) -> str:
    return (today() - timedelta(days=ago)).isoformat()


def meta(*rows: tuple[str, int, str], currency: str = "USD") -> bytes:
    """An export of Meta's by day: campaign, days ago, spent."""
    head = f"Campaign name,Day,Amount spent ({currency}),Impressions,Platform\n"
    return (head + "".join(f'"{name}",{day(ago)},{spent},100,facebook\n' for name, ago, spent in rows)).encode()


TWO_DAYS = (("Spring", 3, "100.10"), ("Spring", 2, "50.05"))


def given(team: Team, content: bytes, name: str = "acme-Campaigns.csv") -> Payload:
    return team.slack.upload(name, "text/csv", content)


def drop(team: Team, *contents: bytes, user: str = ADA, names: tuple[str, ...] = ()) -> Payload:
    """Files put into the bot's conversation; the message about them, once they are read."""
    team.slack.scopes = f"{SCOPES},im:history"
    files = [given(team, content, name) for content, name in zip(contents, names or ["a.csv"] * 9, strict=False)]
    before = len(team.slack.messages)
    answer = team.client.message("", user=user, subtype="file_share", files=files, upload=False)
    assert answer.status == 200
    return settled(team, before)


def settled(team: Team, before: int) -> Payload:
    """The first message after so many, once it is no longer *Reading…* or *Saving…*."""
    return awaited(lambda: next(iter(team.slack.messages[before:]), None), is_settled)


def ended(message: Payload) -> Payload:
    return awaited(lambda: message, is_settled)


def is_settled(message: Payload | None) -> bool:
    waiting = ("Reading", "Read ", "Saving", "Undoing", "Odczytuję", "Czytam", "Zapisuję", "Cofam")
    return message is not None and not message["text"].startswith(waiting)


def awaited(look: Callable[[], Any], holds: Callable[[Any], bool]) -> Any:
    until = time.monotonic() + PATIENCE_SECONDS
    while not holds(seen := look()):
        assert time.monotonic() < until, seen
        time.sleep(0.02)
    return seen


def press(team: Team, action_id: str, message: Payload, user: str = ADA, value: str | None = None) -> Payload:
    """Presses a button of a message, which says by itself what came of it in the end."""
    assert team.client.press(action_id, value, message=message, user=user, channel=message["channel"]).status == 200
    return ended(message)


def test_a_dropped_file_is_shown_saved_and_taken_back(new_team: Team) -> None:
    """Three steps from file to saved: drop it, look at it, *Save*. *Undo* restores the books to the cent."""
    new_team.campaign("Spring")
    before = new_team.ask("spring last 30 days").text
    message = drop(new_team, meta(*TWO_DAYS))
    assert "150.15" in message["text"], message["text"]
    assert new_team.ask("spring last 30 days").text == before, "nothing is saved before"
    saved = press(new_team, "import_save", message)
    assert "1 file imported" in saved["text"]
    assert "cost $150.15" in new_team.ask("spring all").text
    undone = press(new_team, "undo_import", saved)
    assert "undone" in undone["text"]
    assert new_team.ask("spring last 30 days").text == before


def test_the_same_file_again_changes_nothing_and_says_so(new_team: Team) -> None:
    new_team.campaign("Spring")
    press(new_team, "import_save", drop(new_team, meta(*TWO_DAYS)))
    again = drop(new_team, meta(*TWO_DAYS), names=("acme-Campaigns (1).csv",))
    assert "import_save" not in [one.action_id for one in controls(again["blocks"])]
    assert "cost $150.15" in new_team.ask("spring all").text


def test_a_newer_export_of_the_same_days_takes_the_place_of_the_older(new_team: Team) -> None:
    """Late changes of the platform are booked as a difference; nothing counts twice."""
    new_team.campaign("Spring")
    press(new_team, "import_save", drop(new_team, meta(*TWO_DAYS)))
    newer = drop(new_team, meta(("Spring", 3, "100.10"), ("Spring", 2, "60.00")))
    saved = press(new_team, "import_save", newer)
    assert "cost $160.10" in new_team.ask("spring all").text
    press(new_team, "undo_import", saved)
    assert "cost $150.15" in new_team.ask("spring all").text


def test_pressed_twice_it_is_saved_once(new_team: Team) -> None:
    new_team.campaign("Spring")
    message = drop(new_team, meta(*TWO_DAYS))
    forgotten = {**message, "blocks": list(message["blocks"])}
    press(new_team, "import_save", message)
    assert new_team.client.press("import_save", message=forgotten, user=ADA, channel=message["channel"]).status == 200
    assert "cost $150.15" in new_team.ask("spring all").text


def test_not_now_saves_nothing(new_team: Team) -> None:
    new_team.campaign("Spring")
    message = press(new_team, "import_not_now", drop(new_team, meta(*TWO_DAYS)))
    assert "Nothing was saved" in message["text"]
    assert "cost $0.00" in new_team.ask("spring all").text
