"""The page of other efforts: one document at a time, chosen in the address, in both languages."""

import re

import pytest

from dashboard.catalogue.scope import Scope
from dashboard.charts.grammar import LIGHT
from dashboard.figures import figures
from dashboard.presenters.published.publications import PUBLICATIONS
from dashboard.snapshots import snapshot
from dashboard.snapshots.warehouse import Warehouse
from tests.foundation.test_words import ENGLISH
from tests.owner.test_pages import charts, open_page, said

__all__ = ["open_page"]  # the fixture of the pages


def opened(app):
    """The same page with every table drawn."""
    for expander in app.expander:
        app.session_state["table-" + expander.proto.id.partition("-table-")[2]] = True
    return app.run()


def every_question(open_page, data, name, **query):
    """The page at each of the document's questions, with every table drawn."""
    publication = PUBLICATIONS[name]
    rows = figures(Warehouse(snapshot.current(data)), Scope(), publication.figure_ids)
    codes = [section.name for section in publication.sections(rows, LIGHT)]
    for code in (*codes, *(["projekt"] if publication.has_projects else [])):
        yield opened(open_page(data, "andre_indsatser", kilde=name, om=code, **query))


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_every_document_can_be_read_with_all_its_tables(open_page, demo_data, name):
    for app in every_question(open_page, demo_data, name):
        assert not app.exception
        assert not app.error
        assert app.segmented_control(key="kilde").value == name
        shown = said(app)
        assert "None" not in shown
        assert "{" not in shown
        assert len(app.table) == len(app.get("download_button")) >= 1
        for _spec, _rows, alt in charts(app):
            assert len(alt) > 20


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_no_danish_is_left_in_english(open_page, demo_data, name):
    for app in every_question(open_page, demo_data, name, lang="en"):
        shown = set(said(app).split("\n"))
        same = {key for key, given in ENGLISH.items() if given[0] == key}
        assert not (shown & (set(ENGLISH) - same))
        left = [line for line in shown if re.search(r"(?<![\w-])[a-zæøå]*[æøå]\w*", line)]
        assert [line for line in left if not re.search(r"glæd dig|måske egnede", line)] == []


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_a_filter_without_rows_gives_a_calm_document(open_page, demo_data, name):
    nobody = {"kommune": "Langeland", "program": "Den gode løsladelse", "periode": "2022"}
    for app in every_question(open_page, demo_data, name, **nobody):
        assert not app.error
        shown = said(app)
        assert "0 ud af 0" not in shown
        assert "None" not in shown


def test_a_row_beside_several_opens_to_the_verdict_against_each(open_page, demo_data):
    shown = said(open_page(demo_data, "andre_indsatser", kilde="KVIK 2013"))
    assert "KVIK Esbjerg 48 ud af 185 (beregnet 26 %) og 2 andre tal" in shown
    for told in (
        "Mod KVIK Assens 14 ud af 72 (beregnet 19 %): ",
        "Mod KVIK Brøndby 18 ud af 119 (beregnet 15 %): ",
        "Mod KVIK Esbjerg 48 ud af 185 (beregnet 26 %): ",
    ):
        assert told in shown
    assert "Tallet ligger over tallet fra KVIK i Brøndby." in shown


def test_a_project_stands_in_the_address(open_page, demo_data):
    app = open_page(demo_data, "andre_indsatser", om="projekt", projekt="Odder")
    shown = said(app)
    assert "Mentorstøtte: 28 % (21 ud af 74). Mindst én indsats: 58 % (43 ud af 74)." in shown
    assert "Odder: 27 borgere er ikke 42 % af 74" in shown
    assert app.selectbox(key="projekt").value == "Odder"
    unknown = open_page(
        demo_data, "andre_indsatser", om="projekt", projekt="Atlantis", kilde="Atlantis"
    )
    assert unknown.selectbox(key="projekt").value == "Ballerup"
    assert unknown.segmented_control(key="kilde").value == "Empowerment 2015"


def test_sfi_points_to_where_it_is_compared(open_page, demo_data):
    shown = said(open_page(demo_data, "andre_indsatser", kilde="SFI 2015"))
    assert "Tallene er sammenlignet på en side for sig." in shown
