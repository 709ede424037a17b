"""The answer on cohorts: what came of the money of each month, by the day of first contact."""

from __future__ import annotations

from bot.language import Language
from bot.views import words
from bot.views.answer_buttons import log_buttons, share_button
from bot.views.blocks import Block, message, paragraph, rows
from bot.views.maturity import mature
from bot.views.reports import nothing_logged
from core.reports.cohorts import CohortReport, CohortRow

MOST_MONTHS = 24


def cohorts_answer(language: Language, report: CohortReport, typed: str) -> Block:
    """A line a month, the latest last; which of them are not mature yet, and what that means."""
    if not report.rows:
        return message(_title(language, report), [nothing_logged(language, new=False)], log_buttons(language))
    listed = report.rows[-MOST_MONTHS:]
    lines = words.more(language, len(report.rows) - len(listed)) + [_line(language, row) for row in listed]
    parts = [
        paragraph(words.roi_line(language, report.total), bold=True),
        rows(lines, heading=language.say("By month of first contact")),
        *mature(language, report.mature_through),
        paragraph(
            language.say(
                "Cost stays in the month it was spent. Return counts in the month of its first contact, "
                "whenever it was booked."
            )
        ),
    ]
    return message(_title(language, report), parts, (share_button(language, typed), *log_buttons(language)))


def _title(language: Language, report: CohortReport) -> str:
    period = language.period(report.period)
    if report.campaign is None:
        return language.say("Cohorts · {period}", period=period)
    return language.say("Cohorts · {campaign} · {period}", campaign=report.campaign.name, period=period)


def _line(language: Language, row: CohortRow) -> str:
    text = f"{language.period(row.month)}: {words.roi_line(language, row.total)}"
    return text if row.mature else f"{text} · " + language.say("so far")
