"""What Forløb shows: its sections, each with one chart a unit, one sentence and one table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.catalogue.row import FigureRow
from dashboard.foundation import schema
from dashboard.foundation.words import text as _
from dashboard.wording import figure_words

MOST_NAMED = 3  # of many shares, the sentence names the largest


@dataclass(frozen=True)
class Section:
    """One heading; each panel is a list of figures drawn on one axis, in one chart."""

    name: str  # of the file it is downloaded as
    heading: str
    explanation: str
    panels: tuple[tuple[str, ...], ...]

    @property
    def is_breakdown(self) -> bool:
        """Whether the last of its charts is the shares of one whole."""
        return len(self.panels[-1]) >= MOST_NAMED

    @property
    def ids(self) -> list[str]:
        """All figures of the section."""
        return [id_ for panel in self.panels for id_ in panel]


def sections() -> list[Section]:
    """The page from top to bottom."""
    return [
        Section(
            "varighed", _("Hvor længe varer et forløb?"),
            _(
                "Forløb i gang tæller med i medianen; gennemsnittet af de afsluttede bliver for kort, "
                "fordi de længste endnu er i gang."
            ),
            (("duration_median_months", "duration_mean_closed_months"),),
        ),
        Section(
            "indsats", _("Hvor meget får borgeren?"),
            _("Afholdte kontakter, gennemsnit på tværs af forløb. 100 % svarer til de timer, kommunen har bevilget."),
            (("hours_per_week",), ("contacts_per_week",), ("delivered_of_granted_hours",)),
        ),
        Section(
            "hyppighed", _("Hvor ofte er der kontakt?"), _("Andel af forløb efter kontakter om ugen."),
            (tuple(f"contact_band_{code}" for code in ("0_1", "2_3", "4_5", "6_7")),),
        ),
        Section(
            "moeder", _("Hvornår mødes de, og kommer borgeren?"),
            _("Andel af et forløbs møder, gennemsnit på tværs af forløb."),
            (
                ("attendance_share",),
                tuple(f"contact_time_{code}" for code in ("morning", "midday", "evening")),
            ),
        ),
        Section(
            "emner", _("Hvad taler de om?"),
            _(
                "Emnets andel af et forløbs afholdte kontakter, hvor emnet er registreret; gennemsnit "
                "på tværs af forløb."
            ),
            (tuple(f"topic_{code}_share" for code in schema.TOPICS),),
        ),
        Section(
            "afslutning", _("Hvordan slutter forløbene?"), _(
                "Slutårsag; andel af forløb afsluttet i perioden. Løftet tæller også dem, der har "
                "gennemført faserne og derefter er sluttet af en anden årsag."
            ),
            (
                ("job_or_education_share",),
                tuple(f"exit_{code}_share" for code in schema.END_REASONS),
            ),
        ),
        Section(
            "foer", _("Før og ved start"), _("Forløb startet i perioden, hvor det er oplyst."),
            (
                ("months_on_benefit_before_mean",), ("days_referral_to_start_median",),
                ("goals_agreed_share", "mentor_wish_met_share"),
            ),
        ),
        Section(
            "alder", _("Hvor gamle er borgerne?"), _("Andel af forløb; alder ved start, hvor den er oplyst."),
            (tuple(f"age_{code}_share" for code in schema.AGE_BANDS),),
        ),
        Section(
            "koen", _("Køn"), _("Andel af forløb, hvor kønnet er oplyst."),
            (tuple(f"gender_{code}_share" for code in schema.GENDERS),),
        ),
        Section(
            "ydelse", _("Hvilken ydelse får borgerne?"), _("Andel af forløb; ydelse ved start."),
            (tuple(f"benefit_{code}_share" for code in schema.BENEFITS),),
        ),
        Section(
            "parathed", _("Hvordan er borgerne visiteret?"), _("Andel af forløb; jobcentrets visitation ved start."),
            (tuple(f"readiness_{code}_share" for code in schema.READINESS),),
        ),
    ]  # fmt: skip


def panels(section: Section, rows: Sequence[FigureRow]) -> Iterator[tuple[str, list[FigureRow]]]:
    """Unit and rows of each of the section's charts."""
    for panel in section.panels:
        inside = [row for row in rows if row.id in panel]
        yield inside[0].unit, inside


def sentence(section: Section, rows: Sequence[FigureRow]) -> str:
    """The section in a sentence or two: its figures, and of a breakdown the largest shares."""
    known = {row.id: row for row in rows if row.n != 0}
    if not known:
        return (
            "" if not any(row.is_measured for row in rows) else _("Ingen data i det valgte udsnit.")
        )
    *_others, last = section.panels
    valued = (known[id_] for id_ in last if id_ in known and known[id_].value is not None)
    parts = sorted(valued, key=lambda row: -row.amount)
    if not section.is_breakdown or not parts:
        return told(list(known.values()))
    largest = [row for row in parts if row.value and not figure_words.is_withheld(row)][:MOST_NAMED]
    named = "; ".join(figure_words.measured(row, is_part=True) for row in largest)
    most = (
        _("Hyppigst: {figures}.", figures=named)
        if named
        else _("For få til at sige, hvad der er hyppigst.")
    )
    rest = [row for row in known.values() if row not in parts]
    return " ".join(filter(None, (told(rest) if rest else "", most)))


def told(rows: Sequence[FigureRow]) -> str:
    """Each figure with its value, grounds and interval, a sentence each."""
    return " ".join(f"{figure_words.measured(row)}." for row in rows if row.is_measured)
