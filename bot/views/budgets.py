"""Budgets in words: what was spent of a campaign's, and its pace."""

from __future__ import annotations

from bot.language import Language
from bot.views import words
from bot.views.blocks import Paragraph, rows
from core.plans.budgets import Mark, Spending
from core.reports.campaign import CampaignReport


def of_campaign(language: Language, report: CampaignReport) -> list[Paragraph]:
    budget = report.campaign.budget
    if budget is None:
        return []
    text = language.say(
        "Budget {budget} · spent in this period {spent}",
        budget=language.money(budget),
        spent=language.money(report.total.invested),
    )
    pace = [spending_line(language, report.spending)] if report.spending else []
    return [rows([text, *pace])]


def spending_line(language: Language, spending: Spending, name: str = "") -> str:
    """``Budget pace: 82.50% committed · 43.48% of the time gone · 80% of plan reached`` (D-28).

    ``name``: of the campaign, where it stands before it.
    """
    share = words.percent(language, spending.share)
    text = language.say("Budget pace: {share} committed", share=share)
    if name:
        text = language.say("{name}: Budget pace: {share} committed", name=name, share=share)
    if spending.accrued is not None:
        text += " · " + language.say("{accrued} of it accrued so far", accrued=language.money(spending.accrued))
    if spending.time is not None:
        text += " · " + language.say("{share} of the time gone", share=language.percent(spending.time))
    if spending.mark is Mark.NEARLY:
        text += " · " + language.say("80% of plan reached")
    if spending.mark is Mark.ALL:
        text += " · " + language.say("100% of plan reached")
    return text
