"""The parts of the page that change by themselves, each with a signature, so that only what changed is sent again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment

from bot.playground.manifest import Manifest
from bot.playground.stand_in import SLACKBOT, StandIn, threads
from bot.playground.surface import Names, Surface
from bot.playground.workspace import Payload

HOME = "home"
"""The place that is the app's Home tab; every other place is the id of a conversation."""


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """The person who looks, and at what: a user id, and a conversation's id or `HOME`."""

    user: str
    place: str

    @property
    def url(self) -> str:
        return f"/{self.user}/{self.place}"


@dataclass(frozen=True, kw_only=True)
class Region:
    """A part of the page.

    ``id``: of its element; ``signature`` changes with ``html``, or with what is worth redrawing for.
    """

    id: str
    html: str
    signature: str


@dataclass(frozen=True, kw_only=True)
class Regions:
    """Draws the page, and its parts, for a viewer."""

    slack: StandIn
    manifest: Manifest
    templates: Environment

    def page(self, viewer: Viewer) -> str:
        """The whole page."""
        regions = self.all(viewer)
        html = {region.id: region.html for region in regions}
        return self._render("page", viewer, regions=html, seen=_signatures(regions))

    def changed(self, viewer: Viewer, seen: Mapping[str, str]) -> str:
        """The regions that differ from what the browser has, as htmx partials; empty where none does."""
        regions = self.all(viewer)
        fresh = [region for region in regions if seen.get(region.id) != region.signature]
        return self._render("partials", viewer, fresh=fresh, seen=_signatures(regions)) if fresh else ""

    def all(self, viewer: Viewer) -> list[Region]:
        """Every region of the viewer's page."""
        self.slack.mark_read(viewer.user, viewer.place)
        names = ("sidebar", "now", HOME if viewer.place == HOME else "messages", "notice")
        drawn = [(name, self._render(name, viewer)) for name in names]
        plain = [Region(id=_element(name), html=html, signature=_hash(html)) for name, html in drawn]
        return [*plain, self._modal(viewer)]

    def surface_of_view(self, viewer: Viewer, view: Payload) -> Surface:
        return Surface(
            kind=view["type"],
            id=f"view-{view['id']}",
            url=f"{viewer.url}/views/{view['id']}",
            names=self.names(viewer),
            values=self.slack.typed.get(view["id"], {}),
            errors=self.slack.errors.get(view["id"], {}),
        )

    def surface_of_message(self, viewer: Viewer, message: Payload) -> Surface:
        number = message["ts"].replace(".", "-")
        url = f"{viewer.url}/messages/{message['ts']}"
        return Surface(kind="message", id=f"message-{number}", url=url, names=self.names(viewer))

    def names(self, viewer: Viewer) -> Names:
        """The names behind ids, as the viewer knows them; a private conversation they are not in has none."""
        person = self.slack.people[viewer.user]
        return Names(
            people={key: member["profile"]["display_name"] for key, member in self.slack.people.items()},
            conversations={key: member["name"] for key, member in self.slack.conversations_of(viewer.user)},
            kinds={key: _kinds(member) for key, member in self.slack.conversations_of(viewer.user)},
            elsewhere={
                key: member["name"] for key, member in self.slack.conversations.items() if not member["private"]
            },
            here=viewer.place if viewer.place in self.slack.conversations else "",
            zone=person["tz"],
            locale=person["locale"],
        )

    def _modal(self, viewer: Viewer) -> Region:
        """The form that is open.

        It is not drawn anew while one types: only for another view, another version of it, or other errors.
        """
        view = self.slack.modal_of(viewer.user)
        html = self._render("modal", viewer, view=view)
        if view is None:
            return Region(id="modal", html=html, signature="")
        errors = self.slack.errors.get(view["id"], {})
        return Region(id="modal", html=html, signature=f"{view['id']}:{view['hash']}:{_hash(str(errors))}")

    def _render(self, name: str, viewer: Viewer, **more: Any) -> str:
        context = {"viewer": viewer, "slack": self.slack, "manifest": self.manifest, "regions_of": self, "home": HOME}
        return self.templates.get_template(f"page/{name}.html").render(**context, **self._people(viewer), **more)

    def _people(self, viewer: Viewer) -> dict[str, Any]:
        person = self.slack.people[viewer.user]
        zone = ZoneInfo(person["tz"])
        return {
            "person": person,
            "direct": self.slack.direct(viewer.user),
            "here": self.slack.conversations.get(viewer.place),
            "author": self._author,
            "role": role,
            "threads": threads,
            "moment": lambda seconds: datetime.fromtimestamp(seconds, zone),
            "now": self.slack.timeline.reached().astimezone(zone),
            "monday": next_monday(self.slack.timeline.wanted(), zone),
        }

    def _author(self, user: str) -> dict[str, Any]:
        if user == self.slack.user_id:
            return {"name": self.manifest.app_name, "app": True, "color": 0}
        if user == SLACKBOT:
            return {"name": "Slackbot", "app": True, "color": 1}
        member = self.slack.people[user]
        return {"name": member["real_name"], "app": False, "color": 2 + list(self.slack.people).index(user) % 6}


def next_monday(moment: datetime, zone: ZoneInfo) -> datetime:
    """The first Monday 09:00 of that zone after ``moment``."""
    local = moment.astimezone(zone)
    nine = datetime(local.year, local.month, local.day, 9, tzinfo=zone)
    days = [nine + timedelta(days=ahead) for ahead in range(8)]
    return next(day for day in days if day.weekday() == 0 and day.astimezone(UTC) > moment.astimezone(UTC))


def role(person: Payload) -> str:
    """The role of a person, as Slack's directory names it."""
    if person.get("is_restricted") or person.get("is_ultra_restricted"):
        return "guest"
    return "admin" if person.get("is_admin") or person.get("is_owner") else "member"


def _kinds(payload: Payload) -> set[str]:
    return {"private" if payload["private"] else "public"} | ({"external"} if payload["ext_shared"] else set())


def _signatures(regions: list[Region]) -> dict[str, str]:
    return {region.id: region.signature for region in regions}


def _element(name: str) -> str:
    return "messages" if name == HOME else name


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
