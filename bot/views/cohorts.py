"""The answer on cohorts: what came of the money of each month, by the day of first contact."""

from __future__ import annotations

from bot.language import Language
from bot.views import words
from bot.views.answer_buttons import log_buttons, share_button
from bot.views.answers import AnswerView, FirstView, Line
from bot.views.blocks import paragraph, rows
from bot.views.maturity import mature
from bot.views.reports import nothing_logged
from core.reports.cohorts import CohortReport, CohortRow

MOST_MONTHS = 24


def cohorts_answer(language: Language, report: CohortReport, typed: str) -> AnswerView:
    """A line a month, the latest last; which of them are not mature yet, and what that means."""
    title = _title(language, report)
    if not report.rows:
        nothing = nothing_logged(language, new=False)
        first = FirstView(verdict=[Line(text=nothing)])
        return AnswerView(title=title, first=first, said=[paragraph(nothing)], buttons=log_buttons(language))
    listed = report.rows[-MOST_MONTHS:]
    lines = words.more(language, len(report.rows) - len(listed)) + [_line(language, row) for row in listed]
    parts = [
        rows(lines, heading=language.say("By month of first contact")),
        *mature(language, report.mature_through),
        paragraph(_meaning(language)),
    ]
    roi = words.roi_line(language, report.total)
    return AnswerView(
        title=title,
        first=FirstView(roi_line=roi, missing=parts),
        said=[paragraph(roi, bold=True), *parts],
        buttons=(share_button(language, typed), *log_buttons(language)),
    )


def _meaning(language: Language) -> str:
    return language.say(
        "Cost stays in the month it was spent. Return counts in the month of its first contact, whenever it was booked."
    )


def _title(language: Language, report: CohortReport) -> str:
    period = language.period(report.period)
    if report.campaign is None:
        return language.say("Cohorts · {period}", period=period)
    return language.say("Cohorts · {campaign} · {period}", campaign=report.campaign.name, period=period)


def _line(language: Language, row: CohortRow) -> str:
    text = f"{language.month(row.month)}: {words.roi_line(language, row.total)}"
    return text if row.mature else f"{text} · " + language.say("so far")
