"""Answers: what is seen at first, and behind *Details* everything else, in sections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bot.language import mark
from bot.views.blocks import Block, Paragraph, Strong, actions, context, header, paragraph, plain, rich_text
from bot.views.line_breaks import unbroken_parts
from bot.views.tables import Table, table_block

LONGEST_LEAD = 40


class Section(StrEnum):
    """The sections of *Details*, in their order; what is opened first comes first."""

    HOW = "how"
    ROWS = "rows"
    COSTS = "costs"
    RESULTS = "results"
    TIME = "time"
    PLAN = "plan"
    DEALS = "deals"
    REACH = "reach"
    BENCHMARKS = "benchmarks"
    COMPANY = "company"
    ENTRIES = "entries"


TITLES: Mapping[Section, str] = {
    Section.HOW: mark("How it is computed"),
    Section.ROWS: mark("Row by row"),
    Section.COSTS: mark("Costs"),
    Section.RESULTS: mark("Results"),
    Section.TIME: mark("Over time"),
    Section.PLAN: mark("Plan"),
    Section.DEALS: mark("Deals"),
    Section.REACH: mark("Reach"),
    Section.BENCHMARKS: mark("Benchmarks"),
    Section.COMPANY: mark("Company"),
    Section.ENTRIES: mark("Entries"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A sentence of a first view behind its ``mark``; its ``lead``, the words it begins with, is set in bold."""

    text: str = ""
    lead: str = ""
    mark: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class FirstView:
    """What is seen before anything is pressed: the ROI line, the verdict, what to do, a table, what is missing.

    ``advice`` stands apart from the verdict. ``missing``: what mentions people, below the table. ``notes``: one line
    in small print, the pieces set apart. ``charts``: blocks of their own below the table.
    """

    roi_line: str = ""
    verdict: Sequence[Line] = ()
    advice: Sequence[Line] = ()
    table: Table | None = None
    charts: Sequence[Block] = ()
    missing: Sequence[Paragraph] = ()
    notes: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class AnswerView:
    """An answer as it is drawn. ``said``: what the text says first, exact to the cent, before the ``sections``.

    ``decisions``: the buttons that decide something about it, which *Details* has as well. ``brief``: of a
    section what the text says in its place, so that it is never cut.
    """

    title: str
    first: FirstView
    said: Sequence[Paragraph]
    sections: Mapping[Section, Sequence[Paragraph]] = field(default_factory=dict)
    brief: Mapping[Section, Sequence[Paragraph]] = field(default_factory=dict)
    buttons: Sequence[Block] = ()
    decisions: Sequence[Block] = ()
    place: str = ""

    @property
    def message(self) -> Block:
        """The first view, and a text that says all that can be opened."""
        return {"text": plain(self.title, self._all()), "blocks": [header(self.title), *self._blocks()]}

    def _all(self) -> Iterator[Paragraph]:
        yield from self.said
        for section in Section:
            yield from self.brief.get(section) or self.sections.get(section, ())

    def _blocks(self) -> Iterator[Block]:
        first = self.first
        roi = [Line(text="", lead=unbroken_parts(first.roi_line))] if first.roi_line else []
        if roi or first.verdict:
            yield lines_block([*roi, *first.verdict])
        if first.advice:
            yield lines_block(first.advice)
        if first.table and first.table.rows:
            yield table_block(first.table)
        yield from first.charts
        yield from map(rich_text, first.missing)
        if first.notes:
            yield context(" · ".join(note.removesuffix(".") for note in first.notes))
        if self.buttons:
            yield actions(self.buttons) | ({"block_id": self.place} if self.place else {})


def line(sign: str, sentence: str) -> Line:
    """A sentence whose few words before its first colon say all in short: ``Pays: even at the low end …``."""
    lead, colon, rest = sentence.partition(": ")
    if not colon or len(lead) > LONGEST_LEAD:
        return Line(mark=sign, text=sentence)
    return Line(mark=sign, lead=lead, text=colon + rest)


def lines_block(lines: Sequence[Line]) -> Block:
    """The lines as one block; nothing in them is parsed."""
    spans: list[str | Strong] = []
    for number, one in enumerate(lines):
        before = ("\n" if number else "") + (f"{one.mark} " if one.mark else "")
        texts = [before, Strong(one.lead) if one.lead else "", one.text]
        spans += [text for text in texts if text]
    return rich_text(paragraph(*spans))
