"""The eight weeks up to that of a digest: cost and return as one chart, and each week's ROI in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from bot.language import Language
from bot.views import words
from bot.views.answer_buttons import answer_place, details_button, share_button
from bot.views.answers import AnswerView, FirstView, Line, Section
from bot.views.blocks import Block, paragraph, rows
from bot.views.reports import label_notes, labels
from core.calendar.periods import Period
from core.money.money import Money, decimals
from core.money.rounding import half_up
from core.performance.performance import Performance
from core.posts.weeks import WeeksReport

Week = tuple[Period, Performance]


def weeks_answer(language: Language, report: WeeksReport, typed: str) -> AnswerView:
    weeks = [rows([_line(language, week) for week in report.weeks], heading=language.say("Week by week"))]
    said = _said(language, report)
    return AnswerView(
        title=_title(language, report),
        first=FirstView(
            roi_line="" if report.total.empty else words.roi_line(language, report.total),
            verdict=[Line(text=text) for text in _sentence(language.whole, report)],
            charts=[] if report.total.empty else [_chart(language, report)],
            notes=label_notes(language, report.total),
        ),
        said=[*map(paragraph, said)],
        sections={} if report.total.empty else {Section.TIME: [*weeks, *labels(language, report.total)]},
        buttons=(details_button(language, typed), share_button(language, typed)),
        place=answer_place(typed),
    )


def _title(language: Language, report: WeeksReport) -> str:
    period = language.period(report.period)
    if not report.channel:
        return language.say("Eight weeks · {period}", period=period)
    name = words.channel(language, report.channel, report.names)
    return language.say("Eight weeks · {channel} · {period}", channel=name, period=period)


def _said(language: Language, report: WeeksReport) -> list[str]:
    line = [] if report.total.empty else [words.roi_line(language, report.total)]
    return [*line, *_sentence(language, report)]


def _sentence(language: Language, report: WeeksReport) -> list[str]:
    """In which week it was lowest and highest: figures, and no verdict."""
    if report.total.empty:
        return [language.say("Nothing was logged in these weeks.")]
    with_roi = [(days, total.roi) for days, total in report.weeks if total.roi is not None]
    ordered = sorted(with_roi, key=lambda one: one[1])
    if len(ordered) < 2 or ordered[0][1] == ordered[-1][1]:
        return []
    (low, lowest), (high, highest) = ordered[0], ordered[-1]
    return [
        language.say(
            "Lowest in the week to {low} ({lowest}), highest in the week to {high} ({highest}).",
            low=language.deadline(low.last, report.period.last),
            lowest=language.percent(lowest),
            high=language.deadline(high.last, report.period.last),
            highest=language.percent(highest),
        )
    ]


def _line(language: Language, week: Week) -> str:
    """``28 Sep – 4 Oct 2026: ROI 49.10% · cost $12,657.81 · return $18,873.00``"""
    days, total = week
    return f"{language.period(days)}: {words.roi_line(language, total)}"


def _chart(language: Language, report: WeeksReport) -> Block:
    """Whole units; what they are in stands in its title."""
    labelled = {language.deadline(days.last, report.period.last): total for days, total in report.weeks}
    title = language.say("Cost and return by week, {currency}", currency=report.total.currency)
    return {
        "type": "data_visualization",
        "title": title,
        "chart": {
            "type": "bar",
            "series": [
                _series(language.say("Cost"), labelled, lambda total: total.invested),
                _series(language.say("Return"), labelled, lambda total: total.returned),
            ],
            "axis_config": {"categories": [*labelled], "x_label": language.say("Week ending")},
        },
    }


def _series(name: str, weeks: Mapping[str, Performance], amount: Callable[[Performance], Money]) -> Block:
    points = [{"label": label, "value": _units(amount(total))} for label, total in weeks.items()]
    return {"name": name, "data": points}


def _units(amount: Money) -> int:
    return half_up(Fraction(amount.minor, 10 ** decimals(amount.currency)))
