"""Naming: a campaign's name in a file is one there is, a new one, or asked about; never guessed."""

from __future__ import annotations

import pytest

from core.imports.choices import LEFT_OUT, NEW, NO_CAMPAIGN
from core.imports.naming import MOST_NEW, Named, named
from core.imports.readings import FileTooLarge
from core.setup.registers import CAMPAIGN, CHANNEL, STARTING_CHANNELS, Register

THERE = {
    "facebook-tier-2": "Facebook Tier 2",
    "campaign-q3": "Campaign Q3",
    "data-analytics-course": "Data Analytics Course",
}
REGISTER = Register({**STARTING_CHANNELS, **dict.fromkeys(THERE, CAMPAIGN)}, THERE)


def meaning_of(written: str, **decided: str) -> Named:
    return named([written], decided, REGISTER)[0]


def test_a_column_of_names_without_end_is_no_column_of_campaigns() -> None:
    """Each would be compared with each, and made a campaign in one go, while everybody waits."""
    names = [f"Ad {number}" for number in range(MOST_NEW + 1)]
    assert len(named(names[:-1], {}, REGISTER)) == MOST_NEW
    with pytest.raises(FileTooLarge) as problem:
        named(names, {}, REGISTER)
    assert problem.value.what == "campaigns"
    assert len(named(names, dict.fromkeys(names, LEFT_OUT), REGISTER)) == len(names), "left out, they are none"


@pytest.mark.parametrize("written", ["Campaign Q3", "campaign-q3", " CAMPAIGN  q3 ", "Campaign_Q3"])
def test_a_name_that_is_written_a_little_differently_is_the_campaign_there_is(written: str) -> None:
    assert meaning_of(written).decision == "campaign-q3"


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("facebOOK_tier2", "facebook-tier-2"),
        ("Data Analytic Course", "data-analytics-course"),
        ("Data-Analytics-Courses", "data-analytics-course"),
        ("DataAnalytics Course", "data-analytics-course"),
        ("Dáta Analytics Course", "data-analytics-course"),
    ],
)
def test_a_name_that_is_almost_that_of_a_campaign_is_asked_about(written: str, near: str) -> None:
    one = meaning_of(written)
    assert (one.decision, [candidate.key for candidate in one.near]) == (None, [near])


@pytest.mark.parametrize(
    "written", ["Campaign Q4", "Facebook Tier 3", "Data Analytics PL Course", "Brand", "Kampania Q3"]
)
def test_a_name_with_another_number_or_word_is_a_new_campaign(written: str) -> None:
    one = meaning_of(written)
    assert (one.decision, one.name) == (NEW, written)


def test_two_spellings_of_a_new_campaign_in_one_file_are_one_or_asked_about() -> None:
    first, same, near = named(["Spring sale", "spring_sale", "Springsale"], {}, REGISTER)
    assert first.key == same.key == "spring-sale"
    assert [candidate.key for candidate in near.near] == ["spring-sale"]


def test_campaigns_of_two_countries_are_not_taken_for_slips_of_the_pen() -> None:
    names = [f"2026_Retargeting_{country}_Video" for country in ("PL", "DE", "CZ")]
    assert [one.decision for one in named(names, {}, REGISTER)] == [NEW, NEW, NEW]


def test_what_was_decided_goes_before_what_the_name_says() -> None:
    decided = {"A": LEFT_OUT, "Campaign Q3": NO_CAMPAIGN, "B": "campaign-q3", "facebOOK_tier2": NEW}
    meanings = {one.written: one.decision for one in named(list(decided), decided, REGISTER)}
    assert meanings == decided


def test_a_campaign_that_is_gone_since_it_was_chosen_is_looked_for_anew() -> None:
    assert meaning_of("Brand", Brand="was-there-once").decision == NEW


def test_rows_without_a_campaign_belong_to_none_or_to_the_one_that_was_chosen() -> None:
    assert meaning_of("").decision == NO_CAMPAIGN
    assert named([""], {"": "campaign-q3"}, REGISTER)[0].key == "campaign-q3"


def test_a_name_too_long_for_a_campaign_is_cut_and_one_that_means_something_else_gets_a_free_one() -> None:
    long = meaning_of("x" * 200).name
    assert len(long) <= 60
    assert long.startswith("x" * 50)
    reserved = meaning_of("October")
    assert (reserved.decision, reserved.key) == (NEW, "campaign-october")
    assert meaning_of("LinkedIn").key not in REGISTER.kinds
    assert REGISTER.kinds["linkedin"] == CHANNEL


def test_two_long_names_that_differ_only_behind_the_cut_are_two_campaigns() -> None:
    one, other = named(["y" * 60 + " first", "y" * 60 + " second"], {}, REGISTER)
    assert one.key != other.key


@pytest.mark.parametrize(("written", "made"), [("October", "campaign-october"), ("LinkedIn", "linkedin-2")])
def test_what_another_file_had_to_call_otherwise_is_asked_about(written: str, made: str) -> None:
    """Meta's October became the campaign campaign-october: analytics' October is perhaps the same."""
    register = Register({**REGISTER.kinds, made: CAMPAIGN}, REGISTER.names)
    (asked,) = named([written], {}, register)
    assert (asked.decision, [one.key for one in asked.near]) == (None, [made])
    assert named([written], {written: made}, register)[0].key == made
