"""The desk: whose request it is, which workspace, which language, which day, with which rights.

One middleware makes it; it computes and attaches, and opens nothing (Bolt runs listeners after it has returned).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime

import structlog
from sqlalchemy import Connection

from bot.desk.office import Office
from bot.desk.request_keys import kept_until
from bot.forms.fields import World
from bot.language import Language
from bot.slack.client import Identity, Slack
from bot.slack.errors import SlackError
from bot.slack.people import NotWelcome, Person, Unknown
from core.calendar.weekly import is_zone, local_day
from core.money.exchange import Published
from core.problems import Problem
from core.reports.privacy import MERGING, OPEN, Veil
from core.setup.acts import Act
from core.setup.languages import DEFAULT_LANGUAGE
from core.setup.rights import WHO_MAY, Change, Who
from core.setup.workspaces import Workspace
from storage import request_keys, workspaces
from storage.database import Database


@dataclass(eq=False)
class ForeignWorkspace(Problem):
    """Raised for a request from a workspace this token does not serve."""


@dataclass(eq=False)
class AdminsOnly(Problem):
    """Raised where goals, rates, settings or other people's entries are asked for: these are the admins'
    (docs/architecture.md#roles).
    """


@dataclass(eq=False)
class AlreadyDone(Problem):
    """Raised when the same request has taken effect before."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What every request reads first. ``first_admin``: the workspace's first admin has just come."""

    workspace: Workspace
    first_admin: bool
    language: Language


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The things of one request. ``request`` is the key by which it is known when it comes again."""

    office: Office
    identity: Identity
    person: Person
    now: datetime
    conversation: str
    request: str

    @property
    def workspace(self) -> Workspace:
        """The workspace as it is when first asked for: before anything is opened, and never where it is not needed."""
        return self._asked().workspace

    @property
    def language(self) -> Language:
        """The language of this request's answer; as last known where the books are not asked, as for help."""
        if "asked" in vars(self):
            return self._asked().language
        return self.office.tongues.remembered(self.identity, self.person)

    def anew(self) -> Desk:
        """The same desk, its workspace and language read again: what this request has changed is seen."""
        desk = replace(self)
        desk._asked()
        return desk

    @property
    def remark(self) -> str:
        """A remark made once beside the answer; empty where the workspace was not asked for."""
        first_admin = "asked" in vars(self) and self._asked().first_admin
        return _remark(self.person, self.language) if first_admin else ""

    @property
    def today(self) -> date:
        """The day in the workspace's zone."""
        return local_day(self.now, self.timezone)

    @property
    def act(self) -> Act:
        """The act as which storage writes down what this person changes now."""
        return Act(
            workspace=self.workspace.id, by=self.person.id, admin=self.person.admin, at=self.now, today=self.today
        )

    def _asked(self) -> Asked:
        """Answers with the workspace and what goes with it; read once.

        Kept by hand: Python 3.11's ``cached_property`` holds one lock for the desks of all requests while it reads.
        """
        kept = vars(self)
        if "asked" not in kept:
            workspace, first_admin = _workspace(self.office, self.identity, self.person)
            language = self.office.tongues.language(workspace, self.person)
            kept["asked"] = Asked(workspace=workspace, first_admin=first_admin, language=language)
        asked: Asked = kept["asked"]
        return asked

    @property
    def database(self) -> Database:
        return self.office.database

    @property
    def published(self) -> Published:
        """The exchange rates that came with the program."""
        return self.office.published

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
        """The facts that a form needs to know."""
        return World(today=self.today, currency=self.currency, comma=self.language.comma)

    @contextmanager
    def changing(self, known_by: str = "") -> Iterator[Connection]:
        """Opens the write transaction in which this request changes something, once. Raises `AlreadyDone`.

        ``known_by``: the key by which what it saves is found again; the request may then come twice, for an answer.
        """
        # First in the transaction of the change: of two copies the second waits for the first to end, and then raises.
        with self.database.writing() as connection:
            if not (self._first_time(connection) or known_by):
                raise AlreadyDone
            yield connection

    def _first_time(self, connection: Connection) -> bool:
        """Whether this request has not taken effect yet. It has, once the transaction ends."""
        if not self.request:
            return True
        until = kept_until(self.request, self.office.clock.real())
        return request_keys.keep(connection, self.workspace.id, self.request, until)

    @property
    def veil(self) -> Veil:
        """The limits of what this person may see of one person's cost."""
        return OPEN if self.person.admin else MERGING

    def may(self, change: Change, author: str | None = None) -> bool:
        """Whether this person may make the change, as far as Slack has said; asks nobody. ``author``: of what is to be
        changed; what nobody is known to have set up is everybody's.
        """
        who = WHO_MAY[change]
        own = who is Who.AUTHOR and author in (None, self.person.id)
        return who is Who.ANYBODY or own or self.person.admin

    def require(self, change: Change, author: str | None = None) -> None:
        """Raises `AdminsOnly` unless this person may; Slack is asked where only an admin of this moment may.

        Raises `people.Unknown` where Slack does not say.
        """
        if not self.may(change, author):
            raise AdminsOnly
        if WHO_MAY[change] is Who.ADMIN_NOW and not self._admin_now():
            raise AdminsOnly

    def _admin_now(self) -> bool:
        return self.office.people.ask(self.workspace.team_id, self.person.id).admin


def open_desk(office: Office, team_id: str, user_id: str, conversation: str, request: str = "") -> Desk:
    """The desk of a request, without reading anything yet.

    Raises `ForeignWorkspace`, `NotWelcome`, `people.Unknown`.
    """
    identity = _served(office, team_id)
    person = office.people.get(team_id, user_id)
    if not person.welcome:
        raise NotWelcome(role=person.role)
    return Desk(
        office=office,
        identity=identity,
        person=person,
        now=office.clock.now(),
        conversation=conversation,
        request=request,
    )


def language_of(office: Office, team_id: str, user_id: str, *, ask: bool = True) -> Language:
    """The language to refuse somebody in; English for whom Slack does not know.

    ``ask``: whether Slack and the books may be asked, which takes a time-out where one has just not answered.
    """
    try:
        person = office.people.known(team_id, user_id) or (office.people.get(team_id, user_id) if ask else None)
        if person and ask and (identity := office.identity()).team_id == team_id:
            return office.tongues.remembered(identity, person)
    except (Problem, SlackError):
        return office.languages.get(DEFAULT_LANGUAGE)
    return office.tongues.without_waiting(team_id, person) if person else office.languages.get(DEFAULT_LANGUAGE)


def _remark(person: Person, language: Language) -> str:
    """A remark to the first admin whose profile names a zone that is none: what counts instead; else empty."""
    if not person.unknown_timezone:
        return ""
    structlog.get_logger().warning("timezone_unknown", instead=person.timezone)
    return language.say(
        "Your Slack profile has a time zone I don’t know ({zone}), so the days of this workspace "
        "follow UTC. You can set another in /roi settings.",
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
    """Adds the workspace, or notes its first admin, who has just come; a zone of theirs that is none is replaced."""
    with office.database.noting() as connection:
        workspace = workspaces.add(connection, identity.enterprise_id, identity.team_id)
        if person.admin:
            broken = workspace.first_admin_timezone or ""
            workspaces.remember_first_admin(
                connection, workspace.id, person.timezone, person.language, "" if is_zone(broken) else broken
            )
        workspaces.remember_token(connection, workspace.id, office.slack.fingerprint)
        return workspaces.load(connection, workspace.id)
