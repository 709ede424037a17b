"""The form of the settings, as a modal, and what is said once they are saved."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language import Language
from bot.views import words
from bot.views.blocks import Block, Paragraph, button, message, paragraph, rows
from bot.views.forms.fields import currency_field, timezone_field
from bot.views.inputs import field, number_input, select
from bot.views.modals import form
from core.ledger.splits import SplitKey
from core.setup.languages import AS_SLACK, LANGUAGES
from core.setup.workspaces import Workspace

POLISH = frozenset({"PLN", "Europe/Warsaw"})
"""A currency and a zone of people who mostly read Polish, though Slack may not speak it to them."""


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
        _answers_field(language, workspace.answer_language, currency, timezone),
        _tongue_field(language, tongue),
        _fiscal_field(language, workspace.fiscal_start),
        _completeness_field(language, workspace),
        _shared_costs_field(language, workspace),
    ]
    return form(language, "settings", language.say("Settings"), blocks, metadata)


def _answers_field(language: Language, chosen: str | None, currency: str, timezone: str) -> Block:
    """Where nobody has chosen and the money or the days are Polish, the hint proposes Polish, in Polish."""
    answers = [(AS_SLACK, language.say("As each person’s Slack")), *_tongues()]
    hint = language.say("Whoever chooses with /roi language keeps their own.")
    if _seems_polish(chosen, currency, timezone):
        hint = language.say("Po polsku? Choose Polski: most people’s Slack is in English.") + " " + hint
    return field("answer_language", language.say("Language of answers"), select(answers, chosen or AS_SLACK), hint=hint)


def _fiscal_field(language: Language, month: int) -> Block:
    months = [(str(number), language.month_name(number)) for number in range(1, 13)]
    hint = language.say("FY2026 is the fiscal year that ends in 2026: /roi fy2026, /roi this fiscal year.")
    label = language.say("First month of the fiscal year")
    return field("fiscal_month", label, select(months, str(month)), hint=hint)


def _tongue_field(language: Language, tongue: str) -> Block:
    return field("language", language.say("Language of digests and alerts"), select(_tongues(), tongue))


def _tongues() -> list[tuple[str, str]]:
    return [(code, spoken.name) for code, spoken in LANGUAGES.items()]


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
        *_said_of_answers(language, workspace),
        f"{language.say('Completeness needed to judge, %')}: {workspace.complete_from}",
        f"{language.say('Split shared costs')}: {spread}",
    ]
    buttons = [*undo, *_proposed(language, workspace, currency)]
    return message(language.say("Settings saved"), [paragraph(first, bold=True), rows(lines), *before], buttons)


def _proposed(language: Language, workspace: Workspace, currency: str) -> list[Block]:
    """The button that offers Polish to a Polish team, whose Slack may well be in English."""
    if not _seems_polish(workspace.answer_language, currency, workspace.timezone or ""):
        return []
    return [button(language.say("Odpowiadaj po polsku"), "answer_in", "pl")]


def _seems_polish(chosen: str | None, currency: str, timezone: str) -> bool:
    """Whether the money or the days are Polish, and nobody has chosen a language of answers."""
    return not chosen and bool(POLISH.intersection((currency, timezone)))


def _said_of_answers(language: Language, workspace: Workspace) -> list[str]:
    """The lines of what most workspaces never say."""
    lines = []
    if workspace.answer_language:
        lines.append(f"{language.say('Language of answers')}: {LANGUAGES[workspace.answer_language].name}")
    if workspace.fiscal_start != 1:
        month = language.month_name(workspace.fiscal_start)
        lines.append(f"{language.say('First month of the fiscal year')}: {month}")
    return lines
