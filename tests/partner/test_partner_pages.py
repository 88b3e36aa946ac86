"""The municipalities' pages: the same numbers everywhere, a header on each, and no way to more."""

import ast
import csv
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from datetime import UTC, datetime
from html import unescape
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
from dashboard.presenters import municipal, municipal_files
from dashboard.web import navigation
from dashboard.wording import figure_words
from tests import rows_on_a_page
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
    return [plain(str(text)) for text in (*found, *rows_on_a_page.lines(app))]


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
    app = open_page(content(39, level), name, level, lang=language)
    header = plain(app.caption[0].value)
    expected = {
        "da": ("Odense", "39 borgere, der begyndte fra oktober 2022 til og med juni 2023",
               "data til 30. september 2026",
               {"public": "til offentlig brug", "authority": "kun til det ansvarlige jobcenter"}[level],
               "linket virker til 20. februar 2027", "rapport `KG-7F3K-9QXD`", "spørgsmål: Ejeren, tlf. 12 34"),
        "en": ("Odense", "39 citizens who began from October 2022 to the end of June 2023",
               "data to 30 September 2026",
               {"public": "for public use", "authority": "for the responsible jobcentre only"}[level],
               "the link works until 20 February 2027", "report `KG-7F3K-9QXD`", "questions: Ejeren, tlf. 12 34"),
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
        open_page(content(39) | {"is_demo": True}, name)
    )


@pytest.mark.parametrize("citizens", [0, 10, 40])
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
    app = open_page(content(39, level), name, level)
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
    app = open_page(content(39), **asked)
    assert said(app) == said(open_page(content(39)))


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
    # what a row of figures is drawn with is a part of the page's own message
    assert calls & media <= ({"html"} if path.stem == "parts" else set())


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
        write(Path(folder), content(39))
        done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True,
                              env=os.environ | {"PARTNER_EDITIONS": folder}, check=True)  # fmt: skip
    assert [name for name in done.stdout.split() if is_never(name)] == []
    assert "dashboard.partner.screen" in done.stdout


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("citizens", [0, 40])
def test_the_same_numbers_stand_on_the_pages_and_in_every_file(
    open_page, language, level, citizens
):
    made = content(citizens, level)
    with words.speaking(language):
        rows = [row for part in municipal_files.parts_of(Edition(made)) for row in part.rows]
        shown = {plain(figure_words.grounds(row)) for row in rows}
        told = {plain(figure_words.of_n(row)) for row in rows if row.unit != "count"}
        told |= {plain(figure_words.value(row)) for row in rows}
    pages = "\n".join(
        said(open_page(made, name, level, is_open=True, lang=language)) for name in PAGES
    )
    html = municipal_files.export(Edition(made), "rapport.html", language)[0].decode()
    html_text = plain(re.sub("<[^>]+>", "\n", html).replace("&amp;", "&"))
    for number in filter(None, told):
        assert number in html_text, number
    for number in shown:
        assert number in pages, number
    in_words = {"da": "Som det siges", "en": "In words"}[language]
    for cells in (table_of(made, language), sheet_of(made, language)):
        assert {plain(line[in_words]) for line in cells} == shown
        assert len(cells) == len(rows)


def table_of(made: dict, language: str = "da") -> list[dict[str, str]]:
    """The lines of the CSV file."""
    found = municipal_files.export(Edition(made), "rapport.csv", language)[0]
    return list(csv.DictReader(io.StringIO(found.decode("utf-8-sig")), delimiter=";"))


def book_of(made: dict, language: str = "da") -> openpyxl.Workbook:
    found = municipal_files.export(Edition(made), "rapport.xlsx", language)[0]
    return openpyxl.load_workbook(io.BytesIO(found))


def sheet_of(made: dict, language: str = "da") -> list[dict]:
    """The lines of the workbook's numbers."""
    head, *lines = book_of(made, language).worksheets[1].iter_rows(values_only=True)
    return [dict(zip(head, line, strict=True)) for line in lines]


def test_each_line_of_the_data_says_in_words_which_report_it_is_of_and_how_exact_it_is():
    lines = {(line["Tal-id"], line["Fra"]): line for line in table_of(content(39, "authority"))}
    assert {line["Rapport"] for line in lines.values()} == {"KG-7F3K-9QXD"}
    assert {line["Niveau"] for line in lines.values()} == {"Kun til det ansvarlige jobcenter"}
    promise = lines["criterion_completed", "2022-10-01"]
    assert {key: plain(promise[key]) for key in list(promise)[:18]} == {
        "Afsnit": "De tre løfter",
        "Tal": "Gennemfører eller går videre",
        "Som det siges": "omkring 31 af 39 (62–92 %)",
        "Antal": "31",
        "Ud af": "39",
        "Værdi": "79,5",
        "Interval fra": "62,5",
        "Interval til": "91,6",
        "Enhed": "procent",
        "Fra": "2022-10-01",
        "Til": "2023-06-30",
        "Mål": "mål mindst 75 %",
        "Vurdering": "Kan ikke afgøres",
        "Sammenlignes med": "",
        "Grad": "",
        "Sammenligning": "",
        "Nøjagtighed": "gjort lidt upræcist med vilje, vejledende for én kommune",
        "Tal-id": "criterion_completed",
    }
    assert "intet enkelt tal i rapporten kan gøre nogen meget sikrere" in plain(
        promise["Om tallene"]
    )
    assert "Hele KeepGoing, officielt vurderet pr. 30. september 2026" in plain(
        promise["Om tallene"]
    )
    assert "Hele KeepGoing" not in lines["attendance_share", "2022-10-01"]["Om tallene"]
    exact = lines["courses_started", "2025-10-01"]
    assert exact["Nøjagtighed"] == "nøjagtigt, må ikke gives videre"
    assert exact["Om tallene"] == ""


def test_a_line_held_against_a_published_number_has_a_verdict_in_both_files():
    made = content(39)
    for lines in (table_of(made), sheet_of(made)):
        held = [line for line in lines if line["Sammenlignes med"]]
        assert len(held) > 10
        assert all(line["Vurdering"] for line in held)
        hours = next(line for line in held if line["Tal-id"] == "hours_per_week")
        assert hours["Vurdering"] == "Kun løst: kan ikke afgøres"
        assert not [
            line for line in lines if line["Vurdering"] and not (line["Mål"] or line["Grad"])
        ]


def test_the_workbook_can_be_read_filtered_and_scrolled():
    book = book_of(content(39))
    assert book.sheetnames == ["Rapport", "Tal", "Betydning"]
    sheet = book["Tal"]
    assert sheet.freeze_panes == "C2"
    (table,) = sheet.tables.values()
    assert table.autoFilter.ref == f"A1:R{sheet.max_row}"
    letters = {cell.value: cell.column_letter for cell in sheet[1]}
    width = {
        nth: each.width
        for each in sheet.column_dimensions.values()  # columns of one width side by side are one
        for nth in range(each.min, each.max + 1)
    }
    widths = {cell.value: width[cell.column] for cell in sheet[1]}
    for name, letter in letters.items():
        longest = max(len(str(cell.value or "")) for cell in sheet[letter])
        assert widths[name] >= min(longest, 60), name
    first = [cell for line in book["Rapport"].iter_rows(values_only=True) for cell in line if cell]
    assert "39 borgere, der begyndte fra oktober 2022 til og med juni 2023" in first
    assert any(str(cell).endswith("mod andre kommuners.") for cell in first)
    assert any(
        "intet enkelt tal i rapporten kan gøre nogen meget sikrere" in str(cell) for cell in first
    )


@pytest.mark.parametrize("kind", ["html", "csv", "xlsx"])
def test_a_file_is_the_same_bytes_each_time(kind):
    made = {municipal_files.export(Edition(content(39)), f"rapport.{kind}", "da") for _i in "12"}
    assert len(made) == 1


@pytest.mark.parametrize("level, said_so", [("public", "offentlig"), ("authority", "jobcenter")])
def test_files_are_named_for_what_they_are(level, said_so):
    made = Edition(content(39, level))
    content_, media_type, name = municipal_files.export(made, "rapport.xlsx", "da")
    assert name == f"keepgoing-odense-{said_so}-2026-Q3-KG-7F3K-9QXD.xlsx"
    assert media_type.endswith("spreadsheetml.sheet")
    core = zipfile.ZipFile(io.BytesIO(content_)).read("docProps/core.xml").decode()
    assert core.count("2026-09-30T00:00:00Z") == 2  # not when it was made
    demo = Edition(content(39) | {"is_demo": True, "municipality": "0169"})
    name = municipal_files.export(demo, "rapport.csv", "en")[2]
    assert name == "demo-keepgoing-hoeje-taastrup-offentlig-2026-Q3-KG-7F3K-9QXD.csv"
    for name in ("rapport.docx", "../rapport.csv", ""):
        with pytest.raises(KeyError):
            municipal_files.export(demo, name, "da")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_print_stands_by_itself_and_says_its_rule(language):
    page = municipal_files.export(Edition(content(39)), "rapport.html", language)[0].decode()
    assert not re.search(r"<script|<img|<link|https?:|url\(|@import", page)
    assert f'<html lang="{language}">' in page
    for word in ("KG-7F3K-9QXD", "Odense", "<strong>"):
        assert word in page
    assert "**" not in page
    assert ("gjort lidt upræcise med vilje" if language == "da" else "imprecise on purpose") in page


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("citizens", [0, 39, 96])
def test_every_number_of_the_report_stands_once_in_the_appendix(citizens, level):
    made = Edition(content(citizens, level))
    page = municipal_files.export(made, "rapport.html", "da")[0].decode()
    _answer, appendix = page.split('<section class="appendix">')
    printed = [
        (
            unescape(heading),
            Counter(map(unescape, re.findall(r'<th scope="row">(.*?)</th>', table))),
        )
        for heading, table in re.findall(r"<h3>(.*?)</h3>(.*?)</section>", appendix, re.S)
    ]
    for part, (heading, names) in zip(municipal_files.parts_of(made), printed, strict=True):
        assert heading == part.heading
        assert set(names) <= {
            (f"{group}: " if (group := part.groups.get(row.id)) else "") + row.label
            for row in part.rows
        }
    shown = {(row.id, row.period) for row in (*made.rows, *made.trend, *made.activity)}
    assert sum(names.total() for _heading, names in printed) == len(shown)


def test_the_answer_has_strips_and_no_row_that_opens():
    page = municipal_files.export(Edition(content(39)), "rapport.html", "da")[0].decode()
    answer, appendix = page.split('<section class="appendix">')
    assert 'class="dot"' in answer
    assert 'class="dot"' not in appendix
    assert "<details" not in page
    promises = re.search(r'<section class="promises">(.*?)</section>', answer, re.S)[1]
    assert promises.count('class="says"') == 3
    assert "mål mindst 75" in promises


def test_a_cell_of_a_file_runs_nothing():
    book = municipal_files.export(Edition(content(39, "authority")), "rapport.xlsx", "da")[0]
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
    assert "gjort lidt upræcise med vilje" in said


def test_seven_citizens_have_a_page_that_is_useful_and_calm(open_page):
    app = open_page(content(0, answered=0, scale=0, expected=Quarter(2027, 2)))
    shown = said(app)
    assert [info.value for info in app.info] == [
        "Endnu ingen gruppe på ti, der er fulgt i et år; den første ventes i 2. kvartal 2027."
    ]
    assert "Hele KeepGoing, officielt vurderet pr. 30. september 2026:" in shown
    assert "Borgere · højst 2" in shown
    answers = open_page(content(0, answered=0), "partner_tilfredshed")
    assert [info.value for info in answers.info] == ["Intet spørgsmål er besvaret af ti endnu."]


def test_the_promises_stand_first_with_interval_and_target_and_without_a_colour(open_page):
    app = open_page(content(39))
    shown = said(app)
    assert "omkring 31 af 39 omkring 79 % (62–92 %)" in shown
    assert "omkring 4 af 39 omkring 10 % (0–30 %)" in shown
    assert "”Omkring”: tallet er gjort lidt upræcist" in shown
    assert shown.count("Kan ikke afgøres: målet ligger inden for usikkerheden.") == 3
    (tiles,) = [e.proto.body for e in app.get("html") if 'class="tiles"' in e.proto.body]
    assert re.findall(r'class="target" style="left:([\d.]+)%"', tiles) == [
        "75.00",
        "15.00",
        "60.00",
    ]
    assert tiles.count('class="dot"') == tiles.count('class="span"') == 3
    assert "badge" not in tiles
    assert (
        "Målt for omkring 35 af 39: dem med to livshjul eller en begivenhed, der tæller." in shown
    )
    assert not re.search(r":(green|orange|red)-", "".join(map(str, app.markdown)))
    headings = [header.value for header in app.header]
    assert headings == [
        "Hvad får borgerne?",
        "Hvordan sluttede det?",
        "Livshjulet",
        "De seneste fire kvartaler",
    ]
    assert "[til print (PDF)](/eksport/rapport.pdf?lang=da&rapport=KG-7F3K-9QXD)" in shown


def test_the_quotes_stand_below_the_table_when_it_is_opened(open_page):
    folded = [expander.label for expander in open_page(content(39)).expander]
    assert "Citér: Livshjulet" in folded
    assert len(set(folded)) == len(folded)
    app = open_page(content(39), is_open=True)
    quotes = [plain(code.value) for code in app.code]
    memos = [quote for quote in quotes if quote.startswith("Rapport ")]
    assert len(memos) > 3
    assert all(quote.count("Rapport KG-") == 1 for quote in memos)  # each is copied by itself
    assert any(
        quote.startswith("Tiltalt under forløbet: omkring 4 af 39 (0–30 %); mål højst 15 %:")
        for quote in quotes
    )


def test_the_rarest_end_reasons_and_the_domains_are_one_click_away(open_page):
    closed, opened = open_page(content(39)), open_page(content(39), is_open=True)
    folded = {each.label for each in closed.expander}
    assert {"De sjældneste slutårsager", "Område for område: rykket mindst ét point op"} <= folded
    parts = {part.name: part for part in municipal.became(Edition(content(39)))}
    shut, shown = (
        [line.partition(" · ")[0] for line in rows_on_a_page.lines(app)] for app in (closed, opened)
    )
    inside, away = [], []
    for name in ("afslutning", "livshjul"):
        assert 0 < len(parts[name].folded) < len(parts[name].rows)
        inside += [words.capital(row.label) for row in parts[name].rows]
        away += [
            words.capital(row.label) for row in parts[name].rows if row.id in parts[name].folded
        ]
    at_once = Counter(inside)  # education is an end reason and a domain
    at_once.subtract(away)
    assert {label: shut.count(label) for label in inside} == at_once
    assert {label: shown.count(label) for label in inside} == Counter(inside)
    reasons = parts["afslutning"].rows[1:]
    seldom = [row.value for row in reasons if row.id in parts["afslutning"].folded]
    assert max(seldom) <= min(row.value for row in reasons[: municipal.OFTEN])


def test_of_many_questions_those_of_one_are_quoted_at_a_time(open_page):
    app = open_page(content(39), "partner_tilfredshed", is_open=True)
    (asked,) = app.selectbox
    assert len(asked.options) > 8
    first = [plain(code.value) for code in app.code]
    assert 2 <= len(first) <= 12
    assert all(asked.options[0] in quote or "unødvendigt" in quote for quote in first)
    asked.select("Er målene klare?").run()
    then = [plain(code.value) for code in app.code]
    assert then
    assert all("Er målene klare?" in quote for quote in then)


def test_the_authority_sees_its_own_cases_exactly_and_the_groups_as_anybody(open_page):
    folded = [
        each.label for each in open_page(content(39, "authority"), level="authority").expander
    ]
    assert "Til intern brug: De seneste fire kvartaler" in folded
    app = open_page(content(39, "authority"), level="authority", is_open=True)
    shown = said(app)
    assert "Forløb startet · 12" in shown
    assert "af de 6 forløb, der begyndte i Klar," in shown
    assert "omkring 31 af 39" in shown
    assert "Tallene herfra og ned er nøjagtige." in shown
    exact = [
        plain(code.value) for code in app.code if not re.search("upræcist|omkring", code.value)
    ]
    assert exact
    assert all("må ikke gives videre." in quote.lower() for quote in exact)
    public = said(open_page(content(39), is_open=True))
    assert "nøjagtige" not in public


def test_a_report_that_was_revised_says_so(open_page):
    def badges(app: AppTest) -> str:
        return "\n".join(found.value for found in app.markdown)

    assert "Revideret" in badges(open_page(content(39) | {"is_revised": True}))
    assert "Revideret" not in badges(open_page(content(39)))


def test_the_files_and_the_way_out_stand_beside_the_page(open_page):
    app = open_page(content(39))
    beside = "\n".join(found.value for found in app.sidebar.markdown)
    assert "(/eksport/rapport.xlsx?lang=da&rapport=KG-7F3K-9QXD)" in beside
    assert "[Log ud](/logud?lang=da)" in beside


def test_before_the_first_report_the_page_says_when(open_page):
    for name, page in PAGES.items():
        shown = said(open_page(None, name))
        assert ("Der er endnu ingen rapport for Odense." in shown) is page.needs_report
        assert "linket virker til 20. februar 2027" in shown
        assert "[Log ud](/logud?lang=da)" in shown
        assert "Hent hele rapporten" not in shown
    shown = said(open_page(None))
    assert "Kvartalet sluttede den" in shown


def test_the_accessibility_statement_opens_without_a_report_and_names_its_own_pages_alone(
    open_page, tmp_path
):
    for made in (None, content(39)):
        shown = said(open_page(made, "partner_tilgaengelighed"))
        assert "WCAG 2.1" in shown
        assert "Skriv til Ejeren, tlf. 12 34" in shown
        assert "Overblik er prøvet med tastatur alene." in shown
        assert "Succeskriterier" not in shown
        assert "Menuens grupper" not in shown
    for file in tmp_path.rglob("*.json"):
        file.write_text("{}")
    assert "WCAG 2.1" in said(open_page(None, "partner_tilgaengelighed"))


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
    assert "linket virker til 21. februar 2027" in said(open_page(content(39)))


def test_about_the_numbers_says_how_exact_they_are_and_that_comparison_is_no_effect(open_page):
    shown = said(open_page(content(39), "partner_om_tallene"))
    for words_ in ("gjort lidt upræcise med vilje", "højst 1 pr. gruppe", "ved svar og livshjul højst 3",
                   "april 2023 til og med juni 2023", "Sammenligning er ikke effekt:", "Koden `KG-7F3K-9QXD`",
                   "kan lægges frem i et udvalg og citeres"):  # fmt: skip
        assert words_ in shown
    inside = said(open_page(content(39, "authority"), "partner_om_tallene", "authority"))
    assert "Tallene for de seneste fire kvartaler er nøjagtige" in inside


LACKING = {
    "contacts": ("udtrækket har ingen kontakter", "contact_measures"),
    "phases_completed_on": ("udtrækket har ingen kolonne for gennemførte faser", "flow_counts"),
}


def without(made: dict, query: str, name: str) -> dict:
    """The report where the authority's figures of a query could not be measured."""
    nothing = ("k", "value", "low", "high", "benchmark_id", "benchmark_value")
    note = f"not_measured:{name}"
    return made | {
        "activity": [
            row | dict.fromkeys(nothing) | {"n": 0, "note": note}
            if FIGURES[row["figure_id"]].query == query
            else row
            for row in made["activity"]
        ]
    }


@pytest.mark.parametrize("name", LACKING)
def test_what_was_not_delivered_is_said_and_no_number_stands_for_it(open_page, name):
    said_so, query = LACKING[name]
    made = without(content(39, "authority"), query, name)
    text = said(open_page(made, level="authority"))
    assert said_so in text.replace("Udtrækket", "udtrækket")
    for kind in municipal_files.FILES:
        assert municipal_files.export(Edition(made), kind, "da")[0]


def test_a_promise_that_cannot_be_counted_has_no_tile_and_a_sentence(open_page):
    shown = said(open_page(content(39, criterion_charged=None)))
    assert "Endnu ikke fulgt længe nok: Tiltalt under forløbet." in shown
    assert "mål højst 15 %\n" not in shown


def printed_of(made: dict, contact: str = "") -> str:
    page = municipal_files.export(Edition(made), "rapport.html", "da", contact)[0].decode()
    return plain(unescape(page))


def test_the_print_says_whom_to_ask_on_every_sheet_and_in_the_appendix():
    page = printed_of(content(39), "Ejeren, post@ejeren.dk")
    assert '<th scope="row">Spørgsmål</th><td>Ejeren, post@ejeren.dk</td>' in page
    margin = re.search(r'@bottom-left \{ content: "(.*?)" \}', page)[1]
    said_there = re.sub(r"([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), margin)
    assert "Ejeren" in margin
    assert said_there.count("@") == 1
    assert "Spørgsmål" not in printed_of(content(39))


def test_the_first_sheet_says_what_an_end_reason_is_not_and_explains_the_marks_beside_them():
    answer, appendix = printed_of(content(39)).split('<section class="appendix">', 1)
    first, second = answer.split("<h2>Hvad svarer borgerne?")
    assert "Job med løntilskud og virksomhedspraktik tæller ikke som job." in first
    assert ">Anden årsag<" not in first  # here one of the rarest: told of where it stands
    assert "”Anden årsag” rummer også" not in first
    assert "”Anden årsag” rummer også" in appendix
    assert "En streg er et sammenligningstal: et offentliggjort tal. SFI er Det Nationale" in first
    assert first.index("Løftet tæller alle med tre gennemførte faser") < first.index(
        "Registreret gennemført"
    )
    assert first.index("omkring 31 af 39") < first.index("Hele KeepGoing, officielt vurderet pr.")
    assert "En tiltale er ikke en dom." in first
    assert 'class="tick' not in second
    assert "En streg er" not in second
