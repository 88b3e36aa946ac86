"""Danish words for the codes of the export contract, for labels and tables."""

from dashboard.foundation.words import mark, text

PROGRAMMES = {
    "den_gode_loesladelse": mark("Den gode løsladelse"),
    "keepworking": mark("KeepWorking"),
    "mentor": mark("Mentor"),
}
END_REASONS = {
    "completed": mark("registreret gennemført"),
    "employment": mark("job"),
    "education": mark("uddannelse"),
    "flexjob": mark("fleksjob"),
    "subsidised_job": mark("job med løntilskud"),
    "internship": mark("virksomhedspraktik"),
    "other_offer": mark("andet tilbud"),
    "early_retirement": mark("førtidspension"),
    "moved": mark("fraflyttet"),
    "leave": mark("orlov"),
    "illness": mark("sygdom"),
    "imprisoned": mark("fængslet"),
    "withdrew": mark("eget ønske"),
    "no_benefit": mark("uden udbytte"),
    "caseworker_decision": mark("af sagsbehandleren"),
    "died": mark("død"),
    "other": mark("anden årsag"),
}
AGE_BANDS = {
    "under_25": mark("under 25 år"),
    "25_29": mark("25–29 år"),
    "30_39": mark("30–39 år"),
    "40_49": mark("40–49 år"),
    "50_plus": mark("50 år og derover"),
}
GENDERS = {"female": mark("kvinder"), "male": mark("mænd"), "other": mark("andet køn")}
BENEFITS = {
    "kontanthjaelp": mark("kontanthjælp"),
    "uddannelseshjaelp": mark("uddannelseshjælp"),
    "ressourceforloeb": mark("ressourceforløbsydelse"),
    "sygedagpenge": mark("sygedagpenge"),
    "other": mark("anden ydelse"),
    "none": mark("ingen ydelse"),
}
READINESS = {
    "job_ready": mark("jobparat"),
    "education_ready": mark("uddannelsesparat"),
    "activity_ready": mark("aktivitetsparat"),
}
TOPICS = {
    "daily_structure": mark("struktur i hverdagen"),
    "economy": mark("økonomi"),
    "housing": mark("bolig"),
    "health": mark("helbred"),
    "social": mark("netværk"),
    "family": mark("familie"),
    "authorities": mark("myndigheder"),
    "employment": mark("arbejde"),
    "education": mark("uddannelse"),
    "leisure": mark("fritid"),
    "other": mark("andet"),
}
DOCUMENT_KINDS = {
    "status_report": mark("statusrapport"),
    "progression_report": mark("progressionsrapport"),
    "cooperation_meeting": mark("samarbejdsmøde"),
    "goal_review": mark("gennemgang af mål"),
    "internship_evaluation": mark("praktikevaluering"),
    "exit_interview": mark("afsluttende samtale"),
}
MEETING_PARTIES = {
    "internal": mark("internt samarbejdsmøde"),
    "external": mark("eksternt samarbejdsmøde"),
    "interdisciplinary": mark("tværfagligt samarbejdsmøde"),
}
ACTIVITIES = {
    "art": mark("ART (vredeshåndtering)"),
    "civic_understanding": mark("samfundsforståelse"),
    "health": mark("sundhedsaktivitet"),
    "leisure": mark("fritidsaktivitet"),
    "keepworking": mark("KeepWorking"),
    "mini_internship": mark("mini-praktik"),
    "release_plan": mark("løsladelsesplan"),
    "education_guidance": mark("uddannelsesvejledning"),
    "other": mark("anden aktivitet"),
}
NEEDS = {
    "misuse": mark("misbrug"),
    "diagnosis": mark("diagnose"),
    "debt": mark("gæld"),
    "housing": mark("bolig"),
    "crime": mark("kriminalitet"),
    "gang": mark("banderelation"),
}
MENTOR_TASKS = {  # the three kinds of support
    "social": mark("udfordringer uden for arbejde og uddannelse"),
    "participation": mark("deltagelse i andre indsatser"),
    "workplace": mark("introduktion på en arbejdsplads"),
}
OPEN_QUESTIONS = {
    "understanding": mark("Beskriv med egne ord, hvad dit mentorforløb indeholder."),
    "benefit": mark("Hvilket udbytte får du ud af at have en mentor?"),
    "improvement": mark("Hvad kan gøre dit mentor-forløb bedre?"),
}
FLOW_PHASES = {"klar": mark("Klar"), "parat": mark("Parat"), "start": mark("Start")}
DOMAINS = {
    "housing": mark("bolig"),
    "leisure": mark("fritid"),
    "health": mark("helbred"),
    "social": mark("netværk"),
    "family": mark("familie"),
    "economy": mark("økonomi"),
    "education": mark("uddannelse"),
    "success": mark("succes"),
}
PHASES = {"start": mark("Klar"), "phase_2": mark("Parat"), "phase_3": mark("Start")}
CHANNELS = {
    "meeting": mark("møde"),
    "phone": mark("telefon"),
    "text": mark("sms"),
    "email": mark("e-mail"),
    "video": mark("video"),
    "other": mark("anden kontakt"),
}
CONTACT_OUTCOMES = {
    "held": mark("afholdt"),
    "no_show": mark("borgeren udeblev"),
    "cancelled": mark("aflyst"),
}
WHEEL_ROUNDS = {
    "phase_2": mark("ved begyndelsen af Parat"),
    "phase_3": mark("ved begyndelsen af Start"),
    "closing": mark("ved afslutningen"),
}
INSTRUMENTS = {
    "satisfaction": mark("tilfredshed"),
    "life_wheel": mark("livshjul"),
    "coping": mark("mestring"),
    "internship": mark("praktik"),
    "partner": mark("samarbejde"),
}
RESPONDENTS = {"citizen": mark("borgere"), "mentor": mark("mentorer")}
FREQUENCIES = {
    "0_1": mark("0–1 gang om ugen"),
    "2_3": mark("2–3 gange om ugen"),
    "4_5": mark("4–5 gange om ugen"),
    "6_7": mark("6–7 gange om ugen"),
}
TIMES = {
    "morning": mark("morgen og formiddag"),
    "midday": mark("middag og eftermiddag"),
    "evening": mark("aften"),
}
QUESTIONS = {
    "mentor_gender_matters": mark("Betyder mentorens køn noget?"),
    "contact_frequency": mark("Hvor ofte er der kontakt?"),
    "preferred_time": mark("Hvornår passer det bedst at mødes?"),
    "assignment": mark("Tilfreds med at få en mentor?"),
    "availability": mark("Tilfreds med mentorens tilgængelighed?"),
    "help": mark("Tilfreds med mentorens hjælp og indsats?"),
    "chemistry": mark("Er der god kemi med mentoren?"),
    "own_effort": mark("Tilfreds med egen indsats?"),
    "outcome": mark("Tilfreds med udbyttet?"),
    "goals_clear": mark("Er målene klare?"),
    "cooperation": mark("Tilfreds med samarbejdet?"),
    "information": mark("Tilfreds med informationen undervejs?"),
    "progress_seen": mark("Tilfreds med den udvikling, du ser?"),
    "would_order_again": mark("Ville du bestille igen?"),
}
_SATISFIED = {
    "very_satisfied": mark("meget tilfreds"),
    "slightly_satisfied": mark("lidt tilfreds"),
    "satisfied": mark("tilfreds"),
    "not_satisfied": mark("ikke tilfreds"),
    "dissatisfied": mark("utilfreds"),
    "very_dissatisfied": mark("meget utilfreds"),
    "unnecessary": mark("unødvendigt"),
    "dont_know": mark("ved ikke"),
}
_YES_NO = {
    "yes": mark("ja"),
    "no": mark("nej"),
    "partly": mark("delvist"),
    "dont_know": mark("ved ikke"),
}
ANSWERS = {
    "mentor_gender_matters": _YES_NO,
    "contact_frequency": FREQUENCIES,
    "preferred_time": TIMES,
    "assignment": _SATISFIED,
    "availability": _SATISFIED,
    "help": _SATISFIED,
    "chemistry": {
        "very_good": mark("rigtig god kemi"),
        "good": mark("god kemi"),
        "none": mark("ingen kemi"),
        "very_poor": mark("meget dårlig kemi"),
    },
    "own_effort": _SATISFIED,
    "outcome": _SATISFIED,
    "goals_clear": _YES_NO,
    "cooperation": _SATISFIED,
    "information": _SATISFIED,
    "progress_seen": _SATISFIED,
    "would_order_again": _YES_NO,
}

PROGRESS_BASES = {  # what the third promise is judged on
    "wheel_or_event": mark("livshjulet eller en begivenhed"),
    "wheel": mark("livshjulet alene"),
    "wheel_or_event_unless_down": mark(
        "livshjulet, eller en begivenhed, hvis livshjulet ikke er faldet"
    ),
}
COLUMNS = {  # of an export, as what they hold
    "referred_on": mark("henvisningsdato"),
    "phase_2_on": mark("start af fasen Parat"),
    "phase_3_on": mark("start af fasen Start"),
    "phases_completed_on": mark("gennemførte faser"),
    "ended_on": mark("slutdato"),
    "end_reason": mark("slutårsag"),
    "charged_on": mark("tiltaler"),
    "readiness_at_start": mark("visitation ved start"),
    "readiness_at_end": mark("visitation ved slut"),
    "benefit_at_start": mark("ydelse ved start"),
    "months_on_benefit_before": mark("måneder på ydelse før start"),
    "granted_hours_per_week": mark("bevilgede timer"),
    "birth_year": mark("fødselsår"),
    "mentor_gender": mark("mentorens køn"),
    "citizen_gender": mark("borgerens køn"),
    "mentor_wish_met": mark("ønske til mentor"),
    "goals_agreed_on": mark("aftalte mål"),
    "employment_started_on": mark("job"),
    "education_started_on": mark("uddannelse"),
    "leisure_engaged_on": mark("fritidsaktivitet"),
    "treatment_completed_on": mark("afsluttet misbrugsbehandling"),
    "assessment_completed_on": mark("afsluttet psykiatrisk udredning"),
    "takes_initiative_on": mark("tager ansvar og initiativ"),
    "roles_agreed_on": mark("aftalt rollefordeling"),
    "mentor_task": mark("mentors opgave"),
    "need_misuse": mark("behov: misbrug"),
    "need_diagnosis": mark("behov: diagnose"),
    "need_debt": mark("behov: gæld"),
    "need_housing": mark("behov: bolig"),
    "need_crime": mark("behov: kriminalitet"),
    "need_gang": mark("behov: bande"),
    "retained_3_months": mark("fastholdt efter 3 måneder"),
    "retained_6_months": mark("fastholdt efter 6 måneder"),
    "minutes": mark("minutter"),
    "topic": mark("emne"),
    "party": mark("mødets parter"),
    "due_on": mark("frist"),
    "done_on": mark("dato for det, der er gjort"),
    "case_id": mark("forløb"),
    "answered_on": mark("svardato"),
    "answer": mark("svar"),
    "score": mark("score på livshjulet"),
}
TABLES = {  # of an export
    "cases": mark("forløb"),
    "contacts": mark("kontakter"),
    "survey_results": mark("spørgeskemaer og livshjul"),
    "documents": mark("dokumenter"),
    "activities": mark("aktiviteter"),
    "comments": mark("åbne svar"),
}
NOT_DELIVERED = {  # where it is no column that is missing
    "contacts": mark("udtrækket har ingen kontakter"),
    "survey_results": mark("udtrækket har ingen spørgeskemaer eller livshjul"),
    "documents": mark("udtrækket har ingen dokumenter"),
    "activities": mark("udtrækket har ingen aktiviteter"),
    "day_of_charge": mark("dagen kendes ikke for de tiltaler, der kun står som et ja"),
    "invited_on": mark(
        "udtrækket har kun besvarede skemaer, så ingen ved, hvor mange der er spurgt"
    ),
}


def word(terms: dict[str, str], code: str) -> str:
    """The code in the session's language; a code without a word stands as it is."""
    return text(terms[code]) if code in terms else code
