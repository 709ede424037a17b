"""Slack's answers, read: each becomes one of `bot.slack.errors`, or the text of a header."""

from __future__ import annotations

import http.client
import re
import socket
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
from slack_sdk.errors import SlackApiError

from bot.slack.errors import NotBefore, Refused, SlackError, Unclear
from core.posts.refusals import OF_BLOCKS, RATE_LIMITED, Meaning, meaning

ANOTHER_TOKEN = frozenset({"not_allowed_token_type", "missing_scope", "no_permission"})
"""Slack's words for a token that is good, but not for Socket Mode."""

WORD = re.compile(r"[a-z0-9_:.-]{1,80}", re.IGNORECASE)
"""What Slack's own words of refusal look like; anything else is somebody's text, which goes into no log."""

BLOCK = re.compile(r"\[json-pointer:/blocks/(\d{1,3})[/\]]")
"""Where Slack's remarks on a message name one of its blocks."""

UNREACHED_SECONDS = 30.0
"""Where Slack names no moment, or was not reached."""

LEAST_WAIT, MOST_WAIT = 1.0, 3600.0
"""Seconds, whatever ``Retry-After`` says (R-08)."""


def refusal(error: SlackApiError) -> SlackError:
    """What an answer that is no ``ok`` means."""
    response = error.response
    status = getattr(response, "status_code", http.client.OK)
    reason = _reason(response)
    if status == http.client.TOO_MANY_REQUESTS or meaning(reason) is Meaning.LIMITED:
        return NotBefore(seconds=_retry_after(response.headers), reason=RATE_LIMITED)
    if status >= http.client.INTERNAL_SERVER_ERROR or meaning(reason) is Meaning.UNCLEAR or not reason:
        return Unclear(reason=reason or f"http_{status}")
    return Refused(reason=reason, needed=_field(response, "needed"), places=_places(response))


def refusal_of_response(response: httpx.Response) -> SlackError | None:
    """What the answer of a response_url means where it is none of ``ok``: a word by itself, or JSON with one.

    Blocks that are refused are named at any status, also at 200, and nothing was posted then. Nor was it where a body
    of JSON at 200 says that it is not ``ok``, whatever its word.
    """
    answer, status = _told(response), f"http_{response.status_code}"
    reason = _reason(answer)
    if reason in OF_BLOCKS:
        return Refused(reason=reason, places=_places(answer))
    if response.status_code >= httpx.codes.INTERNAL_SERVER_ERROR or meaning(reason) is Meaning.UNCLEAR:
        return Unclear(reason=reason or status)
    if answer.get("ok") is False:
        return Refused(reason=reason or status)
    return None if response.is_success else Refused(reason=status)


def failure(error: Exception) -> SlackError:
    """A connection that never came about has sent nothing; any other break may have come too late."""
    cause = getattr(error, "reason", error)
    if isinstance(cause, (ConnectionRefusedError, socket.gaierror)):
        return NotBefore(seconds=UNREACHED_SECONDS)
    return Unclear(reason=type(cause).__name__)


def dead_token(error: SlackApiError) -> str:
    """Slack's word where it refuses a token that will never do; else nothing."""
    reason = _field(error.response, "error")
    return reason if meaning(reason) is Meaning.TOKEN or reason in ANOTHER_TOKEN else ""


def header(headers: Mapping[str, Any], name: str) -> str:
    """``name``: in lower case. Empty where it is not there."""
    for key, value in headers.items():
        if key.lower() == name:
            return str(value)
    return ""


def moment(text: str) -> datetime | None:
    """The moment of a ``Date`` header; None where it cannot be read."""
    try:
        return parsedate_to_datetime(text)
    except ValueError:
        return None


def _reason(response: Any) -> str:
    """Slack's own word; empty where it is none."""
    reason = _field(response, "error")
    return reason if WORD.fullmatch(reason) else ""


def _told(response: httpx.Response) -> Mapping[str, Any]:
    """The answer of a response_url as a method would give it."""
    try:
        body = response.json()
    except ValueError:
        body = {"error": response.text.strip()}
    return body if isinstance(body, Mapping) else {}


def _places(response: Any) -> tuple[int, ...]:
    """The blocks that Slack's remarks name; of what else they say nothing is kept."""
    data = getattr(response, "data", response)
    metadata = (data.get("response_metadata") if isinstance(data, Mapping) else None) or {}
    remarks = metadata.get("messages") if isinstance(metadata, Mapping) else None
    places = {int(place) for remark in remarks or () for place in BLOCK.findall(str(remark))}
    return tuple(sorted(places))


def _field(response: Any, name: str) -> str:
    data = getattr(response, "data", response)
    return str(data.get(name) or "") if isinstance(data, Mapping) else ""


def _retry_after(headers: Mapping[str, Any]) -> float:
    text = header(headers, "retry-after")
    return min(MOST_WAIT, max(LEAST_WAIT, float(text))) if text.isdigit() else UNREACHED_SECONDS
