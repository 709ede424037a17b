"""What is asked behind `/roi` beside campaigns, drawn with sample values: channels, and what was not understood."""

from __future__ import annotations

from dataclasses import replace

from bot.desk.sentences.questions import KINDS
from bot.language import Language
from bot.views import channels, comparisons, reports
from bot.views.blocks import Block
from core.performance.verdicts import Verdict
from core.problems import Problem
from core.reports.channel import ChannelReport
from core.reports.comparisons import Beside, Comparison, SharesRow
from core.reports.judging import CampaignVerdict
from core.reports.misread import NotUnderstood
from core.reports.subjects import GoalAsked
from tests import samples as s

CHANNEL = ChannelReport(
    channel="linkedin",
    campaign=None,
    period=s.JULY,
    row=replace(s.row("linkedin", s.PLAIN), margin_set=True),
    passed=s.JULY,
    so_far=s.PLAIN,
    behind=s.row("linkedin", s.PLAIN).excess,
    primary=s.REPORT.primary,
    names=s.NAMES,
    categories=s.REPORT.categories,
    ranges=s.REPORT.ranges,
    days_before=s.JULY.previous(),
    campaigns=(s.row("u-key", s.BARREN), s.row("u-second", s.PLAIN), s.row("", s.BARREN)),
    before=s.PLAIN,
    metrics=s.MEASURED,
    verdict=s.REPORT.verdict,
)
IDLE = CampaignVerdict(judgement=s.judgement(Verdict.IDLE, 0), settles_after=None, worths={})

PROBLEMS: tuple[Problem, ...] = (
    GoalAsked(key="u-goal", name="u-Goal"),
    SharesRow(channel="email", names=s.NAMES),
    NotUnderstood(text="u-text"),
    NotUnderstood(text="u-text", kind="period", behind="u-key"),
    *(NotUnderstood(text="u-text", kind=kind, lines=("u-line", "u-other")) for kind in KINDS),
)


def messages(language: Language) -> dict[str, Block]:
    """Name -> message."""
    shared = replace(CHANNEL, row=s.row("linkedin|", s.PLAIN), verdict=None, before=None)
    empty = replace(CHANNEL, row=s.row("u-channel", s.EMPTY), channel="u-channel", verdict=None)
    return {
        "channel": channels.one_channel_answer(language, CHANNEL, "linkedin"),
        "channel of a campaign": channels.one_channel_answer(
            language, replace(CHANNEL, campaign=s.CAMPAIGN, campaigns=()), "u-key linkedin"
        ),
        "channel that shares its row": channels.one_channel_answer(language, shared, "linkedin"),
        "channel without anything": channels.one_channel_answer(language, empty, "u-channel"),
        "channel that is idle": channels.one_channel_answer(
            language, replace(CHANNEL, so_far=s.BARREN, verdict=IDLE), "linkedin"
        ),
        "campaign called like a channel": reports.campaign_answer(language, s.REPORT, "u-key", channel="email"),
        "comparison of channels": comparisons.comparison_answer(language, _compared(), "compare linkedin email"),
    }


def _compared() -> Comparison:
    base = replace(s.COMPARISON.base, campaign=None, channel="linkedin")
    [pair, *_] = s.COMPARISON.pairs
    other = replace(pair, beside=Beside.ASKED, side=replace(pair.side, campaign=None, channel="email"))
    return replace(s.COMPARISON, base=base, pairs=(other,))
