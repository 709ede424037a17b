"""Drafts: a line that was refused, or that has no amount, as the fields of its form; and sentences on what is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.desk import replies
from bot.desk.desk import AlreadyDone, Desk
from bot.desk.replies import Body
from bot.desk.sentences import sentence
from bot.desk.sentences.line_parts import part_sentence
from bot.services import log_entry
from bot.services.doubts import TypedLine
from bot.views import words
from bot.views.blocks import Block, shorten
from bot.views.drafts import refused_line
from core.ledger.quick_draft import Draft, conversion_draft, cost_draft
from core.ledger.quick_entry import currency_said, number_said
from core.ledger.quick_guesses import guess_of
from core.ledger.quick_line import ASKING, Unread
from core.ledger.quick_words import UnknownWord, Vocabulary
from core.money.amounts import written
from core.problems import Problem
from core.setup.categories import Category
from core.setup.names import one_line
from storage.outages import Outage

MOST_NAMED = 4
"""Parts of a line that are named one by one."""

LONGEST_VALUE = 1900
"""Characters of the line in the value of a button; Slack takes 2,000."""


@dataclass(frozen=True, kw_only=True)
class Drafted:
    """A line as its form's ``fields``. ``left``: a sentence on each part that was not understood."""

    fields: Mapping[str, str]
    left: Sequence[str]
    is_without_number: bool


@dataclass(frozen=True, kw_only=True)
class _Names:
    """All that the words of a line may mean, and key -> name of what the team has named."""

    vocabulary: Vocabulary
    spoken: Mapping[str, str]


def is_about_line(problem: Problem, text: str) -> bool:
    """Whether the line was refused for what it says; whoever asks for help with one is only told how it begins."""
    return not isinstance(problem, Outage | AlreadyDone) and text.casefold() not in ASKING


def of_cost(desk: Desk, text: str, day: date | None = None) -> Drafted:
    """``day``: when it was typed, today unless said."""
    names = _names(desk, day)
    draft = cost_draft(text, names.vocabulary)
    said = draft.words
    hours = {"hours": said.get("hours", "").lower().removesuffix("h"), "rate": said.get("rate", "")}
    category = said.get("category", Category.PEOPLE.value if hours["hours"] else "")
    fields = {**_shared(desk, said, names), **hours, "category": category, **_amount(said, names.vocabulary)}
    fields["repeat"] = said.get("repeat", "")
    left = _left(desk, draft, names, conversions=False)
    return Drafted(fields=_filled(fields), left=left, is_without_number=draft.is_without_number)


def of_conversion(desk: Desk, text: str, day: date | None = None) -> Drafted:
    """As `of_cost`."""
    names = _names(desk, day)
    draft = conversion_draft(text, names.vocabulary)
    said, goal = draft.words, draft.words.get("goal", "")
    own = {"goal": goal, "goal_text": names.spoken.get(goal, goal)}
    own |= {name: said.get(name, "") for name in ("count", "first_contact")} | _revenue(draft, names.vocabulary)
    left = _left(desk, draft, names, conversions=True)
    fields = _filled({**_shared(desk, said, names), **own})
    return Drafted(fields=fields, left=left, is_without_number=draft.is_without_number)


def refusal(desk: Desk, problem: Problem, drafted: Drafted, action_id: str, line: TypedLine) -> Block:
    """The answer to a line that was refused: why, each part that was not understood, and *Open the form*."""
    left = list(drafted.left)
    if isinstance(problem, UnknownWord) and left:
        lines = [*left, desk.language.say("Nothing was saved.")]
    else:
        lines = [sentence(desk.language, problem), *left]
    return refused_line(desk.language, list(dict.fromkeys(lines)), action_id, button_value(line.day, line.text))


def button_value(day: date, text: str) -> str:
    """The value of a button that opens the form of a line: the day it was typed, and the line."""
    return shorten(f"{day.isoformat()} {one_line(text)}", LONGEST_VALUE)


def pressed_line(desk: Desk, body: Body) -> tuple[date, str]:
    """The day and the line in the value of *Open the form*."""
    day, _, line = str(replies.pressed(body).get("value", "")).partition(" ")
    try:
        return date.fromisoformat(day), line
    except ValueError:
        return desk.today, line


def _names(desk: Desk, day: date | None) -> _Names:
    with desk.database.reading() as connection:
        vocabulary = log_entry.vocabulary(connection, desk)
        spoken = log_entry.spoken(connection, desk)
    return _Names(vocabulary=replace(vocabulary, today=day or vocabulary.today), spoken=spoken)


def _left(desk: Desk, draft: Draft, names: _Names, *, conversions: bool) -> list[str]:
    def left(part: Unread) -> str:
        if not isinstance(part.problem, UnknownWord):
            return sentence(desk.language, part.problem)
        guess = guess_of(part.text, draft, names.vocabulary, conversions=conversions)
        return part_sentence(desk.language, guess, names.spoken)

    named = [left(part) for part in draft.unread[:MOST_NAMED]]
    return [*dict.fromkeys(named), *words.more(desk.language, len(draft.unread) - MOST_NAMED)]


def _filled(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in fields.items() if text}


def _shared(desk: Desk, said: Mapping[str, str], names: _Names) -> dict[str, str]:
    """The fields of costs and conversions alike."""
    language = desk.language
    named = {"campaign": words.campaign, "channel": words.channel, "content": words.content}
    places = {kind: said.get(kind, "") for kind in named}
    texts = {f"{kind}_text": name(language, places[kind], names.spoken) for kind, name in named.items() if places[kind]}
    return {**places, **texts, "date": said.get("day", ""), "note": said.get("note", "")}


def _revenue(draft: Draft, vocabulary: Vocabulary) -> dict[str, str]:
    """The amount that a line of conversions says, which has no place in one, and its currency."""
    amounts = (written(part.text) for part in draft.unread if isinstance(part.problem, UnknownWord))
    amount = next((one for one in amounts if one and one.marks), None)
    return _amount({"amount": f"{amount.marks[0]}{amount.number}"}, vocabulary, "revenue") if amount else {}


def _amount(said: Mapping[str, str], vocabulary: Vocabulary, field: str = "amount") -> dict[str, str]:
    """The amount and its currency; where the sign may be several currencies', the amount as it was typed."""
    text = said.get("amount", "")
    amount = written(text)
    try:
        currency = currency_said(said, vocabulary)
    except Problem:
        return {field: text}
    return {field: number_said(said, "amount") if amount else text, "currency": currency}
