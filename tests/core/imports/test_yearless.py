"""Days that name no year: asked about, and read in the year that people say."""

from __future__ import annotations

from datetime import date

import pytest

from core.imports.choices import Choices
from core.imports.dates import lacks_year
from core.imports.readings import Ask
from tests.core.imports.reading import reading, sums


@pytest.mark.parametrize("cell", ["03.04.", "3.04", "29.02", "03/04", "3 Apr", "Apr 3", "3 kwi", "3. März"])
def test_days_without_a_year(cell: str) -> None:
    assert lacks_year(cell)


@pytest.mark.parametrize("cell", ["", "03.04.2026", "2026-04-03", "3", "Spring 3", "31.31", "April", "12.50.1"])
def test_what_is_none(cell: str) -> None:
    assert not lacks_year(cell)


def _asked(text: str, choices: Choices) -> list[Ask]:
    return [question.ask for question in reading(text, choices).questions]


def test_their_order_is_asked_beside_their_year_where_nothing_decides_it() -> None:
    text = "Campaign name,Day,Amount spent (USD),Platform\nA,03/04,7,facebook\n"
    assert _asked(text, Choices()) == [Ask.DATE_ORDER, Ask.YEAR]
    assert {question.example for question in reading(text, Choices()).questions} == {"03/04"}
    one = reading(text, Choices(year=2025, day_first=False))
    assert sums(one) == {(date(2025, 3, 4), "A", "facebook"): 700}
    assert _asked(text.replace("03/04", "13/04"), Choices()) == [Ask.YEAR]


def test_of_days_some_of_which_name_a_year_the_others_are_refused() -> None:
    text = "Campaign name,Day,Amount spent (USD),Platform\nA,2026-04-03,7,facebook\nA,3 Apr,7,facebook\n"
    one = reading(text, Choices())
    assert (one.questions, [refused.line for refused in one.refused]) == ((), [3])
