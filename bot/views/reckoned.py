"""Reckoned figures in words, by what they are worked out of: ranges, plans, company figures, and why ROI moved."""

from __future__ import annotations

from collections.abc import Mapping

from bot.language import Language
from bot.views.change_formulas import change_lines, change_name, change_value
from bot.views.company_formulas import company_lines, company_name, company_value
from bot.views.plan_formulas import plan_lines, plan_name, plan_value
from bot.views.range_formulas import range_lines, range_name, range_value
from core.plans.budgets import Spending
from core.plans.progress import Progress
from core.reports.company import Acquired, Blended, Customer
from core.reports.figures import Figure
from core.reports.inputs import Explained, LeadRange, PaidBack, PriceRange, RoiRange


def reckoned_name(language: Language, figure: Figure, names: Mapping[str, str]) -> str:
    """The name of a figure that has inputs."""
    match figure.inputs:
        case RoiRange() | PriceRange() | LeadRange() as ranged:
            return range_name(language, ranged)
        case Spending() | Progress() as plan:
            return plan_name(language, figure.key, plan, names)
        case Explained() as explained:
            return change_name(language, explained)
    return company_name(language, figure.kind)


def reckoned_value(language: Language, figure: Figure) -> str:
    """The figure as the answer tells it."""
    match figure.inputs:
        case RoiRange() | PriceRange() | LeadRange() as ranged:
            return range_value(language, ranged)
        case Spending() | Progress() as plan:
            return plan_value(language, plan)
        case Explained() as explained:
            return change_value(language, explained)
        case Blended() | Acquired() | Customer() | PaidBack() as of_company:
            return company_value(language, figure.kind, of_company)
    return language.say("n/a")


def reckoned_lines(language: Language, figure: Figure, names: Mapping[str, str]) -> list[str]:
    """Its formulas, a line each."""
    match figure.inputs:
        case RoiRange() | PriceRange() | LeadRange() as ranged:
            return range_lines(language, figure, ranged)
        case Spending() | Progress() as plan:
            return plan_lines(language, plan, names)
        case Explained() as explained:
            return change_lines(language, figure, explained)
        case Blended() | Acquired() | Customer() | PaidBack() as of_company:
            return company_lines(language, figure.kind, of_company)
    return []
