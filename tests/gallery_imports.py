"""Imports: previews, forms, receipts and the list, drawn with sample values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from bot.desk.sentences import sentence
from bot.language import Language
from bot.views import import_receipts, imports
from bot.views.blocks import Block
from bot.views.forms.import_offers import Offers
from bot.views.forms.imports import change_form, import_form
from core.calendar.periods import Period
from core.imports.choices import Choices
from core.imports.meanings import Level, Meaning
from core.imports.plans import Plan, plan
from core.imports.previews import FilePreview, Preview, Receipt
from core.imports.readings import (
    Ask,
    FileElsewhere,
    FileEmpty,
    FileLocked,
    FileNotATable,
    FileOutOfReach,
    FileProblem,
    FileTooLarge,
    Left,
    MixedDates,
    NoFileChosen,
    NoHeader,
    NoResultColumns,
    NoSpendColumn,
    OnlyTotals,
    OwnExport,
    PartOfSpend,
    Question,
    Reading,
    Refused,
    Result,
    SameSpendBeside,
    Spend,
    Wrong,
)
from core.imports.records import (
    ChangedSince,
    ClosedSince,
    ImportedSince,
    ImportNotYours,
    ImportRecord,
    ImportRunning,
    ImportUndecided,
    OutOfDate,
    ReplacedSince,
    Scope,
    State,
    StaysBeside,
    UnknownImport,
)
from core.imports.scopes import Earlier
from core.imports.standing import Standing
from core.ledger.entries import Cost, Entry
from core.money.money import Money
from core.problems import Problem
from core.reports.effect import Effect
from core.setup.campaigns import Campaign
from core.setup.categories import Category
from core.setup.registers import STARTING_CHANNELS, Register
from tests import samples as s

JULY = s.JULY
CAMPAIGNS = {"u-facebook-tier-2": "u-Facebook-Tier-2", "u-spring": "u-Spring-sale"}
REGISTER = Register({**dict(STARTING_CHANNELS), **dict.fromkeys(CAMPAIGNS, "campaign")}, CAMPAIGNS)
CHANNELS = {"facebook": "Facebook", "instagram": "Instagram"}
NAMES = {**CAMPAIGNS, **CHANNELS, "u-autumn": "u-Autumn"}
OFFERS = Offers(campaigns=CAMPAIGNS, channels=CHANNELS, goals={"u-lead": "u-Lead"}, currency="USD")
AT = datetime(2026, 8, 5, 9, 30, tzinfo=UTC)

PROBLEMS: tuple[Problem, ...] = (
    FileProblem(),
    FileEmpty(),
    FileLocked(),
    OwnExport(),
    FileNotATable(),
    FileNotATable(why="macros"),
    FileNotATable(why="quote"),
    FileNotATable(why="nul"),
    FileNotATable(why="slow"),
    FileTooLarge(most=20_000_000),
    FileTooLarge(most=200_000_000, what="unpacked"),
    FileTooLarge(most=300_000, what="rows"),
    FileTooLarge(most=1_000, what="columns"),
    FileTooLarge(most=1_000, what="campaigns"),
    FileTooLarge(most=100, what="files"),
    FileTooLarge(most=131_072, what="cell"),
    FileNotATable(why="formulas"),
    FileNotATable(why="nested"),
    FileElsewhere(),
    FileOutOfReach(),
    FileOutOfReach(scope="files:read"),
    NoFileChosen(),
    MixedDates(lines=(3, 7)),
    NoHeader(),
    NoResultColumns(kind="hubspot", needs=("u-Record", "u-Stage")),
    NoSpendColumn(kind="meta"),
    OnlyTotals(),
    PartOfSpend(header="u-header"),
    SameSpendBeside(other="u-other"),
    ClosedSince(month=date(2025, 8, 1)),
    ImportedSince(),
    OutOfDate(),
    ChangedSince(),
    ReplacedSince(),
    StaysBeside(),
    ImportNotYours(),
    ImportRunning(),
    ImportUndecided(),
    UnknownImport(),
)


def messages(language: Language) -> dict[str, Block]:
    """Name -> message."""
    one = {f"import: {name}": imports.preview(language, Preview(files=(file,))) for name, file in files().items()}
    unread = sentence(language, NoSpendColumn(kind="meta"))
    ready, asking = files()["ready"], files()["near campaigns"]
    bad = FilePreview(file="u-bad", problem=NoSpendColumn(kind="meta"))
    return {
        **one,
        "import: no spend": imports.preview(language, Preview(files=(bad,)), [unread]),
        "import: several files": imports.preview(language, Preview(files=(ready, asking, bad)), [unread]),
        "import: reading": imports.reading(language, 2),
        "import: many rows": imports.progress(language, 100_000),
        "import: many rows checked": imports.checked(language, 100_000),
        "import: booking": imports.booking(language, 12_000, 48_000),
        "import: not now": imports.not_now(language),
        **_ended(language),
    }


def _ended(language: Language) -> dict[str, Block]:
    booked, undone = record(), replace(record(9), state=State.UNDONE)
    saved = Receipt(records=(replace(booked, replaces=(3,)),), effects=effects())
    listed = [replace(record(number), replaces=(number - 1,) if number == 12 else ()) for number in range(20, 11, -1)]
    return {
        "import: saved": import_receipts.receipt(language, saved),
        "import: two saved": import_receipts.receipt(language, Receipt(records=(booked, record(13)))),
        "import: undone": import_receipts.receipt(language, Receipt(records=(undone,), effects=effects(), left=2)),
        "import: undone, campaigns empty": import_receipts.receipt(language, Receipt(records=(undone,), empty=EMPTY)),
        "imports: list": import_receipts.imports(language, [*listed], s.ZONE, {20: True, 19: True}),
        "imports: undone ones": import_receipts.imports(language, [undone, booked], s.ZONE, {12: True}),
        "imports: none": import_receipts.imports(language, [], s.ZONE, {}),
    }


def views(language: Language) -> dict[str, Block]:
    """Name -> modal."""
    forms = {
        f"import change: {name}": change_form(language, file.plan, OFFERS, "{}")
        for name, file in files().items()
        if file.plan
    }
    return {
        **forms,
        "import form": import_form(language, "{}"),
        "import form without files": import_form(language, "{}", takes_files=False),
    }


def files() -> Mapping[str, FilePreview]:
    """Name -> a file in one of the states that a preview has."""
    earlier = Earlier(record=record(), entries=[_entry(1, 9_000), _entry(2, 500)])
    weeks = replace(record(), scope=replace(record().scope, period=Period(start=JULY.start, end=date(2026, 7, 16))))
    later = Period(start=date(2026, 6, 16), end=date(2026, 7, 16))
    half = replace(record(), scope=replace(record().scope, period=later))
    ads = replace(record(), scope=replace(record().scope, level=Level.AD))
    return {
        "ready": _file(reading(), effects=effects()),
        "replaces": _file(reading(), earlier=[earlier]),
        "near campaigns": _file(reading(spends=(*SPENDS, _spend("u-facebOOK_tier2", 4_200)))),
        "other days": _file(reading(), earlier=[replace(earlier, record=weeks)]),
        "some of the days": _file(reading(), earlier=[replace(earlier, record=half)]),
        "other level": _file(reading(), earlier=[replace(earlier, record=ads)]),
        "older": _file(reading(), earlier=[earlier], dated=datetime(2026, 8, 1, tzinfo=UTC)),
        "another account": _file(
            reading(account="", spends=(_spend("u-Unlike", 100),)),
            earlier=[replace(earlier, record=replace(record(), scope=replace(record().scope, account="")))],
        ),
        "own total differs": _file(replace(reading(), own_total=Decimal("150.10"), exact=Decimal("146.00"))),
        "outside the campaign's days": replace(_file(reading(), effects=effects()), outside=OUTSIDE[:1]),
        "outside the days of two campaigns": replace(_file(reading(), effects=effects()), outside=OUTSIDE),
        "no usable row": _file(replace(reading(spends=()), refused=REFUSED)),
        "hidden sheets": _file(replace(reading(), hidden=("u-Hidden", "u-Old"))),
        "columns read": _file(replace(reading(), proposed=READ, headers=HEADERS, examples=EXAMPLES)),
        "left out and refused": _file(replace(reading(), left=LEFT, refused=REFUSED), tax=Decimal(23)),
        "questions": _file(replace(reading(), questions=QUESTIONS, headers=HEADERS, examples=EXAMPLES)),
        "statement": _file(replace(reading(spends=STATEMENT), kind="statement", account="", questions=LINES)),
        "same file": _same_file(),
        "nothing new": _file(reading(), earlier=[Earlier(record=record(), entries=_standing())]),
        "nothing in it": _file(reading(spends=())),
        "many campaigns": _file(reading(spends=tuple(_spend(f"u-Campaign-{n}", 100 * n) for n in range(1, 13)))),
        "claims": _file(replace(reading(), claims=(Result(day=JULY.start, type="u-Leads", count=12),))),
    }


def record(number: int = 12) -> ImportRecord:
    """An import on the books."""
    return ImportRecord(
        id=number,
        scope=Scope(kind="meta", account="u-Account", level=Level.CAMPAIGN, period=JULY),
        currency="USD",
        file=f"u-file-{number}",
        digest="ab",
        rows=93,
        left_out=2,
        refused=1,
        sum_minor=1_234_567,
        facts=93,
        taken=0,
        position=93,
        state=State.BOOKED,
        by="UADA",
        at=AT,
    )


def reading(account: str = "u-Account", spends: tuple[Spend, ...] | None = None) -> Reading:
    held = SPENDS if spends is None else spends
    return Reading(
        kind="meta",
        account=account,
        level=Level.CAMPAIGN,
        currency="USD",
        period=JULY,
        spends=held,
        rows=len(held) * 31,
        own_total=Decimal(sum(spend.amount.minor for spend in held)).scaleb(-2) if held else None,
        exact=Decimal(sum(spend.amount.minor for spend in held)).scaleb(-2),
    )


def effects() -> list[Effect]:
    """What the file does to two campaigns, one of them new."""
    spring = Campaign(key="u-spring", name="u-Spring-sale")
    autumn = Campaign(key="u-autumn", name="u-Autumn")
    before = replace(s.PLAIN, cost=s.PLAIN.cost - 9_500)
    return [
        Effect(campaign=spring, period=JULY, now=s.PLAIN, before=before),
        Effect(campaign=autumn, period=JULY, now=replace(s.PLAIN, value=0), before=None),
    ]


def _spend(campaign: str, minor: int, channel: str = "facebook") -> Spend:
    return Spend(day=JULY.start, campaign=campaign, channel=channel, amount=Money(minor=minor, currency="USD"), rows=31)


SPENDS = (
    _spend("u-Spring-sale", 9_500),
    _spend("u-Spring-sale", 4_000, "instagram"),
    _spend("u-Autumn", 1_100),
)
STATEMENT = tuple(replace(_spend("", 12_000 * line), note=f"u-Line-{line}", line=line, channel="") for line in (17, 18))
LEFT = {Left.TOTAL: 3, Left.EMPTY: 1, Left.NO_SPEND: 2, Left.NOT_CHOSEN: 1}
REFUSED = tuple(
    Refused(line=17 + number, why=why, header="u-header", cell="u-cell") for number, why in enumerate(Wrong)
)
QUESTIONS = (
    Question(ask=Ask.COLUMNS),
    Question(ask=Ask.DATE_ORDER, example="03/04/2026"),
    Question(ask=Ask.DECIMAL, example="1,250"),
    Question(ask=Ask.CURRENCY),
    Question(ask=Ask.MICROS, example="12500000"),
    Question(ask=Ask.LEVEL, options=("campaign", "ad_set"), heads=(("u-Group", "u-Spring"), ("u-Campaign", "u-Lead"))),
    Question(ask=Ask.CHANNEL),
    Question(ask=Ask.TAX),
    Question(ask=Ask.YEAR, example="3.04", options=("2026", "2025")),
    Question(ask=Ask.PERIOD),
    Question(ask=Ask.SHEET, options=("u-Sheet", "u-Other")),
)
HEADERS = ("u-Date", "u-Sum", "")
EXAMPLES = {"u-Date": ("u-1", "u-2"), "u-Sum": ("u-3",)}
EMPTY = {"u-autumn": "u-Autumn", "u-winter": "u-Winter"}
OUTSIDE = (
    Campaign(key="u-spring", name="u-Spring-sale", start=JULY.start),
    Campaign(key="u-autumn", name="u-Autumn", end=date(2026, 7, 16)),
)
READ = {Meaning.DAY: "u-Date", Meaning.ACCOUNT: "u-Sum", Meaning.SPEND: "u-Sum"}
LINES = (Question(ask=Ask.LINES),)


def _file(
    held: Reading,
    *,
    earlier: list[Earlier] | None = None,
    dated: datetime | None = None,
    tax: Decimal | None = None,
    effects: list[Effect] | None = None,
) -> FilePreview:
    books = Standing(register=REGISTER, rate=lambda *_: None, dated=dated, earlier=earlier or [])
    planned = plan(held, Choices(tax=tax), books)
    return _shown(planned, effects or [])


def _shown(planned: Plan, effects: list[Effect]) -> FilePreview:
    names = {**NAMES, **{one.key: one.name for one in planned.campaigns}}
    return FilePreview(file="u-file", plan=planned, record=record(), effects=effects, names=names)


def _same_file() -> FilePreview:
    first = plan(reading(), Choices(), Standing(register=REGISTER, rate=lambda *_: None))
    before = replace(record(), choices=first.choices)
    books = Standing(
        register=REGISTER,
        rate=lambda *_: None,
        same_file=before,
        earlier=[Earlier(record=before, entries=_standing())],
        closed=frozenset({JULY.start}),
    )
    return _shown(plan(reading(), first.choices, books), [])


def _standing() -> list[Entry]:
    facts = plan(reading(), Choices(), Standing(register=REGISTER, rate=lambda *_: None)).adds
    return [_entry(number, fact=fact) for number, fact in enumerate(facts) if isinstance(fact, Cost)]


def _entry(number: int, minor: int = 0, fact: Cost | None = None) -> Entry:
    cost = Cost(
        day=JULY.start,
        category=Category.ADS,
        amount=Money(minor=minor, currency="USD"),
        campaign="u-spring",
        channel="facebook",
    )
    return Entry(id=number, fact=fact or cost, logged_by="UADA", logged_at=AT, source="import")
