"""How many moved up on the wheel, not, and down; and how many have two wheels at all."""

from dashboard.catalogue.row import FigureRow
from dashboard.charts.grammar import Record
from dashboard.figures.reliability import RETESTS_FOR_CHANCE
from dashboard.foundation.settings import Settings
from dashboard.foundation.words import mark, number
from dashboard.foundation.words import text as _
from dashboard.presenters.life_wheel.figure_ids import (
    BY_CHANCE,
    COVERAGE_IDS,
    MOVES,
    Rows,
    moved_ids,
)
from dashboard.wording import figure_words


def answer(rows: Rows, agreed: Settings) -> str:
    """How many moved up, not, and down; and how many would by chance alone."""
    up, unchanged, down = (rows[id_] for id_ in moved_ids())
    if not up.n:
        return _("Ingen forløb har to livshjul, der kan sammenlignes.")
    return " ".join(
        (
            _(
                "**{counted} forløb med to livshjul rykkede mindst {points} point op**{share}, {unchanged} "
                "flyttede sig mindre, og {down} rykkede mindst {points} point ned.",
                counted=figure_words.of_n(up),
                points=number(agreed.wheel_threshold_points, 1),
                share=_share(up),
                unchanged=number(unchanged.count),
                down=number(down.count),
            ),
            by_chance(rows[BY_CHANCE], agreed),
        )
    )


def is_drawn(rows: Rows) -> bool:
    """Whether so many have two wheels that a picture of them says something."""
    return rows[moved_ids()[0]].is_judgeable


def by_chance(row: FigureRow, agreed: Settings) -> str:
    """The share that would have moved had nobody changed, or what it takes to know."""
    if row.value is None and row.size >= RETESTS_FOR_CHANCE:  # all wavered alike
        return _("Selv uden reel ændring ville nogle rykke ved tilfældighed.")
    if row.value is None:
        return _(
            "Selv uden reel ændring ville nogle rykke ved tilfældighed; hvor mange, vides først, når mindst "
            "{needed} har udfyldt det første hjul to gange.",
            needed=number(RETESTS_FOR_CHANCE),
        )
    return _(
        "Havde ingen ændret sig, ville {share} ({interval}) alligevel rykke mindst {points} point op og lige så "
        "mange ned: så meget svinger hjulet af sig selv hos de {n}, der har udfyldt det første hjul to gange.",
        share=figure_words.value(row),
        interval=figure_words.interval(row),
        points=number(agreed.wheel_threshold_points, 1),
        n=number(row.size),
    )


def _share(row: FigureRow) -> str:
    """(38 %) with a space before it, or (40 %, lille antal); of fewer than ten none."""
    if not row.is_judgeable:
        return ""
    listed = figure_words.value(row)
    if figure_words.is_uncertain(row):
        listed = _("{value}, lille antal", value=listed)
    return f" ({listed})"


def coverage(rows: Rows) -> str:
    """How many of the courses started have two wheels, one, or none."""
    two, one, none = (rows[id_] for id_ in COVERAGE_IDS)
    if not two.n:
        return _("Ingen forløb er startet.")
    # one is of starts, the other of last wheels: the same courses only where no period parts them
    told = (
        mark(
            "Ændringen gælder dem, hvis sidste hjul er udfyldt i perioden. Af forløb startet i perioden har {two} "
            "to livshjul, der kan sammenlignes, {one} har kun ét, og {none} har intet."
        )
        if two.scope.period_from or two.scope.period_to
        else mark(
            "Af startede forløb har {two} to livshjul, der kan sammenlignes; kun de er med i ændringen. {one} "
            "har kun ét, og {none} har intet."
        )
    )
    return _(told, two=figure_words.grounds(two), one=number(one.count), none=number(none.count))


def bar(rows: Rows) -> Record:
    """Up, under the threshold and down as parts of a bar, for flow_charts.stacked_counts."""
    found = [rows[id_] for id_ in moved_ids()]
    return {
        "name": _("Forløb med to livshjul"),
        "total_label": _("n = {n}", n=number(found[0].size)),
        "parts": [
            {
                "value": row.count,
                "label": f"{_(word)} {number(row.count)}",
                "tone": tone,
            }
            for row, (word, tone) in zip(found, MOVES.values(), strict=True)
        ],
    }


def not_the_promise(agreed: Settings) -> str:
    """Why the third promise is another number."""
    return _(
        "Løftet om livshjulet er et andet tal: det tæller alle forløb startet for mindst {months} måneder siden, "
        "også dem uden to hjul, og {basis}.",
        months=number(agreed.horizon_months),
        basis=_("det bedømmes på hjulet alene")
        if agreed.progress_basis == "wheel"
        else _("en begivenhed kan erstatte hjulet"),
    )
