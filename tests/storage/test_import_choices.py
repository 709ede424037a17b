"""What was decided about files, kept by kind and account: it comes back as it was, whatever it is."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from core.calendar.periods import Period
from core.imports.choices import Choices, Overlap
from core.imports.meanings import Level, Meaning
from core.setup.workspaces import Workspace
from storage import import_choices
from storage.database import Database
from tests.storage.facts import BEN, act

names = st.text(max_size=9)
named = st.dictionaries(names, names, max_size=3)
days = st.dates(date(2020, 1, 1), date(2026, 12, 31))
choices = st.builds(
    Choices,
    columns=st.dictionaries(st.sampled_from(Meaning), names, max_size=3),
    day_first=st.none() | st.booleans(),
    decimal=st.sampled_from(["", ",", "."]),
    currency=names,
    level=st.none() | st.sampled_from(Level),
    channel=names,
    micros=st.none() | st.booleans(),
    tax=st.none() | st.decimals("0", "99.99", places=2),
    campaigns=named,
    goals=named,
    sources=named,
    stages=named,
    lines=st.none() | st.frozensets(st.integers(1, 300_000), max_size=4),
    overlaps=st.dictionaries(st.integers(1, 2**40), st.sampled_from(Overlap), max_size=3),
    period=st.none() | st.builds(lambda one, other: Period(start=min(one, other), end=max(one, other)), days, days),
    sheet=names,
)


@given(choices)
def test_choices_come_back_as_they_were(one: Choices) -> None:
    """Every field, whatever stands in it."""
    assert import_choices.read(import_choices.written(one)) == one


def test_choices_are_kept_for_the_account(database: Database, workspace: Workspace) -> None:
    """The newest of the account count, and those of another account are its own."""
    with database.writing() as connection:
        assert import_choices.kept(connection, workspace.id, "meta", "1") == Choices()
        for channel in ("facebook", "instagram"):
            import_choices.keep(connection, act(workspace.id, BEN), "meta", "1", Choices(channel=channel))
        assert import_choices.kept(connection, workspace.id, "meta", "1") == Choices(channel="instagram")
        assert import_choices.kept(connection, workspace.id, "meta", "2") == Choices()
