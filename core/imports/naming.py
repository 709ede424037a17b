"""Naming: which campaign a name in a file means: one there is, a new one, or perhaps one that is called almost so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice

from core.imports.choices import LEFT_OUT, NEW, NO_CAMPAIGN
from core.imports.readings import FileTooLarge
from core.setup.names import (
    LONGEST,
    NameMissing,
    NameTaken,
    NameTooLong,
    clean_name,
    name_taken,
    one_line,
    same_writing,
    slug,
)
from core.setup.nearest import ratio
from core.setup.registers import CAMPAIGN, NameUnclear, Register

MOST_NEW = 1_000
"""Names in one file that are not yet campaigns: each is compared with all the others, and all are made at once."""
MOST_NEAR = 3
"""Candidates offered for one name."""
ALIKE = 0.85
"""From which on two words are one with a slip of the pen: ``course`` and ``courses``, not ``video`` and ``vide-pl``."""
SHORTEST_SLIP = 4
"""Letters: shorter words are codes, ``PL`` and ``DE``, of which another letter is another thing."""

_WORDS = re.compile(r"\d+|[^\W\d_]+|[^\w-]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A campaign that a name in a file may mean."""

    key: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """A campaign as the file writes it. ``decision``: a key, or `NEW`, `LEFT_OUT`, `NO_CAMPAIGN`; None: to be asked.

    ``key``: of the campaign that its rows go to, also of one still to be made, and of one that would be made where it
    is still to be asked; empty where there is none. ``name``: how that campaign is written. ``near``: those that are
    called almost so, the nearest first.
    """

    written: str
    decision: str | None
    key: str = ""
    name: str = ""
    near: tuple[Candidate, ...] = ()

    @property
    def is_new(self) -> bool:
        return self.decision == NEW

    @property
    def remembered(self) -> str | None:
        """The decision as it holds for the next file: the key of a new campaign that is not called as the file says."""
        return self.key if self.is_new and self.key != slug(self.written) else self.decision


def named(written: Iterable[str], decided: Mapping[str, str], register: Register, language: str = "en") -> list[Named]:
    """Each name of a file with what it means, in their order. ``decided``: name -> key, `NEW` and the like.

    ``language``: of the word that is put before a name that cannot be a campaign's, as *October* cannot. Raises
    `FileTooLarge` where more than `MOST_NEW` are no campaigns yet.
    """
    names = _Names(register, language)
    return [names.meaning_of(name, decided.get(name)) for name in written]


class _Names:
    """The campaigns there are, and the new ones that the file has named so far."""

    def __init__(self, register: Register, language: str) -> None:
        self._register = register
        self._language = language
        self._new: dict[str, str] = {}
        self._strange = 0
        self._by_digits: dict[tuple[str, ...], list[Candidate]] = {}
        for key in register.of_kind(CAMPAIGN):
            self._add(key, register.names.get(key, key))

    def meaning_of(self, written: str, choice: str | None) -> Named:
        if choice == LEFT_OUT:
            return Named(written=written, decision=LEFT_OUT)
        if choice != NO_CAMPAIGN and (key := self._existing(written, choice)):
            return Named(written=written, decision=key, key=key, name=self._register.names.get(key, key))
        if choice == NO_CAMPAIGN or not slug(written):
            return Named(written=written, decision=NO_CAMPAIGN)
        return self._new_or_near(written, choice)

    def _existing(self, written: str, choice: str | None) -> str:
        if choice and choice != NEW and self._register.kinds.get(choice) == CAMPAIGN:
            return choice
        if not slug(written):
            return ""
        try:
            key = self._register.find(clean_or_cut(written), CAMPAIGN)
        except NameUnclear:
            return ""
        return key if key and (choice == NEW or self._is_meant(written, key)) else ""

    def _is_meant(self, written: str, key: str) -> bool:
        name = self._register.names.get(key, key)
        return written.strip() == key or same_writing(clean_or_cut(written), name)

    def _new_or_near(self, written: str, choice: str | None) -> Named:
        self._strange += 1
        if self._strange > MOST_NEW:
            raise FileTooLarge(most=MOST_NEW, what="campaigns")
        key, name = self._to_be_made(written)
        near = () if choice in (NEW, key) or key in self._new else tuple(islice(self._near(written), MOST_NEAR))
        if not near:
            self._make(key, name)
        return Named(written=written, decision=None if near else NEW, key=key, name=name, near=near)

    def _make(self, key: str, name: str) -> None:
        if key not in self._new:
            self._new[key] = name
            self._add(key, name)

    def _to_be_made(self, written: str) -> tuple[str, str]:
        """The key and the name of a new campaign: where the name is another thing's, a free one like it."""
        name = clean_or_cut(written)
        if slug(name) in self._new:
            return slug(name), self._new[slug(name)]
        try:
            return self._register.free_key(name), name
        except NameTaken as taken:
            free = taken.suggested(self._language)
            return slug(free), free

    def _near(self, written: str) -> Iterator[Candidate]:
        yield from self._stand_ins(clean_or_cut(written))
        words = words_of(written)
        for candidate in self._by_digits.get(_digits(words), ()):
            if almost(words, words_of(candidate.name)):
                yield candidate

    def _stand_ins(self, name: str) -> Iterator[Candidate]:
        """The campaign that another file's *October* was made to, as no campaign can be called so."""
        kinds, names = self._register.kinds, self._register.names
        try:
            self._register.free_key(name)
        except NameTaken as taken:
            others = [key for key, kind in kinds.items() if kind != CAMPAIGN]
            free = name_taken(name, taken.kind, others, CAMPAIGN, taken.field)
            keys = dict.fromkeys([free.suggested(self._language), *(key for _, key in free.translated)])
            held = [key for key in keys if kinds.get(key) == CAMPAIGN and taken.kind != CAMPAIGN]
            yield from (Candidate(key=key, name=names.get(key, key)) for key in held)

    def _add(self, key: str, name: str) -> None:
        self._by_digits.setdefault(_digits(words_of(name)), []).append(Candidate(key=key, name=name))


def clean_or_cut(written: str) -> str:
    """The name as a campaign can have it; one that is too long is cut, and ends in what tells it from others like it.

    Empty where it has no letter and no digit.
    """
    try:
        return clean_name(written)
    except NameMissing:
        return ""
    except NameTooLong:
        return _cut(one_line(written))


def _cut(name: str) -> str:
    """The same for the same name each time, so that a file imported again finds its campaigns."""
    mark = sha256(name.encode(errors="surrogatepass")).hexdigest()[:4]
    for longest in range(LONGEST - len(mark) - 2, 0, -1):
        shorter = f"{name[:longest].rstrip()} #{mark}"
        if len(slug(shorter)) <= LONGEST:
            return shorter
    return f"#{mark}"


def words_of(name: str) -> tuple[str, ...]:
    """The words, numbers and signs of a name, without what sets them apart: ``facebOOK_tier2``, facebook tier 2."""
    return tuple(_WORDS.findall(slug(name)))


def almost(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names are the same but for what sets their words apart, or for a slip of the pen in one word."""
    if "".join(one) == "".join(other):
        return True
    if len(one) != len(other):
        return False
    differing = [(first, second) for first, second in zip(one, other, strict=True) if first != second]
    return len(differing) == 1 and _slipped(*differing[0])


def _slipped(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= SHORTEST_SLIP and ratio(one, other) >= ALIKE


def _digits(words: tuple[str, ...]) -> tuple[str, ...]:
    """The numbers in a name: campaigns of other numbers are other campaigns."""
    return ("".join(word for word in words if word.isdigit()),)
