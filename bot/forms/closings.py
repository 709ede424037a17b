"""The form that closes a month."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator

from bot.forms.fields import Form
from core.calendar.weekly import UnknownChoice


def month(text: object) -> date:
    """The first day of a month, as the menu and the buttons name it. Raises `UnknownChoice`."""
    try:
        first_day = date.fromisoformat(str(text))
    except ValueError as error:
        raise UnknownChoice(text=str(text), field="month") from error
    if first_day.day != 1:
        raise UnknownChoice(text=str(text), field="month")
    return first_day


class CloseForm(Form):
    month: Annotated[date, BeforeValidator(month)]
