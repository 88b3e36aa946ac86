"""How far courses moved: the wheel, and the mean change in each domain and by each phase."""

from typing import Any

from dashboard.catalogue.row import FigureRow
from dashboard.charts import figure_charts, interval_charts, wheel_charts
from dashboard.charts.grammar import Ink, Spec
from dashboard.foundation import terms, words
from dashboard.foundation.words import capital, number
from dashboard.foundation.words import text as _
from dashboard.presenters.life_wheel.figure_ids import (
    DOMAINS,
    PHASES,
    Records,
    Rows,
    change_ids,
    level_ids,
    round_name,
)
from dashboard.presenters.life_wheel.moved import moved_parts
from dashboard.statistics import MIN_N_VERDICT
from dashboard.wording import figure_words


def wheel_pictures(rows: Rows, code: str, colours: Ink) -> list[Spec]:
    """The wheel, and beside it the change domain by domain; none of too few for a mean."""
    changes = interval_pictures(change_records(rows, code), colours)
    return [wheel_charts.wheel(wheel_records(rows, code), colours), *changes] if changes else []


def wheel_records(rows: Rows, code: str) -> Records:
    """The first wheel and that round's of the same courses, for wheel_charts.wheel."""
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


def change_records(rows: Rows, code: str) -> Records:
    """The change to that round, mean first, then each domain, for interval_charts.interval_rows."""
    names = [_("Gennemsnit"), *(capital(_(terms.DOMAINS[domain])) for domain in DOMAINS)]
    return [
        change_record(rows[id_], name) for id_, name in zip(change_ids(code), names, strict=True)
    ]


def phase_pictures(rows: Rows, colours: Ink) -> list[Spec]:
    """Who moved by each phase, and how far."""
    moved = figure_charts.stacked_answers(moved_parts(rows, PHASES), colours)
    return [moved, *interval_pictures(phase_records(rows), colours)]


def phase_records(rows: Rows) -> Records:
    """The mean change to each phase's wheel."""
    return [change_record(rows[change_ids(code)[0]], round_name(code)) for code in PHASES]


def phases(rows: Rows) -> str:
    """The mean change to each phase's wheel in words, and why they are not one line."""
    return (
        listed(phase_records(rows))
        + " "
        + _(
            "Hver fase er målt på sine egne forløb: de, der når længere, er ikke de samme som alle."
        )
    )


def changed(rows: Rows, code: str) -> str:
    """The change to that round in words: the mean with its interval, then every domain."""
    mean, *domains = (rows[id_] for id_ in change_ids(code))
    if not mean.is_judgeable:
        return _(
            "For få til et gennemsnit: {n} forløb har begge hjul. Under {least} vises kun, hvor mange "
            "der rykkede.",
            n=number(mean.size),
            least=number(MIN_N_VERDICT),
        )
    each = [
        f"{_(terms.DOMAINS[domain])} {_sign(row)}{number(row.amount, 1)}"
        for domain, row in zip(DOMAINS, domains, strict=True)
        if row.is_judgeable
    ]
    return _(
        "De samme forløb begge gange: {mean} i gennemsnit ({n}), 95 %-interval {interval}. "
        "Område for område, i point: {each}.",
        mean=signed(mean),
        n=figure_words.of_n(mean),
        interval=figure_words.interval(mean),
        each=words.listing(each),
    )


def interval_pictures(records: Records, colours: Ink) -> list[Spec]:
    """Changes with their intervals; an empty axis would be no picture."""
    if all(record["value"] is None for record in records):
        return []
    return [interval_charts.interval_rows(records, colours, "points")]


def change_record(row: FigureRow, name: str, further: str = "") -> dict[str, Any]:
    """A mean change as a row of a picture: no dot where there are too few for a mean."""
    listed = signed(row) if row.is_judgeable else _("for få til et gennemsnit")
    counted = further or figure_words.of_n(row)
    return {
        "label": name,
        "value_label": f"{listed} ({counted})",
        "marks": [],
        **figure_words.drawn(row),
    }


def signed(row: FigureRow) -> str:
    """+0,7 point: a change says which way it goes."""
    return _sign(row) + figure_words.value(row)


def _sign(row: FigureRow) -> str:
    """A plus, where it shows any change up; a minus is the number's own."""
    return "+" if row.amount > 0 and number(row.amount, 1) != number(0, 1) else ""


def listed(records: Records) -> str:
    """The rows of a picture in words."""
    if not records:
        return _("Ingen data med de valgte filtre.")
    return "; ".join(f"{record['label']}: {record['value_label']}" for record in records) + "."
