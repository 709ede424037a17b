"""Sentences for problems with entries: their notes and credits, corrections, refunds, repeats and closed months."""

from __future__ import annotations

from bot.desk.sentences.sentence import Sentences, fixed, with_fields
from bot.language import Language
from bot.views.doubts import reasons
from core.ledger import closings, doubts, entries, entry_fields, history_filter, media, refunds, repeats
from core.setup import names


def _unknown_filter(language: Language, problem: history_filter.UnknownFilter) -> str:
    unknown = language.say("I do not know “{word}” here.", word=names.one_line(problem.word)[:80])
    if problem.alike:
        return f"{unknown} " + language.say("Did you mean {names}?", names=", ".join(problem.alike))
    return f"{unknown} " + language.say(
        "Behind /roi history go a campaign, a category or “mine”; whose entries is chosen in the menu under the list."
    )


def _credit_without_reason(language: Language, problem: entry_fields.CreditWithoutReason) -> str:
    if problem.in_line:
        return language.say("An amount below zero is a credit: give its reason as the note, in quotes.")
    return language.say("An amount below zero is a credit: give its reason here, as the note.")


def _day_too_far(language: Language, problem: entry_fields.DayTooFar) -> str:
    return language.say("{day} lies more than a year ahead. Check the year.", day=language.day(problem.day))


SENTENCES: Sentences = {
    closings.MonthClosed: lambda language, problem: language.say(
        "{month} is closed already.", month=language.long_month(problem.month)
    ),
    closings.MonthNotOver: fixed("Only a month that is over can be closed. Choose one of the list."),
    doubts.Doubtful: lambda language, problem: " ".join(reasons(language, problem.doubts)),
    entry_fields.CreditWithoutReason: _credit_without_reason,
    entry_fields.DayTooFar: _day_too_far,
    entry_fields.FirstContactLater: lambda language, problem: language.say(
        "The first contact cannot be after the day itself, {day}.", day=language.day(problem.day)
    ),
    entry_fields.NotACount: fixed("Write a whole number of at least 1."),
    entry_fields.NoteTooLong: with_fields("The note has {length} characters; {longest} fit.", "length", "longest"),
    entries.NothingToUndo: fixed(
        "None of your entries stands, so there is nothing to take back. /roi history shows all."
    ),
    entries.NotYours: fixed("Only the person who logged this, or an admin, can take it back."),
    entries.CorrectionNotYours: fixed("Only the person who logged this, or an admin, can correct it."),
    entries.TakenBack: fixed("This was taken back meanwhile. Put it back first, or log it anew."),
    entries.CorrectedSince: fixed(
        "This was corrected meanwhile, and the correction stands. /roi history shows it: take it back or correct it."
    ),
    entries.NothingChanged: fixed("Nothing is changed yet: change what is wrong, or press Cancel."),
    entry_fields.ShareTooHigh: fixed("A share is at most 100 percent."),
    entries.UnknownEntry: fixed("I cannot find that entry. /roi history shows what there is."),
    history_filter.UnknownFilter: _unknown_filter,
    media.MediaTooHigh: fixed("The media is a part of the invoice: it cannot be more."),
    refunds.LaterRefund: fixed(
        "A later refund has taken the rest of this sale: take that one back first. /roi history shows it."
    ),
    refunds.NothingToRefund: fixed(
        "Only a sale with real revenue that stands can be refunded, as long as some is left."
    ),
    refunds.RefundBeforeSale: lambda language, problem: language.say(
        "The sale was on {day}: a refund cannot be before it.", day=language.day(problem.day)
    ),
    refunds.RefundNoLongerFits: fixed(
        "What is left of this sale has changed since, so this refund no longer fits. Refund it anew from /roi history."
    ),
    refunds.RefundNotYours: fixed("Only the person who logged this sale, or an admin, can refund it."),
    refunds.RefundTooHigh: lambda language, problem: language.say(
        "Only {amount} is left of this sale.", amount=language.amount(problem.left)
    ),
    refunds.SaleRefunded: fixed(
        "This sale has been refunded, in part or whole: take the refund back first. /roi history shows it."
    ),
    refunds.RefundNotCorrected: fixed("A refund is not corrected: take it back, then refund the sale anew."),
    repeats.UnknownRepeat: fixed("This repeats no more. /roi repeats lists what does."),
}
