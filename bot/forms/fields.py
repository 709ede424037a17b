"""Fields that several forms share, as pydantic types. Each raises a named problem that carries its field.

A form is validated in a context, the `World`: today, the reporting currency, the people known by name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, ValidationInfo

from core.calendar.period_parser import parse_day
from core.calendar.period_words import AmbiguousDate, UnknownDate
from core.calendar.weekly import UnknownChoice
from core.ledger.entry_fields import check_day, check_note
from core.ledger.hours import typed_hours
from core.money.money import CurrencyDiffers, NotInReporting, parse_currency, parse_money, parse_number
from core.problems import Problem
from core.setup.workspaces import check_currency


@dataclass(frozen=True, kw_only=True)
class World:
    """The context that a form is read in.

    ``today`` is the day in the workspace's zone, ``currency`` the reporting currency, ``people`` the keys of people who
    are known by name. ``comma`` says whether the person's language writes decimals with a comma.
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
    """Everything that is wrong with a form, at once. ``problems`` maps a field to its problem."""

    problems: Mapping[str, Problem]


class Form(BaseModel):
    """A form's fields. Unknown ones are ignored: an older form may still be open."""

    model_config = ConfigDict(frozen=True, extra="ignore", arbitrary_types_allowed=True)


F = TypeVar("F", bound=Form)
C = TypeVar("C", bound=StrEnum)


def read(kind: type[F], typed: Mapping[str, str], context: World) -> F:
    """The form that was ``typed`` (field -> text). Raises `FormErrors` with every problem under its field."""
    try:
        return kind.model_validate(dict(typed), context=context)
    except ValidationError as error:
        raise FormErrors(problems=dict(_problem(kind, item) for item in error.errors())) from error


def world(info: ValidationInfo) -> World:
    """The context that a form is being read in."""
    if not isinstance(info.context, World):
        raise TypeError("forms are read with a World")
    return info.context


def choice(options: type[C], field: str) -> BeforeValidator:
    """A validator that takes the value of one of the ``options``. It raises `UnknownChoice` for ``field``."""

    def chosen(text: object) -> C:
        if text not in options.__members__.values():
            raise UnknownChoice(text=str(text), field=field)
        return options(str(text))

    return BeforeValidator(chosen)


def yes_or_no(field: str) -> BeforeValidator:
    """A validator that takes ``yes`` and ``no``. It raises `UnknownChoice` for ``field``."""

    def meant(text: object) -> bool:
        if text not in ("yes", "no"):
            raise UnknownChoice(text=str(text), field=field)
        return text == "yes"

    return BeforeValidator(meant)


def day(text: object, info: ValidationInfo) -> date:
    """A day up to a year ahead."""
    return day_of(text, info, str(info.field_name))


def day_of(text: object, info: ValidationInfo, name: str) -> date:
    """A day up to a year ahead, of the field ``name``, where pydantic knows that field by another name."""
    today = world(info).today
    return check_day(_parsed_day(str(text), today, name), today, name)


def later_day(text: object, info: ValidationInfo) -> date | None:
    """A day that may lie years ahead, as the end of a service does; None where it is empty."""
    return _parsed_day(str(text), world(info).today, str(info.field_name)) if text else None


def amount(text: object, info: ValidationInfo) -> str:
    """Money as a plain number of units of the form's currency. Empty text stays empty: the form may require more."""
    return _plain(text, info)


def amount_or_credit(text: object, info: ValidationInfo) -> str:
    """The same, and it may be below zero."""
    return _plain(text, info, credit=True)


def amount_or_zero(text: object, info: ValidationInfo) -> str:
    """The same, and it may be zero."""
    return _plain(text, info, zero=True)


def hours(text: object, info: ValidationInfo) -> str:
    """Hours as a plain number."""
    return f"{typed_hours(str(text), str(info.field_name)):f}" if text else ""


def percentage(text: object, info: ValidationInfo) -> str:
    """A percentage as a plain number, with or without its sign."""
    return _number(str(text).strip().removesuffix("%"), info) if text else ""


def reporting_currency(text: object, info: ValidationInfo) -> str:
    """The reporting currency. Plans and the worth of goals are kept in no other."""
    return check_currency(parse_currency(str(text)), world(info).currency)


Day = Annotated[date, BeforeValidator(day)]
LaterDay = Annotated[date | None, BeforeValidator(later_day)]
Amount = Annotated[str, BeforeValidator(amount)]
ReportingAmount = Annotated[str, BeforeValidator(lambda text, info: _in_reporting(amount, text, info))]
ReportingAmountOrZero = Annotated[str, BeforeValidator(lambda text, info: _in_reporting(amount_or_zero, text, info))]
AmountOrCredit = Annotated[str, BeforeValidator(amount_or_credit)]
AmountOrZero = Annotated[str, BeforeValidator(amount_or_zero)]
Hours = Annotated[str, BeforeValidator(hours)]
Percentage = Annotated[str, BeforeValidator(percentage)]
Currency = Annotated[str, BeforeValidator(lambda text: parse_currency(str(text)))]
ReportingCurrency = Annotated[str, BeforeValidator(reporting_currency)]
Note = Annotated[str, BeforeValidator(lambda text: check_note(str(text)))]


def _in_reporting(read: Callable[[object, ValidationInfo], str], text: object, info: ValidationInfo) -> str:
    """As ``read``, of a field whose currency nobody chooses. Raises `NotInReporting`."""
    try:
        return read(text, info)
    except CurrencyDiffers as differs:
        raise NotInReporting(
            text=differs.text, said=differs.said, currency=differs.currency, field=differs.field
        ) from differs


def _plain(text: object, info: ValidationInfo, *, zero: bool = False, credit: bool = False) -> str:
    """The amount in one plain spelling, so that whoever asks the form later reads it without a language.

    ``1,250.50`` and ``1 250,50 zł`` both become ``1250.50``.
    """
    if not text:
        return ""
    comma, field = world(info).comma, str(info.field_name)
    money = parse_money(str(text), _currency(info), field, zero=zero, credit=credit, comma=comma)
    return f"{money.units:f}"


def _number(text: str, info: ValidationInfo) -> str:
    number = parse_number(text, str(info.field_name), comma=world(info).comma, point=True)
    return f"{number:f}"


def _currency(info: ValidationInfo) -> str:
    """The form's currency where its field stands above the amount, else the reporting currency."""
    return str(info.data.get("currency") or world(info).currency)


def _parsed_day(text: str, today: date, field: str) -> date:
    try:
        parsed = parse_day(text, today)
    except (UnknownDate, AmbiguousDate) as error:
        raise replace(error, text=text, field=field) from error
    if parsed is None:
        raise UnknownDate(text=text, field=field)
    return parsed


def _problem(kind: type[Form], item: Any) -> tuple[str, Problem]:
    """The field of a problem, and the problem.

    pydantic names the field that it was reading. A rule of the whole form names its field itself.
    """
    field = str(item["loc"][0]) if item["loc"] else ""
    cause = item.get("ctx", {}).get("error")
    if isinstance(cause, Problem):
        return str(getattr(cause, "field", field) or field), cause
    return field or next(iter(kind.model_fields)), FieldMissing(field=field)
