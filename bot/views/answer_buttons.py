"""The buttons under an answer: share it, open its figures, log more."""

from __future__ import annotations

from bot.language import Language
from bot.views.blocks import (
    Block,
    button,
    confirm,
    plain_text,
)


def share_button(language: Language, typed: str) -> Block:
    """The button that posts the answer to the conversation; it says first who will see it."""
    ask = confirm(
        language.say("Share in this conversation?"),
        language.say("Everyone in this conversation will see these figures, and that you shared them."),
        language.say("Share"),
        language.say("Cancel"),
    )
    return button(language.say("Share"), "share", typed or "-", confirm=ask)


def sharing_with_guests(language: Language, answer: Block, guests: int | None) -> Block:
    """The answer, whose *Share* names the guests in the conversation; None: it is not known whether there are any."""
    text = language.say(
        "Everyone in this conversation will see these figures, and that you shared them; guests may be among them."
    )
    if guests:
        text = language.say_n(
            "Everyone in this conversation will see these figures, including {n} guest, and that you shared them.",
            "Everyone in this conversation will see these figures, including {n} guests, and that you shared them.",
            guests,
        )
    return answer | {"blocks": [_asking(block, text) for block in answer["blocks"]]}


def _asking(block: Block, text: str) -> Block:
    """The block, with ``text`` in the question of its *Share*."""
    if block["type"] != "actions":
        return block
    return block | {"elements": [_told_first(element, text) for element in block["elements"]]}


def _told_first(element: Block, text: str) -> Block:
    if element["action_id"] != "share":
        return element
    return element | {"confirm": element["confirm"] | {"text": plain_text(text)}}


def open_button(language: Language, typed: str) -> Block:
    """The button to every figure of the answer, with what it is made of."""
    return button(language.say("Open the figures"), "open_figures", typed or "-")


def log_buttons(language: Language, campaign: str = "-") -> tuple[Block, Block]:
    """The buttons to the forms. ``campaign``: the key of the campaign that the forms then hold already."""
    return (
        button(language.say("Log a cost"), "log_cost", campaign),
        button(language.say("Log conversions"), "log_conversions", campaign),
    )
