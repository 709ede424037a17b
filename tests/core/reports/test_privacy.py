"""Pay: no row of what others may read is the cost of one person, and nothing of the sums is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.performance.cells import Cell, grouped
from core.reports.privacy import (
    PEOPLE_AND_OTHER,
    SOMEBODY,
    masked,
    merged,
    merged_contents,
    people_alone,
    several,
    tells_hours,
)
from core.setup.categories import Category

ONE, TWO, THREE = {"anna"}, {"anna", "ben"}, {"anna", "ben", "cleo"}


@pytest.mark.parametrize(
    ("persons", "two"),
    [((), False), ({SOMEBODY}, False), (ONE, False), (ONE | {SOMEBODY}, False), (TWO, True), (TWO | {SOMEBODY}, True)],
)
def test_somebody_may_be_one_of_those_named(persons: set[str], two: bool) -> None:
    """Hours of nobody in particular make no second person."""
    assert several(persons) is two


@pytest.mark.parametrize(
    ("by_author", "tells"),
    [
        ({}, False),
        ({"ada": THREE}, False),
        ({"ada": TWO}, True),
        ({"ada": TWO | {SOMEBODY}}, True),
        ({"ada": TWO, "max": {"made-up"}}, True),
        ({"ada": THREE, "max": {"made-up"}}, False),
        ({"max": THREE, "ben": {"made-up"}}, True),
        ({"ben": THREE, "max": {SOMEBODY}}, True),
        ({"anna": {"anna"}, "ben": {"ben"}, "cleo": {"cleo"}}, True),
        ({"anna": {"anna"}, "ben": {"ben"}, "cleo": {"cleo"}, "dan": {"dan"}}, False),
    ],
)
def test_a_sum_of_hours_is_read_by_who_knows_a_part(by_author: dict[str, set[str]], tells: bool) -> None:
    """Three people's, also without whatever one author has logged himself, be it of somebody made up."""
    assert tells_hours(by_author, "ada") is tells


@pytest.mark.parametrize(
    ("sums", "persons", "shown"),
    [
        ({"ads": 5, "people": 7, "other": 2}, TWO, {"ads": 5, "people": 7, "other": 2}),
        ({"ads": 5, "people": 7, "other": 2}, ONE, {"ads": 5, PEOPLE_AND_OTHER: 9}),
        ({"ads": 5, "people": 7, "agency": 3}, ONE, {"ads": 5, "people+agency": 10}),
        ({"ads": 5, "people": 7}, {SOMEBODY}, {"people+ads": 12}),
        ({"people": 7}, ONE, {PEOPLE_AND_OTHER: 7}),
        ({"ads": 5}, (), {"ads": 5}),
    ],
)
def test_one_persons_category_is_merged(sums: dict[str, int], persons: set[str], shown: dict[str, int]) -> None:
    """With other, else with the category before it; two people's stands. Alone it is the total, which stands."""
    assert masked(sums, persons) == shown


def test_a_channel_of_one_person_shares_the_cheapest_row() -> None:
    """The others stay as they are."""
    cells = [cell("linkedin", "ads", 90), cell("email", "tools", 20), cell("", "people", 50)]
    shown = merged(cells, {"": ONE})
    assert [(one.channel, one.cost) for one in shown] == [("linkedin", 90), ("email|", 20), ("email|", 50)]
    assert merged(cells, {"": TWO}) == cells


def test_two_people_in_two_channels_share_one_row() -> None:
    """Together they are two, so no other row is touched; in a week with one of them it is."""
    cells = [cell("linkedin", "ads", 90), cell("email", "people", 20), cell("", "people", 50)]
    persons = {"": {"anna"}, "email": {"ben"}}
    assert {one.channel for one in merged(cells, persons)} == {"linkedin", "email|"}
    assert {one.channel for one in merged(cells, persons, (cells[:2], {"email": {"ben"}}))} == {"email|linkedin|"}


@given(
    st.lists(
        st.builds(
            Cell,
            channel=st.sampled_from(["", "email", "x"]),
            category=st.sampled_from(["ads", "people"]),
            cost=st.integers(-3, 3),
        ),
        max_size=6,
    ),
    st.dictionaries(st.sampled_from(["", "email", "x"]), st.sampled_from([ONE, TWO])),
)
def test_where_no_row_is_peoples_alone_it_matters_not_whose_they_are(
    cells: list[Cell], persons: dict[str, set[str]]
) -> None:
    """So that it need not be asked; a credit that leaves nothing of a category counts as if it were not there."""
    assert people_alone(cells, "channel") or merged(cells, persons) == cells


def cell(channel: str, category: str, cost: int) -> Cell:
    return Cell(channel=channel, category=category, cost=cost)


CELLS = st.lists(
    st.builds(
        cell, st.sampled_from(["", "email", "linkedin", "x"]), st.sampled_from(list(Category)), st.integers(1, 99)
    ),
    max_size=12,
)
PERSONS = st.dictionaries(
    st.sampled_from(["", "email", "linkedin", "x"]), st.sets(st.sampled_from([SOMEBODY, "anna", "ben"]), min_size=1)
)


def working(cells: list[Cell], persons: dict[str, set[str]]) -> dict[str, set[str]]:
    """Persons are known of people's costs only."""
    paid = {one.channel for one in cells if one.category == Category.PEOPLE}
    return {key: found for key, found in persons.items() if key in paid}


@given(CELLS, PERSONS, CELLS, PERSONS)
def test_no_row_is_one_persons(
    cells: list[Cell], persons: dict[str, set[str]], before: list[Cell], persons_before: dict[str, set[str]]
) -> None:
    """Whatever is on the books: a row of people's costs alone holds two persons, or is all the cost there is."""
    one, two = (cells, working(cells, persons)), (before, working(before, persons_before))
    for (mine, whose), other in ((one, two), (two, one)):
        shown = merged(mine, whose, other)
        assert sum(one.cost for one in shown) == sum(one.cost for one in mine)
        for key, group in grouped(shown, "channel").items():
            channels = [one.channel for one, now in zip(mine, shown, strict=True) if now.channel == key]
            only_people = {one.category for one in group} == {Category.PEOPLE}
            if only_people and not several([one for channel in channels for one in whose.get(channel, ())]):
                assert sum(one.cost for one in group) == sum(one.cost for one in mine)


@given(CELLS, PERSONS, CELLS, PERSONS)
def test_two_periods_have_the_same_rows(
    cells: list[Cell], persons: dict[str, set[str]], before: list[Cell], persons_before: dict[str, set[str]]
) -> None:
    """A channel stands in the same row in both, so that the two can be compared."""
    mine, theirs = (cells, persons), (before, persons_before)
    rows = {one.channel: now.channel for one, now in zip(cells, merged(*mine, theirs), strict=True)}
    rows_before = {one.channel: now.channel for one, now in zip(before, merged(*theirs, mine), strict=True)}
    assert all(rows[key] == rows_before[key] for key in rows.keys() & rows_before.keys())


def test_a_content_type_of_one_person_shares_a_row() -> None:
    """The film is Wanda's alone: others read it with the cheapest of the rest; two people's stand by themselves."""
    cells = [
        Cell(content="film", category="people", cost=2000),
        Cell(content="reel", category="ads", cost=300),
        Cell(content="", category="tools", cost=900),
    ]
    shown = merged_contents(cells, {"film": {"wanda"}})
    assert {(cell.content, cell.cost) for cell in shown} == {("film|reel", 2000), ("film|reel", 300), ("", 900)}
    assert merged_contents(cells, {"film": {"wanda", "xaver"}}) == cells
