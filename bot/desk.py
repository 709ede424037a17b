"""The desk: whose request it is, which workspace, which language, which day, with which rights.

One middleware makes it; it computes and attaches, and opens nothing (Bolt runs listeners after it has returned).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from bot.answers import Answers
from bot.clock import Clock
from bot.courier import Courier
from bot.guard import Guard
from bot.guests import Guests
from bot.language import Language, Languages
from bot.outages import OutageLog
from bot.people import NotWelcome, People, Person, Unknown
from bot.slack import Identity, Slack, SlackError
from bot.unsettled import Unsettled
from core.benchmarks import Benchmark
from core.fx import Published
from core.problems import Problem
from core.schedules import local_day
from core.workspaces import Defaults, Workspace
from storage import workspaces
from storage.database import Database


@dataclass(eq=False)
class ForeignWorkspace(Problem):
    """A request from a workspace this token does not serve."""


@dataclass(eq=False)
class AdminsOnly(Problem):
    """Goals, rates, settings and other people's entries are the admins' (docs/architecture.md#roles)."""


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
    outages: OutageLog
    unsettled: Unsettled


@dataclass(frozen=True, kw_only=True)
class Desk:
    """One request's own."""

    office: Office
    identity: Identity
    person: Person
    language: Language
    now: datetime
    conversation: str

    @cached_property
    def workspace(self) -> Workspace:
        """As it is when first asked for: before anything is opened, and never where nothing of it is needed."""
        return _workspace(self.office, self.identity, self.person)

    @cached_property
    def today(self) -> date:
        """The day in the workspace's zone."""
        return local_day(self.now, self.timezone)

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

    def require_admin(self) -> None:
        """Raises `AdminsOnly`."""
        if not self.person.admin:
            raise AdminsOnly


def open_desk(office: Office, team_id: str, user_id: str, conversation: str) -> Desk:
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
    )


def language_of(office: Office, team_id: str, user_id: str, *, ask: bool = True) -> Language:
    """The language to refuse somebody in; English for whom Slack does not know. ``ask``: Slack, if need be."""
    if not ask:
        known = office.people.remembered(team_id, user_id)
        return office.languages.get(known.language if known else "en")
    try:
        return office.languages.get(office.people.get(team_id, user_id).language)
    except Problem:
        return office.languages.get("en")


def _served(office: Office, team_id: str) -> Identity:
    try:
        identity = office.identity()
    except SlackError as error:
        raise Unknown from error
    if team_id != identity.team_id:
        raise ForeignWorkspace
    return identity


def _workspace(office: Office, identity: Identity, person: Person) -> Workspace:
    found = workspaces.glance(office.database, identity.enterprise_id, identity.team_id)
    if found and (found.first_admin_timezone or not person.admin):
        return found
    return _remember(office, identity, person)


def _remember(office: Office, identity: Identity, person: Person) -> Workspace:
    """A new workspace, or one whose first admin has just come."""
    with office.database.noting() as books:
        workspace = workspaces.add(books, identity.enterprise_id, identity.team_id)
        if person.admin:
            workspaces.remember_first_admin(books, workspace.id, person.timezone, person.language)
        return workspaces.load(books, workspace.id)


def requester(body: Mapping[str, Any]) -> tuple[str, str, str]:
    """Team, user and conversation of a payload of any kind; empty where it names none."""
    team = body.get("team_id") or (body.get("team") or {}).get("id") or ""
    event = body.get("event") or {}
    user = body.get("user_id") or (body.get("user") or {}).get("id") or event.get("user") or ""
    channel = body.get("channel_id") or (body.get("channel") or {}).get("id") or event.get("channel") or ""
    return str(team), str(user if isinstance(user, str) else ""), str(channel if isinstance(channel, str) else "")
