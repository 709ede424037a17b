"""History: the latest entries, with who, when, from where and what became of them; and the controls that choose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.language import Language, mark
from bot.views import words
from bot.views.answer_buttons import log_buttons
from bot.views.blocks import Block, Mention, Paragraph, Span, actions, button, message, paragraph, plain_text
from bot.views.deals import deal_line
from bot.views.facts import fact_line
from bot.views.inputs import search, select
from bot.views.metrics import metric_line
from bot.views.receipt_buttons import correct_buttons
from bot.views.refunds import refund_button, refunded_state
from core.ledger.entries import Conversion, Cost, Entry
from core.ledger.history_filter import Chosen
from core.ledger.metrics import LoggedMetric
from core.ledger.refunds import Left
from core.ledger.repeats import Every
from core.sales.deals import SOURCE, DealStep
from core.setup.acts import may_change
from core.setup.categories import Category

Logged = Entry | LoggedMetric | DealStep
SOURCES = {
    "form": mark("form"),
    "quick": mark("quick line"),
    "repeat": mark("repeats by itself"),
    "deal": mark("from a deal"),
    "import": mark("import"),
    "refund": mark("refund"),
}
ALL = "all"
ROW = "row"
"""The beginning of the id of a row's buttons; what is chosen follows, and the row's number."""

CONTROLS = "history"
"""The beginning of the id of the controls' block; what is chosen follows, as Slack sends it with each choice."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reader:
    """The reader, who decides what may be shown: hours, rates and people's costs are the admins' and the author's."""

    id: str
    admin: bool
    timezone: str

    def may_see(self, entry: Entry) -> bool:
        people = isinstance(entry.fact, Cost) and entry.fact.category is Category.PEOPLE
        return not people or self.admin or entry.logged_by == self.id

    def may_undo(self, entry: Logged) -> bool:
        """Whether the person may take it back. What a deal booked goes with the deal's step only."""
        return self.may_change(entry) and not _of_a_deal(entry)

    def may_change(self, entry: Logged) -> bool:
        """Whether the person may take it back, correct it or, as what a deal booked is, only refund it."""
        return entry.stands and may_change(entry.logged_by, by=self.id, admin=self.admin)


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A page of the list, newest first. ``older``: where the page before begins; empty where there is none.

    ``rhythms``: ids of those that repeat -> how often. ``left``: ids of sales -> what refunds leave of them.
    ``replaced``: ids of those that a correction has taken the place of -> what they said.
    """

    entries: Sequence[Logged]
    older: str = ""
    rhythms: Mapping[int, Every] = field(default_factory=dict)
    left: Mapping[int, Left] = field(default_factory=dict)
    replaced: Mapping[int, Entry] = field(default_factory=dict)


def history_answer(language: Language, page: Page, names: Mapping[str, str], reader: Reader, chosen: Chosen) -> Block:
    """The history: each with who and when, from where, and whether it stands; one's own can be taken back."""
    title = language.say("History")
    if chosen.campaign:
        title = language.say("History of {campaign}", campaign=words.campaign(language, chosen.campaign, names))
    only = _only(language, chosen)
    if not page.entries:
        nothing = [*only, paragraph(_nothing(language, chosen))]
        answer = message(title, nothing, log_buttons(language))
    else:
        older = [button(language.say("Older"), "history_older", f"{page.older} {chosen.code}")] if page.older else []
        rows = [_history_row(language, entry, names, reader, page) for entry in page.entries]
        rows = [replace(row, place=f"{ROW}:{chosen.code}:{at}") for at, row in enumerate(rows)]
        answer = message(title, [*only, *rows], older)
    return {**answer, "blocks": [*answer["blocks"], _controls(language, chosen, names)]}


def _nothing(language: Language, chosen: Chosen) -> str:
    if chosen.person or chosen.category:
        return language.say("No entries match this filter.")
    return language.say("Nothing is logged here yet.")


def _only(language: Language, chosen: Chosen) -> list[Paragraph]:
    """A line on whose entries these are, and of which category; the campaign stands in the title."""
    spans: list[Span] = [Mention(chosen.person)] if chosen.person else []
    if chosen.category:
        spans += [" · "] if spans else []
        spans.append(words.category(language, chosen.category))
    return [paragraph(language.say("Only:") + " ", *spans)] if spans else []


def _controls(language: Language, chosen: Chosen, names: Mapping[str, str]) -> Block:
    """Menus that narrow the list down, each keeping what the others say; and the way back to everything."""
    campaign = (chosen.campaign, words.campaign(language, chosen.campaign, names)) if chosen.campaign else None
    categories = [(ALL, language.say("All categories"))]
    categories += [(one.value, words.category(language, one.value)) for one in Category]
    person: Block = {"type": "users_select", "placeholder": plain_text(language.say("Logged by"))}
    menus: list[Block] = [
        {"action_id": "history_person", **person, **({"initial_user": chosen.person} if chosen.person else {})},
        {"action_id": "history_campaign", **search(language.say("Choose a campaign"), campaign)},
        {"action_id": "history_category", **select(categories, chosen.category or ALL)},
    ]
    reset = [] if chosen.all else [button(language.say("Show all"), "history_all", ALL)]
    return {**actions([*menus, *reset]), "block_id": f"{CONTROLS}:{chosen.code}"}


def _history_row(language: Language, entry: Logged, names: Mapping[str, str], reader: Reader, page: Page) -> Paragraph:
    if isinstance(entry, LoggedMetric):
        line = metric_line(language, entry.fact, names)
        return _row(language, entry, line, reader, ("undo_metric_listed", ()), _plain_state(language, entry))
    if isinstance(entry, DealStep):
        line = language.say("Deal: {deal}", deal=deal_line(language, entry.fact, names))
        return _row(language, entry, line, reader, ("undo_deal_listed", ()), _plain_state(language, entry))
    return _entry_row(language, entry, names, reader, page)


def _entry_row(language: Language, entry: Entry, names: Mapping[str, str], reader: Reader, page: Page) -> Paragraph:
    line = _line(language, entry, names, reader)
    old = page.replaced.get(entry.replaces or 0)
    if entry.sign > 0 and old:
        line += "\n" + language.say("replaces: {line}", line=_line(language, old, names, reader))
    left = page.left.get(entry.id)
    refund = refund_button(language, entry) if left and left.amount.minor > 0 else ()
    buttons = (*correct_buttons(language, entry), *refund)
    state = [
        _from(language, entry),
        *_rhythm(language, page.rhythms.get(entry.id)),
        _stands(language, entry, left),
    ]
    return _row(language, entry, line, reader, ("undo_listed", buttons), state)


def _line(language: Language, entry: Entry, names: Mapping[str, str], reader: Reader) -> str:
    if reader.may_see(entry):
        return fact_line(language, entry.fact, names)
    return language.say("People and other: only admins see the amount")


def _row(
    language: Language,
    entry: Logged,
    line: str,
    reader: Reader,
    buttons: tuple[str, tuple[Block, ...]],
    state: Sequence[str],
) -> Paragraph:
    """A row. ``buttons``: the action that takes it back, and those beside it; ``state``: behind who and when."""
    parts = [language.time_of(entry.logged_at, reader.timezone), *filter(None, state)]
    spans: list[Span] = [f"{_verb(language, entry)}{line}\n", Mention(entry.logged_by), f" · {' · '.join(parts)}"]
    take_back, more = buttons
    back = (button(language.say("Undo"), take_back, str(entry.id)),) if reader.may_undo(entry) else ()
    pressed = (*back, *more) if reader.may_change(entry) else ()
    return paragraph(*spans, buttons=pressed)


def _plain_state(language: Language, entry: Logged) -> list[str]:
    return [_from(language, entry), _stands(language, entry)]


def _from(language: Language, entry: Logged) -> str:
    """The source of an entry; what takes back and puts back comes from a button or a word of its own."""
    if entry.sign < 0:
        return language.say("undo")
    if entry.reverses is not None:
        return language.say("restore")
    source = entry.source if isinstance(entry, Entry) else "form"
    return language.say(SOURCES[source]) if source in SOURCES else source


def _rhythm(language: Language, every: Every | None) -> list[str]:
    return [language.say("repeats {often}", often=words.rhythm(language, every))] if every else []


def _stands(language: Language, entry: Logged, left: Left | None = None) -> str:
    """Whether it counts, in words; of what takes something back there is nothing to say."""
    if entry.sign < 0:
        return ""
    if not entry.stands:
        return language.say("undone since")
    fact = entry.fact
    refunded = refunded_state(language, fact, left) if isinstance(fact, Conversion) else ""
    return refunded or language.say("counted")


def _verb(language: Language, entry: Logged) -> str:
    if entry.sign < 0:
        return language.say("Undone:") + " "
    return language.say("Restored:") + " " if entry.reverses else ""


def _of_a_deal(entry: Logged) -> bool:
    return isinstance(entry, Entry) and entry.source == SOURCE
