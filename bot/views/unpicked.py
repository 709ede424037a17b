"""Unpicked text in words: what was typed into a menu but not picked."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language import Language, mark
from bot.views.blocks import Block, paragraph, rich_text

QUESTIONS = {
    "campaign": mark(
        "You typed “{text}” but didn’t pick it: choose it from the list, or press “{save}” again "
        "to go on without a campaign."
    ),
    "channel": mark(
        "You typed “{text}” but didn’t pick it: choose it from the list, or press “{save}” again "
        "to go on without a channel."
    ),
    "content": mark(
        "You typed “{text}” but didn’t pick it: choose it from the list, or press “{save}” again "
        "to go on without a content type."
    ),
    "goal": mark(
        "You typed “{text}” but didn’t pick it: choose it from the list, or press “{save}” again "
        "to go on without a goal."
    ),
}
DROPPED = {
    "campaign": mark("“{text}” was typed but not picked: it is saved without a campaign."),
    "channel": mark("“{text}” was typed but not picked: it is saved without a channel."),
    "content": mark("“{text}” was typed but not picked: it is saved without a content type."),
    "goal": mark("“{text}” was typed but not picked: it is saved without a goal."),
}


def question(language: Language, field: str, text: str, save: str) -> str:
    """The question under the field, where Slack shows plain text. ``save``: what the form's button says."""
    if field in QUESTIONS:
        return language.say(QUESTIONS[field], text=text, save=save)
    return language.say(
        "You typed “{text}” but didn’t pick it: choose it from the list, or press “{save}” again to leave this empty.",
        text=text,
        save=save,
    )


def dropped(language: Language, field: str, text: str, *, cost: bool = False) -> str:
    """The line in the receipt. ``cost``: it is of a cost, which without a campaign is shared by all."""
    if cost and field == "campaign":
        return language.say(
            "“{text}” was typed but not picked: it is saved without a campaign, as a shared cost.", text=text
        )
    if field in DROPPED:
        return language.say(DROPPED[field], text=text)
    return language.say("“{text}” was typed but not picked, and isn’t used.", text=text)


def with_lines(view: Block, lines: Sequence[str]) -> Block:
    """The receipt with these lines above its buttons."""
    blocks = list(view["blocks"])
    buttons_at = (place for place, block in enumerate(blocks) if block["type"] == "actions")
    added = rich_text(paragraph("\n".join(lines)))
    blocks.insert(next(buttons_at, len(blocks)), added)
    return view | {"blocks": blocks}
