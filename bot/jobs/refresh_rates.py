"""The refresh of rates: the European Central Bank's file over the network, and when the running bot asks for it."""

from __future__ import annotations

import errno
from datetime import date, datetime, timedelta

import httpx
import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.reference.ecb import LARGEST, Shipped, newer_in
from core.money.exchange import behind
from storage import exchange
from storage.database import Database

SECONDS = 10
"""Seconds to connect, and between two parts of the answer."""
LONGEST_SECONDS = 60
"""Seconds for all of it."""
EVERY = timedelta(hours=6)


class Refreshing:
    """Takes in newer rates: at most one try in six hours, and only where a working day is missing.

    A try that fails is told in the log, and nothing else stops for it. Without an address nothing is tried.
    """

    def __init__(self, database: Database, clock: Clock, url: str) -> None:
        self._database = database
        self._clock = clock
        self._url = url
        self._tried: datetime | None = None
        self._shipped: date | None = None

    def __call__(self) -> None:
        """Tries once more, if it is time."""
        now = self._clock.real()
        if not self._url or (self._tried and now - self._tried < EVERY):
            return
        log = structlog.get_logger()
        try:
            if problem := self._refresh(now):
                log.info("rates_refreshed", newest=problem.isoformat())
        except (OSError, SQLAlchemyError) as error:
            log.warning("rates_not_refreshed", error=type(error).__name__, reason=_reason(error))

    def _refresh(self, now: datetime) -> date | None:
        """Answers with the newest day there is now; None where nothing had to be done."""
        shipped = self._shipped = self._shipped or Shipped().last
        with self._database.reading() as connection:
            newest = exchange.newest(connection) or shipped
        if not behind(max(newest, shipped), now.date()):
            return None
        # Before the download: one that fails counts as a try, or each tick would ask the bank again.
        self._tried = now
        quotes = newer_in(download(self._url, self._clock), shipped, self._url)
        with self._database.writing() as connection:
            exchange.publish(connection, quotes)
        return max(quotes, default=shipped)


def download(url: str, clock: Clock) -> bytes:
    """The content at ``url``, and nowhere else: no redirect is followed. Raises ``OSError`` with a sentence."""
    ends = clock.monotonic() + LONGEST_SECONDS
    content = bytearray()
    try:
        with httpx.stream("GET", url, timeout=SECONDS, follow_redirects=False) as answer:
            if answer.status_code != httpx.codes.OK:
                raise _unusable(url, f"it answered with status {answer.status_code}")
            for part in answer.iter_bytes():
                content += part
                if len(content) > LARGEST:
                    raise _unusable(url, "it sends more than the bank's file can have")
                # httpx bounds each read, not the whole: a byte every nine seconds would hold this thread for ever.
                if clock.monotonic() > ends:
                    raise _unusable(url, f"it takes longer than {LONGEST_SECONDS} seconds")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise _unusable(url, f"it cannot be reached ({type(error).__name__})") from error
    return bytes(content)


def _unusable(url: str, text: str) -> OSError:
    return OSError(errno.EIO, text, url)


def _reason(error: Exception) -> str:
    return error.strerror or "" if isinstance(error, OSError) else ""
