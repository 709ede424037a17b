"""Completeness in words: how complete the costs are, what is missing, whom to ask; and that a verdict waits for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.language import Language
from bot.views import words
from bot.views.blocks import Mention, Paragraph, Span, paragraph, shorten
from bot.views.import_words import kind
from bot.views.units import Answer
from core.money.money import Money
from core.money.rounding import rounded
from core.reports.completeness import Completeness
from core.reports.late_results import ResultFiles
from core.reports.missing import Lack, Missing

MOST_NAMED = 4
LONGEST_NAME = 40
CLI = "cli"
"""Who the command line imports as: nobody who could be asked."""
PLACE = "\x00"
"""The sign in a sentence at which something stands that is no text."""


def complete(language: Language, report: Answer) -> list[Paragraph]:
    """The lines below the ROI: ``Costs about 90% complete: missing Canva (monthly, 12 Aug, $49.00; ask @Ada)``, and
    whose results are overdue.
    """
    weighed = report.completeness
    if weighed is None:
        return []
    return [*_costs(language, weighed, report), *_results(language, weighed)]


def _costs(language: Language, weighed: Completeness, report: Answer) -> list[Paragraph]:
    """Without a percentage where something is missing whose cost is not the reader's to see."""
    if not weighed.missing:
        return []
    text = language.say("Not all costs are logged: missing {what}", what=PLACE)
    if weighed.open:
        share = _share(language, weighed.percent)
        text = language.say("Costs about {share} complete: missing {what}", share=share, what=PLACE)
    before, _, after = text.partition(PLACE)
    spans: list[Span] = [before]
    for place, missing in enumerate(weighed.missing[:MOST_NAMED]):
        spans += [", "] * bool(place) + _named(language, missing, report)
    left = words.more(language, len(weighed.missing) - MOST_NAMED)
    return [paragraph(*spans, *(f" {more}" for more in left), *([after] if after else []))]


def _results(language: Language, weighed: Completeness) -> list[Paragraph]:
    """``Results may be missing: HubSpot (last day imported 12 Nov; ask @Ada)``"""
    if not weighed.late:
        return []
    before, _, after = language.say("Results may be missing: {what}", what=PLACE).partition(PLACE)
    spans: list[Span] = [before]
    for place, account in enumerate(weighed.late[:MOST_NAMED]):
        spans += [", "] * bool(place) + _late(language, account)
    left = words.more(language, len(weighed.late) - MOST_NAMED)
    return [paragraph(*spans, *(f" {more}" for more in left), *([after] if after else []))]


def _late(language: Language, account: ResultFiles) -> list[Span]:
    """An account with the last day it has brought, and whom to ask for the next."""
    name = shorten(" · ".join(filter(None, (kind(language, account.kind), account.account))), LONGEST_NAME)
    last = language.say("last day imported {day}", day=language.day(account.last))
    if account.ask == CLI:
        return [f"{name} ({last})"]
    before, _, after = language.say("ask {who}", who=PLACE).partition(PLACE)
    return [f"{name} ({last}; {before}", Mention(account.ask), f"{after})"]


def complete_short(language: Language, completeness: Completeness | None) -> list[str]:
    """The same line for a side of a comparison, without what is missing."""
    if completeness is None or not completeness.missing:
        return []
    if not completeness.open:
        return [language.say("Not all costs are logged")]
    return [language.say("Costs about {share} complete", share=_share(language, completeness.percent))]


def verdicts_or_wait(language: Language, lines: Sequence[str], complete: Completeness | None) -> list[Paragraph]:
    """What verdicts say; where too much of the costs is missing, from which percentage on they are told."""
    if complete is None or complete.enough:
        return [paragraph("\n".join(lines))] if lines else []
    return [paragraph(waiting_for_costs(language, complete))]


def waiting_for_costs(language: Language, complete: Completeness) -> str:
    return language.say(
        "Verdicts come once costs are {wanted} complete (now about {share}). Log what is missing first.",
        wanted=_share(language, complete.wanted),
        share=_share(language, complete.percent),
    )


def _named(language: Language, missing: Missing, report: Answer) -> list[Span]:
    """A missing item with whom to ask."""
    text = language.say("ask {who}", who=PLACE)
    before, _, after = text.partition(PLACE)
    details = ", ".join(_details(language, missing, report))
    name = _name(language, missing, report.names)
    beginning = f"{name} ({details}; {before}" if details else f"{name} ({before}"
    return [beginning, Mention(missing.ask), f"{after})"]


def _name(language: Language, missing: Missing, names: Mapping[str, str]) -> str:
    """The name that people call it by: a repeat's note, else its category; an import's channel; a person."""
    name = shorten(missing.name, LONGEST_NAME)
    if missing.lack is Lack.IMPORT:
        return language.say("{channel} ads", channel=words.channel(language, missing.name, names))
    if missing.lack is Lack.HOURS:
        return language.say("{name}’s hours", name=name) if name else language.say("hours")
    if missing.source and not name:
        return words.category(language, missing.source.cost.category.value)
    return name


def _details(language: Language, missing: Missing, report: Answer) -> list[str]:
    """Rhythm, day and money, as far as the reader may see them."""
    details = []
    if missing.source:
        day = language.deadline(missing.source.cost.day, report.period.last)
        details.append(words.rhythm(language, missing.source.repeat.every))
        details.append(_times(language, missing.times, day) if missing.times > 1 else day)
    if missing.days:
        details += [language.say("import"), language.period(missing.days)]
    if missing.hours is not None:
        details.append(language.say("{hours} h", hours=language.number(rounded(missing.hours), 2)))
    if missing.open:
        details.append(language.money(Money(minor=missing.minor, currency=report.total.currency)))
    return details


def _times(language: Language, times: int, day: str) -> str:
    return language.say_n("{n} time since {day}", "{n} times since {day}", times, day=day)


def _share(language: Language, percent: int) -> str:
    return f"{language.count(percent)}%"
