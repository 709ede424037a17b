"""Numbers as files write them, exact. Which sign stands before decimals is decided by the whole column, or asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

NOTHING = frozenset({"", "-", "--", "---", "–", "—", "n/a", "na", "nan", "null", "none", "#n/a", "n.d.", "b.d."})
"""What stands in a cell, in lower case and without spaces around it, where there is no number."""

_SPACES = str.maketrans("", "", " \u00a0\u2009\u202f\u2007\t")
_MINUS = str.maketrans("\u2212\u2013\u2012", "---")
_APART = re.compile(
    r"(?P<open>\()?(?P<minus>-)?(?P<before>[^\d.,'’()+-]*)(?P<inner>[+-]?)(?P<number>\d[\d.,'’]*|[.,]\d+)"
    r"(?P<after>[^\d.,'’()+-]*)(?P<behind>-)?(?P<close>\))?",
    re.ASCII,
)
_SPACED = re.compile(r"[\d.,][\d.,\s\u00a0\u2009\u202f\u2007]*[\s\u00a0\u2009\u202f\u2007][\d.,\s]*[\d.,]", re.ASCII)
_BY_SPACES = re.compile(r"[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f\u2007]\d{3})+(?:[.,]\d+)?", re.ASCII)
_WHOLE = re.compile(r"\d+", re.ASCII)
_DOT = re.compile(r"(?:\d+|\d{1,3}(?:,\d{2,3})*,\d{3}|\d{1,3}(?:['’]\d{3})+)?\.\d+|\d+\.", re.ASCII)
_COMMA = re.compile(r"(?:\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:['’]\d{3})+)?,\d+", re.ASCII)
_COMMA_GROUPS = re.compile(r"[1-9]\d{0,2}(?:,\d{2,3})*,\d{3}", re.ASCII)
_DOT_GROUPS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+", re.ASCII)
_APOSTROPHES = re.compile(r"[1-9]\d{0,2}(?:['’]\d{3})+", re.ASCII)
_MOST_CHARACTERS = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """A number taken apart: its sign, what marks stand beside it, and its digits with their separators."""

    negative: bool
    mark: str
    digits: str


def is_nothing(cell: str) -> bool:
    """Whether a cell says that there is no number."""
    return cell.strip().casefold() in NOTHING


def written(cell: str) -> Written | None:
    """The number in a cell, taken apart; None where it is none, as ``< 10%``, ``1 2`` or ``abc``."""
    text = cell.strip()
    if len(text) > _MOST_CHARACTERS:  # before any pattern: on a hundred thousand characters one takes minutes
        return None
    spaced = _SPACED.search(text)
    if spaced and not _BY_SPACES.fullmatch(spaced.group()):
        return None
    match = _APART.fullmatch(text.translate(_MINUS).translate(_SPACES))
    if match is None or bool(match["open"]) != bool(match["close"]) or not _one_mark(match):
        return None
    minuses = [match["minus"] == "-", match["inner"] == "-", match["behind"] == "-", match["open"] == "("]
    if sum(minuses) > 1:
        return None
    return Written(negative=any(minuses), mark=match["before"] or match["after"], digits=match["number"])


def _one_mark(match: re.Match[str]) -> bool:
    return not (match["before"] and match["after"])


def signs_of(digits: str) -> frozenset[str]:
    """The signs, ``.`` and ``,``, that may stand before the decimals of these digits; both where it is whole."""
    if _WHOLE.fullmatch(digits) or _APOSTROPHES.fullmatch(digits):
        return frozenset(".,")
    point = bool(_DOT.fullmatch(digits) or _COMMA_GROUPS.fullmatch(digits))
    comma = bool(_COMMA.fullmatch(digits) or _DOT_GROUPS.fullmatch(digits))
    return frozenset(sign for sign, fits in ((".", point), (",", comma)) if fits)


_PLAIN = re.compile(r"\d{1,15}(?:\.(?:\d\d?|\d{4,15}))?", re.ASCII)
_PLAIN_COMMA = re.compile(r"\d{1,15},(?:\d\d?|\d{4,15})", re.ASCII)


def plain_values(cells: Iterable[str]) -> tuple[dict[str, Decimal], frozenset[str], list[str]]:
    """The numbers that are digits with at most one sign and cannot be read in two ways, which most of a file are.

    With them the signs that they prove, and the cells that are none of them.
    """
    with_dot, with_comma, others = list[str](), list[str](), list[str]()
    for cell in cells:
        listed = with_dot if _PLAIN.fullmatch(cell) else with_comma if _PLAIN_COMMA.fullmatch(cell) else others
        listed.append(cell)
    values = dict(zip(with_dot, map(Decimal, with_dot), strict=True))
    values.update((cell, Decimal(cell.replace(",", "."))) for cell in with_comma)
    dots = any("." in cell for cell in with_dot)
    return values, frozenset("." * dots + "," * bool(with_comma)), others


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """How a column's numbers are written. ``sign``: before decimals; empty where nothing decides it.

    ``open``: a cell that is one number with a dot before decimals and another with a comma.
    """

    sign: str = ""
    open: str = ""
    mixed: bool = False

    @property
    def unclear(self) -> bool:
        return bool(self.open) and not self.sign


def column_of(cells: Iterable[str], proven: Iterable[str] = ()) -> Column:
    """How the cells of a column, each looked at once, are written. ``proven``: the signs that its plain ones have."""
    seen = set(proven)
    doubt = ""
    for cell in cells:
        number = written(cell)
        if number is None or number.digits.isdigit():
            continue
        signs = signs_of(number.digits)
        if len(signs) == 1:
            seen |= signs
        elif len(signs) == 2 and not doubt and not _APOSTROPHES.fullmatch(number.digits):
            doubt = cell
    return Column(sign=seen.pop() if len(seen) == 1 else "", open=doubt, mixed=len(seen) == 2)


def value_of(number: Written, sign: str) -> Decimal | None:
    """The number with ``sign`` before its decimals; None where it cannot be so, or is open and no sign is known."""
    digits = number.digits
    if not digits.isdigit():
        signs = signs_of(digits)
        both = len(signs) == 2 and bool(_APOSTROPHES.fullmatch(digits))
        sign = sign or (next(iter(signs)) if len(signs) == 1 or both else "")
        if not sign or sign not in signs:
            return None
        digits = _plain(digits, sign)
    value = Decimal(digits)
    return -value if number.negative else value


def _plain(digits: str, sign: str) -> str:
    other = "," if sign == "." else "."
    return digits.replace(other, "").replace("'", "").replace("’", "").replace(sign, ".")
