"""`python -m tests.simulate [--runs N]`: every promise of docs/judgements.md beside what was reached, as a table.

It judges and never fails: a promise that is missed is told with its figure. The same runs give the same figures.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from tests.simulate import alerts, first_year, naming, ranges
from tests.simulate.looks import UNITS
from tests.simulate.promises import Table, lines

RUNS = 500
WATCHED = [f"{count} watched" for count in UNITS]
COMPARED = [f"{count} compared" for count in naming.UNITS]
YEARLY = [f"{count} a year" for count in first_year.RATES]
EXPECTED = [f"{count} results" for count in ranges.RESULTS]


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
    for title, columns, scenarios in (
        ("The truth lies in the 95 % range", EXPECTED, ranges.scenarios(runs)),
        ("Healthy, named behind or loses in a first year", YEARLY, first_year.scenarios_of_healthy(runs)),
        ("Of those named so, truly losing", YEARLY, first_year.scenarios_of_halves(runs)),
        ("All as good, one named best or worst", COMPARED, naming.scenarios_of_equals(runs)),
        ("One of four worse by a factor of 2, named worst", ["answers"], naming.scenarios_of_one_worse(runs)),
        ("False alerts in a year", WATCHED, alerts.healthy(runs)),
        ("In vain, told in time", WATCHED, alerts.in_vain(runs)),
    ):
        running = [pool.submit(scenario) for scenario in scenarios]
        yield Table(title=title, columns=columns, outcomes=[one.result() for one in running])


if __name__ == "__main__":
    main()
