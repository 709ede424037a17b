"""Imports of results and deals: previews and the form where goals, stages and sources are chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.language import Language
from bot.views import imports, sources
from bot.views.blocks import Block, message
from bot.views.claimed import claimed
from bot.views.forms.import_offers import Offers
from bot.views.forms.imports import change_form
from core.calendar.periods import Period
from core.imports import utm
from core.imports.choices import CLAIMED, Choices, Double
from core.imports.doubled_results import Counted
from core.imports.kind import Brings
from core.imports.plans import plan
from core.imports.previews import FilePreview, Preview
from core.imports.readings import DealRow, Reading, Refused, Result, Spend, Wrong
from core.imports.result_plans import ResultBooks
from core.imports.sales import StandingSale
from core.imports.standing import Standing
from core.money.money import Money
from core.problems import Problem
from core.reports.claimed import Claim, Claimed
from core.sales.deals import WON
from core.setup.goals import Basis, Goal, Stage
from tests.gallery_imports import CAMPAIGNS, CHANNELS, REGISTER, record

JULY = Period(start=date(2026, 7, 1), end=date(2026, 8, 1))
NOTHING = Money(minor=0, currency="USD")
SALE = Goal(id=3, key="u-sale", name="u-Sale", basis=Basis.FIXED, value=NOTHING, stage=Stage.CUSTOMER)
SPENT = Money(minor=95_00, currency="USD")
WORTH = replace(SALE, value=Money(minor=15_00, currency="USD"))
UNCOUNTED = replace(SALE, counts=False)
UPSELL = replace(SALE, id=4, key="u-upsell", name="u-Upsell")
OFFERS = Offers(
    campaigns=CAMPAIGNS,
    channels=CHANNELS,
    goals={"u-sale": "u-Sale", "u-upsell": "u-Upsell"},
    stages={"contract-sent": "u-Contract-sent", WON: "u-Won"},
    sales=frozenset({"u-sale", "u-upsell"}),
    currency="USD",
)
BOOKS = ResultBooks(today=date(2026, 8, 5), goals={"u-sale": SALE}, links=utm.starting())


def messages(language: Language) -> dict[str, Block]:
    previews = {
        f"import preview, {name}": imports.preview(language, Preview(files=(file,)), [])
        for name, file in files().items()
    }
    unlinked = {f"u-partner-{n} / u-referral": n for n in range(12, 0, -1)}
    links = [utm.link_of("u-blog / *", "facebook"), utm.link_of("u-intranet / *", utm.NO_CHANNEL)]
    return {
        **previews,
        "sources": sources.sources(language, unlinked, links, CHANNELS),
        "no sources": sources.sources(language, {}, (), CHANNELS),
        "source linked": sources.linked(language, links, 3, CHANNELS, "1 7 3"),
        "source linked, nothing moves": sources.linked(language, links, 0, CHANNELS, "1 - 0"),
        "claimed": message("u-text", claimed(language, Claimed(claims=CLAIMS, booked=22))),
        "claimed, nothing booked": message("u-text", claimed(language, Claimed(claims=CLAIMS, booked=0))),
        "source unlinked": sources.linked(language, (), 3, CHANNELS, "", undone=True),
    }


def views(language: Language) -> dict[str, Block]:
    changes = {
        f"import change, {name}": change_form(language, file.plan, OFFERS, "{}")
        for name, file in files().items()
        if file.plan
    }
    links = [utm.link_of("u-blog / *", "facebook"), utm.link_of("u-intranet / *", utm.NO_CHANNEL)]
    return {
        **changes,
        "link a source": sources.link_form(language, "u-partner / u-referral", "{}"),
        "sources form": sources.sources_form(language, links, CHANNELS, "{}"),
    }


def files() -> Mapping[str, FilePreview]:
    """Name -> a file of results or deals in one of the states that a preview has."""
    chosen = Choices(goals={"u-purchase": "u-sale", "u-form": CLAIMED})
    standing = replace(
        BOOKS,
        sales={"u-1001": StandingSale(entry=5), "u-1002": StandingSale(entry=6, kind="ga4")},
    )
    there = (Counted(goal="u-sale", day=JULY.start, count=12),)
    counted = replace(BOOKS, counted=there)
    one_kept = replace(chosen, doubles={"u-sale": Double.ONE})
    both_kept = replace(chosen, doubles={"u-sale": Double.BOTH})
    imported = (Counted(goal="u-sale", day=JULY.start, count=12, kind="ga4", entry=7),)
    later = (Counted(goal="u-sale", day=JULY.end, count=12, kind="ga4", entry=7),)
    three = replace(BOOKS, counted=(*later, *there))
    better = replace(_unnumbered(), kind="neutral_conversions")
    several = replace(BOOKS, goals={"u-sale": SALE, "u-upsell": UPSELL})
    return {
        "results without goals": _file(_analytics(), Choices(), BOOKS),
        "results": _file(_analytics(), chosen, BOOKS),
        "sales known already": _file(replace(_analytics(), kind="neutral_conversions"), chosen, standing),
        "a goal of two sources": _file(_unnumbered(), chosen, counted),
        "a goal of two sources, one kept": _file(_unnumbered(), one_kept, counted),
        "a goal of two sources, both kept": _file(_unnumbered(), both_kept, counted),
        "a goal of two sources, this one kept": _file(better, one_kept, replace(BOOKS, counted=imported)),
        "a goal of three sources": _file(_of_two_months(), chosen, three),
        "a goal that does not count": _file(_analytics(), chosen, replace(BOOKS, goals={"u-sale": UNCOUNTED})),
        "results without a revenue": _file(_worthless(), chosen, replace(BOOKS, goals={"u-sale": WORTH})),
        "claims that count": _file(_claiming(), Choices(goals={"u-purchase": "u-sale"}), BOOKS),
        "fractions of results": _file(replace(_analytics(), divided=Decimal("2.67")), chosen, BOOKS),
        "deals": _file(_crm(), Choices(stages={"u-Demo": "contract-sent"}), BOOKS),
        "unknown stages": _file(_crm(), Choices(), BOOKS),
        "won deals without a goal": _file(_crm(), Choices(stages={"u-Demo": "contract-sent"}), several),
        "rows of deals refused": _file(replace(_crm(), refused=REFUSED), Choices(stages={"u-Demo": WON}), BOOKS),
    }


def _file(reading: Reading, choices: Choices, results: ResultBooks) -> FilePreview:
    books = Standing(register=REGISTER, rate=lambda *_: None, results=results)
    names = {**CAMPAIGNS, **CHANNELS}
    return FilePreview(file="u-file", plan=plan(reading, choices, books), record=record(), names=names)


def _analytics() -> Reading:
    results = (
        _result("u-purchase", "u-1001", "google / cpc", "google"),
        _result("u-purchase", "u-1002", "u-partner / u-referral", ""),
        _result("u-form", "", "u-blog / u-referral", ""),
    )
    return Reading(kind="ga4", brings=Brings.RESULTS, currency="USD", period=JULY, results=results, rows=3)


def _worthless() -> Reading:
    return replace(_analytics(), results=[replace(one, revenue=None) for one in _analytics().results])


def _unnumbered() -> Reading:
    return replace(_analytics(), results=[replace(one, external_id="") for one in _analytics().results])


def _claiming() -> Reading:
    spends = (Spend(day=JULY.start, campaign="u-Spring-sale", channel="facebook", amount=SPENT, rows=31),)
    claims = _unnumbered().results[:1]
    return Reading(kind="meta", currency="USD", period=JULY, spends=spends, claims=claims, rows=31)


def _of_two_months() -> Reading:
    first, second, _ = _unnumbered().results
    held = [first, replace(second, day=JULY.end)]
    return replace(_unnumbered(), kind="neutral_conversions", results=held, rows=2)


def _result(kind: str, number: str, source: str, channel: str) -> Result:
    named, medium = utm.split(source)
    return Result(
        day=JULY.start,
        campaign="u-Spring-sale",
        channel=channel,
        type=kind,
        count=1,
        revenue=Money(minor=310_50, currency="USD"),
        source=named,
        medium=medium,
        external_id=number,
    )


def _crm() -> Reading:
    deals = (_deal("7301", "Closed won"), _deal("7302", "u-Demo"))
    return Reading(kind="hubspot", brings=Brings.DEALS, currency="USD", period=JULY, deals=deals, rows=2)


def _deal(number: str, stage: str) -> DealRow:
    amount = Money(minor=420_000, currency="USD")
    return DealRow(external_id=number, stage=stage, amount=amount, day=JULY.start, created_on=JULY.start)


PROBLEMS: tuple[Problem, ...] = (
    utm.LinkUnreadable(text="u-text"),
    utm.LinkTwice(text="u-text"),
    utm.TooManyLinks(),
)
CLAIMS = (
    Claim(source="meta", type="u-Purchases", window="u-7-day-click", count=31),
    Claim(source="tiktok", type="", count=4),
)
REFUSED = tuple(Refused(line=line, why=why) for line, why in enumerate(Wrong, 2))
