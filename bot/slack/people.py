"""People, as Slack describes them: who may ask, in which language, in which zone."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from bot.clock import Clock
from bot.slack.client import Slack
from bot.slack.errors import SlackError
from core.calendar.weekly import is_zone
from core.problems import Problem
from core.setup.languages import language_code
from core.setup.names import one_line
from core.setup.workspaces import DEFAULT_TIMEZONE

KEPT_SECONDS = 300
ADMIN_SECONDS = 30
"""Seconds for which it is believed that somebody is an admin."""
MOST_KEPT = 10_000
LONGEST_NAME, LONGEST_ZONE = 80, 40
"""The characters of a person's name, as Slack limits it, and of a zone that is only quoted."""


class Role(StrEnum):
    """The role of a person for Slack; ``guest``, ``stranger`` and ``bot`` are refused (docs/architecture.md#roles)."""

    MEMBER = "member"
    ADMIN = "admin"
    GUEST = "guest"
    STRANGER = "stranger"
    BOT = "bot"


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    id: str
    name: str
    language: str
    timezone: str
    role: Role
    unknown_timezone: str = ""
    """The zone that Slack names, if this machine knows no such zone; ``timezone`` is then UTC."""

    @property
    def admin(self) -> bool:
        return self.role is Role.ADMIN

    @property
    def welcome(self) -> bool:
        return self.role in (Role.MEMBER, Role.ADMIN)


@dataclass(eq=False)
class NotWelcome(Problem):
    """Raised for a guest, a stranger from a shared conversation, or a bot."""

    role: Role


@dataclass(eq=False)
class Unknown(Problem):
    """Raised when Slack did not say who this is."""


class People:
    """People by users.info, remembered for five minutes, admins for half of one; safe to share between threads."""

    def __init__(self, slack: Slack, clock: Clock) -> None:
        self._slack = slack
        self._clock = clock
        self._known: OrderedDict[tuple[str, str], tuple[float, Person]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, team_id: str, user_id: str) -> Person:
        """The person, from memory or from Slack. Raises `Unknown` when Slack does not say.

        An admin of whom Slack says nothing for the moment is a member meanwhile.
        """
        kept = self.known(team_id, user_id, KEPT_SECONDS)
        if kept and (not kept.admin or self.known(team_id, user_id, ADMIN_SECONDS)):
            return kept
        try:
            return self.ask(team_id, user_id)
        except Unknown:
            if kept is None:
                raise
            # Rights fall, they do not stay: somebody who is no admin any more must not keep them while Slack is silent.
            return replace(kept, role=Role.MEMBER)

    def ask(self, team_id: str, user_id: str) -> Person:
        """The person as of now, from Slack. Raises `Unknown` when Slack does not say."""
        try:
            person = person_of(self._slack.user(user_id), team_id)
        except SlackError as error:
            raise Unknown from error
        self._keep((team_id, user_id), person)
        return person

    def known(self, team_id: str, user_id: str, seconds: float = float("inf")) -> Person | None:
        """The person from memory, if Slack has said so within so many seconds. Asks nobody."""
        kept = self._known.get((team_id, user_id))
        fresh = kept is not None and self._clock.monotonic() - kept[0] < seconds
        return kept[1] if kept and fresh else None

    def admins(self, team_id: str) -> list[Person]:
        """The admins whom Slack has described, the latest first. Asks nobody."""
        with self._lock:
            described = [person for (team, _), (_, person) in reversed(self._known.items()) if team == team_id]
        return [person for person in described if person.admin]

    def names(self, team_id: str, user_ids: Iterable[str]) -> dict[str, str]:
        """Id -> display name, for posts that shall ping nobody; the id itself where Slack does not say."""
        return {user: self._name(team_id, user) for user in user_ids}

    def _name(self, team_id: str, user_id: str) -> str:
        try:
            return self.get(team_id, user_id).name
        except Unknown:
            return user_id

    def _keep(self, key: tuple[str, str], person: Person) -> None:
        with self._lock:
            self._known[key] = (self._clock.monotonic(), person)
            self._known.move_to_end(key)
            while len(self._known) > MOST_KEPT:
                self._known.popitem(last=False)


def person_of(user: Mapping[str, Any], team_id: str) -> Person:
    """The person in Slack's user object, seen from workspace ``team_id``: others type what is in it, so it is tried."""
    zone_name = str(user.get("tz") or DEFAULT_TIMEZONE)
    return Person(
        id=str(user["id"]),
        name=_name(user),
        language=language_code(str(user.get("locale", ""))),
        timezone=zone_name if is_zone(zone_name) else DEFAULT_TIMEZONE,
        role=_role(user, team_id),
        unknown_timezone="" if is_zone(zone_name) else one_line(zone_name)[:LONGEST_ZONE],
    )


def _name(user: Mapping[str, Any]) -> str:
    """The name as people see it, in one line that fits; the id where Slack names nobody."""
    profile = user.get("profile") or {}
    names = (profile.get("display_name"), profile.get("real_name"), user.get("real_name"), user.get("name"))
    readable = (one_line(str(name))[:LONGEST_NAME] for name in names if name)
    return next(filter(None, readable), str(user["id"]))


def _role(user: Mapping[str, Any], team_id: str) -> Role:
    if user.get("is_bot") or user.get("deleted"):
        return Role.BOT
    if user.get("is_stranger") or team_id not in _teams(user, team_id):
        return Role.STRANGER
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return Role.GUEST
    if any(user.get(flag) for flag in ("is_admin", "is_owner", "is_primary_owner")):
        return Role.ADMIN
    return Role.MEMBER


def _teams(user: Mapping[str, Any], team_id: str) -> list[str]:
    """The workspaces the person belongs to; an organisation lists several."""
    enterprise = user.get("enterprise_user") or {}
    return [str(user.get("team_id") or team_id), *map(str, enterprise.get("teams") or ())]
