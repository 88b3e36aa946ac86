"""The pages of the method: activities and documents, orders, programmes, other voices, own words."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dashboard.catalogue.scope import Scope
from dashboard.figures import figure_rows
from dashboard.foundation import schema
from dashboard.presenters import method
from tests import rows_on_a_page
from tests.builders import answer, case, published
from tests.owner.test_pages import ROOT, open_page, said

NB = "\N{NO-BREAK SPACE}"

__all__ = ["open_page"]


def cells(app, table: int) -> list[list[str]]:
    frame = app.table[table].value
    return [
        [str(cell).replace("\N{NO-BREAK SPACE}", " ").replace("\\", "") for cell in row]
        for row in frame.to_numpy()
    ]


def test_aktiviteter_in_numbers(open_page, demo_data):
    app = open_page(demo_data, "aktiviteter")
    shown = said(app)
    told = [line for line in shown.split("\n") if " ud af 420 (" in line]
    assert told[:2] == [
        "KeepWorking · 176 ud af 420 (42 %)", "Samfundsforståelse · 136 ud af 420 (32 %)",
    ]  # fmt: skip
    assert len(told) == 8
    assert "Anden aktivitet · ingen har deltaget" in shown
    assert "3,0 timer (n = 136), 95 %-interval 2,7–3,2 timer." in shown
    assert "85 % (n = 137), 95 %-interval 82–89 %." in shown
    app = open_page(demo_data, "aktiviteter", om="faser")
    for line in (
        "Klar · 239 ud af 420 (57 %)", "Parat · 288 ud af 347 (83 %)", "Start · 193 ud af 283 (68 %)",
    ):  # fmt: skip
        assert line in said(app)
    table = app.table[0].value
    assert list(table.columns)[1:] == ["Klar (n = 420)", "Parat (n = 347)", "Start (n = 283)"]
    assert cells(app, 0)[0] == [
        "ART (vredeshåndtering)", "41 (10 %), 7–13 %", "71 (20 %), 17–25 %", "6 (2 %), 1–5 %",
    ]  # fmt: skip
    app = open_page(demo_data, "aktiviteter", om="dokumenter")
    assert "6.733 ud af 7.252 dokumenter og møder med frist er gjort." in said(app)
    assert cells(app, 0)[0] == ["Statusrapport", "2.801", "2.592", "57 % (n = 389), 54–59 %"]


def test_bestilling_in_numbers(open_page, demo_data):
    app = open_page(demo_data, "bestilling")
    assert "Bestillinger med alle oplysninger · 143 ud af 420 (34 %)" in said(app)
    assert cells(app, 0)[5] == [
        "Banderelation", "9 ud af 12 (75 %, lille antal), 47–91 %",
        "3 ud af 14 (21 %, lille antal), 8–48 %", "0 ud af 14 (0 %, lille antal), 0–22 %",
    ]  # fmt: skip
    app = open_page(demo_data, "bestilling", om="match")
    assert [row[:3] for row in cells(app, 0)][1] == [
        "Job, uddannelse eller fleksjob", "73 ud af 254 (29 %)", "21 ud af 64 (33 %)",
    ]  # fmt: skip
    assert cells(app, 1)[0][1:3] == ["25 ud af 26 (96 %, lille antal)", "41 ud af 42 (98 %)"]


def test_few_with_a_need_are_not_shown(open_page, tmp_path):
    cases = [
        case(f"F{i}", ended_on="2025-08-01", end_reason="employment", need_gang=i < 4)
        for i in range(12)
    ]
    published(tmp_path, cases=cases)
    app = open_page(tmp_path / "data", "bestilling")
    assert cells(app, 0)[5] == ["Banderelation", "vises ikke (n = 4)", *["vises ikke (n = 4)"] * 2]


@pytest.mark.parametrize("code", schema.PROGRAMMES)
def test_programmer_shows_one_programme_alone(open_page, demo_data, code):
    from dashboard.snapshots import snapshot
    from dashboard.snapshots.warehouse import Warehouse

    app = open_page(demo_data, "programmer", tilbud=code)
    rows = figure_rows.figures(
        Warehouse(snapshot.current(demo_data)), Scope(programme=code), ["criterion_completed"]
    )
    assert f"Gennemfører eller går videre · {rows[0].k} ud af {rows[0].n} (" in said(app)
    assert "mål højst 15 %" in said(app)
    assert "KeepGoing 2016 s." in said(app)


def test_tilfredshed_has_caseworkers_and_internships(open_page, demo_data):
    shown = said(open_page(demo_data, "tilfredshed", hvem="sagsbehandlerne"))
    assert "61 ud af 86 (71 %) ville bestille igen (95 %-interval 61–79 %)." in shown
    shown = said(open_page(demo_data, "tilfredshed", hvem="praktik"))
    assert "Praktik, gennemsnitlig vurdering: 3,6 point (n = 64)" in shown
    for line in (
        "Fremmøde · 3,2 point (n = 64)", "Indsats · 3,8 point (n = 64)",
        "Initiativ · 3,3 point (n = 64)", "Samarbejde · 4,0 point (n = 64)",
    ):  # fmt: skip
        assert line in shown


def test_an_item_few_scored_is_hidden_and_of_few_all_are(tmp_path):
    def scored(count: int, folder: str) -> list:
        rows = [
            answer(f"I{i}", item, None, instrument="internship", respondent="employer", score=4)
            for i in range(count)
            for item in ("a", "b")
            if item == "a" or i < 4
        ]
        warehouse = published(tmp_path / folder, cases=[case()], survey=rows)
        return figure_rows.internship_by_item(warehouse, Scope())

    (tmp_path / "six").mkdir()
    (tmp_path / "four").mkdir()
    found = {row.label: (row.n, row.value) for row in scored(6, "six")}
    assert found == {"A": (6, 4.0), "B": (4, None)}
    assert scored(4, "four") == []


def comment(id_: str, question: str, text: str) -> dict:
    return {"comment_id": id_, "question": question, "answered_on": date(2026, 1, 2), "text": text}


def test_own_words_are_shown_inert_by_question_and_only_when_asked_for(open_page, tmp_path):
    comments = [
        comment("T1", "benefit", "**Fed** <b>mentor</b> :red[x]"),
        comment("T2", "benefit", "Ro."),
    ]
    published(tmp_path, cases=[case("F1")], comments=comments)
    app = open_page(tmp_path / "data", "borgernes_ord")
    assert "Fed" not in said(app)
    assert "2 svar" in said(app)
    app = open_page(tmp_path / "data", "borgernes_ord")
    app.session_state["ord-benefit"] = True
    app.run()
    told = [each.value for each in app.text]  # st.text knows no markup
    assert sorted(told) == ["– **Fed** <b>mentor</b> :red[x]", "– Ro."]
    assert "F1" not in re.sub(r"[0-9A-F]{6}", "", said(app))
    assert not app.get("download_button")


def test_own_words_are_asked_for_by_their_page_alone():
    inside = [*(ROOT / "dashboard").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    users = {path.name for path in inside if 'query("comments"' in path.read_text(encoding="utf-8")}
    assert users == {"borgernes_ord.py"}
    of_comments = {
        path.name
        for path in Path(ROOT / "queries").rglob("*.sql")
        if "from comments" in path.read_text(encoding="utf-8") and path.parent.name == "queries"
    }
    assert of_comments == {"comments.sql"}


@pytest.mark.parametrize(
    "asked, found",
    [
        ("uændret", "life_wheel_moved_unchanged"),
        ("SFI", "contacts_per_week"),
        ("løfte", "criterion_completed"),
    ],
)
def test_everyday_words_find_what_they_are_about(asked, found):
    told = method.meanings(asked, None)
    assert found in {row["Kode"] for row in told}
    assert len(told) < 60


def test_on_paper_what_means_the_same_stands_together_and_nothing_is_left_out():
    for group in method.groups():
        rows = method.meanings_once(group)
        assert len({row["Betydning"] for row in rows}) == len(rows)
        named = [(name, row["Betydning"]) for row in rows for name in names_in(row["Tal"])]
        told = method.meanings("", group)
        assert sorted(named) == sorted((row["Ord"], row["Betydning"]) for row in told)


def names_in(told: str) -> Iterator[str]:
    """Every name in what stands together: "Kontakt: møde · sms; Køn" are three."""
    for each in told.split("; "):
        first, mark, last = next(
            (parts for sign in (": ", " – ") if (parts := each.partition(sign))[1]), (each, "", "")
        )
        for one in first.split(" · "):
            yield from (f"{one}{mark}{other}" for other in last.split(" · "))


def test_a_number_is_looked_up_elsewhere_and_tables_have_danish_names(open_page, demo_data):
    app = open_page(demo_data, "data", soeg="304")
    assert "succeskriterier" in rows_on_a_page.ways(app)["Succeskriterier"]
    shown = said(app)
    assert "contacts:" not in shown
    tables = [set(table.value.columns) for table in app.table]
    assert not any("id" in columns for columns in tables)
    counts = next(table.value for table in app.table if "Holdt tilbage" in table.value)
    assert "Kontakter (contacts)" in counts["Tabel"].tolist()
