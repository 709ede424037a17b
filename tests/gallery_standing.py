"""What stands where an old receipt stood: see `tests.gallery`."""

from __future__ import annotations

from dataclasses import replace

from bot.language import Language
from bot.views import receipts, standing
from bot.views.blocks import Block
from bot.views.history import Reader
from core.categories import Category
from tests import samples as s

ADMIN, MEMBER = (Reader(id="U1" if admin else "U9", admin=admin, timezone=s.ZONE) for admin in (True, False))


def messages(language: Language) -> dict[str, Block]:
    """Of what was corrected meanwhile: to who may read and change it, and to a member of whom it is hidden."""
    people = s.entry(replace(s.COST, category=Category.PEOPLE))
    old = receipts.Corrected(fact=s.COST)
    return {
        "stands": standing.receipt(language, s.entry(s.COST), s.NAMES, ADMIN, s.TODAY, corrected=old, meanwhile=True),
        "stands, not to be read": standing.receipt(
            language, people, s.NAMES, MEMBER, s.TODAY, corrected=old, meanwhile=True
        ),
    }
