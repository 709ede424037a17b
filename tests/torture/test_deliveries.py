"""Never posted twice, every week accounted for: four processes, a forgetful Slack, and death at every step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core.posts.deliveries import State
from storage.database import Database
from tests.databases import ENGINES, TORTURE
from tests.slack import SCOPES
from tests.torture.findings import Findings, findings
from tests.torture.orders import ANYWHERE, CRASHED, LOOKING_UP, Point
from tests.torture.run import LOOK_UP_SCOPES, Size, Torture
from tests.torture.weeks import PLANS

pytestmark = pytest.mark.timeout(600)

LONG = Size(weeks=520, kills=200) if TORTURE else Size(weeks=4, kills=1)
"""The short form: its fourth week is one in which for three days nobody looks."""
FEW = Size(weeks=1, kills=1)
"""For the two other protocols: who dies right before or after posting shows for certain what is wrong with them."""
ROUND_POSTING = [Point.BEGUN, Point.POSTED]
WITHOUT_LOOK_UP = [point for point in Point if point not in LOOKING_UP]


def of(*engines: str) -> pytest.MarkDecorator:
    """On these databases only, but under torture on all."""
    return pytest.mark.parametrize("engine", ENGINES if TORTURE else engines, indirect=True)


Run = Callable[..., Torture]


@pytest.fixture
def run(database: Database, database_url: str, tmp_path: Path) -> Run:
    """Runs the torture on this database to its end."""

    def go(size: Size, points: list[Point], protocol: str = "lease-and-look-up", scopes: str = SCOPES) -> Torture:
        torture = Torture(
            database=database,
            url=database_url,
            folder=tmp_path,
            size=size,
            points=points,
            protocol=protocol,
            scopes=scopes,
        )
        torture.go()
        return torture

    return go


@of("postgresql")
def test_with_look_up_a_lost_answer_is_found(run: Run) -> None:
    """Where history may be read: nothing doubled, every week accounted for, and what is in Slack is known as sent."""
    torture = run(LONG, list(Point), scopes=LOOK_UP_SCOPES)
    found = findings(torture)
    _check(torture, found)
    doubted = [digest for digest in found.digests if digest.state is State.UNCONFIRMED]
    # A message that is stored while it is being looked up can be missed; hardly ever.
    assert sum(found.there(digest) for digest in doubted) <= len(found.digests) // 100
    assert found.ended()[State.SENT] > 0.75 * len(found.digests)


@of("sqlite")
def test_without_look_up_a_lost_answer_is_told(run: Run) -> None:
    """Where history may not be read: nothing doubled either, and each doubt is told to the person who set it up."""
    torture = run(LONG, WITHOUT_LOOK_UP, scopes=SCOPES)
    found = findings(torture)
    _check(torture, found)
    assert found.ended()[State.SENT] > 0.6 * len(found.digests)
    assert found.ended()[State.UNCONFIRMED] > 0.05 * len(found.digests)


@of("sqlite")
def test_mark_then_post_loses_weeks(run: Run) -> None:
    """The harness sees what is wrong with marking first: weeks are sent that never were."""
    torture = run(FEW, ROUND_POSTING, protocol="mark-then-post")
    broken = _broken(findings(torture))
    assert "lost" in broken
    assert "doubled" not in broken


@of("sqlite")
def test_post_then_mark_posts_twice(run: Run) -> None:
    """The harness sees what is wrong with marking last: a lost answer is followed by a second post."""
    torture = run(FEW, ROUND_POSTING, protocol="post-then-mark")
    broken = _broken(findings(torture))
    assert "doubled" in broken
    assert "lost" not in broken


def _check(torture: Torture, found: Findings) -> None:
    deaths = torture.desk.deaths()
    assert torture.said == ""
    assert list(found.violations()) == []
    assert len(found.digests) == len(PLANS) * torture.size.weeks
    assert deaths[CRASHED] == 0
    assert deaths[ANYWHERE] >= torture.size.kills
    assert set(torture.points) <= set(deaths)
    # Where nobody came to a point any more before the run was over, its last warrants are left.
    assert sum(deaths[point] for point in torture.points) >= torture.size.kills * len(torture.points) // 2


def _broken(found: Findings) -> set[str]:
    return {violation.partition(":")[0] for violation in found.violations()}
