"""What judgements ask of campaigns and goals: what a campaign is for, whether it serves all, delay and average sale."""

from __future__ import annotations

from dataclasses import replace

from core.currency_change import PlanKind
from core.setup.campaigns import Campaign
from storage import campaigns, currency_change, entry_lists, goals, ledger
from storage.database import Database
from tests.databases import add_workspace
from tests.storage import facts
from tests.storage.facts import ANNA, NOW, act, usd
from tests.storage.test_currency_change import carried_out


def test_a_campaign_keeps_its_goal_and_whether_it_serves_all(database: Database) -> None:
    """Neither is set at first; both are changed like the rest of it."""
    workspace = add_workspace(database).id
    plain = Campaign(key="alpha", name="Alpha")
    chosen = replace(plain, goal="sale", serves_all=True)
    assert (plain.goal, plain.serves_all) == ("", False)
    for campaign in (plain, chosen, plain):
        with database.writing() as connection:
            campaigns.save(connection, act(workspace, ANNA, NOW), campaign)
        with database.reading() as connection:
            assert campaigns.find(connection, workspace, "alpha") == campaign
            assert campaigns.every(connection, workspace) == {"alpha": campaign}


def test_each_version_of_a_goal_keeps_its_delay_and_average(database: Database) -> None:
    """Without them a result comes at once, and no average was typed; an older version keeps what it had."""
    workspace = add_workspace(database).id
    plain = facts.goal("sale", 1_234)
    with database.writing() as connection:
        first = goals.save(connection, act(workspace, ANNA, NOW), replace(plain, delay=14, average=usd(600_000)))
        second = goals.save(connection, act(workspace, ANNA, NOW), plain)
    assert (first.delay, first.average, second.delay, second.average) == (14, usd(600_000), 0, None)
    with database.reading() as connection:
        assert goals.versions(connection, workspace) == {first.id: first, second.id: second}
        assert goals.find(connection, workspace, "sale") == second


def test_only_the_first_real_sale_of_a_goal_has_none_before(database: Database) -> None:
    """Whatever its version; neither a sale without revenue, nor another goal's or another workspace's, is before it."""
    here, there = (add_workspace(database, team).id for team in ("THERE", "THERE2"))
    with database.writing() as connection:
        sale, lead = (goals.save(connection, act(here, ANNA, NOW), facts.goal(key, 5)) for key in ("sale", "lead"))
        other = goals.save(connection, act(there, ANNA, NOW), facts.goal("sale", 5))
        newer = goals.save(connection, act(here, ANNA, NOW), replace(sale, average=usd(33)))
        facts_logged = (
            (here, facts.conversion(sale)),
            (here, facts.conversion(lead, 1, usd(100))),
            (there, facts.conversion(other, 1, usd(100))),
            (here, facts.conversion(sale, 1, usd(100))),
            (here, facts.conversion(newer, 1, usd(100))),
        )
        logged = [
            ledger.log(connection, act(workspace, ANNA, NOW), fact, source="form", request="")
            for workspace, fact in facts_logged
        ]
    with database.reading() as connection:
        before = [entry_lists.sold_before(connection, here, "sale", entry.id) for entry in logged]
    assert before == [False, False, False, False, True]


def test_an_average_changes_with_the_reporting_currency(database: Database) -> None:
    """At the rate of its goal, in every version that has one, and back to what was typed."""
    workspace = add_workspace(database).id
    with database.writing() as connection:
        old = goals.save(
            connection, act(workspace, ANNA, NOW), replace(facts.goal("sale", 100_00), average=usd(200_01))
        )
        new = goals.save(connection, act(workspace, ANNA, NOW), replace(old, average=usd(33)))
        none = goals.save(connection, act(workspace, ANNA, NOW), facts.goal("lead", 5))
    with database.reading() as connection:
        planned = currency_change.plans(connection, workspace, "USD")
        averages = {plan.key: plan.amount for plan in planned if plan.kind is PlanKind.AVERAGE}
    assert averages == {str(old.id): usd(200_01), str(new.id): usd(33)}
    carried_out(database, workspace, "EUR")
    with database.reading() as connection:
        versions = goals.versions(connection, workspace)
    assert versions[none.id].average is None
    average, worth = versions[old.id].average, versions[old.id].value
    assert average is not None
    assert average.currency == worth.currency == "EUR"
    assert abs(average.minor - 2 * worth.minor) <= 2  # of one rate: twice the worth and a cent, each half up
    carried_out(database, workspace, "USD")
    with database.reading() as connection:
        assert goals.versions(connection, workspace) == {one.id: one for one in (old, new, none)}
