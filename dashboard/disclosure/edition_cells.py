"""What an edition holds, as data: its fixed tables, and how each cell may be shown.

A cell is one figure. Whether its count is protected, and from how few people, never depends on who
asks: there are no filters, and both levels hide the same cells.
"""

from dataclasses import dataclass
from typing import Literal

from dashboard.catalogue.listing import FIGURES
from dashboard.foundation import schema, terms

Window = Literal["period", "cohort"]  # the four quarters, or the eight whose starts are judged


@dataclass(frozen=True)
class Cell:
    """One figure of an edition.

    has_higher_k: about crime or health itself, so that more people must stand behind it. is_exact,
    is_n_exact: shown as it is to the responsible authority, or only what it is out of.
    is_group_disclosure_harmless: that it is everybody says nothing of anyone.
    """

    figure_id: str
    window: Window = "period"
    has_higher_k: bool = False
    is_exact: bool = False
    is_n_exact: bool = False
    is_group_disclosure_harmless: bool = False

    @property
    def population(self) -> str:
        """The row of queries/population_sizes.sql that says how many people it is about, or citizens."""
        figure = FIGURES[self.figure_id]
        if figure.population == "answered":
            return f"{figure.group}_{figure.respondent}"
        return "satisfaction_invited" if figure.population == "invited" else figure.population


def _people() -> list[Cell]:
    ids = ("courses_started", "courses_open", "courses_closed", "citizens")
    return [Cell(id_, is_exact=True) for id_ in ids]


def _criteria() -> list[Cell]:
    return [
        Cell("criterion_completed", "cohort", is_exact=True),
        Cell("criterion_charged", "cohort", has_higher_k=True, is_n_exact=True),
        Cell("criterion_progress", "cohort", has_higher_k=True, is_n_exact=True),
        Cell(MEASURED, "cohort", is_group_disclosure_harmless=True),
    ]


def _courses() -> list[Cell]:
    exact = ("hours_per_week", "contacts_per_week", "attendance_share", "job_or_education_share")
    return [
        *(Cell(id_, is_exact=True) for id_ in exact),
        Cell("non_employment_topic_share"),
        Cell("goals_agreed_share", is_n_exact=True),
        *(Cell(f"life_wheel_moved_{code}", has_higher_k=True) for code in WHEEL_MOVES),
    ]


def _answers() -> list[Cell]:
    asked = [
        f"satisfaction_{item}_{answer}"
        for item, answers in schema.SATISFACTION_ANSWERS.items()
        for answer in answers
    ]
    return [
        *map(Cell, (*asked, UNWANTED, CHEMISTRY)),
        *(
            Cell(f"coping_better_{respondent}{base}")
            for base in ("", "_of_all")
            for respondent in terms.RESPONDENTS
        ),
        Cell("response_rate_satisfaction"),
    ]


def _authority() -> list[Cell]:
    ids = [
        "duration_median_months", "delivered_of_granted_hours",
        *(f"contact_band_{code}" for code in terms.FREQUENCIES),
        *(f"contact_time_{code}" for code in terms.TIMES),
        *(f"exit_{reason}_share" for reason in schema.END_REASONS),
        *(id_ for id_, figure in FIGURES.items() if figure.query == "flow_counts"),
    ]  # fmt: skip
    return [Cell(id_, is_exact=True) for id_ in ids]


MEASURED = "criterion_progress_measured_share"
UNWANTED, CHEMISTRY = "mentor_unwanted_share", "chemistry_good_share"
WHEEL_MOVES = ("up", "unchanged", "down")


def _in_order(cells: list[Cell]) -> dict[str, Cell]:
    by_id = {cell.figure_id: cell for cell in cells}
    return {id_: by_id[id_] for id_ in FIGURES if id_ in by_id}


# at both levels, in the catalogue's order; and what only the responsible authority sees
CELLS = _in_order([*_people(), *_criteria(), *_courses(), *_answers()])
EXACT_ONLY = _in_order(_authority())
