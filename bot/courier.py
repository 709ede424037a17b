"""The courier: claims what is owed, posts it once, and remembers how it ended (R-06).

Claim and mark are short transactions of their own; no connection is held while Slack is asked. A lost answer is never
met with a second post: when the lease has ended the message is looked up where the granted scopes allow, and else
stands as unconfirmed until a person decides.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import Connection

from bot.clock import Clock
from bot.guard import Guard
from bot.settings import LEASE_MARGIN_SECONDS
from bot.slack import NotBefore, Refused, Slack, Unclear
from core.deliveries import MISSING_SCOPE, Delivery, Kind, Schedule, State
from core.schedules import CATCH_UP
from storage import attempts, claims, deliveries
from storage.database import Database

MARGIN = timedelta(seconds=LEASE_MARGIN_SECONDS)

LOOKED_BACK = 5.0
"""Seconds before the first try from which a posted message is searched."""

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


@dataclass(frozen=True, kw_only=True)
class Courier:
    """``compose`` writes the message of a delivery, or None where there is nothing to say."""

    database: Database
    slack: Slack
    guard: Guard
    clock: Clock
    compose: Compose
    lease: timedelta
    post_timeout: timedelta

    def run(self, workspace: int) -> int:
        """Settles what was left unclear in a workspace, then sends all it is owed; answers how many were sent."""
        while self._settle_next(workspace):
            pass
        sent = last = 0
        while (delivery := self._claim(workspace, last)) is not None:
            sent, last = sent + (self.deliver(delivery) is State.SENT), delivery.id
        return sent

    def deliver(self, delivery: Delivery, *, patient: bool = True) -> State:
        """Sends one claimed delivery; answers how it ended."""
        started = self.clock.monotonic()
        if self._too_late(delivery):
            return self._skip(delivery)
        letter = self.compose(delivery)
        if letter is None:
            return self._settle(delivery, State.SKIPPED, reason=NOTHING_TO_SAY)
        try:
            return self._send(delivery, letter, started, patient=patient)
        except NotBefore as wait:
            return self._postpone(delivery, wait.seconds)
        except Refused as refusal:
            return self._refused(delivery, refusal)
        except Unclear as unclear:
            structlog.get_logger().warning("delivery_unclear", delivery=delivery.id, reason=unclear.reason)
            return State.SENDING

    def deliver_now(self, schedule: Schedule, period: str) -> tuple[State, str]:
        """Sends one owed message while a person waits; answers how it ended and Slack's reason."""
        with self.database.writing() as books:
            delivery = claims.claim_one(books, schedule, period, self.clock.real(), self.lease)
        if delivery:
            with attempts.unhurried():  # what has been posted is marked, however late it is
                self.deliver(delivery, patient=False)
        with self.database.reading() as books:
            now = deliveries.of_period(books, schedule, period)
        if now.state is State.SENT:
            return now.state, ""
        known = now.state in (State.FAILED, State.SKIPPED) or now.waits_for_leave
        return now.state, now.reason if known else UNCLEAR

    def _claim(self, workspace: int, after: int) -> Delivery | None:
        """The next one with a higher id, so that a run asks about none twice."""
        with self.database.writing() as books:
            return claims.claim(books, workspace, self.clock.real(), self.lease, after)

    def _too_late(self, delivery: Delivery) -> bool:
        weekly = delivery.kind in (Kind.DIGEST, Kind.ALERTS) and delivery.reason != deliveries.AGAIN
        return (weekly or delivery.waits_for_leave) and self.clock.now() - delivery.due > CATCH_UP

    def _skip(self, delivery: Delivery) -> State:
        if delivery.waits_for_leave:
            structlog.get_logger().warning("delivery_skipped", delivery=delivery.id, reason=MISSING_SCOPE)
        return self._settle(delivery, State.SKIPPED, reason=deliveries.TOO_LATE)

    def _begin(self, delivery: Delivery, letter: Letter, started: float) -> bool:
        """Nothing is posted on a lease that may end while Slack is being asked."""
        held = timedelta(seconds=self.clock.monotonic() - started)
        if held + self.post_timeout + MARGIN > self.lease:
            return False
        with self.database.writing() as books:
            return claims.begin_sending(books, delivery, letter.subject)

    def _send(self, delivery: Delivery, letter: Letter, started: float, *, patient: bool) -> State:
        """Looks at the conversation, begins and posts. Raises what Slack answers where it was not posted for sure."""
        address = self._address(delivery)
        if not self._begin(delivery, letter, started):
            return State.CLAIMED
        ts = self.slack.post(address, letter.message, key(delivery), patient=patient)
        return self._settle(delivery, State.SENT, ts=ts)

    def _address(self, delivery: Delivery) -> str:
        """Where it goes, if it is the house's own; a notice holds no figure. Raises `Refused`, `NotBefore`."""
        if delivery.kind is Kind.NOTICE:
            return delivery.conversation
        try:
            return self.guard.check(delivery.conversation, delivery.schedule.created_by)
        except Unclear as unclear:
            raise NotBefore(seconds=30) from unclear

    def _settle_next(self, workspace: int) -> bool:
        """One delivery whose sending ended without an answer; False when there is none left."""
        with self.database.writing() as books:
            delivery = claims.claim_unclear(books, workspace, self.clock.real(), self.lease)
        if delivery is None:
            return False
        try:
            ts = self._look_up(delivery)
        except (NotBefore, Unclear):
            return True
        if ts:
            self._settle(delivery, State.SENT, ts=ts)
        else:
            self._fail(delivery, UNCLEAR, state=State.UNCONFIRMED)
        return True

    def _look_up(self, delivery: Delivery) -> str | None:
        """The message's ts where it is found. Raises `NotBefore`, `Unclear`: to be looked for again a lease later."""
        if not self.slack.scopes & HISTORY_SCOPES or delivery.first_try is None:
            return None
        since = delivery.first_try.timestamp() - LOOKED_BACK
        try:
            return self.slack.find_posted(delivery.conversation, key(delivery), since)
        except Refused as refusal:
            structlog.get_logger().warning("delivery_lookup_refused", delivery=delivery.id, reason=refusal.reason)
            return None

    def _settle(self, delivery: Delivery, state: State, *, ts: str | None = None, reason: str = "") -> State:
        with self.database.writing() as books:
            claims.settle(books, delivery, state, ts=ts, reason=reason)
            if state is State.SENT and delivery.kind is not Kind.NOTICE:
                # What was looked at could be looked at: where the scope is taken away again, that is told again.
                deliveries.forget(books, delivery.workspace, _telling(delivery))
        return state

    def _postpone(self, delivery: Delivery, seconds: float) -> State:
        with self.database.writing() as books:
            claims.postpone(books, delivery, self.clock.real() + timedelta(seconds=seconds))
        return State.PENDING

    def _refused(self, delivery: Delivery, refusal: Refused) -> State:
        """Without the scope to look it waits for a day; one that a person has asked for again says so at once."""
        waits = refusal.reason == MISSING_SCOPE and delivery.kind is not Kind.NOTICE
        if not waits or delivery.reason == deliveries.AGAIN:
            return self._fail(delivery, refusal.reason)
        if not delivery.waits_for_leave:
            structlog.get_logger().warning("scope_missing", delivery=delivery.id, needed=refusal.needed)
        now = self.clock.real()
        with self.database.writing() as books:
            claims.postpone(books, delivery, now, MISSING_SCOPE)
            # Who sets a schedule up reads it in the form; who is owed a post hears it once, however many wait.
            if delivery.kind is not Kind.INTRO and deliveries.first_time(
                books, delivery.workspace, _telling(delivery), now
            ):
                self._owe_notice(books, delivery, MISSING_SCOPE)
        return State.PENDING

    def _fail(self, delivery: Delivery, reason: str, state: State = State.FAILED) -> State:
        """Marks it and owes the person who set it up one direct message, in one transaction.

        A notice about a notice would never end, and an intro's refusal is told on the spot.
        """
        with self.database.writing() as books:
            settled = claims.settle(books, delivery, state, reason=reason)
            if settled and delivery.kind in (Kind.DIGEST, Kind.ALERTS):
                self._owe_notice(books, delivery, reason)
        return state

    def _owe_notice(self, books: Connection, delivery: Delivery, reason: str) -> None:
        """One direct message to the person who set it up."""
        period, subject = f"{NOTICE}:{delivery.id}:{delivery.attempts}", f"{delivery.id} {reason}"
        owner = delivery.schedule.created_by
        deliveries.add(books, delivery.schedule, Kind.NOTICE, period, owner, self.clock.real(), subject=subject)


def _telling(delivery: Delivery) -> str:
    """What is remembered once the person knows that a scope is missing."""
    return f"{MISSING_SCOPE}:{delivery.schedule.created_by}"


def key(delivery: Delivery) -> str:
    """What finds the message again. Opaque: metadata can be read by any app in the workspace."""
    said = f"{delivery.workspace}/{delivery.schedule.id}/{delivery.kind}/{delivery.period}"
    return hashlib.sha256(said.encode()).hexdigest()[:32]
