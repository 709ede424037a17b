"""The Home tab: what it says, what is pressed on it, who sees what of it, and that it is fresh."""

from __future__ import annotations

import time as clock
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.language import Languages
from core.calendar.periods import months_later
from core.calendar.weekly import Weekday, Weekly
from tests.bot.conftest import ADA, ANNA, GUEST, MAX, ZONE, Payload, Team, at_work, said, today
from tests.databases import Copies
from tests.screens import controls, fields, find
from tests.snapshots.transcript import view as transcript

DAY = timedelta(days=1)
IN_POLISH = "[Dodaj koszt (primary)] [Dodaj konwersje] [Importuj] [Nowa kampania]"
"""The row of buttons."""
ENOUGH_SECONDS = 10
"""Within which an open Home is drawn anew, on a busy machine."""
DRAWING_SECONDS = 0.6
"""Far more than a drawing takes that was begun already."""
SET_UP = {
    **{"settings": "settings", "goal": "goal", "rate": "rate", "fx": "fx", "benchmark": "benchmark"},
    **{"company": "company", "target": "target", "close": "close", "digest": "digest", "alerts": "alerts"},
}
"""What is chosen in *Set up* -> the form that opens."""


def home(team: Team, user: str = ADA, view: Payload | None = None) -> Payload:
    """The tab of somebody who opens it; ``view``: as it was before, which Slack tells."""
    assert team.client.event("app_home_opened", user=user, tab="home", view=view or {}).status == 200
    return team.slack.home[user]


def screen(view: Payload) -> list[str]:
    """What stands on the tab, line by line as it is read, its buttons in brackets."""
    return [line.replace("*", "").replace("\u00a0", " ") for line in transcript(view).splitlines() if line]


def menu(view: Payload, action_id: str) -> list[str]:
    return [option["value"] for option in find(view["blocks"], action_id).element["options"]]


def press(team: Team, action_id: str, value: str, user: str = ADA) -> Payload:
    """Presses something on the open tab; the modal that opens."""
    opened = len(team.slack.opened)
    assert team.client.press(action_id, value, view=team.slack.home[user], user=user).status == 200
    assert len(team.slack.opened) == opened + 1
    return team.slack.opened[-1]


def choose(team: Team, action_id: str, value: str, user: str = ADA) -> list[str]:
    """Chooses in a menu of the open tab, which is drawn anew at once."""
    assert team.client.press(action_id, value, view=team.slack.home[user], user=user).status == 200
    if action_id == "home_period":
        # Where it is being drawn already, whoever does that draws it once more: behind the answer.
        _until(lambda: _period(team.slack.home[user]) == value)
    return screen(team.slack.home[user])


def _period(view: Payload) -> str:
    """The value of the period that the menu holds."""
    return str(find(view["blocks"], "home_period").element.get("initial_option", {}).get("value"))


def ago(days: int) -> str:
    return (today() - days * DAY).isoformat()


@pytest.fixture(scope="module")
def books(team: Team) -> Team:
    """Two campaigns that cost 1,000.00 each forty days ago, one earned and one lost; Max logged a tool yesterday."""
    team.goal("signup", "10")
    for name, channel, results in (("Growing", "linkedin", 400), ("Losing", "facebook", 0)):
        team.campaign(name)
        team.cost(f"1000 ads {channel} {name.lower()} {ago(40)}")
        if results:
            team.conversions(f"{results} signup {channel} {name.lower()} {ago(40)}")
    team.cost(f"1 materials {ago(95)}")
    team.campaign("Young", start=ago(3), end=(today() + 6 * DAY).isoformat())
    team.cost(f"300 ads x young {ago(3)}")
    team.conversions(f"50 signup x young {ago(2)}")
    team.cost(f'49 tools "Planning and reporting" {ago(1)}', MAX)
    return team


# --- what it says ---


def test_the_last_thirty_days_stand_on_top(books: Team) -> None:
    """Up to yesterday, beside the 30 before; cents in the ROI line, whole dollars in the sentence."""
    shown = screen(home(books))
    assert shown[0] == "ROI 43.27% · cost $349.00 · return $500.00"
    assert shown[1].startswith("Earned $151 more than it cost, $1,849 worse than ")
    assert shown[2] == "[Log a cost (primary)] [Log conversions] [Import] [New campaign]"


def test_what_loses_is_to_be_decided(books: Team) -> None:
    """By the last 365 days, which it says, as every answer does that says where to cut; each can be asked about.

    Facebook, on which that campaign alone has spent, has lost the same money.
    """
    shown = screen(home(books))
    at = shown.index("To decide, last 365 days")
    assert [line for line in shown[at:] if ": lost $" in line] == ["▼ Losing: lost $1,000"]
    answer = press(books, "details", "losing last 365 days")
    assert "ROI -100.00% · cost $1,000.00 · return $0.00" in said(answer)


def test_an_open_alert_comes_first_and_is_said_alike_everywhere(new_team: Team) -> None:
    """What an alert was posted of is no loss and no profit as long as that stands, in neither list."""
    new_team.goal("signup", "10")
    new_team.campaign("Vain", start=ago(200))
    for days in range(160, 0, -7):
        new_team.cost(f"200 ads facebook vain {ago(days)}")
    new_team.conversions(f"30 signup facebook vain {ago(150)}")
    new_team.fill("/roi", {"conversation": "C1"}, "alerts")
    new_team.tick(Weekly(weekday=Weekday.MON, at=time(9), timezone=ZONE).next_after(datetime.now(UTC)))
    assert "Vain" in new_team.posts("C1")[-1]
    shown = screen(home(new_team))
    at = shown.index("To decide, last 365 days")
    assert shown[at + 1].startswith(("! Vain: alert since ", "! Facebook: alert since "))
    assert any(line.startswith("! Vain · alert since ") for line in shown)


def test_running_campaigns_stand_with_their_marks(books: Team) -> None:
    """Over the period that is chosen; *Open* asks about the campaign, its name is told to who hears the screen."""
    view = home(books)
    shown = screen(view)
    at = shown.index("Running campaigns, last 30 days")
    assert shown[at + 1 : at + 7 : 2] == [
        "… Young · day 4 of 10",
        "Growing · nothing logged",
        "Losing · nothing logged",
    ]
    assert find(view["blocks"], "details", "growing").element["accessibility_label"] == "Open Growing"
    assert "ROI 300.00% · cost $1,000.00 · return $4,000.00" in said(press(books, "details", "growing"))


def test_home_counts_the_days_of_a_campaign_as_its_answer_does(books: Team) -> None:
    """Today is one of them, also where the figures end with yesterday."""
    assert "… Young · day 4 of 10" in screen(home(books))
    assert "Too early: day 4 of 10" in books.ask("young").text


def test_a_name_is_never_read_as_formatting(new_team: Team) -> None:
    """What Slack would make bold, a mention or an emoji stands as it was typed."""
    new_team.campaign("*Big* :tada: <!here>")
    new_team.cost("100 ads linkedin", ADA)
    [line] = [block["text"] for block in home(new_team)["blocks"] if "tada" in str(block.get("text"))]
    assert (line["type"], line["text"]) == ("plain_text", "*Big* :tada: <!here> · nothing logged")


def test_many_campaigns_are_cut(new_team: Team) -> None:
    """Slack takes a hundred blocks; what asks for all of them is named."""
    for number in range(14):
        new_team.campaign(f"Number {number}")
    new_team.cost("100 ads linkedin")
    assert "~ and 2 more: /roi campaigns" in screen(home(new_team))


def test_the_period_is_chosen_and_kept(books: Team) -> None:
    """The menu redraws the tab; opened again, it has the period that was chosen."""
    home(books, MAX)
    shown = choose(books, "home_period", "all", MAX)
    assert shown[0] == "ROI 91.49% · cost $2,350.00 · return $4,500.00"
    assert shown[1] == "Earned $2,150 more than it cost."
    assert "Running campaigns, everything" in shown
    again = home(books, MAX, view=books.slack.home[MAX])
    assert screen(again)[0] == shown[0]
    assert find(again["blocks"], "home_period").element["initial_option"]["value"] == "all"


def test_a_month_is_laid_beside_as_many_days(new_team: Team) -> None:
    """Of the month before, which are named."""
    first = today().replace(day=1)
    new_team.cost(f"100 ads linkedin {first}")
    new_team.cost(f"300 ads linkedin {months_later(first, -1)}")
    home(new_team)
    sentence = choose(new_team, "home_period", "this month")[1]
    assert sentence.startswith("Lost $100, $200 better than 1")


# --- what is one's own ---


def test_ones_own_entries_can_be_undone(served: Team) -> None:
    """The latest five of the person's own; *Undo* says what it took back, and the open tab knows."""
    for amount in range(1, 8):
        served.cost(f"{amount} tools linkedin {ago(1)}", MAX)
    served.cost('99 ads linkedin "Adas"')
    home(served, MAX)
    assert _own_amounts(served, MAX) == [f"${amount}.00" for amount in (7, 6, 5, 4, 3)]
    undo = find(served.slack.home[MAX]["blocks"], "own_entry").element["options"][0]
    assert "$7.00" in said(press(served, "own_entry", undo["value"], MAX))
    _until(lambda: _own_amounts(served, MAX) == [f"${amount}.00" for amount in (6, 5, 4, 3, 2)])


def test_ones_own_entries_can_be_corrected(served: Team) -> None:
    """*Correct* opens the entry's form; once saved the open tab has the new amount."""
    served.cost(f'64.99 tools "Design suite" {ago(1)}', MAX)
    correct = find(home(served, MAX)["blocks"], "own_entry").element["options"][1]
    form = press(served, "own_entry", correct["value"], MAX)
    assert fields(form)["amount"] == "64.99"
    assert "Corrected" in str(served.save(form, {"amount": "46.99"}, MAX).view)
    _until(lambda: _own_amounts(served, MAX) == ["$46.99"])


def _own_amounts(team: Team, user: str) -> list[str]:
    """The amounts of the person's own entries, as they stand on the open tab now."""
    return [line.partition(" ")[0] for line in screen(team.slack.home[user]) if line.startswith("$")]


def test_a_refund_can_only_be_undone(new_team: Team) -> None:
    """What cannot be corrected has *Undo* alone."""
    new_team.goal("sale", "100")
    new_team.fill("/roi-conversion", {"goal": "sale", "count": "1", "revenue": "500", "date": ago(5)})
    new_team.client.press("refund", message=new_team.ask("history").body, user=ADA)
    new_team.save(new_team.slack.opened[-1], {"amount": "500", "date": ago(1), "note": "sent back"})
    view = home(new_team)
    number = find(view["blocks"], "undo").element["value"]
    assert "Undone" in str(press(new_team, "undo", number))


# --- what comes next ---


def test_it_says_what_comes_and_how_the_last_one_ended(new_team: Team) -> None:
    """A digest with its next time and its last, alerts that have not run yet, and a cost that logs itself."""
    new_team.cost(f"100 ads linkedin {ago(3)}")
    new_team.cost_form("tools", amount="249", note="Social Radar", date=ago(0), repeat="monthly")
    last = _digest(new_team, channel="linkedin")
    new_team.fill("/roi", {"conversation": "C1"}, "alerts", MAX)
    english, polish = (Languages().get(code) for code in ("en", "pl"))
    shown = screen(home(new_team))
    assert (
        f"{english.soon(last + 7 * DAY, ZONE)} · digest, <#C1>, only LinkedIn · last one sent {_short(last)}" in shown
    )
    assert any(line.endswith(" · alerts, <#C1>") for line in shown)
    following = english.soon_on(months_later(today(), 1), today())
    assert f"{following} · Social Radar logs itself, $249.00" in shown
    assert f"{polish.soon(last + 7 * DAY, ZONE)} · podsumowanie, <#C1>, tylko LinkedIn · ostatnie wysłano" in "\n".join(
        screen(home(new_team, ANNA))
    )


def test_what_failed_comes_first(new_team: Team) -> None:
    """With the reason, and *Send again* for who has set it up and admins."""
    new_team.cost(f"100 ads linkedin {ago(3)}")
    _digest(new_team, conversation=new_team.conversation(member=False))
    _digest(new_team)
    for user, may in ((ADA, True), (MAX, True), (ANNA, False)):
        shown = screen(home(new_team, user))
        at = shown.index("What comes next" if user != ANNA else "Najbliższe terminy")
        assert "/invite @ROI Bot" in shown[at + 1]
        assert (shown[at + 2] == "[Send again]") is may
    assert "/invite" in said(
        press(new_team, "send_again", find(home(new_team)["blocks"], "send_again").element["value"])
    )


def _digest(team: Team, conversation: str = "C1", **more: str) -> datetime:
    """A weekly digest of Max's that has come once; when that was."""
    weekday = list(Weekday)[(today() + 3 * DAY).weekday()]
    values = {"weekday": weekday.value, "time": "09:00", "timezone": ZONE, "conversation": conversation, **more}
    team.fill("/roi", values, "digest", MAX)
    run = Weekly(weekday=weekday, at=time(9), timezone=ZONE).next_after(datetime.now(UTC))
    team.tick(run)
    return run


def _short(moment: datetime) -> str:
    return Languages().get("en").deadline(moment.date(), today())


# --- who sees what ---


def test_admins_set_up_everything_from_the_menu(books: Team) -> None:
    """Each choice opens the form of its command."""
    home(books)
    for value, callback_id in SET_UP.items():
        assert press(books, "set_up", value)["callback_id"] == callback_id, value
    assert "Nothing repeats yet" in said(press(books, "set_up", "repeats"))


def test_a_member_sees_what_a_member_may_do(books: Team) -> None:
    """No setting of an admin's in the menu, and the entries are their own."""
    view = home(books, MAX)
    assert menu(view, "set_up") == ["benchmark", "target", "repeats", "digest", "alerts"]
    own = [line for line in screen(view) if line.startswith("$")]
    assert [line.rpartition(" · ")[0] for line in own] == ["$49.00 · Planning and re…"]
    assert set(SET_UP) < set(menu(home(books), "set_up"))


def test_what_is_in_no_menu_opens_nothing(books: Team) -> None:
    """A forged choice does nothing, and a member who forges an admin's is refused."""
    view, opened = home(books, MAX), len(books.slack.opened)
    for forged in ("history", "undo", "nonsense", ""):
        option = {"text": {"type": "plain_text", "text": "x"}, "value": forged}
        assert books.client.press("set_up", option, view=view, user=MAX).status == 200
    assert len(books.slack.opened) == opened
    option = {"text": {"type": "plain_text", "text": "x"}, "value": "rate"}
    books.client.press("set_up", option, view=view, user=MAX)
    assert "Admins: Ada Admin" in said(books.slack.opened[-1])


def test_a_guest_is_told_why_not(books: Team) -> None:
    """A sentence, and no figure."""
    assert said(home(books, GUEST)).startswith("Guests can’t")
    assert "$" not in said(books.slack.home[GUEST])


def test_everything_but_a_guests_has_help_and_the_language(books: Team) -> None:
    """At the end of the tab, with the language that holds."""
    for user in (ADA, MAX, ANNA):
        view = home(books, user)
        assert [one.action_id for one in controls(view["blocks"])][-3:] == ["set_up", "home_language", "help"]
        assert find(view["blocks"], "home_language").element["initial_option"]["value"] == "slack"


def test_help_opens_over_the_tab(books: Team) -> None:
    """With what is typed most, as a modal."""
    home(books, MAX)
    assert "/roi-cost 250 ads linkedin" in said(press(books, "help", "home", MAX))


def test_a_language_chosen_is_spoken_at_once(served: Team) -> None:
    """The tab itself is the answer, in the new language, drawn once; everything else is in it too."""
    home(served, MAX)
    drawn = _drawn(served, MAX)
    choose(served, "home_language", "pl", MAX)
    _until(
        lambda: "[Dodaj koszt (primary)] [Dodaj konwersje] [Importuj] [Nowa kampania]" in screen(served.slack.home[MAX])
    )
    assert "koszt 100,00" in served.ask("", MAX).text
    assert _drawn_in_the_end(served, MAX) == drawn + 1
    choose(served, "home_language", "en", MAX)
    _until(lambda: "[Log a cost (primary)] [Log conversions] [Import] [New campaign]" in screen(served.slack.home[MAX]))
    assert find(served.slack.home[MAX]["blocks"], "home_language").element["initial_option"]["value"] == "en"


def test_a_language_that_is_typed_opens_no_home(served: Team) -> None:
    """Where none is open nothing is drawn; where one is, it follows, once."""
    assert "po polsku" in served.ask("language pl", MAX).text
    assert _drawn_in_the_end(served, MAX) == 0
    home(served, ADA)
    drawn = _drawn(served, ADA)
    served.ask("language pl", ADA)
    _until(
        lambda: "[Dodaj koszt (primary)] [Dodaj konwersje] [Importuj] [Nowa kampania]" in screen(served.slack.home[ADA])
    )
    assert _drawn_in_the_end(served, ADA) == drawn + 1


# --- an empty workspace ---


def test_an_empty_workspace_shows_three_steps(new_team: Team) -> None:
    """What holds already, what a result is worth, the first cost, and nothing else; each step opens its form."""
    view = home(new_team)
    assert screen(view) == [
        "# Three steps to your first ROI",
        *("✓ 1. Currency and zone", "[Change]", f"~ US Dollar · {ZONE} · As Slack"),
        *("○ 2. Worth of a result", "[Add a goal (primary)]", "~ Such as a newsletter sign-up worth $15."),
        *(
            "○ 3. The first cost",
            "[Log a cost]",
            "~ In one line too: /roi-cost 250 ads linkedin · many from a file: /roi import",
        ),
    ]
    opened = [press(new_team, *one)["callback_id"] for one in _pressed(view)]
    assert opened == ["settings", "goal", "cost"]


def test_the_steps_are_in_the_language_of_their_reader(new_team: Team) -> None:
    """The currency by its name in it."""
    new_team.ask()
    shown = screen(home(new_team, ANNA))
    assert shown[:3] == [
        "# Pierwsze ROI: trzy rzeczy do zrobienia",
        "✓ 1. Waluta i strefa",
        f"~ Dolar amerykański · {ZONE} · Jak w Slacku",
    ]


def test_the_steps_know_how_far_one_is(new_team: Team) -> None:
    """With a goal the second is done and the third is next; with a cost the tab is that of a workspace at work."""
    new_team.goal("signup", "10")
    shown = screen(home(new_team))
    assert "✓ 2. Worth of a result" in shown
    assert "[Log a cost (primary)]" in shown
    new_team.cost("100 ads linkedin")
    assert screen(home(new_team))[1] == "Lost $100."


def test_a_member_is_told_what_an_admin_sets(new_team: Team) -> None:
    """The steps that are no member's have no button."""
    new_team.ask()
    view = home(new_team, MAX)
    assert [one.action_id for one in controls(view["blocks"])] == ["log_cost"]
    assert "~ Such as a newsletter sign-up worth $15. An admin sets it." in screen(view)


def test_a_workspace_that_logs_without_a_goal_is_asked_for_one(new_team: Team) -> None:
    """Without a worth nothing can be judged: that is what is to be decided."""
    new_team.cost("100 ads linkedin")
    shown = screen(home(new_team))
    at = shown.index("To decide, last 365 days")
    assert shown[at + 1 : at + 3] == ["○ Worth of a result", "[Add a goal]"]
    assert press(new_team, "set_up", "goal")["callback_id"] == "goal"


def _pressed(view: Payload) -> list[tuple[str, str]]:
    return [(one.action_id, one.element["value"]) for one in controls(view["blocks"])]


# --- fresh ---


@pytest.fixture
def served(copies: Copies) -> Iterator[Team]:
    """A team before the program itself, which draws an open Home anew once it has answered."""
    with at_work(copies.url("sqlite")) as working:
        working.cost("100 ads linkedin")
        yield working


def test_an_open_home_is_fresh_after_what_the_person_does(served: Team) -> None:
    """A line, its undo, a form, a setting: the tab follows, over the period that was chosen."""
    home(served)
    choose(served, "home_period", "this year")
    receipt = served.cost(f"40 ads linkedin {ago(0)}")
    _until(lambda: "cost $140.00" in _headline(served))
    served.press("undo", receipt.body or {})
    _until(lambda: "cost $100.00" in _headline(served))
    served.fill("/roi-cost", {"category": "ads", "amount": "7", "date": ago(0)})
    _until(lambda: "cost $107.00" in _headline(served))
    served.campaign("Fresh")
    _until(lambda: "Fresh · nothing logged" in screen(served.slack.home[ADA]))


def test_a_home_that_nobody_opened_is_not_drawn(served: Team) -> None:
    """Nor one of somebody who only asks: a question changes nothing."""
    home(served, ANNA)
    drawn = _drawn(served, ANNA)
    served.cost("3 ads linkedin", MAX)
    served.ask("", ANNA)
    assert _drawn_in_the_end(served, ANNA) == drawn
    served.client.command("/roi-cost", "5 ads linkedin", user=ANNA)
    assert _drawn_in_the_end(served, ANNA) == drawn + 1
    assert MAX not in served.slack.home


def test_what_is_pressed_on_a_home_shows_that_it_is_open(served: Team) -> None:
    """Though it was opened long ago or through another process: it follows, over the period it had."""
    home(served, ADA)
    choose(served, "home_period", "this year")
    opened_elsewhere = served.slack.home[ADA]
    choice = {"text": {"type": "plain_text", "text": "Polski"}, "value": "pl"}
    assert served.client.press("home_language", choice, view=opened_elsewhere, user=MAX).status == 200
    _until(lambda: MAX in served.slack.home)
    assert "[Dodaj koszt (primary)] [Dodaj konwersje] [Importuj] [Nowa kampania]" in screen(served.slack.home[MAX])
    assert find(served.slack.home[MAX]["blocks"], "home_period").element["initial_option"]["value"] == "this year"


def test_the_form_opened_from_a_home_is_followed_too(served: Team) -> None:
    """The button is what shows that it is open; the form that is saved afterwards names no Home."""
    home(served, ADA)
    served.client.press("log_cost", "-", view=served.slack.home[ADA], user=MAX)
    served.save(served.slack.opened[-1], {"category": "ads", "amount": "7", "date": ago(0)}, MAX)
    _until(lambda: MAX in served.slack.home)
    assert _own_amounts(served, MAX) == ["$7.00"]


def test_a_menu_that_was_used_is_empty_again(served: Team) -> None:
    """So that the same can be chosen twice in a row: Slack keeps what was chosen while a block keeps its id."""
    before = home(served)["blocks"][-1]["block_id"]
    press(served, "set_up", "goal")
    _until(lambda: served.slack.home[ADA]["blocks"][-1]["block_id"] != before)
    assert press(served, "set_up", "goal")["callback_id"] == "goal"


def _headline(team: Team) -> str:
    return screen(team.slack.home[ADA])[0].replace("\u00a0", " ")


def _drawn(team: Team, user: str) -> int:
    return sum(method == "views.publish" and payload["user_id"] == user for method, payload in team.slack.calls)


def _drawn_in_the_end(team: Team, user: str) -> int:
    """How often the tab was drawn, with all that was still to be: nothing tells when there is nothing to be drawn."""
    clock.sleep(DRAWING_SECONDS)
    return _drawn(team, user)


def _until(happened: Callable[[], bool]) -> None:
    """Waits for it, no longer than it must."""
    end = clock.monotonic() + ENOUGH_SECONDS
    while not happened():
        assert clock.monotonic() < end
        clock.sleep(0.02)
