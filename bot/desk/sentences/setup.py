"""Sentences for problems with what a workspace has defined: names, campaigns, goals, figures and settings."""

from __future__ import annotations

from bot.desk.sentences.sentence import Sentences, fixed, nearest, with_fields
from bot.language import Language, mark
from bot.views import words
from core.plans import own_benchmarks
from core.setup import campaigns, company_figures, goals, languages, names, registers, replacements, workspaces

NAMES_OF_KINDS = {
    "campaign": mark("a campaign"),
    "goal": mark("a goal"),
    "channel": mark("a channel"),
    "content": mark("a content type"),
    "deal": mark("a deal"),
    "command": mark("a command"),
    "category": mark("a category"),
    "currency": mark("a currency"),
    "period": mark("a period"),
    "number": mark("a number"),
}
"""What a name may stand for, as `core.setup.names` calls it -> that in words."""


def _name_taken(language: Language, problem: names.NameTaken) -> str:
    kind = language.say(NAMES_OF_KINDS[problem.kind])
    if problem.other:
        return language.say(
            "“{name}” looks like “{other}”, which already exists ({kind}). If you mean that one, "
            "type it like that. If not, how about “{suggestion}”?",
            name=problem.name,
            other=problem.other,
            kind=kind,
            suggestion=problem.suggested(language.code),
        )
    return language.say(
        "“{name}” already means something here ({kind}). How about “{suggestion}”?",
        name=problem.name,
        kind=kind,
        suggestion=problem.suggested(language.code),
    )


def _campaign_exists(language: Language, problem: campaigns.CampaignExists) -> str:
    return f"{_name_taken(language, problem)} " + language.say("/roi new {key} changes it.", key=problem.key)


def _unknown_campaign(language: Language, problem: campaigns.UnknownCampaign) -> str:
    unknown = language.say("I can’t find a campaign called “{name}”.", name=names.one_line(problem.name)[:80])
    return f"{unknown} {nearest(language, problem.alike)}"


def _unknown_goal(language: Language, problem: goals.UnknownGoal) -> str:
    unknown = language.say("I can’t find a goal called “{name}”.", name=names.one_line(problem.name)[:80])
    if problem.alike:
        return f"{unknown} {nearest(language, problem.alike)}"
    return f"{unknown} " + language.say("/roi goal lists all goals.")


def _second_stage(language: Language, problem: goals.SecondStageCounts) -> str:
    return language.say(
        "“{goal}” ({stage}) already counts towards return. Choose “No” here, or switch that off "
        "first: the same sale would be counted twice.",
        goal=problem.goal,
        stage=language.say(words.STAGES[problem.stage]),
    )


SENTENCES: Sentences = {
    campaigns.MarginTooHigh: fixed("A margin is at most 100%."),
    campaigns.CampaignExists: _campaign_exists,
    campaigns.UnknownCampaign: _unknown_campaign,
    company_figures.NotOneMonth: lambda language, problem: language.say(
        "“{text}” isn’t one month. Write a month that has begun: July 2026, or last month.",
        text=names.one_line(problem.text)[:60],
    ),
    company_figures.MonthAhead: fixed("Choose a month that has begun: July 2026, or last month."),
    goals.NotADelay: with_fields("Write whole days, 0 to {longest}.", "longest"),
    goals.RateMissing: fixed("History and Average need a conversion rate: how many in 100 become customers or buy."),
    goals.RateTooHigh: fixed("A conversion rate is at most 100%."),
    goals.SecondStageCounts: _second_stage,
    goals.UnknownGoal: _unknown_goal,
    languages.UnknownLanguage: fixed(
        "I speak English and Polish: /roi language en, /roi language pl, or /roi language slack for Slack’s own."
    ),
    names.NameMissing: fixed("A name needs at least one letter or digit."),
    names.NameTooLong: with_fields("The name is too long: {length} of {longest} characters.", "length", "longest"),
    names.NameTaken: _name_taken,
    registers.NameUnclear: lambda language, problem: language.say(
        "“{name}” may be one of these: {names}. Write the one you mean.",
        name=names.one_line(problem.name)[:60],
        names=", ".join(problem.choices),
    ),
    own_benchmarks.SourceMissing: fixed("Add where this figure comes from."),
    replacements.UnknownReplacement: fixed("I can’t find that change any more, so nothing was undone."),
    workspaces.CurrencyInUse: with_fields(
        "Amounts have been logged since, so the currency doesn’t go back to {currency} by "
        "itself. /roi settings first shows what a change would do.",
        "currency",
    ),
    workspaces.NotAPercentage: fixed("Write a whole percentage from 0 to 100."),
    workspaces.OtherCurrency: lambda language, problem: language.say(
        "This is kept in your reporting currency. Enter it in {reporting}.", reporting=problem.reporting
    ),
}
