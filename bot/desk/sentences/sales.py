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
            "Leads count towards return here. Choose the goal to log this sale for; it won’t add return."
        )
    return language.say(
        "A won deal needs a goal of stage Customer that counts towards return, and there is "
        "none. Choose another goal, or ask an admin to add one (/roi goal)."
    )


def _stage_unreadable(language: Language, problem: stages.StageUnreadable) -> str:
    text, part = names.one_line(problem.text)[:60], names.one_line(problem.part)[:60]
    if part:
        return language.say(
            "In “{text}” I can’t read “{part}”. Write a name and a percentage from 0 to 100, with "
            "its sign where the name ends in a number: Demo 2 50%.",
            text=text,
            part=part,
        )
    return language.say(
        "I can’t read the stage “{text}”. Write a name and a percentage from 0 to 100: Contract sent 90.",
        text=text,
    )


SENTENCES: Sentences = {
    deals.DealRenamed: with_fields(
        "You can’t rename “{name}” here: a new name would be a new deal. You can close this one as lost.", "name"
    ),
    deals.LeadIsNoSale: with_fields(
        "“{goal}” counts leads, and a deal that is won is a sale. Choose another goal.", "goal"
    ),
    deals.OfADeal: fixed(
        "This entry comes from a deal. Undo the deal’s last change (/roi history), or change its stage with /roi deal."
    ),
    deals.SaleGoalUnknown: _sale_goal_unknown,
    deals.UnknownDeal: fixed("Every change of that deal was undone. /roi deal lists open deals."),
    stages.StageFixed: lambda language, problem: language.say(
        "“{name}”: won is always 100 and lost always 0. List only the open stages.",
        name=names.one_line(problem.name)[:60],
    ),
    stages.StageTwice: lambda language, problem: language.say(
        "“{name}” is listed twice. Keep one.", name=names.one_line(problem.name)[:60]
    ),
    stages.StageUnreadable: _stage_unreadable,
    stages.TooManyStages: with_fields("At most {most} stages.", "most"),
}
