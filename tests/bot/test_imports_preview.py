"""The preview of a file: what is asked instead of guessed, what was decided once and stays so, and how little it is."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.bot.conftest import ADA, ANNA, MAX, Payload, Team, said
from tests.bot.test_first_views import MOST_BUTTONS, MOST_CHARACTERS, MOST_COLUMNS, MOST_LINES, MOST_ROWS, lines, prose
from tests.bot.test_imports import HUBSPOT, TWO_DAYS, awaited, day, drop, ended, meta, press
from tests.screens import controls, find


def change(team: Team, message: Payload, values: Mapping[str, object], user: str = ADA) -> Payload:
    """Fills in the form behind *Change something*, by the beginnings of its labels; the message as it is then."""
    view = opened(team, message, user)
    typed = {field_of(view, label): value for label, value in values.items()}
    assert team.client.submit(view, typed, user=user).status == 200
    return ended(message)


def opened(team: Team, message: Payload, user: str = ADA) -> Payload:
    """The form behind the button that changes or decides, filled."""
    before = len(team.slack.opened)
    assert team.client.press("import_change", message=message, user=user, channel=message["channel"]).status == 200
    view_id = team.slack.opened[before]["id"]
    view: Payload = awaited(lambda: team.slack.views[view_id], lambda view: view["callback_id"] == "import_change")
    return view


def field_of(view: Payload, label: str) -> str:
    return next(str(b["block_id"]) for b in view["blocks"] if b.get("label", {}).get("text", "").startswith(label))


def values_of(view: Payload, label: str) -> list[str]:
    """The texts of the options under a label."""
    block = next(b for b in view["blocks"] if b.get("label", {}).get("text", "").startswith(label))
    return [option["text"]["text"] for option in block["element"]["options"]]


def actions_of(message: Payload) -> list[str]:
    return [one.action_id for one in controls(message["blocks"])]


def label_of(message: Payload, action_id: str) -> str:
    return find(message["blocks"], action_id).label


# --- asked, never guessed ---


def test_a_campaign_that_is_called_almost_so_is_asked_about(new_team: Team) -> None:
    """Nothing can be saved before, the candidate is offered, and the answer holds for the next file too."""
    new_team.campaign("Facebook Tier 2")
    message = drop(new_team, meta(("facebOOK_tier2", 3, "40.00")))
    assert "Is “facebOOK_tier2” the campaign Facebook Tier 2?" in message["text"]
    assert "import_save" not in actions_of(message)
    assert label_of(message, "import_change") == "Match the campaigns"
    assert values_of(opened(new_team, message), "Campaign “facebOOK_tier2”")[0] == "Facebook Tier 2"
    message = change(new_team, message, {})
    assert message["text"].startswith("Meta"), message["text"]
    press(new_team, "import_save", message)
    assert "cost $40.00" in new_team.ask("facebook-tier-2 all").text
    later = drop(new_team, meta(("facebOOK_tier2", 2, "2.00"), ("facebOOK_tier2", 3, "40.00")))
    assert "Is “" not in later["text"]


def test_a_new_campaign_instead_of_the_near_one_is_made_when_it_is_saved(new_team: Team) -> None:
    new_team.campaign("Facebook Tier 2")
    message = drop(new_team, meta(("facebOOK_tier2", 3, "40.00")))
    message = change(new_team, message, {"Campaign “facebOOK_tier2”": "+"})
    assert "New campaign: facebOOK_tier2" in message["text"]
    assert "tier2" not in new_team.ask("campaigns all").text
    press(new_team, "import_save", message)
    assert "cost $40.00" in new_team.ask("facebook-tier2 all").text


def test_rows_of_a_campaign_can_be_left_out(new_team: Team) -> None:
    message = drop(new_team, meta(("Keep", 3, "40.00"), ("Drop", 3, "2.00")))
    message = change(new_team, message, {"Campaign “Drop”": "-"})
    assert "$40.00" in message["text"]
    press(new_team, "import_save", message)
    assert "cost $40.00" in new_team.ask("all").text


def test_the_order_of_day_and_month_is_asked_where_no_date_tells_it(new_team: Team) -> None:
    new_team.campaign("Spring")
    content = b"Campaign name,Day,Amount spent (USD),Platform\nSpring,03/04/2025,12.50,facebook\n"
    message = drop(new_team, content)
    assert "“03/04/2025” can be read day first or month first." in message["text"]
    assert label_of(message, "import_change") == "Choose the date order"
    message = change(new_team, message, {"“03/04/2025”": "yes"})
    press(new_team, "import_save", message)
    assert "cost $12.50" in new_team.ask("spring 2025-04").text


def test_vat_that_the_amounts_hold_is_taken_off(new_team: Team) -> None:
    message = drop(new_team, meta(("Spring", 3, "123.00")))
    message = change(new_team, message, {"VAT": "23"})
    assert "23% VAT taken off" in message["text"]
    press(new_team, "import_save", message)
    assert "cost $100.00" in new_team.ask("spring all").text


def test_a_table_that_nobody_knows_is_mapped_once(new_team: Team) -> None:
    """The form proposes the columns with what stands in them; the next file with this header needs no question."""
    new_team.campaign("Spring")
    table = f"When,What,How much\n{day(3)},Spring,12.50\n{day(2)},Spring,2.50\n".encode()
    message = drop(new_team, table)
    assert "which column is what?" in message["text"]
    view = opened(new_team, message)
    assert f"When · {day(3)}, {day(2)}" in values_of(view, "Day")
    values = {"Day": "0", "Campaign": "1", "Amount spent": "2", "Currency of the file": "USD", "VAT": "0"}
    new_team.client.submit(view, {field_of(view, label): value for label, value in values.items()}, user=ADA)
    message = ended(message)
    press(new_team, "import_save", message)
    assert "cost $15.00" in new_team.ask("spring all").text
    again = drop(new_team, table.replace(b"2.50", b"3.50"))
    assert "which column" not in again["text"]
    assert "import_save" in actions_of(again)


def test_what_a_platform_claims_is_on_the_books_only_where_a_goal_is_chosen(new_team: Team) -> None:
    new_team.goal("lead", "10", stage="lead")
    new_team.campaign("Spring")
    head = "Campaign name,Day,Amount spent (USD),Platform,Results,Result type\n"
    content = f"{head}Spring,{day(3)},40.00,facebook,3,Leads\n".encode()
    message = drop(new_team, content)
    assert "Claimed, not counted: Leads 3." in message["text"]
    chosen = change(new_team, message, {"“Leads” in the file counts for": "lead"})
    assert "Claimed" not in chosen["text"]
    press(new_team, "import_save", chosen)
    assert "cost $40.00 · return $30.00" in new_team.ask("spring all").text


def test_what_is_claimed_is_said_with_its_attribution_window_and_beside_what_is_logged(new_team: Team) -> None:
    """Claims of two windows are not comparable, so they are not added; undo leaves no word of them."""
    new_team.goal("lead", "10", stage="lead")
    new_team.campaign("Spring")
    new_team.conversions("22 lead spring")
    head = "Campaign name,Day,Amount spent (USD),Platform,Results,Result type,Attribution setting\n"
    rows = ("20.00,facebook,25,Leads,7-day click", "20.00,instagram,6,Leads,7-day click", "5.00,facebook,4,Leads,1-day")
    content = head + "".join(f"Spring,{day(3)},{row}\n" for row in rows)
    message = drop(new_team, content.encode())
    assert "Claimed, not counted: Leads 31 (7-day click), Leads 4 (1-day)." in message["text"]
    saved = press(new_team, "import_save", message)
    details = new_team.read("spring all")
    assert "Meta: claimed 31 × Leads (7-day click), logged 22 (141%)" in details
    assert "Meta: claimed 4 × Leads (1-day), logged 22 (18%)" in details
    press(new_team, "undo_import", saved)
    assert "claimed" not in new_team.read("spring all")


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("actions:lead", "Lead"),
        ("actions:offsite_conversion.fb_pixel_purchase", "Purchase"),
        ("actions:onsite_conversion.lead_grouped", "Lead"),
        ("actions:omni_landing_page_view", "Landing page view"),
        ("reach", "reach"),
    ],
)
def test_metas_codes_of_results_are_called_by_words(new_team: Team, code: str, name: str) -> None:
    """Before they are saved, in the form that asks what they count for, and beside what is logged."""
    head = "Campaign name,Day,Amount spent (USD),Platform,Results,Result indicator\n"
    message = drop(new_team, f"{head}Spring,{day(3)},40.00,facebook,3,{code}\n".encode())
    assert f"Claimed, not counted: {name} 3." in message["text"]
    assert "Don’t count" in values_of(opened(new_team, message), f"“{name}” in the file counts for")
    press(new_team, "import_save", message)
    assert f"Meta: claimed 3 × {name}, logged 0" in new_team.read("spring all")


def test_leads_and_conversions_of_linkedin_are_two_claims(new_team: Team) -> None:
    head = (
        "Start Date (in UTC),Account Name,Campaign Name,Currency,Total Spent,Conversions,Total Conversion Value,Leads\n"
    )
    table = f"{head}{day(3)},Acme,Hiring,USD,40.00,12,800.00,5\n"
    saved = press(new_team, "import_save", drop(new_team, table.encode()))
    assert "imported" in saved["text"]
    details = new_team.read("hiring all")
    assert "LinkedIn: claimed 12 × Conversions, logged 0" in details
    assert "LinkedIn: claimed 5 × Leads, logged 0" in details


def test_the_same_days_at_another_level_are_asked_about(new_team: Team) -> None:
    new_team.campaign("Spring")
    press(new_team, "import_save", drop(new_team, meta(*TWO_DAYS)))
    head = "Campaign name,Ad set name,Ad name,Day,Amount spent (USD),Platform\n"
    ads = f"{head}Spring,One,A,{day(3)},100.10,facebook\nSpring,One,B,{day(2)},50.05,facebook\n".encode()
    message = drop(new_team, ads)
    assert "has the same days at another level: $150.15" in message["text"]
    assert label_of(message, "import_change") == "Replace it or keep both"
    replaced = change(new_team, message, {"Import of": "replace"})
    assert "nothing" in replaced["text"].casefold() or "import_save" in actions_of(replaced)
    if "import_save" in actions_of(replaced):
        press(new_team, "import_save", replaced)
    assert "cost $150.15" in new_team.ask("spring all").text


# --- what is said ---


def test_a_row_that_cannot_be_read_is_named_with_its_line(new_team: Team) -> None:
    new_team.campaign("Spring")
    message = drop(new_team, meta(("Spring", 3, "40.00"), ("Spring", 2, "forty")))
    assert "1 row refused: line 3: I can’t read “forty” as an amount" in message["text"]
    press(new_team, "import_save", message)
    assert "cost $40.00" in new_team.ask("spring all").text


def test_what_the_roi_of_the_campaign_becomes_is_said_before_and_holds_after(new_team: Team) -> None:
    """The figures of the preview are those of the campaign's own answer once it is saved."""
    new_team.goal("sale", "100", stage="customer")
    new_team.campaign("Spring")
    new_team.conversions(f"3 sale facebook spring {day(2)}")
    message = drop(new_team, meta(*TWO_DAYS))
    line = "ROI 99.80% · cost $150.15 · return $300.00"
    assert f"Spring after saving: {line}" in message["text"]
    saved = press(new_team, "import_save", message)
    assert f"Spring now: {line}" in saved["text"]
    assert line in new_team.ask("spring").text


def test_spend_that_an_agency_has_billed_is_left_out_of_its_invoice_and_that_is_said_before(new_team: Team) -> None:
    """May's media, billed in June, and the export later: what the preview says of the campaign holds once saved."""
    new_team.campaign("Spring", start="2025-05-01")
    days = {"media_from": "2025-05-01", "media_until": "2025-05-31"}
    new_team.cost_form("agency", amount="6000", media="4500", date="2025-06-05", campaign="spring", **days)
    content = b"Campaign name,Day,Amount spent (USD),Platform\nSpring,2025-05-20,4000.00,facebook\n"
    message = drop(new_team, content)
    assert "Some of it is in 1 agency invoice, 5 Jun 2025: it is left out there" in message["text"]
    line = "cost $6,000.00"
    assert f"Spring after saving: ROI -100.00% · {line}" in message["text"]
    saved = press(new_team, "import_save", message)
    assert line in new_team.ask("spring all").text
    press(new_team, "undo_import", saved)
    assert line in new_team.ask("spring all").text


def test_a_closed_month_is_named(new_team: Team) -> None:
    new_team.campaign("Spring")
    new_team.cost("1 ads 2025-08-05")
    new_team.client.submit(new_team.form("/roi", "close"), {"month": "2025-08-01"}, user=ADA)
    content = b"Campaign name,Day,Amount spent (USD),Platform\nSpring,2025-08-30,12.50,facebook\n"
    message = drop(new_team, content)
    assert "Closed: August 2025." in message["text"]
    press(new_team, "import_save", message)
    assert "cost $12.50" in new_team.ask("spring 2025-08").text


def test_a_polish_reader_gets_it_in_polish(new_team: Team) -> None:
    new_team.campaign("Facebook Tier 2")
    message = drop(new_team, meta(("facebOOK_tier2", 3, "40.00")), user=ANNA)
    assert "Czy „facebOOK_tier2” to kampania Facebook Tier 2?" in message["text"]
    assert label_of(message, "import_change") == "Dopasuj kampanie"


@pytest.mark.parametrize("user", [ADA, ANNA])
def test_a_preview_is_read_at_a_glance(new_team: Team, user: str) -> None:
    """However many campaigns a file has: at most twelve lines, 900 characters, five buttons and a table of a phone."""
    new_team.campaign("Campaign name 1x")
    rows = [(f"A rather long campaign name, number {n}", n % 5 + 2, f"{n}.50") for n in range(1, 40)]
    blocks = drop(new_team, meta(*rows, ("Campaign name1x", 3, "7"), ("B", 2, "x")), user=user)["blocks"]
    assert lines(blocks) <= MOST_LINES, said(blocks)
    assert len(prose(blocks)) <= MOST_CHARACTERS, prose(blocks)
    [table] = [block for block in blocks if block["type"] == "table"]
    assert len(table["rows"]) <= 1 + MOST_ROWS
    assert len(table["column_settings"]) <= MOST_COLUMNS
    [row] = [block["elements"] for block in blocks if block["type"] == "actions"]
    assert len(row) <= MOST_BUTTONS


def test_several_files_are_one_message_and_saved_at_once(new_team: Team) -> None:
    for name in ("Spring", "Autumn"):
        new_team.campaign(name)
    autumn = b"Campaign name,Day,Amount spent (USD),Platform\nAutumn,2025-08-30,12.50,facebook\n"
    message = drop(new_team, meta(*TWO_DAYS), autumn, b"nothing", names=("a.csv", "b.csv", "c.csv"))
    assert "3 files" in message["text"]
    assert "c.csv" in message["text"]
    saved = press(new_team, "import_save", message)
    assert "2 files imported" in saved["text"]
    assert "cost $162.65" in new_team.ask("all").text


def test_two_files_of_the_same_spend_are_saved_one_after_the_other(new_team: Team) -> None:
    new_team.campaign("Spring")
    newer = meta(("Spring", 3, "100.10"), ("Spring", 2, "60.00"))
    message = drop(new_team, meta(*TWO_DAYS), newer, names=("first.csv", "second.csv"))
    assert "some of the same spend or results as in first.csv" in message["text"]
    press(new_team, "import_save", message)
    assert "cost $150.15" in new_team.ask("spring all").text


def test_a_newer_export_with_days_more_is_proposed_to_replace_the_older(new_team: Team) -> None:
    """It is asked where no account is named; the form only has to be sent. One with fewer days proposes nothing."""
    new_team.campaign("Spring")
    press(new_team, "import_save", drop(new_team, meta(*TWO_DAYS)))
    more = drop(new_team, meta(*TWO_DAYS, ("Spring", 1, "7.00")))
    assert label_of(more, "import_change") == "Replace it or keep both"
    assert "Replaces the import" in change(new_team, more, {})["text"]
    less = opened(new_team, drop(new_team, meta(("Spring", 2, "55.00"))))
    assert "initial_option" not in next(
        one["element"] for one in less["blocks"] if one["block_id"].startswith("overlap")
    )


# --- undone, listed ---


def test_only_who_imported_it_or_an_admin_undoes_it(new_team: Team) -> None:
    new_team.campaign("Spring")
    saved = press(new_team, "import_save", drop(new_team, meta(*TWO_DAYS)))
    refused = new_team.press("undo_import", saved, MAX)
    assert "Only whoever imported this file, or an admin, can " in refused["text"]
    assert "cost $150.15" in new_team.ask("spring all").text


def test_what_was_taken_back_by_hand_stays_so_in_a_newer_export(new_team: Team) -> None:
    new_team.campaign("Spring")
    press(new_team, "import_save", drop(new_team, meta(("Spring", 3, "100.00"), ("Spring", 2, "1.00"))))
    new_team.press("undo_listed", new_team.ask("history").body or {})
    message = drop(new_team, meta(("Spring", 3, "120.00"), ("Spring", 2, "3.00")))
    assert "1 entry that somebody has changed since stays as it is." in message["text"]
    press(new_team, "import_save", message)
    assert "cost $120.00" in new_team.ask("spring all").text


def test_the_list_says_who_when_what_and_what_it_replaced(new_team: Team) -> None:
    new_team.campaign("Spring")
    press(new_team, "import_save", drop(new_team, meta(*TWO_DAYS)))
    press(new_team, "import_save", drop(new_team, meta(("Spring", 3, "100.10"), ("Spring", 2, "60.00"))))
    listed = new_team.ask("import list").text
    assert "$160.10 · 2 rows" in listed
    assert "replaces 1 earlier import" in listed
    assert f"<@{ADA}>" in listed


def test_what_a_newer_import_has_replaced_is_listed_so_and_undone_after_it(new_team: Team) -> None:
    """*Undo* is offered only where it would work; once the newer one is undone, the older one can be."""
    new_team.campaign("Spring")
    press(new_team, "import_save", drop(new_team, meta(*TWO_DAYS)))
    newer = press(new_team, "import_save", drop(new_team, meta(("Spring", 3, "100.10"), ("Spring", 2, "60.00"))))
    listed = new_team.ask("import list")
    assert "$150.15 · 2 rows" in listed.text
    assert listed.text.count("replaced by a newer import") == 1
    assert [one.label for one in controls(listed.blocks)] == ["Undo"]
    press(new_team, "undo_import", newer)
    listed = new_team.ask("import list")
    assert "replace" not in listed.text
    assert [one.label for one in controls(listed.blocks)] == ["Undo"]


def test_several_decisions_have_one_button_and_undecided_lines_no_sum(new_team: Team) -> None:
    """One button for all of them; nothing is called spend before the lines of a statement are chosen."""
    message = drop(new_team, statement((4, "FACEBK ADS", "-120,00"), (3, "RENT", "-3000,00")))
    assert label_of(message, "import_change") == "Decide"
    view = opened(new_team, message)
    assert "$120.00" in values_of(view, "Which lines")[0]
    assert "2 things to decide · 2 rows" in message["text"]
    assert "3,120" not in message["text"]
    typed = {field_of(view, "VAT"): "20", field_of(view, "Which lines"): ["2"]}
    new_team.client.submit(view, typed, user=ADA)
    message = ended(message)
    assert "Ready to save: $100.00 from 1 row" in message["text"]
    press(new_team, "import_save", message)
    assert "cost $100.00" in new_team.ask("all").text


def statement(*lines: tuple[int, str, str]) -> bytes:
    """A bank's list of operations: days ago, what it says, amount."""
    head = "Data operacji;Opis operacji;Kwota;Waluta;Saldo po operacji\n"
    return (head + "".join(f"{day(ago)};{text};{amount};USD;900,00\n" for ago, text, amount in lines)).encode()


def test_of_a_bank_statement_only_the_lines_chosen_are_spend(new_team: Team) -> None:
    rows = ((4, "FACEBK ADS", "-120,00"), (3, "RENT", "-3000,00"), (2, "CLIENT", "8200,00"))
    message = drop(new_team, statement(*rows))
    view = opened(new_team, message)
    lines_offered = values_of(view, "Which lines")
    assert len(lines_offered) == len(rows)
    assert "FACEBK ADS" in lines_offered[0]
    new_team.client.submit(view, {field_of(view, "VAT"): "0", field_of(view, "Which lines"): ["2"]}, user=ADA)
    press(new_team, "import_save", ended(message))
    assert "cost $120.00" in new_team.ask("all").text


def test_what_is_asked_stands_first_in_the_form(new_team: Team) -> None:
    """The columns of a table that need not be asked about can still be changed, below what is to be decided now."""
    message = drop(new_team, f"Date,Campaign,Cost\n{day(3)},Spring,12.50\n{day(2)},Spring,2.50\n".encode())
    labels = [block["label"]["text"] for block in opened(new_team, message)["blocks"] if "label" in block]
    assert labels[:2] == ["Currency of the file", "VAT in the amounts, %"]
    assert labels.index("Amount spent") > labels.index("VAT in the amounts, %")


def test_a_goal_that_brings_no_return_is_named_with_what_to_do(new_team: Team) -> None:
    """Deals that are won for it are logged, and ROI stays as it is."""
    new_team.campaign("Spring")
    new_team.goal("Customer", "100", stage="customer", counts="no")
    message = change(new_team, drop(new_team, HUBSPOT.encode()), {"Won deals count for": "customer"})
    assert "The goal Customer doesn’t count towards return: ROI stays as it is." in message["text"]
    assert "/roi goal" in message["text"]
    new_team.goal("Customer", "100", stage="customer", counts="yes")
    assert "count towards return" not in drop(new_team, HUBSPOT.encode())["text"]


# --- what comes of it is told ---


def test_a_file_of_which_no_row_can_be_used_says_so(new_team: Team) -> None:
    """And why, with what to do; there is nothing to put off."""
    message = drop(new_team, meta(("Spring", 3, "forty")))
    assert "Nothing to save: I can’t use any row of this file. Check it and send it again." in message["text"]
    assert "1 row refused: line 2: I can’t read “forty” as an amount" in message["text"]
    assert [one.label for one in controls(message["blocks"])] == ["Change something", "All imports"]


def test_spend_outside_a_campaigns_own_days_is_named(new_team: Team) -> None:
    """Its ROI leaves that out, before it is saved and after; a campaign whose days hold all of it is not named."""
    new_team.campaign("Spring", start=day(2))
    new_team.campaign("Summer")
    message = drop(new_team, meta(("Spring", 4, "40.00"), ("Spring", 1, "2.00"), ("Summer", 4, "7.00")))
    left_out = "Some of it is outside the campaign’s days and not in its ROI: Spring (from "
    assert left_out in message["text"]
    assert left_out in said(message)
    saved = press(new_team, "import_save", message)
    assert left_out in saved["text"]
    assert "Summer (" not in saved["text"]
    assert "cost $2.00" in new_team.ask("spring").text
    assert left_out not in press(new_team, "undo_import", saved)["text"]
