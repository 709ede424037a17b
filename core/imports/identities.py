"""Identities: what names one sale in every file, and what may be a person's name, address or number instead.

Only what cannot be a person is kept. An e-mail address, a name and what is typed with spaces are no number of an order;
what has the shape of a phone number is kept as a digest of it, which still names the same sale in another file.
"""

from __future__ import annotations

import re
from hashlib import sha256

LONGEST = 80

_ID = re.compile(r"[^\W_][\w.:#/-]*", re.ASCII)
_PHONE = re.compile(r"(?:00)?\d{1,4}(?:[-./]\d{2,4}){2,4}")
_YEAR = re.compile(r"(?:19|20)\d\d[-./]")
_MAIL_SIGN = r"[^\s@<>()\[\],;:\"'=&?/|]"
# As long as an address may be at most: without an end, a cell of a hundred thousand letters would take minutes.
_MAIL = re.compile(rf"{_MAIL_SIGN}{{1,64}}@{_MAIL_SIGN}{{1,255}}\.[^\W\d_]{{2,}}")
_PHONE_IN_TEXT = re.compile(r"(?<![\w+])(?:\+|00)\d{1,3}[ .-]?(?:\(?\d{1,4}\)?[ .-]?){2,5}\d{2,4}(?!\w)")
REMOVED = "…"
"""In the place of an address or a number."""


def order_id(cell: str) -> str:
    """The number of an order or a deal, empty where the cell cannot be one; a digest of what may be a phone number."""
    text = cell.strip().lstrip("#")
    if len(text) > LONGEST or not _ID.fullmatch(text) or not any(sign.isdigit() for sign in text):
        return ""
    if _PHONE.fullmatch(text) and not _YEAR.match(text):
        return f"x{sha256(text.encode()).hexdigest()[:16]}"
    return text


def without_contacts(text: str) -> str:
    """The text without e-mail addresses and phone numbers with a country's code: of a campaign or a term, say."""
    if "@" not in text and "+" not in text and "00" not in text:
        return text
    return _PHONE_IN_TEXT.sub(REMOVED, _MAIL.sub(REMOVED, text))
