"""Pay: no row of what others may read is the cost of one person, and nothing of the sums is lost."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.performance.cells import Cell, grouped
from core.reports.cover import SOMEBODY, Paid, covered
from core.reports.privacy import PEOPLE_AND_OTHER, masked, merged, merged_campaigns, merged_contents, tells_hours

TWO, THREE = {"anna", "ben"}, {"anna", "ben", "cleo"}


@pytest.mark.parametrize(
    ("costs", "hides"),
    [
        ({}, True),
        ({("ada", "anna"): 100}, False),
        ({("ada", "anna"): 100, ("ada", "ben"): 10}, True),
        ({("ada", "anna"): 100, ("ada", "ben"): 9}, False),
        ({("ada", "anna"): 100, ("ada", SOMEBODY): 100}, False),
        ({("ada", "anna"): 100, ("ada", "ben"): 50, ("ada", SOMEBODY): 100}, True),
        ({("ada", "anna"): 100, ("max", "made-up"): 100}, False),
        ({("ada", "anna"): 100, ("max", "anna"): 1, ("max", "made-up"): 100}, False),
        ({("ada", "anna"): 100, ("ada", "ben"): 50, ("max", "max"): 100}, False),
        ({("anna", "anna"): 100, ("ben", "ben"): 100}, False),
        ({("anna", "anna"): 100, ("ben", "ben"): 100, ("cleo", "cleo"): 100}, True),
    ],
)
def test_only_what_others_cost_hides_what_one_costs(costs: dict[tuple[str, str], int], hides: bool) -> None:
    """A tenth of it at least, also without all that any one author has logged, be it of somebody made up.

    Hours of nobody in particular may be those of whoever costs most. In the ninth Ada, who has logged two, would know
    what Max costs; in the tenth each of two knows what the other does.
    """
    assert covered(costs) is hides


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
        ({"ads": 5, "people": 7, "other": 2}, {"anna"}, {"ads": 5, PEOPLE_AND_OTHER: 9}),
        ({"ads": 5, "people": 7, "agency": 3}, {"anna"}, {"ads": 5, "people+agency": 10}),
        ({"ads": 5, "people": 7}, {SOMEBODY}, {"people+ads": 12}),
        ({"people": 7}, {"anna"}, {PEOPLE_AND_OTHER: 7}),
        ({"ads": 500, "tools": 80, "people": 700, "other": 1}, {"anna"}, {"ads": 500, "people+tools": 780, "other": 1}),
        ({"ads": 5, "people": 700, "other": 1}, {"anna"}, {"people+other+ads": 706}),
        ({"ads": 5}, (), {"ads": 5}),
    ],
)
def test_one_persons_category_is_merged(sums: dict[str, int], persons: set[str], shown: dict[str, int]) -> None:
    """With other, else with the category before it; not with less than a tenth of it, for a cent hides nothing.

    Two people's stands. Alone it is the total, which stands.
    """
    assert masked(sums, [paid("x", one, sums["people"]) for one in sorted(persons)]) == shown


def cell(channel: str, category: str, cost: int, campaign: str = "alpha") -> Cell:
    return Cell(channel=channel, category=category, cost=cost, campaign=campaign)


def paid(channel: str, person: str, cost: int, campaign: str = "alpha", content: str = "", author: str = "ada") -> Paid:
    return Paid(campaign, channel, content, person, author, cost)


def of_people(every: list[Paid]) -> list[Cell]:
    """The sums of what they cost."""
    return [
        Cell(channel=one.channel, content=one.content, campaign=one.campaign, category="people", cost=one.cost)
        for one in every
    ]


def rows(cells: list[Cell], by: str = "channel") -> dict[str, int]:
    return {key: sum(one.cost for one in group) for key, group in grouped(cells, by).items()}


def test_a_channel_of_one_person_shares_the_cheapest_row() -> None:
    """Where nobody else has worked; the others stay as they are. A tenth of it is something else then."""
    cells = [cell("linkedin", "ads", 90), cell("email", "tools", 20), cell("", "people", 50), cell("x", "ads", 1)]
    assert rows(list(merged(cells, [paid("", "anna", 50)]))) == {"linkedin": 90, "x": 1, "email|": 70}
    assert merged(cells, [paid("", "anna", 25), paid("", "ben", 25)]) == cells


def test_what_is_not_peoples_lifts_no_row() -> None:
    """Anna's channel shares its row with Ben's, whatever else was spent on it: the history lists it one by one."""
    every = [paid("linkedin", "anna", 450), paid("facebook", "ben", 200, "beta")]
    more = [cell("facebook", "ads", 1000, "beta"), cell("google", "ads", 300, "beta")]
    for ads in (0, 1, 450_000):
        shown = merged([*of_people(every), *more, cell("linkedin", "ads", ads)], every)
        assert rows(list(shown)) == {"facebook|linkedin": 1650 + ads, "google": 300}


def test_two_people_in_two_channels_share_one_row() -> None:
    """Together they are two, so no other row is touched; in a week with one of them it is."""
    every = [paid("", "anna", 50), paid("email", "ben", 20)]
    cells = [cell("linkedin", "ads", 90), *of_people(every)]
    assert {one.channel for one in merged(cells, every)} == {"linkedin", "email|"}
    earlier = ([cell("linkedin", "ads", 90), cell("email", "people", 20)], every[1:])
    assert {one.channel for one in merged(cells, every, earlier)} == {"email|linkedin|"}


def test_a_content_type_of_one_person_shares_a_row() -> None:
    """The film is Wanda's alone: others read it with the cheapest of the rest; two people's stand by themselves."""
    cells = [
        Cell(content="film", category="people", cost=2000),
        Cell(content="reel", category="ads", cost=300),
        Cell(content="", category="tools", cost=900),
    ]
    alone = [paid("", "wanda", 2000, content="film")]
    assert rows(list(merged_contents(cells, alone)), "content") == {"film|reel": 2300, "": 900}
    assert merged_contents(cells, [*alone, paid("", "xaver", 900, content="film")]) == cells


def test_a_campaign_shares_a_row_only_where_it_is_hardly_more_than_one_persons() -> None:
    """Its total stands anyway."""
    cells = [cell("", "people", 500), cell("", "ads", 49), cell("", "ads", 700, "beta"), cell("", "ads", 900, "gamma")]
    assert rows(list(merged_campaigns(cells, [paid("", "anna", 500)]))) == {"alpha|beta": 1249, "gamma": 900}
    more = [*cells, cell("", "tools", 1)]
    assert rows(list(merged_campaigns(more, [paid("", "anna", 500)]))) == {"alpha": 550, "beta": 700, "gamma": 900}


PAID = st.lists(
    st.builds(
        Paid,
        st.sampled_from(["alpha", "beta", ""]),
        st.sampled_from(["email", "linkedin", "x", ""]),
        st.sampled_from(["reel", "film", ""]),
        st.sampled_from(["anna", "ben", "cleo"]),
        st.sampled_from(["ada", "ada", "max"]),
        st.sampled_from([1, 20, 100, 150]),
    ),
    max_size=9,
)
Sum = frozenset[int]
"""The places in the list of costs that a sum holds."""


@given(PAID, PAID)
def test_two_periods_have_the_same_rows(one: list[Paid], other: list[Paid]) -> None:
    """A channel stands in the same row in both, so that the two can be compared; and the rows add up."""
    mine, theirs = (of_people(one), one), (of_people(other), other)
    shown, before = merged(*mine, theirs), merged(*theirs, mine)
    places = {cell.channel: row.channel for cell, row in zip(mine[0], shown, strict=True)}
    places_before = {cell.channel: row.channel for cell, row in zip(theirs[0], before, strict=True)}
    assert all(places[key] == places_before[key] for key in places.keys() & places_before.keys())
    assert sum(cell.cost for cell in shown) == sum(one.cost for one in one)


@given(PAID)
def test_no_rows_taken_together_tell_what_one_costs(every: list[Paid]) -> None:
    """Channels and content types, among all campaigns and in each, and the total of each campaign: no sum of some less
    others is what one person costs, but for what the campaigns' totals tell without any row. Nor is it for whoever has
    logged some of it.
    """
    totals = [*_sums_by(every, "campaign")]
    shown = [*totals, *_shown(every, every)]
    for campaign in {one.campaign for one in every}:
        shown += _shown(every, [one for one in every if one.campaign == campaign])
    for reader in ("", *{one.author for one in every}):
        unknown = [place for place, one in enumerate(every) if one.author != reader]
        for person in {every[place].person for place in unknown}:
            others = [place for place in unknown if every[place].person != person]
            assert _free(shown, unknown, others) == _free(totals, unknown, others)


def _shown(every: list[Paid], own: list[Paid]) -> list[Sum]:
    """The rows of the answers about some of the costs; what else was spent is known."""
    places = [place for place, one in enumerate(every) if any(one is mine for mine in own)]
    costs = [every[place] for place in places]
    by_channel, by_content = merged(of_people(costs), costs), merged_contents(of_people(costs), costs)
    rows: dict[tuple[str, str], set[int]] = {}
    for place, channel, content in zip(places, by_channel, by_content, strict=True):
        rows.setdefault(("channel", channel.channel), set()).add(place)
        rows.setdefault(("content", content.content), set()).add(place)
    return [frozenset(row) for row in rows.values()]


def _sums_by(every: list[Paid], by: str) -> list[Sum]:
    keys = {getattr(one, by) for one in every}
    return [frozenset(place for place, one in enumerate(every) if getattr(one, by) == key) for key in keys]


def _free(sums: list[Sum], unknown: list[int], others: list[int]) -> int:
    """How many independent sums of some less others hold nothing of the ``others``, but something unknown."""
    return _rank(sums, unknown) - _rank(sums, others)


def _rank(sums: list[Sum], places: list[int]) -> int:
    """By elimination, exactly."""
    matrix = [[Fraction(place in one) for place in places] for one in sums]
    rank = 0
    for column in range(len(places)):
        pivot = next((row for row in range(rank, len(matrix)) if matrix[row][column]), None)
        if pivot is None:
            continue
        matrix[rank], matrix[pivot] = matrix[pivot], matrix[rank]
        for row in range(rank + 1, len(matrix)):
            if factor := matrix[row][column] / matrix[rank][column]:
                matrix[row] = [x - factor * y for x, y in zip(matrix[row], matrix[rank], strict=True)]
        rank += 1
    return rank
