"""Names: one key where a person would say one name, nothing needlessly invisible, no word that means something."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.ledger.hourly_rates import parse_work, written_work
from core.money.currencies import CURRENCIES
from core.problems import Problem
from core.setup.categories import Category
from core.setup.channels import STARTING
from core.setup.command_words import RESERVED as RESERVED_WORDS
from core.setup.names import (
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
from core.setup.registers import NameUnclear, Register

KEYS = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=LONGEST).map(slug).filter(bool)
KINDS = ("campaign", "goal", "channel")
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
NO_SCRIPTS = frozenset("MODIFIER COMBINING VARIATION FULLWIDTH HALFWIDTH MATHEMATICAL SQUARE TAG".split())
"""First words of names of letters and marks that are of no one script, or are others' in another width."""
SPELT_OUT = str.maketrans(
    {"æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ł": "l", "ø": "o"}
)
UNSEEN = "\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\ufe0f"
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
        ("🚀 launch 🚀", "🚀-launch-🚀"),
        ("C++ course", "c++-course"),
        ("C# course", "c#-course"),
        ("R&D @home 50% *", "r&d-@home-50%-*"),
        ("$5 → €6", "$5-→-€6"),
        ("<b>Brand</b> | US ~ `x`", "b-brand-b-us-x"),
        ("a<b", "a<b"),
        ("Anna’s Anna´s Annaʼs", "anna-s-anna-s-anna-s"),
        ("Œuvre Þór Ærø Ħal Ŧest Ðe", "oeuvre-thor-aero-hal-test-de"),
        ("ΆΣ άς", "ασ-ασ"),
        ("ᾳ", "αι"),
        ("Мой ёж", "мой-ёж"),
        ("पुणे दिन", "पुणे-दिन"),
        ("ﾊﾞｽ", "バス"),
        ("❤️ love", "❤-love"),
        ("1️⃣ first", "1⃣-first"),
        ("夏〜秋 夏～秋", "夏-秋-夏-秋"),
        ("---", ""),
        ("🚀🚀🚀", "🚀🚀🚀"),
        ("", ""),
    ],
)
def test_the_key_of_a_name(name: str, key: str) -> None:
    """Case, width, Latin and Greek accents, punctuation and spaces make no difference to a key; all else does."""
    assert slug(name) == key


@pytest.mark.parametrize("name", ["Acme™", "a _ b", "a-_-b", "\u210cot", "ǿ", "Ǿ", "™\u200d🔥", "<<a>>"])
def test_the_key_of_a_key_is_that_key(name: str) -> None:
    """A key read back, as a menu's value is, finds what it was made for."""
    assert slug(slug(name)) == slug(name)
    assert "--" not in slug(name)


def test_no_letter_of_any_script_has_an_unsteady_key() -> None:
    """Whatever the letter, its key is the key of itself."""
    letters = filter(str.isprintable, map(chr, range(sys.maxunicode + 1)))
    changed = ((letter, key) for letter in letters if (key := slug.__wrapped__(letter)) != letter)
    assert [letter for letter, key in changed if slug.__wrapped__(key) != key] == []


@given(st.text(max_size=40))
def test_a_key_is_made_of_words_and_single_dashes(name: str) -> None:
    """Any text gives a key of one shape, or none: no space and no sign that parts the words of a line."""
    key = slug(name)
    assert key == slug(key)
    assert all(key.split("-")) or not key
    assert not set(key) & set(' \t/:;,.|"“”„()[]{}!?_')


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
    assert not any(unicodedata.category(sign) in ("Cc", "Cs", "Co") for sign in line)
    assert not any(mark in line for mark in MARKS if mark not in "\u200c\u200d")
    assert "  " not in line
    assert one_line(line) == line


@pytest.mark.parametrize("text", ["", "   ", "---", "+++", "🚀", "🚀 🎉", "👨‍👩‍👧", "\u200b\u200f", "!?", "\u0301"])
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


# --- what is unseen and needed ---


@pytest.mark.parametrize(
    "name",
    [
        "می\u200cخواهم",
        "ක\u0dca\u200dෂ",
        "👨\u200d👩\u200d👧 trip",
        "🏳\ufe0f\u200d🌈 parade",
        "🙂\u200d↔\ufe0f no",
        f"{ENGLAND} cup",
        "x \U0001faea",  # an emoji of Unicode 17
        "\U000323b0",  # not assigned yet
        "\u0661\u06dd",
    ],
)
def test_what_is_needed_stays(name: str) -> None:
    """The half-space of Persian, joiners of Sinhala and of emoji, flags of tags, and letters and emoji of tomorrow."""
    assert one_line(name) == name


@pytest.mark.parametrize(
    "name", ["cam\u200cpaign", "می\u200c", "\u200dد", "a\U000e0067", "🚀\U000e0067\U000e007f", "\ufdd0"]
)
def test_what_is_not_needed_goes(name: str) -> None:
    """Between Latin letters, at an end, outside of a flag; and what is no character."""
    assert len(one_line(name)) < len(name)


def test_what_is_unseen_makes_no_other_key_but_in_emoji() -> None:
    """With its half-space or without, a Persian word is one name; a family is not three people."""
    assert slug("می\u200cخواهم") == slug("میخواهم")
    assert slug("❤\ufe0f") == slug("❤")
    assert slug("👨\u200d👩\u200d👧") != slug("👨👩👧")
    assert slug(ENGLAND) != slug("🏴") != slug(SCOTLAND) != slug(ENGLAND)


# --- one name only where a person would say so ---


def letters_of_scripts() -> dict[str, list[str]]:
    """Script -> up to 120 of its letters and marks, spread over all of them."""
    found: dict[str, list[str]] = {}
    for sign in map(chr, (*range(0xA0, 0x40000), *range(0xE0000, 0xF0000))):  # no plane between or beyond has letters
        category = unicodedata.category(sign)
        if category[0] not in "LM" or category == "Me":  # most signs end here, before their names are looked up
            continue
        script = unicodedata.name(sign, "").split(" ")[0].split("-")[0]
        if script not in NO_SCRIPTS:
            found.setdefault(script, []).append(sign)
    return {script: signs[:: len(signs) // 120 + 1] for script, signs in found.items() if len(signs) > 10}


def as_a_person_reads(word: str, script: str) -> str:
    """What is left of a word once case and width are put aside, and of Latin and Greek words their accents."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold())
    if script in ("LATIN", "GREEK"):
        bare = "".join(s for s in unicodedata.normalize("NFKD", plain) if unicodedata.category(s) != "Mn")
        plain = bare.translate(SPELT_OUT).casefold()
    return "".join(sign for sign in plain if sign not in UNSEEN)


SCRIPTS = letters_of_scripts()
EVERY_SIGN = sorted({sign for signs in SCRIPTS.values() for sign in signs})
SIGNS = st.sampled_from([*EVERY_SIGN, *"aB3 -+#&@%*🚀éß"])
LETTERS = st.sampled_from([sign for sign in EVERY_SIGN if sign.isalpha()])


def test_there_are_scripts_enough() -> None:
    """The words that follow are of the scripts of all who write."""
    assert len(SCRIPTS) >= 100
    assert SCRIPTS.keys() >= set(
        "LATIN GREEK CYRILLIC ARABIC HEBREW DEVANAGARI TAMIL THAI KHMER HANGUL HIRAGANA CJK".split()
    )


def test_words_of_any_script_have_one_key_only_if_they_read_alike() -> None:
    """Whatever letter or mark of a word is another one, it is another name, unless a person would read the same."""
    met: dict[str, set[str]] = {}
    for script, signs in SCRIPTS.items():
        for word in (f"{signs[0]}{sign}{signs[-1]}" for sign in signs):
            met.setdefault(slug(word), set()).add(as_a_person_reads(word, script))
    assert {key: read for key, read in met.items() if len(read) > 1} == {}


def test_a_word_of_any_script_is_one_name_however_it_is_stored_and_set() -> None:
    """Composed or taken apart, in any case, between other spaces and signs."""
    keys = {script: keys_of_one_word("".join(signs[len(signs) // 3 :][:4])) for script, signs in SCRIPTS.items()}
    assert {script: found for script, found in keys.items() if len(found) != 1} == {}


def keys_of_one_word(word: str) -> set[str]:
    forms = [unicodedata.normalize(form, word) for form in ("NFC", "NFD", "NFKC", "NFKD")]
    cased = [form for form in (word.upper(), word.title()) if form.casefold() == word.casefold()]
    return {slug(f"  {form} -_. {form}!") for form in [*forms, *cased, word.casefold()]} | {slug(f"{word} {word}")}


@settings(max_examples=40)
@given(st.lists(st.text(SIGNS, min_size=1, max_size=12), min_size=1, max_size=6))
def test_what_is_printed_as_a_name_is_found_when_typed_back(texts: list[str]) -> None:
    """By name or by key, beside any other name: the same thing."""
    register = Register({}, {})
    for text in texts:
        try:
            name = clean_name(text)
            key = register.free_key(name)
        except Problem:
            continue
        register = Register({**register.kinds, key: "campaign"}, {**register.names, key: name})
    for key, name in register.names.items():
        assert register.find(name, "campaign") == register.find(f" {name} ") == register.find(key) == key
        assert register.find(name, "goal") == ""


@settings(max_examples=40)
@given(st.text(LETTERS, min_size=1, max_size=10), st.text(LETTERS, min_size=1, max_size=10))
def test_a_person_is_who_is_printed(one: str, other: str) -> None:
    """The line of a person's hours, as it is printed, is hours of the same person."""
    assume(clean_name(one) == one and clean_name(other) == other)
    first, second = parse_work(f"{one} 10 40\n{other} 5 40", "USD")
    again = parse_work("\n".join(map(written_work, (first, second))), "USD")
    assert again == (first, second)
    assert (first.key == second.key) == (slug(one) == slug(other))


# --- the register ---


def test_a_key_of_an_older_rule_stays_and_its_name_is_found() -> None:
    """What was named when C++ had the key c-course is found by its name, and by that key; not as C course."""
    register = Register({"c-course": "goal", "द-न": "campaign"}, {"c-course": "C++ course", "द-न": "दिन"})
    assert register.find("c++ COURSE") == register.find("c-course") == register.find("C-Course") == "c-course"
    assert register.find("C course") == register.find("C# course") == ""
    assert register.find("दिन") == register.find("द-न") == "द-न"
    assert register.find("दान") == ""


def test_a_new_name_does_not_take_the_key_of_another() -> None:
    """It would be called as the other is kept: the other is named, and a free one offered."""
    register = Register({"c-course": "goal"}, {"c-course": "C++ course"})
    assert register.free_key("C# course") == "c#-course"
    for name, other in (("C course", "C++ course"), ("C++ Course", "")):
        with pytest.raises(NameTaken) as problem:
            register.free_key(name, what="goal")
        assert (problem.value.kind, problem.value.other) == ("goal", other)
        assert register.free_key(problem.value.suggestion) == problem.value.suggestion


def test_names_that_have_met_are_asked_about() -> None:
    """Each is still found as it is written, and by its key; what may be both is neither."""
    register = Register({"coeur": "campaign", "cœur": "campaign"}, {"coeur": "Coeur", "cœur": "Cœur"})
    assert [register.find(typed) for typed in ("coeur", "COEUR", "cœur", "CŒUR")] == ["coeur"] * 2 + ["cœur"] * 2
    with pytest.raises(NameUnclear) as problem:
        register.find("Cöeur")
    assert problem.value.choices == ("coeur", "cœur")


# --- words that are taken ---


RESERVED = [
    *((word, "command") for word in sorted(RESERVED_WORDS)),
    *(
        (word, "category")
        for word in [
            *Category,
            "reklamy",
            "narzedzie",
            "ludzie",
            "materialy",
            "agencje",
            "inne",
        ]
    ),
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
