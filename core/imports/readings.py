"""Readings: what a file says once it is understood, and what has to be asked before it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from core.calendar.periods import Period
from core.imports.kind import Brings
from core.imports.meanings import Level, Meaning
from core.money.money import Money
from core.problems import Problem
from core.setup.categories import Category


class Ask(StrEnum):
    """What is ambiguous, and asked instead of guessed."""

    COLUMNS = "columns"
    DATE_ORDER = "date_order"
    DECIMAL = "decimal"
    CURRENCY = "currency"
    MICROS = "micros"
    LEVEL = "level"
    CHANNEL = "channel"
    TAX = "tax"
    LINES = "lines"
    YEAR = "year"
    PERIOD = "period"
    SHEET = "sheet"


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """``options``: what it may be, in the words of the file or as codes. ``example``: a cell that shows the doubt.

    ``meaning``: of `Ask.COLUMNS`, what two columns say; None where nothing of the table is known. ``heads``: of
    `Ask.LEVEL`, for each option the header of its column and some cells below it; empty for what is no column.
    """

    ask: Ask
    options: tuple[str, ...] = ()
    example: str = ""
    line: int = 0
    meaning: Meaning | None = None
    heads: tuple[tuple[str, ...], ...] = ()


class Left(StrEnum):
    """Why a row is left out without being wrong."""

    TOTAL = "total"
    EMPTY = "empty"
    NO_SPEND = "no_spend"
    NOT_CHOSEN = "not_chosen"


class Wrong(StrEnum):
    """Why a row is refused."""

    DATE = "date"
    FUTURE = "future"
    AMOUNT = "amount"
    NEGATIVE = "negative"
    TOO_LARGE = "too_large"
    CURRENCY = "currency"
    SHORT = "short"
    PERIOD = "period"
    COUNT = "count"
    NAME = "name"
    NO_ID = "no_id"
    TWICE = "twice"
    """The number of an order or a deal stands in the file before, with other figures."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """A row that is not read: on which line of the file, from 1, and what in which column is wrong."""

    line: int
    why: Wrong
    header: str = ""
    cell: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Spend:
    """What was spent on a campaign, as its name stands in the file, from ``day`` to ``until``, both included.

    Rows of the same days, campaign and channel are summed before they are rounded; ``rows``: how many they were.
    ``until``: None where it is one day. ``campaign``: empty where the file names none. ``channel``: a key.
    ``line``: of the file, where each line is for people to choose.
    """

    day: date
    until: date | None = None
    campaign: str = ""
    channel: str = ""
    category: Category = Category.ADS
    amount: Money
    rows: int = 1
    note: str = ""
    external_id: str = ""
    line: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """Results of a day. ``type``: what they are called in the file, ``Leads``. ``revenue``: None where none is said.

    ``window``: of what a platform claims, the attribution setting in the file's words, ``7-day click``.
    ``source``, ``medium``, ``content`` and ``term`` are those of UTM. ``external_id``: of the order or deal.
    """

    day: date
    until: date | None = None
    campaign: str = ""
    channel: str = ""
    type: str = ""
    count: int
    revenue: Money | None = None
    source: str = ""
    medium: str = ""
    content: str = ""
    term: str = ""
    external_id: str = ""
    first_contact: date | None = None
    note: str = ""
    window: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DealRow:
    """A deal of a CRM as it stands in the file. ``stage``: in its words, or those of its status once it is closed.

    Its name is not read: people name deals after people. ``order_id``: the number under which other files know the
    sale. ``day``: on which it was closed; of an open one that on which it was created, where the file says it.
    """

    external_id: str
    order_id: str = ""
    stage: str = ""
    amount: Money
    day: date
    created_on: date | None = None
    campaign: str = ""
    channel: str = ""
    source: str = ""
    medium: str = ""
    probability: Decimal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """A file, read. As long as there are ``questions`` the rest says what is known so far.

    ``kind``: its key. ``account``: as the file names it; empty where it does not. ``header``: the fingerprint of the
    header row, by which a mapping is remembered, and ``headers`` its cells with up to three ``examples`` each.
    ``proposed``: meaning -> header, of a table nobody knows. ``period``: the days that the file is of, half-open: of
    all rows, or what stands above them; None where no row was read. ``rows``: read, those left out and refused not
    among them. ``own_total``: the sum the file gives itself, where it gives one, in its currency's unit; ``exact``:
    ours before rounding. ``divided``: the sum of the results, where the tool has divided some over their touches; None
    where all are whole. ``claims``: results that a platform reports about itself. ``hidden``: sheets that are not read.
    """

    kind: str
    brings: Brings = Brings.SPEND
    account: str = ""
    level: Level | None = None
    currency: str = ""
    period: Period | None = None
    header: str = ""
    headers: tuple[str, ...] = ()
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    proposed: Mapping[Meaning, str] = field(default_factory=dict)
    spends: Sequence[Spend] = ()
    results: Sequence[Result] = ()
    claims: Sequence[Result] = ()
    deals: Sequence[DealRow] = ()
    rows: int = 0
    left: Mapping[Left, int] = field(default_factory=dict)
    refused: Sequence[Refused] = ()
    own_total: Decimal | None = None
    exact: Decimal = Decimal(0)
    divided: Decimal | None = None
    questions: tuple[Question, ...] = ()
    hidden: tuple[str, ...] = ()


@dataclass(eq=False)
class FileProblem(Problem):
    """A file that cannot be read at all. ``file``: its name."""

    file: str = ""
    field: str = "file"


@dataclass(eq=False)
class FileEmpty(FileProblem):
    """Nothing stands in it, or it says itself that there is no data."""


@dataclass(eq=False)
class FileNotATable(FileProblem):
    """It is of another type, or broken: binary, a quote never closed, NUL bytes. ``why``: a word of ours."""

    why: str = ""


@dataclass(eq=False)
class FileTooLarge(FileProblem):
    """``most``: what is taken at most, ``what``: of what: ``bytes``, ``rows``, ``columns``, ``unpacked``, ``files``,
    ``campaigns``, ``cell`` (characters of one).
    """

    most: int = 0
    what: str = "bytes"


@dataclass(eq=False)
class FileLocked(FileProblem):
    """It needs a password."""


@dataclass(eq=False)
class OwnExport(FileProblem):
    """It is an export of the books themselves: beside them its entries would count twice."""


@dataclass(eq=False)
class FileElsewhere(FileProblem):
    """Slack only holds a link to it; the file itself lies with another service."""


@dataclass(eq=False)
class FileOutOfReach(FileProblem):
    """Slack did not hand it over: it was deleted, or Slack does not answer. ``scope``: the right that is missing."""

    scope: str = ""


@dataclass(eq=False)
class NoFileChosen(FileProblem):
    """A form without a file, or a message that has none."""


@dataclass(eq=False)
class NoHeader(FileProblem):
    """No row in it looks like the head of a table."""


@dataclass(eq=False)
class NoSpendColumn(FileProblem):
    """A platform's file without what was spent; ``kind``: its key, ``headers``: what it has."""

    kind: str = ""
    headers: tuple[str, ...] = ()


@dataclass(eq=False)
class NoResultColumns(FileProblem):
    """An analytics or CRM file that lacks columns; ``kind``: its key, ``needs``: what one of them would be headed."""

    kind: str = ""
    needs: tuple[str, ...] = ()


@dataclass(eq=False)
class PartOfSpend(FileProblem):
    """A platform's report that holds only a part of what was spent, so that it is no cost. ``header``: says so."""

    header: str = ""


@dataclass(eq=False)
class OnlyTotals(FileProblem):
    """A head and sums, and no row that could be booked."""


@dataclass(eq=False)
class SameSpendBeside(FileProblem):
    """It may hold some of the same spend or results as ``other``, which came with it: one after the other."""

    other: str = ""


@dataclass(eq=False)
class MixedDates(FileProblem):
    """Dates in both orders, so that none can be read for sure. ``lines``: one of each order."""

    lines: tuple[int, int] = (0, 0)
