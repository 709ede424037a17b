"""Uploads: files sent to the address that Slack gives for them, to be shared in one conversation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from bot.slack.answers import refusal_of_response
from bot.slack.client import FOREIGN, Slack
from bot.slack.errors import Refused, Unclear
from bot.slack.transport import http_client

SCOPE = "files:write"
"""The scope without which nothing is uploaded; the manifest asks for it as an optional one."""

UPLOAD_SECONDS = 60.0
"""The time that Slack has for one file."""

SLACK_DOMAINS = (".slack.com", ".slack-gov.com")


def may_upload(slack: Slack) -> bool:
    """Whether the token has the scope; where it had none, Slack is asked whether it has been granted since.

    Raises `SlackError`.
    """
    return slack.scopes is None or SCOPE in slack.scopes or SCOPE in slack.identity().scopes


def send(slack: Slack, files: Sequence[Path]) -> list[tuple[str, str]]:
    """Sends the files to Slack, where nobody sees them before they are shared; each one's id and title.

    Raises `Refused`, `NotBefore`, `Unclear`.
    """
    sent = []
    for file in files:
        address, number = slack.upload_place(file.name, file.stat().st_size)
        _send(slack, address, file)
        sent.append((number, file.name))
    return sent


def _send(slack: Slack, address: str, file: Path) -> None:
    """Streams the file to ``address``, which is Slack's or that of ``SLACK_API_URL``: nobody else gets the books."""
    own = urlsplit(address)[:2] == urlsplit(slack.base_url)[:2]
    if not own and not _is_slacks(address):
        raise Refused(reason=FOREIGN)
    try:
        with http_client(trust_env=not own) as client, file.open("rb") as content:
            answer = client.post(address, content=content, timeout=UPLOAD_SECONDS)
    except httpx.HTTPError as error:
        raise Unclear(reason=type(error).__name__) from error
    if problem := refusal_of_response(answer):
        raise problem


def _is_slacks(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" and (parts.hostname or "").endswith(SLACK_DOMAINS)
