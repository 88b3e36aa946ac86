"""Charts as files: of every chart on a page, with its sentence, and nothing is drawn before it is asked for."""

import pytest

from dashboard.charts.grammar import DARK, LIGHT
from dashboard.charts.quarter_charts import figure_over_time
from dashboard.owner import chart_files
from tests.builders import QUARTERS
from tests.owner.test_pages import open_page  # noqa: F401 - a fixture


@pytest.mark.parametrize("ink", [LIGHT, DARK], ids=["light", "dark"])
def test_a_file_is_on_the_paper_of_the_reader_s_theme_in_our_font(ink):
    spec = figure_over_time(QUARTERS, "forløb 2", "count", ink)
    made = {kind: make(spec, ink.paper) for kind, (_type, make) in chart_files.FILES.items()}
    assert made["png"].startswith(b"\x89PNG")
    svg = made["svg"].decode()
    assert ink.paper in svg
    assert "forløb 2" in svg
    assert 'font-family="Source Sans Pro"' in svg
    assert "http" not in svg.replace("http://www.w3.org", "")


@pytest.mark.parametrize(("page", "charts"), [("livshjul", 3), ("andre_indsatser", 1), ("data", 0)])
def test_each_chart_of_a_page_is_offered_once(open_page, demo_data, page, charts):  # noqa: F811
    app = open_page(demo_data, page)
    offered = [each for each in app.expander if each.label == "Billeder som filer"]
    assert bool(offered) == bool(charts)
    if not charts:
        return
    app.session_state["chart-files"] = True
    app.run()
    assert not app.exception
    buttons = [each for each in app.get("download_button") if "billede-" in each.label]
    assert len(buttons) == 2 * len(app.get("vega_lite_chart")) >= 2 * charts
