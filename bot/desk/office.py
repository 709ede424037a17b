"""The office: what every desk shares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.clock import Clock
from bot.delivery.courier import Courier
from bot.desk.answer_cache import MOST_DETAILS, Answers
from bot.desk.background import Background
from bot.desk.open_homes import OpenHomes
from bot.desk.unknown_outcomes import UnknownOutcomes
from bot.language import Languages
from bot.monitoring.metrics import Metrics
from bot.monitoring.outages import OutageLog
from bot.monitoring.pulse import Pulse
from bot.monitoring.stopping import Stopping
from bot.slack.client import Identity, Slack
from bot.slack.guard import Guard
from bot.slack.guests import Guests
from bot.slack.native_blocks import NativeBlocks
from bot.slack.people import People
from bot.slack.tongues import Tongues
from core.money.exchange import Published
from core.plans.benchmarks import Benchmark
from core.setup.workspaces import Defaults
from storage.database import Database


@dataclass(frozen=True, kw_only=True)
class Office:
    """The things that every desk shares; made once, in `bot.app.create_app`."""

    database: Database
    slack: Slack
    native_blocks: NativeBlocks
    people: People
    clock: Clock
    languages: Languages
    tongues: Tongues
    defaults: Defaults
    courier: Courier
    guard: Guard
    guests: Guests
    benchmarks: tuple[Benchmark, ...]
    published: Published
    identity: Callable[[], Identity]
    stopping: Stopping
    metrics: Metrics
    pulse: Pulse
    unknown_outcomes: UnknownOutcomes
    homes: OpenHomes
    background: Background
    answers: Answers = field(default_factory=Answers)
    details: Answers = field(default_factory=lambda: Answers(MOST_DETAILS))
    outages: OutageLog = field(default_factory=OutageLog)
