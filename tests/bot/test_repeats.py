"""Costs that repeat, as people set them up and the tick logs them: each day once, whoever ticks and however late."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest

from core.calendar.periods import months_later
from storage import entry_lists
from tests.bot.conftest import ADA, ANNA, MAX, Payload, Team, at_work, said, today
from tests.databases import Copies, add_workspace
from tests.screens import controls

NOON = timedelta(hours=12)


@pytest.fixture
def any_team(copies: Copies, engine: str) -> Iterator[Team]:
    """A team of this test's own, once on SQLite and once on PostgreSQL."""
    url = copies.url(engine)
    with at_work(url) as working:
        assert working.ask("help").status == 200
        yield working
    copies.empty(url)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def days(team: Team) -> list[tuple[str, str, str]]:
    """Day, source and author of every cost that stands, by day."""
    workspace = add_workspace(team.beside)
    with team.beside.reading() as connection:
        found = [e for e in entry_lists.history(connection, workspace.id, None, most=1000) if e.stands]
    return sorted((e.fact.day.isoformat(), e.source, e.logged_by) for e in found)


def listed(team: Team, user: str = ADA) -> Payload:
    """The answer to `/roi repeats`."""
    return team.ask("repeats", user).body or {}


def change(team: Team, answer: Payload, user: str = ADA, **values: str) -> Payload:
    """Presses *Change*, saves the form with ``values`` over what it holds; its receipt."""
    opened = len(team.slack.opened)
    assert team.client.press("change_repeat", message=answer, user=user).status == 200
    assert len(team.slack.opened) == opened + 1
    saved = team.client.submit(team.slack.opened[-1], values, user=user)
    assert saved.errors == {}
    return saved.body or {}


def answer_yes(team: Team) -> None:
    """To the question whether a date so far ahead is meant: the form on the screen is saved as it stands."""
    view = team.slack.views[team.slack.opened[-1]["id"]]
    assert "Log it anyway" in view["submit"]["text"]
    assert team.client.submit(view, {}, user=ADA).errors == {}


def test_three_months_of_ticks_with_a_fortnight_off(new_team: Team) -> None:
    """A monthly cost is there once a month, also where its day fell into a downtime and two woke at once."""
    team, first = new_team, today()
    made = team.cost_form("tools", user=MAX, amount="49", date=first.isoformat(), repeat="monthly")
    second, third = months_later(first, 1), months_later(first, 2)
    assert re.search(r"Repeats monthly: next on \d+ \w+ \d{4}\.", said(made.body))
    down = (second - timedelta(days=4), second + timedelta(days=10))
    moments = [noon(first + timedelta(days=n)) for n in range(0, (third - first).days + 15, 14)]
    for moment in (m for m in moments if not noon(down[0]) <= m < noon(down[1])):
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(team.tick, [moment, moment]))
    assert days(team) == [
        (first.isoformat(), "form", MAX),
        (second.isoformat(), "repeat", MAX),
        (third.isoformat(), "repeat", MAX),
    ]
    assert "cost $147.00" in team.ask("all").text
    assert team.unbalanced() == []


def test_a_line_that_says_how_often_repeats_as_the_form_does(team: Team) -> None:
    """In both languages. What it is for is its note; the receipt has *Undo*, and `/roi repeats` lists it."""
    team.goal("Newsletter", "15")
    lines = {
        MAX: ("newsletter tool 49 usd a month", "$49.00 · Tools", "Repeats monthly: next on"),
        ANNA: ("abonament newsletter 49 usd rocznie", "49,00 USD · Narzędzia", "Powtarza się co rok: następny raz"),
    }
    for user, (line, receipt, again) in lines.items():
        logged = team.client.command("/roi-cost", line, user=user)
        text = logged.text.replace("\xa0", " ")
        assert (receipt in text, "newsletter" in text, again in text) == (True, True, True), text
        assert "undo" in {control.action_id for control in controls(logged.blocks)}
        assert receipt in said(listed(team, user)).replace("\xa0", " ")


def test_ad_spend_in_a_line_never_repeats(team: Team) -> None:
    """It says so, and the form it opens has what else was typed."""
    refused = team.client.command("/roi-cost", "250 ads linkedin monthly", user=MAX)
    assert "don’t repeat by themselves" in refused.text
    assert "open_cost_line" in {control.action_id for control in controls(refused.blocks)}


def test_processes_that_tick_at_once_log_once(any_team: Team) -> None:
    """Two years behind, four processes wake at the same moment: each month is there once and none fails."""
    team = any_team
    team.cost_form("tools", amount="10", date="2024-01-31", repeat="monthly")
    team.cost_form("other", amount="10", date="2024-02-29", repeat="yearly")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(team.tick_by_program, [noon(date(2026, 1, 15))] * 4))
    found = [day for day, _, _ in days(team)]
    assert len(found) == 24 + 2
    assert len(set(found)) == 24  # the yearly one shares its two days with the other
    assert {"2024-02-29", "2024-04-30", "2025-02-28", "2025-12-31"} <= set(found)
    assert team.unbalanced() == []


def test_the_day_begins_in_the_workspace_s_zone(new_team: Team) -> None:
    """In Warsaw 1 July begins at 22:00 UTC of 30 June: not a second sooner."""
    team = new_team
    team.cost_form("tools", amount="49", date="2025-06-01", repeat="monthly")
    team.tick(datetime(2025, 6, 30, 21, 59, 59, tzinfo=UTC))
    assert len(days(team)) == 1
    team.tick(datetime(2025, 6, 30, 22, 0, 0, tzinfo=UTC))
    assert [day for day, _, _ in days(team)] == ["2025-06-01", "2025-07-01"]


def test_a_digest_knows_what_repeats_before_it(new_team: Team) -> None:
    """A week's cost that falls due in the very tick that sends its digest is in it."""
    team = new_team
    conversation = team.conversation()
    monday = today() + timedelta(days=7 - today().weekday())
    team.fill("/roi", {"conversation": conversation, "weekday": "mon", "time": "09:00"}, "digest")
    first = months_later(monday - timedelta(days=2), -1)
    team.cost_form("tools", amount="77", date=first.isoformat(), repeat="monthly")
    team.tick(noon(monday))
    assert any("cost $77.00" in text for text in team.posts(conversation)), team.posts(conversation)


def test_history_and_receipt_say_so(new_team: Team) -> None:
    """Who, when, and that it repeats, in both languages; one begun in the past says what follows."""
    team = new_team
    made = team.cost_form("tools", user=ANNA, amount="49", date="2025-06-01", repeat="yearly")
    assert "Powtarza się co rok: zaległe wpisy pojawią się za chwilę." in said(made.body)
    team.tick(noon(date(2026, 6, 2)))
    history = team.ask("history").text
    assert history.count("repeats yearly") == 2
    assert team.ask("historia", ANNA).text.count("powtarza się co rok") == 2
    assert "co rok · następny 1 cze 2027" in team.ask("powtarzalne", ANNA).text


def test_without_a_word_nothing_repeats(new_team: Team) -> None:
    """Never is the default, and ads and people have no such field."""
    team = new_team
    made = team.cost_form("tools", amount="49", date="2025-06-01")
    assert "Repeats" not in said(made.body)
    view = team.form("/roi-cost")
    assert "repeat" not in {block["block_id"] for block in view["blocks"]}
    team.tick(noon(date(2025, 9, 2)))
    assert len(days(team)) == 1
    assert "Nothing repeats" in listed(team)["text"]


def test_the_choice_survives_a_change_of_category(team: Team) -> None:
    """Going to ads and back keeps it."""
    view = team.form("/roi-cost")
    team.client.select(view, "category", "tools")
    team.client.select(team.slack.views[view["id"]], "category", "ads", {"repeat": "monthly"})
    team.client.select(team.slack.views[view["id"]], "category", "other")
    fields = {block["block_id"]: block.get("element", {}) for block in team.slack.views[view["id"]]["blocks"]}
    assert fields["repeat"]["initial_option"]["value"] == "monthly"


def test_the_same_form_sent_twice_repeats_once(new_team: Team) -> None:
    """Slack sends a submission again: one entry, one repeat."""
    team = new_team
    view = team.form("/roi-cost")
    team.client.select(view, "category", "tools")
    shown = team.slack.views[view["id"]]
    for _ in range(2):
        team.client.submit(shown, {"amount": "49", "date": "2025-06-01", "repeat": "monthly"})
    team.tick(noon(date(2025, 7, 2)))
    assert [day for day, _, _ in days(team)] == ["2025-06-01", "2025-07-01"]


def test_listed_paused_resumed_and_ended(new_team: Team) -> None:
    """What would have come in a pause is left out; what has ended comes no more, and all that was logged stays."""
    team = new_team
    first = today()
    team.cost_form("tools", amount="49", date=first.isoformat(), repeat="monthly", note="scheduler")
    answer = listed(team)
    assert re.search(r"\$49\.00 · Tools · .*“scheduler”\nmonthly · next \d+ \w+ \d{4} · <@UADA>", answer["text"])
    paused = team.press("pause_repeat", answer)
    assert "Paused: it logs nothing until it is resumed." in paused["text"]
    assert "monthly · paused" in paused["text"]
    team.tick(noon(months_later(first, 2)))
    assert len(days(team)) == 1
    resumed = team.press("resume_repeat", paused)
    assert "monthly · next" in resumed["text"]
    ended = team.press("end_repeat", resumed)
    assert "Nothing repeats" in ended["text"]
    team.tick(noon(months_later(first, 3)))
    assert len(days(team)) == 1
    late = team.press("pause_repeat", answer)
    assert "This cost no longer repeats." in late["text"]


def test_changed_from_a_date_on(new_team: Team) -> None:
    """Dearer from October: what came before stays, the old one's October is taken back, the new one goes on."""
    team = new_team
    team.cost_form("tools", amount="49", date="2025-07-01", repeat="monthly", share="50")
    team.tick(noon(date(2025, 10, 15)))
    assert "cost $98.00" in team.ask("2025").text
    made = change(team, listed(team), amount="60", date="2025-10-01")
    assert "The old one ends on 1 Oct 2025." in said(made)
    assert "1 entry from then on was undone." in said(made)
    team.tick(noon(date(2025, 11, 15)))
    assert [day for day, _, _ in days(team)] == [f"2025-{month:02}-01" for month in (7, 8, 9, 10, 11)]
    assert "cost $133.50" in team.ask("2025").text  # 3 × 24.50 + 2 × 30.00
    assert listed(team)["text"].count("monthly") == 1
    assert team.unbalanced() == []


def test_changed_from_a_later_date_on(new_team: Team) -> None:
    """Until that date the old one still comes."""
    team, first = new_team, today()
    team.cost_form("tools", amount="40", date=first.isoformat(), repeat="monthly")
    third = months_later(first, 2)
    change(team, listed(team), amount="50", date=third.isoformat())
    answer_yes(team)
    assert re.search(r"monthly · next .* · ends ", listed(team)["text"])
    team.tick(noon(months_later(first, 3)))
    expected = [months_later(first, n).isoformat() for n in range(4)]
    assert [day for day, _, _ in days(team)] == expected
    assert "cost $180.00" in team.ask("all").text


def test_changed_to_never(new_team: Team) -> None:
    """The last one is logged and it is over."""
    team, first = new_team, today()
    team.cost_form("tools", amount="40", date=first.isoformat(), repeat="monthly")
    change(team, listed(team), repeat="never")
    assert "Nothing repeats" in listed(team)["text"]


def test_only_its_author_or_an_admin(new_team: Team) -> None:
    """Others see it without buttons, and a forged press is refused."""
    team = new_team
    team.cost_form("tools", user=MAX, amount="49", date="2025-06-01", repeat="monthly")
    assert {control.action_id for control in controls(listed(team, ANNA)["blocks"])} == set()
    for user in (MAX, ADA):
        found = {control.action_id for control in controls(listed(team, user)["blocks"])}
        assert found == {"pause_repeat", "change_repeat", "end_repeat"}
    other = team.person()
    for action in ("pause_repeat", "resume_repeat", "end_repeat", "change_repeat"):
        sent = len(team.slack.responses)
        team.client.press(action, "1", user=other)
        assert "Only admins" in str(team.slack.responses[sent:])
    assert "monthly · next" in listed(team)["text"]


def test_taking_one_back_does_not_end_it(new_team: Team) -> None:
    """Undo takes back that entry, is told that it goes on, and the tick does not log it anew."""
    team = new_team
    made = team.cost_form("tools", amount="49", date="2025-06-01", repeat="monthly")
    team.tick(noon(date(2025, 7, 2)))
    entry = next(c.element["value"] for c in controls((made.view or {})["blocks"]) if c.action_id == "undo")
    assert "It goes on repeating" in team.press("undo", {}, value=entry)["text"]
    team.tick(noon(date(2025, 7, 3)))
    assert [day for day, _, _ in days(team)] == ["2025-07-01"]


def test_undo_does_not_reach_what_logged_itself(new_team: Team) -> None:
    """`/roi undo` takes back what the person logged last, though a repeat has logged in their name since."""
    team = new_team
    team.cost_form("tools", amount="49", date="2025-06-01", repeat="monthly")
    team.cost("7 ads 2025-06-05")
    team.tick(noon(date(2025, 7, 2)))
    assert "$7.00" in team.ask("undo").text
    assert [day for day, _, _ in days(team)] == ["2025-06-01", "2025-07-01"]


def test_until_and_split_move_along(new_team: Team) -> None:
    """A month's service is a month's again; the split follows the ads of each month, logged when it comes."""
    team = new_team
    team.campaign("Alpha", start="2025-06-01")
    team.campaign("Beta", start="2025-06-01")
    team.cost("100 ads linkedin alpha 2025-06-10")
    team.cost_form("agency", amount="300", date="2025-06-01", until="2025-06-30", split="ads", repeat="monthly")
    team.cost("300 ads linkedin beta 2025-07-10")
    team.cost("100 ads linkedin alpha 2025-07-11")
    team.tick(noon(date(2025, 7, 1)))
    assert "cost $400.00" in team.ask("alpha 2025-06").text
    assert "cost $175.00" in team.ask("alpha 2025-07").text
    assert "cost $525.00" in team.ask("beta 2025-07").text
    assert "1–31 Jul 2025" in team.ask("history").text
    assert team.unbalanced() == []


def test_a_split_by_nothing_stays_shared(new_team: Team) -> None:
    """No campaign runs any more: the cost is everybody's, and its line says so."""
    team = new_team
    team.campaign("Alpha", start="2025-06-01", end="2025-06-30")
    team.cost_form("other", amount="90", date="2025-06-01", split="equal", repeat="monthly")
    team.tick(noon(date(2025, 7, 1)))
    assert "shared: nothing to split it equally" in team.ask("history").text
    assert "cost $0.00" in team.ask("alpha 2025-07").text
    assert "cost $90.00" in team.ask("2025-07").text
    assert team.unbalanced() == []


def previewed(team: Team, answer: Payload, user: str = ADA, **values: str) -> str:
    """Presses *Change* and, with ``values`` over what the form holds, *Preview*; what it says."""
    opened = len(team.slack.opened)
    assert team.client.press("change_repeat", message=answer, user=user).status == 200
    view = team.slack.opened[opened]
    assert team.client.press("preview_cost", view=view, state=team.typed(view, values), user=user).status == 200
    return said(team.slack.opened[-1])


def divided(team: Team) -> Team:
    """Alpha and Beta run; 90.00 a month since June are divided equally, and July's is on the books."""
    for name in ("Alpha", "Beta"):
        team.campaign(name, start="2025-06-01")
    team.cost_form("tools", amount="90", date="2025-06-01", split="equal", repeat="monthly")
    team.cost("300 ads linkedin alpha 2025-06-10")
    team.cost("100 ads linkedin beta 2025-06-10")
    team.tick(noon(date(2025, 8, 15)))
    return team


def test_another_key_shows_its_effect_first(new_team: Team) -> None:
    """Each campaign's part beside what it was until now, in both languages; looking saves nothing."""
    team = divided(new_team)
    before, answer = days(team), listed(team)
    told = previewed(team, answer, split="ads", date="2025-09-01")
    assert "Alpha: $67.50 · until now $45.00" in told
    assert "Beta: $22.50 · until now $45.00" in told
    told = previewed(team, answer, split="none", campaign="beta", date="2025-09-01")
    assert "Beta: $90.00 · until now $45.00" in told
    assert "Alpha: $0.00 · until now $45.00" in told
    assert days(team) == before
    assert listed(team)["text"].count("monthly") == 1


def test_the_preview_is_without_what_it_takes_the_place_of(new_team: Team) -> None:
    """The campaign's figures are those after saving: the old one's entries from that day on are not in them."""
    team = divided(new_team)
    told = previewed(team, listed(team), split="none", campaign="beta", date="2025-07-01", amount="10")
    assert "cost $155.00" in told  # 100.00 of ads, 45.00 of June, 10.00 instead of July's 45.00
    change(team, listed(team), split="none", campaign="beta", date="2025-07-01", amount="10")
    assert "cost $155.00" in team.ask("beta 2025-06-01..2025-07-31").text


def test_another_key_moves_nothing_in_the_past(new_team: Team) -> None:
    """Last month's rows are the same, word for word, before and after; from that day on the new key divides."""
    team = divided(new_team)
    asked = [f"{name} {month}" for name in ("alpha", "beta", "campaigns") for month in ("2025-06", "2025-07")]
    before = [_without_outside(team.ask(text).text) for text in asked]
    assert "cost $45.00" in team.ask("alpha 2025-08").text
    change(team, listed(team), split="ads", date="2025-08-01")
    team.tick(noon(date(2025, 9, 15)))
    assert [_without_outside(team.ask(text).text) for text in asked] == before
    for month in ("2025-08", "2025-09"):
        assert "cost $67.50" in team.ask(f"alpha {month}").text
        assert "cost $22.50" in team.ask(f"beta {month}").text
    assert team.unbalanced() == []


def _without_outside(text: str) -> str:
    """Without the line that says what stands on other days."""
    return "\n".join(line for line in text.splitlines() if not line.startswith("Outside this period"))


def test_a_revoked_token_pauses_nothing(new_team: Team) -> None:
    """It is revoked in order to make another: costs go on, and a digest that runs still runs."""
    team = new_team
    where = team.conversation()
    team.cost_form("tools", amount="49", date="2025-06-01", repeat="monthly")
    team.fill("/roi", {"conversation": where}, "digest")
    team.client.event("tokens_revoked", tokens={"bot": ["UBOT"]})
    team.tick(noon(date(2025, 8, 1)))
    assert len(days(team)) == 3
    assert where in said(team.form("/roi", "digest"))


def test_removing_the_bot_pauses_it(new_team: Team) -> None:
    """A workspace that comes back finds it paused."""
    team = new_team
    team.cost_form("tools", amount="49", date="2025-06-01", repeat="monthly")
    team.client.event("app_uninstalled")
    team.tick(noon(date(2025, 8, 1)))
    assert len(days(team)) == 1
    assert "monthly · paused" in listed(team)["text"]
