"""What the thirty projects of Empowerment were judged to live up to on 1 July 2015, as it was printed."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from dashboard.foundation import words
from dashboard.published import reference

REQUIREMENTS = ("1", "2", "3", "4")  # numbered as on page 128 of the document
Met = Literal["met", "partly", "not_met"]


@dataclass(frozen=True)
class Project:
    """One project: for whom, which minimum requirements it met, and how its intake followed the target."""

    name: str
    page: str
    group: Literal["youth", "adult"]
    requirements: dict[str, Met]
    target: Literal["over", "on", "nearly", "under", "far_under"]
    target_words_da: str  # as printed
    target_words_en: str
    reservation_da: str  # what was still missing, empty where nothing was said to be
    reservation_en: str

    def said(self, name: Literal["target_words", "reservation"]) -> str:
        """One of its texts in the session's language."""
        return words.in_language(vars(self), name)

    def with_requirement(self, code: Met) -> list[str]:
        """The numbers of the requirements that are met, partly met or not met."""
        return [number for number, found in self.requirements.items() if found == code]

    @property
    def meets_all(self) -> bool:
        """Whether it was printed to live up to every minimum requirement, if with a reservation."""
        return len(self.with_requirement("met")) == len(REQUIREMENTS)


@cache
def projects() -> dict[str, Project]:
    """The projects by name, in the order of the document."""
    return {row["project"]: _project(row) for row in reference.rows("empowerment_projects")}


def _project(row: dict[str, str]) -> Project:
    given = dict(row)
    requirements = {number: given.pop(f"requirement_{number}") for number in REQUIREMENTS}
    return Project(name=given.pop("project"), requirements=requirements, **given)  # type: ignore[arg-type]
