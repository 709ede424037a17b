"""The demo as a program, before anybody looks at it."""

from __future__ import annotations

from urllib.request import ProxyHandler, build_opener

from tests.browser import program


def test_ctrl_c_ends_the_demo_at_once() -> None:
    """As soon as the address is there, Ctrl-C stops everything, and the program ends well."""
    with program.demo() as address:
        assert address.startswith("http://127.0.0.1:")


def test_a_busy_port_is_answered_with_the_next_free_one() -> None:
    """Two demos begun alike have addresses of their own, and both answer."""
    opener = build_opener(ProxyHandler({}))
    with program.demo() as one, program.demo() as other:
        assert one != other
        for address in (one, other):
            with opener.open(address, timeout=5) as answer:
                assert answer.status == 200
