"""Files that people have put into Slack: what Slack says of one, and its bytes.

They are fetched from Slack's own hosts (and that of ``SLACK_API_URL``), never through a redirect, and never more than
`LARGEST` bytes of one, whatever Slack says of its size.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import httpx

from bot.slack.client import Slack
from bot.slack.errors import NotBefore, Refused, Unclear
from bot.slack.transport import http_client
from bot.slack.uploads import SLACK_DOMAINS
from core.imports.readings import FileElsewhere, FileOutOfReach, FileTooLarge
from core.posts.refusals import MISSING_SCOPE

SCOPE = "files:read"
"""The scope without which no file is read; the manifest asks for it as an optional one."""

LARGEST = 20_000_000
"""Bytes of one file."""

DOWNLOAD_SECONDS = 30.0
"""The time that all of a file may take; each piece of it has a tenth."""

LAST_SECOND = 2**33
"""Of 2242, after which no file was put anywhere."""

ELSEWHERE = ("external", "tombstone", "hidden_by_limit")
"""Slack's words for a file whose bytes it does not hold, or holds no longer."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SharedFile:
    """A file in Slack. ``address``: empty where Slack has not said it. ``shared_at``: when it was put there."""

    id: str
    name: str
    address: str = ""
    elsewhere: bool = False
    size: int = 0
    shared_at: datetime | None = None


def may_read(slack: Slack) -> bool:
    """Whether the token has the scope, as far as Slack has said; where it had not, Slack is asked again.

    Raises `SlackError`.
    """
    return slack.scopes is None or SCOPE in slack.scopes or SCOPE in slack.identity().scopes


def shared_file(described: Mapping[str, Any]) -> SharedFile:
    """A file as a form's state, a message or files.info describes it."""
    created, size = described.get("created"), described.get("size")
    return SharedFile(
        id=str(described.get("id") or ""),
        name=str(described.get("name") or described.get("title") or described.get("id") or ""),
        address=str(described.get("url_private_download") or described.get("url_private") or ""),
        elsewhere=bool(described.get("is_external")) or str(described.get("mode")) in ELSEWHERE,
        size=size if isinstance(size, int) else 0,
        shared_at=_moment(created),
    )


def _moment(seconds: object) -> datetime | None:
    """The time so many seconds after the beginning of 1970; None of what is none."""
    if isinstance(seconds, int) and 0 < seconds < LAST_SECOND:
        return datetime.fromtimestamp(seconds, UTC)
    return None


def look_up(slack: Slack, file_id: str) -> SharedFile:
    """The file with this id, as Slack describes it now. Raises `FileOutOfReach`."""
    try:
        return shared_file(slack.file(file_id))
    except Refused as error:
        scope = SCOPE if error.reason == MISSING_SCOPE else ""
        raise FileOutOfReach(file=file_id, scope=scope) from error
    except (NotBefore, Unclear) as error:
        raise FileOutOfReach(file=file_id) from error


def content(slack: Slack, file: SharedFile) -> bytes:
    """The bytes of a file. Raises `FileElsewhere`, `FileTooLarge`, `FileOutOfReach`."""
    if file.elsewhere:
        raise FileElsewhere(file=file.name)
    if file.size > LARGEST:
        raise FileTooLarge(file=file.name, most=LARGEST)
    try:
        own = urlsplit(file.address)[:2] == urlsplit(slack.base_url)[:2]
        is_slacks = own or _is_slacks(file.address)
    except (ValueError, httpx.InvalidURL) as error:
        raise FileElsewhere(file=file.name) from error
    if not is_slacks:
        raise FileElsewhere(file=file.name)
    try:
        with http_client(trust_env=not own) as client:
            return _streamed(client, slack, file)
    except httpx.HTTPError as error:
        raise FileOutOfReach(file=file.name) from error


def _streamed(client: httpx.Client, slack: Slack, file: SharedFile) -> bytes:
    """The bytes as they come, so that neither a false size nor a slow host takes memory or time without end."""
    until = monotonic() + DOWNLOAD_SECONDS
    pieces = bytearray()
    with client.stream("GET", file.address, headers=slack.bearer, timeout=DOWNLOAD_SECONDS / 10) as answer:
        _check(answer, file)
        for piece in answer.iter_bytes():
            pieces += piece
            if len(pieces) > LARGEST:
                raise FileTooLarge(file=file.name, most=LARGEST)
            if monotonic() > until:
                raise FileOutOfReach(file=file.name)
    return bytes(pieces)


def _check(answer: httpx.Response, file: SharedFile) -> None:
    """Where the token may not read it, Slack sends its sign-in page, or leads there."""
    is_page = answer.headers.get("content-type", "").startswith("text/html")
    if answer.is_redirect or (is_page and not file.name.lower().endswith((".html", ".htm"))):
        raise FileOutOfReach(file=file.name, scope=SCOPE)
    if answer.status_code != httpx.codes.OK:
        raise FileOutOfReach(file=file.name)


def _is_slacks(address: str) -> bool:
    """As what fetches it understands it, at https's own port. Raises ``ValueError`` and ``httpx.InvalidURL``."""
    urlsplit(address)
    parts = httpx.URL(address)
    return parts.scheme == "https" and parts.port is None and parts.host.endswith(SLACK_DOMAINS)
