"""Deliveries: one message the bot owes a conversation, claimed, sent and remembered (docs/architecture.md#vocabulary).

pending -> claimed -> sending -> sent. A claim that dies before ``sending`` has posted nothing and is free again when
its lease ends. From ``sending`` on a message may exist, so an unclear end is looked up, never repeated blindly: it
becomes ``sent`` or stands as ``unconfirmed`` until a person says *Send again* (R-06, R-09).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from core.calendar.periods import Period, week_of
from core.calendar.weekly import Weekday, Weekly
from core.posts.refusals import MISSING_SCOPE
from core.problems import Problem

AGAIN = "again"
"""The reason of a delivery that a person has asked for once more."""


class State(StrEnum):
    PENDING = "pending"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    SKIPPED = "skipped"
    FAILED = "failed"
    UNCONFIRMED = "unconfirmed"


UNSETTLED = (State.PENDING, State.CLAIMED, State.SENDING)


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """The number of posts ``owed``, when the ``oldest`` was due, and how many ended otherwise than sent of late."""

    owed: int = 0
    oldest: datetime | None = None
    failed: int = 0
    unconfirmed: int = 0


class Kind(StrEnum):
    """The kinds of delivery.

    ``intro`` tells a conversation who set a schedule up; ``notice`` tells that person what went wrong.
    """

    DIGEST = "digest"
    ALERTS = "alerts"
    INTRO = "intro"
    NOTICE = "notice"


@dataclass(frozen=True, kw_only=True, slots=True)
class Schedule:
    """The times at which a conversation gets its digest or alerts.

    ``timezone`` empty: the workspace's. ``floor`` in minor units. ``paused``: what falls due is left out.
    """

    id: int = 0
    workspace: int
    kind: Kind
    conversation: str
    weekday: Weekday
    at: time
    timezone: str
    created_by: str
    next_run: datetime
    channel: str = ""
    floor: int = 0
    active: bool = True
    paused: bool = False

    @property
    def runs(self) -> bool:
        """Whether anything is posted."""
        return self.active and not self.paused

    def weekly(self, workspace_zone: str) -> Weekly:
        return Weekly(weekday=self.weekday, at=self.at, timezone=self.timezone or workspace_zone)


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """A message that is owed. ``period``: the local ISO week, or what a notice is about; ``due``: when it was owed.

    ``absences``: how many times it was looked for in the conversation, all of it read, and was not there.
    """

    id: int
    schedule: Schedule
    kind: Kind
    period: str
    conversation: str
    due: datetime
    delayed: bool
    state: State
    attempts: int
    first_try: datetime | None = None
    lease_until: datetime | None = None
    ts: str | None = None
    reason: str = ""
    subject: str = ""
    absences: int = 0

    @property
    def workspace(self) -> int:
        return self.schedule.workspace

    @property
    def week(self) -> Period:
        """The week that a digest or alerts are about: the one before that in which they were owed."""
        return week_of(date.fromisoformat(self.period)).before()

    @property
    def asked_again(self) -> bool:
        """Whether a person has asked for it once more: then it is never too late."""
        return self.reason == AGAIN

    @property
    def waits(self) -> bool:
        """Whether Slack has not taken it so far; ``reason`` says why."""
        return self.state in UNSETTLED and bool(self.reason) and not self.asked_again

    @property
    def waits_for_leave(self) -> bool:
        """Whether it could not be posted so far because a scope is missing to look at its conversation."""
        return self.reason == MISSING_SCOPE


@dataclass(eq=False)
class UnknownSchedule(Problem):
    """The schedule is not there, or is another workspace's."""


@dataclass(eq=False)
class UnknownDelivery(Problem):
    """The delivery is not there, is another workspace's, or needs no second sending."""
