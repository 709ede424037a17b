"""Sentences for problems with entries: their notes and credits, corrections, refunds, repeats and closed months."""

from __future__ import annotations

from bot.desk.sentences.sentence import Sentences, fixed, with_fields
from bot.language import Language
from bot.views.doubts import reasons
from core.ledger import closings, doubts, entries, entry_fields, history_filter, media, refunds, repeats
from core.setup import names


def _unknown_filter(language: Language, problem: history_filter.UnknownFilter) -> str:
    unknown = language.say("I don’t know “{word}” here.", word=names.one_line(problem.word)[:80])
    if problem.alike:
        return f"{unknown} " + language.say("Did you mean {names}?", names=", ".join(problem.alike))
    return f"{unknown} " + language.say(
        "After /roi history you can type a campaign, a category or “mine”. To pick a person, use "
        "the menu under the list."
    )


def _credit_without_reason(language: Language, problem: entry_fields.CreditWithoutReason) -> str:
    if problem.in_line:
        return language.say("A negative amount is a credit. Give its reason as the note, in quotes.")
    return language.say("A negative amount is a credit. Give its reason here, as the note.")


def _day_too_far(language: Language, problem: entry_fields.DayTooFar) -> str:
    return language.say("{day} is more than a year away. Check the year.", day=language.day(problem.day))


SENTENCES: Sentences = {
    closings.MonthClosed: lambda language, problem: language.say(
        "{month} is closed already.", month=language.long_month(problem.month)
    ),
    closings.MonthNotOver: fixed("Only a finished month can be closed. Choose one from the list."),
    doubts.Doubtful: lambda language, problem: " ".join(reasons(language, problem.doubts)),
    entry_fields.CreditWithoutReason: _credit_without_reason,
    entry_fields.DayTooFar: _day_too_far,
    entry_fields.FirstContactLater: lambda language, problem: language.say(
        "The first contact can’t be after the day itself, {day}.", day=language.day(problem.day)
    ),
    entry_fields.NotACount: fixed("Write a whole number of at least 1."),
    entry_fields.NoteTooLong: with_fields(
        "The note is too long: {length} of {longest} characters.", "length", "longest"
    ),
    entries.NothingToUndo: fixed("You have no entry to undo. /roi history shows all entries."),
    entries.NotYours: fixed("Only the person who logged this, or an admin, can undo it."),
    entries.CorrectionNotYours: fixed("Only the person who logged this, or an admin, can correct it."),
    entries.TakenBack: fixed("This entry has been undone since. Restore it first, or log it again."),
    entries.CorrectedSince: fixed(
        "This entry has been corrected since. You can undo or correct the new one in /roi history."
    ),
    entries.NothingChanged: fixed("You haven’t changed anything yet. Change what is wrong, or press “Cancel”."),
    entry_fields.ShareTooHigh: fixed("A share is at most 100%."),
    entries.UnknownEntry: fixed("I can’t find that entry. /roi history lists all entries."),
    history_filter.UnknownFilter: _unknown_filter,
    media.MediaTooHigh: fixed("Ad spend is part of the invoice, so it can’t be more."),
    refunds.LaterRefund: fixed("A later refund used up the rest of this sale. Undo that one first: see /roi history."),
    refunds.NothingToRefund: fixed(
        "You can refund only a sale with real revenue that hasn’t been undone or fully refunded."
    ),
    refunds.RefundBeforeSale: lambda language, problem: language.say(
        "The sale was on {day}, so the refund can’t be earlier.", day=language.day(problem.day)
    ),
    refunds.RefundNoLongerFits: fixed(
        "The amount left of this sale has changed, so this refund no longer fits. Log a new refund from /roi history."
    ),
    refunds.RefundNotYours: fixed("Only the person who logged this sale, or an admin, can refund it."),
    refunds.RefundTooHigh: lambda language, problem: language.say(
        "Only {amount} is left of this sale.", amount=language.amount(problem.left)
    ),
    refunds.SaleRefunded: fixed("This sale has a refund. Undo the refund first: see /roi history."),
    refunds.RefundNotCorrected: fixed("A refund can’t be corrected. Undo it, then log a new one."),
    repeats.UnknownRepeat: fixed("This cost no longer repeats. /roi repeats lists those that do."),
}
