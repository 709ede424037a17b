"""The words behind `/roi compare`: campaigns first, then periods, as people write them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from core.calendar.period_parser import split_period, splits, two_periods
from core.calendar.period_words import COMPARED_WITH, fold, near_words
from core.calendar.periods import Period
from core.reports.books import Books
from core.reports.comparisons import Comparison, asked, side_by_side, with_completeness, with_the_past
from core.reports.privacy import Veil
from core.setup.campaigns import Campaign, UnknownCampaign
from core.setup.names import alike

MOST = 2
"""Campaigns, and periods, of one comparison."""

Campaigns = Sequence[Campaign | None]
Periods = Sequence[Period | None]
"""The periods of a comparison. None: the one that goes without saying; among campaigns, the whole workspace."""


def comparison(books: Books, text: str, today: date, *, veil: Veil) -> Comparison:
    """The comparison ``text`` asks for: two campaigns, two periods, or one with its past; nothing: this month.

    ``veil``: what the reader may see of missing hours. Raises `UnknownCampaign`, and as `parse_period` does.
    """
    return with_completeness(books, _asked_for(books, text, today), today, veil=veil)


def _asked_for(books: Books, text: str, today: date) -> Comparison:
    campaigns, periods = _read(books, text, today)
    one, other = ((campaigns[n], periods[n]) for n in (0, -1))
    if one == other:
        return with_the_past(books, asked(books, *one, today), today)
    return side_by_side(books, asked(books, *one, today), asked(books, *other, today))


def _read(books: Books, text: str, today: date) -> tuple[Campaigns, Periods]:
    """One or two campaigns and periods. A campaign's name comes before a period: *Autumn 2026* may well be one."""
    periods: list[Period | None] = []
    while _trimmed(text.split()):
        if campaigns := _campaigns(books, text) or _campaigns(books, _trimmed(text.split())):
            return campaigns, periods or [None]
        if not periods and (both := two_periods(text, today)):
            text, *named = both
            periods = [*named]
            continue
        left, period = _parted(books, text, today) if len(periods) < MOST else (text, None)
        if period is None:
            raise _unknown(books, _trimmed(text.split()))
        periods.insert(0, period)
        text = left
    return [None], periods or [None]


def _parted(books: Books, text: str, today: date) -> tuple[str, Period | None]:
    """The longest period behind what is known, *Generation Z* and *july*; else the longest of all."""
    known = [
        (left, period) for left, period in splits(text, today) if isinstance(period, Period) and _campaigns(books, left)
    ]
    return max(known, key=lambda one: len(one[0]), default=None) or split_period(text, today)


def _campaigns(books: Books, text: str) -> Campaigns:
    """The one or two campaigns that the whole of ``text`` names, by key or by name; else none."""
    if whole := books.campaign(text):
        return [whole]
    for left, right in _halves(text):
        if (one := books.campaign(left)) and (other := books.campaign(right)):
            return [one, other]
    return ()


def _unknown(books: Books, text: str) -> UnknownCampaign:
    """The problem that names the half that is no campaign, where the other half is one."""
    behind = [right for left, right in _halves(text) if books.campaign(left)]
    before = [left for left, right in _halves(text) if books.campaign(right)]
    name = [*behind, *before, text][0]
    return UnknownCampaign(name=name, alike=(*alike(name, books.campaigns()), *near_words(name))[:3])


def _halves(text: str) -> list[tuple[str, str]]:
    """Every way to part the words in two, a *vs* or *to* between them or not; it may belong to either as well."""
    words = text.split()
    parted = [(words[:n], words[n:]) for n in range(1, len(words))]
    joined = [(left, right[1:]) for left, right in parted if len(right) > 1 and _joins(right[0])]
    return [(" ".join(left), " ".join(right)) for left, right in (*parted, *joined)]


def _joins(word: str) -> bool:
    return fold(word).rstrip(".") in COMPARED_WITH


def _trimmed(words: list[str]) -> str:
    """The words on single spaces, without a *vs*, *to* or *do* at either end; within a name it stays."""
    ends = [n for n, word in enumerate(words) if not _joins(word)]
    return " ".join(words[ends[0] : ends[-1] + 1]) if ends else ""
