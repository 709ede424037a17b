"""The stand-in of Slack is honest: it refuses what Slack refuses, forgets what Slack forgets, breaks as told."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import RemoteDisconnected
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier
from slack_sdk.webhook import WebhookClient

from tests.requests import Client
from tests.slack import SCOPES, FakeSlack

Payload = dict[str, Any]
SECRET = "signing-secret"


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as running:
        yield running


@pytest.fixture
def web(slack: FakeSlack, monkeypatch: pytest.MonkeyPatch) -> WebClient:
    # slack_sdk would send even this through a proxy: it ignores NO_PROXY.
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"):
        monkeypatch.delenv(name, raising=False)
    return WebClient(token=slack.token, base_url=slack.url, retry_handlers=[])


def plain(text: str) -> Payload:
    return {"type": "plain_text", "text": text}


def section(text: str = "12 leads", **extra: Any) -> Payload:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **extra}


def field(block_id: str, element: Payload, **extra: Any) -> Payload:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(block_id),
        "element": {"action_id": block_id, **element},
        **extra,
    }


OPTIONS = [{"text": plain("Ads"), "value": "ads"}, {"text": plain("Tools"), "value": "tools"}]
MODAL = {
    "type": "modal",
    "callback_id": "cost",
    "title": plain("Log a cost"),
    "submit": plain("Save"),
    "blocks": [
        field(
            "category",
            {"type": "static_select", "options": OPTIONS, "initial_option": OPTIONS[0]},
            dispatch_action=True,
        ),
        field("amount", {"type": "number_input", "is_decimal_allowed": True}),
        field("date", {"type": "datepicker", "initial_date": "2026-08-03"}),
        field("campaign", {"type": "external_select", "min_query_length": 0}, optional=True),
        field("to", {"type": "conversations_select", "response_url_enabled": True}),
        field("rules", {"type": "checkboxes", "options": OPTIONS}),
        field("note", {"type": "plain_text_input"}, optional=True),
    ],
}


def refused(call: Any, **arguments: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        call(**arguments)
    return str(caught.value.response["error"])


# Who asks, and for what.


def test_auth_test_names_the_workspace_and_the_scopes(slack: FakeSlack, web: WebClient) -> None:
    """auth.test answers who the bot is, and the granted scopes stand in a header."""
    answer = web.auth_test()
    assert (answer["team_id"], answer["user_id"], answer["bot_id"]) == ("T1", "U0BOT", "B1")
    assert answer.headers["x-oauth-scopes"] == SCOPES


def test_a_wrong_token_is_refused(slack: FakeSlack) -> None:
    """Only the workspace's token opens anything."""
    assert refused(WebClient(token="xoxb-other", base_url=slack.url).auth_test) == "invalid_auth"


def test_an_unknown_method_is_refused(web: WebClient) -> None:
    """What the stand-in does not know it does not pretend to do."""
    assert refused(web.files_list) == "unknown_method"


def test_people_carry_language_zone_and_standing(slack: FakeSlack, web: WebClient) -> None:
    """users.info tells what a test said about somebody, the locale only when asked for."""
    slack.person("U2", locale="pl-PL", restricted=True, tz="Asia/Tokyo")
    user = web.users_info(user="U2", include_locale=True)["user"]
    assert (user["locale"], user["is_restricted"], user["tz"], user["tz_offset"]) == (
        "pl-PL",
        True,
        "Asia/Tokyo",
        32400,
    )
    assert "locale" not in web.users_info(user="U2")["user"]
    assert refused(web.users_info, user="U9") == "user_not_found"


def test_a_missing_scope_is_named(slack: FakeSlack, web: WebClient) -> None:
    """History needs a scope the bot should not have."""
    assert refused(web.conversations_history, channel="C1") == "missing_scope"
    slack.scopes += ",channels:history"
    assert web.conversations_history(channel="C1")["messages"] == []


# Views.


def test_a_trigger_works_once(slack: FakeSlack, web: WebClient) -> None:
    """The second modal for one click is refused."""
    trigger = slack.trigger()
    view = web.views_open(trigger_id=trigger, view=MODAL)["view"]
    assert slack.opened == [slack.views[view["id"]]]
    assert refused(web.views_open, trigger_id=trigger, view=MODAL) == "exchanged_trigger_id"


def test_a_trigger_expires(slack: FakeSlack, web: WebClient) -> None:
    """After three seconds the click is forgotten."""
    trigger = slack.trigger()
    slack.wait(3.1)
    assert refused(web.views_open, trigger_id=trigger, view=MODAL) == "expired_trigger_id"
    assert refused(web.views_open, trigger_id="made up", view=MODAL) == "invalid_trigger_id"


def test_a_broken_view_is_refused_and_remembered(slack: FakeSlack, web: WebClient) -> None:
    """A modal against the limits is not shown, says why, and uses up no trigger."""
    trigger = slack.trigger()
    broken = {**MODAL, "title": plain("x" * 25)}
    with pytest.raises(SlackApiError) as caught:
        web.views_open(trigger_id=trigger, view=broken)
    assert caught.value.response["error"] == "invalid_arguments"
    assert "[json-pointer:/title/text]" in caught.value.response["response_metadata"]["messages"][0]
    assert "/title/text: must have 1 to 24 characters" in slack.faults[0]
    web.views_open(trigger_id=trigger, view=MODAL)


def test_a_stale_hash_is_refused(slack: FakeSlack, web: WebClient) -> None:
    """Only who has seen the latest state of a view may change it."""
    view = web.views_open(trigger_id=slack.trigger(), view=MODAL)["view"]
    newer = web.views_update(view_id=view["id"], hash=view["hash"], view=MODAL)["view"]
    assert (newer["id"], newer["hash"] != view["hash"]) == (view["id"], True)
    assert refused(web.views_update, view_id=view["id"], hash=view["hash"], view=MODAL) == "hash_conflict"
    assert refused(web.views_update, view_id="V0", view=MODAL) == "not_found"


def test_three_modals_at_most_lie_on_each_other(slack: FakeSlack, web: WebClient) -> None:
    """A stack takes two pushes, by triggers got inside it."""
    view_id = web.views_open(trigger_id=slack.trigger(), view=MODAL)["view"]["id"]
    for _ in range(2):
        view_id = web.views_push(trigger_id=slack.trigger(view_id), view=MODAL)["view"]["id"]
    assert refused(web.views_push, trigger_id=slack.trigger(view_id), view=MODAL) == "push_limit_reached"


def test_a_home_tab_belongs_to_one_person(slack: FakeSlack, web: WebClient) -> None:
    """views.publish keeps the latest Home tab of each person; a modal is none."""
    web.views_publish(user_id="U1", view={"type": "home", "blocks": [section("before")]})
    web.views_publish(user_id="U1", view={"type": "home", "blocks": [section("after")]})
    assert slack.home["U1"]["blocks"][0]["text"]["text"] == "after"
    assert refused(web.views_publish, user_id="U1", view=MODAL) == "invalid_arguments"


# Messages.


def test_a_post_is_kept_with_its_metadata(slack: FakeSlack, web: WebClient) -> None:
    """What was posted can be read, updated and deleted."""
    slack.scopes += ",channels:history"
    metadata = {"event_type": "digest", "event_payload": {"id": "1"}}
    posted = web.chat_postMessage(channel="C1", text="12 leads", blocks=[section()], metadata=metadata)
    assert slack.messages[0]["metadata"] == metadata
    (read,) = web.conversations_history(channel="C1", include_all_metadata=True, oldest="0")["messages"]
    assert (read["ts"], read["metadata"]) == (posted["ts"], metadata)
    web.chat_update(channel="C1", ts=posted["ts"], text="13 leads")
    assert (slack.messages[0]["text"], slack.messages[0]["blocks"]) == ("13 leads", [])
    web.chat_delete(channel="C1", ts=posted["ts"])
    assert slack.messages == []
    assert refused(web.chat_delete, channel="C1", ts=posted["ts"]) == "message_not_found"


def test_a_post_to_a_person_opens_a_direct_conversation(slack: FakeSlack, web: WebClient) -> None:
    """A user id as channel ends in the same D… conversation each time."""
    first, second = (web.chat_postMessage(channel="U1", text="hello")["channel"] for _ in range(2))
    assert first == second == slack.direct("U1")
    assert slack.messages[0]["user"] == "U1"


def test_an_ephemeral_post_reaches_one_person(slack: FakeSlack, web: WebClient) -> None:
    """Ephemeral messages say for whom they are."""
    web.chat_postEphemeral(channel="C1", user="U1", text="only you")
    assert slack.messages[0]["ephemeral_to"] == "U1"


@pytest.mark.parametrize(
    ("channel", "error"),
    [("G1", "not_in_channel"), ("C2", "not_in_channel"), ("C3", "is_archived"), ("C9", "channel_not_found")],
)
def test_a_post_needs_an_open_door(slack: FakeSlack, web: WebClient, channel: str, error: str) -> None:
    """No post where the bot is no member, into an archive, or nowhere."""
    slack.conversations["G1"] = {"private": True}
    slack.conversations["C2"] = {}
    slack.conversations["C3"] = {"member": True, "archived": True}
    assert refused(web.chat_postMessage, channel=channel, text="hello") == error


def test_chat_write_public_opens_public_conversations_only(slack: FakeSlack, web: WebClient) -> None:
    """With that scope the bot posts where it is no member, but not in private."""
    slack.scopes += ",chat:write.public"
    slack.conversations.update(C2={}, G1={"private": True})
    web.chat_postMessage(channel="C2", text="hello")
    assert refused(web.chat_postMessage, channel="G1", text="hello") == "not_in_channel"


def test_broken_blocks_are_refused_and_remembered(slack: FakeSlack, web: WebClient) -> None:
    """Blocks against the limits are not posted."""
    assert refused(web.chat_postMessage, channel="C1", text="x", blocks=[section("x" * 3001)]) == "invalid_blocks"
    assert slack.messages == []
    assert "chat.postMessage /blocks/0/text/text: must have 1 to 3000" in slack.faults[0]


@pytest.mark.filterwarnings("ignore:The top-level `text` argument is missing")
def test_blocks_need_the_whole_text_as_well(slack: FakeSlack, web: WebClient) -> None:
    """Slack would post it, but a screen reader would read nothing."""
    assert refused(web.chat_postMessage, channel="C1", blocks=[section()]) == "invalid_arguments"
    assert refused(web.chat_postMessage, channel="C1") == "no_text"


def test_a_long_text_falls_apart_and_a_huge_one_is_refused(slack: FakeSlack, web: WebClient) -> None:
    """4,040 characters are one message, more come in pieces of 4,000, over 40 KB nothing is posted."""
    web.chat_postMessage(channel="C1", text="x" * 4040)
    web.chat_postMessage(channel="C1", text="x" * 4041)
    assert [len(message["text"]) for message in slack.messages] == [4040, 4000, 41]
    assert refused(web.chat_postMessage, channel="C1", text="x" * 41_000) == "msg_too_long"


# response_urls.


def test_a_response_url_works_five_times(slack: FakeSlack) -> None:
    """The sixth answer to one command goes nowhere."""
    answers = WebhookClient(slack.response_url())
    found = [answers.send(text=str(number)).status_code for number in range(6)]
    assert found == [200] * 5 + [404]
    assert [payload["text"] for _, payload in slack.responses] == ["0", "1", "2", "3", "4"]


def test_a_response_url_expires_and_is_checked(slack: FakeSlack) -> None:
    """After thirty minutes it is gone; before, broken blocks are refused."""
    url = slack.response_url()
    assert WebhookClient(url).send(text="x", blocks=[section("")]).status_code == 400
    assert slack.faults
    slack.wait(30 * 60 + 1)
    late = WebhookClient(url).send(text="x")
    assert (late.status_code, late.body) == (404, "expired_url")


# Failing on purpose.


@pytest.mark.parametrize(("how", "stored"), [("drop", 0), ("drop-after", 1)])
def test_a_dropped_connection_may_have_posted(slack: FakeSlack, web: WebClient, how: str, stored: int) -> None:
    """No answer says nothing about whether the message is there."""
    slack.fail_next("chat.postMessage", how)
    with pytest.raises((RemoteDisconnected, ConnectionResetError)):
        web.chat_postMessage(channel="C1", text="x")
    assert len(slack.messages) == stored


@pytest.mark.parametrize(("how", "stored"), [("500", 0), ("500-after", 1)])
def test_a_500_may_have_posted(slack: FakeSlack, web: WebClient, how: str, stored: int) -> None:
    """An error of Slack's own says nothing either."""
    slack.fail_next("chat.postMessage", how)
    with pytest.raises(SlackApiError):
        web.chat_postMessage(channel="C1", text="x")
    assert len(slack.messages) == stored


def test_a_rate_limit_says_how_long(slack: FakeSlack, web: WebClient) -> None:
    """A 429 carries Retry-After and touches nothing; the next call goes through."""
    slack.fail_next("chat.postMessage", "429:7")
    with pytest.raises(SlackApiError) as caught:
        web.chat_postMessage(channel="C1", text="x")
    assert (caught.value.response.status_code, caught.value.response.headers["retry-after"]) == (429, "7")
    web.chat_postMessage(channel="C1", text="x")
    assert len(slack.messages) == 1


def test_a_named_error_and_a_slow_answer(slack: FakeSlack, web: WebClient) -> None:
    """Any error of Slack's can be asked for, and any delay."""
    slack.fail_next("chat.postMessage", "error:token_revoked")
    assert refused(web.chat_postMessage, channel="C1", text="x") == "token_revoked"
    slack.fail_next("chat.postMessage", "slow:0.2")
    started = time.monotonic()
    web.chat_postMessage(channel="C1", text="x")
    assert time.monotonic() - started >= 0.2


def test_a_rule_breaks_by_count(slack: FakeSlack, web: WebClient) -> None:
    """A rule sees the method, the arguments and how often it was called."""
    slack.rule = lambda method, payload, n: f"error:{method}_{payload['channel']}" if n == 2 else None
    web.chat_postMessage(channel="C1", text="x")
    assert refused(web.chat_postMessage, channel="C1", text="x") == "chat.postMessage_C1"
    assert [method for method, _ in slack.calls] == ["chat.postMessage"] * 2


def test_an_unknown_failure_is_a_mistake_of_the_test(slack: FakeSlack) -> None:
    """Asking for a failure that does not exist is told at once."""
    with pytest.raises(ValueError, match="unknown failure"):
        slack.fail_next("chat.postMessage", "explode")


def test_many_at_once(slack: FakeSlack, web: WebClient) -> None:
    """Posts from many threads are all kept, each with a time stamp of its own."""
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda n: web.chat_postMessage(channel="C1", text=str(n)), range(200)))
    assert len({message["ts"] for message in slack.messages}) == 200


# The other direction: requests to a bot, here one that only listens.


class Bot(ThreadingHTTPServer):
    """Keeps what it receives and answers ``reply`` to everything."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Listener)
        self.received: list[Payload] = []
        self.headers: list[dict[str, str]] = []
        self.reply: Payload | str = ""


class Listener(BaseHTTPRequestHandler):
    server: Bot

    def do_POST(self) -> None:  # the name http.server asks for
        body = self.rfile.read(int(self.headers["Content-Length"]))
        valid = SignatureVerifier(SECRET).is_valid_request(body, {k.lower(): v for k, v in self.headers.items()})
        self.server.received.append(_understood(body.decode()))
        self.server.headers.append(dict(self.headers))
        reply = self.server.reply
        answer = (reply if isinstance(reply, str) else json.dumps(reply)).encode()
        self.send_response(200 if valid else 401)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: Any) -> None:  # the name http.server asks for
        """Keep the tests quiet."""


def _understood(body: str) -> Payload:
    if body.startswith("{"):
        found: Payload = json.loads(body)
        return found
    form = {key: values[0] for key, values in parse_qs(body, keep_blank_values=True).items()}
    return json.loads(form["payload"]) if "payload" in form else form


@pytest.fixture
def bot() -> Iterator[Bot]:
    server = Bot()
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def client(bot: Bot, slack: FakeSlack) -> Client:
    return Client(f"http://127.0.0.1:{bot.server_address[1]}", SECRET, slack)


def test_a_command_is_signed_and_complete(client: Client, bot: Bot) -> None:
    """A command comes as Slack's form does, with a signature slack_sdk accepts."""
    bot.reply = {"response_type": "ephemeral", "text": "ROI n/a"}
    answer = client.command("/roi", "campaign-q3", user="U1", channel="C1")
    assert (answer.status, answer.text) == (200, "ROI n/a")
    (form,) = bot.received
    assert (form["command"], form["text"], form["user_id"], form["team_id"]) == ("/roi", "campaign-q3", "U1", "T1")
    assert set(form) >= {"response_url", "trigger_id", "user_name", "team_domain", "channel_name", "api_app_id"}


def test_an_unsigned_request_goes_out_as_it_is(client: Client) -> None:
    """Attackers send what they like."""
    assert client.raw(b"{}", {"Content-Type": "application/json"}).status == 401


def test_an_answer_against_the_limits_is_remembered(client: Client, bot: Bot, slack: FakeSlack) -> None:
    """Blocks in the answer to a command are held against the limits too."""
    bot.reply = {"text": "x", "blocks": [section("")]}
    client.command("/roi")
    assert slack.faults == ["answer to /roi /blocks/0/text/text: must not be empty"]


def test_a_submission_carries_every_field(client: Client, bot: Bot, slack: FakeSlack, web: WebClient) -> None:
    """Untouched fields come with their initial values, typed ones in the shape of their element."""
    web.views_open(trigger_id=slack.trigger(), view=MODAL)
    view = slack.opened[-1]
    client.submit(view, {"amount": "250", "campaign": "campaign-q3", "to": "C1", "rules": ["ads"]}, user="U1")
    payload = bot.received[0]
    values = payload["view"]["state"]["values"]
    assert values["category"]["category"] == {"type": "static_select", "selected_option": OPTIONS[0]}
    assert values["amount"]["amount"] == {"type": "number_input", "value": "250"}
    assert values["date"]["date"]["selected_date"] == "2026-08-03"
    assert values["campaign"]["campaign"]["selected_option"]["value"] == "campaign-q3"
    assert values["to"]["to"]["selected_conversation"] == "C1"
    assert values["rules"]["rules"]["selected_options"] == [OPTIONS[0]]
    assert values["note"]["note"]["value"] is None
    assert payload["response_urls"][0]["channel_id"] == "C1"
    assert (payload["team"]["id"], payload["user"]["id"], payload["enterprise"]) == ("T1", "U1", None)
    assert view["id"] not in slack.views


def test_nobody_fills_in_what_is_not_there(client: Client, slack: FakeSlack, web: WebClient) -> None:
    """A field that is not in the view, or an option not on its menu, is a mistake of the test."""
    web.views_open(trigger_id=slack.trigger(), view=MODAL)
    with pytest.raises(AssertionError, match="no field"):
        client.submit(slack.opened[-1], {"colour": "red"})
    with pytest.raises(AssertionError, match="not on the menu"):
        client.submit(slack.opened[-1], {"category": "food"})


def test_an_answer_with_errors_keeps_the_modal_open(client: Client, bot: Bot, slack: FakeSlack, web: WebClient) -> None:
    """Errors stand under fields of the view; elsewhere Slack would lose them."""
    web.views_open(trigger_id=slack.trigger(), view=MODAL)
    bot.reply = {"response_action": "errors", "errors": {"amount": "not a number", "colour": "red"}}
    assert client.submit(slack.opened[-1]).errors["amount"] == "not a number"
    assert slack.opened[-1]["id"] in slack.views
    assert slack.faults == ["view_submission /errors/colour: no input block has this id"]


def test_an_answer_may_replace_the_modal(client: Client, bot: Bot, slack: FakeSlack, web: WebClient) -> None:
    """An update takes the place of the view, with a new hash."""
    web.views_open(trigger_id=slack.trigger(), view=MODAL)
    view = slack.opened[-1]
    bot.reply = {"response_action": "update", "view": {**MODAL, "callback_id": "receipt"}}
    client.submit(view)
    assert slack.views[view["id"]]["callback_id"] == "receipt"
    assert slack.views[view["id"]]["hash"] != view["hash"]


def test_a_button_is_pressed_where_it_is_shown(client: Client, bot: Bot, slack: FakeSlack, web: WebClient) -> None:
    """A press names the message, its container, a response_url and the button's own value."""
    button = {"type": "button", "action_id": "share", "text": plain("Share"), "value": "campaign-q3"}
    web.chat_postMessage(channel="C1", text="x", blocks=[section(accessory=button)])
    client.press("share", message=slack.messages[0])
    payload = bot.received[0]
    assert payload["actions"][0]["value"] == "campaign-q3"
    assert payload["container"]["message_ts"] == payload["message"]["ts"] == slack.messages[0]["ts"]
    assert payload["response_url"].startswith(slack.url.removesuffix("api/"))
    with pytest.raises(AssertionError, match="on the screen"):
        client.press("undo", message=slack.messages[0])


def test_a_button_of_an_ephemeral_answer_comes_without_the_message(client: Client, bot: Bot) -> None:
    """Of an ephemeral message Slack sends no copy."""
    button = {"type": "button", "action_id": "share", "text": plain("Share"), "value": "x"}
    bot.reply = {"text": "x", "blocks": [section(accessory=button)]}
    answer = client.command("/roi")
    client.press("share", message=answer.body)
    assert bot.received[1]["container"]["is_ephemeral"] is True
    assert "message" not in bot.received[1]


def test_a_choice_that_dispatches_brings_the_state(client: Client, bot: Bot, slack: FakeSlack, web: WebClient) -> None:
    """The action, what was typed and the hash come together; the trigger can push a view."""
    web.views_open(trigger_id=slack.trigger(), view=MODAL)
    client.select(slack.opened[-1], "category", "tools", {"amount": "9.50"})
    payload = bot.received[0]
    assert payload["actions"][0]["selected_option"] == OPTIONS[1]
    values = payload["view"]["state"]["values"]
    assert (values["amount"]["amount"]["value"], values["category"]["category"]["selected_option"]) == (
        "9.50",
        OPTIONS[1],
    )
    assert payload["view"]["hash"] == slack.opened[-1]["hash"]
    web.views_push(trigger_id=payload["trigger_id"], view=MODAL)


def test_suggestions_shortcuts_and_events(client: Client, bot: Bot, slack: FakeSlack, web: WebClient) -> None:
    """The rest of what Slack sends has its own shape too."""
    web.views_open(trigger_id=slack.trigger(), view=MODAL)
    bot.reply = {"options": OPTIONS}
    assert client.suggest("campaign", "q3", view=slack.opened[-1]).options == OPTIONS
    client.shortcut("log_cost", "U1")
    client.event("app_home_opened", user="U1", tab="home", event_id="Ev7", retry=1)
    suggestion, shortcut, event = bot.received
    assert (suggestion["type"], suggestion["value"], suggestion["block_id"]) == ("block_suggestion", "q3", "campaign")
    assert (shortcut["type"], shortcut["callback_id"], "response_url" in shortcut) == ("shortcut", "log_cost", False)
    assert (event["event"]["tab"], event["event_id"], bot.headers[2]["X-Slack-Retry-Num"]) == ("home", "Ev7", "1")
