"""The app's three seconds: what people see when its answer is late, an error, garbage, or does not come."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.playground.app import BotApp, Reply
from tests.playground.conftest import ADA, ADAS, HOME, MAX, OPEN, Playground, Stage, staged
from tests.playground.kit import actions, button, field

NOTE = field("note", {"type": "plain_text_input"}, optional=True)
LATE = Reply(late=3.5)
MUCH_LATER = 9
"""Seconds: on a busy machine, too, an answer that nobody waits for any more."""

FAILURES = {
    "http_service_error": Reply(status=500),
    "http_client_error": Reply(status=404),
    "invalid_json": Reply(body='{"response_action": '),
}


@pytest.fixture
def orphan(stage: Stage, web: httpx.Client, tmp_path: Path) -> Playground:
    """A playground whose app has gone: nothing listens at its address."""
    with BotApp() as gone:
        return staged(stage, web, gone, tmp_path)


def test_after_three_seconds_a_command_has_failed(playground: Playground, app: BotApp) -> None:
    """People wait no longer than that, are told, and the answer that comes then is not shown."""
    app.reply(Reply(body='{"text": "176.92"}', late=MUCH_LATER))
    begun = time.monotonic()
    playground.browser().say("/roi campaign-q3")
    assert 2.9 < time.monotonic() - begun < MUCH_LATER
    [said] = playground.browser().messages()
    assert "/roi failed with the error “operation_timeout”." in said
    assert "Only visible to you" in said


def test_after_three_seconds_everything_else_has_failed_too(playground: Playground, app: BotApp) -> None:
    """A button, a form, a search and a shortcut are each told to have got no answer; the form keeps what was typed."""
    where = playground.post(ADAS, blocks=[actions(button())])["ts"]
    view = playground.open(NOTE, user=MAX)
    for _ in range(3):
        app.reply(LATE)
    submitting, pressing = playground.browser(MAX), playground.browser(ADA, ADAS)
    find = {"block_id": "note", "action_id": "note", "value": "q"}
    doings: list[Callable[[], httpx.Response]] = [
        lambda: submitting.submit({"note": "boosted"}),
        lambda: pressing.send(f"/messages/{where}/act", {"block_id": "row", "action_id": "press"}),
        lambda: submitting.get(f"/views/{view['id']}/suggest", **find),
    ]
    with ThreadPoolExecutor(3) as pool:
        _, _, found = (done.result() for done in [pool.submit(do) for do in doings])
    assert "The form was not saved: operation_timeout" in submitting.notice()
    assert submitting.form().one("input", id=f"view-{view['id']}-note-note")["value"] == "boosted"
    assert "ROI Bot did not answer: operation_timeout" in pressing.notice()
    assert (found.status_code, found.text) == (502, "operation_timeout")


@pytest.mark.parametrize("error", FAILURES)
def test_a_failing_app_fails_the_command(playground: Playground, app: BotApp, error: str) -> None:
    """An error status or garbage is named, to this person alone."""
    app.reply(FAILURES[error])
    playground.browser().say("/roi campaign-q3")
    [said] = playground.browser().messages()
    assert f"/roi failed with the error “{error}”." in said
    assert playground.browser(MAX).messages() == []


@pytest.mark.parametrize("error", FAILURES)
def test_a_failing_app_fails_the_form(playground: Playground, app: BotApp, error: str) -> None:
    """It stays open, and people learn that nothing was saved."""
    playground.open(NOTE)
    app.reply(FAILURES[error])
    browser = playground.browser()
    browser.submit()
    assert f"The form was not saved: {error}" in browser.notice()
    assert browser.form()


@pytest.mark.parametrize("error", FAILURES)
def test_a_failing_app_fails_the_button_and_the_shortcut(playground: Playground, app: BotApp, error: str) -> None:
    """A notice says so until it is put away."""
    playground.post(OPEN, blocks=[actions(button())])
    browser = playground.browser()
    uses: list[Callable[[], httpx.Response]] = [
        lambda: browser.press("press"),
        lambda: browser.send("/shortcut", {"callback_id": "log_cost"}),
    ]
    for use in uses:
        app.reply(FAILURES[error])
        use()
        assert f"ROI Bot did not answer: {error}" in browser.notice()
        browser.send("/notice", {})
        assert browser.notice() == ""


def test_a_list_is_no_answer(playground: Playground, app: BotApp) -> None:
    """JSON that is no object is garbage as well."""
    app.reply(Reply(body='["176.92"]'))
    playground.command()
    assert "/roi failed with the error “invalid_json”." in playground.browser().messages()[0]


def test_an_app_that_is_not_there_fails_everything(orphan: Playground) -> None:
    """A refused connection is told like any other failure, and the pages go on working."""
    browser = orphan.browser()
    browser.say("/roi campaign-q3")
    assert "/roi failed with the error “dispatch_failed”." in browser.messages()[0]
    browser.send("/shortcut", {"callback_id": "log_cost"})
    assert "ROI Bot did not answer: dispatch_failed" in browser.notice()
    assert "ROI Bot did not answer: dispatch_failed" in orphan.browser(MAX, HOME).notice()


def test_a_plain_text_is_an_answer(playground: Playground, app: BotApp) -> None:
    """Slack shows it as it is, to the person who asked."""
    app.reply(Reply(body="176.92%", content_type="text/plain"))
    playground.command()
    [said] = playground.browser().messages()
    assert "176.92%" in said
    assert "Only visible to you" in said


def test_an_empty_ack_says_nothing(playground: Playground) -> None:
    """A command may be taken without a word."""
    playground.command("campaign-q3")
    assert playground.browser().messages() == []
    assert playground.browser().notice() == ""
