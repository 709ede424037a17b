"""`python -m tests.simulate [--runs N]`: every promise of docs/judgements.md beside what was reached, as a table.

It judges and never fails: a promise that is missed is told with its figure. The same runs give the same figures.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor

from tests.simulate import alerts
from tests.simulate.looks import UNITS
from tests.simulate.promises import Outcome, Table, lines

RUNS = 1000
COLUMNS = [f"{units} {'unit' if units == 1 else 'units'}" for units in UNITS]


def main() -> None:
    """Prints the tables as they are ready; some ten minutes on two processors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS, help="companies of eight for each line")
    runs = parser.parse_args().runs
    begun = time.monotonic()
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        for table in _tables(pool, runs):
            print(*lines(table), "", sep="\n", flush=True)
    print(f"{runs} runs, {time.monotonic() - begun:.0f} s")


def _tables(pool: ProcessPoolExecutor, runs: int) -> Iterator[Table]:
    yield Table(title="False alerts in a year", columns=COLUMNS, outcomes=_all(pool, alerts.healthy(runs)))
    yield Table(title="Told in time", columns=COLUMNS, outcomes=_all(pool, alerts.in_vain(runs)))


def _all(pool: ProcessPoolExecutor, scenarios: Iterator[Callable[[], Outcome]]) -> list[Outcome]:
    return [running.result() for running in [pool.submit(scenario) for scenario in scenarios]]


if __name__ == "__main__":
    main()
