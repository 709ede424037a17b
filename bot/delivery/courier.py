"""The courier: claims what is owed, posts it once, and remembers how it ended (R-06).

Claim and mark are short transactions of their own; no connection is held while Slack is asked. What Slack does not take
for now waits for a day. A lost answer is met with a second post only where the conversation, read to its end twice and
a lease apart, does not hold the first; else it stands as unconfirmed until a person decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from time import sleep
from typing import Any

import structlog

from bot.clock import Clock
from bot.delivery.lookups import UNCLEAR, LookUps, key
from bot.delivery.records import NOTHING_TO_SAY, Ended, Records
from bot.delivery.retries import SOON, pause, pause_for_leave, too_late
from bot.monitoring.metrics import Metrics
from bot.monitoring.stopping import Stopping
from bot.settings import LEASE_MARGIN_SECONDS
from bot.slack.client import Slack
from bot.slack.errors import NotBefore, Refused, Unclear
from bot.slack.guard import Guard
from bot.slack.native_blocks import NativeBlocks
from core.calendar.weekly import ON_TIME
from core.posts.deliveries import Delivery, Kind, Schedule, State
from core.posts.refusals import MAY_NOT_WRITE, MISSING_SCOPE, PASSING, RATE_LIMITED, Meaning, meaning
from storage import attempts, deliveries
from storage.database import Database

MARGIN = timedelta(seconds=LEASE_MARGIN_SECONDS)

PATIENCE_SECONDS = 1.2
"""How long a person waits for another process that is sending the same message."""
PAUSE_SECONDS = 0.1


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """A composed message; ``subject`` is remembered with the delivery (what an alert was about)."""

    message: dict[str, Any]
    subject: str = ""


Compose = Callable[[Delivery], Letter | None]


def _unheard(_delivery: Delivery, _state: State, _reason: str) -> None:
    """Nobody listens: what is to be known stands in the books and in the log."""


@dataclass(frozen=True, kw_only=True)
class Courier:
    """``compose`` writes the message of a delivery, or None where there is nothing to say.

    ``ended`` hears of what was not posted.
    """

    database: Database
    slack: Slack
    native_blocks: NativeBlocks
    guard: Guard
    clock: Clock
    compose: Compose
    lease: timedelta
    post_timeout: timedelta
    stopping: Stopping
    metrics: Metrics
    ended: Ended = _unheard

    @cached_property
    def records(self) -> Records:
        return Records(
            database=self.database, clock=self.clock, metrics=self.metrics, lease=self.lease, ended=self.ended
        )

    @cached_property
    def lookups(self) -> LookUps:
        return LookUps(records=self.records, slack=self.slack, clock=self.clock, lease=self.lease)

    def run(self, workspace: int) -> int:
        """Settles what was left unclear in a workspace, then sends all it is owed; answers how many were sent.

        Once the program is to stop, nothing more is claimed.
        """
        while not self.stopping.asked and self.lookups.settle_next(workspace):
            pass
        sent = last = 0
        while not self.stopping.asked and (delivery := self.records.claim(workspace, last)) is not None:
            sent += self.deliver(delivery) is State.SENT
            last = delivery.id
        return sent

    def deliver(self, delivery: Delivery, *, patient: bool = True) -> State:
        """Sends one claimed delivery; answers how it ended."""
        started = self.clock.monotonic()
        if _stopped(delivery):
            return self.records.settle(delivery, State.SKIPPED, reason=deliveries.STOPPED)
        if too_late(delivery, self.clock.now()):
            return self._give_up(delivery)
        letter = self.compose(self._as_late_as_it_is(delivery))
        if letter is None:
            return self.records.settle(delivery, State.SKIPPED, reason=NOTHING_TO_SAY)
        try:
            return self._send(delivery, letter, started, patient=patient)
        except NotBefore as wait:
            return self._postpone(delivery, wait)
        except Refused as refusal:
            return self._refused(delivery, refusal)
        except Unclear as unclear:
            return self._left_unclear(delivery, unclear.reason)

    def deliver_now(self, schedule: Schedule, period: str) -> tuple[State, str]:
        """Sends one owed message while a person waits; answers how it ended and Slack's reason."""
        delivery = self.records.claim_one(schedule, period)
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
            now = self.records.of_period(schedule, period)
            if now.state not in (State.CLAIMED, State.SENDING) or self.clock.monotonic() >= end:
                return now
            sleep(PAUSE_SECONDS)

    def _as_late_as_it_is(self, delivery: Delivery) -> Delivery:
        """What is posted later than nobody notices says so; of what a person asks for again they know."""
        late = not delivery.asked_again and self.clock.now() - delivery.due > ON_TIME
        return replace(delivery, delayed=delivery.delayed or late)

    def _give_up(self, delivery: Delivery) -> State:
        """After a day: skipped, with why it waited; what no list knows has failed for good.

        Whoever was told already that a scope is missing has been told until when to grant it.
        """
        if not delivery.waits:
            return self.records.settle(delivery, State.SKIPPED, reason=deliveries.TOO_LATE)
        structlog.get_logger().warning("delivery_skipped", delivery=delivery.id, reason=delivery.reason)
        if delivery.waits_for_leave:
            return self.records.settle(delivery, State.SKIPPED, reason=delivery.reason)
        passing = meaning(delivery.reason) in PASSING
        return self.records.fail(delivery, delivery.reason, state=State.SKIPPED if passing else State.FAILED)

    def _send(self, delivery: Delivery, letter: Letter, started: float, *, patient: bool) -> State:
        """Looks at the conversation, begins and posts. Raises what Slack answers where it was not posted for sure."""
        address = self._address(delivery)
        if patient and self.stopping.asked:
            return self.records.give_back(delivery)
        if not self._begin(delivery, letter, started):
            return State.CLAIMED
        try:
            ts = self.native_blocks.post(
                lambda: delivery.workspace,
                address,
                letter.message,
                key(delivery),
                patient=patient,
                still=lambda: self._time_left(started),
            )
        except Refused as refusal:
            raise _of_posting(refusal) from refusal
        return self.records.settle(delivery, State.SENT, ts=ts)

    def _address(self, delivery: Delivery) -> str:
        """Where it goes, if it is the house's own; a notice holds no figure. Raises `Refused`, `NotBefore`."""
        if delivery.kind is Kind.NOTICE:
            return delivery.conversation
        try:
            return self.guard.check(delivery.conversation, delivery.schedule.created_by)
        except Unclear as unclear:
            raise NotBefore(seconds=SOON.total_seconds()) from unclear

    def _begin(self, delivery: Delivery, letter: Letter, started: float) -> bool:
        """Nothing is posted on a lease that may end while Slack is being asked.

        Looked at once more when the books say so: who was frozen meanwhile posts nothing, and says so.
        """
        if not self._time_left(started):
            return False
        if not self.records.begin(delivery, letter.subject):
            return False
        if not self._time_left(started):
            self.records.give_back(delivery)
            return False
        return True

    def _time_left(self, started: float) -> bool:
        held = timedelta(seconds=self.clock.monotonic() - started)
        return held + self.post_timeout + MARGIN <= self.lease

    def _postpone(self, delivery: Delivery, wait: NotBefore) -> State:
        """Not before the moment Slack asks for; unreachable, it is tried as what waits. The first reason stays."""
        seconds = timedelta(seconds=wait.seconds)
        if wait.reason != RATE_LIMITED:
            seconds = max(seconds, pause(delivery, self.clock.now()))
        return self.records.postpone(delivery, seconds, wait.reason, first=delivery.reason)

    def _refused(self, delivery: Delivery, refusal: Refused) -> State:
        """What passes by itself, or once somebody mends it, waits, and so does what no list knows.

        One that a person has asked for again says so at once.
        """
        if refusal.meaning is Meaning.FINAL or delivery.asked_again:
            return self.records.fail(delivery, refusal.reason)
        if refusal.reason == MISSING_SCOPE:
            return self._await_leave(delivery, refusal.needed)
        return self.records.postpone(delivery, pause(delivery, self.clock.now()), refusal.reason)

    def _await_leave(self, delivery: Delivery, needed: str) -> State:
        """Without the scope to look it waits for a day. ``needed``: as Slack lists them."""
        if not delivery.waits_for_leave:
            structlog.get_logger().warning("scope_missing", delivery=delivery.id, needed=needed)
        return self.records.await_leave(delivery, pause_for_leave(delivery, self.clock.now()))

    def _left_unclear(self, delivery: Delivery, reason: str) -> State:
        """It stays as begun, for the look-ups."""
        structlog.get_logger().warning("delivery_unclear", delivery=delivery.id, reason=reason)
        self.ended(delivery, State.SENDING, reason)
        return State.SENDING


def _stopped(delivery: Delivery) -> bool:
    """Whether nobody wants it any more; a person's *Send again* and a word about trouble are still wanted."""
    wanted = delivery.schedule.runs or delivery.kind is Kind.NOTICE
    return not wanted and not delivery.asked_again


def _of_posting(refusal: Refused) -> Refused:
    """Of a refusal to post: the scope that is missing is not the one to look at the conversation."""
    missing = refusal.reason == MISSING_SCOPE
    return Refused(reason=MAY_NOT_WRITE, needed=refusal.needed) if missing else refusal
