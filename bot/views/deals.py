"""Deals in words: what is booked and what is expected, a step's receipt, and what an undo took back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.language import Language
from bot.views import words
from bot.views.blocks import Block, Paragraph, button, message, paragraph, rows
from bot.views.exchange import exchange_line
from bot.views.facts import first_contact
from bot.views.receipts import closed_lines
from bot.views.stages import percent, stage_name
from bot.views.ticked import ticked
from core.ledger.entries import Conversion
from core.sales.deals import Deal, DealStep, Move
from core.sales.pipelines import Pipeline

MOST_NAMED = 5


def booked_and_expected(
    language: Language, pipeline: Pipeline | None, names: Mapping[str, str], *, named: bool = False
) -> list[Paragraph]:
    """Booked and expected side by side, never one figure (D-15); empty without open deals.

    ``named``: this campaign's too.
    """
    if pipeline is None:
        return []
    expected = language.say_n(
        "Expected from {n} open deal on {day}: {expected} ± {deviation}",
        "Expected from {n} open deals on {day}: {expected} ± {deviation}",
        len(pipeline.deals),
        day=language.day(pipeline.day),
        expected=language.money(pipeline.expected),
        deviation=language.money(pipeline.deviation),
    )
    booked = language.say("Booked return: {booked}", booked=language.money(pipeline.total.returned))
    lines = [booked, expected, *_together(language, pipeline)]
    if named:
        lines += [deal_line(language, replace(deal, campaign=""), names) for deal in pipeline.deals[:MOST_NAMED]]
        lines += words.more(language, len(pipeline.deals) - MOST_NAMED)
    return [rows(lines, heading=language.say("Booked and expected"))]


def deal_line(language: Language, deal: Deal, names: Mapping[str, str]) -> str:
    """A line as ``Acme · $10,000.00 · Contract sent, 90% · LinkedIn · campaign-q3 · 3 Aug 2026``."""
    return " · ".join(_deal_parts(language, deal, names))


def _deal_parts(language: Language, deal: Deal, names: Mapping[str, str]) -> list[str]:
    money = language.money(deal.booked)
    if deal.exchange:
        money = f"{money} ({language.amount(deal.amount)})"
    parts = [deal.name, money, _stage(language, deal)]
    parts += [words.channel(language, deal.channel, names)] if deal.channel else []
    parts += [words.campaign(language, deal.campaign, names)] if deal.campaign else []
    met = [first_contact(language, deal.first_contact)] if deal.first_contact else []
    return [*parts, language.day(deal.day), *met]


def receipt(
    language: Language,
    move: Move,
    names: Mapping[str, str],
    today: date,
    *,
    changed: bool = False,
    closed: Sequence[date] = (),
    asked: Sequence[Paragraph] = (),
) -> Block:
    """The receipt of a step, with *Undo* and the next form. ``changed``: it was saved already, and says other things.

    ``closed``: the closed months that what it booked, or took back, stands in. ``asked``: what is asked under it.
    """
    title = language.say("Deal moved") if move.before else language.say("Deal added")
    details = [
        *_details(language, move, names),
        *_settled(language, move),
        *closed_lines(language, closed),
        *_doubts(language, move, today, changed=changed),
    ]
    another = button(language.say("Add another deal"), "log_deal", "-")
    return _ticked(language, title, move.step, names, details, (_undo_button(language, move.step), another), asked)


def _doubts(language: Language, move: Move, today: date, *, changed: bool) -> list[str]:
    """A day that is yet to come, and a form that says other things than it did when it was saved."""
    lines = []
    if move.step.fact.day > today:
        day = language.day(move.step.fact.day)
        lines.append(language.say("The date is ahead: it counts from {day} on.", day=day))
    if changed:
        lines.append(
            language.say(
                "This form was saved already (as above), without your later changes. Undo it and log it again."
            )
        )
    return lines


def taken_back(language: Language, move: Move, names: Mapping[str, str], closed: Sequence[date] = ()) -> Block:
    """What an undo took back, with *Redo*; and where the deal stands now. ``closed``: as in `receipt`."""
    redo = button(language.say("Redo"), "redo_deal", str(move.step.id))
    return _ticked(language, language.say("Undone"), move.step, names, _turned(language, move, closed), (redo,))


def put_back(language: Language, move: Move, names: Mapping[str, str], closed: Sequence[date] = ()) -> Block:
    undo = _undo_button(language, move.step)
    return _ticked(language, language.say("Restored"), move.step, names, _turned(language, move, closed), (undo,))


def _turned(language: Language, move: Move, closed: Sequence[date]) -> list[str]:
    """The lines on what came of the step, and where the deal stands now."""
    return [*_settled(language, move), _now(language, move), *closed_lines(language, closed)]


def _ticked(
    language: Language,
    label: str,
    step: DealStep,
    names: Mapping[str, str],
    details: Sequence[str],
    buttons: Sequence[Block],
    asked: Sequence[Paragraph] = (),
) -> Block:
    parts = _deal_parts(language, step.fact, names)
    return ticked(label, f"{label}: {parts[0]}", parts, details, asked, buttons)


def ask_undo(
    language: Language,
    step: DealStep,
    names: Mapping[str, str],
    *,
    booked: bool,
    closed: Sequence[date] = (),
    old: bool = True,
) -> Block:
    """The question before a step older than a day, or one that moves a closed month, is taken back.

    ``booked``: its deal has a return on the books.
    """
    lines = []
    if old:
        lines.append(language.say("This was logged more than 24 hours ago. Figures already shared will change."))
    if booked and step.fact.won:
        lines.append(language.say("The return it added will be undone too."))
    lines += closed_lines(language, closed)
    sure = button(language.say("Undo"), "undo_deal_sure", str(step.id), style="danger")
    parts = [_line(language, step, names), paragraph("\n".join(lines))]
    return message(language.say("Undo this entry?"), parts, (sure,))


def ask_redo(
    language: Language, reversal: int, step: DealStep, names: Mapping[str, str], closed: Sequence[date]
) -> Block:
    """The question before a step that moves a closed month is put back. ``step``: what would stand again."""
    sure = button(language.say("Restore"), "redo_deal_sure", str(reversal), style="danger")
    parts = [_line(language, step, names), paragraph("\n".join(closed_lines(language, closed)))]
    return message(language.say("Restore this entry?"), parts, (sure,))


def _together(language: Language, pipeline: Pipeline) -> list[str]:
    """The ratio of both to the cost, or why there is none; nothing where the cost is not the deals' own."""
    if not pipeline.own_cost:
        return []
    if pipeline.joined is None:
        text = language.say(
            "Leads count towards return here, so expected return is left out: the same sales would "
            "count twice. That is why there is no pipeline ROI."
        )
        return [text]
    text = language.say(
        "Pipeline ROI {roi}: booked plus expected return, over the same cost. Plain ROI counts booked return only.",
        roi=words.roi(language, pipeline.joined),
    )
    return [text]


def _stage(language: Language, deal: Deal) -> str:
    """A stage as ``Contract sent, 90%``; of one that is closed, without the percentage."""
    name = stage_name(language, deal.stage, deal.stage_name)
    return f"{name}, {percent(language, deal.probability)}" if deal.open else name


def _details(language: Language, move: Move, names: Mapping[str, str]) -> list[str]:
    deal = move.step.fact
    lines = []
    if (
        move.before
        and _only_moved(move.before.fact, deal)
        and _stage(language, move.before.fact) != _stage(language, deal)
    ):
        lines.append(language.say("Before: {stage}.", stage=_stage(language, move.before.fact)))
    elif move.before:
        lines.append(language.say("Before: {told}", told=deal_line(language, move.before.fact, names)))
    if move.last and move.last.place != move.step.place:
        lines.append(_now(language, move))
    elif deal.open:
        expected = language.money(deal.expected)
        lines.append(language.say("Expected return: {expected}, not counted in the return so far.", expected=expected))
    elif not deal.won:
        lines.append(language.say("It adds no expected return any more."))
    if deal.exchange:
        lines.append(exchange_line(language, deal.exchange, deal.amount))
    return lines


def _only_moved(before: Deal, deal: Deal) -> bool:
    """Whether nothing but the deal's stage and day is another."""

    def said(one: Deal) -> tuple[object, ...]:
        return one.name, one.amount, one.campaign, one.channel, one.first_contact

    return said(before) == said(deal)


def _settled(language: Language, move: Move) -> list[str]:
    """The lines on the return that was booked, and on the one that was taken back."""
    lines = []
    if move.withdrawn and isinstance(move.withdrawn.fact, Conversion):
        value = language.money(move.withdrawn.fact.value)
        lines.append(language.say("The return it had added was undone: {value}.", value=value))
    if move.booked and isinstance(move.booked.fact, Conversion):
        lines.append(_booked(language, move.booked.fact, move.step.fact))
    return lines


def _booked(language: Language, sale: Conversion, step: Deal) -> str:
    """The return, and when the buyer was first met where the ``step`` above does not say it."""
    if not sale.goal.counts:
        return language.say("Logged for the goal {goal}, which doesn’t count towards return.", goal=sale.goal.name)
    value, goal = language.money(sale.value), sale.goal.name
    if sale.first_contact and sale.first_contact != step.first_contact:
        return language.say(
            "Booked as return: {value}, goal {goal}, first contact {day}.",
            value=value,
            goal=goal,
            day=language.day(sale.first_contact),
        )
    return language.say("Booked as return: {value}, goal {goal}.", value=value, goal=goal)


def _now(language: Language, move: Move) -> str:
    if move.last is None:
        return language.say("Every change of this deal was undone.")
    deal = move.last.fact
    return language.say(
        "The last change of this deal: {stage}, {day}.", stage=_stage(language, deal), day=language.day(deal.day)
    )


def _line(language: Language, step: DealStep, names: Mapping[str, str]) -> Paragraph:
    return paragraph(deal_line(language, step.fact, names), bold=True)


def _undo_button(language: Language, step: DealStep) -> Block:
    return button(language.say("Undo"), "undo_deal", str(step.id))
