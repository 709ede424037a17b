"""Unknown outcomes, after an outage: commands that may have been saved, and claims of forms not given back.

When the same command is typed again, it is asked about first. When the same form is sent again, it is not taken for
still being worked on. All of it is kept in this process: the database, which would know for all processes, is what did
not answer.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from bot.clock import Clock
from storage.attempts import Attempt, Outcome
from storage.database import Database
from storage.outages import Cause, Outage

KEPT_SECONDS = 600
MOST_KEPT = 1000


@dataclass(frozen=True, slots=True)
class Typed:
    """A command of unknown end, typed ``at`` this reading of the monotonic clock."""

    at: float
    attempt: Attempt


class UnknownOutcomes:
    """A bounded memory, safe to share between threads."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._kept: OrderedDict[str, Typed] = OrderedDict()
        self._claims: OrderedDict[str, None] = OrderedDict()
        self._lock = threading.Lock()

    def remember(self, body: Mapping[str, Any], attempt: Attempt) -> None:
        """Keeps a command whose ``attempt`` has come to no known end."""
        with self._lock:
            self._kept[_key(body)] = Typed(self._clock.monotonic(), attempt)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)

    def ask(self, body: Mapping[str, Any]) -> Outcome:
        """The outcome of the same command, typed before; NOTHING where there is none. Each is asked about once."""
        if not self._kept:
            return Outcome.NOTHING
        with self._lock:
            typed = self._kept.pop(_key(body), None)
        if typed is None or self._clock.monotonic() - typed.at > KEPT_SECONDS:
            return Outcome.NOTHING
        return self._became(typed.attempt)

    def leave_claim(self, request: str) -> None:
        """Keeps a form's claim (`storage.form_answers`) that could be neither answered nor given back."""
        with self._lock:
            self._claims[request] = None
            while len(self._claims) > MOST_KEPT:
                self._claims.popitem(last=False)

    @contextmanager
    def taken_claim(self, request: str) -> Iterator[bool]:
        """Whether the block has a claim to give back. Only one caller gets each; where the block raises, it stays.

        A new claim whose connection was lost is kept too: it may have been made all the same.
        """
        with self._lock:
            taken = request in self._claims
            self._claims.pop(request, None)
        try:
            yield taken
        except Outage as outage:
            # Busy or full, the database has made no claim for sure; a lost connection may have committed one.
            if taken or outage.cause is Cause.AWAY:
                self.leave_claim(request)
            raise

    def _became(self, attempt: Attempt) -> Outcome:
        """The outcome as far as the database can say it by now."""
        if attempt.unsettled:
            return self._database.became(attempt.unsettled)
        return attempt.outcome


def _key(body: Mapping[str, Any]) -> str:
    """The person and the command as a hash, so that no text of theirs is kept."""
    parts = [str(body.get(name) or "") for name in ("team_id", "user_id", "command")]
    parts.append(" ".join(str(body.get("text") or "").split()))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
