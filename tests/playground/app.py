"""An app, as Slack meets it: a small web server that keeps what it is sent and answers what the test tells it."""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

Payload = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Sent:
    """One request, as it came: ``headers`` by their names in lower case."""

    headers: Mapping[str, str]
    body: bytes

    @property
    def payload(self) -> Payload:
        """What it says: the form of a command, the payload of an interaction, the JSON of an event."""
        if "json" in self.headers["content-type"]:
            return dict(json.loads(self.body))
        form = dict(parse_qsl(self.body.decode(), keep_blank_values=True))
        return dict(json.loads(form["payload"])) if "payload" in form else form


@dataclass(frozen=True, kw_only=True)
class Reply:
    """An answer: ``body`` as it goes over the wire, ``late`` seconds after the request."""

    status: int = 200
    body: str = ""
    content_type: str = "application/json"
    late: float = 0


class BotApp(ThreadingHTTPServer):
    """Listens on a free port of 127.0.0.1 while in a ``with`` block. Without a word from the test it says yes."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Listener)
        self.sent: list[Sent] = []
        self._replies: deque[Reply] = deque()
        self._patience = threading.Event()

    def __enter__(self) -> BotApp:
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._patience.set()
        self.shutdown()
        self.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/slack/events"

    @property
    def last(self) -> Payload:
        """What the newest request says."""
        return self.sent[-1].payload

    def heard(self, kind: str) -> list[Payload]:
        """Payloads of one type (``block_actions``, …), oldest first."""
        return [payload for payload in (sent.payload for sent in self.sent) if payload.get("type") == kind]

    def say(self, body: Payload) -> None:
        """Answers the next request with this JSON."""
        self.reply(Reply(body=json.dumps(body)))

    def reply(self, reply: Reply) -> None:
        """Answers the next request so; several queue up."""
        self._replies.append(reply)

    def answer(self, sent: Sent) -> Reply:
        """Keeps a request and finds the answer to it, in its time or when the test is over."""
        self.sent.append(sent)
        reply = self._replies.popleft() if self._replies else Reply()
        self._patience.wait(reply.late)
        return reply

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who waits no longer has hung up: that is what a late answer is for."""


class _Listener(BaseHTTPRequestHandler):
    server: BotApp

    def do_POST(self) -> None:  # the name http.server asks for
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        reply = self.server.answer(Sent(headers=headers, body=body))
        content = reply.body.encode()
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the tests quiet."""
