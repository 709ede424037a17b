"""Advice: the answer to a question in words, made of the rankings that `/roi channels` and `/roi campaigns` show.

What to cut and where more is judged over the last 365 days, whatever period the lists are of (J-03).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from core.calendar.period_parser import splits
from core.calendar.period_words import fold
from core.calendar.periods import ALL, Period
from core.performance.performance import Performance
from core.plans.budgets import Spending
from core.plans.progress import Progress, progress_today
from core.reports.books import Books
from core.reports.campaign import spending_of
from core.reports.privacy import JOINT, Veil, sharers
from core.reports.ranking import Ranking, campaign_ranking, channel_ranking, masked_cells
from core.reports.year import Year, year_of
from core.setup.command_words import Command, command_of
from core.setup.names import slug
from core.setup.question_words import MONEY, QUESTIONS, Question, without_amount


@dataclass(frozen=True, kw_only=True, slots=True)
class Advice:
    """``channels`` and ``campaigns``: the lists, over the period asked; ``year``: the last
    365 days, by which advice is given. ``budgets``: campaign -> how far a running one's budget has come, and
    ``targets`` those of running ones; both only where budgets are asked about, and of none that shares a row.
    """

    question: Question
    channels: Ranking
    campaigns: Ranking
    year: Year
    budgets: Mapping[str, Spending]
    targets: tuple[Progress, ...]

    @property
    def period(self) -> Period:
        return self.campaigns.period

    @property
    def total(self) -> Performance:
        return self.campaigns.total

    @property
    def names(self) -> Mapping[str, str]:
        return self.campaigns.names

    @property
    def judged(self) -> bool:
        """Whether there is anything to judge by: a goal has a worth."""
        return any(row.judgement or row.alerted for row in self.year.rows)


def question_in(text: str, today: date) -> tuple[Question, Period | None] | None:
    """The question that ``text`` asks in words, and the period behind it, if any; None where it asks none."""
    if question := _question(text):
        return question, None
    for words, period in splits(text, today):
        if isinstance(period, Period) and (question := _question(words)):
            return question, period
    return None


def _question(text: str) -> Question | None:
    """*Which channel is best* asks for the best ones, and *cut costs* is to cut."""
    folded = fold(text).replace("’", "'").strip(" ?!")
    words = folded.split()
    plain = [word for word in (words[:-1] if words and words[-1] in MONEY else words) if not _is_listed(word)]
    return QUESTIONS.get(folded) or QUESTIONS.get(" ".join(plain)) or QUESTIONS.get(without_amount(" ".join(plain)))


def _is_listed(word: str) -> bool:
    """Whether the word only says of what the answer has a list."""
    return command_of(slug(word)) in (Command.CHANNELS, Command.CAMPAIGNS)


def advice(books: Books, question: Question, period: Period | None, today: date, *, veil: Veil) -> Advice:
    """The advice, its lists over ``period``, else over the last 365 days. ``veil``: as for channels."""
    year = year_of(books, today, veil=veil)
    lists = year.channels, year.campaigns
    if period:
        lists = channel_ranking(books, period, today, veil=veil), campaign_ranking(books, period, today, veil=veil)
    telling = _telling(books, year.campaigns, veil) if question is Question.BUDGET else frozenset()
    return Advice(
        question=question,
        channels=lists[0],
        campaigns=lists[1],
        year=year,
        budgets=_budgets(books, telling, today),
        targets=_targets(books, telling, today),
    )


def _budgets(books: Books, telling: Collection[str], today: date) -> dict[str, Spending]:
    campaigns = books.campaigns()
    every = {key: spending_of(books, campaigns[key], today) for key in sorted(telling)}
    return {key: spent for key, spent in every.items() if spent}


def _targets(books: Books, telling: Collection[str], today: date) -> tuple[Progress, ...]:
    running = [one for one in books.targets() if one.campaign in telling and one.start <= today <= one.end]
    return tuple(progress_today(books, target, today, ()) for target in running)


def _telling(books: Books, year: Ranking, veil: Veil) -> frozenset[str]:
    """The running campaigns that share no row, in the year or in all: a budget is of whatever was ever spent."""
    ever = {cell.channel for cell in masked_cells(books, "campaign", ALL, veil=veil)}
    shared = {key for row in ever | {row.key for row in year.rows} if JOINT in row for key in sharers(row)}
    return year.running - shared
