"""The playground as a web server: which address is answered by whom, and who may call at all."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.playground.pages import Pages
from bot.playground.web_api import WebApi

STATIC = Path(__file__).parent / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The content security policy: nothing from elsewhere, but pictures a message shows."""


def create_server(pages: Pages, api: WebApi, stop: Callable[[], None]) -> Starlette:
    """The ASGI app; it shall be bound to the loopback address only. ``stop`` is called when it ends."""
    at = "/{user}/{place}"
    routes = [
        Route("/", pages.start),
        Route("/api/{method}", api.call, methods=["GET", "POST"]),
        Route("/commands/{response_id}", api.respond, methods=["POST"]),
        Route("/files/{file_id}", api.file),
        Route("/upload/{upload_id}", api.upload, methods=["POST"]),
        Mount("/static", StaticFiles(directory=STATIC)),
        Route(at, pages.page),
        Route(f"{at}/files/{{file_id}}", pages.file),
        Route(f"{at}/feed", pages.feed),
        Route(f"{at}/say", pages.say, methods=["POST"]),
        Route(f"{at}/shortcut", pages.shortcut, methods=["POST"]),
        Route(f"{at}/notice", pages.put_away, methods=["POST"]),
        Route(f"{at}/clock", pages.clock, methods=["POST"]),
        Route(f"{at}/refusals", pages.refusals, methods=["POST"]),
        Route(f"{at}/messages/{{ts}}/act", pages.press_in_message, methods=["POST"]),
        Route(f"{at}/messages/{{ts}}/suggest", pages.suggest),
        Route(f"{at}/messages/{{ts}}/shortcut", pages.message_shortcut, methods=["POST"]),
        Route(f"{at}/views/{{view}}/act", pages.press_in_view, methods=["POST"]),
        Route(f"{at}/views/{{view}}/submit", pages.submit, methods=["POST"]),
        Route(f"{at}/views/{{view}}/close", pages.close, methods=["POST"]),
        Route(f"{at}/views/{{view}}/suggest", pages.suggest),
    ]
    guards = [Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"]), Middleware(OwnPagesOnly)]
    return Starlette(routes=routes, middleware=guards, lifespan=_until(stop))


def _until(stop: Callable[[], None]) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        yield
        stop()

    return life


class OwnPagesOnly:
    """Refuses what another site's page sends here: a browser always names the page a POST comes from."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope.get("headers", ()))
        origin, host = headers.get(b"origin", b"").decode("latin-1"), headers.get(b"host", b"").decode("latin-1")
        if scope["type"] == "http" and origin and urlsplit(origin).netloc != host:
            await PlainTextResponse("This page is not of the playground.", status_code=403)(scope, receive, send)
            return
        await self.app(scope, receive, _with_policy(send))


def _with_policy(send: Send) -> Send:
    async def sending(message: Any) -> None:
        if message["type"] == "http.response.start":
            added = [(b"content-security-policy", POLICY.encode()), (b"cache-control", b"no-cache")]
            message = {**message, "headers": [*message["headers"], *added]}
        await send(message)

    return sending
