"""Help: eight lines to begin with, all the rest behind *More*; and the frame of a shared answer."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language import Language, mark
from bot.views.answer_buttons import log_buttons
from bot.views.blocks import (
    LONGEST_TEXT,
    Block,
    Paragraph,
    Span,
    Strong,
    button,
    context,
    escape,
    message,
    paragraph,
    plain,
    shorten,
    without_buttons,
)
from bot.views.inputs import MARK
from bot.views.line_commands import CONVERSION, COST
from core.setup.command_words import Command, word_in
from core.setup.languages import LANGUAGES
from core.setup.question_words import SUGGESTED, Question

MOST_MEANT, LONGEST_MEANT = 3, 60
"""Lines that are offered as buttons, and the characters of one: Slack cuts longer labels."""

Line = tuple[str, str]
"""What is typed, and what it does."""

FIRST: tuple[Line, ...] = (
    ("/roi", mark("last 30 days; also /roi youtube")),
    (mark("/roi-cost 250 ads linkedin"), mark("log a cost; files: /roi import")),
    (mark("/roi-conversion 12 newsletter"), mark("log conversions")),
    (Command.UNDO, mark("undo your last entry")),
    (mark("/roi compare july august"), mark("compare")),
    (mark("/roi cut"), mark("where to cut, where to put more")),
    (Command.DIGEST, mark("a weekly digest here")),
    (mark("/roi help all"), mark("all the rest")),
)
"""What most people need; each begins with what is typed, so that a phone breaks no command."""
DROPPED = mark("log a cost; or drop a file into our conversation")
"""What the second of them says where files may be dropped."""

ASK: tuple[Line, ...] = (
    ("/roi", mark("see the last 30 days; add a period: last month, q3, july 2026, 2026-07-01..2026-07-31, all")),
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
    (Command.EXPORT, mark("get the entries, daily totals and report as files; also of a campaign, with a period")),
    (Command.LANGUAGE, mark("choose the language I answer you in: add en, pl or slack")),
)
LOG: tuple[Line, ...] = (
    (
        COST.command,
        mark("log a cost in a form; or at once: /roi-cost 250 ads linkedin campaign-q3 2026-08-03 “post”"),
    ),
    (
        CONVERSION.command,
        mark("log conversions in a form; or at once: /roi-conversion 12 newsletter linkedin campaign-q3"),
    ),
    (Command.SOURCES, mark("see which channel each source in your files belongs to, and link new ones")),
    (Command.IMPORT, mark("bring in files of ad platforms, analytics or a CRM; add “list” for what was imported")),
    (Command.UNDO, mark("undo your own latest entry")),
    (Command.REPEATS, mark("pause, change or end costs that repeat monthly or yearly")),
    (Command.DEAL, mark("add sales you hope for, and see the return you can expect from them")),
    (Command.METRIC, mark("add reach, impressions, clicks, likes or followers (never part of ROI)")),
)
PLAN: tuple[Line, ...] = (
    (Command.NEW, mark("add a campaign")),
    (Command.TARGET, mark("set a target for a campaign and see how it is doing")),
    (Command.BENCHMARK, mark("add what competitors or your industry pay, to compare your own figures with")),
    (Command.DIGEST, mark("set up a weekly digest in a conversation")),
    (Command.ALERTS, mark("set up a weekly alert about spend without conversions")),
)
ADMINS: tuple[Line, ...] = (
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


def help_answer(language: Language, *, drops: bool = False) -> Block:
    """The eight lines to begin with, in the reader's own words where we have some, and *More*.

    ``drops``: whether files may simply be dropped into the bot's conversation.
    """
    lines = [(typed, DROPPED if drops and typed == FIRST[1][0] else purpose) for typed, purpose in FIRST]
    more = button(language.say("More"), "help_more", "-")
    buttons = (*log_buttons(language), more)
    return _answer(language, language.say("Eight things to type"), [("", lines)], (), buttons)


def all_of_help(language: Language, *, admin: bool) -> Block:
    """Everything that can be typed, by what it is for; what only admins may do is shown to them alone."""
    groups = [(language.say(heading), lines) for heading, lines in GROUPS if admin or lines is not ADMINS]
    buttons = language.say(
        "Use “Details” under an answer to see what its figures are made of. Use “Correct” or "
        "“Undo” next to an entry to fix it."
    )
    formula = language.say("ROI = (return - investment) × 100 / investment, over all costs.")
    below = [paragraph(buttons), paragraph(formula)]
    return _answer(language, language.say("What you can type"), groups, below, log_buttons(language))


def _answer(
    language: Language,
    title: str,
    groups: Sequence[tuple[str, Sequence[Line]]],
    below: Sequence[Paragraph],
    buttons: Sequence[Block],
) -> Block:
    """The lines in bold and a dot on the screen; in the text, which has no bold, set apart by a colon."""
    drawn, read = (
        [_lines(language, lines, heading, sign) for heading, lines in groups] + list(below) for sign in (" · ", ": ")
    )
    return message(title, drawn, buttons) | {"text": plain(title, read)}


def _lines(language: Language, lines: Sequence[Line], heading: str, sign: str) -> Paragraph:
    """A line each, beginning with what is typed."""
    spans: list[Span] = []
    for command, purpose in lines:
        spans += ["\n"] if spans else []
        spans += [Strong(_typed(language, command)), f"{sign}{language.say(purpose)}"]
    return paragraph(*spans, heading=heading)


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
    return message("", [paragraph(text), paragraph(language.say("/roi help all lists all commands."))], buttons)


def ask_buttons(lines: Sequence[str]) -> list[Block]:
    """A button for each line that may have been meant, as it is typed; it asks that in the place of the answer."""
    return [
        button(f"/roi {line}", f"ask_line{MARK}{number}", line)
        for number, line in enumerate(lines[:MOST_MEANT])
        if len(line) <= LONGEST_MEANT
    ]


def not_shared(language: Language, why: str) -> Block:
    """The words once nothing was posted, and why."""
    return message("", [paragraph(language.say("Nothing was shared."), bold=True), paragraph(why)])


def shared_post(language: Language, answer: Block, name: str) -> Block:
    """An answer for everybody: without its buttons, and saying who shared it, by name, so that nobody is pinged."""
    sharer = language.say("Shared by {name}", name=name)
    last = escape(sharer)
    text = f"{shorten(answer['text'], LONGEST_TEXT - len(last))}\n{last}"
    return {"text": text, "blocks": [*without_buttons(answer), context(sharer)]}
