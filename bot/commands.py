"""The commands: which listener takes each of them, and each word behind `/roi`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.desk import replies
from bot.desk.answer_cache import Answer
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply, command_text
from bot.listeners import (
    benchmarks,
    campaigns,
    closings,
    company,
    conversions,
    costs,
    deals,
    entries,
    exchange,
    exports,
    goals,
    hourly_rates,
    imports,
    languages,
    metrics,
    repeats,
    reports,
    schedules,
    settings,
    sources,
    targets,
)
from bot.services import roi_question
from bot.views.line_commands import CONVERSION, COST, OF_KIND
from core.calendar.period_words import fold
from core.setup import command_words
from core.setup.command_words import Command, keys_of
from core.setup.names import LONGEST, slug

Listener = Callable[[Desk, Body], Reply]
RoiWord = Callable[[Desk, Body, str], Reply]

ROI_COMMANDS: Mapping[Command, RoiWord] = {
    Command.HELP: reports.help_command,
    Command.HISTORY: entries.history_command,
    Command.UNDO: entries.undo_command,
    Command.NEW: campaigns.new_campaign,
    Command.GOAL: goals.goal_command,
    Command.TARGET: targets.target_command,
    Command.METRIC: metrics.metric_command,
    Command.BENCHMARK: benchmarks.benchmark_command,
    Command.COMPANY: company.company_command,
    Command.DEAL: deals.deal_command,
    Command.DIGEST: schedules.digest_command,
    Command.ALERTS: schedules.alerts_command,
    Command.RATE: hourly_rates.rate_command,
    Command.FX: exchange.fx_command,
    Command.REPEATS: repeats.repeats_command,
    Command.CLOSE: closings.close_command,
    Command.SETTINGS: settings.settings_command,
    Command.LANGUAGE: languages.language_command,
    Command.EXPORT: exports.export_command,
    Command.IMPORT: imports.import_command,
    Command.SOURCES: sources.sources_command,
}
"""The listener of each command word; the other words ask for figures (`bot.services.roi_question`)."""

COMMANDS: Mapping[str, Listener] = {
    COST.command: costs.cost_command,
    CONVERSION.command: conversions.conversion_command,
}


def typed(desk: Desk, body: Body, command: str) -> Reply | Answer:
    """The answer to a command of ours, whether it was typed as one or its words were written in a message."""
    if command in COMMANDS:
        return COMMANDS[command](desk, body)
    text = " ".join(command_text(body).split())
    first, _, rest = text.partition(" ")
    listener = _listener_of(first)
    gives_way = rest or command_words.gives_way(slug(first))
    if listener and gives_way and not asks_for_help(body) and roi_question.names_something(desk, text):
        listener = None
    return listener(desk, body, rest) if listener else reports.roi(desk, body, text)


def asks_for_help(body: Body) -> bool:
    """Whether it is help that is asked for, the eight lines or all of it."""
    word, _, rest = str(body.get("text") or "").strip().lower().partition(" ")
    return word in keys_of(Command.HELP) and (not rest or fold(rest).strip() in command_words.ALL_OF_HELP)


def _listener_of(word: str) -> RoiWord | None:
    key = slug(word) if len(word) <= LONGEST else ""
    if key in command_words.LINES:
        listener = COMMANDS[OF_KIND[command_words.LINES[key]].command]
        return lambda desk, body, _rest: listener(desk, replies.behind_first_word(body))
    command = command_words.command_of(key)
    return ROI_COMMANDS.get(command) if command else None
