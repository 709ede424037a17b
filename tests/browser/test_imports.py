"""Files of platforms and CRMs in the browser: dropped, looked at, corrected, saved, taken back; on a phone too."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Locator, Page, ViewportSize, expect

from tests.browser.person import OLIVIA, ZOFIA, Person

FILES = Path(__file__).parents[1] / "data" / "imports"
PHONE, DESK = ViewportSize(width=390, height=844), ViewportSize(width=1280, height=800)
META = "Nazwa kampanii;Dzień;Platforma;Wydana kwota (USD);Wyświetlenia\n{campaign};2026-09-01;facebook;1 234,50;900\n"
UNNAMED = "Gizmo,When it ran,Money out (USD)\nCampaign Q3,2026-09-03,120.50\nCampaign Q3,2026-09-04,80.25\n"
DROP = """async ([name, text]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], name, { type: "text/csv" }));
  for (const kind of ["dragover", "drop"]) {
    document.getElementById("messages").dispatchEvent(
      new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));
  }
}"""


@pytest.fixture
def zofia(page: Page, kept_books: str) -> Person:
    """An admin who reads Polish, in her conversation with the bot."""
    return Person(page=page, address=kept_books).at(f"D{ZOFIA}", user=ZOFIA)


def drop(person: Person, name: str, text: str) -> Locator:
    """Drops a file onto the page and sends it; the bot's message about it, once it is read."""
    person.page.evaluate(DROP, [name, text])
    return send(person)


def attach(person: Person, name: str, text: str) -> Locator:
    """The same by the button beside the composer."""
    file = FilePayload(name=name, mimeType="text/csv", buffer=text.encode())
    person.page.locator(".composer input[type=file]").set_input_files([file])
    return send(person)


def send(person: Person) -> Locator:
    """Sends the file that is attached; the bot's message about it, once it is read."""
    before = person.messages.count()
    expect(person.page.locator("#attached li")).to_have_count(1)
    person.page.get_by_role("button", name="Send", exact=True).click()
    message = person.message(before + 1)
    expect(message).not_to_contain_text("Wczytuję")
    expect(message).not_to_contain_text("Reading")
    return message


def press(message: Locator, button: str, then: str) -> None:
    """Presses a button of the bot's message, which says by itself what came of it."""
    message.get_by_role("button", name=button).first.click()
    expect(message).to_contain_text(then, timeout=20_000)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_month_of_spend_is_saved_in_three_steps(zofia: Person, size: ViewportSize) -> None:
    """Drop the file, look at it, *Save*: then the campaign's ROI has changed. *Undo*, and it is as before."""
    zofia.page.set_viewport_size(size)
    before = roi(zofia)
    message = drop(zofia, "konto-Campaigns.csv", META.format(campaign="Campaign Q3"))
    expect(message).to_contain_text("1 235")
    press(message, "Zapisz", "Zaimportowano 1 plik")
    assert roi(zofia) != before
    press(message, "Cofnij", "Import cofnięty")
    assert roi(zofia) == before


def roi(person: Person) -> str:
    """The line of September's ROI, cost and return, to the cent."""
    line = re.search(r"^ROI\s-?\d.*$", person.write("campaign-q3 2026-09").inner_text(), re.MULTILINE)
    assert line is not None
    return line.group()


def test_the_columns_of_a_table_nobody_knows_are_named_on_a_phone(page: Page, kept_books: str) -> None:
    """Attached by the button. What the content of a column says is proposed; one form takes columns and VAT."""
    page.set_viewport_size(PHONE)
    olivia = Person(page=page, address=kept_books).at(f"D{OLIVIA}", user=OLIVIA)
    before = roi(olivia)
    message = attach(olivia, "gizmo.csv", UNNAMED)
    name_columns(olivia, message)
    press(message, "Save", "1 file imported")
    assert roi(olivia) != before
    press(message, "Undo", "Import undone")
    assert roi(olivia) == before


def name_columns(person: Person, message: Locator) -> None:
    """Until the file can be saved."""
    message.get_by_role("button", name="Decide").click()
    amount = person.form.get_by_role("combobox", name="Amount spent")
    expect(amount).to_be_visible(timeout=20_000)
    expect(person.form.get_by_role("combobox", name="Day").first).to_contain_text("When it ran")
    expect(amount.locator("option:checked")).to_have_text("Money out (USD) · 120.50, 80.25")
    campaign = person.form.get_by_role("combobox", name="Campaign")
    expect(campaign.locator("option:checked")).to_have_text("Gizmo · Campaign Q3")
    person.form.get_by_role("textbox", name="VAT in the amounts, %").fill("0")
    person.form.get_by_role("button", name="Check again").click()
    expect(message.get_by_role("button", name="Save", exact=True)).to_be_visible(timeout=20_000)


def test_the_lines_of_a_statement_stand_one_below_the_other_on_a_phone(zofia: Person) -> None:
    """Though a line wraps there: none covers the next."""
    zofia.page.set_viewport_size(PHONE)
    rows = "".join(f"2026-09-0{day},PRINTWORKS LTD ROLLUPS AND LEAFLETS,-310.20,USD\n" for day in range(1, 9))
    message = attach(zofia, "statement.csv", f"Date,Description,Amount,Currency\n{rows}")
    message.get_by_role("button", name="Zdecyduj").click()
    lines = zofia.form.locator(".choices .choice")
    expect(lines).to_have_count(8, timeout=20_000)
    places = lines.evaluate_all(MEASURED)
    assert all(bottom <= top + 1 for (_, bottom), (top, _) in pairwise(places)), places
    zofia.dismiss()


MEASURED = """lines => lines.map(line => {
  const range = document.createRange();
  range.selectNodeContents(line);
  return [line.getBoundingClientRect().top, range.getBoundingClientRect().bottom];
})"""
"""Where the lines of a list begin, and what is written in them ends, in pixels."""


def test_a_campaign_called_almost_so_is_asked_about_and_corrected(zofia: Person) -> None:
    """*Save* is not there before that is decided; the file need not be sent again."""
    message = drop(zofia, "a.csv", META.format(campaign="campain_q3"))
    expect(message.get_by_role("button", name="Zapisz", exact=True)).to_have_count(0)
    message.get_by_role("button", name="Dopasuj kampanie").click()
    expect(zofia.form.get_by_role("combobox", name="campain_q3")).to_be_visible(timeout=20_000)
    zofia.form.get_by_role("combobox", name="campain_q3").select_option(label="Campaign Q3")
    zofia.form.get_by_role("button", name="Sprawdź ponownie").click()
    expect(message.get_by_role("button", name="Zapisz", exact=True)).to_be_visible(timeout=20_000)
    press(message, "Zapisz", "Zaimportowano 1 plik")
    expect(message).to_contain_text("Campaign Q3: ROI")
    press(message, "Cofnij", "Import cofnięty")


COUNTING = {"demo booking": "No", "newsletter": "No", "customer": "Yes"}
"""In the sample leads bring the return, and no sale then may. With one goal for sales, none is asked for."""

HUBSPOT = """Record ID,Deal Name,Deal Stage,Pipeline,Amount,Currency,Close Date,Create Date,Deal probability
7301,North,Closed won,Sales,4200.00,USD,2026-09-18 10:12,2026-08-02 09:00,1
7303,South,Legal review,Sales,9000.50,USD,2026-11-15 00:00,2026-09-12 15:40,0.9
"""


def test_deals_of_a_crm_come_with_their_stages_and_go_again(page: Page, kept_books: str) -> None:
    """A stage nobody knows is chosen once, and what won deals count for; the pipeline changes, and changes back."""
    olivia = Person(page=page, address=kept_books).at(f"D{OLIVIA}", user=OLIVIA)
    open_deals = pipeline(olivia)
    message = drop(olivia, "hubspot-crm-exports-all-deals.csv", HUBSPOT)
    map_deals(olivia, message, {"Won deals count for": "Customer"})
    press(message, "Save", "1 file imported")
    assert "HubSpot 7303 · $9,000.50" in pipeline(olivia)
    press(message, "Undo", "Import undone")
    assert pipeline(olivia) == open_deals


def test_a_won_deal_returns_in_the_month_of_its_first_contact(own_demo: str, page: Page) -> None:
    """Where sales are what counts. *Undo* takes it out of that month again."""
    olivia = Person(page=page, address=own_demo).at(f"D{OLIVIA}", user=OLIVIA)
    for goal, option in COUNTING.items():
        count(olivia, goal, option)
    before = cohorts(olivia)
    message = drop(olivia, "hubspot-crm-exports-all-deals.csv", HUBSPOT)
    map_deals(olivia, message, {})
    press(message, "Save", "1 file imported")
    assert changed(before, cohorts(olivia)) == ["Aug 2026"]
    press(message, "Undo", "Import undone")
    assert cohorts(olivia) == before


def count(person: Person, goal: str, option: str) -> None:
    """Whether a goal counts towards return."""
    form = person.open(f"/roi goal {goal}")
    form.get_by_role("combobox", name="Counts towards return").select_option(label=option)
    person.save()
    expect(person.form.get_by_role("textbox")).to_have_count(0)
    person.dismiss()


def map_deals(person: Person, message: Locator, more: dict[str, str]) -> None:
    """Chooses what is asked, until the file can be saved."""
    message.get_by_role("button").first.click()
    expect(person.form.get_by_role("combobox", name="Legal review")).to_be_visible(timeout=20_000)
    chosen = {"Legal review": "Contract sent", "Rows without a campaign": "Campaign Q3", **more}
    for field, option in chosen.items():
        person.form.get_by_role("combobox", name=field).select_option(label=option)
    person.form.get_by_role("button", name="Check again").click()
    expect(message.get_by_role("button", name="Save", exact=True)).to_be_visible(timeout=20_000)


def changed(before: list[str], after: list[str]) -> list[str]:
    """The months whose line is another."""
    return [new.partition(":")[0] for old, new in zip(before, after, strict=True) if old != new]


def cohorts(person: Person) -> list[str]:
    """The lines of the months of first contact."""
    lines = person.write("cohorts campaign-q3").inner_text().splitlines()
    months = [line for line in lines if re.match(r"\w{3}\s2026: ROI", line)]
    assert months
    return months


def pipeline(person: Person) -> str:
    """What stands over the form of deals."""
    person.press(person.write("deal"), "Deal")
    expect(person.form).to_be_visible()
    text = person.form.inner_text()
    person.dismiss()
    return text


def test_a_file_is_chosen_in_the_form(page: Page, kept_books: str) -> None:
    """Behind `/roi import`; what is in it stands in the bot's conversation with that person, and nowhere else."""
    olivia = Person(page=page, address=kept_books).at()
    form = olivia.open("/roi import")
    form.locator("input[type=file]").set_input_files(FILES / "google-ads-en.csv")
    form.get_by_role("button", name="Read", exact=True).click()
    expect(olivia.form).to_contain_text("What is in it comes to our conversation")
    olivia.dismiss()
    there = olivia.at(f"D{OLIVIA}", user=OLIVIA)
    expect(there.messages.last).to_contain_text("Google Ads", timeout=20_000)
    expect(there.messages.last.get_by_role("button", name="Save", exact=True)).to_be_visible()


def test_an_export_is_delivered_to_the_person_alone(page: Page, kept_books: str) -> None:
    olivia = Person(page=page, address=kept_books).at()
    olivia.ask("/roi export campaign-q3")
    there = olivia.at(f"D{OLIVIA}", user=OLIVIA)
    link = there.messages.last.get_by_role("link").first
    expect(link).to_contain_text(".xlsx", timeout=20_000)
    with page.expect_download() as download:
        link.click()
    assert download.value.path().read_bytes().startswith(b"PK")
