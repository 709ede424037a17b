"""Claims beside what is booked: what platforms say of their results, line by line, and added to nothing."""

from __future__ import annotations

from bot.language import Language
from bot.views import words
from bot.views.blocks import Paragraph, rows, shorten
from bot.views.import_words import kind, result, with_window
from core.reports.claimed import Claim, Claimed

MOST_TOLD = 8
LONGEST_TYPE = 60


def claimed(language: Language, report: Claimed | None) -> list[Paragraph]:
    """``Meta: claimed 31 × Purchases (7-day click), logged 22 (141%)``; empty where nobody claims anything."""
    if report is None:
        return []
    lines = [_line(language, report, claim) for claim in report.claims[:MOST_TOLD]]
    lines += words.more(language, len(report.claims) - MOST_TOLD)
    return [rows(lines, heading=language.say("Claimed by the platforms, never added"))]


def _type(language: Language, claim: Claim) -> str:
    """``Purchases (7-day click)``: results of two windows cannot be compared."""
    name = shorten(result(claim.type), LONGEST_TYPE) or language.say("Results")
    return with_window(name, claim.window)


def _line(language: Language, report: Claimed, claim: Claim) -> str:
    percent = report.percent(claim)
    facts = {
        "source": kind(language, claim.source),
        "claimed": language.count(claim.count),
        "type": _type(language, claim),
        "booked": language.count(report.booked),
    }
    if percent is None:
        return language.say("{source}: claimed {claimed} × {type}, logged {booked}", **facts)
    share = f"{language.count(percent)}%"
    return language.say("{source}: claimed {claimed} × {type}, logged {booked} ({share})", share=share, **facts)
