"""A figure becomes a cell of an edition only with the tables that protect it."""

from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import record
from dashboard.catalogue.scope import Scope
from dashboard.disclosure import audit, control, edition_cells
from dashboard.disclosure.edition_cells import CELLS, EXACT_ONLY, Cell
from dashboard.disclosure.tables import Known
from dashboard.foundation.quarters import Quarter
from dashboard.snapshots import snapshot
from dashboard.snapshots.warehouse import Warehouse
from tests.builders import row_of

RULE = control.Rule(5, 10, 5, 50)


def known(cells):
    """An edition of 200 people in which 60 of 100 are counted in every cell."""
    rows = {}
    for id_, cell in cells.items():
        figure = FIGURES[id_]
        counted = {"value": 200.0} if figure.unit == "count" else {"n": 100, "k": 60, "value": 0.6}
        true = record(row_of(id_, unit=figure.unit, note="", **counted))
        rows[id_] = control.protected(cell, true, RULE, 0, is_authority=False)
    return Known(Quarter.named("2026-Q3").number, rows, RULE)


def test_a_new_cell_that_no_table_knows_of_is_not_published(monkeypatch):
    new = CELLS | {"mentor_wish_met_share": Cell("mentor_wish_met_share", "period")}
    monkeypatch.setattr(edition_cells, "CELLS", new)
    monkeypatch.setattr(audit, "CELLS", new)
    before = known(new)
    safe, unprotectable = audit.protect([], before)
    assert before.rows["mentor_wish_met_share"]["k"] == 60
    assert (safe["mentor_wish_met_share"]["k"], safe["mentor_wish_met_share"]["n"]) == (None, None)
    assert safe["mentor_wish_met_share"]["suppressed"]
    assert safe["criterion_completed"]["k"] == 60
    assert unprotectable == []


def test_what_is_exact_is_of_no_sensitive_figure_and_only_where_it_is_said():
    cells = CELLS | EXACT_ONLY
    exact = {id_ for id_, cell in cells.items() if cell.is_exact}
    assert exact and not any(FIGURES[id_].is_sensitive for id_ in exact)
    assert not Cell("gender_male_share").is_exact


def test_every_cell_is_of_a_population_whose_size_is_known(demo_data):
    warehouse = Warehouse(snapshot.current(demo_data))
    sizes = warehouse.query("population_sizes", **Scope().parameters())
    known = {*sizes["population"], "citizens"}  # citizens are people, and not counted by courses
    assert {cell.population for cell in (CELLS | EXACT_ONLY).values()} <= known
