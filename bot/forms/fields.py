"""Fields that several forms share, as pydantic types: each raises a named problem that carries its field.

What a form needs to know of the world (today, the reporting currency) comes as the validation context.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, ValidationInfo

from core.calendar.period_words import UnknownDate, parse_day
from core.ledger.entries import check_day, check_note
from core.ledger.hourly_rates import without_unit
from core.money.money import parse_currency, parse_money, parse_number
from core.problems import Problem
from core.setup.workspaces import check_currency


@dataclass(frozen=True, kw_only=True)
class World:
    """``today`` in the workspace's zone; ``currency``: the reporting one; ``people``: keys of those known by name;
    ``comma``: whether decimals are written with one in the language of the person.
    """

    today: date
    currency: str
    people: frozenset[str] = frozenset()
    comma: bool = False


@dataclass(eq=False)
class FieldMissing(Problem):
    field: str


@dataclass(eq=False)
class FormErrors(Exception):
    """Everything wrong with a form at once: field -> problem."""

    problems: Mapping[str, Problem]


class Form(BaseModel):
    """A form's fields. Unknown ones are ignored: an older form may still be open."""

    model_config = ConfigDict(frozen=True, extra="ignore", arbitrary_types_allowed=True)


F = TypeVar("F", bound=Form)


def read(kind: type[F], typed: Mapping[str, str], known: World) -> F:
    """The form, or `FormErrors` with every problem under its field."""
    try:
        return kind.model_validate(dict(typed), context=known)
    except ValidationError as error:
        raise FormErrors(problems=dict(_problem(kind, item) for item in error.errors())) from error


def world(info: ValidationInfo) -> World:
    """The context a form is read in."""
    if not isinstance(info.context, World):
        raise TypeError("forms are read with a World")
    return info.context


def day(text: object, info: ValidationInfo) -> date:
    """A day up to a year ahead."""
    return day_of(text, info, str(info.field_name))


def day_of(text: object, info: ValidationInfo, name: str) -> date:
    """The same for the field ``name``, where pydantic calls it something else."""
    found = _parsed_day(str(text), world(info).today, name)
    return check_day(found, world(info).today, name)


def later_day(text: object, info: ValidationInfo) -> date | None:
    """A day that may lie years ahead, as the end of a service does; None where it is empty."""
    return _parsed_day(str(text), world(info).today, str(info.field_name)) if text else None


def amount(text: object, info: ValidationInfo) -> str:
    """Money, as a plain number of the form's currency; whether it may be empty is the form's own matter."""
    return _plain(text, info)


def amount_or_credit(text: object, info: ValidationInfo) -> str:
    return _plain(text, info, credit=True)


def amount_or_zero(text: object, info: ValidationInfo) -> str:
    return _plain(text, info, zero=True)


def hours(text: object, info: ValidationInfo) -> str:
    """Hours as a plain number; how many there may be is the form's own matter."""
    return _number(without_unit(str(text)), info) if text else ""


def percentage(text: object, info: ValidationInfo) -> str:
    """The same of a percentage."""
    return _number(str(text).strip().removesuffix("%"), info) if text else ""


def reporting_currency(text: object, info: ValidationInfo) -> str:
    """The reporting currency: what is planned and what one is worth are kept in no other."""
    return check_currency(parse_currency(str(text)), world(info).currency)


Day = Annotated[date, BeforeValidator(day)]
LaterDay = Annotated[date | None, BeforeValidator(later_day)]
Amount = Annotated[str, BeforeValidator(amount)]
AmountOrCredit = Annotated[str, BeforeValidator(amount_or_credit)]
AmountOrZero = Annotated[str, BeforeValidator(amount_or_zero)]
Hours = Annotated[str, BeforeValidator(hours)]
Percentage = Annotated[str, BeforeValidator(percentage)]
Currency = Annotated[str, BeforeValidator(lambda text: parse_currency(str(text)))]
ReportingCurrency = Annotated[str, BeforeValidator(reporting_currency)]
Note = Annotated[str, BeforeValidator(lambda text: check_note(str(text)))]


def _plain(text: object, info: ValidationInfo, *, zero: bool = False, credit: bool = False) -> str:
    """``1,250.50`` and ``1 250,50 zł`` as ``1250.50``: read once, and plain for whatever asks the form later."""
    if not text:
        return ""
    currency, comma, field = _currency(info), world(info).comma, str(info.field_name)
    return f"{parse_money(str(text), currency, field, zero=zero, credit=credit, comma=comma).units:f}"


def _number(text: str, info: ValidationInfo) -> str:
    return f"{parse_number(text, str(info.field_name), comma=world(info).comma, point=True):f}"


def _currency(info: ValidationInfo) -> str:
    """That of the form, where it stands above the amount; the reporting one otherwise."""
    return str(info.data.get("currency") or world(info).currency)


def _parsed_day(text: str, today: date, field: str) -> date:
    try:
        found = parse_day(text, today)
    except UnknownDate as error:
        raise UnknownDate(text=text, field=field) from error
    if found is None:
        raise UnknownDate(text=text, field=field)
    return found


def _problem(kind: type[Form], item: Any) -> tuple[str, Problem]:
    """pydantic files a problem under the field it was reading; a rule of the whole form names its own."""
    field = str(item["loc"][0]) if item["loc"] else ""
    cause = item.get("ctx", {}).get("error")
    if isinstance(cause, Problem):
        return str(getattr(cause, "field", field) or field), cause
    return field or next(iter(kind.model_fields)), FieldMissing(field=field)
