"""What an alert says of one channel or campaign: the money, what should have come of it, or what is asked."""

from __future__ import annotations

from bot.language import Language, mark
from bot.views import marks, words
from bot.views.answers import Line
from bot.views.blocks import Paragraph, paragraph
from core.performance.histories import QUARTER
from core.performance.result_price import Source
from core.posts.alerts import AlertReport, Finding, Reason
from core.posts.expectations import Expectation
from core.posts.watch import Kind, Unit

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


def finding_in_words(language: Language, report: AlertReport, finding: Finding) -> Paragraph:
    name = name_of(language, report, finding.unit)
    spend = language.money(report.money(finding.spend))
    if finding.expectation is None:
        return paragraph(question(language, report, finding, spend), heading=name)
    lines = [expected(language, report, finding, finding.expectation)]
    if finding.expectation.delay:
        lines.append(left_out(language, finding.expectation.delay))
    return paragraph("\n".join(lines), heading=_heading(language, report, finding, name, spend))


def finding_title(language: Language, report: AlertReport, finding: Finding) -> str:
    """``Product videos: nothing since 25 Aug``"""
    name = name_of(language, report, finding.unit)
    if finding.reason is Reason.IDLE:
        return name
    if finding.reason is Reason.TOO_FEW:
        return language.say("{name}: too few results", name=name)
    day = language.deadline(finding.last or finding.period.start, report.day)
    if finding.came:
        return language.say("{name}: nothing that counts since {day}", name=name, day=day)
    return language.say("{name}: nothing since {day}", name=name, day=day)


def finding_lines(language: Language, report: AlertReport, finding: Finding) -> list[Line]:
    """The money, and what should have come of it by now; of what is idle the question."""
    spend = language.money(report.money(finding.spend))
    if finding.expectation is None:
        return [Line(mark=marks.ASKED, text=question(language, report, finding, spend))]
    fact = expected(language, report, finding, finding.expectation)
    lines = [Line(mark=marks.LOSES, lead=_spent(language, report, finding, spend), text=f" {fact}")]
    if finding.expectation.delay:
        lines.append(Line(text=left_out(language, finding.expectation.delay)))
    return lines + [Line(text=_alike(language, report, other)) for other in report.alike(finding)]


def _alike(language: Language, report: AlertReport, finding: Finding) -> str:
    """The channel that the same money went to."""
    return language.say(
        "The same on {name}: {spend} since {day}.",
        name=name_of(language, report, finding.unit),
        spend=language.money(report.money(finding.spend)),
        day=language.deadline(finding.last or finding.period.start, report.day),
    )


def _spent(language: Language, report: AlertReport, finding: Finding, spend: str) -> str:
    if finding.reason is Reason.TOO_FEW:
        return language.say("{spend} spent.", spend=spend)
    if came := words.counted(language, finding.came, report.names):
        return language.say("{spend} spent since brought {came}.", spend=spend, came=came)
    return language.say("{spend} spent since, no conversion.", spend=spend)


def question(language: Language, report: AlertReport, finding: Finding, spend: str) -> str:
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


def expected(language: Language, report: AlertReport, finding: Finding, expectation: Expectation) -> str:
    """No probability is told: what is unlikely in one look may be common in a year of looks."""
    sentences = IN_A_QUARTER if finding.reason is Reason.TOO_FEW else BY_NOW
    lender = finding.unit.lender
    return language.say(
        sentences[expectation.price.source],
        each=language.money(report.money(expectation.each)),
        expected=language.count(expectation.whole),
        goal=report.names.get(expectation.price.goal, expectation.price.goal),
        lender=name_of(language, report, lender) if lender else "",
        count=language.count(finding.count),
        days=language.count(QUARTER.days),
    )


def left_out(language: Language, delay: int) -> str:
    return language.say_n(
        "Half of the results take more than {n} day, so recent spend counts only in part.",
        "Half of the results take more than {n} days, so recent spend counts only in part.",
        delay,
    )


def name_of(language: Language, report: AlertReport, unit: Unit) -> str:
    return (words.channel if unit.kind is Kind.CHANNEL else words.campaign)(language, unit.key, report.names)
