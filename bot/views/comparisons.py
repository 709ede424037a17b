"""The answer of `/roi compare`: one thing beside another, and why ROI moved from the one to the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from bot.language import Language, mark
from bot.views import words
from bot.views.answer_buttons import COMPARISON_MENU, answer_place, details_button, more_menu, share_button
from bot.views.answers import AnswerView, Line, Section
from bot.views.blocks import Paragraph, paragraph
from bot.views.compared import compared, title, verdict
from bot.views.completeness import complete_short
from bot.views.reports import headline
from core.reports.campaign import CampaignReport
from core.reports.channel import ChannelReport
from core.reports.comparison_words import BesideGoal
from core.reports.comparisons import Beside, Comparison, Pair, Side
from core.reports.roi_change import Cause, Change
from core.reports.subjects import Subject
from core.setup.command_words import Command, word_in

CAUSES = {
    Cause.CURRENCY: mark("currency {points}"),
    Cause.COST: mark("cost {points}"),
    Cause.VOLUME: mark("volume {points}"),
    Cause.MIX: mark("mix {points}"),
    Cause.VALUE: mark("value {points}"),
}
HEADINGS = {
    Beside.BEFORE: mark("The period before"),
    Beside.LAST_YEAR: mark("The same period last year"),
    Beside.SAME_KIND: mark("The last campaign of this kind"),
}


def comparison_answer(language: Language, comparison: Comparison, typed: str) -> AnswerView:
    """One thing beside another in a table, and why ROI moved; the rest of what it is compared with in *Details*."""
    besides = [_beside(language, pair, comparison.base, comparison.names) for pair in comparison.pairs]
    return AnswerView(
        title=language.say("Comparison · {what}", what=title(language, comparison)),
        first=compared(language, comparison),
        said=[
            headline(language, comparison.base.total, comparison.base.excess),
            *(paragraph(one.lead + one.text) for one in verdict(language, comparison)),
        ],
        sections={Section.ROWS: [*_base(language, comparison), *besides, *_legend(language, comparison)]},
        buttons=(
            details_button(language, typed),
            share_button(language, typed),
            more_menu(language, COMPARISON_MENU),
        ),
        place=answer_place(typed),
    )


def answer_beside_goal(
    language: Language,
    report: CampaignReport | ChannelReport,
    _typed: str,
    *,
    show: Callable[..., AnswerView],
    beside: BesideGoal,
    names: Mapping[str, str],
) -> AnswerView:
    """The answer on what was to be compared with a goal, and first that a goal is none of the two."""
    why = language.say(
        "“{goal}” is a goal: it has no cost of its own to compare. Here is {name}, with its conversions.",
        goal=names[beside.goal],
        name=_named(language, beside.subject, names),
    )
    text = f"{why} {_way_to_compare(language, beside.subject)}"
    view = show(language, report, beside.line)
    first = replace(view.first, advice=[*view.first.advice, Line(text=text)])
    return replace(view, first=first, said=[paragraph(text), *view.said])


def _named(language: Language, subject: Subject, names: Mapping[str, str]) -> str:
    campaign = [words.campaign(language, subject.campaign, names)] if subject.campaign else []
    channel = [words.channel(language, subject.channel, names)] if subject.channel else []
    return " · ".join([*campaign, *channel])


def _way_to_compare(language: Language, subject: Subject) -> str:
    compare = f"/roi {word_in(Command.COMPARE, language.code)}"
    if subject.campaign:
        return language.say("To compare it with the time before, type {line}.", line=f"{compare} {subject.campaign}")
    other = "linkedin" if subject.channel == "email" else language.say(words.TYPED_CHANNELS["email"])
    return language.say("To compare two channels, type {line}.", line=f"{compare} {subject.channel} {other}")


def _base(language: Language, comparison: Comparison) -> list[Paragraph]:
    """What the base is made of, and how far it can be trusted."""
    base = comparison.base
    parts = [words.labels(language, base.total)] if words.labels(language, base.total) else []
    cut = [language.say("Compared over the same number of days: a period isn’t over yet.")] if comparison.cut else []
    weighed = complete_short(language, base.completeness)
    lines = [*weighed, *_results(language, base, comparison.names), *_full(language, base), *parts, *cut]
    return [paragraph("\n".join(lines))] if lines else []


def _heading(language: Language, pair: Pair, names: Mapping[str, str]) -> str:
    if pair.beside is Beside.ASKED:
        return _name(language, pair.side, names)
    text = language.say(HEADINGS[pair.beside])
    return f"{text} · {_name(language, pair.side, names)}" if pair.beside is Beside.SAME_KIND else text


def _name(language: Language, side: Side, names: Mapping[str, str]) -> str:
    """The campaign, the channel and the days; of the whole workspace, the days."""
    return " · ".join([*_subject(language, side, names), language.period(side.period)])


def _subject(language: Language, side: Side, names: Mapping[str, str]) -> list[str]:
    campaign = [side.campaign.name] if side.campaign else []
    return campaign + ([words.channel(language, side.channel, names)] if side.channel else [])


def _beside(language: Language, pair: Pair, base: Side, names: Mapping[str, str]) -> Paragraph:
    """Its figures and the change since, a line each; where nothing was logged, that instead."""
    side = pair.side
    dates = [language.period(side.period)] if pair.beside in (Beside.BEFORE, Beside.LAST_YEAR) else []
    if side.total.empty:
        lines = [language.say("Nothing was logged then."), *_full(language, side)]
    else:
        line = words.roi_line(language, side.total) + words.margin_roi(language, side.total, side.excess)
        line += words.short_labels(language, side.total)
        weighed = complete_short(language, side.completeness)
        figures = [line, *weighed, *_results(language, side, names), *_full(language, side)]
        lines = [
            *figures,
            *_begins(language, pair),
            *_direction(language, pair, base, names),
            _change(language, pair.change),
        ]
    return paragraph("\n".join([*dates, *lines]), heading=_heading(language, pair, names))


def _begins(language: Language, pair: Pair) -> list[str]:
    return [language.say("The first entry is of {day}.", day=language.day(pair.begins))] if pair.begins else []


def _direction(language: Language, pair: Pair, base: Side, names: Mapping[str, str]) -> list[str]:
    """The direction of the change, ``Alpha → Beta``, where neither is simply the past of the other."""
    if pair.beside is not Beside.ASKED:
        return []
    before, after = (" · ".join(_subject(language, side, names)) for side in (pair.side, base))
    if before != after and before and after:
        return [f"{before} → {after}"]
    return [f"{language.period(pair.side.period)} → {language.period(base.period)}"]


def _results(language: Language, side: Side, names: Mapping[str, str]) -> list[str]:
    text = words.results(language, side.total, names)
    return [text] if text else []


def _full(language: Language, side: Side) -> list[str]:
    if side.full is None:
        return []
    line = words.roi_line(language, side.full.total)
    return [language.say("In full, {period}: {line}", period=language.period(side.full.period), line=line)]


def _change(language: Language, change: Change | None) -> str:
    """A line as ``+60.00 points: cost -25.00, volume +100.00, value -15.00.``; what did not move is left out."""
    if change is None:
        return language.say("No change to show: one of the two has no ROI.")
    moved = {cause: part for cause, part in change.shown.items() if part}
    if not moved:
        return language.say("ROI hasn’t changed.")
    parts = [language.say(CAUSES[cause], points=_signed(language, part)) for cause, part in moved.items()]
    points = _signed(language, sum(moved.values(), Decimal()))
    return language.say("{points} points: {parts}.", points=points, parts=", ".join(parts))


def _signed(language: Language, points: Decimal) -> str:
    return ("+" if points > 0 else "") + language.number(points, 2)


def _legend(language: Language, comparison: Comparison) -> list[Paragraph]:
    """The meaning of the words of a change, where there is one."""
    moved = {cause for pair in comparison.pairs if pair.change for cause, part in pair.change.shown.items() if part}
    if not moved:
        return []
    rates = language.say("Currency: other exchange rates than before.") + " " if Cause.CURRENCY in moved else ""
    text = language.say(
        "Points of ROI. Cost: what was spent. Volume: how many conversions. Mix: from which channels and goals. "
        "Value: what one brings."
    )
    return [paragraph(rates + text, heading=language.say("Why did it move?"))]
