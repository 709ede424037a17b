"""Socket Mode: requests come over a connection that the bot opens, and are treated as those over HTTP.

The SDK keeps the connection. This module decides how soon a dead one is noticed, makes a start wait for Slack, and
answers a request in flight before the connection is closed. A request that comes once the program is to stop is left
alone: Slack sends it to another process, or tells the person.
"""

from __future__ import annotations

import logging
import threading
from functools import partial
from http.client import HTTPException
from typing import Any

import structlog
from slack_bolt import BoltRequest
from slack_bolt.adapter.socket_mode.internals import build_headers, send_response
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError, SlackClientNotConnectedError
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.app import Bot
from bot.clock import Clock
from bot.http.queues import OTHER_THREADS, THREADS, Queues
from bot.registry import needs_books
from bot.settings import SettingError
from bot.slack.answers import dead_token

PING_SECONDS = 1.0
"""Seconds between two pings.

The SDK gives a connection up after four without an answer, and looks as often: a dead one is noticed within six
seconds. Its own ten would leave the bot deaf for fifty.
"""
WAITING = 4 * (THREADS + OTHER_THREADS)
"""Requests whose answer is waited for: none is kept by the SDK, where its time would not yet count."""
TRY_SECONDS = 3.0
"""Seconds between two tries to be told where to connect to."""


class SocketMode:
    """The connection and the requests that come over it, from `start` to `stop`."""

    def __init__(self, bot: Bot, app_token: str, web: WebClient) -> None:
        self._bot = bot
        self._queues = Queues(bot)
        self._clock, self._metrics = bot.office.clock, bot.office.metrics
        self._metrics.with_socket()
        self._ended = threading.Event()
        self._client = _Client(
            self._clock,
            app_token=app_token,
            web_client=web,
            proxy=web.proxy,
            # The SDK's words tell addresses that are secrets, and say the same each second.
            logger=logging.getLogger("slack_sdk.socket_mode"),
            ping_interval=PING_SECONDS,
            concurrency=WAITING,
        )
        self._client.socket_mode_request_listeners.append(self._answer)

    def ask_for_address(self) -> None:
        """Asks where to connect to, before anything is promised. Raises `SettingError` where the token is refused.

        A Slack that cannot be reached is asked again later.
        """
        try:
            self._client.wss_uri = self._client.web_client.apps_connections_open(app_token=self._client.app_token)[
                "url"
            ]
        except SlackApiError as error:
            if reason := dead_token(error):
                raise SettingError(f"SLACK_APP_TOKEN is refused by Slack: {reason}.") from error
            structlog.get_logger().warning("slack_not_reached")
        except (SlackClientError, HTTPException, OSError):
            structlog.get_logger().warning("slack_not_reached")

    @property
    def connected(self) -> bool:
        return bool(self._client.is_connected())

    def start(self) -> None:
        """Begins to connect, and goes on until Slack can be reached."""
        threading.Thread(target=self._keep, name="socket", daemon=True).start()

    def stop(self) -> None:
        """Takes nothing new, waits for what is being answered, then closes the connection."""
        self._ended.set()
        client = self._client
        client.closed, client.auto_reconnect_enabled = True, False
        client.message_processor.shutdown()  # type: ignore[no-untyped-call]  # reason: the SDK has no annotation here
        # The workers before the connection: a request in flight is answered over it.
        client.message_workers.shutdown(wait=True)
        client.disconnect()

    def _keep(self) -> None:
        """Connects for the first time. Then the SDK does, and here it is only told how it is."""
        begun, was = False, "not known"
        while not self._ended.is_set():
            begun = begun or self._begin()
            if was != (now := str(self._client.session_id()) if self.connected else ""):
                self._tell(bool(now))
                was = now
            self._ended.wait(PING_SECONDS if begun else TRY_SECONDS)

    def _begin(self) -> bool:
        try:
            self._client.connect()
        except (SlackClientError, HTTPException, OSError):
            return False
        return True

    def _tell(self, connected: bool) -> None:
        self._metrics.socket.set(connected)
        log = structlog.get_logger()
        if connected:
            log.info("socket_connected")
        else:
            log.warning("socket_not_connected")

    def _answer(self, client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        """Answers one request, in a thread of the SDK's."""
        if self._bot.office.stopping.asked:
            return
        received = self._clock.monotonic()
        payload = request.payload if isinstance(request.payload, dict) else {}
        response = self._queues.answer_here(partial(_read, request), books=needs_books(payload))
        try:
            send_response(client, request, response, received)
        except SlackClientNotConnectedError:
            structlog.get_logger().warning("answer_not_shown", reason="the connection was lost")


def _read(request: SocketModeRequest) -> BoltRequest:
    return BoltRequest(mode="socket_mode", body=request.payload, headers=build_headers(request))


class _Client(SocketModeClient):
    """The SDK's client, to which a connection counts as alive once it is made.

    The SDK itself would wait for ever for the first answer to a ping.
    """

    def __init__(self, clock: Clock, **told: Any) -> None:
        super().__init__(**told)
        self._clock = clock
        self._not_before = 0.0

    def connect(self) -> None:
        super().connect()
        session: Any = self.current_session
        if session.last_ping_pong_time is None:
            session.last_ping_pong_time = self._clock.real().timestamp()

    def issue_new_wss_url(self) -> str:
        """Asks for a new address, at most every few seconds.

        The SDK would ask with each ping, also of a Slack that is down, or refuses.
        """
        now = self._clock.monotonic()
        if now < self._not_before:
            raise SlackClientNotConnectedError("asked a moment ago")
        self._not_before = now + TRY_SECONDS
        address = super().issue_new_wss_url()
        self._not_before = now
        return address
