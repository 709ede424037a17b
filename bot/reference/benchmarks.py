"""The benchmarks shipped with the bot (``benchmarks.csv``: cited reference data), read once when it starts."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from core.plans.benchmarks import Benchmark

FILE = Path(__file__).with_name("benchmarks.csv")

_YEAR_BEHIND = re.compile(r"(?P<source>.+) (?P<year>[0-9]{4})", re.ASCII)


def read_benchmarks() -> tuple[Benchmark, ...]:
    """All benchmarks, in the order of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(map(_benchmark, csv.DictReader(file)))


def _benchmark(row: Mapping[str, str]) -> Benchmark:
    source, year = _cited(row)
    return Benchmark(
        id=row["id"],
        place=row["channel"],
        metric=row["metric"],
        value=Decimal(row["value"]),
        unit=row["unit"],
        region=row["region"],
        source=source,
        year=year,
        compared=row["compared"] == "yes",
    )


def _cited(row: Mapping[str, str]) -> tuple[str, str]:
    """The source, and the year it speaks of: the one in its name, else the one the data begins in."""
    match = _YEAR_BEHIND.fullmatch(row["originator"])
    return (match["source"], match["year"]) if match else (row["originator"], row["data_period"][:4])
