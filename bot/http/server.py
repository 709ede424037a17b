"""The HTTP side: Slack's requests go through the gate to Bolt, in a thread; beside them are the addresses of our
health.

The bundled adapters run a sync Bolt app on the event loop, where one slow listener stops everything. Here each request
has a thread (`bot.http.queues`; R-14, P-02).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from slack_bolt import BoltResponse
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.app import Bot
from bot.http.door import LET_IN, SMALL, Bodies, Room
from bot.http.health import Health, health_routes
from bot.http.queues import Queues
from bot.http.rejections import Refusals
from bot.http.signature import LARGEST, NO_ROOM, TOO_SLOW, Gate, Headers, Refusal, declared_size

PATH = "/slack/events"

LONGEST_SECONDS = 3
"""Seconds for a body to arrive.

Slack's comes at once, and Slack waits no longer; a stranger's must not hold a place.
"""

PLAIN = [(b"content-type", b"text/plain; charset=utf-8")]
CLOSING = [(b"connection", b"close")]


class SlackEndpoint:
    """The endpoint ``POST /slack/events``: everything Slack sends.

    A bare ASGI app, for it is on every request's way.
    """

    def __init__(self, bot: Bot, gate: Gate) -> None:
        self._bot = bot
        self._gate = gate
        self._queues = Queues(bot)
        self._clock = bot.office.clock
        self._small, self._large = Bodies(), Bodies()
        self._refusals = Refusals(bot.office.metrics)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        received = self._clock.monotonic()
        body = await self._body(_headers(scope), receive)
        if body is None:
            return
        if isinstance(body, Refusal):
            self._refusals.note(body, received)
            await _send(send, body.status, CLOSING if body is TOO_SLOW else [], b"")
            return
        # Only after the signature: until then the connection may be closed to make room for another.
        if let_in := scope.get("extensions", {}).get(LET_IN):
            let_in()
        response = await self._queues.answer(scope["headers"], body, received)
        await _send(send, response.status, _header_list(response), response.body.encode())

    async def _body(self, headers: Headers, receive: Receive) -> bytes | Refusal | None:
        """The body, if it is Slack's; None where whoever sent it has gone.

        Headers are looked at first: what they rule out is not read.
        """
        if refusal := self._gate.refusal_unread(headers, self._clock.real().timestamp()):
            return refusal
        deadline = asyncio.timeout(LONGEST_SECONDS)
        # Two rooms, so that large bodies of strangers never push out Slack's, which are small.
        room = Room(self._small if declared_size(headers) <= SMALL else self._large, deadline)
        try:
            async with deadline:
                body = await _read(receive, room)
        except TimeoutError:
            return NO_ROOM if room.lost else TOO_SLOW
        return body if body is None else self._gate.refusal(headers, body) or body


def create_server(
    bot: Bot, gate: Gate, start: Callable[[], None], stop: Callable[[], None], health: Health | None = None
) -> ASGIApp:
    """The ASGI app. ``start`` and ``stop`` frame its life: the ticking and the database.

    ``health``: where a port of its own tells of it in full; without one all of it is told here.
    """
    endpoint = SlackEndpoint(bot, gate)
    routes = health_routes(health, full=False) if health else health_routes(Health(bot.office), full=True)
    return _straight(endpoint, living([Route(PATH, endpoint, methods=["POST"]), *routes], start, stop))


def _straight(endpoint: SlackEndpoint, others: ASGIApp) -> ASGIApp:
    """Sends what is Slack's straight to its endpoint: the way through Starlette takes a tenth of its time (P-02)."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        slacks = scope["type"] == "http" and scope["method"] == "POST" and scope["path"] == PATH
        await (endpoint if slacks else others)(scope, receive, send)

    return app


def living(routes: Sequence[BaseRoute], start: Callable[[], None], stop: Callable[[], None]) -> Starlette:
    """An ASGI app that begins with ``start`` and ends with ``stop``."""

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        start()
        yield
        await run_in_threadpool(stop)

    return Starlette(routes=routes, lifespan=life)


async def _read(receive: Receive, room: Room) -> bytes | None:
    """The whole body, but no more than a little over the largest allowed; None where the rest will not come."""
    parts, size = [], 0
    with room:
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            part = message.get("body", b"")
            room.take(len(part))
            parts.append(part)
            size += len(part)
            if not message.get("more_body") or size > LARGEST:
                return b"".join(parts)


def _headers(scope: Scope) -> dict[bytes, list[bytes]]:
    values: dict[bytes, list[bytes]] = {}
    for name, value in scope["headers"]:
        values.setdefault(name.lower(), []).append(value)
    return values


def _header_list(response: BoltResponse) -> list[tuple[bytes, bytes]]:
    return [
        (name.encode("latin-1"), str(value).encode("latin-1"))
        for name, values in response.headers.items()
        for value in values
        if name.lower() != "set-cookie"
    ]


async def _send(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    length = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": int(status), "headers": (headers or PLAIN) + length})
    await send({"type": "http.response.body", "body": body})
