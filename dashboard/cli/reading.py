"""The command that prints figures."""

from pathlib import Path
from typing import Any

import click

from dashboard.cli.main import Day, data_option, main
from dashboard.foundation.errors import DashboardError


@main.command()
@click.option("--municipality", metavar="CODE")
@click.option("--programme")
@click.option("--from", "period_from", type=Day())
@click.option("--to", "period_to", type=Day())
@click.option("--format", "style", type=click.Choice(("table", "csv", "json")), default="table")
@data_option
@click.pass_obj
def figures(default: Path, /, style: str, data: Path | None, **scope: Any) -> None:
    """Prints every figure of the current snapshot, one row a figure and benchmark."""
    from dashboard.catalogue.scope import Scope
    from dashboard.figures import figures as compute
    from dashboard.presenters import rows_as_text
    from dashboard.snapshots import snapshot
    from dashboard.snapshots.warehouse import Warehouse

    try:
        chosen = Scope(**scope)
    except DashboardError as error:
        raise click.UsageError(str(error)) from None
    rows = compute(Warehouse(snapshot.current(data or default)), chosen)
    click.echo(rows_as_text.STYLES[style](rows), nl=False)
