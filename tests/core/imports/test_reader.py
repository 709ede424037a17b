"""The reader: what a file says, what it leaves out and refuses, and what it asks instead of guessing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from core.calendar.periods import Period
from core.imports.choices import Choices
from core.imports.kind import Kind
from core.imports.meanings import Level, Meaning
from core.imports.readings import Ask, Left, Question, Refused, Wrong
from tests.core.imports.reading import ON_FACEBOOK, reading, sums

META = "Day,Campaign name,Amount spent (PLN)\n"
GROUPS = Kind(
    key="groups",
    channel="linkedin",
    headers={
        Meaning.START: ("Start",),
        Meaning.CAMPAIGN_GROUP: ("Group",),
        Meaning.CAMPAIGN: ("Campaign",),
        Meaning.AD_SET: ("Ad set",),
        Meaning.SPEND: ("Spent ({currency})", "Spent"),
        Meaning.CURRENCY: ("Currency",),
    },
    needs=(frozenset({Meaning.SPEND}),),
    micros=True,
    footers=(r"^Summary of \w+$",),
)
A_WEEK = Period(start=date(2026, 11, 2), end=date(2026, 11, 9))


def asked(text: str, choices: Choices = ON_FACEBOOK, kinds: tuple[Kind, ...] | None = None) -> list[Question]:
    """What is asked of a file; nothing of it is to be booked before."""
    one = reading(text, choices, kinds)
    assert not one.questions or not one.spends
    return list(one.questions)


def of_groups(text: str, choices: Choices) -> dict[tuple[date, str, str], int]:
    """What is read of a kind with groups of campaigns."""
    return sums(reading(text, choices, (GROUPS,)))


# --- what is read ---


def test_rows_of_a_day_and_campaign_are_summed_and_rounded_once() -> None:
    """Three thirds of a grosz are one, half of one is one, and identical rows all count."""
    one = reading(META + "2026-11-02,A,0.335\n2026-11-02,A,0.335\n2026-11-02,A,0.335\n2026-11-03,A,1.005\n")
    assert sums(one) == {(date(2026, 11, 2), "A", "facebook"): 101, (date(2026, 11, 3), "A", "facebook"): 101}
    assert (one.rows, one.spends[0].rows, one.exact) == (4, 3, Decimal("2.010"))
    assert one.period == Period(start=date(2026, 11, 2), end=date(2026, 11, 4))


def test_a_row_of_several_days_keeps_them() -> None:
    """It is spread later, never booked on its first day; of one day it is a day's."""
    rows = "2026-11-02,2026-11-08,A,7\n2026-11-02,2026-11-02,A,1\n"
    one = reading("Reporting starts,Reporting ends,Campaign name,Amount spent (PLN)\n" + rows)
    assert [(spend.day, spend.until, spend.amount.minor) for spend in one.spends] == [
        (date(2026, 11, 2), None, 100),
        (date(2026, 11, 2), date(2026, 11, 8), 700),
    ]


def test_a_table_without_days_is_of_the_period_above_it() -> None:
    """As an account's report of all campaigns is."""
    for above in ('"November 2, 2026 - November 8, 2026"', "2 lis 2026 - 8 lis 2026", "02.11.2026 - 08.11.2026"):
        one = reading(f"Report\n{above}\nCampaign name,Amount spent (PLN)\nA,7\n")
        assert [(spend.day, spend.until) for spend in one.spends] == [(date(2026, 11, 2), date(2026, 11, 8))]


def test_the_period_above_daily_rows_is_the_file_s() -> None:
    """Days without a row are days without spend, which a newer file may have."""
    assert reading(f"2026-11-02 - 2026-11-08\n{META}2026-11-04,A,7\n").period == A_WEEK


def test_results_beside_spend_are_claims() -> None:
    """Of the type that stands beside them, or called as their column is."""
    one = reading(
        "Day,Campaign name,Amount spent (PLN),Results,Result type\n2026-11-02,A,7,3,Leads\n2026-11-02,A,,2,\n"
    )
    assert [(claim.type, claim.count) for claim in one.claims] == [("Leads", 3), ("Results", 2)]


# --- what is left out ---


@pytest.mark.parametrize(
    "rows",
    [
        "2026-11-02,A,7\n2026-11-03,B,5\nTotal,,12\n",
        ",,12\n2026-11-02,A,7\n2026-11-03,B,5\n",
        "2026-11-02,A,7\n2026-11-03,B,5\n2026-11-03,,12\n",
        "2026-11-02,A,7\n2026-11-03,B,5\n,,12\n",
        "2026-11-02,A,7\n2026-11-03,B,5\nRazem: konto, --,12\n",
        "2026-11-02,A,7\n2026-11-03,B,5\nTotal of 2 results,,12\n",
        "2026-11-02,A,7\n2026-11-03,B,5\nTotal,12\n",
    ],
)
def test_a_row_that_sums_others_up_is_left_out(rows: str) -> None:
    """Wherever it stands and whatever it is called, or if it only is their sum."""
    one = reading(META + rows)
    assert (one.exact, one.left, list(one.refused)) == (Decimal(12), {Left.TOTAL: 1}, [])


def test_a_row_that_may_be_a_total_is_refused_where_no_row_has_a_day() -> None:
    """Whatever it is called; with a day it would have to have one."""
    head = "2026-11-02 - 2026-11-08\nCampaign name,Amount spent (PLN)\n"
    one = reading(head + "A,7\nB,5\nWszystkie kampanie,12\n")
    assert [(refused.line, refused.why, refused.cell) for refused in one.refused] == [
        (5, Wrong.NAME, "Wszystkie kampanie")
    ]
    assert (one.exact, len(one.spends)) == (Decimal(12), 2)


def test_a_campaign_s_own_sum_beside_its_parts_is_left_out() -> None:
    """A row without a set, or of all platforms, where others have one; a campaign that has no parts is read."""
    head = "Day,Campaign name,Ad set name,Amount spent (PLN)\n"
    parts = "2026-11-02,A,one,7\n2026-11-02,A,two,5\n"
    one = reading(f"{head}2026-11-02,A,,12\n{parts}2026-11-02,B,,4\n2026-11-02,A,All,12\n")
    assert (one.exact, one.left, list(one.refused)) == (Decimal(16), {Left.TOTAL: 2}, [])
    assert [refused.why for refused in reading(f"{head}2026-11-02,A,,11\n{parts}").refused] == [Wrong.NAME]
    assert reading(head + "2026-11-02,A,,12\n2026-11-03,A,,5\n").exact == 17
    head = "Day,Campaign name,Platform,Amount spent (PLN)\n"
    one = reading(head + "2026-11-02,A,All,12\n2026-11-02,A,facebook,7\n2026-11-02,A,instagram,5\n")
    assert (one.exact, one.left, list(one.refused)) == (Decimal(12), {Left.TOTAL: 1}, [])


def test_the_file_s_own_total_is_kept() -> None:
    """Of several the one nearest to ours; a part's is none."""
    one = reading(META + "2026-11-02,A,7\n2026-11-03,B,5\nAll,A,7\nTotal: Campaigns,,12.01\nTotal: Account,,40\n")
    assert (one.own_total, one.left) == (Decimal("12.01"), {Left.TOTAL: 3})


def test_empty_rows_and_rows_without_spend_are_left_out() -> None:
    """Nothing, nought and two dashes are no spend; a remark below the table is no row."""
    one = reading(META + "2026-11-02,A,\n2026-11-02,B,0\n2026-11-02,C, --\n,,\n\nConfidential\n2026-11-02,D,1\n")
    assert one.left == {Left.NO_SPEND: 3, Left.EMPTY: 3}
    assert (one.rows, one.refused) == (1, ())


# --- what is refused ---


@pytest.mark.parametrize(
    ("row", "refused"),
    [
        ("soon,A,7", Refused(line=3, why=Wrong.DATE, header="Day", cell="soon")),
        (",A,7", Refused(line=3, why=Wrong.DATE, header="Day")),
        ("2026-12-01,A,7", Refused(line=3, why=Wrong.FUTURE, header="Day", cell="2026-12-01")),
        ("2026-11-02,A,seven", Refused(line=3, why=Wrong.AMOUNT, header="Amount spent (PLN)", cell="seven")),
        ("2026-11-02,A,-7", Refused(line=3, why=Wrong.NEGATIVE, header="Amount spent (PLN)", cell="-7")),
        ("2026-11-02,,7", Refused(line=3, why=Wrong.NAME, header="Campaign name")),
        ("2026-11-02,Total,7", Refused(line=3, why=Wrong.NAME, cell="Total")),
        ("2026-11-02,Spring, sale,7", Refused(line=3, why=Wrong.SHORT, cell="2026-11-02")),
        ("2026-11-02,A", Refused(line=3, why=Wrong.SHORT, cell="2026-11-02")),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_and_the_others_are_read(row: str, refused: Refused) -> None:
    """With its line, its column and its cell."""
    one = reading(f"{META}2026-11-02,A,1\n{row}\n2026-11-03,B,2\n")
    assert (list(one.refused), one.exact, one.rows) == ([refused], Decimal(3), 2)


def test_a_period_that_does_not_end_is_refused() -> None:
    """``Ongoing`` is no end, nor is a day before the first."""
    rows = "2026-11-02,Ongoing,A,7\n2026-11-02,2026-11-01,A,7\n2026-11-02,2026-12-24,A,7\n"
    one = reading("Reporting starts,Reporting ends,Campaign name,Amount spent (PLN)\n" + rows)
    assert [refused.why for refused in one.refused] == [Wrong.PERIOD, Wrong.PERIOD, Wrong.FUTURE]


def test_a_row_in_another_currency_than_the_header_is_refused() -> None:
    """Whatever its own column says is not simply believed."""
    one = reading("Day,Currency,Amount spent (PLN)\n2026-11-02,PLN,7\n2026-11-02,EUR,5\n")
    assert ([refused.why for refused in one.refused], one.exact) == ([Wrong.CURRENCY], Decimal(7))


# --- what is asked ---


def test_the_order_of_day_and_month() -> None:
    """Where no date of the file decides it, with the line it is seen in."""
    text = META + "03/11/2026,A,7\n"
    expected = Question(ask=Ask.DATE_ORDER, options=("day", "month"), example="03/11/2026", line=2)
    assert asked(text) == [expected]
    assert sums(reading(text, replace(ON_FACEBOOK, day_first=True))) == {(date(2026, 11, 3), "A", "facebook"): 700}
    assert sums(reading(text, replace(ON_FACEBOOK, day_first=False))) == {(date(2026, 3, 11), "A", "facebook"): 700}
    assert asked(text + "13/11/2026,A,7\n") == []


def test_the_sign_before_decimals() -> None:
    """Where no amount of the file decides it."""
    text = META + '2026-11-02,A,"1,234"\n'
    assert asked(text) == [Question(ask=Ask.DECIMAL, options=(",", "."), example="1,234", line=2)]
    assert reading(text, replace(ON_FACEBOOK, decimal=".")).exact == 1234
    assert reading(text, replace(ON_FACEBOOK, decimal=",")).exact == Decimal("1.234")


def test_the_currency() -> None:
    """Where nothing says it, where a sign means several, and where the header says another than the cells."""
    head = "Day,Campaign name,Amount spent\n"
    assert [question.options for question in asked(head + "2026-11-02,A,7\n")] == [("PLN",)]
    (shared,) = asked(head + "2026-11-02,A,$7\n")
    assert {"USD", "CAD"} <= set(shared.options)
    assert reading(head + "2026-11-02,A,7 zł\n").currency == "PLN"
    (differs,) = asked(META + "2026-11-02,A,7 €\n")
    assert (differs.options, differs.example) == (("PLN", "EUR"), "7 €")
    assert reading(META + "2026-11-02,A,7 €\n", replace(ON_FACEBOOK, currency="EUR")).currency == "EUR"


def test_the_channel() -> None:
    """Unless a column says it of every row that is read."""
    head = "Day,Platform,Campaign name,Amount spent (PLN)\n"
    assert [question.ask for question in asked(META + "2026-11-02,A,7\n", Choices())] == [Ask.CHANNEL]
    (other,) = asked(head + "2026-11-02,facebook,A,7\n2026-11-02,elsewhere,A,7\n", Choices())
    assert (other.ask, other.example) == (Ask.CHANNEL, "elsewhere")
    text = head + "2026-11-02,Facebook,A,7\n2026-11-02,instagram,A,5\nTotal,,,12\n"
    assert sums(reading(text, Choices())) == {
        (date(2026, 11, 2), "A", "facebook"): 700,
        (date(2026, 11, 2), "A", "instagram"): 500,
    }


def test_the_level() -> None:
    """Which name is the campaign's where the file names sets of ads only, or groups as well."""
    (only,) = asked("Day,Ad set name,Amount spent (PLN)\n2026-11-02,A,7\n")
    assert (only.ask, only.options) == (Ask.LEVEL, ("ad_set", "account"))
    text = "Start,Group,Campaign,Spent (PLN)\n2026-11-02,G,C,7.5\n2026-11-03,G,D,5\n"
    assert [question.options for question in asked(text, Choices(), (GROUPS,))] == [("campaign", "ad_set")]
    by_group = of_groups(text, Choices(level=Level.CAMPAIGN))
    assert {name for _, name, _ in by_group} == {"G"}
    assert {name for _, name, _ in of_groups(text, Choices(level=Level.AD_SET))} == {"C", "D"}


def test_two_columns_that_say_the_same() -> None:
    """Which of them is meant; two of one name are told apart."""
    (twice,) = asked("Day,Amount spent (PLN),Amount spent (PLN)\n2026-11-02,7,8\n")
    assert (twice.meaning, twice.options) == (Meaning.SPEND, ("Amount spent (PLN)", "Amount spent (PLN) (2)"))
    choices = replace(ON_FACEBOOK, columns={Meaning.SPEND: "Amount spent (PLN) (2)"})
    assert reading("Day,Amount spent (PLN),Amount spent (PLN)\n2026-11-02,7,8\n", choices).exact == 8


def test_a_more_exact_header_is_taken_before_another() -> None:
    """A converted or older column beside the one that says its currency is no second one."""
    assert reading("Day,Amount spent,Amount spent (EUR)\n2026-11-02,7,8\n").exact == 8


def test_millionths() -> None:
    """Where whole numbers may be of the currency's unit or of its millionth."""
    text = "Start,Campaign,Spent (PLN)\n2026-11-02,C,7000000\n2026-11-03,C,1\n"
    assert [question.ask for question in asked(text, Choices(), (GROUPS,))] == [Ask.MICROS]
    assert of_groups(text, Choices(micros=True)) == {(date(2026, 11, 2), "C", "linkedin"): 700}
    assert asked(text.replace("000000", ".5"), Choices(), (GROUPS,)) == []


def test_the_period_of_a_table_without_days() -> None:
    """Nor is one taken from above where a column nobody knows may hold the days."""
    assert [one.ask for one in asked("Campaign name,Amount spent (PLN)\nA,7\n")] == [Ask.PERIOD]
    text = "2026-11-02 - 2026-11-08\nWhen,Campaign name,Amount spent (PLN)\n2026-11-02,A,7\n2026-11-03,A,5\n"
    assert [one.ask for one in asked(text)] == [Ask.PERIOD]
    one = reading("Campaign name,Amount spent (PLN)\nA,7\n", replace(ON_FACEBOOK, period=A_WEEK))
    assert (one.spends[0].day, one.spends[0].until) == (date(2026, 11, 2), date(2026, 11, 8))


def test_days_of_which_only_the_first_is_named() -> None:
    """Days that follow one another are days; a single one is the period's first; weeks and months are told by steps."""
    head = "Start,Campaign,Spent (PLN)\n"
    (question,) = asked(head + "2026-11-02,C,7.5\n", Choices(), (GROUPS,))
    assert question.ask is Ask.PERIOD
    whole = reading(head + "2026-11-02,C,7.5\n", Choices(period=A_WEEK), (GROUPS,)).spends
    assert [spend.until for spend in whole] == [date(2026, 11, 8)]
    text = f"2026-10-01 - 2026-11-10\n{head}2026-10-01,C,7.5\n2026-11-01,C,5\n"
    assert [spend.until for spend in reading(text, Choices(), (GROUPS,)).spends] == [
        date(2026, 10, 31),
        date(2026, 11, 10),
    ]


def test_a_kind_s_own_footer() -> None:
    """Declared by a pattern, in a table that names no day as well."""
    one = reading("2026-11-02 - 2026-11-08\nCampaign,Spent (PLN)\nC,7.5\nSummary of all,9\n", Choices(), (GROUPS,))
    assert (one.exact, one.own_total, one.left) == (Decimal("7.5"), Decimal(9), {Left.TOTAL: 1})
