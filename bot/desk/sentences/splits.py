"""Sentences for problems with a cost that is split among campaigns or spread over months."""

from __future__ import annotations

from bot.desk.sentences.sentence import Sentences, fixed, nearest, with_fields
from bot.language import Language
from core.ledger import splits, spreads
from core.setup import names


def _unknown_part(language: Language, problem: splits.UnknownPart) -> str:
    unknown = language.say(
        "I can’t find a campaign or channel called “{name}”.", name=names.one_line(problem.name)[:80]
    )
    return f"{unknown} {nearest(language, problem.alike)}"


SENTENCES: Sentences = {
    splits.NothingToSplitBy: fixed(
        "No campaign has data in these months to split by. Choose another way, or fixed weights."
    ),
    splits.SplitHasCampaign: fixed(
        "This cost belongs to one campaign already. Clear the Campaign field, or choose “Not split”."
    ),
    splits.SplitTellsHours: lambda language, problem: language.say(
        "“{campaign}” in {month}: this split would reveal one person’s hours. Splitting by hours "
        "needs hours from at least three named people on each campaign, even without one "
        "person’s entries. Choose another way.",
        month=language.long_month(problem.month),
        campaign=problem.campaign,
    ),
    splits.TooManyParts: with_fields("At most {most} parts.", "most"),
    splits.UnknownPart: _unknown_part,
    splits.WeightsMissing: fixed("Choose “By fixed weights” and write them: spring-webinar 60, always-on/linkedin 40."),
    splits.WeightsUnreadable: lambda language, problem: language.say(
        "I can’t read the weight “{text}”. Write: spring-webinar 60, always-on/linkedin 40.",
        text=names.one_line(problem.text)[:60],
    ),
    spreads.SpreadTooLong: fixed("A cost is spread over at most five years. Check the year."),
}
