"""People, as Slack describes them: who may ask, in which language, in which zone."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.clock import Clock
from bot.slack import Slack, SlackError
from core.problems import Problem

KEPT_SECONDS = 300
MOST_KEPT = 10_000


class Role(StrEnum):
    """What Slack says of the person; ``guest``, ``stranger`` and ``bot`` are refused (docs/architecture.md#roles)."""

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

    @property
    def admin(self) -> bool:
        return self.role is Role.ADMIN

    @property
    def welcome(self) -> bool:
        return self.role in (Role.MEMBER, Role.ADMIN)


@dataclass(eq=False)
class NotWelcome(Problem):
    """A guest, a stranger from a shared conversation, or a bot."""

    role: Role


@dataclass(eq=False)
class Unknown(Problem):
    """Slack did not say who this is."""


class People:
    """users.info, remembered for five minutes; safe to share between threads."""

    def __init__(self, slack: Slack, clock: Clock) -> None:
        self._slack = slack
        self._clock = clock
        self._known: OrderedDict[tuple[str, str], tuple[float, Person]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, team_id: str, user_id: str) -> Person:
        """The person, from memory or from Slack. Raises `Unknown` when Slack does not say."""
        kept = self._known.get((team_id, user_id))
        if kept and self._clock.monotonic() - kept[0] < KEPT_SECONDS:
            return kept[1]
        try:
            person = person_of(self._slack.user(user_id), team_id)
        except SlackError as error:
            raise Unknown from error
        self._keep((team_id, user_id), person)
        return person

    def remembered(self, team_id: str, user_id: str) -> Person | None:
        """The person as last heard of, however long ago; Slack is not asked."""
        kept = self._known.get((team_id, user_id))
        return kept[1] if kept else None

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
    """The person in Slack's user object, seen from workspace ``team_id``."""
    profile = user.get("profile") or {}
    name = profile.get("display_name") or profile.get("real_name") or user.get("real_name") or user.get("name")
    return Person(
        id=str(user["id"]),
        name=str(name or user["id"]),
        language="pl" if str(user.get("locale", "")).lower().startswith("pl") else "en",
        timezone=str(user.get("tz") or "UTC"),
        role=_role(user, team_id),
    )


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
