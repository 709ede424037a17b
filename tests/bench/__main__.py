"""`python -m tests.bench [--quick]`: everything measured side by side in one run, as ratios. It judges, never fails.

What counts is the ratio: rounds are interleaved, so that a busy machine slows both sides alike.
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench import exports, growth, imports, requests, writes
from tests.bench.figures import tell


def main() -> None:
    """Measures and prints; a minute with ``--quick``, about five without."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, and a tenth of the entries")
    quick = parser.parse_args().quick
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        tell(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        _try(lambda: requests.measure(place, 3 if quick else 7))
        _try(lambda: writes.measure(place, 3 if quick else 9))
        _try(lambda: exports.measure(place, 3 if quick else 7))
        _try(lambda: imports.measure(place, 20_000 if quick else 100_000, 1 if quick else 3))
        _try(lambda: growth.measure(place, 100_000 if quick else 1_000_000, 3 if quick else 5))
    tell("", f"{time.monotonic() - start:.0f} s, load {os.getloadavg()[0]:.1f}")


def _try(measure: Callable[[], None]) -> None:
    """What cannot be measured here is told, and the rest still is."""
    try:
        measure()
    except (RuntimeError, OSError) as error:
        tell("", f"not measured: {error}")


if __name__ == "__main__":
    main()
