"""Troubles: what a tick could not post, in lines for whoever runs it: which post, how it stands, and Slack's word."""

from __future__ import annotations

from core.posts.deliveries import Delivery, Kind, State
from storage.deliveries import STOPPED, TOO_LATE

STANDS = {
    State.PENDING: "waits",
    State.SENDING: "is in doubt and will be looked for",
    State.SKIPPED: "was skipped",
    State.FAILED: "failed",
    State.UNCONFIRMED: "is unconfirmed",
}


class Troubles:
    """Hears of each post that was not made, in one tick."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.final = False
        """Whether something failed for good: Slack refused it, or did so for a day."""

    def __call__(self, delivery: Delivery, state: State, reason: str) -> None:
        about = f"{delivery.kind} {delivery.period} in {delivery.conversation}"
        if delivery.kind is Kind.NOTICE:
            about = "the direct message to whoever set it up"  # whose id must not be in a log
        self.lines.append(f"{about} {STANDS[state]}: {reason}")
        refused = state is State.SKIPPED and reason not in (TOO_LATE, STOPPED)
        self.final = self.final or refused or state is State.FAILED
