"""Slack's Web API as the app calls it, and the addresses it answers to."""

from __future__ import annotations

import json
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from bot.playground import arguments
from bot.playground.stand_in import StandIn


@dataclass(frozen=True, kw_only=True)
class WebApi:
    """The endpoints for the app."""

    slack: StandIn

    async def call(self, request: Request) -> Response:
        body, kind = await request.body(), request.headers.get("content-type", "")
        try:
            called = arguments.parsed(body, kind, request.url.query)
        except ValueError:
            return JSONResponse({"ok": False, "error": "invalid_json" if "json" in kind else "invalid_form_data"})
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        answer = await run_in_threadpool(self.slack.call, request.path_params["method"], called, token, len(body))
        return JSONResponse(answer, headers={"x-oauth-scopes": self.slack.scopes})

    async def respond(self, request: Request) -> Response:
        try:
            body = json.loads(await request.body())
        except ValueError:
            body = None
        if not isinstance(body, dict):
            return PlainTextResponse("invalid_payload", status_code=400)
        status, answer = await run_in_threadpool(self.slack.respond, request.path_params["response_id"], body)
        return PlainTextResponse(answer, status_code=status)

    async def upload(self, request: Request) -> Response:
        """The bytes of a file that the app uploads."""
        status, answer = self.slack.receive(request.path_params["upload_id"], await request.body())
        return PlainTextResponse(answer, status_code=status)

    async def file(self, request: Request) -> Response:
        """An uploaded file, for the app's token only; whoever else asks is led to the sign-in page, as in Slack."""
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        content = self.slack.download(request.path_params["file_id"], token)
        if content is None:
            return RedirectResponse("/")
        return Response(content, media_type="application/octet-stream")
