"""The commands that write the books to files and take files in: `roibot export` and `roibot import`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.clock import Clock
from bot.operations import exports, import_options, imports, program
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
    replace_earlier: ReplacesEarlier = None,
) -> None:
    """Show what files of other programs would put on the books; with --yes save it."""
    typed = {"channel": channel, "currency": currency, "decimal": decimal, "level": level, "tax": vat}
    decided = import_options.choices(typed, campaign or [], goal or [], day_first=day_first, micros=micros)
    loaded = program.load()
    database = program.migrated(loaded)
    try:
        importer = imports.operator(database, loaded, workspace, ecb.Shipped(), Clock())
        reasons = imports.run(importer, files, decided, replaces=replace_earlier, saves=yes, say=typer.echo)
    finally:
        database.close()
    if reasons:
        typer.echo("\n".join(reasons), err=True)
        raise typer.Exit(1)
