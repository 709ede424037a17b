"""The gate in front of Bolt: method, size, headers and signature, on the raw bytes, before anything is parsed.

Bolt parses first, answers garbage with 500 and logs the body of what it refuses (R-13). Here a request that is not
Slack's gets an empty 401 or 413; most of them before their body is read.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus

LARGEST = 1024 * 1024
OLDEST_SECONDS = 300
AHEAD_SECONDS = 60
CLOCK_SECONDS = 86_400
"""Seconds that a wrong clock may be off; what is older still is no matter of a clock."""

_TIMESTAMP = re.compile(rb"[0-9]{10}")
_SIGNATURE = re.compile(rb"v0=[0-9a-f]{64}")

Headers = Mapping[bytes, list[bytes]]
"""Lower-case name -> all its values."""


class Cause(StrEnum):
    """The reasons why a request may not pass."""

    SIZE = "size"
    UNSIGNED = "unsigned"
    CLOCK = "clock"
    SIGNATURE = "signature"
    EMPTY = "empty"
    SLOW = "slow"
    FULL = "full"


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """The refusal of a request. ``off``: seconds by which its timestamp is behind our clock."""

    status: HTTPStatus
    cause: Cause
    off: int = 0


TOO_LARGE = Refusal(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, cause=Cause.SIZE)
UNSIGNED = Refusal(status=HTTPStatus.UNAUTHORIZED, cause=Cause.UNSIGNED)
WRONG_SIGNATURE = Refusal(status=HTTPStatus.UNAUTHORIZED, cause=Cause.SIGNATURE)
EMPTY = Refusal(status=HTTPStatus.BAD_REQUEST, cause=Cause.EMPTY)
TOO_SLOW = Refusal(status=HTTPStatus.REQUEST_TIMEOUT, cause=Cause.SLOW)
NO_ROOM = Refusal(status=HTTPStatus.SERVICE_UNAVAILABLE, cause=Cause.FULL)


class Gate:
    """The check of Slack's signature: ``v0=HMAC-SHA256(secret, "v0:" + timestamp + ":" + body)``."""

    def __init__(self, signing_secret: str) -> None:
        self._secret = signing_secret.encode()

    def refusal_unread(self, headers: Headers, now: float) -> Refusal | None:
        """The refusal of a request whose body is not read yet; None where it may pass so far. ``now``: Unix time."""
        if declared_size(headers) > LARGEST:
            return TOO_LARGE
        stamps, signatures = headers.get(b"x-slack-request-timestamp", []), headers.get(b"x-slack-signature", [])
        # Of two headers of one name, proxies and servers differ in which they take: neither is believed.
        if len(stamps) != 1 or len(signatures) != 1 or not _TIMESTAMP.fullmatch(stamps[0]):
            return UNSIGNED
        if not _SIGNATURE.fullmatch(signatures[0]):
            return UNSIGNED
        off = int(now) - int(stamps[0])
        if -AHEAD_SECONDS <= now - int(stamps[0]) <= OLDEST_SECONDS:
            return None
        cause = Cause.CLOCK if abs(off) < CLOCK_SECONDS else Cause.UNSIGNED
        return Refusal(status=HTTPStatus.UNAUTHORIZED, cause=cause, off=off)

    def refusal(self, headers: Headers, body: bytes) -> Refusal | None:
        """The refusal of a request that passed unread, by its body; None where it may pass."""
        if len(body) > LARGEST:
            return TOO_LARGE
        [stamp], [signature] = headers[b"x-slack-request-timestamp"], headers[b"x-slack-signature"]
        # In constant time: a comparison that ends at the first difference tells how much of a guess was right.
        if not hmac.compare_digest(self._signature(stamp, body), signature):
            return WRONG_SIGNATURE
        return None if body.strip() else EMPTY

    def _signature(self, stamp: bytes, body: bytes) -> bytes:
        return b"v0=" + hmac.new(self._secret, b"v0:" + stamp + b":" + body, hashlib.sha256).hexdigest().encode()


def declared_size(headers: Headers) -> int:
    """The size of the body in bytes, as declared; one that is sent in chunks may have any size that is allowed."""
    lengths = headers.get(b"content-length")
    if lengths is None:
        return LARGEST if b"transfer-encoding" in headers else 0
    return int(lengths[0]) if lengths[0].isdigit() else LARGEST
