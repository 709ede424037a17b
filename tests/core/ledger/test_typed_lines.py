"""Lines as people type them on the first morning, in both languages: what is understood, and that none is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.ledger.quick_line import AmbiguousWord, words_of_conversion, words_of_cost
from core.ledger.quick_words import UnknownWord, Vocabulary
from core.problems import Problem
from core.setup.registers import CAMPAIGN, CHANNEL, GOAL, STARTING_CHANNELS

TEAM = {**STARTING_CHANNELS, "campaign-q3": CAMPAIGN, "zespol": CAMPAIGN, "newsletter": GOAL}
VOCABULARY = Vocabulary(kinds=TEAM, today=date(2026, 8, 10), currency="PLN", comma=True)

COSTS = """
250 zł reklamy                         | amount=250 sign=zł category=ads
250zł reklam                           | amount=250zł category=ads
250 zl ads                             | amount=250 sign=zł category=ads
250 zł. ads                            | amount=250 sign=zł category=ads
250 złotych na reklamy                 | amount=250 sign=zł category=ads
250,- reklamy                          | amount=250 category=ads
250 euro ads                           | amount=250 sign=€ category=ads
$250 ads                               | amount=$250 category=ads
250€ ads                               | amount=250€ category=ads
2k ads                                 | amount=2k category=ads
2,5k€ ads                              | amount=2,5k€ category=ads
1'250.00 ads                           | amount=1'250.00 category=ads
1.250,50 reklamy                       | amount=1.250,50 category=ads
250 ads fb                             | amount=250 category=ads channel=facebook
250 ads ig                             | amount=250 category=ads channel=instagram
250 ads insta                          | amount=250 category=ads channel=instagram
250 ads yt                             | amount=250 category=ads channel=youtube
250 ads tt                             | amount=250 category=ads channel=tiktok
250 ads twitter                        | amount=250 category=ads channel=x
250 ads meta                           | amount=250 category=ads channel=facebook
250 ads google-ads                     | amount=250 category=ads channel=google
250 ads adwords                        | amount=250 category=ads channel=google
250 ads www                            | amount=250 category=ads channel=website
250 reklamy strona                     | amount=250 category=ads channel=website
250 reklamy mailing                    | amount=250 category=ads channel=email
250 ads on linkedin for campaign-q3    | amount=250 category=ads channel=linkedin campaign=campaign-q3
250 ads kanał: linkedin                | amount=250 category=ads channel=linkedin
250 ads kanał linkedin                 | amount=250 category=ads channel=linkedin
250 ads kanał:inne                     | amount=250 category=ads channel=other
250 ads kampanii: campaign-q3          | amount=250 category=ads campaign=campaign-q3
250 ads rolki                          | amount=250 category=ads content=reel
250 ads stories                        | amount=250 category=ads content=story
250 ads ,,boosted post''               | amount=250 category=ads note=boosted+post
250 ads 'boosted'                      | amount=250 category=ads note=boosted
250 ads 3.08                           | amount=250 category=ads day=2026-08-03
250 ads 3.08.2026                      | amount=250 category=ads day=2026-08-03
250 ads 3 sierpnia linkedin            | amount=250 category=ads day=2026-08-03 channel=linkedin
250 ads Aug 3                          | amount=250 category=ads day=2026-08-03
250 ads przedwczoraj                   | amount=250 category=ads day=2026-08-08
100 agencji                            | amount=100 category=agency
100 sprzęt                             | amount=100 category=materials
100 oprogramowanie                     | amount=100 category=tools
100 software                           | amount=100 category=tools
100 pozostałe                          | amount=100 category=other
3000 wynagrodzenia                     | amount=3000 category=people
3000 pensje                            | amount=3000 category=people
40 h 50 people                         | hours=40h rate=50 category=people
40 godz. 50 ludzie                     | hours=40h rate=50 category=people
40 godzin 50 zł praca                  | hours=40h rate=50 sign=zł category=people
7:30 50 people                         | hours=7.5h rate=50 category=people
1h30 50 people                         | hours=1.5h rate=50 category=people
90 min 50 people                       | hours=1.5h rate=50 category=people
2h x 50 people                         | hours=2h rate=50 category=people
2h × 50 people                         | hours=2h rate=50 category=people
2 h 30 min 50 people                   | hours=2.5h rate=50 category=people
250 ads zespół                         | amount=250 category=ads campaign=zespol
40h 50 zespół                          | hours=40h rate=50 campaign=zespol
"""
CONVERSIONS = """
12 leadów newsletter                   | count=12 goal=newsletter
12x newsletter                         | count=12 goal=newsletter
12 × newsletter                        | count=12 goal=newsletter
12 szt. newsletter                     | count=12 goal=newsletter
1 200 newsletter                       | count=1+200 goal=newsletter
12 newsletter fb 3 maja                | count=12 goal=newsletter channel=facebook day=2026-05-03
12 newsletter first:3.05.2026          | count=12 goal=newsletter first_contact=2026-05-03
12 newsletter pierwszy: 3 maja         | count=12 goal=newsletter first_contact=2026-05-03
"""


OWN = {
    **TEAM, "euro": CAMPAIGN, "leads-q4": CAMPAIGN, "the-times": CAMPAIGN, "10k": CAMPAIGN, "on": CAMPAIGN,
    "g": CHANNEL, "meta": CHANNEL, "mail": CHANNEL, "lead": GOAL, "min": CHANNEL,
}  # fmt: skip
"""A team that calls things by words which mean something else to others."""

KEPT = """
250 ads euro                           | amount=250 category=ads campaign=euro
250 euro ads                           | amount=250 campaign=euro category=ads
250 zł ads euro                        | amount=250 sign=zł category=ads campaign=euro
250 ads kampania euro                  | amount=250 category=ads campaign=euro
250 10k ads                            | amount=250 campaign=10k category=ads
40h 50 people 10k                      | hours=40h rate=50 category=people campaign=10k
40h people 10k                         | hours=40h category=people campaign=10k
40h people campaign-q3 3.08            | hours=40h category=people campaign=campaign-q3 day=2026-08-03
40h people 50                          | hours=40h category=people rate=50
250 on ads linkedin                    | amount=250 campaign=on category=ads channel=linkedin
250 g ads                              | amount=250 channel=g category=ads
30 min ads                             | amount=30 channel=min category=ads
250 ads meta                           | amount=250 category=ads channel=meta
250 ads mail                           | amount=250 category=ads channel=mail
250 ads "the 'new' offer"              | amount=250 category=ads note=the+'new'+offer
250 ads ,,Kampania, lipiec''           | amount=250 category=ads note=Kampania,+lipiec
"""
REFUSED = """
250 ads leads                          | UnknownWord
250 ads times                          | UnknownWord
250 ads sztuk                          | UnknownWord
250 ads on                             | UnknownWord
250 ads 1.12                           | AmbiguousDate
250 ads 3 gru                          | AmbiguousDate
20 min 50 people                       | NumberUnread
100,- 200 ads                          | UnknownWord
2h 100,- 200 people                    | UnknownWord
5 "boost" 250 ads                      | UnknownWord
3 oct 12 ads                           | UnknownWord
250 ads 29.02                          | UnknownDate
1:20 50 people                         | NumberUnread
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
def test_a_cost_is_understood(line: str, says: dict[str, str]) -> None:
    assert dict(words_of_cost(line, VOCABULARY)) == says


@pytest.mark.parametrize(("line", "says"), rows(KEPT))
def test_what_a_team_calls_so_itself_is_meant(line: str, says: dict[str, str]) -> None:
    """Whatever the word means to others."""
    assert dict(words_of_cost(line, replace(VOCABULARY, kinds=OWN))) == says


@pytest.mark.parametrize("row", REFUSED.strip().splitlines())
def test_what_may_be_something_else_is_asked(row: str) -> None:
    """Nothing is dropped from a line that is saved, and no day of last year is meant by one that is near."""
    line, problem = (part.strip() for part in row.split("|"))
    known = replace(VOCABULARY, kinds={kind: OWN[kind] for kind in OWN if kind not in ("on", "min")})
    with pytest.raises(Problem) as raised:
        words_of_cost(line, replace(known, today=date(2026, 11, 29)))
    assert type(raised.value).__name__ == problem


def test_times_or_the_channel_is_asked() -> None:
    """``x`` is both: what is written apart from the count is not guessed."""
    with pytest.raises(AmbiguousWord) as problem:
        words_of_conversion("12 x newsletter", VOCABULARY)
    assert problem.value.choices == ("12x", "12 channel:x")


@pytest.mark.parametrize(("line", "says"), rows(CONVERSIONS))
def test_conversions_are_understood(line: str, says: dict[str, str]) -> None:
    assert dict(words_of_conversion(line, VOCABULARY)) == says


def test_a_general_word_without_a_goal_is_the_goal_that_was_meant() -> None:
    """What is refused names it, with the nearest goals."""
    team = Vocabulary(kinds={**STARTING_CHANNELS, "lead": GOAL}, today=VOCABULARY.today, currency="PLN")
    with pytest.raises(UnknownWord) as problem:
        words_of_conversion("12 leads linkedin", team)
    assert (problem.value.word, problem.value.alike[0]) == ("leads", "lead")
