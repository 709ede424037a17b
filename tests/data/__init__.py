"""Where the files lie that tests read; README.md says what each of them is."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent

Oracles = Mapping[str, Any]


def read_oracles() -> Oracles:
    """The worked numbers of docs/domain.md."""
    loaded: Oracles = json.loads((FOLDER / "oracles.json").read_text(encoding="utf-8"))
    return loaded


def read_judgements() -> Oracles:
    """The worked numbers of docs/judgements.md."""
    loaded: Oracles = json.loads((FOLDER / "judgements.json").read_text(encoding="utf-8"))
    return loaded


def read_ad_report() -> Sequence[Mapping[str, str]]:
    """The rows of the ad report, each by the names of its columns."""
    with (FOLDER / "ad_report.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
