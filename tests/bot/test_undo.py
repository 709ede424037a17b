"""Undo acts at once and says what it took back; Redo puts it back; old entries ask first; others' are left alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

from core.ledger.entries import Cost
from core.money.money import Money
from core.setup.categories import Category
from tests.bot.conftest import ADA, ANNA, DAY, Team, said
from tests.screens import find


def spent(team: Team, campaign: str) -> str:
    """The cost part of a campaign's line: what is really on the books."""
    line = next(line for line in team.ask(campaign).text.splitlines() if line.startswith("ROI "))
    return line.split(" · ")[1]


def test_undo_takes_back_and_offers_redo(team: Team) -> None:
    """The receipt is replaced by what was taken back, with Redo, and the figures follow."""
    user = team.person()
    team.campaign("Plain")
    receipt = team.cost(f"250 ads linkedin plain {DAY}", user).body or {}
    undone = team.press("undo", receipt, user)
    assert undone["replace_original"] is True
    assert undone["text"].startswith("Undone: $250.00 · Ads · LinkedIn · Plain")
    assert spent(team, "plain") == "cost $0.00"
    assert find(undone["blocks"], "redo").element["text"]["text"] == "Redo"


def test_redo_puts_back_and_offers_undo(team: Team) -> None:
    """After Redo all is as it was, and can be undone again."""
    user = team.person()
    team.campaign("Redone")
    undone = team.press("undo", team.cost(f"250 ads redone {DAY}", user).body or {}, user)
    redone = team.press("redo", undone, user)
    assert redone["text"].startswith("Restored: $250.00 · Ads")
    assert spent(team, "redone") == "cost $250.00"
    team.press("undo", redone, user)
    assert spent(team, "redone") == "cost $0.00"


def test_conversions_are_undone_as_well(team: Team) -> None:
    """Count and return are taken back and put back."""
    user = team.person()
    team.goal("undone goal", "3")
    team.campaign("Undone conversions")
    receipt = team.conversions(f"5 undone-goal undone-conversions {DAY}", user).body or {}
    undone = team.press("undo", receipt, user)
    assert "return $0.00" in team.ask("undone-conversions").text
    team.press("redo", undone, user)
    assert "return $15.00" in team.ask("undone-conversions").text


def test_undo_works_in_the_receipt_of_a_form(team: Team) -> None:
    """The modal that holds the receipt turns into what was taken back, and Redo works in it too."""
    user = team.person()
    team.campaign("Modal")
    view = team.form("/roi-cost", user=user)
    team.client.submit(view, {"amount": "75", "campaign": "modal", "date": DAY}, user=user)
    team.client.press("undo", view=team.slack.views[view["id"]], user=user)
    assert "✓ Undone: $75.00 · Ads" in said(team.slack.views[view["id"]])
    assert spent(team, "modal") == "cost $0.00"
    team.client.press("redo", view=team.slack.views[view["id"]], user=user)
    assert "✓ Restored: $75.00 · Ads" in said(team.slack.views[view["id"]])
    assert spent(team, "modal") == "cost $75.00"


def test_undo_pressed_twice_takes_back_once(team: Team) -> None:
    """The second press of the same button is answered the same and changes nothing."""
    user = team.person()
    team.campaign("Pressed")
    team.cost(f"1000 ads pressed {DAY}", user)
    receipt = team.cost(f"250 ads pressed {DAY}", user).body or {}
    first, second = (team.press("undo", receipt, user) for _ in range(2))
    assert first["text"] == second["text"]
    assert spent(team, "pressed") == "cost $1,000.00"


def test_undo_pressed_by_eight_at_once_takes_back_once(team: Team) -> None:
    """However many presses meet, one reversal is made."""
    user = team.person()
    team.campaign("Stampede")
    team.cost(f"1000 ads stampede {DAY}", user)
    receipt = team.cost(f"250 ads stampede {DAY}", user).body or {}
    with ThreadPoolExecutor(8) as pool:
        presses = [pool.submit(team.client.press, "undo", message=receipt, user=user) for _ in range(8)]
        assert {press.result().status for press in presses} == {200}
    assert spent(team, "stampede") == "cost $1,000.00"
    assert team.ask("history stampede").text.count("Undone: ") == 1


def test_redo_pressed_twice_puts_back_once(team: Team) -> None:
    """Nothing is doubled by a second press of Redo."""
    user = team.person()
    team.campaign("Redo twice")
    undone = team.press("undo", team.cost(f"250 ads redo-twice {DAY}", user).body or {}, user)
    for _ in range(2):
        team.press("redo", undone, user)
    assert spent(team, "redo-twice") == "cost $250.00"


def test_the_command_walks_back_through_ones_own_entries(team: Team) -> None:
    """Each `/roi undo` takes the latest of one's own that stands, past other people's, until none is left."""
    user, other = team.person(), team.person()
    team.campaign("Walk")
    team.cost(f"1 ads walk {DAY}", user)
    team.cost(f"20 ads walk {DAY}", user)
    team.cost(f"400 ads walk {DAY}", other)
    assert "$20.00 · Ads" in team.ask("undo", user).text
    assert "$1.00 · Ads" in team.ask("undo", user).text
    assert "You have no entry to undo" in team.ask("undo", user).text
    assert spent(team, "walk") == "cost $400.00"


def test_the_command_speaks_polish(team: Team) -> None:
    """`/roi cofnij` is the same in Polish words and formats."""
    team.client.command("/roi-cost", f"250,50 reklamy {DAY}", user=ANNA)
    answer = team.ask("cofnij", ANNA)
    assert "250,50\u00a0USD" in answer.text
    assert "Undone" not in answer.text
    assert find(answer.blocks, "redo").element["text"]["text"] != "Redo"


def test_a_redone_entry_is_the_next_to_be_undone(team: Team) -> None:
    """What was put back stands again, so the command takes it."""
    user = team.person()
    team.campaign("Again")
    team.cost(f"1 ads again {DAY}", user)
    team.press("redo", team.ask("undo", user).body or {}, user)
    assert "$1.00 · Ads" in team.ask("undo", user).text
    assert spent(team, "again") == "cost $0.00"


def test_what_was_put_back_is_not_said_to_be_taken_back(team: Team) -> None:
    """In the history the first entry's own button is stale once it was undone and redone: it must not claim an undo."""
    user = team.person()
    team.campaign("Stale")
    team.cost(f"250 ads stale {DAY}", user)
    history = team.ask("history stale", user).body or {}
    team.press("redo", team.press("undo_listed", history, user), user)
    answer = team.press("undo_listed", history, user)
    assert answer["text"].startswith("Undone") == (spent(team, "stale") == "cost $0.00")


def test_history_takes_back_beside_the_list(team: Team) -> None:
    """Undo in the history leaves the list where it is and answers below it."""
    user = team.person()
    team.campaign("Listed")
    team.cost(f"250 ads listed {DAY}", user)
    answer = team.press("undo_listed", team.ask("history listed", user).body or {}, user)
    assert answer["replace_original"] is False
    assert answer["text"].startswith("Undone: $250.00")
    assert spent(team, "listed") == "cost $0.00"


def test_a_member_cannot_take_back_what_others_logged(team: Team) -> None:
    """Only the person who logged it, or an admin; and the history offers no button for it."""
    user, other = team.person(), team.person()
    team.campaign("Mine")
    receipt = team.cost(f"250 ads mine {DAY}", user).body or {}
    answer = team.press("undo", receipt, other)
    assert answer["text"].startswith("Only the person who logged this, or an admin, can undo it.")
    assert spent(team, "mine") == "cost $250.00"
    assert "undo_listed" not in team.ask("history mine", other).raw


def test_an_admin_can_take_back_what_others_logged(team: Team) -> None:
    """And the history says who did."""
    user = team.person()
    team.campaign("Corrected")
    team.cost(f"250 ads corrected {DAY}", user)
    team.press("undo_listed", team.ask("history corrected", ADA).body or {}, ADA)
    assert spent(team, "corrected") == "cost $0.00"
    assert f"<@{ADA}>" in team.ask("history corrected").text


def test_what_an_admin_took_back_only_an_admin_puts_back(team: Team) -> None:
    """A member's Redo of an admin's correction is refused."""
    user = team.person()
    team.campaign("Final")
    undone = team.press("undo", team.cost(f"250 ads final {DAY}", user).body or {}, ADA)
    assert "Only the person who logged this" in team.press("redo", undone, user)["text"]
    assert spent(team, "final") == "cost $0.00"


def test_what_an_admin_puts_back_is_its_authors_again(team: Team) -> None:
    """The restored entry is in the name of who logged it first, so they can undo it."""
    user = team.person()
    team.campaign("Restored")
    team.press("redo", team.press("undo", team.cost(f"250 ads restored {DAY}", user).body or {}, ADA), ADA)
    assert "$250.00" in team.ask("undo", user).text
    assert spent(team, "restored") == "cost $0.00"


def test_an_entry_older_than_a_day_asks_first(team: Team) -> None:
    """Past 24 hours the command asks, and only the second word takes it back."""
    user = team.person()
    old_entry(team, "Yesterdays", user, hours=25)
    asked = team.ask("undo", user)
    assert asked.text.startswith("Undo this entry?\n$250.00 · Ads")
    assert spent(team, "yesterdays") == "cost $250.00"
    undone = team.press("undo_sure", asked.body or {}, user)
    assert undone["text"].startswith("Undone: $250.00")
    assert spent(team, "yesterdays") == "cost $0.00"


def test_an_entry_not_yet_a_day_old_does_not_ask(team: Team) -> None:
    """Up to 24 hours it acts at once."""
    user = team.person()
    old_entry(team, "Todays", user, hours=23)
    assert team.ask("undo", user).text.startswith("Undone: $250.00")


def test_the_history_asks_for_an_old_entry_as_well(team: Team) -> None:
    """Undo beside an old entry asks in the same words."""
    user = team.person()
    old_entry(team, "Last week s", user, hours=170)
    asked = team.press("undo_listed", team.ask("history last-week-s", user).body or {}, user)
    assert asked["text"].startswith("Undo this entry?")
    assert spent(team, "last-week-s") == "cost $250.00"
    team.press("undo_sure", asked, user)
    assert spent(team, "last-week-s") == "cost $0.00"


def test_a_member_cannot_take_back_others_old_entries(team: Team) -> None:
    """The second word is refused too, should somebody get at the button."""
    user, other = team.person(), team.person()
    old_entry(team, "Theirs", user, hours=25)
    asked = team.ask("undo", user).body or {}
    assert "Only the person who logged this" in team.press("undo_sure", asked, other)["text"]
    assert spent(team, "theirs") == "cost $250.00"


def test_a_button_of_nothing_is_answered(team: Team) -> None:
    """An entry that does not exist, or an id that is none, gets a sentence."""
    receipt = team.cost(f"5 ads {DAY}").body or {}
    for value in ("999999", "x", "-1", "9" * 40):
        assert "can’t find that entry" in team.press("undo", receipt, value=value)["text"]


def test_the_sentence_is_complete_in_blocks_and_text(team: Team) -> None:
    """What was taken back stands in both."""
    user = team.person()
    undone = team.press("undo", team.cost(f"77 ads {DAY}", user).body or {}, user)
    assert "$77.00 · Ads" in said(undone["blocks"])


def old_entry(team: Team, campaign: str, user: str, *, hours: float) -> None:
    """A cost of 250 that ``user`` logged so many hours ago."""
    team.campaign(campaign)
    amount = Money(minor=25000, currency="USD")
    key = campaign.lower().replace(" ", "-")
    cost = Cost(day=date(2025, 8, 4), category=Category.ADS, amount=amount, campaign=key)
    team.on_the_books(cost, by=user, at=datetime.now(UTC) - timedelta(hours=hours))
