"""The six kinds of cost (article A-10: tools, ad spend, people, materials, agencies; and the rest)."""

from __future__ import annotations

from enum import StrEnum


class Category(StrEnum):
    ADS = "ads"
    TOOLS = "tools"
    PEOPLE = "people"
    MATERIALS = "materials"
    AGENCY = "agency"
    OTHER = "other"


POLISH = {
    "reklamy": Category.ADS,
    "reklama": Category.ADS,
    "narzedzia": Category.TOOLS,
    "narzedzie": Category.TOOLS,
    "ludzie": Category.PEOPLE,
    "osoby": Category.PEOPLE,
    "materialy": Category.MATERIALS,
    "agencja": Category.AGENCY,
    "agencje": Category.AGENCY,
    "inne": Category.OTHER,
}
"""The words a Polish hand types, as slugs."""


def category_of(key: str) -> Category | None:
    """The category a slug names, in English or Polish; None where it names none."""
    if key in Category.__members__.values():
        return Category(key)
    return POLISH.get(key)
