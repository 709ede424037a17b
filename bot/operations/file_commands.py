"""The commands that write the books to files and take files in: `roibot export` and `roibot import`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from bot.clock import Clock
from bot.operations import exports, import_options, imports, program
from bot.operations.import_options import Decisions
from bot.reference import ecb

Team = Annotated[str, typer.Option(help="The workspace's id in Slack, as T0123456789.")]
Folder = Annotated[Path, typer.Option(help="The folder to write into.")]
LanguageCode = Annotated[str, typer.Option(help="The language of the workbook and of its numbers: en or pl.")]
Files = Annotated[list[Path], typer.Argument(help="Exports of ad platforms, analytics or a CRM.", exists=True)]
Saves = Annotated[bool, typer.Option("--yes", help="Save what is shown.")]
Channel = Annotated[str, typer.Option(help="The channel of all spend that names none, by its key.")]
Currency = Annotated[str, typer.Option(help="The currency of a file that names none.")]
DayFirst = Annotated[
    bool | None, typer.Option("--day-first/--month-first", help="How dates like 03/04/2026 are meant.")
]
Decimal = Annotated[str, typer.Option(help="The sign before decimals: , or .")]
Level = Annotated[str, typer.Option(help="account, campaign, ad_set or ad.")]
Micros = Annotated[bool | None, typer.Option("--micros/--whole-units", help="Whether amounts are in millionths.")]
Vat = Annotated[str, typer.Option(help="Percent of VAT in the amounts, which is taken off.")]
Campaigns = Annotated[list[str] | None, typer.Option(help="NAME=KEY: what the file calls so; NAME=+ makes a new one.")]
Goals = Annotated[list[str] | None, typer.Option(help="RESULT=KEY: the goal that a result counts for.")]
Stages = Annotated[list[str] | None, typer.Option(help="NAME=KEY: what the file calls a stage of deals.")]
Columns = Annotated[list[str] | None, typer.Option(help="MEANING=HEADER: day, spend, campaign, channel, …")]
SheetName = Annotated[str, typer.Option(help="Of a workbook with several, the sheet that is meant.")]
Lines = Annotated[str, typer.Option(help="Of a statement, the lines that are marketing costs: 3,5-9.")]
Days = Annotated[str, typer.Option(help="Of a file that names none: 2026-07-01..2026-07-31.")]
Year = Annotated[str, typer.Option(help="Of dates without one.")]
Newer = Annotated[bool, typer.Option("--newer", help="It is newer than what is there, whatever its date.")]
OneSource = Annotated[
    bool | None, typer.Option("--one-source/--both-sources", help="Of two sources that count for one goal.")
]
ReplacesEarlier = Annotated[
    bool | None, typer.Option("--replace/--keep-both", help="What becomes of earlier imports of the same days.")
]


def export(workspace: Team, out: Folder = Path(), language: LanguageCode = "en") -> None:
    """Write the entries, daily totals and report of a workspace as CSV and XLSX, with all that admins see."""
    loaded = program.load()
    database = program.migrated(loaded)
    try:
        written = exports.export(database, loaded, workspace, out, language, Clock().now())
        for line in exports.lines(written):
            typer.echo(line)
    finally:
        database.close()


def import_files(
    files: Files,
    workspace: Team,
    yes: Saves = False,
    channel: Channel = "",
    currency: Currency = "",
    day_first: DayFirst = None,
    decimal: Decimal = "",
    level: Level = "",
    micros: Micros = None,
    vat: Vat = "",
    campaign: Campaigns = None,
    goal: Goals = None,
    stage: Stages = None,
    column: Columns = None,
    sheet: SheetName = "",
    lines: Lines = "",
    days: Days = "",
    year: Year = "",
    newer: Newer = False,
    one_source: OneSource = None,
    replace_earlier: ReplacesEarlier = None,
) -> None:
    """Show what files of other programs would put on the books; with --yes save it."""
    texts = {"channel": channel, "currency": currency, "decimal": decimal, "level": level, "vat": vat}
    texts |= {"sheet": sheet, "lines": lines, "days": days, "year": year}
    pairs = {"campaign": campaign or [], "goal": goal or [], "stage": stage or [], "column": column or []}
    chosen = import_options.choices(texts, pairs, day_first=day_first, micros=micros)
    decided = Decisions(choices=chosen, replaces=replace_earlier, newer=newer, one_source=one_source)
    _bring_in(files, workspace, decided, saves=yes)


def _bring_in(files: Sequence[Path], team: str, decided: Decisions, *, saves: bool) -> None:
    loaded = program.load()
    database = program.migrated(loaded)
    try:
        importer = imports.operator(database, loaded, team, ecb.Shipped(), Clock())
        reasons = imports.run(importer, files, decided, saves=saves, say=typer.echo)
    finally:
        database.close()
    if reasons:
        typer.echo("\n".join(reasons), err=True)
        raise typer.Exit(1)
