"""The HTTP side: Slack's requests through the gate to Bolt, in a thread, and two addresses that tell of our health.

The bundled adapters run a sync Bolt app on the event loop, where one slow listener stops everything; here each request
has a thread (R-14, P-02).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from http import HTTPStatus

import structlog
from slack_bolt import BoltRequest, BoltResponse
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.app import Bot
from bot.gate import LARGEST, Gate
from storage import schema
from storage.database import CONNECTIONS

LONGEST_SECONDS = 10
"""For a body to arrive: Slack's comes at once; a stranger's must not hold a place for ever."""

READ_BY_BOLT = frozenset({b"content-type", b"x-slack-retry-num", b"x-slack-retry-reason"})
PLAIN = [(b"content-type", b"text/plain; charset=utf-8")]


class SlackEndpoint:
    """``POST /slack/events``: everything Slack sends. A bare ASGI app, for it is on every request's way."""

    def __init__(self, bot: Bot, gate: Gate) -> None:
        self._bot = bot
        self._gate = gate
        self._threads = ThreadPoolExecutor(max_workers=CONNECTIONS, thread_name_prefix="slack")

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
        response = await asyncio.get_running_loop().run_in_executor(self._threads, self._answer, scope, body)
        await _send(send, response.status, _header_list(response), response.body.encode())

    def _answer(self, scope: Scope, body: bytes) -> BoltResponse:
        """What is signed and still cannot be read is nothing the bot knows: 400, never 500."""
        headers = {name.decode(): value.decode("latin-1") for name, value in scope["headers"] if name in READ_BY_BOLT}
        try:
            request = BoltRequest(body=body.decode(), query="", headers=headers)
            if isinstance(request.body, dict):
                return self._bot.bolt.dispatch(request)
        except (ValueError, RecursionError, TypeError, AttributeError, LookupError) as error:
            # What a listener raises is answered by bot.errors; here it was the payload's own shape.
            structlog.get_logger().warning("payload_not_understood", error=type(error).__name__)
        return BoltResponse(status=HTTPStatus.BAD_REQUEST, body="")


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
    try:
        return "" if schema.current(bot.office.database) else "the database's schema is not the newest"
    except SQLAlchemyError as error:
        return f"the database does not answer ({type(error).__name__})"


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
