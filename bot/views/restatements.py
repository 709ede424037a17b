"""Restatements: months told before that have other figures now, a line each, with what moved and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.language import Language
from bot.views import words
from bot.views.blocks import Paragraph, rows
from core.money.money import Money
from core.reports.restatements import Change, Restatement

MOST_MONTHS = 12
ARROW = "→"


def restated(language: Language, restatements: Sequence[Restatement]) -> list[Paragraph]:
    """The lines on the months that have moved; empty without any."""
    lines = [_line(language, one) for one in restatements[-MOST_MONTHS:]]
    lines += words.more(language, len(restatements) - MOST_MONTHS)
    return [rows(lines)] if lines else []


def restated_mark(language: Language) -> str:
    """The mark behind the figures of a week that were others when they were posted."""
    return " · " + language.say("changed since")


def _line(language: Language, one: Restatement) -> str:
    """A line as ``Restated: March 2026: ROI 150.00% → -100.00% (1 refund)``, and under it what else moved."""
    month = language.long_month(one.month.start)
    why = _why(language, one.changes)
    after = words.roi(language, one.after)
    if one.masked:
        text = language.say("{month} changed: ROI now {roi} ({why})", month=month, roi=after, why=why)
        return f"{text}\n" + language.say("Part of it is one person’s cost: the amounts are for admins to see.")
    moved = f"{words.roi(language, one.before)} {ARROW} {after}"
    text = language.say("{month} changed: ROI {moved} ({why})", month=month, moved=moved, why=why)
    return "\n".join([text, *_parts(language, one)])


def _parts(language: Language, one: Restatement) -> list[str]:
    before, after = one.before, one.after
    parts = []
    if before.cost != after.cost:
        parts.append(language.say("cost {moved}", moved=_money(language, before.invested, after.invested)))
    if before.value != after.value:
        parts.append(language.say("return {moved}", moved=_money(language, before.returned, after.returned)))
    counts = [language.count(before.conversions), language.count(after.conversions)]
    if counts[0] != counts[1]:
        parts.append(language.say("conversions {moved}", moved=f" {ARROW} ".join(counts)))
    return [" · ".join(parts)] if parts else []


def _money(language: Language, before: Money, after: Money) -> str:
    return f"{language.money(before)} {ARROW} {language.money(after)}"


def _why(language: Language, changes: Mapping[Change, int]) -> str:
    return ", ".join(_changed(language, kind, count) for kind, count in changes.items())


def _changed(language: Language, kind: Change, count: int) -> str:
    if kind is Change.LATE:
        return language.say_n("{n} late entry", "{n} late entries", count)
    if kind is Change.REFUND:
        return language.say_n("{n} refund", "{n} refunds", count)
    if kind is Change.UNDO:
        return language.say_n("{n} entry undone", "{n} entries undone", count)
    return language.say_n("{n} entry restored", "{n} entries restored", count)
