"""The figures of questionnaires: what was answered, by whom, and by how many of those asked."""

from dashboard.catalogue import benchmarks
from dashboard.catalogue.figure import Figure
from dashboard.foundation import delivery, schema, terms
from dashboard.foundation.words import mark

_BEST = {  # of the answers that were printed, those more of which is better
    "assignment": "very_satisfied", "help": "very_satisfied", "chemistry": "very_good", "goals_clear": "yes",
}  # fmt: skip
PAIRED = {
    "both": mark("begge siger ja"),
    "mentor_alone": mark("kun mentoren siger ja"),
    "citizen_alone": mark("kun borgeren siger ja"),
    "neither": mark("ingen af dem siger ja"),
}


def figures() -> list[Figure]:
    """All of them, in the order of the catalogue."""
    return [
        *_satisfaction(), *_coping(), *_coping_paired(), *_partner(), *_quality(), *_internship(),
    ]  # fmt: skip


def _satisfaction() -> list[Figure]:
    figures = [
        Figure(
            f"satisfaction_{item}_{answer}", "satisfaction", "share", "share", "answer_shares", "answered",
            mark("{question} – {what}"),
            mark("Svar fra borgere i perioden: dem, der svarede sådan, ud af dem, der svarede på spørgsmålet."),
            needs=delivery.ANSWERS, respondent="citizen", family=item, suppressed_with=item,
            values={"question": terms.QUESTIONS[item], "what": terms.ANSWERS[item][answer]},
            benchmarks=benchmarks.of_answer(item, answer), better="above" if _BEST.get(item) == answer else "",
        )
        for item, answers in schema.SATISFACTION_ANSWERS.items()
        for answer in answers
    ]  # fmt: skip
    figures += [
        Figure(
            "mentor_unwanted_share", "satisfaction", "share", "share", "answer_shares", "answered",
            mark("Ikke tilfreds med at få en mentor, eller fandt det unødvendigt"),
            mark("Svar fra borgere: ikke tilfreds med at få en mentor, eller fandt det unødvendigt."),
            needs=delivery.ANSWERS, respondent="citizen", family="unwanted", suppressed_with="assignment",
            benchmarks=benchmarks.UNWANTED, better="below",
        ),
        Figure(
            "chemistry_good_share", "satisfaction", "share", "share", "answer_shares", "answered",
            mark("God eller rigtig god kemi med mentoren"),
            mark("Svar fra borgere: god eller rigtig god kemi."),
            needs=delivery.ANSWERS, respondent="citizen", family="good_chemistry", suppressed_with="chemistry",
            benchmarks=benchmarks.CHEMISTRY, better="above",
        ),
    ]  # fmt: skip
    return figures


def _coping() -> list[Figure]:
    bases = {
        "": (
            mark("Klarer sig bedre ifølge {what} (af ja og nej)"),
            mark("Bedre til at klare udfordringer: ja ud af ja og nej; ”ved ikke” er holdt ude."),
        ),
        "_of_all": (
            mark("Klarer sig bedre ifølge {what} (af alle svar)"),
            mark("Bedre til at klare udfordringer: ja ud af alle svar, ”ved ikke” medregnet."),
        ),
    }
    return [
        Figure(
            f"coping_better_{respondent}{base}", "coping", "share", "share", "answer_shares", "answered",
            label, definition, needs=delivery.ANSWERS, respondent=respondent, family=respondent + base,
            suppressed_with=f"coping_{respondent}",
            values={"what": word},
            benchmarks=benchmarks.COPING[respondent] if base else (), better="above",
        )
        for base, (label, definition) in bases.items()
        for respondent, word in terms.RESPONDENTS.items()
    ]  # fmt: skip


def _partner() -> list[Figure]:
    return [
        Figure(
            f"partner_{item}_{answer}", "satisfaction", "share", "share", "answer_shares", "answered",
            mark("{question} – {what}"),
            mark("Svar fra sagsbehandlere i perioden: dem, der svarede sådan, ud af dem, der svarede på spørgsmålet."),
            needs=delivery.ANSWERS, respondent="caseworker", family=item, suppressed_with=f"partner_{item}",
            values={"question": terms.QUESTIONS[item], "what": terms.ANSWERS[item][answer]},
        )
        for item, answers in schema.PARTNER_ANSWERS.items()
        for answer in answers
    ]  # fmt: skip


def _internship() -> list[Figure]:
    return [
        Figure(
            f"internship_score_{score}_share", "internship", "share", "share_of_course", "internship_spread",
            "answered", mark("Praktik, score {what}"),
            mark("Andel af et skemas vurderinger med den score, fra 1 til 5; gennemsnit på tværs af skemaer."),
            needs=delivery.WHEELS, scale=(0.0, 1.0), values={"what": str(score)}, suppressed_with="internship_spread",
        )
        for score in range(1, 6)
    ]  # fmt: skip


def _coping_paired() -> list[Figure]:
    """What the citizen and the mentor of one course say, where both have answered."""
    shown_with = tuple(f"coping_better_{respondent}_of_all" for respondent in terms.RESPONDENTS)
    needs = (*delivery.ANSWERS, delivery.column("survey_results", "case_id"))
    shares = [
        Figure(
            f"coping_paired_{answered}_share", "coping", "share", "share", "coping_pairs", "answered",
            mark("Borger og mentor om samme forløb: {what}"),
            mark(
                "Forløb, hvor både borger og mentor har svaret på, om borgeren er blevet bedre til at klare "
                "udfordringer; det seneste svar i perioden fra hver. ”Ved ikke” er ikke et ja."
            ),
            needs=needs, family="coping_paired", suppressed_with="coping_paired", shown_with=shown_with,
            values={"what": word},
        )
        for answered, word in PAIRED.items()
    ]  # fmt: skip
    gap = Figure(
        "coping_paired_gap", "coping", "share", "paired_difference", "coping_pairs", "answered",
        mark("Borger og mentor om samme forløb: mentorens ja minus borgerens"),
        mark(
            "Forløb, hvor mentoren alene siger ja, minus dem, hvor borgeren alene gør, i procentpoint af de "
            "forløb, hvor begge har svaret (Tangos interval)."
        ),
        needs=needs, parts={who: f"coping_paired_{who}_alone_share" for who in ("mentor", "citizen")},
    )  # fmt: skip
    return [*shares, gap]


def _quality() -> list[Figure]:
    return [
        *(
            Figure(
                f"response_rate_{code}", "quality", "share", "share", "response_rates", "invited",
                mark("Svarprocent, {what}"),
                mark("Besvarede skemaer ud af dem, der er sendt i perioden."),
                needs=(delivery.ANSWERED,), values={"what": word},
            )
            for code, word in terms.INSTRUMENTS.items()
        ),
        Figure(
            "internship_score_mean", "internship", "points", "mean", "internship_scores", "answered",
            mark("Praktik, gennemsnitlig vurdering"),
            mark("Gennemsnit på tværs af skemaer af deres gennemsnitlige score, fra 1 til 5."),
            needs=delivery.WHEELS, scale=(1.0, 5.0), suppressed_with="internship",
        ),
        *(
            Figure(
                f"rows_quarantined_{table.name}", "quality", "count", "quarantine", "", "exported",
                mark("Rækker holdt tilbage: {what}"),
                mark("Rækker i hele udtrækket med fejl; de er ikke med i noget tal."),
                values={"what": terms.TABLES[table.name]},
            )
            for table in schema.TABLES
        ),
    ]  # fmt: skip
