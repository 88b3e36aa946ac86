"""The commands for links: new, list, revoke, rotate."""

from pathlib import Path
from typing import Any

import click

from dashboard.cli.main import main, shared_options
from dashboard.foundation.words import text as _


@main.group()
def link() -> None:
    """Read-only links for municipal partners."""


@link.command("new")
@click.argument("municipality", metavar="CODE")
@click.option("--days", type=click.IntRange(1, 180), default=90)
@click.option("--label", required=True, help="who it is for")
@click.option("--level", type=click.Choice(("public", "authority")), default="public")
@shared_options
@click.pass_obj
def link_new(default: Path, /, municipality: str, data: Path | None, **given: Any) -> None:
    """Makes a link and prints its address, this once."""
    from dashboard.access.partner_address import PartnerAddress
    from dashboard.access.register import opened
    from dashboard.foundation.journal import machines_user
    from dashboard.published import reference

    if municipality not in reference.municipalities():
        raise click.UsageError(reference.no_municipality(municipality))
    sent_from = PartnerAddress.from_environment()  # a link nobody can send is not made
    with opened(data or default) as register:
        made, token = register.new(municipality, by=machines_user(), **given)
    _hand_over(data or default, made, sent_from.of_link(token))


@link.command("list")
@shared_options
@click.pass_obj
def link_list(default: Path, data: Path | None) -> None:
    """Lists the links, newest first, with when and how often each was opened."""
    from dashboard.access.register import opened
    from dashboard.presenters import link_words, rows_as_text

    with opened(data or default) as register:
        rows = link_words.listing(register.all())
    click.echo(rows_as_text.lined_up(rows, link_words.COLUMNS), nl=False)


@link.command("revoke")
@click.argument("link_id", metavar="[ID]", required=False)
@click.option("--all", "is_all", is_flag=True, help="every link there is")
@shared_options
@click.pass_obj
def link_revoke(default: Path, link_id: str | None, is_all: bool, data: Path | None) -> None:
    """Takes a link back, at once and for good; prints which."""
    from dashboard.access.register import opened
    from dashboard.foundation.journal import machines_user

    if bool(link_id) == is_all:
        raise click.UsageError(_("Angiv et links id eller --all."))
    with opened(data or default) as register:
        if link_id:
            register.revoke(link_id, by=machines_user())
        revoked = [link_id] if link_id else register.revoke_all(by=machines_user())
    for found in revoked:
        click.echo(found)


@link.command("rotate")
@click.argument("link_id", metavar="ID")
@shared_options
@click.pass_obj
def link_rotate(default: Path, link_id: str, data: Path | None) -> None:
    """Takes a link back and prints the address of a new one to the same reader."""
    from dashboard.access.partner_address import PartnerAddress
    from dashboard.access.register import opened
    from dashboard.foundation.journal import machines_user

    sent_from = PartnerAddress.from_environment()
    with opened(data or default) as register:
        made, token = register.rotate(link_id, by=machines_user())
    _hand_over(data or default, made, sent_from.of_link(token))


def _hand_over(data: Path, made: Any, address: str) -> None:
    from dashboard.editions import writer
    from dashboard.presenters import link_words, report_status

    found = writer.newest(data, made.municipality, made.level)
    click.echo(address)
    click.echo(link_words.announcement(made, report_status.seen(found)), err=True)
