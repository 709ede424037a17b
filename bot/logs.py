"""Logs: one JSON line each on standard error. No payload, no figure and no secret goes in."""

from __future__ import annotations

import logging
import sys

import structlog
from structlog.typing import EventDict, Processor

NOISY = ("slack_sdk", "slack_bolt", "httpx", "httpcore", "alembic", "uvicorn.access")
"""Libraries that at DEBUG or INFO would tell message texts, addresses that are secrets, or nothing of use."""


def configure(level: str) -> None:
    """Sets up both our logger and the standard one."""
    number = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    lines = logging.StreamHandler(sys.stderr)
    lines.setFormatter(_json_lines())
    logging.basicConfig(level=max(number, logging.INFO), handlers=[lines])
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # below, a line for each tick that another is still at
    logging.getLogger("slack_sdk").setLevel(logging.CRITICAL)  # at ERROR it tells bodies it could not read
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)  # below, a line for whatever a stranger sends
    logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)  # a trace for each connection that is lost
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        processors=[*_SAID_OF_ALL, *_PUT_IN_WORDS],
    )


def _json_lines() -> logging.Formatter:
    """The format of what libraries say: the same lines as ours."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*_SAID_OF_ALL, structlog.stdlib.add_logger_name],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_PUT_IN_WORDS],
    )


def _first_lines(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Keeps of each error its first line: in those below it PostgreSQL quotes the row, and pydantic what was typed."""
    for raised in event.get("exception") or ():
        raised["exc_value"] = str(raised["exc_value"]).partition("\n")[0]
        raised["exc_notes"] = []
    return event


_SAID_OF_ALL: tuple[Processor, ...] = (
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)
_PUT_IN_WORDS: tuple[Processor, ...] = (
    structlog.processors.ExceptionRenderer(structlog.tracebacks.ExceptionDictTransformer(show_locals=False)),
    _first_lines,
    structlog.processors.JSONRenderer(),
)
