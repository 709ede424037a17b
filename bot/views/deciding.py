"""To decide, on Home: open alerts, then what loses and what nothing came of, judged over the last 365 days (J-03)."""

from __future__ import annotations

from datetime import date

from bot.language import Language
from bot.views import verdicts, words
from bot.views.blocks import Block, Strong, beside, button, context, divider, paragraph, rich_text
from bot.views.completeness import verdicts_or_wait
from bot.views.decisions import name_of
from bot.views.marks import word_of
from bot.views.setting_up import worth_of_a_result
from bot.views.short_verdicts import alert_since, mark_before, short, whole
from core.performance.performance import Row
from core.performance.verdicts import Verdict
from core.reports.home import HomeReport
from core.reports.privacy import JOINT
from core.reports.year import Unit
from core.setup.question_words import SUGGESTED

MOST_TO_DECIDE = 5
YEAR = " last 365 days"
"""The days over which it is judged, as they are typed behind a name."""


def to_decide(language: Language, report: HomeReport, *, may_set_goals: bool) -> list[Block]:
    """Open alerts first, then what loses or brought nothing in the last 365 days; empty where all is well."""
    units = sorted(report.year.fitting(verdicts.to_cut), key=lambda unit: (unit[1].alerted is None, -unit[1].excess))
    lines = [_decide(language, report, unit) for unit in units[:MOST_TO_DECIDE]]
    hidden = words.more(language, len(units) - len(lines))
    asked = f"/roi {SUGGESTED[language.code][0]}"
    lines += [context(f"{more}: {asked}") for more in hidden]
    waiting = verdicts_or_wait(language, (), report.year.campaigns.completeness)
    lines += [rich_text(one) for one in waiting]
    lines += [] if report.has_goals else worth_of_a_result(language, report.total.currency, may=may_set_goals)
    if not lines:
        return []
    heading = (Strong(language.say("To decide")), ", " + words.uncapitalized(language.say("Last 365 days")))
    return [divider(), rich_text(paragraph(*heading)), *lines]


def _decide(language: Language, report: HomeReport, unit: Unit) -> Block:
    (ranking, row), name = unit, name_of(language, unit)
    label = language.say("Decide on {name}", name=name)
    ask = button(language.say("Decide"), "details", _asked(report, ranking.by, row.key) + YEAR, label=label)
    return beside(
        {} if JOINT in row.key else ask,
        short(name),
        f": {_what_is_wrong(language, row, report.today)}",
        mark_before(row),
    )


def _asked(report: HomeReport, kind: str, key: str) -> str:
    """What is typed behind `/roi` for it: a channel by its kind where a campaign is called so, which comes first."""
    return f"channel:{key}" if kind == "channel" and key in report.campaigns else key


def _what_is_wrong(language: Language, row: Row, today: date) -> str:
    if row.alerted:
        return alert_since(language, row.alerted, today)
    amount = whole(language, row.excess, row.performance.currency)
    match row.judgement and row.judgement.verdict:
        case Verdict.IDLE:
            return f"{word_of(language, Verdict.IDLE)}, {language.whole.money(row.performance.invested)}"
        case Verdict.BEHIND:
            return language.say("behind by {amount}", amount=amount)
        case _:
            return language.say("lost {amount}", amount=amount)
