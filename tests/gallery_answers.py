"""Answers of the samples as messages."""

from __future__ import annotations

from dataclasses import replace

from bot.language import Language
from bot.views import advice, campaigns, channels, cohorts, comparisons, rankings
from bot.views.blocks import Block
from core.reports.advice import Advice
from core.reports.campaign import CampaignReport
from core.reports.channel import ChannelReport
from core.reports.cohorts import CohortReport
from core.reports.company import CompanyReport
from core.reports.comparisons import Comparison
from core.reports.overview import Before, Overview
from core.reports.ranking import Ranking
from core.reports.shared_costs import SharedCosts
from core.reports.year import Year


def campaign_answer(
    language: Language, report: CampaignReport, typed: str, shared: SharedCosts | None = None, channel: str = ""
) -> Block:
    return campaigns.campaign_answer(language, report, typed, shared, channel).message


def one_channel_answer(language: Language, report: ChannelReport, typed: str) -> Block:
    return channels.one_channel_answer(language, report, typed, usual=" " not in typed).message


def channel_answer(language: Language, ranking: Ranking, typed: str) -> Block:
    return rankings.channel_answer(language, replace(ranking, by="channel"), typed, usual=" " not in typed).message


def content_answer(language: Language, ranking: Ranking, typed: str) -> Block:
    return rankings.content_answer(language, replace(ranking, by="content"), typed, usual=" " not in typed).message


def campaigns_answer(
    language: Language, ranking: Ranking, typed: str, shared: SharedCosts | None = None, *, admin: bool = False
) -> Block:
    usual = " " not in typed
    return rankings.campaigns_answer(language, ranking, typed, shared, usual=usual, admin=admin).message


def overview_answer(
    language: Language,
    ranking: Ranking,
    typed: str,
    shared: SharedCosts | None = None,
    *,
    new: bool,
    year: Ranking,
    company: CompanyReport | None = None,
    before: Before | None = None,
) -> Block:
    report = Overview(ranking=ranking, year=of_campaigns(year), before=before, company=company, shared=shared, new=new)
    return rankings.overview_answer(language, report, typed, usual=not typed).message


def of_campaigns(ranking: Ranking) -> Year:
    """No channel has spent anything."""
    return Year(campaigns=ranking, channels=replace(ranking, by="channel", rows=(), more=None))


def comparison_answer(language: Language, comparison: Comparison, typed: str) -> Block:
    return comparisons.comparison_answer(language, comparison, typed).message


def cohorts_answer(language: Language, report: CohortReport, typed: str) -> Block:
    return cohorts.cohorts_answer(language, report, typed).message


def advice_answer(language: Language, report: Advice, typed: str) -> Block:
    return advice.advice_answer(language, report, typed).message
