"""The answer to a question in words: what to cut, where more, what to watch; then all channels and campaigns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.language import Language, mark
from bot.views import decisions, marks, recommendations, verdicts, words
from bot.views.answer_buttons import (
    ADVICE_MENU,
    answer_place,
    details_button,
    log_buttons,
    more_menu,
    share_button,
)
from bot.views.answers import AnswerView, FirstView, Line, Section
from bot.views.blocks import Paragraph, paragraph, rows
from bot.views.budgets import spending_line
from bot.views.completeness import complete
from bot.views.marked_lines import Marked
from bot.views.reports import headline, label_notes, labels, nothing_logged, roi_text, row_line
from bot.views.targets import digest_targets
from bot.views.unit_tables import table_notes, unit_table
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
MOST_ROWS = 8
RANKED = (Question.BEST, Question.WORST, Question.MORE)
"""The questions that a table of channels answers."""


def advice_answer(language: Language, advice: Advice, typed: str) -> AnswerView:
    """What to do first, the lists that it is read off, and where to look next."""
    title = language.say(TITLES[advice.question], period=language.period(advice.period))
    if not (advice.campaigns.rows or advice.year.campaigns.rows):
        return _empty(language, title, typed)
    return AnswerView(
        title=title,
        first=_first(language, advice),
        said=_said(language, advice),
        sections={
            Section.ROWS: [
                *_list(language, language.say("By channel"), advice.channels),
                *_list(language, language.say("By campaign"), advice.campaigns),
            ],
            Section.PLAN: _budgets(language, advice),
        },
        buttons=(details_button(language, typed), share_button(language, typed), more_menu(language, ADVICE_MENU)),
        place=answer_place(typed),
    )


def _empty(language: Language, title: str, typed: str) -> AnswerView:
    nothing = nothing_logged(language, new=False)
    return AnswerView(
        title=title,
        first=FirstView(verdict=[Line(text=nothing)]),
        said=[paragraph(nothing)],
        buttons=log_buttons(language),
        place=answer_place(typed),
    )


def _first(language: Language, advice: Advice) -> FirstView:
    """The advice; a table where the question is which is how good, and what is planned where it is about budgets."""
    glance = language.whole
    channels = advice.channels
    ranked = channels.rows if advice.question in RANKED else ()
    return FirstView(
        roi_line=roi_text(language, advice.total, advice.campaigns.excess),
        advice=_advised(glance, advice),
        table=unit_table(language, language.say("Channel"), ranked, decisions.names_in(language, channels)),
        missing=[*_planned(glance, advice), *complete(glance, advice.campaigns)],
        notes=[
            *table_notes(glance, ranked, advice.total.currency, advice.names, "channel"),
            *label_notes(language, advice.total),
            *(one.lead + one.text for one in _next(language, advice)),
        ],
    )


def _planned(language: Language, advice: Advice) -> list[Paragraph]:
    return _budgets(language, advice) if advice.question is Question.BUDGET else []


def _said(language: Language, advice: Advice) -> list[Paragraph]:
    return [
        headline(language, advice.total, advice.campaigns.excess),
        *complete(language, advice.campaigns),
        *(paragraph(one.lead + one.text) for one in _advised(language, advice)),
        *labels(language, advice.total),
        *(paragraph(one.lead + one.text) for one in _next(language, advice)),
    ]


def _advised(language: Language, advice: Advice) -> list[Line]:
    """At most one line each to cut, to add to and to watch, of the last 365 days, which the first line says."""
    if not advice.judged:
        return [Line(text=language.say("No verdict yet: say what a result is worth with /roi goal."))]
    lines = [
        *_extremes(language, advice),
        *_cut(language, advice),
        *_more(language, advice),
        *decisions.watch(language, advice.year),
    ]
    return decisions.of_year(language, advice.year, lines)


def _extremes(language: Language, advice: Advice) -> Iterator[Marked]:
    """The best or the worst, where they are asked about and the gap is real (J-04)."""
    if advice.question not in (Question.BEST, Question.WORST):
        return
    best, has_line = advice.question is Question.BEST, False
    for ranking in (advice.year.channels, advice.year.campaigns):
        other = {"worst": None} if best else {"best": None}
        extremes = replace(ranking.extremes, **other)
        for text in recommendations.extremes(language, decisions.names_in(language, ranking), ranking.rows, extremes):
            has_line = True
            yield (marks.PAYS if best else marks.LOSES), text
    if not has_line and (best or not decisions.greatest(advice.year, verdicts.to_cut)):
        yield "", language.say("Nothing is clearly better or worse: the differences may be chance.")


def _cut(language: Language, advice: Advice) -> list[Marked]:
    """As in the overview and, where that was asked, what nothing came of; said where there is none, too."""
    asked = advice.question is Question.CUT
    lines = decisions.cut(language, advice.year, idle_too=asked)
    return lines or ([("", language.say("Nothing to cut: nothing surely loses."))] if asked else [])


def _more(language: Language, advice: Advice) -> list[Marked]:
    """As in the overview; where that was asked, also that nothing pays yet."""
    lines = decisions.more(language, advice.year)
    if lines or advice.question not in (Question.MORE, Question.BUDGET):
        return lines
    return [("", language.say("Nothing surely pays yet, so nothing says where the next money goes."))]


def _budgets(language: Language, advice: Advice) -> list[Paragraph]:
    """How far the budgets and targets of running campaigns have come."""
    lines = [
        spending_line(language, spent, words.campaign(language, key, advice.names))
        for key, spent in advice.budgets.items()
    ]
    paces = [rows(lines, heading=language.say("Budgets"))] if lines else []
    return [*paces, *digest_targets(language, advice.targets, advice.names)]


def _list(language: Language, heading: str, ranking: Ranking) -> list[Paragraph]:
    """Every row with its verdict, the greatest loss first."""
    if not ranking.rows:
        return []
    named = decisions.names_in(language, ranking)
    lines = [row_line(language, named[row.key], row) for row in ranking.rows[:MOST_ROWS]]
    lines += words.more(language, len(ranking.rows) - MOST_ROWS)
    return [rows(lines, heading=heading)]


def _next(language: Language, advice: Advice) -> list[Line]:
    """The question that shows what is behind the advice."""
    key = _looked_at(advice)
    if not key or JOINT in key:
        return []
    return [Line(text=language.say("Next: /roi {key} last 365 days shows what is behind it.", key=key))]


def _looked_at(advice: Advice) -> str:
    """The key of what is to be cut or, where that is asked, of where more; empty where there is neither."""
    worst = decisions.greatest(advice.year, verdicts.to_cut)
    more = advice.year.campaigns.more or advice.year.channels.more
    if worst and (more is None or advice.question in (Question.CUT, Question.WORST)):
        return worst[1].key
    return more.key if more else ""
