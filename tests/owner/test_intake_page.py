# ruff: noqa: F811 - the fixture of test_pages is named as it is used
"""Indlæs data step by step: each step's words, what is kept, and what nobody may do."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from dashboard.catalogue.scope import Scope
from dashboard.figures import figures
from dashboard.foundation import journal
from dashboard.owner import intake, intake_files, intake_questions, intake_work
from dashboard.presenters import own_lines
from dashboard.snapshots import snapshot
from dashboard.snapshots.warehouse import Warehouse
from tests import rows_on_a_page
from tests.builders import answer, case, published
from tests.owner.test_pages import open_page, said  # noqa: F401

PAGE = "indlaes_data"
LIST = "Forløbsnr.;Borger;Kommune;Indsats;Startdato\n"
ROWS = "F1;B1;Lolland;Mentor;2026-01-05\nF2;B2;Odense;Mentor;2026-02-05\n"


@pytest.fixture
def data(tmp_path, monkeypatch):
    """One course in Lolland."""
    monkeypatch.delenv("DASHBOARD_LEDGER", raising=False)
    published(tmp_path, data_to="2026-09-30", cases=[case("F1", "2026-01-05"), case("F0")])
    return tmp_path / "data"


def work_of(data, **files: str) -> intake.Intake:
    work = intake.begin(data, "lokal:ejer")
    work.keep([(f"{name}.csv", text.encode()) for name, text in files.items()])
    work.note(step=intake.MEET)
    return work


def press(app, label):
    (button,) = [found for found in app.button if found.label == label]
    assert not button.disabled
    button.click().run()
    assert not app.exception
    return app


def test_without_anything_published_files_can_come_in(open_page, tmp_path):
    app = open_page(tmp_path, PAGE)
    assert "Trin 1 af 4." in said(app)
    assert [box.label for box in app.get("file_uploader")]
    ways = rows_on_a_page.ways(open_page(tmp_path))
    assert ways["Indlæs data"] == "indlaes"


def test_from_files_to_figures_and_back(open_page, data):
    before = snapshot.current_id(data)
    work = work_of(data, liste=LIST + ROWS)
    app = open_page(data, PAGE, arbejde=work.id)
    assert "Der er intet at svare på." in said(app)
    press(app, "Tjek filerne")
    assert [each.value for each in app.success] == ["Ingen fejl i 2 rækker."]
    assert [box.label for box in app.get("file_uploader")] == ["Læg rettede filer ind"]
    press(app, "Se, hvad der ændrer sig")
    assert "Forløb: 1 nye, 1 er væk, 1 er ændret, 0 er som før." in said(app)
    assert snapshot.current_id(data) == before
    lacking = "Tiltalt under forløbet. Ikke opgjort: ”Tiltalt” og ”Slutdato” mangler i jeres filer."
    assert lacking in said(app)
    press(app, "Udgiv")
    assert lacking in said(app)
    for each in (app, open_page(data)):
        assert rows_on_a_page.ways(each)["Indlæs data"].startswith("indlaes")
        assert "Tilføj kolonnen, eller vælg" in "".join(rows_on_a_page.lines(each))
    made = snapshot.current(data)
    assert made.rows["cases"] == 2
    assert (work.folder / "work.json").exists() and work.names == []
    assert '"Forløbsnr." = "case_id"' in (data / "recipe.toml").read_text(encoding="utf-8")
    last = json.loads((data / "snapshots" / "log.jsonl").read_text().splitlines()[-1])
    assert (last["event"], last["id"], last["by"]) == (
        "published",
        made.id,
        journal.machines_user(),
    )
    assert not (
        data / "editions"
    ).exists()  # not before somebody has said that the figures are right
    press(app, "Fortryd")
    assert "Udgivelsen er fortrudt." in said(app)
    assert snapshot.current_id(data) == before
    assert not (data / "recipe.toml").exists()


LOG = "Forløbsnr.;Dato;Kontaktform;Varighed (min);Mødt\n"


def test_a_file_is_taken_away_and_what_was_said_of_the_others_is_not_asked_again(open_page, data):
    first = LOG + "F1;06-01-2026;Møde;60;Knap\n"
    more = LOG + "F1;07-01-2026;Møde;60;Knap\n"
    work = work_of(data, forløb=LIST + ROWS, januar=first, marts=more)
    app = open_page(data, PAGE, arbejde=work.id)
    say(app, "Mødt: Knap", "Udeblevet")
    press(app, "Tjek filerne")
    press(app, "Tilbage")
    press(app, "Tilbage")
    app.button(key="remove-januar.csv").click().run()
    assert work.names == ["forløb.csv", "marts.csv"]
    press(app, "Videre")
    (box,) = [found for found in app.selectbox if found.label == "Mødt: Knap"]
    assert box.value == own_lines.key("no_show")
    press(app, "Tjek filerne")
    told = work.recipe.read_text(encoding="utf-8")
    assert '"Knap" = "no_show"' in told and "januar" not in told


def test_next_month_only_what_is_new_is_asked(open_page, data):
    app = open_page(data, PAGE, arbejde=work_of(data, liste=LIST + ROWS).id)
    for label in ("Tjek filerne", "Se, hvad der ændrer sig", "Udgiv"):
        press(app, label)
    app = open_page(data, PAGE, arbejde=work_of(data, liste=LIST + ROWS).id)
    assert "Opskriften fra sidst passer. Der er intet nyt i filerne." in said(app)
    new = LIST.replace("\n", ";Henvist\n") + ROWS.replace("\n", ";2025-12-01\n")
    app = open_page(data, PAGE, arbejde=work_of(data, liste=new).id)
    assert "Opskriften fra sidst bruges." in said(app)
    for label in ("Tjek filerne", "Se, hvad der ændrer sig", "Udgiv"):
        press(app, label)
    assert '"Henvist" = "referred_on"' in (data / "recipe.toml").read_text(encoding="utf-8")


def test_faults_are_told_as_they_stand_and_nothing_can_be_published(open_page, data):
    work = work_of(
        data, liste=LIST + ROWS.replace("2026-02-05", "i februar").replace("B1", "010190-1234")
    )
    app = open_page(data, PAGE, arbejde=work.id)
    press(app, "Tjek filerne")
    assert app.warning[-1].value.startswith("Der er 2 fejl. Ret filerne, og læg dem ind igen")
    assert "liste.csv" in said(app) and "i februar" in said(app) and "0101" not in said(app)
    (on,) = [button for button in app.button if button.label == "Se, hvad der ændrer sig"]
    assert on.disabled
    work.keep([("liste.csv", (LIST + ROWS).encode())])
    app.run()
    assert [each.value for each in app.success] == ["Ingen fejl i 2 rækker."]


def test_a_fifth_fewer_rows_must_be_said_yes_to(open_page, data):
    app = open_page(data, PAGE, arbejde=work_of(data, liste=LIST + ROWS.split("\n")[0] + "\n").id)
    press(app, "Tjek filerne")
    press(app, "Se, hvad der ændrer sig")
    (ask,) = [button for button in app.button if button.label == "Udgiv"]
    assert ask.disabled and "Forløb har 1 rækker mod 2 sidst" in "".join(
        w.value for w in app.warning
    )
    app.checkbox(key="intake-accepted").check().run()
    press(app, "Udgiv")
    assert snapshot.current(data).rows["cases"] == 1


def test_days_that_can_be_read_two_ways_stop_until_they_are_answered(open_page, data):
    two_ways = LIST + "F1;B1;Lolland;Mentor;03/04/2026\nF2;B2;Odense;Mentor;05/06/2026\n"
    work = work_of(data, liste=two_ways)
    app = open_page(data, PAGE, arbejde=work.id)
    (on,) = [button for button in app.button if button.label == "Tjek filerne"]
    assert on.disabled
    (source,) = intake_work.look(work, data).proposal.sources
    (_first, (second, told)) = own_lines.days(source)
    assert told.replace("\N{NO-BREAK SPACE}", " ") == "03/04/2026 er den 4. marts 2026"
    app.radio[0].set_value(second).run()
    press(app, "Tjek filerne")
    assert [each.value for each in app.success] == ["Ingen fejl i 2 rækker."]
    assert 'date_format = ["%m/%d/%Y"]' in work.recipe.read_text(encoding="utf-8")


def test_work_that_was_begun_can_be_taken_up_and_an_id_is_no_path(open_page, data):
    work = work_of(data, liste=LIST + ROWS)
    app = open_page(data, PAGE)
    press(app, "Fortsæt")
    assert "Trin 2 af 4." in said(app)
    for other in ("../snapshots", "x" * 32, work.id + "/"):
        assert "Trin 1 af 4." in said(open_page(data, PAGE, arbejde=other))
    press(open_page(data, PAGE), "Kassér")
    assert intake.all_of(data) == []


def test_a_recipe_written_by_hand_is_used_and_a_wrong_one_is_refused(open_page, data):
    work = work_of(data, liste=LIST + ROWS)
    app = open_page(data, PAGE, arbejde=work.id)
    (box,) = app.text_area
    box.set_value("[[source]\n").run()
    press(app, "Brug teksten")
    assert "kan ikke læses: der er en fejl i linje 1" in said(app)
    (box,) = app.text_area
    own = '[[source]]\ntable = "cases"\nfiles = ["*.csv"]\n'
    box.set_value(own).run()
    press(app, "Brug teksten")
    press(app, "Tjek filerne")
    assert work.recipe.read_text(encoding="utf-8") == own
    assert app.warning  # headings nobody has said anything of


def test_a_folder_on_the_server_is_read_where_it_lies(open_page, data, tmp_path):
    there = tmp_path / "udtræk"
    there.mkdir()
    (there / "liste.csv").write_text(LIST + ROWS, encoding="utf-8")
    app = open_page(data, PAGE)
    app.text_input(key="intake-path").set_value(str(tmp_path / "ingen")).run()
    press(app, "Brug mappen")
    assert "Der er ingen mappe med den sti" in said(app)
    app.text_input(key="intake-path").set_value(str(there)).run()
    press(app, "Brug mappen")
    for label in ("Tjek filerne", "Se, hvad der ændrer sig", "Udgiv"):
        press(app, label)
    assert snapshot.current(data).rows["cases"] == 2
    assert [path.name for path in there.iterdir()] == ["liste.csv"]


def test_files_called_what_our_tables_are_need_no_recipe(open_page, data):
    (data / "recipe.toml").write_text('[[source]]\ntable = "cases"\nfiles = ["Liste.xlsx"]\n')
    cases = (
        "case_id,citizen_id,municipality_code,programme,started_on\nF1,B1,0360,mentor,2026-01-05\n"
    )
    work = work_of(data, cases=cases + "F2,B2,0461,mentor,2026-02-05\n")
    app = open_page(data, PAGE, arbejde=work.id)
    assert "Der er intet at spørge om." in said(app)
    for label in ("Tjek filerne", "Se, hvad der ændrer sig", "Udgiv"):
        press(app, label)
    assert snapshot.current(data).rows["cases"] == 2
    assert "Liste.xlsx" in (data / "recipe.toml").read_text()


def test_the_reports_are_written_when_somebody_says_that_the_figures_are_right(open_page, data):
    older = ROWS.replace("2026-01-05", "2025-01-05")
    app = open_page(data, PAGE, arbejde=work_of(data, liste=LIST + older).id)
    for label in ("Tjek filerne", "Se, hvad der ændrer sig", "Udgiv"):
        press(app, label)
    press(app, "Tallene er rigtige: skriv kommunernes rapporter")
    assert "Kommunernes rapporter er skrevet." in said(app)
    assert (data / "editions").exists()
    assert "Fortryd" in [button.label for button in app.button]


def test_what_somebody_else_has_published_since_is_not_undone(open_page, data, tmp_path):
    app = open_page(data, PAGE, arbejde=work_of(data, liste=LIST + ROWS).id)
    for label in ("Tjek filerne", "Se, hvad der ændrer sig", "Udgiv"):
        press(app, label)
    published(tmp_path, data_to="2026-09-30", cases=[case("F1"), case("F2")])
    app.run()
    assert "Der er udgivet noget andet siden" in said(app)
    assert "Fortryd" not in [button.label for button in app.button]


def test_a_folder_nobody_may_write_in_is_said(open_page, data):
    (data / "intake").write_text("")
    app = open_page(data, PAGE)
    app.text_input(key="intake-path").set_value(str(data)).run()
    press(app, "Brug mappen")
    assert "Der kan ikke skrives i" in said(app)


def answers_published(tmp_path):
    rows = {"cases": [case("F1", "2026-01-05"), case("F2", "2026-02-05")]}
    published(tmp_path, survey=[answer("R1", "help", "satisfied")], **rows)
    return tmp_path / "data"


def test_a_table_that_is_not_in_the_files_may_be_taken_as_it_was_published(open_page, tmp_path):
    data = answers_published(tmp_path)
    before = snapshot.current(data)
    app = open_page(data, PAGE, arbejde=work_of(data, liste=LIST + ROWS).id)
    (choice,) = app.checkbox
    assert (choice.label, choice.value) == ("Spørgeskemaer og livshjul", False)
    choice.check().run()
    press(app, "Tjek filerne")
    assert "tabellen er taget fra øjebliksbilledet af" in said(app)
    press(app, "Tilbage")
    assert app.checkbox[0].value
    for label in ("Tjek filerne", "Se, hvad der ændrer sig", "Udgiv"):
        press(app, label)
    made = snapshot.current(data)
    assert made.rows["survey_results"] == 1
    assert made.manifest["taken"]["survey_results"]["snapshot"] == before.id
    kept = (data / "recipe.toml").read_text(encoding="utf-8")
    assert kept.startswith('from_snapshot = ["survey_results"]\n')
    app = open_page(data, PAGE, arbejde=work_of(data, liste=LIST + ROWS).id)
    assert app.checkbox[0].value  # next month it is remembered
    app.checkbox[0].uncheck().run()
    press(app, "Tjek filerne")
    assert "tabellen er taget" not in said(app)


def test_our_own_tables_go_through_also_where_no_recipe_was_ever_kept(open_page, data):
    cases = (
        "case_id,citizen_id,municipality_code,programme,started_on\nF1,B1,0360,mentor,2026-01-05\n"
    )
    work = work_of(data, cases=cases + "F2,B2,0461,mentor,2026-02-05\n")
    app = open_page(data, PAGE, arbejde=work.id)
    for label in ("Tjek filerne", "Se, hvad der ændrer sig", "Udgiv"):
        press(app, label)
    assert snapshot.current(data).rows["cases"] == 2
    assert not (data / "recipe.toml").exists()


def test_nothing_is_asked_where_nothing_is_published_that_the_files_lack(open_page, data):
    app = open_page(data, PAGE, arbejde=work_of(data, liste=LIST + ROWS).id)
    assert [box.label for box in app.checkbox] == []


def say(app, label, word):
    (box,) = [found for found in app.selectbox if found.label == label]
    box.select(next(key for key in box.proto.options if key == word))
    app.run()
    assert not app.exception
    return app


UNKNOWN = (
    "Forløbsnr.;Borger;Kommune;Dag et;Udgang;Dag to\n"
    "F1;B1;Lolland;2026-01-05;Fly;2026-01-06\nF2;B2;Odense;2026-02-05;Job;2026-02-06\n"
)


def test_a_column_nobody_knows_is_chosen_in_place_and_so_are_its_words(open_page, data):
    work = work_of(data, liste=UNKNOWN)
    app = open_page(data, PAGE, arbejde=work.id)
    assert "mangler ”Startdato”." in "".join(w.value for w in app.warning)
    say(app, "Hvad er kolonnerne?: Dag et", "Forløb: Startdato")
    say(app, "Kolonner, der ikke bruges: Udgang", "Forløb: Slutårsag")
    say(app, "Slutårsag: Fly", "Fraflyttet")
    say(app, "Indsats: Indsats, alle rækker", "Mentor")
    assert "mangler" not in "".join(w.value for w in app.warning)
    press(app, "Læs igen")
    press(app, "Tjek filerne")
    assert 'Dag et" = "started_on"' in work.recipe.read_text(encoding="utf-8")
    assert '"Fly" = "moved"' in work.recipe.read_text(encoding="utf-8")
    assert [each.value for each in app.success] == ["Ingen fejl i 2 rækker."]


def test_mended_files_are_read_with_the_words_they_have_now_and_the_answers_before(open_page, data):
    text = "Forløbsnr.;Borger;Kommune;Indsats;Startdato;Slutdato;Slutårsag\n"
    text += "F1;B1;Lolland;Mentor;2026-01-05;2026-02-05;Fly\n"
    work = work_of(data, liste=text + "F2;B2;Odense;Mentor;2026-02-05;2026-03-05;se noter\n")
    app = open_page(data, PAGE, arbejde=work.id)
    say(app, "Slutårsag: Fly", "Fraflyttet")
    press(app, "Tjek filerne")
    assert "1 fejl" in app.warning[-1].value
    mended = text + "F2;B2;Odense;Mentor;2026-02-05;2026-03-05;Anden årsag\n"  # as the page says it
    work.keep([("liste.csv", mended.encode())])
    work.note(is_mended=True)
    app.run()
    assert [each.value for each in app.success] == ["Ingen fejl i 2 rækker."]
    assert '"Fly" = "moved"' in work.recipe.read_text(encoding="utf-8")


def test_answers_hold_where_a_file_that_comes_at_the_check_is_the_first_of_all(open_page, data):
    head = "Forløbsnr.;Borger;Kommune;Indsats;Startdato;Tilstand\n"
    rows = [f"F{n};B{n};Lolland;Mentor;2026-0{n}-05;{word}\n" for n, word in enumerate("ZYY", 1)]
    work = work_of(data, liste=head + rows[0] + rows[1])
    app = open_page(data, PAGE, arbejde=work.id)
    app.session_state["source-0"] = True
    app.run()
    say(app, "Kolonner, der ikke bruges: Tilstand", "Rækker med ”Z” tælles ikke med")
    press(app, "Tjek filerne")
    work.keep([("april.csv", (head + rows[2]).encode())])
    work.note(is_mended=True)
    app.run()
    assert [each.value for each in app.success] == ["Ingen fejl i 2 rækker."]


def test_rows_with_a_word_do_not_count_once_somebody_says_so(open_page, data):
    (first, second) = ROWS.splitlines()
    text = LIST.replace("\n", ";Tilstand\n") + f"{first};Z\n{second};Y\n"
    work = work_of(data, liste=text)
    app = open_page(data, PAGE, arbejde=work.id)
    app.session_state["source-0"] = True
    app.run()
    say(app, "Kolonner, der ikke bruges: Tilstand", "Rækker med ”Z” tælles ikke med")
    press(app, "Tjek filerne")
    assert [each.value for each in app.success] == ["Ingen fejl i 1 række."]
    assert "som opskriften udelader efter det, der står i ”Tilstand” (”Z”): 1." in said(app)
    assert '"Tilstand" = ["Z"]' in work.recipe.read_text(encoding="utf-8")


def test_a_sheet_nobody_wants_is_left_out_and_is_no_news_next_month(open_page, data):
    waiting = "Sagsnr.;Navn på borger;Kommune;Indsats;Startdato;Ventet siden\nV1;B7;Lolland;Mentor;2026-03-01;x\n"
    files = {"liste": LIST + ROWS, "venteliste 2026-09": waiting}
    app = open_page(data, PAGE, arbejde=(work := work_of(data, **files)).id)
    nth = next(i for i, e in enumerate(app.expander) if "venteliste 2026-09.csv" in e.label)
    key = app.expander[nth].proto.id.rpartition("-source-")[2]
    app.session_state[f"source-{key}"] = True
    app.run()
    (box,) = [each for each in app.checkbox if each.label == "Brug det ikke"]
    box.check().run()
    assert any(e.label.endswith("bruges ikke") for e in app.expander)
    press(app, "Tjek filerne")
    told = work.recipe.read_text(encoding="utf-8")
    assert 'left_out = ["venteliste 2026-09.csv"]' in told
    assert "Ventet siden" not in told
    assert [each.value for each in app.success] == ["Ingen fejl i 2 rækker."]
    for label in ("Se, hvad der ændrer sig", "Udgiv"):
        press(app, label)
    october = {"liste": LIST + ROWS, "venteliste 2026-10": waiting}
    app = open_page(data, PAGE, arbejde=work_of(data, **october).id)
    assert "Opskriften fra sidst passer. Der er intet nyt i filerne." in said(app)
    other = {"liste": LIST + ROWS, "nye": waiting.replace("V1;B7", "V2;B8")}
    app = open_page(data, PAGE, arbejde=work_of(data, **other).id)
    assert "Der er intet nyt i filerne." not in said(app)  # nobody has said anything of that file


def test_a_list_that_lacks_what_every_row_must_have_is_left_out_by_one_click(open_page, data):
    waiting = "Sagsnr.;Kommune;Indsats;Henvist\nV1;Lolland;Mentor;2026-03-01\n"
    work = work_of(data, liste=LIST + ROWS, venteliste=waiting)
    app = open_page(data, PAGE, arbejde=work.id)
    assert [each.value for each in app.warning][-1].startswith(
        "Forløb: venteliste.csv mangler ”Startdato”."
    )
    press(app, "Brug ikke venteliste.csv")
    assert not [each for each in app.warning if "mangler" in each.value]
    assert any(e.label.endswith("venteliste.csv · bruges ikke") for e in app.expander)
    press(app, "Tjek filerne")
    assert [each.value for each in app.success] == ["Ingen fejl i 2 rækker."]


def test_one_yes_takes_what_is_guessed_but_no_charge_and_no_row(open_page, data):
    head = LIST.replace("\n", ";Slutdato;Slutårsag;Sigtet?\n")
    rows = "F1;B1;Odense;Mentor;2026-01-05;2026-05-01;Stoppet;Ja\n"
    rows += "F2;B2;Odense;Løsladelse;2026-02-05;2026-05-01;Praktik;Nej\n"
    rows += "F3;B3;Odense;Mentor;2026-02-05;2026-05-01;Qwert;Nej\nF4;B4;Odense;Mentor;;;;\n"
    rows += "F5;B5;Odense;Mentor;2026-02-06;2026-05-01;Gennemført;Nej\n"
    work = work_of(data, liste=head + rows)
    app = open_page(data, PAGE, arbejde=work.id)
    guessed = {"Slutårsag: Stoppet", "Slutårsag: Praktik"}
    read = "Sådan læses filerne: "
    completed = "De gennemførte har gennemført alle tre faser den dag, de sluttede"
    alone = {f"{read}Rækker udelades, hvor Startdato er (tom celle)", read + completed}
    left = {"Sigtet?: Ja", "Slutårsag: Qwert", "Indsats: Løsladelse", *alone}
    assert {each for each in unanswered(app) if "Alle uden svar" not in each} == guessed | left
    press(app, "Ja til de 2 gæt om ord og kolonner")
    assert set(unanswered(app)) == left
    assert not [each for each in app.button if each.label.startswith("Ja til")]
    shown = {box.label: box.value for box in app.selectbox}
    assert [shown[each] for each in sorted(guessed)] == ['"internship"', '"withdrew"']


def test_words_of_a_column_that_is_not_what_it_was_taken_for_are_no_questions(open_page, data):
    (first, second) = ROWS.splitlines()
    text = LIST.replace("\n", ";Slutårsag\n") + f"{first};Kryds\n{second};Bolle\n"
    app = open_page(data, PAGE, arbejde=work_of(data, liste=text).id)
    asked = {box.label for box in app.selectbox}
    assert {"Slutårsag: Kryds", "Slutårsag: Bolle"} <= asked
    app.session_state["source-0"] = True
    app.run()
    say(app, "Kolonner, der bruges: Slutårsag", "bruges ikke")
    assert not {"Slutårsag: Kryds", "Slutårsag: Bolle"} & {box.label for box in app.selectbox}


def test_a_column_can_be_taken_away_and_the_day_given_by_another(open_page, data):
    text = LIST.replace("Startdato", "Startdato;Begyndt") + ROWS.replace("\n", ";2026-03-05\n")
    work = work_of(data, liste=text)
    app = open_page(data, PAGE, arbejde=work.id)
    app.session_state["source-0"] = True  # a source with nothing to ask is one click away
    app.run()
    say(app, "Kolonner, der bruges: Startdato", "bruges ikke")
    assert "mangler ”Startdato”" in "".join(w.value for w in app.warning)
    say(app, "Kolonner, der ikke bruges: Begyndt", "Forløb: Startdato")
    press(app, "Tjek filerne")
    assert [each.value for each in app.success] == ["Ingen fejl i 2 rækker."]
    told = work.recipe.read_text(encoding="utf-8")
    assert '"Begyndt" = "started_on"' in told and '# ? "Startdato" = "started_on"' in told


def test_after_the_text_is_used_the_step_shows_what_it_reads(open_page, data):
    work = work_of(data, liste=LIST.replace("Startdato", "Dag;Husk") + ROWS.replace("\n", ";x\n"))
    app = open_page(data, PAGE, arbejde=work.id)
    told = (
        app.text_area[0]
        .value.replace("# bruges ikke: Dag", "")
        .replace("[source.columns]", '[source.columns]\n"Dag" = "started_on"')
    )
    app.text_area[0].set_value(told).run()
    press(app, "Brug teksten")
    assert "Filerne læses efter teksten herunder." in said(app)
    assert "Der er intet at svare på" not in said(app)
    assert "Forløb: kolonnen Husk bruges ikke." in said(app)
    assert "Dag" not in "".join(each.value for each in app.caption)
    assert "mangler" not in "".join(w.value for w in app.warning)


def test_the_rows_without_a_fault_can_be_published_alone(open_page, data):
    work = work_of(data, liste=LIST + ROWS + "F3;B3;Odense;Mentor;i februar\n")
    app = open_page(data, PAGE, arbejde=work.id)
    press(app, "Tjek filerne")
    app.checkbox(key="intake-held-back").check().run()
    assert "Rækker, der holdes tilbage: Forløb 1." in said(app)
    press(app, "Se, hvad der ændrer sig")
    assert "Rækker, der holdes tilbage: Forløb 1." in "".join(w.value for w in app.warning)
    press(app, "Udgiv")
    made = snapshot.current(data)
    assert (made.rows["cases"], made.quarantined["cases"]) == (2, 1)


def test_a_fault_of_a_whole_file_cannot_be_held_back_and_says_which_column_it_could_be(
    open_page, data
):
    work = work_of(data, liste=UNKNOWN)
    app = open_page(data, PAGE, arbejde=work.id)
    press(app, "Tjek filerne")
    assert "Det kan være en af disse: ”Dag et” og ”Dag to”." in said(app)
    assert [box.key for box in app.checkbox if box.key == "intake-held-back"] == []


def test_templates_can_be_had_with_the_recipe_that_reads_them(open_page, tmp_path):
    app = open_page(tmp_path, PAGE)
    assert "Hent skabeloner" in [button.label for button in app.get("download_button")]
    with zipfile.ZipFile(io.BytesIO(intake_files.templates())) as archive:
        names = archive.namelist()
        assert '"Forløbsnr." = "case_id"' in archive.read("recipe.toml").decode()
    assert {"recipe.toml", "csv/recipe.toml"} < set(names)
    assert (
        sum(name.endswith(".xlsx") for name in names)
        == sum(name.endswith(".csv") for name in names)
        > 3
    )


def test_an_app_that_can_only_read_says_so_and_hides_nothing(open_page):
    app = open_page(Path("/proc"), PAGE)
    assert any("må kun læse data" in warning.value for warning in app.warning)
    assert app.get("file_uploader")


HAPPENED = LIST.replace("\n", ";Slutdato;Slutårsag;Tiltalt i forløbet?;Job/udd.;Dato\n")
DONE = (
    "F1;B1;Lolland;Mentor;2026-01-05;2026-06-01;Job;Ja;Fuldtidsjob;2026-03-02\n"
    "F2;B2;Odense;Mentor;2026-02-05;;;(Ja) gl. sag;Praktik;2026-03-03\n"
)


def unanswered(app):
    """The questions of the page nobody has answered: a heading, and the word."""
    return [box.label for box in app.selectbox if ": " in box.label and box.value is None]


REASONS = LIST.replace("\n", ";Slutdato;Slutårsag\n") + "".join(
    f"F{n};B{n};Odense;Mentor;2026-01-0{n};2026-06-01;{reason}\n"
    for n, reason in enumerate(["Job", "Qwert", "Asdfg", "Zxcvb"], 1)
)


def test_the_rest_of_a_group_is_answered_at_once_and_each_box_shows_it(open_page, data):
    app = open_page(data, PAGE, arbejde=work_of(data, liste=REASONS).id)
    words = [f"Slutårsag: {each}" for each in ("Qwert", "Asdfg", "Zxcvb")]
    assert set(words) < set(unanswered(app))
    say(app, words[0], "Fraflyttet")
    assert not [box for box in app.selectbox if "Alle uden svar" in box.label]  # two are few
    work = work_of(data, liste=REASONS)
    app = open_page(data, PAGE, arbejde=work.id)
    say(app, "Slutårsag: Alle uden svar (3)", "Anden årsag")
    assert not set(words) & set(unanswered(app))
    shown = {box.label: box.value for box in app.selectbox}
    assert [shown[word] for word in words] == ['"other"'] * 3
    say(app, words[0], "Fraflyttet")
    assert sorted(v for k, v in intake_questions.told(work).items() if "end_reason" in k) == [
        '"moved"', '"other"', '"other"',
    ]  # fmt: skip


def test_what_words_say_has_happened_is_answered_once_and_next_month_only_a_new_word_is_asked(
    open_page, data
):
    work = work_of(data, liste=HAPPENED + DONE)
    app = open_page(data, PAGE, arbejde=work.id)
    assert unanswered(app) == ["Tiltalt i forløbet?: (Ja) gl. sag", "Job/udd.: Praktik"]
    say(app, "Tiltalt i forløbet?: (Ja) gl. sag", "nej")
    say(app, "Job/udd.: Praktik", "ingen af delene")
    press(app, "Tjek filerne")
    assert [each.value for each in app.success] == ["Ingen fejl i 2 rækker."]
    assert "siger ja til en tiltale, og ingen kolonne siger hvornår: 1" in said(app)
    press(app, "Se, hvad der ændrer sig")
    assert "Tiltalt under forløbet. Ikke opgjort" not in said(app)
    press(app, "Udgiv")
    kept = json.loads((snapshot.current(data).folder / "manifest.json").read_text(encoding="utf-8"))
    assert [each["column"] for each in kept["notices"] if each["key"] == "charged_without_day"] == [
        "Tiltalt i forløbet?"
    ]
    rows = figures(Warehouse(snapshot.current(data)), Scope())
    row = {row.id: row for row in rows}
    assert row["criterion_charged_lower"].k == 1
    assert row["criterion_charged_rate"].notes.not_measured == ("day_of_charge",)
    assert "den rigtige dag kendes ikke" in said(open_page(data, "et_forloeb", sag="F1"))
    more = "F3;B3;Odense;Mentor;2026-02-06;;;Ja;Kursus;2026-03-04\n"
    work = work_of(data, liste=HAPPENED + DONE + more)
    app = open_page(data, PAGE, arbejde=work.id)
    assert unanswered(app) == ["Job/udd.: Kursus"]
    say(app, "Job/udd.: Kursus", "Begyndt på uddannelse")
    press(app, "Tjek filerne")
    assert [each.value for each in app.success] == ["Ingen fejl i 3 rækker."]
    assert '"Kursus" = "education_started_on"' in work.recipe.read_text(encoding="utf-8")
