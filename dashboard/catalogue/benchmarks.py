"""What each figure may be compared with, how loosely, and why (contract: comparability A, B, C).

A: same question, same kind of respondent. B: same measure, other people or another way of
collecting it. C: only loosely alike. not_comparable: shown, never judged. A benchmark more than
five years old is at most B, so at today's dates none is A.
"""

from dashboard.catalogue.figure import Benchmark
from dashboard.foundation.words import mark

SFI, KEEPGOING, DKR, EMPOWERMENT, KVIK, NY_INDSATS, REFORM = (
    2015,
    2016,
    2016,
    2015,
    2013,
    2010,
    2014,
)

_TOWNS = {
    "assens": (72, mark("tallet fra KVIK i Assens"), mark("KVIK Assens")),
    "broendby": (119, mark("tallet fra KVIK i Brøndby"), mark("KVIK Brøndby")),
    "esbjerg": (185, mark("tallet fra KVIK i Esbjerg"), mark("KVIK Esbjerg")),
}
_CONTACTS = mark(
    "SFI ikke siger, om sms og telefon tæller med, og målte alle kommuners mentorforløb i 2012–14"
)
_ASKED_AS_WISH = mark("borgerne i 2016 blev spurgt, hvad de foretrækker, ikke hvornår de mødtes")
_ASKED_EIGHT = mark("8 borgere svarede på et spørgeskema; her tælles de registrerede kontakter")
_SAME_QUESTION_2016 = mark(
    "2016-tallet bygger på 8–10 svar fra borgere i et igangværende forløb; så få svar svinger af "
    "sig selv"
)
_EMPOWERMENT_EXITS = mark(
    "Empowerment-projekterne havde andre borgere og et andet formål, og tallet er af de 181, der "
    "forlod projekterne undervejs, her af afsluttede forløb"
)
_KVIK_EXITS = mark(
    "KVIK fulgte kontanthjælpsmodtagere i matchgruppe 2 og 3 til projektets afslutning og regner af alle "
    "deltagere, her af afsluttede forløb; ”job” omfatter hverken fleksjob eller løntilskud"
)

DURATION_CLOSED = (
    Benchmark(
        "sfi_2015_duration_months", "C",
        mark("gennemsnittet af afsluttede forløb bliver for kort, og kilden ikke oplyser, hvordan SFI målte"),
        SFI,
    ),
    Benchmark(
        "kg_resume_duration_months", "C",
        mark("rapporten skriver ”knap 8” uden at sige, hvor mange forløb der er bag, og om de var afsluttet"),
        KEEPGOING,
    ),
)  # fmt: skip
HOURS = (
    Benchmark(
        "kg_resume_hours_per_week", "C",
        mark("3,4 timer er, hvad mentoren arbejder for borgeren; s. 13 skriver, at borgeren modtager 2–3 timer"),
        KEEPGOING,
    ),
)  # fmt: skip
CONTACTS = (
    Benchmark(
        "sfi_2015_contacts_per_week_private", "C", _CONTACTS, SFI,
        name=mark("landstallet for private mentorer"), short=mark("SFI privat"),
    ),
    Benchmark(
        "sfi_2015_contacts_per_week_municipal", "C", _CONTACTS, SFI,
        name=mark("landstallet for kommunens egne mentorer"), short=mark("SFI kommunal"),
    ),
    Benchmark(
        "dkr_contacts_per_week_recommended", "C",
        mark("det er en anbefaling for kriminalitetstruede, ikke en måling"), DKR,
    ),
)  # fmt: skip
BANDS = {
    code: (Benchmark(f"kg_d312_{code}", "C", _ASKED_EIGHT, KEEPGOING),) for code in ("0_1", "2_3")
}
TIMES = {
    code: (Benchmark(f"kg_d313_{code}", "C", _ASKED_AS_WISH, KEEPGOING),)
    for code in ("morning", "midday", "evening")
}
WRITTEN = (
    Benchmark(
        "emp_2015_overall_contacts_sms_mail", "C",
        mark("Empowerments kontakter er med en sagsbehandler, ikke en mentor, og tallet er en andel af alle kontakter"),
        EMPOWERMENT,
    ),
)  # fmt: skip
OTHER_TOPICS = (
    Benchmark(
        "sfi_2015_dialogue_other_topics", "C",
        mark("det ikke vides, hvad SFI's 69 % er andel af, og om uddannelse regnes for beskæftigelse"), SFI,
    ),
)  # fmt: skip
GOALS = (
    Benchmark(
        "sfi_2015_clear_guidelines_goals", "C",
        mark("SFI spurgte, om retningslinjer og mål er klare; her tælles forløb med skriftligt aftalte mål"),
        SFI,
    ),
)  # fmt: skip
_GOALS_CLEAR = Benchmark(
    "sfi_2015_clear_guidelines_goals", "C",
    mark("SFI målte retningslinjer og mål blandt alle borgere med mentor; hverken ordlyd eller antal er oplyst"), SFI,
)  # fmt: skip
BENEFIT_MONTHS = (
    Benchmark(
        "kg_2016_prior_benefit_months", "C",
        mark("rapporten ikke siger, hvor mange borgere der er bag; tallet er fra firmaets progressionsrapporter"),
        KEEPGOING,
    ),
)  # fmt: skip
JOB_OR_EDUCATION = (
    Benchmark(
        "emp_2015_job_education_flexjob", "C", _EMPOWERMENT_EXITS, EMPOWERMENT,
        numerators=(
            "emp_2015_overall_table2_job",
            "emp_2015_overall_table2_education",
            "emp_2015_overall_table2_fleksjob",
        ),
        of=181,
    ),
)  # fmt: skip
JOB_OR_EDUCATION_STRICT = (
    Benchmark(
        "ny_indsats_glaed_dig_job_or_education", "C",
        mark(
            "hverken antal, målgruppe eller opfølgningstid er oplyst, og tallet er en andel af alle deltagere, her af "
            "afsluttede forløb"
        ),
        NY_INDSATS,
    ),
    *(
        Benchmark(
            f"kvik_2013_{town}_job_or_education", "C", _KVIK_EXITS, KVIK,
            numerators=(f"kvik_2013_{town}_exit_job", f"kvik_2013_{town}_exit_education"), of=n,
            name=name, short=short,
        )
        for town, (n, name, short) in _TOWNS.items()
    ),
)  # fmt: skip
_EMPOWERMENT_REASONS = {
    "caseworker_decision": "caseworker_judgement", "withdrew": "own_choice", "employment": "job",
    "died": "death", "imprisoned": "prison", "leave": "parental_leave", "flexjob": "fleksjob",
    "education": "education", "early_retirement": "early_retirement", "moved": "moved",
}  # fmt: skip
_KVIK_REASONS = {"employment": "job", "education": "education"}


def of_exit(reason: str) -> tuple[Benchmark, ...]:
    """What the share of one end reason may be compared with."""
    found = []
    if theirs := _EMPOWERMENT_REASONS.get(reason):
        source = f"emp_2015_overall_table2_{theirs}"
        found.append(
            Benchmark(source, "C", _EMPOWERMENT_EXITS, EMPOWERMENT, numerators=(source,), of=181)
        )
    if theirs := _KVIK_REASONS.get(reason):
        found += [
            Benchmark(
                f"kvik_2013_{town}_exit_{theirs}", "C", _KVIK_EXITS, KVIK,
                numerators=(f"kvik_2013_{town}_exit_{theirs}",), of=n, name=name,
                short=short,
            )
            for town, (n, name, short) in _TOWNS.items()
        ]  # fmt: skip
    return tuple(found)


_SURVEY_2016 = {
    ("contact_frequency", "0_1"): "kg_d312_0_1",
    ("contact_frequency", "2_3"): "kg_d312_2_3",
    ("preferred_time", "morning"): "kg_d313_morning",
    ("preferred_time", "midday"): "kg_d313_midday",
    ("preferred_time", "evening"): "kg_d313_evening",
    ("assignment", "very_satisfied"): "kg_d321_meget_tilfreds",
    ("help", "very_satisfied"): "kg_d323_meget_tilfreds",
    ("help", "satisfied"): "kg_d323_tilfreds",
    ("chemistry", "very_good"): "kg_d324_rigtig_god",
}


def of_answer(item: str, answer: str) -> tuple[Benchmark, ...]:
    """What the share that gave an answer may be compared with: labels the print has kept."""
    if (item, answer) == ("goals_clear", "yes"):
        return (_GOALS_CLEAR,)
    published = _SURVEY_2016.get((item, answer))
    if not published:
        return ()
    return (Benchmark(published, "C", _SAME_QUESTION_2016, KEEPGOING),)


UNWANTED = (
    Benchmark(
        "sfi_2015_should_not_have_had_mentor", "C",
        mark(
            "SFI spurgte, om man slet ikke burde have haft en mentor; her er det svarene ”ikke "
            "tilfreds” og ”unødvendigt”"
        ),
        SFI,
    ),
)  # fmt: skip
CHEMISTRY = (
    Benchmark(
        "sfi_2015_good_chemistry", "not_comparable",
        mark("landstallet er kun offentliggjort i ord (”lidt under halvdelen”)"), SFI,
    ),
)  # fmt: skip
COPING = {
    respondent: (
        Benchmark(
            f"sfi_2015_{respondent}s_say_better_coping", "B",
            mark("SFI spurgte borgere og mentorer i hele landets ordning i 2012–14"), SFI,
        ),
    )
    for respondent in ("citizen", "mentor")
}  # fmt: skip
PERCEPTION_GAP = (
    Benchmark(
        "sfi_2015_perception_gap", "B",
        mark("forskellen er regnet ud fra SFI's to tal fra 2012–14, og det er ikke oplyst, hvor mange der svarede"),
        SFI, ("sfi_2015_mentors_say_better_coping",), less="sfi_2015_citizens_say_better_coping",
        name=mark("forskellen på landsplan"),
    ),
)  # fmt: skip
