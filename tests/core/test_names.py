"""Names: one key each, nothing invisible in them, and no word that already means something."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.categories import POLISH, Category
from core.channels import STARTING
from core.money import CURRENCIES
from core.names import (
    COMMAND_WORDS,
    LONGEST,
    NameMissing,
    NameTaken,
    NameTooLong,
    alike,
    check_free,
    clean_name,
    one_line,
    reserved_kind,
    slug,
)

KEYS = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=LONGEST).map(slug).filter(bool)
KINDS = ("campaign", "goal", "channel")
MARKS = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad\u061c"


# --- keys ---


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Campaign Q3", "campaign-q3"),
        ("campaign-q3", "campaign-q3"),
        ("  CAMPAIGN   Q3  ", "campaign-q3"),
        ("campaign_q3", "campaign-q3"),
        ("Kampania Łódź Q3!", "kampania-lodz-q3"),
        ("ZAŻÓŁĆ GĘŚLĄ JAŹŃ", "zazolc-gesla-jazn"),
        ("zażółć gęślą jaźń", "zazolc-gesla-jazn"),
        ("Zaz\u0307o\u0301łc\u0301", "zazolc"),
        ("Café Noël", "cafe-noel"),
        ("Straße", "strasse"),
        ("Ørsted Đuro", "orsted-duro"),
        ("Q3 / 2026 (B2B)", "q3-2026-b2b"),
        ("Ⅳ ﬁnal \uff11\uff12", "iv-final-12"),
        ("Лето 2026", "лето-2026"),
        ("夏の広告", "夏の広告"),
        ("🚀 launch 🚀", "launch"),
        ("---", ""),
        ("🚀🚀🚀", ""),
        ("", ""),
    ],
)
def test_the_key_of_a_name(name: str, key: str) -> None:
    """Case, accents, Polish letters, signs and spaces make no difference to a key."""
    assert slug(name) == key


@pytest.mark.parametrize("name", ["Acme™", "a _ b", "a-_-b", "\u210cot", "ǿ", "Ǿ"])
def test_the_key_of_a_key_is_that_key(name: str) -> None:
    """A key read back, as a menu's value is, finds what it was made for."""
    assert slug(slug(name)) == slug(name)
    assert "--" not in slug(name)


def test_no_letter_of_any_script_has_an_unsteady_key() -> None:
    """Whatever the letter, its key is the key of itself."""
    letters = filter(str.isprintable, map(chr, range(sys.maxunicode + 1)))
    unsteady = [letter for letter in letters if slug.__wrapped__(key := slug.__wrapped__(letter)) != key]
    assert unsteady == []


@given(st.text(max_size=40))
def test_a_key_is_made_of_letters_digits_and_single_dashes(name: str) -> None:
    """Any text gives a key of one shape, alike for capitals, or none."""
    key = slug(name)
    assert key == slug(key)
    assert all(part and part.isalnum() for part in key.split("-")) or not key


@pytest.mark.parametrize("mark", MARKS)
def test_marks_nobody_sees_make_no_other_key(mark: str) -> None:
    """A name pasted with a zero-width, soft-hyphen or direction mark is the same name, wherever the mark stands."""
    assert slug(f"{mark}camp{mark}aign{mark}") == "campaign"


# --- names ---


@pytest.mark.parametrize("mark", MARKS)
def test_a_name_holds_nothing_invisible(mark: str) -> None:
    """Direction and zero-width marks are taken out, so that no two names look alike and no text runs backwards."""
    assert clean_name(f"{mark}Cam{mark}paign {mark}Q3{mark}") == "Campaign Q3"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("  Campaign\n\tQ3  ", "Campaign Q3"),
        ("Campaign\u00a0Q3", "Campaign Q3"),
        ("Campaign\u2028Q3", "Campaign Q3"),
        ("Camp\x00aign\x07", "Campaign"),
        ("a \u200b b", "a b"),
        ("a\ud800b", "ab"),
        ("a\ue000b", "ab"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("Łódź 🚀", "Łódź 🚀"),
    ],
)
def test_a_name_stands_on_one_line(text: str, name: str) -> None:
    """Lines, tabs and doubled spaces fold into one space; control signs and broken characters go; the rest stays."""
    assert clean_name(text) == name


@given(st.text(max_size=LONGEST))
def test_one_line_is_one_line(text: str) -> None:
    """Whatever is typed, what is kept can be seen, and keeping it again changes nothing."""
    line = one_line(text)
    assert not any(unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn") for sign in line)
    assert "  " not in line
    assert one_line(line) == line


@pytest.mark.parametrize("text", ["", "   ", "---", "🚀", "🚀 🎉", "👨‍👩‍👧", "\u200b\u200f", "!?", "\u0301"])
def test_a_name_needs_a_letter_or_a_digit(text: str) -> None:
    """Of emoji and signs alone no key can be made, and the problem stands under its field."""
    with pytest.raises(NameMissing) as problem:
        clean_name(text, "campaign")
    assert problem.value.field == "campaign"


@pytest.mark.parametrize("length", [LONGEST + 1, 3000])
def test_too_long_a_name_is_refused(length: int) -> None:
    """The problem says how long it was and how long it may be."""
    with pytest.raises(NameTooLong) as problem:
        clean_name("x" * length)
    assert (problem.value.length, problem.value.longest) == (length, LONGEST)
    assert clean_name("x" * LONGEST) == "x" * LONGEST


def test_only_what_can_be_seen_counts_as_length() -> None:
    """Marks and doubled spaces do not make a name too long."""
    assert clean_name("x" * LONGEST + "\u200b" * 3000 + " " * 3000) == "x" * LONGEST


@pytest.mark.parametrize("letter", ["ß", "ﬃ", "㎯", "\ufdfa"])
def test_a_key_fits_its_menu(letter: str) -> None:
    """A letter that becomes many in a key makes no key too long for a menu's value (75 with its prefix)."""
    try:
        name = clean_name(letter * LONGEST)
    except NameTooLong:
        return
    assert len(slug(name)) <= LONGEST


# --- words that are taken ---


RESERVED = [
    *((word, "command") for word in sorted(COMMAND_WORDS)),
    *((word, "category") for word in [*Category, *POLISH]),
    *((word, "currency") for word in ("eur", "usd", "pln", "jpy", "all", "try")),
    *((word, "number") for word in ("2027-1", "12", "40h", "1-234", "0")),
    *(
        (word, "period")
        for word in "today yesterday this-week last-month q3 q3-2026 july 2026 2026-07 2026-w31 2026-07-01 2026-02-30 "
        "dzis wczoraj tydzien zeszly-miesiac w-tym-roku lipiec lipca ostatnie-30-dni wszystko calosc".split()
    ),
]


@pytest.mark.parametrize(("key", "kind"), [pair for pair in RESERVED if pair[0] not in ("2027-1", "all")])
def test_reserved_words(key: str, kind: str) -> None:
    """Commands, categories, currencies, periods and bare numbers keep their meaning, in English and Polish."""
    assert reserved_kind(key) == kind


@pytest.mark.parametrize("name", ["Help", "POMOC", "Kanały", "Narzędzia", "Materiały", "Euro", "EUR", "Dziś", "Lipiec",
                                  "Zeszły miesiąc", "Całość", "Q3 2026", "2026", "2027-1", "all", "ads!"])  # fmt: skip
def test_a_reserved_word_is_no_name(name: str) -> None:
    """However it is written, a word that already means something is refused, and a free name is offered."""
    if name == "Euro":
        assert check_free(name, {}) == "euro"  # the word, unlike the code
        return
    with pytest.raises(NameTaken) as problem:
        check_free(name, {})
    assert check_free(problem.value.suggestion, {}) == problem.value.suggestion


def test_every_currency_is_reserved() -> None:
    """No name is an ISO 4217 code."""
    assert {reserved_kind(code.lower()) for code in CURRENCIES} <= {"currency", "command"}


@pytest.mark.parametrize("key", [*STARTING, "campaign-q3", "july-launch", "lato", "b2b", "summer-2026", "q5"])
def test_other_words_are_free(key: str) -> None:
    """Channels and ordinary names are no one's word; "other" alone is both, and a category first."""
    assert reserved_kind(key) == ("category" if key == "other" else None)


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_of_another_thing_is_taken(kind: str) -> None:
    """Campaigns, goals and channels share one space of keys, and the problem says which has it."""
    with pytest.raises(NameTaken) as problem:
        check_free("Łódź", {"lodz": kind}, "goal")
    assert (problem.value.name, problem.value.kind, problem.value.field) == ("Łódź", kind, "goal")
    assert problem.value.suggestion == "lodz-2"


def test_suggestions_count_on() -> None:
    """The first free number is offered, none left out."""
    taken = {"lodz": "campaign", "lodz-2": "campaign"}
    assert suggestion("lodz", taken) == "lodz-3"
    assert suggestion("help", {}) == "campaign-help"
    assert suggestion("help", {"campaign-help": "campaign"}) == "campaign-help-2"


@given(KEYS | st.sampled_from([key for key, _ in RESERVED]), st.lists(KEYS, max_size=5), st.integers(0, 4))
def test_suggestions_are_free(key: str, others: list[str], more: int) -> None:
    """What is offered instead is a name one can have at once: free, allowed and not too long."""
    keys = [*others, key, *(f"{key}-{number + 2}" for number in range(more))]
    taken = {one: "campaign" for one in keys if reserved_kind(one) is None}
    offered = suggestion(key, taken)
    assert check_free(clean_name(offered), taken) == offered


def suggestion(name: str, taken: dict[str, str]) -> str:
    with pytest.raises(NameTaken) as problem:
        check_free(name, taken)
    return problem.value.suggestion


# --- the nearest ---


@pytest.mark.parametrize(
    ("word", "nearest"),
    [
        ("campain-q3", "campaign-q3"),
        ("Campaign Q4", "campaign-q3"),
        ("campaing-q3", "campaign-q3"),
        ("letnia kampnia", "letnia-kampania"),
        ("webinar", "webinar-may-2026-for-customers"),
    ],
)
def test_alike_finds_the_nearest(word: str, nearest: str) -> None:
    """A slip of the hand, or the beginning of a long key, leads to what was meant."""
    known = ["letnia-kampania", "webinar-may-2026-for-customers", "campaign-q3", "brand"]
    assert alike(word, known)[0] == nearest


def test_alike_offers_few_and_known_ones() -> None:
    """At most three, each once and each known; nothing where nothing is near."""
    known = [f"campaign-{number}" for number in range(20)]
    found = alike("campaign", known)
    assert len(set(found)) == len(found) == 3
    assert set(found) <= set(known)
    assert alike("xyz", known) == ()
    assert alike("", known) == alike("🚀", known) == ()
    assert alike("campaign-1", []) == ()


@given(st.text(max_size=40), st.lists(KEYS, max_size=10))
def test_alike_takes_anything_typed(word: str, known: list[str]) -> None:
    """Whatever was typed, only known keys are offered."""
    assert set(alike(word, known)) <= set(known)
