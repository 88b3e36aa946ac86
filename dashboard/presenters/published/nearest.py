"""What of KeepGoing's own comes nearest a published figure, and why it is only loosely alike.

The benchmarks of the figures carry a verdict; what else stands here is only put beside.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dashboard.catalogue.listing import FIGURES
from dashboard.foundation import schema
from dashboard.foundation.words import mark
from dashboard.published import reference
from dashboard.published.reference import Published


@dataclass(frozen=True)
class Nearest:
    """KeepGoing's figures beside a published one; without any, the reason says why.

    What KeepGoing shows on a page of its own names that page instead.
    """

    figure_ids: tuple[str, ...] = ()
    reason: str = ""  # finishes "fordi ..."
    grade: str = "C"
    page: str = ""  # its title
    shown: str = ""  # what stands there


NOTHING = Nearest()
_ALL_HAVE = Nearest((), mark("hos KeepGoing har alle en mentor"))
_PROMISES = Nearest(page=mark("Succeskriterier"), shown=mark("løftet i dag"))
_ANSWERS = Nearest(page=mark("Tilfredshed"), shown=mark("svarene i dag"))
_NEEDS = Nearest(page=mark("Bestilling og match"), shown=mark("behov i bestillingen"))
_INTERNSHIPS = Nearest(page=mark("Tilfredshed"), shown=mark("praktik ved KeepGoing"))
_TASKS = Nearest(page=mark("Bestilling og match"), shown=mark("mentorens opgave i bestillingen"))
_OTHERS_MEASURES = Nearest((), mark("KeepGoing registrerer ikke kommunens andre indsatser"))
_SCORES = Nearest((), mark("det er kommunernes vurdering af en reform"))
_PROFILES = Nearest((), mark("KeepGoing deler ikke borgerne op i profiler"))
_OF_CASEWORKER = Nearest((), mark("det er kontakt med sagsbehandleren, ikke med en mentor"))
_PEOPLE = mark("målgruppen og måden at tælle på er en anden")
_TIME = mark("det ene er en andel over en grænse, det andet et gennemsnit i måneder")
_PLAN = mark("en individuel plan er jobcentrets, de skriftlige mål er aftalt med mentoren")
_TOOL = mark(
    "minvurdering.dk udfyldes af borgeren selv, og andelen er af oprettede borgere; her er det "
    "besvarede ud af udsendte livshjul"
)


def _people(*figure_ids: str) -> Nearest:
    return Nearest(figure_ids, _PEOPLE)


_LONG_ON_BENEFIT = Nearest(("months_on_benefit_before_mean",), _TIME)
_LIFE_WHEEL = Nearest(("response_rate_life_wheel",), _TOOL)
_KONTANT = _people("benefit_kontanthjaelp_share")
_RESSOURCE = _people("benefit_ressourceforloeb_share")
_UDDANNELSE = _people("benefit_uddannelseshjaelp_share")
_OTHER_BENEFIT = _people("benefit_other_share")
_ANSWERS_NOW = mark(
    "svarene dengang er fra et anonymt skema, i dag fra dem, der svarede i perioden"
)
_ON_BENEFIT = mark("rapporten skriver det kun med ord")
BY_MEASURE = {
    "better_at_handling_challenges": Nearest(("coping_better_citizen_of_all",), _ANSWERS_NOW),
    "mean_course_duration_months": Nearest(
        ("duration_mean_closed_months",), mark("rapporten siger ikke, hvor mange forløb der er bag")
    ),
    **dict.fromkeys(
        ("typical_mentor_hours_per_week_low", "typical_mentor_hours_per_week_high"),
        Nearest(("hours_per_week",), mark("rapporten skriver, hvad der er typisk, ikke et gennemsnit")),
    ),
    "on_passive_benefit_at_start_share": Nearest(
        tuple(f"benefit_{code}_share" for code in schema.BENEFITS if code != "none"), _ON_BENEFIT
    ),
    "not_job_or_education_ready_share": Nearest(("readiness_activity_ready_share",), _ON_BENEFIT),
    "very_satisfied_with_mentor_help": Nearest(
        ("satisfaction_help_very_satisfied", "satisfaction_help_satisfied"), _ON_BENEFIT
    ),
    "women_share": _people("gender_female_share"),
    "men_share": _people("gender_male_share"),
    "age_under_30_share": _people("age_under_25_share", "age_25_29_share"),
    "age_30_49_share": _people("age_30_39_share", "age_40_49_share"),
    "age_over_50_share": _people("age_50_plus_share"),
    "benefit_kontanthjaelp_share": _KONTANT,
    "benefit_uddannelseshjaelp_share": _UDDANNELSE,
    "benefit_ressourceforloebsydelse_share": _RESSOURCE,
    "benefit_ressourceforloebsydelse_share_january": _RESSOURCE,
    "benefit_ressourceforloebsydelse_share_july": _RESSOURCE,
    "benefit_anden_ydelse_share": _OTHER_BENEFIT,
    "individual_plan_share": Nearest(("goals_agreed_share",), _PLAN),
    "progress_tool_used_share": _LIFE_WHEEL,
    "progress_tool_citizens_used": _LIFE_WHEEL,
    "progress_tool_filled_over_75pct_share": _LIFE_WHEEL,
    "progress_tool_used_last_month": _LIFE_WHEEL,
    "on_cash_benefit_over_3_years_share": _LONG_ON_BENEFIT,
    "case_course_over_2_years_share": _LONG_ON_BENEFIT,
    "continuous_course_over_3_years_share": _LONG_ON_BENEFIT,
    **dict.fromkeys(
        ("received_mentor_support_share", "mentor_offer_2014_share", "mentor_only_measure_share",
         "mentor_with_other_activity_share", "active_offer_or_mentor_2014_share"),
        _ALL_HAVE,
    ),
    **dict.fromkeys(
        ("one_main_problem_share", "more_than_one_main_problem_share", "main_problem_not_stated_share",
         "psychological_impairment_share", "physical_impairment_share", "social_problem_share",
         "psychological_and_physical_share", "psychological_and_social_share",
         "all_three_areas_share", "physical_and_social_share", "one_main_problem_share_men_and_women"),
        _NEEDS,
    ),
    **dict.fromkeys(
        ("holistic_support_share", "retention_in_offer_share", "workplace_intro_share", "other_share",
         "education_intro_share", "holistic_support_share_of_mentor_with_activity",
         "retention_share_of_mentor_with_activity", "workplace_intro_share_of_mentor_with_activity",
         "holistic_support_share_of_mentor_only"),
        _TASKS,
    ),
    **dict.fromkeys(
        ("at_least_one_initiative_share", "more_than_one_initiative_share", "other_initiative_share",
         "health_initiative_share", "crossdisciplinary_measure_share"),
        _OTHERS_MEASURES,
    ),
    **dict.fromkeys(
        ("company_measure_share_march", "company_measure_share_july", "company_course_share",
         "company_practice_share", "company_measure_share", "company_measure_within_3_months_share"),
        _INTERNSHIPS,
    ),
    **dict.fromkeys(
        ("success_criterion_complete_or_exit_to_job_education", "success_criterion_charged_during_course",
         "success_criterion_significant_progress"),
        _PROMISES,
    ),
    **dict.fromkeys(
        ("betydning_af_mentors_koen", "kontakt_med_mentor", "foretrukket_moedetidspunkt",
         "tilfredshed_tildeling_af_mentor", "tilfredshed_mentorens_raadighed", "tilfredshed_mentorens_indsats",
         "kemi_til_mentor", "tilfredshed_egen_indsats", "tilfredshed_udbytte",
         "very_satisfied_being_assigned_mentor", "satisfied_own_effort", "very_satisfied_with_mentor",
         "trusting_confidential_relation", "not_satisfied_own_effort", "satisfied_chemistry",
         "very_good_chemistry", "own_effort_assessed_positively", "contact_2_3_per_week_share"),
        _ANSWERS,
    ),
    **dict.fromkeys(("implementation_score", "implementation_score_overall"), _SCORES),
    **dict.fromkeys(("profile_share", "profile_count"), _PROFILES),
    "mean_contacts_per_month_with_coordinating_caseworker": _OF_CASEWORKER,
    "grant": Nearest((), mark("KeepGoings pris står ikke i data")),
    "municipalities_using_internal_mentors_share":
        Nearest((), mark("KeepGoings mentorer er ikke kommunens egne")),
    "exit_revalidering": Nearest((), mark("KeepGoing har ikke slutårsagen")),
    "exit_retirement": Nearest((), mark("KeepGoing har ikke slutårsagen")),
}  # fmt: skip
BY_PART = {
    "Figur 2: Kvinder": _people("gender_female_share"),
    "Figur 2: Mænd": _people("gender_male_share"),
    "Figur 2: Ressourceforløbsydelse": _RESSOURCE,
    "Figur 2: Kontanthjælp": _KONTANT,
    "Figur 2: Uddannelseshjælp": _UDDANNELSE,
    "Figur 2: Andet": _OTHER_BENEFIT,
    "Figur 2: 50 år og derover": _people("age_50_plus_share"),
}


def to(published: Published) -> Nearest:
    """What stands beside a published figure: its benchmark's, its part's or its measure's."""
    return (
        _by_benchmark().get(published.figure_id)
        or BY_PART.get(published.group)
        or BY_MEASURE.get(published.measure, NOTHING)
    )


def figure_ids(published: Iterable[str]) -> tuple[str, ...]:
    """KeepGoing's figures that stand beside any of these."""
    found = (to(reference.figures()[id_]).figure_ids for id_ in published)
    return tuple(dict.fromkeys(id_ for ids in found for id_ in ids))


@cache
def _by_benchmark() -> dict[str, Nearest]:
    """The figures that name a published one as their benchmark; a sum's parts are not it."""
    found: dict[str, Nearest] = {}
    for figure in FIGURES.values():
        for benchmark in figure.benchmarks:
            if len(benchmark.numerators) <= 1:
                nearest = Nearest((figure.id,), benchmark.reason, benchmark.comparability)
                found.setdefault(benchmark.published_id, nearest)
    return found
