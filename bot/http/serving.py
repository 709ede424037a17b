"""Serving: ASGI apps on their ports, in one event loop, until the program is asked to stop."""

from __future__ import annotations

import asyncio
import socket as sockets
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp

from bot.http.door import Hall
from bot.monitoring.stopping import Stopping
from bot.settings import SettingError

GRACE_SECONDS = 5
"""Seconds for requests in flight at the end."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """An address that is taken, and what is served there. Only one of several apps may have a life of its own."""

    app: ASGIApp
    hall: Hall
    at: sockets.socket
    lives: bool


def serve(stopping: Stopping, places: Sequence[Place]) -> None:
    """Serves until ``stopping`` is asked for, and the requests in flight have ended."""
    servers = [uvicorn.Server(_config(place)) for place in places]
    # The signals are blocked (bot/monitoring/stopping.py), so that uvicorn's own handlers never run: it is told here.
    stopping.then(lambda: _end(servers))
    with ExitStack() as taken, asyncio.Runner(loop_factory=servers[0].config.get_loop_factory()) as runner:
        for place in places:
            taken.enter_context(place.at)
        runner.run(_serve(servers, places))


def listening(host: str, port: int, setting: str = "--port") -> sockets.socket:
    """The place to listen at, taken before anything is promised. Raises `SettingError`, which names ``setting``."""
    sixth = ":" in host
    family = sockets.AF_INET6 if sixth else sockets.AF_INET
    both = sixth and sockets.has_dualstack_ipv6()
    try:
        return sockets.create_server((host, port), family=family, dualstack_ipv6=both)
    except OSError as error:
        raise SettingError(
            f"{address(host, port)} cannot be listened on ({error.strerror}): choose another {setting}."
        ) from error


def address(host: str, port: int) -> str:
    """The address as it stands in a URL."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


async def _serve(servers: Sequence[uvicorn.Server], places: Sequence[Place]) -> None:
    await asyncio.gather(*(server.serve(sockets=[place.at]) for server, place in zip(servers, places, strict=True)))


def _end(servers: Sequence[uvicorn.Server]) -> None:
    for server in servers:
        server.should_exit = True


def _config(place: Place) -> uvicorn.Config:
    return uvicorn.Config(
        place.app,
        http=place.hall.door,  # type: ignore[arg-type]  # reason: called as a class is, and nothing else is asked of it
        ws="none",
        lifespan="on" if place.lives else "off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
