"""The table: a row for each fault, of whose processes and words each is said apart only where that is not alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta

from tests.faults.house import TICK
from tests.faults.lives import Life

HEADINGS = (
    "fault",
    "process",
    "posted",
    "its owner was told",
    "`tick` says (exit status)",
    "log",
    "/metrics",
    "`/roi digest`",
)
THE_WORD = "WORD"


def table(lives: Sequence[Life]) -> Iterator[str]:
    """In Markdown. The log and /metrics are those of `serve` and `socket` where these are in the row."""
    yield _row(HEADINGS)
    yield _row(["---"] * len(HEADINGS))
    for (name, posted, told, listed), alike in _alike(lives).items():
        words = ", ".join(sorted({life.fault.word for life in alike}))
        processes = list(dict.fromkeys(life.process for life in alike))
        ticking = [life for life in alike if life.process == TICK]
        living = [life for life in alike if life.process != TICK] or ticking
        said = [_ticks(ticking), _logs(living), _counts(living)]
        named = f"{name}: {words}" if words else name
        yield _row([named, ", ".join(processes), posted, told, *said, listed])


def _alike(lives: Sequence[Life]) -> dict[tuple[str, ...], list[Life]]:
    """What is to be alike in a row -> all of whom it is true."""
    rows: defaultdict[tuple[str, ...], list[Life]] = defaultdict(list)
    for life in lives:
        posted, told = " and ".join(_when(life)) or "never", ", ".join(life.told) or "nothing"
        listed = _worded(f"“{life.meanwhile}”, then “{life.afterwards}”", life)
        rows[life.fault.name, posted, told, listed].append(life)
    return rows


def _ticks(lives: Sequence[Life]) -> str:
    return _each([_worded(f"{said} ({status})", life) for life in lives for status, said in life.ticks])


def _logs(lives: Sequence[Life]) -> str:
    return _each([_worded(line, life) for life in lives for line in life.log])


def _counts(lives: Sequence[Life]) -> str:
    return _each([f"owed {life.owed}, then {life.counts or 'all 0'}" for life in lives])


def _when(life: Life) -> Iterator[str]:
    for after, text in zip(life.posted, life.digests, strict=True):
        yield f"after {_span(after)}, as delayed" if "Late: " in text else "in time"


def _span(span: timedelta) -> str:
    hours, minutes = divmod(round(span.total_seconds() / 60), 60)
    return f"{hours} h {minutes:02d} min"


def _each(lines: Sequence[str]) -> str:
    return "; ".join(dict.fromkeys(lines)) or "—"


def _worded(text: str, life: Life) -> str:
    return text.replace(life.fault.word, THE_WORD) if life.fault.word else text


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
