"""The sample year of the demo: the bot's answers show what docs/sample-data.md says is planted in it."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import uvicorn
from pydantic import SecretStr

from bot.app import create_app
from bot.clock import StoppedClock
from bot.demo.company import CONVERSATIONS, EMMA, JAN, OLIVIA, PEOPLE, TEAM, TOM, ZOFIA
from bot.demo.seed import seed
from bot.demo.year import BEGINS
from bot.http.server import create_server
from bot.http.signature import Gate
from bot.settings import Settings
from core.ledger.entries import Entry
from storage import entry_lists, workspaces
from storage.database import Database
from tests.bot.conftest import Team, said
from tests.bot.glances import at_a_glance
from tests.bot.test_share import asked_in, question
from tests.databases import Copies
from tests.program import SECRET, environment, run
from tests.requests import Client
from tests.screens import offered
from tests.slack import FakeSlack

DOCS = (Path(__file__).parents[2] / "docs" / "sample-data.md").read_text("utf-8")
MARKETING = "C0MARKETING"
WEEK = timedelta(weeks=1)
DUE = BEGINS + timedelta(minutes=5)
"""Monday 09:00, when the first digests and alerts come."""

QUARTER = "ROI 176.92% · cost $65,000.00 · return $180,000.00"
QUARTER_IN_POLISH = "ROI 176,92% · koszt 65\u00a0000,00\u00a0USD · zwrot 180\u00a0000,00\u00a0USD"


def rows(heading: str) -> list[tuple[str, tuple[str, ...]]]:
    """(what to type or where to look, what is answered) of the table below a heading of docs/sample-data.md."""
    section = DOCS.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    cells = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("| `")]
    return [(re.findall(r"`([^`]+)`", row[0])[0], tuple(re.findall(r"`([^`]+)`", row[1]))) for row in cells]


ASKED = rows("What to ask")
IN_POLISH = rows("The same in Polish")
ON_MONDAY = rows("What comes on Monday")


@contextmanager
def demo(copies: Copies, now: datetime) -> Iterator[Team]:
    """The company with its year on the books, before the real bot, whose clock stands at ``now``."""
    url = copies.url("sqlite")
    with FakeSlack() as slack:
        slack.team_id, slack.team, slack.domain = TEAM["id"], TEAM["name"], TEAM["domain"]
        slack.people = {person["id"]: person for person in PEOPLE}
        slack.conversations |= {
            place["id"]: {
                "member": place["is_member"],
                "private": place["is_private"],
                "ext_shared": place.get("is_ext_shared", False),
                "members": place["members"],
            }
            for place in CONVERSATIONS
        }
        with listening(slack, url, now) as address, closing(Database(url)) as beside:
            yield Team(slack=slack, client=Client(address, SECRET, slack, TEAM["id"]), url=url, beside=beside)
        assert slack.faults == []


@contextmanager
def listening(slack: FakeSlack, url: str, now: datetime) -> Iterator[str]:
    """The bot behind its gate, served in a thread, as only so its clock can be set; its address."""
    settings = Settings(bot_token=SecretStr(slack.token), signing_secret=SecretStr(SECRET), slack_api_url=slack.url)
    database = Database(url)
    seed(database, "", TEAM["id"])
    app = create_server(create_app(settings, database, StoppedClock(now)), Gate(SECRET), lambda: None, database.close)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", access_log=False, ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            thread.join(0.01)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def company(copies: Copies) -> Iterator[Team]:
    """The company on the Monday on which the demo begins."""
    with demo(copies, BEGINS) as working:
        yield working


def latest_entries(team: Team, most: int = 10) -> list[Entry]:
    with team.beside.reading() as connection:
        workspace = workspaces.find(connection, "", TEAM["id"])
        assert workspace is not None
        return list(entry_lists.history(connection, workspace.id, None, most=most))


# --- the planted facts ---


@pytest.mark.parametrize(("question", "answers"), ASKED, ids=[question for question, _ in ASKED])
def test_the_planted_facts_are_in_the_answers(company: Team, question: str, answers: tuple[str, ...]) -> None:
    """What the documentation says to type is answered with exactly the figures it gives; so reads the screen, on which
    what can be read at a glance has no cents.
    """
    asked = question.removeprefix("/roi").strip()
    told = company.ask(asked, OLIVIA)
    screen = company.read(asked, OLIVIA) if "details" in offered(told.blocks) else said(told.blocks)
    assert answers
    for answer in answers:
        assert answer in told.text
        assert answer in screen or at_a_glance(answer) in screen


@pytest.mark.parametrize(("question", "answers"), IN_POLISH, ids=[question for question, _ in IN_POLISH])
def test_the_planted_facts_are_in_polish_answers(company: Team, question: str, answers: tuple[str, ...]) -> None:
    """A reader whose Slack is Polish finds the same figures in Polish; in the documentation blanks may be plain."""
    told = company.ask(question.removeprefix("/roi").strip(), ZOFIA).text.replace("\u00a0", " ")
    assert answers
    for answer in answers:
        assert answer in told


def test_the_documentation_names_every_planted_fact() -> None:
    """Each campaign, the channels and the history are asked for; nothing fell out of the table."""
    asked = " ".join(question for question, _ in ASKED)
    for name in ("campaign-q3", "channels", "campaigns", "social-radar", "autumn-2026", "autumn-2025", "history"):
        assert name in asked
    assert [place for place, _ in ON_MONDAY] == ["/roi digest", "/roi alerts"]


def test_campaign_q3_is_the_articles_example(company: Team) -> None:
    """65,000 in, 180,000 back, over its own period and over all that was ever logged, in both languages."""
    assert QUARTER in company.ask("campaign-q3", OLIVIA).text.splitlines()
    assert QUARTER in company.ask("campaign-q3 all", EMMA).text.splitlines()
    assert QUARTER_IN_POLISH in company.ask("campaign-q3", JAN).text.splitlines()


def test_campaign_q3_spends_in_the_articles_five_categories_and_on_four_channels(company: Team) -> None:
    """No category is missing, two people are in it, and each channel has its line."""
    told = company.ask("campaign-q3", OLIVIA).text
    assert "No cost logged in" not in told
    for name in ("LinkedIn: ROI", "Instagram: ROI", "Facebook: ROI", "YouTube: ROI"):
        assert name in told
    spent = [entry for entry in latest_entries(company, 2000) if entry.fact.campaign == "campaign-q3"]
    assert {entry.logged_by for entry in spent if getattr(entry.fact, "hours", None)} == {EMMA, JAN}


CHANNELS = ("LinkedIn", "Instagram", "Facebook", "YouTube", "E-mail", "Website")


@pytest.mark.parametrize("reader", [OLIVIA, EMMA])
@pytest.mark.parametrize("period", ["2026", "q3 2026", "september 2026"])
@pytest.mark.parametrize(("question", "of"), [("channels", ""), ("campaign-q3", "campaign-q3 ")])
def test_each_channel_asked_by_name_is_its_row(company: Team, reader: str, period: str, question: str, of: str) -> None:
    """To the cent, for an admin and for a member; so is the part of it that a campaign has."""
    listed = company.ask(f"{question} {period}", reader).text
    lines = re.findall(r"^([^:\n]+): (ROI .*? · return [^ \n]+(?: · margin ROI \S+)?)", listed, re.M)
    rows_of = {name.split(" + ")[0]: line for name, line in lines}
    named = [name for name in CHANNELS if name in rows_of]
    assert len(named) > 2
    for name in named:
        assert rows_of[name] in company.ask(f"{of}channel:{name} {period}", reader).text.splitlines()


def test_the_guest_is_refused(company: Team) -> None:
    """Tom, a guest, sees no figure."""
    told = company.ask("campaign-q3", TOM).text
    assert told
    assert "65,000" not in told


def test_share_names_the_guest_of_marketing(company: Team) -> None:
    """Tom would read it."""
    assert "including 1 guest" in question(company, "C0MARKETING", OLIVIA, "campaign-q3")


def test_share_is_refused_beside_the_agency(company: Team) -> None:
    """Its conversation is shared with another organisation; in leadership the bot asks to be invited."""
    for place, why in {"C0AGENCY": "shared with another organisation", "G0LEADERSHIP": "/invite @ROI Bot"}.items():
        answer = asked_in(company, place, OLIVIA, "campaign-q3")
        told = company.press("share", {**answer, "channel": place}, OLIVIA)
        assert (told["response_type"], why in told["text"]) == ("ephemeral", True)


def test_a_channel_does_not_undo_what_a_campaign_merges(company: Team) -> None:
    """The part of Product videos on YouTube shares its row there, so a member is not told it here; an admin is."""
    assert "YouTube + No channel: " in company.ask("product-videos q3", EMMA).text
    assert "Product videos: " not in company.ask("youtube q3", EMMA).text
    assert "Product videos: " in company.ask("youtube q3", OLIVIA).text


# --- what comes by itself ---


def test_the_monday_digest_and_alert_show_the_week(copies: Copies) -> None:
    """Set up at 08:55, both arrive at 09:00 with the documented figures, and a week later no alert is repeated."""
    with demo(copies, BEGINS) as team:
        set_up(team)
        assert team.tick(DUE) == "2 sent."
        posts = dict(zip(("/roi digest", "/roi alerts"), sorted(team.posts(MARKETING)[-2:], reverse=True), strict=True))
        for command, answers in ON_MONDAY:
            assert answers
            for answer in answers:
                assert answer in posts[command]
        for name in ("LinkedIn", "Instagram", "Facebook", "YouTube"):
            assert f"{name}: ROI" in posts["/roi digest"]
        assert "Late: " not in "".join(posts.values())
        assert team.tick(DUE + WEEK) == "1 sent."


def test_an_alert_set_up_later_fires_on_the_next_monday(copies: Copies) -> None:
    """Whoever sets the alert up after nine sees it a week later: nothing has come of YouTube's money meanwhile."""
    with demo(copies, BEGINS + timedelta(hours=2)) as team:
        set_up(team)
        assert team.tick(DUE + timedelta(hours=3)) == "0 sent."
        assert team.tick(DUE + WEEK) == "2 sent."
        [alert] = [post for post in team.posts(MARKETING) if post.startswith("Spend without results · 12 Oct 2026")]
        assert "YouTube: $2,749.34 without a result since 27 Aug 2026" in alert
        assert "Nothing came of $2,988.00" in alert


def set_up(team: Team) -> None:
    """A digest and an alert in #marketing, by Emma, as the forms propose them."""
    for command in ("digest", "alerts"):
        team.fill("/roi", {"conversation": MARKETING}, command, EMMA)


# --- the books ---


def test_the_books_balance(company: Team) -> None:
    """`roibot check` recomputes the totals of the year and finds them equal."""
    done = run("check", env=environment(company.slack, company.url))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("The books balance: ")


def test_seeding_twice_adds_nothing(copies: Copies) -> None:
    """A workspace that has entries is left alone, so a kept demo goes on where it stopped."""
    with demo(copies, BEGINS) as team:
        before = latest_entries(team, 2000)
        database = Database(team.url)
        seed(database, "", TEAM["id"])
        database.close()
        assert latest_entries(team, 2000) == before
        assert 500 < len(before) < 1200


def test_two_seeds_make_the_same_books(company: Team, copies: Copies) -> None:
    """Nothing is left to chance: another database holds the very same entries."""
    with demo(copies, BEGINS) as again:
        assert latest_entries(again, 2000) == latest_entries(company, 2000)


def test_the_last_entries_are_of_friday_by_several_people(company: Team) -> None:
    """Before the demo begins Emma, Jan and Olivia have logged their week, each in their own name, in order."""
    everything = latest_entries(company, 2000)
    friday = [entry for entry in everything if entry.logged_at.date() == (BEGINS - timedelta(days=3)).date()]
    assert {entry.logged_by for entry in friday} == {EMMA, JAN, OLIVIA}
    assert everything[0] == friday[0]
    assert [entry.logged_at for entry in everything] == sorted((e.logged_at for e in everything), reverse=True)
    assert all(entry.fact.day <= entry.logged_at.date() for entry in everything)


def test_what_is_asked_first_is_undone_on_a_second_word(company: Team) -> None:
    """Jan's last entry is of Friday, so an undo on Monday asks before it takes anything back."""
    before = latest_entries(company)
    told = company.ask("undo", JAN)
    assert "undo_sure" in told.raw
    assert latest_entries(company) == before


def test_what_people_cost_is_hidden_from_members(company: Team) -> None:
    """Two worked on Campaign Q3, so Emma may see the sum; what Jan alone costs in the videos is merged for her."""
    for reader in (OLIVIA, EMMA):
        assert "People: $15,204.00" in company.ask("campaign-q3", reader).text
    assert "People: $3,648.00" in company.ask("product-videos", OLIVIA).text.splitlines()
    assert "$3,648.00" not in company.ask("product-videos", EMMA).text
