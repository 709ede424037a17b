"""The alert: what costs money and brings nothing or too little, and what is asked about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.language import Language, mark
from bot.views import words
from bot.views.answers import Line, lines_block
from bot.views.blocks import (
    Block,
    Paragraph,
    actions,
    button,
    context,
    header,
    paragraph,
    plain,
)
from bot.views.delays import late
from bot.views.findings import finding_in_words, finding_lines, finding_title, name_of
from bot.views.reports import MOST_ROWS
from bot.views.verdicts import ways_out
from core.performance.histories import QUARTER
from core.posts.alerts import AlertReport, Finding, Reason
from core.posts.watch import Kind

TITLES = {
    Reason.NOTHING: mark("Spend without results · {day}"),
    Reason.TOO_FEW: mark("Fewer results than expected · {day}"),
    Reason.IDLE: mark("A question about your costs · {day}"),
}


def alert_post(language: Language, report: AlertReport, *, delayed: bool, waited: str = "") -> Block:
    """What is told of each channel and campaign: the money, what should have come of it, and what to check.

    ``waited``: why Slack did not take it at first; a reason of `core.posts.refusals`.
    """
    lateness = late(language, delayed, waited)
    title = language.say(TITLES[report.findings[0].reason], day=language.day(report.day))
    parts = [finding_in_words(language, report, finding) for finding in report.findings[:MOST_ROWS]]
    parts += map(paragraph, words.more(language, len(report.findings) - MOST_ROWS))
    parts += [*_what_to_check(language, report), *map(paragraph, lateness)]
    hidden = words.more(language, len(report.problems) - MOST_ROWS)
    small = [*hidden, *_not_again(language, report), *lateness]
    return {"text": plain(title, parts), "blocks": [*_blocks(language.whole, report, title, small)]}


def _what_to_check(language: Language, report: AlertReport) -> Iterator[Paragraph]:
    if lines := [*_to_do(language, report), *_not_again(language, report)]:
        yield paragraph(" ".join(lines), heading=language.say("What to check"))


def _to_do(language: Language, report: AlertReport) -> Iterator[str]:
    if any(finding.reason is not Reason.IDLE for finding in report.findings):
        yield language.say(
            "Check the tracking first, then the audience and the offer. If all are fine, pause the spend."
        )


def _not_again(language: Language, report: AlertReport) -> Iterator[str]:
    """For how long the same is not told again."""
    reasons = {finding.reason for finding in report.findings}
    if Reason.NOTHING in reasons:
        yield language.say("I won’t repeat spend without results until a conversion arrives.")
    if Reason.TOO_FEW in reasons:
        weeks = language.count(QUARTER.days // 7)
        yield language.say("I won’t repeat too few results for at least {weeks} weeks.", weeks=weeks)


def _blocks(language: Language, report: AlertReport, title: str, small: Sequence[str]) -> Iterator[Block]:
    """One problem is the whole message; of several each has its own *Open*. ``small``: what stands in small print."""
    problems = report.problems[:MOST_ROWS]
    if len(problems) == 1:
        yield from _alone(language, report, problems[0], small)
        return
    yield header(title)
    for finding in problems:
        heading = Line(lead=finding_title(language, report, finding))
        yield lines_block([heading, *finding_lines(language, report, finding)])
        yield actions(_ways(language, report, finding))
    yield from (lines_block([Line(text=text)]) for text in _to_do(language, report))
    yield from _small(small)
    yield actions([_log(language, "-")])


def _alone(language: Language, report: AlertReport, finding: Finding, small: Sequence[str]) -> Iterator[Block]:
    yield header(finding_title(language, report, finding))
    checks = [Line(text=text) for text in _to_do(language, report)]
    yield lines_block([*finding_lines(language, report, finding), *checks])
    yield from _small(small)
    campaign = finding.unit.key if finding.unit.kind is Kind.CAMPAIGN else "-"
    yield actions([*_ways(language, report, finding), _log(language, campaign)])


def _small(texts: Sequence[str]) -> Iterator[Block]:
    if texts:
        yield context(" ".join(texts))


def _ways(language: Language, report: AlertReport, finding: Finding) -> list[Block]:
    """What can be done about it; of a campaign that is asked about the two answers as well."""
    is_asked = finding.reason is Reason.IDLE and finding.unit.kind is Kind.CAMPAIGN
    return [_open(language, report, finding), *(ways_out(language, finding.unit.key) if is_asked else [])]


def _log(language: Language, campaign: str) -> Block:
    """``campaign``: the key of the one that the form then holds."""
    return button(language.say("Log conversions"), "log_conversions", campaign)


def _open(language: Language, report: AlertReport, finding: Finding) -> Block:
    """Opens the answer on the channel or campaign, with the rights of who presses."""
    label = language.say("Open {name}", name=name_of(language, report, finding.unit))
    return button(language.say("Open"), "details", f"{finding.unit.kind}:{finding.unit.key}", label=label)
