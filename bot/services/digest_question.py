"""What the buttons under a digest ask: its week in full, or the eight weeks up to it, as who presses may see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.desk.desk import Desk
from bot.language import Language
from bot.views.answers import AnswerView
from bot.views.digests import digest_answer
from bot.views.weeks import weeks_answer
from core.calendar.periods import Period
from core.posts.asked_digests import AskedDigest
from core.posts.digests import digest_report
from core.posts.weeks import weeks_report
from core.reports.answer_figures import Report
from core.reports.channel import channel_report
from core.reports.privacy import Veil
from core.reports.ranking import Ranking, channel_ranking
from storage.totals import WorkspaceBooks

Asked = tuple[Report | None, Callable[[Language, Report | None, str], AnswerView]]
"""The report whose figures can be opened, if they are those of the answer, and the view that shows the answer."""


def of_digest(desk: Desk, books: WorkspaceBooks, asked: AskedDigest, *, veil: Veil) -> Asked:
    if asked.weeks:
        weeks = weeks_report(books, asked.week, asked.channel, veil=veil)
        figures = _figures(desk, books, weeks.period, asked.channel, weeks.channel, veil)
        return figures, lambda language, _figures, typed: weeks_answer(language, weeks, typed)
    report = digest_report(books, asked.week, asked.channel, veil=veil)
    figures = _figures(desk, books, asked.week, asked.channel, report.channel, veil)
    if isinstance(figures, Ranking) and {row.key for row in figures.rows} != {row.key for row in report.rows}:
        figures = replace(figures, rows=())  # two weeks masked alike join other rows than one week alone
    return figures, lambda language, _figures, _typed: digest_answer(language, report)


def _figures(desk: Desk, books: WorkspaceBooks, period: Period, channel: str, row: str, veil: Veil) -> Report | None:
    """``row``: the key of the row that the answer on ``channel`` is of; None where the books join other channels."""
    if not channel:
        return channel_ranking(books, period, desk.today, veil=veil)
    report = channel_report(books, channel, period, desk.today, veil=veil)
    return report if report.key == row else None
