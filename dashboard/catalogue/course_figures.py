"""The figures of courses: how many, how long, what a citizen gets, who begins, and how they end."""

from dashboard.catalogue import benchmarks
from dashboard.catalogue.figure import Figure, Population, Side
from dashboard.foundation import delivery, terms
from dashboard.foundation.words import mark

_FROM_ZERO = (0.0, None)
_SHARE = (0.0, 1.0)
_BETTER: dict[str, Side] = {"employment": "above", "education": "above", "imprisoned": "below"}


def figures() -> list[Figure]:
    """All of them, in the order of the catalogue."""
    return [
        *_courses(), *_intensity(), *_meetings(), *_topics(), *_beginnings(), *_profiles(), *_outcomes(),
    ]  # fmt: skip


def _courses() -> list[Figure]:
    counts: dict[str, tuple[Population, str, str]] = {
        "courses_started": ("started", mark("Forløb startet"), mark("Forløb startet i perioden.")),
        "courses_open": (
            "overlapping", mark("Forløb i gang"),
            mark("Forløb i gang på periodens sidste dag, dog senest på datadatoen."),
        ),
        "courses_closed": ("ended", mark("Forløb afsluttet"), mark("Forløb afsluttet i perioden.")),
    }  # fmt: skip
    return [
        *(
            Figure(
                id_, "courses", "count", "count", "course_counts", population, label, definition,
                needs=() if population == "started" else delivery.ENDED,
            )
            for id_, (population, label, definition) in counts.items()
        ),
        Figure(
            "citizens", "people", "count", "count", "course_counts", "citizens", mark("Borgere"),
            mark("Forskellige borgere med et forløb, der overlapper perioden."),
            needs_with_period=delivery.ENDED,
        ),
        Figure(
            "duration_median_months", "courses", "months", "survival_median", "course_durations", "started",
            mark("Forløbets længde, median"),
            mark(
                "Måneder fra start til slut for forløb startet i perioden; forløb i gang tæller med, "
                "så langt de er nået (Kaplan-Meier)."
            ),
            needs=delivery.ENDED,
        ),
        Figure(
            "duration_mean_closed_months", "courses", "months", "mean", "closed_durations", "ended",
            mark("Forløbets længde, gennemsnit af afsluttede"),
            mark(
                "Gennemsnitligt antal måneder for forløb afsluttet i perioden. Bliver for kort, fordi "
                "de længste forløb endnu er i gang."
            ),
            needs=delivery.ENDED, scale=_FROM_ZERO, is_of_closed=True, benchmarks=benchmarks.DURATION_CLOSED,
        ),
    ]  # fmt: skip


def _intensity() -> list[Figure]:
    return [
        Figure(
            "hours_per_week", "contacts", "hours_per_week", "mean", "contact_measures", "overlapping",
            mark("Mentortimer om ugen"),
            mark("Timer i afholdte kontakter pr. uge, gennemsnit på tværs af forløb, der overlapper perioden."),
            needs=delivery.HOURS, scale=_FROM_ZERO, benchmarks=benchmarks.HOURS,
        ),
        Figure(
            "delivered_of_granted_hours", "contacts", "ratio", "mean", "contact_measures", "overlapping",
            mark("Leverede timer i procent af bevilgede"),
            mark("Timer om ugen delt med bevilgede timer om ugen, gennemsnit på tværs af forløb med en bevilling."),
            needs=(*delivery.HOURS, *delivery.cases("granted_hours_per_week")), scale=_FROM_ZERO,
        ),
        Figure(
            "contacts_per_week", "contacts", "contacts_per_week", "mean", "contact_measures", "overlapping",
            mark("Kontakter om ugen"),
            mark("Afholdte kontakter pr. uge, gennemsnit på tværs af forløb, der overlapper perioden."),
            needs=delivery.INTENSITY, scale=_FROM_ZERO, benchmarks=benchmarks.CONTACTS,
        ),
        *(
            Figure(
                f"contact_band_{code}", "contacts", "share", "share", "contact_measures", "overlapping",
                mark("{what}"),
                mark("Andel af forløb, der overlapper perioden, med så mange afholdte kontakter om ugen."),
                needs=delivery.INTENSITY, values={"what": word}, benchmarks=benchmarks.BANDS.get(code, ()),
                is_step=True,
            )
            for code, word in terms.FREQUENCIES.items()
        ),
    ]  # fmt: skip


def _meetings() -> list[Figure]:
    return [
        *(
            Figure(
                f"contact_time_{code}", "contacts", "share", "share_of_course", "contact_measures", "overlapping",
                mark("Møder: {what}"),
                mark(
                    "Andel af et forløbs afholdte møder, der begynder på det tidspunkt (før kl. 12, kl. "
                    "12–17, fra kl. 17), gennemsnit på tværs af forløb med et møde."
                ),
                needs=delivery.CONTACTS, scale=_SHARE, values={"what": word}, benchmarks=benchmarks.TIMES[code],
                is_step=True,
            )
            for code, word in terms.TIMES.items()
        ),
        Figure(
            "contact_weekend_share", "contacts", "share", "share_of_course", "contact_measures", "overlapping",
            mark("Møder: lørdag og søndag"),
            mark("Andel af et forløbs afholdte møder i en weekend, gennemsnit på tværs af forløb med et møde."),
            needs=delivery.CONTACTS, scale=_SHARE,
        ),
        *_channels(),
        Figure(
            "attendance_share", "contacts", "share", "share_of_course", "contact_measures", "overlapping",
            mark("Fremmøde"),
            mark("Afholdte møder ud af afholdte og udeblivelser; gennemsnit på tværs af forløb med et møde."),
            needs=delivery.CONTACTS, scale=_SHARE,
        ),
    ]  # fmt: skip


def _channels() -> list[Figure]:
    definition = mark(
        "Andel af et forløbs afholdte kontakter, gennemsnit på tværs af forløb med en kontakt."
    )
    return [
        *(
            Figure(
                f"contact_channel_{code}_share", "contacts", "share", "share_of_course", "contact_measures",
                "overlapping", mark("Kontakt: {what}"), definition,
                needs=delivery.CONTACTS, scale=_SHARE, values={"what": word},
            )
            for code, word in terms.CHANNELS.items()
        ),
        Figure(
            "contact_written_share", "contacts", "share", "share_of_course", "contact_measures", "overlapping",
            mark("Kontakt: skriftlig (sms eller e-mail)"), definition,
            needs=delivery.CONTACTS, scale=_SHARE, benchmarks=benchmarks.WRITTEN,
        ),
    ]  # fmt: skip


def _topics() -> list[Figure]:
    return [
        Figure(
            "non_employment_topic_share", "contacts", "share", "share_of_course", "contact_measures", "overlapping",
            mark("Samtaler om andet end arbejde og uddannelse"),
            mark(
                "Andel af et forløbs afholdte kontakter med et emne, hvor emnet hverken er arbejde "
                "eller uddannelse, gennemsnit på tværs af forløb."
            ),
            needs=delivery.TOPICS, scale=_SHARE, benchmarks=benchmarks.OTHER_TOPICS,
        ),
        *(
            Figure(
                f"topic_{code}_share", "contacts", "share", "share_of_course", "contact_measures", "overlapping",
                mark("Samtaler om {what}"),
                mark(
                    "Emnets andel af et forløbs afholdte kontakter, hvor emnet er registreret; gennemsnit "
                    "på tværs af forløb."
                ),
                needs=delivery.TOPICS, scale=_SHARE, values={"what": word},
            )
            for code, word in terms.TOPICS.items()
        ),
    ]  # fmt: skip


def _beginnings() -> list[Figure]:
    return [
        Figure(
            "goals_agreed_share", "courses", "share", "share", "start_shares", "started",
            mark("Skriftlige mål aftalt"),
            mark("Forløb startet i perioden med en dato for aftalte mål; ingen dato tæller som ikke aftalt."),
            needs=delivery.cases("goals_agreed_on"), benchmarks=benchmarks.GOALS, better="above",
        ),
        Figure(
            "mentor_wish_met_share", "courses", "share", "share", "start_shares", "started",
            mark("Ønske til mentor opfyldt"),
            mark("Forløb startet i perioden, hvor ønsket i bestillingen blev opfyldt, ud af dem, hvor det er oplyst."),
            needs=delivery.cases("mentor_wish_met"),
        ),
        Figure(
            "days_referral_to_start_median", "courses", "days", "plain_median", "referral_days", "started",
            mark("Ventetid fra henvisning til start, median"),
            mark("Dage fra henvisning til start for forløb startet i perioden."),
            needs=delivery.cases("referred_on"),
        ),
        Figure(
            "months_on_benefit_before_mean", "people", "months", "mean", "months_on_benefit", "started",
            mark("Måneder på offentlig forsørgelse før start"),
            mark("Gennemsnit på tværs af forløb startet i perioden, hvor det er oplyst."),
            needs=delivery.cases("months_on_benefit_before"), scale=_FROM_ZERO,
            benchmarks=benchmarks.BENEFIT_MONTHS,
        ),
    ]  # fmt: skip


def _profiles() -> list[Figure]:
    profiles = {
        "age": (
            "birth_year", terms.AGE_BANDS,
            mark("Alder ved start; andel af forløb startet i perioden, hvor alderen er oplyst."),
        ),
        "gender": (
            "citizen_gender", terms.GENDERS,
            mark("Borgerens køn; andel af forløb startet i perioden, hvor kønnet er oplyst."),
        ),
        "benefit": (
            "benefit_at_start", terms.BENEFITS,
            mark("Ydelse ved start; andel af forløb startet i perioden, hvor ydelsen er oplyst."),
        ),
        "readiness": (
            "readiness_at_start", terms.READINESS,
            mark("Visitation ved start; andel af forløb startet i perioden, hvor den er oplyst."),
        ),
    }  # fmt: skip
    return [
        Figure(
            f"{family}_{code}_share", "people", "share", "share", "profile_shares", "started",
            mark("{what}"), definition, needs=delivery.cases(column), values={"what": word},
            is_step=family == "age",
        )
        for family, (column, codes, definition) in profiles.items()
        for code, word in codes.items()
    ]  # fmt: skip


def _outcomes() -> list[Figure]:
    return [
        Figure(
            "job_or_education_share", "outcomes", "share", "share", "exits", "ended",
            mark("Sluttet med job, uddannelse eller fleksjob"),
            mark("Forløb afsluttet i perioden med job, uddannelse eller fleksjob som årsag, ud af alle afsluttede."),
            needs=delivery.EXITS, benchmarks=benchmarks.JOB_OR_EDUCATION, better="above",
        ),
        Figure(
            "job_or_education_strict_share", "outcomes", "share", "share", "exits", "ended",
            mark("Sluttet med job eller uddannelse, uden fleksjob"),
            mark("Forløb afsluttet i perioden med job eller uddannelse som årsag, ud af alle afsluttede."),
            needs=delivery.EXITS, benchmarks=benchmarks.JOB_OR_EDUCATION_STRICT, better="above",
        ),
        *(
            Figure(
                f"exit_{code}_share", "outcomes", "share", "share", "exits", "ended",
                mark("Afsluttet: {what}"), mark("Andel af forløb afsluttet i perioden."),
                needs=delivery.EXITS, values={"what": word}, benchmarks=benchmarks.of_exit(code),
                better=_BETTER.get(code, ""),
            )
            for code, word in terms.END_REASONS.items()
        ),
    ]  # fmt: skip
