"""Receipts of imports: what was saved or taken back, the ROI before and after, and the list of all imports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.language import Language
from bot.views import import_tables, import_words, words
from bot.views.blocks import Block, Mention, Paragraph, Span, Strong, button, message, paragraph, plain
from bot.views.inputs import MARK
from bot.views.ticked import DONE
from core.imports.previews import Receipt
from core.imports.records import ImportRecord, State
from core.imports.remembered import TABLE
from core.money.money import Money
from core.reports.effect import Effect

PAGE = 8
"""Imports in one list."""
MOST_ENDED = 3
"""Empty campaigns with a button that ends them."""
MOST_EFFECTS = 4
"""Campaigns whose ROI a receipt tells on the screen; the text has all."""


def receipt(language: Language, ended: Receipt) -> Block:
    """What imports have put on the books or taken off them, and what that did to the campaigns they touch."""
    records = ended.records
    lines = [line(language, record) for record in records]
    first = paragraph(f"{DONE} ", Strong(_what(language, records)), "".join(f"\n{one}" for one in lines))
    effects = _effects(language, ended)
    notes = [paragraph(one) for one in _notes(language, ended)]
    text = [
        f"{_what(language, records)}: {'; '.join(lines)}",
        *import_tables.effects_told(language, ended.effects, saved=True),
        *import_tables.outside(language, ended.outside),
    ]
    view = message("", [first, *effects, *notes], _buttons(language, ended))
    return view | {"text": plain("", [*(paragraph(one) for one in text), *notes])}


def _what(language: Language, records: Sequence[ImportRecord]) -> str:
    if all(record.state is State.UNDONE for record in records):
        return language.say("Import undone")
    return language.say_n("{n} file imported", "{n} files imported", len(records))


def line(language: Language, record: ImportRecord) -> str:
    """``Meta · Acme · 1 – 31 Oct 2026 · $12,345.67 · 93 rows · acme.csv``."""
    parts = [
        import_words.kind(language, record.scope.kind),
        "" if record.scope.account.startswith(TABLE) else record.scope.account,
        language.period(record.scope.period),
        # A file of several currencies has no one sum.
        language.money(Money(minor=record.sum_minor, currency=record.currency)) if record.currency else "",
        language.say_n("{n} row", "{n} rows", record.rows),
        record.file,
    ]
    return " · ".join(filter(None, parts))


def _effects(language: Language, ended: Receipt) -> list[Paragraph]:
    """The ROI of each campaign before and after; a line each."""
    lines = [_effect(language, effect) for effect in ended.effects[:MOST_EFFECTS]]
    lines += words.more(language, max(ended.touched, len(ended.effects)) - MOST_EFFECTS)
    lines += import_tables.without_conversions(language, ended.effects)
    lines += import_tables.outside(language, ended.outside)
    return [paragraph("\n".join(lines))] if lines else []


def _effect(language: Language, effect: Effect) -> str:
    """The ROI, or where it reads the same the cost, before and after; of what is new only what it is now."""
    name, before = effect.campaign.name, effect.before
    after = words.roi(language, effect.now)
    if before is None or before.empty:
        return language.say("{campaign}: ROI {after}", campaign=name, after=after)
    was = words.roi(language, before)
    if was != after:
        return language.say("{campaign}: ROI {before} → {after}", campaign=name, before=was, after=after)
    costs = [language.money(total.invested) for total in (before, effect.now)]
    return language.say(
        "{campaign}: ROI {after} as before, cost {was} → {cost}",
        campaign=name,
        after=after,
        was=costs[0],
        cost=costs[1],
    )


def _notes(language: Language, ended: Receipt) -> Iterator[str]:
    if ended.left:
        yield _left(language, ended.left)
    if ended.empty:
        names = list(ended.empty.values())
        yield language.say_n(
            "The campaign {names}, which came with it, stays and is empty: end it, or log something for it.",
            "The campaigns {names}, which came with it, stay and are empty: end them, or log something for them.",
            len(names),
            names=words.cut(language, names[:MOST_EFFECTS], len(names) - MOST_EFFECTS),
        )


def _left(language: Language, count: int) -> str:
    return language.say_n(
        "{n} entry stays: somebody has changed it since.", "{n} entries stay: somebody has changed them since.", count
    )


def _buttons(language: Language, ended: Receipt) -> list[Block]:
    records = ended.records
    booked = [record for record in records if record.state is State.BOOKED][:MOST_EFFECTS]
    undo = [_undo(language, record, place, one_of=len(records)) for place, record in enumerate(booked)]
    ends = [_end(language, key, name, place) for place, (key, name) in enumerate(ended.empty.items())]
    return [*undo, *ends[:MOST_ENDED], button(language.say("All imports"), "imports", "-")]


def _end(language: Language, key: str, name: str, place: int) -> Block:
    """The button that ends an empty campaign. ``place``: in its row."""
    return button(language.say("End {name}", name=name), f"end_campaign{MARK}{place}" if place else "end_campaign", key)


def _undo(language: Language, record: ImportRecord, place: int = 0, *, one_of: int = 1) -> Block:
    """The button that takes an import back; where there are several it names the file. ``place``: in its row."""
    label = language.say("Undo") if one_of == 1 else language.say("Undo {file}", file=record.file)
    spoken = language.say("Undo the import of {file}", file=record.file)
    mark = f"{MARK}{place}" if place else ""
    return button(label, f"undo_import{mark}", str(record.id), label=spoken)


def imports(language: Language, records: Sequence[ImportRecord], zone: str, may_undo: Mapping[int, bool]) -> Block:
    """The imports of a workspace, newest first, each with who, when, what, what it replaced, and *Undo*.

    ``zone``: of the workspace; ``may_undo``: by number, whether this reader may take it back. One more than a page
    says that there are older ones.
    """
    title = language.say("Imports")
    if not records:
        return message(title, [paragraph(language.say("Nothing has been imported yet. Drop a file here to begin."))])
    replaced = {number for one in records if one.state is not State.UNDONE for number in one.replaces}
    parts = [
        _listed(language, one, zone, may_undo=may_undo.get(one.id, False), replaced=one.id in replaced)
        for one in records[:PAGE]
    ]
    older = len(records) > PAGE
    return message(title, parts, [_older(language, records[PAGE - 1])] if older else ())


def _listed(language: Language, record: ImportRecord, zone: str, *, may_undo: bool, replaced: bool) -> Paragraph:
    """``replaced``: a newer import has taken its place, which is to be undone before."""
    body: list[Span] = [f"{line(language, record)}\n"]
    body += [Mention(record.by), ", "] if record.by and record.by != "cli" else []
    body.append(language.time_of(record.at, zone) + _state(language, record, replaced=replaced))
    buttons = [_undo(language, record)] if may_undo and not replaced and record.state is State.BOOKED else []
    return paragraph(*body, buttons=buttons, place=f"import_{record.id}")


def _state(language: Language, record: ImportRecord, *, replaced: bool) -> str:
    states = {
        State.BOOKING: language.say("being saved"),
        State.UNDOING: language.say("being undone"),
        State.UNDONE: language.say("undone"),
    }
    remarks = [states[record.state]] if record.state in states else []
    if replaced and record.state is State.BOOKED:
        remarks.append(language.say("replaced by a newer import"))
    if record.replaces and record.state is not State.UNDONE:
        count = len(record.replaces)
        remarks.append(language.say_n("replaces {n} earlier import", "replaces {n} earlier imports", count))
    return "".join(f" · {one}" for one in remarks)


def _older(language: Language, last: ImportRecord) -> Block:
    return button(language.say("Older"), "imports_older", str(last.id))
