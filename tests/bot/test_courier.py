"""What is owed is posted once: each way Slack can answer, and what then stands in the books and in the conversation."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from threading import Thread
from time import monotonic, sleep

import pytest
from pydantic import SecretStr
from slack_sdk.errors import SlackApiError
from sqlalchemy import Connection, update
from structlog.testing import capture_logs

from bot.app import create_office
from bot.clock import Clock
from bot.delivery.courier import Courier, Letter
from bot.desk.desk import open_desk
from bot.desk.office import Office
from bot.jobs.tick import tick
from bot.listeners import schedules as listeners
from bot.playground.workspace import Payload
from bot.settings import Settings
from bot.slack.answers import refusal
from bot.slack.errors import Refused, Unclear
from core.calendar.weekly import Weekday
from core.ledger.entries import Conversion, Cost
from core.money.money import Money
from core.posts.deliveries import Delivery, Kind, Schedule, State, UnknownDelivery
from core.posts.refusals import Meaning, meaning
from core.reports import posted_alerts
from core.setup.categories import Category
from core.setup.goals import Basis, Goal
from storage import alerts, claims, deliveries, goals, ledger, schedules, workspaces
from storage.database import Database
from storage.tables import deliveries as deliveries_table
from tests.databases import ENGINES, add_workspace, mostly_on_sqlite
from tests.slack import SCOPES, FakeSlack
from tests.storage.facts import act

SET_UP = datetime(2026, 8, 5, 12, tzinfo=UTC)
MONDAY = datetime(2026, 8, 10, 7, tzinfo=UTC)
"""Nine o'clock in Warsaw, of the week that reports 3 to 9 August."""

REPORTED = date(2026, 8, 4)
WEEK = timedelta(weeks=1)
LEASE_SECONDS = 180.0
HISTORY = f"{SCOPES},channels:history,groups:history"
PERMANENT = ("channel_not_found", "msg_too_long")
LOST = ("500-after", "drop-after", "slow:1.4")
"""Slack has stored the message and we do not hear of it; the client waits for one second."""

PASSING = ("token_revoked", "message_limit_exceeded", "a_new_word")
NOT_STORED = ("drop", "error:internal_error")
MEANINGS = {
    Meaning.FINAL: (
        *("channel_not_found", "not_in_channel", "is_archived", "restricted_action", "msg_too_long"),
        *("invalid_blocks", "no_text"),
    ),
    Meaning.TOKEN: ("token_revoked", "invalid_auth"),
    Meaning.LATER: ("org_login_required", "message_limit_exceeded", "team_access_not_granted"),
    Meaning.UNCLEAR: ("internal_error", "fatal_error", "service_unavailable", "request_timeout"),
    Meaning.UNKNOWN: ("a_new_word",),
}
"""What Slack's words mean; of each kind one or two are answered to the courier."""


class Told(Clock):
    """A clock that is told the moment; both its other hands go on by themselves, and jump with `wait`."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.ahead = timedelta()

    def now(self) -> datetime:
        return self.at

    def real(self) -> datetime:
        return super().real() + self.ahead

    def monotonic(self) -> float:
        return super().monotonic() + self.ahead.total_seconds()

    def wait(self, seconds: float) -> None:
        self.ahead += timedelta(seconds=seconds)


@dataclass(frozen=True, kw_only=True)
class House:
    """The bot's office in one process, a Slack it talks to over HTTP, and hands on the clock."""

    slack: FakeSlack
    office: Office
    clock: Told
    workspace: int

    @property
    def database(self) -> Database:
        return self.office.database

    def set_up(self, kind: Kind = Kind.DIGEST, *, zone: str = "Europe/Warsaw", **changed: object) -> Schedule:
        """A weekly schedule of U1 in C1, Mondays at nine."""
        usual = Schedule(
            workspace=self.workspace,
            kind=kind,
            conversation="C1",
            weekday=Weekday.MON,
            at=time(9),
            timezone=zone if kind is Kind.DIGEST else "",
            created_by="U1",
            next_run=SET_UP,
        )
        wanted = replace(usual, **changed)  # type: ignore[arg-type]  # reason: fields by name
        with self.database.writing() as connection:
            return schedules.save(connection, wanted, zone, self.clock.at)

    def tick(self, at: datetime | None = None) -> int:
        self.clock.at = at or self.clock.at
        return tick(self.office)

    def owed(self, schedule: Schedule, kind: Kind | None = None) -> list[Delivery]:
        """The deliveries of a schedule, of its own kind unless another is named, newest first."""
        with self.database.reading() as connection:
            every = deliveries.of_schedule(connection, schedule.id)
        return [delivery for delivery in every if delivery.kind is (kind or schedule.kind)]

    def only(self, schedule: Schedule, kind: Kind | None = None) -> Delivery:
        (delivery,) = self.owed(schedule, kind)
        return delivery

    def posts(self, conversation: str = "C1") -> list[dict[str, object]]:
        """Every request to post there, whatever came of it."""
        sent = [said for method, said in self.slack.calls if method == "chat.postMessage"]
        return [said for said in sent if said["channel"] == conversation]

    def there(self, conversation: str = "C1") -> list[str]:
        """The texts that stand in a conversation."""
        return [said["text"] for said in self.slack.messages if said["channel"] == conversation]

    def told(self) -> list[str]:
        return self.there("DU1")

    def goes_by(self, minutes: int, step: int = 1) -> None:
        """Time, for schedules as for leases, with a tick every ``step`` minutes."""
        for _ in range(minutes // step):
            self.clock.wait(60 * step)
            self.tick(self.clock.at + timedelta(minutes=step))

    def refuses(self, word: str, *methods: str) -> None:
        """Slack answers so from now on to these methods, to all where none is named; until now all was well."""
        assert self.office.identity().team_id
        self.slack.rule = lambda method, *_: f"error:{word}" if not methods or method in methods else None

    def counted(self, metric: str, **labels: str) -> float | None:
        """What the office counts; None before the first."""
        return self.office.metrics.registry.get_sample_value(f"roibot_{metric}", labels)

    def lease_ends(self) -> None:
        self.clock.wait(LEASE_SECONDS + 1)

    def again(self, delivery: Delivery) -> tuple[State, str]:
        """Somebody presses *Send again*."""
        with self.database.writing() as connection:
            owed = deliveries.send_again(connection, self.workspace, delivery.id, self.clock.real())
        return self.office.courier.deliver_now(owed.schedule, owed.period)

    def spend(self, day: date, minor: int = 38_921, channel: str = "linkedin", campaign: str = "") -> None:
        fact = Cost(day=day, category=Category.ADS, amount=_usd(minor), channel=channel, campaign=campaign)
        self._log(fact)

    def convert(self, day: date, goal: Goal, channel: str = "linkedin") -> None:
        self._log(Conversion(day=day, goal=goal, count=1, value=goal.return_of(1, None), channel=channel))

    def goal(self, worth: int) -> Goal:
        """A goal each of which is worth so many dollars: the break-even cost where nothing else is known."""
        wanted = Goal(key="lead", name="Lead", basis=Basis.FIXED, value=_usd(worth * 100), rate=None, counts=True)
        with self.database.writing() as connection:
            return goals.save(connection, act(self.workspace, "U1", SET_UP), wanted)

    def settings(self, *, zone: str = "Europe/Warsaw", language: str = "en") -> None:
        with self.database.writing() as connection:
            known = workspaces.load(connection, self.workspace)
            workspaces.save_settings(connection, replace(known, currency="USD", timezone=zone, language=language))

    def _log(self, fact: Cost | Conversion) -> None:
        with self.database.writing() as connection:
            ledger.log(connection, act(self.workspace, "U1", SET_UP), fact, source="form", request="")


@pytest.fixture(params=[SCOPES])
def house(database: Database, request: pytest.FixtureRequest) -> Iterator[House]:
    """Without the right to read history, unless a test asks for it."""
    with FakeSlack(scopes=request.param) as slack:
        slack.direct("U1")
        slack.conversations["C2"] = {"member": True}
        clock = Told(SET_UP)
        made = House(
            slack=slack,
            office=_office(database, slack.url, slack.token, clock),
            clock=clock,
            workspace=add_workspace(database).id,
        )
        made.settings()
        yield made
        assert slack.faults == []


reading_history = pytest.mark.parametrize("house", [HISTORY], indirect=True)
on_both = pytest.mark.parametrize("engine", ENGINES, indirect=True)
"""Each statement of the courier runs on PostgreSQL in some test with this mark; the others are about Slack's answers,
the clock or what is said.
"""


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """SQLite, unless a test asks for others."""
    asked = str(getattr(request, "param", "sqlite"))
    if asked == "postgresql":
        request.getfixturevalue("postgres")
    return asked


def _office(database: Database, url: str, token: str, clock: Clock) -> Office:
    settings = Settings(
        bot_token=SecretStr(token), slack_api_url=url, lease_seconds=LEASE_SECONDS, post_timeout_seconds=1
    )
    return create_office(settings, database, clock)


def _usd(minor: int) -> Money:
    return Money(minor=minor, currency="USD")


# --- what Slack answers ---


@pytest.mark.parametrize("what", MEANINGS)
def test_a_word_of_refusal_has_its_meaning(what: Meaning) -> None:
    """Whether it is final, passes, or leaves in doubt what became of the post."""
    answered = [{"ok": False, "error": word} for word in MEANINGS[what]]
    meant = [refusal(SlackApiError("", answer)) for answer in answered]  # type: ignore[no-untyped-call]  # reason: not annotated
    assert {type(error) for error in meant} == {Unclear if what is Meaning.UNCLEAR else Refused}
    assert {meaning(str(error)) for error in meant} == {what}


@on_both
def test_ok_is_sent_with_its_ts(house: House) -> None:
    """One request, one message; the delivery knows where it stands."""
    schedule = house.set_up()
    assert house.tick(MONDAY) == 1
    sent = house.only(schedule)
    assert (sent.state, sent.ts) == (State.SENT, house.slack.messages[0]["ts"])
    assert house.counted("deliveries_total", outcome="sent") == 1
    assert house.tick() == 0
    house.lease_ends()
    house.tick()
    assert len(house.posts()) == 1


@on_both
def test_429_is_not_before(house: House) -> None:
    """Nobody asks again before *Retry-After* is over; then it is posted, once."""
    schedule = house.set_up()
    house.slack.fail_next("chat.postMessage", "429:60")
    assert house.tick(MONDAY) == 0
    assert house.only(schedule).state is State.PENDING
    house.clock.wait(58)
    assert house.tick() == 0
    assert len(house.posts()) == 1
    house.clock.wait(2)
    assert house.tick() == 1
    assert (len(house.posts()), len(house.there())) == (2, 1)


@mostly_on_sqlite("error", PERMANENT)
def test_a_refusal_fails_and_is_told_once(house: House, error: str) -> None:
    """It is not tried again; the person who set it up gets one direct message with *Send again*."""
    schedule = house.set_up()
    house.slack.fail_next("chat.postMessage", f"error:{error}")
    house.tick(MONDAY)
    failed = house.only(schedule)
    assert (failed.state, failed.reason) == (State.FAILED, error)
    house.lease_ends()
    house.tick()
    assert (len(house.posts()), house.there()) == (1, [])
    (notice,) = house.told()
    assert "A post couldn’t be sent" in notice
    assert _send_again(house) == [str(failed.id)]


@reading_history
@mostly_on_sqlite("how", LOST)
def test_a_lost_answer_is_found(house: House, how: str) -> None:
    """It stays as it is until the lease ends, is then looked up, and is sent. No second post."""
    schedule = house.set_up()
    house.slack.fail_next("chat.postMessage", how)
    assert house.tick(MONDAY) == 0
    _arrives(house)
    _stays_until_the_lease_ends(house, schedule)
    found = house.only(schedule)
    assert (found.state, found.ts) == (State.SENT, house.slack.messages[0]["ts"])
    assert (len(house.posts()), len(house.there()), house.told()) == (1, 1, [])


@reading_history
@mostly_on_sqlite("how", NOT_STORED)
def test_what_is_not_there_twice_is_sent_again_once(house: House, how: str) -> None:
    """Absent at the end of the lease and a lease later: it was never posted, and now is; nobody is asked."""
    schedule = house.set_up()
    house.slack.fail_next("chat.postMessage", how)
    house.tick(MONDAY)
    _stays_until_the_lease_ends(house, schedule)
    assert (house.only(schedule).state, len(house.posts())) == (State.SENDING, 1)
    house.lease_ends()
    assert house.tick() == 1
    house.lease_ends()
    house.tick()
    assert (house.only(schedule).state, len(house.posts()), len(house.there()), house.told()) == (State.SENT, 2, 1, [])


@reading_history
def test_what_arrives_between_two_look_ups_is_found(house: House) -> None:
    """Slack stores it late, after the first look: the second finds it, and nothing is posted again."""
    schedule = house.set_up()
    house.slack.fail_next("chat.postMessage", "drop-after")
    house.tick(MONDAY)
    late = [house.slack.messages.pop()]
    _stays_until_the_lease_ends(house, schedule)
    house.slack.messages.extend(late)
    house.lease_ends()
    house.tick()
    assert (house.only(schedule).state, len(house.posts()), len(house.there())) == (State.SENT, 1, 1)


@on_both
@reading_history
def test_what_is_in_doubt_a_second_time_is_a_persons(house: House) -> None:
    """It is sent again once by itself, no more: then it is unconfirmed, and told once."""
    schedule = house.set_up()
    for _ in range(2):
        house.slack.fail_next("chat.postMessage", "drop")
    house.tick(MONDAY)
    for _ in range(4):
        house.lease_ends()
        house.tick()
    assert (house.only(schedule).state, len(house.posts()), house.there()) == (State.UNCONFIRMED, 2, [])
    assert len(house.told()) == 1


@reading_history
def test_a_conversation_too_long_to_be_read_proves_nothing(house: House) -> None:
    """What is not on the pages that are read may be on the others: it is never posted again by itself."""
    schedule = house.set_up()
    house.slack.fail_next("chat.postMessage", "drop")
    house.tick(MONDAY)
    for number in range(151):
        chatter = {"channel": "C1", "text": "hello", "ts": f"{house.clock.real().timestamp():.0f}.{number:06d}"}
        house.slack.messages.append({**chatter, "blocks": [], "metadata": {}, "ephemeral_to": ""})
    for _ in range(3):
        house.lease_ends()
        house.tick()
    assert (house.only(schedule).state, len(house.posts())) == (State.UNCONFIRMED, 1)


@mostly_on_sqlite("how", ["drop-after", "500"])
def test_without_history_a_doubt_is_told_once(house: House, how: str) -> None:
    """Unconfirmed, one direct message with *Send again*, and silence from then on."""
    schedule = house.set_up()
    house.slack.fail_next("chat.postMessage", how)
    house.tick(MONDAY)
    if how in LOST:
        _arrives(house)
    _stays_until_the_lease_ends(house, schedule)
    doubted = house.only(schedule)
    assert (doubted.state, house.only(schedule, Kind.NOTICE).state) == (State.UNCONFIRMED, State.SENT)
    for _ in range(2):
        house.lease_ends()
        house.tick()
    assert (len(house.posts()), len(house.there())) == (1, how in LOST)
    (notice,) = house.told()
    assert "A post is unconfirmed" in notice
    assert _send_again(house) == [str(doubted.id)]


@reading_history
def test_a_look_up_that_is_refused_posts_nothing(house: House) -> None:
    """The doubt stands."""
    schedule = house.set_up()
    house.slack.fail_next("chat.postMessage", "drop-after")
    house.slack.fail_next("conversations.history", "error:not_in_channel")
    house.tick(MONDAY)
    house.lease_ends()
    house.tick()
    assert house.only(schedule).state is State.UNCONFIRMED
    assert len(house.posts()) == 1


@reading_history
@mostly_on_sqlite("how", ["drop", "429:60"])
def test_a_look_up_without_an_answer_is_made_again_a_lease_later(house: House, how: str) -> None:
    """Slack may allow one look-up a minute: what is not answered is neither doubted nor posted again."""
    schedule = house.set_up()
    house.slack.fail_next("chat.postMessage", "drop-after")
    house.slack.fail_next("conversations.history", how)
    house.tick(MONDAY)
    house.lease_ends()
    house.tick()
    assert house.only(schedule).state is State.SENDING
    house.lease_ends()
    house.tick()
    assert house.only(schedule).state is State.SENT
    assert len(house.posts()) == 1


def test_a_refused_connection_is_not_before(house: House) -> None:
    """Nobody was there to take it: nothing can have been posted, so it is owed as before."""
    schedule = house.set_up()
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/api/"
        away = _office(house.database, address, house.slack.token, house.clock)
        _plan(house, MONDAY)
        assert away.courier.run(house.workspace) == 0
    assert house.only(schedule).state is State.PENDING
    house.clock.wait(31)
    assert house.tick() == 1


# --- what Slack does not take for now ---


@mostly_on_sqlite("word", PASSING)
def test_what_slack_does_not_take_for_now_waits(house: House, word: str) -> None:
    """A dead token, a network, a limit, a word nobody knows: it is owed as before, and posted once Slack takes it."""
    schedule = house.set_up()
    house.refuses(word)
    house.tick(MONDAY)
    assert (house.only(schedule).state, house.only(schedule).reason) == (State.PENDING, word)
    house.slack.rule = None
    asked = len(house.slack.calls)
    house.clock.wait(10)  # the clock goes on by itself as well, on a busy machine by some seconds
    house.tick()
    assert len(house.slack.calls) == asked
    house.clock.wait(20)
    assert house.tick() == 1
    assert (len(house.there()), house.told()) == (1, [])
    assert "Late: " not in house.there()[0]


def test_a_token_dead_for_an_hour_delays_a_digest(house: House) -> None:
    """Slack is asked ever more rarely; the digest says why it is late, and its author hears nothing else."""
    house.set_up()
    house.refuses("token_revoked")
    house.tick(MONDAY)
    asked = len(house.slack.calls)
    house.goes_by(60, step=2)
    assert len(house.slack.calls) - asked < 25
    house.slack.rule = None
    house.goes_by(7)
    (text,) = house.there()
    assert "Late: Slack didn’t take my posts when this was due." in text
    assert house.told() == []


def test_a_token_dead_for_two_days_skips_a_digest_and_tells(house: House) -> None:
    """After a day it is skipped, with the reason; the word to its author waits too, and comes with the next token."""
    schedule = house.set_up()
    house.refuses("account_inactive")
    house.tick(MONDAY)
    house.goes_by(25 * 60, step=60)
    skipped = house.only(schedule)
    assert (skipped.state, skipped.reason, house.posts()) == (State.SKIPPED, "account_inactive", [])
    house.goes_by(22 * 60, step=120)
    house.slack.rule = None
    house.goes_by(30, step=30)
    (notice,) = house.told()
    assert "A post was skipped" in notice
    assert "Slack doesn’t accept my token (account_inactive)." in notice
    assert house.there() == []


def test_a_word_nobody_knows_is_final_after_a_day(house: House) -> None:
    """Slack adds words: a new one costs no digest at once, and does not wait for ever."""
    schedule = house.set_up()
    house.refuses("a_new_word", "chat.postMessage")
    house.tick(MONDAY)
    house.goes_by(25 * 60, step=300)
    assert (house.only(schedule).state, house.only(schedule).reason) == (State.FAILED, "a_new_word")
    house.slack.rule = None
    house.goes_by(30, step=30)
    assert _send_again(house) == [str(house.only(schedule).id)]


def test_without_leave_to_write_a_post_waits_and_says_which(house: House) -> None:
    """`chat:write` is not the scope to look at a conversation: nobody is told to grant the wrong one."""
    schedule = house.set_up()
    house.refuses("missing_scope", "chat.postMessage")
    house.tick(MONDAY)
    waiting = house.only(schedule)
    assert (waiting.state, waiting.reason, waiting.waits_for_leave) == (State.PENDING, "may_not_write", False)
    assert house.owed(schedule, Kind.NOTICE) == []


@reading_history
def test_a_look_up_waits_for_a_token_as_well(house: House) -> None:
    """What is in doubt while the token is dead stays so, is not called unconfirmed, and is found later."""
    schedule = house.set_up()
    house.slack.fail_next("chat.postMessage", "drop-after")
    house.tick(MONDAY)
    house.refuses("token_revoked")
    house.lease_ends()
    house.tick()
    assert house.only(schedule).state is State.SENDING
    house.slack.rule = None
    house.lease_ends()
    house.tick()
    assert (house.only(schedule).state, len(house.posts())) == (State.SENT, 1)


def test_slack_out_of_reach_is_asked_ever_more_rarely(house: House) -> None:
    """For hours nobody answers: the digest waits, with that reason, and what is asked is bounded."""
    schedule = house.set_up()
    assert house.office.identity().team_id
    house.slack.rule = lambda *_: "500"
    house.tick(MONDAY)
    house.goes_by(180, step=6)
    assert house.only(schedule).reason == "unreachable"
    assert len(house.slack.calls) < 25
    house.slack.rule = None
    house.goes_by(30, step=15)
    assert "Late: Slack didn’t take my posts" in house.there()[0]


@on_both
def test_what_is_stopped_while_it_is_tried_is_not_posted(house: House) -> None:
    """Claimed already, or begun and refused for now: *Stop* still holds."""
    schedule = house.set_up()
    house.slack.rule = _stopping(house, schedule, "conversations.info", None)
    house.tick(MONDAY)
    assert (house.only(schedule).state, house.posts()) == (State.SKIPPED, [])
    other = house.set_up(conversation="C2")
    house.slack.rule = _stopping(house, other, "chat.postMessage", "429:1")
    house.tick(MONDAY + WEEK)
    house.slack.rule = None
    house.clock.wait(60)
    house.tick()
    assert (house.owed(other)[0].state, house.owed(other)[0].reason, house.there("C2")) == (
        State.SKIPPED,
        "stopped",
        [],
    )


@on_both
def test_who_waits_for_another_process_hears_how_it_ended(house: House) -> None:
    """The tick has claimed the introduction between save and post: the form looks again, and says what came of it."""
    schedule = house.set_up()
    _owe_intro(house, schedule)
    with house.database.writing() as connection:
        claimed = claims.claim(connection, house.workspace, house.clock.real(), house.office.courier.lease)
    assert claimed is not None

    def deliver() -> None:
        sleep(0.3)
        house.office.courier.deliver(claimed)

    other = Thread(target=deliver)
    other.start()
    assert house.office.courier.deliver_now(schedule, claimed.period) == (State.SENT, "")
    other.join()
    assert len(house.there()) == 1


@on_both
def test_who_was_frozen_after_beginning_posts_nothing(house: House) -> None:
    """The lease ran out between *begun* and the post: it is owed as before, to whoever claims it next."""
    schedule = house.set_up()
    _plan(house, MONDAY)
    claimed = _claimed(house)
    database = house.database

    class Freezing(Database):
        """Stands still for longer than a lease after the first commit."""

        @contextmanager
        def writing(self, patience: float = 10) -> Iterator[Connection]:
            with database.writing(patience) as connection:
                yield connection
            house.lease_ends()

    slow = replace(house.office.courier, database=Freezing(str(database.url)))
    assert slow.deliver(claimed) is State.CLAIMED
    assert house.posts() == []
    assert house.tick() == 1
    assert (house.only(schedule).state, len(house.there())) == (State.SENT, 1)


@on_both
def test_who_was_frozen_while_a_table_was_refused_posts_no_second_form(house: House) -> None:
    """Nothing was posted and the lease is over: whoever claims it next posts it, once."""
    schedule = house.set_up()
    _plan(house, MONDAY)
    claimed = _claimed(house)
    house.slack.refusals.refuse("table", "chat.postMessage")

    def freezing(method: str, *_: object) -> None:
        if method == "chat.postMessage":
            house.lease_ends()

    house.slack.rule = freezing
    table = {"type": "table", "rows": [[{"type": "raw_text", "text": "YouTube"}]]}
    letter = Letter(message={"text": "YouTube", "blocks": [table]})
    courier = replace(house.office.courier, compose=lambda _: letter)
    assert courier.deliver(claimed) is State.PENDING
    assert (len(house.posts()), house.there()) == (1, [])
    house.slack.rule = None
    house.goes_by(minutes=10)
    assert (house.only(schedule).state, len(house.there())) == (State.SENT, 1)


# --- a person decides ---


@mostly_on_sqlite("how", ["drop", "error:not_in_channel"])
def test_send_again_posts_once(house: House, how: str) -> None:
    """What was unconfirmed or failed is posted at the first press; a second finds nothing to do."""
    schedule = house.set_up()
    house.slack.fail_next("chat.postMessage", how)
    house.tick(MONDAY)
    house.lease_ends()
    house.tick()
    stuck = house.only(schedule)
    assert house.again(stuck) == (State.SENT, "")
    with pytest.raises(UnknownDelivery):
        house.again(stuck)
    house.lease_ends()
    house.tick()
    assert (len(house.posts()), len(house.there())) == (2, 1)


@on_both
def test_send_again_days_later_posts_the_same_week(house: House) -> None:
    """However late the press: the week it was owed for, and no other week's figures."""
    house.spend(REPORTED, 12_345)
    house.spend(REPORTED + WEEK, 77_700)
    schedule = house.set_up()
    house.slack.fail_next("chat.postMessage", "drop")
    house.tick(MONDAY)
    house.lease_ends()
    house.tick()
    house.clock.at = MONDAY + timedelta(days=9)
    assert house.again(house.only(schedule)) == (State.SENT, "")
    (text,) = house.there()
    assert "$123.45" in text
    assert "777" not in text


@reading_history
@mostly_on_sqlite("how", ["429:5", "drop-after"])
def test_send_again_without_an_answer_says_so(house: House, how: str) -> None:
    """It is not refused, and settles by itself; nobody is told a reason Slack never gave."""
    schedule = house.set_up()
    house.slack.fail_next("chat.postMessage", "error:not_in_channel")
    house.tick(MONDAY)
    house.slack.fail_next("chat.postMessage", how)
    desk = open_desk(house.office, "T1", "U1", "C1")
    pressed = {"actions": [{"value": str(house.only(schedule).id)}], "response_url": house.slack.response_url()}
    listeners.send_again(desk, pressed)
    ((_, said),) = house.slack.responses
    assert "Slack refused it" not in said["text"]
    assert "Slack hasn’t confirmed it; I will look again." in said["text"]
    house.lease_ends()
    house.tick(MONDAY + timedelta(days=3))
    assert (house.only(schedule).state, len(house.there())) == (State.SENT, 1)


def test_a_second_doubt_is_told_again(house: House) -> None:
    """Each time a post is in doubt the person hears of it, once."""
    schedule = house.set_up()
    for told in (1, 2):
        house.slack.fail_next("chat.postMessage", "drop")
        state = house.again(house.only(schedule))[0] if told == 2 else house.tick(MONDAY)
        assert state in (0, State.SENDING)
        house.lease_ends()
        house.tick()
        assert house.only(schedule).state is State.UNCONFIRMED
        assert len(house.told()) == told


# --- conversations shared with others ---


def test_a_conversation_shared_outside_gets_no_figures(house: House) -> None:
    """It may have been shared since it was chosen; nothing is posted, and the person hears why."""
    schedule = house.set_up()
    house.slack.conversations["C1"]["ext_shared"] = True
    house.tick(MONDAY)
    assert (house.only(schedule).state, house.posts()) == (State.FAILED, [])
    assert len(house.told()) == 1


@mostly_on_sqlite("how", ["500", "429:5"])
def test_a_conversation_nobody_could_look_at_is_not_before(house: House, how: str) -> None:
    """No message was sent off: it is owed as before."""
    schedule = house.set_up()
    house.slack.fail_next("conversations.info", how)
    house.tick(MONDAY)
    assert (house.only(schedule).state, house.posts()) == (State.PENDING, [])
    house.clock.wait(31)
    assert house.tick() == 1


@on_both
def test_a_private_conversation_may_be_closed_to_our_eyes(house: House) -> None:
    """With the scope for public conversations only, a private one cannot be looked at: it waits until it can."""
    house.slack.scopes = "commands,chat:write,users:read,channels:read"
    house.slack.conversations["C2"]["private"] = True
    public, private = house.set_up(), house.set_up(conversation="C2")
    with capture_logs() as logged:
        assert house.tick(MONDAY) == 2
        assert house.tick() == 0
    assert (house.only(public).state, house.only(private).state, house.there("C2")) == (State.SENT, State.PENDING, [])
    named = [line["needed"] for line in logged if line["event"] == "scope_missing"]
    assert (len(house.told()), named) == (1, ["groups:read"])
    house.slack.scopes = SCOPES
    assert house.tick() == 1
    assert house.only(private).state is State.SENT


def test_what_could_not_be_looked_at_for_a_day_is_skipped_and_logged(house: House) -> None:
    """The reason stands in the log; next week it waits anew, and who has heard of it does not hear it again."""
    house.slack.scopes = "commands,chat:write,users:read"
    schedule = house.set_up()
    house.tick(MONDAY)
    with capture_logs() as logged:
        house.tick(MONDAY + timedelta(hours=25))
        house.tick(MONDAY + WEEK)
    assert [owed.state for owed in house.owed(schedule)] == [State.PENDING, State.SKIPPED]
    assert {"delivery_skipped", "scope_missing"} <= {line["event"] for line in logged}
    assert len(house.told()) == 1


@on_both
def test_a_scope_taken_away_again_is_told_again(house: House) -> None:
    """Once granted, what was told is done with."""
    house.set_up()
    for week in range(2):
        house.slack.scopes = "commands,chat:write,users:read"
        house.tick(MONDAY + week * WEEK)
        house.slack.scopes = SCOPES
        assert house.tick() == 1
    assert len(house.told()) == 2


def test_a_scope_taken_away_after_a_skipped_post_is_told_again(house: House) -> None:
    """What came too late has ended as well: the next post that is sent ends what was told."""
    house.set_up()
    house.slack.scopes = "commands,chat:write,users:read"
    house.tick(MONDAY)
    house.tick(MONDAY + timedelta(hours=25))
    house.slack.scopes = SCOPES
    assert house.tick(MONDAY + WEEK) == 1
    house.slack.scopes = "commands,chat:write,users:read"
    house.tick(MONDAY + 2 * WEEK)
    assert len(house.told()) == 2


def test_what_a_person_sends_again_does_not_wait(house: House) -> None:
    """They are told on the spot what to grant, and can press again once it is."""
    schedule = house.set_up()
    house.slack.fail_next("chat.postMessage", "error:not_in_channel")
    house.tick(MONDAY)
    house.slack.scopes = "commands,chat:write,users:read"
    assert house.again(house.only(schedule)) == (State.FAILED, "missing_scope")
    house.tick()
    assert len(_send_again(house)) == 2
    house.slack.scopes = SCOPES
    assert house.again(house.only(schedule)) == (State.SENT, "")


def test_an_answer_that_does_not_say_whose_it_is_is_no_leave(house: House) -> None:
    """What Slack does not show to be ours gets nothing."""
    schedule = house.set_up()
    house.slack.conversations["C1"]["ext_shared"] = None
    house.tick(MONDAY)
    assert (house.only(schedule).state, house.only(schedule).reason) == (State.FAILED, "not_shown")
    assert house.posts() == []


def test_who_dies_looking_at_the_conversation_has_posted_nothing(house: House) -> None:
    """It is looked at before sending begins, so that a death meanwhile leaves no doubt."""
    schedule = house.set_up()
    states = []

    def watch(method: str, _: Payload, __: int) -> None:
        if method == "conversations.info":
            states.append(house.only(schedule).state)

    house.slack.rule = watch
    house.tick(MONDAY)
    assert states == [State.CLAIMED]


# --- leases ---


def test_a_lease_that_may_end_while_slack_is_asked_posts_nothing(house: House) -> None:
    """Composing took too long: the next one to claim it posts it."""
    schedule = house.set_up()
    _plan(house, MONDAY)
    slow = _composing(house.office.courier, lambda: house.clock.wait(LEASE_SECONDS - 2))
    assert house.only(schedule).state is State.PENDING
    claimed = _claimed(house)
    assert slow.deliver(claimed) is State.CLAIMED
    assert house.posts() == []
    house.lease_ends()
    assert house.tick() == 1
    assert len(house.there()) == 1


@on_both
def test_a_lost_lease_posts_nothing(house: House) -> None:
    """Another process has taken over meanwhile and has posted: who comes late keeps quiet."""
    schedule = house.set_up()
    _plan(house, MONDAY)
    claimed = _claimed(house)
    ahead = Told(MONDAY)
    ahead.wait(LEASE_SECONDS + 1)
    other = _office(house.database, house.slack.url, house.slack.token, ahead)

    def taken_over() -> None:
        assert tick(other) == 1

    assert _composing(house.office.courier, taken_over).deliver(claimed) is State.CLAIMED
    assert house.only(schedule).state is State.SENT
    assert len(house.posts()) == 1
    assert house.counted("lease_losses_total") == 1


@on_both
def test_what_is_found_late_stays_found(house: House) -> None:
    """The answer comes after the lease: whoever looked it up meanwhile does not turn sent into a doubt."""
    schedule = house.set_up()
    house.slack.fail_next("chat.postMessage", "drop")
    house.tick(MONDAY)
    house.lease_ends()
    sending = house.only(schedule)
    with house.database.writing() as connection:
        claims.settle(connection, sending, State.SENT, ts="1.000001")
    house.tick()
    with house.database.writing() as connection:
        claims.settle(connection, sending, State.UNCONFIRMED, reason="unclear")
    assert (house.only(schedule).state, house.only(schedule).ts) == (State.SENT, "1.000001")
    assert house.told() == []


# --- too late, and late ---


@on_both
def test_what_waited_for_more_than_a_day_is_skipped(house: House) -> None:
    """Slack asked to wait, and then nobody ran: an old digest is no news."""
    schedule = house.set_up()
    house.slack.fail_next("chat.postMessage", "429:30")
    house.tick(MONDAY)
    house.clock.wait(31)
    house.tick(MONDAY + timedelta(hours=24, seconds=1))
    skipped, (notice,) = house.only(schedule), house.told()
    assert "Slack asked me to wait." in notice
    assert (skipped.state, skipped.reason, len(house.posts())) == (State.SKIPPED, "rate_limited", 1)


@pytest.mark.parametrize(("late", "delayed"), [(timedelta(minutes=5), False), (timedelta(hours=24), True)])
def test_a_run_missed_by_up_to_a_day_says_that_it_is_late(house: House, late: timedelta, *, delayed: bool) -> None:
    """Up to five minutes are nothing to speak of."""
    house.set_up()
    assert house.tick(MONDAY + late) == 1
    (text,) = house.there()
    assert ("Late: I was offline when this was due." in text) is delayed


@on_both
def test_weeks_slept_through_are_each_accounted_for(house: House) -> None:
    """Three weeks without anybody running: two are skipped with the reason, the last is posted."""
    schedule = house.set_up()
    assert house.tick(MONDAY + 2 * WEEK + timedelta(hours=1)) == 1
    ended = [(owed.period, owed.state, owed.reason) for owed in house.owed(schedule)]
    assert ended == [
        ("2026-W35", State.SENT, ""),
        ("2026-W34", State.SKIPPED, "too_late"),
        ("2026-W33", State.SKIPPED, "too_late"),
    ]


@pytest.mark.parametrize(
    ("zone", "week", "runs_at"),
    [
        ("Europe/Warsaw", "2026-W43", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("Europe/Warsaw", "2027-W12", datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
        ("America/New_York", "2027-W10", datetime(2027, 3, 14, 7, 0, tzinfo=UTC)),
        ("Australia/Lord_Howe", "2026-W40", datetime(2026, 10, 3, 15, 30, tzinfo=UTC)),
    ],
)
def test_where_the_clock_jumps_a_week_still_has_one_digest(
    house: House, zone: str, week: str, runs_at: datetime
) -> None:
    """Half past two on a Sunday that has two of them, or none: the first, or the first moment after the gap."""
    at = time(2, 15) if zone == "Australia/Lord_Howe" else time(2, 30)
    house.clock.at = runs_at - timedelta(days=3)
    schedule = house.set_up(zone=zone, weekday=Weekday.SUN, at=at)
    assert house.tick(runs_at - timedelta(seconds=1)) == 0
    assert [house.tick(runs_at + timedelta(minutes=n)) for n in range(0, 180, 30)] == [1, 0, 0, 0, 0, 0]
    assert house.only(schedule).period == week


# --- what is said ---


def test_metadata_tells_nobody_anything(house: House) -> None:
    """Any app of the workspace may read it: it holds an opaque key, no name and no amount."""
    house.spend(REPORTED, 12_345)
    house.set_up(conversation="C1")
    house.set_up(conversation="C2")
    house.tick(MONDAY)
    keys = []
    for said in house.slack.messages:
        assert set(said["metadata"]) == {"event_type", "event_payload"}
        assert said["metadata"]["event_type"] == "roibot_delivery"
        assert set(said["metadata"]["event_payload"]) == {"key"}
        keys.append(said["metadata"]["event_payload"]["key"])
    assert len(set(keys)) == 2
    assert all(len(key) == 32 and int(key, 16) >= 0 for key in keys)


def test_an_introduction_names_who_set_it_up(house: House) -> None:
    """By name, so that nobody is pinged; once, however often it is owed."""
    schedule = house.set_up()
    for _ in range(2):
        _owe_intro(house, schedule)
        house.tick()
    (text,) = house.there()
    assert "Anna Nowak has set up a weekly digest here." in text
    assert "U1" not in text


@pytest.mark.parametrize("how", ["error:not_in_channel", "drop"])
def test_an_introduction_that_fails_sends_no_notice(house: House, how: str) -> None:
    """Its refusal is told where it was set up."""
    schedule = house.set_up()
    _owe_intro(house, schedule)
    house.slack.fail_next("chat.postMessage", how)
    house.tick()
    house.lease_ends()
    house.tick()
    assert house.only(schedule, Kind.INTRO).state in (State.FAILED, State.UNCONFIRMED)
    assert house.owed(schedule, Kind.NOTICE) == []


def test_an_introduction_that_waited_in_vain_is_owed_anew(house: House) -> None:
    """The scope was missing for a day; who saves the schedule again once it is granted has the conversation told."""
    schedule, granted = house.set_up(), house.slack.scopes
    house.slack.scopes = "chat:write,commands,users:read"
    _owe_intro(house, schedule)
    house.tick()
    house.tick(house.clock.real() + timedelta(hours=24, seconds=1))
    assert house.only(schedule, Kind.INTRO).state is State.SKIPPED
    house.slack.scopes = granted
    _owe_intro(house, schedule)
    house.tick()
    assert house.only(schedule, Kind.INTRO).state is State.SENT


@pytest.mark.parametrize("how", ["error:cannot_dm_bot", "drop-after"])
def test_a_notice_that_fails_is_the_last(house: House, how: str) -> None:
    """A notice about a notice would never end."""
    schedule = house.set_up()
    house.slack.fail_next("chat.postMessage", "error:is_archived")
    house.slack.fail_next("chat.postMessage", how)
    house.tick(MONDAY)
    for _ in range(3):
        house.lease_ends()
        house.tick()
    assert house.only(schedule, Kind.NOTICE).state in (State.FAILED, State.UNCONFIRMED)
    assert len(house.posts("U1")) == 1


@on_both
def test_a_digest_of_one_channel_speaks_of_no_other(house: House) -> None:
    """The schedule's marketing channel, and only its figures."""
    house.spend(REPORTED, 10_000, "linkedin")
    house.spend(REPORTED, 33_300, "google")
    house.set_up(channel="linkedin")
    house.tick(MONDAY)
    (text,) = house.there()
    assert "LinkedIn" in text
    assert "$100.00" in text
    assert "333" not in text
    assert "Google" not in text


def test_a_digest_speaks_the_workspaces_language(house: House) -> None:
    """Not that of the person who set it up; who hears of trouble hears it in their own."""
    house.settings(language="pl")
    house.spend(REPORTED, 123_456)
    house.set_up()
    house.set_up(conversation="C2")
    house.slack.fail_next("chat.postMessage", "error:is_archived")
    house.tick(MONDAY)
    (text,) = house.there("C2")
    assert "Raport tygodniowy" in text or "1234,56" in text.replace("\xa0", "").replace(" ", "")
    (notice,) = house.told()
    assert "A post couldn’t be sent" in notice


# --- alerts ---


@pytest.mark.parametrize(("worth", "told"), [(70, False), (69, True)])
def test_spend_without_results_is_told_from_its_bound_on(house: House, worth: int, *, told: bool) -> None:
    """389.21 without a result: 5.56 at 70 each are not yet 5.61, 5.64 at 69 are (J-07)."""
    house.goal(worth)
    house.spend(REPORTED)
    schedule = house.set_up(Kind.ALERTS)
    house.tick(MONDAY)
    assert [("$389.21" in text) for text in house.there()] == [True] * told
    assert house.only(schedule).state is (State.SENT if told else State.SKIPPED)


@pytest.mark.parametrize(("floor", "told"), [(38_921, 1), (38_922, 0)])
def test_what_costs_less_than_the_floor_is_left_alone(house: House, floor: int, told: int) -> None:
    """At the floor it counts."""
    house.goal(60)
    house.spend(REPORTED)
    house.set_up(Kind.ALERTS, floor=floor)
    assert house.tick(MONDAY) == told


@on_both
def test_a_unit_is_told_of_once_until_a_conversion_arrives(house: House) -> None:
    """Weeks of silence about what is known; after a conversion it can happen again."""
    goal = house.goal(60)
    schedule = house.set_up(Kind.ALERTS)
    weeks = [MONDAY + n * WEEK for n in range(7)]
    for week in weeks:
        house.spend(week.date() - timedelta(days=2), 20_000)
    assert [house.tick(week) for week in weeks[:3]] == [0, 1, 0]
    assert [owed.reason for owed in house.owed(schedule)] == ["nothing_to_report", "", "nothing_to_report"]
    house.convert(weeks[3].date() - timedelta(days=3), goal)
    # 200.00 a week: after two of them 6.67 should have come, where 5.61 are the bound.
    assert [house.tick(week) for week in weeks[3:]] == [0, 1, 0, 0]


def test_each_unit_is_told_of_by_itself(house: House) -> None:
    """What is new is told, what is known is not repeated beside it."""
    house.goal(70)
    house.set_up(Kind.ALERTS)
    house.spend(REPORTED, 50_000, "linkedin")
    house.tick(MONDAY)
    house.spend(REPORTED + WEEK, 60_000, "google")
    house.tick(MONDAY + WEEK)
    first, second = house.there()
    assert ("LinkedIn" in first, "Google" in first) == (True, False)
    assert ("LinkedIn" in second, "Google" in second) == (False, True)


@pytest.mark.parametrize("zone", ["Europe/Warsaw", "Pacific/Auckland", "America/Los_Angeles"])
def test_a_conversion_known_before_is_none_that_has_arrived(house: House, zone: str) -> None:
    """The result that was the last when it was told lifts no silence, in whatever zone."""
    house.settings(zone=zone)
    goal = house.goal(70)
    day = date(2026, 8, 10)
    house.convert(day - timedelta(days=10), goal)
    for n in range(2):
        house.spend(day - timedelta(days=3) + n * WEEK, 900_000)
    schedule = house.set_up(Kind.ALERTS, zone=zone)
    assert [house.tick(schedule.next_run + n * WEEK) for n in range(2)] == [1, 0]


@on_both
def test_what_was_told_before_results_were_remembered_stays_told(house: House) -> None:
    """Its delivery names the unit alone: what came up to then was known."""
    goal = house.goal(60)
    house.spend(REPORTED, 90_000)
    schedule = house.set_up(Kind.ALERTS)
    assert house.tick(MONDAY) == 1
    with house.database.writing() as connection:
        connection.execute(update(deliveries_table).values(subject='{"units": ["channel:linkedin"]}'))
    house.spend(REPORTED + WEEK, 90_000)
    house.spend(REPORTED + 3 * WEEK, 90_000)
    assert house.tick(MONDAY + WEEK) == 0
    house.convert((MONDAY + WEEK).date(), goal)
    assert house.tick(MONDAY + 3 * WEEK) == 1
    assert house.owed(schedule)


@mostly_on_sqlite("zone", ["Europe/Warsaw", "Pacific/Auckland"])
def test_an_alert_is_kept_with_its_own_day_and_what_it_waits_for(house: House, zone: str) -> None:
    """Monday there, whatever day that is in UTC; it waits for the goal it was measured by."""
    house.settings(zone=zone)
    house.goal(60)
    house.spend(REPORTED)
    schedule = house.set_up(Kind.ALERTS, zone=zone)
    assert house.tick(schedule.next_run) == 1
    with house.database.reading() as connection:
        posted = alerts.posted(connection, house.workspace, REPORTED)
    assert posted == {"channel:linkedin": posted_alerts.Told(day=date(2026, 8, 10), last=None, goal="lead")}


def test_an_alert_that_was_not_posted_is_not_known(house: House) -> None:
    """Refused in one week, it is told in the next."""
    house.goal(60)
    house.spend(REPORTED)
    house.set_up(Kind.ALERTS)
    house.slack.fail_next("chat.postMessage", "error:not_in_channel")
    assert house.tick(MONDAY) == 1
    assert len(house.told()) == 1
    assert house.tick(MONDAY + WEEK) == 1
    assert len(house.there()) == 1


# --- how it is found out ---


def _stays_until_the_lease_ends(house: House, schedule: Schedule) -> None:
    """Ticks of anybody change nothing before; the first after the end does."""
    house.clock.wait(LEASE_SECONDS - 10)
    house.tick()
    assert house.only(schedule).state is State.SENDING
    assert [method for method, _ in house.slack.calls if method == "conversations.history"] == []
    house.clock.wait(11)
    house.tick()


def _arrives(house: House) -> None:
    """What is slow is stored after the client has stopped waiting."""
    end = monotonic() + 5
    while not house.there() and monotonic() < end:
        sleep(0.02)


def _send_again(house: House) -> list[str]:
    """The values of the *Send again* buttons in the person's direct messages."""
    blocks = [block for said in house.slack.messages if said["channel"] == "DU1" for block in said["blocks"]]
    elements = [element for block in blocks for element in block.get("elements", ())]
    return [element["value"] for element in elements if element.get("action_id") == "send_again"]


def _plan(house: House, at: datetime) -> None:
    house.clock.at = at
    with house.database.writing() as connection:
        deliveries.plan(connection, lambda _: "Europe/Warsaw", at, house.clock.real())


def _claimed(house: House) -> Delivery:
    with house.database.writing() as connection:
        claimed = claims.claim(connection, house.workspace, house.clock.real(), house.office.courier.lease)
    assert claimed is not None
    return claimed


def _composing(courier: Courier, meanwhile: Callable[[], None]) -> Courier:
    """A courier to whom something happens while the message is being written."""

    def compose(delivery: Delivery) -> Letter | None:
        letter = courier.compose(delivery)
        meanwhile()
        return letter

    return replace(courier, compose=compose)


def _stopping(house: House, schedule: Schedule, method: str, how: str | None) -> Callable[..., str | None]:
    """Somebody presses *Stop* while Slack is asked this, which is then answered so."""

    def rule(called: str, *_: object) -> str | None:
        if called != method:
            return None
        with house.database.writing() as connection:
            if schedules.every(connection, house.workspace, schedule.kind):
                schedules.stop(connection, house.workspace, schedule.id)
        return how

    return rule


def _owe_intro(house: House, schedule: Schedule) -> None:
    with house.database.writing() as connection:
        deliveries.add(connection, schedule, Kind.INTRO, "intro:U1", schedule.conversation, house.clock.real())
