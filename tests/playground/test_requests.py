"""What the app is sent: signed by Slack's rules, and with every key that Slack sends."""

from __future__ import annotations

import time
from datetime import datetime

from slack_sdk.signature import SignatureVerifier

from bot.playground.controls import KEYS
from tests.playground.app import BotApp, Payload
from tests.playground.conftest import ADA, ADAS, AHEAD, HOME, OPEN, PRIVATE, SECRET, Playground
from tests.playground.kit import FIELDS, FORM, actions, button, field, mrkdwn, option

COMMON = {"type", "token", "team", "user", "api_app_id", "enterprise", "is_enterprise_install"}
COMMAND = {
    *("token", "team_id", "team_domain", "channel_id", "channel_name", "user_id", "user_name", "command", "text"),
    *("api_app_id", "is_enterprise_install", "response_url", "trigger_id"),
}
ACTED = COMMON | {"container", "trigger_id", "actions"}
VIEW = {
    *("id", "team_id", "type", "blocks", "private_metadata", "callback_id", "state", "hash", "title", "clear_on_close"),
    *("notify_on_close", "close", "submit", "previous_view_id", "root_view_id", "app_id", "external_id"),
    *("app_installed_team_id", "bot_id"),
}
ENVELOPE = {
    *("token", "team_id", "context_team_id", "context_enterprise_id", "api_app_id", "event", "type", "event_id"),
    *("event_time", "authorizations", "is_ext_shared_channel", "event_context"),
}
USER = {"id", "username", "name", "team_id"}
BUTTONS = actions(button(value="campaign-q3"))
NOTE = field("note", {"type": "plain_text_input"}, optional=True)
CAMPAIGN = field("campaign", {"type": "external_select", "min_query_length": 0}, optional=True)


def test_every_request_is_signed_at_the_real_time(playground: Playground, app: BotApp) -> None:
    """slack_sdk takes the signature of each, though the app's own clock is a year ahead."""
    one_of_each(playground)
    assert len(app.sent) >= 8
    verifier = SignatureVerifier(SECRET)
    for sent in app.sent:
        assert verifier.is_valid_request(sent.body, dict(sent.headers))
        assert abs(int(sent.headers["x-slack-request-timestamp"]) - time.time()) < 60
    shown = datetime.fromisoformat(playground.browser().look().one(id="now").one("time")["datetime"])
    assert shown.timestamp() - time.time() > AHEAD - 600


def test_a_signature_is_of_that_body_and_that_secret(playground: Playground, app: BotApp) -> None:
    """Another body or another secret is not what was signed."""
    playground.command("campaign-q3")
    [sent] = app.sent
    headers = dict(sent.headers)
    assert not SignatureVerifier(SECRET).is_valid_request(sent.body + b"&text=other", headers)
    assert not SignatureVerifier("another secret").is_valid_request(sent.body, headers)


def test_a_command_is_the_form_slack_sends(playground: Playground, app: BotApp) -> None:
    """Who typed what where, and where an answer may go."""
    playground.browser(ADA, PRIVATE).say("/roi-cost  250 EUR ads ")
    assert app.sent[0].headers["content-type"] == "application/x-www-form-urlencoded"
    form = app.last
    assert set(form) == COMMAND
    assert (form["command"], form["text"], form["user_id"]) == ("/roi-cost", "250 EUR ads", ADA)
    assert (form["team_id"], form["channel_id"], form["channel_name"]) == ("T0TEST", PRIVATE, "g0private")
    assert form["response_url"].startswith(f"{playground.url}/commands/")


def test_a_button_of_a_message_brings_the_message(playground: Playground, app: BotApp) -> None:
    """What was pressed, in which message, with the state of its menus, and where an answer may go."""
    posted = playground.post(OPEN, blocks=[{"type": "section", "text": mrkdwn("*12* leads")}, BUTTONS])
    playground.browser().press("press")
    [payload] = app.heard("block_actions")
    assert set(payload) == ACTED | {"channel", "message", "state", "response_url"}
    assert set(payload["user"]) == USER
    assert payload["container"] == {
        "type": "message",
        "message_ts": posted["ts"],
        "channel_id": OPEN,
        "is_ephemeral": False,
    }
    [action] = payload["actions"]
    assert {key: action[key] for key in ("type", "block_id", "action_id", "value")} == {
        "type": "button",
        "block_id": "row",
        "action_id": "press",
        "value": "campaign-q3",
    }
    assert {"text", "action_ts"} <= set(action)


def test_the_message_is_as_slack_knows_it(playground: Playground, app: BotApp) -> None:
    """The app finds itself as its author, its own blocks and text, and nothing of how the playground keeps it."""
    posted = playground.post(OPEN, blocks=[BUTTONS])
    playground.browser().press("press")
    message = app.last["message"]
    assert (message["user"], message["ts"], message["text"]) == ("U0BOT", posted["ts"], "12 leads")
    assert message["blocks"] == [BUTTONS]
    known = {"type", "user", "bot_id", "app_id", "ts", "text", "team", "blocks", "thread_ts", "metadata", "edited"}
    assert set(message) <= known


def test_a_button_of_an_ephemeral_answer_comes_without_the_message(playground: Playground, app: BotApp) -> None:
    """Of what only one person sees, Slack sends no copy."""
    app.say({"text": "12 leads", "blocks": [BUTTONS]})
    playground.command()
    playground.browser().press("press")
    assert set(app.last) == ACTED | {"channel", "state", "response_url"}
    assert app.last["container"]["is_ephemeral"] is True


def test_a_menu_of_a_message_brings_its_state(playground: Playground, app: BotApp) -> None:
    """The option chosen stands in the action and in the state."""
    menu = {"type": "static_select", "action_id": "pick", "options": [option("Ads"), option("Tools")]}
    playground.post(OPEN, blocks=[actions(menu)])
    playground.browser().press("pick", {})
    assert app.last["state"]["values"] == {"row": {"pick": {"type": "static_select", "selected_option": None}}}
    browser = playground.browser()
    message = browser.look().every("form", class_="message-blocks")[-1]
    ts = playground.slack.messages[-1]["ts"]
    assert message["id"].endswith(ts.replace(".", "-"))
    browser.send(f"/messages/{ts}/act", {"row/pick": "tools", "block_id": "row", "action_id": "pick"})
    assert app.last["actions"][0]["selected_option"] == option("Tools")
    assert app.last["state"]["values"]["row"]["pick"]["selected_option"] == option("Tools")


def test_a_field_that_dispatches_brings_the_whole_form(playground: Playground, app: BotApp) -> None:
    """The view with its hash and what is typed so far; no conversation and no response_url."""
    dispatching = field("amount", {"type": "plain_text_input"}, dispatch_action=True)
    view = playground.open(dispatching, NOTE, callback_id="cost", private_metadata="7")
    playground.browser().press("amount", {"amount": "250", "note": "boosted"})
    [payload] = app.heard("block_actions")
    assert set(payload) == ACTED | {"view"}
    assert payload["container"] == {"type": "view", "view_id": view["id"]}
    assert set(payload["view"]) == VIEW
    assert (payload["view"]["hash"], payload["view"]["private_metadata"]) == (view["hash"], "7")
    assert payload["view"]["state"]["values"] == {
        "amount": {"amount": {"type": "plain_text_input", "value": "250"}},
        "note": {"note": {"type": "plain_text_input", "value": "boosted"}},
    }
    assert payload["actions"][0]["value"] == "250"


def test_a_button_of_the_home_tab_brings_the_tab(playground: Playground, app: BotApp) -> None:
    """The person's own tab is the view it was pressed in."""
    home = playground.call("views.publish", user_id=ADA, view={"type": "home", "blocks": [BUTTONS]})["view"]
    playground.browser(place=HOME).press("press")
    [payload] = app.heard("block_actions")
    assert set(payload) == ACTED | {"view"}
    assert (payload["view"]["id"], payload["view"]["type"]) == (home["id"], "home")
    assert set(payload["view"]) == VIEW
    assert payload["container"] == {"type": "view", "view_id": home["id"]}


def test_a_submission_carries_every_field(playground: Playground, app: BotApp) -> None:
    """What was typed, what stood there from the start, and null or nothing for what nobody touched."""
    view = playground.open(*[{**block, "optional": True} for block in FORM])
    playground.browser().submit({"amount": "250", "empty": "ads"})
    [payload] = app.heard("view_submission")
    assert set(payload) == COMMON | {"trigger_id", "view", "response_urls"}
    assert (set(payload["view"]), payload["view"]["hash"]) == (VIEW, view["hash"])
    values = {block_id: row[block_id] for block_id, row in payload["view"]["state"]["values"].items()}
    assert {name: entry["type"] for name, entry in values.items()} == {n: e["type"] for n, e in FIELDS.items()}
    assert all(set(entry) == {"type", KEYS[entry["type"]][0]} for entry in values.values())
    assert (values["amount"]["value"], values["empty"]["selected_option"]["value"]) == ("250", "ads")
    assert values["note"]["value"] == "\n<b>two</b>\nlines"
    assert values["campaign"]["selected_option"] == FIELDS["campaign"]["initial_option"]
    assert values["team"]["selected_users"] == ["U1", "U9"]
    assert [values[name][KEYS[FIELDS[name]["type"]][0]] for name in UNTOUCHED] == [None, None, None, [], []]


def test_a_form_may_ask_where_to_answer(playground: Playground, app: BotApp) -> None:
    """A menu of conversations with response_url_enabled gives an address that posts there."""
    where = {"type": "conversations_select", "response_url_enabled": True, "initial_conversation": ADAS}
    playground.open(field("to", where))
    playground.browser().submit()
    [given] = app.last["response_urls"]
    assert (given["block_id"], given["action_id"], given["channel_id"]) == ("to", "to", ADAS)
    assert playground.respond(given["response_url"], text="Logged.", response_type="in_channel").status_code == 200
    assert any("Logged." in said for said in playground.browser(place=ADAS).messages())


def test_cancel_is_told_only_to_who_asks(playground: Playground, app: BotApp) -> None:
    """notify_on_close makes Cancel a view_closed; without it nothing is sent."""
    playground.open(NOTE)
    playground.browser().close()
    assert app.heard("view_closed") == []
    view = playground.open(NOTE, notify_on_close=True)
    playground.browser().close()
    [payload] = app.heard("view_closed")
    assert set(payload) == COMMON | {"view", "is_cleared"}
    assert (set(payload["view"]), payload["view"]["id"]) == (VIEW, view["id"])
    assert payload["is_cleared"] is False


def test_the_cross_clears_the_whole_stack(playground: Playground, app: BotApp) -> None:
    """All forms are gone at once, is_cleared says so, and the view is the one at the root."""
    root = playground.open(NOTE, notify_on_close=True)
    app.say({"response_action": "push", "view": {"type": "modal", "title": root["title"], "blocks": [BUTTONS]}})
    playground.browser().submit()
    browser = playground.browser()
    browser.close(cross=True)
    [payload] = app.heard("view_closed")
    assert (payload["is_cleared"], payload["view"]["id"]) == (True, root["id"])
    assert browser.look().every("dialog") == []


def test_a_searching_menu_of_a_form_says_what_is_sought(playground: Playground, app: BotApp) -> None:
    """The app learns the menu, what is typed, and in which form."""
    view = playground.open(CAMPAIGN)
    app.say({"options": [option("Campaign Q3")]})
    found = playground.browser().get(
        f"/views/{view['id']}/suggest", block_id="campaign", action_id="campaign", value="q3"
    )
    payload = app.last
    assert set(payload) >= COMMON | {"container", "action_id", "block_id", "value", "view"}
    assert (payload["type"], payload["action_id"], payload["block_id"]) == ("block_suggestion", "campaign", "campaign")
    assert (payload["value"], payload["view"]["id"]) == ("q3", view["id"])
    assert "Campaign Q3" in found.text


def test_a_searching_menu_of_a_message_brings_the_message(playground: Playground, app: BotApp) -> None:
    """There the app learns conversation and message instead."""
    menu = {"type": "external_select", "action_id": "find", "min_query_length": 0}
    ts = playground.post(OPEN, blocks=[actions(menu)])["ts"]
    app.say({"options": []})
    browser = playground.browser()
    assert browser.get(f"/messages/{ts}/suggest", block_id="row", action_id="find", value="").status_code == 200
    assert set(app.last) >= COMMON | {"container", "action_id", "block_id", "value", "channel", "message"}


def test_a_shortcut_carries_a_trigger_and_no_response_url(playground: Playground, app: BotApp) -> None:
    """It belongs to no conversation."""
    playground.browser().send("/shortcut", {"callback_id": "log_cost"})
    assert set(app.last) == COMMON | {"callback_id", "action_ts", "trigger_id"}
    assert (app.last["type"], app.last["callback_id"]) == ("shortcut", "log_cost")


def test_opening_the_home_tab_is_an_event(playground: Playground, app: BotApp) -> None:
    """Its envelope is whole, its id new each time, and the tab it had comes with it."""
    browser = playground.browser(place=HOME)
    browser.look()
    playground.call("views.publish", user_id=ADA, view={"type": "home", "blocks": [BUTTONS]})
    browser.look()
    first, second = (sent.payload for sent in app.sent)
    assert app.sent[0].headers["content-type"] == "application/json"
    assert set(first) == ENVELOPE
    assert set(first["authorizations"][0]) == {
        *("enterprise_id", "team_id", "user_id", "is_bot", "is_enterprise_install"),
    }
    assert set(first["event"]) == {"type", "user", "channel", "tab", "event_ts"}
    assert (first["event"]["type"], first["event"]["tab"], first["event"]["user"]) == ("app_home_opened", "home", ADA)
    assert first["event_id"] != second["event_id"]
    assert second["event"]["view"]["type"] == "home"
    assert second["event_time"] == int(float(second["event"]["event_ts"]))


def test_opening_the_messages_tab_is_an_event_too(playground: Playground, app: BotApp) -> None:
    """It says which tab, and in which direct conversation."""
    direct = playground.slack.direct(ADA)
    playground.browser(place=direct).look()
    assert (app.last["event"]["tab"], app.last["event"]["channel"]) == ("messages", direct)


UNTOUCHED = ("title", "rings", "channel", "file", "places")


def one_of_each(playground: Playground) -> None:
    """Everything a person can do that the app is told."""
    playground.command("campaign-q3")
    browser, home = playground.browser(), playground.browser(place=HOME)
    browser.send("/shortcut", {"callback_id": "log_cost"})
    playground.post(OPEN, blocks=[BUTTONS])
    browser.press("press")
    view: Payload = playground.open(NOTE, CAMPAIGN, notify_on_close=True)
    browser.get(f"/views/{view['id']}/suggest", block_id="campaign", action_id="campaign", value="ś&<")
    browser.submit({"note": "ś&<"})
    playground.open(NOTE, notify_on_close=True)
    browser.close()
    home.look()
