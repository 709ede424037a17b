"""The gallery of judgements: verdicts in tables and answers, where to cut, cohorts, and what has no verdict yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from bot.language import Language
from bot.views.blocks import Block
from bot.views.digests import digest_post
from core.calendar.periods import Period
from core.performance.performance import Performance
from core.performance.verdicts import Verdict
from core.plans.budgets import Spending
from core.reports.cohorts import CohortReport, CohortRow
from tests import gallery_answers
from tests import samples as s

OCTOBER = Period(start=date(2026, 10, 1), end=date(2026, 11, 1))
COHORTS = CohortReport(
    campaign=None,
    period=Period(start=s.JULY.start, end=OCTOBER.end),
    rows=(
        CohortRow(month=s.JULY, total=s.ARTICLE, mature=True),
        CohortRow(month=OCTOBER, total=s.BARREN, mature=False),
    ),
    total=s.PLAIN,
    names=s.NAMES,
    mature_through=date(2026, 9, 12),
)
EVEN = Performance(currency="USD", cost=100_00, value=100_00)
IN_VAIN = replace(s.row("u-in-vain", s.BARREN), judgement=s.judgement(Verdict.BEHIND, 0))
LEADS = tuple(
    replace(s.row(f"u-{verdict}", s.LEADS), judgement=s.judgement(verdict, 0))
    for verdict in (Verdict.LOSES, Verdict.IDLE)
)
SERVING = replace(s.row("u-serving", s.PLAIN), judgement=s.judgement(Verdict.OVERHEAD), serves_all=True)


def messages(language: Language) -> dict[str, Block]:
    """Name -> message."""
    cut, leads = s.ranking(s.ALERTED, IN_VAIN, *s.JUDGED), s.ranking(*LEADS)
    margins = s.ranking(
        replace(s.row("u-key", s.PLAIN), excess=Fraction(390_00), margin_set=True), SERVING, s.row("u-second", EVEN)
    )
    accrued = Spending(budget=s.COST.amount, spent=s.COST.amount, accrued=replace(s.COST.amount, minor=1_00))
    return {
        "cohorts": gallery_answers.cohorts_answer(language, COHORTS, "cohorts"),
        "cohorts of a campaign": gallery_answers.cohorts_answer(
            language, replace(COHORTS, campaign=s.CAMPAIGN), "cohorts u-key"
        ),
        "no cohorts": gallery_answers.cohorts_answer(language, replace(COHORTS, rows=()), "cohorts"),
        "overview with cuts": gallery_answers.overview_answer(language, cut, "", new=False, year=cut),
        "overview with leads alone": gallery_answers.overview_answer(language, leads, "", new=False, year=leads),
        **{
            f"campaign that {name}, with leads alone": gallery_answers.campaign_answer(
                language, replace(s.judged_report(f"{name} with nothing"), total=s.LEADS, so_far=s.LEADS), "u-key"
            )
            for name in ("loses", "open")
        },
        "campaigns with margins": gallery_answers.campaigns_answer(language, margins, "campaigns"),
        "campaign whose results have no worth": gallery_answers.campaign_answer(
            language, replace(s.report_of(s.BARREN), verdict=None), "u-key"
        ),
        "campaign with an alert": gallery_answers.campaign_answer(
            language, replace(s.judged_report("loses"), alerted=s.TODAY), "u-key"
        ),
        "campaign that is not over": gallery_answers.campaign_answer(
            language, replace(s.judged_report("open"), so_far=s.BARREN), "u-key"
        ),
        "campaign with a prepaid bill": gallery_answers.campaign_answer(
            language, replace(s.REPORT, spending=accrued), "u-key"
        ),
        "digest without conversions": digest_post(
            language, replace(s.digest(), total=s.BARREN, before=s.BARREN), delayed=False
        ),
    }
