"""The weekly digest: the last whole week on one screen, and behind *Details* everything else about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.language import Language
from bot.views import decisions, recommendations, words
from bot.views.answer_buttons import answer_place
from bot.views.answers import AnswerView, FirstView, Line, Section
from bot.views.blocks import Block, Paragraph, paragraph, rows
from bot.views.completeness import complete, verdicts_or_wait
from bot.views.delays import late
from bot.views.digest_buttons import digest_buttons
from bot.views.digest_notes import digest_notes, gaps_of
from bot.views.gaps import missing
from bot.views.importing import remark
from bot.views.maturity import mature
from bot.views.reports import MOST_ROWS, headline, labels, received, roi_text, row_text
from bot.views.restatements import restated, restated_mark
from bot.views.tables import Table
from bot.views.targets import digest_targets, off_pace
from bot.views.unit_tables import MOST_ROWS as MOST_IN_TABLE
from bot.views.unit_tables import figure_heads, figures
from bot.views.week_changes import earned_sentence
from core.performance.performance import Row
from core.posts.asked_digests import AskedDigest
from core.posts.digests import DigestReport


def digest_post(
    language: Language,
    report: DigestReport,
    *,
    delayed: bool,
    waited: str = "",
    schedule: int = 0,
    importing: bool = False,
) -> Block:
    """What a conversation gets. ``schedule``: the number of the schedule it comes of; ``importing``: an import runs.

    ``waited``: why Slack did not take it at first; a reason of `core.posts.refusals`.
    """
    running = [remark(language)] if importing else []
    return digest_answer(language, report, [*late(language, delayed, waited), *running], schedule).message


def digest_answer(
    language: Language, report: DigestReport, lateness: Sequence[str] = (), schedule: int = 0
) -> AnswerView:
    """The total, what to do and each channel; the week before, targets and gaps. An empty week is one line."""
    buttons = digest_buttons(language, report.period, report.asked, schedule)
    place = answer_place(AskedDigest(week=report.period, channel=report.asked).words)
    title = _title(language, report)
    if report.total.empty:
        nothing = language.say("Nothing was logged in this week.")
        said = [paragraph(nothing), *restated(language, report.restated), *map(paragraph, lateness)]
        first = FirstView(verdict=[Line(text=nothing)], missing=restated(language, report.restated), notes=lateness)
        return AnswerView(title=title, first=first, said=said, buttons=buttons, place=place)
    return AnswerView(
        title=title,
        first=_first(language, report, lateness),
        said=_said(language, report, lateness),
        sections=_sections(language, report),
        buttons=buttons,
        place=place,
    )


def _title(language: Language, report: DigestReport) -> str:
    period = language.period(report.period)
    if not report.channel:
        return language.say("Weekly digest · {period}", period=period)
    name = words.channel(language, report.channel, report.names)
    return language.say("Weekly digest · {channel} · {period}", channel=name, period=period)


def _first(language: Language, report: DigestReport, lateness: Sequence[str]) -> FirstView:
    glance = language.whole
    return FirstView(
        roi_line=roi_text(language, report.total, report.excess),
        verdict=[Line(text=earned_sentence(glance, report))],
        advice=_advice(glance, report),
        table=_table(language, report),
        missing=[*complete(glance, report), *restated(language, report.restated)],
        notes=[*digest_notes(glance, report), *lateness],
    )


def _said(language: Language, report: DigestReport, lateness: Sequence[str]) -> list[Paragraph]:
    """What the text says first, to the cent."""
    return [
        headline(language, report.total, report.excess),
        paragraph(earned_sentence(language, report)),
        *(paragraph(f"{one.lead}{one.text}") for one in _advice(language, report)),
        *complete(language, report),
        *restated(language, report.restated),
        *map(paragraph, lateness),
    ]


def _advice(language: Language, report: DigestReport) -> list[Line]:
    """At most one line each to cut, to add to and to watch: first of all a target that is off its pace."""
    if report.advice is None:
        return []
    cut = decisions.key_to_cut(report.advice.year)
    others = [one for one in report.targets if one.target.campaign != cut]
    return decisions.in_short(language, report.advice.year, off_pace(language, others, report.names))


def _table(language: Language, report: DigestReport) -> Table:
    """A row for each channel, without a verdict: a week rarely settles one."""
    named, own = _named(language, report), [row for row in report.rows if not row.overhead]
    return Table(
        head=figure_heads(language, language.say("Channel")),
        rows=tuple((named[row.key], *figures(language, row.performance)) for row in own[:MOST_IN_TABLE]),
    )


def _sections(language: Language, report: DigestReport) -> Mapping[Section, Sequence[Paragraph]]:
    return {
        Section.ROWS: [
            *_channel_rows(language, report),
            *_extremes(language, report),
            *labels(language, report.total),
        ],
        Section.COSTS: missing(language, gaps_of(report)),
        Section.RESULTS: received(language, report.total),
        Section.TIME: [
            paragraph(_against(language, report), heading=language.say("Compared with the week before")),
            *mature(language, report.mature_through),
        ],
        Section.PLAN: digest_targets(language, report.targets, report.names),
    }


def _against(language: Language, report: DigestReport) -> str:
    """This week beside the one before, which is marked where it was restated."""
    mark = restated_mark(language) if report.before_restated else ""
    return f"{_this_week(language, report)}\n{_week_before(language, report)}{mark}"


def _this_week(language: Language, report: DigestReport) -> str:
    results = words.results(language, report.total, report.names) or language.say("no conversions")
    return f"{language.period(report.period)}: {results}"


def _week_before(language: Language, report: DigestReport) -> str:
    if report.before.empty:
        return language.say("The week before: nothing was logged.")
    line = words.roi_line(language, report.before)
    results = words.results(language, report.before, report.names)
    return language.say("The week before: {line}", line=f"{line} · {results}" if results else line)


def _channel_rows(language: Language, report: DigestReport) -> list[Paragraph]:
    lines = [_channel_row(language, report, row) for row in report.rows[:MOST_ROWS]]
    lines += words.more(language, len(report.rows) - MOST_ROWS)
    if not lines:
        return []
    return [rows(lines, heading=language.say("By channel, greatest loss first"))]


def _named(language: Language, report: DigestReport) -> dict[str, str]:
    """Key -> name of each channel with a row."""
    return {row.key: words.channel(language, row.key, report.names) for row in report.rows}


def _extremes(language: Language, report: DigestReport) -> list[Paragraph]:
    lines = recommendations.extremes(language, _named(language, report), report.rows, report.extremes)
    return verdicts_or_wait(language, lines, report.completeness)


def _channel_row(language: Language, report: DigestReport, row: Row) -> str:
    text = row_text(language, words.channel(language, row.key, report.names), row, report.names)
    before = report.rows_before.get(row.key)
    if before is None:
        return text
    line = words.cost_and_return(language, before) if row.overhead else words.roi_line(language, before)
    return f"{text}\n" + language.say("before: {line}", line=line)
