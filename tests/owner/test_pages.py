"""Every page in both languages, with the numbers it must show."""

import json
import re
import threading
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.catalogue.scope import Scope
from dashboard.figures import figures
from dashboard.foundation import words
from dashboard.ingest.recipe import Recipe
from dashboard.owner import secure_start
from dashboard.presenters import overview
from dashboard.snapshots import snapshot
from dashboard.snapshots.publish import publish
from dashboard.snapshots.warehouse import Warehouse
from dashboard.web import navigation
from tests import rows_on_a_page
from tests.builders import case, published

ROOT = Path(__file__).parents[2]
PAGES = {page.file.stem: page for page in navigation.PAGES}
LANGUAGES = ("da", "en")


@pytest.fixture
def open_page(monkeypatch):
    def run(data: Path, page: str = "overblik", **query: str) -> AppTest:
        monkeypatch.setenv("DASHBOARD_DATA", str(data))
        secure_start.require()  # as at the start of `make run`
        app = AppTest.from_file(str(ROOT / "dashboard" / "owner" / "app.py"), default_timeout=600)
        for key, value in query.items():
            app.query_params[key.rstrip("_")] = value
        app.run()
        if page != "overblik":
            app.switch_page(f"../../pages/{page}.py").run()
        assert not app.exception
        return app

    return run


def test_the_script_by_itself_without_the_door_and_its_checks_shows_nothing(demo_data, monkeypatch):
    monkeypatch.setenv("DASHBOARD_DATA", str(demo_data))
    monkeypatch.setattr(secure_start, "CHECKED", threading.Event())
    app = AppTest.from_file(str(ROOT / "dashboard" / "owner" / "app.py"), default_timeout=600).run()
    assert [error.value for error in app.error] == ["Start programmet med make run."]
    assert not (app.title or app.markdown or app.sidebar.children or app.exception)


def texts(app: AppTest) -> list[str]:
    """Every word on the page but those inside charts."""
    found = [e.value for kind in ("title", "header", "markdown", "caption", "info", "warning", "error")
             for e in getattr(app, kind)]  # fmt: skip
    for table in app.table:
        frame = table.value
        found += [*map(str, frame.columns), *map(str, frame.to_numpy().ravel())]
    return [str(text) for text in (*found, *rows_on_a_page.lines(app))]


def said(app: AppTest) -> str:
    return "\n".join(texts(app)).replace("\N{NO-BREAK SPACE}", " ").replace("\\", "")


def charts(app: AppTest) -> list[tuple[dict, list[dict], str]]:
    """Each chart's spec, the rows in it, and what it says to who cannot see it."""
    found = []
    for element in app.get("vega_lite_chart"):
        rows = {d.name: pl.read_ipc_stream(d.data.data).to_dicts() for d in element.proto.datasets}
        drawn = rows["rows"] if "rows" in rows else rows["points"]
        found.append((json.loads(element.proto.spec), drawn, element.proto.alt))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_its_title_its_scope_and_no_error(open_page, demo_data, name, language):
    app = open_page(demo_data, name, lang=language)
    with words.speaking(language):
        assert app.title[0].value == words.text(PAGES[name].title)
        assert words.text("data til {day}", day="").strip() in said(app)
        assert words.text("Demodata – personerne findes ikke") in said(app)
    assert not app.error
    assert not app.warning


@pytest.mark.parametrize("name", PAGES)
def test_no_danish_message_is_left_on_an_english_page(open_page, demo_data, name):
    from tests.foundation.test_words import ENGLISH

    app = open_page(demo_data, name, lang="en")
    shown = set(said(app).split("\n"))
    same = {key for key, given in ENGLISH.items() if given[0] == key}
    assert not (shown & (set(ENGLISH) - same))
    # names of places and documents stand as they are; no other word begins small and is Danish
    danish = r"(?<![\w-])[a-zæøå]*[æøå]\w*"
    quoted = r"måske egnede|løsladelse|glæd dig|kontanthjælpsreformen|forsøgsprogrammet"
    left = [line for line in shown if re.search(danish, re.sub(quoted, "", line))]
    assert left == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_overblik_shows_the_criteria_as_figures_gives_them(open_page, demo_data, language):
    app = open_page(demo_data, lang=language)
    rows = {r.id: r for r in figures(Warehouse(snapshot.current(demo_data)), Scope())}
    with words.speaking(language):
        for name in ("completed", "charged", "progress"):
            row = rows[f"criterion_{name}"]
            counted = words.text("{k} ud af {n}", k=words.number(row.k), n=words.number(row.n))
            assert f"{counted} ({words.percent(row.value)})".replace("\xa0", " ") in said(app)
    assert (rows["criterion_completed"].k, rows["criterion_completed"].n) == (240, 304)


def test_overblik_in_numbers(open_page, demo_data):
    app = open_page(demo_data)
    shown = said(app)
    assert "240 ud af 304 (79 %)" in shown
    assert "32 ud af 304 (11 %)" in shown
    assert "79 % er over målet, men ikke med sikkerhed." in shown
    assert (
        "11 % er under grænsen, og forskellen er større, end tilfældigheder normalt giver." in shown
    )
    assert "59 % er under målet, men ikke med sikkerhed." in shown
    assert "Forløb startet: 420. Afsluttet: 352. I gang ved udgangen: 68. Borgere: 386." in shown
    assert "Officiel vurdering." in shown
    assert "På livshjulet alene: 100 ud af 304 (33 %)." in shown
    assert shown.count("Officiel vurdering") == 1  # of all three
    ways = rows_on_a_page.ways(app)
    assert ways["38 forløb kræver opfølgning →"] == "opfoelgning"
    # a tile each; the last is told
    assert ways["Se grundlaget"] == "succeskriterier?loefte=progress"


def test_overblik_holds_five_numbers_against_the_national_ones(open_page, demo_data):
    app = open_page(demo_data)
    shown = said(app)
    for line in (
        "Samtaler om andet end arbejde og uddannelse · 69 % (n = 420) · SFI 69 % · kun løst: kan ikke afgøres · C",
        "Skriftlige mål aftalt · 355 ud af 420 (85 %) · SFI 29 % · kun løst: ligger over · C",
    ):
        assert line in shown
    ways = rows_on_a_page.ways(app)
    assert ways["Alle sammenligninger og forbehold"] == "sammenligning"
    # one name for one number, wherever it stands
    national = [line for line in rows_on_a_page.lines(app) if " · SFI " in line]
    compared = rows_on_a_page.lines(open_page(demo_data, "sammenligning"))
    assert len(national) == len(overview.NATIONAL)
    assert [line[-1] for line in national] == ["B", "B", "C", "C", "C"]
    assert set(national) <= set(compared)


def test_succeskriterier_in_numbers(open_page, demo_data):
    app = open_page(demo_data, "succeskriterier")
    shown = said(app)
    assert "## 240 ud af 304 :small[(79 %)]" in shown
    assert "386 borgere har haft 420 forløb, og 304 af dem er gamle nok til at" in shown
    assert "Målet på 75 % er nået i opgørelsen." in shown
    assert (
        "**Det ville afgøre det:** 4 flere ud af de samme 304 ville gøre det sikkert. Kun 2 af dem er "
        "i gang og har ikke nået det, så der skal flere forløb til. Bliver andelen ved at være 79 %, "
        "skal der bedømmes omkring 462 forløb i stedet for 304." in shown
    )
    assert (
        "mindst 12 måneder før den 30. september 2026. 116 nyere er ikke med endnu, heller" in shown
    )
    assert "Den 28. september 2027 kan alle de forløb, der nu er begyndt, bedømmes" in shown
    for line in (
        "Af dem, der er gamle nok til at blive bedømt · 240 ud af 304 (79 %) · mål mindst 75 %",
        "Af alle startede, når de sidste er færdige · 64 % til 80 %",
        "Ventet af alle startede inden for 12 måneder · 58 % (n = 420)",
        "Af de afsluttede · 267 ud af 352 (76 %)",
    ):
        assert line in shown
    alts = [alt for _spec, _rows, alt in charts(app)]
    assert (
        "Gennemfører eller går videre, n = 304: alle tre faser gennemført 212, job inden da 11, "
        "uddannelse inden da 11, fleksjob inden da 6 og ikke nået 64." in alts
    )
    assert "Fra 420 forløb i udtrækket til 304, som tallet er regnet af." in shown
    assert "Næste vurdering gælder data til og med 31. december 2026." in shown


def test_each_promise_has_its_address_and_its_own_parts(open_page, demo_data):
    def page(name):
        app = open_page(demo_data, "succeskriterier")
        return said(app.button_group(key="loefte").set_value(name).run())

    charged = page("charged")
    assert "## 32 ud af 304 :small[(11 %)]" in charged
    assert "Grænsen holder, hvis højst 13 mere bliver tiltalt (45 ud af 304)." in charged
    assert "Pr. 100 forløbsår er 16,2 tiltalt (95 %-interval 11,6–22,2)." in charged
    headed = open_page(demo_data, "succeskriterier", loefte="charged").subheader
    assert [each.value for each in headed] == ["Forløb fra den ene tiltalte til den næste"]
    assert "Hvad nu hvis grænsen var en anden?" not in charged
    progress = page("progress")
    assert (
        "Målt for 283 ud af 304: dem med to livshjul eller en begivenhed, der tæller. 21 er ikke målt"
        in progress
    )
    assert (
        "55 flere ud af de samme 304 ville gøre det sikkert ved alle de grænser, som det er aftalt"
        in progress
    )
    assert (
        "0,2–0,6 point: klart på den rigtige side; 0,7–2,1 point: kan ikke afgøres; 2,2" in progress
    )


def test_the_slider_never_changes_the_official_figure(open_page, demo_data):
    app = open_page(demo_data, "succeskriterier")
    app.button_group(key="loefte").set_value("progress").run()
    shown = said(app.select_slider(key="graense").set_value(2.1).run())
    assert "Med en grænse på 2,1 point er" in shown
    assert "Det officielle tal bruger den aftalte grænse på 1,0 point." in shown
    assert "## 180 ud af 304 :small[(59 %)]" in shown


def test_another_number_is_explained_on_the_page(open_page, demo_data):
    app = open_page(demo_data, "succeskriterier")
    shown = said(app.number_input(key="mit-tal").set_value(420).run())
    everything = "(alle kommuner · alle programmer · hele perioden)"
    assert re.search(rf"420 står \d+ steder {re.escape(everything)}:\n- Forløb startet\n", shown)
    shown = said(app.number_input(key="mit-tal").set_value(240).run())
    assert (
        "Gennemfører eller går videre: 240 ud af 304 · 420 forløb i udtrækket → 304 gamle nok til at blive "
        "bedømt (116 færre)"
    ) in shown
    shown = said(app.number_input(key="mit-tal").set_value(9999).run())
    assert f"9.999 står ingen steder {everything}." in shown
    assert "De nærmeste er:\n- 2.801: Statusrapport: skulle være gjort" in shown


def test_a_number_of_all_courses_is_found_whatever_the_filter(open_page, demo_data):
    app = open_page(demo_data, "succeskriterier")
    app.selectbox(key="kommune").select("Horsens").run()
    shown = said(app.number_input(key="mit-tal").set_value(240).run())
    assert "240 står ingen steder (Horsens · alle programmer · hele perioden)." in shown
    assert "240 står ét sted (alle kommuner · alle programmer · hele perioden):" in shown


def test_verdicts_issued_are_a_dated_history(open_page, tmp_path):
    from dashboard.figures import verdicts

    warehouse = published(tmp_path, cases=[case("F1", "2025-01-01")])
    verdicts.issue(tmp_path / "data", warehouse.snapshot)
    app = open_page(tmp_path / "data", "succeskriterier")
    (table,) = [t.value for t in app.table if "Vurdering" in t.value.columns]
    assert table.iloc[0]["I opgørelsen"] == "0 ud af 1"
    assert table.iloc[0]["Vurdering"] == "For få til en vurdering"


def test_filters_narrow_every_number(open_page, demo_data):
    app = open_page(demo_data, kommune="Køge")
    rows = figures(Warehouse(snapshot.current(demo_data)), Scope(municipality="0259"),
                   ["criterion_completed"])  # fmt: skip
    assert f"{rows[0].k} ud af {rows[0].n}" in said(app)
    assert "KeepGoing · Køge · alle programmer" in said(app)


def test_choosing_a_filter_changes_the_page(open_page, demo_data):
    app = open_page(demo_data)
    app.selectbox(key="program").select("KeepWorking").run()
    assert "alle kommuner · KeepWorking · hele perioden" in said(app)
    app.selectbox(key="periode").select("2025").run()
    assert "1. januar 2025 til 31. december 2025" in said(app)


def test_filters_stand_in_a_line_that_clears_them(open_page, demo_data):
    app = open_page(demo_data, "forloeb", kommune="Køge", om="borgere")
    assert "KeepGoing · Køge · alle programmer" in said(app)
    assert rows_on_a_page.ways(app)["Ryd filtrene"] == "forloeb?om=borgere"
    assert "Ryd filtrene" not in rows_on_a_page.ways(open_page(demo_data, "forloeb"))


def test_what_nothing_was_chosen_of_is_not_told(open_page, demo_data):
    for unsaid in ("alle kommuner", "alle programmer", "hele perioden"):
        assert unsaid not in said(open_page(demo_data))


@pytest.mark.parametrize(
    "query, told",
    [({"kommune": "0259"}, "KeepGoing · Køge · "), ({"program": "mentor"}, " · Mentor · ")],
)
def test_a_code_in_the_address_is_the_name_it_stands_for(open_page, demo_data, query, told):
    app = open_page(demo_data, **query)
    assert told in said(app)
    assert not app.info


def test_a_filter_the_data_do_not_have_is_dropped_and_said(open_page, demo_data):
    app = open_page(demo_data, kommune="Atlantis", periode="1066", program="<b>")
    assert [info.value for info in app.info] == [
        f"Filteret ”{name}” i adressen passer ikke på noget i data og er ikke brugt."
        for name in ("kommune", "program", "periode")
    ]
    assert "KeepGoing · data til" in said(app)
    assert "Atlantis" not in said(app)


@pytest.mark.parametrize("name", PAGES)
def test_a_filter_with_no_rows_gives_a_calm_page(open_page, demo_data, name):
    app = open_page(
        demo_data, name, kommune="Langeland", program="Den gode løsladelse", periode="2022"
    )
    assert not app.error
    assert "0 ud af 0" not in said(app)
    assert "nan" not in said(app).lower().split()
    assert "None" not in said(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_has_a_sentence_a_locale_and_a_table(open_page, demo_data, language):
    for name in ("andre_indsatser", "livshjul", "faser", "tilfredshed"):
        app = open_page(demo_data, name, lang=language, hvem="sagsbehandlerne")
        drawn = charts(app)
        assert drawn
        for spec, _rows, alt in drawn:
            assert len(alt) > 20
            assert spec["config"]["locale"]["number"]["decimal"] == (
                "," if language == "da" else "."
            )
        # a table of a picture is drawn when it is asked for, and has its file
        files = len(app.get("download_button"))
        tables = {found for e in app.expander if (found := e.proto.id.partition("-table-")[2])}
        assert tables
        others = len(app.table)
        for table in tables:
            app.session_state[f"table-{table}"] = True
        app.run()
        assert not app.exception
        assert len(app.table) == others + len(tables)
        assert len(app.get("download_button")) == files + len(tables)


def test_a_table_says_which_quarter_and_has_no_empty_column(open_page, demo_data):
    app = open_page(demo_data)
    app.session_state["table-overblik"] = True
    (table,) = app.run().table
    assert "Periode" in table.value.columns
    last = dict(zip(table.value.columns, table.value.iloc[-1].tolist(), strict=True))
    assert (last["Periode"], last["Tal"], last["Værdi"]) == (
        "3\\. kvt. 2026",
        "Forløb afsluttet",
        "34",
    )


def test_sammenligning_shows_source_age_label_and_verdict(open_page, demo_data):
    shown = said(open_page(demo_data, "sammenligning"))
    assert "SFI 2015, citeret i KeepGoing 2016 s. 8 · tallet er 11 år gammelt." in shown
    assert (
        "Kun løst sammenligneligt, fordi gennemsnittet af afsluttede forløb bliver for kort"
        in shown
    )
    effect = "SFI fandt ingen effekt af mentorstøtte på ordinær beskæftigelse eller uddannelse"
    assert shown.index(effect) < shown.index("KeepGoing ligger over: Klarer sig bedre")
    assert (
        "mentorernes ja minus borgernes"
        not in shown.partition("KeepGoing ligger over")[2].partition("·")[0]
    )
    assert "mindsker sandsynligheden” for det. Evalueringen kunne ikke tage højde for" in shown
    assert "uden at nå frem (SFI 2015, citeret i KeepGoing 2016 s. 16)." in shown
    assert "Mod SFI ”lidt under halvdelen”: " in shown
    assert (
        "Ikke sammenligneligt: landstallet er kun offentliggjort i ord (”lidt under halvdelen”). "
        "SFI 2015, citeret i KeepGoing 2016 s. 24"
    ) in shown
    assert (
        "De tre lister tilsammen: 51 sammenligninger i alt; 35 kan bedømmes. 2 tilfældige afvigelser"
        in shown
    )
    others = said(open_page(demo_data, "sammenligning", med="andre-indsatser"))
    assert "side ikke angivet" in others  # KVIK's pages are not in the transcript


def test_forloeb_in_numbers(open_page, demo_data):
    shown = said(open_page(demo_data, "forloeb"))
    assert "Forløbets længde, median · 7,8 måneder (n = 420)\n" in shown
    assert "95 %-interval 7,3–8,3 måneder." in shown
    assert "Mentortimer om ugen · 3,4 timer om ugen (n = 420)" in shown
    often = [line for line in shown.split("\n") if " gange om ugen · " in line]
    assert often[0] == "2–3 gange om ugen · 372 ud af 420 (89 %)"  # the largest first
    assert shown.count("Kontakter om ugen") == 1  # the scale is called something else
    assert "Bolig" not in shown


def test_faser_tells_how_far_courses_get(open_page, demo_data):
    app = open_page(demo_data, "faser")
    shown = said(app)
    assert "234 af de 420 forløb, der begyndte i Klar, har gennemført alle tre faser." in shown
    assert "119 forløb er sluttet undervejs, flest i Klar (46)." in shown
    assert "Oftest taler de i Klar om struktur i hverdagen (16 %)," in shown
    assert "Tid i Klar, median · 2,4 måneder (n = 420)" in shown
    assert "Startet inden for 14 dage efter henvisning · 73 ud af 402 (18 %)" in shown
    drawn = charts(app)
    assert [(part["label"], part["value"]) for part in drawn[0][1][:3]] == [
        ("347 gik videre", 347), ("27 er der endnu", 27), ("46 sluttede her", 46),
    ]  # fmt: skip


def test_tilfredshed_holds_mentors_against_citizens(open_page, demo_data):
    shown = said(open_page(demo_data, "tilfredshed", hvem="mentorerne"))
    assert (
        "Mentorerne siger det oftere end borgerne: 44 procentpoint på landsplan, 22 procentpoint hos "
        "os. Mentorer: 96 ud af 131 (73 %). Borgere: 46 ud af 89 (52 %). Forskel 22 procentpoint, "
        "95 %-interval 9–34 procentpoint. Forskellen er mindre hos os end på landsplan." in shown
    )
    assert "forskellen er regnet ud fra SFI's to tal" in shown


def test_livshjul_in_numbers(open_page, demo_data):
    app = open_page(demo_data, "livshjul")
    shown = said(app)
    assert "**122 ud af 325 forløb med to livshjul rykkede mindst 1,0 point op** (38 %)" in shown
    assert "Af startede forløb har 325 ud af 420 (77 %) to livshjul" in shown
    assert "De samme 325 forløb begge gange: +0,7 point i gennemsnit (0,5–0,8 point)." in shown
    assert "Bolig · +0,7 point (n = 313)" in shown
    assert "Ved afslutningen · +0,8 point (91 ud af 200 op)" in shown
    assert "Mindst 1,2 point · 92 ud af 325 (28 %)" in shown
    assert "også dem uden to hjul, og en begivenhed kan erstatte hjulet. Se løftet" in shown
    assert "ville 7 % (3–13 %) alligevel rykke mindst 1,0 point op og lige så mange ned" in shown
    assert "korrelation på 0,90" in shown
    assert "- Mentoren er ofte i rummet, når hjulet udfyldes." in shown


def test_the_round_of_the_wheel_is_chosen(open_page, demo_data):
    app = open_page(demo_data, "livshjul")
    app.session_state["hjul"] = "closing"
    shown = said(app.run())
    assert "De samme 200 forløb begge gange: +0,8 point i gennemsnit" in shown


def test_a_table_of_municipalities_says_which(open_page, demo_data):
    app = open_page(demo_data, "livshjul")
    app.session_state["table-livshjul"] = True
    (table,) = app.run().table
    assert {"Kommune", "Program"} <= set(table.value.columns)
    assert "Ændring på livshjulet ved afslutningen: bolig" in set(table.value["Tal"])
    towns = [town for town in dict.fromkeys(table.value["Kommune"]) if town]
    assert towns[:3] == ["Frederikshavn", "Horsens", "København"]
    (again,) = app.run().table
    assert len(again.value) == len(table.value)  # nothing is added to what is cached


def test_tilfredshed_shows_print_and_today_side_by_side(open_page, demo_data):
    app = open_page(demo_data, "tilfredshed")
    assert (
        "Hvor ofte er der kontakt? Flest svarer ”2–3 gange om ugen” · 79 ud af 92 (86 %) · 88 % i 2016 · "
        "for få svar i 2016 · C" in said(app)
    )
    app.session_state["diagrammer"] = True
    shown = said(app.run())
    assert "79 ud af 92 svarede ”2–3 gange om ugen” (95 %-interval 77–92 %)." in shown
    assert "2016: 8 svarede, 2 sprang over (KeepGoing 2016 s. 20)." in shown
    assert shown.count("Forbehold:") >= 5
    _spec, rows, _alt = charts(app)[4]  # mentors' availability, printed 37.5 + 50 + 15.5
    printed = [row for row in rows if row["survey"].startswith("2016")]
    assert {v["share"] for v in printed} == {0.375, 0.5, 0.155}
    assert {v["label"] for v in printed} == {"svarkategorien er ukendt"}


def test_data_og_metode_lists_what_is_known_of_the_data(open_page, demo_data):
    shown = said(open_page(demo_data, "data"))
    current = snapshot.current(demo_data)
    assert current.id in shown
    assert current.settings.version in shown
    assert "Alle rækker i udtrækket er med." in shown
    assert "36.178" in shown
    assert "12 måneder" in shown
    for source in ("KeepGoing 2016", "KVIK 2013", "Jobcenter Faxe"):
        assert source in shown


def test_without_a_snapshot_the_page_says_where_files_come_in(open_page, tmp_path):
    app = open_page(tmp_path / "nowhere")
    assert app.info[0].value == "Der er ikke udgivet data endnu."
    assert rows_on_a_page.ways(app)["Indlæs data"] == "indlaes"
    assert not app.code


def test_a_damaged_snapshot_is_said_on_the_page(open_page, tmp_path):
    current = published(tmp_path, cases=[case("F1")]).snapshot
    path = current.folder / "cases.parquet"
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    app = open_page(tmp_path / "data")
    assert app.error[0].value.startswith("cases.parquet i øjebliksbillede")


def test_old_data_are_said_to_be_old_on_every_page(open_page, tmp_path, monkeypatch):
    published(tmp_path, data_to="2026-03-31", cases=[case("F1")])
    age = (words.today() - date(2026, 3, 31)).days
    new = f"Det nyeste i de data, der lige er udgivet, er {age} dage gammelt."
    assert open_page(tmp_path / "data").warning[0].value == new
    tomorrow, age = words.today() + timedelta(days=1), age + 1
    monkeypatch.setattr(words, "today", lambda: tomorrow)
    for name in PAGES:
        app = open_page(tmp_path / "data", name)
        assert app.warning[0].value == f"Data er {age} dage gamle; udgiv et nyt udtræk."


def test_five_courses_make_no_percentages(open_page, tmp_path):
    published(tmp_path, cases=[case(f"F{i}") for i in range(5)])
    shown = said(open_page(tmp_path / "data"))
    assert "0 ud af 5" in shown
    assert "For få forløb til en vurdering." in shown
    assert "Lille antal" in shown
    assert "(0 %)" not in shown


def test_quarantined_rows_are_said_to_be_missing(open_page, tmp_path):
    from tests.builders import write_export

    bad = case("F2", programme="unknown")
    export = write_export(tmp_path / "export", cases=[case("F1"), bad])
    publish(export, tmp_path / "data", Recipe(), quarantine=True, data_to=date(2026, 9, 30))
    first = open_page(tmp_path / "data")
    assert "Holdt tilbage på grund af fejl, og ikke med i noget tal: forløb 1." in said(first)
    assert rows_on_a_page.ways(first)["Se hvorfor"] == "data"
    shown = said(open_page(tmp_path / "data", "data"))
    assert (
        "Rækker holdt tilbage, som ikke er med i noget tal: 1. Årsag: Forløb (cases), programme: ukendt kode (1)."
        in shown
    )


def test_words_of_the_sender_are_inert_and_every_rule_can_be_told(open_page, tmp_path):
    from tests.builders import write_export

    hostile = "![x](https://evil.example/x.png)"
    export = write_export(tmp_path / "export", cases=[case("F1"), case("F2", "2027-06-01")])
    path = export / "cases.parquet"
    pl.read_parquet(path).with_columns(pl.lit("").alias(hostile)).write_parquet(path)
    publish(export, tmp_path / "data", Recipe(), quarantine=True, data_to=date(2026, 9, 30))
    app = open_page(tmp_path / "data", "data")
    assert "datoen ligger efter 30. september 2026 (1)" in said(app)
    shown = {text for text in texts(app) if "evil.example" in text}
    assert shown == {"Forløb (cases): kolonnen \\!\\[x\\](https://evil.example/x.png) bruges ikke."}


def test_a_mistake_is_told_on_the_page_and_a_fault_of_ours_gets_an_id():
    def page(kind):
        from dashboard.foundation.errors import DashboardError
        from dashboard.web.apology import apologise

        apologise(DashboardError("Vælg en kortere periode.") if kind == "theirs" else KeyError("x"))

    theirs = AppTest.from_function(page, args=("theirs",)).run()
    assert theirs.error[0].value == "Vælg en kortere periode."
    ours = AppTest.from_function(page, args=("ours",)).run()
    assert ours.error[0].value.startswith("Noget gik galt på siden.")


def test_what_changed_since_the_last_snapshot_is_told(open_page, tmp_path):
    from tests.builders import write_export

    published(tmp_path, data_to="2026-08-31", cases=[case("F1")])
    export = write_export(tmp_path / "next", cases=[case("F1"), case("F2")])
    publish(export, tmp_path / "data", Recipe(), data_to=date(2026, 9, 30), accept_change=True)
    shown = said(open_page(tmp_path / "data"))
    assert "Sammenlignet med data til 31. august 2026." in shown
    assert "- Forløb startet: 1 → 2" in shown
