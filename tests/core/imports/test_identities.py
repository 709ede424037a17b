"""Identities: a number of an order names a sale; what may be a person is not kept."""

from __future__ import annotations

import pytest

from core.imports.identities import order_id, without_contacts


@pytest.mark.parametrize(
    "number", ["PL-1001", "7301", "006Qk000001AbCd", "2026-11-0001", "402-1234567-1234567", "FV/12/2026", "a.b:c_1"]
)
def test_the_number_of_an_order_is_kept(number: str) -> None:
    """A sign before it and spaces around it are not part of it."""
    assert order_id(f" #{number} ") == number


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "zenobia.marked@example.test",
        "Zenobia Marked",
        "Marked",
        "+48 601 234 567",
        "+48601234567",
        "601 234 567",
        "x1" * 60,
    ],
)
def test_what_may_be_a_person_is_no_number(cell: str) -> None:
    """An address, a name, a phone number."""
    assert order_id(cell) == ""


def test_a_number_shaped_like_a_phones_is_a_digest() -> None:
    """It names the same sale in another file, and cannot be dialled."""
    assert order_id("601-234-567") == order_id("601-234-567") != order_id("601-234-568")
    assert "601" not in order_id("601-234-567")[:4]
    assert order_id("601-234-567").startswith("x")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("autumn_lanterns", "autumn_lanterns"),
        ("to zenobia.marked@example.test", "to …"),
        ("call +48 601 234 567 now", "call … now"),
        ("call 0048 601 234 567", "call …"),
        ("utm+2026+09", "utm+2026+09"),
        ("sale 2026-09-30 at 100", "sale 2026-09-30 at 100"),
    ],
)
def test_contacts_in_a_text_are_taken_out(text: str, kept: str) -> None:
    """And nothing else of it."""
    assert without_contacts(text) == kept
