"""`roibot import` as it is typed: --yes saves what is beyond doubt, all else names the option that decides it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import xlsxwriter
from sqlalchemy import select

from core.imports.readings import Ask
from core.imports.scopes import Clash
from storage.tables import entries
from tests.bot.conftest import Team
from tests.program import environment, run

DAY = date(2025, 8, 3)
"""In numbers it may be read in two ways, and neither is to come."""
EARLIER = DAY - timedelta(days=2)


@dataclass(frozen=True, kw_only=True)
class Shell:
    """Somebody who types `roibot import`, beside a team that looks at its books."""

    team: Team
    folder: Path

    def file(self, content: str | bytes, name: str = "spend.csv", days_old: int = 0) -> str:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        written = (datetime.now(UTC) - timedelta(days=days_old)).timestamp()
        os.utime(path, (written, written))
        return str(path)

    def types(self, *words: str) -> CompletedProcess[str]:
        return run("import", "--workspace", "T1", *words, env=environment(self.team.slack, self.team.url))

    def saves(self, *words: str) -> str:
        """What is printed by a command that succeeds."""
        done = self.types("--yes", *words)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout
        return done.stdout

    def refuses(self, *words: str) -> str:
        """Why a command fails, in a line; nothing of it is saved."""
        before = self.team.newest()
        done = self.types("--yes", *words)
        assert done.returncode == 1, done.stdout
        assert "Traceback" not in done.stderr, done.stderr
        assert self.team.newest() == before
        return done.stderr

    def total(self) -> str:
        """The ROI line of all campaigns and days."""
        return next(line for line in self.team.ask("all").text.splitlines() if line.startswith("ROI"))


@pytest.fixture
def shell(new_team: Team, tmp_path: Path) -> Shell:
    new_team.campaign("Spring")
    return Shell(team=new_team, folder=tmp_path)


def meta(*rows: str, head: str = "Campaign name,Day,Amount spent (USD),Platform") -> str:
    return "\n".join([head, *rows]) + "\n"


SPENT = meta(f"Spring,{DAY},100.10,facebook", f"Spring,{EARLIER},50.05,facebook")


def test_without_yes_it_is_shown_and_nothing_is_saved(shell: Shell) -> None:
    shown = shell.types(shell.file(SPENT))
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "$150.15" in shown.stdout
    assert shown.stdout.endswith("Nothing was saved. Add --yes to save it.\n")
    assert shell.team.newest() == 0


def test_with_yes_campaigns_are_made_and_all_is_logged_by_the_command_line(shell: Shell) -> None:
    printed = shell.saves(shell.file(SPENT + f"Autumn,{DAY},9.85,facebook\n"))
    assert printed.splitlines()[-1].startswith("spend.csv: saved as import ")
    assert "cost $9.85" in shell.team.ask("autumn all").text
    with shell.team.beside.reading() as connection:
        authors = connection.execute(select(entries.c.logged_by, entries.c.source).distinct()).all()
    assert [tuple(author) for author in authors] == [("cli", "import")]
    assert shell.team.unbalanced() == []


def test_the_same_scope_later_is_replaced_and_the_same_file_changes_nothing(shell: Shell) -> None:
    file = shell.file(SPENT)
    shell.saves(file)
    assert "spend.csv: nothing to save, all of it is on the books.\n" in shell.saves(file)
    newer = shell.file(SPENT.replace("50.05", "60.00"), "newer.csv")
    assert "1 entries added, 1 taken back" in shell.saves(newer)
    assert "cost $160.10" in shell.total()


def test_an_older_file_date_asks_and_newer_decides_it(shell: Shell) -> None:
    """Newer means imported later; the file itself may say that it is the older one."""
    shell.saves(shell.file(SPENT))
    older = shell.file(SPENT.replace("50.05", "40.00"), "older.csv", days_old=3)
    assert "the file is older than import " in (refusal := shell.refuses(older))
    assert "--newer" in refusal
    shell.saves(older, "--newer")
    assert "cost $140.10" in shell.total()


def test_newer_decides_nothing_but_the_date(shell: Shell) -> None:
    shell.saves(shell.file(SPENT))
    other_days = shell.file(SPENT + f"Spring,{DAY + timedelta(days=1)},1.00,facebook\n", "other.csv", days_old=3)
    assert "import " in shell.refuses(other_days)


def test_spend_of_meta_without_platforms_is_facebook_s_unless_it_is_said(shell: Shell) -> None:
    head = "Campaign name,Day,Amount spent (USD)"
    shell.saves(shell.file(meta(f"Spring,{DAY},10.00", head=head)))
    assert "cost $10.00" in shell.team.ask("facebook all").text
    shell.saves(shell.file(meta(f"Summer,{EARLIER},7.00", head=head), "more.csv"), "--channel", "instagram")
    assert "cost $7.00" in shell.team.ask("instagram all").text


def workbook() -> bytes:
    """Two sheets of one kind, of which only people know which is meant."""
    held = BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        for name in ("May", "June"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["Campaign name", "Day", "Amount spent (USD)", "Platform"])
            sheet.write_row(1, 0, ["Spring", DAY.isoformat(), 10.5, "facebook"])
    return held.getvalue()


TABLE = f"When,What,Spent\n{EARLIER},Spring,4.50\n{DAY},Spring,6.00\n"
OF_TABLE = ("--currency", "USD", "--vat", "0")
COLUMNS = ("--column", "day=When", "--column", "campaign=What", "--column", "spend=Spent")
STATEMENT = f"Date,Description,Amount,Currency,Balance\n{EARLIER},RENT,-900.00,USD,100.00\n{DAY},ADS,-10.50,USD,89.50\n"
MILLIONTHS = meta(
    f"1,Spring,{DAY},3,0,0,9,10500000",
    head="account_id,campaign_id,date,clicks,comment_upvotes,comment_downvotes,impressions,spend",
)
LEVELS = meta(
    f"{DAY:%m/%d/%Y},Acme,Spring,Ads,USD,10.50,9",
    "12/31/2024,Acme,Spring,Ads,USD,0,9",
    head="Start Date (in UTC),Account Name,Campaign Group Name,Campaign Name,Currency,Total Spent,Impressions",
)

ASKED: Sequence[tuple[Ask, str | bytes, tuple[str, ...], str, tuple[str, ...]]] = [
    (Ask.COLUMNS, TABLE, OF_TABLE, "--column", COLUMNS),
    (
        Ask.COLUMNS,
        f"Campaign name,Day,Day,Amount spent (USD),Platform\nSpring,{DAY},{EARLIER},10.50,facebook\n",
        (),
        '--column "day=HEADER"',
        ("--column", "day=Day (2)"),
    ),
    (Ask.DATE_ORDER, meta(f"Spring,{DAY:03/%m/%Y},10.50,facebook"), (), "--day-first", ("--day-first",)),
    (Ask.DECIMAL, meta(f'Spring,{DAY},"10,500",facebook'), (), "--decimal", ("--decimal", ",")),
    (
        Ask.CURRENCY,
        meta(f"Spring,{DAY},10.50,facebook", head="Campaign name,Day,Amount spent,Platform"),
        (),
        "--currency EUR",
        ("--currency", "usd"),
    ),
    (Ask.MICROS, MILLIONTHS, ("--currency", "USD"), "--micros", ("--micros",)),
    (
        Ask.LEVEL,
        LEVELS,
        (),
        "--level campaign",
        ("--level", "campaign"),
    ),
    (Ask.TAX, TABLE, ("--currency", "USD", *COLUMNS), "--vat 23", ("--vat", "0")),
    (Ask.LINES, STATEMENT, ("--vat", "0"), "--lines 3,5-9", ("--lines", "3")),
    (Ask.YEAR, meta(f"Spring,{DAY.day} {DAY:%b},10.50,facebook"), (), "--year 2026", ("--year", str(DAY.year))),
    (
        Ask.PERIOD,
        meta("Spring,10.50,facebook", head="Campaign name,Amount spent (USD),Platform"),
        (),
        "--days 2026-07-01..2026-07-31",
        ("--days", f"{EARLIER}..{DAY}"),
    ),
    (Ask.SHEET, workbook(), (), "--sheet NAME", ("--sheet", "June")),
]


def test_every_question_has_an_option() -> None:
    """Which channel it is of is asked of Meta's files only, where the command line takes Facebook."""
    assert {ask for ask, *_ in ASKED} == {*Ask} - {Ask.CHANNEL}


@pytest.mark.parametrize(
    ("content", "beside", "named", "decides"),
    [pytest.param(*rest, id=f"{ask}-{place}") for place, (ask, *rest) in enumerate(ASKED)],
)
def test_what_is_ambiguous_ends_with_the_option_that_decides_it(
    shell: Shell, content: str | bytes, beside: Sequence[str], named: str, decides: Sequence[str]
) -> None:
    file = shell.file(content, "spend.xlsx" if isinstance(content, bytes) else "spend.csv")
    assert named in shell.refuses(file, *beside)
    assert "saved as import" in shell.saves(file, *beside, *decides)
    assert "cost $10.50" in shell.total()


BY_AD = meta(
    f"Spring,One,A,{DAY},100.10,facebook",
    f"Spring,One,B,{EARLIER},50.05,facebook",
    head="Campaign name,Ad set name,Ad name,Day,Amount spent (USD),Platform",
)
MORE_DAYS = SPENT + f"Spring,{DAY - timedelta(days=9)},9.85,facebook\n"
STRANGE = meta(f"Autumn,{DAY},100.10,facebook", f"Autumn,{EARLIER},50.05,facebook")

CLASHES = [
    (Clash.LEVEL, BY_AD, "has the same days at another level", "--replace", "cost $150.15"),
    (Clash.PERIOD, MORE_DAYS, "has some of these days", "--replace", "cost $160.00"),
    (Clash.STRANGER, STRANGE, "may be of the same account", "--keep-both", "cost $300.30"),
]


@pytest.mark.parametrize(
    ("content", "named", "decides", "total"), [pytest.param(*rest, id=clash) for clash, *rest in CLASHES]
)
def test_an_earlier_import_of_the_same_spend_is_decided_by_an_option(
    shell: Shell, content: str, named: str, decides: str, total: str
) -> None:
    shell.saves(shell.file(SPENT))
    later = shell.file(content, "later.csv")
    assert named in (refusal := shell.refuses(later))
    assert "add --replace or --keep-both" in refusal
    shell.saves(later, decides)
    assert total in shell.total()


def test_a_campaign_that_is_called_almost_so_is_decided_by_an_option(shell: Shell) -> None:
    shell.team.campaign("Summer course 2025")
    file = shell.file(meta(f"SUMMER_courses2025!,{DAY},10.50,facebook"))
    assert "--campaign “SUMMER_courses2025!=summer-course-2025”" in shell.refuses(file)
    shell.saves(file, "--campaign", "SUMMER_courses2025!=summer-course-2025")
    assert "cost $10.50" in shell.team.ask("summer course 2025 all").text


RESULTS = meta(
    f"Spring,{DAY},40.00,facebook,3,Leads", head="Campaign name,Day,Amount spent (USD),Platform,Results,Result type"
)
ORDERS = (
    f"date,channel,campaign,goal,count,revenue,currency,external_id,first_contact,note\n{DAY},,spring,sign-ups,2,,,,,\n"
)


def test_no_result_is_booked_without_a_chosen_goal(shell: Shell) -> None:
    """Neither what a platform claims nor a list of conversions; with the option both are."""
    shell.team.goal("lead", "10", stage="lead")
    shell.saves(claims := shell.file(RESULTS), orders := shell.file(ORDERS, "orders.csv"))
    assert "cost $40.00 · return $0.00" in shell.total()
    shell.saves(claims, "--goal", "Leads=lead")
    assert "cost $40.00 · return $30.00" in shell.total()
    assert "--one-source or --both-sources" in shell.refuses(orders, "--goal", "sign-ups=lead")
    shell.saves(orders, "--goal", "sign-ups=lead", "--both-sources")
    assert "cost $40.00 · return $50.00" in shell.total()


DEALS = f"""Record ID,Deal Name,Deal Stage,Pipeline,Amount,Currency,Close Date,Create Date,Deal probability
7301,North,Closed won,Sales,4200.00,USD,{DAY} 10:12,{EARLIER} 09:00,1
7303,South,Quoted,Sales,9000.50,USD,2026-11-15 00:00,{EARLIER} 15:40,0.9
"""


def test_the_stages_and_the_goal_of_deals_are_decided_by_options(shell: Shell) -> None:
    file = shell.file(DEALS)
    assert "--stage “Quoted=KEY”" in shell.refuses(file)
    stage = ("--stage", "Quoted=contract-sent")
    assert "--goal “closed-won=KEY”" in shell.refuses(file, *stage)
    shell.team.goal("customer", "100", stage="customer")
    shell.team.goal("renewal", "100", stage="customer")
    shell.saves(file, *stage, "--goal", "closed-won=customer")
    assert "return $4,200.00" in shell.total()


def test_of_two_files_of_the_same_spend_none_is_saved(shell: Shell) -> None:
    """They come one after the other; alone or beside a file of other spend each is."""
    first, second = shell.file(SPENT), shell.file(SPENT.replace("50.05", "60.00"), "again.csv")
    assert "again.csv" in shell.refuses(first, second)
    other = shell.file(meta(f"Spring,{DAY - timedelta(days=30)},1.00,facebook"), "before.csv")
    assert shell.saves(first, other).count("saved as import") == 2
    assert "cost $151.15" in shell.total()


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--channel", "nowhere"), "there is no nowhere"),
        (("--campaign", "Spring=sprang"), "there is no sprang"),
        (("--goal", "Leads=leeds"), "there is no leeds"),
        (("--currency", "dollars"), "--currency takes"),
        (("--days", "2025-08-31..2025-08-01"), "--days ends before it begins"),
        (("--lines", "three"), "--lines takes"),
        (("--column", "spending=Spent"), "--column takes one of"),
        (("--year", "26"), "--year takes"),
        (("--vat", "100"), "--vat takes"),
    ],
)
def test_an_option_that_cannot_be_meant_is_refused_in_a_line(shell: Shell, words: Sequence[str], named: str) -> None:
    refusal = shell.refuses(shell.file(SPENT), *words)
    assert named in refusal
    assert refusal.count("\n") == 1


def test_a_file_that_cannot_be_read_is_refused_in_its_words(shell: Shell) -> None:
    assert "empty.csv: There is no data" in shell.refuses(
        shell.file(SPENT), shell.file("No data available.\n", "empty.csv")
    )
    assert shell.team.newest() == 0
