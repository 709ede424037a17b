"""The way out to Slack. The client that posts never sends a request twice and never follows a redirect.

What Slack answers is one of four things: done, refused (nothing was posted), *not before* a moment, or unclear, in
which case a message may exist (R-09).
"""

from __future__ import annotations

import hashlib
import http.client
import re
import socket
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cache, cached_property
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPRedirectHandler,
    HTTPSHandler,
    ProxyHandler,
    Request,
    build_opener,
    getproxies,
    proxy_bypass,
)

import httpx
import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web import SlackResponse

from core.posts.refusals import RATE_LIMITED, UNREACHABLE, Meaning, meaning

INTERACTIVE_SECONDS = 2
"""Inside a request: Slack waits three seconds for the acknowledgement."""

APP_SECONDS = 4
"""To be told where Socket Mode connects to."""
ANOTHER_TOKEN = frozenset({"not_allowed_token_type", "missing_scope", "no_permission"})
"""Of a token that is good, but not for Socket Mode."""

EVENT_TYPE = "roibot_delivery"
MOST_PAGES = 10
"""Of history, 15 messages each, looked through for one message."""
PAGE = 1000
"""People asked for at once."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Never asked through a proxy: there it would mean the proxy's own machine."""

SLACK_HOSTS = ("hooks.slack.com", "hooks.slack-gov.com")
WORD = re.compile(r"[a-z0-9_:.-]{1,80}", re.IGNORECASE)
"""What Slack's own words of refusal look like; anything else is somebody's text, which goes into no log."""
READING = frozenset(
    {"users.info", "users.list", "conversations.info", "conversations.members", "conversations.history"}
)
"""Methods that take their arguments in the query."""


class SlackError(Exception):
    """Slack did not do what was asked."""

    def __str__(self) -> str:
        return str(getattr(self, "reason", "") or type(self).__name__)


@dataclass(eq=False)
class Refused(SlackError):
    """Nothing was posted; ``reason`` is Slack's own word, and what it means is in `core.posts.refusals`.

    ``needed``: where a scope is missing, those of which one is needed, as Slack lists them.
    """

    reason: str
    needed: str = ""

    @property
    def meaning(self) -> Meaning:
        return meaning(self.reason)


@dataclass(eq=False)
class NotBefore(SlackError):
    """Nothing was posted; Slack may be asked again after ``seconds``. ``reason`` is a word of `core.posts.refusals`."""

    seconds: float
    reason: str = UNREACHABLE


@dataclass(eq=False)
class Unclear(SlackError):
    """Slack may have posted it, or not."""

    reason: str


class TooMuch(SlackError):
    """A conversation could not be read to its end, so that what was not found in it may be there."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Identity:
    """Whose token it is, and what it may do."""

    enterprise_id: str
    team_id: str
    scopes: frozenset[str]


class Slack:
    """Slack's Web API for one token."""

    def __init__(self, token: str, base_url: str, post_seconds: float = 10) -> None:
        self.base_url = base_url
        self._quick = _client(token, base_url, INTERACTIVE_SECONDS)
        self._patient = _client(token, base_url, int(post_seconds) or 1)
        self._own_address = urlsplit(base_url)[:2]
        self._answered_at: datetime | None = None
        self._scopes: frozenset[str] | None = None
        self._token = token

    @property
    def fingerprint(self) -> str:
        """What the token is known by where it is kept: 32 hexadecimal digits, from which it cannot be told."""
        return hashlib.sha256(f"roibot {self._token}".encode()).hexdigest()[:32]

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
        self._answered_at = _moment(str(_header(answer.headers, "date")))
        granted = str(_header(answer.headers, "x-oauth-scopes"))
        scopes = self._scopes = frozenset(scope.strip() for scope in granted.split(",") if scope.strip())
        return Identity(
            enterprise_id=answer.get("enterprise_id") or "",
            team_id=answer.get("team_id") or "",
            scopes=scopes,
        )

    def open_connection(self) -> None:
        """apps.connections.open: whether an app-level token may have a connection, which is not made."""
        self._call(self._quick, "apps.connections.open", {})

    def user(self, user_id: str) -> Mapping[str, Any]:
        """users.info with the locale."""
        user: Mapping[str, Any] = self._call(self._quick, "users.info", {"user": user_id, "include_locale": "true"})[
            "user"
        ]
        return user

    def users(self) -> Iterator[Mapping[str, Any]]:
        """users.list: everybody of the workspace, page by page."""
        yield from self._paged("users.list", {}, "members")

    def conversation(self, conversation: str) -> Mapping[str, Any]:
        """conversations.info. Raises `Refused` where the token may not ask, or Slack does not show it."""
        answer = self._call(self._quick, "conversations.info", {"channel": conversation})
        found: Mapping[str, Any] = answer.get("channel") or {}
        return found

    def members(self, conversation: str) -> Iterator[str]:
        """conversations.members: the ids of those in it, page by page."""
        yield from self._paged("conversations.members", {"channel": conversation}, "members")

    def open_view(self, trigger_id: str, view: Mapping[str, Any]) -> None:
        self._call(self._quick, "views.open", {"trigger_id": trigger_id, "view": view})

    def push_view(self, trigger_id: str, view: Mapping[str, Any]) -> None:
        self._call(self._quick, "views.push", {"trigger_id": trigger_id, "view": view})

    def update_view(self, view_id: str, view_hash: str, view: Mapping[str, Any]) -> None:
        """Only if nobody changed it meanwhile: a stale ``view_hash`` leaves the newer view as it is; none: whatever."""
        try:
            unchanged = {"hash": view_hash} if view_hash else {}
            self._call(self._quick, "views.update", {"view_id": view_id, "view": view, **unchanged})
        except Refused as refusal:
            if refusal.reason != "hash_conflict":
                raise

    def publish_home(self, user_id: str, view: Mapping[str, Any]) -> None:
        self._call(self._quick, "views.publish", {"user_id": user_id, "view": view})

    def post(self, conversation: str, message: Mapping[str, Any], key: str, *, patient: bool = True) -> str:
        """chat.postMessage, once; answers with the message's ts. ``key`` goes along as opaque metadata.

        Raises `Refused`, `NotBefore`, `Unclear`.
        """
        metadata = {"event_type": EVENT_TYPE, "event_payload": {"key": key}}
        body = {
            "channel": conversation,
            **message,
            "metadata": metadata,
            "unfurl_links": False,
            "unfurl_media": False,
            "link_names": False,
        }
        return str(self._call(self._patient if patient else self._quick, "chat.postMessage", body)["ts"])

    def find_posted(self, conversation: str, key: str, oldest: float) -> str | None:
        """The ts of the message with this ``key`` posted after ``oldest`` (Unix seconds); None if it is not there.

        Raises `TooMuch` where the conversation is longer than is read, and so proves nothing; and as `post`.
        """
        asked = {"channel": conversation, "oldest": f"{oldest:.6f}", "limit": 15, "include_all_metadata": "true"}
        for _ in range(MOST_PAGES):
            page = self._call(self._patient, "conversations.history", asked)
            if posted := next((m for m in page["messages"] if _key_of(m) == key), None):
                return str(posted["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor and not page.get("has_more"):
                return None
            if not cursor:
                raise TooMuch
            asked["cursor"] = cursor
        raise TooMuch

    def respond(self, response_url: str, message: Mapping[str, Any]) -> None:
        """Answers an interaction. Slack's hosts only (and that of ``SLACK_API_URL``), never through a redirect."""
        try:
            address = urlsplit(response_url)
        except ValueError as error:
            raise Refused(reason="foreign_response_url") from error
        own = address[:2] == self._own_address
        if not own and (address.scheme != "https" or address.netloc not in SLACK_HOSTS):
            raise Refused(reason="foreign_response_url")
        try:
            responder = self._responder_of_own if own else self._responder
            answer = responder.post(response_url, json=dict(message))
        except httpx.InvalidURL as error:
            raise Refused(reason="foreign_response_url") from error
        except httpx.HTTPError as error:
            raise _logged("response_url", Unclear(reason=type(error).__name__)) from error
        if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise _logged("response_url", Unclear(reason=f"http_{answer.status_code}"))
        if answer.status_code != httpx.codes.OK:
            raise _logged("response_url", Refused(reason=f"http_{answer.status_code}"))

    @cached_property
    def _responder(self) -> httpx.Client:
        return _http_client(trust_env=True)

    @cached_property
    def _responder_of_own(self) -> httpx.Client:
        """For the address of ``SLACK_API_URL``, which no proxy stands before."""
        return _http_client(trust_env=False)

    def _paged(self, method: str, asked: Mapping[str, Any], name: str) -> Iterator[Any]:
        cursor = ""
        while True:
            page = self._call(self._quick, method, {**asked, "limit": PAGE} | ({"cursor": cursor} if cursor else {}))
            yield from page[name]
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return

    def _call(self, client: WebClient, method: str, body: Mapping[str, Any]) -> SlackResponse:
        try:
            if method in READING:
                return client.api_call(method, http_verb="GET", params=dict(body))
            return client.api_call(method, json=dict(body))
        except SlackApiError as error:
            raise _logged(method, _refusal(error)) from error
        except (SlackRequestError, URLError, http.client.HTTPException, OSError) as error:
            raise _logged(method, _failure(error)) from error


class _Straight(HTTPRedirectHandler):
    """Follows no redirect: urllib would carry the token along, to any host."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


class _Client(WebClient):
    """The SDK's client with an opener of its own, for the SDK's follows redirects."""

    def _perform_urllib_http_request_internal(
        self,
        url: str,  # noqa: ARG002 - as the SDK calls it
        req: Request,
    ) -> dict[str, Any]:
        proxies = {"http": self.proxy, "https": self.proxy} if self.proxy else {}
        opener = build_opener(ProxyHandler(proxies), HTTPSHandler(context=self.ssl), _Straight)
        with opener.open(req, timeout=self.timeout) as response:
            body = response.read().decode(response.headers.get_content_charset() or "utf-8")
            return {"status": response.status, "headers": response.headers, "body": body}


def _key_of(message: Mapping[str, Any]) -> str | None:
    metadata = message.get("metadata") or {}
    ours = metadata.get("event_type") == EVENT_TYPE
    return (metadata.get("event_payload") or {}).get("key") if ours else None


def _client(token: str, base_url: str, seconds: int) -> WebClient:
    tls = certificates() if urlsplit(base_url).scheme == "https" else None
    client = _Client(token=token, base_url=base_url, timeout=seconds, ssl=tls, retry_handlers=[])
    client.proxy = _proxy(base_url)
    return client


def dead_token(error: SlackApiError) -> str:
    """Slack's word where it refuses a token that will never do; else nothing."""
    reason = _word(error.response, "error")
    return reason if meaning(reason) is Meaning.TOKEN or reason in ANOTHER_TOKEN else ""


def app_client(base_url: str) -> WebClient:
    """For what the app-level token opens, as Socket Mode's connections."""
    return _client("", base_url, APP_SECONDS)


@cache
def certificates() -> ssl.SSLContext:
    """Whom to trust. Read once: that takes ten times as long as the rest of an answer."""
    return ssl.create_default_context()


def _http_client(*, trust_env: bool) -> httpx.Client:
    """No connection is kept: one that Slack has closed meanwhile would lose an answer."""
    return httpx.Client(
        verify=certificates(),
        timeout=INTERACTIVE_SECONDS,
        follow_redirects=False,
        trust_env=trust_env,
        limits=httpx.Limits(max_keepalive_connections=0),
    )


def _proxy(base_url: str) -> str | None:
    """The environment's proxy, NO_PROXY honoured: the SDK by itself would send loopback through it too."""
    address = urlsplit(base_url)
    if not address.hostname or address.hostname in LOOPBACK or proxy_bypass(address.hostname):
        return None
    return getproxies().get(address.scheme)


def _header(headers: Mapping[str, Any], name: str) -> object:
    return next((value for key, value in headers.items() if key.lower() == name), "")


def _moment(header: str) -> datetime | None:
    try:
        return parsedate_to_datetime(header)
    except ValueError:
        return None


def _logged(method: str, error: SlackError) -> SlackError:
    """Every refusal is a line, without what was asked; who asks for the identity says by itself what came of it."""
    if method != "auth.test":
        structlog.get_logger().warning("slack_refused", method=method, error=str(error), kind=type(error).__name__)
    return error


def _refusal(error: SlackApiError) -> SlackError:
    response = error.response
    status = getattr(response, "status_code", 200)
    reason = _word(response, "error")
    if not WORD.fullmatch(reason):
        reason = ""
    if status == http.client.TOO_MANY_REQUESTS or meaning(reason) is Meaning.LIMITED:
        return NotBefore(seconds=_retry_after(response.headers), reason=RATE_LIMITED)
    if status >= http.client.INTERNAL_SERVER_ERROR or meaning(reason) is Meaning.UNCLEAR or not reason:
        return Unclear(reason=reason or f"http_{status}")
    return Refused(reason=reason, needed=_word(response, "needed"))


def _word(response: Any, name: str) -> str:
    data = getattr(response, "data", response)
    return str(data.get(name) or "") if isinstance(data, Mapping) else ""


def _retry_after(headers: Mapping[str, Any]) -> float:
    text = str(_header(headers, "retry-after"))
    return min(3600.0, max(1.0, float(text))) if text.isdigit() else 30.0


def _failure(error: Exception) -> SlackError:
    """A connection that never came about has sent nothing; any other break may have come too late."""
    cause = getattr(error, "reason", error)
    if isinstance(cause, (ConnectionRefusedError, socket.gaierror)):
        return NotBefore(seconds=30)
    return Unclear(reason=type(cause).__name__)
