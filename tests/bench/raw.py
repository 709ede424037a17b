"""The second floor as a server: `python -m tests.bench.raw --port …`, told by the same environment as the bot.

No framework and nothing of the bot: an ASGI function that checks the signature, answers the same question with one
query on a connection held open, and writes JSON.
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import json
import os
import sqlite3
import time
from typing import Any
from urllib.parse import parse_qsl

import uvicorn
from starlette.types import Receive, Scope, Send

QUERY = (
    "SELECT channel, category, goal_id, SUM(cost), SUM(count), SUM(value) FROM monthly_totals "
    "WHERE workspace_id = 1 AND campaign = ? GROUP BY channel, category, goal_id"
)


def main() -> None:
    """Serves until it is told to stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    port = parser.parse_args().port
    app = Endpoint(os.environ["SLACK_SIGNING_SECRET"], os.environ["DATABASE_URL"].removeprefix("sqlite:///"))
    uvicorn.run(app, port=port, log_level="warning", access_log=False, server_header=False, lifespan="off")


class Endpoint:
    """``POST`` anywhere."""

    def __init__(self, secret: str, file: str) -> None:
        self._secret = secret.encode()
        self._books = sqlite3.connect(file)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = await _body(receive)
        if not self._is_slacks(dict(scope["headers"]), body):
            await _send(send, 401, b"")
            return
        await _send(send, 200, json.dumps(self._answer(dict(parse_qsl(body.decode())))).encode())

    def _is_slacks(self, headers: dict[bytes, bytes], body: bytes) -> bool:
        stamp = headers.get(b"x-slack-request-timestamp", b"0")
        signed = hmac.new(self._secret, b"v0:" + stamp + b":" + body, hashlib.sha256).hexdigest()
        fresh = abs(time.time() - int(stamp)) <= 300
        return fresh and hmac.compare_digest(b"v0=" + signed.encode(), headers.get(b"x-slack-signature", b""))

    def _answer(self, form: dict[str, str]) -> dict[str, Any]:
        rows = self._books.execute(QUERY, (form.get("text", ""),)).fetchall()
        cost, value = sum(row[3] for row in rows), sum(row[5] for row in rows)
        roi = (value - cost) * 100 / cost if cost else 0
        return {"response_type": "ephemeral", "text": f"ROI {roi:.2f}% · cost {cost} · return {value}"}


async def _body(receive: Receive) -> bytes:
    parts, more = [], True
    while more:
        message = await receive()
        parts.append(message.get("body", b""))
        more = message.get("more_body", False)
    return b"".join(parts)


async def _send(send: Send, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


if __name__ == "__main__":
    main()
