"""What is only guessed, and stands commented out: answers by their order, columns by what they hold."""

import pytest

from dashboard.foundation.schema import ANSWERS, CASES, CONTACTS
from dashboard.ingest import answer_scale, staging, vocabulary
from dashboard.presenters import own_choices, own_lines
from dashboard.proposal import legend, matching, row_words, scales, writing
from dashboard.proposal.matching import Certainty, Match
from dashboard.proposal.peeking import Sheet
from dashboard.proposal.proposing import propose

LEGEND = "Hjælpen fra mentor (1=slet ikke, 5=i meget høj grad, 9=ved ikke)"
MOOD = ["Meget glad", "Glad", "Hverken glad eller ked af det", "Ikke glad"]


@pytest.mark.parametrize(
    ("heading", "words", "expected"),
    [
        ("", ["Altid", "Sjældent", "Aldrig"], {"Altid": "best", "Sjældent": "poor", "Aldrig": "worst"}),
        ("", MOOD, {"Meget glad": "best", "Glad": "good", "Hverken glad eller ked af det": "", "Ikke glad": "poor"}),
        (LEGEND, ["5", "4", "3", "2", "1", "9"],
         {"5": "best", "4": "good", "3": "", "2": "poor", "1": "worst", "9": "dont_know"}),
        (LEGEND.replace("1=", "0=").replace("5=", "1=").replace("0=", "5="), ["1", "5"], {"1": "best", "5": "worst"}),
        ("", ["Helt enig", "Uenig", "Helt uenig", "Ved ikke"], {}),
        ("", ["Helt enig", "Helt uenig", "Ved ikke"],
         {"Helt enig": "best", "Helt uenig": "worst", "Ved ikke": "dont_know"}),
        ("", ["Hverken/eller", "Tja"], {"Hverken/eller": ""}),
        ("Hjælpen (1-5)", ["1", "2"], {}),
        ("Hjælpen (1=slet ikke, 5=ikke altid)", ["1", "5"], {}),
        ("", ["Ja", "Nej"], {}),
        ("", [], {}),
    ],
)  # fmt: skip
def test_an_answer_stands_where_its_scale_has_it_and_the_middle_is_nobodys(
    heading, words, expected
):
    assert scales.steps(heading, words) == expected


def test_every_scale_is_of_different_words_and_every_step_an_answer():
    assert all(len(set(scale)) == len(scale) >= scales.LEAST_STEPS for scale in vocabulary.scales())
    assert set(answer_scale.items()) == {
        "help", "own_effort", "assignment", "goals_clear", "chemistry", "outcome", "availability",
        "cooperation", "information", "progress_seen",
    }  # fmt: skip
    known = {item: codes for each in ANSWERS.values() for item, codes in each.items()}
    for item in answer_scale.items():
        steps = dict(answer_scale.answers(item))
        assert tuple(steps) == (*answer_scale.GOOD, *answer_scale.BAD, answer_scale.NO_STEP)
        assert set(steps.values()) <= {*known[item], ""}


def test_the_answers_to_two_questions_are_asked_about_once(tmp_path):
    text = (
        "Sagsnr;Udfyldt;Hvor tilfreds er du med hjælpen?;Hvordan er kemien?;Er målene klare?\n"
        "1;02-06-2026;Helt enig;Helt enig;Helt enig\n2;03-06-2026;Delvist uenig;Delvist enig;Ja\n"
        "3;04-06-2026;Hverken enig eller uenig;Hverken enig eller uenig;Tja\n4;05-06-2026;Delvist enig;Ved ikke;Ja\n"
    )
    _lines, source = proposed(tmp_path, Tilfredshed=text)
    said = [(e.key, e.value, e.certainty) for e in source.lines if e.section == "scale"]
    assert said == [
        ("Helt enig", "best", Certainty.LIKELY),
        ("Delvist enig", "good", Certainty.LIKELY),
        ("Hverken enig eller uenig", "", Certainty.GUESS),
        ("Tja", "", Certainty.GUESS),
        ("Delvist uenig", "poor", Certainty.LIKELY),
        ("Ved ikke", "dont_know", Certainty.LIKELY),
    ]
    assert {(e.section, e.key) for e in source.lines if e.section.startswith("answers")} == {
        ("answers.goals_clear", "Ja")
    }


def proposed(tmp_path, **files):
    """(heading -> (column, certainty)) of the first source proposed for files of text."""
    folder = tmp_path / "firm"
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    work = tmp_path / "work"
    work.mkdir()
    con = staging.connect(work)
    source = propose(folder, con).sources[0]
    con.close()
    lines = {
        line.key: (line.value, line.certainty) for line in source.lines if line.section == "columns"
    }
    return lines, source


COURSES = (
    "Nr.;M/K;Ydelse;Målgruppe;Begyndte hos os;Stoppede hos os;Hvorfor stoppede de;Klar til Parat;Bevilgede timer;Husk\n"
    "KG1;M;SDP;L;15-10-2024;02-01-2025;Job;06-11-2024;20;ring\n"
    "KG2;K;KTH;F;16-10-2024;;;07-11-2024;40;\n"
    "KG3;K;RES;F;17-10-2024;03-02-2025;Skole;08-12-2024;30;nøgle\n"
)


def test_a_heading_put_otherwise_is_known_by_a_word_within_it_and_cells_that_fit(tmp_path):
    lines, source = proposed(tmp_path, Borgerliste=COURSES)
    likely = {
        heading: column for heading, (column, sure) in lines.items() if sure == Certainty.LIKELY
    }
    assert likely == {
        "Nr.": ["case_id", "citizen_id"],
        "Begyndte hos os": "started_on",
        "Stoppede hos os": "ended_on",
        "Hvorfor stoppede de": "end_reason",
        "Klar til Parat": "phase_2_on",
        "M/K": "citizen_gender",
        "Ydelse": "benefit_at_start",  # may be what the municipality pays for
    }
    assert source.unused == ["Målgruppe", "Husk"]  # the benefit stands beside it


@pytest.mark.parametrize("word, is_used", [("Uddannelsesparat", False), ("Kontanthjælp", True)])
def test_a_heading_that_may_be_another_thing_needs_one_word_that_is_known(tmp_path, word, is_used):
    courses = COURSES.replace("Ydelse;", "Xyz;").replace(";L;", f";{word};")
    lines, source = proposed(tmp_path, Borgerliste=courses)
    assert ("Målgruppe" in lines) is is_used
    assert ("Målgruppe" in source.unused) is not is_used
    asked = [line for line in source.lines if line.section == "codes.benefit_at_start"]
    assert bool(asked) is is_used


def test_what_a_column_holds_is_a_guess_and_hours_of_a_whole_course_are_one(tmp_path):
    lines, _source = proposed(tmp_path, Borgerliste=COURSES.replace("M/K", "M eller K"))
    assert lines["M eller K"] == ("citizen_gender", Certainty.GUESS)
    assert lines["Bevilgede timer"] == ("granted_hours_per_week", Certainty.GUESS)


@pytest.mark.parametrize("sign", ["-", "–", "?", "..", "☹", "()"])
@pytest.mark.parametrize("of", [("contacts", "outcome"), ("cases", "mentor_wish_met")])
def test_a_sign_that_is_no_tick_is_no_yes(sign, of):
    known = vocabulary.codes(*of)
    assert matching.words([sign], known) == {sign: None}
    assert all(matching.words([tick], known)[tick] for tick in ("✓", "✔"))


def test_a_heading_written_apart_is_the_same_heading():
    apart = ["Borger nr.", "Start dato", "Slut-dato", "Mentor køn"]
    found = matching.columns(CASES, apart)
    assert {i: match.ours for i, match in found.items()} == {
        0: "citizen_id", 1: "started_on", 2: "ended_on", 3: "mentor_gender",
    }  # fmt: skip
    numbered = matching.columns(CONTACTS, ["Borger nr."])
    assert numbered == {0: Match("case_id", Certainty.LIKELY, "Borger nr.")}


def test_no_day_is_proposed_as_the_same_for_every_row(tmp_path):
    _lines, source = proposed(tmp_path, Borgerliste=COURSES.replace("Begyndte hos os", "Xyz"))
    assert {line.key for line in source.lines if line.section == "constants"} == {
        "municipality_code",
        "programme",
    }


def test_one_of_several_ticks_answers_no_question_and_a_wish_is_no_fact(tmp_path):
    asked = "Hvornår på dagen vil du helst mødes?"
    text = (
        f"Sagsnr;Udfyldt;Hvor tilfreds er du med hjælpen?;Hvordan er kemien?;{asked} - Formiddag;{asked} - Aften;"
        "Hvor ofte vil du helst have kontakt med din mentor?\n"
        "1;02-06-2026;Tilfreds;God;Valgt;Ikke valgt;2-3\n2;03-06-2026;Tilfreds;God;Ikke valgt;Valgt;2-3\n"
    )  # fmt: skip
    _lines, source = proposed(tmp_path, Tilfredshed=text)
    items = {line.value for line in source.lines if line.section == "items"}
    assert items == {"help", "chemistry"}


def test_a_value_within_something_else_is_only_guessed(tmp_path):
    text = "Sagsnr;mentor.født;borger.født;Indsats;Kommune;Startdato\n1;1970;1990;Mentor;0461;2026-01-05\n"
    lines, _source = proposed(tmp_path, Forløb=text)
    assert lines["borger.født"] == ("birth_year", Certainty.LIKELY)
    assert "mentor.født" not in lines


def test_what_somebody_wrote_and_what_may_be_a_person_is_repeated_nowhere(tmp_path):
    text = COURSES.replace("Job;", "fik et job hos Netto i en fætters gamle afdeling;").replace(
        "SDP", "010190-1234"
    )
    _lines, source = proposed(tmp_path, Borgerliste=text)
    said = writing.source(source)
    assert "fætter" not in said
    assert "010190" not in said
    assert "Hvorfor stoppede de" in source.unused


def test_a_row_cut_short_is_no_reason_to_stop(tmp_path):
    long = "response_id,instrument,case_id,answered_on,item,answer\n"
    long += "1,satisfaction,1,2026-06-02,help,Tilfreds\n2,satisfaction\n"
    _lines, source = proposed(tmp_path, Svar=long)
    assert ("answers.help", "Tilfreds") in {(line.section, line.key) for line in source.lines}


def test_a_question_whose_scale_is_turned_round_has_answers_of_its_own(tmp_path):
    text = (
        "Sagsnr;Udfyldt;Hjælp (1=slet ikke, 5=i meget høj grad, 9=ved ikke);Egen indsats (som før);"
        "Kemi (1=meget god, 2=god, 3=hverken/eller, 4=dårlig, 5=meget dårlig);Klare mål (1=ja, 2=delvist, 3=nej)\n"
        "1;02-06-2026;5;4;1;2\n2;03-06-2026;4;5;2;3\n3;04-06-2026;9;2;4;1\n"
    )
    _lines, source = proposed(tmp_path, Tilfredshed=text)
    said = {
        (e.section, e.key): (e.value, e.certainty) for e in source.lines if e.section == "scale"
    }
    assert said == {
        ("scale", "5"): ("best", Certainty.LIKELY), ("scale", "4"): ("good", Certainty.LIKELY),
        ("scale", "2"): ("poor", Certainty.LIKELY), ("scale", "9"): ("dont_know", Certainty.LIKELY),
    }  # fmt: skip
    assert coded(source, "chemistry") == {
        "1": ("very_good", Certainty.LIKELY), "2": ("good", Certainty.LIKELY), "4": ("none", Certainty.LIKELY),
    }  # fmt: skip
    assert coded(source, "goals_clear") == {
        "1": ("yes", Certainty.LIKELY), "2": ("partly", Certainty.LIKELY), "3": ("no", Certainty.LIKELY),
    }  # fmt: skip


def test_the_courses_of_a_list_without_ends_have_not_ended_where_another_has_them(tmp_path):
    running = "Borgernr.;Kommune;Indsats;Startdato\nB1;0461;Mentor;2026-01-05\nB2;0461;Mentor;2026-01-05\n"
    ended = "Borgernr.;Kommune;Indsats;Startdato;Slutdato;Slutårsag\nB3;0461;Mentor;2026-01-05;2026-02-05;Job\n"
    ended += "B4;0461;Mentor;2026-01-05;2026-02-06;Skole\n"
    _lines, source = proposed(tmp_path, B_I_gang=running, A_Afsluttet=ended)
    assert not [line for line in source.lines if line.section == "constants"]
    (tmp_path / "more").mkdir()
    con = staging.connect(tmp_path / "more")
    other = next(s for s in propose(tmp_path / "firm", con).sources if s.names == ["B_I_gang.csv"])
    con.close()
    assert [(e.key, e.value, e.certainty) for e in other.lines if e.section == "constants"] == [
        ("ended_on", "", Certainty.LIKELY), ("end_reason", "", Certainty.LIKELY),
    ]  # fmt: skip
    alone = proposed(tmp_path / "alone", B_I_gang=running)
    assert not [line for line in alone[1].lines if line.section == "constants"]


def test_days_beside_the_reason_are_asked_about(tmp_path):
    text = "Sagsnr;Borger;Kommune;Indsats;Begyndt;Dato;Grund\n1;B1;0461;Mentor;2026-01-05;2026-02-05;Job\n"
    lines, _source = proposed(
        tmp_path, Forløb=text + text.splitlines()[1].replace("1;B1", "2;B2") + "\n"
    )
    assert lines["Dato"] == ("ended_on", Certainty.GUESS)
    assert lines["Grund"] == ("end_reason", Certainty.LIKELY)


def test_a_number_written_once_for_several_rows_is_filled_down(tmp_path):
    wheel = "Sagsnr;Hvornår;Dato;Bolig;Fritid;Helbred\n1;Start;2026-01-05;3;4;5\n;Slut;2026-03-05;3;4;5\n"
    wheel += "2;Start;2026-02-05;3;4;5\n"
    _lines, source = proposed(tmp_path, Livshjul=wheel)
    assert [e.value for e in source.lines if e.key == "fill_down"] == [["Sagsnr"]]
    whole = proposed(tmp_path / "whole", Livshjul=wheel.replace("\n;Slut", "\n1;Slut"))
    first = proposed(tmp_path / "first", Livshjul=wheel.replace("\n1;Start", "\n;Start"))
    assert not [e for each in (whole, first) for e in each[1].lines if e.key == "fill_down"]


def test_minutes_that_lack_are_the_time_from_one_column_to_another(tmp_path):
    log = "Sagsnr;Dato;Fra;Til;Form;Mødt;Min.\n1;02-06-2026;9.15;10.00;Møde;Ja;\n2;03-06-2026;;;Møde;Ja;30\n"
    _lines, source = proposed(tmp_path, Kontakter=log)
    assert [(e.key, e.value, e.certainty) for e in source.lines if e.section == "joined"] == [
        ("contacted_at", ["Dato", "Fra"], Certainty.SURE), ("minutes", ["Fra", "Til"], Certainty.LIKELY),
    ]  # fmt: skip
    assert ("Min.", "minutes") in [(e.key, e.value) for e in source.lines]
    assert source.unused == []


def test_start_and_end_are_times_of_day_where_they_hold_them(tmp_path):
    log = "Sagsnr;Dato;Start;Slut;Form;Mødt\n1;02-06-2026;9:15;10:00;Møde;Ja\n2;03-06-2026;9:00;9:30;Møde;Ja\n"
    _lines, source = proposed(tmp_path, Kontakter=log)
    assert [(e.key, e.value, e.certainty) for e in source.lines if e.section == "joined"] == [
        ("contacted_at", ["Dato", "Start"], Certainty.SURE), ("minutes", ["Start", "Slut"], Certainty.SURE),
    ]  # fmt: skip


def test_what_is_called_start_and_holds_days_is_no_time(tmp_path):
    log = "Sagsnr;Dato;Start;Form;Mødt\n1;02-06-2026;01-02-2026;Møde;Ja\n2;03-06-2026;02-02-2026;Møde;Ja\n"
    _lines, source = proposed(tmp_path, Kontakter=log)
    joined = [(e.key, e.value) for e in source.lines if e.section == "joined"]
    assert joined == [("contacted_at", ["Dato"])]
    assert "Start" in source.unused


ROUNDS = ("Første", "Halvvejs", "Sidste")


ENDS = ("Job", "Afbrudt - borger ønsker ikke mere", "Fleksjob", "Gennemført")


@pytest.mark.parametrize(
    ("heading", "words", "certainty"),
    [
        ("Status / årsag", ENDS, Certainty.LIKELY),
        ("Status / årsag", (*ENDS, "I gang", "Se mappen"), Certainty.LIKELY),  # nearly all
        ("Status / årsag", (*ENDS, "Se mappen", "Ring"), None),
        ("Ønsker", ENDS, Certainty.GUESS),  # says nothing of how it ended
        ("Ønsker", ("Job", "Job", "Job"), None),
    ],
)
def test_a_heading_is_likely_where_it_may_be_called_so_and_nearly_all_its_words_are_known(
    tmp_path, heading, words, certainty
):
    rows = "".join(
        f"{n};B{n};0461;Mentor;2026-01-0{n};{word}\n" for n, word in enumerate(words, start=1)
    )
    text = f"Sagsnr;Borger;Kommune;Indsats;Startdato;{heading}\n" + rows
    lines, _source = proposed(tmp_path, Forløb=text)
    assert lines.get(heading) == (("end_reason", certainty) if certainty is not None else None)


@pytest.mark.parametrize(("score", "said"), [("", [[""]]), ("4", [])])
def test_wheels_of_no_round_were_sent_and_not_answered_where_they_hold_no_score(
    tmp_path, score, said
):
    text = "Sagsnr;Sendt;Runde;Bolig;Fritid;Helbred\n" + "".join(
        f"{n};2026-01-0{n};{r};3;4;5\n" for n, r in enumerate(ROUNDS, start=1)
    )
    _lines, source = proposed(tmp_path, Livshjul=text + f"9;2026-01-09;;{score};;\n")
    found = [(e.key, e.value, e.certainty) for e in source.lines if e.section == "without"]
    assert found == [("Runde", value, Certainty.GUESS) for value in said]


def test_a_wheel_of_more_domains_than_ours_has_none_that_is_left_over(tmp_path):
    wheel = wheel_of([*DOMAINS[:2], "HLB", *DOMAINS[3:8], "Rusmidler"], *SCORES)
    _lines, source = proposed(tmp_path, Livshjul=wheel)
    assert ("HLB", "", Certainty.GUESS) in items(source)


def test_what_has_not_ended_is_no_reason_that_is_asked_about(tmp_path):
    text = "Sagsnr;Borger;Kommune;Indsats;Startdato;Slutdato;Slutårsag\n"
    text += "1;B1;0461;Mentor;2026-01-05;2026-02-05;Job\n2;B2;0461;Mentor;2026-01-06;;I gang\n"
    _lines, source = proposed(tmp_path, Forløb=text)
    assert coded(source, "end_reason")["I gang"] == ("", Certainty.LIKELY)


def test_rows_of_nobody_say_which_of_their_words_are_said_of_citizens_too(tmp_path):
    log = "Sagsnr;Dato;Form;Mødt;Hvad handlede det om\n1;02-06-2026;Møde;Ja;Bolig\n1;03-06-2026;Tlf.;Ja;Økonomi\n"
    log += (
        "1;03-06-2026;Møde;Ja;Kørekort\n1;03-06-2026;Tlf.;Ja;Trivsel\n2;03-06-2026;Møde;Ja;Bolig\n"
    )
    log += "2;05-06-2026;Tlf.;Ja;Bolig\n;04-06-2026;Møde;Ja;Bolig\n"
    lines, source = proposed(tmp_path, Kontakter=log + ";05-06-2026;Kørsel;Ja;\n")
    (asked,) = (line for line in source.lines if line.section == "without")
    assert asked.reason == "handler de rækker ikke om en borger? der står ”Møde” i nogle af dem"
    assert lines["Hvad handlede det om"] == ("topic", Certainty.LIKELY)
    said = "Talte med Nadia om hendes mor og hendes datter igen"
    told = proposed(
        tmp_path / "told", Kontakter=log.replace("Møde", said) + ";05-06-2026;Kørsel;Ja;\n"
    )
    assert "Nadia" not in "".join(line.reason for line in told[1].lines)
    none = proposed(
        tmp_path / "none", Kontakter=log.replace(";04-06-2026;Møde", ";04-06-2026;Kørsel")
    )
    (asked,) = (line for line in none[1].lines if line.section == "without")
    assert asked.reason == "handler de rækker ikke om en borger?"


def test_a_subject_nobody_knows_is_guessed_to_be_another(tmp_path):
    log = "Sagsnr;Dato;Form;Mødt;Emne\n1;02-06-2026;Møde;Ja;Bolig\n1;03-06-2026;Møde;Ja;Kørekort\n"
    log += (
        "1;04-06-2026;Møde;Ja;Job/udd.\n1;05-06-2026;Møde;Ja;-\n1;06-06-2026;Møde;Ja;010190-1234\n"
    )
    _lines, source = proposed(tmp_path, Kontakter=log)
    assert coded(source, "topic") == {
        "Bolig": ("housing", Certainty.SURE), "Kørekort": ("other", Certainty.GUESS),
        "Job/udd.": ("", Certainty.GUESS),  # two of ours
    }  # fmt: skip


def test_who_nobody_answered_is_asked_about_once(tmp_path):
    log = "Sagsnr;Dato;Kontakt;Minutter\n1;02-06-2026;Møde;30\n1;03-06-2026;Udeblevet;\n"
    log += "1;04-06-2026;Ringet, intet svar;\n1;05-06-2026;Ikke truffet hjemme;\n"
    _lines, source = proposed(tmp_path, Kontakter=log)
    told = "Ringet, intet svar"
    assert coded(source, "channel")[told] == ("phone", Certainty.LIKELY)
    assert coded(source, "channel")["Ikke truffet hjemme"] == ("meeting", Certainty.LIKELY)
    assert coded(source, "outcome")[told] == ("no_show", Certainty.GUESS)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Fik job, ikke brug for mere", ("employment", Certainty.GUESS)),
        ("Kom i fast arbejde før tid", ("employment", Certainty.GUESS)),
        ("Fandt ikke noget job hos os", None),
        ("Han er flyttet hjem til sin mor", None),  # a sentence of somebody's
        ("Svarer ikke", ("withdrew", Certainty.SURE)),
        ("Kommunen svarer ikke", None),
    ],
)
def test_a_longer_word_is_a_guess_by_what_stands_before_its_comma(word, expected):
    known = vocabulary.codes("cases", "end_reason")
    (match,) = matching.words([word], known, {}, vocabulary.code_keywords("end_reason")).values()
    assert (match and (match.ours, match.certainty)) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Mail til kommunen", ("", Certainty.GUESS)),
        ("Status (uden borger)", ("", Certainty.GUESS)),
        ("Følgeskab til jobcenter", ("meeting", Certainty.LIKELY)),
        ("Ledsagelse til kommunen, uden borger", ("", Certainty.GUESS)),
        ("Mail med tilbud til kommunen", ("", Certainty.GUESS)),
        ("Møde om borger med kommunen", ("", Certainty.GUESS)),
        ("Møde u. borger og kommunen", ("", Certainty.GUESS)),
        ("Møde hos kommune", ("", Certainty.GUESS)),
        ("Tlf. m. borger - slukket", ("", Certainty.GUESS)),
        ("Møde m. borger og kommune", ("meeting", Certainty.LIKELY)),
    ],
)
def test_who_may_have_met_without_the_citizen_is_guessed_of_nobody(tmp_path, word, expected):
    log = f"Sagsnr;Dato;Kontakt;Mødt\n1;02-06-2026;Møde;Ja\n1;03-06-2026;{word};Ja\n"
    _lines, source = proposed(tmp_path, Kontakter=log)
    assert coded(source, "channel")[word] == expected


def test_what_a_questionnaire_is_stands_in_its_name_and_its_status_is_no_question(tmp_path):
    text = (
        "Respondent;Borgernr.;Oprettet;Lukket;Samlet status;Har du tillid til os?;"
        "Har forløbet hjulpet dig tættere på et job?\n"
        "1;B1;02-06-2026;03-06-2026;Gennemført;I høj grad;Slet ikke\n"
        "2;B2;02-06-2026;04-06-2026;Gennemført;I nogen grad;Slet ikke\n3;B3;02-06-2026;;Distribueret;;\n"
    )
    _lines, source = proposed(tmp_path, Tilfredshed=text)
    assert items(source) == [
        ("Har du tillid til os?", "", Certainty.GUESS),
        ("Har forløbet hjulpet dig tættere på et job?", "", Certainty.GUESS),
    ]
    assert "Samlet status" in source.unused
    (named,) = (e for e in source.lines if e.key == "instrument")
    assert (named.value, named.certainty) == ("satisfaction", Certainty.GUESS)


@pytest.mark.parametrize(
    ("cells", "unit", "certainty"),
    [
        (("60", "1 t", "45"), "minutes", Certainty.SURE),
        (("1", "2 t", "1,5"), "hours", Certainty.LIKELY),
        (("1 t", "30 min"), "minutes", Certainty.SURE),
    ],
)
def test_durations_among_numbers_are_told_and_the_numbers_say_their_unit(
    tmp_path, cells, unit, certainty
):
    log = "Sagsnr;Dato;Form;Mødt;Varighed\n"
    log += "".join(f"{n};0{n}-06-2026;Møde;Ja;{cell}\n" for n, cell in enumerate(cells, start=1))
    _lines, source = proposed(tmp_path, Kontakter=log)
    said = [(line.value, line.certainty) for line in source.lines if line.key == "durations"]
    assert said == [(unit, certainty)]


@pytest.mark.parametrize(
    ("cell", "expected"), [("2 t", ["hours"]), ("5 timer", ["hours"]), ("2", [])]
)
def test_hours_granted_with_their_unit_are_told(tmp_path, cell, expected):
    text = f"Borgernr.;Kommune;Indsats;Startdato;T/uge\nB1;0461;Mentor;2026-01-05;3\nB2;0461;Mentor;2026-01-06;{cell}\n"
    _lines, source = proposed(tmp_path, Forløb=text)
    assert [line.value for line in source.lines if line.key == "durations"] == expected


def wheel_of(headings, *rows):
    lines = [f"{n};2026-01-0{n};Slut;{';'.join(row)}" for n, row in enumerate(rows, start=1)]
    return "\n".join(["Sagsnr;Dato;Hvornår;" + ";".join(headings), *lines]) + "\n"


def items(source):
    return [(e.key, e.value, e.certainty) for e in source.lines if e.section == "items"]


DOMAINS = (
    "Bolig",
    "Fritid",
    "HLB",
    "Netværk",
    "Familie",
    "Økonomi",
    "Uddannelse",
    "Succes",
    "Snit",
)
SCORES = (tuple("123456781"), tuple("876543215"))


def test_the_one_column_left_among_the_domains_is_the_domain_that_is_left(tmp_path):
    _lines, source = proposed(tmp_path, Livshjul=wheel_of(DOMAINS, *SCORES))
    assert items(source)[2] == ("HLB", "health", Certainty.LIKELY)
    assert "Snit" in source.unused and len(items(source)) == 8
    _lines, several = proposed(
        tmp_path / "several", Livshjul=wheel_of(["Bolig", "XQ", *DOMAINS[2:]], *SCORES)
    )
    assert items(several)[1:3] == [
        ("XQ", "", Certainty.GUESS), ("HLB", "", Certainty.GUESS)
    ]  # fmt: skip


@pytest.mark.parametrize("cell", ["44", "x"])
def test_a_column_of_other_values_among_the_domains_is_none(tmp_path, cell):
    rows = [(*row[:2], cell, *row[3:]) for row in SCORES]
    _lines, source = proposed(tmp_path, Livshjul=wheel_of(DOMAINS, *rows))
    assert "HLB" in source.unused and len(items(source)) == 7


def test_a_systems_heading_says_what_is_asked_by_a_word_and_its_legend_what_is_answered(tmp_path):
    scale = "(1=meget utilfreds - 5=meget tilfreds)"
    gender = "SP9_MENTORKØN (0=uden betydning, 1=helst mand, 2=helst kvinde)"
    text = f"BESV_ID;FORLØB_ID;BESV_DT;SP1_HJÆLP {scale};{gender};SP10_TILFR_MENTOR {scale}\n"
    text += "".join(f"{n};F{n};2026-01-0{n};{n};{n % 3};{n + 1}\n" for n in range(1, 5))
    _lines, source = proposed(tmp_path, Brugertilfredshed=text)
    assert [ours for _theirs, ours, _sure in items(source)] == [
        "help", "mentor_gender_matters", "assignment"
    ]  # fmt: skip
    assert coded(source, "mentor_gender_matters") == {
        "0": ("no", Certainty.LIKELY), "1": ("yes", Certainty.LIKELY), "2": ("yes", Certainty.LIKELY),
    }  # fmt: skip
    words = ["Nej, det er lige meget", "Ja, helst en mand", "Ja, lige meget"]
    read = matching.words(words, vocabulary.answers("satisfaction", "mentor_gender_matters"))
    assert [match and match.ours for match in read.values()] == ["no", "yes", None]
    scaled = {e.key: e.value for e in source.lines if e.section == "scale"}
    assert scaled == {"5": "best", "4": "good", "3": "", "2": "poor", "1": "worst"}


def test_who_filled_in_a_form_is_who_answers(tmp_path):
    text = wheel_of(
        ["Bolig", "Fritid", "Helbred", "Hvem har udfyldt?"],
        ("3", "4", "5", "Mig selv"), ("3", "4", "5", "Sammen med mentor"), ("3", "4", "5", "Mentor"),
    )  # fmt: skip
    lines, source = proposed(tmp_path, Livshjul=text)
    assert lines["Hvem har udfyldt?"][0] == "respondent"
    assert coded(source, "respondent") == {
        "Mig selv": ("citizen", Certainty.LIKELY),
        "Sammen med mentor": ("citizen", Certainty.LIKELY),
        "Mentor": ("mentor", Certainty.SURE),
    }
    assert not [e for e in source.lines if e.section == "constants" and e.key == "respondent"]


@pytest.mark.parametrize(("last", "asked"), [("S", ["S"]), ("T", [])])
def test_a_rare_status_that_says_deleted_is_asked_about(tmp_path, last, asked):
    log = "KONTAKT_ID;FORLØB_ID;KONT_DT;KONT_FORM_KD;KONT_UDF_KD;REG_STAT\n"
    log += "".join(f"{n};F1;2026-01-{n};MØD;GNF;A\n" for n in range(10, 31))
    _lines, source = proposed(tmp_path, Kontakter=log + f"31;F1;2026-01-31;MØD;GNF;{last}\n")
    assert [e.value for e in source.lines if e.section == "without"] == [asked] * len(asked)
    often = log.replace(";A\n", f";{last}\n", 12)
    _lines, source = proposed(tmp_path / "often", Kontakter=often)
    assert not [e for e in source.lines if e.section == "without"]


def test_rows_that_were_annulled_are_asked_about(tmp_path):
    log = "Sagsnr;Dato;Form;Mødt;Annulleret\n1;02-06-2026;Møde;Ja;N\n1;03-06-2026;Møde;Ja;J\n2;04-06-2026;Møde;Nej;N\n"
    _lines, source = proposed(tmp_path, Kontakter=log)
    asked = [(e.key, e.value, e.certainty) for e in source.lines if e.section == "without"]
    assert asked == [("Annulleret", ["J"], Certainty.GUESS)]
    assert "Annulleret" not in source.unused
    (block,) = [
        b for b in own_choices.blocks(source, source, {}, {}) if b.heading == "Sådan læses filerne"
    ]
    (row,) = [row for row in block.rows if row.is_asked]
    assert (row.theirs, row.chosen) == ("Rækker udelades, hvor Annulleret er J", None)
    said = own_lines.applied(source, {row.name: own_lines.key(["J"])})
    assert '[source.without]\n"Annulleret" = ["J"]' in writing.source(said)
    none = proposed(tmp_path / "none", Kontakter=log.replace(";J\n", ";N\n"))
    assert not [e for e in none[1].lines if e.section == "without"]


@pytest.mark.parametrize(
    ("heading", "words", "asked"),
    [
        ("REG_STAT", "AAAAAAS", ["S"]),
        ("Registreringsstatus", ["A"] * 6 + ["Slettet"], ["Slettet"]),
        ("REG_STAT", "AASS", None),  # as many as the others: it may be a stage
        ("FORLØB_STAT", "AAAAAAS", None),
        ("REG_STAT", "AAAAAAB", None),
    ],
)
def test_a_rare_word_of_a_registrations_status_is_asked_about(tmp_path, heading, words, asked):
    rows = "".join(f"1;0{n}-06-2026;Møde;Ja;{word}\n" for n, word in enumerate(words, start=1))
    _lines, source = proposed(tmp_path, Kontakter=f"Sagsnr;Dato;Form;Mødt;{heading}\n{rows}")
    found = [(e.key, e.value) for e in source.lines if e.section == "without"]
    assert found == ([(heading, asked)] if asked else [])


@pytest.mark.parametrize(
    ("scores", "expected"),
    [(("3", "99", "10"), [("99", "")]), (("3", "99", "0"), []), (("1", "10", "5"), []), (("3", "0", "10"), [("0", "")])]
)  # fmt: skip
def test_one_number_off_the_scale_stands_for_no_answer(tmp_path, scores, expected):
    wheel = "Sagsnr;Hvornår;Dato;Bolig;Fritid;Helbred\n" + "".join(
        f"{n};Slut;2026-01-0{n + 1};{score};4;5\n" for n, score in enumerate(scores)
    )
    _lines, source = proposed(tmp_path, Livshjul=wheel)
    lines = [line for line in source.lines if line.section == "codes.score"]
    assert [(line.key, line.value) for line in lines] == expected
    # of a scale that begins at 0 it may be the lowest, and is asked
    assert [line.certainty for line in lines] == [
        Certainty.GUESS if each == "0" else Certainty.LIKELY for each, _ours in expected
    ]
    rows = [row for each in own_choices.blocks(source, source, {}, {}) for row in each.rows]
    asked = [[*row.choices.values()] for row in rows if row.theirs == "0"]
    assert asked == [["ikke besvaret", "1"]] * ("0" in dict(expected))


def test_a_list_of_words_to_choose_or_of_mentors_is_none_of_courses(tmp_path):
    staff = "Mentor;Tlf.;Kommune\nAnna;12345678;Odense\nBo;87654321;Odense\n"
    words = "Ydelse;Slutårsag;Mentor;Kommune\nSDP;Job;Anna;Odense\nKTH;Skole;Bo;Nyborg\n"
    _lines, source = proposed(tmp_path, A_Forløb=COURSES, Mentorer=staff, Valglister=words)
    assert source.names == ["A_Forløb.csv"]


def test_one_number_of_a_citizen_is_the_courses_where_hardly_two_have_it(tmp_path):
    text = "Borgernr.;Kommune;Indsats;Startdato\nB1;0461;Mentor;2026-01-05\nB2;0461;Mentor;2026-01-05\n"
    lines, _source = proposed(tmp_path, Forløb=text)
    assert lines["Borgernr."] == (["case_id", "citizen_id"], Certainty.LIKELY)
    again = proposed(tmp_path / "again", Forløb=text.replace("B2", "B1"))
    assert again[0]["Borgernr."] == ("citizen_id", Certainty.SURE)
    assert {line.key for line in again[1].lines if line.section == "constants"} == set()
    # of many one may have had two: the second number is a fault, which says what to do
    rows = "".join(f"B{n};0461;Mentor;2026-01-05\n" for n in (*range(1, 20), 7))
    often, _source = proposed(
        tmp_path / "often", Forløb=f"Borgernr.;Kommune;Indsats;Startdato\n{rows}"
    )
    assert often["Borgernr."] == (["case_id", "citizen_id"], Certainty.LIKELY)


def coded(source, column):
    """word -> (code, certainty) of the words for a column."""
    return {
        line.key: (line.value, line.certainty)
        for line in source.lines
        if line.section in (f"codes.{column}", f"answers.{column}")
    }


LOG = (
    "Sagsnr;Dato;Kontaktform;Mødt\n"
    "1;02-06-2026;Besked (sms);sendt\n1;03-06-2026;Møde på Teams;ja, 10 min for sent\n"
    "2;04-06-2026;ringede;ja, men kom ikke\n2;05-06-2026;Hjemmebesøg;vi aflyste\n3;08-06-2026;ringede;kom slet ikke\n"
)


def test_a_word_of_ours_within_theirs_is_likely_unless_it_is_denied_or_two_things(tmp_path):
    _lines, source = proposed(tmp_path, Kontakter=LOG)
    assert coded(source, "channel") == {
        "Besked (sms)": ("text", Certainty.LIKELY),
        "Møde på Teams": ("", Certainty.GUESS),
        "ringede": ("phone", Certainty.SURE),
        "Hjemmebesøg": ("meeting", Certainty.SURE),
    }
    assert coded(source, "outcome") == {
        "sendt": ("held", Certainty.LIKELY),
        "ja, 10 min for sent": ("held", Certainty.LIKELY),
        "ja, men kom ikke": ("no_show", Certainty.LIKELY),
        "vi aflyste": ("cancelled", Certainty.LIKELY),
        "kom slet ikke": ("", Certainty.GUESS),
    }


REASONS = "Sagsnr;Kommune;Indsats;Startdato;Slutdato;Slutårsag\n" + "".join(
    f"{n};0461;Mentor;2026-01-05;2026-0{n}-07;{word}\n"
    for n, word in enumerate(("J", "D", "Q", "Fraflyttet komm.", "uden job"), start=2)
)
LEGEND_SHEET = (
    "Sådan læser du listen;\nSlutårsag;J = job, Fly = flyttet\n;D = ny dom, tilbage i fængsel\n;Z = ukendt sag\n"
    "Ydelse;Q = kontanthjælp\n"
)


def test_codes_mean_what_a_sheet_beside_them_says_under_their_heading(tmp_path):
    _lines, source = proposed(tmp_path, Forløb=REASONS, Forklaring=LEGEND_SHEET)
    assert coded(source, "end_reason") == {
        "J": ("employment", Certainty.LIKELY),
        "D": ("imprisoned", Certainty.LIKELY),
        "Q": ("", Certainty.GUESS),
        "Fraflyttet komm.": ("moved", Certainty.LIKELY),
        "uden job": ("", Certainty.GUESS),
    }
    assert "forklaret ved siden af: ”job”" in writing.source(source)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["J", "job"], ["FØP", "førtidspension"]], {("", "j"): "job", ("", "føp"): "førtidspension"}),
        ([["J = job"]], {("", "j"): "job"}),
        ([["Årsag", "J=job; U = uddannelse"]], {("årsag", "j"): "job", ("årsag", "u"): "uddannelse"}),
        ([["Ydelse", ""], ["", "S = SDP"]], {("ydelse", "s"): "SDP"}),
        ([["Ydelse", ""], ["", ""], ["", "S = SDP"]], {("", "s"): "SDP"}),
        ([["En længere bemærkning", "ring til Bo"]], {}),
        ([["a", "b", "c"]], {}),
        ([["", ""]], {}),
    ],
)  # fmt: skip
def test_a_legend_is_read_from_two_cells_or_an_equals_sign(rows, expected):
    assert legend.of([Sheet("x.xlsx", "Forklaring", False, "", rows)]) == expected
    assert legend.of([Sheet("x.xlsx", "", False, "", rows * legend.MOST_ROWS + [[""]])]) == {}


def test_several_answers_in_one_cell_are_left_out_and_told(tmp_path):
    text = (
        "Sagsnr;Udfyldt;Hvor tilfreds er du med hjælpen?;Hvornår på dagen?\n"
        "1;02-06-2026;Tilfreds;Morgen, Aften\n2;03-06-2026;Tilfreds;Morgen, Formiddag\n3;04-06-2026;Tilfreds;Aften\n"
    )
    _lines, source = proposed(tmp_path, Tilfredshed=text)
    assert coded(source, "preferred_time") == {
        "Morgen, Aften": ("", Certainty.LIKELY),
        "Morgen, Formiddag": ("morning", Certainty.SURE),
        "Aften": ("evening", Certainty.SURE),
    }


@pytest.mark.parametrize(
    ("words", "certainty"),
    [(("Start", "Undervejs", "Slut"), Certainty.LIKELY), (("Start", "Parat", "Slut"), Certainty.GUESS)],
)  # fmt: skip
def test_a_round_is_likely_where_no_word_names_a_phase(tmp_path, words, certainty):
    wheel = "Sagsnr;Hvornår;Dato;Bolig;Fritid;Helbred\n" + "".join(
        f"{n};{word};2026-01-0{n + 1};3;4;5\n" for n, word in enumerate(words)
    )
    _lines, source = proposed(tmp_path, Livshjul=wheel)
    assert coded(source, "phase")["Start"] == ("start", certainty)


@pytest.mark.parametrize(
    ("row", "word"),
    [
        (["I GANG (8)", "", "", ""], "I GANG"), (["--- 2024 ---", "", "", ""], "---"), (["Uge 12:", "", "", ""], "Uge"),
        (["Mentor: Gitte", "", "", ""], "Mentor:"), (["kl. 9:30", "", "", ""], ""),
        (["KG41", "", "", ""], ""), (["41", "", "", ""], ""), (["KG 41", "x", "", ""], ""),
        (["S25-14", "", "", ""], ""),
        (["I alt", "", "", ""], ""), (["", "note", "", ""], ""), (["AFSLUTTEDE", ""], ""), ([], ""),
        (["010190-1234", "", "", ""], ""),
    ],
)  # fmt: skip
def test_a_heading_among_the_rows_is_told_by_its_word_and_an_id_is_none(row, word):
    assert row_words.between_rows(row) == word


def test_a_word_that_courses_begin_with_too_is_not_skipped(tmp_path):
    text = REASONS.replace("\n2;", "\nSag 1;;;;;\nAFSLUTTEDE (3);;;;;\nSag 2;")
    _lines, source = proposed(tmp_path, Forløb=text)
    assert [line.value for line in source.lines if line.key == "skip"] == [["AFSLUTTEDE"]]


@pytest.mark.parametrize(
    ("row", "word"),
    [
        (["I alt", "41"], "I alt"), (["I alt Nadia Hansen"], "I alt"), (["Sum"], "Sum"), (["Sum: 41"], "Sum"),
        (["Antal hjul", "74"], "Antal hjul"), (["Forløb i alt", "9"], "Forløb i alt"), (["Antal hjul nu"], ""),
        (["Antal i alt 12"], "Antal i alt"), (["Total Bo", "B1"], ""), (["Sumaya A"], ""), ([], ""),
    ],
)  # fmt: skip
def test_a_sum_is_told_by_its_word_alone(row, word):
    assert row_words.total(row) == word


def test_sheets_are_copies_of_one_list_only_where_most_of_them_is_the_same(tmp_path):
    heads = "Sagsnr;Borgernr;Kommune;Indsats;Startdato\n"
    rows = [f"{n};B{n};0461;Mentor;2026-01-05\n" for n in range(1, 9)]
    few = proposed(
        tmp_path,
        **{"Forløb Anna": heads + "".join(rows[:6]), "Forløb Bo": heads + "".join(rows[5:])},
    )
    assert few[1].names == ["Forløb Anna.csv", "Forløb Bo.csv"]
