"""Metrics in words: what is not money, beside ROI, the receipts, and what an undo took back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.language import Language, mark
from bot.views import words
from bot.views.blocks import Block, Paragraph, button, message, paragraph, rows
from bot.views.ticked import ticked
from core.ledger.metrics import LEVEL, LoggedMetric, Measured, Metric, MetricKind

METRICS = {
    MetricKind.REACH: mark("Reach"),
    MetricKind.IMPRESSIONS: mark("Impressions"),
    MetricKind.CLICKS: mark("Clicks"),
    MetricKind.LIKES: mark("Likes"),
    MetricKind.FOLLOWERS: mark("Followers"),
}
PRICES = {
    MetricKind.REACH: mark("ad spend {money} per thousand reached"),
    MetricKind.IMPRESSIONS: mark("ad spend {money} per thousand impressions"),
    MetricKind.CLICKS: mark("ad spend {money} per click"),
    MetricKind.LIKES: mark("ad spend {money} per like"),
}
MOST_LINES = 20


def beside_roi(language: Language, counted: Sequence[Measured]) -> list[Paragraph]:
    """A line a metric; empty where none was counted."""
    lines = [_measured_line(language, one) for one in counted]
    return [rows(lines, heading=_heading(language))] if lines else []


def by_channel(
    language: Language, every: Mapping[str, Sequence[Measured]], names: Mapping[str, str]
) -> list[Paragraph]:
    """A line a metric and channel, with the channel first."""
    lines = [
        f"{words.channel(language, channel, names)} · {_measured_line(language, one)}"
        for channel, counted in every.items()
        for one in counted
    ]
    left = len(lines) - MOST_LINES
    rest = [language.say_n("and {n} more", "and {n} more", left)] if left > 0 else []
    return [rows(lines[:MOST_LINES] + rest, heading=_heading(language))] if lines else []


def metric_line(language: Language, fact: Metric, names: Mapping[str, str]) -> str:
    """A line as ``Clicks: 1,500 · LinkedIn · campaign-q3 · 3 Aug 2026``."""
    return " · ".join(_metric_parts(language, fact, names))


def _metric_parts(language: Language, fact: Metric, names: Mapping[str, str]) -> list[str]:
    parts = [f"{kind_name(language, fact.kind)}: {language.count(fact.count)}"]
    parts.append(words.channel(language, fact.channel, names))
    if fact.campaign:
        parts.append(words.campaign(language, fact.campaign, names))
    return [*parts, language.day(fact.day)]


def kind_name(language: Language, kind: MetricKind) -> str:
    return language.say(METRICS[kind])


def receipt(language: Language, logged: LoggedMetric, names: Mapping[str, str], *, changed: bool = False) -> Block:
    """The receipt, with *Undo* and the next form. ``changed``: it was saved already, and says other things now."""
    details = [language.say("Shown next to ROI, and never part of it.")]
    if changed:
        details.append(
            language.say(
                "This form was saved already (as above), without your later changes. Undo it and log it again."
            )
        )
    parts = _metric_parts(language, logged.fact, names)
    another = button(language.say("Log another"), "log_metric", "-")
    saved = language.say("{what} logged", what=parts[0])
    return ticked(language.say("Logged"), saved, parts, details, (), (_undo_button(language, logged), another))


def taken_back(language: Language, reversal: LoggedMetric, names: Mapping[str, str]) -> Block:
    """What an undo took back, with *Redo*."""
    redo = button(language.say("Redo"), "redo_metric", str(reversal.id))
    return _turned(language, language.say("Undone"), reversal, names, redo)


def put_back(language: Language, logged: LoggedMetric, names: Mapping[str, str]) -> Block:
    return _turned(language, language.say("Restored"), logged, names, _undo_button(language, logged))


def _turned(language: Language, label: str, logged: LoggedMetric, names: Mapping[str, str], way_back: Block) -> Block:
    parts = _metric_parts(language, logged.fact, names)
    return ticked(label, f"{label}: {parts[0]}", parts, (), (), (way_back,))


def ask_undo(language: Language, logged: LoggedMetric, names: Mapping[str, str]) -> Block:
    """The question before a metric older than a day is taken back."""
    text = language.say("This was logged more than 24 hours ago. Figures already shared will change.")
    sure = button(language.say("Undo"), "undo_metric_sure", str(logged.id), style="danger")
    return message(language.say("Undo this entry?"), [_line(language, logged, names), paragraph(text)], (sure,))


def _line(language: Language, logged: LoggedMetric, names: Mapping[str, str]) -> Paragraph:
    return paragraph(metric_line(language, logged.fact, names), bold=True)


def _undo_button(language: Language, logged: LoggedMetric) -> Block:
    return button(language.say("Undo"), "undo_metric", str(logged.id))


def _heading(language: Language) -> str:
    return language.say("Reach and reactions")


def _measured_line(language: Language, measured: Measured) -> str:
    text = f"{kind_name(language, measured.kind)}: {language.count(measured.count)}"
    more = _price(language, measured)
    return f"{text} · {more}" if more else text


def _price(language: Language, measured: Measured) -> str:
    if measured.kind is LEVEL:
        return language.say("last count")
    return language.say(PRICES[measured.kind], money=language.money(measured.price)) if measured.price else ""
