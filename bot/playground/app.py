"""The app as Slack sees it: an address that is sent signed requests and has three seconds to answer."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

import httpx

from bot.playground.payloads import signature
from bot.playground.workspace import Payload

ACK_SECONDS = 3
FORM, JSON = "application/x-www-form-urlencoded", "application/json"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The app's answer. ``error``: Slack's word for one that did not come, came late or was none; else empty."""

    body: Payload = field(default_factory=dict)
    error: str = ""


@dataclass(frozen=True, kw_only=True)
class App:
    """The app. ``url``: where it takes requests; ``secret``: its signing secret."""

    url: str
    secret: str

    def command(self, form: Mapping[str, str]) -> Answer:
        return self._send(urlencode(form).encode(), FORM)

    def interaction(self, payload: Payload) -> Answer:
        return self._send(urlencode({"payload": json.dumps(payload)}).encode(), FORM)

    def event(self, payload: Payload, retry: int = 0) -> Answer:
        """Tells the app of an event; ``retry``: how often it has been told already."""
        again = {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_error"} if retry else {}
        return self._send(json.dumps(payload).encode(), JSON, again)

    @cached_property
    def _client(self) -> httpx.Client:
        """A client for all requests, as the certificates are read when it is made."""
        return httpx.Client(timeout=ACK_SECONDS, trust_env=False)

    def _send(self, body: bytes, content_type: str, more: Mapping[str, str] | None = None) -> Answer:
        started = time.monotonic()
        headers = {"Content-Type": content_type, **signature(self.secret, body, time.time()), **(more or {})}
        try:
            response = self._client.post(self.url, content=body, headers=headers)
        except httpx.TimeoutException:
            return Answer(error="operation_timeout")
        except httpx.HTTPError:
            return Answer(error="dispatch_failed")
        if time.monotonic() - started > ACK_SECONDS:
            return Answer(error="operation_timeout")
        if response.status_code != httpx.codes.OK:
            return Answer(error="http_service_error" if response.status_code >= 500 else "http_client_error")
        return _read(response)


def _read(response: httpx.Response) -> Answer:
    """Reads an answer: nothing, JSON, or a plain text, which Slack shows as it is."""
    if not response.content:
        return Answer()
    if "json" not in response.headers.get("content-type", ""):
        return Answer(body={"text": response.text})
    try:
        payload: Any = response.json()
    except ValueError:
        return Answer(error="invalid_json")
    return Answer(body=payload) if isinstance(payload, dict) else Answer(error="invalid_json")
