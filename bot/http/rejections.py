"""Rejections: requests that are not let in are counted; a line a minute says what is likely wrong with the set-up.

A request without a signature is a stranger's: it is counted, and not worth a line.
"""

from __future__ import annotations

from collections import Counter

import structlog

from bot.http.signature import Cause, Refusal
from bot.monitoring.metrics import Metrics

EVERY_SECONDS = 60.0


class Refusals:
    """A count of refusals by cause. ``note`` is called from the event loop only."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._unsaid: Counter[Cause] = Counter()
        self._said: float | None = None

    def note(self, refusal: Refusal, now: float) -> None:
        """Counts it, and says so where a minute has passed. ``now``: seconds that only grow."""
        self._metrics.refused.labels(refusal.cause.value).inc()
        if refusal.cause not in (Cause.SIGNATURE, Cause.CLOCK):
            return
        self._unsaid[refusal.cause] += 1
        if self._said is None or now - self._said >= EVERY_SECONDS:
            self._say(refusal)
            self._unsaid.clear()
            self._said = now

    def _say(self, refusal: Refusal) -> None:
        [(cause, _)] = self._unsaid.most_common(1)
        structlog.get_logger().warning(
            "requests_refused", refused=self._unsaid.total(), cause=cause.value, likely=_likely(cause, refusal)
        )


def _likely(cause: Cause, last: Refusal) -> str:
    if cause is Cause.SIGNATURE:
        return "SLACK_SIGNING_SECRET is not that of the app that asks, or a stranger asks"
    if last.cause is not Cause.CLOCK:
        return "this machine's clock is off, or old requests are sent again"
    way = "ahead" if last.off > 0 else "behind"
    return f"this machine's clock is {abs(last.off)} s {way}, or old requests are sent again"
