"""What a criterion's count consists of, and for how many it is measured."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.catalogue import criteria_figures
from dashboard.catalogue.row import FigureRow
from dashboard.charts.grammar import Record
from dashboard.foundation import words
from dashboard.foundation.words import number, plural
from dashboard.foundation.words import text as _
from dashboard.wording import judgements, progress_bases

UNMOVED = tuple(
    f"criterion_progress_{code}_share" for code in ("measured", "without_two_wheels", "near_top")
)
BASES = (
    *progress_bases.IDS,
    *(f"criterion_progress_ground_{ground}_share" for ground in criteria_figures.GROUNDS),
)
PARTS = {
    "completed": tuple(
        f"criterion_completed_by_{code}_share"
        for code in ("phases", "employment", "education", "flexjob", "other")
    ),
    "charged": (),
    "progress": (
        *(f"criterion_progress_by_{code}_share" for code in ("wheel", "event", "both")),
        *BASES,
        *UNMOVED,
    ),
}


def parts(name: str, rows: Sequence[FigureRow]) -> list[FigureRow]:
    """What the criterion was reached by; the other agreed reasons only where there are any."""
    return [
        row
        for row in rows
        if row.id in PARTS[name]
        and "_by_" in row.id
        and (row.k or row.id != "criterion_completed_by_other_share")
    ]


def bases(rows: Sequence[FigureRow], target: float) -> list[FigureRow]:
    """Both ways to judge progress beside the target that is agreed of it, and the grounds as they are."""
    judged = progress_bases.IDS[:2]
    return [
        replace(row, target=target) if row.id in judged else row for row in rows if row.id in BASES
    ]


def bar(main: FigureRow, rows: Sequence[FigureRow]) -> Record:
    """What the criterion was reached by and who did not, for flow_charts.stacked_counts in the inks of parts."""
    parts = [
        {
            "value": row.count,
            "label": _("{what} {k}", what=_part(row), k=number(row.count)),
            "tone": i,
        }
        for i, row in enumerate(row for row in rows if row.k)
    ]
    rest = main.size - sum(row.count for row in rows)
    left = {"value": rest, "label": _("ikke nået {k}", k=number(rest)), "tone": None}
    return {
        "name": main.label,
        "total_label": _("n = {n}", n=number(main.size)),
        "parts": [*parts, left],
    }


def sentence(bar_: Record) -> str:
    """The parts of the bar, for who cannot see it."""
    listed = words.listing([part["label"] for part in bar_["parts"]])
    return f"{bar_['name']}, {bar_['total_label']}: {listed}."


def _part(row: FigureRow) -> str:
    word = row.figure.values["what"]
    return _(word)


def unmeasured(rows: Sequence[FigureRow]) -> str:
    """How many nothing can be said about, and how they count."""
    found = {row.id: row for row in rows}
    measured = found["criterion_progress_measured_share"]
    unknown = measured.size - measured.count
    told = judgements.coverage(measured)
    if not unknown:
        return told
    return (
        told
        + " "
        + plural(
            "{n} er ikke målt og tæller som ikke rykket.",
            "{n} er ikke målt og tæller som ikke rykket.",
            unknown,
        )
    )
