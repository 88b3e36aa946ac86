"""The municipalities' pages: the same numbers everywhere, a header on each, and no way to more."""

import ast
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import polars as pl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.access.links import Access
from dashboard.catalogue.listing import FIGURES
from dashboard.editions.edition import Edition
from dashboard.foundation import words
from dashboard.foundation.quarters import Quarter
from dashboard.partner import scope
from dashboard.presenters import municipal_files
from dashboard.web import navigation
from dashboard.wording import figure_words
from tests.partner_builders import content, write

ROOT = Path(__file__).parents[2]
PAGES = {page.file.stem: page for page in navigation.PARTNER_PAGES}
LANGUAGES = ("da", "en")
LEVELS = ("public", "authority")
EXPIRES = datetime(2027, 2, 20, 12, tzinfo=UTC)
NEVER = (
    "duckdb",
    "dashboard.snapshots",
    "dashboard.ingest",
    "dashboard.figures",
    "dashboard.owner",
)


def access(level: str = "public") -> Access:
    return Access("l1", "0461", level, "Udvalget", EXPIRES)


class Opened:
    """An expander that a reader has opened."""

    open = True

    def __init__(self, label: str, **_given: object) -> None:
        self.place = st.container()

    def __enter__(self):
        return self.place.__enter__()

    def __exit__(self, *error: object):
        return self.place.__exit__(*error)


@pytest.fixture
def open_page(monkeypatch, tmp_path):
    """Opens a page of a municipality's report; its tables too, which a reader opens."""

    def run(made: dict | None, page: str = "partner_overblik", level: str = "public", *,
            is_open: bool = False, **query: str) -> AppTest:  # fmt: skip
        monkeypatch.setenv("PARTNER_EDITIONS", str(tmp_path))
        monkeypatch.setenv("PARTNER_CONTACT", "Ejeren, tlf. 12 34")
        monkeypatch.setattr(scope, "current", lambda: access(level))
        if made:
            shutil.rmtree(tmp_path / made["municipality"], ignore_errors=True)
            write(tmp_path, made)
        app = AppTest.from_file(str(ROOT / "dashboard" / "partner" / "app.py"), default_timeout=600)
        for key, value in query.items():
            app.query_params[key] = value
        if is_open:
            monkeypatch.setattr(st, "expander", Opened)
        app.run()
        if page != "partner_overblik":
            app.switch_page(f"../../pages/{page}.py").run()
        assert not app.exception
        return app

    return run


def texts(app: AppTest) -> list[str]:
    found = [e.value for kind in ("title", "header", "markdown", "caption", "info", "warning", "error", "code")
             for e in getattr(app, kind)]  # fmt: skip
    for table in app.table:
        frame = table.value
        found += [*map(str, frame.columns), *map(str, frame.to_numpy().ravel())]
    return [plain(str(text)) for text in found]


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\\", "")


def said(app: AppTest) -> str:
    return "\n".join(texts(app))


def drawn(app: AppTest) -> list[dict]:
    """The rows of every chart's data."""
    found = []
    for element in app.get("vega_lite_chart"):
        for data in element.proto.datasets:
            if data.name == "rows":
                found += pl.read_ipc_stream(data.data.data).to_dicts()
    return found


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_says_whose_report_it_is(open_page, name, language, level):
    app = open_page(content(60, level), name, level, lang=language)
    header = plain(app.caption[0].value)
    expected = {
        "da": ("Odense", {"public": "til offentlig brug", "authority": "kun til det ansvarlige jobcenter"}[level],
               "1. oktober 2025 til 30. september 2026", "data til 30. september 2026",
               "linket virker til 20. februar 2027", "rapport KG-7F3K-9QXD", "spørg Ejeren, tlf. 12 34"),
        "en": ("Odense", {"public": "for public use", "authority": "for the responsible jobcentre only"}[level],
               "1 October 2025 to 30 September 2026", "data to 30 September 2026",
               "the link works until 20 February 2027", "report KG-7F3K-9QXD", "ask Ejeren, tlf. 12 34"),
    }[language]  # fmt: skip
    assert header == " · ".join(expected)
    with words.speaking(language):
        page = words.uncapital(words.text(PAGES[name].title))
        assert app.title[0].value == f"Odense: {page}"
        assert "Demo" not in said(app)
    assert not app.error
    assert not app.warning


@pytest.mark.parametrize("name", PAGES)
def test_invented_people_are_said_to_be_so(open_page, name):
    assert "Demodata – personerne findes ikke" in said(
        open_page(content(60) | {"is_demo": True}, name)
    )


@pytest.mark.parametrize("citizens", [0, 7, 60])
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", PAGES)
def test_no_danish_message_is_left_on_an_english_page(open_page, name, level, citizens):
    from tests.foundation.test_words import ENGLISH

    shown = set(texts(open_page(content(citizens, level), name, level, lang="en")))
    same = {key for key, given in ENGLISH.items() if given[0] == key}
    assert not (shown & (set(ENGLISH) - same))
    danish = r"(?<![\w-])[a-zæøå]*[æøå]\w*"
    quoted = r"måske egnede|løsladelse|glæd dig|kontanthjælpsreformen|forsøgsprogrammet"
    assert [line for line in shown if re.search(danish, re.sub(quoted, "", line))] == []


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", PAGES)
def test_a_reader_can_choose_the_language_and_nothing_else(open_page, name, level):
    app = open_page(content(60, level), name, level)
    kinds = ("button", "selectbox", "multiselect", "radio", "text_input", "text_area", "slider",
             "number_input", "date_input", "checkbox", "toggle", "file_uploader", "download_button",
             "imgs", "link_button")  # fmt: skip
    assert {kind: len(app.get(kind)) for kind in kinds if app.get(kind)} == {}
    assert [group.key for group in app.button_group] == ["lang"]


def test_an_address_widens_nothing(open_page):
    asked = {
        "kommune": "0101",
        "niveau": "authority",
        "scope": "*",
        "role": "ejer",
    }
    app = open_page(content(60), **asked)
    assert said(app) == said(open_page(content(60)))


@pytest.mark.parametrize(
    "path",
    [ROOT / "dashboard" / "partner" / "app.py", ROOT / "dashboard" / "partner" / "screen.py",
     ROOT / "dashboard" / "drawing" / "parts.py", *(page.file for page in PAGES.values())],
    ids=lambda path: path.stem,
)  # fmt: skip
def test_no_figure_leaves_by_a_media_file(path):
    calls = {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    media = {"download_button", "image", "audio", "video", "pyplot", "graphviz_chart", "map", "pydeck_chart",
             "html", "file_uploader", "camera_input", "chat_input", "exception"}  # fmt: skip
    assert calls & media == set()


def is_never(name: str) -> bool:
    """Whether a module is one the municipalities' process must not hold."""
    return name.startswith(NEVER)


def imports(path: Path) -> set[Path]:
    """The files of the package a file runs when it is imported, the rooms on the way included."""
    package, found = ROOT / "dashboard", set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dashboard"):
            inner = (node.module or "").split(".")[1:]
            for name in ([*inner, alias.name] for alias in node.names):
                found |= {package.joinpath(*name[:i]) / "__init__.py" for i in range(len(name) + 1)}
                found |= {
                    package.joinpath(*name[:i]).with_suffix(".py")
                    for i in (len(name) - 1, len(name))
                    if i
                }
    return {path for path in found if path.exists()}


def test_nothing_the_partner_app_imports_can_read_a_snapshot():
    home = ROOT / "dashboard" / "partner"
    waiting, found = [*home.glob("*.py"), *(page.file for page in PAGES.values())], set()
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += imports(path)
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in found}
    assert "dashboard.editions.edition" in names
    assert {name for name in names if is_never(name)} == set()


def test_the_running_partner_app_has_never_seen_duckdb():
    script = f"""
import sys
from streamlit.testing.v1 import AppTest
from dashboard.partner import scope
from tests.partner.test_partner_pages import access
scope.current = access
app = AppTest.from_file({str(ROOT / "dashboard" / "partner" / "app.py")!r}, default_timeout=600)
app.run()
for name in {list(PAGES)!r}[1:]:
    app.switch_page(f"../../pages/{{name}}.py").run()
assert not app.exception
print(*sorted(sys.modules))
"""
    # the tests' own imports are of no account: what the app brings is what it needs
    script = script.replace(
        "from tests.partner.test_partner_pages import access\n",
        "from datetime import UTC, datetime\nfrom dashboard.access.links import Access\n"
        "access = lambda: Access('l1', '0461', 'public', 'x', datetime(2027, 2, 20, tzinfo=UTC))\n",
    )
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), content(60))
        done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True,
                              env=os.environ | {"PARTNER_EDITIONS": folder}, check=True)  # fmt: skip
    assert [name for name in done.stdout.split() if is_never(name)] == []
    assert "dashboard.partner.screen" in done.stdout


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("citizens", [7, 60])
def test_the_same_numbers_stand_on_the_pages_and_in_every_file(
    open_page, language, level, citizens
):
    made = content(citizens, level)
    with words.speaking(language):
        rows = Edition(made).rows
        shown = {plain(figure_words.of_n(row)) for row in rows if row.unit != "count"}
        shown |= {plain(figure_words.value(row)) for row in rows}
    pages = "\n".join(
        said(open_page(made, name, level, is_open=True, lang=language)) for name in PAGES
    )
    html, csv, xlsx = (
        municipal_files.export(Edition(made), f"rapport.{kind}", language)[0]
        for kind in ("html", "csv", "xlsx")
    )
    html_text = plain(re.sub("<[^>]+>", "\n", html.decode()).replace("&amp;", "&"))
    cells = {
        plain(str(cell))
        for sheet in openpyxl.load_workbook(io.BytesIO(xlsx))
        for line in sheet.iter_rows(values_only=True)
        for cell in line
        if cell is not None
    }
    for number in filter(None, shown):
        assert number in pages, number
        assert number in html_text, number
        assert number in cells, number
    with words.speaking(language):
        assert csv.decode("utf-8-sig").count("\r\n") == len(rows) + 1
        assert table_of(csv) == [
            tuple(
                "" if value is None else str(value).replace(".", ",")
                for value in (row.n, row.k, row.value)
            )
            for row in rows
        ]


def test_each_line_of_the_data_says_which_report_it_is_of_and_how_exact_it_is():
    import csv as reader

    made = Edition(content(57, "authority"))
    text = municipal_files.export(made, "rapport.csv", "da")[0].decode("utf-8-sig")
    lines = {
        line["figure_id"]: line for line in reader.DictReader(io.StringIO(text), delimiter=";")
    }
    assert {line["report_code"] for line in lines.values()} == {"KG-7F3K-9QXD"}
    assert {line["level"] for line in lines.values()} == {"authority"}
    told = {id_: (lines[id_]["is_rounded"], lines[id_]["is_internal"])
            for id_ in ("courses_started", "criterion_charged", "life_wheel_moved_up")}  # fmt: skip
    assert told == {
        "courses_started": ("False", "True"),
        "criterion_charged": ("True", "True"),
        "life_wheel_moved_up": ("True", "False"),
    }


@pytest.mark.parametrize(
    "level, heading, ends",
    [
        ("public", "Tæller (rundet)", []),
        ("authority", "Tæller (tal)", ["Rundet", "Deling"]),
    ],
)
def test_the_workbook_says_which_numbers_are_rounded_and_which_stay_inside(level, heading, ends):
    made = Edition(content(57, level))
    book = openpyxl.load_workbook(io.BytesIO(municipal_files.export(made, "rapport.xlsx", "da")[0]))
    head, *lines = book["Løfter"].iter_rows(values_only=True)
    assert heading in head
    assert [word for word in ("Rundet", "Deling") if word in head] == ends
    shared = {line[-1] for line in lines}
    assert ("må ikke gives videre" in shared) == (level == "authority")


def table_of(csv: bytes) -> list[tuple[str, ...]]:
    import csv as reader

    lines = reader.DictReader(io.StringIO(csv.decode("utf-8-sig")), delimiter=";")
    return [(line["n"], line["k"], line["value"]) for line in lines]


def test_no_file_holds_a_number_the_pages_do_not():
    """The workbook's numbers are the rows' own; nothing else in it is a number."""
    made = Edition(content(60))
    known = {getattr(row, key) for row in made.rows for key in ("k", "n", "value", "low", "high")}
    book = openpyxl.load_workbook(io.BytesIO(municipal_files.export(made, "rapport.xlsx", "da")[0]))
    numbers = {
        cell
        for sheet in book
        for line in sheet.iter_rows(values_only=True)
        for cell in line
        if isinstance(cell, int | float)
    }
    assert numbers
    assert all(
        any(abs(number - each) < 1e-12 for each in known if each is not None) for number in numbers
    )


def test_what_is_hidden_is_drawn_as_nothing_at_all(open_page):
    app = open_page(content(60))
    strips = [row for row in drawn(app) if "target" in row]
    assert [row["value"] is None for row in strips] == [False, True, False]
    assert (strips[1]["low"], strips[1]["high"]) == (None, None)
    down = next(row for row in drawn(app) if row.get("label") == "Rykkede ned på livshjulet")
    assert (down["value"], down["low"], down["high"]) == (None, None, None)
    assert down["value_label"] == "færre end 10 ud af ca. 60".replace(
        " 60", "\N{NO-BREAK SPACE}60"
    ) or (down["value_label"] == "færre end 10 ud af ca. 60")


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", PAGES)
def test_a_hidden_one_and_a_hidden_four_give_the_same_page(open_page, name, level):
    pages = []
    for charged, down in ((0, 0), (1, 9), (4, 2)):
        made = content(60, level, charged=charged, wheel_down=down)
        app = open_page(made, name, level, is_open=True)
        pages.append((said(app), json.dumps(drawn(app), default=str)))
    assert pages[0] == pages[1] == pages[2]


@pytest.mark.parametrize("kind", ["html", "csv", "xlsx"])
def test_a_file_is_the_same_bytes_each_time_and_whatever_is_hidden(kind):
    made = {
        municipal_files.export(Edition(content(60, charged=charged)), f"rapport.{kind}", "da")
        for charged in (0, 1, 4, 4)
    }
    assert len(made) == 1


def test_files_are_named_for_what_they_are():
    content_, media_type, name = municipal_files.export(Edition(content(60)), "rapport.xlsx", "da")
    assert name == "keepgoing-0461-2026-Q3-KG-7F3K-9QXD.xlsx"
    assert media_type.endswith("spreadsheetml.sheet")
    core = zipfile.ZipFile(io.BytesIO(content_)).read("docProps/core.xml").decode()
    assert core.count("2026-09-30T00:00:00Z") == 2  # not when it was made
    demo = Edition(content(60) | {"is_demo": True})
    assert municipal_files.export(demo, "rapport.csv", "en")[2].startswith("demo-")
    for name in ("rapport.pdf", "../rapport.csv", ""):
        with pytest.raises(KeyError):
            municipal_files.export(demo, name, "da")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_print_stands_by_itself_and_says_its_rule(language):
    page = municipal_files.export(Edition(content(60)), "rapport.html", language)[0].decode()
    assert not re.search(r"<script|<img|<link|https?:|url\(|@import", page)
    assert f'<html lang="{language}">' in page
    for word in ("KG-7F3K-9QXD", "Odense", "<strong>"):
        assert word in page
    assert "**" not in page
    assert ("færre end 10" if language == "da" else "fewer than 10") in page


def test_a_cell_of_a_file_runs_nothing():
    book = municipal_files.export(Edition(content(60, "authority")), "rapport.xlsx", "da")[0]
    sheets = zipfile.ZipFile(io.BytesIO(book))
    assert not [
        name
        for name in sheets.namelist()
        if b"<f>" in sheets.read(name) or b"hyperlink" in sheets.read(name)
    ]
    first = openpyxl.load_workbook(io.BytesIO(book)).worksheets[0]
    said = "\n".join(
        str(cell) for line in first.iter_rows(values_only=True) for cell in line if cell
    )
    assert "KG-7F3K-9QXD" in said
    assert "Små antal vises ikke" in said


def test_seven_citizens_have_a_page_that_is_useful_and_calm(open_page):
    shown = said(open_page(content(7)))
    assert (
        "Her er så få borgere, at det meste på denne side ikke kan vises uden at røbe nogen."
        in shown
    )
    assert "mål mindst 75 %" in shown
    assert "Ingen vurdering" in shown


def test_a_tile_without_a_number_says_so_in_large_and_what_it_is_out_of_in_small(open_page):
    made = content(60)
    for given in made["rows"]:
        if given["figure_id"] == "criterion_completed":
            given |= {
                "k": None,
                "value": None,
                "low": None,
                "high": None,
                "note": "rounded:5; hidden",
            }
    shown = said(open_page(made))
    assert "## vises ikke :small[(n = ca. 60)]" in shown
    assert "## n = " not in shown


def test_sixty_citizens_have_verdicts_and_fewer_than_ten_charged(open_page):
    app = open_page(content(60))
    shown = said(app)
    assert "## ca. 45 ud af ca. 60 :small[(75 %)]" in shown
    assert "## ca. 40 ud af ca. 60 :small[(67 %)]" in shown
    assert "## færre end 10 ud af ca. 60" in shown
    assert "Her er så få borgere" not in shown
    assert (
        shown.count(
            "Kan ikke afgøres: målet ligger inden for usikkerheden, når afrundingen regnes med."
        )
        == 2
    )
    assert (
        "Forløb startet: ca. 60. Afsluttet: ca. 60. I gang ved udgangen: ca. 60. Borgere: ca. 60."
        in shown
    )
    assert "Citér sådan" not in shown.split("Hent hele")[0].replace("Tabel og ”Citér sådan”", "")
    assert "[til print (HTML)](/eksport/rapport.html?lang=da)" in shown
    assert "[Log ud](/logud?lang=da)" in shown


def test_the_quotes_stand_below_the_table_when_it_is_opened(open_page):
    app = open_page(content(60), is_open=True)
    quotes = [plain(code.value) for code in app.code]
    assert (
        "Tiltalt under forløbet: færre end 10 ud af ca. 60. Odense, 1. oktober 2024 til 30. september 2026, data til "
        "30. september 2026. Antal er rundet af til nærmeste 5. Kilde: KeepGoing, rapport KG-7F3K-9QXD."
    ) in quotes


def test_the_authority_sees_exact_phases_ends_and_contacts_and_no_exact_charge(open_page):
    shown = said(open_page(content(57, "authority"), level="authority"))
    assert "Forløb startet: 57." in shown
    assert "57 forløb begyndte" not in shown  # 19: a third, as the phases of the builder are
    assert "19 forløb begyndte i Klar." in shown
    assert "## 42 ud af 57" in shown
    assert "## færre end 10 ud af 57" in shown
    assert "Andre antal er nøjagtige, også de små, og må ikke deles videre." in shown
    public = said(open_page(None))
    assert "nøjagtige" not in public


def test_the_authority_is_never_invited_to_quote(open_page):
    for name in PAGES:
        shown = said(open_page(content(57, "authority"), name, "authority", is_open=True))
        assert "Citér sådan" not in shown
    assert "**Til intern brug**" in said(
        open_page(content(57, "authority"), level="authority", is_open=True)
    )


def test_the_files_and_the_way_out_stand_beside_the_page(open_page):
    app = open_page(content(60))
    beside = "\n".join(found.value for found in app.sidebar.markdown)
    assert "(/eksport/rapport.xlsx?lang=da)" in beside
    assert "[Log ud](/logud?lang=da)" in beside


def test_before_the_first_report_the_page_says_when(open_page):
    for name in PAGES:
        shown = said(open_page(None, name))
        assert "Der er endnu ingen rapport for Odense." in shown
        assert "Kvartalet sluttede den" in shown
        assert "linket virker til 20. februar 2027" in shown
        assert "[Log ud](/logud?lang=da)" in shown
        assert "Hent hele rapporten" not in shown


def test_once_the_quarter_is_published_to_others_the_next_one_is_told(open_page, tmp_path):
    closed = str(Quarter.of(words.today()) - 1)
    (tmp_path / "0360" / "public" / closed).mkdir(parents=True)
    assert "Kvartalet slutter den" in said(open_page(None))


def test_a_damaged_report_is_told_to_the_reader_without_the_owners_remedy(open_page, tmp_path):
    home = tmp_path / "0461" / "public" / "2026-Q3"
    home.mkdir(parents=True)
    (home / "v1-0123456789ab.json").write_text("{}")
    shown = said(open_page(None))
    assert "Rapporten kan ikke vises lige nu. Spørg Ejeren, tlf. 12 34." in shown
    assert "editions" not in shown


def test_the_day_a_link_ends_is_the_day_on_danish_clocks(open_page, monkeypatch):
    monkeypatch.setattr(
        "tests.partner.test_partner_pages.EXPIRES", datetime(2027, 2, 20, 23, 30, tzinfo=UTC)
    )
    assert "linket virker til 21. februar 2027" in said(open_page(content(60)))


def test_about_the_numbers_says_from_how_many_there_are_percentages(open_page):
    shown = said(open_page(content(60), "partner_om_tallene"))
    assert "Under 50 vises ingen procent" in shown
    assert "Under ti" not in shown
    inside = said(open_page(content(60, "authority"), "partner_om_tallene", "authority"))
    assert "Under ti vises ingen procent, og af tal med ”ca.” først fra 50." in inside
    assert "For de beskyttede tal gælder:" in inside
    assert "For de beskyttede tal" not in shown


def test_about_the_numbers_states_the_rule_and_that_comparison_is_no_effect(open_page):
    shown = said(open_page(content(60), "partner_om_tallene"))
    for words_ in ("færre end 5", "grænsen 10", "nærmeste 5", "først fra 50", "22. november 2026",
                   "Sammenligning er ikke effekt.", "Koden KG-7F3K-9QXD", "Alle antal er beskyttet"):  # fmt: skip
        assert words_ in shown


LACKING = {
    "udtrækket har ingen kolonne for tiltaler": lambda id_: id_.startswith("criterion_charged"),
    "udtrækket har ingen kontakter": lambda id_: FIGURES[id_].query == "contact_measures",
    "udtrækket har ingen spørgeskemaer eller livshjul": lambda id_: FIGURES[id_].query in (
        "answer_shares", "response_rates", "wheel_changes"),
    "udtrækket har ingen kolonne for gennemførte faser": lambda id_: FIGURES[id_].query == "flow_counts",
}  # fmt: skip


def without(made: dict, is_lacking, name: str) -> dict:
    """The report where some figures could not be measured."""
    nothing = ("k", "value", "low", "high", "target_verdict", "target_status", "benchmark_verdict")
    note = f"not_measured:{name}"
    return made | {
        "rows": [
            row | dict.fromkeys(nothing) | {"n": 0, "suppressed": False, "note": note}
            if is_lacking(row["figure_id"])
            else row
            for row in made["rows"]
        ]
    }


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    "said_so, name",
    list(
        zip(
            LACKING,
            ("charged_on", "contacts", "survey_results", "phases_completed_on"),
            strict=True,
        )
    ),
)
def test_what_was_not_delivered_is_said_and_no_number_stands_for_it(
    open_page, level, said_so, name
):
    made = without(content(60, level), LACKING[said_so], name)
    text = "\n".join(said(open_page(made, page, level)) for page in PAGES)
    if not (
        name == "phases_completed_on" and level == "public"
    ):  # phases are not in a public report
        assert said_so in text.replace("Udtrækket", "udtrækket")
    for kind in municipal_files.FILES:
        assert municipal_files.export(Edition(made), kind, "da")[0]
