"""Refused lines: which part was not understood, what was, and the line as it was probably meant behind a button."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.desk.desk import Desk
from bot.desk.sentences import sentence
from bot.services.drafts import Drafted
from bot.services.typed_lines import TypedLine, value_to_log, value_to_open
from bot.views import words
from bot.views.blocks import LONGEST_VALUE, Block
from bot.views.drafts import Refusal, only_reasons, refused_line
from bot.views.line_commands import LineCommand
from bot.views.understood import understood
from core.ledger.quick_entry import currency_said, number_said
from core.ledger.quick_guesses import CATEGORY
from core.ledger.quick_numbers import NumberUnread
from core.ledger.quick_repairs import Repair, repairs
from core.ledger.quick_words import UnknownWord, Vocabulary
from core.money.money import parse_money
from core.problems import Problem
from core.setup.names import one_line
from core.setup.registers import CAMPAIGN, CHANNEL, CONTENT

LONGEST_AMOUNT = 40
"""Characters of an amount that cannot be read."""

Rewrite = Callable[[str, Vocabulary], str]
"""A line once more, each word saying what it is. Raises a problem where the line cannot be logged."""


def refusal(
    desk: Desk, problem: Problem, drafted: Drafted, command: LineCommand, line: TypedLine, rewrite: Rewrite
) -> Block:
    """The answer to a line that was refused for ``problem``; of one line among many only why."""
    offered = _offered(problem, drafted, line, rewrite)
    refused = Refusal(
        reasons=_reasons(desk, problem, drafted),
        typed=f"{command.command} {one_line(line.text)}",
        unread=_unread(problem, drafted),
        understood=_understood(desk, drafted, line),
        repairs=[(_named(desk, drafted, repair), value) for repair, value in offered],
        clear=len(offered) == 1 and offered[0][0].clear,
    )
    if line.is_one_of_many:
        return only_reasons(refused)
    return refused_line(desk.language, refused, command, value_to_open(line))


def _reasons(desk: Desk, problem: Problem, drafted: Drafted) -> list[str]:
    lines = [*drafted.left]
    if not (isinstance(problem, UnknownWord) and lines):
        lines.insert(0, sentence(desk.language, problem))
    return list(dict.fromkeys(lines))


def _unread(problem: Problem, drafted: Drafted) -> list[str]:
    parts = [one_line(part.text) for part in drafted.draft.unread]
    return parts or ([problem.text] if isinstance(problem, NumberUnread) else [])


def _offered(problem: Problem, drafted: Drafted, line: TypedLine, rewrite: Rewrite) -> list[tuple[Repair, str]]:
    """The repairs that can be logged, with the values of their buttons."""
    likely = repairs(one_line(line.text), drafted.draft, drafted.guesses, problem)
    texts = [(repair, _rewritten(repair.line, rewrite, drafted.vocabulary)) for repair in likely]
    values = [(repair, value_to_log(line, text)) for repair, text in texts if text]
    return [(repair, value) for repair, value in values if len(value) <= LONGEST_VALUE]


def _rewritten(text: str, rewrite: Rewrite, vocabulary: Vocabulary) -> str:
    try:
        return rewrite(text, vocabulary)
    except Problem:
        return ""


def _named(desk: Desk, drafted: Drafted, repair: Repair) -> str:
    return ", ".join(_name(desk, drafted, kind, value) for kind, value in repair.meant)


def _name(desk: Desk, drafted: Drafted, kind: str, value: str) -> str:
    if kind == CATEGORY:
        return words.category(desk.language, value)
    naming = {CAMPAIGN: words.campaign, CHANNEL: words.channel, CONTENT: words.content}.get(kind)
    return naming(desk.language, value, drafted.spoken) if naming else drafted.spoken.get(value, value)


def _understood(desk: Desk, drafted: Drafted, line: TypedLine) -> Sequence[str]:
    return understood(desk.language, drafted.draft.words, _amount(desk, drafted), drafted.spoken, line.day)


def _amount(desk: Desk, drafted: Drafted) -> str:
    """The amount as a receipt would say it; as it was typed where it cannot be read."""
    said = drafted.draft.words
    if "amount" not in said:
        return ""
    try:
        currency = currency_said(said, drafted.vocabulary)
        amount = parse_money(number_said(said, "amount"), currency, credit=True, comma=drafted.vocabulary.comma)
    except Problem:
        return said["amount"][:LONGEST_AMOUNT]
    return desk.language.money(amount)
