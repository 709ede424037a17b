"""The HTTP side: Slack's requests through the gate to Bolt, in a thread, and two addresses that tell of our health.

The bundled adapters run a sync Bolt app on the event loop, where one slow listener stops everything; here each request
has a thread (`bot.queues`; R-14, P-02).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus

from slack_bolt import BoltResponse
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.app import Bot
from bot.gate import LARGEST, Gate
from bot.queues import Queues
from storage import attempts, schema, workspaces
from storage.database import Database
from storage.outages import Outage

LONGEST_SECONDS = 10
"""For a body to arrive: Slack's comes at once; a stranger's must not hold a place for ever."""

PLAIN = [(b"content-type", b"text/plain; charset=utf-8")]


class SlackEndpoint:
    """``POST /slack/events``: everything Slack sends. A bare ASGI app, for it is on every request's way."""

    def __init__(self, bot: Bot, gate: Gate) -> None:
        self._bot = bot
        self._gate = gate
        self._queues = Queues(bot)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            body = await asyncio.wait_for(_body(receive), LONGEST_SECONDS)
        except TimeoutError:
            await _send(send, HTTPStatus.REQUEST_TIMEOUT, [(b"connection", b"close")], b"")
            return
        now = self._bot.office.clock.real().timestamp()
        refusal = self._gate.refusal(_headers(scope), body, now)
        if refusal:
            await _send(send, refusal, [], b"")
            return
        response = await self._queues.answer(scope["headers"], body)
        await _send(send, response.status, _header_list(response), response.body.encode())


def create_server(bot: Bot, gate: Gate, start: Callable[[], None], stop: Callable[[], None]) -> Starlette:
    """The ASGI app. ``start`` and ``stop`` frame its life: the ticking and the database."""

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        start()
        yield
        await run_in_threadpool(stop)

    async def healthz(_: Request) -> Response:
        return JSONResponse({"ok": True})

    async def readyz(_: Request) -> Response:
        problem = await run_in_threadpool(_not_ready, bot)
        return JSONResponse({"ok": not problem} | ({"problem": problem} if problem else {}), 503 if problem else 200)

    routes = [
        Route("/slack/events", SlackEndpoint(bot, gate), methods=["POST"]),
        Route("/healthz", healthz),
        Route("/readyz", readyz),
    ]
    return Starlette(routes=routes, lifespan=life)


def _not_ready(bot: Bot) -> str:
    """Asked as requests ask: in their time, of the pools they use. A connection that ends just then is no outage."""
    database = bot.office.database
    with attempts.attempting(attempts.within(database.limits.seconds)):
        return _problem(database) and _problem(database)


def _problem(database: Database) -> str:
    try:
        workspaces.glance(database, "", "")
        return "" if schema.current(database) else "the database's schema is not the newest"
    except SQLAlchemyError as error:
        return f"the database does not answer ({_reason(error)})"


def _reason(error: SQLAlchemyError) -> str:
    return error.reason if isinstance(error, Outage) else type(error).__name__


async def _body(receive: Receive) -> bytes:
    """The whole body, but no more than a little over the largest allowed."""
    parts, size = [], 0
    while True:
        message = await receive()
        part = message.get("body", b"")
        parts.append(part)
        size += len(part)
        if not message.get("more_body") or size > LARGEST:
            return b"".join(parts)


def _headers(scope: Scope) -> dict[bytes, list[bytes]]:
    found: dict[bytes, list[bytes]] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.lower(), []).append(value)
    return found


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
