"""What every command shares: the group, --data, --lang, days, progress, and one sentence for a mistake."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click

from dashboard.foundation import days, words
from dashboard.foundation.errors import DashboardError, ExportRefused

FOLDER = click.Path(path_type=Path)
LANGUAGE = click.Choice(list(words.languages()))


class Day(click.ParamType[date]):
    """An ISO date."""

    name = "DATE"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        """Text to date, or click's own refusal (exit code 2)."""
        try:
            return days.read(value)
        except DashboardError as error:
            self.fail(str(error))


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


def shared_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--data and --lang before or after the command; after wins."""
    data = click.option("--data", type=FOLDER, default=None, help="where snapshots live")
    lang = click.option(
        "--lang", type=LANGUAGE, is_eager=True, expose_value=False, callback=_speak
    )  # before what is wrong is said
    return data(lang(command))


def _speak(_ctx: click.Context, _option: click.Parameter, code: str | None) -> None:
    if code:
        words.use(code)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--data", type=FOLDER, envvar="DASHBOARD_DATA", default=Path("data"))
@click.option("--lang", type=LANGUAGE, default=words.DEFAULT)
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
