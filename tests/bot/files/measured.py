"""`roibot` as a process that says what it took: seconds and memory, its own and that of the processes it started."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from time import monotonic

import bot.__main__


def main(report: str, *words: str) -> None:
    """Runs ``roibot words`` and writes to the file ``report``: wall and processor seconds, the most memory in MB."""
    began = monotonic()
    sys.argv = ["roibot", *words]
    try:
        bot.__main__.main()
    finally:
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        took = {
            "wall": monotonic() - began,
            "processor": sum(one.ru_utime + one.ru_stime for one in used),
            "memory": [one.ru_maxrss / 1000 for one in used],
        }
        Path(report).write_text(json.dumps(took), "utf-8")
