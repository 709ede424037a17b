"""The stages of deals in words: their names and probabilities, and what is said once they are saved."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.language import Language, mark
from bot.views.blocks import Block, Paragraph, message, paragraph, rows
from core.sales.deals import LOST, WON
from core.sales.stages import DealStage, Stages, written_stage

STAGES = {
    "appointment-scheduled": mark("Appointment scheduled"),
    "qualified-to-buy": mark("Qualified to buy"),
    "presentation-scheduled": mark("Presentation scheduled"),
    "decision-maker-bought-in": mark("Decision maker bought-in"),
    "contract-sent": mark("Contract sent"),
    WON: mark("Closed won"),
    LOST: mark("Closed lost"),
}


def stages_saved(
    language: Language, stages: Stages, before: Sequence[Paragraph] = (), undo: Sequence[Block] = ()
) -> Block:
    """The words in the form's place. ``before``: what it replaced; ``undo``: the button that takes it back."""
    lines = [
        f"{stage_name(language, stage.key, stage.name)}: {percent(language, stage.probability)}"
        for stage in stages.stages
    ]
    text = language.say(
        "Applies to stage changes dated {day} or later. Earlier ones keep their probability.",
        day=language.day(stages.start),
    )
    return message(language.say("Stages saved"), [rows(lines), *before, paragraph(text)], undo)


def stage_name(language: Language, key: str, name: str = "") -> str:
    """The name of a stage. ``name``: of one the team has named itself."""
    return name or language.say(STAGES[key])


def stage_line(language: Language, stage: DealStage) -> str:
    """A line as ``Contract sent 90``, as it is typed in the form of the stages."""
    return written_stage(stage_name(language, stage.key, stage.name), stage.probability)


def percent(language: Language, probability: Decimal) -> str:
    """``90%``, ``63.15%``: with the decimals it has."""
    places = max(0, -int(probability.normalize().as_tuple().exponent))
    return f"{language.number(probability, places)}%"
