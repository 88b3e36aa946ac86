"""Next month: the recipe as it was agreed, and only what is new in the files is asked and added."""

from pathlib import Path
from tempfile import mkdtemp

import pytest

from dashboard.foundation.schema import CASES as CASES_TABLE
from dashboard.ingest import recipe_file, staging
from dashboard.proposal import proposing, renewing, writing
from dashboard.proposal.lines import SURE, Line

CASES = "Forløbsnr.;Borger;Kommune;Indsats;Startdato;Slutdato;Årsag\n"
CASES += "F1;B1;Odense Kommune;Mentor;2026-01-05;2026-03-01;Job\n"
RECIPE = """# skrevet i hånden
[[source]]
table = "cases"
files = ["*.csv"]
[source.columns]
"Forløbsnr." = "case_id"
"Borger" = "citizen_id"
"Kommune" = "municipality_code"
"Indsats" = "programme"
"Startdato" = "started_on"
# ? "Slutdato" = "ended_on"  # gæt
[source.codes.municipality_code]
"Odense Kommune" = "0461"
[source.codes.programme]
"Mentor" = "mentor"
"""


@pytest.fixture
def proposed(tmp_path):
    def propose(**files: str) -> proposing.Proposal:
        folder = tmp_path / "files"
        folder.mkdir(exist_ok=True)
        for name, content in files.items():
            (folder / f"{name}.csv").write_text(content, encoding="utf-8")
        con = staging.connect(Path(mkdtemp(dir=tmp_path)))
        found = proposing.propose(folder, con)
        con.close()
        return found

    return propose


@pytest.fixture
def recipe(tmp_path):
    (tmp_path / "recipe.toml").write_text(RECIPE, encoding="utf-8")
    return recipe_file.read(tmp_path / "recipe.toml")


def test_only_headings_and_words_the_recipe_does_not_know_are_new(proposed, recipe):
    found = renewing.news(proposed(liste=CASES), recipe, RECIPE)
    (new,) = found
    assert new.place == 0
    assert [(line.section, line.key) for line in new.source.lines] == [
        ("columns", "Årsag"), ("codes.end_reason", "Job"),
    ]  # fmt: skip


def test_with_nothing_new_nothing_is_asked(proposed, recipe):
    again = CASES.replace(";Årsag", "").replace(";Job", "")
    assert renewing.news(proposed(liste=again), recipe, RECIPE) == []


def test_what_is_new_is_added_and_the_rest_stays_as_it_was_written(proposed, recipe, tmp_path):
    found = renewing.news(proposed(liste=CASES), recipe, RECIPE)
    text = renewing.added(RECIPE, found)
    assert set(RECIPE.splitlines()) <= set(text.splitlines())
    (tmp_path / "recipe.toml").write_text(text, encoding="utf-8")
    (origin,) = recipe_file.read(tmp_path / "recipe.toml").origins
    assert origin.mapping.columns["Årsag"] == "end_reason"
    assert origin.mapping.codes["end_reason"] == {"Job": "employment"}
    assert (
        renewing.news(proposed(liste=CASES), recipe_file.read(tmp_path / "recipe.toml"), text) == []
    )


def test_a_new_section_comes_before_questions_in_columns(proposed, tmp_path):
    text = RECIPE + '[[source.wide]]\n[source.wide.constants]\nphase = "start"\n'
    lines = [proposing.Line("codes.end_reason", "Job", "employment", proposing.SURE, "")]
    found = renewing._with_lines(text, 0, lines)
    assert found.index("[source.codes.end_reason]") < found.index("[[source.wide]]")


def test_a_table_it_has_never_seen_comes_whole(proposed, recipe, tmp_path):
    contacts = "Dato;Forløbsnr.;Form;Mødt;Varighed\n2026-01-10 10:00;F1;Telefon;Mødt;30\n"
    found = renewing.news(proposed(liste=CASES, kontakter=contacts), recipe, RECIPE)
    assert [(new.source.table.name, new.place) for new in found] == [
        ("cases", 0),
        ("contacts", None),
    ]
    text = renewing.added(RECIPE, found)
    (tmp_path / "recipe.toml").write_text(text, encoding="utf-8")
    tables = [origin.table.name for origin in recipe_file.read(tmp_path / "recipe.toml").origins]
    assert tables == ["cases", "contacts"]
    assert writing.source(found[1].source) in text


def test_a_file_belongs_to_the_source_that_reads_it_though_another_has_as_many_of_its_headings(
    tmp_path, proposed
):
    head = "Respondent-id;Oprettet;Lukket"
    wheel = f"{head};Bolig;Fritid;Helbred;Økonomi\nW1;01-06-2026;02-06-2026;4;5;6;7\n"
    asked = f"{head};I hvilken grad har forløbet hjulpet dig?\n" + "".join(
        f"S{n};01-06-2026;02-06-2026;I {grade} grad\n"
        for n, grade in enumerate(["høj", "nogen", "mindre", "meget høj", "høj"])
    )
    found = proposed(Livshjul=wheel, Tilfredshed=asked)
    text = writing.text(found).replace('# ? "I nogen grad" = ""', '"I nogen grad" = "poor"')
    agreed = tmp_path / "recipe.toml"
    agreed.write_text(text, encoding="utf-8")
    assert recipe_file.read(agreed).origins[1].scale["I nogen grad"] == "poor"
    (other,) = recipe_file.read(agreed).origins[:1]
    assert {"respondent-id", "oprettet", "lukket"} <= other.headings
    declined = text.replace('"I hvilken grad har', '# ? "I hvilken grad har')
    agreed.write_text(declined, encoding="utf-8")
    assert renewing.news(found, recipe_file.read(agreed), declined) == []


def test_the_tables_that_are_taken_stand_once_and_first(tmp_path):
    text = 'decimal = ","\nfrom_snapshot = [\n  "cases",\n]  # not yet\n\n[[source]]\ntable = "cases"\nfiles = ["*"]\n'
    rest = 'decimal = ","\n\n[[source]]\ntable = "cases"\nfiles = ["*"]\n'
    assert renewing.taking(text, []) == rest
    taking = renewing.taking(text, ["contacts", "survey_results"])
    assert taking == 'from_snapshot = ["contacts", "survey_results"]\n' + rest
    (tmp_path / "recipe.toml").write_text(taking, encoding="utf-8")
    read = recipe_file.read(tmp_path / "recipe.toml")
    assert [table.name for table in read.from_snapshot] == ["contacts", "survey_results"]


def test_a_new_heading_nobody_knows_is_news_until_it_is_left(tmp_path, proposed):
    found, recipe = (
        proposed(
            liste=CASES.replace("\n", ";Husk\n", 1) + "F2;B2;Odense;Mentor;2026-01-05;;;tolk\n"
        ),
        RECIPE,
    )
    agreed = tmp_path / "recipe.toml"
    agreed.write_text(recipe, encoding="utf-8")
    news = renewing.news(found, recipe_file.read(agreed), recipe)
    assert [new.source.unused for new in news] == [["Husk"]]
    text = renewing.added(recipe, news)
    assert "# bruges ikke: Husk\n" in text
    agreed.write_text(text, encoding="utf-8")
    assert all(
        not new.source.unused for new in renewing.news(found, recipe_file.read(agreed), text)
    )


def test_what_is_new_of_a_whole_source_is_added_to_what_was_agreed(tmp_path):
    source = proposing.ProposedSource(CASES_TABLE, ["liste.csv"], [
        Line("", "missing", ["ukendt"], SURE, ""), Line("", "date_format", ["%d/%m/%y"], SURE, ""),
        Line("", "decimal", ",", SURE, ""),
    ])  # fmt: skip
    before = RECIPE.replace('table = "cases"', 'table = "cases"\nmissing = "-"\ndecimal = "."')
    text = renewing.added(before, [renewing.New(source, 0)])
    agreed = tmp_path / "recipe.toml"
    agreed.write_text(text, encoding="utf-8")
    (origin,) = [each for each in recipe_file.read(agreed).origins if each.files]
    assert (origin.mapping.missing, origin.mapping.dates) == (("-", "ukendt"), ("%d/%m/%y",))
    assert origin.mapping.decimal == "."
    assert text.startswith("# skrevet i hånden\n[[source]]\n")
