"""The metric form."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from bot.forms.fields import Day, Form, choice
from core.ledger.entry_fields import parse_count
from core.ledger.metrics import MetricKind


class MetricForm(Form):
    """``channel`` and ``campaign`` are keys, or ``+Name`` for a new one."""

    metric: Annotated[MetricKind, choice(MetricKind, "metric")]
    count: Annotated[int, BeforeValidator(lambda text: parse_count(str(text)))]
    channel: str
    date: Day
    campaign: str = ""
