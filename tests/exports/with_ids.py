"""Ids that lost something on their way: zeros, digits, or that they are text."""

from tests.exports.making import CASES, CONTACTS, K1, Export, course, meeting, workbook

ZEROS = CASES.replace("\n1,", "\n0012,").replace("B1", "B0012")
TWELVE = CONTACTS + K1.replace("K1,1,", "K1,12,")
MENDED = (
    "contacts: numre i case_id, som er skrevet anderledes end i cases (nuller foran eller ”.0” bagefter) og er rettet "
    "efter cases: 1 (”12” → ”0012”)."
)  # fmt: skip

EXPORTS = [
    Export("zeros that were lost in contacts", {"cases.csv": ZEROS, "contacts.csv": TWELVE},
           rows={"cases": [course("0012")], "contacts": [meeting(case_id="0012")]}, told=(MENDED,)),
    Export("zeros that were lost in cases",
           {"cases.csv": CASES.replace("\n1,", "\n12,"), "contacts.csv": CONTACTS + K1.replace("K1,1,", "K1,0012,")},
           rows={"cases": [course("12", citizen_id="B1")], "contacts": [meeting(case_id="12")]}),
    Export("ids that pandas made floats", {"cases.csv": CASES, "contacts.csv": CONTACTS + K1.replace("K1,1,", "K1,1.0,")},
           rows={"cases": [course()], "contacts": [meeting()]}),
    Export("zeros that were lost, and two courses it may be",
           {"cases.csv": ZEROS + "012,B2,0461,mentor,2026-01-05\n", "contacts.csv": TWELVE}),
    Export("zeros that were lost, and one course that is not there",
           {"cases.csv": ZEROS, "contacts.csv": TWELVE + "K2,99,2026-06-02 12:00,meeting,held,60\n"}),
    Export("ids that a spreadsheet cut, as text", {"cases.csv": CASES.replace("\n1,", "\n1.2E+10,"),
                                                  "contacts.csv": CONTACTS + K1.replace("K1,1,", 'K1,"1,2E+10",')}),
    Export("ids of sixteen digits as numbers of Excel", {"cases.xlsx": workbook(("Ark1", [
        CASES.splitlines()[0].split(","), [1234567890123456, "B1", "0461", "mentor", "2026-01-05"]]))}),
    Export("a wheel of a course whose zeros were lost", {"cases.csv": ZEROS, "survey_results.csv":
           "response_id,instrument,respondent,case_id,invited_on,answered_on,phase,item,score\n"
           "S1,life_wheel,citizen,12,2026-06-01,2026-06-01,start,housing,5\n"}),
    Export("a course that is in nobody's list", {"cases.csv": CASES, "contacts.csv": CONTACTS + K1.replace("K1,1,", "K1,A-7,")}),
    Export("an id twice", {"cases.csv": CASES + "1,B2,0461,mentor,2026-01-05\n"}),
]
