"""The registration with Bolt, and nothing else: one line a command, form, button and menu.

Every listener is a plain function, which `at_desk` gives its desk.
The commands come first: each listener costs every request that passes it (P-03).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from slack_bolt import Ack, App, BoltResponse
from slack_bolt.context import BoltContext

from bot.commands import COMMANDS, ROI_COMMANDS, Listener, asks_for_help, typed
from bot.desk import acknowledgements
from bot.desk.answer_cache import Answer
from bot.desk.answer_menu import as_button, choice
from bot.desk.at_desk import at_desk, remark
from bot.desk.desk import Desk
from bot.desk.form_answers import once
from bot.desk.messages import with_files
from bot.desk.office import Office
from bot.desk.replies import Body, Reply
from bot.listeners import (
    benchmarks,
    campaigns,
    closings,
    company,
    conversions,
    corrections,
    costs,
    deals,
    drill_down,
    entries,
    exchange,
    goals,
    home,
    hourly_rates,
    imports,
    languages,
    messages,
    metrics,
    options,
    refunds,
    repeats,
    replacements,
    reports,
    schedules,
    settings,
    sources,
    targets,
    uninstall,
    unknown,
)
from bot.views.inputs import MARK
from bot.views.line_commands import CONVERSION, COST

FORMS: Mapping[str, Listener] = {
    "cost": costs.submit_cost,
    "conversion": conversions.submit_conversion,
    "campaign": campaigns.submit_campaign,
    "goal": goals.submit_goal,
    "target": targets.submit_target,
    "metric": metrics.submit_metric,
    "benchmark": benchmarks.submit_benchmark,
    "company": company.submit_company,
    "deal": deals.submit_deal,
    "stages": deals.submit_stages,
    "digest": schedules.submit_digest,
    "alerts": schedules.submit_alerts,
    "rate": hourly_rates.submit_rate,
    "fx": exchange.submit_fx,
    "refund": refunds.submit_refund,
    "close": closings.submit_close,
    "settings": settings.submit_settings,
    "language": languages.submit_language,
    "import": imports.submit_import,
    "import_change": imports.submit_change,
    "link_source": sources.submit_link,
    "sources": sources.submit_sources,
}
MORE: Mapping[str, Listener] = {
    "compare": reports.compare,
    "cost": costs.open_cost,
    "conversions": conversions.open_conversion,
    "edit": campaigns.edit_campaign,
    "share": reports.ask_share,
    "details": drill_down.open_details,
    "rank": reports.rank,
    "change_digest": schedules.change_digest,
    "pause_digest": schedules.pause_digest,
    "stop_digest": schedules.ask_stop,
    "correct": corrections.correct,
    "another": conversions.another_sale,
}
"""What each choice in the menu under an answer or a receipt does."""

ACTIONS: Mapping[str, Listener] = {
    "undo": entries.undo_pressed,
    "undo_listed": entries.undo_listed,
    "undo_sure": entries.undo_sure,
    "redo": entries.redo_pressed,
    "redo_sure": entries.redo_sure,
    "refund": refunds.open_refund,
    "reopen": closings.reopen,
    "history_older": entries.history_older,
    "add_benchmark": benchmarks.open_benchmark,
    "undo_benchmark": benchmarks.undo_benchmark,
    "redo_benchmark": benchmarks.redo_benchmark,
    "company_month": company.open_company,
    "history_person": entries.history_person,
    "history_campaign": entries.history_campaign,
    "history_category": entries.history_category,
    "history_all": entries.history_all,
    "correct": corrections.correct,
    "details": drill_down.open_details,
    "section": drill_down.choose_section,
    "period": reports.choose_period,
    "open_figures": drill_down.open_figures,
    "figure": drill_down.choose_figure,
    "figures_older": drill_down.figures_older,
    "figures_newer": drill_down.figures_newer,
    "figures_back": drill_down.figures_back,
    "undo_opened": drill_down.undo_opened,
    "undo_opened_sure": drill_down.undo_opened_sure,
    "redo_opened": drill_down.redo_opened,
    "redo_opened_sure": drill_down.redo_opened_sure,
    "log_metric": metrics.open_metric,
    "undo_replacement": replacements.undo_replacement,
    "undo_metric": metrics.undo_metric,
    "undo_metric_listed": metrics.undo_metric_listed,
    "undo_metric_sure": metrics.undo_metric_sure,
    "redo_metric": metrics.redo_metric,
    "log_deal": deals.open_deal,
    "change_deal": deals.change_deal,
    "undo_deal": deals.undo_deal,
    "undo_deal_listed": deals.undo_deal_listed,
    "undo_deal_sure": deals.undo_deal_sure,
    "redo_deal": deals.redo_deal,
    "redo_deal_sure": deals.redo_deal_sure,
    "open_stages": deals.open_stages,
    "calibrate_stages": deals.calibrate_stages,
    "help": reports.help_pressed,
    "help_more": reports.help_more,
    "share": reports.share,
    "compare": reports.compare,
    "log_cost": costs.open_cost,
    "log_conversions": conversions.open_conversion,
    "category": costs.change_category,
    "preview_cost": costs.preview_cost,
    COST.log_anyway: costs.log_anyway,
    CONVERSION.log_anyway: conversions.log_anyway,
    COST.open_form: costs.open_line,
    CONVERSION.open_form: conversions.open_line,
    COST.log_as: costs.log_reading,
    CONVERSION.log_as: conversions.log_reading,
    "ask_as": reports.ask_reading,
    "ask_line": lambda desk, body: reports.ask_line(desk, body, typed),
    "change_currency": settings.change_currency,
    "answer_in": settings.answer_in,
    "edit_campaign": campaigns.edit_campaign,
    "edit_goal": goals.edit_goal,
    "serve_all": campaigns.serve_all,
    "end_campaign": campaigns.end_campaign,
    "pause_repeat": repeats.pause_repeat,
    "resume_repeat": repeats.resume_repeat,
    "change_repeat": repeats.change_repeat,
    "end_repeat": repeats.end_repeat,
    "weeks": reports.weeks,
    "stop_schedule": schedules.stop_schedule,
    "pause_schedule": schedules.pause_schedule,
    "resume_schedule": schedules.resume_schedule,
    "send_again": schedules.send_again,
    "look": entries.look,
    "open_language": languages.open_language,
    "home_language": languages.choose_at_home,
    "home_period": home.choose_period,
    "open_import": imports.open_import,
    "import_save": imports.save,
    "import_change": imports.change,
    "import_not_now": imports.not_now,
    "undo_import": imports.undo,
    "link_source": sources.open_link,
    "open_sources": sources.open_sources,
    "unlink_source": sources.unlink,
    "imports": imports.imports_pressed,
    "imports_older": imports.imports_older,
    "new_campaign": lambda desk, body: campaigns.new_campaign(desk, body, ""),
    "set_up": lambda desk, body: home.set_up(desk, body, ROI_COMMANDS),
    "own_entry": lambda desk, body: home.own_entry(desk, body, OWN_ENTRY),
    "open_typed": lambda desk, body: messages.typed_again(desk, body, typed),
}
OWN_ENTRY: Mapping[str, Listener] = {"undo": entries.undo_pressed, "correct": corrections.correct}
"""What can be chosen in the menu beside one's own entry on Home."""
SHORTCUTS: Mapping[str, Listener] = {
    "log_cost": costs.open_cost,
    "log_conversions": conversions.open_conversion,
    "log_cost_from_message": costs.open_from_message,
    "import_from_message": imports.from_message,
}
MENUS = ("campaign", "channel", "content", "goal", "currency", "timezone", "history_campaign")
HELP_ACTIONS = ("help", "help_more")
EVENTS = ("app_home_opened", "app_uninstalled", "message")
"""The events that anything is done at; the others are acknowledged."""
ANYTHING = re.compile(".*")
JSON: dict[str, str | Sequence[str]] = {"Content-Type": ["application/json;charset=utf-8"]}


def register(app: App, office: Office) -> None:
    """Registers everything the bot listens to."""
    app.command("/roi")(_roi)
    for command, listener in COMMANDS.items():
        app.command(command)(at_desk(listener))
    for callback_id, listener in FORMS.items():
        app.view(callback_id)(at_desk(once(listener)))
    for action_id, listener in ACTIONS.items():
        app.action(re.compile(rf"^{action_id}({MARK}|$)"))(at_desk(listener))
    app.action("more")(at_desk(_chosen))
    for action_id in MENUS:
        app.options(re.compile(rf"^{action_id}({MARK}|$)"))(at_desk(options.suggest))
    for callback_id, listener in SHORTCUTS.items():
        app.shortcut(callback_id)(at_desk(listener))
    # The removal has no desk: who removes the bot may be anybody, and may be known to nobody by then.
    app.event("app_home_opened")(at_desk(home.home_opened))
    app.event("message")(at_desk(_message))
    app.event("app_uninstalled")(_uninstalled(office))
    _register_unknown(app)


def _register_unknown(app: App) -> None:
    """Registers an answer to what the bot does not know, where a person waits for one."""
    app.command(ANYTHING)(at_desk(unknown.command))
    app.view(ANYTHING)(at_desk(unknown.gone))
    app.view_closed(ANYTHING)(at_desk(unknown.closed))
    app.action(ANYTHING)(at_desk(unknown.gone))
    app.options(ANYTHING)(at_desk(lambda _desk, _body: {"options": []}))
    app.shortcut(ANYTHING)(at_desk(unknown.gone))
    app.event(ANYTHING)(lambda ack: ack())


def needs_books(body: Body) -> bool:
    """Whether a request is answered from the database, which may not answer: all but help, and events of no use."""
    event = body.get("event")
    if isinstance(event, Mapping):
        return event.get("type") in EVENTS and not asks_for_help(event)
    if actions := body.get("actions"):
        return actions[0].get("action_id") not in HELP_ACTIONS
    return body.get("command") != "/roi" or not asks_for_help(body)


def _chosen(desk: Desk, body: Body) -> Reply:
    """Does what was chosen in the menu under an answer."""
    name, about = choice(body)
    return MORE.get(name, unknown.gone)(desk, as_button(body, about))


def _message(desk: Desk, body: Body) -> Reply:
    """A message in the bot's own conversation: files are read, words are answered."""
    return imports.dropped(desk, body) if with_files(body) else messages.written(desk, body, typed)


def _roi(ack: Ack, context: BoltContext, body: dict[str, Any]) -> BoltResponse | None:
    """Answers `/roi`. A cached answer is JSON already; a reply is acknowledged as any other."""
    desk = context["desk"]
    reply = typed(desk, body, "/roi")
    remark(desk, body)
    if isinstance(reply, Answer):
        carried = acknowledgements.answer(desk, body, reply)
        return BoltResponse(status=200, body=carried, headers=JSON if carried else None)
    ack(**acknowledgements.reply(desk, body, reply))
    return None


def _uninstalled(office: Office) -> Callable[..., None]:
    def handle(ack: Ack, body: dict[str, Any]) -> None:
        uninstall.uninstalled(office, body)
        ack()

    return handle
