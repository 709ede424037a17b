"""The Messages tab, and the shortcuts of messages: what the app is told of them, as Slack tells it."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from bot.operations import manifest as manifests
from tests.playground.app import BotApp, Reply
from tests.playground.conftest import ADA, MAX, OPEN, Playground, Stage, staged
from tests.playground.drawn import posted
from tests.program import ROOT

TAB = f"D{ADA}"


def written(folder: Path, text: str) -> Path:
    path = folder / "manifest.yml"
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def open_tab(stage: Stage, web: httpx.Client, app: BotApp, tmp_path: Path) -> Playground:
    """A playground whose app may be written to."""
    return staged(stage, web, app, tmp_path, written(tmp_path, manifests.for_address("https://x.org", messages=True)))


def test_what_is_written_to_the_app_is_told_to_it(open_tab: Playground, app: BotApp) -> None:
    """Signed, with the message as Slack has escaped it; the person sees what they wrote."""
    browser = open_tab.browser(ADA, TAB)
    browser.say("250 ads <b> & more")
    [told] = app.heard("event_callback")[-1:]
    event = told["event"]
    assert (event["type"], event["channel_type"], event["channel"], event["user"]) == ("message", "im", TAB, ADA)
    assert event["text"] == "250 ads &lt;b&gt; &amp; more"
    assert event["ts"] == event["event_ts"]
    assert "250 ads <b> & more" in browser.messages()[-1]


def test_a_message_the_app_did_not_take_is_told_once_more(open_tab: Playground, app: BotApp) -> None:
    """The same event comes again with its number; an app that fails twice is told of to the person."""
    browser = open_tab.browser(ADA, TAB)
    browser.look()
    app.reply(Reply(status=503))
    browser.say("campaign-q3")
    first, second = app.sent[-2:]
    assert first.payload["event_id"] == second.payload["event_id"]
    assert "x-slack-retry-num" not in first.headers
    assert second.headers["x-slack-retry-num"] == "1"
    assert browser.notice() == ""
    app.reply(Reply(status=503))
    app.reply(Reply(status=503))
    browser.say("campaign-q3")
    assert "did not answer" in browser.notice()


def test_what_is_written_in_a_thread_says_in_which(open_tab: Playground, app: BotApp) -> None:
    """The app is told the thread, and the reply stands in it; a command works in none."""
    browser = open_tab.browser(ADA, TAB)
    browser.say("campaign-q3")
    root = app.last["event"]["ts"]
    form = next(form for form in browser.look().every("form") if posted(form).get("thread") == [root])
    browser.send("/say", {**posted(form), "text": "linkedin"})
    assert (app.last["event"]["thread_ts"], app.last["event"]["text"]) == (root, "linkedin")
    browser.send("/say", {**posted(form), "text": "/roi help"})
    assert app.last["event"]["text"] == "linkedin"
    assert "not supported in threads" in browser.messages()[-1]


def test_a_tab_that_is_read_only_takes_no_message(playground: Playground, app: BotApp) -> None:
    """Without the manifest of messages nothing can be written, and the app is told of nothing."""
    browser = playground.browser(ADA, TAB)
    assert browser.look().every("form", id="composer") == []
    heard = len(app.heard("event_callback"))
    browser.say("campaign-q3")
    assert len(app.heard("event_callback")) == heard
    assert "has been turned off" in browser.messages()[-1]


@pytest.mark.parametrize("line", ["      - im:history", "      - message.im"])
def test_the_app_is_told_nothing_without_the_scope_or_the_event(
    stage: Stage, web: httpx.Client, app: BotApp, tmp_path: Path, line: str
) -> None:
    """As strict as Slack: both are needed."""
    lines = manifests.for_address("https://x.org", messages=True).splitlines()
    without = "\n".join(one for one in lines if not one.startswith(line))
    deaf = staged(stage, web, app, tmp_path, written(tmp_path, without))
    browser = deaf.browser(ADA, TAB)
    browser.look()
    heard = len(app.sent)
    browser.say("campaign-q3")
    assert len(app.sent) == heard


def test_a_message_has_the_shortcuts_of_the_manifest(playground: Playground, app: BotApp) -> None:
    """Its menu tells the app the message, who wrote it and where, and gives it a trigger and an address."""
    playground.browser(MAX).say("We paid $250 & more")
    browser = playground.browser(ADA)
    button = next(node for node in browser.look().every("button") if node.text.startswith("Log cost from message"))
    playground.web.post(f"{playground.url}{button['hx-post']}", data={"callback_id": "log_cost_from_message"})
    [told] = app.heard("message_action")
    assert (told["callback_id"], told["user"]["id"], told["channel"]["id"]) == ("log_cost_from_message", ADA, OPEN)
    assert (told["message"]["user"], told["message"]["text"]) == (MAX, "We paid $250 &amp; more")
    assert told["message_ts"] == told["message"]["ts"]
    assert told["team"]["domain"] == "test-team"
    assert told["trigger_id"]
    assert playground.respond(told["response_url"], text="seen").status_code == 200


def test_what_one_person_alone_sees_has_no_shortcut(playground: Playground, app: BotApp) -> None:
    """Slack offers none for ephemeral messages, and takes none that is forged."""
    playground.browser().say("/rio")
    browser = playground.browser()
    assert not [node for node in browser.look().every("button") if node.text.startswith("Log cost from message")]
    ts = playground.slack.messages[-1]["ts"]
    browser.send(f"/messages/{ts}/shortcut", {"callback_id": "log_cost_from_message"})
    assert app.heard("message_action") == []


def test_the_demos_manifest_is_the_printed_one() -> None:
    """What the playground takes for the app's is manifest.yml with messages."""
    assert manifests.for_address(manifests.EXAMPLE_ADDRESS) == (ROOT / "manifest.yml").read_text("utf-8")
