"""Questionnaires as form tools export them: a column a question, answers in words, a time for the day."""

from datetime import date, datetime

from tests.exports.making import CASES, Export, answered, course, workbook

RECIPE = """
[[source]]
table = "survey_results"
files = ["{file}"]
date_format = ["{form}"]
drop_time = true
{more}
made_ids = ["response_id"]
[source.columns]
"{when}" = ["answered_on", "invited_on"]
"Sagsnr." = "case_id"
[source.constants]
instrument = "satisfaction"
respondent = "citizen"
[source.items]
"Hvor tilfreds er du med hjælpen?" = "help"
"Hvordan er kemien?" = "chemistry"
[source.answers.help]
"Meget tilfreds" = "very_satisfied"
"Utilfreds" = "not_satisfied"
[source.answers.chemistry]
"Rigtig god" = "very_good"
"""


def recipe(file, form, when, more=""):
    return RECIPE.format(file=file, form=form, when=when, more=more)


QUESTIONS = '"Sagsnr.","Hvor tilfreds er du med hjælpen?","Hvordan er kemien?"\n'
DAY = date(2026, 6, 12)
GOOGLE = (
    '"Tidsstempel",'
    + QUESTIONS
    + '"2026/06/12 10:12:33 AM EET","1","Meget tilfreds","Rigtig god"\n'
    '"2026/06/12 2:05:01 PM EET","1","Utilfreds",""\n'
)
SURVEYXACT = (
    "\ufeffrespondent;statoverall;closetime;sag;s_1;s_2\r\n"
    "100;4;12-06-2026 10:12:33;1;1;2\r\n101;1;;1;;\r\n102;4;12-06-2026 11:00:00;1;3;99\r\n"
)
XACT = """
[[source]]
table = "survey_results"
files = ["dataset*.csv"]
date_format = "dd-mm-åååå tt:mm:ss"
drop_time = true
[source.columns]
"respondent" = "response_id"
"closetime" = "answered_on"
"sag" = "case_id"
[source.constants]
instrument = "satisfaction"
respondent = "citizen"
invited_on = "2026-06-01"
[source.items]
"s_1" = "help"
"s_2" = "own_effort"
[source.codes.answer]
"1" = "very_satisfied"
"2" = "satisfied"
"3" = "not_satisfied"
"99" = ""
"""
LONG = "response_id,instrument,respondent,case_id,invited_on,answered_on,item,answer\n"


def both(when, word="very_satisfied", chemistry="very_good", **given):
    return [answered("", item, invited_on=when, answered_on=when, answer=answer, **given)
            for item, answer in (("help", word), ("chemistry", chemistry))]  # fmt: skip


EXPORTS = [
    Export(
        "Google Forms as CSV",
        {"cases.csv": CASES, "Tilfredshed.csv": GOOGLE},
        recipe("Tilfredshed.csv", "%Y/%m/%d %I:%M:%S %p", "Tidsstempel"),
        rows={
            "cases": [
                {
                    "case_id": "1",
                    "citizen_id": "B1",
                    "municipality_code": "0461",
                    "programme": "mentor",
                    "started_on": date(2026, 1, 5),
                }
            ],
            "survey_results": [
                {
                    "response_id": "xlmmjfjemkmea-2",
                    "instrument": "satisfaction",
                    "respondent": "citizen",
                    "case_id": "1",
                    "invited_on": date(2026, 6, 12),
                    "answered_on": date(2026, 6, 12),
                    "item": "chemistry",
                    "answer": "very_good",
                },
                {
                    "response_id": "xlmmjfjemkmea-2",
                    "instrument": "satisfaction",
                    "respondent": "citizen",
                    "case_id": "1",
                    "invited_on": date(2026, 6, 12),
                    "answered_on": date(2026, 6, 12),
                    "item": "help",
                    "answer": "very_satisfied",
                },
                {
                    "response_id": "xlmmjfjemkmea-3",
                    "instrument": "satisfaction",
                    "respondent": "citizen",
                    "case_id": "1",
                    "invited_on": date(2026, 6, 12),
                    "answered_on": date(2026, 6, 12),
                    "item": "chemistry",
                },
                {
                    "response_id": "xlmmjfjemkmea-3",
                    "instrument": "satisfaction",
                    "respondent": "citizen",
                    "case_id": "1",
                    "invited_on": date(2026, 6, 12),
                    "answered_on": date(2026, 6, 12),
                    "item": "help",
                    "answer": "not_satisfied",
                },
            ],
        },
    ),
    Export(
        "Google Sheets with its Danish times",
        {
            "cases.csv": CASES,
            "Formularsvar.csv": GOOGLE.replace(
                "2026/06/12 10:12:33 AM EET", "12/06/2026 10.12.33"
            ).replace("2026/06/12 2:05:01 PM EET", "12/06/2026 14.05.01"),
        },
        recipe("Formularsvar.csv", "%d/%m/%Y %H.%M.%S", "Tidsstempel"),
        rows={
            "cases": [
                {
                    "case_id": "1",
                    "citizen_id": "B1",
                    "municipality_code": "0461",
                    "programme": "mentor",
                    "started_on": date(2026, 1, 5),
                }
            ],
            "survey_results": [
                {
                    "response_id": "xbaligcblpeob-2",
                    "instrument": "satisfaction",
                    "respondent": "citizen",
                    "case_id": "1",
                    "invited_on": date(2026, 6, 12),
                    "answered_on": date(2026, 6, 12),
                    "item": "chemistry",
                    "answer": "very_good",
                },
                {
                    "response_id": "xbaligcblpeob-2",
                    "instrument": "satisfaction",
                    "respondent": "citizen",
                    "case_id": "1",
                    "invited_on": date(2026, 6, 12),
                    "answered_on": date(2026, 6, 12),
                    "item": "help",
                    "answer": "very_satisfied",
                },
                {
                    "response_id": "xbaligcblpeob-3",
                    "instrument": "satisfaction",
                    "respondent": "citizen",
                    "case_id": "1",
                    "invited_on": date(2026, 6, 12),
                    "answered_on": date(2026, 6, 12),
                    "item": "chemistry",
                },
                {
                    "response_id": "xbaligcblpeob-3",
                    "instrument": "satisfaction",
                    "respondent": "citizen",
                    "case_id": "1",
                    "invited_on": date(2026, 6, 12),
                    "answered_on": date(2026, 6, 12),
                    "item": "help",
                    "answer": "not_satisfied",
                },
            ],
        },
    ),
    Export(
        "Microsoft Forms",
        {
            "cases.csv": CASES,
            "Tilfredshed(1-2).xlsx": workbook(
                (
                    "Sheet1",
                    [
                        [
                            "ID",
                            "Starttidspunkt",
                            "Fuldførelsestidspunkt",
                            "Mail",
                            "Navn",
                            "Sagsnr.",
                            "Hvor tilfreds er du med hjælpen?",
                            "Hvordan er kemien?",
                        ],
                        [
                            1,
                            datetime(2026, 6, 12, 10, 1),
                            datetime(2026, 6, 12, 10, 12, 33),
                            "anonymous",
                            None,
                            1,
                            "Meget tilfreds\xa0",
                            "Rigtig god",
                        ],
                    ],
                )
            ),
        },
        recipe("Tilfredshed*.xlsx", "%d-%m-%Y", "Fuldførelsestidspunkt"),
        told=(
            "survey_results: kolonnen ID bruges ikke.",
            "survey_results: kolonnen Starttidspunkt bruges ikke.",
            "survey_results: kolonnen Mail bruges ikke.",
            "survey_results: kolonnen Navn bruges ikke.",
        ),
        rows={
            "cases": [
                {
                    "case_id": "1",
                    "citizen_id": "B1",
                    "municipality_code": "0461",
                    "programme": "mentor",
                    "started_on": date(2026, 1, 5),
                }
            ],
            "survey_results": [
                {
                    "response_id": "xbkokoelecbjl-2",
                    "instrument": "satisfaction",
                    "respondent": "citizen",
                    "case_id": "1",
                    "invited_on": date(2026, 6, 12),
                    "answered_on": date(2026, 6, 12),
                    "item": "chemistry",
                    "answer": "very_good",
                },
                {
                    "response_id": "xbkokoelecbjl-2",
                    "instrument": "satisfaction",
                    "respondent": "citizen",
                    "case_id": "1",
                    "invited_on": date(2026, 6, 12),
                    "answered_on": date(2026, 6, 12),
                    "item": "help",
                    "answer": "very_satisfied",
                },
            ],
        },
    ),
    Export(
        "SurveyXact with codes, and those that have not answered",
        {"cases.csv": CASES, "dataset.csv": SURVEYXACT},
        XACT,
        rows={
            "cases": [course()],
            "survey_results": [
                answered("100", "help", answer="very_satisfied"),
                answered("100", "own_effort", answer="satisfied"),
                answered("101", "help", answered_on=None),
                answered("101", "own_effort", answered_on=None),
                answered("102", "help", answer="not_satisfied"),
                answered("102", "own_effort"),
            ],
        },
        told=("survey_results: kolonnen statoverall bruges ikke.",),
    ),
    Export(
        "SurveyXact in UTF-16 with tabs",
        {"cases.csv": CASES, "dataset.csv": SURVEYXACT.replace(";", "\t").encode("utf-16-le")},
        XACT,
        rows={
            "cases": [course()],
            "survey_results": [
                answered("100", "help", answer="very_satisfied"),
                answered("100", "own_effort", answer="satisfied"),
                answered("101", "help", answered_on=None),
                answered("101", "own_effort", answered_on=None),
                answered("102", "help", answer="not_satisfied"),
                answered("102", "own_effort"),
            ],
        },
        told=(
            "survey_results: ”dataset.csv” er i tegnsættet utf-16 og er læst sådan.",
            "survey_results: kolonnen statoverall bruges ikke.",
        ),
    ),
    Export(
        "a time for the day it was answered",
        {
            "cases.csv": CASES,
            "survey_results.csv": LONG
            + "S1,satisfaction,citizen,1,2026-06-01,2026-06-12 10:12:33,help,satisfied\n",
        },
        refused=(
            "survey_results · answered_on: en dato med klokkeslæt (1)\n"
            "  Forventet: åååå-mm-dd uden klokkeslæt.\n"
            "  Gør dette: skriv drop_time = true i recipe.toml, så kun dagen læses.\n"
            "    survey_results.csv, række 2: ”2026-06-12 10:12:33”"
        ),
        told=("survey_results: svar uden svardato, som ikke tælles med: 1.",),
    ),
    Export(
        "a time for the day it was answered, and a recipe that leaves it out",
        {
            "cases.csv": CASES,
            "survey_results.csv": LONG
            + "S1,satisfaction,citizen,1,2026-06-01,2026-06-12 10:12:33,help,satisfied\n",
        },
        "drop_time = true\n",
        rows={"cases": [course()], "survey_results": [answered("S1", "help", answer="satisfied")]},
    ),
    Export(
        "one word that is two answers",
        {
            "cases.csv": CASES,
            "survey_results.csv": LONG
            + "S1,satisfaction,citizen,1,2026-06-01,2026-06-12,help,Utilfreds\n"
            "S1,satisfaction,citizen,1,2026-06-01,2026-06-12,outcome,Utilfreds\n",
        },
        '[survey_results.codes.answer]\n"Utilfreds" = "not_satisfied"\n',
        refused=(
            "survey_results · answer: ukendt svar på spørgsmålet (1)\n"
            "  Forventet: en svarkode, der hører til spørgsmålet.\n"
            "  Gør dette: ret svaret, eller oversæt det i recipe.toml.\n"
            "    survey_results.csv, række 3: ”not_satisfied”"
        ),
    ),
    Export(
        "one word that is two answers, said by item",
        {
            "cases.csv": CASES,
            "svar.csv": LONG + "S1,satisfaction,citizen,1,2026-06-01,2026-06-12,help,Utilfreds\n"
            "S1,satisfaction,citizen,1,2026-06-01,2026-06-12,outcome,Utilfreds\n",
        },
        '[[source]]\ntable = "survey_results"\nfiles = ["svar.csv"]\n[source.answers.help]\n"Utilfreds" = "not_satisfied"\n'
        '[source.answers.outcome]\n"Utilfreds" = "dissatisfied"\n',
        rows={
            "cases": [course()],
            "survey_results": [
                answered("S1", "help", answer="not_satisfied"),
                answered("S1", "outcome", answer="dissatisfied"),
            ],
        },
    ),
    Export(
        "a column a question without a recipe",
        {"cases.csv": CASES, "survey_results.csv": GOOGLE},
        refused=(
            "survey_results: ingen af tabellens overskrifter er fundet (1)\n"
            "  Forventet: overskrifterne i en af de første 30 rækker på det ark, der læses.\n"
            "  Gør dette: skriv i recipe.toml, hvilke filer og ark tabellen står i, og hvad overskrifterne betyder; ”python -m dashboard recipe MAPPE” foreslår det.\n"
            "    survey_results.csv"
        ),
    ),
    Export(
        "a wheel with a column a domain",
        {
            "cases.csv": CASES,
            "Livshjul.csv": "Sagsnr;Udfyldt;Fase;Bolig;Fritid\n1;12-06-2026;Start;3;7\n1;01-09-2026;Slut;5;\n",
        },
        '[[source]]\ntable = "survey_results"\nfiles = ["Livshjul.csv"]\ndate_format = "dd-mm-åååå"\n'
        'made_ids = ["response_id"]\n[source.columns]\n"Sagsnr" = "case_id"\n'
        '"Udfyldt" = ["answered_on", "invited_on"]\n"Fase" = "phase"\n[source.constants]\n'
        'instrument = "life_wheel"\nrespondent = "citizen"\n[source.codes.phase]\n"Start" = "start"\n"Slut" = "closing"\n'
        '[source.items]\n"Bolig" = "housing"\n"Fritid" = "leisure"\n',
        rows={
            "cases": [
                {
                    "case_id": "1",
                    "citizen_id": "B1",
                    "municipality_code": "0461",
                    "programme": "mentor",
                    "started_on": date(2026, 1, 5),
                }
            ],
            "survey_results": [
                {
                    "response_id": "xlknmjfaaekfa-2",
                    "instrument": "life_wheel",
                    "respondent": "citizen",
                    "case_id": "1",
                    "phase": "start",
                    "invited_on": date(2026, 6, 12),
                    "answered_on": date(2026, 6, 12),
                    "item": "housing",
                    "score": 3,
                },
                {
                    "response_id": "xlknmjfaaekfa-2",
                    "instrument": "life_wheel",
                    "respondent": "citizen",
                    "case_id": "1",
                    "phase": "start",
                    "invited_on": date(2026, 6, 12),
                    "answered_on": date(2026, 6, 12),
                    "item": "leisure",
                    "score": 7,
                },
                {
                    "response_id": "xlknmjfaaekfa-3",
                    "instrument": "life_wheel",
                    "respondent": "citizen",
                    "case_id": "1",
                    "phase": "closing",
                    "invited_on": date(2026, 9, 1),
                    "answered_on": date(2026, 9, 1),
                    "item": "housing",
                    "score": 5,
                },
                {
                    "response_id": "xlknmjfaaekfa-3",
                    "instrument": "life_wheel",
                    "respondent": "citizen",
                    "case_id": "1",
                    "phase": "closing",
                    "invited_on": date(2026, 9, 1),
                    "answered_on": date(2026, 9, 1),
                    "item": "leisure",
                },
            ],
        },
    ),
]
