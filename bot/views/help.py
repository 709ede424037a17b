"""Help, and the frame of a shared answer."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language import Language, mark
from bot.views.answer_buttons import log_buttons
from bot.views.blocks import LONGEST_TEXT, Block, context, escape, message, paragraph, shorten, without_buttons
from core.setup.command_words import Command, word_in
from core.setup.languages import LANGUAGES
from core.setup.question_words import SUGGESTED, Question

ASK = (
    ("/roi", mark("this month at a glance; add a period: last month, q3, july 2026, 2026-07-01..2026-07-31, all")),
    ("/roi campaign-q3", mark("a campaign's return on investment, with the formula and what is missing")),
    ("/roi linkedin", mark("a channel, answered as a campaign is; also /roi campaign-q3 linkedin, and with a period")),
    (Question.CUT, mark("what to cut, where more and what to watch; also best, worst, budget")),
    (Command.CHANNELS, mark("channels, the greatest loss first; also with a period")),
    (Command.CAMPAIGNS, mark("campaigns, the greatest loss first; also with a period")),
    (Command.CONTENT, mark("content types, the greatest loss first; also with a period")),
    (Command.COHORTS, mark("what came of each month's money, by first contact; also of a campaign, with a period")),
    (
        Command.COMPARE,
        mark("two campaigns or periods side by side; or one with the time before and last year; why ROI moved"),
    ),
    (Command.HISTORY, mark("the latest entries; add a campaign, a category or “mine”")),
    (Command.LANGUAGE, mark("the language I answer you in: add en, pl or slack")),
)
LOG = (
    (
        "/roi-cost",
        mark("log a cost in a form; or at once: /roi-cost 250 ads linkedin campaign-q3 2026-08-03 “post”"),
    ),
    (
        "/roi-conversion",
        mark("log conversions in a form; or at once: /roi-conversion 12 newsletter linkedin campaign-q3"),
    ),
    (Command.UNDO, mark("takes back your own latest entry")),
    (Command.REPEATS, mark("the costs that log themselves monthly or yearly: pause, change, end")),
    (Command.DEAL, mark("sales not made yet: what is expected of them stands beside what is booked")),
    (Command.METRIC, mark("reach, impressions, clicks, likes, followers: shown beside ROI, never part of it")),
)
PLAN = (
    (Command.NEW, mark("a new campaign")),
    (Command.TARGET, mark("what you aim for in a campaign, and how far it has come")),
    (Command.BENCHMARK, mark("what competitors or your industry pay: shown beside your own figures")),
    (Command.DIGEST, mark("a weekly digest in a conversation")),
    (Command.ALERTS, mark("a weekly warning about spend without conversions")),
)
ADMINS = (
    (Command.GOAL, mark("what a result is worth")),
    (Command.COMPANY, mark("revenue, margin and churn of the whole company, for MER, CAC, LTV and payback")),
    (Command.RATE, mark("what an hour of a person costs, from a day on")),
    (Command.FX, mark("an exchange rate by hand, for one day")),
    (Command.CLOSE, mark("close a month: later changes are told as restated")),
    (Command.SETTINGS, mark("currency, time zone, language, how shared costs are spread, when to judge")),
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
            "\n".join(f"{_typed(language, command)}: {language.say(purpose)}" for command, purpose in group),
            heading=language.say(heading),
        )
        for heading, group in GROUPS
    ]
    buttons = language.say(
        "Under an answer, Open the figures shows what each is made of; beside an entry, Correct and Take back put it "
        "right."
    )
    formula = language.say("ROI = (return - investment) × 100 / investment, over all costs.")
    return message(
        language.say("What I understand"), [*parts, paragraph(buttons), paragraph(formula)], log_buttons(language)
    )


def _typed(language: Language, command: str) -> str:
    """The command as it is typed, in the reader's own word; of the language, in all of them."""
    if isinstance(command, Question):
        return f"/roi {SUGGESTED[language.code][0]}"
    if not isinstance(command, Command):
        return command
    others = [code for code in LANGUAGES if code != language.code] if command is Command.LANGUAGE else []
    return " · ".join(f"/roi {word_in(command, code)}" for code in (language.code, *others))


def not_understood(language: Language, text: str, buttons: Sequence[Block] = ()) -> Block:
    """The fault in what was typed, which a long list would bury, and where the list is."""
    return message("", [paragraph(text), paragraph(language.say("/roi help lists what I understand."))], buttons)


def not_shared(language: Language, why: str) -> Block:
    """The words once nothing was posted, and why."""
    return message("", [paragraph(language.say("Nothing was shared."), bold=True), paragraph(why)])


def shared_post(language: Language, answer: Block, name: str) -> Block:
    """An answer for everybody: without its buttons, and saying who shared it, by name, so that nobody is pinged."""
    told = language.say("Shared by {name}", name=name)
    last = escape(told)
    text = f"{shorten(answer['text'], LONGEST_TEXT - len(last))}\n{last}"
    return {"text": text, "blocks": [*without_buttons(answer), context(told)]}
