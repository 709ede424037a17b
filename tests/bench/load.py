"""The load: signed slash commands over kept-alive connections, one at a time or sixteen at once."""

from __future__ import annotations

import http.client
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from hmac import new as hmac
from itertools import count
from statistics import median
from typing import Protocol
from urllib.parse import urlencode

from tests.program import SECRET

CONNECTIONS = 16

_numbers = count(1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """A signed request, ready to send; its signature is good for five minutes."""

    body: bytes
    headers: dict[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """``cpu``: of the server, a request; ``p50``: from sending to the whole answer. Microseconds both."""

    cpu: float
    p50: float
    per_second: float
    failed: int


class Busy(Protocol):
    """What is asked, and how much CPU time it has used in microseconds."""

    @property
    def port(self) -> int: ...
    def cpu(self) -> float: ...


def slash(text: str, *, command: str = "/roi", user: str = "U1") -> Letter:
    """A slash command of this moment, with all the fields Slack sends."""
    number = next(_numbers)
    form = {
        "token": "gIkuvaNzQIHg97ATvDxqgjtO",
        "team_id": "T1",
        "team_domain": "example",
        "channel_id": "C1",
        "channel_name": "marketing",
        "user_id": user,
        "user_name": "anna",
        "command": command,
        "text": text,
        "api_app_id": "A123456",
        "is_enterprise_install": "false",
        "response_url": f"https://hooks.slack.com/commands/T1/{number}/FTZ9AdEdkxbeRoNtH7bCEGgA",
        "trigger_id": f"13345224609.738474920.{number:032x}",
    }
    return _signed(urlencode(form).encode())


def post(connection: http.client.HTTPConnection, letter: Letter) -> tuple[int, bytes]:
    """Status and body."""
    connection.request("POST", "/slack/events", letter.body, letter.headers)
    response = connection.getresponse()
    return response.status, response.read()


def ask(port: int, letter: Letter) -> tuple[int, bytes]:
    """On a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        return post(connection, letter)
    finally:
        connection.close()


def run(server: Busy, text: str, requests: int, connections: int = 1) -> Run:
    """``requests`` commands over so many connections, each warmed by one more."""
    letters = [slash(text) for _ in range(requests + connections)]
    shares = [letters[at::connections] for at in range(connections)]
    opened = [http.client.HTTPConnection("127.0.0.1", server.port, timeout=60) for _ in range(connections)]
    with ThreadPoolExecutor(connections) as threads:
        list(threads.map(_send, opened, [share[:1] for share in shares]))
        cpu, start = server.cpu(), time.perf_counter()
        sent = list(threads.map(_send, opened, [share[1:] for share in shares]))
        took, used = time.perf_counter() - start, server.cpu() - cpu
    for connection in opened:
        connection.close()
    durations = [duration for durations, _ in sent for duration in durations]
    failed = sum(failures for _, failures in sent)
    return Run(cpu=used / requests, p50=median(durations), per_second=requests / took, failed=failed)


def _send(connection: http.client.HTTPConnection, letters: Sequence[Letter]) -> tuple[list[float], int]:
    durations, failed = [], 0
    for letter in letters:
        start = time.perf_counter()
        status, _ = post(connection, letter)
        durations.append((time.perf_counter() - start) * 1e6)
        failed += status != http.client.OK
    return durations, failed


def _signed(body: bytes) -> Letter:
    stamp = str(int(time.time()))
    signature = hmac(SECRET.encode(), f"v0:{stamp}:".encode() + body, sha256).hexdigest()
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        "Accept": "application/json,*/*",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={signature}",
    }
    return Letter(body=body, headers=headers)
