"""The deal form, the open deals above it, and the form of the stages, as modals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.language import Language
from bot.views import words
from bot.views.blocks import Block, actions, body, button, context, paragraph
from bot.views.deals import deal_line, percent, stage_line, stage_name
from bot.views.forms.fields import Typed, amount_of, currency_field, date_field, where_fields
from bot.views.inputs import date_input, field, lines_input, search, select, text_input
from bot.views.modals import form
from core.sales.deals import Deal
from core.sales.stages import CLOSED, Closed, DealStage, Stages
from core.setup.names import LONGEST

MOST_LISTED = 20
"""The most deals above the form, two blocks each: a modal holds 100."""

LONGEST_STAGES = 2000


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """The open deals above the form, newest first."""

    deals: Sequence[Deal]
    names: Mapping[str, str]


def deal_form(
    language: Language,
    typed: Typed,
    stages: Stages,
    currency: str,
    today: date,
    metadata: str,
    *,
    listed: Listed | None = None,
    changing: Deal | None = None,
    admin: bool = False,
) -> Block:
    """The form. ``listed``: the open deals, above an empty form. ``changing``: the deal a form is filled in for.

    ``admin``: may change the stages.
    """
    goal = (typed["goal"], typed["goal_text"]) if typed.get("goal") else None
    goal_hint = language.say(
        "Only for a deal that is won: what it is booked under. Empty: your one goal of stage Customer that counts."
    )
    blocks = [
        *(_listed(language, listed) if listed else []),
        field(
            "name",
            language.say("Deal"),
            text_input(typed.get("name"), longest=LONGEST),
            hint="" if changing else language.say("The name of a deal that is there already moves that deal."),
        ),
        field("amount", language.say("Amount"), amount_of(language, typed, "amount", currency)),
        currency_field(language, typed.get("currency") or currency),
        field(
            "stage",
            language.say("Deal stage"),
            select(_menu(language, stages, changing), typed.get("stage") or stages.stages[0].key),
        ),
        *where_fields(language, typed)[:2],
        field(
            "goal",
            language.say("Goal"),
            search(language.say("Choose or type a goal"), goal),
            hint=goal_hint,
            optional=True,
        ),
        date_field(language, today.isoformat()),
        *([actions([button(language.say("Stages"), "open_stages", "-")])] if admin and not changing else []),
    ]
    return form(language, "deal", language.say("Change a deal") if changing else language.say("Deal"), blocks, metadata)


def stages_form(
    language: Language, stages: Stages, closed: Sequence[Closed], today: date, metadata: str, *, from_closed: bool
) -> Block:
    """The form of the stages.

    ``closed``: what deals that are closed say. ``from_closed``: their shares stand in the lines already.
    """
    hint = language.say("A line each: Contract sent 90. Won is always 100, lost always 0.")
    from_hint = language.say("Steps of deals dated from this day on take them. What is saved already keeps its own.")
    lines = "\n".join(stage_line(language, stage) for stage in stages.stages)
    blocks = [
        *_calibration(language, stages, closed, from_closed=from_closed),
        field(
            "stages",
            language.say("Open stages, % of a sale"),
            lines_input(lines, longest=LONGEST_STAGES),
            hint=hint,
        ),
        field("from", language.say("From"), date_input(today.isoformat()), hint=from_hint),
    ]
    return form(language, "stages", language.say("Stages of deals"), blocks, metadata)


def _listed(language: Language, listed: Listed) -> list[Block]:
    lines = [
        paragraph(
            deal_line(language, deal, listed.names),
            buttons=[button(language.say("Change"), "change_deal", deal.key)],
        )
        for deal in listed.deals[:MOST_LISTED]
    ]
    if not lines:
        return [context(language.say("No deal is open. One is added here, and moved until it is won or lost."))]
    more = [paragraph(line) for line in words.more(language, len(listed.deals) - MOST_LISTED)]
    return [context(language.say("Open deals")), *body("", [*lines, *more])]


def _menu(language: Language, stages: Stages, changing: Deal | None) -> list[tuple[str, str]]:
    """The stages of today with their probabilities; the one a deal stands at also where it is no more among them."""
    every = list(stages.stages)
    if changing and changing.open and not stages.find(changing.stage):
        every.append(DealStage(key=changing.stage, name=changing.stage_name, probability=changing.probability))
    options = [(stage.key, f"{_name(language, stage)} · {percent(language, stage.probability)}") for stage in every]
    return options + [(stage.key, _name(language, stage)) for stage in CLOSED]


def _name(language: Language, stage: DealStage) -> str:
    return stage_name(language, stage.key, stage.name)


def _calibration(language: Language, stages: Stages, closed: Sequence[Closed], *, from_closed: bool) -> list[Block]:
    if not closed:
        return [context(language.say("These are guesses until deals close: then I say how many were won from each."))]
    lines = [
        language.say(
            "{stage}: won {won} of {of}, {share}",
            stage=stage_name(language, stage.key, stage.name),
            won=language.count(one.won),
            of=language.count(one.of),
            share=percent(language, one.share),
        )
        for stage in stages.stages
        for one in closed
        if one.stage == stage.key
    ]
    text = "\n".join([language.say("Of your closed deals that stood there:"), *lines])
    if from_closed:
        return [context(text)]
    return [context(text), actions([button(language.say("Use these shares"), "calibrate_stages", "-")])]
