"""The command that prints figures."""

from pathlib import Path
from typing import Any

import click

from dashboard.cli.main import Day, main, shared_options
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.words import text as _


@main.command()
@click.option("--municipality", metavar="CODE")
@click.option("--programme")
@click.option("--from", "period_from", type=Day())
@click.option("--to", "period_to", type=Day())
@click.option("--only", multiple=True, metavar="GROUP|FIGURE_ID", help="of these alone; repeated")
@click.option("--list", "is_list", is_flag=True, help="which groups and figures there are")
@click.option("--snapshot", "snapshot_id", metavar="ID", help="an earlier one; see snapshots")
@click.option("--format", "style", type=click.Choice(("table", "csv", "json")), default="table")
@shared_options
@click.pass_obj
def figures(
    default: Path,
    /,
    style: str,
    data: Path | None,
    only: tuple[str, ...],
    *,
    is_list: bool,
    snapshot_id: str | None,
    **scope: Any,
) -> None:
    """Prints every figure of a snapshot, the current one if none is named, with each of its benchmarks."""
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
    if is_list and style != "table":
        raise click.UsageError(_("--list er en tabel; udelad --format."))
    if is_list:
        click.echo(figures_on_terminal.index(ids), nl=False)
        return
    found = snapshot.named(data or default, snapshot_id)
    rows = compute(Warehouse(found), about, ids)
    as_text = {"csv": rows_as_text.as_csv, "json": rows_as_text.as_json}
    told = (
        as_text[style](rows) if style in as_text else figures_on_terminal.page(rows, found, about)
    )
    click.echo(told, nl=False)
