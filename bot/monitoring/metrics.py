"""Metrics: what the program counts of itself for Prometheus, in a registry of its own (docs/running.md#metrics).

No name, no amount and nobody's id is in a label.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from core.posts.deliveries import Counts

PREFIX = "roibot_"
KIND_OF_TYPE = {
    "view_submission": "form",
    "view_closed": "form",
    "block_actions": "button",
    "block_suggestion": "menu",
    "shortcut": "shortcut",
    "message_action": "shortcut",
    "event_callback": "event",
}
"""Slack's type of a payload -> our word for it."""

ANSWER_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5)
"""The buckets of the time to an answer, in seconds; Slack waits for three."""
WAIT_SECONDS = (0.001, 0.01, 0.1, 0.5, 1, 2, 5, 10)


def kind_of(body: Mapping[str, Any]) -> str:
    """The kind of a request: command, form, button, menu, shortcut, event or other."""
    return "command" if "command" in body else KIND_OF_TYPE.get(str(body.get("type")), "other")


FAILED = "roibot.failed"
"""The key under which a request's context notes that it ended with a reference in the log."""


LATE = "late"
"""The outcome of a request that had no answer when its time was over."""


def outcome_of(context: Mapping[str, Any], status: int) -> str:
    """The outcome of a request: answered, failed or not understood; a busy bot answers without asking Bolt."""
    if context.get(FAILED) or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return "failed"
    return "answered" if status < HTTPStatus.BAD_REQUEST else "not_understood"


class Metrics:
    """The metrics, counted in memory in a few microseconds each; `text` is what Prometheus reads."""

    def __init__(self) -> None:
        self.registry = own = CollectorRegistry()
        self._of: dict[tuple[str, str], tuple[Counter, Histogram]] = {}
        ProcessCollector(registry=own)
        self.requests = Counter(f"{PREFIX}requests_total", "Signed requests", ["kind", "outcome"], registry=own)
        self.seconds = Histogram(
            f"{PREFIX}request_seconds", "From receipt to answer", ["kind"], buckets=ANSWER_SECONDS, registry=own
        )
        self.refused = Counter(f"{PREFIX}requests_refused_total", "Requests not let in", ["cause"], registry=own)
        self.connections = Gauge(f"{PREFIX}connections", "Open connections", registry=own)
        self.closed = Counter(f"{PREFIX}connections_closed_total", "Closed by the door", ["cause"], registry=own)
        self.deliveries = Counter(f"{PREFIX}deliveries_total", "Posts that ended", ["outcome"], registry=own)
        self.lease_losses = Counter(f"{PREFIX}lease_losses_total", "Posts another had taken", registry=own)
        self.owed = Gauge(f"{PREFIX}deliveries_owed", "Posts not sent yet", registry=own)
        self.lag = Gauge(f"{PREFIX}delivery_lag_seconds", "Since the oldest owed was due", registry=own)
        self.standing = Gauge(f"{PREFIX}deliveries_standing", "Not posted within a week", ["state"], registry=own)
        self.ticks = Counter(f"{PREFIX}ticks_total", "Ticks", ["outcome"], registry=own)
        self.last_tick = Gauge(f"{PREFIX}last_tick_timestamp_seconds", "End of the last good tick", registry=own)
        self.waits = Histogram(
            f"{PREFIX}database_wait_seconds", "For a transaction to begin", buckets=WAIT_SECONDS, registry=own
        )
        self.rates_age = Gauge(f"{PREFIX}rates_age_days", "Since the newest exchange rate", registry=own)
        self.ready = Gauge(f"{PREFIX}ready", "What /readyz says", registry=own)
        self.warnings = Gauge(f"{PREFIX}warnings", "How many warnings /readyz has", registry=own)
        self.socket = Gauge(f"{PREFIX}socket_connected", "Whether Socket Mode is connected", registry=None)

    def with_socket(self) -> None:
        """Tells of Socket Mode as well: over HTTP it would always be disconnected."""
        self.registry.register(self.socket)

    def answered(self, kind: str, outcome: str, seconds: float) -> None:
        """Counts a signed request that was answered, ``seconds`` after it was received."""
        counting = self._of.get((kind, outcome))
        if counting is None:  # to look a label up takes longer than to count
            counting = self._of[kind, outcome] = self.requests.labels(kind, outcome), self.seconds.labels(kind)
        counter, histogram = counting
        counter.inc()
        histogram.observe(seconds)

    def settled(self, outcome: str, *, kept: bool) -> None:
        """Counts a post that ended; not ``kept`` where another had taken it meanwhile."""
        if kept:
            self.deliveries.labels(outcome).inc()
        else:
            self.lease_losses.inc()

    def ticked(self, moment: datetime) -> None:
        """Counts a tick that ended well."""
        self.ticks.labels("done").inc()
        self.last_tick.set(moment.timestamp())

    def counted(self, counts: Counts, lag: float) -> None:
        """Takes over what stands in the database of posts; ``lag`` in seconds."""
        self.owed.set(counts.owed)
        self.lag.set(lag)
        self.standing.labels("failed").set(counts.failed)
        self.standing.labels("unconfirmed").set(counts.unconfirmed)

    def text(self) -> bytes:
        """The metrics in Prometheus's text format."""
        return generate_latest(self.registry)
