"""Verdicts in words: too early or not, between which figures, what breaks even, which is best and worst."""

from __future__ import annotations

from collections.abc import Mapping

from bot.language import Language
from bot.views import words
from bot.views.blocks import Paragraph, paragraph
from core.performance.performance import ENOUGH, Performance, Row
from core.performance.ranges import MoneyRange, Range, Ranges
from core.performance.verdicts import Judged, Verdict
from core.reports.campaign import CampaignReport


def too_early(language: Language, total: Performance) -> list[Paragraph]:
    """The remark that it is too early to judge, which stands beside the figures, never in their place."""
    if not total.too_early:
        return []
    text = language.say(
        "Too early to judge: {conversions}, {more} more needed.",
        conversions=words.conversions(language, total.conversions),
        more=language.count(total.too_early),
    )
    return [paragraph(text)]


def too_early_row(language: Language, row: Row) -> str:
    """The remark as a line below a row of a table; empty where it may be judged, or belongs nowhere."""
    if not row.key or not row.performance.too_early:
        return ""
    return "\n" + language.say("too early to judge: {more} more needed", more=language.count(row.performance.too_early))


def too_early_word(language: Language, row: Row) -> str:
    """The remark behind a row of one line."""
    return " · " + language.say("too early to judge") if row.key and row.performance.too_early else ""


def margin_roi(language: Language, report: CampaignReport) -> list[Paragraph]:
    """The ROI on margin, beside the headline as soon as the campaign has a margin: the figure that decides."""
    if report.margin_roi is None:
        return []
    return [paragraph(language.say("Margin ROI {roi}", roi=language.percent(report.margin_roi)))]


def ranges(language: Language, possible: Ranges) -> list[Paragraph]:
    lines = [
        *([_percents(language, "ROI", possible.roi)] if possible.roi else []),
        *_moneys(language, language.say("Cost per conversion"), possible.cost_per_conversion),
        *_moneys(language, language.say("Excess cost"), possible.excess),
    ]
    return [paragraph("\n".join(lines), heading=language.say("Likely range (95%)"))] if lines else []


def break_even(language: Language, report: CampaignReport) -> list[Paragraph]:
    """The most that may be paid; at full margin where none is set, which the heading says."""
    most, total = report.break_even, report.total
    each = None if most.cpl or most.cpa else most.each
    lines = [
        *([language.say("ROAS {roas}", roas=language.times(most.roas))] if report.margin_roi is not None else []),
        *([language.say("CPL (full) {cpl}", cpl=language.money(most.cpl))] if most.cpl else []),
        *([language.say("CPA (full) {cpa}", cpa=language.money(most.cpa))] if most.cpa else []),
        *([language.say("{each} per conversion", each=language.money(each))] if each else []),
        *(_lead_rate(language, total, report.ranges.lead_rate) if most.cpl else []),
    ]
    if not lines:
        return []
    heading = language.say("Break-even at full margin (none is set)")
    if report.campaign.margin is not None:
        heading = language.say(
            "Break-even at a margin of {margin}", margin=language.percent(report.campaign.margin_share * 100)
        )
    return [paragraph("\n".join(lines), heading=heading)]


def variants(language: Language, total: Performance) -> list[str]:
    """The cost per lead and per customer on ad spend alone beside the full ones, each by its name."""
    if total.ads <= 0:
        return []
    cpl = {"ads": words.money(language, total.cpl_ads), "full": words.money(language, total.cpl)}
    cpa = {"ads": words.money(language, total.cpa_ads), "full": words.money(language, total.cpa)}
    return [
        *([language.say("CPL (ads) {ads} · CPL (full) {full}", **cpl)] if total.leads > 0 else []),
        *([language.say("CPA (ads) {ads} · CPA (full) {full}", **cpa)] if total.customers > 0 else []),
    ]


def verdict(language: Language, judged: Verdict | None, named: Mapping[str, str]) -> list[Paragraph]:
    """Best and worst, or that no difference is certain; empty where there are no two to compare."""
    if judged is None:
        return []
    if judged.judged < 2:
        text = language.say("Too early to compare: it takes two with {n} conversions each.", n=language.count(ENOUGH))
        return [paragraph(text)]
    lines = [
        *([language.say("Best: {name}", name=_judged(language, judged.best, named))] if judged.best else []),
        *([language.say("Worst: {name}", name=_judged(language, judged.worst, named))] if judged.worst else []),
    ]
    none = language.say("No difference between those with {n} conversions is certain.", n=language.count(ENOUGH))
    return [paragraph("\n".join(lines) or none)]


def _judged(language: Language, judged: Judged, named: Mapping[str, str]) -> str:
    name = language.say("Margin ROI") if judged.on_margin else "ROI"
    label = words.short_labels(language, judged.row.performance)
    return f"{named[judged.row.key]} · {_percents(language, name, judged.roi)}{label}"


def _lead_rate(language: Language, total: Performance, range: Range | None) -> list[str]:
    """The share of leads that buy. Empty where no customer was logged: then the team may not log customers at all."""
    if range is None or not total.lead_rate:
        return []
    text = language.say(
        "Customers from leads: {customers} of {leads}, {share}",
        customers=language.count(total.customers),
        leads=language.count(total.leads),
        share=language.percent(total.lead_rate),
    )
    return [f"{text} ({_between(language, language.percent(range.low), language.percent(range.high))})"]


def _percents(language: Language, name: str, range: Range) -> str:
    return f"{name} {_between(language, language.percent(range.low), language.percent(range.high))}"


def _moneys(language: Language, name: str, money_range: MoneyRange | None) -> list[str]:
    if money_range is None:
        return []
    low = language.money(money_range.low)
    if money_range.high is None:
        return [f"{name} " + language.say("at least {low}", low=low)]
    return [f"{name} {_between(language, low, language.money(money_range.high))}"]


def _between(language: Language, low: str, high: str) -> str:
    return language.say("{low} to {high}", low=low, high=high)
