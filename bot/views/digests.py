"""The weekly digest: the last whole week, beside the week before, with what is missing."""

from __future__ import annotations

from bot.language import Language
from bot.views import recommendations, words
from bot.views.blocks import (
    Block,
    Paragraph,
    message,
    paragraph,
    rows,
)
from bot.views.completeness import complete, verdicts_or_wait
from bot.views.delays import with_delay
from bot.views.gaps import without_channel
from bot.views.maturity import mature
from bot.views.reports import MOST_ROWS, headline, labels, row_text
from bot.views.restatements import restated, restated_mark
from bot.views.targets import digest_targets
from core.performance.performance import Row
from core.posts.digests import DigestReport


def digest_post(language: Language, report: DigestReport, *, delayed: bool, waited: str = "") -> Block:
    """The last whole week: the total and each channel, the week before, and the gaps. An empty week is one line.

    ``waited``: why Slack did not take it at first; a reason of `core.posts.refusals`.
    """
    title = _title(language, report)
    if report.total.empty:
        nothing = [paragraph(language.say("Nothing was logged in this week.")), *restated(language, report.restated)]
        return with_delay(language, message(title, nothing), delayed, waited)
    parts = [
        headline(language, report.total, report.excess),
        *complete(language, report),
        *labels(language, report.total),
        paragraph(_against(language, report), heading=language.say("Compared with the week before")),
        *_channel_rows(language, report),
        *mature(language, report.mature_through),
        *digest_targets(language, report.targets, report.names),
        *_extremes(language, report),
        *restated(language, report.restated),
        *_gaps(language, report),
    ]
    return with_delay(language, message(title, parts), delayed, waited)


def _title(language: Language, report: DigestReport) -> str:
    period = language.period(report.period)
    if not report.channel:
        return language.say("Weekly digest · {period}", period=period)
    name = words.channel(language, report.channel, report.names)
    return language.say("Weekly digest · {channel} · {period}", channel=name, period=period)


def _against(language: Language, report: DigestReport) -> str:
    """This week beside the one before, which is marked where it was restated."""
    mark = restated_mark(language) if report.before_restated else ""
    return f"{_this_week(language, report)}\n{_week_before(language, report)}{mark}"


def _this_week(language: Language, report: DigestReport) -> str:
    results = words.results(language, report.total, report.names) or language.say("no conversions")
    return f"{language.period(report.period)}: {results}"


def _week_before(language: Language, report: DigestReport) -> str:
    if report.before.empty:
        return language.say("The week before: nothing was logged.")
    line = words.roi_line(language, report.before)
    results = words.results(language, report.before, report.names)
    return language.say("The week before: {line}", line=f"{line} · {results}" if results else line)


def _channel_rows(language: Language, report: DigestReport) -> list[Paragraph]:
    lines = [_channel_row(language, report, row) for row in report.rows[:MOST_ROWS]]
    lines += words.more(language, len(report.rows) - MOST_ROWS)
    if not lines:
        return []
    return [rows(lines, heading=language.say("By channel, greatest loss first"))]


def _named(language: Language, report: DigestReport) -> dict[str, str]:
    """Key -> name of each channel with a row."""
    return {row.key: words.channel(language, row.key, report.names) for row in report.rows}


def _extremes(language: Language, report: DigestReport) -> list[Paragraph]:
    lines = recommendations.extremes(language, _named(language, report), report.extremes)
    return verdicts_or_wait(language, lines, report.completeness)


def _channel_row(language: Language, report: DigestReport, row: Row) -> str:
    text = row_text(language, words.channel(language, row.key, report.names), row, report.names)
    before = report.rows_before.get(row.key)
    if before is None:
        return text
    return f"{text}\n" + language.say("before: {line}", line=words.roi_line(language, before))


def _gaps(language: Language, report: DigestReport) -> list[Paragraph]:
    lines = []
    if report.without_channel:
        lines.append(without_channel(language, report.without_channel))
    if report.no_cost:
        named = ", ".join(words.category(language, category.value) for category in report.no_cost)
        lines.append(language.say("No cost logged in: {categories}.", categories=named))
    return [paragraph("\n".join(lines), heading=language.say("What is missing"))] if lines else []
