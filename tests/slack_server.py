"""HTTP for the stand-in of Slack: reads requests, hands them on, and breaks on purpose when told to."""

from __future__ import annotations

import json
import socket
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from bot.playground.arguments import parsed
from bot.playground.workspace import Payload


@dataclass(frozen=True, kw_only=True)
class Request:
    """One call: ``method`` is the Web API method, or ``response_url`` with the ``response_id`` it went to;
    ``upload`` with the ``content`` of a file, ``file`` with the id of one that is fetched."""

    method: str
    payload: Payload
    token: str
    size: int
    response_id: str = ""
    content: bytes = b""


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What goes back; ``drop`` closes the connection without a word."""

    status: int = 200
    body: Any = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    drop: bool = False


FAILURES = ("429", "500", "500-after", "drop", "drop-after", "slow", "error")


def broken(how: str | None, perform: Callable[[], Reply]) -> Reply:
    """Perform a call, failing the way ``how`` names (see ``FakeSlack.fail_next``)."""
    name, _, detail = (how or "").partition(":")
    if name == "slow":
        time.sleep(float(detail))
    if name in ("", "slow"):
        return perform()
    if name in ("500-after", "drop-after"):
        perform()
    match name.removesuffix("-after"):
        case "429":
            return Reply(status=429, body={"ok": False, "error": "ratelimited"}, headers={"Retry-After": detail})
        case "error":
            return Reply(body={"ok": False, "error": detail})
        case "drop":
            return Reply(drop=True)
        case "500":
            return Reply(status=500, body="internal error")
    return Reply(status=500, body=f"the test asked for an unknown failure: {how}")


class Server(ThreadingHTTPServer):
    """Serves ``answer`` on 127.0.0.1, at ``port`` or a free one, from threads of its own."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, answer: Callable[[Request], Reply], port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.answer = answer
        self.ahead = 0.0
        """Seconds by which its clock is ahead, as its answers are dated."""

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def start(self) -> None:
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    def stop(self) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        # Clients hang up on purpose in these tests; anything else is a defect of the stand-in.
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Server

    def do_POST(self) -> None:  # the name http.server asks for
        self._send(self.server.answer(self._read()))

    def do_GET(self) -> None:  # the name http.server asks for
        self.do_POST()

    def _read(self) -> Request:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        split = urlsplit(self.path)
        area, _, name = split.path.strip("/").partition("/")
        if area == "upload":
            return Request(method="upload", payload={}, token="", size=len(body), response_id=name, content=body)
        if area == "files":
            return Request(method="file", payload={}, token=_token(self), size=len(body), response_id=name)
        is_response = area == "commands"
        return Request(
            method="response_url" if is_response else name,
            payload=parsed(body, self.headers.get("Content-Type", ""), split.query),
            token=_token(self),
            size=len(body),
            response_id=name if is_response else "",
        )

    def _send(self, reply: Reply) -> None:
        if reply.drop:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        body, kind = _written(reply.body)
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if "Content-Type" not in reply.headers:
            self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def date_time_string(self, timestamp: float | None = None) -> str:
        return super().date_time_string((time.time() if timestamp is None else timestamp) + self.server.ahead)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the tests quiet."""


def _token(handler: BaseHTTPRequestHandler) -> str:
    return (handler.headers.get("Authorization") or "").removeprefix("Bearer ")


def _written(body: Any) -> tuple[bytes, str]:
    """The body in bytes, and its type."""
    if isinstance(body, bytes):
        return body, "application/octet-stream"
    if isinstance(body, str):
        return body.encode(), "text/plain"
    return json.dumps(body).encode(), "application/json; charset=utf-8"
