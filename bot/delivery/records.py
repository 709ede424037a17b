"""The records: how each delivery stands in the books. Whatever changes it is a short transaction of its own (R-06)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog
from sqlalchemy import Connection

from bot.clock import Clock
from bot.monitoring.metrics import Metrics
from core.posts.deliveries import Delivery, Kind, Schedule, State
from core.posts.refusals import MISSING_SCOPE
from storage import claims, deliveries, workspaces
from storage.database import Database

NOTHING_TO_SAY = "nothing_to_report"
NOTICE = "notice"

Ended = Callable[[Delivery, State, str], None]
"""Hears of each try that was not posted: how it stands now, and why."""


@dataclass(frozen=True, kw_only=True)
class Records:
    """The deliveries of all workspaces, claimed for ``lease`` at a time. ``ended`` hears of what was not posted."""

    database: Database
    clock: Clock
    metrics: Metrics
    lease: timedelta
    ended: Ended

    def claim(self, workspace: int, after: int) -> Delivery | None:
        """The next one owed with a higher id than ``after``, so that a run asks about none twice."""
        with self.database.writing() as connection:
            return claims.claim(connection, workspace, self.clock.real(), self.lease, after)

    def claim_one(self, schedule: Schedule, period: str) -> Delivery | None:
        """This one, unless another process holds it or it is done with."""
        with self.database.writing() as connection:
            return claims.claim_one(connection, schedule, period, self.clock.real(), self.lease)

    def claim_unclear(self, workspace: int) -> Delivery | None:
        """One whose sending ended without an answer."""
        with self.database.writing() as connection:
            return claims.claim_unclear(connection, workspace, self.clock.real(), self.lease)

    def of_period(self, schedule: Schedule, period: str) -> Delivery:
        with self.database.reading() as connection:
            return deliveries.of_period(connection, schedule, period)

    def begin(self, delivery: Delivery, subject: str) -> bool:
        """From here on it may be with Slack; False where the claim was lost to another process."""
        with self.database.writing() as connection:
            begun = claims.begin_sending(connection, delivery, subject)
        if not begun:
            self.metrics.lease_losses.inc()
        return begun

    def give_back(self, delivery: Delivery) -> State:
        """Another process sends it, or this one at its next tick or start."""
        with self.database.writing() as connection:
            claims.postpone(connection, delivery, self.clock.real())
        return State.PENDING

    def absent(self, delivery: Delivery) -> int:
        """It was looked for and is not there; answers how many times so far."""
        with self.database.writing() as connection:
            return claims.absent(connection, delivery)

    def settle(self, delivery: Delivery, state: State, *, ts: str | None = None, reason: str = "") -> State:
        """It is done with: sent as the message ``ts``, or skipped."""
        with self.database.writing() as connection:
            kept = claims.settle(connection, delivery, state, ts=ts, reason=reason)
            if state is State.SENT and delivery.kind is not Kind.NOTICE:
                # What was looked at could be looked at: where the scope is taken away again, that is told again.
                deliveries.forget(connection, delivery.workspace, _telling(delivery))
        self.metrics.settled(state.value, kept=kept)
        if state is State.SENT and delivery.kind is Kind.ALERTS:
            self._show_alert(delivery)
        if state is not State.SENT and reason != NOTHING_TO_SAY:
            self.ended(delivery, state, reason)
        return state

    def _show_alert(self, delivery: Delivery) -> None:
        """Counts the books' revision up, as an open alert stands in answers, which are kept while it stays the same.

        A transaction of its own: where the books are locked, that the alert was sent is kept all the same.
        """
        with self.database.writing() as connection:
            workspaces.touch(connection, delivery.workspace)

    def postpone(self, delivery: Delivery, pause: timedelta, reason: str, *, first: str = "") -> State:
        """It waits for ``pause``. ``first``: why it has waited already, which stays its reason."""
        with self.database.writing() as connection:
            claims.postpone(connection, delivery, self.clock.real() + pause, first or reason)
        self.ended(delivery, State.PENDING, reason)
        return State.PENDING

    def await_leave(self, delivery: Delivery, pause: timedelta) -> State:
        """It waits for a scope, and the person who is owed a post hears it once, however many wait."""
        now = self.clock.real()
        with self.database.writing() as connection:
            claims.postpone(connection, delivery, now + pause, MISSING_SCOPE)
            # Who sets a schedule up reads it in the form.
            if delivery.kind is not Kind.INTRO and deliveries.first_time(
                connection, delivery.workspace, _telling(delivery), now
            ):
                self._owe_notice(connection, delivery, MISSING_SCOPE)
        self.ended(delivery, State.PENDING, MISSING_SCOPE)
        return State.PENDING

    def fail(self, delivery: Delivery, reason: str, state: State = State.FAILED) -> State:
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
        deliveries.add(
            connection,
            delivery.schedule,
            Kind.NOTICE,
            f"{NOTICE}:{delivery.id}:{delivery.attempts}",
            delivery.schedule.created_by,
            self.clock.real(),
            subject=f"{delivery.id} {reason}",
            now=self.clock.now(),
        )


def _telling(delivery: Delivery) -> str:
    """What is remembered once the person knows that a scope is missing."""
    return f"{MISSING_SCOPE}:{delivery.schedule.created_by}"
