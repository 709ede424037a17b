"""The answer to a question in words: what to cut, where more, what to watch; then all channels and campaigns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.language import Language, mark
from bot.views import verdicts, words
from bot.views.answer_buttons import log_buttons, open_button, share_button
from bot.views.blocks import Block, Paragraph, fitting, message, paragraph, rows
from bot.views.budgets import spending_line
from bot.views.completeness import complete, verdicts_or_wait
from bot.views.reports import headline, labels, nothing_logged, row_line
from bot.views.targets import digest_targets
from core.money.money import Money, half_up
from core.performance.performance import Row
from core.reports.advice import Advice
from core.reports.privacy import JOINT
from core.reports.ranking import Ranking
from core.setup.question_words import Question

TITLES = {
    Question.CUT: mark("Where to cut · {period}"),
    Question.MORE: mark("Where to spend more · {period}"),
    Question.BEST: mark("The best · {period}"),
    Question.WORST: mark("The worst · {period}"),
    Question.BUDGET: mark("Budget · {period}"),
}
ROWS = (8, 5, 3)
"""The most rows in each list; fewer where names are so long that Slack would not take it."""

Named = tuple[str, Row]
"""A row with its name, of a channel or a running campaign."""


def advice_answer(language: Language, advice: Advice, typed: str) -> Block:
    """What to do first, the lists that it is read off, and where to look next."""
    return fitting(lambda most: _answer(language, advice, typed, most), *ROWS)


def _answer(language: Language, advice: Advice, typed: str, most: int) -> Block:
    title = language.say(TITLES[advice.question], period=language.period(advice.period))
    if not (advice.campaigns.rows or advice.year_campaigns.rows):
        return message(title, [nothing_logged(language, new=False)], log_buttons(language))
    parts = [
        headline(language, advice.total, advice.campaigns.excess),
        *complete(language, advice.campaigns),
        *_advised(language, advice),
        *labels(language, advice.total),
        *_budgets(language, advice),
        *_list(language, language.say("By channel"), advice.channels, most),
        *_list(language, language.say("By campaign"), advice.campaigns, most),
        *_next(language, advice),
    ]
    buttons = (share_button(language, typed), open_button(language, typed), *log_buttons(language))
    return message(title, parts, buttons)


def _advised(language: Language, advice: Advice) -> list[Paragraph]:
    """At most one line each to cut, to add to and to watch, of the last 365 days, which the heading says."""
    if not advice.judged:
        return [paragraph(language.say("No verdict yet: say what a result is worth with /roi goal."))]
    lines = [
        *_extremes(language, advice),
        *_cut(language, advice),
        *_more(language, advice),
        *_watch(language, advice),
    ]
    paragraphs = verdicts_or_wait(language, lines, advice.year_campaigns.completeness)
    return [replace(one, heading=language.say("Last 365 days")) for one in paragraphs]


def _extremes(language: Language, advice: Advice) -> Iterator[str]:
    """The best or the worst, where they are asked about and the gap is real (J-04)."""
    if advice.question not in (Question.BEST, Question.WORST):
        return
    best, has_line = advice.question is Question.BEST, False
    for ranking in (advice.year_channels, advice.year_campaigns):
        other = {"worst": None} if best else {"best": None}
        for line in verdicts.extremes(language, _named(language, ranking), replace(ranking.extremes, **other)):
            has_line = True
            yield line
    if not has_line and (best or not _greatest(language, advice, verdicts.to_cut)):
        yield language.say("Nothing is clearly better or worse: the differences may be chance.")


def _cut(language: Language, advice: Advice) -> list[str]:
    """The greatest loss and, where that was asked, what nothing came of; said where there is none, too."""
    asked = advice.question is Question.CUT
    worst = _greatest(language, advice, verdicts.to_cut)
    running = advice.year_campaigns.running
    idle = _greatest(language, advice, lambda row: row.key in running and verdicts.idle(row)) if asked else None
    lines = [verdicts.cut(language, *one, advice.names) for one in (worst, idle) if one]
    if not lines and asked:
        return [language.say("Nothing to cut: nothing surely loses.")]
    return list(dict.fromkeys(lines))


def _more(language: Language, advice: Advice) -> list[str]:
    """The unit that pays most surely, a campaign as in the overview, else a channel; where that was asked, also that
    none does."""
    for ranking in (advice.year_campaigns, advice.year_channels):
        named = _named(language, ranking)
        if lines := verdicts.where_more(language, named, ranking.more, ranking.total.currency):
            return lines
    asked = advice.question in (Question.MORE, Question.BUDGET)
    return [language.say("Nothing surely pays yet, so nothing says where the next money goes.")] if asked else []


def _watch(language: Language, advice: Advice) -> list[str]:
    """The greatest of those that it is too early to judge."""
    watched = _greatest(language, advice, lambda row: bool(row.judgement and row.judgement.verdict.early))
    if watched is None:
        return []
    name, row = watched
    amount = language.money(Money(minor=abs(half_up(row.excess)), currency=row.performance.currency))
    if row.excess > 0:
        return [language.say("Watch {name}: behind by {amount} so far, too early to say.", name=name, amount=amount)]
    return [language.say("Watch {name}: ahead by {amount} so far, too early to say.", name=name, amount=amount)]


def _greatest(language: Language, advice: Advice, fits: Callable[[Row], bool]) -> Named | None:
    """Of the channels and the campaigns that have not ended, the one with the greatest loss that ``fits``."""
    every = [(name, row) for name, row in _units(language, advice) if fits(row)]
    return max(every, key=lambda one: one[1].excess, default=None)


def _units(language: Language, advice: Advice) -> Iterator[Named]:
    running = advice.year_campaigns.running
    for ranking in (advice.year_channels, advice.year_campaigns):
        named = _named(language, ranking)
        for row in ranking.rows:
            if not row.overhead and (ranking.by == "channel" or row.key in running):
                yield named[row.key], row


def _named(language: Language, ranking: Ranking) -> dict[str, str]:
    """Key -> name of each row."""
    name = words.channel if ranking.by == "channel" else words.campaign
    return {row.key: name(language, row.key, ranking.names) for row in ranking.rows}


def _budgets(language: Language, advice: Advice) -> list[Paragraph]:
    """How far the budgets and targets of running campaigns have come."""
    lines = [
        f"{words.campaign(language, key, advice.names)}: {spending_line(language, spent)}"
        for key, spent in advice.budgets.items()
    ]
    paces = [rows(lines, heading=language.say("Budgets"))] if lines else []
    return [*paces, *digest_targets(language, advice.targets, advice.names)]


def _list(language: Language, heading: str, ranking: Ranking, most: int) -> list[Paragraph]:
    """Every row with its verdict, the greatest loss first."""
    if not ranking.rows[:most]:
        return []
    named = _named(language, ranking)
    lines = [row_line(language, named[row.key], row) for row in ranking.rows[:most]]
    lines += words.more(language, len(ranking.rows) - most)
    return [rows(lines, heading=heading)]


def _next(language: Language, advice: Advice) -> list[Paragraph]:
    """The question that shows what is behind the advice."""
    key = _looked_at(language, advice)
    if not key or JOINT in key:
        return []
    return [paragraph(language.say("Next: /roi {key} last 365 days shows what is behind it.", key=key))]


def _looked_at(language: Language, advice: Advice) -> str:
    """The key of what is to be cut or, where that is asked, of where more; empty where there is neither."""
    worst = _greatest(language, advice, verdicts.to_cut)
    more = advice.year_campaigns.more or advice.year_channels.more
    if worst and (more is None or advice.question in (Question.CUT, Question.WORST)):
        return worst[1].key
    return more.key if more else ""
