"""The gate in front of Bolt: method, size, headers and signature, on the raw bytes, before anything is parsed.

Bolt parses first, answers garbage with 500 and logs the body of what it refuses (R-13). Here a request that is not
Slack's gets an empty 401 or 413 and is not logged.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from http import HTTPStatus

LARGEST = 1024 * 1024
OLDEST_SECONDS = 300
AHEAD_SECONDS = 60

_TIMESTAMP = re.compile(rb"[0-9]{10}")


class Gate:
    """Slack's signature: ``v0=HMAC-SHA256(secret, "v0:" + timestamp + ":" + body)``."""

    def __init__(self, signing_secret: str) -> None:
        self._secret = signing_secret.encode()

    def refusal(self, headers: Mapping[bytes, list[bytes]], body: bytes, now: float) -> HTTPStatus | None:
        """Why the request may not pass, or None. ``headers``: lower-case name -> all its values; ``now``: Unix time."""
        if len(body) > LARGEST:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        stamps, signatures = headers.get(b"x-slack-request-timestamp", []), headers.get(b"x-slack-signature", [])
        if len(stamps) != 1 or len(signatures) != 1 or not _TIMESTAMP.fullmatch(stamps[0]):
            return HTTPStatus.UNAUTHORIZED
        if not -AHEAD_SECONDS <= now - int(stamps[0]) <= OLDEST_SECONDS:
            return HTTPStatus.UNAUTHORIZED
        if not hmac.compare_digest(self._signature(stamps[0], body), signatures[0]):
            return HTTPStatus.UNAUTHORIZED
        return None if body.strip() else HTTPStatus.BAD_REQUEST

    def _signature(self, stamp: bytes, body: bytes) -> bytes:
        return b"v0=" + hmac.new(self._secret, b"v0:" + stamp + b":" + body, hashlib.sha256).hexdigest().encode()
