"""Costs and conversions are logged by forms and in one line: the receipt says what was saved, and it is saved once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from tests.answers import Answer
from tests.bot.conftest import ADA, ANNA, DAY, GUEST, MAX, Team, said, today
from tests.screens import find, state


def spent(team: Team, campaign: str) -> str:
    """The cost part of a campaign's line: what is really on the books."""
    line = next(line for line in team.ask(f"{campaign} all").text.splitlines() if line.startswith("ROI "))
    return line.split(" · ")[1]


# --- forms ---


def test_a_cost_form_gives_a_receipt_in_words(team: Team) -> None:
    """The form becomes its receipt: amount, category, channel, campaign, day, note, and Undo."""
    team.campaign("Receipts")
    values = {"amount": "1250.5", "channel": "linkedin", "campaign": "receipts", "date": DAY, "note": "boosted post"}
    receipt = team.cost_form("ads", **values).view or {}
    assert "✓ $1,250.50 logged · Ads · LinkedIn · Receipts · 4 Aug 2025 · “boosted post”" in said(receipt["blocks"])
    assert find(receipt["blocks"], "undo").element["text"]["text"] == "Undo"


def test_a_conversion_form_gives_a_receipt_in_words(team: Team) -> None:
    """Count, goal, return, channel, campaign and day, and on what the value of one rests."""
    team.campaign("Receipts B")
    team.goal("receipt goal", "150", "history", rate="10")
    where = {"channel": "email", "campaign": "receipts-b", "date": DAY}
    receipt = team.fill("/roi-conversion", {"goal": "receipt-goal", "count": "12", **where}).view or {}
    assert "✓ 12 × receipt goal logged · return $180.00 · E-mail · Receipts B · 4 Aug 2025" in said(receipt["blocks"])
    assert "Each one is worth $15.00" in said(receipt["blocks"])
    assert find(receipt["blocks"], "undo")


def test_real_revenue_replaces_the_value_of_the_goal(team: Team) -> None:
    """24,000 for four is 24,000, whatever the goal says one is worth."""
    team.goal("contract", "1")
    answer = team.fill("/roi-conversion", {"goal": "contract", "count": "4", "revenue": "24000", "date": DAY})
    assert "✓ 4 × contract logged · return $24,000.00" in said(answer.view)
    assert "Real revenue: $24,000.00." in said(answer.view)


def test_people_are_hours_times_rate(team: Team) -> None:
    """The category people asks for hours and rate instead of an amount; the receipt shows the sum."""
    view = team.form("/roi-cost", user=MAX)
    team.client.select(view, "category", "people", user=MAX)
    shown = {block["block_id"] for block in team.slack.views[view["id"]]["blocks"]}
    assert {"hours", "rate"} <= shown
    assert "amount" not in shown
    receipt = team.client.submit(team.slack.views[view["id"]], {"hours": "12.5", "rate": "40"}, user=MAX).view
    assert "12.5 h × $40.00 = $500.00" in said(receipt)


def test_changing_the_category_keeps_what_was_typed(team: Team) -> None:
    """Campaign, channel, day and note stand in the form as it is drawn anew."""
    team.campaign("Kept")
    view = team.form("/roi-cost")
    typed = {"campaign": "kept", "channel": "tiktok", "date": DAY, "note": "two days of filming"}
    team.client.select(view, "category", "people", typed)
    drawn = team.slack.views[view["id"]]
    team.client.submit(drawn, {"hours": "8", "rate": "50"})
    assert spent(team, "kept") == "cost $400.00"
    assert find(drawn["blocks"], "note").element["initial_value"] == "two days of filming"
    assert find(drawn["blocks"], "date").element["initial_date"] == DAY
    assert find(drawn["blocks"], "channel").element["initial_option"]["value"] == "tiktok"


def test_the_amount_survives_a_look_at_people(team: Team) -> None:
    """Going from ads to people and back, what was typed as the amount is still there."""
    view = team.form("/roi-cost")
    team.client.select(view, "category", "people", {"amount": "77.50"})
    team.client.select(team.slack.views[view["id"]], "category", "ads")
    assert find(team.slack.views[view["id"]]["blocks"], "amount").element.get("initial_value") == "77.50"


def test_the_form_begins_with_the_usual(team: Team) -> None:
    """Ads, the reporting currency and today stand in a new cost form."""
    filled = state(team.form("/roi-cost")["blocks"], {})["values"]
    assert filled["category"]["category"]["selected_option"]["value"] == "ads"
    assert filled["currency"]["currency"]["selected_option"]["value"] == "USD"
    assert abs(date.fromisoformat(filled["date"]["date"]["selected_date"]) - today()) <= timedelta(days=1)


def test_a_campaign_and_a_channel_are_made_on_the_fly(team: Team) -> None:
    """Names typed in the form that do not exist yet are created with the entry."""
    receipt = team.fill("/roi-cost", {"amount": "90", "campaign": "+Źródło Łódź", "channel": "+Trade fair"}).view
    assert "Trade fair · Źródło Łódź" in said(receipt)
    assert spent(team, "zrodlo-lodz") == "cost $90.00"
    assert "Trade fair: ROI -100.00% · cost $90.00" in team.ask("źródło łódź").text


def test_a_name_that_is_taken_is_not_made_twice(team: Team) -> None:
    """Creating what exists already, in other letters, logs to what exists."""
    team.campaign("Autumn")
    team.fill("/roi-cost", {"amount": "10", "campaign": "+AUTUMN!"})
    assert spent(team, "autumn") == "cost $10.00"


def test_a_command_word_is_refused_under_its_field(team: Team) -> None:
    """A new campaign may not take a word the bot understands itself; a free name is suggested."""
    answer = team.client.submit(team.form("/roi-cost"), {"amount": "10", "campaign": "+History"}, user=ADA)
    assert list(answer.errors) == ["campaign"]
    assert "campaign-history" in answer.errors["campaign"]


def test_a_currency_without_a_rate_is_refused_under_its_field(team: Team) -> None:
    """With the way out; the form stays open with what was typed."""
    view = team.form("/roi-cost")
    answer = team.client.submit(view, {"amount": "10", "currency": "UAH", "date": DAY}, user=ADA)
    assert answer.errors == {
        "currency": "There is no exchange rate from UAH to USD for 4 Aug 2025. Enter the amount in USD, or ask "
        "an admin to add one with /roi fx."
    }
    assert view["id"] in team.slack.views


def test_all_errors_of_a_form_are_told_at_once(team: Team) -> None:
    """Each stands under its field, and nothing is saved."""
    team.campaign("Errors")
    values = {"amount": "0", "currency": "EURO", "campaign": "errors", "note": "x" * 501}
    errors = team.client.submit(team.form("/roi-cost"), values, user=ADA).errors
    assert set(errors) == {"amount", "currency", "note"}
    assert spent(team, "errors") == "cost $0.00"


def test_a_date_ahead_is_taken_and_said(team: Team) -> None:
    """The receipt says that it counts from its day on."""
    ahead = today() + timedelta(days=40)
    receipt = team.fill("/roi-cost", {"amount": "10", "date": ahead.isoformat()}).view
    assert "The date is ahead" in said(receipt)


def test_shortcuts_open_the_forms(team: Team) -> None:
    """Log a cost and Log conversions are reachable from anywhere in Slack."""
    for callback_id, form in (("log_cost", "cost"), ("log_conversions", "conversion")):
        assert team.client.shortcut(callback_id, ADA).status == 200
        assert team.slack.opened[-1]["callback_id"] == form


def test_buttons_open_the_forms(team: Team) -> None:
    """Below an answer they can be chosen in its menu."""
    team.cost(f"5 ads {DAY}")
    shown = team.ask("all").body
    for choice, form in (("cost", "cost"), ("conversions", "conversion")):
        assert team.client.press(choice, message=shown, user=ADA).status == 200
        assert team.slack.opened[-1]["callback_id"] == form


def test_below_a_campaign_the_forms_hold_it_already(team: Team) -> None:
    """Whoever looks at a campaign logs for it; the overview's menu chooses none."""
    team.campaign("Beside")
    team.cost(f"5 ads beside {DAY}")
    for question, chosen in (("beside all", {"beside"}), ("all", set[str]())):
        shown = team.ask(question).body
        for choice in ("cost", "conversions"):
            team.client.press(choice, message=shown, user=ADA)
            field = state(team.slack.opened[-1]["blocks"], {})["values"]["campaign"]["campaign"]
            option = field.get("selected_option")
            assert ({option["value"]} if option else set()) == chosen


def test_a_button_in_a_modal_stacks_the_form_on_it(team: Team) -> None:
    """After a goal is saved, its modal leads on to logging conversions."""
    view = team.form("/roi", "goal")
    team.client.submit(view, {"name": "stacked", "basis": "fixed", "value": "1"}, user=ADA)
    team.client.press("log_conversions", view=team.slack.views[view["id"]], user=ADA)
    assert team.slack.opened[-1]["callback_id"] == "conversion"
    assert team.slack.opened[-1]["previous_view_id"] == view["id"]


# --- a goal that does not exist yet ---


def test_an_admin_is_asked_what_a_new_goal_is_worth(team: Team) -> None:
    """Typing a new goal while logging opens the goal's form; saving it saves the conversions too."""
    team.campaign("Webinars")
    view = team.form("/roi-conversion")
    values = {"goal": "+Webinar seat", "count": "30", "campaign": "webinars", "date": DAY, "note": "first one"}
    asked = team.client.submit(view, values, user=ADA).view or {}
    assert asked["callback_id"] == "goal"
    assert find(asked["blocks"], "name").element["initial_value"] == "Webinar seat"
    worth = team.slack.views[view["id"]]
    receipt = team.client.submit(worth, {"basis": "average", "rate": "75", "value": "300"}, user=ADA).view
    assert "✓ 30 × Webinar seat logged · return $6,750.00" in said(receipt)
    assert "“first one”" in said(receipt)
    assert "return $6,750.00" in team.ask("webinars").text


def test_saving_the_new_goal_twice_logs_its_conversions_once(team: Team) -> None:
    """A double click on the second form counts the conversions once."""
    team.campaign("Demos")
    view = team.form("/roi-conversion")
    team.client.submit(view, {"goal": "+Demo", "count": "3", "campaign": "demos", "date": DAY}, user=ADA)
    worth = team.slack.views[view["id"]]
    for _ in range(2):
        team.client.submit(worth, {"basis": "fixed", "value": "100"}, user=ADA)
    assert "Demo: 3\n" in team.ask("demos").text


def test_a_member_cannot_make_a_goal(team: Team) -> None:
    """What a result is worth is the admins' to say: the error stands under the goal, nothing is lost or saved."""
    team.goal("Known already", "1")  # while there is none, a member is only told whom to ask
    team.campaign("Members")
    view = team.form("/roi-conversion", user=MAX)
    values = {"goal": "+Podcast", "count": "30", "campaign": "members", "date": DAY}
    answer = team.client.submit(view, values, user=MAX)
    assert list(answer.errors) == ["goal"]
    assert view["id"] in team.slack.views
    assert "No conversions yet." in team.ask("members").text


# --- in one line ---


def test_a_quick_cost_is_logged_at_once(team: Team) -> None:
    """The amount first, the rest in any order; the receipt has Undo."""
    team.campaign("Quick")
    answer = team.cost(f'250.75 "boosted post" quick {DAY} linkedin ads USD', MAX)
    assert "$250.75 · Ads · LinkedIn · Quick · 4 Aug 2025 · “boosted post”" in answer.text
    assert "✓ $250.75 logged · Ads · LinkedIn · Quick · 4 Aug 2025 · “boosted post”" in said(answer.blocks)
    assert find(answer.blocks, "undo")


def test_quick_conversions_are_logged_at_once(team: Team) -> None:
    """The count first, then goal, channel, campaign and day."""
    team.campaign("Quick B")
    team.goal("signup", "2.75")
    answer = team.conversions(f"12 signup linkedin quick-b {DAY}", MAX)
    assert "12 × signup · return $33.00 · LinkedIn · Quick B · 4 Aug 2025" in answer.text
    assert find(answer.blocks, "undo")


def test_a_quick_cost_may_be_written_in_polish(team: Team) -> None:
    """Polish words for the category and the day, and a decimal comma."""
    team.campaign("Szybka")
    answer = team.client.command("/roi-cost", "250,75 reklamy szybka wczoraj", user=ANNA)
    assert "250,75\u00a0USD" in answer.text
    assert spent(team, "szybka") == "cost $250.75"


def test_hours_and_rate_in_one_line(team: Team) -> None:
    """`40h 50 USD people` is 2,000."""
    assert "40 h × $50.00 = $2,000.00" in team.cost(f"40h 50 USD people {DAY}", MAX).text


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("250 ads linkdin", "linkdin"),
        ("250 ads campaing-none", "campaing-none"),
        ("250 UAH ads", "/roi fx"),
        ("250 linkedin", "category"),
        ("250 ads 2026-02-30", "2026-02-30"),
        ("250 ads tools", "tools"),
        ("250 other", "Category: Other"),
    ],
)
def test_a_line_that_cannot_be_read_says_why(team: Team, line: str, named: str) -> None:
    """The word that fits nothing, or two things, is named, and there is no receipt."""
    answer = team.client.command("/roi-cost", line, user=MAX)
    assert named in answer.text
    assert "Logged: " not in answer.text


def test_a_misspelt_word_gets_the_nearest(team: Team) -> None:
    """A channel with a letter missing is offered as it should be."""
    answer = team.client.command("/roi-cost", "250 ads linkdin", user=MAX)
    assert answer.text.startswith("Not saved: ")
    assert "Did you mean linkedin" in answer.text


@pytest.mark.parametrize("command", ["/roi", "/roi-cost", "/roi-conversion"])
def test_guests_are_refused_with_a_sentence(team: Team, command: str) -> None:
    """A guest sees no figure and no form."""
    shown = len(team.slack.opened)
    answer = team.client.command(command, "", user=GUEST)
    assert answer.text == "Guests can’t use ROI Bot. Ask a member of this workspace for the figures."
    assert len(team.slack.opened) == shown


# --- once is enough ---


def test_the_same_form_sent_twice_saves_once(team: Team) -> None:
    """A double click or a retried request answers with the same receipt."""
    team.campaign("Double")
    view = team.form("/roi-cost")
    first, second = (team.client.submit(view, {"amount": "100", "campaign": "double"}, user=ADA) for _ in range(2))
    assert said((first.view or {})["blocks"]) == said((second.view or {})["blocks"])
    assert spent(team, "double") == "cost $100.00"


def test_the_same_conversions_sent_twice_are_saved_once(team: Team) -> None:
    """The conversion form as well."""
    team.campaign("Double C")
    team.goal("double goal", "5")
    view = team.form("/roi-conversion")
    for _ in range(2):
        team.client.submit(view, {"goal": "double-goal", "count": "7", "campaign": "double-c"}, user=ADA)
    assert "double goal: 7\n" in team.ask("double-c all").text


def test_the_same_form_sent_at_the_same_time_saves_once(team: Team) -> None:
    """Eight requests at once make one entry, and each is answered with the receipt."""
    team.campaign("Race")
    view = team.form("/roi-cost")
    answers = at_once(lambda: team.client.submit(view, {"amount": "100", "campaign": "race"}, user=ADA))
    assert [answer for answer in answers if "✓ $100.00 logged" not in said(answer.view)] == []
    assert spent(team, "race") == "cost $100.00"


def test_a_form_changed_after_it_was_saved_says_so(team: Team) -> None:
    """The second click saved nothing new, and the receipt shows what stands."""
    team.campaign("Changed")
    view = team.form("/roi-cost")
    team.client.submit(view, {"amount": "100", "campaign": "changed"}, user=ADA)
    second = team.client.submit(view, {"amount": "200", "campaign": "changed"}, user=ADA).view
    assert "$100.00 logged · Ads" in said(second)
    assert "saved already" in said(second)
    assert spent(team, "changed") == "cost $100.00"


def test_the_same_command_delivered_twice_saves_once(team: Team) -> None:
    """One slash command is one entry, however often Slack sends it."""
    team.campaign("Retry")
    trigger = team.slack.trigger()
    for _ in range(2):
        team.client.command("/roi-cost", "100 ads retry", user=MAX, trigger_id=trigger)
    assert spent(team, "retry") == "cost $100.00"


def test_the_same_command_delivered_twice_is_no_double(team: Team) -> None:
    """Nothing was logged twice, so nobody is told to press Undo: that would take the only entry back."""
    trigger = team.slack.trigger()
    first, second = (team.client.command("/roi-cost", "100 ads", user=MAX, trigger_id=trigger) for _ in range(2))
    assert second.text == first.text


def test_the_same_command_at_the_same_time_saves_once(team: Team) -> None:
    """Eight deliveries of one command at once make one entry."""
    team.campaign("Retry race")
    trigger = team.slack.trigger()
    at_once(lambda: team.client.command("/roi-cost", "100 ads retry-race", user=MAX, trigger_id=trigger))
    assert spent(team, "retry-race") == "cost $100.00"


def test_two_commands_alike_save_twice_and_say_so(team: Team) -> None:
    """Two people's costs may be equal: both are saved, and the second receipt says it may be a double."""
    team.campaign("Alike")
    first, second = (team.cost("100 ads alike", MAX) for _ in range(2))
    assert "If this is a double" not in first.text
    assert "If this is a double, press “Undo”" in second.text
    assert spent(team, "alike") == "cost $200.00"


def test_the_same_of_somebody_else_is_no_double(team: Team) -> None:
    """Another person's equal cost is theirs."""
    team.campaign("Others")
    team.cost("100 ads others", MAX)
    assert "If this is a double" not in team.cost("100 ads others", ADA).text


def at_once(act: Callable[[], Answer]) -> list[Answer]:
    """The answers of eight at the same time, all of them taken."""
    with ThreadPoolExecutor(8) as pool:
        answers = [future.result() for future in [pool.submit(act) for _ in range(8)]]
    assert {answer.status for answer in answers} == {200}
    return answers
