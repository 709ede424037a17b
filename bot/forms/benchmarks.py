"""The benchmark form."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BeforeValidator, ValidationInfo, model_validator

from bot.forms.fields import Currency, Day, Form, choice, world
from core.calendar.weekly import UnknownChoice
from core.plans.benchmarks import Origin, Ratio
from core.plans.own_benchmarks import OwnBenchmark, parse_source, parse_value, unit_of


def _ratio(text: object) -> Ratio:
    """A ratio by its name, in letters of any case."""
    name = str(text).upper()
    if name not in Ratio.__members__:
        raise UnknownChoice(text=str(text), field="metric")
    return Ratio(name)


def _value(text: object, info: ValidationInfo) -> str:
    """The value as a plain number in the unit of its metric; as typed where the metric itself is wrong."""
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
    kind: Annotated[Origin, choice(Origin, "kind")]

    @model_validator(mode="after")
    def _is_good(self, info: ValidationInfo) -> Self:
        self.fact(self.channel, world(info).currency)
        return self

    def fact(self, channel: str, reporting: str) -> OwnBenchmark:
        """The benchmark of the channel with the key ``channel``, in ``reporting`` currency where none was chosen."""
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
