"""Amounts as the bot prints them, in either language, typed back: the same money wherever a person types one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import Language, Languages
from core.ledger.entries import Cost
from core.ledger.hourly_rates import parse_work
from core.ledger.quick_entry import read_cost
from core.ledger.quick_words import Vocabulary
from core.ledger.splits import parse_weights
from core.money.amounts import written
from core.money.currencies import CURRENCIES, HISTORIC
from core.money.exchange import parse_exchange
from core.money.money import Money, currency_of, decimals, parse_money
from core.plans.own_benchmarks import parse_value
from core.problems import Problem
from core.setup.channels import STARTING
from core.setup.registers import Register
from storage import audit
from storage.database import Database
from tests.bot.conftest import ADA, ANNA, DAY, MAX, Payload, Team, at_work, said
from tests.databases import Copies
from tests.screens import find

LANGUAGES = [Languages().get("en"), Languages().get("pl")]
READERS = st.sampled_from(LANGUAGES)
CODES = st.sampled_from(sorted(CURRENCIES))
PLACES = Register({**dict.fromkeys(STARTING, "channel"), "alpha": "campaign", "beta": "campaign"})


def amounts(least: int = 1) -> st.SearchStrategy[Money]:
    """Of any currency; of few digits and of many."""
    minors = st.integers(least, 5_000) | st.integers(1, 10**10)
    return st.builds(lambda minor, code: Money(minor=minor, currency=code), minors, CODES)


def spellings(language: Language, amount: Money) -> tuple[str, ...]:
    """As answers and receipts print it, and with a common space in the place of the one that does not break."""
    printed = language.money(amount), language.amount(amount)
    return (*printed, *(text.replace("\u00a0", " ") for text in printed))


def line(language: Language, text: str, currency: str) -> Cost:
    kinds = dict.fromkeys(STARTING, "channel")
    known = Vocabulary(kinds=kinds, today=date(2026, 8, 10), currency=currency, comma=language.comma)
    return read_cost(text, known)


# --- print, type, the same ---


@pytest.mark.parametrize("language", LANGUAGES, ids=["en", "pl"])
@pytest.mark.parametrize("code", sorted(CURRENCIES | set(HISTORIC)))
def test_every_sign_that_is_printed_is_known(language: Language, code: str) -> None:
    """The table of signs is what is printed, of every currency, in either language."""
    found = written(language.money(Money(minor=1, currency=code)))
    assert found is not None
    assert currency_of(found.marks, code, "") == code


@given(READERS, amounts(-5_000))
def test_an_amount_in_a_field(language: Language, amount: Money) -> None:
    """Below zero too, where that is allowed."""
    for text in spellings(language, amount):
        assert parse_money(text, amount.currency, zero=True, credit=True, comma=language.comma) == amount


@given(READERS, amounts(), st.sampled_from(["USD", "EUR", "JPY", "KWD"]))
def test_an_amount_in_a_line(language: Language, amount: Money, reporting: str) -> None:
    """Whatever the workspace counts in; a credit keeps its minus, and hours take it as their rate."""
    for text in spellings(language, amount):
        assert line(language, f"{text} ads linkedin", reporting).amount == amount
        assert line(language, f'-{text} ads "returned"', reporting).amount == -amount
        assert line(language, f"1h {text} people", reporting).rate == amount


@given(READERS, amounts())
def test_a_rate_of_a_person(language: Language, amount: Money) -> None:
    """Behind the hours, and as a receipt prints both."""
    for text in spellings(language, amount):
        for work in (f"Anna 12.5 {text}", f"Anna: 12,5 h × {text}"):
            (found,) = parse_work(work, amount.currency, comma=language.comma)
            assert (found.person, found.hours, found.rate) == ("Anna", Decimal("12.5"), amount)


@given(READERS, amounts())
def test_a_weight_and_a_benchmark(language: Language, amount: Money) -> None:
    """Weights of a split are divided like the amounts they are written as."""
    if decimals(amount.currency) != 0:
        for text in spellings(language, amount):
            alpha, beta = parse_weights(f"alpha {text}, beta/linkedin {text}", PLACES, comma=language.comma)
            assert alpha.weight == beta.weight == amount.units
            assert parse_value(text, amount.currency, comma=language.comma) == amount.units


@given(READERS, st.integers(1, 10**9))
def test_an_exchange_rate(language: Language, scaled: int) -> None:
    """With and without the code that stands behind it."""
    rate = Fraction(scaled, 10**6)
    for text in (language.rate(rate), f"{language.rate(rate)} USD"):
        assert Fraction(parse_exchange(text, reporting="USD", comma=language.comma)) == rate


@given(READERS, st.integers(1, 10**9), CODES)
def test_three_digits_behind_one_sign_are_read_as_printed_or_refused(language: Language, whole: int, code: str) -> None:
    """Never as another number than the one the bot prints so."""
    expected = Decimal(whole) / 1000
    try:
        found = parse_money(language.number(expected, 3), code, comma=language.comma).units
    except Problem:
        return
    assert found == expected or decimals(code) == 0


# --- through the front door ---

SPELT = {"en": "$1,250.50", "pl": "1\u00a0250,50\u00a0USD"}
FORMS: dict[str, tuple[str, str, dict[str, str], str]] = {
    "a cost": ("/roi-cost", "", {"category": "ads", "date": DAY}, "amount"),
    "revenue": ("/roi-conversion", "", {"goal": "sale", "count": "1", "date": DAY}, "revenue"),
    "a goal's value": ("/roi", "goal", {"name": "Goal {}", "basis": "fixed"}, "value"),
    "a budget": ("/roi", "new", {"name": "Money {}", "start": DAY, "end": "2025-12-31"}, "budget"),
    "a target": (
        "/roi",
        "target",
        {"campaign": "alpha", "goal": "sale", "count": "5", "start": DAY, "end": "2025-12-31"},
        "cost_per_conversion",
    ),
    "an hour": ("/roi", "rate", {"person": "Anna", "from": DAY}, "rate"),
    "a deal": ("/roi", "deal", {"name": "Deal {}", "stage": "contract-sent", "date": DAY}, "amount"),
    "a company's month": ("/roi", "company 2025-0{}", {}, "revenue"),
    "a benchmark": (
        "/roi",
        "benchmark",
        {"channel": "linkedin", "metric": "CPL", "source": "Acme", "date": DAY, "kind": "competitor"},
        "value",
    ),
}
"""Where an amount is typed -> what opens the form, what else it needs, the field of the amount."""

FOLLOWING = ("a cost", "revenue", "a deal")
"""The forms whose currency is that of the sign typed."""


@pytest.fixture(scope="module")
def team(copies: Copies) -> Iterator[Team]:
    """One goal, two campaigns."""
    with at_work(copies.url("sqlite")) as working:
        working.goal("Sale", "100", stage="customer")
        working.campaign("Alpha")
        working.campaign("Beta")
        yield working


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("place", FORMS)
def test_a_form_takes_an_amount_as_it_is_printed(team: Team, place: str, number: int) -> None:
    """Of either language, and prints the same.

    A sign of another currency is refused, and both are named, where it does not choose the form's currency.
    """
    command, text, values, name = FORMS[place]
    values = {key: value.format(number) for key, value in values.items()}
    view = team.form(command, text.format(number))
    if place not in FOLLOWING:
        wrong = team.client.submit(view, {**values, name: "€1,250.50"}, user=ADA).errors
        assert all(code in wrong[name] for code in ("EUR", "USD")), wrong
    told = team.client.submit(view, {**values, name: "1,250"}, user=ADA).errors
    assert all(reading in told[name] for reading in ("1250", "1.25")), told
    answer = team.client.submit(view, {**values, name: list(SPELT.values())[number - 1]}, user=ADA)
    assert answer.errors == {}
    shown = team.form("/roi", f"new {values['name']}") if place == "a budget" else answer.body
    assert any(amount in str(shown) for amount in ("$1,250.50", "'1,250.50'")), shown


@pytest.mark.parametrize(("user", "expected"), [(MAX, "$1,250.50"), (ANNA, "1\u00a0250,50\u00a0USD")])
def test_a_line_takes_an_amount_as_it_is_printed(team: Team, user: str, expected: str) -> None:
    """As the receipt prints it to the same person."""
    receipt = team.client.command("/roi-cost", f"{expected} ads linkedin alpha {DAY}", user=user).text
    assert receipt.partition(": ")[2].startswith(f"{expected} · ")


def test_every_other_field_of_a_cost(team: Team) -> None:
    """Hours × rate, people's lines, the weights of a split, the media of an invoice, a credit."""
    hours = team.cost_form("people", hours="2", rate="$40.00", date=DAY)
    assert "$80.00 logged · People" in said(hours.body)
    people = team.cost_form("people", people="Anna: 12.5 h × $40.00\nBen 4 55,00 USD", date=DAY)
    assert "$720.00 logged · People" in said(people.body)
    split = {"split": "weights", "weights": "alpha $1,200.00, beta/linkedin 1 200,00 USD"}
    assert "split by fixed weights over Alpha, Beta" in said(
        team.cost_form("tools", amount="$2,400.00", date=DAY, **split).body
    )
    team.cost(f"$4,500.00 ads x beta {DAY}")
    media = team.cost_form("agency", amount="$6,000.00", media="4 500,00 USD", campaign="beta", date=DAY)
    assert "$1,500.00 logged · Agency · $4,500.00 of ad spend left out" in said(media.body)
    assert "-$400.00 logged as a credit · Ads" in said(
        team.cost_form("ads", amount="-$400.00", note="returned", date=DAY).body
    )


def test_a_refund_a_floor_and_a_rate_of_exchange(team: Team) -> None:
    """As they are printed."""
    revenue = {"goal": "sale", "count": "1", "revenue": "$1,250.50", "date": DAY}
    sale = team.form("/roi-conversion")
    team.save(sale, revenue)
    team.client.press("refund", view=team.slack.views[sale["id"]], user=ADA)
    given_back = team.save(team.slack.opened[-1], {"amount": "$1,000.50", "date": DAY, "note": "broken"})
    assert "$250.00" in said(given_back.body)
    team.fill("/roi", {"conversation": "C1", "floor": "1 250,50 USD"}, "alerts")
    assert "1,250.50" in str(team.form("/roi", "alerts"))
    team.fill("/roi", {"currency": "UAH", "rate": "0.0250 USD", "date": DAY}, "fx")
    assert "$25.00 (1,000.00 UAH)" in team.cost(f"1 000 UAH ads {DAY}").text


@pytest.mark.parametrize(("user", "title"), [(MAX, "Logged: "), (ANNA, "Dodano: ")])
@pytest.mark.parametrize("text", ["1,500", "1.500", "1 500", "1\u00a0500"])
def test_a_line_takes_a_count_as_it_is_printed(team: Team, user: str, title: str, text: str) -> None:
    """Of either language: a count is whole, so three digits can only be thousands. Anything else is still refused."""
    printed = "1,500 × Sale" if user == MAX else "1\u00a0500 × Sale"
    receipt = team.client.command("/roi-conversion", f"{text} sale alpha {DAY}", user=user).text
    assert receipt.startswith(f"{title}{printed} · ")
    assert title not in team.client.command("/roi-conversion", f"{text}0 sale alpha {DAY}", user=user).text


@pytest.mark.parametrize(("user", "printed"), [(MAX, "1,500"), (ANNA, "1\u00a0500")])
def test_every_form_takes_a_count_as_it_is_printed(team: Team, user: str, printed: str) -> None:
    """Conversions, a metric, a target: of either language."""
    target = {"campaign": "beta", "goal": "sale", "cost_per_conversion": "5", "start": DAY, "end": "2025-12-31"}
    forms = {
        ("/roi-conversion", ""): {"goal": "sale", "date": DAY},
        ("/roi", "metric"): {"metric": "clicks", "channel": "linkedin", "date": DAY},
        ("/roi", "target beta sale"): target,
    }
    for (command, text), values in forms.items():
        for count in ("1,500", "1 500"):
            assert printed in said(team.fill(command, {**values, "count": count}, text, user).body)


def test_hours_and_percentages_are_read_as_they_are_printed(team: Team) -> None:
    """With a comma or a point, with or without their unit; what is printed is the same."""
    for hours in ("1,5", "1.5", "1.5 h", "1,5 godz."):
        people = team.cost_form("people", hours=hours, rate="40", date=DAY, note=hours)
        assert "$60.00 logged · People" in said(people.body)
    goal = {"basis": "average", "value": "100", "name": "Visit", "stage": "other"}
    for number, share in enumerate(("62,5", "62.5%", "62,50 %", "62,50%")):
        tools = team.cost_form("tools", amount="100", share=share, date=DAY, note=share)
        assert "$62.50 (62.50% of $100.00) logged · Tools" in said(tools.body)
        assert "$62.50 each" in said(team.fill("/roi", {**goal, "rate": share}, "goal visit").body)
        company = team.fill("/roi", {"gross_margin": share, "churn": "2,5%"}, "company 2025-03")
        assert "gross margin 62.50% · churn 2.50%" in said(company.body)
        team.fill("/roi", {"name": f"Margin of {number}", "start": DAY, "margin": share}, "new")
        assert "62.5" in str(team.form("/roi", f"new Margin of {number}"))
    polish = team.fill("/roi", {"gross_margin": "62,50%"}, "company 2025-02", ada_in_polish(team))
    assert "62,50%" in said(polish.body)


def ada_in_polish(team: Team) -> str:
    """An admin who reads Polish."""
    return team.person(locale="pl-PL", is_admin=True)


@pytest.mark.parametrize("printed", ["1,250.50", "1\u00a0250,50"])
def test_a_form_is_filled_in_as_the_bot_prints_and_survives(team: Team, printed: str) -> None:
    """In the reader's own way; saved untouched, nothing is changed."""
    user = ADA if "." in printed else ada_in_polish(team)
    budget = {"name": f"Filled for {user}", "start": DAY, "budget": "1250.5", "margin": "62.5"}
    team.fill("/roi", budget, "new", user)
    view = team.form("/roi", f"new Filled for {user}", user)
    assert find(view["blocks"], "budget").element["initial_value"] == printed
    assert find(view["blocks"], "margin").element["initial_value"] == ("62.5" if user == ADA else "62,5")
    assert "→" not in said(team.save(view, {}, user).body)
    costs = {
        "ads": {"amount": "1250.5"},
        "people": {"people": "Ben 12.5 40.5"},
        "tools": {"amount": "1250.5", "share": "62.5", "split": "weights", "weights": "alpha 60.5, beta 39.5"},
    }
    for category, values in costs.items():
        form = team.form("/roi-cost", user=user)
        team.client.select(form, "category", category, user=user)
        team.save(team.slack.views[form["id"]], {**values, "date": DAY, "note": user}, user)
        fields = _untouched(team, team.slack.views[form["id"]], user)
        if category == "ads":
            assert find(fields, "amount").element["initial_value"] == printed
    form = team.form("/roi-conversion", user=user)
    team.save(form, {"goal": "sale", "count": "1500", "revenue": "1250.5", "date": DAY, "note": user}, user)
    fields = _untouched(team, team.slack.views[form["id"]], user)
    assert find(fields, "count").element["initial_value"] in ("1,500", "1\u00a0500")
    team.fill("/roi", {"currency": "SEK", "rate": "1250.5", "date": DAY}, "fx", ADA)
    rates = team.form("/roi", "fx SEK", user)
    assert find(rates["blocks"], "rate").element["initial_value"] == f"{printed}00"
    assert "→" not in said(team.save(rates, {}, user).body)


def _untouched(team: Team, receipt: Payload, user: str) -> list[Payload]:
    """*Correct*, saved as it opens, says that nothing is changed; the fields of its form."""
    team.client.press("correct", view=receipt, user=user)
    form = team.slack.views[receipt["id"]]
    [told] = team.client.submit(form, {}, user=user).errors.values()
    assert told.startswith(("You haven’t changed anything yet", "Nic nie zmieniono"))
    return list(form["blocks"])


@pytest.mark.parametrize(
    ("polish", "other", "zero"),
    [
        (False, "is in PLN, but an exchange rate here is what one unit is in USD", "Write a number above zero."),
        (True, "to PLN, a kurs mówi, ile jednostka jest warta w USD", "Wpisz liczbę większą od zera."),
    ],
)
def test_a_rate_of_exchange_is_no_amount(team: Team, polish: bool, other: str, zero: str) -> None:
    """What is wrong with one names the reporting currency as that, and asks for a number."""
    user = ada_in_polish(team) if polish else ADA
    view = team.form("/roi", "fx", user)
    for rate, expected in (("4,25 zł", other), ("0", zero), ("-1", zero)):
        told = team.client.submit(view, {"currency": "KWD", "rate": rate}, user=user).errors["rate"]
        assert expected in told


def test_what_is_unclear_says_both_readings_in_either_language(team: Team) -> None:
    """In a line: the number as it would be printed, and the codes a sign may mean; two that differ are refused."""
    for user, whole, fraction, either in ((MAX, "1,250", "1.25", "or"), (ANNA, "1\u00a0250", "1,25", "czy")):
        for text in ("1,250 ads", "€1,250 ads"):
            told = team.client.command("/roi-cost", text, user=user).text
            assert f"{whole} {either} {fraction}?" in told
        told = team.client.command("/roi-cost", "250 kr ads", user=user).text
        assert all(code in told for code in ("DKK", "ISK", "NOK", "SEK"))
        told = team.client.command("/roi-cost", "€250 ads USD", user=user).text
        assert all(code in told for code in ("EUR", "USD"))


@pytest.mark.parametrize(("currency", "amount", "printed"), [("KWD", "12.345", "12.345 KWD"), ("JPY", "¥1,250", "JPY")])
def test_the_decimals_are_those_of_the_forms_currency(team: Team, currency: str, amount: str, printed: str) -> None:
    """Not of the workspace's: 12.345 dinars were refused where it counts in dollars."""
    team.fill("/roi", {"currency": "KWD", "rate": "3.25", "date": DAY}, "fx")
    receipt = team.cost_form("ads", amount=amount, currency=currency, date=DAY)
    assert printed in said(receipt.body)


def test_a_workspace_that_counts_in_yen_takes_cents_of_dollars(copies: Copies) -> None:
    """12.50 USD were refused there, for the yen have no decimals; and $ is the dollar's alone."""
    with at_work(copies.url("sqlite"), ROIBOT_CURRENCY="JPY") as working:
        receipt = working.cost_form("ads", amount="$12.50", currency="USD", date=DAY)
        assert "12.50 USD" in said(receipt.body)
        assert "¥1,250 · Ads" in working.cost(f"¥1,250 ads {DAY}").text


def test_a_workspace_that_counts_in_canadian_dollars_asks_whose_dollars(copies: Copies) -> None:
    """$250 is of either there: the codes are named."""
    with at_work(copies.url("sqlite"), ROIBOT_CURRENCY="CAD") as working:
        told = working.client.command("/roi-cost", "$250 ads", user=MAX).text
        assert "USD or CAD?" in told
        assert "CA$250.00 · Ads" in working.cost(f"$250 CAD ads {DAY}").text
        assert "CA$250.00 · Ads" in working.cost(f"CA$250.00 ads {DAY}").text


def test_the_largest_sale_in_the_smallest_units_is_kept_and_one_unit_more_refused(copies: Copies) -> None:
    """In a currency of four decimals its square would pass the columns: it is refused in words, under the field."""
    with at_work(copies.url("sqlite"), ROIBOT_CURRENCY="CLF") as working:
        working.goal("Sale", "1", stage="customer")
        view = working.form("/roi-conversion")
        sold = {"goal": "sale", "count": "1", "date": DAY}
        for typed in ("10000000000.0001", "1000000000000"):
            refused = working.client.submit(view, {**sold, "revenue": typed}, user=ADA).errors
            assert refused == {"revenue": "That number is too large. Please check it."}
        for typed in ("10000000000", "9999999999.9999"):
            working.fill("/roi-conversion", {**sold, "revenue": typed})
        assert "return CLF 19,999,999,999.9999" in working.ask("all").text.replace("\u00a0", " ")
        with Database(working.url).reading() as connection:
            assert audit.check(connection).balances
