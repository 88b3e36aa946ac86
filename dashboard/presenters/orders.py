"""What Bestilling og match shows: what orders ask for, who was matched, and how it went."""

from collections.abc import Mapping

from dashboard.catalogue.flow_figures import OUTCOMES as WISH_OUTCOMES
from dashboard.catalogue.flow_figures import WISHES
from dashboard.catalogue.order_figures import GENDERS
from dashboard.catalogue.order_figures import OUTCOMES as NEED_OUTCOMES
from dashboard.catalogue.row import FigureRow
from dashboard.foundation import schema, terms, words
from dashboard.foundation.words import mark
from dashboard.foundation.words import text as _
from dashboard.presenters import differences
from dashboard.presenters.published import sheets
from dashboard.presenters.section import Cells, Section
from dashboard.published import reference
from dashboard.wording import figure_words, sources

MATCHING = tuple(
    f"{outcome}_wish_{each}"
    for outcome in WISH_OUTCOMES
    for each in (*(f"{wish}_share" for wish in WISHES), "gap")
)
GENDER = (
    *(f"chemistry_good_gender_{gender}_share" for gender in GENDERS),
    "chemistry_good_gender_gap",
)
BY_NEED = tuple(
    f"{outcome}_need_{need}_share" for outcome in NEED_OUTCOMES for need in schema.NEEDS
)
HEADINGS = {
    "completed": mark("Gennemført, eller videre til job eller uddannelse"),
    "job_or_education": mark("Sluttet med job, uddannelse eller fleksjob"),
    "withdrew": mark("Sluttet efter eget ønske"),
}


def sections() -> list[Section]:
    """What the orders say, above what came of it."""
    return [
        Section(
            "behov",
            _("Hvad siger bestillingen om borgeren?"),
            _(
                "Forløb startet i perioden, hvor det er oplyst; en borger kan have flere behov. "
                "Etnicitet står på skemaet, men læses ikke ind: intet tal bruger den, og den er en "
                "følsom oplysning."
            ),
            (
                ("order_complete_share",),
                tuple(f"need_{need}_share" for need in schema.NEEDS),
            ),
            is_breakdown=True,
        ),
        Section(
            "opgave",
            _("Hvad er mentorens opgave?"),
            _("De tre slags støtte fra KeepGoing 2016 s. 7.") + " " + _reform(),
            (tuple(f"mentor_task_{task}_share" for task in schema.MENTOR_TASKS),),
            is_breakdown=True,
        ),
    ]


def _reform() -> str:
    """What the reform's figure 5.1 says of the purposes, in the order of the tasks."""
    printed = [
        reference.figures()[f"khr_2014_fig51_with_{purpose}"]
        for purpose in ("holistic", "retention", "workplace")
    ]
    return _(
        "Evalueringen af reformen har tal for lignende formål: {shares} ({source}). Hvad de "
        "er andel af, er ikke oplyst.",
        shares=words.listing([sheets.amount(each) for each in printed]),
        source=sources.source(printed[0]),
    )


def ids() -> list[str]:
    """Every figure of the page."""
    return [
        *(id_ for section in sections() for id_ in section.ids),
        *BY_NEED, *MATCHING, "same_gender_share", *GENDER,
    ]  # fmt: skip


def need_table(figures: Mapping[str, FigureRow]) -> list[Cells]:
    """One line a need: how many courses with it came to each outcome, and how sure that is."""
    return [
        {_("Behov"): words.capital(_(word))}
        | {
            _(heading): figure_words.with_interval(figures[f"{outcome}_need_{need}_share"])
            for outcome, heading in HEADINGS.items()
        }
        for need, word in terms.NEEDS.items()
        if any(figures[f"{outcome}_need_{need}_share"].is_measured for outcome in HEADINGS)
    ]


def wish_table(figures: Mapping[str, FigureRow]) -> list[Cells]:
    """One line an outcome: where the wish for a mentor was met, and where it was not."""
    groups = (_("Ønske opfyldt"), _("Ikke opfyldt"))
    return [
        differences.line(figures[f"{outcome}_wish_gap"], figures, groups)
        for outcome in WISH_OUTCOMES
        if figures[f"{outcome}_wish_gap"].is_measured
    ]


def gender_table(figures: Mapping[str, FigureRow]) -> list[Cells]:
    """The chemistry with a mentor of the same gender, and with one of another."""
    groups = (_("Mentor af samme køn"), _("Af et andet køn"))
    return [differences.line(figures[GENDER[-1]], figures, groups)]
