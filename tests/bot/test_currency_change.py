"""Another reporting currency: previewed, confirmed by an admin, done once, and there and back to the same books."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from tests.bot.conftest import ADA, MAX, Payload, Team, at_work, said, today
from tests.databases import Copies

FRIDAY = "2025-08-01"
"""One euro was 1.1404 USD and 4.2755 PLN: one dollar 3.74912 PLN."""

DAY_BEFORE = "2025-07-31"
"""One euro was 1.1446 USD and 4.2728 PLN."""


def rate(team: Team, currency: str, value: str, day: str) -> None:
    team.fill("/roi", {"currency": currency, "rate": value, "date": day}, "fx")


def choose(team: Team, currency: str, user: str = ADA, **more: str) -> Payload:
    """Another currency in the settings; what then stands in the form's place: the preview."""
    form = team.form("/roi", "settings", user)
    answer = team.client.submit(form, {"currency": currency, **more}, user=user)
    assert answer.errors == {}
    team.slack.views[form["id"]] = {**form, **(answer.view or {})}
    return team.slack.views[form["id"]]


def press(team: Team, preview: Payload, user: str = ADA) -> str:
    """The preview's button; what then stands in the modal."""
    (button,) = [e for block in preview["blocks"] if block["type"] == "actions" for e in block["elements"]]
    assert team.client.press(button["action_id"], button["value"], view=preview, user=user).status == 200
    return said(team.slack.views[preview["id"]])


def balanced(team: Team) -> None:
    assert team.unbalanced() == []


def line(team: Team, what: str = "all") -> str:
    return next(found for found in team.ask(what).text.splitlines() if "ROI " in found and "cost" in found)


@pytest.fixture
def books(new_team: Team) -> Team:
    """A dollar cost, a euro cost, dollar conversions without and with real revenue."""
    new_team.campaign("Alpha", budget="1000")
    new_team.goal("lead", "100")
    new_team.cost(f"100 ads linkedin alpha {FRIDAY}")
    new_team.cost(f"100 EUR tools linkedin alpha {DAY_BEFORE}")
    new_team.conversions(f"3 lead linkedin alpha {FRIDAY}")
    revenue = {"goal": "lead", "count": "1", "revenue": "200", "currency": "EUR", "campaign": "alpha"}
    new_team.fill("/roi-conversion", {**revenue, "date": FRIDAY})
    return new_team


def test_the_preview_shows_what_would_be(books: Team) -> None:
    """From, to, how many of what and at which rate, and the totals in both; nothing has changed yet."""
    rate(books, "PLN", "0.25", today().isoformat())
    preview = said(choose(books, "PLN"))
    assert "USD → PLN" in preview
    assert "4 entries, each at the exchange rate of its own day." in preview
    assert "1 goal, 1 budget: at 1 USD = 4.0000 PLN" in preview
    assert "(by hand)" in preview
    assert "ROI 146.24% · cost $214.46 · return $528.08" in preview
    assert "cost $214.46" in line(books)


def test_it_is_done_once_and_says_what_was_previewed(books: Team) -> None:
    """Each entry at the rate of its own day; plans at one rate; the figures are the preview's; the books balance."""
    rate(books, "PLN", "0.25", today().isoformat())
    preview, other = choose(books, "PLN"), choose(books, "PLN")
    foretold = next(text for text in said(preview).splitlines() if text.startswith("ROI") and "PLN" in text)
    done = press(books, preview)
    assert foretold in done
    # 100 USD at 3.74912 and 100 EUR at 4.2728; 300 USD at 3.74912 and 200 EUR at 4.2755
    assert "cost PLN\u00a0802.19 · return PLN\u00a01,979.84" in foretold
    assert line(books).endswith("cost PLN\u00a0802.19 · return PLN\u00a01,979.84")
    assert "PLN\u00a04,000.00" in books.ask("alpha all").text
    assert "PLN\u00a0400.00 each" in said(books.form("/roi", "goal")["blocks"])
    assert "Everything is in PLN already." in press(books, other)
    assert line(books).endswith("cost PLN\u00a0802.19 · return PLN\u00a01,979.84")
    balanced(books)


def test_there_and_back_are_the_same_books(books: Team) -> None:
    """A rate typed meanwhile moves nothing that was logged before; undone entries stay undone."""
    rate(books, "PLN", "0.25", today().isoformat())
    books.ask("undo")
    before, form = books.ask("alpha all").text, said(books.form("/roi", "goal")["blocks"])
    press(books, choose(books, "PLN"))
    balanced(books)
    rate(books, "EUR", "9", DAY_BEFORE)
    rate(books, "USD", "3.3", DAY_BEFORE)
    press(books, choose(books, "USD"))
    assert books.ask("alpha all").text == before
    assert said(books.form("/roi", "goal")["blocks"]) == form
    balanced(books)


def test_what_came_before_stands_in_the_settings(books: Team) -> None:
    """Which currency until when, and by whom."""
    rate(books, "PLN", "0.25", today().isoformat())
    press(books, choose(books, "PLN"))
    form = books.form("/roi", "settings")
    assert "Reporting currency: USD until" in said(form["blocks"])
    assert {"type": "user", "user_id": ADA} in form["blocks"][0]["elements"][0]["elements"]


def test_what_has_moved_since_is_shown_anew(books: Team) -> None:
    """A cost logged after the preview: nothing is done, and the new preview says the new sum."""
    rate(books, "PLN", "0.25", today().isoformat())
    preview = choose(books, "PLN")
    books.cost(f"50 ads alpha {FRIDAY}")
    told = press(books, preview)
    assert "Entries or exchange rates have changed since, so nothing was done" in told
    assert "cost $264.46" in told
    assert "cost $264.46" in line(books)


def test_without_a_rate_it_is_refused_with_the_way_out(books: Team) -> None:
    """How many entries, which days; a rate typed the other way round is enough."""
    books.cost("10 ads 1998-05-01")
    refused = said(choose(books, "PLN"))
    assert "This can’t be done yet, and nothing was changed." in refused
    assert "USD → PLN · 1 May 1998: 1 entry" in refused
    assert "Enter with /roi fx what 1 PLN was in USD on these days" in refused
    assert "Change to PLN" not in refused
    rate(books, "PLN", "0.5", "1998-05-01")
    rate(books, "PLN", "0.25", today().isoformat())
    assert "Change to PLN" in said(choose(books, "PLN"))


def test_a_currency_the_bank_does_not_publish_goes_through_the_old_one(books: Team) -> None:
    """1,000 UAH at 0.024 USD, and that at the rate of the day."""
    rate(books, "UAH", "0.024", FRIDAY)
    rate(books, "PLN", "0.25", today().isoformat())
    books.campaign("Abroad")
    books.cost(f"1000 UAH ads abroad {FRIDAY}")
    press(books, choose(books, "PLN"))
    assert "cost PLN\u00a089.98" in line(books, "abroad all")  # 24.00 × 4.2755 / 1.1404
    balanced(books)


def test_only_admins_change_it(books: Team) -> None:
    """A member who sends the button is refused, and nothing is changed."""
    rate(books, "PLN", "0.25", today().isoformat())
    press(books, choose(books, "PLN"), user=MAX)
    assert "cost $214.46" in line(books)


def test_kept_answers_do_not_survive(books: Team) -> None:
    """The same question before and after is answered anew."""
    rate(books, "PLN", "0.25", today().isoformat())
    for text in ("alpha all", "channels all", "campaigns all"):
        books.ask(text)
    press(books, choose(books, "PLN"))
    for text in ("alpha all", "channels all", "campaigns all"):
        assert "PLN\u00a0802.19" in books.ask(text).text
        assert "$" not in books.ask(text).text


def test_other_settings_are_saved_at_once(books: Team) -> None:
    """They do not wait for the button, and the preview says so."""
    preview = choose(books, "PLN", completeness="65")
    assert "Your other settings are saved." in said(preview)
    assert '"65"' in str(books.form("/roi", "settings")["blocks"]).replace("'", '"')


def test_logging_goes_on_in_the_new_currency(books: Team) -> None:
    """What is logged after it is exchanged into it, and undo takes back what stands."""
    rate(books, "PLN", "0.25", today().isoformat())
    press(books, choose(books, "PLN"))
    assert "100.00 USD × 3.74912 (ECB, 1 Aug 2025) = PLN\u00a0374.91" in books.cost(f"100 USD ads alpha {FRIDAY}").text
    for _ in range(5):
        books.ask("undo")
    assert "cost PLN\u00a00.00" in line(books, "alpha all")
    balanced(books)


def test_what_repeats_goes_on_in_its_own_currency(new_team: Team) -> None:
    """49.00 USD a month stay 49.00 USD, each at the rate of its own day."""
    new_team.campaign("Monthly")
    new_team.cost_form("tools", amount="49", campaign="monthly", date="2025-06-02", repeat="monthly")
    press(new_team, choose(new_team, "PLN"))
    new_team.tick(datetime(2025, 8, 2, 12, tzinfo=UTC))
    told = new_team.ask("history monthly").text
    assert told.count("(49.00 USD)") == 3
    # one euro was 1.1755 USD and 4.2493 PLN on 2 July, 1.1404 and 4.2755 on 1 August, which stands on the Saturday
    assert "PLN\u00a0177.13 (49.00 USD)" in told
    assert "PLN\u00a0183.71 (49.00 USD)" in told
    balanced(new_team)


def test_media_is_left_out_across_currencies(new_team: Team) -> None:
    """4,500.00 USD of ads less 2,000.00 USD left out before are 2,500.00 USD still to be left out, in złoty."""
    new_team.campaign("Meta")
    new_team.cost(f"4500 ads facebook meta {FRIDAY}")
    new_team.cost_form("agency", amount="3000", media="2000", campaign="meta", date=FRIDAY)
    press(new_team, choose(new_team, "PLN"))
    receipt = said(new_team.cost_form("agency", amount="20000", media="20000", campaign="meta", date=FRIDAY).body)
    # 16,871.05 - 7,498.25: both at 4.2755 / 1.1404
    assert "only PLN\u00a09,372.80 is logged as ads" in receipt
    balanced(new_team)


def test_pressed_by_two_at_once_it_is_done_once(books: Team) -> None:
    """And what others log in the same moment is in one currency or the other, never lost and never mixed."""
    rate(books, "PLN", "0.25", today().isoformat())
    previews = [choose(books, "PLN") for _ in range(2)]
    with ThreadPoolExecutor(4) as together:
        told = list(together.map(lambda preview: press(books, preview), previews))
    assert sorted("in PLN already" in one for one in told) == [False, True]
    assert said(books.form("/roi", "settings")["blocks"]).count("Reporting currency: USD until") == 1
    balanced(books)


def test_it_is_told_in_polish(copies: Copies) -> None:
    """The preview, the button and the receipt, in Polish."""
    with at_work(copies.url("sqlite")) as team:
        team.slack.person("UOLGA", name="Olga", locale="pl-PL", is_admin=True)
        team.cost(f"100 ads {FRIDAY}")
        view = choose(team, "PLN", "UOLGA")
        told = said(view).replace("\u00a0", " ")
        assert view["title"]["text"] == "Zmienić walutę?"
        assert "1 wpis, po kursie z jego dnia." in told
        assert "Zmień na PLN" in told
        done = press(team, view, "UOLGA").replace("\u00a0", " ")
        assert "374,91" in done
