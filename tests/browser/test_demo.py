"""The demo as a program, before anybody looks at it."""

from __future__ import annotations

from pathlib import Path

from tests.browser import program
from tests.processes import PYTHON


def test_ctrl_c_ends_the_demo_at_once(year: Path) -> None:
    """As soon as the address is there, Ctrl-C stops everything, and the program ends well: one just begun, as all
    tests here leave it, and one that goes on.
    """
    with program.demo(year, PYTHON) as address:
        assert address.startswith("http://127.0.0.1:")
