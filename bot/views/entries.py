"""Receipts, history and what an undo took back: entries in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from bot.language import Language
from bot.views import words
from bot.views.blocks import Block, Mention, Paragraph, Span, button, message, paragraph, shorten
from bot.views.fx import exchange_line
from bot.views.metrics import metric_line
from bot.views.reports import log_buttons
from core.categories import Category
from core.entries import WHOLE, Conversion, Cost, Entry
from core.media import Media, media_period
from core.metrics import LoggedMetric
from core.money import Money
from core.rates import Work
from core.repeats import Every, Repeat
from core.splits import Split

LONGEST_NOTE_SHOWN = 120
MOST_NAMED = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Reader:
    """Who reads, and so what may be shown: hours, rates and people's costs are the admins' and the author's."""

    id: str
    admin: bool
    timezone: str

    def may_see(self, entry: Entry) -> bool:
        people = isinstance(entry.fact, Cost) and entry.fact.category is Category.PEOPLE
        return not people or self.admin or entry.logged_by == self.id

    def may_undo(self, entry: Entry | LoggedMetric) -> bool:
        return entry.stands and (self.admin or entry.logged_by == self.id)


def receipt(
    language: Language,
    entry: Entry,
    names: Mapping[str, str],
    today: date,
    *,
    twin: bool = False,
    changed: bool = False,
    repeat: Repeat | None = None,
    replaced: int | None = None,
) -> Block:
    """What was saved, in words, with *Undo*.

    ``twin``: the same was logged a moment before. ``changed``: the form was saved already, and says other things now.
    ``repeat``: when it comes again. ``replaced``: it takes the place of one that repeated, of which so many entries
    were taken back.
    """
    title = _title(language, entry.fact)
    parts = [paragraph(fact_line(language, entry.fact, names), bold=True)]
    details = _details(language, entry.fact, today)
    if repeat:
        details.append(_again(language, repeat, today))
    if replaced is not None:
        details += _replaced(language, entry.fact.day, replaced)
    if twin:
        details.append(language.say("You logged the same a moment ago: if this is a double, press Undo."))
    if changed:
        details.append(
            language.say("This form was saved already, as above; what you changed since was not. Undo it and log anew.")
        )
    parts += [paragraph("\n".join(details))] if details else []
    return message(title, parts, (undo_button(language, entry),))


def _title(language: Language, fact: Cost | Conversion) -> str:
    if isinstance(fact, Conversion):
        return language.say("Conversions logged")
    return language.say("Credit logged") if fact.credit else language.say("Cost logged")


def taken_back(
    language: Language, entry: Entry, reversal: Entry, names: Mapping[str, str], repeat: Repeat | None = None
) -> Block:
    """What an undo took back, with *Redo*. ``repeat``: what began with it and goes on."""
    parts = [paragraph(fact_line(language, entry.fact, names), bold=True)]
    if repeat:
        parts.append(paragraph(language.say("It goes on repeating: /roi repeats pauses or ends it.")))
    redo = button(language.say("Redo"), "redo", str(reversal.id))
    return message(language.say("Taken back"), parts, (redo,))


def put_back(language: Language, entry: Entry, names: Mapping[str, str]) -> Block:
    parts = [paragraph(fact_line(language, entry.fact, names), bold=True)]
    return message(language.say("Put back"), parts, (undo_button(language, entry),))


def ask_undo(language: Language, entry: Entry, names: Mapping[str, str]) -> Block:
    """An entry older than a day is taken back only on a second word."""
    parts = [
        paragraph(fact_line(language, entry.fact, names), bold=True),
        paragraph(language.say("This was logged more than 24 hours ago. Figures already shared will change.")),
    ]
    sure = button(language.say("Take it back"), "undo_sure", str(entry.id), style="danger")
    return message(language.say("Take this entry back?"), parts, (sure,))


def history_answer(
    language: Language,
    entries: Sequence[Entry | LoggedMetric],
    names: Mapping[str, str],
    reader: Reader,
    *,
    campaign: str,
    older: str,
    rhythms: Mapping[int, Every] | None = None,
) -> Block:
    """The latest entries and metrics, newest first, each with who and when; one's own can be taken back.

    ``older``: the place where the page before begins; empty where there is none. ``rhythms``: ids of those that repeat
    -> how often.
    """
    title = language.say("History")
    if campaign:
        title = language.say("History of {campaign}", campaign=words.campaign(language, campaign, names))
    if not entries:
        return message(title, [paragraph(language.say("Nothing is logged here yet."))], log_buttons(language))
    parts = [_history_row(language, entry, names, reader, rhythms or {}) for entry in entries]
    more = [button(language.say("Older"), "history_older", f"{older} {campaign}".strip())] if older else []
    return message(title, parts, more)


def undo_button(language: Language, entry: Entry) -> Block:
    return button(language.say("Undo"), "undo", str(entry.id))


def fact_line(language: Language, fact: Cost | Conversion, names: Mapping[str, str]) -> str:
    """``$250.00 · Ads · LinkedIn · campaign-q3 · 3 Aug 2026 · “boosted post”``."""
    what = _cost_words(language, fact) if isinstance(fact, Cost) else _conversion_words(language, fact)
    return " · ".join([*what, *_where(language, fact, names), _when(language, fact), *_note(language, fact)])


def undated_line(language: Language, cost: Cost, names: Mapping[str, str]) -> str:
    """The same without its day, of a cost that has many."""
    return " · ".join([*_cost_words(language, cost), *_where(language, cost, names), *_note(language, cost)])


def _note(language: Language, fact: Cost | Conversion) -> list[str]:
    return [language.say("“{note}”", note=shorten(fact.note, LONGEST_NOTE_SHOWN))] if fact.note else []


def _cost_words(language: Language, fact: Cost) -> list[str]:
    money, whole = language.money(fact.booked), language.money(fact.counted)
    if fact.exchange:
        whole = language.amount(fact.counted)
    if fact.share != WHOLE:
        share = language.percent(Fraction(fact.share))
        money = language.say("{part} ({share} of {whole})", part=money, share=share, whole=whole)
    elif fact.exchange:
        money = f"{money} ({whole})"
    said = [money, words.category(language, fact.category.value)]
    if fact.media and fact.media.left_out.minor:
        said.append(language.say("{media} of media left out", media=language.money(fact.media.left_out)))
    return said


def _conversion_words(language: Language, fact: Conversion) -> list[str]:
    value = language.money(fact.value)
    returned = (
        language.say("return {value}", value=value) if fact.goal.counts else language.say("not counted as return")
    )
    return [f"{language.count(fact.count)} × {fact.goal.name}", returned]


def _when(language: Language, fact: Cost | Conversion) -> str:
    """Its day; of a cost that is spread, the days it serves."""
    if isinstance(fact, Cost) and fact.until:
        return language.period(fact.service)
    return language.day(fact.day)


def _where(language: Language, fact: Cost | Conversion, names: Mapping[str, str]) -> list[str]:
    content = [words.content(language, fact.content, names)] if fact.content else []
    if isinstance(fact, Cost) and fact.split and not fact.split.campaigns:
        shared = language.say("shared: nothing to split {how}", how=_how(language, fact.split))
        return [*([words.channel(language, fact.channel, names)] if fact.channel else []), *content, shared]
    if isinstance(fact, Cost) and fact.split:
        parts = ", ".join(words.campaign(language, key, names) for key in fact.split.campaigns[:MOST_NAMED])
        more = "…" if len(fact.split.campaigns) > MOST_NAMED else ""
        over = language.say("split {how} over {campaigns}", how=_how(language, fact.split), campaigns=parts + more)
        channel = [words.channel(language, fact.channel, names)] if fact.channel else []
        return [*channel, *content, over]
    campaign = words.campaign(language, fact.campaign, names)
    return [words.channel(language, fact.channel, names), *content, campaign]


def _how(language: Language, split: Split) -> str:
    return words.uncapitalized(language.say(words.SPLITS[split.key]))


def _details(language: Language, fact: Cost | Conversion, today: date) -> list[str]:
    lines = []
    if isinstance(fact, Cost) and fact.hours is not None and fact.rate is not None:
        lines.append(
            language.say(
                "{hours} h × {rate} = {amount}",
                hours=_hours(language, fact.hours),
                rate=language.money(fact.rate),
                amount=language.money(fact.amount),
            )
        )
    if isinstance(fact, Cost):
        lines += [_work(language, work) for work in fact.people]
        lines += [_media(language, fact, fact.media)] if fact.media else []
    if isinstance(fact, Conversion):
        lines.append(_valued(language, fact))
    if fact.exchange:
        lines.append(exchange_line(language, fact.exchange, _exchanged(fact)))
    if fact.day > today:
        lines.append(language.say("The date lies ahead: it counts from {day} on.", day=language.day(fact.day)))
    return lines


def _media(language: Language, fact: Cost, media: Media) -> str:
    """What was left out of the invoice, and why."""
    invoice, counts = language.money(fact.amount), language.money(fact.social)
    said, found = language.money(media.said), language.money(media.left_out)
    period = language.period(media_period(fact.day, fact.until))
    if not media.left_out.minor:
        return language.say(
            "Invoice {invoice}: none of its {media} of media is on the books as ads in {period}, so {counts} counts.",
            invoice=invoice,
            media=said,
            period=period,
            counts=counts,
        )
    if media.left_out == media.said:
        return language.say(
            "Invoice {invoice}: its {media} of media is on the books as ads in {period} already, so {counts} counts.",
            invoice=invoice,
            media=said,
            period=period,
            counts=counts,
        )
    return language.say(
        "Invoice {invoice}: of its {media} of media only {found} is on the books as ads in {period}. That is left out, "
        "and {counts} counts.",
        invoice=invoice,
        media=said,
        found=found,
        period=period,
        counts=counts,
    )


def _work(language: Language, work: Work) -> str:
    """``Anna: 12.5 h × $40.00``."""
    rate = language.money(work.rate) if work.rate else ""
    return language.say(
        "{person}: {hours} h × {rate}", person=work.person, hours=_hours(language, work.hours), rate=rate
    )


def _hours(language: Language, hours: Decimal) -> str:
    return language.number(hours, max(0, -int(hours.normalize().as_tuple().exponent)))


def _exchanged(fact: Cost | Conversion) -> Money:
    """What of it the rate was applied to."""
    return fact.social if isinstance(fact, Cost) else fact.revenue or fact.value


def _again(language: Language, repeat: Repeat, today: date) -> str:
    """When it comes next; of one that began in the past, that the tick makes up for what has passed."""
    often = words.rhythm(language, repeat.every)
    if repeat.next_day <= today:
        return language.say("Repeats {often}: what has fallen due since is logged in a moment.", often=often)
    return language.say("Repeats {often}: next on {day}.", often=often, day=language.day(repeat.next_day))


def _replaced(language: Language, day: date, replaced: int) -> list[str]:
    lines = [language.say("The old one ends on {day}.", day=language.day(day))]
    if replaced:
        lines.append(
            language.say_n(
                "{n} entry of it from then on was taken back.",
                "{n} entries of it from then on were taken back.",
                replaced,
            )
        )
    return lines


def _valued(language: Language, fact: Conversion) -> str:
    if fact.revenue is not None:
        return language.say("Real revenue: {revenue}.", revenue=language.money(fact.revenue))
    basis = language.say(words.BASES[fact.goal.basis])
    return language.say("Each is worth {each} ({basis}).", each=language.money(fact.goal.each), basis=basis)


def _history_row(
    language: Language,
    entry: Entry | LoggedMetric,
    names: Mapping[str, str],
    reader: Reader,
    rhythms: Mapping[int, Every],
) -> Paragraph:
    if isinstance(entry, LoggedMetric):
        return _row(language, entry, metric_line(language, entry.fact, names), reader, "undo_metric_listed")
    line = language.say("People and other: amount shown to admins only")
    if reader.may_see(entry):
        line = fact_line(language, entry.fact, names)
    return _row(language, entry, line, reader, "undo_listed", rhythms.get(entry.id))


def _row(
    language: Language,
    entry: Entry | LoggedMetric,
    line: str,
    reader: Reader,
    take_back: str,
    every: Every | None = None,
) -> Paragraph:
    spans: list[Span] = [
        f"{_verb(language, entry)}{line}\n",
        Mention(entry.logged_by),
        f" · {language.time_of(entry.logged_at, reader.timezone)}",
    ]
    if every:
        spans.append(" · " + language.say("repeats {often}", often=words.rhythm(language, every)))
    if entry.sign > 0 and not entry.stands:
        spans.append(" · " + language.say("taken back since"))
    buttons = [button(language.say("Take back"), take_back, str(entry.id))] if reader.may_undo(entry) else []
    return paragraph(*spans, buttons=buttons)


def _verb(language: Language, entry: Entry | LoggedMetric) -> str:
    if entry.sign < 0:
        return language.say("Taken back:") + " "
    return language.say("Put back:") + " " if entry.reverses else ""
