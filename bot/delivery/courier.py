"""The courier: claims what is owed, posts it once, and remembers how it ended (R-06).

Claim and mark are short transactions of their own; no connection is held while Slack is asked. What Slack does not take
for now waits for a day. A lost answer is met with a second post only where the conversation, read to its end twice and
a lease apart, does not hold the first; else it stands as unconfirmed until a person decides.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from time import sleep
from typing import Any

import structlog
from sqlalchemy import Connection

from bot.clock import Clock
from bot.monitoring.metrics import Metrics
from bot.monitoring.stopping import Stopping
from bot.settings import LEASE_MARGIN_SECONDS
from bot.slack.client import Slack
from bot.slack.errors import NotBefore, Refused, TooMuch, Unclear
from bot.slack.guard import Guard
from core.calendar.weekly import CATCH_UP, ON_TIME
from core.posts.deliveries import Delivery, Kind, Schedule, State
from core.posts.refusals import MAY_NOT_WRITE, MISSING_SCOPE, PASSING, RATE_LIMITED, Meaning, meaning
from storage import attempts, claims, deliveries
from storage.database import Database

MARGIN = timedelta(seconds=LEASE_MARGIN_SECONDS)

LOOKED_BACK = 330.0
"""Seconds before the first try from which a posted message is searched: Slack's clock and ours may be five minutes
apart, and what is not found there is posted again."""

PROVEN = 2
"""So many times not there, a lease apart, is never posted."""

SOON, LATE = timedelta(seconds=30), timedelta(minutes=15)
"""The least and the most between two tries of what waits: a tenth of how long it has waited."""
LATE_FOR_LEAVE = timedelta(minutes=5)
"""The most where a scope is missing: in the beginning each tick looks, for who grants one watches."""

PATIENCE_SECONDS = 1.2
"""How long a person waits for another process that is sending the same message."""
PAUSE_SECONDS = 0.1

HISTORY_SCOPES = frozenset({"channels:history", "groups:history"})
NOTHING_TO_SAY = "nothing_to_report"
UNCLEAR = "unclear"
NOTICE = "notice"


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """A composed message; ``subject`` is remembered with the delivery (what an alert was about)."""

    message: dict[str, Any]
    subject: str = ""


Compose = Callable[[Delivery], Letter | None]
Ended = Callable[[Delivery, State, str], None]
"""Hears of each try that was not posted: how it stands now, and why."""


def _unheard(_delivery: Delivery, _state: State, _reason: str) -> None:
    """Nobody listens: what is to be known stands in the books and in the log."""


@dataclass(frozen=True, kw_only=True)
class Courier:
    """``compose`` writes the message of a delivery, or None where there is nothing to say.

    ``ended`` hears of what was not posted.
    """

    database: Database
    slack: Slack
    guard: Guard
    clock: Clock
    compose: Compose
    lease: timedelta
    post_timeout: timedelta
    stopping: Stopping
    metrics: Metrics
    ended: Ended = _unheard

    def run(self, workspace: int) -> int:
        """Settles what was left unclear in a workspace, then sends all it is owed; answers how many were sent.

        Once the program is to stop, nothing more is claimed.
        """
        while not self.stopping.asked and self._settle_next(workspace):
            pass
        sent = last = 0
        while not self.stopping.asked and (delivery := self._claim(workspace, last)) is not None:
            sent, last = sent + (self.deliver(delivery) is State.SENT), delivery.id
        return sent

    def deliver(self, delivery: Delivery, *, patient: bool = True) -> State:
        """Sends one claimed delivery; answers how it ended."""
        started = self.clock.monotonic()
        if self._stopped(delivery):
            return self._settle(delivery, State.SKIPPED, reason=deliveries.STOPPED)
        if self._too_late(delivery):
            return self._give_up(delivery)
        letter = self.compose(self._as_late_as_it_is(delivery))
        if letter is None:
            return self._settle(delivery, State.SKIPPED, reason=NOTHING_TO_SAY)
        try:
            return self._send(delivery, letter, started, patient=patient)
        except NotBefore as wait:
            return self._postpone(delivery, wait.seconds, wait.reason)
        except Refused as refusal:
            return self._refused(delivery, refusal)
        except Unclear as unclear:
            structlog.get_logger().warning("delivery_unclear", delivery=delivery.id, reason=unclear.reason)
            self.ended(delivery, State.SENDING, unclear.reason)
            return State.SENDING

    def deliver_now(self, schedule: Schedule, period: str) -> tuple[State, str]:
        """Sends one owed message while a person waits; answers how it ended and Slack's reason."""
        with self.database.writing() as connection:
            delivery = claims.claim_one(connection, schedule, period, self.clock.real(), self.lease)
        if delivery:
            with attempts.unhurried():  # what has been posted is marked and told, however late it is
                self.deliver(delivery, patient=False)
                now = self._ended(schedule, period, 0)
        else:
            now = self._ended(schedule, period, PATIENCE_SECONDS)
        if now.state is State.SENT:
            return now.state, ""
        ended_already = now.state in (State.FAILED, State.SKIPPED) or now.waits
        return now.state, now.reason if ended_already else UNCLEAR

    def _ended(self, schedule: Schedule, period: str, seconds: float) -> Delivery:
        """The delivery once the process that holds it is done with it, waited for so long at most."""
        end = self.clock.monotonic() + seconds
        while True:
            with self.database.reading() as connection:
                now = deliveries.of_period(connection, schedule, period)
            if now.state not in (State.CLAIMED, State.SENDING) or self.clock.monotonic() >= end:
                return now
            sleep(PAUSE_SECONDS)

    def _claim(self, workspace: int, after: int) -> Delivery | None:
        """The next one with a higher id, so that a run asks about none twice."""
        with self.database.writing() as connection:
            return claims.claim(connection, workspace, self.clock.real(), self.lease, after)

    def _stopped(self, delivery: Delivery) -> bool:
        """Whether nobody wants it any more; a person's *Send again* and a word about trouble are still wanted."""
        wanted = delivery.schedule.active or delivery.kind is Kind.NOTICE
        return not wanted and not delivery.asked_again

    def _too_late(self, delivery: Delivery) -> bool:
        weekly = delivery.kind in (Kind.DIGEST, Kind.ALERTS) and not delivery.asked_again
        return (weekly or delivery.waits) and self.clock.now() - delivery.due > CATCH_UP

    def _as_late_as_it_is(self, delivery: Delivery) -> Delivery:
        """What is posted later than nobody notices says so; of what a person asks for again they know."""
        late = not delivery.asked_again and self.clock.now() - delivery.due > ON_TIME
        return replace(delivery, delayed=delivery.delayed or late)

    def _give_up(self, delivery: Delivery) -> State:
        """After a day: skipped, with why it waited; what no list knows has failed for good.

        Whoever was told already that a scope is missing has been told until when to grant it.
        """
        if not delivery.waits:
            return self._settle(delivery, State.SKIPPED, reason=deliveries.TOO_LATE)
        structlog.get_logger().warning("delivery_skipped", delivery=delivery.id, reason=delivery.reason)
        if delivery.waits_for_leave:
            return self._settle(delivery, State.SKIPPED, reason=delivery.reason)
        passing = meaning(delivery.reason) in PASSING
        return self._fail(delivery, delivery.reason, state=State.SKIPPED if passing else State.FAILED)

    def _begin(self, delivery: Delivery, letter: Letter, started: float) -> bool:
        """Nothing is posted on a lease that may end while Slack is being asked.

        Looked at once more when the books say so: who was frozen meanwhile posts nothing, and says so.
        """
        if not self._time_left(started):
            return False
        with self.database.writing() as connection:
            begun = claims.begin_sending(connection, delivery, letter.subject)
        if not begun:
            self.metrics.lease_losses.inc()
        elif not self._time_left(started):
            self._give_back(delivery)
            return False
        return begun

    def _give_back(self, delivery: Delivery) -> State:
        """Another process sends it, or this one at its next tick or start."""
        with self.database.writing() as connection:
            claims.postpone(connection, delivery, self.clock.real())
        return State.PENDING

    def _time_left(self, started: float) -> bool:
        held = timedelta(seconds=self.clock.monotonic() - started)
        return held + self.post_timeout + MARGIN <= self.lease

    def _send(self, delivery: Delivery, letter: Letter, started: float, *, patient: bool) -> State:
        """Looks at the conversation, begins and posts. Raises what Slack answers where it was not posted for sure."""
        address = self._address(delivery)
        if patient and self.stopping.asked:
            return self._give_back(delivery)
        if not self._begin(delivery, letter, started):
            return State.CLAIMED
        try:
            ts = self.slack.post(address, letter.message, key(delivery), patient=patient)
        except Refused as refusal:
            raise _of_posting(refusal) from refusal
        return self._settle(delivery, State.SENT, ts=ts)

    def _address(self, delivery: Delivery) -> str:
        """Where it goes, if it is the house's own; a notice holds no figure. Raises `Refused`, `NotBefore`."""
        if delivery.kind is Kind.NOTICE:
            return delivery.conversation
        try:
            return self.guard.check(delivery.conversation, delivery.schedule.created_by)
        except Unclear as unclear:
            raise NotBefore(seconds=SOON.total_seconds()) from unclear

    def _settle_next(self, workspace: int) -> bool:
        """One delivery whose sending ended without an answer; False when there is none left."""
        with self.database.writing() as connection:
            delivery = claims.claim_unclear(connection, workspace, self.clock.real(), self.lease)
        if delivery is None:
            return False
        try:
            ts = self._look_up(delivery)
        except (NotBefore, Unclear):
            return self._looked_in_vain(delivery)
        except (Refused, TooMuch):
            self._fail(delivery, UNCLEAR, state=State.UNCONFIRMED)
            return True
        if ts:
            self._settle(delivery, State.SENT, ts=ts)
        else:
            self._absent(delivery)
        return True

    def _look_up(self, delivery: Delivery) -> str | None:
        """The message's ts, or None: it is not there. Raises `NotBefore`, `Unclear`: to be looked for a lease later.

        Raises `Refused`, `TooMuch`: where it cannot be known.
        """
        if self.slack.scopes is None:
            raise NotBefore(seconds=self.lease.total_seconds())
        if not self.slack.scopes & HISTORY_SCOPES or delivery.first_try is None:
            raise TooMuch
        since = delivery.first_try.timestamp() - LOOKED_BACK
        try:
            return self.slack.find_posted(delivery.conversation, key(delivery), since)
        except Refused as refusal:
            if refusal.meaning in PASSING and refusal.reason != MISSING_SCOPE:
                raise NotBefore(seconds=self.lease.total_seconds(), reason=refusal.reason) from refusal
            raise

    def _looked_in_vain(self, delivery: Delivery) -> bool:
        """It is looked for again a lease later, for a day; then a person has to."""
        first = delivery.first_try or self.clock.real()
        if not delivery.asked_again and self.clock.real() - first > CATCH_UP:
            self._fail(delivery, UNCLEAR, state=State.UNCONFIRMED)
        return True

    def _absent(self, delivery: Delivery) -> None:
        """Not there once: it may still come. Not there twice: it was never posted, and is, once; then nobody knows."""
        with self.database.writing() as connection:
            times = claims.absent(connection, delivery)
        if times < PROVEN:
            return
        if times > PROVEN or self._too_late(delivery):
            self._fail(delivery, UNCLEAR, state=State.UNCONFIRMED)
            return
        structlog.get_logger().warning("delivery_absent", delivery=delivery.id)
        with self.database.writing() as connection:
            claims.postpone(connection, delivery, self.clock.real())

    def _settle(self, delivery: Delivery, state: State, *, ts: str | None = None, reason: str = "") -> State:
        with self.database.writing() as connection:
            kept = claims.settle(connection, delivery, state, ts=ts, reason=reason)
            if state is State.SENT and delivery.kind is not Kind.NOTICE:
                # What was looked at could be looked at: where the scope is taken away again, that is told again.
                deliveries.forget(connection, delivery.workspace, _telling(delivery))
        self.metrics.settled(state.value, kept=kept)
        if state is not State.SENT and reason != NOTHING_TO_SAY:
            self.ended(delivery, state, reason)
        return state

    def _postpone(self, delivery: Delivery, seconds: float, reason: str = RATE_LIMITED) -> State:
        """Not before so many seconds, as Slack asks; unreachable, it is tried as what waits. The first reason stays."""
        pause = timedelta(seconds=seconds)
        if reason != RATE_LIMITED:
            pause = max(pause, self._pause(delivery, SOON, LATE))
        why = delivery.reason or reason
        with self.database.writing() as connection:
            claims.postpone(connection, delivery, self.clock.real() + pause, why)
        self.ended(delivery, State.PENDING, reason)
        return State.PENDING

    def _pause(self, delivery: Delivery, least: timedelta, most: timedelta) -> timedelta:
        return min(most, max(least, (self.clock.now() - delivery.due) / 10))

    def _refused(self, delivery: Delivery, refusal: Refused) -> State:
        """What passes by itself, or once somebody mends it, waits, and so does what no list knows.

        One that a person has asked for again says so at once.
        """
        if refusal.meaning is Meaning.FINAL or delivery.asked_again:
            return self._fail(delivery, refusal.reason)
        if refusal.reason == MISSING_SCOPE:
            return self._await_leave(delivery, refusal.needed)
        pause = self._pause(delivery, SOON, LATE)
        with self.database.writing() as connection:
            claims.postpone(connection, delivery, self.clock.real() + pause, refusal.reason)
        self.ended(delivery, State.PENDING, refusal.reason)
        return State.PENDING

    def _await_leave(self, delivery: Delivery, needed: str) -> State:
        """Without the scope to look it waits for a day. ``needed``: as Slack lists them."""
        if not delivery.waits_for_leave:
            structlog.get_logger().warning("scope_missing", delivery=delivery.id, needed=needed)
        now = self.clock.real()
        with self.database.writing() as connection:
            pause = self._pause(delivery, timedelta(), LATE_FOR_LEAVE)
            claims.postpone(connection, delivery, now + pause, MISSING_SCOPE)
            # Who sets a schedule up reads it in the form; who is owed a post hears it once, however many wait.
            if delivery.kind is not Kind.INTRO and deliveries.first_time(
                connection, delivery.workspace, _telling(delivery), now
            ):
                self._owe_notice(connection, delivery, MISSING_SCOPE)
        self.ended(delivery, State.PENDING, MISSING_SCOPE)
        return State.PENDING

    def _fail(self, delivery: Delivery, reason: str, state: State = State.FAILED) -> State:
        """Marks it and owes the person who set it up one direct message, in one transaction.

        A notice about a notice would never end, and an intro's refusal is told on the spot.
        """
        with self.database.writing() as connection:
            settled = claims.settle(connection, delivery, state, reason=reason)
            if settled and delivery.kind in (Kind.DIGEST, Kind.ALERTS):
                self._owe_notice(connection, delivery, reason)
        self.metrics.settled(state.value, kept=settled)
        structlog.get_logger().warning("delivery_stuck", delivery=delivery.id, state=state.value, reason=reason)
        self.ended(delivery, state, reason)
        return state

    def _owe_notice(self, connection: Connection, delivery: Delivery, reason: str) -> None:
        """One direct message to the person who set it up."""
        period, subject = f"{NOTICE}:{delivery.id}:{delivery.attempts}", f"{delivery.id} {reason}"
        owner, real, now = delivery.schedule.created_by, self.clock.real(), self.clock.now()
        deliveries.add(connection, delivery.schedule, Kind.NOTICE, period, owner, real, subject=subject, now=now)


def _telling(delivery: Delivery) -> str:
    """What is remembered once the person knows that a scope is missing."""
    return f"{MISSING_SCOPE}:{delivery.schedule.created_by}"


def _of_posting(refusal: Refused) -> Refused:
    """Of a refusal to post: the scope that is missing is not the one to look at the conversation."""
    missing = refusal.reason == MISSING_SCOPE
    return Refused(reason=MAY_NOT_WRITE, needed=refusal.needed) if missing else refusal


def key(delivery: Delivery) -> str:
    """What finds the message again. Opaque: metadata can be read by any app in the workspace."""
    text = f"{delivery.workspace}/{delivery.schedule.id}/{delivery.kind}/{delivery.period}"
    return hashlib.sha256(text.encode()).hexdigest()[:32]
