"""The App Home tab."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.services import home


def home_opened(desk: Desk, body: Body) -> Reply:
    """The overview of the month and what can be done, drawn anew each time it is opened."""
    if (body.get("event") or {}).get("tab") == "home":
        home.draw(desk)
    return {}
