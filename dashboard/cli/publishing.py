"""The commands that write: demo, check, publish, editions, snapshots, rollback, erase."""

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import click

from dashboard.cli.main import FOLDER, Day, main, progress, shared_options
from dashboard.foundation.schema import TABLES
from dashboard.foundation.words import number
from dashboard.foundation.words import text as _


@main.command()
@click.option("--out", type=FOLDER, required=True)
@click.option("--cases", type=click.IntRange(0))
@click.option("--seed", type=click.IntRange(0))
@click.option("--as-of", type=Day())
@click.option("--as", "form", type=click.Choice(("parquet", "spreadsheets")), default="parquet")
@shared_options
def demo(out: Path, data: Path | None, form: str, **given: Any) -> None:
    """Writes invented exports, calibrated to the published figures of 2016, or a firm's own spreadsheets."""
    from dashboard.demo import spreadsheets, writing

    chosen = {key: value for key, value in given.items() if value is not None}
    write = {"parquet": writing.write, "spreadsheets": spreadsheets.write}[form]
    with progress(chosen.get("cases", writing.DEFAULT_CASES), "demo") as step:
        rows = write(out, **chosen, progress=step)
    click.echo(_counts(rows))


@main.command()
@click.argument("folder", type=FOLDER)
@click.option("--mapping", type=FOLDER)
@click.option("--faults", type=FOLDER)
@shared_options
@click.pass_obj
def check(
    default: Path, folder: Path, mapping: Path | None, faults: Path | None, data: Path | None
) -> None:
    """Validates exports: the faults, or one line of row counts."""
    from dashboard.ingest import refusal
    from dashboard.ingest.check import STEPS, explaining_full_disk
    from dashboard.ingest.check import check as check_export
    from dashboard.snapshots import stored

    with (
        explaining_full_disk(),
        tempfile.TemporaryDirectory() as work,
        progress(STEPS, "check") as step,
    ):
        checked = check_export(
            folder, _recipe(mapping, folder), Path(work), published=stored.of(data or default),
            step=lambda: step(1),
        )  # fmt: skip
        _tell(checked, faults)
        refusal.raise_for(checked, quarantine=False)
        rows = checked.rows
        checked.con.close()
    click.echo(_counts(rows))


@main.command()
@click.argument("folder", type=FOLDER)
@click.option("--mapping", type=FOLDER)
@click.option("--quarantine", is_flag=True)
@click.option("--data-to", type=Day())
@click.option("--accept-change", is_flag=True)
@shared_options
@click.pass_obj
def publish(
    default: Path, /, folder: Path, mapping: Path | None, data: Path | None, **given: Any
) -> None:
    """Checks exports and makes them the current snapshot; prints its id, and what it changes."""
    from dashboard.figures import held_against, verdicts
    from dashboard.owner import intake
    from dashboard.presenters import publication
    from dashboard.snapshots import publish as publisher

    home = data or default
    before = held_against.standing(home)
    with progress(publisher.STEPS, "publish") as step:
        snapshot, _checked = publisher.publish(
            folder,
            home,
            _recipe(mapping, folder),
            step=lambda: step(1),
            tell=partial(click.echo, err=True),
            **given,
        )
    click.echo(snapshot.id)
    against = held_against.held_against(before, snapshot)
    click.echo(publication.screen(snapshot, against), err=True)
    intake.remove_old(home, datetime.now(UTC))
    verdicts.issue(home, snapshot)
    new = sum(outcome.state != "unchanged" for outcome in _reports(home, snapshot))
    click.echo(publication.reported(new), err=True)


@main.command()
@click.option("--revise", "revised", metavar="CODE", multiple=True)
@click.option("--new-secret", is_flag=True)
@shared_options
@click.pass_obj
def editions(default: Path, data: Path | None, revised: tuple[str, ...], new_secret: bool) -> None:
    """Writes the municipalities' reports, where anything in them has changed."""
    from dashboard.presenters import link_words
    from dashboard.published import reference
    from dashboard.snapshots import snapshot

    folder = data or default
    current = snapshot.current(folder)
    for code in revised:
        if code not in reference.municipalities():
            raise click.UsageError(_("Kommunekoden ”{code}” findes ikke.", code=code))
    for code in revised:
        _revise(folder, code, current)
    for outcome in _reports(folder, current, new_secret=new_secret):
        what = f"{outcome.municipality}  {outcome.quarter}  {outcome.state:9}  v{outcome.version}"
        click.echo(f"{what}  {outcome.report_code}  {link_words.level_name(outcome.level)}")


@main.command()
@shared_options
@click.pass_obj
def snapshots(default: Path, data: Path | None) -> None:
    """Lists snapshots, newest first."""
    from dashboard.snapshots import snapshot

    current = snapshot.current_id(data or default)
    for found in snapshot.all_of(data or default):
        click.echo(found.id + ("  current" if found.id == current else ""))


@main.command()
@click.argument("snapshot_id", metavar="ID")
@shared_options
@click.pass_obj
def rollback(default: Path, snapshot_id: str, data: Path | None) -> None:
    """Makes an earlier snapshot the current one."""
    from dashboard.snapshots import publish as publisher

    click.echo(publisher.rollback(data or default, snapshot_id).id)


@main.command()
@click.argument("citizen_id", metavar="[CITIZEN]", required=False)
@shared_options
@click.pass_obj
def erase(default: Path, citizen_id: str | None, data: Path | None) -> None:
    """Removes earlier snapshots that hold a citizen, and who opened them; asks for the id."""
    from dashboard.cli import waiting
    from dashboard.snapshots import erasure

    # asked for, unless given: what is typed on a command line stays in the shell's history
    asked = citizen_id or click.prompt(_("Borgerens id"), err=True)
    for sentence in waiting.erased(data or default, asked.strip()):
        click.echo(sentence, err=True)
    gone = erasure.erase(data or default, asked.strip())
    for sentence in erasure.told(gone):
        click.echo(sentence, err=True)
    click.echo("\n".join(gone.snapshots))


def _revise(data: Path, code: str, snapshot: Any) -> None:
    from dashboard.editions import revisions
    from dashboard.foundation.journal import machines_user
    from dashboard.presenters import report_status

    click.echo(report_status.revising(), err=True)
    revisions.order(data, code, machines_user())


def _reports(data: Path, snapshot: Any, *, new_secret: bool = False) -> Iterator[Any]:
    from dashboard.editions import publishing
    from dashboard.foundation.journal import machines_user

    tell = partial(click.echo, err=True)
    return publishing.issue(data, snapshot, by=machines_user(), new_secret=new_secret, tell=tell)


def _recipe(path: Path | None, folder: Path) -> Any:
    from dashboard.ingest import recipe, recipe_file

    chosen = path or recipe_file.beside(folder)
    return recipe_file.read(chosen) if chosen else recipe.Recipe()


def _tell(checked: Any, faults: Path | None) -> None:
    from dashboard.ingest import notices, refusal

    for notice in notices.gathered(checked.notices):
        click.echo(refusal.notice(notice, checked), err=True)
    if faults:
        refusal.write(checked, faults)


def _counts(rows: dict[str, int]) -> str:
    newer = {table.name for table in TABLES if table.is_newer}
    told = {table: count for table, count in rows.items() if count or table not in newer}
    return ", ".join(f"{table} {number(count)}" for table, count in told.items())
