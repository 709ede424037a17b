"""Imports in words: the preview of files before anything is saved, and how far their reading has come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.language import Language
from bot.views import import_lines, import_results, import_tables, import_words, words
from bot.views.answers import lines_block
from bot.views.blocks import Block, Paragraph, actions, button, context, header, message, paragraph, plain, shorten
from bot.views.tables import table_block
from core.imports.form_fields import COLUMNS
from core.imports.plans import Plan
from core.imports.previews import FilePreview, Preview
from core.imports.readings import Refused
from core.imports.sums import by_currency

MOST_REFUSED = 3
"""Refused rows that are named in the small print."""
MOST_TOLD = 20
"""The same in the text."""


def reading(language: Language, count: int) -> Block:
    """The first answer to files: they are being read."""
    return message("", [paragraph(language.say_n("Reading {n} file…", "Reading {n} files…", count))])


def in_our_conversation(language: Language, count: int) -> str:
    """Where what is in the files will stand, said where they were chosen."""
    return language.say_n(
        "Reading {n} file. What is in it comes to our conversation (Messages tab). Nothing is saved yet.",
        "Reading {n} files. What is in them comes to our conversation (Messages tab). Nothing is saved yet.",
        count,
    )


def progress(language: Language, rows: int) -> Block:
    """A file of many rows, read and being compared with the books."""
    text = language.say_n("Read {n} row, checking it…", "Read {n} rows, checking them…", rows)
    return message("", [paragraph(text)])


def checked(language: Language, rows: int) -> Block:
    """The same, compared with the books: what is left is to keep it until it is saved."""
    text = language.say_n("Checked {n} row, preparing the preview…", "Checked {n} rows, preparing the preview…", rows)
    return message("", [paragraph(text)])


def booking(language: Language, position: int, steps: int, *, undoing: bool = False) -> Block:
    """An import that is being saved, or taken back, in the background."""
    share = language.say("{n} of {all} entries", n=language.count(position), all=language.count(steps))
    saving, taking_back = language.say("Saving: {share}…", share=share), language.say("Undoing: {share}…", share=share)
    return message("", [paragraph(taking_back if undoing else saving)])


def not_now(language: Language) -> Block:
    return message("", [paragraph(language.say("Not imported. Nothing was saved."))])


def preview(language: Language, previews: Preview, sentences: Sequence[str] = ()) -> Block:
    """What saving the files would do, with the buttons that decide.

    ``sentences``: why a file cannot be read, one for each that cannot.
    """
    if len(previews.files) > 1:
        return _several(language, previews, sentences)
    only = previews.files[0]
    if only.plan is None:
        return _refused_file(only.file, sentences)
    return _one(language, previews, only, only.plan)


def unreadable(language: Language) -> str:
    """Something went wrong that is no fault of the file's."""
    return language.say("I couldn’t read this. Nothing was saved; send it again.")


def refused(sentence: str) -> Block:
    """Why nothing comes of it."""
    return message("", [paragraph(sentence)])


def _refused_file(file: str, sentences: Sequence[str]) -> Block:
    """A file that cannot be read, and what to do."""
    return message("", [paragraph(sentence, heading=file) for sentence in sentences])


def title(language: Language, plan: Plan, file: str = "") -> str:
    """``Meta · Acme: 1 – 31 Oct 2026``. ``file``: what a table that nobody knows is called by."""
    kind = import_words.kind(language, plan.reading.kind)
    is_platform = import_words.is_known(plan.reading.kind) or not file
    what = " · ".join(filter(None, (kind if is_platform else file, plan.reading.account)))
    return f"{what}: {language.period(plan.reading.period)}" if plan.reading.period else what


def _one(language: Language, previews: Preview, file: FilePreview, plan: Plan) -> Block:
    lines = import_lines.lines(language, plan)
    table = import_tables.sums(language, file, plan)
    notes = [
        *import_tables.without_conversions(language, file.effects),
        *import_tables.outside(language, file.outside),
        *_notes(language, plan, MOST_REFUSED),
    ]
    blocks = [header(title(language, plan, file.file)), lines_block(lines)]
    blocks += [table_block(table)] if table.rows else []
    blocks += [context(" · ".join(notes))] if notes else []
    return {"text": in_words(language, file, plan), "blocks": [*blocks, actions(_buttons(language, previews))]}


def in_words(language: Language, file: FilePreview, plan: Plan) -> str:
    """The preview of one file in words, exact to the cent, each campaign with its ROI line before and after."""
    lines = import_lines.lines(language, plan)
    rows = import_tables.in_words(language, file, plan)
    notes = _notes(language, plan, MOST_TOLD)
    parts = ["\n".join(f"{one.lead}{one.text}" for one in lines), *rows, *notes]
    return plain(title(language, plan, file.file), [paragraph(part) for part in parts])


def _notes(language: Language, plan: Plan, most: int) -> list[str]:
    """The small print: what the table is in, what was left out, what was refused and why."""
    left = import_words.left_out(language, plan.reading.left)
    return [
        *(
            [language.say("Amounts in {currency}, rounded", currency=_currencies(plan))]
            if import_tables.lines_of(plan)
            else []
        ),
        *_tax(language, plan),
        *_columns(language, plan),
        *([language.say("Left out: {what}", what=", ".join(left))] if left else []),
        *_hidden(language, plan.reading.hidden),
        *_refused(language, plan.reading.refused, most),
    ]


def _currencies(plan: Plan) -> str:
    """Of all sums: a file may hold several."""
    return ", ".join(one.currency for one in by_currency(plan.lines) or [plan.total])


def _hidden(language: Language, names: Sequence[str]) -> Iterator[str]:
    if names:
        named = words.cut(language, [shorten(one, 40) for one in names[:MOST_REFUSED]], len(names) - MOST_REFUSED)
        yield language.say_n(
            "Hidden sheet left out: {names}", "Hidden sheets left out: {names}", len(names), names=named
        )


def _columns(language: Language, plan: Plan) -> Iterator[str]:
    """Of a table that nobody knows: which column is read as what."""
    columns = plan.choices.columns or plan.reading.proposed
    if plan.reading.rows and columns:
        read = [
            f"{language.say(import_words.MEANINGS[one])} = {shorten(columns[one], 40)}"
            for one in COLUMNS
            if one in columns
        ]
        yield language.say("Columns: {columns}", columns=", ".join(read))


def _tax(language: Language, plan: Plan) -> Iterator[str]:
    if plan.choices.tax:
        yield language.say("{percent}% VAT taken off", percent=language.plain(f"{plan.choices.tax:f}"))


def _refused(language: Language, refused: Sequence[Refused], most: int) -> Iterator[str]:
    if not refused:
        return
    count = language.say_n("{n} row refused", "{n} rows refused", len(refused))
    named = [_row(language, one) for one in refused[:most]]
    yield f"{count}: {words.cut(language, named, len(refused) - most)}"


def _row(language: Language, one: Refused) -> str:
    return language.say("line {line}: {why}", line=one.line, why=import_words.wrong(language, one))


def _several(language: Language, previews: Preview, sentences: Sequence[str]) -> Block:
    """Several files: what each of them is and lacks, and one row of buttons for all."""
    unread = iter(sentences)
    parts = [
        _of_file(language, file, file.plan) if file.plan else paragraph(next(unread, ""), heading=file.file)
        for file in previews.files
    ]
    count = language.say_n("{n} file", "{n} files", len(previews.files))
    return message(count, parts, _buttons(language, previews) if previews.numbers else ())


def _of_file(language: Language, file: FilePreview, plan: Plan) -> Paragraph:
    lines = import_lines.lines(language, plan)
    text = "\n".join(f"{one.lead}{one.text}" for one in lines)
    return paragraph(text, heading=f"{file.file} · {title(language, plan)}")


def _buttons(language: Language, previews: Preview) -> list[Block]:
    """*Save* where all is decided; else the button of the first question is the one that stands out. Where there is
    nothing to save or to decide, the imports there are instead of *Not now*.
    """
    all_numbers = ",".join(map(str, previews.numbers))
    asking = any(file.plan and file.plan.undecided for file in previews.files)
    not_now = button(language.say("Not now"), "import_not_now", all_numbers)
    last = not_now if previews.ready or asking else button(language.say("All imports"), "imports", "-")
    return [*_deciding(language, previews, all_numbers), last]


def _deciding(language: Language, previews: Preview, all_numbers: str) -> Iterator[Block]:
    asking = [file for file in previews.files if file.plan and file.plan.undecided and file.record]
    for file in asking[:1]:
        if file.plan and file.record:
            label = decide(language, file.plan) if len(asking) == 1 else language.say("Decide")
            yield button(label, "import_change", f"{file.record.id} {all_numbers}", style="primary")
    if previews.ready and not asking:
        yield button(language.say("Save"), "import_save", ",".join(map(str, previews.ready)), style="primary")
    if not asking:
        first = next(file.record for file in previews.files if file.record)
        yield button(language.say("Change something"), "import_change", f"{first.id} {all_numbers}")


def decide(language: Language, plan: Plan) -> str:
    """The words of the button that opens the form where it is answered: of the one question, if there is but one."""
    if plan.undecided > 1:
        return language.say("Decide")
    if plan.asks:
        return language.say(import_words.DECIDE[plan.asks[0].ask])
    if results := import_results.decide(language, plan):
        return results
    if plan.unnamed:
        return language.say("Match the campaigns")
    return language.say("Replace it or keep both")
