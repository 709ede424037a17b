"""The command line: ``roibot`` or ``python -m bot``. Exit status 0 done, 1 failed, 2 wrong usage."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, NoReturn

import structlog
import typer

from bot import logs, settings
from bot.app import create_office
from bot.clock import Clock, StoppedClock
from bot.http.health import Health, health_routes
from bot.http.server import create_server, living
from bot.http.serving import address
from bot.http.signature import Gate
from bot.jobs import refresh_rates
from bot.jobs.tick import tick
from bot.operations import backups, doctor, failures, file_commands, program, same_names, tampering
from bot.operations import manifest as manifests
from bot.operations.troubles import Troubles
from bot.reference import ecb
from bot.settings import SettingError
from bot.slack.transport import app_client
from bot.socket_mode import SocketMode
from storage import audit, mending, namesakes, schema
from storage import backups as copies
from storage import exchange as rate_book
from storage.database import Database

NEEDED_BY_THE_DEMO = ("bot.demo", "bot.playground", "jinja2", "markdown_it", "python_multipart")
"""What the container leaves out, and the modules of requirements/demo.txt."""

NOT_SLACKS = "SLACK_SIGNING_SECRET is not 32 hexadecimal digits, so it cannot be the one Slack shows for your app"

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)


def main() -> None:
    """Runs a command; what goes wrong is one clear line on standard error."""
    try:
        cli()
    except failures.EXPECTED as error:
        typer.echo(failures.line(error), err=True)
        raise SystemExit(1) from error


@cli.command()
def demo(
    keep: Annotated[Path | None, typer.Option(help="A folder to keep everything in, and to go on from.")] = None,
    port: Annotated[int, typer.Option(help="The port to begin looking for a free one.", min=1, max=65535)] = 3080,
    browser: Annotated[bool, typer.Option(help="Whether to open a browser.")] = True,
) -> None:
    """Try the bot without Slack: a workspace in the browser, with a sample year on the books."""
    if any(find_spec(name) is None for name in NEEDED_BY_THE_DEMO):
        raise SettingError("The demo is not part of this installation: clone the repository and type `make demo`.")
    # Imported here: serving Slack needs none of it.
    from bot.demo.run import run
    from bot.playground.start import create_playground

    manifest = manifests.for_address(manifests.EXAMPLE_ADDRESS, messages=True)
    run(create_playground, manifest, keep=keep, port=port, browser=browser, say=typer.echo)


@cli.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.", min=0, max=65535)] = 3000,
) -> None:
    """Answer Slack over HTTP, and tick."""
    stopping = program.stopping_on_signals()
    loaded = program.load("SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN")
    bot = program.tried_bot(loaded, stopping)
    with program.listening_places(loaded, host, port) as (at, aside):
        health = Health(bot.office)
        gate = Gate(loaded.signing_secret.get_secret_value())
        app = create_server(bot, gate, *program.life(bot, loaded), health=health if aside else None)
        if settings.odd_secret(loaded):
            structlog.get_logger().warning("signing_secret_odd", likely=NOT_SLACKS)
        _greet(f"ROI Bot listens on http://{address(host, port)}/slack/events")
        program.serve_places(bot, app, at, health, aside)


@cli.command()
def socket(
    host: Annotated[str, typer.Option(help="The address to tell of our health at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to tell of our health at.", min=0, max=65535)] = 3000,
) -> None:
    """Answer Slack through Socket Mode, without a public address, and tick."""
    stopping = program.stopping_on_signals()
    loaded = program.load("SLACK_APP_TOKEN", "SLACK_BOT_TOKEN")
    bot = program.tried_bot(loaded, stopping)
    mode = SocketMode(bot, loaded.app_token.get_secret_value(), app_client(loaded.api_url))
    mode.ask_for_address()
    with program.listening_places(loaded, host, port) as (at, aside):
        health = Health(bot.office, lambda: mode.connected)
        app = living(health_routes(health, full=not aside), *program.socket_life(mode, bot, loaded))
        _greet(f"ROI Bot listens through Socket Mode; its health is at http://{address(host, port)}/readyz")
        program.serve_places(bot, app, at, health, aside)


@cli.command("tick")
def tick_once(
    at: Annotated[str | None, typer.Option(help="The moment to do it for, as 2026-08-10T07:00:00Z.")] = None,
) -> None:
    """Do what is due now, or at a given moment, once, and exit; 1 where something failed for good."""
    stopping = program.stopping_on_signals()
    loaded, troubles = program.load("SLACK_BOT_TOKEN"), Troubles()
    office = create_office(loaded, program.migrated(loaded), StoppedClock(_moment(at)) if at else Clock(), stopping)
    try:
        sent = tick(replace(office, courier=replace(office.courier, ended=troubles)))
    finally:
        office.database.close()
        for line in troubles.lines:
            typer.echo(line, err=True)
    typer.echo(f"{sent} sent.")
    if troubles.final:
        raise typer.Exit(1)


@cli.command()
def migrate() -> None:
    """Bring the database to this version's schema."""
    loaded = program.load()
    database = Database(loaded.database_url, loaded.limits)
    typer.echo("The schema is now the newest." if schema.migrate(database) else "The schema was the newest already.")
    with database.reading() as connection:
        alike = namesakes.namesakes(connection)
    database.close()
    for same in alike:
        typer.echo(same_names.line(same))


@cli.command()
def check(
    mend: Annotated[bool, typer.Option("--mend", help="First put sums that do not agree together anew.")] = False,
) -> None:
    """Recompute the totals from the entries, follow the chain of their seals, and say whether the books balance."""
    database = program.migrated(program.load())
    report = _audited(database)
    if mend and report.mendable:
        report = _mended(database, report)
    database.close()
    wrong = tampering.differences(report)
    for line in (*wrong, *tampering.outcome(report, len(wrong))):
        typer.echo(line, err=True)
    if wrong:
        raise typer.Exit(1)
    typer.echo(f"The books balance: {report.entries} entries, {report.totals} totals.")
    for chain in report.chains:
        typer.echo(tampering.heading(chain))


def _mended(database: Database, report: audit.Audit) -> audit.Audit:
    """Says first what is wrong: of an entry altered where no seal holds it, those sums were the only witness."""
    for line in tampering.differences(report):
        typer.echo(f"Before: {line}", err=True)
    for team in mending.mend(database, report):
        typer.echo(f"{team}: its sums were put together anew from its entries.")
    return _audited(database)


def _audited(database: Database) -> audit.Audit:
    with database.reading() as connection:
        return audit.check(connection, ecb.Shipped())


@cli.command()
def backup(
    file: Annotated[Path, typer.Argument(help="The file to write.")],
    yes: Annotated[bool, typer.Option("--yes", help="Write in the place of what is there.")] = False,
) -> None:
    """Write a backup of an SQLite database, also while the bot runs; of PostgreSQL print the line that does."""
    url = Database(program.load().database_url).url
    if url.get_backend_name() != "sqlite":
        _by_its_own(backups.dump_line(url, file))
    typer.echo(backups.backed_up(file, copies.back_up(Path(str(url.database)), file, over=yes)))


@cli.command()
def restore(
    file: Annotated[Path, typer.Argument(help="What `backup` has written.")],
    yes: Annotated[bool, typer.Option("--yes", help="Put it in the place of what is there.")] = False,
) -> None:
    """Put a backup in the place of an SQLite database; of PostgreSQL print the line that does."""
    url = Database(program.load().database_url).url
    if url.get_backend_name() != "sqlite":
        _by_its_own(backups.restore_line(url, file))
    typer.echo(backups.restored(file, copies.restore(file, Path(str(url.database)), over=yes)))


def _by_its_own(line: str) -> NoReturn:
    """PostgreSQL comes with programs for it: prints the line, and ends as what was not done."""
    typer.echo("Nothing was done: PostgreSQL has programs of its own. Type this, it asks for a password:", err=True)
    typer.echo(line)
    raise typer.Exit(2)


cli.command()(file_commands.export)
cli.command("import")(file_commands.import_files)


@cli.command("doctor")
def examine() -> None:
    """Say what is wrong with this installation, and what to do about it."""
    logs.configure("ERROR")
    findings = list(doctor.findings(Clock()))
    for line in findings or ["Nothing is wrong."]:
        typer.echo(line)
    for line in doctor.remarks():
        typer.echo(line)
    raise typer.Exit(int(bool(findings)))


@cli.command()
def rates(
    file: Annotated[
        Path | None,
        typer.Argument(help="eurofxref-hist.zip, as downloaded, or the CSV in it; without it, it is downloaded."),
    ] = None,
) -> None:
    """Take in newer exchange rates of the European Central Bank, from its address or a file."""
    loaded, shipped = program.load(), ecb.Shipped()
    if file is None and not loaded.rates_url:
        raise SettingError("ROIBOT_RATES_URL is empty, so nothing is downloaded: name the file, or set the address.")
    content = refresh_rates.download(loaded.rates_url, Clock()) if file is None else file.read_bytes()
    newer = ecb.newer_in(content, shipped.last, loaded.rates_url if file is None else str(file))
    database = program.migrated(loaded)
    with database.writing() as connection:
        rate_book.publish(connection, newer)
    database.close()
    newest = max(newer, default=shipped.last)
    typer.echo(f"Exchange rates up to {newest} (days taken in: {len(newer)}).")


@cli.command()
def manifest(
    url: Annotated[str, typer.Option(help="The bot's public address, as https://roibot.your-company.com.")] = "",
    socket: Annotated[bool, typer.Option("--socket", help="For Socket Mode, which needs no address.")] = False,
    messages: Annotated[bool, typer.Option("--messages", help="People may write to the bot, and it answers.")] = False,
) -> None:
    """Print the Slack manifest with the address filled in."""
    if not socket and not url.startswith("https://"):
        raise typer.BadParameter("write it as https://…: Slack takes nothing else", param_hint="--url")
    text = manifests.for_socket_mode(messages=messages) if socket else manifests.for_address(url, messages=messages)
    typer.echo(text, nl=False)


def _greet(words: str) -> None:
    structlog.get_logger().info(words)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"“{text}” is no moment; write 2026-08-10T07:00:00Z", param_hint="--at") from error
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


if __name__ == "__main__":
    main()
