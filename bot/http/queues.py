"""Queues: requests wait for a thread, those that need the books apart from those that need none, and none for ever.

A request still waiting when its time is over is answered from the event loop and then never begun (R-25). One that has
begun ends by itself, as every wait on the database is measured by the same attempt. Where it does not (Slack hangs, the
server has vanished), it is answered a moment later that nobody knows yet, before Slack gives up after three seconds.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from urllib.parse import parse_qsl

import structlog
from slack_bolt import BoltRequest, BoltResponse

from bot.app import Bot
from bot.desk.errors import Translator
from bot.monitoring.metrics import LATE, kind_of, outcome_of
from bot.registry import EVENTS, HELP_ACTIONS, needs_books
from core.setup.command_words import Command, keys_of
from storage import attempts
from storage.attempts import Attempt

THREADS, OTHER_THREADS = 40, 8
"""The threads for what needs the books, and for what does not."""

GRACE_SECONDS = 0.4
"""Seconds that work which has begun gets to come to its own end."""

SENSELESS = (ValueError, RecursionError, TypeError, AttributeError, LookupError)
"""What is raised by reading a payload of another shape than Slack's."""

READ_BY_BOLT = frozenset({b"content-type", b"x-slack-retry-num", b"x-slack-retry-reason"})
_NAMES_HELP = re.compile(
    rf"&text=[+]*(?i:{'|'.join(sorted(keys_of(Command.HELP)))})"
    rf"|%22action_id%22%3A[+]?%22(?:{'|'.join(HELP_ACTIONS)})%22".encode()
)
"""Bytes without which no command and no button asks for help; of all others the body is not read twice."""
_EVENT_WITH_BOOKS = re.compile("|".join(EVENTS).encode())

Headers = list[tuple[bytes, bytes]]


@dataclass(kw_only=True)
class Asked:
    """A request on its way. ``read`` makes what Bolt takes of it; ``books``: whether it needs the database.

    ``kind`` and ``outcome`` are noted by whoever answers it, for the metrics.
    """

    attempt: Attempt
    read: Callable[[], BoltRequest | None]
    books: bool
    kind: str = "other"
    outcome: str = "not_understood"


class Queues:
    """The two pools of threads, made with the server."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._translator = Translator(bot.office)
        self._seconds = bot.office.database.limits.seconds
        self._clock, self._metrics = bot.office.clock, bot.office.metrics
        # Two pools: when the database hangs, its threads are all held up, and help must still be answered.
        self._threads = ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix="slack")
        self._others = ThreadPoolExecutor(max_workers=OTHER_THREADS, thread_name_prefix="other")

    async def answer(self, headers: Headers, body: bytes, received: float) -> BoltResponse:
        """The answer of Bolt to a request over HTTP, or what is said instead.

        ``received``: when, by the monotonic clock.
        """
        asked = Asked(
            attempt=attempts.within(self._seconds),
            read=partial(_request, headers, body),
            books=not needs_no_books(body),
        )
        response = await self._answer(asked)
        self._metrics.answered(asked.kind, asked.outcome, self._clock.monotonic() - received)
        return response

    def answer_here(self, read: Callable[[], BoltRequest | None], *, books: bool) -> BoltResponse:
        """The answer to a request over Socket Mode, for a thread that waits."""
        received = self._clock.monotonic()
        asked = Asked(attempt=attempts.within(self._seconds), read=read, books=books)
        work = self._begin(asked)
        response = self._waited(work) or self._instead(asked, begun=not work.cancelled())
        self._metrics.answered(asked.kind, asked.outcome, self._clock.monotonic() - received)
        return response

    def _begin(self, asked: Asked) -> Future[BoltResponse]:
        threads = self._threads if asked.books else self._others
        return threads.submit(self._work, asked)

    def _waited(self, work: Future[BoltResponse]) -> BoltResponse | None:
        """Waits for the answer; None where the time is over: what has not begun by then never will."""
        try:
            return work.result(self._seconds)
        except TimeoutError:
            # Cancelled is certain: the pool never starts it, so "nothing was saved" is true. Only what runs already is
            # waited for.
            if work.cancel():
                return None
        with suppress(TimeoutError):
            return work.result(GRACE_SECONDS)
        return None

    async def _answer(self, asked: Asked) -> BoltResponse:
        loop = asyncio.get_running_loop()
        answered: asyncio.Future[BoltResponse | None] = loop.create_future()
        work = self._begin(asked)
        work.add_done_callback(partial(_tell, loop, answered))
        timer = loop.call_later(self._seconds, _give_up, loop, answered, work)
        try:
            return await answered or self._instead(asked, begun=not work.cancelled())
        finally:
            timer.cancel()

    def _work(self, asked: Asked) -> BoltResponse:
        """Hands the request to Bolt.

        What is signed and still cannot be read is nothing the bot knows: 400, never 500.
        """
        try:
            if request := asked.read():
                asked.kind = kind_of(request.body)
                with attempts.attempting(asked.attempt):
                    response = self._bot.bolt.dispatch(request)
                asked.outcome = outcome_of(request.context, response.status)
                self._afterwards(request, asked.attempt)
                return response
        except SENSELESS as error:
            # What a listener raises is answered by bot.desk.errors; here it was the payload's own shape.
            structlog.get_logger().warning("payload_not_understood", error=type(error).__name__)
        return BoltResponse(status=HTTPStatus.BAD_REQUEST, body="")

    def _afterwards(self, request: BoltRequest, attempt: Attempt) -> None:
        """Begins what is left to do, in a thread of its own, so that the answer does not wait for it."""
        work = self._bot.afterwards(request, attempt.outcome)
        if work:
            self._threads.submit(self._within_limits, work).add_done_callback(_log_failure)

    def _within_limits(self, work: Callable[[], None]) -> None:
        with attempts.attempting(attempts.within(self._seconds)):
            work()

    def _instead(self, asked: Asked, *, begun: bool) -> BoltResponse:
        """The words in the place of an answer that comes too late.

        What must be said by a call to Slack is said by a thread.
        """
        try:
            request = asked.read()
        except SENSELESS:
            request = None
        if request is None:
            return BoltResponse(status=HTTPStatus.BAD_REQUEST, body="")
        asked.kind, asked.outcome = kind_of(request.body), LATE
        answer = self._translator.too_late(request, asked.attempt, begun=begun)
        if answer.beside:
            self._others.submit(answer.beside)
        return answer.response


def needs_no_books(body: bytes) -> bool:
    """Whether a request is answered without the database, as far as its bytes tell: help, and events of no use."""
    if body.startswith(b"{"):
        return not _EVENT_WITH_BOOKS.search(body)
    fields = b"&" + body  # so that each begins alike, which is found ten times as fast
    return bool(_NAMES_HELP.search(fields)) and _asks_for_help(body)


def _asks_for_help(body: bytes) -> bool:
    """Whether it is read as a request that needs no books; a button of help also stands beside those that do."""
    try:
        fields = dict(parse_qsl(body.decode()))
        return not needs_books(json.loads(fields["payload"]) if "payload" in fields else fields)
    except SENSELESS:
        return False


def _request(headers: Headers, body: bytes) -> BoltRequest | None:
    """The request as Bolt takes it; None where the payload is no object.

    Raises what a senseless payload makes Bolt raise.
    """
    # Only what Bolt reads, so that no header of a stranger's reaches it, or a log.
    kept: Mapping[str, str] = {
        name.decode(): value.decode("latin-1") for name, value in headers if name in READ_BY_BOLT
    }
    request = BoltRequest(body=body.decode(), query="", headers=dict(kept))
    return request if isinstance(request.body, dict) else None


def _log_failure(future: Future[None]) -> None:
    """Nobody waits for its result, so what it raises would be seen by nobody."""
    if not future.cancelled() and (error := future.exception()):
        structlog.get_logger().error("afterwards_failed", error=type(error).__name__, exc_info=error)


def _tell(
    loop: asyncio.AbstractEventLoop, answered: asyncio.Future[BoltResponse | None], future: Future[BoltResponse]
) -> None:
    """Hands a result over from a thread. What ends after the program's loop had its answer already."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(_hand_over, answered, future)


def _hand_over(answered: asyncio.Future[BoltResponse | None], future: Future[BoltResponse]) -> None:
    if not answered.done():
        if future.cancelled():
            answered.set_result(None)
        elif error := future.exception():
            answered.set_exception(error)
        else:
            answered.set_result(future.result())


def _give_up(
    loop: asyncio.AbstractEventLoop, answered: asyncio.Future[BoltResponse | None], work: Future[BoltResponse]
) -> None:
    """Cancels work that has not begun, and gives work that has a little longer."""
    if not work.cancel() and not answered.done():
        loop.call_later(GRACE_SECONDS, _answer_nothing, answered)


def _answer_nothing(answered: asyncio.Future[BoltResponse | None]) -> None:
    if not answered.done():
        answered.set_result(None)
