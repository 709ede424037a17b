"""The benchmark form."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BeforeValidator, ValidationInfo, model_validator

from bot.forms.fields import Currency, Day, Form, world
from core.calendar.weekly import UnknownChoice
from core.plans.benchmarks import Origin, Ratio
from core.plans.own_benchmarks import OwnBenchmark, parse_source, parse_value, unit_of


def _ratio(text: object) -> Ratio:
    said = str(text).upper()
    if said not in Ratio.__members__:
        raise UnknownChoice(text=str(text), field="metric")
    return Ratio(said)


def _origin(text: object) -> Origin:
    if text not in Origin.__members__.values():
        raise UnknownChoice(text=str(text), field="kind")
    return Origin(str(text))


def _value(text: object, info: ValidationInfo) -> str:
    """As a plain number; a metric that is none is a problem of its own."""
    if "metric" not in info.data:
        return str(text)
    unit = unit_of(info.data["metric"], str(info.data.get("currency") or world(info).currency))
    return f"{parse_value(str(text), unit, comma=world(info).comma):f}"


class BenchmarkForm(Form):
    """``channel`` is a key, or ``+Name`` for a new one. The currency counts only where the metric is money."""

    channel: str
    metric: Annotated[Ratio, BeforeValidator(_ratio)]
    currency: Currency | None = None
    value: Annotated[str, BeforeValidator(_value)]
    source: Annotated[str, BeforeValidator(lambda text: parse_source(str(text)))]
    date: Day
    kind: Annotated[Origin, BeforeValidator(_origin)]

    @model_validator(mode="after")
    def _is_good(self, info: ValidationInfo) -> Self:
        self.fact(self.channel, world(info).currency)
        return self

    def fact(self, channel: str, reporting: str) -> OwnBenchmark:
        """With the ``channel``'s own key; in the reporting currency where none is said."""
        unit = unit_of(self.metric, self.currency or reporting)
        return OwnBenchmark(
            channel=channel,
            ratio=self.metric,
            value=parse_value(self.value, unit),
            unit=unit,
            source=self.source,
            day=self.date,
            origin=self.kind,
        )
