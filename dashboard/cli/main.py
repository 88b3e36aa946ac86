"""What every command shares: the group, --data, --lang, days, progress, and one sentence for a mistake."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click

from dashboard.foundation import words
from dashboard.foundation.errors import DashboardError, ExportRefused
from dashboard.foundation.words import text as _

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
@click.option("--lang", type=click.Choice(list(words.languages())), default=words.DEFAULT)
@click.pass_context
def main(ctx: click.Context, data: Path, lang: str) -> None:
    """KeepGoing's outcomes dashboard on the command line."""
    words.use(lang)
    ctx.obj = data


@contextmanager
def progress(length: int, label: str) -> Iterator[Callable[[int], None]]:
    """A progress bar on a terminal, nothing in a pipe."""
    with click.progressbar(
        length=length, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        yield bar.update


@contextmanager
def link_register(data: Path) -> Iterator[Any]:
    """The link register of a data folder, closed afterwards."""
    from dashboard.access import database
    from dashboard.access.register import LinkRegister, explaining_no_register

    register = LinkRegister(database.address(data))
    try:
        with explaining_no_register():
            yield register
    finally:
        register.close()
