"""The command for whoever keeps a register in spreadsheets: templates."""

from pathlib import Path

import click

from dashboard.cli.main import FOLDER, main, shared_options


@main.command()
@click.option("--out", type=FOLDER, required=True)
@shared_options
def templates(out: Path, data: Path | None) -> None:
    """Writes workbooks to fill in, and the same as CSV; prints the files."""
    from dashboard.ingest import templates as forms

    for path in forms.write(out):
        click.echo(path)
