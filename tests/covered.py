"""`python -m tests.covered`: how much of each floor the last measured run covered; fails where that is too little.

What counts are the branches: a line that runs may still have a way out that nobody took.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from coverage import Coverage
from coverage.exceptions import NoDataError
from pydantic import BaseModel

LEAST = {"core": 95, "storage": 95, "bot": 90}
"""Percent of a floor's branches."""


class Summary(BaseModel):
    """What coverage says of one file: statements and branches, and how many of each ran."""

    num_statements: int
    covered_lines: int
    num_branches: int
    covered_branches: int


class Measured(BaseModel):
    """One file of coverage's report."""

    summary: Summary


class Report(BaseModel):
    """Coverage's report, as far as it is read here."""

    files: Mapping[str, Measured]


@dataclass(frozen=True, kw_only=True)
class Floor:
    """The sums over the files of one floor."""

    name: str
    statements: float
    branches: float

    @property
    def enough(self) -> bool:
        return self.branches >= LEAST[self.name]

    def __str__(self) -> str:
        verdict = "" if self.enough else "  too little"
        return (
            f"{self.name:<8} statements {self.statements:6.2f} %   branches {self.branches:6.2f} %   "
            f"at least {LEAST[self.name]} %{verdict}\n"
        )


def main() -> int:
    """Prints a line a floor."""
    try:
        report = _report()
    except NoDataError:
        sys.stderr.write("Nothing was measured: `make coverage` does both.\n")
        return 1
    floors = [_floor(name, report) for name in LEAST]
    sys.stdout.writelines(map(str, floors))
    return 0 if all(floor.enough for floor in floors) else 1


def _report() -> Report:
    measured = Coverage()
    measured.load()
    with TemporaryDirectory() as folder:
        file = Path(folder, "coverage.json")
        measured.json_report(outfile=str(file))
        return Report.model_validate_json(file.read_bytes())


def _floor(name: str, report: Report) -> Floor:
    files = [measured.summary for file, measured in report.files.items() if Path(file).parts[0] == name]
    statements = sum(file.covered_lines for file in files) / sum(file.num_statements for file in files)
    branches = sum(file.covered_branches for file in files) / sum(file.num_branches for file in files)
    return Floor(name=name, statements=100 * statements, branches=100 * branches)


if __name__ == "__main__":
    sys.exit(main())
