"""Every figure of the contract, in its order: the catalogue's content."""

from dashboard.catalogue import (
    benchmarks,
    criteria_figures,
    flow_figures,
    follow_up_figures,
    wheel_figures,
)
from dashboard.catalogue.figure import Figure
from dashboard.foundation import delivery, schema, terms
from dashboard.foundation.words import mark

_STARTED = mark("Forløb startet i perioden.")
_FROM_ZERO = (0.0, None)
_SHARE = (0.0, 1.0)


def _courses() -> list[Figure]:
    counts = {
        "courses_started": (mark("Forløb startet"), _STARTED),
        "courses_open": (
            mark("Forløb i gang"), mark("Forløb i gang ved udgangen af perioden, dog senest på den dag, data går til."),
        ),
        "courses_closed": (mark("Forløb afsluttet"), mark("Forløb afsluttet i perioden.")),
        "citizens": (
            mark("Borgere"), mark("Forskellige borgere med et forløb, der overlapper perioden."),
        ),
    }  # fmt: skip
    needed = {"courses_open": delivery.ENDED, "courses_closed": delivery.ENDED}
    return [
        *(
            Figure(
                id_, "people" if id_ == "citizens" else "courses", "count", "count",
                "course_counts", label, definition, needs=needed.get(id_, ()),
                needs_with_period=delivery.ENDED if id_ == "citizens" else (),
            )
            for id_, (label, definition) in counts.items()
        ),
        Figure(
            "duration_median_months", "courses", "months", "survival_median", "course_durations",
            mark("Forløbets længde, median"),
            mark(
                "Måneder fra start til slut for forløb startet i perioden; forløb i gang tæller med, "
                "så langt de er nået (Kaplan-Meier)."
            ),
            needs=delivery.ENDED,
        ),
        Figure(
            "duration_mean_closed_months", "courses", "months", "mean", "closed_durations",
            mark("Forløbets længde, gennemsnit af afsluttede"),
            mark(
                "Gennemsnitligt antal måneder for forløb afsluttet i perioden. Bliver for kort, fordi "
                "de længste forløb endnu er i gang."
            ),
            needs=delivery.ENDED, scale=_FROM_ZERO, is_of_closed=True, benchmarks=benchmarks.DURATION_CLOSED,
        ),
    ]  # fmt: skip


def _contacts() -> list[Figure]:
    figures = [
        Figure(
            "hours_per_week", "contacts", "hours_per_week", "mean", "contact_measures",
            mark("Mentortimer om ugen"),
            mark("Timer i afholdte kontakter pr. uge, gennemsnit på tværs af forløb, der overlapper perioden."),
            needs=delivery.HOURS, scale=_FROM_ZERO, benchmarks=benchmarks.HOURS,
        ),
        Figure(
            "delivered_of_granted_hours", "contacts", "ratio", "mean", "contact_measures",
            mark("Leverede timer i procent af bevilgede"),
            mark("Timer om ugen delt med bevilgede timer om ugen, gennemsnit på tværs af forløb med en bevilling."),
            needs=(*delivery.HOURS, *delivery.cases("granted_hours_per_week")), scale=_FROM_ZERO,
        ),
        Figure(
            "contacts_per_week", "contacts", "contacts_per_week", "mean", "contact_measures",
            mark("Kontakter om ugen"),
            mark("Afholdte kontakter pr. uge, gennemsnit på tværs af forløb, der overlapper perioden."),
            needs=delivery.INTENSITY, scale=_FROM_ZERO, benchmarks=benchmarks.CONTACTS,
        ),
    ]  # fmt: skip
    figures += [
        Figure(
            f"contact_band_{code}", "contacts", "share", "share", "contact_measures",
            mark("{what}"),
            mark("Andel af forløb, der overlapper perioden, med så mange afholdte kontakter om ugen."),
            needs=delivery.INTENSITY, values={"what": word}, benchmarks=benchmarks.BANDS.get(code, ()),
        )
        for code, word in terms.FREQUENCIES.items()
    ]  # fmt: skip
    figures += [
        Figure(
            f"contact_time_{code}", "contacts", "share", "share_of_course", "contact_measures",
            mark("Møder: {what}"),
            mark(
                "Andel af et forløbs afholdte møder, der begynder på det tidspunkt (før kl. 12, kl. "
                "12–17, fra kl. 17), gennemsnit på tværs af forløb med et møde."
            ),
            needs=delivery.CONTACTS, scale=_SHARE, values={"what": word}, benchmarks=benchmarks.TIMES[code],
        )
        for code, word in terms.TIMES.items()
    ]  # fmt: skip
    figures += [
        Figure(
            "attendance_share", "contacts", "share", "share_of_course", "contact_measures",
            mark("Fremmøde"),
            mark("Afholdte møder af afholdte og udeblivelser, gennemsnit på tværs af forløb med et møde."),
            needs=delivery.CONTACTS, scale=_SHARE,
        ),
        Figure(
            "non_employment_topic_share", "contacts", "share", "share_of_course", "contact_measures",
            mark("Samtaler om andet end arbejde og uddannelse"),
            mark(
                "Andel af et forløbs afholdte kontakter med et emne, hvor emnet hverken er arbejde "
                "eller uddannelse, gennemsnit på tværs af forløb."
            ),
            needs=delivery.TOPICS, scale=_SHARE, benchmarks=benchmarks.OTHER_TOPICS,
        ),
    ]  # fmt: skip
    return figures + [
        Figure(
            f"topic_{code}_share", "contacts", "share", "share_of_course", "contact_measures",
            mark("Samtaler om {what}"),
            mark(
                "Emnets andel af et forløbs afholdte kontakter, hvor emnet er registreret; gennemsnit "
                "på tværs af forløb."
            ),
            needs=delivery.TOPICS, scale=_SHARE, values={"what": word},
        )
        for code, word in terms.TOPICS.items()
    ]  # fmt: skip


def _beginnings() -> list[Figure]:
    figures = [
        Figure(
            "goals_agreed_share", "courses", "share", "share", "profile_shares",
            mark("Skriftlige mål aftalt"),
            mark("Forløb startet i perioden med en dato for aftalte mål; ingen dato tæller som ikke aftalt."),
            needs=delivery.cases("goals_agreed_on"), family="goals", benchmarks=benchmarks.GOALS,
        ),
        Figure(
            "mentor_wish_met_share", "courses", "share", "share", "profile_shares",
            mark("Ønske til mentor opfyldt"),
            mark("Forløb startet i perioden, hvor ønsket i bestillingen blev opfyldt, ud af dem, hvor det er oplyst."),
            needs=delivery.cases("mentor_wish_met"), family="mentor_wish",
        ),
        Figure(
            "days_referral_to_start_median", "courses", "days", "plain_median", "referral_days",
            mark("Ventetid fra henvisning til start, median"),
            mark("Dage fra henvisning til start for forløb startet i perioden."),
            needs=delivery.cases("referred_on"),
        ),
        Figure(
            "months_on_benefit_before_mean", "people", "months", "mean", "months_on_benefit",
            mark("Måneder på offentlig forsørgelse før start"),
            mark("Gennemsnit på tværs af forløb startet i perioden, hvor det er oplyst."),
            needs=delivery.cases("months_on_benefit_before"), scale=_FROM_ZERO,
            benchmarks=benchmarks.BENEFIT_MONTHS,
        ),
    ]  # fmt: skip
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
    return figures + [
        Figure(
            f"{family}_{code}_share", "people", "share", "share", "profile_shares",
            mark("{what}"), definition, needs=delivery.cases(column), family=family, values={"what": word},
        )
        for family, (column, codes, definition) in profiles.items()
        for code, word in codes.items()
    ]  # fmt: skip


def _outcomes() -> list[Figure]:
    return [
        Figure(
            "job_or_education_share", "outcomes", "share", "share", "exits",
            mark("Afsluttet til job, uddannelse eller fleksjob"),
            mark("Forløb afsluttet i perioden med job, uddannelse eller fleksjob som årsag, ud af alle afsluttede."),
            needs=delivery.EXITS, family="exits", benchmarks=benchmarks.JOB_OR_EDUCATION,
        ),
        *(
            Figure(
                f"exit_{code}_share", "outcomes", "share", "share", "exits",
                mark("Afsluttet: {what}"), mark("Andel af forløb afsluttet i perioden."),
                needs=delivery.EXITS, family="exits", values={"what": word}, benchmarks=benchmarks.of_exit(code),
            )
            for code, word in terms.END_REASONS.items()
        ),
    ]  # fmt: skip


def _life_wheel() -> list[Figure]:
    moves = {
        "up": mark("Rykkede op på livshjulet"),
        "unchanged": mark("Uændret på livshjulet"),
        "down": mark("Rykkede ned på livshjulet"),
    }
    return [
        *(
            Figure(
                f"life_wheel_change_{code}", "life_wheel", "points", "mean", "wheel_changes",
                mark("Ændring på livshjulet: {what}"),
                mark(
                    "Sidste minus første livshjul i forløb med to hjul og svar på området i begge; "
                    "det sidste hjul ligger i perioden."
                ),
                needs=delivery.WHEELS, scale=(-9.0, 9.0), values={"what": word},
            )
            for code, word in terms.DOMAINS.items()
        ),
        Figure(
            "life_wheel_change_mean", "life_wheel", "points", "mean", "wheel_changes",
            mark("Ændring på livshjulet, gennemsnit"),
            mark(
                "Gennemsnit over de områder, der er besvaret i både første og sidste hjul, og så over "
                "forløb med to hjul."
            ),
            needs=delivery.WHEELS, scale=(-9.0, 9.0),
        ),
        *(
            Figure(
                f"life_wheel_moved_{code}", "life_wheel", "share", "share", "wheel_changes", label,
                mark(
                    "Andel af forløb med to livshjul. Op eller ned kræver mindst det aftalte antal "
                    "point i gennemsnit."
                ),
                needs=delivery.WHEELS,
            )
            for code, label in moves.items()
        ),
    ]  # fmt: skip


def _satisfaction() -> list[Figure]:
    figures = [
        Figure(
            f"satisfaction_{item}_{answer}", "satisfaction", "share", "share", "answer_shares",
            mark("{question} – {what}"),
            mark("Svar fra borgere i perioden: dem, der svarede sådan, ud af dem, der svarede på spørgsmålet."),
            needs=delivery.ANSWERS, family=item, suppressed_with=item,
            values={"question": terms.QUESTIONS[item], "what": terms.ANSWERS[item][answer]},
            benchmarks=benchmarks.of_answer(item, answer),
        )
        for item, answers in schema.SATISFACTION_ANSWERS.items()
        for answer in answers
    ]  # fmt: skip
    figures += [
        Figure(
            "mentor_unwanted_share", "satisfaction", "share", "share", "answer_shares",
            mark("Ikke tilfreds med at få en mentor, eller fandt det unødvendigt"),
            mark("Svar fra borgere: ikke tilfreds med at få en mentor, eller fandt det unødvendigt."),
            needs=delivery.ANSWERS, family="unwanted", suppressed_with="assignment", benchmarks=benchmarks.UNWANTED,
        ),
        Figure(
            "chemistry_good_share", "satisfaction", "share", "share", "answer_shares",
            mark("God eller rigtig god kemi med mentoren"),
            mark("Svar fra borgere: god eller rigtig god kemi."),
            needs=delivery.ANSWERS, family="good_chemistry", suppressed_with="chemistry",
            benchmarks=benchmarks.CHEMISTRY,
        ),
    ]  # fmt: skip
    return figures


def _coping() -> list[Figure]:
    bases = {
        "": (
            mark("Bedre til at klare udfordringer ifølge {what}: ja ud af ja og nej"),
            mark("Ja ud af ja og nej; ”ved ikke” er holdt ude."),
        ),
        "_of_all": (
            mark("Bedre til at klare udfordringer ifølge {what}: ja ud af alle svar"),
            mark("Ja ud af alle svar, ”ved ikke” medregnet."),
        ),
    }
    return [
        Figure(
            f"coping_better_{respondent}{base}", "coping", "share", "share", "answer_shares",
            label, definition, needs=delivery.ANSWERS, family=respondent + base, suppressed_with=f"coping_{respondent}",
            values={"what": word},
            benchmarks=benchmarks.COPING[respondent] if base else (),
        )
        for base, (label, definition) in bases.items()
        for respondent, word in terms.RESPONDENTS.items()
    ]  # fmt: skip


def _quality() -> list[Figure]:
    return [
        *(
            Figure(
                f"response_rate_{code}", "quality", "share", "share", "response_rates",
                mark("Svarprocent, {what}"),
                mark("Besvarede skemaer ud af dem, der er sendt i perioden."),
                needs=(delivery.ANSWERED,), values={"what": word},
            )
            for code, word in terms.INSTRUMENTS.items()
        ),
        Figure(
            "internship_score_mean", "internship", "points", "mean", "internship_scores",
            mark("Praktik, gennemsnitlig vurdering"),
            mark("Gennemsnit på tværs af skemaer af deres gennemsnitlige score, fra 1 til 5."),
            needs=delivery.WHEELS, scale=(1.0, 5.0), suppressed_with="internship",
        ),
        *(
            Figure(
                f"rows_quarantined_{table.name}", "quality", "count", "quarantine", "",
                mark("Rækker holdt tilbage: {what}"),
                mark("Rækker i hele udtrækket med fejl; de er ikke med i noget tal."),
                values={"what": table.name},
            )
            for table in schema.TABLES
        ),
    ]  # fmt: skip


FIGURES: dict[str, Figure] = {
    figure.id: figure
    for figures in (
        _courses(), _contacts(), _beginnings(), _outcomes(), criteria_figures.figures(), _life_wheel(),
        wheel_figures.listed(), _satisfaction(), _coping(), _quality(), flow_figures.figures(),
        follow_up_figures.figures(),
    )
    for figure in figures
}  # fmt: skip
