"""What is asked behind `/roi` beside campaigns, drawn with sample values: channels, and what was not understood."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bot.desk.sentences.questions import UNCLEAR_OF_KIND
from bot.language import Language
from bot.views import campaigns, channels, comparisons
from bot.views.blocks import Block
from core.exports.restored import BooksNotEmpty, NotAnExport
from core.performance.extremes import Candidate
from core.performance.performance import Row
from core.performance.verdicts import Verdict
from core.problems import Problem
from core.reports.advice import Advice
from core.reports.channel import ChannelReport
from core.reports.cohorts import CohortsOfChannel
from core.reports.comparison_words import BesideGoal, TooManyCompared
from core.reports.comparisons import Beside, Comparison, SharesRow
from core.reports.judging import CampaignVerdict
from core.reports.misread import NotUnderstood
from core.reports.privacy import Categories
from core.reports.subjects import GoalAsked, Subject
from core.reports.year import Year
from core.setup.question_words import Question
from tests import gallery_answers
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
    CohortsOfChannel(),
    NotAnExport(),
    BooksNotEmpty(),
    GoalAsked(key="u-goal", name="u-Goal"),
    TooManyCompared(first="u-one u-two"),
    SharesRow(channel="email", names=s.NAMES),
    NotUnderstood(text="u-text"),
    NotUnderstood(text="u-text", kind="period", behind="u-key"),
    *(NotUnderstood(text="u-text", kind=kind, lines=("u-line", "u-other")) for kind in UNCLEAR_OF_KIND),
)


def advised(question: Question, *rows: Row, more: Candidate | None = None) -> Advice:
    """Of these rows as channels and as campaigns; nothing is best or worst."""
    campaigns = s.ranking(*rows, more=more)
    channels = replace(campaigns, by="channel", more=None)
    return Advice(
        question=question,
        channels=channels,
        campaigns=campaigns,
        year=Year(campaigns=campaigns, channels=channels),
        budgets={"u-key": s.OVER} if question is Question.BUDGET and rows else {},
        targets=(),
    )


def _advice(language: Language) -> dict[str, Block]:
    lost = replace(s.row("u-key", s.BARREN), judgement=s.judgement(Verdict.LOSES, 0))
    early = replace(s.row("u-second", s.PLAIN), judgement=s.judgement(Verdict.OPEN))
    ahead = replace(s.row("u-second", s.NO_COST), judgement=s.judgement(Verdict.YOUNG))
    made = {
        "advice": advised(Question.CUT, lost, early),
        "advice on best": advised(Question.BEST, ahead),
        "advice on worst": advised(Question.WORST, early),
        "advice on more": advised(Question.MORE, ahead),
        "advice on the budget": advised(Question.BUDGET, lost),
        "advice with nothing to cut": advised(Question.CUT, early),
        "advice without a worth": advised(Question.CUT, s.row("u-key", s.BARREN)),
        "advice on nothing": advised(Question.CUT),
    }
    return {name: gallery_answers.advice_answer(language, one, "cut") for name, one in made.items()}


def messages(language: Language) -> dict[str, Block]:
    """Name -> message."""
    merged = Categories({"ads+people": 145_000})
    shared = replace(CHANNEL, row=s.row("linkedin|", s.PLAIN), verdict=None, before=None, categories=merged)
    empty = replace(CHANNEL, row=s.row("u-channel", s.EMPTY), channel="u-channel", verdict=None)
    return {
        "channel": gallery_answers.one_channel_answer(language, CHANNEL, "linkedin"),
        "channel of a campaign": gallery_answers.one_channel_answer(
            language, replace(CHANNEL, campaign=s.CAMPAIGN, campaigns=()), "u-key linkedin"
        ),
        "channel that shares its row": gallery_answers.one_channel_answer(language, shared, "linkedin"),
        "channel without anything": gallery_answers.one_channel_answer(language, empty, "u-channel"),
        "channel never used": gallery_answers.one_channel_answer(language, replace(empty, whole=True), "u-channel all"),
        "channel that is idle": gallery_answers.one_channel_answer(
            language, replace(CHANNEL, so_far=s.BARREN, verdict=IDLE), "linkedin"
        ),
        "campaign called like a channel": gallery_answers.campaign_answer(language, s.REPORT, "u-key", channel="email"),
        "channel beside a goal": comparisons.answer_beside_goal(
            language,
            CHANNEL,
            "compare u-channel u-goal",
            show=partial(channels.one_channel_answer, usual=False),
            beside=BesideGoal(subject=Subject(channel="u-channel"), goal="u-goal"),
            names=s.NAMES,
        ).message,
        "campaign beside a goal": comparisons.answer_beside_goal(
            language,
            s.REPORT,
            "compare u-key u-goal",
            show=campaigns.campaign_answer,
            beside=BesideGoal(subject=Subject(campaign="u-key"), goal="u-goal"),
            names=s.NAMES,
        ).message,
        **_advice(language),
        "comparison of channels": gallery_answers.comparison_answer(language, _compared(), "compare linkedin email"),
    }


def _compared() -> Comparison:
    base = replace(s.COMPARISON.base, campaign=None, channel="linkedin")
    [pair, *_] = s.COMPARISON.pairs
    other = replace(pair, beside=Beside.ASKED, side=replace(pair.side, campaign=None, channel="email"))
    return replace(s.COMPARISON, base=base, pairs=(other,))
