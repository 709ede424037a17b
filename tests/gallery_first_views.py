"""What is seen of an answer at first, where the samples of the other galleries give no reason to say it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from bot.language import Language
from bot.views.blocks import Block
from core.performance.verdicts import Verdict
from core.reports.comparisons import Comparison
from core.reports.overview import Before
from core.reports.roi_change import Cause, Change
from tests import gallery_answers as answers
from tests import gallery_questions
from tests import samples as s

LOST = replace(s.row("linkedin", s.BARREN), judgement=s.judgement(Verdict.LOSES, 0))
PAYING = replace(s.row("u-channel", s.ARTICLE), judgement=s.judgement(Verdict.PAYS))
DEAR = replace(s.row("u-key", s.PLAIN), judgement=s.judgement(Verdict.LOSES))
LEADS_IN_VAIN = replace(s.row("u-key", s.LEADS), judgement=s.judgement(Verdict.IDLE, 0))
SERVING = replace(s.row("u-key", s.PLAIN), judgement=s.judgement(Verdict.OVERHEAD), serves_all=True)
ALERTED = replace(DEAR, alerted=s.TODAY)
IN_VAIN = replace(s.row("u-key", s.BARREN), judgement=s.judgement(Verdict.IDLE, 0))
OPEN = replace(s.row("u-key", s.ARTICLE), judgement=s.judgement(Verdict.OPEN))
BEFORE = Before(
    period=s.JULY.previous(), total=s.PLAIN, excess=Fraction(-10_000_000_00), better=Fraction(-9_876_543_21)
)
OTHER_WAY = Change(parts={cause: Fraction(70 * number - 100, 3) for number, cause in enumerate(Cause)})


def messages(language: Language) -> dict[str, Block]:
    """Name -> message."""
    return {**_campaigns(language), **_channels(language), **_overviews(language), **_comparisons(language)}


def _campaigns(language: Language) -> dict[str, Block]:
    """With a channel to cut and one to feed, while it runs and afterwards; and with one that an alert is open on."""
    running = replace(s.REPORT, channels=(LOST, PAYING))
    over = replace(running, is_over=True)
    alerted = replace(running, channels=(replace(LOST, alerted=s.TODAY),))
    in_vain = replace(running, alerted=s.TODAY, so_far=s.BARREN)
    made = {"next": running, "next time": over, "next with an alert": alerted, "alerted in vain": in_vain}
    return {f"campaign, {name}": answers.campaign_answer(language, one, "u-key") for name, one in made.items()}


def _channels(language: Language) -> dict[str, Block]:
    """Of one campaign, losing, with a better place for its money; and content, of which some has no type."""
    losing = replace(
        gallery_questions.CHANNEL,
        campaigns=(s.row("u-key", s.BARREN),),
        year=s.ARTICLE,
        verdict=s.judged_report("loses").verdict,
        elsewhere=PAYING,
    )
    return {
        "channel with one campaign": answers.one_channel_answer(language, losing, "linkedin"),
        "content without a type": answers.content_answer(language, s.ranking(s.row("", s.PLAIN)), "content"),
    }


def _overviews(language: Language) -> dict[str, Block]:
    rows = s.ranking(replace(LOST, key="u-lost"), SERVING)
    return {
        "overview, worse than before": answers.overview_answer(
            language, rows, "", new=False, year=s.ranking(DEAR), before=BEFORE
        ),
        "overview, better than before": answers.overview_answer(
            language, rows, "", new=False, year=s.ranking(LEADS_IN_VAIN), before=replace(BEFORE, better=Fraction(10**9))
        ),
        "overview, as before": answers.overview_answer(
            language, rows, "", new=False, year=s.ranking(DEAR), before=replace(BEFORE, better=Fraction())
        ),
        "overview, alerted": answers.overview_answer(language, rows, "", new=False, year=s.ranking(ALERTED)),
        "overview, alerted in vain": answers.overview_answer(
            language, rows, "", new=False, year=s.ranking(replace(IN_VAIN, alerted=s.TODAY))
        ),
        "overview, in vain": answers.overview_answer(language, rows, "", new=False, year=s.ranking(IN_VAIN)),
        "overview, open": answers.overview_answer(language, rows, "", new=False, year=s.ranking(OPEN)),
    }


def _of_two_gains(better: Comparison, worse: Comparison) -> dict[str, Comparison]:
    """Both earned: better, worse, and more money at a lower ROI."""
    more, less = (replace(s.CAMPAIGN_SIDE, excess=Fraction(excess)) for excess in (-50_00, -20_00))
    before_less, before_more = (replace(better.pairs[0], side=side) for side in (less, more))
    return {
        "better, both earned": replace(better, base=more, pairs=(before_less,)),
        "worse, both earned": replace(worse, base=less, pairs=(replace(worse.pairs[0], side=more),)),
        "less money, both earned": replace(better, base=less, pairs=(before_more,)),
    }


def _comparisons(language: Language) -> dict[str, Block]:
    """Better, worse, and beside nothing."""
    one, other = (replace(s.CAMPAIGN_SIDE, excess=Fraction(excess)) for excess in (-50_00, 70_00))
    [pair, *_] = s.COMPARISON.pairs
    better = Comparison(base=one, pairs=(replace(pair, side=other, change=OTHER_WAY),), cut=False)
    worse = Comparison(base=other, pairs=(replace(pair, side=one),), cut=False)
    empty = replace(pair, side=replace(one, total=s.EMPTY), change=None)
    made = {
        "better": better,
        "worse": worse,
        "as good": replace(better, base=other),
        "less money, better ROI": replace(worse, pairs=better.pairs, base=replace(other, excess=Fraction(90_00))),
        "alone": replace(better, pairs=(empty,)),
        **_of_two_gains(better, worse),
    }
    return {
        f"comparison, {name}": answers.comparison_answer(language, found, "compare u-key")
        for name, found in made.items()
    }
