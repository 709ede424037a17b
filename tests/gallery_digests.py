"""Digests with all that they may say, the eight weeks, what their buttons answer, and alerts on one problem alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import Any

from bot.language import Language
from bot.views import alerts, details, digest_buttons, digests, modals, schedules, weeks
from bot.views.answers import AnswerView, Section
from bot.views.blocks import Block
from bot.views.figure_menu import figure_menu
from core.calendar.periods import Period, week_of
from core.performance.performance import Performance
from core.performance.verdicts import Verdict
from core.posts.alerts import AlertReport, Finding, Reason
from core.posts.digests import DigestReport
from core.posts.watch import Kind
from core.posts.weeks import WeeksReport
from core.setup.categories import Category
from core.setup.question_words import Question
from tests import gallery_drill_down
from tests import samples as s
from tests.gallery_questions import advised

WEEK = week_of(s.TODAY).before()
LOST = replace(s.row("u-second", s.BARREN), judgement=s.judgement(Verdict.LOSES, 0))
EARLY = replace(s.row("u-third", s.PLAIN), judgement=s.judgement(Verdict.OPEN))
DAYS = [Period(start=WEEK.start - timedelta(weeks=n), end=WEEK.end - timedelta(weeks=n)) for n in reversed(range(8))]


def _sums(cost: int, value: int) -> Performance:
    return replace(s.PLAIN, cost=cost, value=value)


def _digest(now: Mapping[str, tuple[int, int]], before: Mapping[str, tuple[int, int]], **more: Any) -> DigestReport:
    """Of these channels' costs and returns, in minor units, this week and the one before."""
    rows = tuple(s.row(key, _sums(*sums)) for key, sums in now.items())
    total, earlier = (_sums(*map(sum, zip(*sums.values(), strict=True))) for sums in (now, before))
    report = DigestReport(
        period=WEEK,
        channel="",
        total=total,
        before=earlier,
        rows=rows,
        rows_before={key: _sums(*sums) for key, sums in before.items()},
        without_channel=0,
        names=s.NAMES,
        excess_before=Fraction(earlier.cost - earlier.value),
    )
    return replace(report, **more)


CHANGES = {
    "as before": ({"linkedin": (100_00, 50_00)}, {"linkedin": (100_00, 50_00)}),
    "cost more": ({"linkedin": (900_00, 950_00)}, {"linkedin": (100_00, 950_00)}),
    "cost less": ({"linkedin": (100_00, 50_00)}, {"linkedin": (900_00, 50_00)}),
    "returned more": ({"u-channel": (100_00, 950_00)}, {"u-channel": (100_00, 50_00)}),
    "returned less": ({"u-channel": (100_00, 50_00)}, {"u-channel": (100_00, 950_00)}),
    "costs of no channel rose": ({"": (900_00, 950_00)}, {"": (100_00, 950_00)}),
    "costs of no channel fell": ({"": (100_00, 0)}, {"": (900_00, 0)}),
    "return of no channel rose": ({"": (100_00, 950_00)}, {"": (100_00, 50_00)}),
    "return of no channel fell": ({"": (100_00, 0)}, {"": (100_00, 950_00)}),
}
FULL = _digest(
    {"u-channel": (120_00, 900_00), "": (900_00, 0)},
    {"u-channel": (100_00, 950_00), "": (100_00, 0)},
    advice=advised(Question.WORST, LOST, EARLY),
    targets=(s.TARGETS["behind"],),
    untied=(Category.TOOLS, Category.AGENCY),
    before_restated=True,
    mature_through=WEEK.start,
)
WEEKS = WeeksReport(
    period=Period(start=DAYS[0].start, end=WEEK.end),
    channel="",
    asked="",
    total=s.ARTICLE,
    weeks=tuple((days, _sums(100_00 + 10_00 * n, 400_00 - 20_00 * n)) for n, days in enumerate(DAYS)),
    names=s.NAMES,
)


def messages(language: Language) -> dict[str, Block]:
    """Name -> message."""
    missed = replace(FULL, targets=(s.TARGETS["missed"],))
    watched = replace(FULL, targets=())
    posts = {"whole": FULL, "target missed": missed, "nothing off pace": watched}
    posts |= {name: _digest(*sides) for name, sides in CHANGES.items()}
    return {
        **{
            f"digest: {name}": digests.digest_post(language, one, delayed=False, schedule=3)
            for name, one in posts.items()
        },
        **{f"eight weeks{name}": view.message for name, view in _weeks(language).items()},
        "digest paused": digest_buttons.paused_message(language, 3),
        "digest to stop": digest_buttons.stop_question(language, 3),
        **{f"alert: {name}": alerts.alert_post(language, one, delayed=False) for name, one in _alone().items()},
    }


def _weeks(language: Language) -> dict[str, AnswerView]:
    empty = replace(WEEKS, total=s.EMPTY, weeks=tuple((days, s.EMPTY) for days in DAYS))
    reports = {"": WEEKS, " of one channel": replace(WEEKS, channel="u-channel", asked="u-channel"), ", empty": empty}
    return {name: weeks.weeks_answer(language, one, "digest weeks 2026-W30") for name, one in reports.items()}


def _alone() -> dict[str, AlertReport]:
    """One problem is the whole message; the same on its only channel is a line of it."""
    nothing = s.finding(Reason.NOTHING, "u-key", kind=Kind.CAMPAIGN)
    leads = replace(nothing, came={"u-goal": 0, "u-lead": 12})
    channel = s.finding(Reason.NOTHING, "u-channel")
    alike = replace(channel, unit=replace(channel.unit, campaigns=frozenset({"u-key"})))
    return {
        "nothing": s.alert(nothing, alike),
        "leads alone": s.alert(leads),
        "too few": s.alert(s.finding(Reason.TOO_FEW, "u-channel")),
        "on many channels": s.alert(nothing, *(_on(alike, f"u-channel-{n}") for n in range(1, 15))),
        "a question": s.alert(s.finding(Reason.IDLE, "u-key", kind=Kind.CAMPAIGN)),
    }


def _on(finding: Finding, key: str) -> Finding:
    """The same found of another channel."""
    return replace(finding, unit=replace(finding.unit, key=key))


def views(language: Language) -> dict[str, Block]:
    """Name -> modal."""
    paused = replace(s.schedule(), paused=True)
    figures = figure_menu(language, gallery_drill_down.FIGURES, s.NAMES)
    opened = {"a digest": digests.digest_answer(language, FULL), "eight weeks": _weeks(language)[""]}
    listed = schedules.running(language, [paused], s.ZONE, s.NAMES)
    saved = schedules.schedule_saved(language, paused, s.ZONE, s.NAMES)
    return {
        "set up, paused": modals.note(language, "ROI Bot", saved),
        "digest, paused": modals.note(language, "ROI Bot", []) | {"blocks": listed},
        **{
            f"details of {name}: {section}": details.details_view(language, view, section, figures, s.METADATA)
            for name, view in opened.items()
            for section in details.sections_of(view)
            if section is not Section.ENTRIES
        },
    }
