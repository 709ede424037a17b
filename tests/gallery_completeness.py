"""Answers whose costs are not all on the books: what is missing, whom to ask, and what waits for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from bot.language import Language
from bot.views import digests, help
from bot.views.blocks import Block, by_name, mentioned
from core.calendar.periods import Period
from core.ledger.repeats import Every
from core.money.money import Money
from core.reports.completeness import Completeness
from core.reports.late_results import ResultFiles
from core.reports.missing import Due, Lack, Missing
from core.setup.categories import Category
from tests import gallery_answers
from tests import samples as s

NINTH = Period(start=date(2026, 7, 9), end=date(2026, 8, 1))


def repeated(note: str, every: Every = Every.MONTHLY, minor: int = 49_00) -> Missing:
    cost = replace(s.COST, category=Category.TOOLS, note=note, amount=Money(minor=minor, currency="USD"))
    due = Due(repeat=replace(s.repeat(every), first=cost), cost=cost)
    return Missing(lack=Lack.REPEAT, name=note, minor=minor, ask="U1", source=due)


IMPORT = Missing(lack=Lack.IMPORT, name="linkedin", minor=90_00, ask="U2", days=NINTH)
HOURS = Missing(lack=Lack.HOURS, name="u-Anna", minor=500_00, ask="U2", hours=Fraction(25, 2))
VEILED = replace(HOURS, hours=None, minor=0, open=False)
NEARLY = Completeness(present=65_000_00, missing=(repeated("u-Canva"), IMPORT, HOURS, repeated("")), wanted=80)
MANY = (VEILED, replace(VEILED, name=""), replace(repeated("", Every.YEARLY), times=3), *NEARLY.missing)
SCARCELY = Completeness(present=100_00, missing=MANY, wanted=80)
LONG = Completeness(present=1, missing=tuple(repeated("&" * 500) for _ in range(60)), wanted=100)


LATE = (
    ResultFiles(
        kind="hubspot", account="", last=date(2025, 8, 3), due=date(2025, 8, 11), over=date(2025, 11, 3), ask="U1"
    ),
    ResultFiles(
        kind="ga4", account="u-Acme", last=date(2025, 8, 9), due=date(2025, 8, 17), over=date(2025, 11, 9), ask="cli"
    ),
)

RESULTS_LATE = Completeness(present=100_00, missing=(), wanted=80, late=LATE)


def messages(language: Language) -> dict[str, Block]:
    """Name -> message: nearly complete, and too little to judge by."""
    return {
        f"{name}, {how}": made
        for how, found in {
            "nearly complete": NEARLY,
            "scarcely complete": SCARCELY,
            "results late": RESULTS_LATE,
        }.items()
        for name, made in _of(language, found).items()
    }


def long_messages(language: Language) -> dict[str, Block]:
    """Name -> message: the longest notes and sixty costs missing."""
    campaign = gallery_answers.campaign_answer(language, replace(s.MANY_CHANNELS, completeness=LONG), "u-key")
    ranked = replace(s.ranking(*s.MANY_ROWS, extremes=s.EXTREMES), names=s.MANY_NAMES | s.NAMES, completeness=LONG)
    overview = gallery_answers.overview_answer(language, ranked, "", new=False, year=s.YEAR)
    digest = digests.digest_post(language, replace(s.MANY_IN_DIGEST, completeness=LONG), delayed=True)
    return {
        "incomplete campaign": campaign,
        "incomplete overview, shared": help.shared_post(language, named(overview), "&" * 80),
        "incomplete digest": named(digest),
    }


def named(made: Block) -> Block:
    """As it is posted, by people of the longest names."""
    return by_name(made, dict.fromkeys(mentioned(made), "&" * 80))


def _of(language: Language, found: Completeness) -> dict[str, Block]:
    channels = replace(s.ranking(*s.CHANNELS, extremes=s.EXTREMES), completeness=found)
    campaigns = replace(s.ranking(*s.CAMPAIGNS), completeness=found)
    base = replace(s.COMPARISON.base, completeness=found)
    pairs = tuple(replace(pair, side=replace(pair.side, completeness=found)) for pair in s.COMPARISON.pairs)
    compared = replace(s.COMPARISON, base=base, pairs=pairs)
    digest = replace(s.digest(), extremes=s.EXTREMES, completeness=found)
    return {
        "campaign": gallery_answers.campaign_answer(language, replace(s.REPORT, completeness=found), "u-key"),
        "channels": gallery_answers.channel_answer(language, channels, "channels"),
        "overview": gallery_answers.overview_answer(language, campaigns, "", new=False, year=s.YEAR),
        "comparison": gallery_answers.comparison_answer(language, compared, "compare"),
        "digest": by_name(digests.digest_post(language, digest, delayed=False), {"U1": "u-Ada", "U2": "u-Max"}),
    }
