"""The form that takes files, and the one that says what is in doubt about one or may be changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.language import Language, mark
from bot.views import import_words
from bot.views.blocks import Block, context, option, plain_text
from bot.views.forms.fields import yes_no
from bot.views.forms.import_campaigns import campaign_fields
from bot.views.forms.import_columns import USUAL, column_fields, of_column
from bot.views.forms.import_offers import Offers
from bot.views.forms.import_results import result_fields
from bot.views.inputs import date_input, field, search, select, text_input
from bot.views.modals import form
from core.imports.choices import Overlap
from core.imports.form_fields import COLUMNS, overlap_field
from core.imports.kind import Brings
from core.imports.kinds.statement import STATEMENT
from core.imports.kinds.table import TABLE
from core.imports.meanings import Meaning
from core.imports.plans import Plan
from core.imports.readings import Ask, Question, Spend
from core.imports.scopes import Clash, Overlapping

FILE_TYPES = ("csv", "tsv", "txt", "xlsx", "xls", "zip")
MOST_FILES = 10
ANY_CHANNEL = (TABLE.key, STATEMENT.key)
"""Kinds whose files are of any channel."""
MOST_LINES = 100
"""Lines of a statement that the form offers."""


def import_form(language: Language, metadata: str, *, takes_files: bool = True) -> Block:
    """The form that takes files. ``takes_files``: whether the bot may read files here; without it the form says what
    an admin has to add.
    """
    blocks = [_file_field(language)] if takes_files else [context(_no_files(language))]
    if takes_files:
        blocks += [_channel_field(language, None), _currency_field(language, "", optional=True)]
    return form(language, "import", language.say("Import files"), blocks, metadata) | _submit(language)


def _submit(language: Language) -> Block:
    return {"submit": plain_text(language.say("Read"))}


def _file_field(language: Language) -> Block:
    element: Block = {"type": "file_input", "filetypes": list(FILE_TYPES), "max_files": MOST_FILES}
    hint = language.say("Nothing is saved before you have seen what is in them.")
    return field("file", language.say("Files"), element, hint=hint)


def _no_files(language: Language) -> str:
    return language.say(
        "I may not read files here yet. An admin has to add the permission files:read to the app and install it again."
    )


def change_form(language: Language, plan: Plan, offers: Offers, metadata: str) -> Block:
    """What is in doubt about a file first, then what may be changed."""
    asked = {question.ask: question for question in plan.asks}
    usual = USUAL if Ask.COLUMNS in asked else ()
    others = [one for one in COLUMNS if one not in usual] if _has_columns(plan, asked) else []
    blocks = [
        *column_fields(language, plan, usual),
        *_questions(language, plan, offers, asked),
        *(_overlap_field(language, plan, one) for one in plan.overlaps),
        *_by_need(campaign_fields(language, plan, offers), result_fields(language, plan, offers), plan),
        *_changeable(language, plan, offers, asked),
        *column_fields(language, plan, others),
    ]
    return form(language, "import_change", language.say("Import settings"), blocks, metadata) | _check(language)


def _has_columns(plan: Plan, asked: Mapping[Ask, Question]) -> bool:
    """Whether it is for people to say which column is what; of a file that is known, where two may mean the same."""
    return bool(Ask.COLUMNS in asked or plan.choices.columns or plan.reading.proposed)


def _by_need(campaigns: Iterator[Block], results: Iterator[Block], plan: Plan) -> Iterator[Block]:
    """Campaigns first, unless it is only about results that something is to be decided."""
    first, second = (campaigns, results) if plan.unnamed or not plan.undecided else (results, campaigns)
    yield from first
    yield from second


def _check(language: Language) -> Block:
    return {"submit": plain_text(language.say("Check again"))}


def _questions(language: Language, plan: Plan, offers: Offers, asked: Mapping[Ask, Question]) -> Iterator[Block]:
    """A field for each question of the file itself; the lines of a statement once they can be read."""
    for question in asked.values():
        match question.ask:
            case Ask.DATE_ORDER:
                yield _order_field(language, question)
            case Ask.DECIMAL:
                yield _decimal_field(language, question)
            case Ask.MICROS:
                yield field("micros", import_words.question(language, question), select(yes_no(language)))
            case Ask.LEVEL:
                yield _level_field(language, question)
            case Ask.LINES if any(spend.line for spend in plan.reading.spends):
                yield _lines_field(language, question, plan)
            case Ask.SHEET:
                options = [(name, name) for name in question.options]
                yield field("sheet", import_words.question(language, question), select(options))
            case Ask.YEAR:
                options = [(year, year) for year in question.options]
                yield field("year", import_words.question(language, question), select(options))
            case Ask.PERIOD:
                yield from _period_fields(language, plan)
            case Ask.CHANNEL:
                yield _channel_field(language, plan.choices.channel or None, offers.channels, question=question)
            case Ask.CURRENCY:
                yield _currency_field(language, plan.choices.currency or offers.currency, optional=False)
            case Ask.TAX:
                yield _tax_field(language, plan, optional=False)


ORDERS = (
    ("yes", mark("The day comes first: 31/12")),
    ("no", mark("The month comes first: 12/31")),
)
DECIMALS = ((",", mark("The comma: 1.234,50")), (".", mark("The dot: 1,234.50")))


def _order_field(language: Language, question: Question) -> Block:
    options = [(value, language.say(text)) for value, text in ORDERS]
    return field("day_first", import_words.question(language, question), select(options))


def _decimal_field(language: Language, question: Question) -> Block:
    options = [(value, language.say(text)) for value, text in DECIMALS]
    return field("decimal", import_words.question(language, question), select(options))


def _level_field(language: Language, question: Question) -> Block:
    options = [
        (level, of_column(*head) if head else language.say("No campaign"))
        for level, head in zip(question.options, question.heads, strict=True)
    ]
    return field("level", import_words.question(language, question), select(options))


def _period_fields(language: Language, plan: Plan) -> list[Block]:
    """The first and the last day of a table that names none."""
    period = plan.choices.period
    first, last = (period.start.isoformat(), period.last.isoformat()) if period else (None, None)
    return [
        field("start", language.say("First day"), date_input(first)),
        field("end", language.say("Last day"), date_input(last)),
    ]


def _lines_field(language: Language, question: Question, plan: Plan) -> Block:
    """The lines of a statement. An option is ``17: what it says``, its value the line's number."""
    lines = [spend for spend in plan.reading.spends if spend.line]
    options = [option(_line(language, spend), str(spend.line)) for spend in lines[: MOST_LINES * MOST_LINES]]
    chosen = {str(number) for number in plan.choices.lines or ()}
    initial = [one for one in options if one["value"] in chosen][:MOST_LINES]
    menu: Block = {"type": "multi_static_select", **_in_groups(language, options)}
    menu |= {"initial_options": initial} if initial else {}
    return field("lines", import_words.question(language, question), menu)


def _line(language: Language, spend: Spend) -> str:
    """``17: 3 Jul 2026, $120.00, Ads Ltd``: what tells one line of a statement from others, the name last."""
    return f"{spend.line}: {language.day(spend.day)}, {language.money(spend.amount)}, {spend.note or spend.campaign}"


def _in_groups(language: Language, options: Sequence[Block]) -> Block:
    """A hundred options in a group, as many as Slack takes; without groups where they fit."""
    if len(options) <= MOST_LINES:
        return {"options": list(options)}
    parts = [options[at : at + MOST_LINES] for at in range(0, len(options), MOST_LINES)]
    return {"option_groups": [{"label": _group(language, part), "options": list(part)} for part in parts]}


def _group(language: Language, part: Sequence[Block]) -> Block:
    first, last = part[0]["value"], part[-1]["value"]
    return plain_text(language.say("Lines {first} to {last}", first=first, last=last))


def _channel_field(
    language: Language,
    chosen: str | None,
    channels: Mapping[str, str] | None = None,
    question: Question | None = None,
) -> Block:
    of_one_file = language.say("Channel") if channels is None else language.say("Channel of all rows")
    label = import_words.question(language, question) if question else of_one_file
    initial = (chosen, (channels or {}).get(chosen, chosen)) if chosen else None
    menu = search(language.say("Choose or type a channel"), initial)
    hint = "" if question else language.say("Only where the files don’t say it.")
    return field("channel", label, menu, hint=hint, optional=question is None)


def _currency_field(language: Language, chosen: str, *, optional: bool) -> Block:
    menu = search(language.say("Choose or type a currency"), (chosen, chosen) if chosen else None)
    hint = language.say("Only where the files don’t say it.") if optional else ""
    return field("currency", language.say("Currency of the file"), menu, hint=hint, optional=optional)


def _tax_field(language: Language, plan: Plan, *, optional: bool) -> Block:
    tax = plan.choices.tax
    text = text_input("" if tax is None else language.plain(f"{tax:f}"), longest=10)
    hint = language.say("It is deducted, because costs are logged net. Enter 0 if the amounts are already net.")
    return field("tax", language.say("VAT in the amounts, %"), text, hint=hint, optional=optional)


def _overlap_field(language: Language, plan: Plan, one: Overlapping) -> Block:
    label = language.say(
        "Import of {day}: {was} for {period}",
        day=language.day(one.earlier.at.date()),
        was=import_words.sums(language, one.was),
        period=language.period(one.earlier.scope.period),
    )
    options = [
        (str(Overlap.REPLACE), language.say("Replace it with this file for these days")),
        (str(Overlap.BOTH), language.say("Keep both: they are different spend")),
    ]
    chosen = one.decided or _proposed(plan, one)
    return field(overlap_field(one.earlier.id), label, select(options, str(chosen or "")))


def _proposed(plan: Plan, one: Overlapping) -> Overlap | None:
    """To replace what a newer file with all of its days and more has in common with it."""
    period, other = plan.reading.period, one.earlier.scope.period
    holds_all = period and period.start <= other.start and other.end <= period.end
    return Overlap.REPLACE if one.clash is Clash.PERIOD and holds_all else None


def _changeable(language: Language, plan: Plan, offers: Offers, asked: Mapping[Ask, Question]) -> Iterator[Block]:
    """What nobody asks, but may be wrong."""
    if Ask.TAX not in asked and plan.reading.brings is Brings.SPEND:
        yield _tax_field(language, plan, optional=True)
    if Ask.CHANNEL not in asked and (plan.choices.channel or _without_channel(plan)):
        yield _channel_field(language, plan.choices.channel or None, offers.channels)
    if Ask.DATE_ORDER not in asked and plan.choices.day_first is not None:
        options = [(value, language.say(text)) for value, text in ORDERS]
        yield field("day_first", language.say("Dates"), select(options, "yes" if plan.choices.day_first else "no"))


def _without_channel(plan: Plan) -> bool:
    """Whether the file may say of some spend no channel: that of one's own table or of a bank."""
    by_column = Meaning.CHANNEL in (plan.choices.columns or plan.reading.proposed)
    spends = plan.reading.spends if plan.reading.rows else ()
    every = all(one.channel for one in spends) if spends else by_column
    return plan.reading.kind in ANY_CHANNEL and not every
