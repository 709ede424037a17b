"""Imports, the rest of what is said: each kind and question by itself, what stays, and the tables of exports."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bot.language import Language
from bot.views import exports, import_receipts, importing, imports
from bot.views.blocks import Block, message, paragraph
from bot.views.forms.imports import change_form
from core.exports.columns import Table
from core.exports.summary import By
from core.imports.choices import Overlap
from core.imports.plans import Plan
from core.imports.previews import FilePreview, Preview, Receipt
from core.imports.readings import Question
from core.imports.records import ImportRecord
from core.ledger.entries import Cost
from core.reports.effect import Effect
from core.setup.campaigns import Campaign
from tests import samples as s
from tests.gallery_imports import JULY, LINES, OFFERS, QUESTIONS, STATEMENT, files, reading, record

KINDS = ("statement", "neutral_costs", "neutral_deals", "table")
"""The kinds that no brand names and that no other part of the gallery shows."""


def messages(language: Language) -> dict[str, Block]:
    """Name -> message."""
    kinds = {f"import of {kind}": _preview(language, replace(_ready(), plan=_of_kind(kind))) for kind in KINDS}
    asked = {f"import asks: {question.ask}": _asking(language, question) for question in QUESTIONS}
    return {
        **kinds,
        **asked,
        "import: said": _said(language),
        "import: unreadable": imports.refused(imports.unreadable(language)),
        "import: own total is more": _preview(language, _own_total("140.00")),
        "import: both stay": _preview(language, _both()),
        "import: changed by hand, invoiced": _preview(language, _by_hand()),
        "import: saved, the same ROI": import_receipts.receipt(language, _same_roi()),
        "imports: replaced": import_receipts.imports(language, [_replacing(), record(4)], s.ZONE, {}),
        "exports: tables": _tables(language),
    }


def views(language: Language) -> dict[str, Block]:
    """Name -> modal."""
    lines = tuple(replace(STATEMENT[0], line=line) for line in range(2, 122))
    long = replace(reading(spends=lines), kind="statement", account="", questions=LINES)
    net = replace(_plan(), reading=long, choices=replace(_plan().choices, tax=Decimal(23)))
    dated = replace(_plan(), choices=replace(_plan().choices, day_first=True))
    return {
        "import change: a long statement": change_form(language, replace(_plan(), reading=long), OFFERS, "{}"),
        "import change: a statement without VAT": change_form(language, net, OFFERS, "{}"),
        "import change: dates": change_form(language, dated, OFFERS, "{}"),
    }


def _ready() -> FilePreview:
    return files()["ready"]


def _plan() -> Plan:
    plan = _ready().plan
    assert plan
    return plan


def _of_kind(kind: str) -> Plan:
    return replace(_plan(), reading=replace(_plan().reading, kind=kind))


def _asking(language: Language, question: Question) -> Block:
    asking = replace(_plan().reading, questions=(question,))
    return _preview(language, replace(_ready(), plan=replace(_plan(), reading=asking)))


def _preview(language: Language, file: FilePreview) -> Block:
    return imports.preview(language, Preview(files=(file,)))


def _said(language: Language) -> Block:
    sentences = [*(imports.in_our_conversation(language, count) for count in (1, 2)), importing.remark(language)]
    return message("u-text", [paragraph(sentence) for sentence in sentences])


def _own_total(total: str) -> FilePreview:
    differing = replace(_plan().reading, own_total=Decimal(total))
    off = Decimal(total) - differing.exact
    return replace(_ready(), plan=replace(_plan(), reading=differing, beside=off))


def _both() -> FilePreview:
    other = files()["other days"]
    assert other.plan
    decided = [replace(one, decided=Overlap.BOTH) for one in other.plan.overlaps]
    return replace(other, plan=replace(other.plan, overlaps=decided))


def _by_hand() -> FilePreview:
    invoices = [fact for fact in _plan().adds if isinstance(fact, Cost)]
    return replace(_ready(), plan=replace(_plan(), by_hand=2, invoiced=invoices[:1]))


def _same_roi() -> Receipt:
    campaign = Campaign(key="u-spring", name="u-Spring-sale")
    return Receipt(records=(record(),), effects=[Effect(campaign=campaign, period=JULY, now=s.PLAIN, before=s.PLAIN)])


def _replacing() -> ImportRecord:
    return replace(record(), replaces=(3, 4))


def _tables(language: Language) -> Block:
    words = [
        *(exports.sheet_label(language, table) for table in Table),
        *(exports.column_label(language, name) for name in exports.COLUMNS),
        *(exports.row_label(language, by) for by in By),
    ]
    return message("u-text", [paragraph(", ".join(words))])
