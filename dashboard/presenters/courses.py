"""What Forløb shows: its sections, each with one chart a unit, one sentence and one table."""

from dashboard.foundation import schema
from dashboard.foundation.words import mark
from dashboard.foundation.words import text as _
from dashboard.presenters.section import Section

PARTS = {
    "indsats": mark("Hvad får de?"),
    "kontakt": mark("Hvordan er kontakten?"),
    "afslutning": mark("Hvordan slutter det?"),
    "borgere": mark("Hvem er de?"),
}


def sections() -> list[Section]:
    """All of them, in the order of the page."""
    return [section for part in PARTS for line in lines(part) for section in line]


def parts() -> dict[str, str]:
    """The page's questions: code to words."""
    return {code: _(question) for code, question in PARTS.items()}


def lines(part: str) -> list[list[Section]]:
    """One question's sections from top to bottom; those of a line stand beside each other."""
    often, when, how, about = _contacts()
    age, gender, benefit, readiness = _citizens()
    return {
        "indsats": [*([section] for section in _delivered()), [often]],
        "kontakt": [[when], [how], [about]],
        "afslutning": [[_ends()], [_retention()]],
        "borgere": [_before(), [age], [benefit], [gender, readiness]],
    }[part]


def _delivered() -> list[Section]:
    """What citizens get: how long and how much."""
    return [
        Section(
            "varighed",
            _("Hvor længe varer et forløb?"),
            _(
                "Forløb i gang tæller med i medianen; gennemsnittet af de afsluttede bliver for kort, "
                "fordi de længste endnu er i gang."
            ),
            (("duration_median_months", "duration_mean_closed_months"),),
        ),
        Section(
            "indsats",
            _("Hvor meget får borgeren?"),
            _(
                "Afholdte kontakter, gennemsnit på tværs af forløb. 100 % svarer til de timer, kommunen har bevilget."
            ),
            (("hours_per_week",), ("contacts_per_week",), ("delivered_of_granted_hours",)),
        ),
    ]


def _contacts() -> list[Section]:
    """How often, when, by which channel and about what."""
    return [
        Section(
            "hyppighed",
            _("Hvor ofte er der kontakt?"),
            _("Andel af forløb fordelt efter kontakter om ugen."),
            (tuple(f"contact_band_{code}" for code in ("0_1", "2_3", "4_5", "6_7")),),
            is_breakdown=True,
        ),
        Section(
            "moeder",
            _("Hvornår mødes de, og kommer borgeren?"),
            _("Andel af et forløbs møder, gennemsnit på tværs af forløb."),
            (
                ("attendance_share", "contact_weekend_share"),
                tuple(f"contact_time_{code}" for code in ("morning", "midday", "evening")),
            ),
            is_breakdown=True,
        ),
        Section(
            "kanaler",
            _("Hvordan har de kontakt?"),
            _("Andel af et forløbs afholdte kontakter, gennemsnit på tværs af forløb."),
            (
                ("contact_written_share",),
                tuple(f"contact_channel_{code}_share" for code in schema.CHANNELS),
            ),
            is_breakdown=True,
        ),
        Section(
            "emner",
            _("Hvad taler de om?"),
            _(
                "Emnets andel af et forløbs afholdte kontakter, hvor emnet er registreret; gennemsnit "
                "på tværs af forløb."
            ),
            (tuple(f"topic_{code}_share" for code in schema.TOPICS),),
            is_breakdown=True,
        ),
    ]


def _ends() -> Section:
    return Section(
        "afslutning",
        _("Hvordan slutter forløbene?"),
        _(
            "Slutårsag; andel af forløb afsluttet i perioden. Løftet tæller også dem, der har "
            "gennemført faserne og derefter er sluttet af en anden årsag."
        ),
        (
            ("job_or_education_share", "job_or_education_strict_share"),
            tuple(f"exit_{code}_share" for code in schema.END_REASONS),
        ),
        is_breakdown=True,
    )


def _retention() -> Section:
    return Section(
        "fastholdelse",
        _("Holder job og uddannelse?"),
        _("Forløb sluttet med job, uddannelse eller fleksjob for mindst så længe siden."),
        (
            ("retained_3_months_share", "retained_6_months_share"),
            ("retained_3_months_known_share", "retained_6_months_known_share"),
        ),
    )


def _before() -> list[Section]:
    """What goes before a course, and how it begins."""
    return [
        Section(
            "foer",
            _("Før og ved start"),
            _("Forløb startet i perioden, hvor det er oplyst."),
            (
                ("months_on_benefit_before_mean",),
                ("days_referral_to_start_median", "days_to_first_contact_median"),
                (
                    "first_contact_within_7_days_share",
                    "goals_agreed_share",
                    "roles_agreed_share",
                    "mentor_wish_met_share",
                ),
            ),
        ),
    ]


def _citizens() -> list[Section]:
    """Who the citizens are when a course starts."""
    return [
        Section(
            "alder",
            _("Hvor gamle er borgerne?"),
            _("Andel af forløb; alder ved start, hvor den er oplyst."),
            (tuple(f"age_{code}_share" for code in schema.AGE_BANDS),),
            is_breakdown=True,
            are_bars=True,
        ),
        Section(
            "koen",
            _("Køn"),
            _("Andel af forløb, hvor kønnet er oplyst."),
            (tuple(f"gender_{code}_share" for code in schema.GENDERS),),
            is_breakdown=True,
            are_bars=True,
        ),
        Section(
            "ydelse",
            _("Hvilken ydelse får borgerne?"),
            _("Andel af forløb; ydelse ved start."),
            (tuple(f"benefit_{code}_share" for code in schema.BENEFITS),),
            is_breakdown=True,
            are_bars=True,
        ),
        Section(
            "parathed",
            _("Hvordan er borgerne visiteret?"),
            _("Andel af forløb; jobcentrets visitation ved start."),
            (tuple(f"readiness_{code}_share" for code in schema.READINESS),),
            is_breakdown=True,
            are_bars=True,
        ),
    ]
