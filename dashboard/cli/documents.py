"""The commands that write documents: the yearly report, a municipality's, and the workbook."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from dashboard.cli.main import FOLDER, Day, main, shared_options
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.words import text as _

MAGIC = b"%PDF"  # or as many letters of a workbook
LEVEL = click.Choice(("public", "authority"))


@main.group()
def report() -> None:
    """Reports as PDF."""


@report.command("annual")
@click.option("--year", type=click.IntRange(1990, 2999), required=True)
@click.option("--out", type=FOLDER, required=True)
@click.option(
    "--foreword",
    "asked_for",
    type=FOLDER,
    help="a text file; forord-YEAR.txt in the data folder if not given, foreword-YEAR.txt for --lang en",
)
@shared_options
@click.pass_obj
def annual(
    default: Path, /, year: int, out: Path, asked_for: Path | None, data: Path | None
) -> None:
    """Writes the evaluation of a year."""
    from dashboard.reports import making
    from dashboard.snapshots import snapshot
    from dashboard.snapshots.warehouse import Warehouse

    home = data or default
    _save(out, making.annual(home, Warehouse(snapshot.current(home)), year, asked_for))


@report.command("municipality")
@click.argument("code", metavar="CODE")
@click.option("--period", required=True, metavar="2026-Q3")
@click.option("--level", type=LEVEL, default="public")
@click.option("--out", type=FOLDER, required=True)
@shared_options
@click.pass_obj
def municipality(
    default: Path, /, code: str, period: str, level: str, out: Path, data: Path | None
) -> None:
    """Writes a municipality's report of a quarter, as its readers have it."""
    from dashboard.access.partner_address import PartnerAddress
    from dashboard.editions import edition
    from dashboard.foundation import words
    from dashboard.presenters import municipal_files, report_status
    from dashboard.published import reference

    if code not in reference.municipalities():
        raise click.UsageError(reference.no_municipality(code))
    editions = (data or default) / "editions"
    found = edition.read(editions, code, level, period)
    if found is None:
        raise DashboardError(report_status.no_report(code, edition.quarters(editions, code, level)))
    contact = PartnerAddress.from_environment().contact
    content, _type, _name = municipal_files.export(found, "rapport.pdf", words.language(), contact)
    _save(out, content)


@main.command()
@click.option("--out", type=FOLDER, required=True)
@click.option("--municipality", metavar="CODE")
@click.option("--programme")
@click.option("--from", "period_from", type=Day())
@click.option("--to", "period_to", type=Day())
@shared_options
@click.pass_obj
def export(default: Path, /, out: Path, data: Path | None, **scope: Any) -> None:
    """Writes every figure as an Excel workbook."""
    from dashboard.catalogue.scope import Scope
    from dashboard.reports import making
    from dashboard.snapshots import snapshot
    from dashboard.snapshots.warehouse import Warehouse

    try:
        about = Scope(**scope)
    except DashboardError as error:
        raise click.UsageError(str(error)) from None
    home = data or default
    _save(out, making.workbook(home, Warehouse(snapshot.current(home)), about))


@report.command("reopen")
@click.argument("code", metavar="CODE")
@shared_options
@click.pass_obj
def reopen(default: Path, /, code: str, data: Path | None) -> None:
    """Says whether a report's figures stand, and of each that does not, why."""
    from dashboard.reports import reopened

    told, lines = reopened.of_municipality(data or default, code)
    if told:
        click.echo(told)
        _print(lines)
        return
    found = reopened.reopened(data or default, code)
    click.echo(reopened.heading(found))
    click.echo(reopened.answer(found))
    _print(reopened.table(found))


def _print(lines: Sequence[dict[str, str]]) -> None:
    from dashboard.presenters import rows_as_text

    if lines:
        click.echo(rows_as_text.lined_up(lines, list(lines[0])), nl=False)


def _save(out: Path, content: bytes) -> None:
    """Writes a whole file or none, over nothing but an earlier one of its kind."""
    try:
        if out.exists() and not out.is_dir() and not _is_of_kind(out, content):
            raise DashboardError(
                _("{path} er en anden slags fil og røres ikke; vælg en anden med --out.", path=out)
            )
        with tempfile.TemporaryDirectory(dir=out.parent) as beside:
            draft = Path(beside) / out.name
            draft.write_bytes(content)
            draft.replace(out)
    except OSError:
        raise DashboardError(
            _("Der kan ikke skrives i {path}; vælg en anden fil med --out.", path=out)
        ) from None
    click.echo(out)


def _is_of_kind(path: Path, content: bytes) -> bool:
    """Whether it is an earlier file of the kind, or an empty one; a device or a pipe is not."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(MAGIC)) in (b"", content[: len(MAGIC)])
