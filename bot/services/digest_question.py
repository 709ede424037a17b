"""What the buttons under a digest ask: its week in full, or the eight weeks up to it, as who presses may see it."""

from __future__ import annotations

from collections.abc import Callable

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
from core.reports.ranking import channel_ranking
from storage.totals import WorkspaceBooks

Asked = tuple[Report, Callable[[Language, Report, str], AnswerView]]
"""The report whose figures can be opened, and the view that shows the answer."""


def of_digest(desk: Desk, books: WorkspaceBooks, asked: AskedDigest, *, veil: Veil) -> Asked:
    if asked.weeks:
        weeks = weeks_report(books, asked.week, asked.channel, veil=veil)
        figures = _figures(desk, books, weeks.period, asked.channel, veil)
        return figures, lambda language, _figures, typed: weeks_answer(language, weeks, typed)
    report = digest_report(books, asked.week, asked.channel, veil=veil)
    figures = _figures(desk, books, asked.week, asked.channel, veil)
    return figures, lambda language, _figures, _typed: digest_answer(language, report)


def _figures(desk: Desk, books: WorkspaceBooks, period: Period, channel: str, veil: Veil) -> Report:
    if channel:
        return channel_report(books, channel, period, desk.today, veil=veil)
    return channel_ranking(books, period, desk.today, veil=veil)
