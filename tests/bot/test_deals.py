"""`/roi deal`: a sale not made yet is expected beside what is booked, and booked once it is won, never both."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from core.money.money import Money
from core.sales.deals import Deal
from storage import deals
from storage.database import Database
from tests.answers import Answer
from tests.bot.conftest import ADA, ANNA, DAY, GUEST, MAX, Payload, Team, at_work, said, today
from tests.databases import Copies, add_workspace
from tests.screens import controls, find
from tests.storage.facts import act

F1 = (
    ("Acme", "10000", "appointment-scheduled"),
    ("Bolt", "8000", "qualified-to-buy"),
    ("Cog", "5000", "presentation-scheduled"),
    ("Dynamo", "4000", "decision-maker-bought-in"),
    ("Eon", "6000", "contract-sent"),
    ("Won", "24000", "closed-won"),
    ("Lost", "9000", "closed-lost"),
)
"""The deals of the reference campaign F1 (docs/domain.md#pipeline-roi)."""


def deal(team: Team, name: str, amount: str, stage: str, user: str = ADA, **more: Any) -> Answer:
    """A step by the form, on `DAY` unless said otherwise."""
    values = {"name": name, "amount": amount, "stage": stage, "date": DAY, **more}
    return team.fill("/roi", values, "deal", user)


def refused(team: Team, user: str = ADA, **values: Any) -> dict[str, str]:
    """What the form says is wrong."""
    good = {"name": "Wrong", "amount": "10", "stage": "contract-sent", "date": DAY}
    return team.client.submit(team.form("/roi", "deal", user), {**good, **values}, user=user).errors


def lines(answer: Answer) -> list[str]:
    return answer.text.splitlines()


@pytest.fixture(scope="module")
def books(copies: Copies) -> Iterator[Team]:
    """F1: 5,600.00 of costs, 24,000.00 won, and five deals open in one campaign; one more in none."""
    with at_work(copies.url("sqlite")) as team:
        team.goal("Sale", "6000", stage="customer")
        team.campaign("Alpha")
        team.cost(f"5600 ads linkedin alpha {DAY}")
        for name, amount, stage in F1:
            deal(team, name, amount, stage, campaign="alpha", channel="linkedin")
        deal(team, "Elsewhere", "100", "contract-sent")
        yield team


@pytest.fixture(scope="module")
def sales(team: Team) -> Team:
    """A team with the one goal that a sale is booked under."""
    team.goal("Purchase", "100", stage="customer")
    return team


# --- booked and expected ---

BLOCK = """Booked and expected
Booked return: $24,000.00
Expected from 5 open deals on 31 Aug 2025: $16,800.00 ± $6,569.63
Pipeline ROI 628.57%: booked plus expected return, over the same cost. Plain ROI counts booked return only.
Eon · $6,000.00 · Contract sent, 90% · LinkedIn · 4 Aug 2025
"""


def test_a_campaign_shows_both_side_by_side(books: Team) -> None:
    """F1: the ROI line has only what is booked; the block has the expected, its deviation and the pipeline ROI."""
    answer = books.ask("alpha 2025-08")
    assert "ROI 328.57% · cost $5,600.00 · return $24,000.00" in lines(answer)
    assert BLOCK in answer.text
    assert "917.86" not in answer.text
    assert set(BLOCK.splitlines()) <= set(books.read("alpha 2025-08").splitlines())


def test_overview_and_channels_show_the_total(books: Team) -> None:
    """Deals of no campaign too; the deals themselves are not listed there, and campaigns and content have no block."""
    told = "Expected from 6 open deals on 31 Aug 2025: $16,890.00 ± $6,569.70"
    for question in ("2025-08", "channels 2025-08"):
        assert told in lines(books.ask(question))
        assert "ipeline ROI" not in books.ask(question).text
        assert "Eon ·" not in books.ask(question).text
    for question in ("campaigns 2025-08", "content 2025-08"):
        assert "Booked and expected" not in books.ask(question).text


def test_they_are_those_of_the_periods_last_day(books: Team) -> None:
    """Before the first step nothing is expected; in a period without money what is open still stands."""
    assert "Booked and expected" not in books.ask("alpha 2025-07").text
    assert "Expected from 5 open deals on 30 Sep 2025: $16,800.00" in books.ask("alpha 2025-09").text
    for question in ("2025-09", "channels 2025-09"):
        assert "Expected from 6 open deals on 30 Sep 2025" in books.ask(question).text
    assert "Pipeline ROI" not in books.ask("alpha 2025-09").text


def test_a_weeks_cost_is_not_set_against_a_years_deals(new_team: Team) -> None:
    """100,000 at 90%, opened in February: no pipeline ROI in a week of June that cost 100 (J-10)."""
    team = new_team
    team.goal("Sale", "6000", stage="customer")
    team.campaign("Alpha", start="2025-01-01")
    team.cost("50000 ads linkedin alpha 2025-02-03")
    team.cost("100 ads linkedin alpha 2025-06-03")
    deal(team, "Acme", "100000", "contract-sent", campaign="alpha", date="2025-02-10")
    for question in ("alpha 2025-06-02 to 2025-06-08", "alpha 2025-02-11 to 2025-06-30"):
        answer = team.ask(question).text
        assert "Expected from 1 open deal on " in answer
        assert "$90,000.00" in answer
        assert "ipeline ROI" not in answer
    deal(team, "Acme", "90000", "contract-sent", campaign="alpha", date="2025-06-05")
    assert "ipeline ROI" not in team.ask("alpha 2025-06-02 to 2025-06-08").text
    for question in ("alpha", "alpha 2025-02 to 2025-06", "alpha all"):
        assert "Pipeline ROI " in team.ask(question).text


def test_they_are_told_in_polish(books: Team) -> None:
    """In the reader's words and formats; the stages too."""
    answer = books.ask("alpha 2025-08", ANNA).text
    assert "Zwrot zapisany i oczekiwany\nZapisany zwrot: 24\u00a0000,00\u00a0USD\n" in answer
    assert (
        "Oczekiwany zwrot z 5 otwartych szans, stan na 31 sie 2025: 16\u00a0800,00\u00a0USD (± 6\u00a0569,63" in answer
    )
    assert "ROI z lejka 628,57%: " in answer
    assert "Eon · 6\u00a0000,00\u00a0USD · Umowa wysłana, 90% · " in answer
    view = books.form("/roi", "szansa", ANNA)
    assert view["title"]["text"] == "Szansa"
    assert "Umówione spotkanie · 20%" in said(view)


def test_comparisons_know_nothing_of_them(books: Team) -> None:
    """What is expected is never in a comparison."""
    assert "xpected" not in books.ask("compare alpha 2025-08 2025-09").text


def test_where_leads_count_it_is_weighed_and_not_added(copies: Copies) -> None:
    """One funnel, one stage: said in words, without a pipeline ROI; a sale is logged under a chosen goal only."""
    with at_work(copies.url("sqlite")) as team:
        team.goal("Lead", "50", stage="lead")
        team.goal("Buyer", "500", stage="customer", counts="no")
        team.campaign("Leads")
        team.cost(f"100 ads leads {DAY}")
        team.conversions(f"3 lead leads {DAY}")
        deal(team, "Acme", "1000", "contract-sent", campaign="leads")
        answer = team.ask("leads 2025-08").text
        assert "Expected from 1 open deal on 31 Aug 2025: $900.00 ± $300.00" in answer
        assert "expected return is left out: the same sales would count twice" in answer
        assert "Pipeline ROI" not in answer
        assert "Acme · $1,000.00 · Contract sent, 90%" in answer
        assert "Leads count towards return here" in refused(team, stage="closed-won")["goal"]
        assert "counts leads" in refused(team, stage="closed-won", goal="lead")["goal"]
        won = deal(team, "Acme", "1000", "closed-won", campaign="leads", goal="buyer").view
        assert "Logged for the goal Buyer, which doesn’t count towards return." in said(won)
        assert "ROI 50.00% · cost $100.00 · return $150.00" in lines(team.ask("leads 2025-08"))


# --- the form ---


def test_the_open_deals_are_listed_and_changed(sales: Team) -> None:
    """*Change* opens the form filled in; saved, the deal has moved, and a closed one is listed no more."""
    sales.campaign("Changed")
    deal(sales, "Listed deal", "700", "qualified-to-buy", campaign="changed", channel="x")
    view = sales.form("/roi", "deal", MAX)
    assert "Listed deal · $700.00 · Qualified to buy, 40% · X · Changed · 4 Aug 2025" in said(view)
    sales.client.press("change_deal", "listed-deal", view=view, user=MAX)
    form = sales.slack.opened[-1]
    receipt = sales.client.submit(form, {"stage": "closed-lost"}, user=MAX).view
    assert "✓ Deal moved: Listed deal · $700.00 · Closed lost · X · Changed" in said(receipt)
    assert "Before: Qualified to buy, 40%." in said(receipt)
    assert "It adds no expected return any more." in said(receipt)
    assert "Listed deal" not in said(sales.form("/roi", "deal"))


@pytest.mark.parametrize(
    ("reader", "nothing", "before"),
    [
        (MAX, "You haven’t changed anything yet", "Before: {} · $700.00 · Qualified to buy, 40% · 4 Aug 2025"),
        (
            ANNA,
            "Nic nie zmieniono",
            "Poprzednio: {} · 700,00\u00a0USD · Zakwalifikowana do zakupu, 40% · 4 sie 2025",
        ),
    ],
)
def test_a_deal_that_is_not_changed_is_not_saved(sales: Team, reader: str, nothing: str, before: str) -> None:
    """Untouched it says so, as *Correct* does; of another day alone the receipt names the one before."""
    name = f"Still {reader}"
    deal(sales, name, "700", "qualified-to-buy")
    view = sales.form("/roi", "deal", reader)
    sales.client.press("change_deal", name.casefold().replace(" ", "-"), view=view, user=reader)
    form = sales.slack.opened[-1]
    [told] = sales.client.submit(form, {}, user=reader).errors.values()
    assert told.startswith(nothing)
    assert before.format(name) in said(sales.save(form, {"date": "2025-08-11"}, reader).view)


@pytest.mark.parametrize(("word", "reader"), [("deal", MAX), ("szansa", ANNA)])
def test_the_name_behind_the_command_stands_in_the_form(sales: Team, word: str, reader: str) -> None:
    """Of a deal that is there, with what stands of it."""
    fresh = sales.form("/roi", f"{word} Polaris pharma store", reader)
    assert find(fresh["blocks"], "name").element["initial_value"] == "Polaris pharma store"
    deal(sales, f"Known {word}", "700", "qualified-to-buy")
    known = sales.form("/roi", f"{word} known {word}", reader)
    assert find(known["blocks"], "name").element["initial_value"] == f"Known {word}"
    assert find(known["blocks"], "stage").element["initial_option"]["value"] == "qualified-to-buy"


def test_the_receipt_says_what_is_expected(sales: Team) -> None:
    """And opens the next form."""
    view = sales.form("/roi", "deal")
    values = {"name": "Received", "amount": "1000", "stage": "presentation-scheduled", "date": DAY}
    receipt = sales.client.submit(view, values, user=ADA).view
    assert "✓ Deal added: Received · $1,000.00 · Presentation scheduled, 60% · 4 Aug 2025" in said(receipt)
    assert "Expected return: $600.00, not counted in the return so far." in said(receipt)
    sales.client.press("log_deal", view=sales.slack.views[view["id"]], user=ADA)
    assert sales.slack.opened[-1]["callback_id"] == "deal"


def test_the_same_form_moves_once(sales: Team) -> None:
    """Sent twice it books once; changed in between, the receipt says what stands."""
    sales.campaign("Once")
    view = sales.form("/roi", "deal")
    values = {"name": "Once", "amount": "50", "stage": "closed-won", "campaign": "once", "date": DAY}
    sales.client.submit(view, values)
    again = sales.client.submit(view, {**values, "amount": "60"}).view
    assert "without your later changes" in said(again)
    assert "return $50.00" in sales.ask("once all").text


def test_another_currency_keeps_the_rate_of_its_day(sales: Team) -> None:
    """Shown in both, expected and booked in the reporting one."""
    sales.campaign("Euro")
    sales.fill("/roi", {"currency": "EUR", "rate": "1.1", "date": DAY}, "fx")
    more = {"campaign": "euro", "currency": "EUR"}
    receipt = said(deal(sales, "Abroad", "100", "contract-sent", **more).view)
    assert "Abroad · $110.00 (100.00 EUR) · Contract sent, 90%" in receipt
    assert "Expected return: $99.00, not counted" in receipt
    deal(sales, "Abroad", "200", "closed-won", **more)
    assert "return $220.00" in sales.ask("euro all").text
    assert list(refused(sales, currency="UAH")) == ["currency"]


def test_new_names_are_made_on_the_fly(sales: Team) -> None:
    """Campaign and channel as in the other forms; a goal is not made here."""
    view = sales.form("/roi", "deal")
    assert [o["value"] for o in sales.client.suggest("channel", "Fairs", view=view).options] == ["+Fairs"]
    assert sales.client.suggest("goal", "No such goal", view=view).options == []
    receipt = deal(sales, "Made", "10", "contract-sent", campaign="+Made by a deal", channel="+Fairs").view
    assert "Made · $10.00 · Contract sent, 90% · Fairs · Made by a deal" in said(receipt)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": None}, "name"),
        ({"name": "!!!"}, "name"),
        ({"amount": "0"}, "amount"),
        ({"amount": None}, "amount"),
        ({"date": "2099-01-01"}, "date"),
        ({"campaign": "nothing-such"}, "campaign"),
        ({"goal": "nothing-such", "stage": "closed-won"}, "goal"),
    ],
)
def test_what_is_wrong_comes_back_under_its_field(sales: Team, values: dict[str, Any], field: str) -> None:
    """One clear sentence, and nothing is saved."""
    assert list(refused(sales, **values)) == [field]
    assert "Wrong" not in sales.ask("history").text


def test_a_changed_deal_keeps_its_name(sales: Team) -> None:
    """Another name would be a second deal, and the first would still be expected."""
    deal(sales, "Named", "10", "contract-sent")
    view = sales.form("/roi", "deal")
    sales.client.press("change_deal", "named", view=view, user=ADA)
    form = sales.slack.opened[-1]
    errors = sales.client.submit(form, {"name": "Renamed"}).errors
    assert errors["name"].startswith("You can’t rename “Named” here")
    assert sales.client.submit(form, {"name": "NAMED!"}).errors == {}


def test_a_deal_that_is_gone_says_so(sales: Team) -> None:
    """Its steps taken back, an old *Change* button has nothing to open."""
    user = sales.person()
    deal(sales, "Gone", "10", "contract-sent", user)
    view = sales.form("/roi", "deal", user)
    sales.ask("undo", user)
    sales.client.press("change_deal", "gone", view=view, user=user)
    assert "Every change of that deal was undone." in said(sales.slack.opened[-1])


def test_a_date_ahead_counts_from_its_day_on(sales: Team) -> None:
    """Until then the deal stands where it stood; never twice where the period holds that day."""
    sales.campaign("Ahead")
    deal(sales, "Ahead", "100", "contract-sent", campaign="ahead")
    later = today() + timedelta(days=5)
    receipt = deal(sales, "Ahead", "100", "closed-won", campaign="ahead", date=later.isoformat()).view
    assert "The date is ahead: it counts from " in said(receipt)
    until_now = sales.ask(f"ahead 2025-08-01..{today()}").text
    assert "return $0.00" in until_now
    assert "Expected from 1 open deal" in until_now
    with_it = sales.ask(f"ahead 2025-08-01..{later}").text
    assert "return $100.00" in with_it
    assert "Booked and expected" not in with_it


def test_a_step_of_the_past_says_what_stands(sales: Team) -> None:
    """Dated before the last one it is history only."""
    deal(sales, "Backdated", "10", "contract-sent")
    receipt = deal(sales, "Backdated", "10", "qualified-to-buy", date="2025-08-01").view
    assert "The last change of this deal: Contract sent, 90%, 4 Aug 2025." in said(receipt)


def test_a_guest_is_refused(sales: Team) -> None:
    """As from everything."""
    assert "Guests can’t use ROI Bot." in sales.ask("deal", GUEST).text


# --- winning ---


def test_winning_replaces_what_was_expected(sales: Team) -> None:
    """The conversion has the amount as real revenue, and says in the history that it came from a deal."""
    sales.campaign("Winning")
    sales.cost(f"100 ads winning {DAY}")
    deal(sales, "Winner", "1000", "contract-sent", campaign="winning", channel="linkedin")
    assert "Expected from 1 open deal" in sales.ask("winning all").text
    receipt = deal(sales, "Winner", "1200", "closed-won", campaign="winning", channel="linkedin").view
    assert "Booked as return: $1,200.00, goal Purchase." in said(receipt)
    answer = sales.ask("winning all").text
    assert "ROI 1,100.00% · cost $100.00 · return $1,200.00" in answer
    assert "Booked and expected" not in answer
    history = sales.ask("history winning").text
    assert "1 × Purchase · return $1,200.00 · LinkedIn · Winning · 4 Aug 2025 · “Winner”" in history
    assert " · from a deal · counted" in history


def test_reopening_takes_the_return_back(sales: Team) -> None:
    """Lost, open again or at another amount: what was booked is replaced, and the receipt says so."""
    sales.campaign("Reopened")
    deal(sales, "Reopened", "500", "closed-won", campaign="reopened")
    moved = said(deal(sales, "Reopened", "800", "closed-won", campaign="reopened").view)
    assert "The return it had added was undone: $500.00." in moved
    assert "Booked as return: $800.00" in moved
    assert "return $800.00" in sales.ask("reopened all").text
    deal(sales, "Reopened", "800", "contract-sent", campaign="reopened")
    answer = sales.ask("reopened all").text
    assert "return $0.00" in answer
    assert "Expected from 1 open deal" in answer
    assert "$720.00" in answer


def test_without_a_goal_for_sales_the_error_says_what_to_do(copies: Copies) -> None:
    """No customer goal, or several: the field of the goal says which way out there is, and nothing is saved."""
    with at_work(copies.url("sqlite")) as team:
        none = refused(team, stage="closed-won")
        assert list(none) == ["goal"]
        assert "ask an admin to add one (/roi goal)" in none["goal"]
        team.goal("Small", "10", stage="customer")
        team.goal("Large", "90", stage="customer")
        assert refused(team, stage="closed-won")["goal"].startswith("Several goals of the stage Customer count")
        assert "wybierz ten" in refused(team, ANNA, stage="closed-won")["goal"]
        assert "goal Large." in said(deal(team, "Big", "77", "closed-won", goal="large").view)
        view = team.form("/roi", "deal")
        assert "Big" not in said(view)


# --- taking back ---


def test_undo_and_redo_move_step_and_conversion_together(sales: Team) -> None:
    """By the buttons of the receipt, as often as one likes."""
    sales.campaign("Undone")
    deal(sales, "Undone", "100", "contract-sent", campaign="undone")
    view = sales.form("/roi", "deal")
    values = {"name": "Undone", "amount": "100", "stage": "closed-won", "campaign": "undone", "date": DAY}
    sales.client.submit(view, values, user=ADA)
    for action, title, returned in (
        ("undo_deal", "Undone", "$0.00"),
        ("redo_deal", "Restored", "$100.00"),
        ("undo_deal", "Undone", "$0.00"),
    ):
        sales.client.press(action, view=sales.slack.views[view["id"]], user=ADA)
        shown = sales.slack.views[view["id"]]
        assert f"✓ {title}: Undone · $100.00" in said(shown)
        answer = sales.ask("undone all").text
        assert f"return {returned}" in answer
        assert ("Expected from 1 open deal" in answer) is (returned == "$0.00")
    assert "The return it had added was undone: $100.00." in said(shown)
    assert "The last change of this deal: Contract sent, 90%, 4 Aug 2025." in said(shown)


def test_undo_walks_back_through_deals_metrics_and_entries(sales: Team) -> None:
    """`/roi undo` takes what one logged last, whichever it is; a deal's conversion only with the deal."""
    user = sales.person()
    sales.campaign("Walked")
    sales.cost(f"5 ads walked {DAY}", user)
    deal(sales, "Walked", "8", "closed-won", user, campaign="walked")
    metric = {"metric": "clicks", "count": "9", "channel": "linkedin", "campaign": "walked", "date": DAY}
    sales.fill("/roi", metric, "metric", user)
    deal(sales, "Walked", "8", "closed-lost", user, campaign="walked")
    told = [sales.ask("undo", user).text for _ in range(5)]
    assert [line.split(" · ")[0] for line in told[:4]] == [
        "Undone: Walked",
        "Undone: Clicks: 9",
        "Undone: Walked",
        "Undone: $5.00",
    ]
    assert "Booked as return: $8.00" in told[0]
    assert told[4].startswith("You have no entry to undo")


def test_history_lists_steps_and_takes_them_back(sales: Team) -> None:
    """One's own has its button; the conversion has none, and goes with its step."""
    user = sales.person()
    sales.campaign("Historic")
    deal(sales, "Historic", "44", "closed-won", user, campaign="historic")
    history = sales.ask("history historic", user)
    assert "Deal: Historic · $44.00 · Closed won · Historic" in history.text
    assert "undo_listed" not in {
        block.get("action_id") for part in history.blocks for block in part.get("elements", ())
    }
    told = sales.press("undo_deal_listed", history.body or {}, user)
    assert told["text"].startswith("Undone: Historic")
    after = sales.ask("history historic", user).text
    assert "Undone: Deal: Historic" in after
    assert "Undone: 1 × Purchase" in after
    assert "return $0.00" in sales.ask("historic all").text


def test_a_forged_button_does_not_part_a_sale_from_its_deal(sales: Team) -> None:
    """Even an admin takes the conversion back with its deal only."""
    sales.campaign("Forged")
    deal(sales, "Forged", "44", "closed-won", campaign="forged")
    for entry in range(1, 40):
        sales.client.press("undo", str(entry), user=MAX)
    last = sales.slack.responses[-40:]
    assert any("This entry comes from a deal." in sent["text"] for _, sent in last)
    assert "return $44.00" in sales.ask("forged all").text


def test_another_persons_step_stays(sales: Team) -> None:
    """Anyone moves a deal; only its author or an admin takes a step back."""
    user = sales.person()
    deal(sales, "Theirs", "9", "contract-sent", user)
    history = sales.ask("history", user)
    button = find(history.blocks, "undo_deal_listed").element
    told = sales.press("undo_deal_listed", history.body or {}, MAX, value=button["value"])
    assert told["text"].startswith("Only the person who logged this, or an admin, can undo it.")
    deal(sales, "Theirs", "9", "closed-lost", MAX)
    told = sales.press("undo_deal_listed", history.body or {}, ADA, value=button["value"])
    assert told["text"].startswith("Undone: Theirs")


def test_an_old_step_asks_first(sales: Team) -> None:
    """Past 24 hours a second word is needed."""
    user = sales.person()
    fact = Deal(
        key="aged",
        name="Aged",
        day=today(),
        stage="contract-sent",
        probability=Decimal(90),
        amount=Money(minor=100, currency="USD"),
    )
    database = Database(sales.url)
    workspace = add_workspace(database)
    with database.writing() as written:
        at = datetime.now(UTC) - timedelta(hours=25)
        deals.log(written, act(workspace.id, user, at), fact, request="")
    database.close()
    asked = sales.ask("undo", user)
    assert asked.text.startswith("Undo this entry?\nAged")
    assert sales.press("undo_deal_sure", asked.body or {}, user)["text"].startswith("Undone")
    assert "Aged" not in said(sales.form("/roi", "deal"))


# --- stages ---


def stages_form(team: Team) -> Payload:
    view = team.form("/roi", "deal")
    team.client.press("open_stages", view=view, user=ADA)
    return team.slack.opened[-1]


def test_stages_are_dated_and_move_nothing_saved(copies: Copies) -> None:
    """A step takes the probability of its day; one that is saved keeps its own."""
    with at_work(copies.url("sqlite")) as team:
        deal(team, "Before", "100", "contract-sent")
        form = stages_form(team)
        assert "These are guesses for now" in said(form)
        text = find(form["blocks"], "stages").element["initial_value"]
        assert text.splitlines()[0] == "Appointment scheduled 20"
        values = {"stages": "Demo given 50\nContract sent 75", "from": "2025-08-10"}
        changed = said(team.client.submit(form, values, user=ADA).view)
        assert changed.startswith("Stages saved")
        assert "Demo given: 50%\n" in changed
        assert "Contract sent: 75%" in changed
        for name, stage, day, told in (
            ("Early", "contract-sent", "2025-08-09", "Contract sent, 90%"),
            ("Late", "contract-sent", "2025-08-10", "Contract sent, 75%"),
            ("Own", "demo-given", "2025-08-10", "Demo given, 50%"),
        ):
            assert told in said(deal(team, name, "100", stage, date=day).view)
        listed = said(team.form("/roi", "deal"))
        assert "Before · $100.00 · Contract sent, 90%" in listed
        assert "Demo given · 50%" in listed
        assert "Expected from 4 open deals" in team.ask("2025-08").text
        assert "$305.00" in team.ask("2025-08").text


def test_polish_names_of_our_stages_are_ours(copies: Copies) -> None:
    """Whoever saves the form in Polish adds no second stage beside the English one."""
    with at_work(copies.url("sqlite")) as team:
        team.slack.person("UPOLA", name="Pola", locale="pl-PL", is_admin=True)
        view = team.form("/roi", "szansa", "UPOLA")
        team.client.press("open_stages", view=view, user="UPOLA")
        form = team.slack.opened[-1]
        assert "Umowa wysłana 90" in find(form["blocks"], "stages").element["initial_value"]
        saved = team.client.submit(form, {"stages": "Umowa wysłana 70", "from": DAY}, user="UPOLA").view
        assert "Umowa wysłana: 70%" in said(saved)
        assert "Contract sent, 70%" in said(deal(team, "Acme", "10", "contract-sent").view)


def test_calibration_puts_the_counts_of_closed_deals_in(copies: Copies) -> None:
    """The exact counts are shown; a button puts the shares into the form, and saving makes them hold."""
    with at_work(copies.url("sqlite")) as team:
        team.goal("Sale", "1", stage="customer")
        for number, end in enumerate(("closed-won", "closed-lost", "closed-won")):
            deal(team, f"Deal {number}", "10", "contract-sent")
            deal(team, f"Deal {number}", "10", end)
        form = stages_form(team)
        assert "Contract sent: won 2 of 3, 66.67%" in said(form)
        team.client.press("calibrate_stages", view=form, user=ADA)
        filled = team.slack.opened[-1]
        assert "Contract sent 66.67" in find(filled["blocks"], "stages").element["initial_value"]
        assert "Qualified to buy 40" in find(filled["blocks"], "stages").element["initial_value"]
        assert "Contract sent: 66.67%" in said(team.client.submit(filled, {"from": DAY}, user=ADA).view)
        assert "Contract sent, 66.67%" in said(deal(team, "Next", "10", "contract-sent").view)


def test_stages_are_the_admins(sales: Team) -> None:
    """A member has no button, and a forged one opens nothing."""
    view = sales.form("/roi", "deal", MAX)
    assert "open_stages" not in {control.action_id for control in controls(view["blocks"])}
    for action in ("open_stages", "calibrate_stages"):
        sales.client.press(action, "-", user=MAX)
        assert sales.slack.opened[-1]["callback_id"] != "stages"
    form = stages_form(sales)
    assert "Only admins" in "".join(sales.client.submit(form, {}, user=MAX).errors.values())


@pytest.mark.parametrize(
    "text", ["Demo", "Demo 500", "Closed won 100", "Przegrana 0", "Demo 5\ndemo 6", "\n".join(["x 1"] * 21)]
)
def test_unreadable_stages_come_back_under_their_field(sales: Team, text: str) -> None:
    """One sentence that says how they are written."""
    errors = sales.client.submit(stages_form(sales), {"stages": text}, user=ADA).errors
    assert list(errors) == ["stages"]
    assert "Only admins" not in errors["stages"]
