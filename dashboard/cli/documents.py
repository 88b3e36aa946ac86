"""The commands that write documents: the yearly report, a municipality's, and the workbook."""

import tempfile
from pathlib import Path
from typing import Any

import click

from dashboard.cli.main import FOLDER, Day, main, shared_options
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.words import text as _

FOREWORD = "forord.txt"  # in the data folder, the owner's own
LEVEL = click.Choice(("public", "authority"))


@main.group()
def report() -> None:
    """Reports as PDF."""


@report.command("annual")
@click.option("--year", type=click.IntRange(1990, 2999), required=True)
@click.option("--out", type=FOLDER, required=True)
@click.option(
    "--foreword", type=FOLDER, help="a text file; forord.txt in the data folder if not given"
)
@shared_options
@click.pass_obj
def annual(
    default: Path, /, year: int, out: Path, foreword: Path | None, data: Path | None
) -> None:
    """Writes the evaluation of a year."""
    from dashboard.figures import verdicts
    from dashboard.reports import annual as yearly
    from dashboard.reports.source import Source
    from dashboard.snapshots import snapshot
    from dashboard.snapshots.warehouse import Warehouse

    home = data or default
    words = _foreword(foreword or home / FOREWORD, is_asked_for=foreword is not None)
    source = Source(Warehouse(snapshot.current(home)), year, verdicts.issued(home))
    _save(out, yearly.written(source, words))


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
    from dashboard.reports import figure_book
    from dashboard.snapshots import snapshot
    from dashboard.snapshots.warehouse import Warehouse

    try:
        about = Scope(**scope)
    except DashboardError as error:
        raise click.UsageError(str(error)) from None
    _save(out, figure_book.written(Warehouse(snapshot.current(data or default)), about))


def _foreword(path: Path, *, is_asked_for: bool) -> list[str]:
    """The paragraphs of the owner's own words. DashboardError where they are asked for and cannot be read."""
    if not is_asked_for and not path.exists():
        return []
    try:
        told = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise DashboardError(
            _("Forordet {path} kan ikke læses; gem det som ren tekst (UTF-8).", path=path)
        ) from None
    paragraphs = (" ".join(each.split()) for each in told.replace("\r\n", "\n").split("\n\n"))
    return [each for each in paragraphs if each]


def _save(out: Path, content: bytes) -> None:
    """Writes a whole file or none."""
    try:
        with tempfile.TemporaryDirectory(dir=out.parent) as beside:
            draft = Path(beside) / out.name
            draft.write_bytes(content)
            draft.replace(out)
    except OSError:
        raise DashboardError(
            _("Der kan ikke skrives i {path}; vælg en anden fil med --out.", path=out)
        ) from None
    click.echo(out)
