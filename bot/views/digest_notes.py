"""The small print of a digest: what its amounts are in, what is not tied to a channel, what is missing or has moved."""

from __future__ import annotations

from collections.abc import Iterator

from bot.language import Language
from bot.views import words
from bot.views.blocks import Paragraph, paragraph
from bot.views.gaps import without_channel
from bot.views.reports import label_notes
from bot.views.unit_tables import left_out
from core.posts.digests import DigestReport


def digest_notes(language: Language, report: DigestReport) -> list[str]:
    """A piece each, and only where there is something."""
    hidden = left_out(report.rows)
    return [
        language.say("Amounts in {currency}, rounded", currency=report.total.currency),
        *([language.say_n("{n} more row in Details", "{n} more rows in Details", hidden)] if hidden else []),
        *label_notes(language, report.total),
        *_untied(language, report),
        *gap_lines(language, report),
        *_moved(language, report),
        *words.received_and_expected(language, report.total),
    ]


def gaps(language: Language, report: DigestReport) -> list[Paragraph]:
    lines = gap_lines(language, report)
    return [paragraph("\n".join(lines), heading=language.say("What is missing"))] if lines else []


def gap_lines(language: Language, report: DigestReport) -> list[str]:
    lines = []
    if report.without_channel:
        lines.append(without_channel(language, report.without_channel))
    if report.no_cost:
        named = ", ".join(words.category(language, category.value) for category in report.no_cost)
        lines.append(language.say("No cost logged in: {categories}.", categories=named))
    return lines


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
