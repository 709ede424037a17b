"""The program: its settings and database, the bot once its token was tried, where it listens, what begins and ends
with it.
"""

from __future__ import annotations

import socket as sockets
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import structlog
from starlette.applications import Starlette
from starlette.types import ASGIApp

from bot import logs, settings
from bot.app import Bot, create_app
from bot.clock import Clock
from bot.http.door import Hall
from bot.http.health import Health, health_routes
from bot.http.serving import Place, listening, serve
from bot.jobs import refresh_rates, scheduler
from bot.jobs.tick import tick_and_log
from bot.monitoring.stopping import Stopping
from bot.settings import SettingError, Settings
from bot.slack.errors import NotBefore, Refused, Unclear
from bot.socket_mode import SocketMode
from storage import schema
from storage.database import Database

MOST_AT_HEALTH = 50
"""Connections at the port of our health."""

Life = tuple[Callable[[], None], Callable[[], None]]
"""What is called when the program begins, and when it ends."""


def stopping_on_signals() -> Stopping:
    """From here on a signal ends the program in an orderly way."""
    stopping = Stopping()
    stopping.listen()
    return stopping


def load(*needed: str) -> Settings:
    """The settings, those of ``needed`` among them; from here on the log is as they say. Raises `SettingError`."""
    loaded = settings.load()
    settings.require(loaded, *needed)
    logs.configure(loaded.log_level)
    return loaded


def migrated(loaded: Settings) -> Database:
    """The database, at this version's schema."""
    database = Database(loaded.database_url, loaded.limits)
    schema.migrate(database)
    return database


def tried_bot(loaded: Settings, stopping: Stopping) -> Bot:
    """The bot, its token tried: a wrong one stops the start, an unreachable Slack does not."""
    bot = create_app(loaded, migrated(loaded), Clock(), stopping)
    try:
        bot.office.identity()
    except (NotBefore, Unclear):
        structlog.get_logger().warning("slack_not_reached")
    except Refused as error:
        raise SettingError(f"SLACK_BOT_TOKEN is refused by Slack: {error.reason}.") from error
    return bot


@contextmanager
def listening_places(loaded: Settings, host: str, port: int) -> Iterator[tuple[sockets.socket, sockets.socket | None]]:
    """The place to listen at, and the one aside for health if there is to be one. Raises `SettingError`."""
    with ExitStack() as taken:
        at = taken.enter_context(listening(host, port))
        aside = None
        if loaded.health_port:
            aside = taken.enter_context(listening(host, loaded.health_port, "ROIBOT_HEALTH_PORT"))
        yield at, aside


def serve_places(bot: Bot, app: ASGIApp, at: sockets.socket, health: Health, aside: sockets.socket | None) -> None:
    """Serves ``app``, and beside it our health on a port of its own, where crowds at the other are not in the way."""
    places = [Place(app=app, at=at, lives=True, hall=Hall(bot.office.metrics))]
    if aside:
        lights = Starlette(routes=health_routes(health, full=True))
        places.append(Place(app=lights, at=aside, lives=False, hall=Hall(bot.office.metrics, MOST_AT_HEALTH)))
    serve(bot.office.stopping, places)


def life(bot: Bot, loaded: Settings) -> Life:
    """The ticking, which begins with the program, and the database, which ends with it."""
    refreshing = refresh_rates.Refreshing(bot.office.database, bot.office.clock, loaded.rates_url)
    ticking = scheduler.Ticking(loaded.tick_seconds, lambda: tick_and_log(bot.office), refreshing)

    def stop() -> None:
        ticking.stop()
        bot.office.database.close()

    return ticking.start, stop


def socket_life(mode: SocketMode, bot: Bot, loaded: Settings) -> Life:
    """The same with Socket Mode's connection, which ends first: its requests need the database."""
    begin, end = life(bot, loaded)

    def start() -> None:
        begin()
        mode.start()

    def stop() -> None:
        mode.stop()
        end()

    return start, stop
