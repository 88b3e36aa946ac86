"""The commands: python -m dashboard demo | check | publish | snapshots | rollback | figures."""

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
