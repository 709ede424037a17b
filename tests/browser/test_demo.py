"""The demo as a program, before anybody looks at it."""

from __future__ import annotations

from tests.browser import program


def test_ctrl_c_ends_the_demo_at_once() -> None:
    """As soon as the address is there, Ctrl-C stops everything, and the program ends well."""
    with program.demo() as address:
        assert address.startswith("http://127.0.0.1:")
