"""Home with sample values: a workspace at work, one that waits for its costs, and one with nothing on its books."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from bot.language import Language
from bot.views import home, setting_up
from bot.views.blocks import Block
from bot.views.coming import Coming, what_comes
from bot.views.own_entries import own_entries
from core.calendar.periods import Period
from core.imports.rhythm import Account
from core.ledger.repeats import Every, State
from core.performance.performance import Row
from core.performance.verdicts import Verdict
from core.posts.deliveries import Delivery, Kind
from core.posts.deliveries import State as Ended
from core.reports.home import HomeReport
from core.reports.overview import Before
from core.reports.year import Year
from core.setup.campaigns import Campaign
from core.setup.command_words import Command
from tests import samples as s

DRAWN = "u-drawn"
MENU = tuple(setting_up.MENU)
ABOUT = ("u-Dollar", "u-Zone", "u-Language")
THIRTY = Period(start=date(2026, 6, 1), end=date(2026, 7, 1))
ALERTED = replace(s.JUDGED[0], key="u-alerted", serves_all=False, alerted=s.TODAY)
PAYING = replace(s.row("u-pays", s.ARTICLE), judgement=s.judgement(Verdict.PAYS))
BEFORE = Before(period=THIRTY, total=s.PLAIN, excess=Fraction(10_481_60), better=Fraction(6_952_27))
SENT = [
    replace(s.DELIVERY, state=Ended.SENT, reason=""),
    replace(s.DELIVERY, state=Ended.SKIPPED, reason="nothing_to_report"),
]
OWN = (s.entry(s.COST), s.entry(replace(s.SPREAD, note="", campaign="", channel="")), s.entry(s.conversion()))
UNJUDGED = replace(s.row("u-unjudged", s.PLAIN), excess=Fraction(0))


def views(language: Language, ended: list[Delivery]) -> dict[str, Block]:
    """Name -> Home tab. ``ended``: deliveries of each end."""
    rows = (*s.JUDGED, s.IN_VAIN, ALERTED, UNJUDGED)
    busy = report(*rows, before=BEFORE)
    nothing = replace(busy, ranking=replace(busy.ranking, total=s.EMPTY), before=None)
    return {
        "busy": _home(language, busy, ended),
        "nothing in the period": _home(language, nothing),
        "earned": _home(language, _earning(busy), SENT),
        "without a goal": _home(language, replace(report(), has_goals=False)),
        "without a goal, a member": _home(language, replace(report(), has_goals=False), may=False),
        "empty": _tab(setting_up.first_steps(language, ABOUT, "USD", MENU, has_goal=False)),
        "empty, with a goal": _tab(setting_up.first_steps(language, ABOUT, "USD", MENU, has_goal=True)),
        "empty, a member": _tab(setting_up.first_steps(language, ABOUT, "USD", (), has_goal=False)),
    }


def _earning(busy: HomeReport) -> HomeReport:
    """The same with what pays alone, and with a campaign without an end that has just begun."""
    rows = (PAYING, replace(s.row("u-new", s.PLAIN), judgement=s.judgement(Verdict.YOUNG)))
    campaigns = {row.key: Campaign(key=row.key, name=row.key) for row in rows}
    ended = replace(busy.year, campaigns=replace(busy.year.campaigns, running=frozenset()))
    return replace(busy, ranking=s.ranking(*rows), year=ended, campaigns=campaigns)


def report(*rows: Row, before: Before | None = None) -> HomeReport:
    """A campaign runs for each row, and one more of which nothing was logged."""
    campaigns = {row.key: Campaign(key=row.key, name=f"{row.key} *") for row in rows}
    dated = replace(s.CAMPAIGN, key="u-young", name="u-Young", start=date(2026, 7, 2), end=date(2026, 9, 2))
    return HomeReport(
        today=s.TODAY,
        ranking=s.ranking(*rows),
        before=before,
        year=Year(campaigns=s.ranking(*rows), channels=replace(s.ranking(*rows[:3]), by="channel")),
        campaigns={**campaigns, "u-young": dated, "u-none": Campaign(key="u-none", name="u-None")} if rows else {},
        has_goals=True,
    )


def _home(language: Language, shown: HomeReport, ended: list[Delivery] | None = None, *, may: bool = True) -> Block:
    blocks = home.figures(language, shown, "", may_set_goals=may)
    blocks += own_entries(language, OWN, s.NAMES, s.TODAY)
    blocks += what_comes(language, _coming(ended or []), s.NAMES)
    return _tab([*blocks, setting_up.foot(language, MENU if may else (Command.TARGET,), "pl", DRAWN)])


def _coming(ended: list[Delivery]) -> Coming:
    runs = dict(enumerate(ended))
    first = replace(s.schedule(Kind.ALERTS), id=len(runs))
    paused = replace(s.schedule(), id=len(runs) + 1, paused=True)
    known = [replace(s.schedule(), id=number, channel="u-channel", timezone="Asia/Tokyo") for number in runs]
    later = replace(s.repeat(Every.YEARLY), next_day=date(2027, 8, 3), first=replace(s.SPREAD, note="", campaign=""))
    return Coming(
        schedules=[paused, *known[:3], first, *known[3:]],
        repeats=[s.repeat(), later, replace(later, state=State.PAUSED)],
        last=runs,
        may=frozenset({*runs, len(runs) + 1}),
        timezone=s.ZONE,
        today=s.TODAY,
        overdue=[LATE, replace(LATE, account="", by="cli")],
    )


LATE = Account(kind="meta", account="u-Account", days=(s.JULY.start,), last=s.JULY.start, by="UADA")


def _tab(blocks: list[Block]) -> Block:
    return {"type": "home", "blocks": blocks}
