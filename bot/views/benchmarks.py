"""Benchmarks in words: the figures of others beside one's own, those a team has recorded, their form and receipts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from bot.language import Language, mark
from bot.views import words
from bot.views.blocks import Block, Mention, Paragraph, body, button, message, paragraph, rows
from bot.views.forms.fields import currency_field, date_field
from bot.views.inputs import amount_input, field, search, select, text_input
from bot.views.modals import form
from core.money.money import Money
from core.plans.benchmarks import FACTOR, PERCENT, Benchmark, Origin, Ratio
from core.plans.own_benchmarks import LONGEST_SOURCE, LoggedBenchmark, OwnBenchmark
from core.plans.price_comparison import Priced

RATIOS = {
    Ratio.CPL: mark("CPL: cost per lead"),
    Ratio.CPC: mark("CPC: cost per click"),
    Ratio.CPM: mark("CPM: cost per thousand impressions"),
    Ratio.CTR: mark("CTR: clicks per hundred impressions"),
    Ratio.CVR: mark("CVR: leads per hundred clicks"),
    Ratio.CPA: mark("CPA: cost per customer"),
    Ratio.ROAS: mark("ROAS: return on ad spend"),
}
ON_ADS = {Ratio.CPL: mark("CPL (ads)"), Ratio.CPA: mark("CPA (ads)")}
"""The two ratios that have another, full variant."""

ORIGINS = {Origin.INDUSTRY: mark("Industry"), Origin.COMPETITOR: mark("Competitor")}
REGIONS = {
    "US-focused": mark("mainly US"),
    "US": mark("US"),
    "all countries": mark("all countries"),
    "mixed": mark("mixed regions"),
}
MOST_LISTED = 10
MOST_LINES = 6
MOST_KNOWN = 4


def beside_benchmarks(
    language: Language, prices: Sequence[Priced], names: Mapping[str, str], most: int
) -> list[Paragraph]:
    """A line for each channel's own figure that some benchmark speaks of; empty where none does."""
    most = min(most, MOST_LINES)
    lines = [_priced(language, one, names) for one in prices[:most]]
    lines += words.more(language, len(prices) - most)
    return [rows(lines, heading=language.say("Beside benchmarks, on ad spend alone"))] if lines else []


def cited(language: Language, benchmark: Benchmark) -> str:
    """The source, as ``WordStream 2024, mainly US``; of one's own whether it is a competitor's or the industry's."""
    if benchmark.origin:
        about = words.uncapitalized(language.say(ORIGINS[benchmark.origin]))
    else:
        about = language.say(REGIONS[benchmark.region]) if benchmark.region in REGIONS else benchmark.region
    return f"{benchmark.source} {benchmark.year}, {about}"


def benchmark_form(
    language: Language,
    logged_benchmarks: Sequence[LoggedBenchmark],
    names: Mapping[str, str],
    reader: tuple[str, bool],
    currency: str,
    today: date,
    metadata: str,
    channel: str = "",
) -> Block:
    """A modal. ``logged_benchmarks``: those that stand, listed above the fields, of one ``channel`` or of all.

    ``reader``: the person's id, and whether an admin.
    """
    blocks = [
        *body("", _listed(language, logged_benchmarks, names, reader)),
        _channel_field(language, channel, names),
        *_ratio_fields(language),
        currency_field(language, currency, optional=True),
        _source_field(language),
        date_field(language, today.isoformat()),
        _origin_field(language),
    ]
    return form(language, "benchmark", language.say("Benchmark"), blocks, metadata)


def _channel_field(language: Language, channel: str, names: Mapping[str, str]) -> Block:
    """``channel``: chosen already; nothing where it is empty."""
    chosen = (channel, words.channel(language, channel, names)) if channel else None
    return field("channel", language.say("Channel"), search(language.say("Choose or type a channel"), chosen))


def _ratio_fields(language: Language) -> list[Block]:
    ratios = [(ratio.value, language.say(meaning)) for ratio, meaning in RATIOS.items()]
    hint = language.say("CTR and CVR in percent, ROAS as a multiple (4 = 4×), the rest in money. Ad spend only.")
    return [
        field("metric", language.say("Ratio"), select(ratios, Ratio.CPL.value)),
        field("value", language.say("Value"), amount_input(), hint=hint),
    ]


def _source_field(language: Language) -> Block:
    hint = language.say("Who published it, so anyone can check.")
    return field("source", language.say("Source"), text_input(longest=LONGEST_SOURCE), hint=hint)


def _origin_field(language: Language) -> Block:
    origins = [(origin.value, language.say(meaning)) for origin, meaning in ORIGINS.items()]
    return field("kind", language.say("Source type"), select(origins, Origin.COMPETITOR.value))


def benchmark_saved(language: Language, logged: LoggedBenchmark, names: Mapping[str, str]) -> Block:
    """The receipt, with *Undo* and the next form."""
    text = language.say("Campaigns and targets on this channel are now compared with it.")
    another = button(language.say("Add another"), "add_benchmark", "-")
    parts = [_line(language, logged, names), paragraph(text)]
    return message(language.say("Benchmark saved"), parts, (_undo_button(language, logged), another))


def benchmark_taken_back(language: Language, reversal: LoggedBenchmark, names: Mapping[str, str]) -> Block:
    """The words once a benchmark is taken back, with *Redo*."""
    redo = button(language.say("Redo"), "redo_benchmark", str(reversal.id))
    return message(language.say("Undone"), [_line(language, reversal, names)], (redo,))


def benchmark_put_back(language: Language, logged: LoggedBenchmark, names: Mapping[str, str]) -> Block:
    line = _line(language, logged, names)
    return message(language.say("Restored"), [line], (_undo_button(language, logged),))


def benchmark_line(language: Language, fact: OwnBenchmark, names: Mapping[str, str]) -> str:
    """A line as ``LinkedIn · CPL $21.98 · Rival Inc, competitor · 3 Aug 2026``."""
    about = words.uncapitalized(language.say(ORIGINS[fact.origin]))
    parts = [words.channel(language, fact.channel, names), f"{fact.ratio.value} {_value(language, fact.known)}"]
    return " · ".join([*parts, f"{fact.source}, {about}", language.day(fact.day)])


def _line(language: Language, logged: LoggedBenchmark, names: Mapping[str, str]) -> Paragraph:
    return paragraph(benchmark_line(language, logged.fact, names), bold=True)


def _undo_button(language: Language, logged: LoggedBenchmark) -> Block:
    return button(language.say("Undo"), "undo_benchmark", str(logged.id))


def _listed(
    language: Language, logged_benchmarks: Sequence[LoggedBenchmark], names: Mapping[str, str], reader: tuple[str, bool]
) -> list[Paragraph]:
    lines = [_row(language, logged, names, reader) for logged in logged_benchmarks[:MOST_LISTED]]
    more = words.more(language, len(logged_benchmarks) - MOST_LISTED)
    return [*lines, *map(paragraph, more)]


def _row(language: Language, logged: LoggedBenchmark, names: Mapping[str, str], reader: tuple[str, bool]) -> Paragraph:
    person, admin = reader
    may = admin or logged.logged_by == person
    buttons = [button(language.say("Undo"), "undo_benchmark", str(logged.id))] if may else []
    return paragraph(f"{benchmark_line(language, logged.fact, names)} · ", Mention(logged.logged_by), buttons=buttons)


def _priced(language: Language, price: Priced, names: Mapping[str, str]) -> str:
    """A line as ``LinkedIn: CPL (ads) $40.00 · others $371.00 (LinkedIn 2025, AMER), …``."""
    citations = [f"{_value(language, one)} ({cited(language, one)})" for one in price.known[:MOST_KNOWN]]
    return language.say(
        "{channel}: {ratio} {value} · others {told}",
        channel=words.channel(language, price.channel, names),
        ratio=language.say(ON_ADS[price.ratio]) if price.ratio in ON_ADS else price.ratio.value,
        value=_own(language, price),
        told=words.cut(language, citations, len(price.known) - MOST_KNOWN),
    )


def _own(language: Language, price: Priced) -> str:
    if isinstance(price.value, Money):
        return language.money(price.value)
    return _ratio(language, price.value, price.unit)


def _value(language: Language, benchmark: Benchmark) -> str:
    if benchmark.unit in (PERCENT, FACTOR):
        return _ratio(language, Fraction(benchmark.value), benchmark.unit)
    return language.money(benchmark.price)


def _ratio(language: Language, value: Fraction, unit: str) -> str:
    return language.percent(value) if unit == PERCENT else language.times(value)
