"""The shorter documents: the reform of 2014, Jobcenter Faxe, Ny indsats, the tools, SFI and DKR."""

from collections.abc import Sequence

from dashboard.catalogue.row import FigureRow
from dashboard.charts.figure_charts import interval_rows
from dashboard.charts.grammar import Ink
from dashboard.foundation import words
from dashboard.foundation.words import mark, number, percent
from dashboard.foundation.words import text as _
from dashboard.presenters import comparisons, overview
from dashboard.presenters.published import nearest, sheets
from dashboard.presenters.published.sheets import Exhibit
from dashboard.published import computed, reference
from dashboard.published.reference import Published
from dashboard.wording import sources

REFORM = ("Kontanthjælpsreform 2014",)
FAXE = ("Faxe M3", "DR.dk", "KL", "Danske Kommuner", "Ugebrevet A4")
NY_INDSATS = ("Ny indsats glæd dig",)
NATIONAL = ("SFI 2015", "DKR", "Mentorordningen nationalt")
TOOL = "emp_2015_overall_tool_"
SWAPPED = ("khr_2014_fig56_vejledning_barsel", "khr_2014_fig56_tvaerfaglige_indsatser")
N_IN_DOUBT = {"khr_2014_internal_mentors_share": mark("formentlig 31")}
PROFILES = ("maaske_egnede", "fysisk_syge", "misbrugere", "diffust", "diagnose")
GROUP_SERVED = ("months_on_benefit_before_mean", "readiness_activity_ready_share")
COVERAGE = ("response_rate_life_wheel", "life_wheel_change_mean")


def _published(*figure_ids: str) -> list[Published]:
    return [reference.figures()[id_] for id_ in figure_ids]


def _by_base(published: Published, own: dict[str, FigureRow]) -> dict[str, object]:
    """A published figure's line with its n beside its label."""
    line = sheets.marked(published, own)
    behind = sheets.grounds(published)
    if doubt := N_IN_DOUBT.get(published.figure_id):
        behind = f"{behind} ({_(doubt)})"
    return line | {"label": f"{line['label']} · {behind}"}


def _on_page(published: Published) -> tuple[float, str]:
    """A mark that says its page, where another page says something else."""
    told = _("{value} (s. {page})", value=sheets.amount(published), page=published.page)
    return published.printed_value, told


def _everything(
    name: str, heading: str, systems: Sequence[str], own: dict[str, FigureRow]
) -> Exhibit:
    found = sheets.of_system(*systems)
    return Exhibit(
        name, heading, _("Hvert tal med side, grundlag, forbehold og KeepGoings nærmeste tal."),
        sheets.table(found, own), (), sources.doubts([p.figure_id for p in found], "C"),
    )  # fmt: skip


def reform(own: dict[str, FigureRow], rows: Sequence[FigureRow], colours: Ink) -> list[Exhibit]:
    """What the evaluation of the reform says about mentors for activity-ready young people."""
    return [
        _reform_mentors(own, colours),
        _reform_purposes(own, colours),
        _reform_scores(own, colours),
        _everything("reform-alle", _("Alle tal fra evalueringen af reformen"), REFORM, own),
    ]


def _reform_mentors(own: dict[str, FigureRow], colours: Ink) -> Exhibit:
    found = _published(
        "khr_2014_mentor_offer_share", "khr_2014_fig51_mentor_with_activity",
        "khr_2014_fig51_mentor_only", "khr_2014_internal_mentors_share",
        "khr_2014_fig52_crossdisciplinary",
    )  # fmt: skip
    offer, together, only = map(sheets.amount, found[:3])
    return Exhibit(
        "reform-mentor", _("Hvor mange unge fik en mentor?"),
        _(
            "{offer} af de aktivitetsparate unge fik tilbudt en mentor: {together} sammen med en anden "
            "indsats og {only} som eneste indsats. Hos KeepGoing har alle en mentor, så der er ingen "
            "tilsvarende andel; {ready} er aktivitetsparate ved start.",
            offer=offer, together=together, only=only,
            ready=sheets.own_value(own["readiness_activity_ready_share"]),
        ),
        sheets.table(found, own),
        (interval_rows([_by_base(each, own) for each in found], colours, "share"),),
        [
            _("Interne mentorer er en andel af kommunerne, de øvrige en andel af sagerne."),
            *sources.doubts(["khr_2014_internal_mentors_share"]),
        ],
    )  # fmt: skip


def _reform_purposes(own: dict[str, FigureRow], colours: Ink) -> Exhibit:
    found = [
        p
        for p in sheets.of_system(*REFORM)
        if p.figure_id.startswith(("khr_2014_fig51_with_", "khr_2014_fig51_only_"))
    ]
    records = [
        sheets.record(words.capital(f"{sheets.population(p)} · {sheets.measure(p)}"),
                      [(p.printed_value, sheets.amount(p))])
        for p in found
    ]  # fmt: skip
    return Exhibit(
        "reform-formaal", _("Hvad var mentorens formål?"),
        _(
            "Helhedsorienteret støtte var det hyppigste formål. Hvad procenterne er andel af, er ikke trykt; "
            "KeepGoing registrerer samtalernes emner, ikke mentorens formål."
        ),
        sheets.table(found, own),
        (interval_rows(records, colours, "share"),),
        sources.doubts([each.figure_id for each in found]),
    )  # fmt: skip


def _reform_scores(own: dict[str, FigureRow], colours: Ink) -> Exhibit:
    found = [p for p in sheets.of_system(*REFORM) if p.measure == "implementation_score"]
    swapped = _published(*SWAPPED)
    either = [(each.printed_value, sheets.amount(each)) for each in swapped]
    records = [
        sheets.record(sheets.part(each) + (" (?)" if each in swapped else ""),
                      either if each in swapped else [(each.printed_value, sheets.amount(each))])
        for each in found
    ]  # fmt: skip
    return Exhibit(
        "reform-implementering", _("Hvor langt var kommunerne med reformen?"),
        _(
            "{n} kommuner gav sig selv point fra 1 til 10; mentorer fik mest ({mentor}), og det er sikkert. "
            "Resten står efter deres plads på siden, og ved (?) kan det være det ene eller det andet tal. "
            "Der er ingen tilsvarende hos KeepGoing.",
            n=number(computed.total("khr_2014_fig56_n")),
            mentor=sheets.amount(reference.figures()["khr_2014_fig56_mentor"]),
        ),
        sheets.table(found, own),
        (interval_rows(records, colours, "points"),),
        sources.doubts([each.figure_id for each in found]),
    )  # fmt: skip


def faxe(own: dict[str, FigureRow], rows: Sequence[FigureRow], colours: Ink) -> list[Exhibit]:
    """Who the people of match group 3 in Faxe were, and for how long."""
    return [
        _faxe_profiles(own, colours),
        _faxe_durations(own, colours),
        _everything("faxe-alle", _("Alle tal i Faxes rapport, også dem, den citerer"), FAXE, own),
    ]


def _faxe_profiles(own: dict[str, FigureRow], colours: Ink) -> Exhibit:
    found = _published(*(f"faxe_m3_share_{name}" for name in PROFILES))
    other = reference.figures()["faxe_m3_share_maaske_egnede_p8"]
    records = [
        sheets.record(
            sheets.part(each), [_on_page(p) for p in (each, other) if p.group == each.group]
        )
        for each in found
    ]
    return Exhibit(
        "faxe-profiler", _("Hvem er i matchgruppe 3?"),
        _(
            "Profilerne overlapper og giver tilsammen {sum}, fordi en borger kan høre til flere. De bygger på "
            "omkring {n} sager. KeepGoing deler ikke borgerne op i profiler, så der er ingen tilsvarende.",
            sum=percent(computed.sum_of_shares(each.figure_id for each in found)),
            n=number(computed.total("faxe_m3_case_review_n")),
        ),
        sheets.table([*found, other], own),
        (interval_rows(records, colours, "share"),),
        sources.doubts([each.figure_id for each in (*found, other)], "ABC"),
    )  # fmt: skip


def _faxe_durations(own: dict[str, FigureRow], colours: Ink) -> Exhibit:
    found = _published(
        "faxe_m3_over_1_year_in_m3", "faxe_m3_one_to_two_years_in_m3",
        "faxe_m3_over_3_years_benefit", "faxe_m3_over_2_years_case", "faxe_m3_fysisk_long_course",
    )  # fmt: skip
    months, ready = (own[id_] for id_ in GROUP_SERVED)
    records = [sheets.record(sheets.label(each), [_on_page(each)]) for each in found]
    return Exhibit(
        "faxe-varighed", _("Hvor længe – og hvad siger det om KeepGoings borgere?"),
        _(
            "I Faxe havde {share} fået kontanthjælp i over 3 år (s. 14) eller haft forløb på over 2 år (s. 15); "
            "rapporten skriver begge dele. Hos KeepGoing er tiden på ydelse før forløbet {months}, og {ready} "
            "er aktivitetsparate ved start. Målene er ikke de samme; de siger kun noget om, hvem indsatsen "
            "er for.",
            share=sheets.amount(reference.figures()["faxe_m3_over_3_years_benefit"]),
            months=sheets.own_value(months), ready=sheets.own_value(ready),
        ),
        sheets.table(found, own),
        (interval_rows(records, colours, "share"),),
        [
            _(
                "Faxe angiver andele over en grænse, KeepGoing et gennemsnit i måneder, så de kan ikke trækkes "
                "fra hinanden."
            ),
            *sources.doubts([each.figure_id for each in found], "ABC"),
        ],
    )  # fmt: skip


def ny_indsats(own: dict[str, FigureRow], rows: Sequence[FigureRow], colours: Ink) -> list[Exhibit]:
    """The 23 % of Ny indsats beside KeepGoing's share in job or education."""
    against = comparisons.against(rows, NY_INDSATS)
    found = sheets.of_system(*NY_INDSATS)
    return [
        Exhibit(
            "ny-indsats", _("Hvor mange kom i job eller uddannelse?"),
            _(
                "{printed} i {projects} projekter, n ikke trykt. KeepGoing: {own} afsluttede forløb. {verdict}",
                printed=sheets.amount(reference.figures()["ny_indsats_glaed_dig_job_or_education"]),
                projects=number(computed.total("ny_indsats_glaed_dig_projects_n")),
                own=sheets.own_value(own["job_or_education_share"]),
                verdict=" ".join(
                    sources.comparison(row.comparison, row) for row in against if row.comparison
                ),
            ),
            sheets.table(found, own),
            (interval_rows(sheets.valued(overview.records(against)), colours, "share"),),
            [sources.grades("C")],
        )
    ]  # fmt: skip


def tools(own: dict[str, FigureRow], rows: Sequence[FigureRow], colours: Ink) -> list[Exhibit]:
    """How much minvurdering.dk was used, beside how many life wheels are answered."""
    used, created = f"{TOOL}used", f"{TOOL}citizens"
    filled = reference.figures()[f"{TOOL}filled_75"]
    frederikshavn = reference.figures()["emp_2015_frederikshavn_dec15_tool_used"]
    rate, wheels = (own[id_] for id_ in COVERAGE)
    of_created = computed.ratio(used, created)
    last_month = computed.ratio(f"{TOOL}used_last_month", used)
    records = [
        sheets.record(_("Livshjul: besvaret af udsendte (KeepGoing)"), [], rate),
        sheets.record(_("Har brugt minvurdering.dk, af oprettede"),
                      [(of_created, _computed(of_created))]),
        sheets.record(_("Har udfyldt mere end 75 %, af oprettede"),
                      [(filled.printed_value, sheets.amount(filled))]),
        sheets.record(_("Brugt den seneste måned, af dem der har brugt det"),
                      [(last_month, _computed(last_month))]),
        sheets.record(_("Har brugt det i Frederikshavn; hvad det er andel af, er ikke trykt"),
                      [(frederikshavn.printed_value, sheets.amount(frederikshavn))]),
    ]  # fmt: skip
    found = [p for p in reference.figures().values() if p.measure.startswith("progress_tool_")]
    return [
        Exhibit(
            "minvurdering", _("Blev værktøjerne brugt?"),
            _(
                "minvurdering.dk: {used} ud af {created} oprettede borgere havde brugt det (beregnet {share}). "
                "KeepGoing: {rate} udsendte livshjul er besvaret, og {pairs} forløb har to, der kan sammenlignes.",
                used=number(computed.total(used)), created=number(computed.total(created)),
                share=percent(of_created),
                rate=sheets.own_value(rate), pairs=number(wheels.n or 0),
            ),
            sheets.table(found, own),
            (interval_rows(records, colours, "share"),),
            [
                _(
                    "Kun løst sammenligneligt: minvurdering.dk er borgerens eget og var taget i brug samme sommer; "
                    "livshjulet tages, når en fase begynder."
                ),
                _(
                    "Hunter blev brugt i KVIK-projektet i Esbjerg til at visitere og til rapporter om borgerens "
                    "fremgang. Der er ikke trykt et eneste tal om brugen, så der er intet at sammenligne."
                ),
                *sources.doubts([each.figure_id for each in found], "ABC"),
            ],
        )
    ]  # fmt: skip


def _computed(share: float) -> str:
    return _("beregnet {share}", share=percent(share))


def national(own: dict[str, FigureRow], rows: Sequence[FigureRow], colours: Ink) -> list[Exhibit]:
    """A pointer to where SFI and DKR are compared, and what was printed of them."""
    return [
        Exhibit(
            "sfi", _("SFI 2015 og Det Kriminalpræventive Råd"),
            _("Sammenligningen står på siden ”Sammenligning med SFI”. Her er alle deres tal med forbehold."),
            sheets.table(sheets.of_system(*NATIONAL), own),
        )
    ]  # fmt: skip


def figure_ids(systems: Sequence[str]) -> tuple[str, ...]:
    """KeepGoing's figures that the documents of these systems are put beside."""
    return nearest.figure_ids(each.figure_id for each in sheets.of_system(*systems))
