"""Sentences for problems with deals and the stages of the pipeline."""

from __future__ import annotations

from bot.desk.sentences.sentence import Sentences, fixed, with_fields
from bot.language import Language
from core.sales import deals, stages
from core.setup import names


def _sale_goal_unknown(language: Language, problem: deals.SaleGoalUnknown) -> str:
    if problem.several:
        return language.say("Several goals of the stage Customer count: choose the one this sale belongs to.")
    if problem.leads:
        return language.say(
            "Leads are what counts towards return here. Choose the goal this sale is logged under: it adds no return."
        )
    return language.say(
        "A deal that is won books its return under a goal, and none of the stage Customer counts. Choose another, or "
        "let an admin add one with /roi goal."
    )


def _stage_unreadable(language: Language, problem: stages.StageUnreadable) -> str:
    text, part = names.one_line(problem.text)[:60], names.one_line(problem.part)[:60]
    if part:
        return language.say(
            "In “{text}” I cannot read “{part}”. Write a name and a percentage from 0 to 100, with its sign where the "
            "name ends in a number: Demo 2 50%.",
            text=text,
            part=part,
        )
    return language.say(
        "“{text}” is not a stage I can read. Write a name and a percentage from 0 to 100: Contract sent 90.",
        text=text,
    )


SENTENCES: Sentences = {
    deals.DealRenamed: with_fields(
        "Here the name stays “{name}”: under another it would be a second deal. Close this one as lost instead.", "name"
    ),
    deals.LeadIsNoSale: with_fields(
        "“{goal}” counts leads, and a deal that is won is a sale. Choose another goal.", "goal"
    ),
    deals.OfADeal: fixed(
        "A deal booked this. Take back the deal's step instead (/roi history), or move the deal with /roi deal."
    ),
    deals.SaleGoalUnknown: _sale_goal_unknown,
    deals.UnknownDeal: fixed("No step of that deal stands any more. /roi deal lists the open ones."),
    stages.StageFixed: lambda language, problem: language.say(
        "“{name}”: won and lost are there always, at 100 and 0. Write the open stages only.",
        name=names.one_line(problem.name)[:60],
    ),
    stages.StageTwice: lambda language, problem: language.say(
        "“{name}” is there twice. Keep one.", name=names.one_line(problem.name)[:60]
    ),
    stages.StageUnreadable: _stage_unreadable,
    stages.TooManyStages: with_fields("At most {most} stages, please.", "most"),
}
