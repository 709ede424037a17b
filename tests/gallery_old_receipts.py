"""What stands where an old receipt stood, and what was typed but not picked: see `tests.gallery`."""

from __future__ import annotations

from dataclasses import replace

from bot.language import Language
from bot.views import old_receipts, receipts, unpicked
from bot.views.blocks import Block, paragraph
from bot.views.history import Reader
from bot.views.modals import note
from core.setup.categories import Category
from tests import samples as s

FIELDS = ("campaign", "channel", "content", "goal", "currency")
ADMIN, MEMBER = (Reader(id="U1" if admin else "U9", admin=admin, timezone=s.ZONE) for admin in (True, False))


def messages(language: Language) -> dict[str, Block]:
    """Of what was corrected meanwhile: to who may read and change it, and to a member of whom it is hidden."""
    people = s.entry(replace(s.COST, category=Category.PEOPLE))
    old = receipts.Corrected(fact=s.COST)
    return {
        "stands": old_receipts.receipt(
            language, s.entry(s.COST), s.NAMES, ADMIN, s.TODAY, corrected=old, meanwhile=True
        ),
        "stands, not to be read": old_receipts.receipt(
            language, people, s.NAMES, MEMBER, s.TODAY, corrected=old, meanwhile=True
        ),
    }


def views(language: Language) -> dict[str, Block]:
    """What is said under the fields, and in the receipt, of what was typed."""
    asked = [paragraph(unpicked.question(language, field, "u-text", "u-save")) for field in FIELDS]
    lines = [unpicked.dropped(language, field, "u-text", cost=cost) for field in FIELDS for cost in (True, False)]
    return {
        "typed, asked about": note(language, "ROI Bot", asked),
        "typed, not picked": unpicked.with_lines(note(language, "ROI Bot", []), lines),
    }
