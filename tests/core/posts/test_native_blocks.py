"""Which kinds of native blocks are left out of a message that Slack refuses, and which of them are to blame."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from core.posts.native_blocks import KNOWN_FOR, Experience, NativeBlock, Trial, WayOut, kinds_in
from core.posts.refusals import ONE_TABLE

CHART, DATA_TABLE, TABLE = NativeBlock
MESSAGE = {"blocks": [{"type": "header"}, {"type": "table"}, {"type": "data_visualization"}]}
NOW = datetime(2026, 10, 5, tzinfo=UTC)


def test_native_blocks_are_known_by_their_type() -> None:
    """Whatever else stands in the message; a text alone holds none."""
    assert kinds_in(MESSAGE) == {TABLE, CHART}
    assert kinds_in({"text": "ROI"}) == frozenset()


def test_one_kind_alone_is_to_blame() -> None:
    """The message goes without it."""
    trial = Trial(kinds=frozenset({TABLE})).refused("invalid_blocks", (), MESSAGE)
    assert not trial.kinds
    assert trial.to_blame == {TABLE}


def test_what_goes_without_the_first_blames_the_first() -> None:
    """The chart was left out, and the table is taken."""
    trial = Trial(kinds=kinds_in(MESSAGE)).refused("invalid_blocks", (), MESSAGE)
    assert trial.kinds == {TABLE}
    assert trial.to_blame == {CHART}


def test_what_is_refused_without_the_first_blames_the_second_alone() -> None:
    """Of the chart nobody knows more than before."""
    trial = Trial(kinds=kinds_in(MESSAGE))
    for _ in range(2):
        trial = trial.refused("invalid_blocks", (), MESSAGE)
    assert not trial.kinds
    assert trial.to_blame == {TABLE}


def test_a_kind_that_slack_names_goes_first() -> None:
    """By its place in the message; a place that is no native block's names none."""
    trial = Trial(kinds=kinds_in(MESSAGE))
    assert trial.refused("invalid_blocks", (1,), MESSAGE).kinds == {CHART}
    assert trial.refused("invalid_blocks", (0, 99), MESSAGE).kinds == {TABLE}
    assert trial.refused(ONE_TABLE, (), MESSAGE).kinds == {CHART}


def test_the_last_form_is_plain() -> None:
    """Left out together none is to blame, but what Slack has named and what was alone."""
    trial = Trial(kinds=kinds_in(MESSAGE))
    assert not trial.refused("invalid_blocks", (), MESSAGE).plain().kinds
    assert not trial.refused("invalid_blocks", (), MESSAGE).plain().to_blame
    assert trial.refused("invalid_blocks", (2,), MESSAGE).plain().to_blame == {CHART}
    assert Trial(kinds=frozenset({TABLE})).refused("invalid_blocks", (), MESSAGE).plain().to_blame == {TABLE}


@pytest.mark.parametrize("taken", [True, False])
def test_what_slack_answered_holds_for_a_week(taken: bool) -> None:
    """Then a refused kind is tried again, and a taken one asked about: what an acknowledgement loses nobody sees."""
    experience = Experience(way=WayOut.POST, kind=TABLE, taken=taken, at=NOW)
    assert experience.holds(NOW + KNOWN_FOR - timedelta(seconds=1))
    assert not experience.holds(NOW + KNOWN_FOR)
