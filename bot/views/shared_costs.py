"""Shared costs spread over campaigns, in words: below the plain figures, which stay as they are."""

from __future__ import annotations

from collections.abc import Mapping

from bot.language import Language, mark
from bot.views import words
from bot.views.blocks import Paragraph, paragraph, rows
from core.ledger.splits import SplitKey
from core.performance.performance import Performance
from core.reports.ranking import Ranking
from core.reports.shared_costs import SharedCosts, WithPart, with_cost, with_parts

MOST_ROWS = 12
NOTHING = {
    SplitKey.EQUAL: mark("Shared costs of {cost} are not split: no campaign runs in this period."),
    SplitKey.ADS: mark("Shared costs of {cost} are not split: no campaign has ad spend in this period."),
    SplitKey.HOURS: mark("Shared costs of {cost} are not split: no campaign has hours in this period."),
    SplitKey.CONVERSIONS: mark(
        "Shared costs of {cost} are not split: no campaign has conversions that count in this period."
    ),
}
"""The ways a workspace may choose, and what is said where there is nothing to divide by."""


def spread_over_all(language: Language, ranking: Ranking, shared: SharedCosts | None) -> list[Paragraph]:
    """The ROI line of each campaign with its part; empty where nothing is shared, or nobody has switched it on."""
    if shared is None or shared.key is SplitKey.NONE:
        return []
    heading = language.say("With shared costs split {how}", how=_how(language, shared))
    if not shared.parts:
        return [paragraph(_why_not(language, shared), heading=heading)]
    every = [
        one
        for one in with_parts(ranking.rows, shared)
        if one.row.key or one.row.performance.cost or one.row.performance.value
    ]
    lines = [_line(language, one, ranking.names) for one in every[:MOST_ROWS]]
    return [rows(_note(language, shared) + lines + words.more(language, len(every) - MOST_ROWS), heading=heading)]


def spread_over_one(
    language: Language, campaign: str, total: Performance, shared: SharedCosts | None
) -> list[Paragraph]:
    """The campaign's line once more, with its part in it; not of one that serves all, whose cost is in the parts."""
    if shared is None or shared.key is SplitKey.NONE or campaign in shared.serving:
        return []
    if not shared.parts:
        return [paragraph(_why_not(language, shared))]
    part = shared.part(campaign)
    text = language.say(
        "With its share of shared costs ({part}, {how}): {line}",
        part=language.money(part),
        how=_how(language, shared),
        line=words.roi_line(language, with_cost(total, part)),
    )
    return [rows([text + words.short_labels(language, total), *_note(language, shared)])]


def how_to_spread(language: Language, shared: SharedCosts | None, *, admin: bool) -> list[Paragraph]:
    """The hint how to switch it on, to those who can, where it is off and there is something to spread."""
    if shared is None or shared.key is not SplitKey.NONE or not admin:
        return []
    text = language.say(
        "Shared costs of {cost} stay a row of their own. “Split shared costs” in /roi settings "
        "divides them over the campaigns.",
        cost=language.money(shared.cost),
    )
    return [paragraph(text)]


def _line(language: Language, one: WithPart, names: Mapping[str, str]) -> str:
    name = words.campaign(language, one.row.key, names)
    line = f"{name}: {words.roi_line(language, one.row.performance)}{words.short_labels(language, one.row.performance)}"
    if not one.part.minor:
        return line
    return f"{line} · " + language.say("shared {part}", part=language.money(one.part))


def _why_not(language: Language, shared: SharedCosts) -> str:
    if shared.withheld:
        return language.say("Only admins see the split here: it would reveal what one person costs.")
    text = language.say(NOTHING[shared.by], cost=language.money(shared.cost))
    return f"{text} " + language.say("An admin can choose another way in /roi settings.")


def _note(language: Language, shared: SharedCosts) -> list[str]:
    """A line where another way stands than the one chosen."""
    if shared.by is shared.key:
        return []
    return [language.say("Only admins see a split by hours: it would reveal how long people worked.")]


def _how(language: Language, shared: SharedCosts) -> str:
    return words.uncapitalized(language.say(words.SPLITS[shared.by]))
