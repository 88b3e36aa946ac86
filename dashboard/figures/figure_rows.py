"""The figure path: a scope in, one row a figure (and benchmark) out. Nothing else computes a share.

Pages, downloads and the command line all show these rows (contract section 3).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

import polars as pl

from dashboard.catalogue import comparison
from dashboard.catalogue.figure import Figure
from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.notes import Notes
from dashboard.catalogue.row import Estimate, FigureRow
from dashboard.catalogue.scope import Scope
from dashboard.figures import criteria, estimates, measured
from dashboard.figures.measured import Measured, lacking, needed
from dashboard.snapshots.warehouse import Warehouse

THRESHOLDS = tuple(tenths / 10 for tenths in range(2, 31))  # points on the wheel to look at
QUARTERLY = ("courses_open", "courses_started", "courses_closed")
BY_UNIT = (
    "life_wheel_change_mean", "life_wheel_moved_up", "life_wheel_moved_unchanged",
    "life_wheel_moved_down",
)  # fmt: skip


def figures(
    warehouse: Warehouse, scope: Scope, ids: Iterable[str] = tuple(FIGURES)
) -> list[FigureRow]:
    """The rows of the given figures in the catalogue's order.

    A figure with several benchmarks has a row for each, alike but for the comparison. Shares are 0..1,
    other values in the figure's unit; an id there is no figure of gives none.
    """
    asked = frozenset(ids)
    return _rows(Measured(warehouse, scope, sorted(asked)), asked)


def figures_by_municipality(
    warehouse: Warehouse, scope: Scope, ids: Iterable[str], codes: Sequence[str]
) -> dict[str, list[FigureRow]]:
    """The same rows `figures` gives when each municipality is the filter, from one run of each query."""
    asked = frozenset(ids)
    each = measured.of_each(warehouse, scope, sorted(asked), codes)
    return {code: _rows(found, asked) for code, found in zip(codes, each, strict=True)}


def figures_by_quarter(warehouse: Warehouse, scope: Scope, ids: Iterable[str]) -> list[FigureRow]:
    """Each figure for each whole quarter of the scope, oldest first, held against no benchmark.

    The rows `figures` gives when each quarter is its period, contacts from one query.
    """
    asked = frozenset(ids)
    each = list(measured.of_quarters(warehouse, scope, sorted(asked)))
    return [
        _row(figure, found) for id_, figure in FIGURES.items() if id_ in asked for found in each
    ]


def _rows(found: Measured, asked: Collection[str]) -> list[FigureRow]:
    return [
        row
        for id_, figure in FIGURES.items()
        if id_ in asked
        for row in comparison.compared(_row(figure, found))
    ]


def _row(figure: Figure, found: Measured) -> FigureRow:
    warehouse, scope = found.warehouse, found.scope
    missing = found.lacking(figure)
    estimate = _not_measured(figure, missing, warehouse) if missing else found.of(figure)
    notes = replace(estimate.notes, all_empty=_empty_columns(figure, warehouse, scope))
    row = _blank(figure, warehouse, scope).counted(replace(estimate, notes=notes))
    is_hidden = not missing and found.is_too_few_to_show(figure)
    return row.without_numbers() if is_hidden else row


def courses_by_quarter(warehouse: Warehouse, scope: Scope) -> list[FigureRow]:
    """The counts of courses for each whole quarter of the scope, oldest first.

    The same rows `figures` gives when each quarter is its period, from one query.
    """
    rows = []
    for quarter in warehouse.query("courses_by_quarter", **scope.parameters()).to_dicts():
        within = scope.within(quarter["period_from"], quarter["period_to"])
        for figure in (FIGURES[id_] for id_ in QUARTERLY):
            missing = lacking(figure, warehouse, within)
            estimate = (
                _not_measured(figure, missing, warehouse)
                if missing
                else Estimate(value=quarter[figure.id])
            )
            rows.append(_blank(figure, warehouse, within).counted(estimate))
    return rows


def criteria_by_quarter(warehouse: Warehouse, scope: Scope) -> list[FigureRow]:
    """Each criterion for each quarter from the first whose courses can be judged to the last.

    Counts and intervals as `figures` has them, n = 0 for a quarter nobody started in; no verdict,
    which is for agreed dates, and no status. None of a criterion that is not measured.
    """
    agreed = warehouse.snapshot.settings
    given = scope.parameters() | criteria.parameters(agreed)
    counts = warehouse.query("criteria", **given, first_only=False, by_quarter=True)
    rows = []
    for found in criteria.every_quarter(criteria.judged(counts, agreed)).to_dicts():
        within = scope.within(found["period_from"], found["period_to"])
        figure = FIGURES[f"criterion_{found['criterion']}"]
        if lacking(figure, warehouse, within):
            continue
        target = criteria.target(figure.criterion, agreed)
        share = replace(estimates.share(found["k"], found["n"]), target=target)
        rows.append(_blank(figure, warehouse, within).counted(share))
    return rows


def progress_by_threshold(warehouse: Warehouse, scope: Scope) -> list[FigureRow]:
    """criterion_progress as it would be at other thresholds on the wheel, lowest first.

    The threshold stands in the notes. None but the official row has a status; the verdicts are
    those of each threshold alone. None where the criterion is not measured.
    """
    if lacking(FIGURES["criterion_progress"], warehouse, scope):
        return []
    agreed = warehouse.snapshot.settings
    points = sorted({*THRESHOLDS, *agreed.thresholds})
    given = scope.parameters() | criteria.parameters(agreed) | {"thresholds": points}
    counts = warehouse.query("criteria", **given, first_only=False, by_quarter=False)
    target, figure = criteria.target("progress", agreed), FIGURES["criterion_progress"]
    blank = _blank(figure, warehouse, scope)
    return [
        replace(
            blank.counted(estimates.share(found["k"], found["n"])),
            target=target,
            target_verdict=criteria.verdict_at("progress", found, target)[0],
            notes=Notes(threshold_points=found["threshold"], open_after_h=found["count_open"]),
        )
        for found in counts.filter(criterion="progress").sort("threshold").to_dicts()
    ]


def wheels_by(warehouse: Warehouse, scope: Scope, unit: str) -> list[FigureRow]:
    """Who moved on the life wheel in each municipality, or each programme, that has a pair.

    unit: municipality or programme. The same rows `figures` gives when each is the filter, from
    one query; in the order of the codes.
    """
    agreed = criteria.parameters(warehouse.snapshot.settings)
    given = scope.parameters() | agreed | {"wanted": list(BY_UNIT), "unit": unit}
    found = warehouse.query("wheel_changes", **given)
    rows = []
    for code in found["unit"].unique(maintain_order=True):
        within = replace(scope, **{unit: code})
        own = {row["figure_id"]: row for row in found.filter(pl.col("unit") == code).to_dicts()}
        rows += [
            _blank(figure, warehouse, within).counted(estimates.estimated(figure, own[figure.id]))
            for figure in (FIGURES[id_] for id_ in BY_UNIT)
        ]
    return rows


def internship_by_item(warehouse: Warehouse, scope: Scope) -> list[FigureRow]:
    """The mean score of each item the internship questionnaires have, by the item's name.

    As internship_score_mean, over the questionnaires that scored the item; 1 to 4 of them are not shown,
    and nor is any item where so few answered at all.
    """
    whole = FIGURES["internship_score_mean"]
    (mean,) = figures(warehouse, scope, [whole.id])
    if not mean.is_measured or mean.suppressed:
        return []
    rows = []
    for found in warehouse.query("internship_items", **scope.parameters()).to_dicts():
        item = found["item"]
        figure = replace(whole, id=f"{whole.id}/{item}", label="{what}", values={"what": item})
        row = _blank(figure, warehouse, scope).counted(estimates.estimated(figure, found))
        is_hidden = found["n"] < measured.MIN_N_SHOWN
        rows.append(row.without_numbers() if is_hidden else row)
    return rows


def _blank(figure: Figure, warehouse: Warehouse, scope: Scope) -> FigureRow:
    snapshot = warehouse.snapshot
    return FigureRow(
        figure=figure,
        scope=scope,
        data_to=snapshot.data_to,
        snapshot_id=snapshot.id,
        settings_version=snapshot.manifest["settings_version"],
    )


def _not_measured(figure: Figure, missing: list[str], warehouse: Warehouse) -> Estimate:
    """A figure that cannot be counted: nought people, and nothing else."""
    agreed = warehouse.snapshot.settings
    target = criteria.target(figure.criterion, agreed) if figure.has_target else None
    return Estimate(n=0, target=target, notes=Notes(not_measured=tuple(missing)))


def _empty_columns(figure: Figure, warehouse: Warehouse, scope: Scope) -> tuple[str, ...]:
    delivered = warehouse.snapshot.delivered
    return tuple(
        name
        for need in delivered.unfilled(needed(figure, scope))
        for name in delivered.empty_columns(need)
    )
