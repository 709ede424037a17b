"""The benchmarks shipped with the bot: only those good enough, as they were cited, and all of them read."""

from __future__ import annotations

import csv
from pathlib import Path

from bot.reference.benchmarks import FILE, read_benchmarks
from bot.views.targets import PLACES
from core.money.currencies import CURRENCIES
from core.money.money import Money
from core.plans.benchmarks import CHANNELS, UNITS, Ratio, far_prices
from core.setup.channels import NAMES
from tests.data import FOLDER

COLLECTED = FOLDER / "benchmarks.csv"
USABLE = {f"B{number:02}" for number in (*range(1, 9), *range(10, 17), 18, 19, *range(24, 31))}
"""What docs/domain.md#benchmarks lists under *Usable as cited reference data*."""

NOT_GOOD_ENOUGH = {f"B{number}" for number in range(31, 37)}
"""And under *Not good enough to ship*."""


def rows(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def test_only_the_usable_ones_are_shipped() -> None:
    """TikTok, X, YouTube and Instagram have none."""
    assert set(rows(FILE)) == USABLE
    assert not USABLE & NOT_GOOD_ENOUGH
    assert {known.place for known in read_benchmarks()} == {"meta", "linkedin", "google_search"}


def test_they_are_cited_unchanged() -> None:
    """Every value, source, address and note stands as it was collected."""
    collected = rows(COLLECTED)
    for key, row in rows(FILE).items():
        assert {name: text for name, text in row.items() if name != "compared"} == collected[key]


def test_all_are_read_with_source_and_year() -> None:
    """The year of the data, whether it stands in the source's name or not."""
    known = {found.id: found for found in read_benchmarks()}
    assert set(known) == USABLE
    cited = {key: f"{known[key].source} {known[key].year}" for key in ("B04", "B07", "B08", "B10", "B30")}
    assert cited == {
        "B04": "WordStream/LocaliQ 2024",
        "B07": "WordStream 2025",
        "B08": "Superads 2025",
        "B10": "LinkedIn 2025",
        "B30": "WordStream/LocaliQ 2024",
    }
    assert all(found.year.isdigit() and len(found.year) == 4 for found in known.values())


def test_what_is_compared_speaks_of_a_place_with_a_name() -> None:
    """Of LinkedIn's formats single image, by region; a format of its own would compare like with unlike."""
    compared = [found for found in read_benchmarks() if found.compared]
    assert {found.id for found in compared if found.metric == Ratio.CPL} == {
        *("B04", "B07", "B08", "B10", "B11", "B12", "B30")
    }
    assert {found.id for found in compared if found.metric != Ratio.CPL} == {
        *("B01", "B02", "B03", "B05", "B06", "B18", "B19", "B27", "B28", "B29")
    }
    for found in compared:
        unit = UNITS.get(Ratio(found.metric))
        assert found.unit == unit or (unit is None and found.unit in CURRENCIES)
        assert found.place in CHANNELS
        assert found.place in PLACES or found.place in NAMES


def test_the_articles_price_is_far_from_all() -> None:
    """2.75 per lead: 1/8 of Meta 2024, 1/135 of LinkedIn in the Americas, 1/24 of Google search."""
    found = far_prices(Money(minor=2_75, currency="USD"), (), read_benchmarks())
    told = {far.nearest.place: (far.times(far.nearest), far.times(far.farthest)) for far in found}
    assert told == {"meta": (8, 15), "linkedin": (29, 135), "google_search": (24, 24)}
