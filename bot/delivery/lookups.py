"""The look-ups: a delivery whose sending ended without an answer is looked for in the conversation (R-09)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta

import structlog

from bot.clock import Clock
from bot.delivery.records import Records
from bot.delivery.retries import too_late
from bot.slack.client import Slack
from bot.slack.errors import NotBefore, Refused, TooMuch, Unclear
from core.calendar.weekly import CATCH_UP
from core.posts.deliveries import Delivery, State
from core.posts.refusals import MISSING_SCOPE, PASSING

LOOKED_BACK = 330.0
"""Seconds before the first try from which a posted message is searched: Slack's clock and ours may be five minutes
apart, and what is not found there is posted again."""

PROVEN = 2
"""So many times not there, a lease apart, is never posted."""

HISTORY_SCOPES = frozenset({"channels:history", "groups:history"})
UNCLEAR = "unclear"


@dataclass(frozen=True, kw_only=True)
class LookUps:
    """Looks for what may have been posted, a ``lease`` apart."""

    records: Records
    slack: Slack
    clock: Clock
    lease: timedelta

    def settle_next(self, workspace: int) -> bool:
        """One delivery whose sending ended without an answer; False when there is none left."""
        delivery = self.records.claim_unclear(workspace)
        if delivery is None:
            return False
        try:
            ts = self._find(delivery)
        except (NotBefore, Unclear):
            self._looked_in_vain(delivery)
        except (Refused, TooMuch):
            self._leave_unconfirmed(delivery)
        else:
            self._settle(delivery, ts)
        return True

    def _find(self, delivery: Delivery) -> str | None:
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

    def _looked_in_vain(self, delivery: Delivery) -> None:
        """It is looked for again a lease later, for a day; then a person has to."""
        now = self.clock.real()
        first = delivery.first_try or now
        if not delivery.asked_again and now - first > CATCH_UP:
            self._leave_unconfirmed(delivery)

    def _settle(self, delivery: Delivery, ts: str | None) -> None:
        if ts:
            self.records.settle(delivery, State.SENT, ts=ts)
        else:
            self._absent(delivery)

    def _absent(self, delivery: Delivery) -> None:
        """Not there once: it may still come. Not there twice: it was never posted, and is, once; then nobody knows."""
        times = self.records.absent(delivery)
        if times < PROVEN:
            return
        if times > PROVEN or too_late(delivery, self.clock.now()):
            self._leave_unconfirmed(delivery)
            return
        structlog.get_logger().warning("delivery_absent", delivery=delivery.id)
        self.records.give_back(delivery)

    def _leave_unconfirmed(self, delivery: Delivery) -> None:
        """A person has to look, and decides."""
        self.records.fail(delivery, UNCLEAR, state=State.UNCONFIRMED)


def key(delivery: Delivery) -> str:
    """What finds the message again. Opaque: metadata can be read by any app in the workspace."""
    text = f"{delivery.workspace}/{delivery.schedule.id}/{delivery.kind}/{delivery.period}"
    return hashlib.sha256(text.encode()).hexdigest()[:32]
