"""Help, and the frame of a shared answer."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language import Language, mark
from bot.views.answer_buttons import log_buttons
from bot.views.blocks import LONGEST_TEXT, Block, context, escape, message, paragraph, shorten, without_buttons
from bot.views.line_commands import CONVERSION, COST
from core.setup.command_words import Command, word_in
from core.setup.languages import LANGUAGES
from core.setup.question_words import SUGGESTED, Question

ASK = (
    ("/roi", mark("see this month at a glance; add a period: last month, q3, july 2026, 2026-07-01..2026-07-31, all")),
    (mark("/roi campaign-q3"), mark("see a campaign’s return on investment, with the formula and what is missing")),
    ("/roi linkedin", mark("see a channel as a campaign is seen; also /roi campaign-q3 linkedin, and with a period")),
    (Question.CUT, mark("see what to cut, where more and what to watch; also best, worst, budget")),
    (Command.CHANNELS, mark("see channels, the greatest loss first; also with a period")),
    (Command.CAMPAIGNS, mark("see campaigns, the greatest loss first; also with a period")),
    (Command.CONTENT, mark("see content types, the greatest loss first; also with a period")),
    (Command.COHORTS, mark("see what came of each month’s money, by first contact; also of a campaign, with a period")),
    (
        Command.COMPARE,
        mark("compare two campaigns or periods, or one with the time before and last year; see why ROI changed"),
    ),
    (Command.HISTORY, mark("see the latest entries; add a campaign, a category or “mine”")),
    (Command.LANGUAGE, mark("choose the language I answer you in: add en, pl or slack")),
)
LOG = (
    (
        COST.command,
        mark("log a cost in a form; or at once: /roi-cost 250 ads linkedin campaign-q3 2026-08-03 “post”"),
    ),
    (
        CONVERSION.command,
        mark("log conversions in a form; or at once: /roi-conversion 12 newsletter linkedin campaign-q3"),
    ),
    (Command.UNDO, mark("undo your own latest entry")),
    (Command.REPEATS, mark("pause, change or end costs that repeat monthly or yearly")),
    (Command.DEAL, mark("add sales you hope for, and see the return you can expect from them")),
    (Command.METRIC, mark("add reach, impressions, clicks, likes or followers (never part of ROI)")),
)
PLAN = (
    (Command.NEW, mark("add a campaign")),
    (Command.TARGET, mark("set a target for a campaign and see how it is doing")),
    (Command.BENCHMARK, mark("add what competitors or your industry pay, to compare your own figures with")),
    (Command.DIGEST, mark("set up a weekly digest in a conversation")),
    (Command.ALERTS, mark("set up a weekly alert about spend without conversions")),
)
ADMINS = (
    (Command.GOAL, mark("set goals and what one conversion is worth")),
    (Command.COMPANY, mark("enter revenue, margin and churn of the whole company, for MER, CAC, LTV and payback")),
    (Command.RATE, mark("set what an hour of someone’s work costs, from a date on")),
    (Command.FX, mark("enter an exchange rate yourself")),
    (Command.CLOSE, mark("close a month; the digest then reports later changes")),
    (Command.SETTINGS, mark("set currency, time zone, language, how shared costs are split, when to judge")),
)
GROUPS = (
    (mark("Ask"), ASK),
    (mark("Log"), LOG),
    (mark("Plan and keep up"), PLAN),
    (mark("For admins"), ADMINS),
)
USAGE = (*ASK, *LOG, *PLAN, *ADMINS)


def help_answer(language: Language) -> Block:
    """The commands that can be typed, by what they are for, in the reader's own words where we have some."""
    parts = [
        paragraph(
            "\n".join(f"{_typed(language, command)} – {language.say(purpose)}" for command, purpose in group),
            heading=language.say(heading),
        )
        for heading, group in GROUPS
    ]
    buttons = language.say(
        "Use “Open the figures” under an answer to see what they are made of. Use “Correct” or "
        "“Undo” next to an entry to fix it."
    )
    formula = language.say("ROI = (return - investment) × 100 / investment, over all costs.")
    return message(
        language.say("What you can type"), [*parts, paragraph(buttons), paragraph(formula)], log_buttons(language)
    )


def _typed(language: Language, command: str) -> str:
    """The command as it is typed, in the reader's own word; of the language, in all of them."""
    if isinstance(command, Question):
        return f"/roi {SUGGESTED[language.code][0]}"
    if not isinstance(command, Command):
        return language.say(command)
    others = [code for code in LANGUAGES if code != language.code] if command is Command.LANGUAGE else []
    return " · ".join(f"/roi {word_in(command, code)}" for code in (language.code, *others))


def not_understood(language: Language, text: str, buttons: Sequence[Block] = ()) -> Block:
    """The fault in what was typed, which a long list would bury, and where the list is."""
    return message("", [paragraph(text), paragraph(language.say("/roi help lists all commands."))], buttons)


def not_shared(language: Language, why: str) -> Block:
    """The words once nothing was posted, and why."""
    return message("", [paragraph(language.say("Nothing was shared."), bold=True), paragraph(why)])


def shared_post(language: Language, answer: Block, name: str) -> Block:
    """An answer for everybody: without its buttons, and saying who shared it, by name, so that nobody is pinged."""
    sharer = language.say("Shared by {name}", name=name)
    last = escape(sharer)
    text = f"{shorten(answer['text'], LONGEST_TEXT - len(last))}\n{last}"
    return {"text": text, "blocks": [*without_buttons(answer), context(sharer)]}
