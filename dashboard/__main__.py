"""The commands: python -m dashboard demo | check | publish | editions | snapshots | rollback |
erase | figures | link.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click

from dashboard import words
from dashboard.errors import DashboardError, ExportRefused
from dashboard.words import number
from dashboard.words import text as _

FOLDER = click.Path(path_type=Path)


class Day(click.ParamType[date]):
    """An ISO date."""

    name = "DATE"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        """Text to date, or click's own refusal (exit code 2)."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(_("”{value}” er ikke en dato; skriv den som 2026-09-30.", value=value))


class Commands(click.Group):
    """Turns a DashboardError into its one sentence on stderr and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command."""
        try:
            return super().invoke(ctx)
        except DashboardError as error:
            if isinstance(error, ExportRefused):
                click.echo(error.report, err=True)
            click.echo(str(error), err=True)
            return ctx.exit(1)


def data_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """--data before or after the command; after wins."""
    return click.option("--data", type=FOLDER, default=None, help="where snapshots live")(command)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--data", type=FOLDER, envvar="DASHBOARD_DATA", default=Path("data"))
@click.option("--lang", type=click.Choice(words.LANGUAGES), default="da")
@click.pass_context
def main(ctx: click.Context, data: Path, lang: str) -> None:
    """KeepGoing's outcomes dashboard on the command line."""
    words.use(lang)
    ctx.obj = data


@main.command()
@click.option("--out", type=FOLDER, required=True)
@click.option("--cases", type=click.IntRange(0))
@click.option("--seed", type=click.IntRange(0))
@click.option("--as-of", type=Day())
@data_option
def demo(out: Path, data: Path | None, **given: Any) -> None:
    """Writes invented exports, calibrated to the published figures of 2016."""
    from dashboard import demo as generator

    chosen = {key: value for key, value in given.items() if value is not None}
    with progress(chosen.get("cases", generator.DEFAULT_CASES), "demo") as step:
        rows = generator.write(out, **chosen, progress=step)
    click.echo(_counts(rows))


@main.command()
@click.argument("folder", type=FOLDER)
@click.option("--mapping", type=FOLDER)
@click.option("--faults", type=FOLDER)
@data_option
def check(folder: Path, mapping: Path | None, faults: Path | None, data: Path | None) -> None:
    """Validates exports: the faults, or one line of row counts."""
    from dashboard import refusal
    from dashboard.check import STEPS, explaining_full_disk
    from dashboard.check import check as check_export

    with (
        explaining_full_disk(),
        tempfile.TemporaryDirectory() as work,
        progress(STEPS, "check") as step,
    ):
        checked = check_export(folder, _mapping(mapping, folder), Path(work), step=lambda: step(1))
        _tell(checked, faults)
        refusal.raise_for(checked, quarantine=False)
        rows = checked.rows
        checked.con.close()
    click.echo(_counts(rows))


@main.command()
@click.argument("folder", type=FOLDER)
@click.option("--mapping", type=FOLDER)
@click.option("--quarantine", is_flag=True)
@click.option("--data-to", type=Day())
@click.option("--accept-change", is_flag=True)
@data_option
@click.pass_obj
def publish(default: Path, /, folder: Path, mapping: Path | None, data: Path | None,
            **given: Any) -> None:  # fmt: skip
    """Checks exports and makes them the current snapshot; prints its id."""
    from dashboard import method, verdicts
    from dashboard import publish as publisher

    with progress(publisher.STEPS, "publish") as step:
        snapshot, checked = publisher.publish(
            folder,
            data or default,
            _mapping(mapping, folder),
            step=lambda: step(1),
            tell=lambda sentence: click.echo(sentence, err=True),
            **given,
        )
    _tell(checked, None)
    if any(snapshot.quarantined.values()):
        click.echo(method.quarantine_sentence(snapshot), err=True)
    click.echo(snapshot.id)
    verdicts.issue(data or default, snapshot)
    for outcome in _write_editions(data or default, snapshot):
        if outcome.why:
            click.echo(_held(outcome), err=True)


@main.command()
@data_option
@click.pass_obj
def editions(default: Path, data: Path | None) -> None:
    """Writes the municipalities' reports again, where anything in them has changed."""
    from dashboard import snapshot

    for outcome in _write_editions(data or default, snapshot.current(data or default)):
        where = f"{outcome.municipality}  {outcome.quarter}  {outcome.level:9}"
        click.echo(f"{where}  {outcome.state:9}  v{outcome.version}  {outcome.report_code}")
        if outcome.why:
            click.echo(_held(outcome), err=True)


@main.command()
@data_option
@click.pass_obj
def snapshots(default: Path, data: Path | None) -> None:
    """Lists snapshots, newest first."""
    from dashboard import snapshot

    current = snapshot.current_id(data or default)
    for found in snapshot.all_of(data or default):
        click.echo(found.id + ("  current" if found.id == current else ""))


@main.command()
@click.argument("snapshot_id", metavar="ID")
@data_option
@click.pass_obj
def rollback(default: Path, snapshot_id: str, data: Path | None) -> None:
    """Makes an earlier snapshot the current one."""
    from dashboard import publish as publisher

    click.echo(publisher.rollback(data or default, snapshot_id).id)


@main.command()
@click.argument("citizen_id", metavar="[CITIZEN]", required=False)
@data_option
@click.pass_obj
def erase(default: Path, citizen_id: str | None, data: Path | None) -> None:
    """Removes earlier snapshots that hold a citizen, and who opened them; asks for the id."""
    from dashboard import erasure

    # asked for, unless given: what is typed on a command line stays in the shell's history
    asked = citizen_id or click.prompt(_("Borgerens id"), err=True)
    gone = erasure.erase(data or default, asked.strip())
    for sentence in erasure.told(gone):
        click.echo(sentence, err=True)
    click.echo("\n".join(gone.snapshots))


@main.command()
@click.option("--municipality", metavar="CODE")
@click.option("--programme")
@click.option("--from", "period_from", type=Day())
@click.option("--to", "period_to", type=Day())
@click.option("--format", "style", type=click.Choice(("table", "csv", "json")), default="table")
@data_option
@click.pass_obj
def figures(default: Path, /, style: str, data: Path | None, **scope: Any) -> None:
    """Prints every figure of the current snapshot, one row a figure and yardstick."""
    from dashboard import printing, snapshot
    from dashboard.figures import Scope
    from dashboard.figures import figures as compute
    from dashboard.warehouse import Warehouse

    try:
        chosen = Scope(**scope)
    except DashboardError as error:
        raise click.UsageError(str(error)) from None
    rows = compute(Warehouse(snapshot.current(data or default)), chosen)
    click.echo(printing.STYLES[style](rows), nl=False)


@main.group()
def link() -> None:
    """Read-only links for municipal partners."""


@link.command("new")
@click.argument("municipality", metavar="CODE")
@click.option("--days", type=click.IntRange(1, 180), default=90)
@click.option("--label", required=True, help="who it is for")
@click.option("--level", type=click.Choice(("public", "authority")), default="public")
@data_option
@click.pass_obj
def link_new(default: Path, /, municipality: str, data: Path | None, **given: Any) -> None:
    """Makes a link and prints its address, this once."""
    from dashboard import links, reference
    from dashboard.journal import machines_user

    if municipality not in reference.municipalities():
        raise click.UsageError(reference.no_municipality(municipality))
    links.origin()  # a link nobody can send is not made
    with _ledger(data or default) as book:
        made, token = book.new(municipality, by=machines_user(), **given)
    _hand_over(data or default, made, token)


@link.command("list")
@data_option
@click.pass_obj
def link_list(default: Path, data: Path | None) -> None:
    """Lists the links, newest first, with when and how often each was opened."""
    from dashboard import link_words, printing

    with _ledger(data or default) as book:
        rows = link_words.listing(book.all())
    click.echo(printing.lined_up(rows, link_words.COLUMNS), nl=False)


@link.command("revoke")
@click.argument("link_id", metavar="[ID]", required=False)
@click.option("--all", "is_all", is_flag=True, help="every link there is")
@data_option
@click.pass_obj
def link_revoke(default: Path, link_id: str | None, is_all: bool, data: Path | None) -> None:
    """Takes a link back, at once and for good; prints which."""
    from dashboard.journal import machines_user

    if bool(link_id) == is_all:
        raise click.UsageError(_("Angiv et links id eller --all."))
    with _ledger(data or default) as book:
        if link_id:
            book.revoke(link_id, by=machines_user())
        revoked = [link_id] if link_id else book.revoke_all(by=machines_user())
    for found in revoked:
        click.echo(found)


@link.command("rotate")
@click.argument("link_id", metavar="ID")
@data_option
@click.pass_obj
def link_rotate(default: Path, link_id: str, data: Path | None) -> None:
    """Takes a link back and prints the address of a new one to the same reader."""
    from dashboard import links
    from dashboard.journal import machines_user

    links.origin()
    with _ledger(data or default) as book:
        made, token = book.rotate(link_id, by=machines_user())
    _hand_over(data or default, made, token)


def _hand_over(data: Path, made: Any, token: str) -> None:
    from dashboard import edition, link_words, links

    found = edition.quarters(data / "editions", made.municipality, made.level)
    click.echo(links.address(token))
    click.echo(link_words.told(made, has_edition=bool(found)), err=True)


@contextmanager
def _ledger(data: Path) -> Iterator[Any]:
    from dashboard import ledger, links

    book = links.Ledger(ledger.address(data))
    try:
        with links.explaining_no_ledger():
            yield book
    finally:
        book.close()


def _write_editions(data: Path, snapshot: Any) -> Iterator[Any]:
    from dashboard import editions as writer

    with progress(writer.KEPT, "editions") as step:
        yield from writer.write(data, snapshot, step=lambda: step(1))
    _note_agreed(data, snapshot)


def _note_agreed(data: Path, snapshot: Any) -> None:
    from dashboard import disclosure
    from dashboard.journal import machines_user

    try:
        with _ledger(data) as book:
            book.note_agreed(disclosure.agreed(snapshot.settings), by=machines_user())
    except DashboardError as error:  # the reports are written all the same
        click.echo(error, err=True)


def _held(outcome: Any) -> str:
    from dashboard import link_words

    (sentence,) = link_words.held_back([outcome])
    return sentence


@contextmanager
def progress(length: int, label: str) -> Iterator[Callable[[int], None]]:
    """A progress bar on a terminal, nothing in a pipe."""
    with click.progressbar(
        length=length, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        yield bar.update


def _mapping(path: Path | None, folder: Path) -> Any:
    from dashboard import mapping

    own = folder / "mapping.toml"
    chosen = path or (own if own.exists() else None)
    return mapping.read(chosen) if chosen else mapping.Mapping()


def _tell(checked: Any, faults: Path | None) -> None:
    from dashboard import refusal

    for notice in checked.notices:
        click.echo(refusal.notice(notice, checked), err=True)
    if faults:
        refusal.write(checked, faults)


def _counts(rows: dict[str, int]) -> str:
    return ", ".join(f"{table} {number(count)}" for table, count in rows.items())


if __name__ == "__main__":
    main(prog_name="python -m dashboard")
