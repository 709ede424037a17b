"""The buttons under an answer: share it, open its figures, log more."""

from __future__ import annotations

from collections.abc import Mapping

from bot.language import Language, mark
from bot.views.blocks import (
    Block,
    button,
    confirm,
    message,
    option,
    paragraph,
    plain_text,
)

PLACE = "answer "
ASKED_AT = "share "
USUAL = "-"
"""The value of the usual period, of which nothing is typed."""

PERIODS = {
    "": mark("Last 30 days"),
    "this month": mark("This month"),
    "last month": mark("Last month"),
    "this quarter": mark("This quarter"),
    "this year": mark("This year"),
    "all": mark("Everything"),
}
CAMPAIGN_MENU = {
    "compare": mark("Compare"),
    "cost": mark("Log a cost"),
    "conversions": mark("Log conversions"),
    "edit": mark("Edit campaign"),
}
TO_LOG = {"cost": mark("Log a cost"), "conversions": mark("Log conversions")}
CHANNEL_MENU = {"share": mark("Share"), "compare": mark("Compare"), **TO_LOG}
ADVICE_MENU = {"rank:channels": mark("By channel"), "rank:campaigns": mark("By campaign"), **TO_LOG}
COMPARISON_MENU = {**TO_LOG}
OVERVIEW_MENU = {
    "share": mark("Share"),
    "rank:channels": mark("By channel"),
    "rank:campaigns": mark("All campaigns"),
    **TO_LOG,
}
RANKING_MENUS = {
    "channel": {"share": mark("Share"), "rank:campaigns": mark("By campaign"), **TO_LOG},
    "campaign": {"share": mark("Share"), "rank:channels": mark("By channel"), **TO_LOG},
    "content": {"share": mark("Share"), "rank:channels": mark("By channel"), **TO_LOG},
}
"""By what a ranking is of."""

OF_A_CAMPAIGN = frozenset({"cost", "conversions", "edit"})
"""The choices that take the key of a campaign, in so few characters that both fit an option; the others take what was
typed.
"""


def share_button(language: Language, typed: str) -> Block:
    """The button that posts the answer to the conversation; it says first who will see it."""
    ask = confirm(
        language.say("Share in this conversation?"),
        language.say("Everyone in this conversation will see these figures, and that you shared them."),
        language.say("Share"),
        language.say("Cancel"),
    )
    return button(language.say("Share"), "share", typed or "-", confirm=ask)


def share_question(language: Language, typed: str, guests: int | None, place: str) -> Block:
    """The same question as a message, where *Share* was chosen in a menu. ``place``: the ts of the answer it is of."""
    sure = button(language.say("Share"), "share", typed or "-", style="primary")
    asked = paragraph(_readers(language, guests), buttons=(sure,), place=f"{ASKED_AT}{place}")
    return message(language.say("Share in this conversation?"), [asked])


def asked_at(place: str) -> str:
    """The ts of the answer that a question asks about sharing, read from the id of its buttons; empty for others."""
    return place.removeprefix(ASKED_AT) if place.startswith(ASKED_AT) else ""


def sharing_with_guests(language: Language, answer: Block, guests: int | None) -> Block:
    """The answer, whose *Share* names the guests in the conversation; None: it is not known whether there are any."""
    text = _readers(language, guests)
    return answer | {"blocks": [_asking(block, text) for block in answer["blocks"]]}


def _readers(language: Language, guests: int | None) -> str:
    """Who will see what is shared. ``guests``: how many there are in the conversation; None where it is not known."""
    if guests == 0:
        return language.say("Everyone in this conversation will see these figures, and that you shared them.")
    if guests is None:
        return language.say(
            "Everyone in this conversation will see these figures, and that you shared them; guests may be among them."
        )
    return language.say_n(
        "Everyone in this conversation will see these figures, including {n} guest, and that you shared them.",
        "Everyone in this conversation will see these figures, including {n} guests, and that you shared them.",
        guests,
    )


def _asking(block: Block, text: str) -> Block:
    """The block, with ``text`` in the question of its *Share*."""
    if block["type"] != "actions":
        return block
    return block | {"elements": [_told_first(element, text) for element in block["elements"]]}


def _told_first(element: Block, text: str) -> Block:
    if element["action_id"] != "share":
        return element
    return element | {"confirm": element["confirm"] | {"text": plain_text(text)}}


def details_button(language: Language, typed: str) -> Block:
    """The button to everything else about the answer, and to the entries behind each figure."""
    return button(language.say("Details"), "details", typed or "-")


def answer_place(typed: str) -> str:
    """The id of the row of buttons under an answer: it carries what was typed to those that have no value."""
    return f"{PLACE}{typed}"


def typed_at(place: str) -> str:
    """What was typed, read from `answer_place`."""
    return place.removeprefix(PLACE)


def more_menu(language: Language, choices: Mapping[str, str], about: str = "", days: str = "") -> Block:
    """The menu of what else can be done. ``choices``: what is chosen -> its words; ``about``: the key of a campaign;
    ``days``: those that are compared where none were typed.
    """
    carried = {**dict.fromkeys(OF_A_CAMPAIGN, about), "compare": days}
    options = [
        option(language.say(text), f"{choice}:{carried[choice]}" if carried.get(choice) else choice)
        for choice, text in choices.items()
    ]
    return {"type": "overflow", "action_id": "more", "options": options}


def period_select(language: Language, typed: str, *, usual: bool) -> Block:
    """The menu that redraws the answer over another period. ``usual``: none was ``typed``."""
    options = {words: option(language.say(label), words or USUAL) for words, label in PERIODS.items()}
    chosen = "" if usual else next((words for words in options if words and typed.endswith(words)), None)
    initial = {} if chosen is None else {"initial_option": options[chosen]}
    placeholder = {"placeholder": plain_text(language.say("Period"))}
    return {"type": "static_select", "action_id": "period", "options": [*options.values()], **placeholder, **initial}


def log_buttons(language: Language, campaign: str = "-") -> tuple[Block, Block]:
    """The buttons to the forms. ``campaign``: the key of the campaign that the forms then hold already."""
    return (
        button(language.say("Log a cost"), "log_cost", campaign),
        button(language.say("Log conversions"), "log_conversions", campaign),
    )
