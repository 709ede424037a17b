"""What is saved over is said: forms open filled, show before and after, offer *Undo*, and replace nothing unseen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import delete, select

from bot import registry
from bot.demo.company import OLIVIA
from bot.demo.year import BEGINS
from storage.tables import submissions, workspaces
from tests.bot.conftest import ADA, ANNA, DAY, MAX, Payload, Team, inside, said
from tests.bot.test_sample_year import demo
from tests.databases import Copies
from tests.screens import controls, find, state

EVA = "UEVA"
"""Another admin."""

OLA = "UOLA"
"""An admin who reads Polish."""


@pytest.fixture(scope="module")
def books(copies: Copies) -> Iterator[Team]:
    """A team with two admins more, a campaign and two goals; its bot is in this process."""
    with inside(copies) as team:
        team.slack.person(EVA, name="Eva Admin", is_admin=True)
        team.slack.person(OLA, name="Ola Admin", is_admin=True, locale="pl-PL")
        team.campaign("Launch")
        team.goal("Signup", "5")
        yield team


def held(view: Payload) -> dict[str, str]:
    """Field -> what the form holds, before anybody types."""
    found = {}
    for name, parts in state(view["blocks"], {})["values"].items():
        [said_there] = parts.values()
        option = said_there.get("selected_option")
        found[name] = option["value"] if option else next(v for k, v in said_there.items() if k != "type")
    return {name: text for name, text in found.items() if text}


def undo(team: Team, receipt: Payload, user: str = ADA) -> str:
    """Presses *Undo* in a receipt that has taken a form's place; what stands there then."""
    view = standing_in(team, receipt)
    assert team.client.press("undo_replacement", view=view, user=user).status == 200
    return said(team.slack.views[view["id"]]).partition("\n")[2]


def standing_in(team: Team, receipt: Payload) -> Payload:
    """The modal in which the receipt has taken a form's place."""
    value = button(receipt)
    return next(view for view in team.slack.views.values() if value and button(view) == value)


def button(shown: Payload) -> str:
    """What *Undo* of a save-over carries; empty where there is none."""
    found = [one for one in controls(shown["blocks"]) if one.action_id == "undo_replacement"]
    return str(found[0].element["value"]) if found else ""


# --- the goal of the sample year ---


def test_a_goal_is_changed_without_losing_its_leads(copies: Copies) -> None:
    """Newsletter stays a lead whatever is typed over its value: with ten more of it logged one costs $137.09."""
    with demo(copies, BEGINS + timedelta(hours=1)) as team:
        assert "CPL $308.46" in team.ask("autumn-2026", OLIVIA).text
        view = team.form("/roi", "goal newsletter", OLIVIA)
        before = held(view)
        assert before["stage"] == "lead"
        receipt = team.save(view, {"value": "160"}, OLIVIA).view or {}
        assert f"Value: ${before['value']} → $160.00" in said(receipt)
        assert "Stage" not in said(receipt)
        team.conversions("10 newsletter linkedin autumn-2026", OLIVIA)
        assert "CPL $137.09" in team.ask("autumn-2026", OLIVIA).text
        typed_in = {"name": "Newsletter", "basis": "fixed", "value": "160"}
        asked = team.save(team.form("/roi", "goal", OLIVIA), typed_in, OLIVIA).view or {}
        assert "“Replace” would change:" in said(asked)
        assert held(asked)["stage"] == "lead"
        assert held(asked)["name"] == before["name"]
        assert "CPL $137.09" in team.ask("autumn-2026", OLIVIA).text


# --- every noun ---


@dataclass(frozen=True, kw_only=True)
class Over:
    """How a form saves over: ``first`` is saved by what ``empty`` opens, ``then`` over it by what ``named`` opens.

    ``receipt`` holds what was before; ``user``: who fills it in.
    """

    named: str
    first: Mapping[str, str]
    then: Mapping[str, str]
    receipt: str
    empty: str = ""
    user: str = ADA
    kept: tuple[str, ...] = field(default=())


NOUNS: Mapping[str, Over] = {
    "goal": Over(
        empty="goal",
        named='goal "Free trial"',
        first={"name": "Free trial", "basis": "fixed", "value": "50", "stage": "lead", "source": "GA4"},
        then={"value": "60"},
        receipt="Value: $50.00 → $60.00",
        kept=("name", "basis", "stage", "source"),
    ),
    "campaign": Over(
        empty="new",
        named="new Spring fair",
        first={"name": "Spring fair", "start": "2025-03-01", "end": "2025-05-31", "budget": "900", "margin": "65"},
        then={"budget": "1000"},
        receipt="Budget: $900.00 → $1,000.00",
        user=MAX,
        kept=("name", "start", "end", "margin"),
    ),
    "target": Over(
        empty="target",
        named="target signup",
        first={
            "campaign": "launch",
            "goal": "signup",
            "count": "500",
            "cost_per_conversion": "2.75",
            "start": "2025-07-01",
            "end": "2025-09-30",
        },
        then={"count": "600"},
        receipt="How many: 500 → 600",
        user=MAX,
        kept=("campaign", "goal", "cost_per_conversion", "start", "end"),
    ),
    "digest": Over(
        empty="digest",
        named="digest",
        first={"conversation": "C1", "weekday": "fri", "time": "15:00"},
        then={"weekday": "tue"},
        receipt="Weekday: Friday → Tuesday",
        user=MAX,
        kept=("conversation", "time", "timezone"),
    ),
    "alerts": Over(
        empty="alerts",
        named="alerts",
        first={"conversation": "C1", "floor": "250"},
        then={"floor": "300"},
        receipt="Minimum spend: $250.00 → $300.00",
        user=MAX,
        kept=("conversation",),
    ),
    "rate": Over(
        empty="rate",
        named="rate Zenon",
        first={"person": "Zenon", "rate": "40", "from": "2025-07-01"},
        then={"rate": "45"},
        receipt="Hourly rate: $40.00 → $45.00",
        kept=("person", "from"),
    ),
    "fx": Over(
        empty="fx",
        named="fx GBP",
        first={"currency": "GBP", "rate": "1.25", "date": DAY},
        then={"rate": "1.3"},
        receipt="Exchange rate: 1.2500 → 1.3000",
        kept=("currency", "date"),
    ),
    "company": Over(
        empty="company 2025-03",
        named="company 2025-03",
        first={"revenue": "1000", "churn": "2"},
        then={"revenue": "900"},
        receipt="Before: Mar 2025: revenue $1,000.00 · churn 2.00%",
        kept=("churn",),
    ),
    "settings": Over(
        empty="settings",
        named="settings",
        first={"completeness": "70", "shared": "ads"},
        then={"completeness": "75"},
        receipt="Completeness needed to judge, %: 70% → 75%",
        kept=("shared", "timezone", "language"),
    ),
}
"""Every form that keeps one thing by name and can save over it; the stages have a button and a test of their own, and
one's own language is chosen anew."""


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """How a form adds: the words that open it, what is filled in, and the button that takes it back."""

    opens: tuple[str, str]
    values: Mapping[str, str]
    takes_back: str


SALE = {"goal": "signup", "count": "1", "revenue": "50", "date": DAY}
LEDGERS: Mapping[str, Ledger] = {
    "cost": Ledger(opens=("/roi-cost", ""), values={"amount": "5", "date": DAY}, takes_back="undo"),
    "conversion": Ledger(opens=("/roi-conversion", ""), values=SALE, takes_back="undo"),
    "metric": Ledger(
        opens=("/roi", "metric"),
        values={"metric": "followers", "count": "5", "channel": "linkedin", "date": DAY},
        takes_back="undo_metric",
    ),
    "benchmark": Ledger(
        opens=("/roi", "benchmark"),
        values={"channel": "linkedin", "value": "5", "source": "A rival", "date": DAY},
        takes_back="undo_benchmark",
    ),
    "deal": Ledger(
        opens=("/roi", "deal"), values={"name": "Acme", "amount": "500", "date": DAY}, takes_back="undo_deal"
    ),
    "refund": Ledger(opens=("/roi", "history"), values={"note": "Broken"}, takes_back="undo"),
    "close": Ledger(opens=("/roi", "close"), values={}, takes_back="reopen"),
}
"""Forms that only ever add: what they add stands beside what there is, and can be taken back."""


@pytest.fixture(scope="module")
def saved(books: Team) -> Mapping[str, Payload]:
    """Each noun saved once."""
    return {kind: books.fill("/roi", over.first, over.empty, over.user).view or {} for kind, over in NOUNS.items()}


def test_every_form_that_writes_is_known_here() -> None:
    """A form that is new says here how it saves over, or by which button what it adds is taken back.

    Those of imports save nothing: what they bring is shown first.
    """
    assert set(NOUNS) | set(LEDGERS) | {"stages", "language", "import", "import_change"} == set(registry.FORMS)
    assert {*(one.takes_back for one in LEDGERS.values()), "undo_replacement"} <= set(registry.ACTIONS)


@pytest.mark.parametrize("form", sorted(LEDGERS))
def test_what_is_added_can_be_taken_back(books: Team, form: str) -> None:
    """Where nothing is saved over, the receipt has the button that takes back what was added."""
    over = LEDGERS[form]
    if form == "refund":
        books.fill("/roi-conversion", SALE)
        books.client.press("refund", message=books.ask("history mine").body, user=ADA)
    books.cost(f"1 tools {DAY}")
    view = books.slack.opened[-1] if form == "refund" else books.form(*over.opens)
    assert view["callback_id"] == form
    receipt = books.save(view, over.values).view or {}
    assert over.takes_back in {control.action_id for control in controls(receipt["blocks"])}


def test_a_deal_says_what_it_was(new_team: Team) -> None:
    """The name of a deal that is there moves it: what its amount and campaign were stands beside what they are."""
    new_team.campaign("Launch")
    new_team.fill("/roi", {"name": "Bolt", "amount": "500", "campaign": "launch", "date": DAY}, "deal")
    receipt = new_team.fill("/roi", {"name": "Bolt", "amount": "700", "date": DAY}, "deal").view
    assert "Before: Bolt · $500.00 · Appointment scheduled, 20% · Launch · 4 Aug 2025" in said(receipt)


@pytest.mark.parametrize("kind", sorted(NOUNS))
def test_what_exists_is_filled_in_told_and_undone(books: Team, saved: Mapping[str, Payload], kind: str) -> None:
    """Its word opens what stands; the receipt says before and after of that alone; *Undo* brings it back, once."""
    over = NOUNS[kind]
    view = books.form("/roi", over.named, over.user)
    before = held(view)
    assert {name: before[name] for name in over.kept if name in over.first} == {
        name: _as_held(text, before[name]) for name, text in over.first.items() if name in over.kept
    }
    receipt = books.save(view, over.then, over.user).view or {}
    assert over.receipt in said(receipt).replace("\u00a0", " ")
    assert said(receipt).count("→") == (kind != "company")
    assert (kind == "settings") == bool(button(saved[kind])) == ("→" in said(saved[kind]))
    after = held(books.form("/roi", over.named, over.user))
    assert {name for name in before if before[name] != after.get(name)} == set(over.then)
    assert undo(books, receipt, over.user).startswith("Undone")
    assert held(books.form("/roi", over.named, over.user)) == before


def _as_held(text: str, there: str) -> str:
    """A number as the form writes it."""
    return there if text.replace(".", "").isdigit() and Decimal(text) == Decimal(there) else text


@pytest.mark.parametrize("kind", sorted(NOUNS))
def test_nothing_is_replaced_unseen(books: Team, saved: Mapping[str, Payload], kind: str) -> None:
    """Of two who have the form open the second is asked, with what stands now; pressed again, it is saved."""
    assert saved[kind]
    over = NOUNS[kind]
    other_one = EVA if over.user == ADA else over.user
    mine, theirs = (books.form("/roi", over.named, user) for user in (over.user, other_one))
    before = held(mine)
    books.save(theirs, over.then, other_one)
    other = _another(over.then)
    asked = books.save(mine, other, over.user).view or {}
    assert "has been changed since by" in said(asked)
    assert {"type": "user", "user_id": other_one} in _parts(asked["blocks"])
    assert {**held(mine), **over.then}.keys() >= held(asked).keys() - {"by"}
    receipt = books.save(books.slack.views[mine["id"]], {}, over.user).view or {}
    assert button(receipt)
    now = held(books.form("/roi", over.named, over.user))
    assert {name for name in before if before[name] != now.get(name)} == set(over.then)
    books.save(books.form("/roi", over.named, over.user), {name: before[name] for name in over.then}, over.user)


@pytest.mark.parametrize("kind", sorted(NOUNS))
def test_a_form_sent_again_with_something_else_is_not_saved_unseen(
    books: Team, saved: Mapping[str, Payload], kind: str
) -> None:
    """Its first answer lost, its second is asked about, saves with *Replace*, and no receipt says what does not stand;
    the same once more, its answer forgotten, is told as the first was.
    """
    assert saved[kind]
    over = NOUNS[kind]
    view = books.form("/roi", over.named, over.user)
    before = held(view)
    books.save(view, over.then, over.user)
    asked = books.save(view, _another(over.then), over.user).view or {}
    assert "“Replace” would change:" in said(asked)
    standing = dict(books.slack.views[view["id"]])
    first, again = (answered_anew(books, standing, over.user) for _ in range(2))
    assert (said(again), button(again)) == (said(first), button(first))
    assert "→" in said(first) or kind == "company"
    now = held(books.form("/roi", over.named, over.user))
    [(name, other)] = _another(over.then).items()
    assert _as_held(other, now[name]) == now[name]
    assert undo(books, first, over.user).startswith("Undone")
    books.save(books.form("/roi", over.named, over.user), {name: before[name]}, over.user)


def answered_anew(team: Team, asked: Payload, user: str) -> Payload:
    """The receipt of a form as if it were sent for the first time."""
    with team.beside.writing() as connection:
        connection.execute(delete(submissions))
    return team.save(asked, {}, user).view or {}


def _another(then: Mapping[str, str]) -> dict[str, str]:
    [(name, _)] = then.items()
    return {name: "wed" if name == "weekday" else "66"}


def _parts(blocks: Any) -> list[Any]:
    """Everything in blocks, at whatever depth."""
    if isinstance(blocks, list):
        return [part for one in blocks for part in _parts(one)]
    return [blocks, *(part for one in blocks.values() for part in _parts(one))] if isinstance(blocks, dict) else []


# --- typed into an empty form ---


@pytest.mark.parametrize(
    ("word", "first", "typed_in", "kept"),
    [
        (
            "goal",
            {"name": "Ebook", "basis": "fixed", "value": "50", "stage": "lead", "source": "GA4"},
            {"name": "EBOOK", "basis": "fixed", "value": "60"},
            {"name": "Ebook", "stage": "lead", "source": "GA4"},
        ),
        (
            "target",
            {"campaign": "launch", "goal": "signup", "count": "5", "cost_per_conversion": "2", "end": "2027-01-01"},
            {"campaign": "launch", "goal": "signup", "count": "6", "cost_per_conversion": "2", "end": "2027-01-02"},
            {"cost_per_conversion": "2.00"},
        ),
        (
            "rate",
            {"person": "Yola", "rate": "40", "from": "2025-07-01"},
            {"person": "YOLA", "rate": "45", "from": "2025-07-01"},
            {"person": "Yola"},
        ),
        ("fx", {"currency": "CHF", "rate": "1.1", "date": DAY}, {"currency": "CHF", "rate": "1.2", "date": DAY}, {}),
    ],
)
def test_an_empty_form_that_names_what_exists_asks_first(
    new_team: Team, word: str, first: dict[str, str], typed_in: dict[str, str], kept: dict[str, str]
) -> None:
    """Nothing is saved by Save; the form comes back with what stands, and only what was typed over it."""
    new_team.campaign("Launch")
    new_team.goal("Signup", "5")
    new_team.fill("/roi", first, word)
    view = new_team.form("/roi", word)
    asked = new_team.save(view, typed_in).view or {}
    assert "already exists. Nothing is saved yet. “Replace” would change:" in said(asked)
    assert {name: held(asked)[name] for name in kept} == kept
    assert "→" in said(asked)
    again = new_team.save(view, typed_in).view or {}
    assert said(again) == said(asked)
    receipt = new_team.save(new_team.slack.views[view["id"]], {}).view or {}
    assert said(receipt).count("→") == said(asked).count("→")
    assert undo(new_team, receipt).startswith("Undone")


def test_another_name_in_a_form_that_asks_is_another_goal(books: Team) -> None:
    """Who sees that the goal is there, and then names a new one, has not renamed the old one."""
    books.goal("Demo call", "5")
    asked = books.form("/roi", "goal")
    books.save(asked, {"name": "Demo call", "basis": "fixed", "value": "9"})
    books.save(books.slack.views[asked["id"]], {"name": "Demo call two"})
    goals = [held(books.form("/roi", f"goal {key}")) for key in ("demo-call", "demo-call-two")]
    assert [(goal["name"], goal["value"]) for goal in goals] == [("Demo call", "5.00"), ("Demo call two", "9.00")]


def test_replace_changes_what_it_says_and_no_more(books: Team) -> None:
    """What nobody touched stays, though Slack keeps what stood in the empty form's fields."""
    books.save(books.form("/roi", "goal"), {"name": "Webcast", "basis": "fixed", "value": "300", "stage": "lead"})
    asked = books.form("/roi", "goal")
    receipt = books.replace(asked, {"name": "webcast", "basis": "fixed", "value": "210"}).view or {}
    assert "Value: $300.00 → $210.00" in said(receipt)
    assert "Stage" not in said(receipt)
    assert "Name" not in said(receipt)
    assert held(books.form("/roi", "goal webcast"))["stage"] == "lead"


def test_a_campaign_that_exists_is_not_made_again(books: Team) -> None:
    """The error names a free name, and the word that changes what exists."""
    books.campaign("Only once")
    view = books.form("/roi", "new")
    told = books.client.submit(view, {"name": "only ONCE", "start": "2025-07-01"}, user=ADA).errors["name"]
    assert "already means something here (a campaign)" in told
    assert "/roi new only-once changes it" in told


def test_a_budget_is_added_to_a_campaign_that_somebody_has_changed_meanwhile(books: Team) -> None:
    """The amount keeps its currency, though what stands by now has none."""
    books.campaign("Foxtrot")
    late, early = books.form("/roi", "new foxtrot", MAX), books.form("/roi", "new foxtrot")
    books.save(early, {"margin": "60"})
    receipt = books.replace(late, {"budget": "100"}, user=MAX)
    assert "Budget: empty → $100.00" in said(receipt.view)
    assert held(books.form("/roi", "new foxtrot"))["margin"] == "60"


@pytest.mark.parametrize("words", ["Launch Signup", "signup launch", "launch", "signup"])
def test_a_target_is_opened_by_its_campaign_its_goal_or_both(new_team: Team, words: str) -> None:
    """In either order; a campaign of which there is no target is chosen in the form."""
    new_team.campaign("Launch")
    new_team.campaign("Spring")
    new_team.goal("Signup", "5")
    target = {"campaign": "launch", "goal": "signup", "count": "70", "cost_per_conversion": "2"}
    new_team.fill("/roi", {**target, "start": DAY, "end": "2025-12-31"}, "target")
    opened = held(new_team.form("/roi", f"target {words}"))
    assert (opened["campaign"], opened["goal"], opened["count"]) == ("launch", "signup", "70")
    other = held(new_team.form("/roi", "target spring signup"))
    assert (other["campaign"], other["goal"], other.get("count", "")) == ("spring", "signup", "")


@pytest.mark.parametrize(("words", "holds"), [("gbp 1,25", ("GBP", "1.2500")), ("NOK", ("NOK", ""))])
def test_an_exchange_rate_is_opened_with_what_was_typed(books: Team, words: str, holds: tuple[str, str]) -> None:
    """`/roi fx gbp 1.25` says it all: nobody may save the euro by mistake."""
    opened = held(books.form("/roi", f"fx {words}"))
    assert (opened["currency"], opened.get("rate", "")) == holds


def test_a_later_rate_is_no_question_and_says_what_it_follows(books: Team) -> None:
    """A raise from another day on replaces nothing that was paid; the receipt says both, and *Undo* brings it back."""
    books.fill("/roi", {"person": "Xenia", "rate": "40", "from": "2025-07-01"}, "rate")
    receipt = books.fill("/roi", {"person": "Xenia", "rate": "50", "from": "2025-08-01"}, "rate").view or {}
    assert "Hourly rate: $40.00 → $50.00" in said(receipt)
    undo(books, receipt)
    assert "Xenia: $40.00 an hour from 1 Aug 2025" in said(books.form("/roi", "rate"))


def test_stages_are_replaced_in_sight(books: Team) -> None:
    """The stages of deals say before and after as well, and two who change them at once do not lose one another's."""

    def opened() -> Payload:
        books.client.press("open_stages", view=books.form("/roi", "deal"), user=ADA)
        return books.slack.opened[-1]

    mine, theirs = opened(), opened()
    first = books.save(theirs, {"stages": "Demo 50"}, EVA).view or {}
    assert "Open stages and chance to win, %: " in said(first)
    assert "Contract sent 90% → Demo 50%" in said(first)
    asked = books.save(mine, {"stages": "Demo 60"}).view or {}
    assert "Demo 50% → Demo 60%" in said(asked)
    second = books.save(books.slack.views[mine["id"]], {}).view or {}
    assert "has been changed again since" in undo(books, first, EVA)
    assert undo(books, second).startswith("Undone")
    assert find(opened()["blocks"], "stages").element["initial_value"] == "Demo 50"


def test_shares_of_closed_deals_are_kept_when_others_were_quicker(new_team: Team) -> None:
    """What *Use these shares* put in counts as typed: the question keeps it, not what another has saved meanwhile."""
    new_team.slack.person(EVA, name="Eva Admin", is_admin=True)
    new_team.goal("Sale", "1", stage="customer")
    for stage in ("contract-sent", "closed-won"):
        new_team.fill("/roi", {"name": "Ended", "amount": "5", "stage": stage, "date": DAY}, "deal")
    new_team.client.press("open_stages", view=new_team.form("/roi", "deal"), user=ADA)
    theirs = new_team.slack.opened[-1]
    new_team.client.press("calibrate_stages", view=theirs, user=ADA)
    mine = new_team.slack.opened[-1]
    new_team.save(theirs, {"stages": "Contract sent 70"}, EVA)
    asked = new_team.save(mine, {}).view or {}
    assert "has been changed since by" in said(asked)
    assert "Contract sent 100" in find(asked["blocks"], "stages").element["initial_value"]


# --- undo ---


def change(team: Team, name: str, value: str, user: str = ADA) -> Payload:
    """The receipt of another value for a goal."""
    return team.save(team.form("/roi", f"goal {name}", user), {"value": value}, user).view or {}


def test_undo_is_a_new_version_from_now_on(books: Team) -> None:
    """What was logged in between keeps the value it had."""
    books.goal("Moved", "5")
    books.campaign("Moving")
    receipt = change(books, "moved", "50")
    books.conversions(f"1 moved moving {DAY}")
    assert "Value: $50.00 → $5.00" in undo(books, receipt)
    books.conversions(f"1 moved moving {DAY}")
    assert "return $55.00" in books.ask("moving").text


def test_undo_twice_undoes_once(books: Team) -> None:
    """The second press says so."""
    books.goal("Twice", "5")
    receipt = change(books, "twice", "50")
    value = button(receipt)
    undo(books, receipt)
    change(books, "twice", "70")
    sent = len(books.slack.responses)
    books.client.press("undo_replacement", value, message={"blocks": receipt["blocks"]}, user=ADA)
    told = books.slack.responses[sent][1]["text"]
    assert "is undone already. Nothing more was changed." in told
    assert held(books.form("/roi", "goal twice"))["value"] == "70.00"


def test_undo_after_another_change_changes_nothing(books: Team) -> None:
    """It says who has changed it again, and what stands now; the other's own *Undo* still works."""
    books.goal("Contested", "5")
    first, second = change(books, "contested", "50"), change(books, "contested", "70", EVA)
    told = undo(books, first)
    assert "“Contested” has been changed again since, so nothing was undone." in told
    assert "Value: $50.00 → $70.00" in told
    assert held(books.form("/roi", "goal contested"))["value"] == "70.00"
    undo(books, second, EVA)
    assert held(books.form("/roi", "goal contested"))["value"] == "50.00"


def test_only_who_made_what_stands_is_named(books: Team) -> None:
    """A digest that was stopped and set up anew is nobody's change: neither the question nor *Undo* names one."""
    where = books.conversation()
    first = {"conversation": where, "weekday": "mon"}
    books.fill("/roi", first, "digest", MAX)
    old = books.replace(books.form("/roi", "digest", MAX), first | {"weekday": "tue"}, MAX).view or {}
    view = books.form("/roi", "digest")
    books.save(view, first | {"weekday": "wed"})
    mine = dict(books.slack.views[view["id"]])
    listed_stop(books, where, MAX)
    books.fill("/roi", first | {"weekday": "thu"}, "digest", MAX)
    asked = books.save(mine, {"weekday": "fri"}).view or {}
    assert "“Weekly digest” has been changed since. Nothing is saved yet." in said(asked)
    books.client.press("undo_replacement", button(old), user=ADA)
    told = books.slack.responses[-1][1]["text"]
    assert "has been changed again since" in told
    assert "By <@" not in told


def test_a_name_that_is_taken_by_now_is_not_given_back(books: Team) -> None:
    """*Undo* of a new name says what holds the old one, and changes nothing."""
    books.goal("Paper", "5")
    books.save(books.form("/roi", "goal paper"), {"name": "Brochure"})
    receipt = books.save(books.form("/roi", "goal brochure"), {"name": "Leaflet"}).view or {}
    books.campaign("Brochure")
    books.client.press("undo_replacement", button(receipt), user=ADA)
    assert "“Brochure” already means something here (a campaign)" in books.slack.responses[-1][1]["text"]
    assert held(books.form("/roi", "goal leaflet"))["name"] == "Leaflet"


@pytest.mark.parametrize(("kind", "user"), [("goal", MAX), ("rate", ANNA), ("company", MAX), ("settings", MAX)])
def test_undo_needs_the_forms_right(books: Team, saved: Mapping[str, Payload], kind: str, user: str) -> None:
    """A forged *Undo* of what only admins may change undoes nothing and tells nothing."""
    assert saved[kind]
    over = NOUNS[kind]
    receipt = books.save(books.form("/roi", over.named), _another(over.then)).view or {}
    opened = len(books.slack.opened)
    books.client.press("undo_replacement", button(receipt), user=user)
    assert len(books.slack.opened) == opened
    told = books.slack.responses[-1][1]["text"]
    assert told.startswith(("Only admins", "Mogą to zrobić tylko")), told
    assert undo(books, receipt).startswith("Undone")


def listed_stop(team: Team, conversation: str, user: str) -> None:
    """Presses *Stop* of the digest that runs in the conversation."""
    view = team.form("/roi", "digest", user)
    place = next(at for at, block in enumerate(view["blocks"]) if f"<#{conversation}>" in said(block))
    number = find(view["blocks"][place + 1 : place + 2], "stop_schedule").element["value"]
    assert team.client.press("stop_schedule", number, view=view, user=user).status == 200


def test_somebody_elses_digest_keeps_its_author(books: Team) -> None:
    """An admin changes it and the receipt says whose it stays; another member may not undo that, its author may."""
    where = books.conversation()
    books.fill("/roi", {"conversation": where, "weekday": "mon"}, "digest", MAX)
    told = books.posts(where)
    view = books.form("/roi", "digest")
    receipt = books.replace(view, {"conversation": where, "weekday": "thu"}).view or {}
    assert {"type": "user", "user_id": MAX} in _parts(receipt["blocks"])
    assert "you set it up" not in said(receipt)
    assert books.posts(where) == told
    books.client.press("undo_replacement", button(receipt), user=books.person())
    assert books.slack.responses[-1][1]["text"].startswith("Only admins")
    books.client.press("undo_replacement", button(receipt), user=MAX)
    assert "Weekday: Thursday → Monday" in said(books.slack.responses[-1][1])
    listed_stop(books, where, MAX)
    assert where not in said(books.form("/roi", "digest", MAX))


def test_save_unchanged_takes_nobodys_digest(books: Team) -> None:
    """An admin who only looks and presses Save writes nothing, and its author can still stop it."""
    where = books.conversation()
    books.fill("/roi", {"conversation": where, "weekday": "mon"}, "digest", MAX)
    view = books.form("/roi", "digest")
    receipt = books.save(view, {"conversation": where, "weekday": "mon"}).view or {}
    assert ("Next run: " in said(receipt), button(receipt)) == (True, "")
    listed_stop(books, where, MAX)
    assert where not in said(books.form("/roi", "digest", MAX))


@pytest.mark.parametrize("kind", ["digest", "settings"])
def test_a_form_sent_late_takes_nothing_back(books: Team, saved: Mapping[str, Payload], kind: str) -> None:
    """The same form once more, after somebody else's change, is asked about and writes nothing."""
    assert saved[kind]
    over = NOUNS[kind]
    view = books.form("/roi", over.named, over.user)
    before = held(view)
    books.save(view, over.then, over.user)
    books.save(books.form("/roi", over.named, EVA), _another(over.then), EVA)
    with books.beside.writing() as connection:
        connection.execute(delete(submissions))
    asked = books.save(view, over.then, over.user).view or {}
    assert "has been changed since by" in said(asked)
    [(name, theirs)] = _another(over.then).items()
    assert held(books.form("/roi", over.named, over.user))[name] == theirs
    books.save(books.form("/roi", over.named, over.user), {name: before[name]}, over.user)


def test_settings_saved_unchanged_are_no_longer_inherited(new_team: Team) -> None:
    """What the form shows is said from then on, whatever the installation's defaults become; nothing was replaced."""
    receipt = new_team.fill("/roi", {}, "settings").view or {}
    assert ("Settings saved" in said(receipt), button(receipt)) == (True, "")
    with new_team.beside.reading() as connection:
        assert connection.execute(select(workspaces.c.completeness)).scalar_one() is not None


def test_a_currency_goes_back_only_while_nothing_is_in_it(new_team: Team) -> None:
    """On empty books *Undo* brings it back; once there are amounts it says the way."""
    receipt = new_team.fill("/roi", {"currency": "JPY"}, "settings").view or {}
    assert "Reporting currency: USD → JPY" in said(receipt)
    undo(new_team, receipt)
    receipt = new_team.fill("/roi", {"currency": "PLN"}, "settings").view or {}
    new_team.cost(f"10 ads {DAY}")
    shown = len(new_team.slack.opened)
    new_team.client.press("undo_replacement", view=standing_in(new_team, receipt), user=ADA)
    assert "doesn’t go back to USD by itself" in said(new_team.slack.opened[shown])
    assert held(new_team.form("/roi", "settings"))["currency"] == "PLN"


def test_with_another_currency_the_other_settings_are_told_too(new_team: Team) -> None:
    """Above the preview stays what was saved at once, with before, after and *Undo*."""
    new_team.cost(f"10 ads {DAY}")
    shown = new_team.fill("/roi", {"currency": "EUR", "completeness": "60"}, "settings").view or {}
    assert "Completeness needed to judge, %: 80% → 60%" in said(shown)
    assert "Undone" in undo(new_team, shown)


def test_another_currency_comes_back_with_the_settings(new_team: Team) -> None:
    """Where another was quicker, the currency that was chosen still stands in the form, and *Replace* shows it."""
    new_team.slack.person(EVA, name="Eva Admin", is_admin=True)
    new_team.cost(f"10 ads {DAY}")
    view = new_team.form("/roi", "settings")
    new_team.fill("/roi", {"completeness": "60"}, "settings", EVA)
    asked = new_team.save(view, {"currency": "EUR"}).view or {}
    assert held(asked)["currency"] == "EUR"
    assert "stays as it is until you confirm EUR in a preview" in said(asked)
    assert "USD → EUR" in said(new_team.save(new_team.slack.views[view["id"]], {}).view)
    assert held(new_team.form("/roi", "settings"))["completeness"] == "60"


def test_a_goal_is_renamed_only_where_it_was_opened(books: Team) -> None:
    """*Change a goal* keeps the key whatever the new name; another thing's name is refused."""
    books.goal("Old words", "5")
    receipt = books.save(books.form("/roi", "goal old-words"), {"name": "New words"}).view or {}
    assert "Name: Old words → New words" in said(receipt)
    assert held(books.form("/roi", "goal old-words"))["name"] == "New words"
    taken = books.client.submit(books.form("/roi", "goal old-words"), {"name": "Launch"}, user=ADA).errors
    assert list(taken) == ["name"]


def test_conversions_waiting_for_a_goal_are_not_lost(books: Team) -> None:
    """A goal made by somebody else meanwhile is asked about; *Replace* saves it and logs what waited."""
    values = {"goal": "+Raced", "count": "3", "date": DAY}
    asked = books.form("/roi-conversion")
    books.save(asked, values)
    books.goal("Raced", "5")
    receipt = books.replace(books.slack.views[asked["id"]], {"basis": "fixed", "value": "7"}).view or {}
    assert "✓ 3 × Raced logged" in said(receipt)
    assert "Value: $5.00 → $7.00" in said(receipt)
    assert "Undo “Raced”" in said(receipt)
    assert "Value: $7.00 → $5.00" in undo(books, receipt)
    assert held(books.form("/roi", "goal raced"))["value"] == "5.00"


def test_it_is_told_in_polish(books: Team) -> None:
    """Before, after, the question and *Undo*, in the reader's words."""
    books.goal("Polski", "5", stage="lead", counts="no")
    receipt = books.save(books.form("/roi", "goal polski", OLA), {"value": "6", "stage": "other"}, OLA).view or {}
    assert "Wartość: 5,00\u00a0USD → 6,00\u00a0USD" in said(receipt)
    assert "Lead → " in said(receipt)
    books.goal("Polski", "8")
    assert "nic nie cofnięto" in undo(books, receipt, OLA)
    view = books.form("/roi", "goal", OLA)
    asked = books.save(view, {"name": "Polski", "basis": "fixed", "value": "9"}, OLA).view or {}
    assert asked["submit"]["text"] == "Zastąp"
    assert "Nic jeszcze nie zapisano." in said(asked)


def test_a_name_that_is_new_stands_in_the_form(books: Team) -> None:
    """What was typed behind the word is not typed again."""
    assert held(books.form("/roi", "goal White paper"))["name"] == "White paper"
    assert held(books.form("/roi", "new Autumn fair"))["name"] == "Autumn fair"
    assert held(books.form("/roi", "rate Nowa Osoba"))["person"] == "Nowa Osoba"
    assert held(books.form("/roi", "fx nok"))["currency"] == "NOK"
    assert held(books.form("/roi", "digest linkedin"))["channel"] == "linkedin"
    assert held(books.form("/roi", "benchmark linkedin"))["channel"] == "linkedin"
