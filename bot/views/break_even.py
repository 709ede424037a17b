"""Ranges, break-even and the prices on ad spend alone: what stands behind a campaign's verdict."""

from __future__ import annotations

from bot.language import Language
from bot.views import words
from bot.views.blocks import Paragraph, paragraph
from core.performance.performance import Performance
from core.performance.ranges import MoneyRange, Range
from core.reports.campaign import CampaignReport
from core.reports.channel import ChannelReport


def ranges(language: Language, report: CampaignReport | ChannelReport) -> list[Paragraph]:
    """Between which figures chance alone could have put them; of the margin ROI where a margin is set."""
    possible = report.ranges
    name = "ROI" if report.margin_roi is None else language.say("Margin ROI")
    lines = [
        *([_percents(language, name, possible.roi)] if possible.roi else []),
        *_moneys(language, language.say("Cost per conversion"), possible.cost_per_conversion),
    ]
    if not lines:
        return []
    if report.verdict and report.verdict.judgement.evidence.results.waves > 1:
        lines.append(
            language.say("Your results come in waves; the wider the waves of the last year, the wider the range.")
        )
    over = report.so_far == report.total
    heading = language.say("Likely range (95%)") if over else language.say("Likely range so far (95%)")
    return [paragraph("\n".join(lines), heading=heading)]


def break_even(language: Language, report: CampaignReport) -> list[Paragraph]:
    """What may be paid at most; at full margin where none is set, which the heading says."""
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
    heading = language.say("Break-even at full margin (100%: none is set)")
    if report.campaign.margin is not None:
        heading = language.say(
            "Break-even at a margin of {margin}", margin=language.percent(report.campaign.margin_share * 100)
        )
    return [paragraph("\n".join(lines), heading=heading)]


def variants(language: Language, total: Performance) -> list[str]:
    """Cost per lead and per customer on ad spend alone beside the full ones, each by its name."""
    if total.ads <= 0:
        return []
    cpl = {"ads": words.money(language, total.cpl_ads), "full": words.money(language, total.cpl)}
    cpa = {"ads": words.money(language, total.cpa_ads), "full": words.money(language, total.cpa)}
    return [
        *([language.say("CPL (ads) {ads} · CPL (full) {full}", **cpl)] if total.leads > 0 else []),
        *([language.say("CPA (ads) {ads} · CPA (full) {full}", **cpa)] if total.customers > 0 else []),
    ]


def _lead_rate(language: Language, total: Performance, range: Range | None) -> list[str]:
    """Nothing where no customer was logged: then the team may not log customers at all."""
    if range is None or not total.lead_rate:
        return []
    text = language.say(
        "Customers from leads: {customers} of {leads}, {share}",
        customers=language.count(total.customers),
        leads=language.count(total.leads),
        share=language.percent(total.lead_rate),
    )
    return [f"{text} ({words.between(language, language.percent(range.low), language.percent(range.high))})"]


def _percents(language: Language, name: str, range: Range) -> str:
    return f"{name} {words.between(language, language.percent(range.low), language.percent(range.high))}"


def _moneys(language: Language, name: str, money_range: MoneyRange | None) -> list[str]:
    if money_range is None:
        return []
    low = language.money(money_range.low)
    if money_range.high is None:
        return [f"{name} " + language.say("at least {low}", low=low)]
    return [f"{name} {words.between(language, low, language.money(money_range.high))}"]
