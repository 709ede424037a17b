"""Refunds: a sale with real revenue is given back, on its own day, once, never more than is left, and can be undone."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from storage import audit
from storage.database import Database
from tests.answers import Answer
from tests.bot.conftest import ADA, ANNA, DAY, MAX, Payload, Team, said
from tests.screens import find

SOLD, REFUNDED = "2025-03-05", "2025-04-02"


@pytest.fixture(scope="module", autouse=True)
def goal(team: Team) -> None:
    """What is sold."""
    team.goal("Sale", "10")


def sell(team: Team, campaign: str, user: str = ADA, **more: str) -> Payload:
    """A campaign with one sale of 1,000.00 in March; the modal with its receipt."""
    team.campaign(campaign)
    values = {"goal": "sale", "count": "1", "revenue": "1000", "campaign": campaign.lower(), "date": SOLD, **more}
    view = team.form("/roi-conversion", user=user)
    assert team.client.submit(view, values, user=user).errors == {}
    return team.slack.views[view["id"]]


def refund(team: Team, campaign: str, user: str = ADA, **values: str) -> Answer:
    """The form behind *Refund* in the history, filled in and saved."""
    said_of_it = {"date": REFUNDED, "note": "sent back", **values}
    return team.client.submit(opened(team, campaign, user), said_of_it, user=user)


def opened(team: Team, campaign: str, user: str = ADA) -> Payload:
    """The form behind *Refund* in the history."""
    shown = len(team.slack.opened)
    team.client.press("refund", message=team.ask(f"history {campaign}", user).body, user=user)
    assert len(team.slack.opened) == shown + 1
    return team.slack.opened[-1]


def values_of(answer: Answer, action: str) -> list[str]:
    """What the buttons with this action in an answer hold."""
    elements = [element for block in answer.blocks if block["type"] == "actions" for element in block["elements"]]
    return [str(element["value"]) for element in elements if element.get("action_id") == action]


def take_back(team: Team, campaign: str, nth: int, user: str = ADA) -> Payload:
    """*Undo* of the ``nth`` row that has it in the history; what is said."""
    history = team.ask(f"history {campaign}", user)
    return team.press("undo_listed", history.body or {}, user, values_of(history, "undo_listed")[nth])


def line(team: Team, campaign: str, period: str = "march 2025", user: str = ADA) -> str:
    """The ROI line of a campaign: what is really on the books."""
    answer = team.ask(f"{campaign} {period}", user).text
    return next(line for line in answer.splitlines() if line.startswith("ROI "))


def test_the_oracle(new_team: Team) -> None:
    """A sale of 1,000 on 5 March, cost 400, refunded whole on 2 April: March was 150.00 % and is -100.00 %."""
    new_team.goal("Sale", "10")
    receipt = sell(new_team, "Oracle")
    new_team.cost(f"400 ads linkedin oracle {SOLD}")
    assert line(new_team, "oracle") == "ROI 150.00% · cost $400.00 · return $1,000.00"
    new_team.client.press("refund", view=receipt, user=ADA)
    form = new_team.slack.opened[-1]
    assert new_team.client.submit(form, {"date": REFUNDED, "note": "sent back"}, user=ADA).errors == {}
    assert line(new_team, "oracle") == "ROI -100.00% · cost $400.00 · return $0.00"
    assert "Sale: 1" not in new_team.ask("campaigns march 2025").text
    assert "$1,000.00" not in new_team.ask("oracle april 2025").text
    database = Database(new_team.url)
    with database.reading() as connection:
        assert audit.check(connection).balances
    database.close()


def test_the_form_begins_with_what_is_left(team: Team) -> None:
    """The amount that is left, today, and a reason that must be given."""
    sell(team, "Prefilled")
    form = opened(team, "prefilled")
    assert find(form["blocks"], "amount").element["initial_value"] == "1,000.00"
    assert "1 × Sale" in said(form)
    assert list(team.client.submit(form, {"note": ""}, user=ADA).errors) == ["note"]
    refund(team, "prefilled", amount="400")
    assert find(opened(team, "prefilled")["blocks"], "amount").element["initial_value"] == "600.00"


def test_a_part_leaves_the_count_and_the_rest_takes_it(team: Team) -> None:
    """400 of 1,000 is still one conversion; when the other 600 go, it is none."""
    sell(team, "Parts")
    part = refund(team, "parts", amount="400")
    assert "Left of the sale: $600.00. It still counts as a conversion." in said(part.view)
    assert line(team, "parts").endswith("return $600.00")
    assert "Sale: 1" in team.ask("parts march 2025").text
    rest = refund(team, "parts")
    assert "Nothing is left of the sale" in said(rest.view)
    assert line(team, "parts").endswith("return $0.00")


@pytest.mark.parametrize(
    ("campaign", "field", "value", "told"),
    [
        ("Over", "amount", "1000.01", "Only 1,000.00 USD is left of this sale."),
        ("Zero", "amount", "0", "Write an amount above zero."),
        ("Comma", "amount", "1,000", "“1,000” can be read as 1000 or as 1. Write"),
        ("Early", "date", "2025-03-04", "The sale was on 5 Mar 2025, so the refund can’t be earlier."),
        ("Mute", "note", "", "Please fill this in."),
        ("Invisible", "note", "\u200b", "Please fill this in."),
    ],
)
def test_a_slip_is_refused_under_its_field(team: Team, campaign: str, field: str, value: str, told: str) -> None:
    """And nothing is given back."""
    sell(team, campaign)
    answer = refund(team, campaign, **{field: value})
    assert list(answer.errors) == [field]
    assert told in answer.errors[field]
    assert line(team, campaign).endswith("return $1,000.00")


def test_the_same_form_twice_refunds_once(team: Team) -> None:
    """However often Save is pressed, the money is given back once."""
    sell(team, "Twice")
    form = opened(team, "twice")
    values = {"amount": "300", "date": REFUNDED, "note": "sent back"}
    with ThreadPoolExecutor(4) as pool:
        answers = [one.result() for one in [pool.submit(team.client.submit, form, values, user=ADA) for _ in range(4)]]
    assert {answer.status for answer in answers} == {200}
    assert all("Left of the sale: $700.00." in said(answer.view) for answer in answers)
    assert line(team, "twice").endswith("return $700.00")


def test_two_forms_never_give_back_more_than_there_is(team: Team) -> None:
    """Two people have the form open at once; the second is told what is left."""
    sell(team, "Race")
    first, second = opened(team, "race"), opened(team, "race")
    values = {"amount": "700", "date": REFUNDED, "note": "sent back"}
    assert team.client.submit(first, values, user=ADA).errors == {}
    assert team.client.submit(second, values, user=ADA).errors == {"amount": "Only 300.00 USD is left of this sale."}
    assert line(team, "race").endswith("return $300.00")


def test_a_refund_is_undone_and_put_back(team: Team) -> None:
    """Like any entry, count and all."""
    sell(team, "Undone")
    refund(team, "undone")
    undone = take_back(team, "undone", 0)
    assert undone["text"].startswith("Undone: Refund of $1,000.00 · Sale")
    assert line(team, "undone").endswith("return $1,000.00")
    assert "Sale: 1" in team.ask("undone march 2025").text
    assert team.press("redo", undone)["text"].startswith("Restored: Refund of $1,000.00 · Sale")
    assert line(team, "undone").endswith("return $0.00")


def test_a_sale_that_was_refunded_is_not_taken_back_before_the_refund(team: Team) -> None:
    """Nothing goes below zero: the refund is to be taken back first, then the sale can be."""
    user = team.person()
    sell(team, "Held", user)
    refund(team, "held", user, amount="100")
    told = take_back(team, "held", 1, user)
    assert told["text"] == ("This sale has a refund. Undo the refund first: see /roi history.")
    assert line(team, "held").endswith("return $900.00")
    assert "Refund of $100.00" in team.ask("undo", user).text
    assert team.ask("undo", user).text.startswith("Undone: 1 × Sale")
    assert line(team, "held", "all").endswith("return $0.00")


def test_refunds_are_taken_back_in_turn(team: Team) -> None:
    """The one that took the rest, and the count with it, has to go before the earlier part."""
    sell(team, "Turn")
    refund(team, "turn", amount="400")
    refund(team, "turn")
    assert "A later refund used up the rest of this sale" in take_back(team, "turn", 1)["text"]
    assert line(team, "turn").endswith("return $0.00")
    rest = take_back(team, "turn", 0)
    take_back(team, "turn", 0)
    assert line(team, "turn").endswith("return $1,000.00")
    assert "this refund no longer fits" in team.press("redo", rest)["text"]
    assert line(team, "turn").endswith("return $1,000.00")


def test_the_history_tells_it_as_a_refund(team: Team) -> None:
    """With its own date, its reason and the day of the sale; the sale says how much of it is gone."""
    sell(team, "Told", channel="email")
    refund(team, "told", amount="250")
    text = team.ask("history told").text
    assert "Refund of $250.00 · Sale · return -$250.00 · E-mail · Told · refunded 2 Apr 2025, sold 5 Mar 2025" in text
    assert "sold 5 Mar 2025 · “sent back”\n<@UADA> · " in text
    assert " · refund · counted" in text
    assert " · form · refunded: $250.00" in text
    refund(team, "told")
    assert " · form · refunded in full" in team.ask("history told").text


def test_the_history_offers_it_where_some_is_left(team: Team) -> None:
    """A row of a sale has Refund beside Undo; one refunded whole has not, nor has what is no sale."""
    sell(team, "Listed")
    team.conversions(f"1 sale listed {SOLD}")
    team.cost(f"5 ads listed {SOLD}")
    [sale] = values_of(team.ask("history listed"), "refund")
    assert refund(team, "listed").errors == {}
    assert values_of(team.ask("history listed"), "refund") == []
    told = len(team.slack.responses)
    team.client.press("refund", sale, user=ADA)
    assert "hasn’t been undone or fully refunded" in team.slack.responses[told][1]["text"]


def test_a_member_refunds_ones_own_only(team: Team) -> None:
    """Only who logged the sale, or an admin; and the history offers no button for it."""
    sell(team, "Mines", MAX)
    assert values_of(team.ask("history mines", ANNA), "refund") == []
    [sale] = values_of(team.ask("history mines", MAX), "refund")
    shown = len(team.slack.responses)
    team.client.press("refund", sale, user=ANNA)
    told = team.slack.responses[shown][1]["text"]
    assert told.startswith(
        "Zwrot klientowi z tej sprzedaży może dodać tylko osoba, która ją dodała, albo administrator."
    )
    assert values_of(team.ask("history mines", ADA), "refund") == [sale]


def assert_booked_as_reckoned(receipt: str) -> None:
    """The return and the line that says how it came to be name one amount, also where the rest rounds it."""
    (returned,) = re.findall(r"return (-\$[0-9.]+)", receipt)
    (reckoned,) = re.findall(r"× .*\)(?: =|:) (-\$[0-9.]+)", receipt)
    assert reckoned == returned


def test_it_keeps_the_sales_rate(team: Team) -> None:
    """A sale in francs is given back in francs, at the rate of its own day; thirds add up to the cent."""
    sell(team, "Francs", currency="CHF", revenue="100", date=DAY)
    booked = line(team, "francs", "august 2025").split("return ")[1]
    for amount in ("33.33", "33.33"):
        done = refund(team, "francs", amount=amount, date=DAY)
        assert done.errors == {}
        assert_booked_as_reckoned(said(done.view))
    assert "Refund of 33.33 CHF" in team.ask("history francs").text
    assert "Left of the sale: 33.34 CHF" in said(done.view)
    assert_booked_as_reckoned(said(refund(team, "francs", date=DAY).view))
    assert booked != "$100.00"
    assert line(team, "francs", "august 2025").endswith("return $0.00")


def test_it_speaks_polish(team: Team) -> None:
    """Form, receipt and history, in a marketer's words."""
    sell(team, "Polska", ANNA)
    done = refund(team, "polska", ANNA, amount="400")
    assert done.view
    assert "✓ Dodano: Zwrot klientowi 400,00\u00a0USD" in said(done.view)
    assert "Zostało ze sprzedaży: 600,00\u00a0USD. Nadal liczy się jako konwersja." in said(done.view)
    assert "zwrócono 2 kwi 2025, sprzedano 5 mar 2025" in team.ask("history polska", ANNA).text


def test_a_goal_that_does_not_count_returns_nothing_either_way(team: Team) -> None:
    """Its return is nothing, and so is that of its refund; the count goes with all of it."""
    team.goal("Uncounted", "10", counts="no")
    sell(team, "Quiet", goal="uncounted")
    refund(team, "quiet")
    assert line(team, "quiet").endswith("return $0.00")
