"""Modals: the frame of forms and of what stands in their place once they are saved."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language import Language
from bot.views.blocks import Block, Paragraph, body, paragraph, plain_text, shorten

LONGEST_TITLE = 24


def form(language: Language, callback_id: str, title: str, blocks: Sequence[Block], metadata: str = "") -> Block:
    """A form that saves when submitted."""
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain_text(shorten(title, LONGEST_TITLE)),
        "submit": plain_text(language.say("Save")),
        "close": plain_text(language.say("Cancel")),
        "private_metadata": metadata,
        "notify_on_close": True,  # what was typed in it is forgotten then
        "blocks": list(blocks),
    }


def note(
    language: Language, title: str, paragraphs: Sequence[Paragraph], buttons: Sequence[Block] = (), metadata: str = ""
) -> Block:
    """A modal that only says something, with buttons where there is something to do."""
    return {
        "type": "modal",
        "callback_id": "note",
        "title": plain_text(shorten(title, LONGEST_TITLE)),
        "close": plain_text(language.say("Close")),
        "private_metadata": metadata,
        "blocks": body("", paragraphs, buttons),
    }


def still_saving(language: Language) -> Block:
    """The answer to a second click, while the first is still at work."""
    text = language.say(
        "This takes longer than usual. Look before you save it again: /roi history shows what "
        "was logged, and the form, opened again, shows the rest."
    )
    return note(language, language.say("Still saving"), [paragraph(text)])
