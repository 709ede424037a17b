"""Drafts: a line that was refused, or that has no amount, as the fields of its form; and sentences on what is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.desk import replies
from bot.desk.desk import AlreadyDone, Desk
from bot.desk.replies import Body, Reply
from bot.desk.sentences import sentence
from bot.desk.sentences.line_parts import part_sentence
from bot.services import log_entry
from bot.views import words
from bot.views.blocks import Block, shorten
from core.ledger.entries import NotYours
from core.ledger.entry_fields import LONGEST_NOTE
from core.ledger.quick_draft import Draft, conversion_draft, cost_draft
from core.ledger.quick_entry import currency_said, number_said
from core.ledger.quick_guesses import MOST_GUESSED, Guess, guesses_of, with_guesses
from core.ledger.quick_line import ASKING
from core.ledger.quick_words import Vocabulary
from core.money.amounts import written
from core.problems import Problem
from core.setup.categories import Category
from storage.outages import Outage


@dataclass(frozen=True, kw_only=True)
class Drafted:
    """A line as its form's ``fields``. ``left``: a sentence on each part that was not understood.

    ``draft``, ``guesses``: what it says, and what the rest of it may mean, of the ``vocabulary``. ``spoken``: key ->
    name of what the team has named.
    """

    fields: Mapping[str, str]
    left: Sequence[str]
    draft: Draft
    guesses: Sequence[Guess | None]
    vocabulary: Vocabulary
    spoken: Mapping[str, str]

    @property
    def is_without_number(self) -> bool:
        return self.draft.is_without_number


@dataclass(frozen=True, kw_only=True)
class _Names:
    """All that the words of a line may mean, and key -> name of what the team has named."""

    vocabulary: Vocabulary
    spoken: Mapping[str, str]


def in_place(desk: Desk, body: Body, logged: Block | Drafted, form: Callable[[Desk, Drafted], Block]) -> Reply:
    """Puts what a pressed line has become in the place of its message; of one that says too little, opens its form."""
    if isinstance(logged, Drafted):
        return replies.open_in_place(desk, body, form(desk, logged))
    return replies.replace(desk, body, logged)


def is_about_line(problem: Problem, text: str) -> bool:
    """Whether the line was refused for what it says; whoever asks for help with one is only told how it begins."""
    return not isinstance(problem, Outage | AlreadyDone | NotYours) and text.casefold() not in ASKING


def of_cost(desk: Desk, text: str, day: date | None = None) -> Drafted:
    """``day``: when it was typed, today unless said."""
    names = _names(desk, day)
    draft = cost_draft(text, names.vocabulary)
    guesses = guesses_of(draft, names.vocabulary)
    said, rest = with_guesses(draft, guesses)
    hours = {"hours": said.get("hours", "").lower().removesuffix("h"), "rate": said.get("rate", "")}
    category = said.get("category", Category.PEOPLE.value if hours["hours"] else "")
    fields = {**_shared(desk, said, rest, names), **hours, "category": category, **_amount(said, names.vocabulary)}
    fields["repeat"] = said.get("repeat", "")
    return _drafted(desk, fields, draft, guesses, names)


def of_conversion(desk: Desk, text: str, day: date | None = None) -> Drafted:
    """As `of_cost`."""
    names = _names(desk, day)
    draft = conversion_draft(text, names.vocabulary)
    guesses = guesses_of(draft, names.vocabulary, conversions=True)
    said, rest = with_guesses(draft, guesses)
    goal, revenue = said.get("goal", ""), _revenue_in(rest)
    own = {"goal": goal, "goal_text": names.spoken.get(goal, goal), **_revenue(revenue, names.vocabulary)}
    own |= {name: said.get(name, "") for name in ("count", "first_contact")}
    rest = tuple(part for part in rest if part != revenue)
    return _drafted(desk, {**_shared(desk, said, rest, names), **own}, draft, guesses, names)


def _drafted(
    desk: Desk, fields: Mapping[str, str], draft: Draft, guesses: Sequence[Guess | None], names: _Names
) -> Drafted:
    return Drafted(
        fields=_filled(fields),
        left=_left(desk, draft, guesses, names),
        draft=draft,
        guesses=guesses,
        vocabulary=names.vocabulary,
        spoken=names.spoken,
    )


def _names(desk: Desk, day: date | None) -> _Names:
    with desk.database.reading() as connection:
        vocabulary = log_entry.vocabulary(connection, desk)
        spoken = log_entry.spoken(connection, desk)
    return _Names(vocabulary=replace(vocabulary, today=day or vocabulary.today), spoken=spoken)


def _left(desk: Desk, draft: Draft, guesses: Sequence[Guess | None], names: _Names) -> list[str]:
    """A sentence on each part that was not understood, as far as they are guessed at."""
    named = [
        part_sentence(desk.language, guess, names.spoken) if guess else sentence(desk.language, part.problem)
        for part, guess in zip(draft.unread[:MOST_GUESSED], guesses, strict=False)
    ]
    return [*dict.fromkeys(named), *words.more(desk.language, len(draft.unread) - MOST_GUESSED)]


def _filled(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in fields.items() if text}


def _shared(desk: Desk, said: Mapping[str, str], rest: Sequence[str], names: _Names) -> dict[str, str]:
    """The fields of costs and conversions alike. ``rest``: what of the line has no other field than the note."""
    named = {"campaign": words.campaign, "channel": words.channel, "content": words.content}
    places = {kind: said.get(kind, "") for kind in named}
    texts = {
        f"{kind}_text": name(desk.language, places[kind], names.spoken) for kind, name in named.items() if places[kind]
    }
    note = " ".join(filter(None, [said.get("note", ""), *rest]))
    return {
        **places,
        **texts,
        "date": said.get("day", ""),
        "note": shorten(note, LONGEST_NOTE),
    }


def _revenue_in(rest: Sequence[str]) -> str:
    """The amount that a line of conversions says, which has no place in one."""
    return next((part for part in rest if (amount := written(part)) and amount.marks), "")


def _revenue(text: str, vocabulary: Vocabulary) -> dict[str, str]:
    """The amount and its currency."""
    amount = written(text)
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
