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
@click.option("--only", multiple=True, metavar="GROUP|FIGURE_ID", help="of these alone; repeated")
@click.option("--format", "style", type=click.Choice(("table", "csv", "json")), default="table")
@data_option
@click.pass_obj
def figures(
    default: Path, /, style: str, data: Path | None, only: tuple[str, ...], **scope: Any
) -> None:
    """Prints every figure of the current snapshot, with each of its benchmarks."""
    from dashboard.catalogue import listing
    from dashboard.catalogue.scope import Scope
    from dashboard.figures import figures as compute
    from dashboard.presenters import figures_on_terminal, rows_as_text
    from dashboard.snapshots import snapshot
    from dashboard.snapshots.warehouse import Warehouse

    try:
        about = Scope(**scope)
        ids = listing.chosen(only or listing.GROUPS)
    except DashboardError as error:
        raise click.UsageError(str(error)) from None
    current = snapshot.current(data or default)
    rows = compute(Warehouse(current), about, ids)
    as_text = {"csv": rows_as_text.as_csv, "json": rows_as_text.as_json}
    told = (
        as_text[style](rows) if style in as_text else figures_on_terminal.page(rows, current, about)
    )
    click.echo(told, nl=False)
