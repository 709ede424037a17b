"""Exports: the words of their tables, and what is told of one while it is written and once it is there."""

from __future__ import annotations

from bot.language import Language, mark
from bot.views.blocks import Block, message, paragraph
from bot.views.refusals import refusal
from bot.views.words import CATEGORIES
from core.calendar.periods import Period
from core.exports.columns import Table
from core.exports.summary import By

SHEETS = {Table.ENTRIES: mark("Entries"), Table.DAYS: mark("Daily totals"), Table.REPORT: mark("Report")}
COLUMNS = {
    "date": mark("Date"),
    "channel": mark("Channel"),
    "campaign": mark("Campaign"),
    "category": mark("Category"),
    "goal": mark("Goal"),
    "amount": mark("Amount"),
    "count": mark("Count"),
    "revenue": mark("Revenue"),
    "currency": mark("Currency"),
    "counted": mark("Counted"),
    "counted_currency": mark("Currency counted in"),
    "note": mark("Note"),
    "until": mark("Until"),
    "first_contact": mark("First contact"),
    "content_type": mark("Content type"),
    "social_share": mark("Social share, %"),
    "split": mark("Split"),
    "hours": mark("Hours"),
    "hourly_rate": mark("Hourly rate"),
    "people": mark("People"),
    "media": mark("Media in it"),
    "media_left_out": mark("Media left out"),
    "exchange_rate": mark("Exchange rate"),
    "exchange_exact": mark("Exact rate"),
    "exchange_day": mark("Day of the rate"),
    "exchange_origin": mark("Source of the rate"),
    "refunds": mark("Refund of"),
    "refunded_on": mark("Refunded on"),
    "frozen": mark("Return as logged"),
    "worth": mark("Worth of the goal"),
    "external_id": mark("Entry"),
    "logged_by": mark("Logged by"),
    "logged_on": mark("Logged on"),
    "origin": mark("Logged through"),
    "source": mark("Source (UTM)"),
    "medium": mark("Medium (UTM)"),
    "content": mark("Content (UTM)"),
    "term": mark("Term (UTM)"),
    "order_id": mark("Number of the order"),
    "cost": mark("Cost"),
    "return": mark("Return"),
    "by": mark("Row of"),
    "name": mark("Name"),
    "profit": mark("Profit"),
    "roi_percent": mark("ROI, %"),
    "conversions": mark("Conversions"),
}
"""The header of each column in a workbook; CSV files have its name."""


def sheet_label(language: Language, table: Table) -> str:
    return language.say(SHEETS[table])


def column_label(language: Language, name: str) -> str:
    return language.say(COLUMNS[name])


ROWS = {By.TOTAL: mark("Total"), By.CAMPAIGN: mark("Campaign"), By.CHANNEL: mark("Channel")}


def row_label(language: Language, by: str) -> str:
    """What a row of the report is of."""
    return language.say(ROWS[By(by)])


def category_label(language: Language, category: str) -> str:
    return language.say(CATEGORIES[category])


def what(language: Language, campaign: str, period: Period | None) -> str:
    """What is exported. ``campaign``: its name; empty for all of them."""
    days = language.period(period) if period else language.say("all days")
    whose = campaign or language.say("all campaigns")
    return f"{whose}, {days}"


def begun(language: Language, exported: str) -> Block:
    text = language.say("I’m writing the files. They come to you alone, as a direct message from me.")
    return message(language.say("Export: {what}", what=exported), [paragraph(text)])


def halfway(language: Language, written: int, total: int) -> Block:
    numbers = {"n": language.count(written), "total": language.count(total)}
    return message("", [paragraph(language.say("Export: {n} of {total} entries are written.", **numbers))])


def sent(language: Language) -> Block:
    return message("", [paragraph(language.say("Your export is ready: I’ve sent it to you in a direct message."))])


def covering(language: Language, exported: str, entries: int, *, masked: bool) -> Block:
    """The direct message that the files follow."""
    counted = language.say_n(
        "{n} entry, the totals of each day, and the report.",
        "{n} entries, the totals of each day, and the report.",
        entries,
    )
    parts = [paragraph(counted), paragraph(_which_file(language))]
    if masked:
        parts.append(paragraph(_masked(language)))
    return message(language.say("Export: {what}", what=exported), parts)


def _which_file(language: Language) -> str:
    return language.say("The workbook has a sheet for each; the CSV files say the same.")


def _masked(language: Language) -> str:
    return language.say(
        "Costs of people that others have logged aren’t listed in it, and the totals of each day are without costs of "
        "people. The report has their sums."
    )


def failed(language: Language, reason: str) -> Block:
    """``reason``: Slack's own word."""
    why = refusal(language, reason)
    return message("", [paragraph(language.say("The export couldn’t be sent. {why}", why=why))])


def unwritten(language: Language) -> Block:
    """Something in the program went wrong; what it was is in the log."""
    sentence = language.say("The export couldn’t be written. Try again; if it happens again, tell whoever runs me.")
    return message("", [paragraph(sentence)])


def may_not_send(language: Language, team: str) -> Block:
    """The scope for files is missing: what an admin adds, and what does it without."""
    add = language.say(
        "I may not send files in this workspace. Ask whoever manages the app: at api.slack.com/apps, under OAuth & "
        "Permissions, add the bot token scope files:write, then reinstall the app to the workspace."
    )
    without = language.say(
        "Until then whoever runs me can export with this command: {command}",
        command=f"roibot export --workspace {team}",
    )
    return message("", [paragraph(add), paragraph(without)])


def running(language: Language) -> Block:
    text = language.say("I’m writing an export for you already. It comes as a direct message from me.")
    return message("", [paragraph(text)])
