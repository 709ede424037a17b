"""Another reporting currency in words: the preview, what stands in its way, and what was done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.language import Language
from bot.views import words
from bot.views.blocks import Block, Mention, Paragraph, Span, button, message, paragraph, rich_text, rows
from bot.views.exchange import SOURCES, fx_words
from core.currency_change import CurrencyChange, PlanKind, Rebuild, Unknown

MOST_DAYS = 5


def preview(language: Language, plan: Rebuild, text: str = "") -> Block:
    """The preview of another currency, with the button that changes to it; or what stands in its way.

    ``text``: said above it.
    """
    title = language.say("Change the currency?")
    above = [paragraph(text)] if text else []
    if not plan.possible:
        return message(title, [*above, _names(plan), *_in_the_way(language, plan)])
    parts = [*above, _names(plan), *_revalued(language, plan), *_totals(language, plan), _stays(language)]
    value = f"{plan.reporting} {plan.fingerprint}"
    change = button(language.say("Change to {currency}", currency=plan.reporting), "change_currency", value)
    return message(title, parts, (change | {"style": "danger"},))


def changed(language: Language, change: Rebuild) -> Block:
    """The words in the preview's place."""
    parts = [_names(change), paragraph(words.roi_line(language, change.after)), _stays(language)]
    return message(language.say("Currency changed"), parts)


def changed_already(language: Language, currency: str) -> Block:
    """The words where the button was pressed twice, or by two."""
    text = language.say("Everything is in {currency} already. Nothing more was changed.", currency=currency)
    return message(language.say("Currency changed"), [paragraph(text)])


def past_currencies(language: Language, changes: Sequence[CurrencyChange], timezone: str) -> list[Block]:
    """Lines above the settings, newest first: ``Reporting currency: USD until 3 Aug 2026 16:00, by @Ada``."""
    spans = [span for change in changes for span in ("\n", *_past(language, change, timezone))]
    return [rich_text(paragraph(*spans[1:]))] if spans else []


def preview_follows(language: Language, currency: str) -> Block:
    """A line in the settings, where another currency was chosen but is not saved with the rest."""
    text = language.say(
        "The reporting currency stays as it is until you confirm {currency} in a preview.", currency=currency
    )
    return rich_text(paragraph(text))


def _past(language: Language, change: CurrencyChange, timezone: str) -> tuple[Span, ...]:
    text = language.say(
        "Reporting currency: {currency} until {moment}, by",
        currency=change.currency,
        moment=language.time_of(change.at, timezone),
    )
    return f"{text} ", Mention(change.by)


def _names(change: Rebuild) -> Paragraph:
    return paragraph(f"{change.currency} → {change.reporting}", bold=True)


def _revalued(language: Language, change: Rebuild) -> list[Paragraph]:
    """The number of entries, steps and plans, and the rates they are exchanged at."""
    entries = language.say_n(
        "{n} entry, at the exchange rate of its own day.",
        "{n} entries, each at the exchange rate of its own day.",
        len(change.entries),
    )
    if change.steps:
        entries += " " + language.say_n(
            "So is {n} stage change of a deal.", "So are {n} stage changes of deals.", len(change.steps)
        )
    counts = Counter(plan.kind for plan in change.plans if plan.current)
    counts.pop(PlanKind.AVERAGE, None)  # a part of its goal, which is counted
    planned = ", ".join(_planned(language, kind, counts[kind]) for kind in PlanKind if counts[kind])
    if not planned:
        return [paragraph(entries)]
    if change.rate is None:
        text = language.say("{what}: as they were before.", what=planned)
    else:
        rate = f"{fx_words(language, change.rate)} ({language.say(SOURCES[change.rate.source])})"
        text = language.say("{what}: at {rate}.", what=planned, rate=rate)
    return [paragraph(f"{entries}\n{text}")]


def _planned(language: Language, kind: PlanKind, count: int) -> str:
    return {
        PlanKind.GOAL: language.say_n("{n} goal", "{n} goals", count),
        PlanKind.TARGET: language.say_n("{n} target", "{n} targets", count),
        PlanKind.BUDGET: language.say_n("{n} budget", "{n} budgets", count),
        PlanKind.FLOOR: language.say_n("{n} minimum spend of alerts", "{n} minimum spends of alerts", count),
        PlanKind.RATE: language.say_n("{n} hourly rate", "{n} hourly rates", count),
        PlanKind.COMPANY: language.say_n("{n} company figure", "{n} company figures", count),
    }[kind]


def _totals(language: Language, change: Rebuild) -> list[Paragraph]:
    return [
        paragraph(
            words.roi_line(language, totals),
            heading=language.say("Everything logged, in {currency}", currency=currency),
        )
        for currency, totals in ((change.currency, change.before), (change.reporting, change.after))
    ]


def _stays(language: Language) -> Paragraph:
    return paragraph(
        language.say(
            "Amounts stay as typed, in their own currency. Posted digests don’t change. Repeating "
            "costs keep their currency. ROI may change, because each day has its own exchange rate."
        )
    )


def _in_the_way(language: Language, change: Rebuild) -> list[Paragraph]:
    parts = [paragraph(language.say("This can’t be done yet, and nothing was changed."))]
    if change.unknown:
        parts += [_unknown(language, change), _way_out(language, change)]
    if change.too_large:
        parts.append(paragraph(_too_large(language, change.too_large)))
    return parts


def _too_large(language: Language, count: int) -> str:
    return language.say_n("{n} amount would be too large.", "{n} amounts would be too large.", count)


def _unknown(language: Language, change: Rebuild) -> Paragraph:
    lines = [_unknown_day(language, one, change.reporting) for one in change.unknown[:MOST_DAYS]]
    if (more := len(change.unknown) - MOST_DAYS) > 0:
        lines.append(language.say_n("and {n} more day", "and {n} more days", more))
    return rows(lines, heading=language.say("No exchange rate"))


def _unknown_day(language: Language, one: Unknown, reporting: str) -> str:
    """A line as ``USD → PLN · 24 Dec 2026: 2 entries``."""
    waiting = [language.say_n("{n} entry", "{n} entries", one.entries)] if one.entries else []
    waiting += [language.say("goals, targets, budgets, hourly rates")] if one.plans else []
    return f"{one.currency} → {reporting} · {language.day(one.day)}: {', '.join(waiting)}"


def _way_out(language: Language, change: Rebuild) -> Paragraph:
    return paragraph(
        language.say(
            "Enter with /roi fx what 1 {reporting} was in {currency} on these days. Or ask whoever "
            "runs the bot to update the rates (roibot rates). Then choose {reporting} again in /roi "
            "settings.",
            reporting=change.reporting,
            currency=change.currency,
        )
    )
