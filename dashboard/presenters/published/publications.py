"""Andre indsatser: the published systems one can choose, each with its sections, one at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.catalogue import benchmarks
from dashboard.catalogue.row import FigureRow
from dashboard.charts.grammar import Ink
from dashboard.foundation.words import mark, plural
from dashboard.foundation.words import text as _
from dashboard.presenters.published import (
    empowerment,
    empowerment_projects,
    kvik,
    reform,
    reports,
    sheets,
)
from dashboard.presenters.section import Cells, Section, by_id
from dashboard.wording import sources

Sections = Callable[[dict[str, FigureRow], Sequence[FigureRow], Ink], list[Section]]


@dataclass(frozen=True)
class Publication:
    """One published system: what it was, KeepGoing's figures beside it, and its sections."""

    what: str
    year: int | None  # that its figures describe; None where the document does not say
    figure_ids: tuple[str, ...]
    parts: Sections
    systems: tuple[str, ...]  # whose printed figures are all of it
    has_projects: bool = False  # which are shown one at a time

    def introduction(self, data_to: date) -> str:
        """What it was, and how old its figures are."""
        if self.year is None:
            return _(self.what)
        age = plural(
            "Tallene er {n} år gamle.", "Tallene er {n} år gamle.", data_to.year - self.year
        )
        return f"{_(self.what)} {age}"

    def sections(self, rows: Sequence[FigureRow], colours: Ink) -> list[Section]:
        """Its questions from top to bottom."""
        return self.parts(by_id(rows), rows, colours)

    def everything(self, rows: Sequence[FigureRow]) -> list[Cells]:
        """Every printed figure but those of one project alone."""
        found = sheets.of_system(*self.systems)
        if self.has_projects:
            found = [each for each in found if not empowerment_projects.is_of_project(each)]
        return sheets.table(found, by_id(rows))


def reading() -> str:
    """What the grades and the words of every part mean."""
    return " ".join(
        (
            sources.grades("ABC"),
            _(
                "”Beregnet” er regnet ud fra offentliggjorte antal. En sammenligning viser ikke effekt."
            ),
        )
    )


# a name is what stands in the address, and the same in both languages
PUBLICATIONS = {
    "Empowerment 2015": Publication(
        mark(
            "30 kommunale projekter for voksne og unge, der længe havde fået kontanthjælp, "
            "uddannelseshjælp eller ressourceforløbsydelse; status pr. 1. juli 2015."
        ),
        benchmarks.EMPOWERMENT, empowerment.figure_ids(), empowerment.sections, empowerment.SYSTEMS, has_projects=True,
    ),
    "KVIK 2013": Publication(
        mark(
            "Statens forsøgsprogram for kontanthjælpsmodtagere i matchgruppe 2 og 3; tre af 14 "
            "modelprojekter er beskrevet."
        ),
        benchmarks.KVIK, kvik.figure_ids(), kvik.sections, kvik.SYSTEMS,
    ),
    "Kontanthjælpsreformen 2014": Publication(
        mark("Evaluering af, hvordan kommunerne tog kontanthjælpsreformen i brug over for unge."),
        2014, (*reports.figure_ids(reports.REFORM), *reports.GROUP_SERVED), reform.reform, reports.REFORM,
    ),
    "Jobcenter Faxe": Publication(
        mark("Gennemgang af omkring 100 sager i matchgruppe 3; året er ikke kendt."),
        None, (*reports.figure_ids(reports.FAXE), *reports.GROUP_SERVED), reports.faxe, reports.FAXE,
    ),
    "Ny indsats – glæd dig": Publication(
        mark("11 projekter på kanten af arbejdsmarkedet, som Faxes rapport citerer."),
        benchmarks.NY_INDSATS, reports.figure_ids(reports.NY_INDSATS), reports.ny_indsats,
        reports.NY_INDSATS,
    ),
    "minvurdering.dk": Publication(
        mark("De værktøjer, andre indsatser målte fremgang med: minvurdering.dk og Hunter."),
        benchmarks.EMPOWERMENT, reports.COVERAGE, reports.tools, (),
    ),
    "SFI 2015": Publication(
        mark("Den nationale evaluering af mentorordningen og Det Kriminalpræventive Råds anbefaling."),
        benchmarks.SFI, reports.figure_ids(reports.NATIONAL), reports.national,
        reports.NATIONAL,
    ),
    "KeepGoing 2016": Publication(
        mark("KeepGoings egen evaluering fra 2016, hvor 8–10 borgere svarede."),
        benchmarks.KEEPGOING, reports.figure_ids(reports.OWN_REPORT), reports.own_report,
        reports.OWN_REPORT,
    ),
}  # fmt: skip
