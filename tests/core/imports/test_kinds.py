"""Each kind of file is known by its headers and read to the figures it was made with: the table of docs/imports.md."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from core.imports.choices import Choices
from core.imports.meanings import Level, Meaning
from core.imports.reader import read
from core.imports.readings import Ask, FileEmpty, FileProblem, Left, NoSpendColumn, PartOfSpend, Reading
from core.imports.texts import sheets_of
from core.imports.worlds import World
from core.setup.channels import NAMES, STARTING

ROOT = Path(__file__).parents[3]
FILES = ROOT / "tests" / "data" / "imports"
WORLD = World(
    today=date(2026, 11, 30), currency="EUR", channels={channel: NAMES.get(channel, channel) for channel in STARTING}
)


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What a file must be read to. ``spent``: of all its rows, as it stands in docs/imports.md. ``claims``: results."""

    file: str
    kind: str
    languages: str
    spent: str
    claims: int
    currency: str
    rows: int
    totals: int = 0
    campaigns: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    choices: Choices = field(default_factory=Choices)


EXPECTED = (
    Expected(
        file="meta-en.csv",
        kind="meta",
        languages="en",
        spent="270.65",
        claims=9,
        currency="USD",
        rows=5,
        totals=1,
        campaigns=("Retargeting", "Spring launch"),
        channels=("facebook", "instagram"),
    ),
    Expected(
        file="meta-pl-excel.csv",
        kind="meta",
        languages="pl",
        spent="2300.00",
        claims=9,
        currency="PLN",
        rows=3,
        campaigns=("Wiosenna kampania", "Żółw & Spółka"),
        channels=("facebook", "instagram"),
    ),
    *(
        Expected(
            file=f"meta-{code}.csv",
            kind="meta",
            languages=code,
            spent="1235.00",
            claims=3,
            currency="BRL" if code == "pt" else "EUR",
            rows=2,
            campaigns=("Frühjahr",),
            channels=("facebook",),
        )
        for code in ("de", "fr", "es", "it", "pt")
    ),
    Expected(
        file="meta-period-en.csv",
        kind="meta",
        languages="en",
        spent="3100.00",
        claims=11,
        currency="USD",
        rows=1,
        campaigns=("Always on",),
        channels=("facebook",),
    ),
    Expected(
        file="account_501_campaign_performance_report.csv",
        kind="linkedin",
        languages="en",
        spent="1100.00",
        claims=7,
        currency="EUR",
        rows=3,
        campaigns=("Awareness", "Hiring"),
        channels=("linkedin",),
        choices=Choices(level=Level.CAMPAIGN),
    ),
    Expected(
        file="linkedin-pl.csv",
        kind="linkedin",
        languages="pl",
        spent="1100.00",
        claims=2,
        currency="PLN",
        rows=2,
        campaigns=("Rozpoznawalność",),
        channels=("linkedin",),
        choices=Choices(level=Level.CAMPAIGN),
    ),
    Expected(
        file="linkedin-pt.csv",
        kind="linkedin",
        languages="pt",
        spent="1235.00",
        claims=3,
        currency="BRL",
        rows=2,
        campaigns=("Engenheiros",),
        channels=("linkedin",),
    ),
    Expected(
        file="linkedin-es.csv",
        kind="linkedin",
        languages="es",
        spent="6.00",
        claims=1,
        currency="EUR",
        rows=2,
        campaigns=("Ingenieros",),
        channels=("linkedin",),
    ),
    *(
        Expected(
            file=file,
            kind="google_ads",
            languages="en",
            spent="1500.00",
            claims=4,
            currency="GBP",
            rows=3,
            totals=3,
            campaigns=("Brand", "Generic"),
            channels=("google",),
        )
        for file in ("google-ads-en.csv", "google-ads-excel.csv")
    ),
    Expected(
        file="google-ads-pl.csv",
        kind="google_ads",
        languages="pl",
        spent="1213.42",
        claims=3,
        currency="PLN",
        rows=2,
        totals=1,
        campaigns=("Marka",),
        channels=("google",),
    ),
    *(
        Expected(
            file=f"google-ads-{code}.csv",
            kind="google_ads",
            languages=code,
            spent="1235.00",
            claims=3,
            currency="EUR",
            rows=2,
            totals=1,
            campaigns=("Marca",),
            channels=("google",),
        )
        for code in ("de", "fr", "es", "it", "pt")
    ),
    Expected(
        file="microsoft-ads-en.csv",
        kind="microsoft_ads",
        languages="en",
        spent="20.00",
        claims=1,
        currency="USD",
        rows=2,
        campaigns=("Bing brand",),
        channels=("microsoft",),
    ),
    Expected(
        file="tiktok-en.csv",
        kind="tiktok",
        languages="en",
        spent="100.00",
        claims=9,
        currency="USD",
        rows=2,
        totals=1,
        campaigns=("Dance",),
        channels=("tiktok",),
    ),
    *(
        Expected(
            file=f"{kind}-en.csv",
            kind=kind,
            languages="en",
            spent="10.00",
            claims=0,
            currency="USD",
            rows=2,
            campaigns=(campaign,),
            channels=(kind,),
        )
        for kind, campaign in (("x", "Talk"), ("reddit", "Ask us"), ("pinterest", "Boards"), ("snapchat", "Filters"))
    ),
    Expected(
        file="snapchat-times.csv",
        kind="snapchat",
        languages="en",
        spent="10.00",
        claims=0,
        currency="USD",
        rows=2,
        campaigns=("Filters",),
        channels=("snapchat",),
    ),
    *(
        Expected(
            file=f"{kind}-api.csv",
            kind=kind,
            languages="any",
            spent="10.00",
            claims=claims,
            currency="USD",
            rows=2,
            campaigns=(campaign,),
            channels=(kind,),
            choices=Choices(currency="USD", micros=True),
        )
        for kind, campaign, claims in (
            ("x", "camp1", 0),
            ("reddit", "camp1", 0),
            ("pinterest", "Boards", 3),
            ("snapchat", "camp1", 1),
        )
    ),
    Expected(
        file="tiktok-api.csv",
        kind="tiktok",
        languages="any",
        spent="10.00",
        claims=3,
        currency="USD",
        rows=2,
        campaigns=("1",),
        channels=("tiktok",),
        choices=Choices(currency="USD"),
    ),
    Expected(
        file="sked-social-en.csv",
        kind="table",
        languages="en",
        spent="15.00",
        claims=0,
        currency="EUR",
        rows=2,
        campaigns=("",),
        channels=("facebook", "instagram"),
        choices=Choices(
            columns={
                Meaning.DAY: "Post Date",
                Meaning.CHANNEL: "Network",
                Meaning.SPEND: "Boost Spend",
                Meaning.NOTE: "Caption",
            },
            currency="EUR",
            tax=Decimal(0),
        ),
    ),
    Expected(
        file="neutral-costs.csv",
        kind="neutral_costs",
        languages="any",
        spent="290.00",
        claims=0,
        currency="EUR",
        rows=3,
        campaigns=("", "spring-launch"),
        channels=("", "linkedin"),
    ),
    Expected(
        file="statement-pl.csv",
        kind="statement",
        languages="pl",
        spent="175.50",
        claims=0,
        currency="PLN",
        rows=2,
        campaigns=("",),
        channels=("",),
        choices=Choices(lines=frozenset({2, 4}), tax=Decimal(0)),
    ),
    Expected(
        file="statement-mbank-pl.csv",
        kind="statement",
        languages="pl",
        spent="1120.00",
        claims=0,
        currency="PLN",
        rows=1,
        campaigns=("",),
        channels=("",),
        choices=Choices(lines=frozenset({7}), tax=Decimal(0)),
    ),
)


REFUSED = {
    "meta-no-spend.csv": NoSpendColumn(kind="meta"),
    "meta-empty.csv": FileEmpty(),
    "google-ads-search-terms.csv": PartOfSpend(header="Search term"),
    "linkedin-organic-en.csv": NoSpendColumn(kind="linkedin_organic"),
}


def reading(file: str, choices: Choices | None = None) -> Reading:
    return read(sheets_of((FILES / file).read_bytes()), choices or Choices(), WORLD, file)


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda one: one.file)
def test_a_look_alike_is_read_to_its_figures(expected: Expected) -> None:
    one = reading(expected.file, expected.choices)
    assert one.questions == ()
    assert one.refused == ()
    assert (one.kind, one.currency, one.rows) == (expected.kind, expected.currency, expected.rows)
    assert f"{one.exact:.2f}" == expected.spent
    assert one.left.get(Left.TOTAL, 0) == expected.totals
    assert tuple(sorted({spend.campaign for spend in one.spends})) == expected.campaigns
    assert tuple(sorted({spend.channel for spend in one.spends})) == expected.channels
    assert sum(claim.count for claim in one.claims) == expected.claims
    assert one.results == ()


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda one: one.file)
def test_a_renamed_copy_is_read_the_same(expected: Expected) -> None:
    """The name of a file decides nothing."""
    content = (FILES / expected.file).read_bytes()
    renamed = read(sheets_of(content), expected.choices, WORLD, "download (1).csv")
    assert renamed == reading(expected.file, expected.choices)


def test_two_alike_rows_of_a_file_both_count() -> None:
    spent = Counter[str]()
    for spend in reading("meta-en.csv").spends:
        spent[spend.campaign] += spend.amount.minor
    assert spent["Retargeting"] == 2000


def test_a_row_of_a_whole_month_is_spread_over_its_days() -> None:
    """*Ongoing* is no end of the period."""
    [spend] = reading("meta-period-en.csv").spends
    assert (spend.day, spend.until) == (date(2026, 3, 1), date(2026, 3, 31))


def test_a_row_from_midnight_to_midnight_is_of_one_day() -> None:
    assert [(spend.day, spend.until) for spend in reading("snapchat-times.csv").spends] == [
        (date(2026, 3, 2), None),
        (date(2026, 3, 3), None),
    ]


@pytest.mark.parametrize(("file", "problem"), REFUSED.items())
def test_a_file_without_costs_says_why(file: str, problem: FileProblem) -> None:
    """The words of the problem name its kind or the column that shows it."""
    with pytest.raises(type(problem)) as raised:
        reading(file)
    assert {name: getattr(raised.value, name) for name in ("kind", "header") if hasattr(raised.value, name)} == {
        name: getattr(problem, name) for name in ("kind", "header") if hasattr(problem, name)
    }


@pytest.mark.parametrize(
    "text",
    [
        "Date,Network,Post,Saves,Engagement Rate,Retweets\n2026-03-13,Facebook,A,1,2,3\n",
        "Date,Network,Campaign,Spend,Saves,Engagement Rate\n2026-03-02,Facebook,A,1,2,3\n",
        "Date,Campaign,Total Spent\n2026-03-02,A,5\n",
        "Day,Campaign,Impr.,Avg. CPC,Spend\n2026-03-02,A,1,2,5\n",
    ],
)
def test_a_word_that_many_write_makes_no_platform_of_a_table(text: str) -> None:
    """Something is asked of it, so that nothing is booked on a channel that was guessed."""
    one = read(sheets_of(text.encode()), Choices(), WORLD)
    assert one.kind == "table"
    assert {Ask.CURRENCY, Ask.TAX} <= {question.ask for question in one.questions}


def test_the_level_is_asked_where_linkedin_names_two() -> None:
    """The campaign group is the campaign of the other platforms."""
    one = reading("account_501_campaign_performance_report.csv")
    assert [question.ask for question in one.questions] == [Ask.LEVEL]


def test_the_lines_of_a_statement_are_chosen_and_their_tax_is_asked() -> None:
    one = reading("statement-pl.csv")
    assert {question.ask for question in one.questions} == {Ask.LINES, Ask.TAX}


def test_the_documentation_lists_each_file_with_its_figures() -> None:
    """No row more and none less, and every look-alike is in it."""
    text = (ROOT / "docs" / "imports.md").read_text("utf-8")
    table = text.partition("| claimed results |\n")[2].partition("\n\n")[0].splitlines()[1:]
    rows = {row.partition(" | ")[2] for row in table}
    assert rows == {f"{one.languages} | `{one.file}` | {one.spent} {one.currency} | {one.claims} |" for one in EXPECTED}
    refused = {f"| `{file}` | `{type(problem).__name__}` |" for file, problem in REFUSED.items()}
    assert {row for row in refused if row not in text} == set()
    assert {path.name for path in FILES.glob("*.csv")} == {one.file for one in EXPECTED} | REFUSED.keys()
