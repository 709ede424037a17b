"""`/roi benchmark`: what others pay, recorded with source and date, beside a campaign's figures on ads alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.answers import Answer
from tests.bot.conftest import ADA, ANNA, DAY, MAX, Team, at_work, said, today
from tests.databases import Copies
from tests.screens import find

RIVAL = "CPL $52.00 · Rival Inc, competitor · 4 Aug 2025"


def learn(team: Team, value: str, user: str = MAX, **more: Any) -> Answer:
    """A competitor's cost per lead on LinkedIn, unless said otherwise."""
    return team.fill("/roi", typed(value, **more), "benchmark", user)


def typed(value: str, **more: Any) -> dict[str, Any]:
    known = {"channel": "linkedin", "metric": "CPL", "source": "Rival Inc", "date": DAY, "kind": "competitor"}
    return {**known, "value": value, **more}


@pytest.fixture(scope="module")
def books(copies: Copies) -> Iterator[Team]:
    """August 2025: ten leads for 400 of ads on LinkedIn and 999 of an agency, with clicks and impressions."""
    with at_work(copies.url("sqlite")) as team:
        team.goal("lead", "10", stage="lead")
        team.campaign("Alpha")
        for line in ("400 ads linkedin", "999 agency linkedin", "90 ads facebook", "50 ads youtube"):
            team.cost(f"{line} alpha 2025-08-04")
        team.conversions("10 lead linkedin alpha 2025-08-05")
        team.conversions("3 lead youtube alpha 2025-08-05")
        for kind, number in (("clicks", "800"), ("impressions", "200000")):
            values = {"metric": kind, "count": number, "channel": "linkedin", "campaign": "alpha", "date": DAY}
            team.fill("/roi", values, "metric")
        learn(team, "52")
        learn(team, "3", metric="CPM", source="Trade Press", kind="industry", date="2024-08-04")
        learn(team, "0.35", metric="CTR", source="Trade Press", kind="industry", date="2024-08-04")
        learn(team, "1.5", metric="ROAS", channel="facebook")
        yield team


BESIDE = """Beside benchmarks, on ad spend alone
LinkedIn: CPL (ads) $40.00 · others $52.00 (Rival Inc 2025, competitor), $371.00 (LinkedIn 2025, AMER), $205.00 \
(LinkedIn 2025, EMEA), $79.00 (LinkedIn 2025, APAC)
LinkedIn: CPC $0.50 · others $13.23 (ZenABM 2026, mixed regions)
LinkedIn: CPM $2.00 · others $3.00 (Trade Press 2024, industry)
LinkedIn: CTR 0.40% · others 0.35% (Trade Press 2024, industry), 0.42% (ZenABM 2026, mixed regions)"""


def beside(answer: str) -> list[str]:
    lines = answer.splitlines()
    start = lines.index("Beside benchmarks, on ad spend alone")
    return lines[start : start + len(BESIDE.splitlines())]


def test_a_campaign_stands_beside_them(books: Team) -> None:
    """On ads alone, a line a figure, the team's own first, each with source and year; where nothing fits, nothing."""
    answer = books.ask("alpha 2025-08").text
    assert beside(answer) == BESIDE.splitlines()
    assert "YouTube: CPL" not in answer  # three leads, but nobody has said what one costs there
    assert "Facebook: " not in answer.partition("Beside benchmarks")[2]  # ads without a lead, and no return
    assert "CPL (ads) $41.54 · CPL (full) $118.38" in answer


def test_a_campaign_stands_beside_them_in_polish(books: Team) -> None:
    """With Polish words and formats."""
    answer = books.ask("alpha 2025-08", ANNA).text
    assert (
        "LinkedIn: CPL (reklamy) 40,00\u00a0USD · inni 52,00\u00a0USD (Rival Inc 2025, konkurencja), 371,00\u00a0USD "
        in answer
    )
    assert "0,35% (Trade Press 2024, branża)" in answer


def test_a_period_without_results_has_none(books: Team) -> None:
    """Nor an answer about anything but a campaign."""
    for text in ("alpha 2025-09", "channels 2025-08", "2025-08"):
        assert "benchmark" not in books.ask(text).text


def test_the_receipt_and_the_list(new_team: Team) -> None:
    """What was saved, and above the next form with who recorded it; in Polish as well."""
    first = new_team.form("/roi", "benchmark", MAX)
    receipt = new_team.client.submit(first, typed("52"), user=MAX).view
    assert said(receipt).startswith("Benchmark saved")
    assert f"LinkedIn · {RIVAL}" in said(receipt)
    view = new_team.form("/roi", "benchmark", ANNA)
    assert "CPL 52,00\u00a0USD · Rival Inc, konkurencja · 4 sie 2025" in said(view)
    assert {"type": "user", "user_id": MAX} in view["blocks"][0]["elements"][0]["elements"]
    new_team.client.press("add_benchmark", view=new_team.slack.views[first["id"]], user=MAX)
    assert new_team.slack.opened[-1]["callback_id"] == "benchmark"


def test_one_is_taken_back_and_put_back(new_team: Team) -> None:
    """*Undo* under the receipt, *Redo* under what it says; then the campaign no longer shows it."""
    view = new_team.form("/roi", "benchmark", MAX)
    new_team.client.submit(view, typed("52"), user=MAX)
    new_team.client.press("undo_benchmark", view=new_team.slack.views[view["id"]], user=MAX)
    taken = new_team.slack.views[view["id"]]
    assert "Undone" in said(taken)
    assert RIVAL not in said(new_team.form("/roi", "benchmark"))
    new_team.client.press("redo_benchmark", view=taken, user=MAX)
    assert "Restored" in said(new_team.slack.views[view["id"]])
    assert RIVAL in said(new_team.form("/roi", "benchmark"))


def test_the_list_takes_back_ones_own_and_the_admin_all(new_team: Team) -> None:
    """Others have no button, and a forged one is refused."""
    learn(new_team, "52")
    theirs = new_team.form("/roi", "benchmark", ANNA)
    assert "Cofnij" not in said(theirs)
    new_team.client.press("undo_benchmark", "1", user=ANNA)
    assert RIVAL in said(new_team.form("/roi", "benchmark", MAX))
    for user in (MAX, ADA):
        learn(new_team, "53")
        view = new_team.form("/roi", "benchmark", user)
        number = find(view["blocks"], "undo_benchmark").element["value"]
        new_team.client.press("undo_benchmark", number, view=view, user=user)
        assert "CPL $53.00" not in said(new_team.form("/roi", "benchmark", user))


def test_the_same_form_saves_once(new_team: Team) -> None:
    """Sent twice it stands once."""
    view = new_team.form("/roi", "benchmark", MAX)
    for _ in range(2):
        new_team.client.submit(view, typed("52"), user=MAX)
    assert said(new_team.form("/roi", "benchmark", MAX)).count(RIVAL) == 1


def test_a_percentage_and_a_factor_need_no_currency(new_team: Team) -> None:
    """The receipt shows them as what they are; money is in the currency that was typed, and never converted."""
    assert "CTR 0.42% · " in said(learn(new_team, "0.42", metric="CTR").view)
    assert "ROAS 2.50× · " in said(learn(new_team, "2.5", metric="ROAS").view)
    assert "CPC €1.20 · " in said(learn(new_team, "1.2", metric="CPC", currency="EUR").view)


@pytest.mark.parametrize(
    ("field", "text", "more"),
    [
        ("value", "0", {}),
        ("value", "101", {"metric": "CTR"}),
        ("value", "1.234", {}),
        ("source", "\u200b", {}),
        ("date", "2999-01-01", {}),
    ],
)
def test_what_makes_no_sense_is_refused_under_its_field(
    team: Team, field: str, text: str, more: dict[str, Any]
) -> None:
    """In one sentence, and nothing is saved."""
    view = team.form("/roi", "benchmark", MAX)
    answer = team.client.submit(view, {**typed("5"), **more, field: text}, user=MAX)
    assert list(answer.errors) == [field]
    assert "Rival" not in said(team.form("/roi", "benchmark", MAX))


def test_a_targets_price_is_held_against_them(new_team: Team) -> None:
    """Far from the competitor it warns with source and year, also where nothing was published; near it, silence."""
    new_team.goal("lead", "10", stage="lead")
    new_team.campaign("Launch")
    new_team.cost(f"10 ads youtube launch {today()}")
    aim = {
        "campaign": "launch",
        "goal": "lead",
        "count": "10",
        "start": today().isoformat(),
        "end": today().isoformat(),
    }
    learn(new_team, "12", channel="youtube")
    told = said(new_team.fill("/roi", {**aim, "cost_per_conversion": "3"}, "target", MAX).view)
    warning = "$3.00 is far below the benchmarks for YouTube: about 1/4 of $12.00 (Rival Inc 2025, competitor)."
    assert warning in told
    assert "Benchmarks count ads only, your cost everything." in told
    assert warning in new_team.ask("launch").text
    assert " benchmarks for " not in said(
        new_team.fill("/roi", {**aim, "cost_per_conversion": "4"}, "target", MAX).view
    )


def test_a_target_of_customers_is_held_against_what_others_pay_for_one(new_team: Team) -> None:
    """Their CPA, and never their CPL."""
    new_team.goal("sale", "100", stage="customer")
    new_team.campaign("Launch")
    new_team.cost(f"10 ads linkedin launch {today()}")
    learn(new_team, "1000", metric="CPA")
    day = today().isoformat()
    aim = {"campaign": "launch", "goal": "sale", "count": "1", "cost_per_conversion": "20", "start": day, "end": day}
    told = said(new_team.fill("/roi", aim, "target").view)
    assert "about 1/50 of $1,000.00 (Rival Inc 2025, competitor)." in told
    assert "LinkedIn 2025" not in told


def test_a_new_channel_can_be_named(new_team: Team) -> None:
    """As in every form; its name stands in the warning and in the list."""
    learn(new_team, "4", channel="+Trade fair")
    assert "Trade fair · CPL $4.00" in said(new_team.form("/roi", "benchmark"))
