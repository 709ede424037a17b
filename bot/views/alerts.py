"""The alert: what costs money and brings nothing or too little, and what is asked about."""

from __future__ import annotations

from collections.abc import Iterator

from bot.language import Language, mark
from bot.views import words
from bot.views.blocks import (
    Block,
    Paragraph,
    message,
    paragraph,
)
from bot.views.delays import with_delay
from bot.views.reports import MOST_ROWS
from core.performance.histories import QUARTER
from core.performance.result_price import Source
from core.posts.alerts import AlertReport, Finding, Reason
from core.posts.expectations import Expectation
from core.posts.watch import Kind, Unit

TITLES = {
    Reason.NOTHING: mark("Spend without results · {day}"),
    Reason.TOO_FEW: mark("Fewer results than expected · {day}"),
    Reason.IDLE: mark("A question about your costs · {day}"),
}
QUESTIONS = {
    Kind.CAMPAIGN: mark(
        "Nothing came of {cost} in 12 months, and no ads ran on it: does it serve all campaigns, or should it end?"
    ),
    Kind.CHANNEL: mark(
        "Nothing came of {cost} in 12 months, and no ads ran on it: are its results not logged, or should it end?"
    ),
}
QUESTIONS_OF_LEADS = {
    Kind.CAMPAIGN: mark(
        "{cost} brought {came} in 12 months, and no ads ran on it: does it serve all campaigns, or should it end?"
    ),
    Kind.CHANNEL: mark(
        "{cost} brought {came} in 12 months, and no ads ran on it: are its results not logged, or should it end?"
    ),
}
"""Where leads came that do not count."""

BY_NOW = {
    Source.TARGET: mark("At your target price of {each}, {expected} × {goal} would have come by now."),
    Source.OWN: mark("At its own price of {each}, {expected} × {goal} would have come by now."),
    Source.PARENT: mark("At the price of {lender}, {each}, {expected} × {goal} would have come by now."),
    Source.BREAK_EVEN: mark("At the value of one result, {each}, {expected} × {goal} would have come by now."),
}
IN_A_QUARTER = {
    Source.TARGET: mark(
        "{count} × {goal} in {days} days, where {expected} would be expected at your target price of {each}."
    ),
    Source.OWN: mark("{count} × {goal} in {days} days, where {expected} would be expected at its own price of {each}."),
    Source.PARENT: mark(
        "{count} × {goal} in {days} days, where {expected} would be expected at the price of {lender}, {each}."
    ),
    Source.BREAK_EVEN: mark(
        "{count} × {goal} in {days} days, where {expected} would be expected at the value of one result, {each}."
    ),
}


def alert_post(language: Language, report: AlertReport, *, delayed: bool, waited: str = "") -> Block:
    """What is told of each channel and campaign: the money, what should have come of it, and what to check.

    ``waited``: why Slack did not take it at first; a reason of `core.posts.refusals`.
    """
    first = report.findings[0]
    title = language.say(TITLES[first.reason], day=language.day(report.day))
    parts = [_finding(language, report, finding) for finding in report.findings[:MOST_ROWS]]
    more = words.more(language, len(report.findings) - MOST_ROWS)
    parts += [paragraph(line) for line in more]
    parts += _what_to_check(language, report)
    return with_delay(language, message(title, parts), delayed, waited)


def _what_to_check(language: Language, report: AlertReport) -> Iterator[Paragraph]:
    reasons = {finding.reason for finding in report.findings}
    lines = []
    if reasons - {Reason.IDLE}:
        lines.append(
            language.say("Check the tracking first, then the audience and the offer. If all are fine, pause the spend.")
        )
    if Reason.NOTHING in reasons:
        lines.append(language.say("I won’t repeat spend without results until a conversion arrives."))
    if Reason.TOO_FEW in reasons:
        weeks = language.count(QUARTER.days // 7)
        lines.append(language.say("I won’t repeat too few results for at least {weeks} weeks.", weeks=weeks))
    if lines:
        yield paragraph(" ".join(lines), heading=language.say("What to check"))


def _finding(language: Language, report: AlertReport, finding: Finding) -> Paragraph:
    name = _name(language, report, finding.unit)
    spend = language.money(report.money(finding.spend))
    if finding.expectation is None:
        return paragraph(_question(language, report, finding, spend), heading=name)
    lines = [_expected(language, report, finding, finding.expectation)]
    if finding.expectation.delay:
        lines.append(_left_out(language, finding.expectation.delay))
    return paragraph("\n".join(lines), heading=_heading(language, report, finding, name, spend))


def _question(language: Language, report: AlertReport, finding: Finding, spend: str) -> str:
    kind, came = finding.unit.kind, words.counted(language, finding.came, report.names)
    if came:
        return language.say(QUESTIONS_OF_LEADS[kind], cost=spend, came=came)
    return language.say(QUESTIONS[kind], cost=spend)


def _heading(language: Language, report: AlertReport, finding: Finding, name: str, spend: str) -> str:
    if finding.reason is Reason.TOO_FEW:
        return language.say("{name}: {spend} spent, too few results", name=name, spend=spend)
    day = language.day(finding.last or finding.period.start)
    if came := words.counted(language, finding.came, report.names):
        return language.say("{name}: {spend} brought {came} since {day}", name=name, spend=spend, came=came, day=day)
    return language.say("{name}: {spend} without a result since {day}", name=name, spend=spend, day=day)


def _expected(language: Language, report: AlertReport, finding: Finding, expectation: Expectation) -> str:
    """No probability is told: what is unlikely in one look may be common in a year of looks."""
    sentences = IN_A_QUARTER if finding.reason is Reason.TOO_FEW else BY_NOW
    lender = finding.unit.lender
    return language.say(
        sentences[expectation.price.source],
        each=language.money(report.money(expectation.each)),
        expected=language.count(expectation.whole),
        goal=report.names.get(expectation.price.goal, expectation.price.goal),
        lender=_name(language, report, lender) if lender else "",
        count=language.count(finding.count),
        days=language.count(QUARTER.days),
    )


def _left_out(language: Language, delay: int) -> str:
    return language.say_n(
        "Half of the results take more than {n} day, so recent spend counts only in part.",
        "Half of the results take more than {n} days, so recent spend counts only in part.",
        delay,
    )


def _name(language: Language, report: AlertReport, unit: Unit) -> str:
    return (words.channel if unit.kind is Kind.CHANNEL else words.campaign)(language, unit.key, report.names)
