"""Several people at one workspace: languages, what only one sees, what is shared, who is refused."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.person import EMMA, JAN, OLIVIA, TOM, ZOFIA, Person


@pytest.mark.parametrize("user", [ZOFIA, JAN])
def test_the_same_figures_in_polish(reader: Person, user: str) -> None:
    """Who reads Slack in Polish reads the same figures in Polish."""
    answer = reader.at(user=user).ask("/roi campaign-q3")
    expect(answer).to_contain_text("ROI 176,92% · koszt 65 000,00 USD · zwrot 180 000,00 USD")


def test_a_polish_form_in_polish(reader: Person) -> None:
    """The form and its errors speak the language of the person, and the page says which that is."""
    zofia = reader.at(user=ZOFIA)
    expect(zofia.page.locator("html")).to_have_attribute("lang", "pl")
    form = zofia.open("/roi-cost")
    expect(form.get_by_role("heading", name="Dodaj koszt")).to_be_visible()
    form.get_by_role("textbox", name="Kwota").fill("0")
    form.get_by_role("button", name="Zapisz", exact=True).press("Enter")
    expect(form.get_by_role("textbox", name="Kwota")).to_have_accessible_description("Wpisz wartość większą od zera.")


def test_an_answer_is_for_one_person(reader: Person) -> None:
    """Acting as somebody else from the menu above, one does not see the first one's answer; back again, it is there."""
    expect(reader.ask("/roi social-radar")).to_contain_text("cost $3,237.00")
    _become(reader, "Emma Fischer")
    expect(reader.page).to_have_url(f"{reader.address}/{EMMA}/{reader.place}")
    expect(reader.messages.filter(has_text="$3,237.00")).to_have_count(0)
    _become(reader, "Olivia Martin")
    expect(reader.page).to_have_url(f"{reader.address}/{OLIVIA}/{reader.place}")
    expect(reader.messages.filter(has_text="$3,237.00")).to_have_count(1)


def test_a_shared_answer_is_for_everybody(olivia: Person) -> None:
    """Share asks first who will see it; then others read the figures, and who shared them."""
    answer = olivia.ask("/roi campaign-q3")
    olivia.press(answer, "Share")
    question = olivia.page.locator("dialog.confirm")
    expect(question).to_contain_text("Everyone in this conversation will see these figures")
    question.get_by_role("button", name="Share").press("Enter")
    shared = olivia.messages.filter(has_not_text="Only visible to you")
    expect(shared).to_contain_text("ROI 176.92%")
    emma = olivia.at(user=EMMA)
    expect(emma.messages).to_have_count(1)
    expect(emma.messages).to_contain_text("ROI 176.92% · cost $65,000.00 · return $180,000.00")
    expect(emma.messages).to_contain_text("Olivia")


@pytest.mark.parametrize("command", ["/roi campaign-q3", "/roi-cost", "/roi-cost 250 ads"])
def test_a_guest_is_refused(reader: Person, command: str) -> None:
    """A guest reads why, and what to do."""
    answer = reader.at(user=TOM).ask(command)
    expect(answer).to_contain_text("Guests can’t use ROI Bot. Ask a member of this workspace for the figures.")


def _become(person: Person, name: str) -> None:
    person.page.locator("header summary", has_text="You are").click()
    person.page.get_by_role("navigation", name="Act as somebody else").get_by_role("link", name=name).click()
