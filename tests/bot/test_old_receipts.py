"""A receipt shows what stands while Slack takes an answer there; an old button does nothing but what it shows."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from tests.bot.conftest import ADA, ANNA, DAY, MAX, Team, said
from tests.bot.test_drill_down import choose, lines, opened, press
from tests.screens import find

Payload = dict[str, Any]

MEANWHILE = "This entry has been corrected since, so nothing was changed now. It reads:"


@pytest.fixture(scope="module")
def books(team: Team) -> Team:
    team.goal("Lead", "15.00")
    return team


def spent(team: Team, campaign: str) -> str:
    line = next(line for line in team.ask(f"{campaign} 2025-08").text.splitlines() if line.startswith("ROI "))
    return line.split(" · ")[1].removeprefix("cost $").replace(",", "")


def correct(team: Team, message: Payload, user: str = ADA, value: str | None = None) -> Payload:
    """The form that *Correct* of a message opens."""
    shown = len(team.slack.opened)
    assert team.client.press("correct", value, message=message, user=user).status == 200
    assert len(team.slack.opened) == shown + 1
    return team.slack.opened[-1]


def saved(team: Team, view: Payload, user: str = ADA, **values: Any) -> list[Payload]:
    """Saves a form; what was sent to response_urls for it."""
    sent = len(team.slack.responses)
    answer = team.client.submit(view, values, user=user)
    assert answer.errors == {}
    return [payload for _, payload in team.slack.responses[sent:]]


def corrected(team: Team, campaign: str, user: str = ADA) -> tuple[Payload, Payload]:
    """The old receipt of a cost of 100, and what stands in its place: a correction to 60."""
    team.campaign(campaign)
    old = team.cost(f"100 ads {campaign.lower()} {DAY}", user).body or {}
    (now,) = saved(team, correct(team, old, user), user, amount="60")
    return old, now


# --- while Slack allows ---


def test_the_receipt_says_what_was_corrected(books: Team) -> None:
    """It is replaced where it stands, with buttons of what stands; Undo there brings the old entry back."""
    _, now = corrected(books, "Told")
    assert now["replace_original"] is True
    assert now["text"].startswith("Corrected: $60.00 · Ads · No channel · Told")
    assert "It replaces: $100.00 · Ads" in now["text"]
    assert "Counted again: $100.00" in books.press("undo", now)["text"]
    assert spent(books, "told") == "100.00"


def test_it_is_told_through_the_buttons_own_address(books: Team) -> None:
    """What was pressed stands in one message, and only that one is replaced."""
    books.campaign("Address")
    one, other = (books.cost(f"{amount} ads address {DAY}").body or {} for amount in (10, 20))
    first, second = correct(books, one), correct(books, other)
    saved(books, first, amount="11")
    saved(books, second, amount="21")
    (a, told_first), (b, told_second) = books.slack.responses[-2:]
    assert a != b
    assert ("$11.00" in told_first["text"], "$21.00" in told_second["text"]) == (True, True)


def test_conversions_too_and_in_polish(books: Team) -> None:
    """Anna's receipt of conversions is replaced in her words."""
    books.campaign("Wyniki")
    old = books.client.command("/roi-conversion", f"12 lead wyniki {DAY}", user=ANNA).body or {}
    (now,) = saved(books, correct(books, old, ANNA), ANNA, count="10")
    assert "10 × Lead" in now["text"]
    told = books.press("undo", old, ANNA)["text"]
    assert "W międzyczasie ten wpis poprawiono, więc teraz nic się nie zmieniło. Obowiązuje:" in told
    assert "10 × Lead" in told


def test_the_modals_receipt_goes_on_telling_it(books: Team) -> None:
    """Undo, Redo and another correction in the form's receipt show in the channel's too, as often as Slack takes it."""
    books.campaign("Chain")
    old = books.cost(f"100 ads chain {DAY}").body or {}
    view = correct(books, old)["id"]
    told = [saved(books, books.slack.views[view], amount="60")[-1]["text"]]
    for action in ("undo", "redo", "correct"):
        press(books, books.slack.views[view], action)
        told.append(books.slack.responses[-1][1]["text"])
    assert [text.split(" · ")[0].split(": ")[-1] for text in told] == ["$60.00", "$100.00", "$60.00", "$60.00"]
    assert "$70.00" in saved(books, books.slack.views[view], amount="70")[-1]["text"]
    press(books, books.slack.views[view], "undo")
    assert "$60.00" in books.slack.responses[-1][1]["text"]
    press(books, books.slack.views[view], "redo")
    assert spent(books, "chain") == "70.00"
    assert "✓ Restored: $70.00 · Ads" in said(books.slack.views[view])


def test_after_half_an_hour_the_button_says_it(books: Team) -> None:
    """Slack takes no more answers there; saving goes well all the same, and the old button then shows what stands."""
    books.campaign("Later")
    old = books.cost(f"100 ads later {DAY}").body or {}
    view = correct(books, old)
    books.slack.wait(31 * 60)
    assert saved(books, view, amount="60") == []
    told = books.press("undo", old)
    assert (told["replace_original"], spent(books, "later")) == (True, "60.00")
    assert told["text"].splitlines()[:2] == [MEANWHILE, "Corrected: $60.00 · Ads · No channel · Later · 4 Aug 2025"]
    assert "Counted again: $100.00" in books.press("undo", told)["text"]


# --- old buttons ---


@pytest.mark.parametrize("action", ["undo", "correct"])
def test_an_old_button_shows_what_stands(books: Team, action: str) -> None:
    """Nothing is changed and no form opens; the answer has buttons of what stands."""
    campaign = f"Old-{action}"
    old, now = corrected(books, campaign)
    shown = len(books.slack.opened)
    told = books.press(action, old)
    assert MEANWHILE in told["text"]
    assert find(told["blocks"], "correct").element["value"] == find(now["blocks"], "correct").element["value"]
    assert (len(books.slack.opened), spent(books, campaign.lower())) == (shown, "60.00")


def test_what_was_taken_back_is_not_corrected_but_put_back(books: Team) -> None:
    """*Correct* of what was taken back elsewhere shows so, with *Redo*."""
    books.campaign("Gone")
    old = books.cost(f"100 ads gone {DAY}").body or {}
    books.press("undo", old)
    told = books.press("correct", old)
    assert told["text"].startswith("Undone: $100.00")
    books.press("redo", told)
    assert spent(books, "gone") == "100.00"


def test_redo_of_what_gave_way_since(books: Team) -> None:
    """A correction taken back, and the old entry corrected otherwise: the first Redo changes nothing."""
    old, now = corrected(books, "Redo")
    taken = books.press("undo", now)
    saved(books, correct(books, old), amount="80")
    told = books.press("redo", taken)
    assert (MEANWHILE in told["text"], "$80.00" in told["text"], spent(books, "redo")) == (True, True, "80.00")
    again = books.press("undo", now)
    assert ("$60.00" in again["text"], spent(books, "redo")) == (True, "80.00")


def test_whatever_is_pressed_does_only_what_it_shows(books: Team) -> None:
    """Sixty presses on receipts old and new: the books are afterwards as before, or as the pressed one shows."""
    books.campaign("Walk")
    chance, amounts = Random(8), iter(range(200, 400))
    receipts = [books.cost(f"100 ads walk {DAY}").body or {}]
    for _ in range(60):
        receipt, before = chance.choice(receipts), spent(books, "walk")
        action = chance.choice([a for a in ("undo", "redo", "correct") if f'"{a}"' in str(receipt).replace("'", '"')])
        shows = receipt["text"].partition(": $")[2].split(" · ")[0]
        sent, shown = len(books.slack.responses), len(books.slack.opened)
        books.client.press(action, message=receipt, user=ADA)
        if len(books.slack.opened) > shown:
            assert before == shows
            saved(books, books.slack.opened[-1], amount=str(next(amounts)))
        elif spent(books, "walk") != before:
            assert shows == (before if action == "undo" else spent(books, "walk"))
        receipts.append(books.slack.responses[sent][1])


# --- whose it is ---


def test_an_admins_correction_of_people_stays_the_admins(books: Team) -> None:
    """Max's old button tells that it was corrected, and neither hours nor rate nor sum; nor has it a button."""
    books.campaign("Hours")
    old = books.client.command("/roi-cost", f"10h 31 people hours {DAY}", user=MAX).body or {}
    (told,) = saved(books, correct(books, old), hours="12", rate="77")
    assert "12 h × $77.00" in told["text"]
    for action in ("undo", "correct"):
        answer = books.press(action, old, MAX)
        assert "People and other: only admins see the amount" in answer["text"]
        assert not any(secret in said(answer["blocks"]) for secret in ("924", "77", "12 h"))
        assert all(block["type"] != "actions" for block in answer["blocks"])
    assert spent(books, "hours") == "924.00"


def test_a_category_changed_since_hides_what_it_replaces(books: Team) -> None:
    """An admin made people's cost of Max's ads, and ads of that: what stood between is not Max's to read."""
    old, now = corrected(books, "Turned", MAX)
    del now
    latest = books.press("undo", old, MAX)
    for category, values in (("people", {"hours": "12", "rate": "77", "amount": None}), ("ads", {"amount": "55"})):
        view = correct(books, latest)
        books.client.select(view, "category", category, user=ADA)
        (latest,) = saved(books, books.slack.views[view["id"]], **values)
    told = said(books.press("undo", old, MAX)["blocks"])
    assert ("$55.00" in told, "924" in told, "77" in told) == (True, False, False)


def test_nobody_else_learns_of_it(books: Team) -> None:
    """Somebody who is neither the author nor an admin is refused, whatever the button."""
    old, _ = corrected(books, "Private", MAX)
    other = books.person()
    assert books.press("undo", old, other)["text"].startswith("Only the person who logged this, or an admin")
    assert books.press("correct", old, other)["text"].startswith("Only the person who logged this, or an admin")


# --- the history, opened figures, refunds ---


def test_the_history_is_drawn_anew(books: Team) -> None:
    """Corrected or taken back from a row, the list shows what stands, narrowed down as it was."""
    books.campaign("Rows")
    books.cost(f"100 ads rows {DAY}")
    (drawn,) = saved(books, correct(books, books.ask("history rows ads mine").body or {}), amount="60")
    assert drawn["replace_original"] is True
    assert drawn["text"].startswith("History of Rows\nOnly: <@UADA> · Ads\n$60.00 · Ads")
    beside = books.press("undo_listed", drawn)
    assert (beside["replace_original"], beside["text"].split(" · ")[0]) == (False, "Undone: $60.00")
    again = books.slack.responses[-1][1]
    assert (again["replace_original"], "Restored: $100.00" in again["text"]) == (True, True)


def test_an_old_row_of_the_history_changes_nothing(books: Team) -> None:
    """What stands is said beside the list, which is drawn anew."""
    books.campaign("Old rows")
    old = books.cost(f"100 ads old-rows {DAY}").body or {}
    history = books.ask("history old-rows").body or {}
    saved(books, correct(books, old), amount="60")
    for action in ("undo_listed", "correct"):
        told = books.press(action, history)
        assert (told["replace_original"], MEANWHILE in told["text"]) == (False, True)
        assert "$60.00" in books.slack.responses[-1][1]["text"]
    assert spent(books, "old-rows") == "60.00"


def test_old_figures_are_drawn_anew(books: Team) -> None:
    """Buttons of figures drawn before a correction say so, above what stands."""
    books.campaign("Drawn")
    old = books.cost(f"100 ads drawn {DAY}").body or {}
    since = "This entry has been corrected since"
    for action, told in (("undo_opened", since), ("correct", since)):
        view = choose(books, opened(books, "drawn 2025-08"), "cost")
        saved(books, correct(books, old), amount=f"{60 + len(action)}")
        now = press(books, view, action)
        assert any(line.startswith(told) for line in lines(now))
        assert f"Cost: ${60 + len(action)}.00" in lines(now)
        old = books.slack.responses[-1][1]


def test_figures_say_what_the_channel_says(books: Team) -> None:
    """Undone there, what stands again is named; and the receipt of a correction over them redraws them."""
    corrected(books, "Agreed")
    view = choose(books, opened(books, "agreed 2025-08"), "cost")
    told = "\n".join(lines(press(books, view, "undo_opened")))
    assert "Counted again: $100.00 · Ads" in told
    press(books, books.slack.views[view["id"]], "correct")
    form = books.slack.opened[-1]
    saved(books, form, amount="75")
    assert "Cost: $75.00" in lines(books.slack.views[view["id"]])
    press(books, books.slack.views[form["id"]], "undo")
    assert "Cost: $100.00" in lines(books.slack.views[view["id"]])


def test_a_refund_shows_in_the_receipt_of_the_sale(books: Team) -> None:
    """With what is left; and once it is taken back, as it was."""
    books.campaign("Shop")
    view = books.form("/roi-conversion")
    values = {"goal": "lead", "count": "1", "revenue": "90", "campaign": "shop", "date": DAY}
    receipt = books.client.submit(view, values, user=ADA).body or {}
    sale: Payload = receipt["view"]
    asked = len(books.slack.opened)
    books.client.press("refund", message={"blocks": sale["blocks"]}, user=ADA)
    assert len(books.slack.opened) == asked + 1
    form = books.slack.opened[-1]
    (told,) = saved(books, form, amount="30", note="broken")
    assert (told["replace_original"], "Refunded: $30.00" in told["text"]) == (True, True)
    press(books, books.slack.views[form["id"]], "undo")
    assert "Refunded" not in books.slack.responses[-1][1]["text"]
    (now,) = saved(books, correct(books, {"blocks": sale["blocks"]}), revenue="80")
    told = books.press("refund", {"blocks": sale["blocks"]})
    assert (MEANWHILE in told["text"], "Real revenue: $80.00." in told["text"]) == (True, True)
    assert find(told["blocks"], "refund").element["value"] == find(now["blocks"], "refund").element["value"]
