"""Names of several words in a line: the longest that fits is meant, with quotes and without."""

from __future__ import annotations

from datetime import date

import pytest

from core.ledger.quick_line import SaidTwice, words_of_conversion, words_of_cost
from core.ledger.quick_numbers import NumberUnread
from core.ledger.quick_words import UnknownWord, Vocabulary
from core.money.money import NotANumber
from core.setup.names import slug
from core.setup.registers import CAMPAIGN, CHANNEL, CONTENT, GOAL, STARTING_CHANNELS

NAMED = {
    CAMPAIGN: "Spring|Spring Webinar|Campaign Q3|Kampania Łódź|Black Friday – 2026|A & B|Ads LinkedIn|Opt in|250 Ads"
    "|3 Oct Sale|Summer of Love|Lead Magnet",
    CHANNEL: "Google Ads|Trade fair",
    GOAL: "Lead|Demo call|Webinar sign-up",
    CONTENT: "White paper",
}
NAMES = {slug(name): (name, kind) for kind, names in NAMED.items() for name in names.split("|")}
TEAM = Vocabulary(
    kinds={**STARTING_CHANNELS, **{key: kind for key, (_, kind) in NAMES.items()}},
    names={key: name for key, (name, _) in NAMES.items()},
    today=date(2026, 8, 10),
    currency="PLN",
)

COSTS = """
250 ads linkedin Spring Webinar           | amount=250 category=ads channel=linkedin campaign=spring-webinar
250 ads Spring Webinar linkedin           | amount=250 category=ads campaign=spring-webinar channel=linkedin
250 spring webinar ads                    | amount=250 campaign=spring-webinar category=ads
250 ads Spring                            | amount=250 category=ads campaign=spring
250 ads linkedin "Spring Webinar"         | amount=250 category=ads campaign=spring-webinar channel=linkedin
250 ads linkedin „Spring Webinar”         | amount=250 category=ads campaign=spring-webinar channel=linkedin
250 ads campaign:"Spring Webinar"         | amount=250 category=ads campaign=spring-webinar
250 ads campaign: "Spring Webinar" "new"  | amount=250 category=ads campaign=spring-webinar note=new
250 ads campaign:Spring Webinar           | amount=250 category=ads campaign=spring-webinar
250 ads kampania Spring Webinar           | amount=250 category=ads campaign=spring-webinar
250 ads Spring "Spring Webinar"           | amount=250 category=ads campaign=spring note=Spring+Webinar
250 ads "Spring Webinar" "boosted post"   | amount=250 category=ads campaign=spring-webinar note=boosted+post
250 ads Campaign Q3                       | amount=250 category=ads campaign=campaign-q3
250 reklamy kampania Łódź                 | amount=250 category=ads campaign=kampania-lodz
250 ads Black Friday – 2026               | amount=250 category=ads campaign=black-friday-2026
250 ads black friday 2026                 | amount=250 category=ads campaign=black-friday-2026
250 ads A & B                             | amount=250 category=ads campaign=a-&-b
250 ads Opt in                            | amount=250 category=ads campaign=opt-in
250 ads on linkedin for Opt in            | amount=250 category=ads channel=linkedin campaign=opt-in
250 ads summer of love                    | amount=250 category=ads campaign=summer-of-love
250 ads 3 Oct Sale                        | amount=250 category=ads campaign=3-oct-sale
250 ads Google Ads                        | amount=250 category=ads channel=google-ads
250 ads trade fair White paper            | amount=250 category=ads channel=trade-fair content=white-paper
250 ads channel: Trade Fair               | amount=250 category=ads channel=trade-fair
250 ads linkedin                          | amount=250 category=ads channel=linkedin
250 tools ads linkedin                    | amount=250 category=tools campaign=ads-linkedin
250 tools 250 ads                         | amount=250 category=tools campaign=250-ads
40h 50 people Spring Webinar              | hours=40h rate=50 category=people campaign=spring-webinar
1 250 ads                                 | amount=1+250 category=ads
250 ads                                   | amount=250 category=ads
"""
CONVERSIONS = """
12 Demo call linkedin                     | count=12 goal=demo-call channel=linkedin
12 webinar sign-up Spring Webinar         | count=12 goal=webinar-sign-up campaign=spring-webinar
12 lead Lead Magnet                       | count=12 goal=lead campaign=lead-magnet
12 demo call "Spring Webinar"             | count=12 goal=demo-call campaign=spring-webinar
12 demo call trade fair 3 Aug 2026        | count=12 goal=demo-call channel=trade-fair day=2026-08-03
"""


def rows(table: str) -> list[tuple[str, dict[str, str]]]:
    """(line, kind -> what it says)."""
    parted = (row.split("|") for row in table.strip().splitlines())
    return [
        (
            typed.strip(),
            {kind: value.replace("+", " ") for kind, _, value in (one.partition("=") for one in says.split())},
        )
        for typed, says in parted
    ]


@pytest.mark.parametrize(("line", "says"), rows(COSTS))
def test_a_name_of_several_words_is_read_in_a_cost(line: str, says: dict[str, str]) -> None:
    """Never out of the amount, nor so that the line is left without a category."""
    assert dict(words_of_cost(line, TEAM)) == says


@pytest.mark.parametrize(("line", "says"), rows(CONVERSIONS))
def test_a_name_of_several_words_is_read_in_conversions(line: str, says: dict[str, str]) -> None:
    assert dict(words_of_conversion(line, TEAM)) == says


def test_two_campaigns_are_still_two() -> None:
    """One of them has to go, and both are named."""
    with pytest.raises(SaidTwice):
        words_of_cost("250 ads Spring Webinar Campaign Q3", TEAM)


@pytest.mark.parametrize(
    ("line", "word"),
    [("250 ads channel lnkedin", "lnkedin"), ("250 ads content:alpha", "alpha"), ('250 ads campaign:"No such"', "No")],
)
def test_what_a_kind_does_not_know_is_named_without_it(line: str, word: str) -> None:
    """As it was typed, with the nearest names: of *channel lnkedin* the channel is what was not understood."""
    with pytest.raises(UnknownWord) as problem:
        words_of_cost(line, TEAM)
    assert problem.value.word.startswith(word)
    assert line != "250 ads channel lnkedin" or problem.value.alike[0] == "linkedin"


@pytest.mark.parametrize("line", ["0 250 ads", "000 250 ads", "0'250 ads", "0,250,000 ads"])
def test_thousands_do_not_begin_with_nothing(line: str) -> None:
    """*0 250* is a slip, not 250."""
    with pytest.raises((NumberUnread, NotANumber)):
        words_of_cost(line, TEAM)
