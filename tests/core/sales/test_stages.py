"""Stages of deals: read from lines, dated, and calibrated from the deals that are closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.problems import Problem
from core.sales.deals import LOST, WON
from core.sales.stages import (
    MOST_STAGES,
    OURS,
    STARTING,
    Closed,
    DealStage,
    StageFixed,
    Stages,
    StageTwice,
    StageUnreadable,
    TooManyStages,
    calibrated,
    in_force,
    parse_stages,
    stage_on,
    written_stage,
)

START = date(2026, 8, 1)
ours = {key: key for key in OURS} | {"umowa-wyslana": "contract-sent", "wygrana": WON}


def stages(start: date = START, **percents: str) -> Stages:
    found = (DealStage(key=key, name=key.title(), probability=Decimal(percent)) for key, percent in percents.items())
    return Stages(start=start, stages=tuple(found))


def test_a_workspace_begins_with_hubspots() -> None:
    """20, 40, 60, 80, 90; won is 100 and lost 0, whatever anybody says (docs/domain.md#stages-of-deals)."""
    assert [str(stage.probability) for stage in STARTING.stages] == ["20", "40", "60", "80", "90"]
    said = [stages(demo="50")]
    for key, percent in ((WON, 100), (LOST, 0)):
        found = stage_on(key, said, START)
        assert found is not None
        assert found.probability == percent


def test_lines_are_read() -> None:
    """A name and a percentage; a stage of ours is known by its name in any language, and keeps its key."""
    text = "  Demo 2 33,33 %\n\nUmowa wysłana 90\nVerbal yes 75.5%"
    assert parse_stages(text, START, ours).stages == (
        DealStage(key="demo-2", name="Demo 2", probability=Decimal("33.33")),
        DealStage(key="contract-sent", probability=Decimal(90)),
        DealStage(key="verbal-yes", name="Verbal yes", probability=Decimal("75.5")),
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Demo", StageUnreadable),
        ("50", StageUnreadable),
        ("Demo 101", StageUnreadable),
        ("Demo -5", StageUnreadable),
        ("Demo 1.234", StageUnreadable),
        (" \n ", StageUnreadable),
        ("Demo 50\nDEMO 60", StageTwice),
        ("Demo 50\nWygrana 100", StageFixed),
        ("closed lost 0", StageFixed),
        ("\n".join(f"Stage {n} 5" for n in range(MOST_STAGES + 1)), TooManyStages),
    ],
)
def test_what_cannot_be_read_is_named(text: str, problem: type[Problem]) -> None:
    """Each under the field of the stages."""
    with pytest.raises(problem) as raised:
        parse_stages(text, START, ours)
    assert getattr(raised.value, "field") == "stages"  # noqa: B009 - each kind declares its own


@given(
    st.dictionaries(
        st.text("abcdefgh", min_size=1, max_size=8), st.decimals("0", "100", places=2), min_size=1, max_size=MOST_STAGES
    )
)
def test_what_is_written_is_read_again(percents: dict[str, Decimal]) -> None:
    """Lines as the form shows them give the same stages."""
    text = "\n".join(f"{name} {percent.normalize():f}" for name, percent in percents.items())
    found = parse_stages(text, START, ours)
    assert {stage.name: stage.probability for stage in found.stages} == percents


@pytest.mark.parametrize(
    ("line", "part"),
    [("Demo 1 000", "1 000"), ("Demo 33 33", "33 33"), ("Demo 12,5 50%", "12,5 50%"), ("Demo 2, 40", "2 40")],
)
def test_two_numbers_at_the_end_are_not_guessed_at(line: str, part: str) -> None:
    """They may be one: the part is named."""
    with pytest.raises(StageUnreadable) as raised:
        parse_stages(line, START, ours)
    assert (raised.value.text, raised.value.part) == (line, part)


def test_a_name_that_ends_in_a_number_is_read_with_the_sign_or_once_known() -> None:
    """Its percentage then says which of the two it is; a comma or colon behind a name is no part of it."""
    for text, known in (("Demo 2 40%", ()), ("Demo 2 40", {"demo-2"}), ("Demo 2, 40 %", ())):
        assert parse_stages(text, START, ours, known).stages[0] == DealStage(
            key="demo-2", name="Demo 2", probability=Decimal(40)
        )
    assert parse_stages("Verbal yes: 40", START, ours).stages[0].name == "Verbal yes"


def test_a_stage_keeps_the_key_it_has_had() -> None:
    """C++ demo keeps that of an older rule, in which deals stand; C demo is another stage, and does not take it."""
    kept = {"c++-demo": "c-demo"}
    assert parse_stages("C++ demo 50", START, ours, kept, kept).stages[0].key == "c-demo"
    assert parse_stages("C# demo 50", START, ours, kept, kept).stages[0].key == "c#-demo"
    with pytest.raises(StageTwice):
        parse_stages("C demo 50", START, ours, kept, kept)


@given(
    st.lists(st.sampled_from(["Demo", "2", "Q3", "12,5", "yes", "100%"]), min_size=1, max_size=3).map(" ".join),
    st.decimals("0", "100", places=2),
)
def test_a_stage_as_it_is_printed_is_read_again_or_refused(name: str, percent: Decimal) -> None:
    """Never as another stage or another percentage."""
    try:
        (found,) = parse_stages(written_stage(name, percent), START, ours).stages
    except Problem:
        assert name.split()[-1] in ("12,5", "100%") or not any(map(str.isalnum, name))
        return
    assert (found.name, found.probability) == (name, percent)


def test_stages_are_dated() -> None:
    """The latest start wins, of the same start what was said last; before the first, the ones one begins with."""
    later, first, second = stages(date(2026, 9, 1), c="30"), stages(a="10"), stages(b="20")
    said = [later, first, second]
    assert in_force(said, date(2026, 7, 31)) == STARTING
    assert in_force(said, START) == second
    assert in_force(said, date(2026, 12, 1)) == later


def test_a_step_takes_the_probability_of_its_day() -> None:
    """Later changes move nothing; a stage that came later or is gone is taken as it is nearest to the day."""
    said = [stages(a="10"), stages(date(2026, 9, 1), a="15", new="50"), stages(date(2026, 10, 1), new="60")]

    def percent(key: str, day: date) -> Decimal | None:
        found = stage_on(key, said, day)
        return found.probability if found else None

    assert [percent("a", day) for day in (START, date(2026, 9, 1), date(2026, 11, 1))] == [10, 15, 15]
    assert [percent("new", day) for day in (START, date(2026, 9, 30), date(2026, 10, 1))] == [50, 50, 60]
    assert percent("contract-sent", date(2026, 11, 1)) == 90
    assert percent("nothing-such", START) is None


def test_calibration_puts_in_the_shares_of_closed_deals() -> None:
    """Where deals have stood; elsewhere what was there stays."""
    before = stages(a="10", b="20")
    found = calibrated(before, [Closed(stage="a", won=12, of=30), Closed(stage="gone", won=1, of=1)])
    assert found == replace(before, stages=(replace(before.stages[0], probability=Decimal("40.00")), before.stages[1]))
