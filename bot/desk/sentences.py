"""The sentence for each named problem: what is wrong, and what to do. ``bot.desk.errors`` puts it in its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.desk.desk import AdminsOnly, AlreadyDone, ForeignWorkspace
from bot.forms.fields import FieldMissing
from bot.language import Language, mark
from bot.slack.people import NotWelcome, Role, Unknown
from bot.views import words
from bot.views.doubts import reasons
from core.calendar import period_words, periods, weekly
from core.ledger import (
    closings,
    doubts,
    entries,
    history_filter,
    hourly_rates,
    media,
    quick_entry,
    refunds,
    repeats,
    splits,
    spreads,
)
from core.money import exchange, money
from core.plans import own_benchmarks
from core.posts import deliveries
from core.problems import Problem
from core.sales import deals, stages
from core.setup import campaigns, company_figures, goals, names, registers, replacements, workspaces
from storage import outages

KINDS = {
    "campaign": mark("a campaign"),
    "goal": mark("a goal"),
    "channel": mark("a channel"),
    "content": mark("a content type"),
    "deal": mark("a deal"),
    "command": mark("a word of mine"),
    "category": mark("a category"),
    "currency": mark("a currency"),
    "period": mark("a period"),
    "number": mark("a number"),
}
MISSING = {
    "amount": mark("Say the amount first: /roi-cost 250 ads linkedin campaign-q3 2026-08-03 “boosted post”."),
    "count": mark("Say how many first: /roi-conversion 12 newsletter linkedin campaign-q3 2026-08-03."),
    "category": mark("Say the category too: ads, tools, people, materials, agency or other."),
    "goal": mark("Say the goal too. /roi goal lists the goals there are."),
    "rate": mark("Say the rate after the hours: /roi-cost 40h 50 people campaign-q3."),
}

OUTAGES = {
    outages.Cause.BUSY: mark("My database is busy just now, and nothing was saved. Please try again in a moment."),
    outages.Cause.AWAY: mark(
        "I cannot reach my database just now, and nothing was saved. Please try again in a minute."
    ),
    outages.Cause.FULL: mark(
        "My database cannot write just now, and nothing was saved. Please tell whoever runs me: its disk may be full."
    ),
}

Sentence = Callable[[Language, Any], str]


def sentence(language: Language, problem: Problem) -> str:
    """One clear sentence, or two: what is wrong and the way out."""
    return SENTENCES[type(problem)](language, problem)


def _said(message: str) -> Sentence:
    return lambda language, _: language.say(message)


def _with(message: str, *fields: str) -> Sentence:
    return lambda language, problem: language.say(message, **{name: getattr(problem, name) for name in fields})


def _number(language: Language, problem: money.NotANumber) -> str:
    return language.say("“{text}” is not a number I can read. Write 1234.56 or 1234,56.", text=problem.text[:40])


def _number_unclear(language: Language, problem: money.NumberUnclear) -> str:
    places = max(0, -int(problem.fraction.as_tuple().exponent))
    said = {
        "text": problem.text[:40],
        "whole": f"{problem.whole:f}",
        "fraction": language.number(problem.fraction, places),
    }
    if places <= problem.places:
        return language.say("“{text}” can be read as {whole} or as {fraction}. Write the one you mean.", **said)
    return language.say_n(
        "“{text}” can be read as {whole} or as {fraction}. Write {whole}, or no more than {n} decimal.",
        "“{text}” can be read as {whole} or as {fraction}. Write {whole}, or no more than {n} decimals.",
        problem.places,
        **said,
    )


def _not_positive(language: Language, problem: money.NotPositive) -> str:
    if problem.counted:
        return language.say("Write a number above zero.")
    return language.say("Write an amount above zero.")


def _currency_differs(language: Language, problem: money.CurrencyDiffers) -> str:
    return language.say(
        "“{text}” is in {said}, but the currency here is {currency}. Make them the same.",
        text=problem.text[:40],
        said=problem.said,
        currency=problem.currency,
    )


def _rate_in_other(language: Language, problem: exchange.RateInOther) -> str:
    return language.say(
        "“{text}” is in {said}, but a rate here is what one unit is in {reporting}, your reporting currency.",
        text=problem.text[:40],
        said=problem.said,
        reporting=problem.currency,
    )


def _currency_unclear(language: Language, problem: money.CurrencyUnclear) -> str:
    return language.say(
        "“{sign}” can mean {codes} here. Write the code instead: 250 {code}.",
        sign=problem.sign,
        codes=", ".join(problem.codes),
        code=problem.codes[0],
    )


def _too_many_decimals(language: Language, problem: money.TooManyDecimals) -> str:
    if problem.currency:
        return language.say_n(
            "{currency} has {n} decimal: write no more.",
            "{currency} has {n} decimals: write no more.",
            problem.decimals,
            currency=problem.currency,
        )
    return language.say_n("At most {n} decimal, please.", "At most {n} decimals, please.", problem.decimals)


def _name_taken(language: Language, problem: names.NameTaken) -> str:
    kind = language.say(KINDS[problem.kind])
    if problem.other:
        return language.say(
            "“{name}” reads as “{other}”, which is already {kind}. "
            "If you mean that one, write it so; if not, how about “{suggestion}”?",
            name=problem.name,
            other=problem.other,
            kind=kind,
            suggestion=problem.suggestion,
        )
    return language.say(
        "“{name}” is already {kind}. How about “{suggestion}”?",
        name=problem.name,
        kind=kind,
        suggestion=problem.suggestion,
    )


def _campaign_exists(language: Language, problem: campaigns.CampaignExists) -> str:
    return f"{_name_taken(language, problem)} " + language.say("/roi new {key} changes it.", key=problem.key)


def _unknown_campaign(language: Language, problem: campaigns.UnknownCampaign) -> str:
    told = language.say("I know no campaign “{name}”.", name=names.one_line(problem.name)[:80])
    return f"{told} {_nearest(language, problem.alike)}"


def _unknown_goal(language: Language, problem: goals.UnknownGoal) -> str:
    told = language.say("I know no goal “{name}”.", name=names.one_line(problem.name)[:80])
    if problem.alike:
        return f"{told} {_nearest(language, problem.alike)}"
    return f"{told} " + language.say("/roi goal lists the goals there are.")


def _unknown_filter(language: Language, problem: history_filter.UnknownFilter) -> str:
    told = language.say("I do not know “{word}” here.", word=names.one_line(problem.word)[:80])
    if problem.alike:
        return f"{told} " + language.say("Did you mean {names}?", names=", ".join(problem.alike))
    return f"{told} " + language.say(
        "Behind /roi history go a campaign, a category or “mine”; whose entries is chosen in the menu under the list."
    )


def _nearest(language: Language, alike: tuple[str, ...]) -> str:
    if alike:
        return language.say("Did you mean {names}?", names=", ".join(alike))
    return language.say("/roi lists what there is; /roi new creates a campaign.")


def _unknown_word(language: Language, problem: quick_entry.UnknownWord) -> str:
    told = language.say("I do not know the word “{word}”; nothing was saved.", word=names.one_line(problem.word)[:80])
    if problem.alike:
        return f"{told} " + language.say("Did you mean {names}?", names=", ".join(problem.alike))
    return f"{told} " + language.say("A campaign, channel or goal must exist first; a note goes in quotes.")


def _number_unread(language: Language, problem: quick_entry.NumberUnread) -> str:
    told = language.say("I cannot read “{text}” as one number; nothing was saved.", text=problem.text[:60])
    if not problem.line:
        return f"{told} {language.say(MISSING[problem.kind])}"
    command = {"count": "/roi-conversion"}.get(problem.kind, "/roi-cost")
    return f"{told} " + language.say(
        "With {instead} in its place, type {line} instead.",
        instead=problem.instead,
        line=f"{command} {names.one_line(problem.line)[:1000]}",
    )


def _ambiguous(language: Language, problem: quick_entry.AmbiguousWord) -> str:
    return language.say(
        "“{word}” could be two things; nothing was saved. Write {choices}.",
        word=names.one_line(problem.word)[:80],
        choices=language.say(" or ").join(problem.choices),
    )


def _end_before_start(language: Language, problem: periods.EndBeforeStart) -> str:
    return language.say(
        "The end ({end}) lies before the start ({start}).",
        end=language.day(problem.end),
        start=language.day(problem.start),
    )


def _missing(language: Language, problem: quick_entry.WordMissing) -> str:
    return language.say(MISSING[problem.kind])


def _not_welcome(language: Language, problem: NotWelcome) -> str:
    if problem.role is Role.GUEST:
        return language.say("Guests cannot use the ledger. Ask a member of this workspace.")
    return language.say("Only members of this workspace can use the ledger.")


def _second_stage(language: Language, problem: goals.SecondStageCounts) -> str:
    return language.say(
        "“{goal}” ({stage}) already counts towards return. Choose No here, or switch that off first: the same sale "
        "would be counted twice.",
        goal=problem.goal,
        stage=language.say(words.STAGES[problem.stage]),
    )


def _unknown_part(language: Language, problem: splits.UnknownPart) -> str:
    told = language.say("I know no campaign or channel “{name}”.", name=names.one_line(problem.name)[:80])
    return f"{told} {_nearest(language, problem.alike)}"


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


def _credit_without_reason(language: Language, problem: entries.CreditWithoutReason) -> str:
    if problem.in_line:
        return language.say("An amount below zero is a credit: give its reason as the note, in quotes.")
    return language.say("An amount below zero is a credit: give its reason here, as the note.")


def _day_too_far(language: Language, problem: entries.DayTooFar) -> str:
    return language.say("{day} lies more than a year ahead. Check the year.", day=language.day(problem.day))


def _wage_unknown(language: Language, problem: hourly_rates.HourlyRateUnknown) -> str:
    return language.say(
        "I know no rate of {person} on {day}. Write it behind the hours, or keep it with /roi rate.",
        person=problem.person,
        day=language.day(problem.day),
    )


def _work_unreadable(language: Language, problem: hourly_rates.WorkUnreadable) -> str:
    text, part = names.one_line(problem.text)[:60], names.one_line(problem.part)[:60]
    if part:
        return language.say(
            "In “{text}” I cannot read “{part}”. Write a name, hours and rate: Anna 12.5 40, or Anna 7:30 40.",
            text=text,
            part=part,
        )
    return language.say(
        "“{text}” is not a line I can read. Write a name, hours and rate: Anna 12.5 40.",
        text=text,
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


def _unknown_period_of(language: Language, problem: period_words.UnknownPeriodOf) -> str:
    text = names.one_line(problem.text)[:60]
    told = language.say(
        "I know the campaign “{name}”, but “{text}” behind it is no period I know.", name=problem.name, text=text
    )
    if problem.alike:
        meant = language.say(" or ").join(f"/roi {problem.key} {word}" for word in problem.alike)
        return f"{told} " + language.say("Did you mean {names}?", names=meant)
    return f"{told} " + language.say(
        "Try: /roi {key} last month, /roi {key} july 2026, /roi {key} all.", key=problem.key
    )


def _rate_unknown(language: Language, problem: exchange.RateUnknown) -> str:
    return language.say(
        "I know no rate from {currency} to {reporting} for {day}: let an admin type one with /roi fx, or write the "
        "amount in {reporting}.",
        currency=problem.currency,
        reporting=problem.reporting,
        day=language.day(problem.day),
    )


def _currency_ended(language: Language, problem: exchange.CurrencyEnded) -> str:
    return language.say(
        "{currency} ended with {day}: write the amount in the currency of its date, or a date within its time.",
        currency=problem.currency,
        day=language.day(problem.last),
    )


SENTENCES: dict[type[Problem], Sentence] = {
    AdminsOnly: _said("Only admins of the workspace can do this. Ask one of them."),
    AlreadyDone: _said(
        "This was done already, and nothing was done a second time. To do it once more, press or type it anew."
    ),
    ForeignWorkspace: _said("I am not installed in your workspace, so I cannot answer here."),
    FieldMissing: _said("Please fill this in."),
    NotWelcome: _not_welcome,
    Unknown: _said("Slack did not tell me who you are. Please try again."),
    campaigns.MarginTooHigh: _said("A margin is at most 100 percent."),
    campaigns.CampaignExists: _campaign_exists,
    campaigns.UnknownCampaign: _unknown_campaign,
    company_figures.NotOneMonth: lambda language, problem: language.say(
        "“{text}” is not one month. Write a month that has begun: July 2026, or last month.",
        text=names.one_line(problem.text)[:60],
    ),
    company_figures.MonthAhead: _said("Choose a month that has begun: July 2026, or last month."),
    deals.DealRenamed: _with(
        "Here the name stays “{name}”: under another it would be a second deal. Close this one as lost instead.", "name"
    ),
    deals.LeadIsNoSale: _with("“{goal}” counts leads, and a deal that is won is a sale. Choose another goal.", "goal"),
    deals.OfADeal: _said(
        "A deal booked this. Take back the deal's step instead (/roi history), or move the deal with /roi deal."
    ),
    deals.SaleGoalUnknown: _sale_goal_unknown,
    deals.UnknownDeal: _said("No step of that deal stands any more. /roi deal lists the open ones."),
    closings.MonthClosed: lambda language, problem: language.say(
        "{month} is closed already.", month=language.long_month(problem.month)
    ),
    closings.MonthNotOver: _said("Only a month that is over can be closed. Choose one of the list."),
    deliveries.UnknownDelivery: _said("This needs no second sending any more."),
    deliveries.UnknownSchedule: _said("This is no longer set up."),
    doubts.Doubtful: lambda language, problem: " ".join(reasons(language, problem.doubts)),
    entries.CreditWithoutReason: _credit_without_reason,
    entries.DayTooFar: _day_too_far,
    entries.NotACount: _said("Write a whole number of at least 1."),
    entries.NoteTooLong: _with("The note has {length} characters; {longest} fit.", "length", "longest"),
    entries.NothingToUndo: _said(
        "None of your entries stands, so there is nothing to take back. /roi history shows all."
    ),
    entries.NotYours: _said("Only the person who logged this, or an admin, can take it back."),
    entries.CorrectionNotYours: _said("Only the person who logged this, or an admin, can correct it."),
    entries.TakenBack: _said("This was taken back meanwhile. Put it back first, or log it anew."),
    entries.CorrectedSince: _said(
        "This was corrected meanwhile, and the correction stands. /roi history shows it: take it back or correct it."
    ),
    entries.NothingChanged: _said("Nothing is changed yet: change what is wrong, or press Cancel."),
    entries.ShareTooHigh: _said("A share is at most 100 percent."),
    entries.UnknownEntry: _said("I cannot find that entry. /roi history shows what there is."),
    exchange.NothingToExchange: lambda language, problem: language.say(
        "{currency} is your reporting currency: it needs no rate. Choose another.", currency=problem.currency
    ),
    exchange.RateUnknown: _rate_unknown,
    exchange.RateInOther: _rate_in_other,
    exchange.CurrencyEnded: _currency_ended,
    goals.RateMissing: _said("History and average need the rate: how many in a hundred become customers or buy."),
    goals.RateTooHigh: _said("A rate is at most 100 percent."),
    goals.SecondStageCounts: _second_stage,
    goals.UnknownGoal: _unknown_goal,
    history_filter.UnknownFilter: _unknown_filter,
    media.MediaTooHigh: _said("The media is a part of the invoice: it cannot be more."),
    money.NotANumber: _number,
    money.NumberUnclear: _number_unclear,
    money.CurrencyDiffers: _currency_differs,
    money.CurrencyUnclear: _currency_unclear,
    money.NotPositive: _not_positive,
    money.TooLarge: _said("This is more than I take: check the number."),
    money.TooManyDecimals: _too_many_decimals,
    money.UnknownCurrency: lambda language, problem: language.say(
        "“{text}” is no currency I know. Write its code: USD, EUR, PLN.", text=names.one_line(problem.text)[:20]
    ),
    names.NameMissing: _said("A name needs at least one letter or digit."),
    names.NameTooLong: _with("The name has {length} characters; {longest} fit.", "length", "longest"),
    names.NameTaken: _name_taken,
    registers.NameUnclear: lambda language, problem: language.say(
        "“{name}” may be one of these: {names}. Write the one you mean.",
        name=names.one_line(problem.name)[:60],
        names=", ".join(problem.choices),
    ),
    own_benchmarks.SourceMissing: _said("Say where the figure comes from."),
    period_words.UnknownDate: lambda language, problem: language.say(
        "“{text}” is no date. Write it as 2026-08-03.", text=problem.text[:40]
    ),
    period_words.UnknownPeriod: lambda language, problem: language.say(
        "“{text}” is no period I know. Try: last month, q3, july 2026, 2026-07-01..2026-07-31, all.",
        text=names.one_line(problem.text)[:60],
    ),
    period_words.UnknownPeriodOf: _unknown_period_of,
    periods.EndBeforeStart: _end_before_start,
    outages.Outage: lambda language, problem: language.say(OUTAGES[problem.cause]),
    outages.Unsettled: _said("I could not find out whether it was saved. Look before you do it again."),
    quick_entry.AmbiguousWord: _ambiguous,
    quick_entry.NumberUnread: _number_unread,
    quick_entry.SaidTwice: lambda language, problem: language.say(
        "You said two of the same: “{first}” and “{second}”. Keep one.",
        first=names.one_line(problem.first)[:80],
        second=names.one_line(problem.second)[:80],
    ),
    quick_entry.UnknownWord: _unknown_word,
    quick_entry.WordMissing: _missing,
    hourly_rates.PeopleAndHours: _said("Either people, a line each, or the hours and rate of one: not both."),
    hourly_rates.RateNotYours: _said("Write the rate behind the hours of each: kept rates are for admins to use."),
    hourly_rates.HourlyRateUnknown: _wage_unknown,
    hourly_rates.TooManyPeople: _with("At most {most} people in one entry, please.", "most"),
    hourly_rates.PersonHasDigit: lambda language, problem: language.say(
        "“{name}” has a digit in it, and a new person's name holds none: in a line it would look like hours. Write the "
        "name without it.",
        name=names.one_line(problem.name)[:60],
    ),
    hourly_rates.WorkUnclear: lambda language, problem: language.say(
        "“{text}” can be read two ways: as hours of {one}, or of {other}. Write {first}, or {second}.",
        **{name: names.one_line(getattr(problem, name))[:80] for name in ("text", "one", "other", "first", "second")},
    ),
    hourly_rates.WorkUnreadable: _work_unreadable,
    refunds.LaterRefund: _said(
        "A later refund has taken the rest of this sale: take that one back first. /roi history shows it."
    ),
    refunds.NothingToRefund: _said(
        "Only a sale with real revenue that stands can be refunded, as long as some is left."
    ),
    refunds.RefundBeforeSale: lambda language, problem: language.say(
        "The sale was on {day}: a refund cannot be before it.", day=language.day(problem.day)
    ),
    refunds.RefundNoLongerFits: _said(
        "What is left of this sale has changed since, so this refund no longer fits. Refund it anew from /roi history."
    ),
    refunds.RefundNotYours: _said("Only the person who logged this sale, or an admin, can refund it."),
    refunds.RefundTooHigh: lambda language, problem: language.say(
        "Only {amount} is left of this sale.", amount=language.amount(problem.left)
    ),
    refunds.SaleRefunded: _said(
        "This sale has been refunded, in part or whole: take the refund back first. /roi history shows it."
    ),
    refunds.RefundNotCorrected: _said("A refund is not corrected: take it back, then refund the sale anew."),
    replacements.UnknownReplacement: _said("I cannot find that change any more, so nothing was undone."),
    repeats.UnknownRepeat: _said("This repeats no more. /roi repeats lists what does."),
    weekly.UnknownChoice: _said("Choose one of the list."),
    weekly.UnknownTime: _said("Write the time as 09:00."),
    splits.NothingToSplitBy: _said(
        "No campaign has anything in these months to split by. Choose another way, or fixed weights."
    ),
    splits.SplitHasCampaign: _said("A cost of one campaign is not split. Empty the campaign, or choose Not split."),
    splits.SplitTellsHours: lambda language, problem: language.say(
        "In {month} the part of “{campaign}” would tell how long one person worked. By hours takes at least three "
        "people with names on each campaign, also without what any one person logged. Choose another way.",
        month=language.long_month(problem.month),
        campaign=problem.campaign,
    ),
    splits.TooManyParts: _with("At most {most} parts, please.", "most"),
    splits.UnknownPart: _unknown_part,
    splits.WeightsMissing: _said("Choose By fixed weights and write them: spring-webinar 60, always-on/linkedin 40."),
    splits.WeightsUnreadable: lambda language, problem: language.say(
        "“{text}” is not a weight I can read. Write spring-webinar 60, always-on/linkedin 40.",
        text=names.one_line(problem.text)[:60],
    ),
    spreads.SpreadTooLong: _said("A cost is spread over at most five years. Check the year."),
    stages.StageFixed: lambda language, problem: language.say(
        "“{name}”: won and lost are there always, at 100 and 0. Write the open stages only.",
        name=names.one_line(problem.name)[:60],
    ),
    stages.StageTwice: lambda language, problem: language.say(
        "“{name}” is there twice. Keep one.", name=names.one_line(problem.name)[:60]
    ),
    stages.StageUnreadable: _stage_unreadable,
    stages.TooManyStages: _with("At most {most} stages, please.", "most"),
    weekly.UnknownTimezone: lambda language, problem: language.say(
        "“{text}” is no time zone I know. Write it as Europe/Warsaw.", text=problem.text[:40]
    ),
    workspaces.CurrencyInUse: _with(
        "There are amounts on the books by now, so the currency does not go back to {currency} by itself. /roi "
        "settings shows first what a change would do.",
        "currency",
    ),
    workspaces.NotAPercentage: _said("Write a whole percentage from 0 to 100."),
    workspaces.OtherCurrency: lambda language, problem: language.say(
        "Kept in {reporting}, your reporting currency: please write it in {reporting}.", reporting=problem.reporting
    ),
}
"""Every named problem; a test proves that none is missing."""
