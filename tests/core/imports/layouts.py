"""Layouts: a generator of files as platforms, spreadsheets and people write them, from figures that are known."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from random import Random
from typing import Literal

from core.calendar.periods import Period
from core.imports.catalogue import KINDS
from core.imports.headers import CURRENCY, folded, without_currency
from core.imports.kind import Brings, Kind
from core.imports.meanings import Level, Meaning
from tests.core.imports.invented import INVENTED
from tests.core.imports.written_dates import MONTHS, PLAIN

TODAY = date(2026, 11, 30)
SIGNS = {"PLN": "zł", "EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1250", "cp1252")
POLISH = ("Wiosna", "Żółta łódź, duża", 'Marka "A"', "Black Friday; 2026", "=SUM(A1)", "Lato | 3", "Święta")
WESTERN = ("Spring", "Été à Paris", "Größe, groß", "Campaña de señales", "-10% off", "a\tb", "Promoção")
ANY = (*POLISH, *WESTERN, "Wiosna 🌷", "two\nlines", "Сезон", "1,234", "2026-01-01")
EXTRA = ("Frequency", "Cost / conv. of ours", "Budget, total", "Notes of ours", "Ends")
LABELS = ("Total", "Grand total", "Razem", "Suma", "Gesamt", "Totale", "Total: Account", "Total of 33 results")
EVERY = (*KINDS, *INVENTED)
SPENDS = (Meaning.SPEND, Meaning.SPEND_MICROS)


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What a row says: ``amount`` in the currency's unit; zero where nothing was spent."""

    day: date
    until: date
    campaign: str
    channel: str
    amount: Decimal


@dataclass(kw_only=True)
class Layout:
    """A file and the truth of it. ``facts``: line of the file -> what it says. ``bad``: lines that must be refused.

    ``day_first`` to ``channel``: what people would answer. ``whole``: the period, where no row names a day.
    """

    kind: Kind
    content: bytes = b""
    currency: str
    day_first: bool
    decimal: str
    micros: bool
    channel: str
    whole: Period
    level: Level
    facts: dict[int, Fact] = field(default_factory=dict)
    bad: set[int] = field(default_factory=set)


class Generator:
    """Makes one layout: every decision is drawn from ``random``."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.kind = random.choice([kind for kind in EVERY if kind.brings is Brings.SPEND and not kind.lines])
        self.encoding = random.choice(ENCODINGS)
        self.names = random.sample({"cp1250": POLISH, "cp1252": WESTERN}.get(self.encoding, ANY), 3)
        self.date_form = random.choice([*PLAIN, *MONTHS])
        self.decimal = random.choice(".,")
        self.thousands = random.choice([sign for sign in (",", ".", " ", "\u00a0", "'", "") if sign != self.decimal])
        self.places = random.choice((2, 2, 2, 0, 3, 6))
        self.currency = random.choice(list(SIGNS))
        self.headers = self._headers()
        self.micros = Meaning.SPEND_MICROS in self.headers or (self.kind.micros and self.chance(0.5))
        self.signed = not self.micros and self.chance(0.3)
        self.channels = list(dict.fromkeys(self.kind.platforms.values())) or ["google", "tiktok"]
        asked = bool(self.kind.platforms) or Meaning.CHANNEL in self.headers
        self.channel = self.kind.channel or (random.choice(self.channels) if asked else "")
        first = date(2026, random.randint(1, 10), random.choice((1, random.randint(1, 28))))
        spread = random.choice((12, 31))  # of twelve days from the first of a month on each may be read in two orders
        self.days = [first + timedelta(random.randrange(spread)) for _ in range(4)]
        self.whole = Period(start=min(self.days), end=max(self.days) + timedelta(days=1))

    def chance(self, part: float) -> bool:
        return self.random.random() < part

    def _headers(self) -> dict[Meaning, str]:
        """The columns of the file: those that are needed, and some of the others, each by one of its headers."""
        has = self.kind.headers
        days = [Meaning.DAY] if Meaning.DAY in has and self.chance(0.7) else [Meaning.START, Meaning.END]
        days = days if set(days) <= has.keys() and self.chance(0.9) else []
        others = [one for one in (Meaning.CAMPAIGN, Meaning.PLATFORM, Meaning.CHANNEL, Meaning.CURRENCY) if one in has]
        spend = self.random.choice([one for one in SPENDS if one in has])
        chosen = {spend, *days, *(one for one in others if self.chance(0.7))}
        chosen |= {sorted(needs)[0] for needs in self.kind.needs if not needs & chosen}
        return {meaning: self._header(meaning) for meaning in sorted(chosen)}

    def _header(self, meaning: Meaning) -> str:
        """One of the headers, rather one that tells which kind it is."""
        every = [header.replace(CURRENCY, self.currency) for header in self.kind.headers[meaning]]
        names = set(self.kind.telling)
        telling = [header for header in every if {folded(header), without_currency(header)} & names]
        return self.random.choice(telling if telling and (meaning in SPENDS or self.chance(0.7)) else every)

    def layout(self) -> Layout:
        """The file, and what it says."""
        layout = Layout(
            kind=self.kind,
            currency=self.currency,
            day_first=self.date_form != "month/day",
            decimal=self.decimal,
            micros=self.micros,
            channel=self.channel,
            whole=self.whole,
            level=Level.CAMPAIGN if Meaning.CAMPAIGN in self.headers else Level.ACCOUNT,
        )
        File(self, layout).written()
        return layout

    def dated(self, day: date) -> str:
        if self.date_form in PLAIN:
            return PLAIN[self.date_form](day)
        return f"{day.day} {MONTHS[self.date_form].split()[day.month - 1]} {day.year}"

    def amount(self) -> Decimal:
        if self.chance(0.15):
            return Decimal(0)
        places = 6 if self.micros else self.places
        return Decimal(self.random.randrange(1, 10 ** self.random.randint(2, 7 + places))).scaleb(-places)

    def number(self, amount: Decimal) -> str:
        """An amount as it stands in the file."""
        if not amount:
            return self.random.choice(("", "0", "--", " --"))
        if self.micros:
            return str(int(amount.scaleb(6)))
        whole, _, fraction = f"{abs(amount):.{self.places}f}".partition(".")
        digits = f"{int(whole):,}".replace(",", self.thousands) + (self.decimal + fraction if fraction else "")
        minus = "-" if amount < 0 else ""
        return f"{minus}{digits} {SIGNS[self.currency]}" if self.signed else minus + digits

    def fact(self) -> Fact:
        """A row's truth, as far as the columns can tell it."""
        day = self.random.choice(self.days)
        until = day
        if Meaning.START in self.headers:
            until = min(day + timedelta(self.random.choice((0, 0, 6, 29))), TODAY)
        elif Meaning.DAY not in self.headers:
            day, until = self.whole.start, self.whole.last
        several = (Meaning.PLATFORM in self.headers and self.kind.platforms) or Meaning.CHANNEL in self.headers
        return Fact(
            day=day,
            until=until,
            campaign=self.random.choice(self.names) if Meaning.CAMPAIGN in self.headers else "",
            channel=self.random.choice(self.channels) if several else self.channel,
            amount=self.amount(),
        )


class File:
    """Writes the lines of a layout."""

    def __init__(self, generator: Generator, layout: Layout) -> None:
        self.of, self.layout, self.random = generator, layout, generator.random
        self.delimiter = self.random.choice(",;\t|")
        self.end = self.random.choice(("\n", "\r\n", "\r"))
        self.extra = self.random.sample(EXTRA, self.random.randint(int(len(generator.headers) == 1), 3))
        self.columns: list[Meaning | str] = [*generator.headers, *self.extra]
        self.random.shuffle(self.columns)
        self.text = StringIO()
        quoted = "two\nlines" in generator.names or self.random.random() < 0.5
        quoting: Literal[0, 1] = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
        self.writer = csv.writer(self.text, delimiter=self.delimiter, lineterminator=self.end, quoting=quoting)

    def written(self) -> None:
        self._preamble()
        self.writer.writerow([self._header(one) for one in self.columns])
        facts = [self.of.fact() for _ in range(self.random.randint(1, 12))]
        facts += [facts[0]] * self.of.chance(0.3)
        if any(2 * fact.amount == sum(other.amount for other in facts) for fact in facts):
            facts = facts[:1]  # one that is the sum of the others cannot be told from a total
        total = self.of.chance(0.4)
        if total and self.of.chance(0.3):
            self._total(facts)
            total = False
        for fact in facts:
            self._row(fact)
            self._stray(fact)
        if total:
            self._total(facts)
        self._encode()

    def _header(self, column: Meaning | str) -> str:
        return self.of.headers[column] if isinstance(column, Meaning) else column

    def _preamble(self) -> None:
        undated = not {Meaning.DAY, Meaning.START} & self.of.headers.keys()
        if undated or self.of.chance(0.3):
            self.writer.writerow(["Report of campaigns"])
            if self.of.chance(0.7):
                start, last = map(self.of.dated, (self.of.whole.start, self.of.whole.last))
                self.writer.writerow([f"{start} - {last}"])
            for _ in range(self.random.randint(0, 2)):
                self.writer.writerow([])

    def _line(self) -> int:
        return len(re.findall(r"\r\n|\r|\n", self.text.getvalue())) + 1

    def _row(self, fact: Fact) -> None:
        self.layout.facts[self._line()] = fact
        self.writer.writerow(self._cells(fact))

    def _cells(self, fact: Fact) -> list[str]:
        return [self._cell(column, fact) for column in self.columns]

    def _cell(self, column: Meaning | str, fact: Fact) -> str:
        match column:
            case Meaning.DAY | Meaning.START:
                return self.of.dated(fact.day)
            case Meaning.END:
                return self.of.dated(fact.until)
            case Meaning.CAMPAIGN:
                return fact.campaign
            case Meaning.CHANNEL:
                return fact.channel
            case Meaning.CATEGORY:
                return "ads"
            case Meaning.AD_SET | Meaning.AD:
                return "one of them"
            case Meaning.CURRENCY:
                return self.of.currency
            case Meaning.SPEND | Meaning.SPEND_MICROS:
                return self.of.number(fact.amount)
            case Meaning.PLATFORM:
                platforms = [name for name, key in self.of.kind.platforms.items() if key == fact.channel]
                return self.random.choice(platforms) if platforms else "any"
        return self.random.choice(("", "3", "12.5", "1,2", "Ongoing", "a, b; c", "2026-12-31"))

    def _stray(self, fact: Fact) -> None:
        """Now and then a blank row, or one that must be refused."""
        if self.of.chance(0.05):
            self.writer.writerow([""] * len(self.columns) if self.of.chance(0.5) else [])
        if self.of.chance(0.1):
            cells = self._cells(fact)
            self.layout.bad.add(self._line())
            self.writer.writerow(self._spoilt(cells))

    def _spoilt(self, cells: list[str]) -> list[str]:
        spend = next(place for place, column in enumerate(self.columns) if column in SPENDS)
        dates = [place for place, column in enumerate(self.columns) if column in (Meaning.DAY, Meaning.START)]
        match self.random.choice(("long", "word", "minus", "date", "future")):
            case "word":
                cells[spend] = self.random.choice(("abc", "< 10%", "1.2.3", "5 %"))
            case "minus" if not self.of.kind.credits:
                cells[spend] = "-" + "1" if self.of.micros else self.of.number(Decimal(-5))
            case "date" if dates:
                cells[dates[0]] = self.random.choice(("2026-13-45", "soon", "31/31/2026"))
                cells[spend] = self.of.number(Decimal(7))
            case "future" if dates:
                cells[dates[0]] = self.of.dated(date(2027, 1, 25))
                cells[spend] = self.of.number(Decimal(7))
            case _:
                cells.append("slipped")
        return cells

    def _total(self, facts: Sequence[Fact]) -> None:
        """A row that sums the others up: with a word for it, or without day and name."""
        total = sum((fact.amount for fact in facts), Decimal(0))
        if not total:
            return
        cells = [self.of.number(total) if column in SPENDS else "" for column in self.columns]
        bare = {Meaning.DAY, Meaning.START, Meaning.CAMPAIGN} & self.of.headers.keys()
        if self.columns[0] not in SPENDS and (not bare or self.of.chance(0.6)):
            cells[0] = self.random.choice(LABELS)
        elif not bare:
            return
        self.writer.writerow(cells)

    def _encode(self) -> None:
        text = self.text.getvalue()
        try:
            self.layout.content = text.encode(self.of.encoding)
        except UnicodeEncodeError:
            self.layout.content = text.encode()
