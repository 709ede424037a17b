"""Sentences for files that cannot be read, and for imports that cannot be saved or taken back."""

from __future__ import annotations

from bot.desk.sentences.sentence import Sentences, fixed, with_fields
from bot.language import Language, mark
from bot.views import import_words
from core.imports import readings, records, utm

LONGEST_NAME = 60
_MEGABYTE = 1_000_000
TOO_LARGE = {
    "bytes": mark("This file is larger than {most} MB. Export fewer days at once, or fewer columns."),
    "unpacked": mark("Unpacked, this file is larger than {most} MB. Export fewer days at once."),
    "rows": mark("This file has more than {most} rows. Export fewer days at once, or campaigns instead of ads."),
    "columns": mark("This file has more than {most} columns. Export only those you need."),
    "campaigns": mark(
        "This file names more than {most} campaigns that you don’t have yet. Export campaigns instead of ads, or "
        "choose another column for the campaign."
    ),
    "cell": mark("A cell in this file is longer than {most} characters. Export it without that column."),
    "files": mark("This archive holds more than {most} files. Send them in parts."),
}
NOT_A_TABLE = {
    "formulas": mark(
        "This workbook holds formulas that were never reckoned. Open it, save it and send it again, or save it as .csv."
    ),
    "nested": mark("There is an archive in this archive. Unpack it, and send the files in it."),
    "macros": mark("I don’t open workbooks with macros. Save it as .xlsx or .csv and send that."),
    "quote": mark("A quotation mark in this file is never closed, so I can’t separate its rows. Export it again."),
    "nul": mark("This file is damaged. Export it again as .csv or .xlsx."),
    "slow": mark("This workbook takes too much time or memory to open. Export it as .csv instead, or fewer days."),
}
"""By the word for what is wrong."""


def _too_large(language: Language, problem: readings.FileTooLarge) -> str:
    in_megabytes = problem.what in ("bytes", "unpacked")
    most = problem.most // _MEGABYTE if in_megabytes else problem.most
    return language.say(TOO_LARGE.get(problem.what, TOO_LARGE["bytes"]), most=language.count(most))


def _not_a_table(language: Language, problem: readings.FileNotATable) -> str:
    if problem.why in NOT_A_TABLE:
        return language.say(NOT_A_TABLE[problem.why])
    return language.say("I can’t read this as a table. Send a .csv, .tsv, .xlsx or .xls file, or a .zip of them.")


def _out_of_reach(language: Language, problem: readings.FileOutOfReach) -> str:
    if problem.scope:
        return language.say(
            "I may not read files here. An admin has to add the permission {scope} to the app and install it again.",
            scope=problem.scope,
        )
    return language.say("Slack didn’t give me this file. Send it again, or put it into another conversation with me.")


def _no_spend_column(language: Language, problem: readings.NoSpendColumn) -> str:
    kind = import_words.kind(language, problem.kind)
    return language.say(
        "This {kind} file doesn’t say what was spent. Add the column with the amount spent and export it again.",
        kind=kind,
    )


def _no_result_columns(language: Language, problem: readings.NoResultColumns) -> str:
    return language.say(
        "This {kind} file lacks a column that I need: {needs}. Add it and export the file again.",
        kind=import_words.kind(language, problem.kind),
        needs=", ".join(problem.needs),
    )


def _link_unreadable(language: Language, problem: utm.LinkUnreadable) -> str:
    return language.say(
        "“{text}” is no line of the table. Write source / medium = channel, with a channel that exists.",
        text=problem.text[:LONGEST_NAME],
    )


def _mixed_dates(language: Language, problem: readings.MixedDates) -> str:
    one, other = problem.lines
    return language.say(
        "The dates in this file are in two orders: line {one} has the day first, line {other} the month. "
        "Export it again with one of them.",
        one=one,
        other=other,
    )


def _closed_since(language: Language, problem: records.ClosedSince) -> str:
    return language.say(
        "{month} was closed after this was shown. Nothing was saved: look at the file once more.",
        month=language.long_month(problem.month),
    )


SENTENCES: Sentences = {
    readings.FileProblem: fixed("I can’t read this file. Export it again as .csv or .xlsx."),
    readings.OwnExport: fixed(
        "I made this export myself: imported again, its entries would count twice. Whoever runs me can restore it into "
        "a workspace without entries with roibot import."
    ),
    readings.FileElsewhere: fixed("This file isn’t in Slack. Download it and send me the file itself."),
    readings.FileOutOfReach: _out_of_reach,
    readings.NoFileChosen: fixed("Choose at least one file."),
    readings.FileEmpty: fixed("There is no data in this file. Choose other days in the platform and export again."),
    readings.FileLocked: fixed("This workbook needs a password. Save it without one and send it again."),
    readings.FileNotATable: _not_a_table,
    readings.FileTooLarge: _too_large,
    readings.MixedDates: _mixed_dates,
    readings.NoHeader: fixed("I can’t find the row with the names of the columns. Export the table with its header."),
    readings.NoResultColumns: _no_result_columns,
    readings.NoSpendColumn: _no_spend_column,
    readings.PartOfSpend: with_fields(
        "A report with the column “{header}” holds only a part of what was spent. Export the campaigns by day instead.",
        "header",
    ),
    utm.LinkTwice: fixed("A source and medium stand in the table twice. Keep one line of them."),
    utm.LinkUnreadable: _link_unreadable,
    utm.TooManyLinks: fixed("The table takes 500 lines at most."),
    readings.SameSpendBeside: with_fields(
        "This may be some of the same spend or results as in {other}. Save that one first, then send this one again.",
        "other",
    ),
    readings.OnlyTotals: fixed(
        "There are only totals in this file. Export it by campaign and day, so that there are rows to save."
    ),
    records.ClosedSince: _closed_since,
    records.OutOfDate: fixed(
        "The entries have changed since this was shown. Nothing was saved: look at the file once more."
    ),
    records.ImportedSince: fixed(
        "Another import has changed these entries since this was shown. Nothing was saved: look at the file once more."
    ),
    records.ChangedSince: fixed(
        "Somebody has changed some of these entries since this was shown. Nothing was saved: look at the file once "
        "more."
    ),
    records.ReplacedSince: fixed("A newer import has replaced some of this one. Undo the newer one first."),
    records.StaysBeside: fixed(
        "Some of this import was corrected, refunded or moved on since, and would stay. It took the place of older "
        "figures, which would come back beside it and count twice. Undo those changes first."
    ),
    records.ImportNotYours: fixed("Only whoever imported this file, or an admin, can decide about it."),
    records.ImportRunning: fixed("An import is being saved. Try again in a moment."),
    records.ImportUndecided: fixed("Something about this file is still to be decided. Nothing was saved."),
    records.UnknownImport: fixed("This import isn’t there any more. Send the file again."),
}
