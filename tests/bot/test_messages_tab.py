"""The Messages tab: what is written to the bot is answered as behind a command, once, and nothing else is."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import pytest
from slack_bolt import BoltRequest

from bot.desk.errors import Translator
from bot.playground import payloads
from core.ledger.entries import Conversion, Cost
from storage.attempts import Attempt
from storage.database import Database
from tests.bot.conftest import ADA, ANNA, DAY, GUEST, MAX, Team, at_work, said
from tests.databases import Copies
from tests.inside import Inside
from tests.requests import stamp
from tests.screens import fields
from tests.slack import SCOPES

Payload = dict[str, Any]
WITH_MESSAGES = f"{SCOPES},im:history"


@pytest.fixture(scope="module")
def tab(copies: Copies) -> Iterator[Team]:
    """A team whose bot may be written to, with a campaign, a goal and a cost of each person."""
    with at_work(copies.url("sqlite")) as team:
        team.slack.scopes = WITH_MESSAGES
        team.goal("newsletter", "10")
        team.campaign("Campaign Q3")
        team.cost(f"100 ads linkedin campaign-q3 {DAY}")
        yield team


def answers(team: Team, line: str, /, user: str = ADA, **more: Any) -> list[Payload]:
    """What the bot posts to this person once they have written a line."""
    before = len(team.slack.messages)
    assert team.client.message(line, user=user, **more).status == 200
    posted = team.slack.messages[before:]
    assert {message["channel"] for message in posted} <= {team.slack.direct(user)}
    return posted


def answer(team: Team, line: str, /, user: str = ADA, **more: Any) -> Payload:
    """The one answer to a line."""
    (posted,) = answers(team, line, user, **more)
    return posted


def press(team: Team, action_id: str, message: Payload, user: str = ADA) -> Payload:
    """What takes the place of a message once its button is pressed."""
    sent = len(team.slack.responses)
    assert team.client.press(action_id, message=message, user=user).status == 200
    return team.slack.responses[sent][1]


def opened(team: Team, action_id: str, message: Payload) -> Payload:
    """The form that a button of a message opens."""
    shown = len(team.slack.opened)
    assert team.client.press(action_id, message=message, user=ADA).status == 200
    (form,) = team.slack.opened[shown:]
    return form


# --- what is asked ---


@pytest.mark.parametrize(
    "text", ["campaign-q3", "campaign-q3 2025", "channels all", "help", "all", "2025", "  Campaign Q3 "]
)
def test_a_question_is_answered_as_behind_the_command(tab: Team, text: str) -> None:
    """Who writes to the bot reads what /roi would have said, word for word."""
    assert said(answer(tab, text)["blocks"]) == said(tab.ask(text.strip()).blocks)


def test_a_question_is_answered_in_the_language_of_who_asks(tab: Team) -> None:
    """Polish words are understood, and answered in Polish."""
    written = answer(tab, "kanały 2025", ANNA)
    assert said(written["blocks"]) == said(tab.ask("kanały 2025", ANNA).blocks)
    assert answer(tab, "pomoc", ANNA)["text"] == tab.ask("pomoc", ANNA).text


def test_what_is_not_understood_gets_one_helpful_answer(tab: Team) -> None:
    """A slip of the keyboard is answered once, with what was probably meant."""
    assert "campaign-q3" in answer(tab, "campain-q3")["text"]


def test_an_answer_stands_in_the_thread_it_was_asked_in(tab: Team) -> None:
    """Written in a thread, answered in that thread; elsewhere in the conversation itself."""
    assert answer(tab, "campaign-q3", thread="1760000000.000001")["thread_ts"] == "1760000000.000001"
    assert answer(tab, "campaign-q3")["thread_ts"] is None


def test_the_command_may_be_written_with_it(tab: Team) -> None:
    """In a thread Slack takes no command, so people write it: with its slash, or addressed to the bot."""
    plain = said(answer(tab, "campaign-q3")["blocks"])
    assert said(answer(tab, "/roi campaign-q3")["blocks"]) == plain
    assert said(answer(tab, "<@U0BOT> campaign-q3", text="<@U0BOT> campaign-q3")["blocks"]) == plain


def test_links_that_slack_makes_are_read_as_they_were_typed(tab: Team) -> None:
    """An address in a note stays what was typed, though Slack writes it as a link."""
    linked = "see <http://example.com/a|example.com/a> &amp; <https://example.org>"
    answer(tab, "", text=f'3 ads linkedin {DAY} "{linked}"')
    assert tab.entries()[0].fact.note == "see example.com/a & https://example.org"


# --- what is logged ---


@pytest.mark.parametrize(
    ("line", "user", "title"),
    [
        (f"250 ads linkedin campaign-q3 {DAY}", ADA, "Logged: "),
        (f"$251.50 ads linkedin {DAY}", MAX, "Logged: "),
        (f"40h 50 people campaign-q3 {DAY}", ADA, "Logged: "),
        (f"koszt 252 reklamy linkedin {DAY}", ANNA, "Koszt dodany"),
    ],
)
def test_a_line_with_an_amount_is_logged_as_a_cost(tab: Team, line: str, user: str, title: str) -> None:
    """A line that reads as a cost needs no command; its receipt has Undo."""
    receipt = answer(tab, line, user)
    entry = tab.entries()[0]
    assert isinstance(entry.fact, Cost)
    assert entry.logged_by == user
    assert press(tab, "undo", receipt, user)["replace_original"] is True
    assert not tab.entries()[0].stands or tab.entries()[0].sign < 0


@pytest.mark.parametrize(("line", "user"), [(f"12 newsletter campaign-q3 {DAY}", ADA), (f"12x newsletter {DAY}", ANNA)])
def test_a_line_with_a_goal_is_logged_as_conversions(tab: Team, line: str, user: str) -> None:
    """A count and a goal are conversions, without a command."""
    answer(tab, line, user)
    fact = tab.entries()[0].fact
    assert isinstance(fact, Conversion)
    assert fact.count == 12


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("250 EUR linkedin campaign-q3", "category"),
        ("12 newsletter liknedin", "liknedin"),
        ("250 ads liknedin", "liknedin"),
        ("$40 foo", "foo"),
    ],
)
def test_a_line_that_cannot_be_logged_says_why(tab: Team, line: str, words: str) -> None:
    """What it is meant as is decided by its words, and nothing is saved."""
    saved = tab.newest()
    assert words in answer(tab, line)["text"]
    assert tab.newest() == saved


def test_what_may_be_a_cost_or_conversions_is_asked(tab: Team) -> None:
    """A number and a channel say neither: nothing is saved, and two buttons ask."""
    saved = tab.newest()
    asked = answer(tab, "250 linkedin campaign-q3")
    assert "cost" in asked["text"]
    assert fields(opened(tab, "open_cost_line", asked))["amount"] == "250.00"
    assert fields(opened(tab, "open_conversion_line", asked))["count"] == "250"
    assert tab.newest() == saved
    assert "koszt" in answer(tab, "250 linkedin campaign-q3", ANNA)["text"]


def test_a_doubtful_line_is_asked_about_first(tab: Team) -> None:
    """A very large amount waits for Log it anyway, and is then logged once, however often that is pressed."""
    saved = tab.newest()
    asked = answer(tab, f"9000000 ads {DAY}")
    assert tab.newest() == saved
    assert press(tab, "log_cost_anyway", asked)["text"].startswith("Logged: ")
    assert press(tab, "log_cost_anyway", asked)["text"].startswith("Logged: ")
    assert tab.newest() == saved + 1


def test_several_lines_are_logged_one_by_one(tab: Team) -> None:
    """Each line is logged or says why not, in one answer; nothing is passed over in silence."""
    saved = tab.newest()
    lines = [
        f"11 ads linkedin {DAY}",
        "",
        f"3 newsletter {DAY}",
        "campaign-q3",
        "250 linkedin",
        f"9000000 ads {DAY}",
        "7 ads 3/4/2025",
        "5 ads liknedin",
    ]
    text = answer(tab, "\n".join(lines))["text"]
    assert text.startswith("Logged: 2 of 7 lines")
    assert all(line in text for line in lines)
    assert "“liknedin”" in text
    assert tab.newest() == saved + 2


def test_several_lines_are_answered_in_polish(tab: Team) -> None:
    """The list of what became of each line is in the language of its writer."""
    assert answer(tab, f"11 reklamy {DAY}\nkampania", ANNA)["text"].startswith("Dodane wiersze: 1 z 2")


@pytest.mark.parametrize(
    "text", ["```11 ads {day}\n12 ads {day}```", "• 13 ads {day}\n• 14 ads {day}", "`15 ads {day}`"]
)
def test_lines_in_a_list_or_as_code_are_lines(tab: Team, text: str) -> None:
    """The signs that Slack sets around what is pasted as a list or as code are no part of it."""
    saved = tab.entries()[0].id
    answer(tab, text.format(day=DAY))
    assert tab.entries()[0].id == saved + text.count("ads")


def test_twenty_lines_are_logged_and_more_are_refused_whole(tab: Team) -> None:
    """Of a longer list nothing is logged, so that nobody need look which lines were."""
    saved = tab.newest()
    assert "20" in answer(tab, "\n".join(f"{number} ads x1{DAY}" for number in range(1, 22)))["text"]
    assert tab.newest() == saved
    assert answer(tab, "\n".join(f"{number} ads {DAY}" for number in range(1, 21)))["text"].startswith(
        "Logged: 20 of 20"
    )
    assert tab.newest() == saved + 20


def test_fifty_messages_in_a_row_are_each_logged_once(tab: Team) -> None:
    """Whoever pastes many messages finds each of them logged."""
    saved = tab.newest()
    for number in range(50):
        answer(tab, f"{number + 1} tools {DAY}")
    assert tab.newest() == saved + 50


# --- forms ---


@pytest.mark.parametrize(("text", "title"), [("new Spring", "Campaign"), ("goal", "Goal"), ("cost", "Log a cost")])
def test_a_form_is_opened_by_a_button(tab: Team, text: str, title: str) -> None:
    """Slack opens no form for a message, so its button does, as the command would have."""
    assert opened(tab, "open_typed", answer(tab, text))["title"]["text"].startswith(title)


# --- who ---


@pytest.mark.parametrize("text", ["campaign-q3", f"250 ads campaign-q3 {DAY}"])
def test_a_guest_is_refused_and_reads_no_figure(tab: Team, text: str) -> None:
    """A guest is told why there is no answer; nothing is logged."""
    saved = tab.newest()
    assert (
        answer(tab, text, GUEST)["text"] == "Guests can’t use ROI Bot. Ask a member of this workspace for the figures."
    )
    assert tab.newest() == saved


def test_a_member_reads_what_the_command_shows_members(tab: Team) -> None:
    """One person's hours are merged for members in the tab as they are everywhere."""
    tab.cost(f"10h 77 people campaign-q3 {DAY}")
    written = answer(tab, "campaign-q3", MAX)
    assert said(written["blocks"]) == said(tab.ask("campaign-q3", MAX).blocks)
    assert said(written["blocks"]) != said(answer(tab, "campaign-q3")["blocks"])


# --- what Slack sends besides ---


@pytest.mark.parametrize(
    "fields",
    [
        {"bot_id": "B1", "app_id": "A1", "user": "U0BOT"},
        {"bot_id": "B9"},
        {"app_id": "A9"},
        {"user": "U0BOT"},
        {"subtype": "bot_message", "bot_id": "B1"},
        {"subtype": "message_changed", "message": {"text": "250 ads", "user": ADA}},
        {"subtype": "message_deleted"},
        {"subtype": "file_share", "files": []},
        {"subtype": "file_share", "files": [{"id": "F1"}], "bot_id": "B1"},
        {"subtype": "file_share", "files": [{"id": "F1"}], "channel_type": "channel", "channel": "C1"},
        {"subtype": "me_message"},
        {"hidden": True},
        {"channel_type": "channel", "channel": "C1"},
        {"channel_type": "mpim", "channel": "G1"},
        {"channel": "C1"},
        {"channel": "G1"},
        {"user": None},
        {"text": ""},
        {"text": "  \n "},
    ],
)
def test_what_no_person_has_written_is_never_answered(tab: Team, fields: Payload) -> None:
    """Messages of bots, the bot's own, changes and other places are acknowledged, and that is all."""
    saved = tab.newest()
    assert answers(tab, f"250 ads campaign-q3 {DAY}", **fields) == []
    assert tab.newest() == saved


def test_its_own_answer_is_never_answered(tab: Team) -> None:
    """Slack tells the bot of the very message it has posted: no loop comes of it."""
    posted = answer(tab, "campaign-q3")
    own = {"user": "U0BOT", "bot_id": "B1", "app_id": "A1", "channel": posted["channel"], "text": posted["text"]}
    assert answers(tab, "", ts=posted["ts"], **own) == []


def test_another_bot_is_not_answered_even_where_slack_does_not_mark_its_message(tab: Team) -> None:
    """Whom users.info calls a bot gets no answer, or two bots would talk for ever."""
    tab.slack.person("UROBOT", bot=True)
    assert answers(tab, "campaign-q3", "UROBOT") == []


def test_a_message_that_comes_again_is_logged_and_answered_once(tab: Team) -> None:
    """Slack sends an event up to three times more: one entry, one answer."""
    saved, ts = tab.newest(), stamp()
    line = f"77 tools {DAY}"
    assert len(answers(tab, line, ts=ts, event_id="EvAGAIN")) == 1
    for retry in (1, 2, 3):
        assert answers(tab, line, ts=ts, event_id="EvAGAIN", retry=retry) == []
    assert answers(tab, line, ts=ts, event_id="EvOTHER") == []
    assert tab.newest() == saved + 1


def test_an_undo_that_comes_again_takes_back_once(tab: Team) -> None:
    """The same event of “undo” never takes back a second entry."""
    user, ts = tab.person(), stamp()
    for amount in (1, 2):
        answer(tab, f"{amount} tools {DAY}", user)
    assert answer(tab, "undo", user, ts=ts, event_id="EvUNDO")["text"].startswith("Undone")
    assert answers(tab, "undo", user, ts=ts, event_id="EvUNDO", retry=1) == []
    assert len(_standing(tab, user)) == 1


def test_a_message_sent_again_by_whoever_has_seen_it_logs_nothing_anew(tab: Team) -> None:
    """What was undone since stays undone, and what was put back stays: the message has had its effect."""
    user, line, undo = tab.person(), stamp(), stamp()
    receipt = answer(tab, f"81 tools {DAY}", user, ts=line, event_id="EvLINE")
    press(tab, "undo", receipt, user)
    assert answers(tab, f"81 tools {DAY}", user, ts=line, event_id="EvLINE") == []
    assert _standing(tab, user) == []
    answer(tab, f"82 tools {DAY}", user)
    taken = answer(tab, "undo", user, ts=undo, event_id="EvTAKEN")
    press(tab, "redo", taken, user)
    assert answers(tab, "undo", user, ts=undo, event_id="EvTAKEN") == []
    assert [entry.fact.amount.minor for entry in _standing(tab, user)] == [82_00]


def _standing(team: Team, user: str) -> list[Any]:
    """The costs of a person that stand."""
    return [entry for entry in team.entries() if entry.logged_by == user and entry.stands and entry.sign > 0]


def test_an_answer_that_slack_wants_later_comes_with_the_retry(tab: Team) -> None:
    """Where Slack is being posted to too fast, the entry is logged at once and its receipt comes with the next try."""
    saved, ts = tab.entries()[0].id, stamp()
    tab.slack.fail_next("chat.postMessage", "429:1")
    before = len(tab.slack.messages)
    assert tab.client.message(f"78 tools {DAY}", user=ADA, ts=ts, event_id="EvLATER").status == 503
    assert len(tab.slack.messages) == before
    assert answer(tab, f"78 tools {DAY}", ts=ts, event_id="EvLATER", retry=1)["text"].startswith("Logged: ")
    assert tab.entries()[0].id == saved + 1


def test_an_answer_that_may_have_been_posted_is_not_posted_again(tab: Team) -> None:
    """Where Slack loses the answer to the post, there is one message, and the event is acknowledged."""
    ts = stamp()
    tab.slack.fail_next("chat.postMessage", "drop-after")
    assert len(answers(tab, "campaign-q3", ts=ts, event_id="EvDROP")) == 1
    assert answers(tab, "campaign-q3", ts=ts, event_id="EvDROP", retry=1) == []


@pytest.mark.parametrize("reason", ["invalid_blocks", "msg_too_long"])
def test_an_answer_that_slack_does_not_take_is_told_of_in_plain_words(tab: Team, reason: str) -> None:
    """Nobody is left without an answer: one sentence takes its place, once, and says where to look."""
    saved, ts = tab.entries()[0].id, stamp()
    tab.slack.fail_next("chat.postMessage", f"error:{reason}")
    told = answer(tab, f"83 tools {DAY}", ts=ts, event_id=f"Ev{reason}")
    assert told["text"] == "I couldn’t show my answer here. /roi history lists what is saved."
    assert answers(tab, f"83 tools {DAY}", ts=ts, event_id=f"Ev{reason}", retry=1) == []
    assert tab.entries()[0].id == saved + 1


def test_where_slack_takes_no_words_at_all_nothing_is_tried_again(tab: Team) -> None:
    """One answer, the same in plain form, and one sentence in its place, and that is all."""
    ts = stamp()
    for _ in range(3):
        tab.slack.fail_next("chat.postMessage", "error:invalid_blocks")
    assert answers(tab, "campaign-q3", ts=ts, event_id="EvNEVER") == []
    assert answers(tab, "campaign-q3", ts=ts, event_id="EvNEVER", retry=1) == []


def test_a_long_line_that_may_be_a_cost_or_conversions_is_asked_about_shortened(tab: Team) -> None:
    """The question repeats its beginning; the buttons know more of it."""
    asked = answer(tab, "250 linkedin " + '"' + "<" * 900 + '"')
    assert "cost" in asked["text"]
    assert len(asked["text"]) < 1000


@pytest.mark.parametrize("headers", [{}, {"X-Slack-Signature": "v0=00", "X-Slack-Request-Timestamp": "1"}])
def test_a_message_that_slack_has_not_signed_is_refused(tab: Team, headers: dict[str, str]) -> None:
    """Without Slack's signature nothing is read and nothing is posted."""
    before = len(tab.slack.messages)
    event = {
        "type": "message",
        "channel": "DUADA",
        "channel_type": "im",
        "user": ADA,
        "text": "campaign-q3",
        "ts": stamp(),
    }
    body = json.dumps({"type": "event_callback", "team_id": "T1", "event_id": "EvX", "event": event}).encode()
    assert tab.client.raw(body, {"Content-Type": "application/json", **headers}).status == 401
    assert len(tab.slack.messages) == before


def test_the_same_message_at_once_is_logged_and_answered_once(tab: Team) -> None:
    """Slack tries again while the first try is still being answered: one entry, one answer."""
    ts, before, line = stamp(), len(tab.slack.messages), f"79 tools {DAY}"
    with ThreadPoolExecutor(8) as pool:
        sent = [pool.submit(tab.client.message, line, user=MAX, ts=ts, event_id="EvONCE") for _ in range(8)]
    assert {one.result().status for one in sent} == {200}
    assert [message["text"][:14] for message in tab.slack.messages[before:]] == ["Logged: $79.00"]
    amounts = [entry.fact.amount.minor for entry in tab.entries() if isinstance(entry.fact, Cost)]
    assert amounts.count(79_00) == 1


def test_while_the_books_are_busy_the_message_comes_again_and_the_last_time_it_is_told(copies: Copies) -> None:
    """Slack keeps the message meanwhile, so nothing is lost; whoever waits to the end is told that nothing is saved."""
    url = copies.url("sqlite")
    with at_work(url, ROIBOT_DATABASE_TIMEOUT_SECONDS="1") as team:
        team.slack.scopes = WITH_MESSAGES
        answer(team, "all")
        line, kept, lost = f"80 tools {DAY}", stamp(), stamp()
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as other:
            other.execute("BEGIN EXCLUSIVE")
            before = len(team.slack.messages)
            assert team.client.message(line, user=ADA, ts=kept, event_id="EvKEPT").status == 503
            assert len(team.slack.messages) == before
            assert "nothing was saved" in answer(team, line, ts=lost, event_id="EvLOST", retry=3)["text"]
        assert answer(team, line, ts=kept, event_id="EvKEPT", retry=1)["text"].startswith("Logged: ")
        assert len(team.entries()) == 1


@pytest.mark.parametrize(("retry", "status", "told"), [("0", 503, 0), ("2", 503, 0), ("3", 200, 1)])
def test_a_message_that_is_never_begun_is_told_of_after_the_last_try(
    tab: Team, retry: str, status: int, told: int
) -> None:
    """While too much is asked at once Slack keeps it; after its last try the writer reads that nothing was saved."""
    database = Database(tab.url)
    translator = Translator(Inside(tab.slack, database).bot.office)
    event = payloads.message(tab.slack, ADA, f"84 tools {DAY}", ts=stamp(), thread="")
    envelope = {"team_id": "T1", "event": {"type": "message", **event}}
    request = BoltRequest(body=json.dumps(envelope), headers={"x-slack-retry-num": retry})
    before = len(tab.slack.messages)
    instead = translator.too_late(request, Attempt(ends=0), begun=False)
    if instead.beside:
        instead.beside()
    database.close()
    assert instead.response.status == status
    assert ["nothing was saved" in message["text"] for message in tab.slack.messages[before:]] == [True] * told


def test_help_is_given_without_the_books(copies: Copies) -> None:
    """A database that does not answer keeps help from nobody who writes."""
    url = copies.url("sqlite")
    with at_work(url, ROIBOT_DATABASE_TIMEOUT_SECONDS="1") as team:
        team.slack.scopes = WITH_MESSAGES
        answer(team, "all")
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as other:
            other.execute("BEGIN EXCLUSIVE")
            assert answer(team, "help")["text"] == team.ask("help").text


def test_without_the_scope_slack_tells_the_bot_of_no_message(new_team: Team) -> None:
    """The stand-in is as strict as Slack: no event without im:history."""
    with pytest.raises(ValueError, match="im:history"):
        new_team.client.message("campaign-q3", user=ADA)


# --- what may be read in two ways ---


def test_what_may_be_two_things_is_asked_here_too(tab: Team) -> None:
    """A number and a date in a line, a date alone: with a button for each reading, which does it once."""
    asked = answer(tab, f"1,250 ads linkedin campaign-q3 {DAY}")
    assert "Did you mean 1,250 or 1.25?" in asked["text"]
    assert "$1,250.00 · Ads" in press(tab, "log_cost_as~0", asked)["text"]
    assert "$1,250.00 · Ads" in press(tab, "log_cost_as~1", asked)["text"]
    asked = answer(tab, "03/04/2026")
    assert press(tab, "ask_as~1", asked)["text"] == tab.ask("2026-04-03").text


def test_of_several_lines_the_one_that_may_be_two_things_is_not_logged(tab: Team) -> None:
    """It is to be written by itself, where it can be asked about."""
    told = answer(tab, f"7 ads linkedin {DAY}\n1,250 ads linkedin {DAY}")["text"]
    assert "Logged: 1 of 2 lines" in told
    assert "send this line alone" in told
    newest = tab.entries()[0].fact
    assert isinstance(newest, Cost)
    assert newest.amount.minor == 700
