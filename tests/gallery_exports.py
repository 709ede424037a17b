"""Every message of exports."""

from __future__ import annotations

from collections.abc import Mapping

from bot.language import Language
from bot.views import exports
from bot.views.blocks import Block
from tests import samples as s


def messages(language: Language) -> Mapping[str, Block]:
    """All and one campaign, whole and masked; and what may stand in the way."""
    whole = exports.what(language, "", None)
    one = exports.what(language, "u-name", s.JULY)
    return {
        "export begun": exports.begun(language, whole),
        "export half written": exports.halfway(language, 50_000, 100_000),
        "export sent": exports.sent(language),
        "export, the message": exports.covering(language, one, 1, masked=False),
        "export of a member, the message": exports.covering(language, whole, 1234, masked=True),
        "export unwritten": exports.unwritten(language),
        "export refused": exports.failed(language, "u-file_uploads_disabled"),
        "export without the scope": exports.may_not_send(language, "T0123456789"),
        "export running": exports.running(language),
    }
