"""The metric form."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from bot.forms.fields import Day, Form
from core.calendar.weekly import UnknownChoice
from core.ledger.entries import parse_count
from core.ledger.metrics import MetricKind


def _kind(text: object) -> MetricKind:
    if text not in MetricKind.__members__.values():
        raise UnknownChoice(text=str(text), field="metric")
    return MetricKind(str(text))


class MetricForm(Form):
    """``channel`` and ``campaign`` are keys, or ``+Name`` for a new one."""

    metric: Annotated[MetricKind, BeforeValidator(_kind)]
    count: Annotated[int, BeforeValidator(lambda text: parse_count(str(text)))]
    channel: str
    date: Day
    campaign: str = ""
