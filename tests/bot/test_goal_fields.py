"""A goal's delay, its typical sale, which is asked for once, and the warning that one sale may count twice."""

from __future__ import annotations

import pytest

from tests.bot.conftest import ADA, ANNA, DAY, MAX, Payload, Team, said
from tests.bot.test_campaigns_judged import chosen
from tests.screens import controls, find

ASKED = "What is a typical {} worth?"


def held(team: Team, name: str, field: str) -> str:
    """What a field of a goal's form opens with."""
    return str(find(team.form("/roi", f"goal {name}")["blocks"], field).element.get("initial_value", ""))


def sold(team: Team, goal: str, revenue: str, user: str = ADA) -> Payload:
    """The receipt of one sale with real revenue."""
    values = {"goal": goal, "count": "1", "revenue": revenue, "date": DAY}
    return team.fill("/roi-conversion", values, user=user).view or {}


def test_delay_and_typical_sale_are_kept_told_and_undone(team: Team) -> None:
    """Before and after stand in the receipt; *Undo* brings back what was."""
    team.goal("Webinar", "50", delay="14", average="6,000.00")
    assert (held(team, "webinar", "delay"), held(team, "webinar", "average")) == ("14", "6,000.00")
    receipt = team.fill("/roi", {"delay": "28", "average": "5000"}, "goal webinar").view or {}
    assert "Days until half of the results have come: 14 → 28" in said(receipt)
    assert "A typical sale: $6,000.00 → $5,000.00" in said(receipt)
    view = next(one for one in team.slack.views.values() if "14 → 28" in said(one))
    assert team.client.press("undo_replacement", view=view, user=ADA).status == 200
    assert (held(team, "webinar", "delay"), held(team, "webinar", "average")) == ("14", "6,000.00")


@pytest.mark.parametrize("command", ["goal seminar", "goal"])
def test_what_is_not_touched_stays(team: Team, command: str) -> None:
    """Neither the filled form nor the empty one, over what is there, takes them away."""
    team.goal("Seminar", "50", delay="14", average="6000")
    view = team.form("/roi", command)
    values = {"name": "Seminar", "basis": "fixed", "value": "71" if command == "goal" else "72"}
    (team.replace if command == "goal" else team.save)(view, values)
    assert (held(team, "seminar", "delay"), held(team, "seminar", "average")) == ("14", "6,000.00")


@pytest.mark.parametrize(
    ("field", "value"),
    [("delay", "-1"), ("delay", "3651"), ("delay", "1.5"), ("delay", "soon"), ("average", "-1"), ("average", "0")],
)
def test_a_senseless_one_is_refused_under_its_field(team: Team, field: str, value: str) -> None:
    """Whole days, 0 to 3,650; an amount above zero."""
    values = {"name": "senseless", "basis": "fixed", "value": "1", field: value}
    assert list(team.client.submit(team.form("/roi", "goal"), values, user=ADA).errors) == [field]


@pytest.mark.parametrize("value", ["0", "3650"])
def test_the_ends_are_taken(team: Team, value: str) -> None:
    """At once, and after ten years."""
    assert "saved" in (team.goal(f"ends {value}", "1", delay=value).view or {})["title"]["text"]


def test_the_first_real_sale_asks_what_is_typical_once(team: Team) -> None:
    """After saving, in words; the button opens the goal's form; the next sale does not ask again."""
    team.goal("Order", "100")
    assert ASKED.format("Order") not in team.conversions(f"1 order {DAY}").text
    receipt = sold(team, "order", "240")
    assert "✓ 1 × Order logged · return $240.00" in said(receipt)
    assert ASKED.format("Order") in said(receipt)
    view = next(one for one in team.slack.views.values() if ASKED.format("Order") in said(one))
    shown = len(team.slack.opened)
    assert team.client.press("edit_goal", view=view, user=ADA).status == 200
    assert len(team.slack.opened) == shown + 1
    assert ASKED.format("Order") not in said(sold(team, "order", "250"))


def test_the_same_form_twice_asks_alike(team: Team) -> None:
    """A double click is answered with the same receipt."""
    team.goal("Clicked", "100")
    view = team.form("/roi-conversion")
    values = {"goal": "clicked", "count": "1", "revenue": "50", "date": DAY}
    first, second = (team.client.submit(view, values, user=ADA) for _ in range(2))
    assert ASKED.format("Clicked") in said(first.view)
    assert said(first.view) == said(second.view)


def test_a_goal_that_has_a_typical_sale_asks_nothing(team: Team) -> None:
    """Nor does one that does not count."""
    team.goal("Known", "100", average="500")
    team.goal("Uncounted", "100", counts="no")
    for goal in ("known", "uncounted"):
        assert "What is a typical" not in said(sold(team, goal, "240"))


@pytest.mark.parametrize(
    ("user", "asked", "whom"),
    [
        (MAX, ASKED, "An admin enters it with /roi goal membered."),
        (ANNA, "Ile jest zwykle warta jedna sprzedaż ({})?", "Administrator podaje to przez /roi cel polski."),
    ],
)
def test_a_member_is_told_whom_to_ask(team: Team, user: str, asked: str, whom: str) -> None:
    """Without a button, which would be refused; in both languages."""
    name = {MAX: "Membered", ANNA: "Polski"}[user]
    team.goal(name, "100")
    receipt = sold(team, name.lower(), "240", user)
    assert asked.format(name) in said(receipt)
    assert whom in said(receipt)
    assert "edit_goal" not in {one.action_id for one in controls(receipt["blocks"])}


def test_a_won_deal_asks_as_well(new_team: Team) -> None:
    """What it books is real revenue."""
    new_team.goal("Sale", "100", stage="customer")
    won = {"name": "Acme", "amount": "500", "stage": "closed-won", "date": DAY}
    assert ASKED.format("Sale") in said(new_team.fill("/roi", won, "deal").view)


def test_a_forged_button_opens_nothing_for_a_member(team: Team) -> None:
    """The form is the admins'."""
    team.goal("Guarded", "5")
    sold(team, "guarded", "240")
    view = next(one for one in team.slack.views.values() if ASKED.format("Guarded") in said(one))
    shown = len(team.slack.opened)
    team.client.press("edit_goal", view=view, user=MAX)
    assert all(view["callback_id"] != "goal" for view in team.slack.opened[shown:])


def test_two_steps_of_one_funnel_are_warned_of(new_team: Team) -> None:
    """Newsletters worth a tenth of 150, and customers of 150: in the receipt, the form, and the campaign's answer."""
    warning = "The same sale may count twice: “Newsletter” is worth a share of later sales, and “Customer”"
    new_team.goal("Newsletter", "150", "history", rate="10")
    receipt = new_team.goal("Customer", "150", stage="customer").view or {}
    assert warning in said(receipt)
    assert warning in said(new_team.form("/roi", "goal newsletter"))
    new_team.campaign("Funnel")
    new_team.cost(f"1000 ads funnel {DAY}")
    new_team.conversions(f"100 newsletter funnel {DAY}")
    assert warning not in new_team.ask("funnel").text
    new_team.conversions(f"10 customer funnel {DAY}")
    answer = new_team.ask("funnel").text
    assert "return $3,000.00" in answer
    assert answer.count(warning) == 1
    assert "Ta sama sprzedaż może liczyć się dwa razy" in new_team.ask("funnel", ANNA).text


def test_what_cannot_count_twice_is_not_warned_of(new_team: Team) -> None:
    """A fixed worth is no share of later sales, and what does not count counts once."""
    new_team.goal("Order", "100")
    new_team.goal("Signup", "150", "history", rate="10", counts="no")
    assert "twice" not in said(new_team.goal("Customer", "150", stage="customer").view)


def test_the_form_is_polish_for_polish_admins(team: Team) -> None:
    """Labels and hints."""
    team.slack.person("UOLA", name="Ola", is_admin=True, locale="pl-PL")
    words = said(team.form("/roi", "cel", "UOLA"))
    assert "Po ilu dniach jest połowa konwersji" in words
    assert "Typowa sprzedaż" in words
    assert chosen(team.form("/roi", "nowa", "UOLA"), "serves_all") == "no"


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("en-US", "0.1% is one in 1,000. If you meant 10%, change it."),
        ("pl-PL", "0,1% to jedna osoba na 1 000. Jeśli chodziło o 10%, zmień to."),
    ],
)
def test_a_small_rate_is_told_in_people(team: Team, locale: str, told: str) -> None:
    """0.1 may have been meant as a share. It is saved as it was typed, and *Change* opens it again."""
    user = team.person(is_admin=True, locale=locale)
    values = {"name": f"Small {locale}", "basis": "average", "rate": "0.1", "value": "500"}
    saved = team.fill("/roi", values, "goal", user)
    assert told in said(saved.view).replace("\u00a0", " ")
    view = next(one for one in team.slack.views.values() if told in said(one).replace("\u00a0", " "))
    shown = len(team.slack.opened)
    assert team.client.press("edit_goal", view=view, user=user).status == 200
    assert len(team.slack.opened) == shown + 1
    usual = team.fill("/roi", {**values, "name": f"Usual {locale}", "rate": "1"}, "goal", user)
    assert "one in" not in said(usual.view)
