"""What Data og metode shows: the snapshot, its gaps, the agreements, definitions and sources."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from dashboard.catalogue.figure import Figure
from dashboard.catalogue.listing import FIGURES
from dashboard.foundation import schema, terms, words
from dashboard.foundation.settings import Settings
from dashboard.foundation.words import mark, number, percent
from dashboard.foundation.words import text as _
from dashboard.ingest.faults import RULES
from dashboard.ingest.notices import Notice, gathered
from dashboard.presenters import follow_up
from dashboard.published import reference
from dashboard.snapshots.snapshot import Snapshot
from dashboard.wording import share_words, sources

PARTED = re.compile("(: | – )")  # the parts of a figure's name
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
EVERYDAY = {  # what else people call the figures of a group, or those whose ids begin so
    "people": mark("hvem kvinder mænd ydelse"),
    "courses": mark("længde varighed venter i gang"),
    "contacts": mark("samtaler samvær udeblivelse fremmøde"),
    "outcomes": mark("arbejde frafald stoppet færdig resultat"),
    "criteria": mark("løfte lovet succes kriminalitet"),
    "life_wheel": mark("fremgang tilbagegang bedre værre"),
    "life_wheel_moved_unchanged": mark("uændret stille ens"),
    "life_wheel_distribution_none": mark("uændret stille ens"),
    "satisfaction": mark("glad svar spørgeskema"),
    "coping": mark("klare sig udfordringer"),
    "internship": mark("arbejdsplads praktiksted"),
    "quality": mark("fejl huller mangler"),
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
        f"{_table(table)}{_of_column(column)}: {_(finding, limit=words.day(snapshot.data_to))} ({number(total)})"
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
            _("Tabel"): _table(table),
            _("Rækker"): number(rows),
            _("Holdt tilbage"): number(snapshot.quarantined[table]),
        }
        for table, rows in snapshot.rows.items()
    ]


def noticed(snapshot: Snapshot) -> list[Notice]:
    """What the check noted when the snapshot was published."""
    return [
        Notice(**each | {"names": tuple(each.get("names", ()))})
        for each in snapshot.manifest["notices"]
    ]


def notice(found: Notice, snapshot: Snapshot, *, is_asked: bool = True) -> str:
    """One of them in words, its table as people call it; is_asked: with what it asks of who keeps the lists."""
    told = (found.said if is_asked else found.fact)(words.day(snapshot.data_to))
    if not told.startswith(f"{found.table}: "):
        return told
    return f"{_table(found.table)}: {told.removeprefix(f'{found.table}: ')}"


def notices(snapshot: Snapshot, *, is_asked: bool = True) -> list[str]:
    """All of them in words, as notice has them."""
    return [notice(found, snapshot, is_asked=is_asked) for found in gathered(noticed(snapshot))]


def _table(name: str) -> str:
    return _named(terms.TABLES, name)


def _of_column(name: str | None) -> str:
    return f", {_named(terms.COLUMNS, name)}" if name else ""


def _named(known: dict[str, str], name: str) -> str:
    """Kontakter (contacts): in words, then as the export has it; what has no words stands as it is."""
    return f"{words.capital(_(known[name]))} ({name})" if name in known else name


def missing_cells(snapshot: Snapshot) -> list[dict[str, str]]:
    """Empty cells by table and column, where there are any."""
    return [
        {
            _("Tabel"): _table(table),
            _("Kolonne"): _named(terms.COLUMNS, column),
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
        else _("ikke angivet; datadatoen bruges"),
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
    code = _("Kode")
    figures = [
        ({_("Ord"): figure.title(), _("Betydning"): figure.explanation(), code: figure.id}, figure)
        for figure in FIGURES.values()
        if group in (None, figure.group)
    ]
    terms_ = [row | {code: ""} for row in sources.reading()] if group is None else []
    found = [
        *((row, row.values()) for row in terms_),
        *((row, (*row.values(), *_also_called(figure))) for row, figure in figures),
    ]
    wanted = asked.casefold().split()
    return [
        row for row, called in found if all(word in " ".join(called).casefold() for word in wanted)
    ]


def meanings_once(group: str) -> list[dict[str, str]]:
    """What the figures of a group mean, on paper: those that mean the same stand together."""
    named: dict[str, list[str]] = {}
    for figure in FIGURES.values():
        if figure.group == group:
            named.setdefault(figure.explanation(), []).append(figure.title())
    return [
        {_("Tal"): "; ".join(_together(names)), _("Betydning"): meaning}
        for meaning, names in named.items()
    ]


def _together(names: Sequence[str]) -> Iterator[str]:
    """Names of two parts ("Kontakt: møde"), what several have in common once; all others as they are."""
    parted = [[*PARTED.split(name, maxsplit=1), "", ""][:3] for name in names]
    firsts, lasts = ({(parts[i], parts[1]) for parts in parted} for i in (0, 2))
    common = 0 if len(firsts) <= len(lasts) else 2  # the one that fewer differ in
    shared: dict[tuple[str, str], list[str]] = {}
    for parts in parted:
        shared.setdefault((parts[common], parts[1]), []).append(parts[2 - common])
    for (same, sign), others in shared.items():
        listed = " · ".join(filter(None, others))
        yield f"{listed}{sign}{same}" if common else f"{same}{sign}{listed}"


def is_number(asked: str) -> bool:
    """Whether a number is asked for, which no word explains."""
    return asked.strip().replace(".", "").isdecimal()


def _also_called(figure: Figure) -> Iterator[str]:
    """What people call what a figure is about, and what it is held against."""
    yield _(GROUPS[figure.group])
    for begins, called in EVERYDAY.items():
        if begins == figure.group or figure.id.startswith(begins):
            yield _(called)
    for benchmark in figure.benchmarks:
        yield sources.short_name(benchmark)
        yield sources.benchmark_name(benchmark)


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
