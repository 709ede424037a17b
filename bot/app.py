"""The one place that wires everything: settings, database and clock become a Bolt app and the office behind it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.authorize import Authorize
from slack_bolt.middleware import Middleware
from slack_sdk import WebClient

from bot.clock import Clock
from bot.delivery.courier import Courier
from bot.delivery.letters import Letters
from bot.desk.asked_again import asked_first
from bot.desk.background import Background
from bot.desk.desk import open_desk
from bot.desk.errors import Translator
from bot.desk.messages import is_for_nobody
from bot.desk.office import Office
from bot.desk.open_homes import OpenHomes
from bot.desk.request_keys import request_key
from bot.desk.requester import requester
from bot.desk.unknown_outcomes import UnknownOutcomes
from bot.language import Languages
from bot.monitoring.metrics import Metrics
from bot.monitoring.pulse import Pulse
from bot.monitoring.stopping import Stopping
from bot.reference.benchmarks import read_benchmarks
from bot.reference.ecb import Shipped
from bot.registry import needs_books, register
from bot.services import home
from bot.settings import Settings
from bot.slack.client import Slack
from bot.slack.guard import Guard
from bot.slack.guests import Guests
from bot.slack.identities import Identities
from bot.slack.native_blocks import NativeBlocks
from bot.slack.native_memory import NativeMemory
from bot.slack.people import People
from bot.slack.tongues import Tongues
from storage.attempts import Outcome
from storage.database import Database


@dataclass(frozen=True, kw_only=True)
class Bot:
    """The wired program: ``bolt`` takes requests, ``office`` holds what they share."""

    bolt: App
    office: Office

    def afterwards(self, request: BoltRequest, outcome: Outcome) -> Callable[[], None] | None:
        """The work that is left once a request is answered, if any; ``outcome``: of what it was to save."""
        desk = request.context.get("desk")
        return home.afterwards(desk, request.body, outcome) if desk else None


def create_app(settings: Settings, database: Database, clock: Clock, stopping: Stopping | None = None) -> Bot:
    """Makes the bot; asks Slack nothing and opens no connection yet."""
    office = create_office(settings, database, clock, stopping)
    bolt = _bolt(settings)
    bolt.middleware(DeskMiddleware(office))
    register(bolt, office)
    bolt.error(_error_handler(Translator(office)))
    return Bot(bolt=bolt, office=office)


def create_office(settings: Settings, database: Database, clock: Clock, stopping: Stopping | None = None) -> Office:
    """What requests and ticks share. ``stopping``: how the command line has it end."""
    metrics = Metrics()
    stopping = stopping or Stopping()
    database.waited = metrics.waits.observe
    asking = _asking(settings, database, clock)
    languages = Languages()
    tongues = Tongues(database, languages, settings.defaults)
    return Office(
        database=database,
        slack=asking.slack,
        native_blocks=asking.native_blocks,
        people=asking.people,
        clock=clock,
        languages=languages,
        tongues=tongues,
        defaults=settings.defaults,
        courier=_courier(settings, database, clock, asking, tongues, stopping, metrics),
        guard=asking.guard,
        guests=asking.guests,
        benchmarks=read_benchmarks(),
        published=Shipped(),
        identity=asking.identity,
        stopping=stopping,
        metrics=metrics,
        pulse=Pulse(settings.tick_seconds, clock.monotonic()),
        unknown_outcomes=UnknownOutcomes(database, clock),
        homes=OpenHomes(clock),
        background=Background(stopping),
    )


@dataclass(frozen=True, kw_only=True)
class _Asking:
    """Slack, and what is asked of it: whose token it is, whose a conversation, who somebody is, how many guests, and
    which blocks it takes.
    """

    slack: Slack
    native_blocks: NativeBlocks
    identity: Identities
    guard: Guard
    people: People
    guests: Guests


def _asking(settings: Settings, database: Database, clock: Clock) -> _Asking:
    slack = Slack(settings.bot_token.get_secret_value(), settings.api_url, settings.post_timeout_seconds)
    identity = Identities(slack, database, clock)
    return _Asking(
        slack=slack,
        native_blocks=NativeBlocks(slack=slack, memory=NativeMemory(database, clock), clock=clock),
        identity=identity,
        guard=Guard(slack=slack, identity=identity),
        people=People(slack, clock),
        guests=Guests(slack, clock),
    )


def _courier(
    settings: Settings,
    database: Database,
    clock: Clock,
    asking: _Asking,
    tongues: Tongues,
    stopping: Stopping,
    metrics: Metrics,
) -> Courier:
    letters = Letters(database=database, people=asking.people, tongues=tongues, defaults=settings.defaults)
    return Courier(
        database=database,
        slack=asking.slack,
        native_blocks=asking.native_blocks,
        guard=asking.guard,
        clock=clock,
        compose=letters.compose,
        lease=settings.lease,
        post_timeout=timedelta(seconds=settings.post_timeout_seconds),
        stopping=stopping,
        metrics=metrics,
    )


def _bolt(settings: Settings) -> App:
    """Bolt without what the gate in front has done already, and without a token of its own to call Slack with."""
    quiet = logging.getLogger("slack_bolt")
    quiet.setLevel(logging.ERROR)
    return App(
        name="roibot",
        logger=quiet,
        signing_secret=settings.signing_secret.get_secret_value() or "socket mode needs none",
        client=WebClient(base_url=settings.api_url, retry_handlers=[]),
        authorize=Anybody(),  # type: ignore[no-untyped-call]  # reason: Bolt's base class is not annotated
        # Bolt then runs the listener in this thread. In a thread of its own the listener would know nothing of the
        # request's attempt, and so of its time limits.
        process_before_response=True,
        request_verification_enabled=False,
        ignoring_self_events_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )


class Anybody(Authorize):
    """Authorizes everybody: the desk decides whose request it is, and Bolt needs somebody. Its clients carry no token.

    A class, because for a function Bolt first works out every argument it might want.
    """

    def __call__(self, *, enterprise_id: str | None, team_id: str | None, **_: object) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token="", bot_user_id=None)


class DeskMiddleware(Middleware):
    """Attaches the desk. A class, because for a function Bolt first works out every argument it might want."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def process(self, *, req: BoltRequest, resp: BoltResponse, next: Callable[[], BoltResponse]) -> BoltResponse:
        if is_for_nobody(req.body):
            return BoltResponse(status=HTTPStatus.OK)
        team, user, conversation = requester(req.body)
        if user:
            desk = open_desk(self._office, team, user, conversation, request_key(req.body, req.raw_body))
            # Help is answered without the books: a database that is away must not keep it from anybody.
            if needs_books(req.body):
                desk.workspace  # noqa: B018 - read now, while no transaction is open
            req.context["desk"] = desk
            if asked := asked_first(desk, req.body):
                return asked
        next()
        return resp


def _error_handler(translate: Translator) -> Callable[..., BoltResponse]:
    def handle(error: Exception, request: BoltRequest) -> BoltResponse:
        return translate(error, request)

    return handle
