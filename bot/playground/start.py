"""Puts the playground together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count
from pathlib import Path

from starlette.applications import Starlette

from bot.playground import memory
from bot.playground.app import App
from bot.playground.drawing import environment
from bot.playground.interactions import Interactions
from bot.playground.manifest import Manifest, read
from bot.playground.pages import Pages
from bot.playground.regions import Regions
from bot.playground.server import create_server
from bot.playground.stand_in import StandIn
from bot.playground.timeline import Timeline
from bot.playground.web_api import WebApi
from bot.playground.workspace import Payload


def create_playground(
    *,
    address: str,
    events: str,
    secret: str,
    token: str,
    team: Mapping[str, str],
    people: Iterable[Payload],
    conversations: Iterable[Payload],
    manifest: Path,
    folder: Path,
) -> Starlette:
    """A stand-in for Slack, served at ``address`` (no slash at its end), for the app that listens at ``events``.

    ``secret`` signs what it is sent, ``token`` is what it calls with; ``folder`` holds the clock and what is
    remembered. ``team``: id, name, domain; ``people`` and ``conversations``: see `StandIn`.
    """
    document = read(manifest)
    slack = _stand_in(token, team, people, conversations, document, folder)
    slack.address = address
    memory.load(slack, folder)
    pages = _pages(slack, App(url=events, secret=secret), document)
    return create_server(pages, WebApi(slack=slack), lambda: memory.save(slack, folder))


def _stand_in(
    token: str,
    team: Mapping[str, str],
    people: Iterable[Payload],
    conversations: Iterable[Payload],
    manifest: Manifest,
    folder: Path,
) -> StandIn:
    return StandIn(
        token=token,
        team=team,
        people=people,
        conversations=conversations,
        timeline=Timeline(folder),
        app_name=manifest.app_name,
        scopes=manifest.scopes,
    )


def _pages(slack: StandIn, app: App, manifest: Manifest) -> Pages:
    templates = environment()
    interactions = Interactions(slack=slack, app=app, manifest=manifest, numbers=count(1))
    regions = Regions(slack=slack, manifest=manifest, templates=templates)
    return Pages(slack=slack, interactions=interactions, regions=regions, templates=templates)
