"""History: the latest entries, with who and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.language import Language
from bot.views import words
from bot.views.blocks import Block, Mention, Paragraph, Span, button, message, paragraph
from bot.views.facts import fact_line
from bot.views.metrics import metric_line
from bot.views.reports import log_buttons
from core.categories import Category
from core.entries import Cost, Entry
from core.metrics import LoggedMetric
from core.repeats import Every


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


def history_answer(
    language: Language,
    entries: Sequence[Entry | LoggedMetric],
    names: Mapping[str, str],
    reader: Reader,
    *,
    campaign: str,
    older: str,
    rhythms: Mapping[int, Every] | None = None,
    replaced: Mapping[int, Entry] | None = None,
) -> Block:
    """The latest entries and metrics, newest first, each with who and when; one's own can be taken back and corrected.

    ``older``: the place where the page before begins; empty where there is none. ``rhythms``: ids of those that repeat
    -> how often. ``replaced``: ids of those that a correction has taken the place of -> what they said.
    """
    title = language.say("History")
    if campaign:
        title = language.say("History of {campaign}", campaign=words.campaign(language, campaign, names))
    if not entries:
        return message(title, [paragraph(language.say("Nothing is logged here yet."))], log_buttons(language))
    parts = [_history_row(language, entry, names, reader, rhythms or {}, replaced or {}) for entry in entries]
    more = [button(language.say("Older"), "history_older", f"{older} {campaign}".strip())] if older else []
    return message(title, parts, more)


def _history_row(
    language: Language,
    entry: Entry | LoggedMetric,
    names: Mapping[str, str],
    reader: Reader,
    rhythms: Mapping[int, Every],
    replaced: Mapping[int, Entry],
) -> Paragraph:
    if isinstance(entry, LoggedMetric):
        return _row(language, entry, metric_line(language, entry.fact, names), reader, "undo_metric_listed")
    line = _line(language, entry, names, reader)
    if entry.sign > 0 and (old := replaced.get(entry.replaces or 0)):
        line += "\n" + language.say("replaces: {line}", line=_line(language, old, names, reader))
    return _row(language, entry, line, reader, "undo_listed", rhythms.get(entry.id))


def _line(language: Language, entry: Entry, names: Mapping[str, str], reader: Reader) -> str:
    if reader.may_see(entry):
        return fact_line(language, entry.fact, names)
    return language.say("People and other: amount shown to admins only")


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
    return paragraph(*spans, buttons=_buttons(language, entry, take_back) if reader.may_undo(entry) else ())


def _buttons(language: Language, entry: Entry | LoggedMetric, take_back: str) -> list[Block]:
    correct = [button(language.say("Correct"), "correct", str(entry.id))] if isinstance(entry, Entry) else []
    return [button(language.say("Take back"), take_back, str(entry.id)), *correct]


def _verb(language: Language, entry: Entry | LoggedMetric) -> str:
    if entry.sign < 0:
        return language.say("Taken back:") + " "
    return language.say("Put back:") + " " if entry.reverses else ""
