"""The form of the settings, as a modal, and what is said once they are saved."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language import Language
from bot.views import words
from bot.views.blocks import Block, Paragraph, message, paragraph, rows
from bot.views.forms.fields import currency_field, timezone_field
from bot.views.inputs import field, number_input, select
from bot.views.modals import form
from core.ledger.splits import SplitKey
from core.setup.languages import LANGUAGES
from core.setup.workspaces import Workspace


def settings_form(
    language: Language,
    workspace: Workspace,
    currency: str,
    timezone: str,
    tongue: str,
    metadata: str,
    past: Sequence[Block] = (),
) -> Block:
    """``past``: the reporting currencies of before."""
    blocks = [
        *past,
        currency_field(language, currency, label=language.say("Reporting currency")),
        timezone_field(language, timezone),
        _tongue_field(language, tongue),
        _completeness_field(language, workspace),
        _shared_costs_field(language, workspace),
    ]
    return form(language, "settings", language.say("Settings"), blocks, metadata)


def _tongue_field(language: Language, tongue: str) -> Block:
    tongues = [(code, spoken.name) for code, spoken in LANGUAGES.items()]
    return field("language", language.say("Language of digests and alerts"), select(tongues, tongue))


def _completeness_field(language: Language, workspace: Workspace) -> Block:
    percent = number_input(str(workspace.complete_from))
    hint = language.say("Below this I give no verdicts and hold alerts. Figures are always shown.")
    return field("completeness", language.say("Completeness needed to judge, %"), percent, hint=hint)


def _shared_costs_field(language: Language, workspace: Workspace) -> Block:
    keys = [(key.value, language.say(words.SPLITS[key])) for key in SplitKey if key is not SplitKey.WEIGHTS]
    way = select(keys, workspace.shared or SplitKey.NONE.value)
    hint = language.say("How reports split costs without a campaign over your campaigns. The plain figures stay too.")
    return field("shared", language.say("Split shared costs"), way, hint=hint)


def settings_saved(
    language: Language,
    workspace: Workspace,
    currency: str,
    before: Sequence[Paragraph] = (),
    undo: Sequence[Block] = (),
) -> Block:
    """All that is in force now. ``before``: what it replaced; ``undo``: the button that takes it back."""
    spoken = LANGUAGES.get(workspace.language or "")
    first = " · ".join(filter(None, [currency, workspace.timezone, spoken.name if spoken else ""]))
    spread = language.say(words.SPLITS[SplitKey(workspace.shared or SplitKey.NONE)])
    lines = [
        f"{language.say('Completeness needed to judge, %')}: {workspace.complete_from}",
        f"{language.say('Split shared costs')}: {spread}",
    ]
    return message(language.say("Settings saved"), [paragraph(first, bold=True), rows(lines), *before], undo)
