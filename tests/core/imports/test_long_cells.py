"""Cells as long as a file may have: no pattern takes longer on one than on a page of numbers, whatever stands in it.

A pattern has the interpreter to itself while it looks, so that one which takes a minute stops the whole bot for it.
"""

from __future__ import annotations

from contextlib import suppress
from time import process_time

import pytest

from core.imports.readings import FileProblem
from tests.core.imports.reading import reading

LONG, SECONDS = 120_000, 2.0
SPENT = "Campaign name,Day,Amount spent (USD),Platform\n"
CONVERSIONS = "date,channel,campaign,goal,count,revenue,currency,external_id,first_contact,note\n"
FILES = {
    "an amount": SPENT + 'A,2026-11-01,"{cell}",facebook\n',
    "an amount of nobody's table": 'Foo,Bar,Baz\nA,2026-11-01,"{cell}"\n',
    "a day": SPENT + 'A,"{cell}",1.00,facebook\n',
    "a campaign": SPENT + '"{cell}",2026-11-01,1.00,facebook\n',
    "a campaign of conversions": CONVERSIONS + '2026-11-01,google,"{cell}",Sale,1,1.00,USD,7,,\n',
    "a line above the table": '"{cell}"\n\n' + SPENT + "A,2026-11-01,1.00,facebook\n",
}
SIGNS = ("9", "1,", "1 ", " ", "\u00a0", "00", "a", "a@", "+1 ", "20200101-", "zł ")


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("place", FILES)
def test_a_cell_of_any_length_is_read_or_refused_soon(place: str, sign: str) -> None:
    cell = f"x{(sign * LONG)[:LONG]}x"
    for one in (cell, cell[1:-1]):
        began = process_time()
        with suppress(FileProblem):
            reading(FILES[place].format(cell=one))
        assert process_time() - began < SECONDS
