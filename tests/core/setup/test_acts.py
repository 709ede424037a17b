"""An act: who may change what others logged, and in whose name it is written down."""

from __future__ import annotations

import pytest

from tests.storage.facts import ANNA, BEN, act


@pytest.mark.parametrize(("admin", "author", "may"), [(False, ANNA, True), (False, BEN, False), (True, BEN, True)])
def test_only_an_admin_may_change_what_others_logged(admin: bool, author: str, may: bool) -> None:
    """Everybody may change what they logged themselves."""
    assert act(1, ANNA, admin=admin).may_change(author) is may


def test_written_down_in_anothers_name_it_is_the_same_act() -> None:
    """A redo is kept as its first author's, at the moment and with the rights of whoever puts it back."""
    putting_back = act(1, ANNA, admin=True)
    assert putting_back.in_name_of(BEN) == act(1, BEN, admin=True)
