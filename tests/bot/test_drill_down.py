"""The entries in *Details*: every figure of an answer, its formula, what it rests on, and the rows it is made of."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from core.ledger.entries import Cost
from core.money.money import Money
from core.setup.categories import Category
from tests.bot.conftest import ADA, ANNA, DAY, MAX, Team, said
from tests.inside import statements
from tests.screens import find

Payload = dict[str, Any]


@pytest.fixture(scope="module")
def books(team: Team) -> Team:
    """A campaign with ads, a yearly licence spread over 2025, a shared bill split in two, an invoice in euro, leads."""
    team.goal("Lead", "15.00", stage="lead")
    team.campaign("Alpha", margin="40")
    team.campaign("Beta")
    team.cost(f'100 ads linkedin alpha {DAY} "boost"', user=MAX)
    team.cost(f"300 ads facebook alpha {DAY}")
    team.cost_form("tools", amount="1200", date="2025-01-01", until="2025-12-31", campaign="alpha")
    team.cost_form("other", amount="200", date=DAY, split="weights", weights="alpha 1, beta 3", share="50")
    team.fill("/roi", {"currency": "EUR", "rate": "1.25", "date": "2025-08-04"}, "fx")
    team.cost(f"40 EUR materials alpha {DAY}")
    team.conversions(f"12 lead linkedin alpha {DAY}", user=MAX)
    team.fill("/roi-conversion", {"goal": "lead", "count": "3", "revenue": "99", "campaign": "alpha", "date": DAY})
    return team


def opened(team: Team, text: str, user: str = ADA) -> Payload:
    """The entries in the modal behind the answer's button."""
    return team.details(text, "entries", user)


def choose(team: Team, view: Payload, figure: str, user: str = ADA) -> Payload:
    """The same modal, redrawn for another figure."""
    assert team.client.select(view, "figure", figure, user=user).status == 200
    return team.slack.views[view["id"]]


def press(team: Team, view: Payload, action_id: str, value: str | None = None, user: str = ADA) -> Payload:
    assert team.client.press(action_id, value, view=view, user=user).status == 200
    return team.slack.views[view["id"]]


def menu(view: Payload) -> dict[str, str]:
    """Value -> text of every figure offered."""
    groups = find(view["blocks"], "figure").element["option_groups"]
    return {option["value"]: option["text"]["text"] for group in groups for option in group["options"]}


def lines(view: Payload) -> list[str]:
    return said(view["blocks"]).splitlines()


def timeless(view: Payload) -> list[str]:
    """Without the minute it was drawn in."""
    return [line for line in lines(view) if not line.startswith("As of ")]


# --- what can be opened ---


def test_a_campaigns_figures_are_all_there(books: Team) -> None:
    """The menu holds each figure the answer shows: ratios, categories, goals, channels."""
    found = menu(opened(books, "alpha 2025-08"))
    assert found["roi"].startswith("ROI: ")
    assert found["cost"] == "Cost: $576.91"
    assert found["return"] == "Return: $279.00"
    assert found["category:ads"] == "Ads: $400.00"
    assert found["category:tools"] == "Tools: $101.91"
    assert found["goal:lead"] == "Lead: 15 · return $279.00"
    assert {"margin_roi", "excess", "roas", "cpl", "cpa", "cost_per_conversion", "channel:linkedin"} <= set(found)


def test_a_message_of_before_still_opens_its_figures(books: Team) -> None:
    """The button that answers had carries the same words."""
    books.client.press("open_figures", "alpha 2025-08", user=MAX)
    assert timeless(books.slack.opened[-1]) == timeless(opened(books, "alpha 2025-08", MAX))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("2025-08", {"campaign:alpha", "campaign:beta"}),
        ("campaigns 2025-08", {"campaign:alpha", "campaign:beta"}),
        ("channels 2025-08", {"channel:linkedin", "channel:facebook", "channel:"}),
        ("content 2025-08", {"content:"}),
        ("compare alpha beta", {"1.roi", "1.cost", "1.return"}),
    ],
)
def test_every_answer_with_figures_opens(books: Team, text: str, rows: set[str]) -> None:
    """Overview, tables and both sides of a comparison."""
    found = menu(opened(books, text))
    assert {"roi", "cost", "return"} | rows <= set(found)
    assert len(found) <= 100


def test_the_formula_has_the_numbers_put_in(books: Team) -> None:
    """ROI with cost and return, cost as a sum of categories, a price as cost over count, excess at the margin."""
    view = opened(books, "alpha 2025-08")
    assert "ROI = ($279.00 - $576.91) × 100 / $576.91 = -51.64%" in lines(view)
    told = {
        "cost": "Cost = Ads $400.00 + Tools $101.91 + Materials $50.00 + Other $25.00 = $576.91",
        "cpl": "CPL (full) = $576.91 / 15 = $38.46",
        "roas": "ROAS = $180.00 / $400.00 = 0.45×",
        "excess": "Cost above return = $576.91 - $279.00 × 40.00% = $465.31",
    }
    for figure, formula in told.items():
        view = choose(books, view, figure)
        assert formula in lines(view)


def test_values_rates_and_the_moment_are_told(books: Team) -> None:
    """What one is worth and on what that rests, real revenue apart; the exchange rate; as of when, in our zone."""
    shown = lines(opened(books, "alpha 2025-08"))
    assert any("12 × $15.00 = $180.00 · real revenue of 3 conversions: $99.00 · " in line for line in shown)
    assert "1 EUR = 1.2500 USD · 4 Aug 2025 · by hand" in shown
    assert any(re.fullmatch(r"As of \w{3} .* Europe/Warsaw · Alpha · 1–31 Aug 2025", line) for line in shown)


def test_rows_say_which_part_of_an_entry_it_is(books: Team) -> None:
    """A spread, shared and split bill shows its part; an exchanged one its rate; each who and when."""
    shown = lines(opened(books, "alpha 2025-08"))
    assert any(line.startswith("$101.91 of this: $1,200.00 · Tools") for line in shown)
    assert any(line.startswith("$25.00 of this: $100.00 (50.00% of $200.00) · Other") for line in shown)
    assert "40.00 EUR × 1.2500 (by hand, 4 Aug 2025) = $50.00" in shown
    assert any(line.startswith("$100.00 · Ads · LinkedIn · Alpha") for line in shown)


def test_only_the_rows_of_a_figure_are_listed(books: Team) -> None:
    """One channel's, one goal's and the spread bill's own week."""
    view = choose(books, opened(books, "alpha 2025-08"), "channel:linkedin")
    shown = said(view["blocks"])
    assert "“boost”" in shown
    assert "Facebook · Alpha" not in shown
    week = choose(books, opened(books, "alpha 2025-W32"), "category:tools")
    assert "$23.01 of this: $1,200.00" in said(week["blocks"])


def test_pages_add_up(books: Team) -> None:
    """Older and newer pages hold each row once; what is not on the page is told as a sum."""
    books.campaign("Many")
    for number in range(1, 21):
        books.cost(f"{number} ads linkedin many {DAY}")
    first = choose(books, opened(books, "many 2025-08"), "cost")
    assert "and 12 more entries: cost $78.00" in lines(first)
    second = press(books, first, "figures_older")
    assert "On the pages before: cost $132.00" in lines(second)
    assert "and 4 more entries: cost $10.00" in lines(second)
    third = press(books, second, "figures_older")
    assert not any("more entr" in line for line in lines(third))
    found = [line for view in (first, second, third) for line in lines(view) if " · Ads · LinkedIn · Many · " in line]
    assert len(found) == len(set(found)) == 20
    again = press(books, third, "figures_newer")
    assert timeless(again) == timeless(second)
    assert timeless(press(books, again, "figures_newer")) == timeless(first)


def test_what_is_logged_meanwhile_starts_from_the_top(books: Team) -> None:
    """A page behind moved books would not add up: it begins anew."""
    books.campaign("Moving")
    for number in range(1, 11):
        books.cost(f"{number} ads linkedin moving {DAY}")
    view = choose(books, opened(books, "moving 2025-08"), "cost")
    books.cost(f"1000 ads linkedin moving {DAY}")
    again = said(press(books, view, "figures_older")["blocks"])
    assert "$1,000.00 · Ads" in again
    assert "On the pages before" not in again


def test_nothing_logged_is_said(books: Team) -> None:
    """A campaign without anything opens as well."""
    books.campaign("Empty")
    assert "No entries make up this figure." in lines(opened(books, "empty 2025-08"))


def test_a_label_says_what_is_hoped(books: Team) -> None:
    """A goal valued by a guess is labelled an estimate where its value is told."""
    books.goal("Fan", "2.00", basis="guess", stage="other")
    books.campaign("Hope")
    books.cost(f"5 ads hope {DAY}")
    books.conversions(f"4 fan hope {DAY}")
    assert "Fan: 4 × $2.00 = $8.00 · estimate · Guess" in lines(opened(books, "hope 2025-08"))


def test_it_is_said_in_polish(books: Team) -> None:
    """Anna reads the menu, the formula and the rows in her own language and formats."""
    view = choose(books, opened(books, "alpha 2025-08", ANNA), "cost", ANNA)
    shown = said(view["blocks"])
    assert "Koszt = Reklamy 400,00\xa0USD + Narzędzia" in shown
    assert "Stan na " in shown
    assert "Od najnowszych; razem dają tę liczbę." in shown


def test_the_words_of_the_answer_are_asked_again(books: Team) -> None:
    """A member's figures are the member's: what the button carries are only words."""
    view = opened(books, "alpha 2025-08", MAX)
    assert json.loads(view["private_metadata"])["typed"] == "alpha 2025-08"


# --- taking back from there ---


def test_a_row_is_taken_back_and_put_back(books: Team) -> None:
    """The figure is drawn anew without it, and with it again."""
    books.campaign("Back")
    books.cost(f"70 ads back {DAY}")
    books.cost(f"30 ads back {DAY}")
    view = choose(books, opened(books, "back 2025-08"), "cost")
    view = press(books, view, "undo_opened")
    assert "Undone: $30.00 · Ads" in said(view["blocks"])
    assert "Cost: $70.00" in lines(view)
    assert "cost $70.00" in books.ask("back 2025-08").text
    view = press(books, view, "redo_opened")
    assert "Restored: $30.00 · Ads" in said(view["blocks"])
    assert "Cost: $100.00" in lines(view)


def test_an_old_entry_asks_first(books: Team) -> None:
    """Past a day, a second word; or back to the figures."""
    books.campaign("Old")
    fact = Cost(
        day=date.fromisoformat(DAY), category=Category.ADS, amount=Money(minor=50_00, currency="USD"), campaign="old"
    )
    books.on_the_books(fact, by=MAX, at=datetime.now(UTC) - timedelta(days=3))
    view = press(books, opened(books, "old 2025-08", MAX), "undo_opened", user=MAX)
    assert "This was logged more than 24 hours ago. Figures already shared will change." in lines(view)
    view = press(books, view, "figures_back", user=MAX)
    assert "Rows" in said(view["blocks"])
    view = press(books, press(books, view, "undo_opened", user=MAX), "undo_opened_sure", user=MAX)
    assert "Undone: $50.00" in said(view["blocks"])
    assert "cost $0.00" in books.ask("old 2025-08").text


def test_only_those_who_may_have_the_buttons(books: Team) -> None:
    """Another member sees the row, not its buttons; and a forged press is refused."""
    view = opened(books, "alpha 2025-08", ANNA)
    actions = {
        element["action_id"]
        for block in view["blocks"]
        for element in block.get("elements", ())
        if "action_id" in element
    }
    assert actions.isdisjoint({"undo_opened", "correct"})
    own = opened(books, "alpha 2025-08", MAX)
    assert any(
        element.get("action_id") == "correct" for block in own["blocks"] for element in block.get("elements", ())
    )


def test_another_section_is_turned_to_without_the_books(new_team: Team) -> None:
    """As long as they have not moved, whoever turns and however often; once they have, it says what they say."""
    new_team.goal("signup", "10")
    new_team.campaign("Spring", budget="5000")
    new_team.cost("100 ads linkedin spring")
    new_team.cost("40 tools spring")
    view = new_team.details("spring", "costs")
    with statements() as sent:
        for section in ("how", "plan", "costs"):
            view = new_team.opened(view, section)
    assert sent == []
    assert "$140.00" in said(view)
    new_team.cost("60 ads linkedin spring")
    assert "$200.00" in said(new_team.opened(view, "costs"))


def test_a_section_shows_what_was_taken_back_in_the_same_modal(new_team: Team) -> None:
    """*Undo* at a row, and then the other sections: the change counts at once."""
    new_team.campaign("Spring")
    new_team.cost("100 ads linkedin spring")
    new_team.cost("40 tools spring")
    assert "$140.00" in said(new_team.details("spring", "costs"))
    view = new_team.details("spring", "entries")
    view = press(new_team, view, "undo_opened", str(new_team.newest()))
    shown = said(new_team.opened(view, "costs"))
    assert "$100.00" in shown
    assert "$140.00" not in shown


def test_figures_of_long_names_open_too(new_team: Team) -> None:
    """A campaign and a goal of sixty characters: what names their figures is no longer than Slack takes."""
    goal = "Newsletter subscription of a logistics manager in the north"
    new_team.goal(goal, "10", stage="lead")
    new_team.campaign("Black Friday 2026 remarketing Poland and Germany, phase two")
    new_team.cost(f'100 ads linkedin "Black Friday 2026 remarketing Poland and Germany, phase two" {DAY}')
    new_team.conversions(f'3 "{goal}" linkedin "Black Friday 2026 remarketing Poland and Germany, phase two" {DAY}')
    view = new_team.details("2025-08", "entries")
    assert "Cost: $100.00" in said(view["blocks"])
