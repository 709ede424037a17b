"""Help, and the frame of what is shared."""

from __future__ import annotations

from bot.language import Language, mark
from bot.views.blocks import LONGEST_TEXT, Block, context, escape, message, paragraph, shorten, without_buttons
from bot.views.reports import log_buttons

USAGE = (
    ("/roi", mark("this month at a glance; add a period: last month, q3, july 2026, 2026-07-01..2026-07-31, all")),
    ("/roi campaign-q3", mark("a campaign's return on investment, with the formula and what is missing")),
    ("/roi channels", mark("channels, most excess cost first; also with a period")),
    ("/roi campaigns", mark("campaigns, most excess cost first; also with a period")),
    ("/roi content", mark("content types, most excess cost first; also with a period")),
    (
        "/roi compare",
        mark("two campaigns or periods side by side; or one with the time before and last year; why ROI moved"),
    ),
    (
        "/roi-cost",
        mark("log a cost in a form; or at once: /roi-cost 250 ads linkedin campaign-q3 2026-08-03 “post”"),
    ),
    (
        "/roi-conversion",
        mark("log conversions in a form; or at once: /roi-conversion 12 newsletter linkedin campaign-q3"),
    ),
    (
        "/roi history",
        mark("the latest entries; add a campaign, a category or “mine”. /roi undo takes back your own latest"),
    ),
    ("/roi repeats", mark("the costs that log themselves monthly or yearly: pause, change, end")),
    ("/roi new", mark("a new campaign")),
    ("/roi goal", mark("what a result is worth (admins)")),
    ("/roi target", mark("what you aim for in a campaign, and how far it has come")),
    ("/roi metric", mark("reach, impressions, clicks, likes, followers: shown beside ROI, never part of it")),
    ("/roi company", mark("revenue, margin and churn of the whole company, for MER, CAC, LTV and payback (admins)")),
    ("/roi benchmark", mark("what competitors or your industry pay: shown beside your own figures")),
    ("/roi deal", mark("sales not made yet: what is expected of them stands beside what is booked")),
    ("/roi digest", mark("a weekly digest in a conversation")),
    ("/roi alerts", mark("a weekly warning about spend without conversions")),
    ("/roi rate", mark("what an hour of a person costs, from a day on (admins)")),
    ("/roi fx", mark("an exchange rate by hand, for one day (admins)")),
    ("/roi close", mark("close a month: later changes are told as restated (admins)")),
    ("/roi settings", mark("currency, time zone, language (admins)")),
)


def help_answer(language: Language, unknown: str = "") -> Block:
    """Usage; after a word I do not know, with that said first."""
    lines = [f"{command}: {language.say(told)}" for command, told in USAGE]
    formula = language.say("ROI = (return - investment) × 100 / investment, over all costs.")
    first = [paragraph(unknown)] if unknown else []
    parts = [*first, paragraph("\n".join(lines)), paragraph(formula)]
    return message(language.say("What I understand"), parts, log_buttons(language))


def shared_post(language: Language, answer: Block, name: str) -> Block:
    """An answer for everybody: without its buttons, and saying who shared it, by name, so that nobody is pinged."""
    told = language.say("Shared by {name}", name=name)
    last = escape(told)
    text = f"{shorten(answer['text'], LONGEST_TEXT - len(last))}\n{last}"
    return {"text": text, "blocks": [*without_buttons(answer), context(told)]}
