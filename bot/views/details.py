"""*Details*: everything about an answer that is not seen at first, a section at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.language import Language
from bot.views.answers import TITLES, AnswerView, Section
from bot.views.blocks import Block, actions, body, context, option, plain_text
from bot.views.modals import note

DETAILS = "details"
"""The callback id of the modal."""


def details_view(language: Language, view: AnswerView, chosen: Section, figures: Block | None, metadata: str) -> Block:
    """The modal at one section, the first below what the answer says first: it may be opened from where that is not.

    ``figures``: the menu of the figures whose entries can be opened, if any can.
    """
    title, _, days = view.title.partition(" · ")
    sections = sections_of(view)
    menus = [section_menu(language, sections, chosen)]
    if figures:
        menus.append(figures)
    blocks = [
        actions(menus) | {"block_id": "menus"},
        *_section(view, chosen, is_first=chosen is sections[0]),
    ]
    if days:
        blocks.append(context(days))
    modal = note(language, title, [], metadata=metadata)
    return modal | {"callback_id": DETAILS, "blocks": blocks}


def _section(view: AnswerView, chosen: Section, *, is_first: bool) -> list[Block]:
    parts = view.sections.get(chosen, ())
    if not is_first:
        return body("", parts)
    decisions = [actions(view.decisions)] if view.decisions else []
    return [*body("", [*view.said, *parts]), *decisions]


def sections_of(view: AnswerView) -> list[Section]:
    """The sections in which there is something, and the entries."""
    return [one for one in Section if one is Section.ENTRIES or view.sections.get(one)]


def section_menu(language: Language, sections: Sequence[Section], chosen: Section) -> Block:
    options: Mapping[Section, Block] = {one: option(language.say(TITLES[one]), one.value) for one in sections}
    return {
        "type": "static_select",
        "action_id": "section",
        "placeholder": plain_text(language.say("Section")),
        "options": [*options.values()],
        "initial_option": options[chosen],
    }
