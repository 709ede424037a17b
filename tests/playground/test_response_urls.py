"""response_urls: how often, how long, for whom, and what they may do to the message they came from."""

from __future__ import annotations

import httpx
import pytest

from tests.playground.app import BotApp
from tests.playground.conftest import ADA, MAX, OPEN, PRIVATE, Playground
from tests.playground.kit import actions, button, mrkdwn

BUTTON = actions(button())


def pressed(playground: Playground, app: BotApp) -> str:
    """The response_url of the newest message's button."""
    playground.browser().press("press")
    return str(app.last["response_url"])


def ephemeral(playground: Playground, app: BotApp) -> str:
    """The response_url of the button in an answer only Ada sees."""
    app.say({"text": "for Ada", "blocks": [{"type": "section", "text": mrkdwn("for Ada")}, BUTTON]})
    playground.command()
    return pressed(playground, app)


def outcome(response: httpx.Response) -> tuple[int, str]:
    return response.status_code, response.text


def test_it_works_five_times(playground: Playground) -> None:
    """The sixth answer goes nowhere."""
    address = playground.command()["response_url"]
    found = [outcome(playground.respond(address, text=f"answer {number}")) for number in range(6)]
    assert found == [(200, "ok")] * 5 + [(404, "expired_url")]
    said = playground.browser().messages()
    assert [f"answer {number}" in said[number] for number in range(5)] == [True] * 5
    assert len(said) == 5


def test_it_works_for_thirty_minutes(playground: Playground) -> None:
    """A second before it answers, a second after it is gone."""
    address = playground.command()["response_url"]
    playground.wait(30 * 60 - 1)
    assert outcome(playground.respond(address, text="in time")) == (200, "ok")
    playground.wait(2)
    assert outcome(playground.respond(address, text="late")) == (404, "expired_url")


def test_it_is_slacks_to_give(playground: Playground) -> None:
    """An address that was made up leads nowhere."""
    assert outcome(playground.respond(f"{playground.url}/commands/R999", text="x")) == (404, "expired_url")


def test_it_answers_the_person_alone_unless_told_otherwise(playground: Playground) -> None:
    """Ephemeral by default; in_channel is for everybody."""
    address = playground.command()["response_url"]
    playground.respond(address, text="for Ada")
    playground.respond(address, text="for all", response_type="in_channel")
    alone, shared = playground.browser(ADA).messages()
    assert "Only visible to you for Ada" in alone
    assert "for all" in shared
    assert "Only visible to you" not in shared
    [seen] = playground.browser(MAX).messages()
    assert "for all" in seen


def test_it_reaches_where_the_app_is_not(playground: Playground) -> None:
    """A command typed in a private conversation may be answered there without an invitation."""
    address = playground.command(place=PRIVATE)["response_url"]
    assert playground.respond(address, text="12 leads", response_type="in_channel").status_code == 200
    assert "12 leads" in playground.browser(MAX, PRIVATE).messages()[-1]


def test_an_answer_for_all_shows_what_was_typed(playground: Playground, app: BotApp) -> None:
    """The command stands above an answer that goes in_channel, and nowhere else."""
    app.say({"text": "for Ada"})
    playground.command("campaign-q3")
    app.say({"response_type": "in_channel", "text": "for all"})
    playground.command("campaign-q3")
    typed, answered = playground.browser(MAX).messages()
    assert "Ada Admin" in typed
    assert "/roi campaign-q3" in typed
    assert "for all" in answered


def test_it_may_replace_the_message_it_came_from(playground: Playground, app: BotApp) -> None:
    """replace_original changes it in place; without it a new one is added."""
    playground.post(OPEN, text="before", blocks=[BUTTON])
    address = pressed(playground, app)
    playground.respond(address, text="beside")
    playground.respond(address, text="after", replace_original=True)
    first, second = playground.browser().messages()
    assert "after (edited)" in first
    assert "beside" in second
    assert len(playground.browser(MAX).messages()) == 1


def test_it_may_delete_the_message_it_came_from(playground: Playground, app: BotApp) -> None:
    """delete_original takes it away for everybody."""
    playground.post(OPEN, text="before", blocks=[BUTTON])
    playground.respond(pressed(playground, app), delete_original=True)
    assert playground.browser().messages() == []
    assert playground.browser(MAX).messages() == []


def test_an_ephemeral_message_is_replaced_and_deleted_likewise(playground: Playground, app: BotApp) -> None:
    """And is not marked as edited."""
    address = ephemeral(playground, app)
    playground.respond(address, text="after", replace_original=True)
    [said] = playground.browser().messages()
    assert said.endswith("Only visible to you after")
    playground.respond(address, delete_original=True)
    assert playground.browser().messages() == []


@pytest.mark.parametrize("response_type", ["in_channel", "ephemeral"])
def test_an_ephemeral_message_cannot_be_made_public(playground: Playground, app: BotApp, response_type: str) -> None:
    """Replaced it stays with its person, whatever the answer says."""
    playground.respond(ephemeral(playground, app), text="after", replace_original=True, response_type=response_type)
    assert len(playground.browser(ADA).messages()) == 1
    assert playground.browser(MAX).messages() == []


def test_a_command_has_no_message_to_replace(playground: Playground) -> None:
    """What the person typed stays; the answer is a new one, and nothing is deleted or left empty."""
    playground.post(OPEN, text="before")
    address = playground.command()["response_url"]
    playground.respond(address, text="answer", replace_original=True)
    playground.respond(address, delete_original=True)
    before, answer = playground.browser().messages()
    assert ("before" in before, "answer" in answer) == (True, True)


def test_a_button_may_delete_a_message_that_is_gone(playground: Playground, app: BotApp) -> None:
    """A second answer to one press finds nothing and leaves nothing behind."""
    playground.post(OPEN, text="before", blocks=[BUTTON])
    address = pressed(playground, app)
    for _ in range(2):
        assert playground.respond(address, delete_original=True).status_code < 500
    assert playground.browser().messages() == []


def test_blocks_over_the_limits_are_refused(playground: Playground) -> None:
    """Nothing is shown."""
    address = playground.command()["response_url"]
    assert outcome(playground.respond(address, text="x", blocks=[{"type": "section"}])) == (400, "invalid_blocks")
    assert playground.browser().messages() == []


@pytest.mark.parametrize("body", [b"{", b"[]", b"null", b"\xff\xfe", b'"text"'])
def test_garbage_is_refused(playground: Playground, body: bytes) -> None:
    """Never with a crash."""
    address = playground.command()["response_url"]
    response = playground.web.post(address, content=body, headers={"Content-Type": "application/json"})
    assert outcome(response) == (400, "invalid_payload")
