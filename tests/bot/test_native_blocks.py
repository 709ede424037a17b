"""Native blocks with a way back: where Slack refuses a table or a chart, its plain form arrives instead, once.

Answers and digests hold a table and a chart of the tests' own here, whatever the views draw.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from bot.delivery import letters
from bot.desk import acknowledgements
from bot.playground.refusals import KINDS, POST, RESPONSE_URL
from bot.services import roi_question
from bot.slack import native_memory
from bot.views.answers import AnswerView
from bot.views.campaigns import campaign_answer
from bot.views.digests import digest_post
from core.posts.deliveries import Kind, State
from core.posts.native_blocks import KNOWN_FOR, NativeBlock, kinds_in
from storage.tables import native_blocks
from tests.bot.conftest import ADA, DAY, Payload, Team
from tests.bot.test_digest_setup import next_run, outcomes, set_up, weekly
from tests.inside import Inside
from tests.slack import SCOPES

TABLE: Payload = {
    "type": "table",
    "column_settings": [{"align": "left", "is_wrapped": True}, {"align": "right", "is_wrapped": False}],
    "rows": [
        [{"type": "raw_text", "text": "Channel"}, {"type": "raw_text", "text": "Cost"}],
        [{"type": "raw_text", "text": "YouTube ▼\u00a0loses"}, {"type": "raw_text", "text": "5,548"}],
    ],
}
PLAIN_TABLE = "```Channel      Cost\nYouTube     5,548 ▼ loses```"
CHART: Payload = {
    "type": "data_visualization",
    "title": "Cost by week, USD",
    "chart": {
        "type": "bar",
        "series": [{"name": "Cost", "data": [{"label": "6 Sep", "value": 9731}, {"label": "13 Sep", "value": 5068}]}],
        "axis_config": {"categories": ["6 Sep", "13 Sep"]},
    },
}
PLAIN_CHART = "Cost by week, USD: 6\u00a0Sep\u00a09,731 · 13\u00a0Sep\u00a05,068"
ACK_SECONDS = 3

Draw = Callable[..., Payload]


@pytest.fixture(params=[(TABLE,)], ids=["table"])
def team_with_tables(new_team: Team, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Team:
    """A team of whose Slack nothing is known, and answers on campaigns and digests that hold these blocks."""
    monkeypatch.setattr(roi_question, "campaign_answer", _answered_with(campaign_answer, request.param))
    monkeypatch.setattr(letters, "digest_post", _drawn_with(digest_post, request.param))
    new_team.campaign("Alpha")
    new_team.cost(f"1234.50 ads linkedin alpha {DAY}")
    _forget(new_team)
    return new_team


with_chart = pytest.mark.parametrize("team_with_tables", [(TABLE, CHART)], indirect=True, ids=["table and chart"])
with_chart_alone = pytest.mark.parametrize("team_with_tables", [(CHART,)], indirect=True, ids=["chart"])


# --- answers to a command ---


def test_the_first_answer_goes_to_the_commands_address_and_the_next_into_the_acknowledgement(
    team_with_tables: Team,
) -> None:
    """Nobody knows yet whether Slack takes tables, and an acknowledgement would not tell: so it is empty at first."""
    team = team_with_tables
    first = team.ask("alpha")
    assert first.raw == ""
    assert kinds_in(first.body or {}) == {NativeBlock.TABLE}
    assert len(team.slack.responses) == 1
    second = team.ask("alpha")
    assert second.raw
    assert second.body == first.body
    assert len(team.slack.responses) == 1


def test_a_refused_table_arrives_in_plain_form_once(team_with_tables: Team) -> None:
    """Within Slack's three seconds, and later ones come in the acknowledgement, in plain form at once."""
    team = team_with_tables
    team.slack.refusals.refuse("table")
    began = monotonic()
    first = team.ask("alpha")
    assert monotonic() - began < ACK_SECONDS
    assert first.raw == ""
    (arrived,) = _arrived(team)
    assert _plain_tables(arrived) == [PLAIN_TABLE]
    assert _learned(team) == {(RESPONSE_URL, "table"): False}
    tries = _tries(team, "response_url")
    second = team.ask("alpha")
    assert second.raw
    assert second.body == arrived
    assert _tries(team, "response_url") == tries


@with_chart_alone
def test_a_refused_chart_becomes_a_line(team_with_tables: Team) -> None:
    """With each of its points."""
    team = team_with_tables
    team.slack.refusals.refuse("data_visualization")
    assert _lines(team.ask("alpha").body) == [PLAIN_CHART]


@pytest.mark.parametrize("word", ["invalid_blocks", "invalid_attachments", "only_one_table_allowed"])
def test_every_word_of_slacks_for_blocks_is_a_refusal(team_with_tables: Team, word: str) -> None:
    """Also where it stands in an answer that is called a success."""
    team = team_with_tables
    team.slack.fail_next("response_url", f"error:{word}")
    assert _plain_tables(team.ask("alpha").body or {}) == [PLAIN_TABLE]
    assert len(_arrived(team)) == 1


@with_chart
@pytest.mark.parametrize(("kind", "other"), [("table", "data_visualization"), ("data_visualization", "table")])
def test_only_the_refused_kind_is_left_out(team_with_tables: Team, kind: str, other: str) -> None:
    """A table and a chart in one answer: by the second answer both are known, and from then on one is left out."""
    team = team_with_tables
    team.slack.refusals.refuse(kind)
    for _ in range(2):
        assert kind not in kinds_in(team.ask("alpha").body or {})
    assert _learned(team) == {(RESPONSE_URL, kind): False, (RESPONSE_URL, other): True}
    third = team.ask("alpha")
    assert third.raw
    assert kinds_in(third.body or {}) == {other}


@with_chart
@pytest.mark.parametrize("kind", ["table", "data_visualization"])
def test_a_kind_that_slack_names_is_left_out_at_once(team_with_tables: Team, kind: str) -> None:
    """As it does where the bot posts: two tries, and the other kind stays."""
    team = team_with_tables
    place, run = _digest(team)
    team.slack.refusals.refuse(kind, POST)
    tries = _tries(team, "chat.postMessage")
    assert team.tick(run) == "1 sent."
    assert _tries(team, "chat.postMessage") - tries == 2
    (posted,) = [message for message in team.slack.messages if message["channel"] == place and kinds_in(message)]
    assert kind not in kinds_in(posted)


@with_chart
def test_where_both_are_refused_both_come_in_plain_form(team_with_tables: Team) -> None:
    """The figures of the one and of the other."""
    team = team_with_tables
    for kind in KINDS:
        team.slack.refusals.refuse(kind)
    answer = team.ask("alpha").body or {}
    assert (_plain_tables(answer), _lines(answer)) == ([PLAIN_TABLE], [PLAIN_CHART])
    assert len(_arrived(team)) == 1


@with_chart
def test_a_slow_refusal_is_followed_by_the_last_form_at_once(team_with_tables: Team) -> None:
    """So that the person has an answer before Slack gives up on the command."""
    team = team_with_tables
    team.slack.refusals.refuse("table")
    for _ in range(2):
        team.slack.fail_next("response_url", "slow:0.6")
    began = monotonic()
    assert _plain_tables(team.ask("alpha").body or {}) == [PLAIN_TABLE]
    assert monotonic() - began < ACK_SECONDS
    assert _tries(team, "response_url") == 2


@with_chart
@pytest.mark.parametrize("kind", ["table", "data_visualization"])
def test_a_slow_refusal_blames_no_kind(team_with_tables: Team, kind: str) -> None:
    """Both were left out at once, so nobody knows which was refused; an address that names none is asked again."""
    team = team_with_tables
    team.slack.refusals.refuse(kind)
    team.slack.fail_next("response_url", "slow:0.6")
    assert not kinds_in(team.ask("alpha").body or {})
    assert _learned(team) == {}


@with_chart
def test_a_kind_is_blamed_only_once_the_message_is_taken_without_it(team_with_tables: Team) -> None:
    """The blocks were refused, then there were too many messages: nothing was taken, and nothing is known."""
    team = team_with_tables
    place, run = _digest(team)
    for how in ("error:invalid_blocks", "429:60"):
        team.slack.fail_next("chat.postMessage", how)
    assert team.tick(run) == "0 sent."
    assert _learned(team) == {}
    assert outcomes(team, Kind.DIGEST, place) == [(State.PENDING, "rate_limited")]


@pytest.mark.parametrize("word", ["channel_not_found", "ratelimited", "a_word_of_tomorrow"])
def test_an_address_that_says_it_is_not_ok_has_taken_nothing(team_with_tables: Team, word: str) -> None:
    """Whatever Slack's word is, and though the answer is called a success: the acknowledgement carries it."""
    team = team_with_tables
    team.slack.fail_next("response_url", f"error:{word}")
    answer = team.ask("alpha")
    assert answer.raw
    assert _plain_tables(answer.body or {}) == [PLAIN_TABLE]
    assert _learned(team) == {}


def test_an_address_that_may_have_taken_it_gets_no_second_answer(team_with_tables: Team) -> None:
    """Slack's own error in the middle of it: words that say where to look."""
    team = team_with_tables
    team.slack.fail_next("response_url", "error:fatal_error")
    assert team.ask("alpha").text.startswith("Slack didn’t say whether it was posted.")
    assert _learned(team) == {}


def test_a_refusal_that_leaves_no_time_is_followed_by_the_acknowledgement_alone(
    team_with_tables: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plain form, once: another try through the address might arrive behind the words that it is too late."""
    team = team_with_tables
    monkeypatch.setattr(acknowledgements, "seconds_left", iter([1.2, 0.6]).__next__)
    team.slack.refusals.refuse("table")
    answer = team.ask("alpha")
    assert _plain_tables(answer.body or {}) == [PLAIN_TABLE]
    assert _arrived(team) == []
    assert _tries(team, "response_url") == 1


def test_an_answer_that_may_have_arrived_is_not_sent_again(team_with_tables: Team) -> None:
    """Slack stored it and the connection broke: one answer, and words that say where to look."""
    team = team_with_tables
    team.slack.fail_next("response_url", "drop-after")
    answer = team.ask("alpha")
    assert answer.text.startswith("Slack didn’t say whether it was posted.")
    assert len(_arrived(team)) == 1
    assert _tries(team, "response_url") == 1
    assert _learned(team) == {}


def test_an_address_that_is_over_takes_nothing_and_the_acknowledgement_carries_it(team_with_tables: Team) -> None:
    """In plain form, as nobody knows more."""
    team = team_with_tables
    answer = team.client.command("/roi", "alpha", user=ADA, response_url="https://example.com/none")
    assert answer.raw
    assert _plain_tables(answer.body or {}) == [PLAIN_TABLE]


def test_blocks_refused_for_another_reason_teach_nothing(team_with_tables: Team) -> None:
    """Where the plain form is refused as well, the table was not to blame, and the person hears of it."""
    team = team_with_tables
    for _ in range(2):
        team.slack.fail_next("response_url", "error:invalid_blocks")
    assert team.ask("alpha").text.startswith("Slack didn’t do what I asked.")
    assert _arrived(team) == []
    assert _learned(team) == {}


# --- what is remembered ---


def test_a_process_that_was_restarted_remembers(team_with_tables: Team) -> None:
    """What was refused and what was taken: the new process asks nobody."""
    team = team_with_tables
    team.slack.refusals.refuse("table")
    first = team.ask("alpha")
    again = _restarted(team).command("/roi", "alpha", user=ADA)
    assert again.raw
    assert again.body == first.body


def test_after_a_week_it_is_asked_again(team_with_tables: Team) -> None:
    """Until then it is not: Slack may have come to take tables."""
    team = team_with_tables
    team.slack.refusals.refuse("table")
    team.ask("alpha")
    team.slack.refusals.take("table")
    _moved_back(team, KNOWN_FOR - timedelta(minutes=1))
    assert _plain_tables(_restarted(team).command("/roi", "alpha", user=ADA).body or {}) == [PLAIN_TABLE]
    _moved_back(team, timedelta(minutes=1))
    answer = _restarted(team).command("/roi", "alpha", user=ADA)
    assert answer.raw == ""
    assert kinds_in(answer.body or {}) == {NativeBlock.TABLE}
    assert _learned(team) == {(RESPONSE_URL, "table"): True}


def test_another_process_hears_of_it_within_minutes(team_with_tables: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each keeps what it has read for so long at most."""
    team = team_with_tables
    other = _restarted(team)
    assert other.command("/roi", "alpha", user=ADA).raw == ""
    team.slack.refusals.refuse("table")
    with team.beside.writing() as connection:
        connection.execute(update(native_blocks).values(taken=False))
    assert other.command("/roi", "alpha", user=ADA).body is None  # Slack refuses the acknowledgement without a word
    monkeypatch.setattr(native_memory, "READ_AGAIN_SECONDS", 0.0)
    assert _plain_tables(other.command("/roi", "alpha", user=ADA).body or {}) == [PLAIN_TABLE]


def test_each_way_out_is_remembered_by_itself(team_with_tables: Team) -> None:
    """A refusal of chat.postMessage says nothing of answers."""
    team = team_with_tables
    team.slack.refusals.refuse("table", POST)
    _share_in_direct_message(team)
    assert NativeBlock.TABLE in kinds_in(team.ask("alpha").body or {})
    assert _learned(team) == {(RESPONSE_URL, "table"): True, (POST, "table"): False}


# --- buttons, and what is shared ---


def test_a_button_answers_in_plain_form(team_with_tables: Team) -> None:
    """In the place of the question which reading was meant, and once."""
    team = team_with_tables
    team.slack.refusals.refuse("table", RESPONSE_URL)
    assert team.client.press("ask_as", "alpha", user=ADA).status == 200
    (arrived,) = _arrived(team)
    assert _plain_tables(arrived) == [PLAIN_TABLE]
    assert arrived["replace_original"] is True


def test_in_a_modal_everything_is_plain(team_with_tables: Team) -> None:
    """No modal takes a table, whatever is known of messages."""
    team = team_with_tables
    view = team.form("/roi", "new")
    button = {
        "type": "button",
        "text": {"type": "plain_text", "text": "Alpha"},
        "action_id": "ask_as",
        "value": "alpha",
    }
    pressed_in = {**view, "blocks": [{"type": "actions", "block_id": "row", "elements": [button]}]}
    assert team.client.press("ask_as", view=pressed_in, user=ADA).status == 200
    assert _plain_tables(team.slack.views[view["id"]]) == [PLAIN_TABLE]


def test_a_shared_answer_is_posted_in_plain_form(team_with_tables: Team) -> None:
    """Through the button's address: one post that all see."""
    team = team_with_tables
    answer = team.ask("alpha").body or {}
    _forget(team)
    team.slack.refusals.refuse("table", RESPONSE_URL)
    before = len(_arrived(team))
    restarted = _restarted(team)
    assert restarted.press("share", message=answer, user=ADA).status == 200
    (posted,) = _arrived(team)[before:]
    assert posted["response_type"] == "in_channel"
    assert _plain_tables(posted) == [PLAIN_TABLE]


def test_an_answer_shared_in_a_direct_message_is_posted_in_plain_form(team_with_tables: Team) -> None:
    """There the bot posts it itself, once."""
    team = team_with_tables
    team.slack.refusals.refuse("table", POST)
    _share_in_direct_message(team)
    (posted,) = [message for message in team.slack.messages if message["channel"] == team.slack.direct(ADA)]
    assert _plain_tables(posted) == [PLAIN_TABLE]
    assert _learned(team)[POST, "table"] is False


# --- posts ---


def test_a_digest_is_posted_in_plain_form_and_the_next_at_once(team_with_tables: Team) -> None:
    """Two tries in the first week, one in the second; each week one message, marked as sent."""
    team = team_with_tables
    place, run = _digest(team)
    team.slack.refusals.refuse("table", POST)
    for week in range(2):
        tries = _tries(team, "chat.postMessage")
        assert team.tick(run + timedelta(weeks=week)) == "1 sent."
        assert _tries(team, "chat.postMessage") - tries == 2 - week
    posted = [message for message in team.slack.messages if message["channel"] == place and message["blocks"]]
    digests = [message for message in posted if _plain_tables(message)]
    assert [_plain_tables(message) for message in digests] == [[PLAIN_TABLE]] * 2
    assert outcomes(team, Kind.DIGEST, place) == [(State.SENT, "")] * 2


def test_a_digest_that_may_have_been_posted_is_not_posted_again(team_with_tables: Team) -> None:
    """Slack stored it and the connection broke: no other form is tried, and its owner decides (R-09)."""
    team = team_with_tables
    place, run = _digest(team)
    team.slack.fail_next("chat.postMessage", "drop-after")
    tries = _tries(team, "chat.postMessage")
    assert team.tick(run) == "0 sent."
    assert _tries(team, "chat.postMessage") == tries + 1
    assert outcomes(team, Kind.DIGEST, place) == [(State.SENDING, "")]


def test_a_plain_digest_that_may_have_been_posted_is_not_posted_again(team_with_tables: Team) -> None:
    """The table was refused, the plain form stored, its answer lost: it stays in doubt, and the refusal is known."""
    team = team_with_tables
    place, run = _digest(team)
    for how in ("error:invalid_blocks", "drop-after"):
        team.slack.fail_next("chat.postMessage", how)
    assert team.tick(run) == "0 sent."
    assert outcomes(team, Kind.DIGEST, place) == [(State.SENDING, "")]
    assert _learned(team) == {(POST, "table"): False}


def test_another_refusal_is_no_reason_to_post_again(team_with_tables: Team) -> None:
    """A bot that was taken out of the conversation tries no second form there."""
    team = team_with_tables
    place, run = _digest(team)
    team.slack.fail_next("chat.postMessage", "error:not_in_channel")
    team.tick(run)
    assert outcomes(team, Kind.DIGEST, place) == [(State.FAILED, "not_in_channel")]
    assert _learned(team) == {}


@pytest.mark.parametrize("refused", [True, False], ids=["refused", "taken"])
def test_an_answer_in_the_messages_tab_comes_once(team_with_tables: Team, refused: bool) -> None:
    """In plain form where tables are refused, and Slack may tell of the message as often as it likes."""
    team = team_with_tables
    team.slack.scopes = f"{SCOPES},im:history"
    if refused:
        team.slack.refusals.refuse("table", POST)
    for retry in (None, 1):
        team.client.message("alpha", user=ADA, ts="1700000000.000100", event_id="EvOnce", retry=retry)
    (posted,) = [message for message in team.slack.messages if message["channel"] == team.slack.direct(ADA)]
    assert (_plain_tables(posted) == [PLAIN_TABLE]) is refused
    assert _learned(team) == {(POST, "table"): not refused}


# --- the team ---


def _answered_with(draw: Callable[..., AnswerView], blocks: Sequence[Payload]) -> Callable[..., AnswerView]:
    """The answer with these blocks in the place of its own table."""

    def drawn(*arguments: Any, **named: Any) -> AnswerView:
        view = draw(*arguments, **named)
        return replace(view, first=replace(view.first, table=None, charts=blocks))

    return drawn


def _drawn_with(draw: Draw, added: Sequence[Payload]) -> Draw:
    """The view, with these native blocks in the place of its own."""

    def drawn(*arguments: Any, **named: Any) -> Payload:
        message = draw(*arguments, **named)
        return {**message, "blocks": [*(one for one in message["blocks"] if one["type"] not in KINDS), *added]}

    return drawn


def _forget(team: Team) -> None:
    """Nothing is known of the team's Slack any more; a process that has read it has to be started anew."""
    with team.beside.writing() as connection:
        connection.execute(delete(native_blocks))


def _moved_back(team: Team, time: timedelta) -> None:
    """All that is remembered is older by so much."""
    with team.beside.writing() as connection:
        at = connection.execute(select(native_blocks.c.at)).scalar_one()
        connection.execute(update(native_blocks).values(at=at - time))


def _learned(team: Team) -> dict[tuple[str, str], bool]:
    """Way out and kind -> whether Slack takes it, as it stands in the books."""
    with team.beside.reading() as connection:
        rows = connection.execute(select(native_blocks.c.way, native_blocks.c.kind, native_blocks.c.taken))
        return {(way, kind): taken for way, kind, taken in rows}


def _restarted(team: Team) -> Inside:
    """The same people before a bot that has just been started on the same database."""
    return Inside(team.slack, team.beside)


def _arrived(team: Team) -> list[Payload]:
    """What came through addresses of commands and buttons, and Slack has taken."""
    return [payload for _, payload in team.slack.responses]


def _tries(team: Team, method: str) -> int:
    return sum(called == method for called, _ in team.slack.calls)


def _plain_tables(message: Payload) -> list[str]:
    texts = [block["text"]["text"] for block in message.get("blocks", ()) if block["type"] == "section"]
    return [text for text in texts if text.startswith("```")]


def _lines(message: Payload | None) -> list[str]:
    """The lines that stand in the place of charts."""
    blocks = [block for block in (message or {}).get("blocks", ()) if block["type"] == "context"]
    texts = [element["text"] for block in blocks for element in block["elements"]]
    return [text for text in texts if text.startswith(CHART["title"])]


def _share_in_direct_message(team: Team) -> None:
    answer = team.client.command("/roi", "alpha", user=ADA, channel=team.slack.direct(ADA)).body or {}
    place = team.slack.direct(ADA)
    assert team.client.press("share", message={**answer, "channel": place}, user=ADA, channel=place).status == 200


def _digest(team: Team) -> tuple[str, datetime]:
    """A weekly digest: where, and when it is due first."""
    rhythm, place = weekly(), team.conversation()
    set_up(team, rhythm, place)
    return place, next_run(rhythm)


def test_a_kind_that_was_taken_is_asked_about_again_after_a_week(team_with_tables: Team) -> None:
    """Slack may refuse one day what it has taken, and an acknowledgement would be lost unseen."""
    team = team_with_tables
    team.ask("alpha")
    assert _learned(team) == {(RESPONSE_URL, "table"): True}
    team.slack.refusals.refuse("table")
    _moved_back(team, KNOWN_FOR)
    answer = _restarted(team).command("/roi", "alpha", user=ADA)
    assert answer.raw == ""
    assert _learned(team) == {(RESPONSE_URL, "table"): False}
