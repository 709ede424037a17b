"""Metrics: taken back and put back once, however often it is asked for."""

from __future__ import annotations

from datetime import date

import pytest

from core.calendar.periods import ALL
from core.ledger.entries import UnknownEntry
from core.ledger.metrics import LoggedMetric, Metric, MetricKind
from core.setup.workspaces import Workspace
from storage import metrics
from storage.database import Database
from tests.storage.facts import act

CLICKS = Metric(day=date(2026, 8, 3), kind=MetricKind.CLICKS, count=5, channel="linkedin")


@pytest.fixture
def counted(database: Database, workspace: Workspace) -> LoggedMetric:
    """Five clicks on the books."""
    with database.writing() as connection:
        return metrics.log(connection, act(workspace.id), CLICKS, request="")


def test_what_is_asked_for_twice_is_taken_back_once(
    database: Database, workspace: Workspace, counted: LoggedMetric
) -> None:
    """The same request, and another for what is taken back already, answer with the first reversal."""
    with database.writing() as connection:
        taken_back = [
            metrics.undo(connection, act(workspace.id), counted.id, request=request).id
            for request in ("R1", "R1", "R2")
        ]
        assert len(set(taken_back)) == 1
        assert [tally.count for tally in metrics.tallies(connection, workspace.id, ALL)] == [0]


def test_what_stands_cannot_be_put_back(database: Database, workspace: Workspace, counted: LoggedMetric) -> None:
    """Only what was taken back can be."""
    with database.writing() as connection, pytest.raises(UnknownEntry):
        metrics.redo(connection, act(workspace.id), counted.id)
