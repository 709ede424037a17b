"""What the buttons under a digest ask: its week in full, or the eight weeks up to it, as who presses may see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.desk.desk import Desk
from bot.views.answers import AnswerView
from bot.views.digests import digest_answer
from bot.views.weeks import weeks_answer
from core.posts.asked_digests import AskedDigest
from core.posts.digests import DigestReport, digest_report
from core.posts.weeks import WeeksReport, weeks_report
from core.reports.answer_figures import Report
from core.reports.channel import channel_report
from core.reports.privacy import Veil
from core.reports.ranking import channel_ranking
from storage.totals import WorkspaceBooks

Seen = DigestReport | WeeksReport
Asked = tuple[Seen, Callable[..., AnswerView]]
"""The answer as values, and the view that shows it."""


def of_digest(books: WorkspaceBooks, asked: AskedDigest, *, veil: Veil) -> Asked:
    if asked.weeks:
        return weeks_report(books, asked.week, asked.channel, veil=veil), weeks_answer
    report = digest_report(books, asked.week, asked.channel, veil=veil)
    return report, lambda language, shown, _typed: digest_answer(language, shown)


def opened(desk: Desk, books: WorkspaceBooks, seen: Seen, *, veil: Veil) -> Report | None:
    """The report whose figures can be opened: of the same days, by channel. Nothing but *Details* needs it.

    Rows that the books would join otherwise are left out; None where nothing is left.
    """
    if seen.asked:
        report = channel_report(books, seen.asked, seen.period, desk.today, veil=veil)
        return report if report.key == seen.channel else None
    ranking = channel_ranking(books, seen.period, desk.today, veil=veil)
    if isinstance(seen, DigestReport) and {row.key for row in ranking.rows} != {row.key for row in seen.rows}:
        return replace(ranking, rows=())  # two weeks masked alike join other rows than one week alone
    return ranking
