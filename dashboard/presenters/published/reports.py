"""The shorter documents: Jobcenter Faxe, Ny indsats, the tools, SFI and DKR."""

from collections.abc import Sequence

from dashboard.catalogue.row import FigureRow
from dashboard.charts.grammar import Ink
from dashboard.charts.strips import Line
from dashboard.foundation.words import number, percent
from dashboard.foundation.words import text as _
from dashboard.presenters import comparisons, figure_lines
from dashboard.presenters.published import nearest, sheets
from dashboard.presenters.section import Section
from dashboard.published import computed, reference
from dashboard.published.reference import Published
from dashboard.wording import sources

REFORM = ("Kontanthjælpsreform 2014",)
FAXE = ("Faxe M3", "DR.dk", "KL", "Danske Kommuner", "Ugebrevet A4")
NY_INDSATS = ("Ny indsats glæd dig",)
NATIONAL = ("SFI 2015", "DKR", "Mentorordningen nationalt")
OWN_REPORT = ("KeepGoing",)
TOOL = "emp_2015_overall_tool_"
USED, CREATED = f"{TOOL}used", f"{TOOL}citizens"  # citizens
PROFILES = ("maaske_egnede", "fysisk_syge", "misbrugere", "diffust", "diagnose")
GROUP_SERVED = ("months_on_benefit_before_mean", "readiness_activity_ready_share")
COVERAGE = ("response_rate_life_wheel", "life_wheel_change_mean")


def printed(*figure_ids: str) -> list[Published]:
    """The published figures of these ids."""
    return [reference.figures()[id_] for id_ in figure_ids]


def _on_page(published: Published) -> tuple[float, str]:
    """A mark that says its page, where another page says something else."""
    told = _("{value} (s. {page})", value=sheets.amount(published), page=published.page)
    return published.printed_value, told


def faxe(own: dict[str, FigureRow], rows: Sequence[FigureRow], colours: Ink) -> list[Section]:
    """Who the people of match group 3 in Faxe were, and for how long."""
    return [
        _faxe_profiles(own),
        _faxe_durations(own),
    ]


def _faxe_profiles(own: dict[str, FigureRow]) -> Section:
    found = printed(*(f"faxe_m3_share_{name}" for name in PROFILES))
    other = reference.figures()["faxe_m3_share_maaske_egnede_p8"]
    return Section(
        "faxe-profiler",
        _("Hvem er i matchgruppe 3?"),
        says=_(
            "Profilerne overlapper og giver tilsammen {sum}, fordi en borger kan høre til flere. De bygger på "
            "omkring {n} sager. KeepGoing deler ikke borgerne op i profiler, så der er ingen tilsvarende.",
            sum=percent(computed.sum_of_shares(each.figure_id for each in found)),
            n=number(computed.total("faxe_m3_case_review_n")),
        ),
        table=sheets.table([*found, other], own),
        lines=[
            sheets.line(
                sheets.part(each), [_on_page(p) for p in (each, other) if p.group == each.group]
            )
            for each in found
        ],
        reservations=sources.doubts([each.figure_id for each in (*found, other)], "ABC"),
    )


def _faxe_durations(own: dict[str, FigureRow]) -> Section:
    found = printed(
        "faxe_m3_over_1_year_in_m3",
        "faxe_m3_one_to_two_years_in_m3",
        "faxe_m3_over_3_years_benefit",
        "faxe_m3_over_2_years_case",
        "faxe_m3_fysisk_long_course",
    )
    months, ready = (own[id_] for id_ in GROUP_SERVED)
    return Section(
        "faxe-varighed",
        _("Hvor længe – og hvad siger det om KeepGoings borgere?"),
        says=_(
            "I Faxe havde {share} fået kontanthjælp i over 3 år (s. 14) eller haft forløb på over 2 år (s. 15); "
            "rapporten skriver begge dele. Hos KeepGoing er tiden på ydelse før forløbet {months}, og {ready} "
            "er aktivitetsparate ved start. Målene er ikke de samme; de siger kun noget om, hvem indsatsen "
            "er for.",
            share=sheets.amount(reference.figures()["faxe_m3_over_3_years_benefit"]),
            months=sheets.own_value(months),
            ready=sheets.own_value(ready),
        ),
        table=sheets.table(found, own),
        lines=[sheets.line(sheets.label(each), [_on_page(each)]) for each in found],
        reservations=[
            _(
                "Faxe angiver andele over en grænse, KeepGoing et gennemsnit i måneder, så de kan ikke trækkes "
                "fra hinanden."
            ),
            *sources.doubts([each.figure_id for each in found], "ABC"),
        ],
    )


def ny_indsats(own: dict[str, FigureRow], rows: Sequence[FigureRow], colours: Ink) -> list[Section]:
    """The 23 % of Ny indsats beside KeepGoing's share in job or education."""
    against = comparisons.against(rows, NY_INDSATS)
    found = sheets.of_system(*NY_INDSATS)
    return [
        Section(
            "ny-indsats",
            _("Hvor mange kom i job eller uddannelse?"),
            says=_(
                "{printed} i {projects} projekter, n ikke oplyst. KeepGoing: {own} afsluttede forløb. {verdict}",
                printed=sheets.amount(reference.figures()["ny_indsats_glaed_dig_job_or_education"]),
                projects=number(computed.total("ny_indsats_glaed_dig_projects_n")),
                own=sheets.own_value(own["job_or_education_strict_share"]),
                verdict=" ".join(
                    sources.comparison(row.comparison) for row in against if row.comparison
                ),
            ),
            table=sheets.table(found, own),
            lines=figure_lines.lines(against, links={}, held="together"),
        )
    ]


def tools(own: dict[str, FigureRow], rows: Sequence[FigureRow], colours: Ink) -> list[Section]:
    """How much minvurdering.dk was used, beside how many life wheels are answered."""
    rate, wheels = (own[id_] for id_ in COVERAGE)
    found = [p for p in reference.figures().values() if p.measure.startswith("progress_tool_")]
    return [
        Section(
            "minvurdering",
            _("Blev værktøjerne brugt?"),
            says=_(
                "minvurdering.dk: {used} ud af {created} oprettede borgere havde brugt det (beregnet {share}). "
                "KeepGoing: {rate} udsendte livshjul er besvaret, og {pairs} forløb har to, der kan sammenlignes.",
                used=number(computed.total(USED)),
                created=number(computed.total(CREATED)),
                share=percent(computed.ratio(USED, CREATED)),
                rate=sheets.own_value(rate),
                pairs=number(wheels.n or 0),
            ),
            table=sheets.table(found, own),
            lines=_tools_used(rate),
            reservations=[
                _(
                    "Kun løst sammenligneligt: minvurdering.dk er borgerens eget og var taget i brug samme sommer; "
                    "livshjulet tages, når en fase begynder."
                ),
                _(
                    "Hunter blev brugt i KVIK-projektet i Esbjerg til at visitere og til rapporter om borgerens "
                    "fremgang. Der er ikke offentliggjort tal om brugen, så der er intet at sammenligne."
                ),
                *sources.doubts([each.figure_id for each in found], "ABC"),
            ],
        )
    ]


def _tools_used(rate: FigureRow) -> list[Line]:
    """KeepGoing's response rate of the life wheel, and what was printed of the other tools."""
    filled = reference.figures()[f"{TOOL}filled_75"]
    frederikshavn = reference.figures()["emp_2015_frederikshavn_dec15_tool_used"]
    of_created = computed.ratio(USED, CREATED)
    last_month = computed.ratio(f"{TOOL}used_last_month", USED)
    return [
        sheets.line(_("Livshjul: besvaret af udsendte (KeepGoing)"), [], rate),
        sheets.line(
            _("Har brugt minvurdering.dk, af oprettede"), [(of_created, _computed(of_created))]
        ),
        sheets.line(
            _("Har udfyldt mere end 75 %, af oprettede"),
            [(filled.printed_value, sheets.amount(filled))],
        ),
        sheets.line(
            _("Brugt den seneste måned, af dem der har brugt det"),
            [(last_month, _computed(last_month))],
        ),
        sheets.line(
            _("Har brugt det i Frederikshavn; hvad det er andel af, er ikke oplyst"),
            [(frederikshavn.printed_value, sheets.amount(frederikshavn))],
        ),
    ]


def _computed(share: float) -> str:
    return _("beregnet {share}", share=percent(share))


def national(own: dict[str, FigureRow], rows: Sequence[FigureRow], colours: Ink) -> list[Section]:
    """A pointer to where SFI and DKR are compared."""
    return [
        Section(
            "sfi",
            _("SFI 2015 og Det Kriminalpræventive Råd"),
            says=_("Tallene er sammenlignet på en side for sig."),
            pages=[("sammenligning", _("Sammenligning med SFI"))],
        )
    ]


def own_report(own: dict[str, FigureRow], rows: Sequence[FigureRow], colours: Ink) -> list[Section]:
    """What of KeepGoing's own report of 2016 may be used, and where it stands."""
    found = sheets.of_system(*OWN_REPORT)
    return [
        Section(
            "keepgoing-2016",
            _("KeepGoings egne tal fra 2016"),
            says=_(
                "{n} offentliggjorte tal; {unusable} må ikke bruges. Diagrammerne og vurderingerne står på hver "
                "sin side.",
                n=number(len(found)),
                unusable=number(sum(each.figure_id in sheets.UNUSABLE for each in found)),
            ),
            pages=[
                ("tilfredshed", _("Tilfredshed")),
                ("sammenligning", _("Sammenligning med SFI")),
            ],
            reservations=sources.doubts([each.figure_id for each in found], "A"),
        )
    ]


def figure_ids(systems: Sequence[str]) -> tuple[str, ...]:
    """KeepGoing's figures that the documents of these systems are put beside."""
    return nearest.figure_ids(each.figure_id for each in sheets.of_system(*systems))
