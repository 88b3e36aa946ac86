"""How far courses moved: the wheel, and the mean change in each domain, by each phase and in each unit."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.catalogue.row import FigureRow
from dashboard.charts.strips import Line
from dashboard.foundation import terms
from dashboard.foundation.words import capital, number
from dashboard.foundation.words import text as _
from dashboard.presenters import figure_lines
from dashboard.presenters.life_wheel.figure_ids import (
    DOMAINS,
    PHASES,
    Records,
    Rows,
    change_ids,
    level_ids,
    moved_ids,
    round_name,
)
from dashboard.presenters.section import Section
from dashboard.statistics import MIN_N_VERDICT
from dashboard.wording import figure_words


def wheel_records(rows: Rows, code: str) -> Records:
    """The first wheel and that round's of the same courses, for wheel_charts.wheel; none of too few."""
    if not rows[change_ids(code)[0]].is_judgeable:
        return []
    ids = level_ids(code)
    firsts, laters = ids[: len(DOMAINS)], ids[len(DOMAINS) :]
    return [
        {
            "round": name,
            "domain": capital(_(terms.DOMAINS[domain])),
            "value": rows[id_].value if rows[id_].is_judgeable else None,
            "value_label": _from_to(rows[first], rows[later]),
        }
        for name, ends in ((_("Første hjul"), firsts), (round_name(code), laters))
        for domain, id_, first, later in zip(DOMAINS, ends, firsts, laters, strict=True)
    ]


def _from_to(first: FigureRow, later: FigureRow) -> str:
    if not first.is_judgeable:
        return ""
    return f"{number(first.amount, 1)} → {number(later.amount, 1)}"


def domains(rows: Rows, code: str) -> list[Line]:
    """The change to that round: the mean of all domains, then each of them."""
    names = [_("Gennemsnit"), *(capital(_(terms.DOMAINS[domain])) for domain in DOMAINS)]
    found = [
        replace(rows[id_], name=name) for id_, name in zip(change_ids(code), names, strict=True)
    ]
    return figure_lines.lines(found, links={})


def changed(rows: Rows, code: str) -> str:
    """How far the courses moved to that round on average, or that there are too few to say."""
    mean = rows[change_ids(code)[0]]
    if not mean.is_judgeable:
        return _(
            "For få til et gennemsnit: {n} forløb har begge hjul. Under {least} vises kun, hvor mange "
            "der rykkede.",
            n=number(mean.size),
            least=number(MIN_N_VERDICT),
        )
    return _(
        "De samme {n} forløb begge gange: {mean} i gennemsnit ({interval}).",
        n=number(mean.size),
        mean=figure_words.value(mean),
        interval=figure_words.interval(mean),
    )


def phases(rows: Rows) -> list[Line]:
    """The mean change to each phase's wheel, and how many moved up by it."""
    return with_moved(
        [(round_name(code), rows[change_ids(code)[0]], rows[moved_ids(code)[0]]) for code in PHASES]
    )


def by_phase(rows: Rows) -> Section:
    """The phases, and why they are not one line."""
    read = _(
        "Hver fase er målt på sine egne forløb: de, der når længere, er ikke de samme som alle."
    )
    return Section("faser", _("Fase for fase"), read, lines=phases(rows))


def with_moved(found: Sequence[tuple[str, FigureRow, FigureRow]]) -> list[Line]:
    """A line each: name, mean change, and who moved up; no mean where there are too few for one."""
    changes = [replace(change, name=name) for name, change, _up in found]
    told = [
        _("{mean} ({k} ud af {n} op)", mean=_mean(change), k=number(up.count), n=number(up.size))
        if up.n
        else _("ingen data")
        for _name, change, up in found
    ]
    lines = figure_lines.lines(changes, links={})
    return [replace(line, told=words) for line, words in zip(lines, told, strict=True)]


def _mean(row: FigureRow) -> str:
    return figure_words.value(row) if row.is_judgeable else _("for få til et gennemsnit")
