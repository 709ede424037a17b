"""How long a delivery waits before it is tried again, and when it is too late for that (R-08)."""

from __future__ import annotations

from datetime import datetime, timedelta

from core.calendar.weekly import CATCH_UP
from core.posts.deliveries import Delivery, Kind

SOON, LATE = timedelta(seconds=30), timedelta(minutes=15)
"""The least and the most between two tries of what waits: a tenth of how long it has waited."""

LATE_FOR_LEAVE = timedelta(minutes=5)
"""The most where a scope is missing: in the beginning each tick looks, for who grants one watches."""

UNTIL_THE_NEXT = timedelta(days=7)
"""How long a word about trouble is wanted: by then the next run has come, or has a word of its own."""


def pause(delivery: Delivery, now: datetime) -> timedelta:
    """Of what Slack does not take for now."""
    return min(LATE, max(SOON, _tenth(delivery, now)))


def pause_for_leave(delivery: Delivery, now: datetime) -> timedelta:
    """Of what waits for a scope."""
    return min(LATE_FOR_LEAVE, max(timedelta(), _tenth(delivery, now)))


def too_late(delivery: Delivery, now: datetime) -> bool:
    """Whether a day has passed: for a weekly post, and for whatever Slack has not taken until then; a week for a
    word about trouble.
    """
    if delivery.kind is Kind.NOTICE:
        return delivery.waits and now - delivery.due > UNTIL_THE_NEXT
    weekly = delivery.kind in (Kind.DIGEST, Kind.ALERTS) and not delivery.asked_again
    return (weekly or delivery.waits) and now - delivery.due > CATCH_UP


def _tenth(delivery: Delivery, now: datetime) -> timedelta:
    return (now - delivery.due) / 10
