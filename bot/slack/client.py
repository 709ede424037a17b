"""The way out to Slack. The client that posts never sends a request twice and never follows a redirect.

What Slack answers is one of four things: done, refused (nothing was posted), *not before* a moment, or unclear, in
which case a message may exist (R-09).
"""

from __future__ import annotations

import hashlib
import http.client
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit

import httpx
import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web import SlackResponse

from bot.slack import answers
from bot.slack.errors import Refused, SlackError, TooMuch, Unclear
from bot.slack.places import Place
from bot.slack.transport import INTERACTIVE_SECONDS, TRY_SECONDS, http_client, web_client

EVENT_TYPE = "roibot_delivery"
MOST_PAGES = 10
"""Of history, 15 messages each, looked through for one message."""
PAGE = 1000
"""People asked for at once."""

SLACK_HOSTS = ("hooks.slack.com", "hooks.slack-gov.com")
FOREIGN = "foreign_response_url"
READING = frozenset(
    {
        "users.info",
        "users.list",
        "conversations.info",
        "conversations.members",
        "conversations.history",
        "files.getUploadURLExternal",
        "files.info",
    }
)
"""Methods that take their arguments in the query."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Identity:
    """Whose token it is, and what it may do."""

    enterprise_id: str
    team_id: str
    scopes: frozenset[str]


class Slack:
    """Slack's Web API for one token."""

    def __init__(self, token: str, base_url: str, post_seconds: float = INTERACTIVE_SECONDS) -> None:
        self.base_url = base_url
        self._quick = web_client(token, base_url, INTERACTIVE_SECONDS)
        self._patient = web_client(token, base_url, int(post_seconds) or 1)
        self._brief = web_client(token, base_url, TRY_SECONDS)
        self._own_address = urlsplit(base_url)[:2]
        self._answered_at: datetime | None = None
        self._scopes: frozenset[str] | None = None
        self._token = token

    @property
    def fingerprint(self) -> str:
        """What the token is known by where it is kept: 32 hexadecimal digits, from which it cannot be told."""
        return hashlib.sha256(f"roibot {self._token}".encode()).hexdigest()[:32]

    @property
    def bearer(self) -> Mapping[str, str]:
        """The header that opens what the token may read; for Slack's own hosts only."""
        return {"Authorization": f"Bearer {self._token}"}

    @property
    def scopes(self) -> frozenset[str] | None:
        """What the token may do, as of its last `identity`; None while Slack has not said."""
        return self._scopes

    @property
    def answered_at(self) -> datetime | None:
        """What time it was for Slack at its last `identity`, to the second; None where it did not say."""
        return self._answered_at

    def identity(self) -> Identity:
        """auth.test: who we are, and with which scopes."""
        answer = self._call(self._quick, "auth.test", {})
        self._answered_at = answers.moment(answers.header(answer.headers, "date"))
        granted = answers.header(answer.headers, "x-oauth-scopes").split(",")
        self._scopes = frozenset(scope.strip() for scope in granted if scope.strip())
        return Identity(
            enterprise_id=answer.get("enterprise_id") or "",
            team_id=answer.get("team_id") or "",
            scopes=self._scopes,
        )

    def open_connection(self) -> None:
        """apps.connections.open: whether an app-level token may have a connection, which is not made."""
        self._call(self._quick, "apps.connections.open", {})

    def user(self, user_id: str) -> Mapping[str, Any]:
        """users.info with the locale."""
        answer = self._call(self._quick, "users.info", {"user": user_id, "include_locale": "true"})
        user: Mapping[str, Any] = answer["user"]
        return user

    def users(self) -> Iterator[Mapping[str, Any]]:
        """users.list: everybody of the workspace, page by page."""
        yield from self._paged("users.list", {}, "members")

    def conversation(self, conversation: str) -> Mapping[str, Any]:
        """conversations.info. Raises `Refused` where the token may not ask, or Slack does not show it."""
        answer = self._call(self._quick, "conversations.info", {"channel": conversation})
        channel: Mapping[str, Any] = answer.get("channel") or {}
        return channel

    def members(self, conversation: str) -> Iterator[str]:
        """conversations.members: the ids of those in it, page by page."""
        yield from self._paged("conversations.members", {"channel": conversation}, "members")

    def open_view(self, trigger_id: str, view: Mapping[str, Any]) -> str:
        """views.open; answers with the id of the view."""
        return str(self._call(self._quick, "views.open", {"trigger_id": trigger_id, "view": view})["view"]["id"])

    def push_view(self, trigger_id: str, view: Mapping[str, Any]) -> str:
        """views.push; answers with the id of the view."""
        return str(self._call(self._quick, "views.push", {"trigger_id": trigger_id, "view": view})["view"]["id"])

    def update_view(self, view_id: str, view_hash: str, view: Mapping[str, Any]) -> None:
        """Only if nobody changed it meanwhile: a stale ``view_hash`` leaves the newer view as it is; none: whatever."""
        unchanged = {"hash": view_hash} if view_hash else {}
        try:
            self._call(self._quick, "views.update", {"view_id": view_id, "view": view, **unchanged})
        except Refused as refusal:
            if refusal.reason != "hash_conflict":
                raise

    def publish_home(self, user_id: str, view: Mapping[str, Any]) -> None:
        self._call(self._quick, "views.publish", {"user_id": user_id, "view": view})

    def post(
        self, conversation: str, message: Mapping[str, Any], key: str, *, patient: bool = True, brief: bool = False
    ) -> str:
        """chat.postMessage, once; answers with the message's ts. ``key`` goes along as opaque metadata.

        ``patient``: nobody waits for it. ``brief``: it may have to be sent in another form while somebody waits.
        Raises `Refused`, `NotBefore`, `Unclear`.
        """
        client = self._patient if patient else self._brief if brief else self._quick
        return str(self._call(client, "chat.postMessage", _posted(conversation, message, key))["ts"])

    def tell(self, person: str, message: Mapping[str, Any], key: str) -> Place:
        """chat.postMessage to one person: the message stands in the bot's conversation with them. Raises as `post`."""
        answer = self._call(self._patient, "chat.postMessage", _posted(person, message, key))
        return Place(conversation=str(answer["channel"]), ts=str(answer["ts"]))

    def update(self, place: Place, message: Mapping[str, Any]) -> None:
        """chat.update: puts ``message`` in the place of one that the bot has posted. Raises as `post`."""
        said = {"channel": place.conversation, "ts": place.ts, **message, "link_names": False}
        self._call(self._patient, "chat.update", said)

    def file(self, file_id: str) -> Mapping[str, Any]:
        """files.info. Raises `Refused` with ``missing_scope`` where the token may not read files, and as `post`."""
        answer = self._call(self._patient, "files.info", {"file": file_id})
        file: Mapping[str, Any] = answer["file"]
        return file

    def upload_place(self, name: str, size: int) -> tuple[str, str]:
        """files.getUploadURLExternal: where a file of ``size`` bytes is sent, and the id it gets.

        Raises `Refused` with ``missing_scope`` where the token may not write files.
        """
        answer = self._call(self._patient, "files.getUploadURLExternal", {"filename": name, "length": size})
        return str(answer["upload_url"]), str(answer["file_id"])

    def share_files(self, conversation: str, files: Sequence[tuple[str, str]]) -> None:
        """files.completeUploadExternal: puts files that have been sent, each an id and a title, into a conversation."""
        listed = [{"id": file, "title": title} for file, title in files]
        self._call(self._patient, "files.completeUploadExternal", {"channel_id": conversation, "files": listed})

    def find_posted(self, conversation: str, key: str, oldest: float) -> str | None:
        """The ts of the message with this ``key`` posted after ``oldest`` (Unix seconds); None if it is not there.

        Raises `TooMuch` where the conversation is longer than is read, and so proves nothing; and as `post`.
        """
        asked = {"channel": conversation, "oldest": f"{oldest:.6f}", "limit": 15, "include_all_metadata": "true"}
        for _ in range(MOST_PAGES):
            page = self._call(self._patient, "conversations.history", asked)
            for message in page["messages"]:
                if _key_of(message) == key:
                    return str(message["ts"])
            cursor = _cursor(page)
            if not cursor and not page.get("has_more"):
                return None
            if not cursor:
                break
            asked["cursor"] = cursor
        raise TooMuch

    def respond(self, response_url: str, message: Mapping[str, Any], seconds: float = INTERACTIVE_SECONDS) -> None:
        """Answers an interaction. Slack's hosts only (and that of ``SLACK_API_URL``), never through a redirect.

        ``seconds``: how long Slack is waited for. Raises `Refused`, `Unclear`.
        """
        own = self._is_own(response_url)
        try:
            responder = self._responder_of_own if own else self._responder
            answer = responder.post(response_url, json=dict(message), timeout=seconds)
        except httpx.InvalidURL as error:
            raise Refused(reason=FOREIGN) from error
        except httpx.HTTPError as error:
            raise _logged("response_url", Unclear(reason=type(error).__name__)) from error
        if refusal := answers.refusal_of_response(answer):
            raise _logged("response_url", refusal)

    def _is_own(self, response_url: str) -> bool:
        """Whether it is the address of ``SLACK_API_URL``. Raises `Refused` where it is neither that nor Slack's."""
        try:
            address = urlsplit(response_url)
        except ValueError as error:
            raise Refused(reason=FOREIGN) from error
        if address[:2] == self._own_address:
            return True
        if address.scheme != "https" or address.netloc not in SLACK_HOSTS:
            raise Refused(reason=FOREIGN)
        return False

    @cached_property
    def _responder(self) -> httpx.Client:
        return http_client(trust_env=True)

    @cached_property
    def _responder_of_own(self) -> httpx.Client:
        """For the address of ``SLACK_API_URL``, which no proxy stands before."""
        return http_client(trust_env=False)

    def _paged(self, method: str, asked: Mapping[str, Any], name: str) -> Iterator[Any]:
        cursor = ""
        while True:
            turned = {"cursor": cursor} if cursor else {}
            page = self._call(self._quick, method, {**asked, "limit": PAGE, **turned})
            yield from page[name]
            cursor = _cursor(page)
            if not cursor:
                return

    def _call(self, client: WebClient, method: str, body: Mapping[str, Any]) -> SlackResponse:
        try:
            if method in READING:
                return client.api_call(method, http_verb="GET", params=dict(body))
            return client.api_call(method, json=dict(body))
        except SlackApiError as error:
            raise _logged(method, answers.refusal(error)) from error
        except (SlackRequestError, URLError, http.client.HTTPException, OSError) as error:
            raise _logged(method, answers.failure(error)) from error


def _posted(conversation: str, message: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    return {
        "channel": conversation,
        **message,
        "metadata": {"event_type": EVENT_TYPE, "event_payload": {"key": key}},
        "unfurl_links": False,
        "unfurl_media": False,
        "link_names": False,
    }


def _key_of(message: Mapping[str, Any]) -> str | None:
    """The key of a message of ours; None of any other."""
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return None
    payload: Mapping[str, str] = metadata.get("event_payload") or {}
    return payload.get("key")


def _cursor(page: SlackResponse) -> str:
    """Where the next page begins; empty after the last."""
    return (page.get("response_metadata") or {}).get("next_cursor") or ""


def _logged(method: str, error: SlackError) -> SlackError:
    """Every refusal is a line, without what was asked; who asks for the identity says by itself what came of it."""
    if method != "auth.test":
        structlog.get_logger().warning("slack_refused", method=method, error=str(error), kind=type(error).__name__)
    return error
