"""Layouts of analytics and CRM files, made from results that are known, with people in every column that allows it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from core.imports.meanings import Meaning

FIRST = date(2026, 9, 1)
TODAY = date(2026, 11, 20)
MARK = "zenobia"
"""Part of every name and address of a person; of phone numbers it is `PHONE`."""
PHONE = "601 234 567"
PEOPLE = ("Zenobia Marked", "zenobia.marked@example.test", f"+48 {PHONE}", "Zenobia M. <zenobia@example.test>")

Headers = Mapping[Meaning, str]
_GA4 = (Meaning.CAMPAIGN, Meaning.SOURCE_MEDIUM, Meaning.DAY, Meaning.COUNT, Meaning.REVENUE)
_DEALS = (
    *(Meaning.EXTERNAL_ID, Meaning.STAGE, Meaning.AMOUNT, Meaning.CURRENCY, Meaning.CLOSED_ON, Meaning.CREATED_ON),
    Meaning.CAMPAIGN,
)


def _named(meanings: Sequence[Meaning], headers: str) -> Headers:
    return dict(zip(meanings, headers.split("|"), strict=True))


RESULTS: Mapping[tuple[str, str], Headers] = {
    ("ga4", "en"): _named(_GA4, "Session campaign|Session source / medium|Date|Key events|Total revenue"),
    ("ga4", "pl"): _named(_GA4, "Kampania sesji|Źródło / medium sesji|Data|Kluczowe zdarzenia|Łączne przychody"),
    ("ga4", "de"): _named(_GA4, "Sitzung – Kampagne|Sitzung – Quelle/Medium|Datum|Schlüsselereignisse|Gesamtumsatz"),
    ("ga4", "es"): _named(_GA4, "Campaña de la sesión|Fuente/medio de la sesión|Fecha|Eventos clave|Ingresos totales"),
    ("universal_analytics", "en"): _named(_GA4, "Campaign|Source / Medium|Date|Goal Completions|Goal Value"),
    ("neutral_conversions", "en"): _named(
        (*_GA4, Meaning.GOAL, Meaning.EXTERNAL_ID), "campaign|source|date|count|revenue|goal|external_id"
    ),
}
DEALS: Mapping[tuple[str, str], Headers] = {
    ("hubspot", "en"): _named(_DEALS, "Record ID|Deal Stage|Amount|Currency|Close Date|Create Date|Campaign"),
    ("hubspot", "pl"): _named(
        _DEALS, "Identyfikator rekordu|Etap transakcji|Kwota|Waluta|Data zamknięcia|Data utworzenia|Kampania"
    ),
    ("salesforce", "en"): _named(
        _DEALS, "Opportunity ID|Stage|Amount|Amount Currency|Close Date|Created Date|Primary Campaign Source"
    ),
    ("salesforce", "de"): _named(
        _DEALS, "Opportunity-ID|Phase|Betrag|Währung: Betrag|Schlusstermin|Erstelldatum|Primäre Kampagnenquelle"
    ),
    ("pipedrive", "en"): _named(
        _DEALS,
        "Deal - ID|Deal - Stage|Deal - Value|Deal - Currency|Deal - Deal closed on|Deal - Deal created|Deal - Campaign",
    ),
    ("neutral_deals", "en"): _named(_DEALS, "external_id|stage|amount|currency|closed_on|created_on|campaign"),
}
_PERSONAL = {
    "hubspot": ("Deal Name", "Deal owner", "Associated Contact", "Phone Number"),
    "salesforce": ("Opportunity Name", "Opportunity Owner", "Account Name", "Email"),
    "pipedrive": ("Deal - Title", "Deal - Owner", "Person - Name", "Person - Email"),
}
_OTHERS = ("Sessions", "New users", "Owner", "Contact e-mail", "Phone", "Weighted amount", "Bounce rate")
_SOURCES = ("google / cpc", "facebook / paid_social", "brevo / email", "partner-site / referral", "(direct) / (none)")
_CAMPAIGNS = ("autumn_lanterns", "Święto lampionów", "brand; always on", '12" lamps', "winter, early", "(not set)")
_STAGES = ("Closed won", "Contract sent", "Closed lost", "Demo", "Appointment scheduled")


@dataclass(frozen=True, kw_only=True)
class Written:
    """A file. ``counts``: line -> (count, revenue) of each row of results; ``amounts``: line -> of each deal.

    ``named``: line -> the day of a row and its campaign; the first of the file where it has no days.
    """

    kind: str
    language: str
    content: bytes
    counts: Mapping[int, tuple[int, Decimal]]
    amounts: Mapping[int, Decimal]
    named: Mapping[int, tuple[date, str]]


@dataclass(frozen=True, kw_only=True)
class _Style:
    encoding: str
    delimiter: str
    comma: bool
    grouped: bool
    dates: str
    end: str


def layout(seed: int) -> Written:
    """The file of a number: the same each time."""
    random = Random(seed)
    deals = random.random() < 0.5
    (kind, language), headers = random.choice(list((DEALS if deals else RESULTS).items()))
    return _Writer(random, kind, language, headers, _style(random)).file(deals)


def _style(random: Random) -> _Style:
    comma = random.random() < 0.4
    return _Style(
        encoding=random.choice(("utf-8", "utf-8-sig", "utf-16", "utf-8")),
        delimiter=random.choice(";\t" if comma else ",;\t"),
        comma=comma,
        grouped=random.random() < 0.4,
        dates=random.choice(("%Y-%m-%d", "%Y%m%d", "%d.%m.%Y", "%m/%d/%Y", "%Y-%m-%d %H:%M:%S")),
        end=random.choice(("\n", "\r\n")),
    )


@dataclass(frozen=True, kw_only=True)
class _Fact:
    """One row: its cells, and what they say."""

    cells: Mapping[Meaning, str]
    count: int
    amount: Decimal
    day: date


class _Writer:
    """Writes one file, and remembers on which line each fact stands."""

    def __init__(self, random: Random, kind: str, language: str, headers: Headers, style: _Style) -> None:
        self._random, self._kind, self._language, self._style = random, kind, language, style
        extra = random.sample(_OTHERS, random.randint(0, 3)) if kind not in _PERSONAL else []
        own = _PERSONAL.get(kind, ())
        headers = self._without_days(headers)
        self._columns: list[tuple[Meaning | None, str]] = [
            *headers.items(),
            *((None, one) for one in (*extra, *own)),
        ]
        random.shuffle(self._columns)
        self._rows: list[list[str]] = []
        self._counts: dict[int, tuple[int, Decimal]] = {}
        self._amounts: dict[int, Decimal] = {}
        self._named: dict[int, tuple[date, str]] = {}

    def _without_days(self, headers: Headers) -> Headers:
        """Some tables of analytics count their days from the first one, and some have none at all."""
        if self._kind not in ("ga4", "universal_analytics") or self._random.random() < 0.6:
            return headers
        counted = {Meaning.NTH_DAY: "Nth day"} if (self._kind, self._language) == ("ga4", "en") else {}
        others = {meaning: head for meaning, head in headers.items() if meaning is not Meaning.DAY}
        return others | (counted if self._random.random() < 0.5 else {})

    def file(self, deals: bool) -> Written:
        analytics = self._kind in ("ga4", "universal_analytics")
        if analytics:
            self._banner()
        self._rows.append([head for _, head in self._columns])
        total_first = self._kind == "ga4" and self._random.random() < 0.3
        facts = [self._deal(n) if deals else self._result(n) for n in range(self._random.randint(1, 12))]
        if total_first:
            self._total(facts, "Grand total")
        for fact in facts:
            self._add(fact, deals)
        if analytics and not total_first and self._random.random() < 0.5:
            self._total(facts)
        if self._kind == "salesforce":
            self._trailers(facts)
        if analytics and self._random.random() < 0.4:
            self._second_table()
        return Written(
            kind=self._kind,
            language=self._language,
            content=self._content(),
            counts=self._counts,
            amounts=self._amounts,
            named=self._named,
        )

    def _banner(self) -> None:
        last = FIRST + timedelta(days=29)
        ranged = self._random.random() < 0.5
        one, two = f"{FIRST:%Y%m%d}", f"{last:%Y%m%d}"
        days = [f"# {one}-{two}"] if ranged else [f"# Start date: {one}", f"# End date: {two}"]
        rule = "# ----------------------------------------"
        self._rows += [[line] for line in (rule, "# Report", "# Account: Paper Lantern", rule, *days)]
        self._rows += [[]] * self._random.randint(0, 1)

    def _result(self, n: int) -> _Fact:
        count, nth = self._random.randint(1, 40), self._random.randint(0, 29)
        revenue = Decimal(self._random.choice((0, self._random.randint(1, 5_000_000)))).scaleb(-2)
        source = self._random.choice(_SOURCES)
        cells = {
            Meaning.CAMPAIGN: self._random.choice(_CAMPAIGNS),
            Meaning.SOURCE_MEDIUM: source if self._kind != "neutral_conversions" else source.split(" / ")[0],
            Meaning.DAY: self._date(FIRST + timedelta(days=nth)),
            Meaning.NTH_DAY: f"{nth:04}",
            Meaning.COUNT: self._number(Decimal(count)),
            Meaning.REVENUE: self._number(revenue),
            Meaning.GOAL: self._random.choice(("Lead", "Sale")),
            Meaning.EXTERNAL_ID: self._random.choice(("", f"PL-{1000 + n}")),
        }
        dated = any(one in (Meaning.DAY, Meaning.NTH_DAY) for one, _ in self._columns)
        return _Fact(cells=cells, count=count, amount=revenue, day=FIRST + timedelta(days=nth if dated else 0))

    def _deal(self, n: int) -> _Fact:
        amount = Decimal(self._random.randint(1, 9_000_000)).scaleb(-2)
        created = FIRST + timedelta(days=self._random.randint(0, 29))
        closed = created + timedelta(days=self._random.randint(0, 30))
        stage = self._random.choice(_STAGES)
        cells = {
            Meaning.EXTERNAL_ID: f"73{n:02}",
            Meaning.STAGE: stage,
            Meaning.AMOUNT: self._number(amount),
            Meaning.CURRENCY: "EUR",
            Meaning.CLOSED_ON: self._date(closed),
            Meaning.CREATED_ON: self._date(created),
            Meaning.CAMPAIGN: self._random.choice(_CAMPAIGNS),
        }
        return _Fact(cells=cells, count=1, amount=amount, day=closed if stage.startswith("Closed") else created)

    def _add(self, fact: _Fact, deals: bool) -> None:
        self._rows.append([fact.cells[one] if one else self._stranger(head) for one, head in self._columns])
        line, campaign = len(self._rows), fact.cells[Meaning.CAMPAIGN]
        self._named[line] = (fact.day, "" if campaign.startswith("(") else campaign)
        if deals:
            self._amounts[line] = fact.amount
        else:
            self._counts[line] = (fact.count, fact.amount)

    def _stranger(self, head: str) -> str:
        """What stands in a column without a meaning: people, or numbers that are no results."""
        figures = head in ("Sessions", "New users", "Weighted amount", "Bounce rate")
        return self._number(Decimal(self._random.randint(1, 99999))) if figures else self._random.choice(PEOPLE)

    def _total(self, facts: Sequence[_Fact], *more: str) -> None:
        sums = {
            Meaning.COUNT: self._number(Decimal(sum(fact.count for fact in facts))),
            Meaning.REVENUE: self._number(sum((fact.amount for fact in facts), Decimal())),
        }
        self._rows.append([sums.get(one, "") if one else "" for one, _ in self._columns] + list(more))

    def _trailers(self, facts: Sequence[_Fact]) -> None:
        if self._random.random() < 0.6:
            whole = self._number(sum((fact.amount for fact in facts), Decimal()))
            cells = [whole if one is Meaning.AMOUNT else "" for one, _ in self._columns]
            self._rows.append(["Total", *cells[1:]] if cells[0] == "" else cells)
        self._rows.append([f"Grand Totals ({len(facts)} records)"])
        self._rows += [
            [],
            ["Confidential Information - Do Not Distribute"],
            ["Copyright © 2000-2026 salesforce.com, inc. All rights reserved."],
        ]

    def _second_table(self) -> None:
        """Another table, by day, whose sums are not to be added."""
        self._rows += [[], ["Day Index", "Sessions"]]
        self._rows += [[self._date(FIRST), self._number(Decimal(88))], ["", self._number(Decimal(88))]]

    def _number(self, value: Decimal) -> str:
        text = f"{value:,.2f}" if value != int(value) else f"{value:,.0f}"
        groups = self._random.choice(("\u00a0", ".")) if self._style.comma else ","
        groups = groups if self._style.grouped else ""
        point = "," if self._style.comma else "."
        return text.replace(",", "\x00").replace(".", point).replace("\x00", groups)

    def _date(self, day: date) -> str:
        return f"{day:{self._style.dates}}"

    def _content(self) -> bytes:
        text = io.StringIO()
        writer = csv.writer(text, delimiter=self._style.delimiter, lineterminator=self._style.end)
        for row in self._rows:
            if len(row) == 1 and row[0].startswith("#"):
                text.write(row[0] + self._style.end)
            else:
                writer.writerow(row)
        return text.getvalue().encode(self._style.encoding)
