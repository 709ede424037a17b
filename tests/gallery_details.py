"""*Details* of the sample answers: each of their sections as a modal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from bot.language import Language
from bot.views import advice, campaigns, channels, comparisons, details, rankings
from bot.views.answers import AnswerView, Section
from bot.views.blocks import Block
from bot.views.figure_menu import figure_menu
from core.reports.overview import Before, Overview
from core.setup.question_words import Question
from tests import (
    gallery_answers,
    gallery_company,
    gallery_deals,
    gallery_drill_down,
    gallery_questions,
    gallery_shared_costs,
)
from tests import samples as s

BEFORE = Before(period=s.JULY.previous(), total=s.PLAIN, excess=s.row("u-key", s.PLAIN).excess, better=Fraction(500_00))


def answers(language: Language) -> Mapping[str, AnswerView]:
    """What is asked -> the answer, with all that it may hold."""
    ranking = replace(s.ranking(*s.CAMPAIGNS), pipeline=replace(gallery_deals.PIPELINE, own_cost=False))
    company = gallery_company.REPORTS["whole"]
    shared = gallery_shared_costs.SHARED["ads"]
    every = Overview(
        ranking=ranking,
        year=gallery_answers.of_campaigns(s.YEAR),
        before=BEFORE,
        company=company,
        shared=shared,
    )
    spent = replace(s.SPENDING[80], days=(40, 92))
    campaign = replace(
        s.REPORT,
        pipeline=gallery_deals.PIPELINE,
        priced=gallery_company.PRICED,
        targets=(s.TARGETS["ahead"],),
        spending=spent,
    )
    return {
        "a campaign": campaigns.campaign_answer(language, campaign, "u-key", shared),
        "a channel": channels.one_channel_answer(language, gallery_questions.CHANNEL, "linkedin", usual=True),
        "channels": rankings.channel_answer(
            language, replace(ranking, metrics=s.METRICS, by="channel"), "channels", usual=True
        ),
        "the overview": rankings.overview_answer(language, every, "", usual=True),
        "a budget": advice.advice_answer(
            language, gallery_questions.advised(Question.BUDGET, s.row("u-key", s.PLAIN)), "budget"
        ),
        "a comparison": comparisons.comparison_answer(language, s.COMPARISON, "compare u-key"),
    }


def views(language: Language) -> dict[str, Block]:
    """Name -> modal."""
    figures = figure_menu(language, gallery_drill_down.FIGURES, s.NAMES)
    return {
        f"details of {asked}: {section}": details.details_view(language, view, section, figures, s.METADATA)
        for asked, view in answers(language).items()
        for section in details.sections_of(view)
        if section is not Section.ENTRIES
    }
