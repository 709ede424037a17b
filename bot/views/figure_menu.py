"""The menu of all figures of an answer that can be opened, in groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.language import Language, mark
from bot.views import words
from bot.views.blocks import Block, option, plain_text, shorten
from bot.views.formulas import figure_name, figure_value
from core.reports.figures import OF_COMPANY, Figure, Kind

LONGEST_GROUP = 75
GROUPS = {
    Kind.CATEGORY: mark("Cost by category"),
    Kind.GOAL: mark("Goals"),
    Kind.CHANNEL: mark("By channel"),
    Kind.CONTENT: mark("By content type"),
    Kind.CAMPAIGN: mark("By campaign"),
    **dict.fromkeys((Kind.PACE, Kind.TARGET), mark("Budget and targets")),
    **dict.fromkeys(OF_COMPANY, mark("Company")),
}
"""The menu's headings; figures of other kinds are of all together."""


def figure_menu(language: Language, figures: Sequence[Figure], names: Mapping[str, str], opened: str = "") -> Block:
    """All figures in groups; a change is sent at once. ``opened``: the id of the one that is open, if one is."""
    groups: dict[str, list[Block]] = {}
    initial: Block = {}
    for figure in figures:
        entry = option(named_figure(language, figure, names), figure.id)
        groups.setdefault(_group(language, figures, figure, names), []).append(entry)
        initial = {"initial_option": entry} if figure.id == opened else initial
    return {
        "type": "static_select",
        "action_id": "figure",
        "placeholder": plain_text(language.say("Entries behind …")),
        "option_groups": [{"label": plain_text(label), "options": options} for label, options in groups.items()],
        **initial,
    }


def _group(language: Language, figures: Sequence[Figure], figure: Figure, names: Mapping[str, str]) -> str:
    if figure.number or _of_sides(figures):
        return shorten(f"{figure.number + 1}. {place_of(language, figure, names)}", LONGEST_GROUP)
    heading = GROUPS.get(figure.row_of or figure.kind)
    return language.say(heading) if heading else language.say("In all")


def _of_sides(figures: Sequence[Figure]) -> bool:
    """Whether one stands beside another; a campaign's time before stands behind its own figures."""
    several = any(figure.number for figure in figures)
    return several and not any(figure.kind is Kind.CATEGORY for figure in figures)


def place_of(language: Language, figure: Figure, names: Mapping[str, str]) -> str:
    """The campaign and the days it looks at."""
    days = language.period(figure.place.period)
    if figure.place.campaign is None or figure.row_of is Kind.CAMPAIGN:
        return days
    return f"{words.campaign(language, figure.place.campaign, names)} · {days}"


def named_figure(language: Language, figure: Figure, names: Mapping[str, str]) -> str:
    """``ROI: 50%``."""
    return f"{figure_name(language, figure, names)}: {figure_value(language, figure)}"
