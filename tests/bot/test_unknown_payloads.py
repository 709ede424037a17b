"""Payloads the bot does not know: an answer where a person waits for one, nothing saved, never an error of ours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.language import Languages
from tests.answers import Answer
from tests.bot.conftest import ADA, ANNA, MAX, Team, inside, said
from tests.databases import Copies
from tests.program import serving
from tests.slack import FakeSlack

GONE = "This button or form is out of date. Please type the command again."
FOREIGN = "I’m not installed in your workspace, so I can’t answer here."
UNKNOWN = "Slack didn’t tell me who you are. Please try again."
READERS = {MAX: "en", ANNA: "pl"}


def told(message: str, user: str) -> str:
    return Languages().get(READERS[user]).say(message)


@pytest.fixture(scope="module")
def here(copies: Copies) -> Iterator[Team]:
    """A team whose bot is in this process: for rubbish of which each piece is another text for the same door."""
    with inside(copies) as working:
        yield working


@pytest.fixture(autouse=True)
def nothing_saved(request: pytest.FixtureRequest) -> Iterator[None]:
    """No test of this file may leave a row behind."""
    asked: Team = request.getfixturevalue("here" if "here" in request.fixturenames else "team")
    before = entries(asked)
    yield
    assert entries(asked) == before


TABLES = "entries names campaigns goals targets schedules deliveries handled".split()
COUNTS = ", ".join(f"(SELECT count(*) FROM {table})" for table in TABLES)  # noqa: S608 - the tables above


def entries(team: Team) -> tuple[int, ...]:
    with team.beside.reading() as connection:
        return tuple(connection.exec_driver_sql(f"SELECT {COUNTS}").one())


def payload(team: Team, body: dict[str, Any], user: str = MAX) -> Answer:
    """An interaction of Slack's, as it is."""
    whole = {"user": {"id": user, "team_id": "T1"}, "team": {"id": "T1"}, "api_app_id": "A1", **body}
    return team.client.signed(urlencode({"payload": json.dumps(whole)}).encode())


def event(team: Team, body: dict[str, Any]) -> Answer:
    return team.client.signed(json.dumps(body).encode(), "application/json")


# --- where a person waits ---


@pytest.mark.parametrize("user", READERS)
@pytest.mark.parametrize("command", ["/roi-costs", "/budget", "/", "", "/roi\n", "/ROI-COST", "x" * 300])
def test_an_unknown_command_gets_the_usage(team: Team, command: str, user: str) -> None:
    """Whatever command leads here, the answer says what the bot understands."""
    answer = team.client.command(command, "250 ads", user=user)
    assert (answer.status, (answer.body or {})["response_type"]) == (200, "ephemeral")
    assert answer.text.startswith(told("Eight things to type", user))


@pytest.mark.parametrize("user", READERS)
@pytest.mark.parametrize("callback_id", ["unknown", "note", "", "cost2", "deals", "../cost"])
def test_an_unknown_form_says_it_is_gone(team: Team, callback_id: str, user: str) -> None:
    """A form of another version becomes a note that says so."""
    team.client.command("/roi", "new", user=user)
    view = {**team.slack.opened[-1], "callback_id": callback_id}
    answer = team.client.submit(view, {"name": "Anything"}, user=user)
    assert (answer.status, (answer.body or {})["response_action"]) == (200, "update")
    assert told(GONE, user) in said(answer.view)


@pytest.mark.parametrize("user", READERS)
@pytest.mark.parametrize("action_id", ["approve", "", "undo2", "log_offer"])
def test_an_unknown_button_of_a_message_says_it_is_gone(team: Team, action_id: str, user: str) -> None:
    """Beside the message, to the person alone; the message stays."""
    sent = len(team.slack.responses)
    answer = team.client.press(action_id, "1", user=user, message={"ts": "1.1", "blocks": _button(action_id)})
    assert answer.status == 200
    (_, said_so) = team.slack.responses[sent]
    assert (said_so["text"], said_so["response_type"]) == (told(GONE, user), "ephemeral")
    assert not said_so["replace_original"]


@pytest.mark.parametrize("user", READERS)
@pytest.mark.parametrize("kind", ["modal", "home"])
def test_an_unknown_button_of_a_view_says_it_is_gone(team: Team, kind: str, user: str) -> None:
    """A modal opens that says so: over the form, or over the Home tab."""
    if kind == "modal":
        view = team.form("/roi", "new", user)
    else:
        assert team.client.event("app_home_opened", user=user, tab="home").status == 200
        view = team.slack.home[user]
    shown = {**view, "blocks": [*view["blocks"], *_button("approve")]}
    opened = len(team.slack.opened)
    assert team.client.press("approve", "1", user=user, view=shown).status == 200
    assert told(GONE, user) in said(team.slack.opened[opened])


@pytest.mark.parametrize("user", READERS)
def test_an_unknown_shortcut_says_it_is_gone(team: Team, user: str) -> None:
    """A global shortcut of another version opens a note."""
    opened = len(team.slack.opened)
    assert team.client.shortcut("log_deal", user=user).status == 200
    assert told(GONE, user) in said(team.slack.opened[opened])


@pytest.mark.parametrize("user", READERS)
def test_a_shortcut_of_a_message_says_it_is_gone(team: Team, user: str) -> None:
    """The bot has none: whoever finds one is told beside the message."""
    sent = len(team.slack.responses)
    body = {
        "type": "message_action",
        "callback_id": "log_this",
        "trigger_id": team.slack.trigger(),
        "response_url": team.slack.response_url(),
        "channel": {"id": "C1"},
        "message": {"text": "x", "ts": "1.1"},
        "message_ts": "1.1",
    }
    assert payload(team, body, user).status == 200
    assert team.slack.responses[sent][1]["text"] == told(GONE, user)


@pytest.mark.parametrize("action_id", ["person", "", "file"])
def test_an_unknown_menu_offers_nothing(team: Team, action_id: str) -> None:
    """An empty list, which Slack shows as no result."""
    answer = team.client.suggest(action_id, "a", user=MAX)
    assert (answer.status, answer.body) == (200, {"options": []})


@pytest.mark.parametrize(
    "kind", ["static_select", "datepicker", "checkboxes", "overflow", "multi_static_select", "plain_text_input"]
)
def test_an_unknown_control_is_acknowledged(team: Team, kind: str) -> None:
    """A menu touched in passing asks for no answer, but Slack must not show a warning."""
    action = {"type": kind, "action_id": "whatever", "block_id": "b", "action_ts": "1.1"}
    container = {"type": "message", "message_ts": "1.1", "channel_id": "C1"}
    body = {"type": "block_actions", "actions": [action], "container": container, "trigger_id": team.slack.trigger()}
    assert payload(team, body).status == 200


def test_a_button_that_only_opens_an_address_is_acknowledged(team: Team) -> None:
    """The browser has opened it already: nothing is said on top."""
    sent = len(team.slack.responses)
    blocks = _button("open", url="https://example.com/")
    assert team.client.press("open", None, user=MAX, message={"ts": "1.1", "blocks": blocks}).status == 200
    assert len(team.slack.responses) == sent


def _button(action_id: str, **more: str) -> list[dict[str, Any]]:
    button = {"type": "button", "text": {"type": "plain_text", "text": "Press"}, "action_id": action_id, "value": "1"}
    return [{"type": "actions", "block_id": "extra", "elements": [{**button, **more}]}]


RUBBISH = [
    *(
        "",
        "{}",
        "[]",
        "null",
        "{bad",
        "text",
        '{"kept": 5}',
        '{"corrects": "x"}',
        '{"corrects": -1}',
        '{"replaces": {}}',
    ),
    *('{"entry": "x"}', '{"edit": 5}', '{"deal": 5}', '{"opened": 5, "corrects": 99999999999999999999999}'),
    *('{"typed": 5, "figure": 5, "page": "x", "newer": "abc", "shown": [1], "revision": []}', '{"page": 1e400}'),
    '{"typed": "nothing we know", "newer": null, "shown": {"a": 1}}',
]


@pytest.mark.parametrize(
    "form", ["cost", "conversion", "new", "target", "metric", "benchmark", "deal", "rate", "fx", "company", "digest"]
)
def test_a_form_of_another_version_is_no_error_of_ours(here: Team, form: str) -> None:
    """What it remembers may be what we never wrote: then nothing is remembered, and its fields are asked for."""
    command, word = (f"/roi-{form}", "") if form in ("cost", "conversion") else ("/roi", form)
    shown = here.form(command, word, ADA)
    for metadata in RUBBISH:
        answer = here.client.submit({**shown, "private_metadata": metadata}, {}, user=ADA)
        assert answer.status == 200, metadata
        assert "Reference" not in answer.raw, metadata


@pytest.mark.parametrize("action_id", ["figures_older", "figures_newer", "figures_back", "undo_opened", "preview_cost"])
def test_a_button_over_another_version_is_no_error_of_ours(here: Team, action_id: str) -> None:
    """The same of the buttons within a modal; the figures are drawn from the top."""
    for metadata in RUBBISH:
        shown = here.form("/roi", "new", ADA)  # another each time: above one form Slack takes two more
        view = {**shown, "private_metadata": metadata, "blocks": [*shown["blocks"], *_button(action_id)]}
        called = len(here.slack.calls)
        assert here.client.press(action_id, "1", user=ADA, view=view).status == 200, metadata
        assert "Reference" not in json.dumps([one for _, one in here.slack.calls[called:]], default=str), metadata


# --- where nobody waits ---


@pytest.mark.parametrize(
    "type", ["message", "app_mention", "reaction_added", "member_joined_channel", "team_join", "function_executed", "x"]
)
@pytest.mark.parametrize("more", [{}, {"user": MAX}, {"user": "UNOBODY"}, {"subtype": "bot_message", "bot_id": "B9"}])
def test_an_event_nobody_asked_for_is_acknowledged(team: Team, type: str, more: dict[str, Any]) -> None:
    """200, so that Slack does not send it again; and nothing is said in the conversation."""
    posted = len(team.slack.messages)
    assert team.client.event(type, channel="C1", text="<@U0BOT> roi", ts="1.1", **more).status == 200
    assert len(team.slack.messages) == posted


@pytest.mark.parametrize("retry", [None, 1, 3])
def test_an_event_sent_again_is_acknowledged_again(team: Team, retry: int | None) -> None:
    """Slack's second try is as welcome as its first."""
    assert team.client.event("app_home_opened", user=MAX, tab="home", event_id="Ev77", retry=retry).status == 200


def test_a_view_left_is_acknowledged(team: Team) -> None:
    """Closing a form saves nothing and asks for nothing."""
    assert team.client.close(team.form("/roi", "new", MAX), user=MAX).status == 200


@pytest.mark.parametrize(
    "type",
    ["interactive_message", "dialog_submission", "dialog_cancellation", "workflow_step_edit", "workflow_step_execute",
     "dialog_suggestion", "app_rate_limited", "martian", ""],
)  # fmt: skip
def test_a_payload_of_an_unknown_type_is_no_error_of_ours(team: Team, type: str) -> None:
    """An older or newer Slack may send what the bot has never heard of."""
    body = {"type": type, "callback_id": "x", "action_ts": "1.1", "actions": [{"name": "a", "type": "button"}]}
    assert payload(team, body).status < 500
    assert event(team, {"type": type, "team_id": "T1"}).status < 500


# --- Slack's own questions ---


def test_slack_asks_whose_address_it_is(team: Team) -> None:
    """url_verification, signed, is answered with its challenge."""
    answer = event(team, {"type": "url_verification", "token": "t", "challenge": "3eZbrw1aB"})
    assert answer.status == 200
    assert "3eZbrw1aB" in answer.raw


def test_a_stranger_asking_for_the_challenge_is_refused(team: Team) -> None:
    """Unsigned, the same question gets no answer."""
    body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1aB"}).encode()
    answer = team.client.raw(body, {"Content-Type": "application/json"})
    assert (answer.status, answer.raw) == (401, "")


def test_slack_checks_the_certificate(team: Team) -> None:
    """ssl_check is acknowledged."""
    assert team.client.signed(b"ssl_check=1&token=t").status == 200


# --- whose request it is ---


@pytest.mark.parametrize("where", [{"team_id": "T2"}, {"team_id": ""}, {"team_id": "T1 "}, {"team_id": "t1"}])
@pytest.mark.parametrize(("command", "text"), [("/roi", ""), ("/roi-cost", "5 ads"), ("/roi", "goal"), ("/x", "")])
def test_a_foreign_workspaces_command_is_refused(team: Team, where: dict[str, str], command: str, text: str) -> None:
    """The token serves one workspace; another is told that the bot is not installed there."""
    answer = team.client.command(command, text, user=ADA, **where)
    assert (answer.status, answer.text) == (200, FOREIGN)


@pytest.mark.parametrize(
    "whose",
    [
        {"team": {"id": "T2", "domain": "other"}},
        {"team": None, "enterprise": {"id": "E1"}, "is_enterprise_install": True},
        {"team": {"id": "T2", "enterprise_id": "E1"}, "enterprise": {"id": "E1", "name": "Org"}},
    ],
    ids=["another team", "an organisation", "another team of an organisation"],
)
def test_a_foreign_workspaces_interaction_is_refused(team: Team, whose: dict[str, Any]) -> None:
    """Form, button, shortcut and menu alike: nothing is saved, opened for use, or offered."""
    view = team.form("/roi", "new", MAX)
    values = {"name": {"name": {"type": "plain_text_input", "value": "Spy"}}}
    submitted = {"type": "view_submission", "view": {**view, "state": {"values": values}}}
    assert FOREIGN in payload(team, submitted | whose).errors.values()
    sent, opened = len(team.slack.responses), len(team.slack.opened)
    action = {"type": "button", "action_id": "undo", "block_id": "b", "value": "1", "action_ts": "1.1"}
    pressed = {"type": "block_actions", "actions": [action], "container": {"type": "message"}}
    assert payload(team, pressed | {"response_url": team.slack.response_url()} | whose).status == 200
    assert [answer["text"] for _, answer in team.slack.responses[sent:]] == [FOREIGN]
    shortcut = {"type": "shortcut", "callback_id": "log_cost", "trigger_id": team.slack.trigger()}
    assert payload(team, shortcut | whose).status == 200
    assert [FOREIGN in said(view) for view in team.slack.opened[opened:]] == [True]
    suggestion = {"type": "block_suggestion", "action_id": "campaign", "block_id": "campaign", "value": ""}
    assert payload(team, suggestion | whose).options == []


def test_a_foreign_workspaces_event_changes_nothing(team: Team) -> None:
    """Neither its Home tab nor its farewell is ours."""
    envelope = {"type": "event_callback", "team_id": "T2", "event_id": "Ev9", "authorizations": []}
    drawn = len([method for method, _ in team.slack.calls if method == "views.publish"])
    for happened in ({"type": "app_home_opened", "user": MAX, "tab": "home"}, {"type": "app_uninstalled"}):
        assert event(team, envelope | {"event": happened}).status == 200
    assert len([method for method, _ in team.slack.calls if method == "views.publish"]) == drawn


def test_a_person_slack_does_not_know_is_asked_to_try_again(team: Team) -> None:
    """Without a word from Slack nobody is served, neither as a member nor as an admin."""
    assert team.client.command("/roi", "", user="UNOBODY").text == UNKNOWN
    assert team.client.command("/roi-cost", "5 ads", user="UNOBODY").text == UNKNOWN


@pytest.mark.parametrize("how", ["500", "drop", "429:30", "error:internal_error", "error:missing_scope", "drop-after"])
def test_while_slack_does_not_say_who_it_is_nothing_is_saved(team: Team, how: str) -> None:
    """users.info fails once: a clear sentence; the next try works and saves."""
    user = team.person()
    team.slack.fail_next("users.info", how)  # it is not asked again for the language to refuse in
    assert team.client.command("/roi-cost", "5 ads", user=user).text == UNKNOWN
    assert team.client.command("/roi", "help", user=user).text.startswith("Eight things to type")


def test_a_slow_slack_does_not_keep_a_person_waiting(team: Team) -> None:
    """A users.info that hangs is given up before Slack shows its own warning."""
    user = team.person()
    team.slack.fail_next("users.info", "slow:6")
    answer = team.client.command("/roi-cost", "5 ads", user=user)
    assert answer.text == UNKNOWN
    assert answer.took < 3


@pytest.mark.parametrize("user", ["", "U1' OR 1=1", "<!channel>", "U" * 500, "\u202e"])
def test_a_person_with_an_impossible_name_is_nobody(team: Team, user: str) -> None:
    """A user id that is none gets no figure and no entry, and no error of ours."""
    answer = team.client.command("/roi-cost", "5 ads", user_id=user)
    assert answer.status < 500
    assert "$" not in answer.text


def test_a_command_without_a_person_is_answered(team: Team) -> None:
    """Slack always names one; where it does not, nothing is done and nothing breaks."""
    answer = team.client.signed(b"command=%2Froi-cost&text=5+ads&team_id=T1&trigger_id=1.2")
    assert answer.status < 500
    assert "$" not in answer.text


def test_an_unreachable_slack_is_not_mistaken_for_a_foreign_workspace(copies: Copies) -> None:
    """Started while Slack is down, the bot asks to try again: it does not say it is not installed."""
    with FakeSlack() as slack:
        for _ in range(2):  # once at the start, once for the first request
            slack.fail_next("auth.test", "500")
        with serving(slack, copies.url("sqlite")) as client:
            answer = client.command("/roi", "help")
            assert (answer.status, answer.text != FOREIGN) == (200, True)
            assert client.command("/roi", "help").text.startswith("Eight things to type")
