"""The commands for whoever keeps a register in spreadsheets: templates, recipe."""

import tempfile
from pathlib import Path

import click

from dashboard.cli.main import FOLDER, main, shared_options
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.words import text as _


@main.command()
@click.option("--out", type=FOLDER, required=True)
@shared_options
def templates(out: Path, data: Path | None) -> None:
    """Writes workbooks to fill in, and the same as CSV; prints the files."""
    from dashboard.proposal import forms

    for path in forms.write(out):
        click.echo(path)


@main.command()
@click.argument("folder", type=FOLDER)
@click.option(
    "--out", type=FOLDER, help="the recipe's file; recipe.toml in the folder if not given"
)
@shared_options
def recipe(folder: Path, out: Path | None, data: Path | None) -> None:
    """Proposes how the files of a folder become tables; prints what was found."""
    from dashboard.ingest import staging
    from dashboard.proposal import proposing, writing

    if not folder.is_dir():
        raise DashboardError(_("Mappen {folder} findes ikke.", folder=folder))
    path = out or folder / "recipe.toml"
    if path.exists():
        raise DashboardError(
            _("{path} er der allerede og røres ikke; vælg en anden fil med --out.", path=path)
        )
    with tempfile.TemporaryDirectory() as work:
        con = staging.connect(Path(work))
        proposal = proposing.propose(folder, con)
        con.close()
    if not proposal.sources and not proposal.plain:
        raise DashboardError(
            _("Ingen af filerne i {folder} ligner forløb, kontakter eller svar.", folder=folder)
        )
    path.write_text(writing.text(proposal), encoding="utf-8")
    click.echo(writing.summary(proposal))
    click.echo(
        _("Skrevet i {path}. Se linjerne med ”?” igennem, og kør så check.", path=path), err=True
    )
