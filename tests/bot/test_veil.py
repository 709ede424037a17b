"""No member lifts the veil: neither by what he logs himself, nor by adding and subtracting what he is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

import pytest

from tests.bot.conftest import ADA, MAX, Team, at_work
from tests.bot.test_digest_setup import next_run, set_up, weekly
from tests.databases import Copies
from tests.screens import find

WANDA, YARA = Decimal("450.00"), Decimal("321.00")
MONEY = re.compile(r"\$(\d{1,3}(?:,\d{3})*(?:\.\d\d)?)(?![\d,.]\d)")
CELL = re.compile(r"^-?(\d{1,3}(?:,\d{3})*)$", re.MULTILINE)


@pytest.fixture(scope="module")
def books(copies: Copies) -> Iterator[Team]:
    """In August Wanda alone works on LinkedIn for Alfa, Xaver on Facebook for Beta.

    In September all channels have several people, but for Alfa only Yara works on Facebook.
    """
    with at_work(copies.url("sqlite")) as team:
        for name in ("Alfa", "Beta"):
            team.campaign(name)
        hours(team, "alfa", "linkedin", "Wanda 10 45")
        hours(team, "beta", "facebook", "Xaver 10 20")
        team.cost("1000 ads facebook beta 2025-08-04")
        team.cost("30 tools x beta 2025-08-04")
        hours(team, "alfa", "facebook", "Yara 10 32.1", "2025-09-04")
        hours(team, "alfa", "linkedin", "Wanda 10 45\nXaver 10 20", "2025-09-04")
        hours(team, "beta", "facebook", "Tina 10 41\nUwe 10 17", "2025-09-04")
        hours(team, "beta", "linkedin", "Vera 10 43\nZoe 10 19", "2025-09-04")
        yield team


def hours(team: Team, campaign: str, channel: str, lines: str, day: str = "2025-08-04") -> None:
    team.cost_form("people", people=lines, campaign=campaign, channel=channel, date=day)


def amounts(team: Team, text: str) -> set[Decimal]:
    """Every amount a member reads there: in the text, on the screen, in a cell, in each section of *Details*."""
    words = f"{team.ask(text, MAX).text}\n{team.read(text, MAX)}"
    return {Decimal(amount.replace(",", "")) for amount in (*MONEY.findall(words), *CELL.findall(words))}


@pytest.mark.parametrize("line", ["0.01 tools linkedin alfa", "900 tools linkedin alfa", "0.01 other linkedin alfa"])
def test_no_cost_of_his_own_lifts_a_row(books: Team, line: str) -> None:
    """Be it a cent or more than what it is to uncover: LinkedIn shares Facebook's row, asked for by name as well."""
    books.client.command("/roi-cost", f"{line} 2025-08-05", user=MAX)
    for text in ("channels 2025-08", "linkedin 2025-08"):
        for told in (books.ask(text, MAX).text, books.read(text, MAX)):
            assert "Facebook + LinkedIn" in told
            assert not re.search(r"^LinkedIn(?:[:·]|$| [▲△▽▼…?!])", told, re.MULTILINE)
    assert books.ask("compare linkedin 2025-08", MAX).text.startswith("LinkedIn shares a row")
    books.ask("undo", MAX)


@pytest.mark.parametrize("line", ["Zed 0.02 1", "Zed 10 45", "Zed 10 45\nYan 10 45\nWanda 0.02 1"])
def test_nobody_made_up_lifts_one(books: Team, line: str) -> None:
    """What he has logged himself he knows: without it Wanda is alone."""
    make_up(books, line)
    assert "Facebook + LinkedIn: ROI" in books.ask("channels 2025-08", MAX).text
    books.ask("undo", MAX)


def test_a_minute_made_up_makes_no_sum_of_a_campaign_s_people(books: Team) -> None:
    """Its total stands, so hours as many as hers tell him nothing new; a minute shows nobody her cost in plain."""
    make_up(books, "Zed 0.02 1")
    assert "Alfa + " in books.ask("campaigns 2025-08", MAX).text
    assert "People and other: " in books.ask("alfa 2025-08", MAX).text
    books.ask("undo", MAX)


def make_up(books: Team, line: str) -> None:
    books.cost_form("people", user=MAX, people=line, campaign="alfa", channel="linkedin", date="2025-08-05")


def test_the_category_it_is_merged_with_is_no_cent(books: Team) -> None:
    """A cent of materials hides nothing, so the tools go in as well; another of his own makes no difference."""
    books.cost("300 tools alfa 2025-10-04")
    hours(books, "alfa", "", "Wanda 10 45", "2025-10-04")
    for line in ("0.01 materials alfa", "0.01 other alfa"):
        books.client.command("/roi-cost", f"{line} 2025-10-05", user=MAX)
        assert amounts(books, "alfa 2025-10").isdisjoint({WANDA, WANDA + Decimal("0.01"), WANDA + Decimal("0.02")})
        books.ask("undo", MAX)


def test_channels_and_campaigns_together_tell_no_more(books: Team) -> None:
    """What Facebook cost in all, less what it cost for Beta, would be Yara's for Alfa."""
    shown = set[Decimal]()
    for text in ("channels", "alfa", "beta", "facebook", "linkedin", "alfa facebook", "beta facebook", "alfa linkedin"):
        shown |= amounts(books, f"{text} 2025-09")
    assert YARA not in shown
    assert YARA not in {abs(one - other) for one, other in combinations(shown, 2)}
    assert "Facebook: ROI -100.00% · cost $580.00" in books.ask("beta 2025-09", MAX).text


def test_a_digest_of_one_channel_is_of_its_row(books: Team) -> None:
    """Whoever sets one up for LinkedIn reads what it cost together with Facebook."""
    rhythm = weekly()
    run = next_run(rhythm)
    day = rhythm.reported(run).start.isoformat()
    hours(books, "alfa", "linkedin", "Wanda 10 45", day)
    hours(books, "beta", "facebook", "Xaver 10 20", day)
    set_up(books, rhythm, "C1", MAX, channel="linkedin")
    books.tick(run)
    digest = books.posts("C1")[-1]
    assert "Facebook + LinkedIn" in digest
    assert "cost $650.00" in digest
    assert "450.00" not in digest


def test_a_button_with_anothers_key_shows_no_receipt(books: Team) -> None:
    """Whatever a client has put in the place of the key: nothing is saved, and what was is its author's to read."""
    asked = books.client.command("/roi-cost", "50000h 45 people alfa 2025-11-04", user=ADA)
    key, line = str(find(asked.blocks, "log_cost_anyway").element["value"]).split(" ", 1)
    books.press("log_cost_anyway", asked.body or {}, ADA)
    for value in (f"{key} {line}", f"{key} 1 ads alfa 2025-11-04"):
        sent = len(books.slack.responses)
        books.client.press("log_cost_anyway", value, user=MAX)
        [(_, told)] = books.slack.responses[sent:]
        assert "45.00" not in str(told)
        assert told["text"].startswith("Only the person who logged this, or an admin,")


@pytest.mark.parametrize(
    ("asked", "hidden"),
    [
        *((f"{text} 2025-08", WANDA) for text in ("", "channels", "campaigns", "beta", "facebook", "linkedin")),
        *(
            (f"{text} 2025-09", YARA)
            for text in ("", "channels", "campaigns", "alfa", "alfa facebook", "alfa linkedin")
        ),
    ],
)
def test_no_section_of_details_lifts_it(books: Team, asked: str, hidden: Decimal) -> None:
    """Whatever a member reads, opens or finds in a table, it is not what Wanda or Yara cost."""
    assert hidden not in amounts(books, asked.strip())


def test_the_admin_reads_each_row(books: Team) -> None:
    """The control."""
    assert "LinkedIn: ROI -100.00% · cost $450.00" in books.ask("channels 2025-08").text
    assert "Facebook: ROI -100.00% · cost $321.00" in books.ask("alfa 2025-09").text
