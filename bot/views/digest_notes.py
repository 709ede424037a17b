"""The small print of a digest: what its amounts are in, what is not tied to a channel, what is missing or has moved."""

from __future__ import annotations

from collections.abc import Iterator

from bot.language import Language
from bot.views import words
from bot.views.gaps import gap_lines
from bot.views.reports import label_notes
from bot.views.unit_tables import left_out
from core.posts.digests import DigestReport
from core.reports.gaps import Gaps


def digest_notes(language: Language, report: DigestReport) -> list[str]:
    """A piece each, and only where there is something."""
    hidden = left_out(report.rows)
    return [
        language.say("Amounts in {currency}, rounded", currency=report.total.currency),
        *([language.say_n("{n} more row in Details", "{n} more rows in Details", hidden)] if hidden else []),
        *label_notes(language, report.total),
        *_untied(language, report),
        *gap_lines(language, gaps_of(report)),
        *_moved(language, report),
        *words.received_and_expected(language, report.total),
    ]


def gaps_of(report: DigestReport) -> Gaps:
    """What the week's entries lack."""
    return Gaps(categories=report.no_cost, without_channel=report.without_channel)


def _untied(language: Language, report: DigestReport) -> Iterator[str]:
    """``Not tied to a channel: $7,253 (agency, people, tools)``"""
    total = next((row.performance for row in report.rows if row.overhead), None)
    if total is None or not total.cost:
        return
    cost = language.money(total.invested)
    of = [words.uncapitalized(words.category(language, category.value)) for category in report.untied]
    if of:
        yield language.say("Not tied to a channel: {cost} ({what})", cost=cost, what=", ".join(of))
    else:
        yield language.say("Not tied to a channel: {cost}", cost=cost)


def _moved(language: Language, report: DigestReport) -> Iterator[str]:
    if report.before_restated:
        yield language.say("The week before has changed since it was posted.")
    if report.mature_through:
        yield language.say("Mature through {day}.", day=language.day(report.mature_through))
