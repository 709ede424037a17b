"""Other currencies: at the European Central Bank's rate of the day, or one typed by hand; kept with the entry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.reference.ecb import Shipped
from core.money.currencies import HISTORIC
from tests.answers import Answer
from tests.bot.conftest import ADA, ANNA, GUEST, MAX, Team, at_work, said
from tests.databases import Copies
from tests.program import environment, run
from tests.screens import state

FRIDAY, SATURDAY, MONDAY = "2025-08-01", "2025-08-02", "2025-08-04"
"""One euro was 1.1404 USD on the Friday and 1.1565 on the Monday."""

HEAD = "Date,USD,JPY,PLN,"


@pytest.fixture(scope="module")
def polish(copies: Copies) -> Iterator[Team]:
    """A team that counts in złoty."""
    with at_work(copies.url("sqlite"), ROIBOT_CURRENCY="PLN") as working:
        yield working


def rate(team: Team, currency: str, value: str, day: str, user: str = ADA) -> Answer:
    """A rate by hand."""
    return team.fill("/roi", {"currency": currency, "rate": value, "date": day}, "fx", user)


def line(team: Team, campaign: str, user: str = ADA) -> str:
    """The ROI line of a campaign over all time."""
    return next(found for found in team.ask(f"{campaign} all", user).text.splitlines() if found.startswith("ROI "))


# --- the rate of the day ---


def test_a_cost_takes_the_published_rate_of_its_day(team: Team) -> None:
    """The receipt says the amount, the rate, whose it is and of which day, and what comes of it."""
    text = team.cost(f"100 EUR ads linkedin {FRIDAY}").text
    assert "$114.04 (100.00 EUR) · Ads · LinkedIn" in text
    assert "100.00 EUR × 1.1404 (ECB, 1 Aug 2025) = $114.04" in text


def test_a_weekend_takes_fridays(team: Team) -> None:
    """From the file that ships with the bot; Monday has its own."""
    assert "100.00 EUR × 1.1404 (ECB, 1 Aug 2025) = $114.04" in team.cost(f"100 EUR ads {SATURDAY}").text
    assert "(ECB, 4 Aug 2025)" in team.cost(f"100 EUR ads {MONDAY}").text


def test_a_holiday_takes_the_day_before(team: Team) -> None:
    """1 May 2025, a Thursday without rates: Wednesday's stand; on Friday there are new ones."""
    assert "100.00 EUR × 1.1373 (ECB, 30 Apr 2025) = $113.73" in team.cost("100 EUR ads 2025-05-01").text
    assert "(ECB, 2 May 2025)" in team.cost("100 EUR ads 2025-05-02").text


def test_a_rate_by_hand_wins_on_a_holiday_too(team: Team) -> None:
    """It is of that very day, and stands no longer than until the next that has one."""
    rate(team, "DKK", "0.2", "2025-05-01")
    assert "(by hand, 1 May 2025)" in team.cost("100 DKK ads 2025-05-01").text
    assert "(ECB, 2 May 2025)" in team.cost("100 DKK ads 2025-05-02").text


def test_the_receipt_in_polish(team: Team) -> None:
    """With Polish formats and the bank's Polish name."""
    answer = team.client.command("/roi-cost", f"100 EUR reklamy {FRIDAY}", user=ANNA)
    assert "100,00 EUR × 1,1404 (EBC, 1 sie 2025) = 114,04 USD" in answer.text.replace("\xa0", " ").replace("$", "USD")


def test_a_currency_across_the_euro(polish: Team) -> None:
    """Both of the same day, divided as fractions: 4.2755 / 1.1404."""
    assert "1 000,00" not in polish.cost(f"1000 USD ads {FRIDAY}").text
    assert (
        "1,000.00 USD × 3.74912 (ECB, 1 Aug 2025) = PLN\u00a03,749.12" in polish.cost(f"1000 USD tools {FRIDAY}").text
    )


def test_people_are_exchanged_too(team: Team) -> None:
    """Hours times a rate in euro, then the exchange, all amounts in euro written alike."""
    text = team.cost(f"10h 50 EUR people {FRIDAY}").text
    assert "10 h × 50.00 EUR = 500.00 EUR" in text
    assert "500.00 EUR × 1.1404 (ECB, 1 Aug 2025) = $570.20" in text


def test_the_share_comes_before_the_rate(team: Team) -> None:
    """40 % of 100.00 EUR are 40.00 EUR are 45.62 USD, spread over the days that are asked for."""
    team.campaign("Shared abroad")
    values = {"amount": "100", "currency": "EUR", "date": FRIDAY, "until": "2025-08-10", "share": "40"}
    receipt = said(team.cost_form("tools", campaign="shared-abroad", **values).view)
    assert "$45.62 (40.00% of 100.00 EUR) logged · Tools" in receipt
    assert "40.00 EUR × 1.1404 (ECB, 1 Aug 2025) = $45.62" in receipt
    assert "cost $45.62" in line(team, "shared-abroad")
    assert "cost $22.81" in team.ask("shared-abroad 2025-08-01..2025-08-05").text


def test_revenue_in_another_currency(team: Team) -> None:
    """It is what the conversions brought in, at the rate of their day."""
    team.goal("sale abroad", "10")
    team.campaign("Abroad")
    team.cost(f"100 USD ads abroad {FRIDAY}")
    values = {"goal": "sale-abroad", "count": "3", "revenue": "200", "currency": "EUR", "campaign": "abroad"}
    receipt = said(team.fill("/roi-conversion", {**values, "date": FRIDAY}).view)
    assert "Real revenue: 200.00 EUR." in receipt
    assert "200.00 EUR × 1.1404 (ECB, 1 Aug 2025) = $228.08" in receipt
    assert line(team, "abroad") == "ROI 128.08% · cost $100.00 · return $228.08"


def test_history_undo_and_redo_keep_the_rate(team: Team) -> None:
    """A rate typed later moves nothing that is logged, nor what is put back."""
    team.campaign("Kept")
    receipt = team.cost(f"100 CHF ads kept {FRIDAY}")
    before = line(team, "kept")
    rate(team, "CHF", "9.9", FRIDAY)
    assert line(team, "kept") == before
    taken = team.press("undo", receipt.body or {})
    assert "cost $0.00" in line(team, "kept")
    assert "(100.00 CHF)" in team.press("redo", taken)["text"]
    assert line(team, "kept") == before
    assert "(100.00 CHF)" in team.ask("history kept").text
    done = run("check", env=environment(team.slack, team.url))
    assert (done.returncode, done.stderr) == (0, "")


# --- rates by hand ---


def test_each_entry_at_the_rate_of_its_own_day(polish: Team) -> None:
    """300.00 USD at 4.0000 and 100.00 USD at 4.2000 are 1,620.00 PLN, not 1,640.00 (D-22)."""
    polish.campaign("Two rates")
    assert "1 USD = 4.0000 PLN · 5 Aug 2025" in said(rate(polish, "USD", "4.0000", "2025-08-05").view)
    rate(polish, "USD", "4.2000", "2025-08-06")
    first = polish.cost("300 USD ads two-rates 2025-08-05").text
    assert "300.00 USD × 4.0000 (by hand, 5 Aug 2025) = PLN\u00a01,200.00" in first
    polish.cost("100 USD ads two-rates 2025-08-06")
    assert "cost PLN\u00a01,620.00" in line(polish, "two-rates")


def test_roi_in_the_reporting_currency(polish: Team) -> None:
    """Cost 1,000 USD at 4.00, revenue 1,500 USD at 3.80: 42.50 % in złoty, though 50 % in dollars (D-22)."""
    polish.goal("deal abroad", "10")
    polish.campaign("Oracle")
    rate(polish, "USD", "4.00", "2025-09-02")
    rate(polish, "USD", "3.80", "2025-09-03")
    polish.cost("1000 USD ads oracle 2025-09-02")
    values = {"goal": "deal-abroad", "count": "1", "revenue": "1500", "currency": "USD", "campaign": "oracle"}
    polish.fill("/roi-conversion", {**values, "date": "2025-09-03"})
    assert line(polish, "oracle") == "ROI 42.50% · cost PLN\u00a04,000.00 · return PLN\u00a05,700.00"


def test_a_rate_by_hand_stands_until_the_next_day_that_has_one(team: Team) -> None:
    """It goes before the published one on its day, stands over the weekend, and no longer."""
    rate(team, "GBP", "1.5", "2025-08-08")
    assert "× 1.5000 (by hand, 8 Aug 2025)" in team.cost("10 GBP ads 2025-08-08").text
    assert "× 1.5000 (by hand, 8 Aug 2025)" in team.cost("10 GBP ads 2025-08-10").text
    assert "(ECB, 11 Aug 2025)" in team.cost("10 GBP ads 2025-08-11").text
    assert "(ECB, 7 Aug 2025)" in team.cost("10 GBP ads 2025-08-07").text


def test_the_later_of_two_for_one_day_counts(team: Team) -> None:
    """A slip is put right by typing it again; both are listed."""
    rate(team, "SEK", "1.05", FRIDAY)
    team.replace(team.form("/roi", "fx"), {"currency": "SEK", "rate": "0.105", "date": FRIDAY})
    assert "100.00 SEK × 0.1050 (by hand, 1 Aug 2025) = $10.50" in team.cost(f"100 SEK ads {FRIDAY}").text
    listed = said(team.form("/roi", "fx")["blocks"])
    assert "1 SEK = 0.1050 USD · 1 Aug 2025\n1 SEK = 1.0500 USD · 1 Aug 2025" in listed


def test_a_currency_without_a_rate_is_refused_until_one_is_typed(team: Team) -> None:
    """The sentence names the way out, and the way out is one."""
    refused = team.client.command("/roi-cost", f"1000 UAH ads {FRIDAY}", user=MAX).text
    assert refused.splitlines()[0] == (
        "Not saved: There is no exchange rate from UAH to USD for 1 Aug 2025. Enter the amount in USD, or ask "
        "an admin to add one with /roi fx."
    )
    rate(team, "UAH", "0.024", FRIDAY)
    assert "1,000.00 UAH × 0.0240 (by hand, 1 Aug 2025) = $24.00" in team.cost(f"1000 UAH ads {FRIDAY}", MAX).text
    assert "There is no exchange rate" in team.client.command("/roi-cost", "1000 UAH ads 2025-08-16", user=MAX).text


def test_the_refusal_says_what_to_do_in_polish(team: Team) -> None:
    """For a currency nobody publishes, and for a day before the first rate; nothing is saved."""
    refused = team.client.command("/roi-cost", f"1000 XAF reklamy {FRIDAY}", user=ANNA).text.replace("\u00a0", " ")
    assert refused.startswith("Nie zapisano. Nie znam kursu")
    assert "XAF" in refused
    assert "/roi kurs" in refused or "/roi fx" in refused
    told = team.client.command("/roi-cost", "100 EUR ads 1998-12-31", user=MAX).text
    assert told.startswith(
        "Not saved: There is no exchange rate from EUR to USD for 31 Dec 1998. Enter the amount in USD"
    )


def test_rates_are_the_admins(team: Team) -> None:
    """A member sees no form, and a form from a member's hand is refused."""
    for word in ("fx", "kurs"):
        assert team.ask(word, MAX).text.startswith("Only admins of the workspace can do this.")
    assert team.ask("fx", GUEST).text.startswith("Guests can’t")
    values = {"currency": "NOK", "rate": "5", "date": FRIDAY}
    refused = team.client.submit(team.form("/roi", "kurs"), values, user=MAX)
    assert "Only admins" in " ".join(refused.errors.values())
    assert "(ECB, 1 Aug 2025)" in team.cost(f"100 NOK ads {FRIDAY}").text


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"rate": "0"}, "rate"),
        ({"rate": "-1"}, "rate"),
        ({"rate": "four"}, "rate"),
        ({"rate": "4,200"}, "rate"),
        ({"rate": ""}, "rate"),
        ({"rate": "1", "currency": "USD"}, "currency"),
        ({"rate": "1", "currency": "EURO"}, "currency"),
        ({"rate": "1", "date": "2999-01-01"}, "date"),
    ],
)
def test_a_rate_that_makes_no_sense_is_refused_under_its_field(team: Team, values: dict[str, str], field: str) -> None:
    """And nothing is kept."""
    before = said(team.form("/roi", "fx")["blocks"])
    assert list(team.client.submit(team.form("/roi", "fx"), values, user=ADA).errors) == [field]
    assert said(team.form("/roi", "fx")["blocks"]) == before


def test_the_form_offers_the_euro_and_today(polish: Team) -> None:
    """Only the rate is left to type."""
    filled = state(polish.form("/roi", "fx")["blocks"], {})["values"]
    assert filled["currency"]["currency"]["selected_option"]["value"] == "EUR"
    assert filled["date"]["date"]["selected_date"]


# --- where only the reporting currency is taken ---


def test_what_is_planned_stays_in_the_reporting_currency(team: Team) -> None:
    """Goals, budgets and targets say so under the field."""
    team.goal("plan goal", "10")
    team.campaign("Planned")
    target = {"campaign": "planned", "goal": "plan-goal", "count": "5", "cost_per_conversion": "2", "end": "2027-01-01"}
    forms = {
        "goal": {"name": "Planned two", "basis": "fixed", "value": "5"},
        "new": {"name": "Planned three", "budget": "5"},
        "target": target,
    }
    for word, values in forms.items():
        errors = team.client.submit(team.form("/roi", word), {**values, "currency": "EUR"}, user=ADA).errors
        assert errors == {"currency": "This is kept in your reporting currency. Enter it in USD."}, word


def test_a_tiny_amount_in_a_tiny_currency(team: Team) -> None:
    """Nothing of it is left in cents; it is kept all the same, whole or spread."""
    assert "1.00 IDR × " in team.cost(f"1 IDR tools {FRIDAY}").text
    receipt = team.cost_form("tools", amount="1", currency="IDR", date=FRIDAY, until="2025-08-10")
    assert "$0.00 (1.00 IDR)" in said(receipt.view)


# --- newer rates from a file ---


@pytest.mark.parametrize("name", ["rates.csv", "eurofxref-hist.zip"])
def test_newer_rates_are_taken_from_the_banks_file(new_team: Team, tmp_path: Path, name: str) -> None:
    """Without a restart; what the bot came with stays as it is, and the file may be taken again."""
    env = environment(new_team.slack, new_team.url)
    newer = Shipped().last + timedelta(days=60)
    path = _file(tmp_path / name, f"{HEAD}\n{newer},1.2500,150,4,\n{FRIDAY},9,9,9,\n")
    assert "There is no exchange rate" in new_team.client.command("/roi-cost", f"100 EUR ads {newer}", user=ADA).text
    for _ in range(2):
        done = run("rates", str(path), env=env)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.strip() == f"Exchange rates up to {newer} (days taken in: 1)."
    day = f"{newer.day} {newer:%b %Y}"
    next_day = newer + timedelta(days=1)
    assert f"100.00 EUR × 1.2500 (ECB, {day}) = $125.00" in new_team.cost(f"100 EUR ads {next_day}").text
    assert f"300.00 PLN × 0.3125 (ECB, {day}) = $93.75" in new_team.cost(f"300 PLN ads {newer}").text
    assert "× 1.1404 (ECB" in new_team.cost(f"100 EUR ads {FRIDAY}").text


@pytest.mark.parametrize(
    "content", ["", "Day,USD\n2099-02-05,1\n", HEAD, f"{HEAD}\n2099-02-05,one,1,1,", f"{HEAD}\nsoon,1,"]
)
@pytest.mark.parametrize("name", ["rates.csv", "rates.zip"])
def test_another_file_is_refused_in_one_line(team: Team, tmp_path: Path, name: str, content: str) -> None:
    """It names the file and what it should be; a broken archive too."""
    path = tmp_path / name
    path.write_text(content, "utf-8")
    done = run("rates", str(path), env=environment(team.slack, team.url))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"{path} cannot be used: it is not the European Central Bank's file" in done.stderr


def test_a_file_that_is_not_there_is_named(team: Team, tmp_path: Path) -> None:
    """One line on standard error."""
    done = run("rates", str(tmp_path / "none.csv"), env=environment(team.slack, team.url))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "none.csv cannot be used" in done.stderr


def _file(path: Path, text: str) -> Path:
    if path.suffix == ".zip":
        with ZipFile(path, "w") as archive:
            archive.writestr("eurofxref-hist.csv", text)
    else:
        path.write_text(text, "utf-8")
    return path


# --- currencies that have ended ---


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("100 BGN ads 2025-12-15", "100.00 BGN × "),
        ("100 bgn ads 2025-12-31", "31 Dec 2025"),
        ("700 HRK ads 2022-12-31", "30 Dec 2022"),
        ("100 LTL ads 2014-12-31", "100.00 LTL × "),
        ("100 SIT ads 2006-12-30", "29 Dec 2006"),
        ("1000000 TRL ads 2004-12-31", "1,000,000 TRL × "),
    ],
)
def test_a_currency_within_its_own_time(team: Team, line: str, told: str) -> None:
    """At the rate of that day, or the last published before it."""
    answer = team.cost(line)
    assert told in answer.text
    assert "(ECB, " in answer.text


@pytest.mark.parametrize(("code", "last"), [("BGN", "31 Dec 2025"), ("HRK", "31 Dec 2022"), ("ROL", "30 Jun 2005")])
def test_a_currency_after_its_time_is_refused(team: Team, code: str, last: str) -> None:
    """A day later there is no such money, whatever rate still stands; nobody may type one either."""
    day = (HISTORIC[code] + timedelta(days=1)).isoformat()
    english = team.client.command("/roi-cost", f"100 {code} ads {day}").text
    assert f"{code} ended with {last}: write the amount in the currency of its date" in english
    assert f"{code} istniała do " in team.client.command("/roi-cost", f"100 {code} ads {day}", user=ANNA).text
    answer = team.client.submit(team.form("/roi", "fx"), {"currency": code, "rate": "2", "date": day}, user=ADA)
    assert answer.errors["currency"].startswith(f"{code} ended with {last}")


def test_a_currency_is_offered_for_dates_within_its_time(team: Team) -> None:
    """In the form of rates as in those of amounts; by its code on any day; never as what a goal is worth."""

    def offered(form: tuple[str, str], day: str, text: str) -> set[str]:
        view = team.form(*form)
        values = {"date": day} if day else {}
        return {option["value"] for option in team.client.suggest("currency", text, view=view, values=values).options}

    for form in (("/roi", "fx"), ("/roi-cost", "")):
        assert {"BGN", "HRK"} <= offered(form, "2022-12-31", "")
        assert {"BGN", "HRK"} & offered(form, "2023-01-01", "") == {"BGN"}
        assert not {"BGN", "HRK"} & offered(form, "2026-01-01", "")
        assert offered(form, "2026-01-01", "hrk") == {"HRK"}
    assert offered(("/roi", "goal"), "", "hrk") == set()


def test_a_rate_by_hand_of_a_currency_within_its_time(team: Team) -> None:
    """Admins type it as for any other, and it counts for its days."""
    team.fill("/roi", {"currency": "HRK", "rate": "0.5", "date": "2021-03-01"}, "fx")
    assert "100.00 HRK × 0.5000 (by hand, 1 Mar 2021) = $50.00" in team.cost("100 HRK ads 2021-03-01").text


def test_a_campaign_named_like_a_currency_that_has_ended(team: Team) -> None:
    """A team's own name comes first."""
    team.campaign("Mtl", start="2024-01-01")
    team.cost("100 ads mtl 2024-01-02")
    assert "cost $100.00" in team.ask("mtl 2024-01").text
