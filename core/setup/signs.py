"""Signs: which of a text are seen, which are needed though nobody sees them, and how letters are folded for a key.

Needed though unseen are the half-space of Persian and the joiners of Indic scripts between their letters, the joiner
between the parts of one emoji, and the tags that turn a black flag into the flag of England.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Unicode's default ignorables: not seen even where no font has them."""
_FLAG = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]+\U000e007f"
_TAGS = re.compile(f"({_FLAG})|[\U000e0000-\U000e007f]")
_JOINERS = re.compile("[\u180e\u200c\u200d]")
_IGNORED = re.compile(f"({_FLAG})|[{_UNSEEN}]")
_ZWJ, _PICTURE_SIGN, _KEYCAP, _TAG_END = "\u200d", "\ufe0f", "\u20e3", "\U000e007f"
_VISIBLE_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Signs around Arabic, Syriac and Kaithi numbers: format characters that are drawn."""
_SPACES = re.compile("[\\s\u2800\u3164\uffa0]+")
"""White space, and also what is a letter or a sign by its category but is drawn as nothing."""
_JOINED_SCRIPTS = frozenset(
    "ARABIC SYRIAC MANDAIC NKO MONGOLIAN MANICHAEAN ADLAM HANIFI DEVANAGARI BENGALI GURMUKHI GUJARATI ORIYA TAMIL "
    "TELUGU KANNADA MALAYALAM SINHALA TIBETAN MYANMAR KHMER BALINESE JAVANESE SUNDANESE BRAHMI GRANTHA SHARADA KAITHI "
    "TIRHUTA NEWA MODI CHAKMA SAURASHTRA".split()
)
"""First words of the names of letters that take another shape beside a joiner."""
_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\ufe20-\ufe2f]")
_ACCENTED_SCRIPTS = frozenset({"LATIN", "GREEK"})
_SPELT_OUT = str.maketrans(
    {"æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "đ": "d", "ħ": "h", "ŧ": "t", "\u0131": "i", "ł": "l", "ø": "o"}
)
"""Latin letters that no accent can be taken off, the dotless i among them; "ß" is casefolded."""
_KEPT_SIGNS = frozenset("+#&@%*")
_ONLY_APART = frozenset("|~`\u02bc")
"""Symbols and a letter by their category; as a dash, a stroke or an apostrophe they only set words apart."""


def seen(text: str) -> str:
    """The text on one line, without what cannot be seen, unless it is needed: see the head of this file."""
    line = _SPACES.sub(" ", text)  # first, as a line's end is a control character and a space
    if not (line.isascii() and line.isprintable()):
        line = _TAGS.sub(lambda found: found[1] or "", "".join(filter(_may_stay, line)))
        line = _JOINERS.sub(lambda found: found[0] if _is_needed(line, found.start()) else "", line)
    return _SPACES.sub(" ", line).strip()


def folded(text: str) -> str:
    """The `seen` text as keys are compared: without case, width, and the accents of Latin and Greek letters."""
    if text.isascii():
        return text.lower()
    drawn = _IGNORED.sub(lambda found: found[1] or _emoji_joiner(text, found.start()), text)
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFD", drawn).casefold()).casefold()
    plain = unicodedata.normalize("NFKD", plain).translate(_SPELT_OUT)  # twice: "™" is "TM" only once taken apart
    return unicodedata.normalize("NFC", _without_accents(_IGNORED.sub(_flags_and_joiners, plain)))


@lru_cache(maxsize=4096)
def is_kept(sign: str) -> bool:
    """Whether a key keeps it: letters with their marks, numbers, symbols, emoji and ``+ # & @ % *``."""
    return sign in _KEPT_SIGNS or not (sign in _ONLY_APART or unicodedata.category(sign)[0] in "PZ")


def has_letter_or_digit(text: str) -> bool:
    """Whether a text has a letter or digit of any script; a script newer than this Python's knowledge counts."""
    return any(unicodedata.category(sign)[0] in "LN" or _is_new_letter(sign) for sign in text)


@lru_cache(maxsize=4096)
def _may_stay(sign: str) -> bool:
    """Whether a sign is kept for now: joiners and tags are, for where they stand decides, and so is what is not
    assigned, which may be an emoji of tomorrow.
    """
    category = unicodedata.category(sign)
    if category == "Cf":
        return sign in _VISIBLE_FORMATS or bool(_JOINERS.match(sign) or "\U000e0020" <= sign <= _TAG_END)
    if category == "Cn":
        return not (_is_noncharacter(ord(sign)) or _IGNORED.match(sign))
    return category not in ("Cc", "Cs", "Co")


def _is_noncharacter(point: int) -> bool:
    return 0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE


def _is_new_letter(sign: str) -> bool:
    return unicodedata.category(sign) == "Cn" and not _is_picture_plane(sign)


def _is_picture_plane(sign: str) -> bool:
    return "\U0001f000" <= sign <= "\U0001fffd"


def _is_needed(text: str, place: int) -> bool:
    """Whether the joiner at ``place`` changes how its neighbours are drawn."""
    left, right = text[place - 1 : place], text[place + 1 : place + 2]
    return bool(left and right and ((_takes_joiners(left) and _takes_joiners(right)) or _emoji_joiner(text, place)))


def _emoji_joiner(text: str, place: int) -> str:
    """The joiner at ``place``, if it is one between the parts of an emoji; else nothing."""
    left, right = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    parts = left and right and (_is_picture(left) or left in (_PICTURE_SIGN, _KEYCAP, _TAG_END)) and _is_picture(right)
    return _ZWJ if text[place] == _ZWJ and parts else ""


def _flags_and_joiners(match: re.Match[str]) -> str:
    """Keeps what was kept of emoji, and drops the ignorables that folding has brought up."""
    return match[1] or (_ZWJ if match[0] == _ZWJ else "")


@lru_cache(maxsize=4096)
def _is_picture(sign: str) -> bool:
    """Whether a sign is an emoji, or a part of one; no symbol that stands for letters, as ™ does."""
    category = unicodedata.category(sign)
    new = category == "Cn" and _is_picture_plane(sign)
    return new or (category[0] == "S" and not unicodedata.decomposition(sign))


@lru_cache(maxsize=4096)
def _takes_joiners(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LM" and _script(sign) in _JOINED_SCRIPTS


def _script(sign: str) -> str:
    """The first word of its name, which is its script."""
    return unicodedata.name(sign, "").partition(" ")[0]


def _without_accents(text: str) -> str:
    """The text without accents of Latin and Greek letters, or on nothing, as an acute typed as an apostrophe."""
    letters, folds = [], True
    for sign in text:
        if _ACCENTS.match(sign):
            letters += [] if folds else [sign]
        else:
            folds = folds if unicodedata.category(sign)[0] == "M" else _loses_accents(sign)
            letters.append(sign)
    return "".join(letters)


@lru_cache(maxsize=4096)
def _loses_accents(sign: str) -> bool:
    return not is_kept(sign) or (sign.isascii() and sign.isalpha()) or _script(sign) in _ACCENTED_SCRIPTS
