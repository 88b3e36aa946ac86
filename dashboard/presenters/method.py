"""What Data og metode shows: the snapshot, its gaps, the agreements, definitions and sources."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from dashboard.catalogue.listing import FIGURES
from dashboard.foundation import schema, terms, words
from dashboard.foundation.settings import Settings
from dashboard.foundation.words import mark, number, percent
from dashboard.foundation.words import text as _
from dashboard.ingest.faults import RULES
from dashboard.ingest.notices import Notice
from dashboard.presenters import follow_up
from dashboard.published import reference
from dashboard.snapshots.snapshot import Snapshot
from dashboard.wording import share_words, sources

RESPONSE_RATES = [f"response_rate_{name}" for name in schema.INSTRUMENTS]
GROUPS = {
    "people": mark("Borgerne"),
    "courses": mark("Forløb"),
    "contacts": mark("Kontakter"),
    "outcomes": mark("Afslutninger"),
    "criteria": mark("De tre løfter"),
    "life_wheel": mark("Livshjulet"),
    "satisfaction": mark("Tilfredshed"),
    "coping": mark("Mestring"),
    "internship": mark("Praktik"),
    "quality": mark("Datakvalitet"),
}


def snapshot_facts(snapshot: Snapshot) -> list[dict[str, str]]:
    """What was published, when, from which files, by which programs."""
    manifest = snapshot.manifest
    files = [
        f"{name} ({digest[:8]}…)"
        for hashes in manifest["sources"].values()
        for name, digest in hashes.items()
    ]
    facts = {
        _("Øjebliksbillede"): snapshot.id,
        _("Data til"): words.day(snapshot.data_to),
        _("Udgivet"): words.day(words.local_day(snapshot.published_at)),
        _("Filer"): ", ".join(files[:6]) + (" …" if len(files) > 6 else ""),
        _("Software"): ", ".join(f"{k} {v}" for k, v in manifest["versions"].items()),
    }
    return [{"": key, " ": value} for key, value in facts.items()]


def quarantine_sentence(snapshot: Snapshot) -> str:
    """How many rows are missing from every figure, and why."""
    held_back = sum(snapshot.quarantined.values())
    if not held_back:
        return _("Alle rækker i udtrækket er med.")
    reasons = [
        f"{table} {column or ''}: {_(finding, limit=words.day(snapshot.data_to))} ({number(total)})"
        for table, column, rule, total in snapshot.manifest["quarantine_reasons"]
        for finding in [RULES[rule].finding]
    ]
    return _(
        "Rækker holdt tilbage, som ikke er med i noget tal: {n}. Årsag: {reasons}.",
        n=number(held_back),
        reasons="; ".join(reasons),
    )


def row_counts(snapshot: Snapshot) -> list[dict[str, str]]:
    """Published and held-back rows by table."""
    return [
        {
            _("Tabel"): table,
            _("Rækker"): number(rows),
            _("Holdt tilbage"): number(snapshot.quarantined[table]),
        }
        for table, rows in snapshot.rows.items()
    ]


def notices(snapshot: Snapshot) -> list[str]:
    """What the check noted when the snapshot was published."""
    return [
        Notice(**found | {"names": tuple(found.get("names", ()))}).said(words.day(snapshot.data_to))
        for found in snapshot.manifest["notices"]
    ]


def missing_cells(snapshot: Snapshot) -> list[dict[str, str]]:
    """Empty cells by table and column, where there are any."""
    return [
        {
            _("Tabel"): table,
            _("Kolonne"): column,
            _("Tomme"): number(missing),
            _("Andel"): share_words.share(missing / snapshot.rows[table]),
        }
        for table, columns in snapshot.manifest["missing"].items()
        for column, missing in columns.items()
        if missing
    ]


def agreed_on(values: Settings, data_to: date) -> str:
    """The day it was agreed; said to be so when that was after the day the data go to."""
    day = words.day(values.agreed_on)
    return day if values.agreed_on <= data_to else _("{day} (senere end datadatoen)", day=day)


def agreed(snapshot: Snapshot) -> list[dict[str, str]]:
    """The settings of the snapshot, with the date they were agreed."""
    values = snapshot.settings
    complete_to = values.charges_complete_to
    facts = {
        _("Aftalt den"): agreed_on(values, snapshot.data_to),
        _("Målene"): ", ".join(
            (
                _("gennemført mindst {target}", target=percent(values.target_completed)),
                _("tiltalt højst {target}", target=percent(values.target_charged)),
                _("rykket frem mindst {target}", target=percent(values.target_progress)),
            )
        ),
        _("Et forløb bedømmes efter"): _("{n} måneder", n=number(values.horizon_months)),
        _("Rykket frem på livshjulet"): _(
            "mindst {n} point i gennemsnit; opgøres på {basis}",
            n=number(values.wheel_threshold_points, 1),
            basis=terms.word(terms.PROGRESS_BASES, values.progress_basis),
        ),
        _("Vurderingsdatoer"): ", ".join(
            words.day_of_year(int(day[:2]), int(day[3:])) for day in values.verdict_dates
        ),
        _("Tiltaler er fuldt registreret til og med"): words.day(complete_to)
        if complete_to
        else _("ikke angivet; der regnes med den dag, data går til"),
        _("Et forløb i gang kræver opfølgning, når"): "; ".join(follow_up.rules(values).values()),
        _("Hvem der har åbnet et forløb, gemmes i"): _(
            "{n} måneder", n=number(values.retention_months)
        ),
        _("Kommunernes rapporter"): _(
            "lukkede grupper på mindst ti, hvert tal lidt upræcist (e = {least}–{most}); besluttet den {day}",
            least=number(min(values.budgets.values()), 1),
            most=number(max(values.budgets.values()), 1),
            day=words.day(values.report_decided_on),
        ),
        _("Version"): values.version,
    }
    return [{"": key, " ": value} for key, value in facts.items()]


def groups() -> dict[str, str]:
    """The groups of figures: code to words."""
    return {code: _(word) for code, word in GROUPS.items()}


def meanings(asked: str, group: str | None) -> list[dict[str, str]]:
    """What words and figures mean: those with each word that is asked for, of one group or of all.

    Asked for nothing, what any figure is read by.
    """
    if not asked.strip() and group is None:
        return sources.reading()
    figures = [
        {_("Ord"): figure.title(), _("Betydning"): figure.explanation(), "id": figure.id}
        for figure in FIGURES.values()
        if group in (None, figure.group)
    ]
    terms_ = [row | {"id": ""} for row in sources.reading()] if group is None else []
    wanted = asked.casefold().split()
    return [
        row
        for row in (*terms_, *figures)
        if all(word in " ".join(row.values()).casefold() for word in wanted)
    ]


def documents() -> list[dict[str, str]]:
    """The documents the published figures were read in, and how many figures each gave."""
    by_document: dict[tuple[str, str], list[Any]] = {}
    for figure in reference.figures().values():
        by_document.setdefault((figure.source, figure.source_title), []).append(figure)
    return [
        {
            _("Kort navn"): _(sources.DOCUMENTS[source]),
            _("Dokument"): title,
            _("År"): str(found[0].source_year or _("ikke angivet")),
            _("Tal"): number(len(found)),
        }
        for (source, title), found in by_document.items()
    ]


def discrepancies() -> Iterator[tuple[str, list[dict[str, str]]]]:
    """The known inconsistencies of each document."""
    for source, found in groupby(reference.discrepancies(), key=lambda entry: entry["source"]):
        yield (
            _(sources.DOCUMENTS[source]),
            [
                {
                    _("Hvad"): words.in_language(entry, "title"),
                    _("Forklaring"): words.in_language(entry, "text"),
                    _("Brug"): _("må ikke bruges") if entry["do_not_use"] else "",
                }
                for entry in found
            ],
        )
