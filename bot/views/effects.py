"""Effects in words: what an entry did to its campaign, its ROI after and before, in a few lines of its receipt."""

from __future__ import annotations

from bot.language import Language
from bot.views import words
from bot.views.blocks import Paragraph, Strong, paragraph
from bot.views.line_breaks import unbroken_parts
from core.performance.performance import Performance
from core.reports.effect import Effect
from core.setup.campaigns import Campaign


def drawn(language: Language, effect: Effect | None) -> list[Paragraph]:
    """The ROI line in bold; below it the ROI before and what of the budget is spent, then what would pay for it."""
    if effect is None:
        return []
    if effect.now.empty:
        return [] if effect.before else [paragraph(_nothing_inside(language, effect))]
    beside = " ".join(filter(None, (_before(language, effect), _budget(language.whole, effect))))
    lines = filter(None, (beside, _outside(language, effect), _paying(language, effect)))
    below = [f"\n{line}" for line in lines]
    now = _now(language, effect, unbroken_parts(roi_line(language, effect.campaign, effect.now)))
    return [paragraph(Strong(now), *(["".join(below)] if below else []))]


def read(language: Language, effect: Effect | None) -> list[Paragraph]:
    """The same as text: a line each, with the ROI line of before."""
    if effect is None or effect.now.empty:
        return drawn(language, effect)
    lines = (
        _now(language, effect, roi_line(language, effect.campaign, effect.now)),
        _line_before(language, effect),
        _budget(language, effect),
        _outside(language, effect),
        _paying(language, effect),
    )
    return [paragraph("\n".join(filter(None, lines)))]


def _now(language: Language, effect: Effect, line: str) -> str:
    return language.say("{campaign} now: {line}", campaign=effect.campaign.name, line=line)


def roi_line(language: Language, campaign: Campaign, total: Performance) -> str:
    """The ROI line of a campaign, with the ROI on its margin where one is set (J-08)."""
    return words.roi_line(language, total) + words.margin_roi(language, total, total.excess(campaign.margin_share))


def _before(language: Language, effect: Effect) -> str:
    before = _other_before(language, effect)
    return language.say("Before: ROI {roi}.", roi=words.roi(language, before)) if before else ""


def _line_before(language: Language, effect: Effect) -> str:
    before = _other_before(language, effect)
    return language.say("Before: {line}", line=words.roi_line(language, before)) if before else ""


def _other_before(language: Language, effect: Effect) -> Performance | None:
    """The sums before; None where nothing was on the books then, or the ROI reads the same."""
    before = effect.before
    if before is None or not (before.cost or before.value):
        return None
    return None if words.roi(language, before) == words.roi(language, effect.now) else before


def _nothing_inside(language: Language, effect: Effect) -> str:
    period = language.period(effect.period)
    return language.say("Its date is outside {campaign}: {period}.", campaign=effect.campaign.name, period=period)


def _outside(language: Language, effect: Effect) -> str:
    if effect.before is not None:
        return ""
    period = language.period(effect.period)
    return language.say("Its date is outside {period}, so this ROI leaves it out.", period=period)


def _budget(language: Language, effect: Effect) -> str:
    if effect.spending is None or effect.spending.share is None:
        return ""
    return language.say(
        "{share} of the budget of {budget} is committed.",
        share=language.percent(effect.spending.share),
        budget=language.money(effect.spending.budget),
    )


def _paying(language: Language, effect: Effect) -> str:
    if not effect.paying:
        return ""
    one, *others = effect.paying
    if not others:
        return language.say_n(
            "{n} more conversion of {goal} would pay for it.",
            "{n} more conversions of {goal} would pay for it.",
            one.count,
            goal=one.goal.name,
        )
    return language.say_n(
        "{n} more conversion of {goal} (or {many} of {other}) would pay for it.",
        "{n} more conversions of {goal} (or {many} of {other}) would pay for it.",
        one.count,
        goal=one.goal.name,
        many=language.count(others[0].count),
        other=others[0].goal.name,
    )
