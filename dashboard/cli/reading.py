"""The command that prints figures."""

from itertools import chain
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
@click.option(
    "--list",
    "is_list",
    is_flag=True,
    help="which groups and figures there are; with --only what they mean",
)
@click.option("--snapshot", "snapshot_id", metavar="ID", help="an earlier one; see snapshots")
@click.option(
    "--changed-since", metavar="CODE", help="those that are not what a report of that code says"
)
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
    changed_since: str | None,
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
        click.echo(figures_on_terminal.index(ids, with_meaning=bool(only)), nl=False)
        return
    found = snapshot.named(data or default, snapshot_id)
    asked = {about: ids}
    if changed_since:
        changed = _changed(data or default, changed_since, about, snapshot_id)
        asked = {part: here for part in changed if (here := [i for i in ids if i in changed[part]])}
        if not asked and style == "table":
            click.echo(_("Intet af tallene i rapporten er ændret."))
            return
    warehouse = Warehouse(found)
    parts = {part: compute(warehouse, part, here) for part, here in asked.items()}
    as_text = {"csv": rows_as_text.as_csv, "json": rows_as_text.as_json}
    pages = (
        [as_text[style](list(chain(*parts.values())))]
        if style in as_text
        else [figures_on_terminal.page(rows, found, part) for part, rows in parts.items()]
    )
    click.echo("\n".join(pages), nl=False)


def _changed(data: Path, code: str, about: Any, snapshot_id: str | None) -> dict[Any, set[str]]:
    """The figures of a report that are not what they were, by what they are about."""
    from dashboard.reports import reopened

    if not about.is_everything or snapshot_id:
        raise click.UsageError(
            _("--changed-since har rapportens eget omfang; udelad filtre og --snapshot.")
        )
    if reopened.of_municipality(data, code)[0]:
        raise DashboardError(
            _(
                "{code} er en kommunes rapport: brug ”python -m dashboard report reopen {code}”.",
                code=code,
            )
        )
    found: dict[Any, set[str]] = {}
    for change in reopened.reopened(data, code).changes:
        found.setdefault(change.scope, set()).add(change.figure_id)
    return found


@main.command()
@shared_options
@click.pass_obj
def verdicts(default: Path, /, data: Path | None) -> None:
    """Says how the three promises stand; exit code 3 when one has turned to the wrong side since last time."""
    from dashboard.figures import held_against
    from dashboard.presenters import publication
    from dashboard.snapshots import snapshot

    current = snapshot.current(data or default)
    against = held_against.held_against(next(snapshot.earlier(current), None), current)
    for sentence in publication.standing(against):
        click.echo(sentence)
    if turned := publication.turned_wrong(against):
        click.echo("\n".join(turned), err=True)
        raise click.exceptions.Exit(3)
