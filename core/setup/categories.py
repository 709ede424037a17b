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


_WORDS = {
    Category.ADS: "reklamy reklama",
    Category.TOOLS: "narzedzia narzedzie",
    Category.PEOPLE: "ludzie osoby",
    Category.MATERIALS: "materialy",
    Category.AGENCY: "agencja agencje",
    Category.OTHER: "inne",
}
"""The words that have always been reserved, as keys."""

_LATER = {
    Category.ADS: "ad advert adverts advertising reklam reklame",
    Category.TOOLS: "tool software licence license oprogramowanie narzedzi licencja licencje",
    Category.PEOPLE: "team staff labour labor salary salaries wages ludzi osob praca pracownicy zespol pensja pensje"
    " wynagrodzenie wynagrodzenia designer designers copywriter copywriters freelancer freelancers"
    " grafik copywritera freelancera",
    Category.MATERIALS: "material equipment materialow sprzet",
    Category.AGENCY: "agencies agencji",
    Category.OTHER: "others misc inny inna pozostale",
}
"""What else people call them. A team may call something of its own so, and that comes first."""


def _by_word(words: dict[Category, str]) -> dict[str, Category]:
    return {word: category for category, listed in words.items() for word in listed.split()}


_MEANT = _by_word(_WORDS)
_MEANT_LATER = _by_word(_LATER)


def category_of(key: str) -> Category | None:
    """The category a slug names, in English or Polish; None where it names none."""
    if key in Category.__members__.values():
        return Category(key)
    return _MEANT.get(key) or _MEANT_LATER.get(key)


def words() -> dict[str, str]:
    """Every word for a category, as a key -> the category; its own word comes first."""
    return {**{one: one.value for one in Category}, **_MEANT, **_MEANT_LATER}


def gives_way(key: str) -> bool:
    """Whether a slug names a category only where nothing of the team's own is called so."""
    return key in _MEANT_LATER
