"""Marks: the sign of each verdict with its words. A sign is never colour or shape alone: a word stands beside it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.language import Language, mark
from core.performance.performance import Row
from core.performance.verdicts import Verdict

PAYS, AHEAD, BEHIND, LOSES, WATCH, ASKED, ALERT = "▲", "△", "▽", "▼", "…", "?", "!"
EVERY = PAYS + AHEAD + BEHIND + LOSES + WATCH + ASKED + ALERT


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """``short``: the sign and a word that stand in a cell of a phone on one line; ``long``: the same in a sentence."""

    sign: str
    short: str
    long: str


MARKS = {
    Verdict.PAYS: Mark(sign=PAYS, short=mark("▲\u00a0pays"), long=mark("▲ pays")),
    Verdict.AHEAD: Mark(sign=AHEAD, short=mark("△\u00a0ahead"), long=mark("△ probably pays")),
    Verdict.BEHIND: Mark(sign=BEHIND, short=mark("▽\u00a0behind"), long=mark("▽ probably does not pay")),
    Verdict.LOSES: Mark(sign=LOSES, short=mark("▼\u00a0loses"), long=mark("▼ loses")),
    Verdict.OPEN: Mark(sign=WATCH, short=mark("…\u00a0open"), long=mark("… open")),
    Verdict.YOUNG: Mark(sign=WATCH, short=mark("…\u00a0early"), long=mark("… too early")),
    Verdict.IDLE: Mark(sign=ASKED, short=mark("?\u00a0idle"), long=mark("? idle")),
}
"""What serves all has no verdict and so no mark."""


def sign_of(row: Row) -> str:
    """``▲``; empty where the row has no verdict."""
    own = _of(row)
    return ALERT if row.alerted else own.sign if own else ""


def in_cell(language: Language, row: Row) -> str:
    """``▲ pays`` on one line; empty where the row has no verdict."""
    own = _of(row)
    if row.alerted:
        return language.say("!\u00a0alert")
    return language.say(own.short) if own else ""


def in_line(language: Language, row: Row) -> str:
    """``▲ pays``; empty where the row has no verdict."""
    own = _of(row)
    if row.alerted:
        return language.say("! alert since {day}", day=language.day(row.alerted))
    return language.say(own.long) if own else ""


def word_of(language: Language, verdict: Verdict) -> str:
    """The word of a verdict for where its sign stands elsewhere; every language has the sign first."""
    own = MARKS[verdict]
    return language.say(own.long).removeprefix(f"{own.sign} ")


def _of(row: Row) -> Mark | None:
    return None if row.overhead or row.judgement is None else MARKS.get(row.judgement.verdict)
