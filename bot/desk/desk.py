"""The desk: whose request it is, which workspace, which language, which day, with which rights.

One middleware makes it; it computes and attaches, and opens nothing (Bolt runs listeners after it has returned).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import structlog
from sqlalchemy import Connection

from bot.clock import Clock
from bot.delivery.courier import Courier
from bot.desk.answer_cache import Answers
from bot.desk.repetitions import kept_until
from bot.desk.unsettled import Unsettled
from bot.forms.fields import World
from bot.language import Language, Languages
from bot.monitoring.metrics import Metrics
from bot.monitoring.outages import OutageLog
from bot.monitoring.pulse import Pulse
from bot.monitoring.stopping import Stopping
from bot.slack.client import Identity, Slack
from bot.slack.errors import SlackError
from bot.slack.guard import Guard
from bot.slack.guests import Guests
from bot.slack.people import NotWelcome, People, Person, Unknown
from core.calendar.weekly import is_zone, local_day
from core.money.exchange import Published
from core.plans.benchmarks import Benchmark
from core.problems import Problem
from core.reports.privacy import MERGING, OPEN, Veil
from core.setup.workspaces import Defaults, Workspace
from storage import done_requests, workspaces
from storage.database import Database


@dataclass(eq=False)
class ForeignWorkspace(Problem):
    """A request from a workspace this token does not serve."""


@dataclass(eq=False)
class AdminsOnly(Problem):
    """Goals, rates, settings and other people's entries are the admins' (docs/architecture.md#roles)."""


@dataclass(eq=False)
class AlreadyDone(Problem):
    """The same request has taken effect before."""


@dataclass(frozen=True, kw_only=True)
class Office:
    """What every desk shares; made once, in `bot.app.create_app`."""

    database: Database
    slack: Slack
    people: People
    clock: Clock
    languages: Languages
    defaults: Defaults
    courier: Courier
    guard: Guard
    guests: Guests
    answers: Answers
    benchmarks: tuple[Benchmark, ...]
    published: Published
    identity: Callable[[], Identity]
    stopping: Stopping
    metrics: Metrics
    pulse: Pulse
    outages: OutageLog
    unsettled: Unsettled


@dataclass(frozen=True, kw_only=True)
class Desk:
    """One request's own. ``request`` is what makes it the same one."""

    office: Office
    identity: Identity
    person: Person
    language: Language
    now: datetime
    conversation: str
    request: str

    @property
    def workspace(self) -> Workspace:
        """As it is when first asked for: before anything is opened, and never where nothing of it is needed."""
        return self._asked()[0]

    @property
    def remark(self) -> str:
        """What is said once beside the answer; nothing where the workspace was not asked for."""
        first_admin = "asked" in vars(self) and self._asked()[1]
        return _remark(self.person, self.language) if first_admin else ""

    @property
    def today(self) -> date:
        """The day in the workspace's zone."""
        return local_day(self.now, self.timezone)

    def _asked(self) -> tuple[Workspace, bool]:
        """The workspace, and whether its first admin has just come; asked once.

        Kept by hand: Python 3.11's ``cached_property`` holds one lock for the desks of all requests while it asks.
        """
        kept = vars(self)
        if "asked" not in kept:
            kept["asked"] = _workspace(self.office, self.identity, self.person)
        asked: tuple[Workspace, bool] = kept["asked"]
        return asked

    @property
    def database(self) -> Database:
        return self.office.database

    @property
    def slack(self) -> Slack:
        return self.office.slack

    @property
    def currency(self) -> str:
        return self.workspace.reporting_currency(self.office.defaults)

    @property
    def timezone(self) -> str:
        return self.workspace.zone_name(self.office.defaults)

    @property
    def world(self) -> World:
        """What a form needs to know."""
        return World(today=self.today, currency=self.currency, comma=self.language.comma)

    @contextmanager
    def changing(self, known_by: str = "") -> Iterator[Connection]:
        """The write transaction in which this request changes something, once. Raises `AlreadyDone`.

        ``known_by``: the key by which what it saves is found again; the request may then come twice, for an answer.
        """
        with self.database.writing() as connection:
            if not (self._first_time(connection) or known_by):
                raise AlreadyDone
            yield connection

    def _first_time(self, connection: Connection) -> bool:
        """Whether this request has not taken effect yet; it has, once the transaction ends."""
        if not self.request:
            return True
        until = kept_until(self.request, self.office.clock.real())
        return done_requests.keep(connection, self.workspace.id, self.request, until)

    @property
    def veil(self) -> Veil:
        """What this person may see of one person's cost."""
        return OPEN if self.person.admin else MERGING

    def require_admin(self) -> None:
        """Raises `AdminsOnly`."""
        if not self.person.admin:
            raise AdminsOnly

    def require_admin_now(self) -> None:
        """As Slack says at this moment: for settings, rates and closings. Raises `AdminsOnly`, `people.Unknown`."""
        self.require_admin()
        if not self.office.people.ask(self.workspace.team_id, self.person.id).admin:
            raise AdminsOnly


def open_desk(office: Office, team_id: str, user_id: str, conversation: str, request: str = "") -> Desk:
    """The desk of a request. Raises `ForeignWorkspace`, `NotWelcome`, `people.Unknown`. Nothing is read yet."""
    identity = _served(office, team_id)
    person = office.people.get(team_id, user_id)
    if not person.welcome:
        raise NotWelcome(role=person.role)
    return Desk(
        office=office,
        identity=identity,
        person=person,
        language=office.languages.get(person.language),
        now=office.clock.now(),
        conversation=conversation,
        request=request,
    )


def language_of(office: Office, team_id: str, user_id: str, *, ask: bool = True) -> Language:
    """The language to refuse somebody in; English for whom Slack does not know.

    ``ask``: whether Slack may be asked, which takes a time-out where it has just not answered.
    """
    try:
        person = office.people.known(team_id, user_id) or (office.people.get(team_id, user_id) if ask else None)
    except Problem:
        person = None
    return office.languages.get(person.language if person else "en")


def _remark(person: Person, language: Language) -> str:
    """To the first admin, where their profile names a zone that is none: what counts instead."""
    if not person.unknown_timezone:
        return ""
    structlog.get_logger().warning("timezone_unknown", instead=person.timezone)
    return language.say(
        "Your profile in Slack names a time zone that I do not know ({zone}), so the days of this workspace follow "
        "UTC. /roi settings sets another.",
        zone=person.unknown_timezone,
    )


def _served(office: Office, team_id: str) -> Identity:
    try:
        identity = office.identity()
    except SlackError as error:
        raise Unknown from error
    if team_id != identity.team_id:
        raise ForeignWorkspace
    return identity


def _workspace(office: Office, identity: Identity, person: Person) -> tuple[Workspace, bool]:
    """The workspace, and whether its first admin has just come."""
    workspace = workspaces.glance(office.database, identity.enterprise_id, identity.team_id)
    if workspace and (not person.admin or is_zone(workspace.first_admin_timezone or "")):
        return workspace, False
    return _remember(office, identity, person), person.admin


def _remember(office: Office, identity: Identity, person: Person) -> Workspace:
    """A new workspace, or one whose first admin has just come; the zone of an earlier one that is none is replaced."""
    with office.database.noting() as connection:
        workspace = workspaces.add(connection, identity.enterprise_id, identity.team_id)
        if person.admin:
            broken = workspace.first_admin_timezone or ""
            workspaces.remember_first_admin(
                connection, workspace.id, person.timezone, person.language, "" if is_zone(broken) else broken
            )
        workspaces.remember_token(connection, workspace.id, office.slack.fingerprint)
        return workspaces.load(connection, workspace.id)


def requester(body: Mapping[str, Any]) -> tuple[str, str, str]:
    """Team, user and conversation of a payload of any kind; empty where it names none."""
    event = body.get("event") or {}
    team = _named(body, "team")
    user = _named(body, "user") or event.get("user")
    channel = _named(body, "channel") or event.get("channel")
    return str(team or ""), user if isinstance(user, str) else "", channel if isinstance(channel, str) else ""


def _named(body: Mapping[str, Any], what: str) -> Any:
    """``user_id`` of a command, ``user.id`` of anything pressed or sent."""
    return body.get(f"{what}_id") or (body.get(what) or {}).get("id")
