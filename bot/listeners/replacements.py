"""*Undo* under the receipt of a save that took the place of what stood."""

from __future__ import annotations

from bot.desk import replies
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.services import replacements


def undo_replacement(desk: Desk, body: Body) -> Reply:
    """Undoes a save; what stood in the button's place says what stands again, or why nothing was undone."""
    return replies.replace(desk, body, replacements.undo(desk, replies.number_pressed(body)))
