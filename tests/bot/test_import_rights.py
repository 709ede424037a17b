"""Whose file is read: no button and no form leads the bot to a file that whoever presses has not brought themselves.

What a message, a form or an event says of files is Slack's own description of what that person has put or sees there.
All that the bot itself hands out, and might get back changed, are numbers of imports.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from tests.bot.conftest import Payload, Team
from tests.bot.test_imports import TWO_DAYS, drop, given, meta
from tests.bot.test_imports_preview import opened

SECRET = (("Secret plan", 3, "777.77"),)


def fetched(team: Team) -> int:
    """How many files Slack has been asked for."""
    return sum(one[0] in ("file", "files.info") for one in team.slack.calls)


def with_imports(view: Payload, numbers: Sequence[object]) -> Payload:
    """The form as it would come back if it were about other imports."""
    fields = {**json.loads(view["private_metadata"]), "imports": numbers}
    return {**view, "private_metadata": json.dumps(fields)}


def number_of(message: Payload) -> int:
    return int(
        next(
            element["value"]
            for block in message["blocks"]
            for element in block.get("elements", ())
            if element.get("action_id") == "import_save"
        )
    )


@pytest.mark.parametrize("place", [0, 1])
def test_a_form_about_somebody_else_s_import_reads_none_of_its_files(new_team: Team, place: int) -> None:
    """As the import it is about, and among those that stand beside it in the message."""
    new_team.campaign("Spring")
    theirs = number_of(drop(new_team, meta(*SECRET)))
    other = new_team.person()
    view = opened(new_team, own := drop(new_team, meta(*TWO_DAYS), user=other), other)
    before, numbers = fetched(new_team), [number_of(own)]
    numbers.insert(place, theirs)
    answer = new_team.client.submit(with_imports(view, numbers), {}, user=other)
    assert "or an admin" in str(answer.errors)
    assert fetched(new_team) == before


def test_a_button_about_somebody_else_s_import_reads_none_of_its_files(new_team: Team) -> None:
    new_team.campaign("Spring")
    theirs, other = number_of(drop(new_team, meta(*SECRET))), new_team.person()
    before = fetched(new_team)
    new_team.client.press("import_change", f"{theirs} {theirs}", user=other)
    assert "or an admin" in new_team.slack.responses[-1][1]["text"]
    assert fetched(new_team) == before


def test_the_number_of_a_file_in_a_button_or_a_form_is_none_of_an_import(new_team: Team) -> None:
    """The bot reads that file, of a conversation that it is in, and who presses is not: it is not led there."""
    new_team.campaign("Spring")
    secret, other = given(new_team, meta(*SECRET))["id"], new_team.person()
    view = opened(new_team, drop(new_team, meta(*TWO_DAYS), user=other), other)
    before = fetched(new_team)
    for action_id in ("import_save", "import_change", "import_not_now", "undo_import"):
        new_team.client.press(action_id, secret, user=other)
        assert "isn’t there any more" in new_team.slack.responses[-1][1]["text"], action_id
    answer = new_team.client.submit(with_imports(view, [secret]), {}, user=other)
    assert "isn’t there any more" in str(answer.errors)
    assert fetched(new_team) == before
