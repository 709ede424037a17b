"""The Web API, as strict as Slack's: who may call what, trigger ids, views, messages, and the limits of both."""

from __future__ import annotations

from typing import Any

import pytest

from tests.playground.app import BotApp, Payload
from tests.playground.conftest import ADA, ADAS, MAX, OPEN, PRIVATE, TOKEN, Playground, modal
from tests.playground.kit import actions, button, field, mrkdwn, plain
from tests.slack import SCOPES

NOTE = field("note", {"type": "plain_text_input"}, optional=True)
TOO_LONG = {"type": "section", "block_id": "s", "text": mrkdwn("x" * 3001)}


def error(playground: Playground, method: str, **arguments: Any) -> str:
    """The word a call is refused with."""
    answer = playground.call(method, **arguments)
    assert answer["ok"] is False
    return str(answer["error"])


def trigger(playground: Playground, user: str = ADA) -> str:
    return str(playground.command(user=user)["trigger_id"])


# --- who calls what ---


@pytest.mark.parametrize(
    "method", ["files.upload", "conversations.create", "users.lookupByEmail", "chat.postmessage", "x"]
)
def test_a_method_it_does_not_know_is_refused(playground: Playground, method: str) -> None:
    """It pretends nothing."""
    assert error(playground, method) == "unknown_method"


def test_only_the_apps_own_token_opens_anything(playground: Playground) -> None:
    """Another token is refused, and so is none; nothing is posted."""
    assert error(playground, "chat.postMessage", token="xoxb-other", channel=OPEN, text="x") == "invalid_auth"
    assert error(playground, "chat.postMessage", token="", channel=OPEN, text="x") == "not_authed"
    assert playground.browser().messages() == []
    assert playground.call("auth.test")["team_id"] == "T0TEST"


def test_a_scope_the_manifest_does_not_ask_for_is_missing(playground: Playground) -> None:
    """The answer names the scope needed and those there are."""
    answer = playground.call("conversations.history", channel=OPEN)
    assert (answer["error"], answer["needed"]) == ("missing_scope", "channels:history")
    assert answer["provided"] == SCOPES


def test_arguments_come_as_json_or_as_a_form(playground: Playground) -> None:
    """slack_sdk uses both."""
    headers = {"Authorization": f"Bearer {TOKEN}"}
    address = f"{playground.url}/api/users.info"
    answer = playground.web.post(address, data={"user": MAX, "include_locale": "1"}, headers=headers).json()
    assert answer["user"]["locale"] == "pl-PL"
    assert playground.call("users.info", user=MAX, include_locale=True) == answer


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff\xfe", b"null", b'{"blocks": "[", "channel": 7}'])
@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded"])
def test_garbage_is_refused_in_slacks_words(playground: Playground, body: bytes, kind: str) -> None:
    """Whatever an app sends, it is answered with ok false, never with a crash."""
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": kind}
    response = playground.web.post(f"{playground.url}/api/chat.postMessage", content=body, headers=headers)
    assert (response.status_code, response.json()["ok"]) == (200, False)


# --- trigger ids ---


def test_a_trigger_opens_one_form(playground: Playground) -> None:
    """The second form for one command is refused."""
    given = trigger(playground)
    assert playground.call("views.open", trigger_id=given, view=modal(NOTE))["ok"]
    assert error(playground, "views.open", trigger_id=given, view=modal(NOTE)) == "exchanged_trigger_id"


def test_a_trigger_lives_three_seconds(playground: Playground) -> None:
    """Just before it opens a form, just after it does not."""
    given, late = trigger(playground), trigger(playground)
    playground.wait(2.5)
    assert playground.call("views.open", trigger_id=given, view=modal(NOTE))["ok"]
    playground.wait(0.6)
    assert error(playground, "views.open", trigger_id=late, view=modal(NOTE)) == "expired_trigger_id"


def test_a_trigger_is_slacks_to_give(playground: Playground) -> None:
    """One that was made up is refused."""
    assert error(playground, "views.open", trigger_id="1.T0TEST.1", view=modal(NOTE)) == "invalid_trigger_id"


def test_a_form_opens_for_who_gave_the_trigger(playground: Playground) -> None:
    """Nobody else sees it."""
    playground.open(NOTE, user=MAX)
    assert playground.browser(MAX).form()
    assert playground.browser(ADA).look().every("dialog") == []


# --- views ---


def test_a_stale_hash_is_refused(playground: Playground) -> None:
    """Only who has seen the newest state of a form may change it."""
    view = playground.open(NOTE)
    newer = playground.call("views.update", view_id=view["id"], hash=view["hash"], view=modal(NOTE))["view"]
    assert error(playground, "views.update", view_id=view["id"], hash=view["hash"], view=modal(NOTE)) == "hash_conflict"
    assert playground.call("views.update", view_id=view["id"], hash=newer["hash"], view=modal(NOTE))["ok"]
    assert error(playground, "views.update", view_id="V0", view=modal(NOTE)) == "not_found"


def test_three_forms_lie_on_each_other_at_most(playground: Playground, app: BotApp) -> None:
    """A fourth is refused, by views.push and as an answer to a form."""
    playground.open(NOTE, actions(button()))
    browser = playground.browser()
    for _ in range(2):
        browser.press("press")
        answer = playground.call("views.push", trigger_id=app.last["trigger_id"], view=modal(NOTE, actions(button())))
        assert answer["ok"], answer
    browser.press("press")
    assert error(playground, "views.push", trigger_id=app.last["trigger_id"], view=modal(NOTE)) == "push_limit_reached"
    app.say({"response_action": "push", "view": modal(NOTE)})
    browser.submit()
    assert "push_limit_reached" in browser.notice()


def test_a_form_is_pushed_only_from_inside_one(playground: Playground) -> None:
    """A command's trigger opens a form but stacks none."""
    playground.open(NOTE)
    assert error(playground, "views.push", trigger_id=trigger(playground), view=modal(NOTE)) == "not_found"


def test_a_home_tab_belongs_to_one_person(playground: Playground) -> None:
    """views.publish fills that person's tab, with a hash of its own; a form is no tab."""
    tab = {"type": "home", "blocks": [actions(button("Ada only"))]}
    view = playground.call("views.publish", user_id=ADA, view=tab)["view"]
    assert "Ada only" in playground.browser(ADA, "home").look().text
    assert "Ada only" not in playground.browser(MAX, "home").look().text
    playground.call("views.publish", user_id=ADA, view=tab, hash=view["hash"])
    assert error(playground, "views.publish", user_id=ADA, view=tab, hash=view["hash"]) == "hash_conflict"
    assert error(playground, "views.publish", user_id=ADA, view=modal(NOTE)) == "invalid_arguments"


# --- messages ---


def test_a_private_conversation_wants_an_invitation(playground: Playground) -> None:
    """Until somebody types /invite, the app is not in it."""
    assert error(playground, "chat.postMessage", channel=PRIVATE, text="12 leads") == "not_in_channel"
    browser = playground.browser(place=PRIVATE)
    browser.say("/invite @Somebody")
    assert error(playground, "chat.postMessage", channel=PRIVATE, text="12 leads") == "not_in_channel"
    browser.say("/invite @ROI Bot")
    playground.post(PRIVATE)
    assert "12 leads" in browser.messages()[-1]


def test_a_post_goes_where_there_is_something(playground: Playground) -> None:
    """Not into a conversation nobody knows, nor without a word."""
    assert error(playground, "chat.postMessage", channel="C0NOWHERE", text="x") == "channel_not_found"
    assert error(playground, "chat.postMessage", channel=OPEN) == "no_text"


def test_an_ephemeral_post_reaches_one_member(playground: Playground) -> None:
    """Who is not in the conversation cannot be written to in it."""
    assert playground.call("chat.postEphemeral", channel=OPEN, user=MAX, text="for Max")["ok"]
    assert "for Max" in playground.browser(MAX).messages()[0]
    assert playground.browser(ADA).messages() == []
    assert error(playground, "chat.postEphemeral", channel=ADAS, user=MAX, text="x") == "user_not_in_channel"


def test_only_lasting_messages_can_be_changed(playground: Playground) -> None:
    """chat.update and chat.delete find what was posted, not what was ephemeral."""
    posted = playground.post(OPEN)
    assert playground.call("chat.update", channel=OPEN, ts=posted["ts"], text="13 leads")["ok"]
    assert "13 leads (edited)" in playground.browser().messages()[0]
    ephemeral = playground.call("chat.postEphemeral", channel=OPEN, user=ADA, text="x")["message_ts"]
    assert error(playground, "chat.update", channel=OPEN, ts=ephemeral, text="y") == "message_not_found"
    assert playground.call("chat.delete", channel=OPEN, ts=posted["ts"])["ok"]
    assert error(playground, "chat.delete", channel=OPEN, ts=posted["ts"]) == "message_not_found"


# --- limits ---


def test_blocks_over_the_limits_are_refused_with_reasons(playground: Playground) -> None:
    """invalid_blocks, with the place and the rule; nothing is posted."""
    answer = playground.call("chat.postMessage", channel=OPEN, text="x", blocks=[TOO_LONG])
    assert answer["error"] == "invalid_blocks"
    [reason] = answer["response_metadata"]["messages"]
    assert "must have 1 to 3000 characters" in reason
    assert "[json-pointer:/blocks/0/text/text]" in reason
    assert playground.browser().messages() == []


@pytest.mark.parametrize(
    ("view", "pointer"),
    [
        (modal(TOO_LONG), "/blocks/0/text/text"),
        (modal(NOTE, title=plain("x" * 25)), "/title/text"),
        (modal(*[{**NOTE, "block_id": str(number)} for number in range(101)]), "/blocks"),
        ({"type": "modal", "title": plain("x"), "blocks": [NOTE]}, ""),
        ("no view", "/view"),
    ],
)
def test_views_over_the_limits_are_refused_with_reasons(playground: Playground, view: Payload, pointer: str) -> None:
    """The form does not open, and its trigger can still be used."""
    given = trigger(playground)
    answer = playground.call("views.open", trigger_id=given, view=view)
    assert answer["error"] == "invalid_arguments"
    assert f"[json-pointer:{pointer}]" in answer["response_metadata"]["messages"][0]
    assert playground.browser().look().every("dialog") == []
    assert playground.call("views.open", trigger_id=given, view=modal(NOTE))["ok"]


def test_a_refused_answer_to_a_command_tells_the_reason(playground: Playground, app: BotApp) -> None:
    """Who typed the command reads why there is no answer; nobody else does."""
    app.say({"response_type": "in_channel", "text": "x", "blocks": [TOO_LONG]})
    playground.command("campaign-q3")
    [said] = playground.browser().messages()
    assert "invalid_blocks: /blocks/0/text/text must have 1 to 3000 characters, has 3001" in said
    assert "Only visible to you" in said
    assert playground.browser(MAX).messages() == []


def test_a_refused_form_in_an_answer_tells_the_reason(playground: Playground, app: BotApp) -> None:
    """An update or push Slack would not show leaves the form as it was."""
    view = playground.open(NOTE)
    browser = playground.browser()
    for action in ("update", "push"):
        app.say({"response_action": action, "view": modal(TOO_LONG)})
        browser.submit()
        assert "/blocks/0/text/text must have 1 to 3000 characters" in browser.notice()
    app.say({"response_action": "update"})
    browser.submit()
    assert "/view is required" in browser.notice()
    assert browser.look().one("dialog")["id"] == f"dialog-{view['id']}"


@pytest.mark.parametrize(
    "answer",
    [
        {"options": [{"text": plain("x" * 76), "value": "x"}]},
        {"options": [{"text": "Campaign Q3", "value": "q3"}]},
        {"options": [], "option_groups": []},
        {"options": [{"text": plain("A"), "value": str(number)} for number in range(101)]},
        {},
    ],
)
def test_options_slack_would_not_show_are_refused(playground: Playground, app: BotApp, answer: Payload) -> None:
    """The menu says that nothing could be loaded, instead of half of it."""
    view = playground.open(field("campaign", {"type": "external_select", "min_query_length": 0}))
    app.say(answer)
    asked = {"block_id": "campaign", "action_id": "campaign", "value": "q"}
    found = playground.browser().get(f"/views/{view['id']}/suggest", **asked)
    assert (found.status_code, found.text.startswith("invalid_blocks: ")) == (502, True)
