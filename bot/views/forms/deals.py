"""The deal form, the open deals above it, and the form of the stages, as modals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.language import Language
from bot.views import words
from bot.views.blocks import Block, Paragraph, actions, body, button, context, paragraph
from bot.views.deals import deal_line
from bot.views.forms.fields import (
    Typed,
    amount_of,
    campaign_and_channel_fields,
    currency_field,
    date_field,
    first_contact_field,
)
from bot.views.inputs import date_input, field, lines_input, search, select, text_input
from bot.views.modals import form
from bot.views.stages import percent, stage_line, stage_name
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
    blocks = [
        *(_listed(language, listed) if listed else []),
        _name_field(language, typed, changing),
        field("amount", language.say("Amount"), amount_of(language, typed, "amount", currency)),
        currency_field(language, typed.get("currency") or currency),
        _stage_field(language, typed, stages, changing),
        *campaign_and_channel_fields(language, typed),
        _goal_field(language, typed),
        date_field(language, today.isoformat()),
        first_contact_field(language, typed),
        *(_stages_button(language) if admin and not changing else []),
    ]
    return form(language, "deal", language.say("Change a deal") if changing else language.say("Deal"), blocks, metadata)


def _name_field(language: Language, typed: Typed, changing: Deal | None) -> Block:
    name = text_input(typed.get("name"), longest=LONGEST)
    hint = "" if changing else language.say("To change the stage of an open deal, type its name.")
    return field("name", language.say("Deal"), name, hint=hint)


def _stage_field(language: Language, typed: Typed, stages: Stages, changing: Deal | None) -> Block:
    menu = select(_menu(language, stages, changing), typed.get("stage") or stages.stages[0].key)
    return field("stage", language.say("Deal stage"), menu)


def _goal_field(language: Language, typed: Typed) -> Block:
    goal = (typed["goal"], typed["goal_text"]) if typed.get("goal") else None
    menu = search(language.say("Choose or type a goal"), goal)
    hint = language.say(
        "Needed for a won deal: the goal its return goes to. Leave empty to use your only Customer goal that counts."
    )
    return field("goal", language.say("Goal"), menu, hint=hint, optional=True)


def _stages_button(language: Language) -> list[Block]:
    return [actions([button(language.say("Stages"), "open_stages", "-")])]


def stages_form(
    language: Language, stages: Stages, closed: Sequence[Closed], today: date, metadata: str, *, from_closed: bool
) -> Block:
    """``closed``: what deals that are closed say. ``from_closed``: their shares stand in the lines already."""
    blocks = [
        *_calibration(language, stages, closed, from_closed=from_closed),
        _open_stages_field(language, stages),
        _from_field(language, today),
    ]
    return form(language, "stages", language.say("Stages of deals"), blocks, metadata)


def _open_stages_field(language: Language, stages: Stages) -> Block:
    lines = "\n".join(stage_line(language, stage) for stage in stages.stages)
    hint = language.say("A line each: Contract sent 90. Won is always 100, lost always 0.")
    return field(
        "stages",
        language.say("Open stages and chance to win, %"),
        lines_input(lines, longest=LONGEST_STAGES),
        hint=hint,
    )


def _from_field(language: Language, today: date) -> Block:
    hint = language.say("Applies to stage changes from this date on. Earlier ones keep their own probability.")
    return field("from", language.say("From date"), date_input(today.isoformat()), hint=hint)


def _listed(language: Language, listed: Listed) -> list[Block]:
    if not listed.deals:
        return [context(language.say("No deal is open. One is added here, and moved until it is won or lost."))]
    lines = [_listed_deal(language, deal, listed.names) for deal in listed.deals[:MOST_LISTED]]
    more = [paragraph(line) for line in words.more(language, len(listed.deals) - MOST_LISTED)]
    return [context(language.say("Open deals")), *body("", [*lines, *more])]


def _listed_deal(language: Language, deal: Deal, names: Mapping[str, str]) -> Paragraph:
    change = button(language.say("Change"), "change_deal", deal.key)
    return paragraph(deal_line(language, deal, names), buttons=[change])


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
        return [
            context(
                language.say("These are guesses for now. Once deals close, I show how many were won from each stage.")
            )
        ]
    lines = [
        _won_of_closed(language, stage, one) for stage in stages.stages for one in closed if one.stage == stage.key
    ]
    text = context("\n".join([language.say("Won, of the closed deals that reached the stage:"), *lines]))
    if from_closed:
        return [text]
    return [text, actions([button(language.say("Use these shares"), "calibrate_stages", "-")])]


def _won_of_closed(language: Language, stage: DealStage, closed: Closed) -> str:
    return language.say(
        "{stage}: won {won} of {of}, {share}",
        stage=_name(language, stage),
        won=language.count(closed.won),
        of=language.count(closed.of),
        share=percent(language, closed.share),
    )
