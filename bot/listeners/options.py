"""The options of the searching menus: from the database, newest first, with an offer to create what is typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from zoneinfo import available_timezones

from bot.desk import unpicked
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.forms.escapes import unescaped
from bot.reference import menu_names
from bot.services import log_entry
from bot.views import words
from bot.views.blocks import Block, option, plain_text
from bot.views.inputs import field_of
from core.money.currencies import CURRENCIES, HISTORIC, printed_with, shared_by
from core.money.money import ended
from core.setup import contents
from core.setup.campaigns import Campaign
from core.setup.channels import STARTING
from core.setup.names import LONGEST, NameTaken, one_line, slug
from core.setup.registers import NameUnclear, Register
from core.setup.replacements import Kind
from core.setup.signs import has_letter_or_digit
from storage import campaigns, names

MOST = 100
COMMON = ("USD", "EUR", "PLN", "GBP", "CHF", "CZK", "SEK", "NOK", "DKK", "HUF", "UAH", "CAD", "AUD", "JPY")
KIND_OF_MENU = {"history_campaign": names.CAMPAIGN}
"""The menus in messages, which have an action id of their own -> the kind of name they offer."""
DATED_FORMS = frozenset({"cost", "conversion", "deal", "fx"})
"""The forms whose amounts are in a currency of their date."""
CREATING_FORMS = frozenset({"cost", "conversion", "metric", "deal"})


def suggest(desk: Desk, body: Body) -> Reply:
    """The options for the menu ``action_id`` and what is typed in it; a form's is remembered until it is saved."""
    text = unescaped(str(body.get("value") or ""))
    unpicked.remember(desk, body, text)
    name, typed = field_of(str(body.get("action_id", ""))), one_line(text)
    if name == "currency":
        matches = [(code, code) for code in _currencies(desk, body.get("view") or {}, typed)]
    elif name == "timezone":
        matches = [(zone, zone) for zone in _zones(typed)]
    elif KIND_OF_MENU.get(name, name) == names.CAMPAIGN:
        return _campaigns(desk, body, typed)
    else:
        matches = _named(desk, body, name, typed)
    return {"options": _drawn(matches)[:MOST]}


def _campaigns(desk: Desk, body: Body, typed: str) -> Reply:
    """The campaigns in groups: those that run first, those that have ended after them, what can be created last."""
    with desk.database.reading() as connection:
        register = names.register(connection, desk.workspace.id)
        every = campaigns.every(connection, desk.workspace.id)
    pairs = [(one.key, one.name) for one in every.values()]
    matching = [every[key] for key, _ in _matching(pairs, typed)]
    groups = {
        **_by_time(desk, matching),
        desk.language.say("New"): _offer(desk, body, names.CAMPAIGN, typed, register),
    }
    filled = [{"label": plain_text(label), "options": _drawn(pairs)} for label, pairs in groups.items() if pairs]
    return {"option_groups": filled} if filled else {"options": []}


def _by_time(desk: Desk, matching: Sequence[Campaign]) -> dict[str, list[tuple[str, str]]]:
    """Label -> the campaigns that run, have not begun, or have ended. One menu takes no more than `MOST`."""
    today = desk.today
    ordered = sorted(matching, key=lambda one: (not one.runs_on(today), one.ended_before(today)))
    offered = ordered[: MOST - 1]
    return {
        desk.language.say("Running"): [(one.key, one.name) for one in offered if one.runs_on(today)],
        desk.language.say("Not begun"): [(one.key, one.name) for one in offered if one.begins_after(today)],
        desk.language.say("Ended"): [(one.key, one.name) for one in offered if one.ended_before(today)],
    }


def _drawn(pairs: Sequence[tuple[str, str]]) -> list[Block]:
    return [option(text, value) for value, text in pairs]


def _named(desk: Desk, body: Body, kind: str, typed: str) -> list[tuple[str, str]]:
    with desk.database.reading() as connection:
        register = names.register(connection, desk.workspace.id)
        pairs = list(names.of_kind(connection, desk.workspace.id, kind).items())
    if kind == names.CHANNEL:
        free = [key for key in STARTING if register.kinds[key] == names.CHANNEL and key not in dict(pairs)]
        pairs += [(key, words.channel(desk.language, key, {})) for key in free]
    if kind == names.CONTENT:
        pairs += [(key, words.content(desk.language, key, {})) for key in contents.STARTING]
    matches = _matching(pairs, typed)
    return matches[: MOST - 1] + _offer(desk, body, kind, typed, register)


def _offer(desk: Desk, body: Body, kind: str, typed: str, register: Register) -> list[tuple[str, str]]:
    """The offer to create what is typed, where the form may create, the name is free, and the person may."""
    callback = (body.get("view") or {}).get("callback_id")
    may = kind != names.GOAL or (desk.may(Kind.GOAL) and callback != "deal")  # there, nobody asks what one is worth
    if not (may and callback in CREATING_FORMS and has_letter_or_digit(typed)) or _exists(typed, kind, register):
        return []
    name = _free_name(typed[:LONGEST], register, kind, desk.language.code)
    return [(log_entry.new_value(register, name), desk.language.say("Create “{name}”", name=name))]


def _exists(typed: str, kind: str, register: Register) -> bool:
    """Whether something is so named, also where it may be one of several: none is offered beside those."""
    try:
        key = register.find(typed, kind)
    except NameUnclear:
        return True
    return bool(key) or (kind == names.CONTENT and bool(contents.content_of(slug(typed))))


def _free_name(typed: str, register: Register, kind: str, language: str) -> str:
    """The name as typed; where it has a meaning already, the suggestion in the language of that code."""
    try:
        register.free_key(typed, what=kind)
    except NameTaken as refusal:
        return refusal.suggested(language)
    return typed


def _matching(pairs: Iterable[tuple[str, str]], typed: str) -> list[tuple[str, str]]:
    """The options whose key or name contains what is typed, whatever case, accents and signs between words."""
    wanted = slug(typed)
    return [(value, text) for value, text in pairs if not wanted or wanted in slug(value) or wanted in slug(text)]


def _zones(typed: str) -> list[str]:
    """The zones by city or country, in any language, or by any part of their own name."""
    wanted = slug(typed)
    every = [(zone, zone) for zone in sorted(available_timezones())]
    called = [zone for zone, _ in every if menu_names.is_called(menu_names.zones(), zone, wanted)]
    return list(dict.fromkeys([*called, *(zone for zone, _ in _matching(every, typed))]))


def _currencies(desk: Desk, view: Body, typed: str) -> list[str]:
    """By sign, by the beginning of the code, or by name in any language; a sign has no letter, or is no code's part."""
    wanted, signs = slug(typed), shared_by(typed)
    every = _in_order(desk, view, typed)
    if not wanted and not signs:
        return every
    signed = sorted((code for code in every if code in signs), key=lambda code: code != printed_with(typed))
    named = (code for code in every if wanted and _begins(code, wanted))
    return list(dict.fromkeys([*signed, *named]))


def _begins(code: str, wanted: str) -> bool:
    return slug(code).startswith(wanted) or menu_names.is_called(menu_names.currencies(), code, wanted)


def _in_order(desk: Desk, view: Body, typed: str) -> list[str]:
    first = [desk.currency, *(code for code in COMMON if code != desk.currency)]
    return [*first, *_of_their_time(view, typed), *sorted(CURRENCIES - set(first))]


def _of_their_time(view: Body, typed: str) -> list[str]:
    """The currencies that have ended, where the form's date lies within their time; by the whole code on any date."""
    if view.get("callback_id") not in DATED_FORMS:
        return []
    day = _chosen_day(view)
    return [code for code in sorted(HISTORIC) if code == typed.upper() or (day and not ended(code, day))]


def _chosen_day(view: Body) -> date | None:
    """The day that stands in the form at this moment; None without one."""
    chosen = ((view.get("state") or {}).get("values") or {}).get("date") or {}
    try:
        return date.fromisoformat(str((chosen.get("date") or {}).get("selected_date")))
    except ValueError:
        return None
