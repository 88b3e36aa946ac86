"""What an analyst gets: frames in three lines, and every query in the DuckDB shell."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import KEYS
from dashboard.foundation import queries, words
from dashboard.foundation.errors import DashboardError
from dashboard.notebook import Current, Frame
from dashboard.snapshots import derived
from tests.builders import answer, case, contact, published, wheel

NB = "\N{NO-BREAK SPACE}"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("notebook")
    published(
        folder,
        cases=[case("F1", ended_on="2025-08-01", end_reason="education"), case("F2", municipality_code="0101")],
        contacts=[contact("K1"), contact("K2", at="2025-02-01 13:00")],
        survey=[
            *wheel("W1", "F1", "2025-01-02", 4), *wheel("W2", "F1", "2025-06-02", 6, "phase_2"),
            *wheel("W3", "F1", "2025-01-12", 5),
            answer("S1", "help", "satisfied"),
            answer("C1", "better_at_challenges", "yes", instrument="coping", case_id="F1"),
        ],
    )  # fmt: skip
    return folder / "data"


def test_figures_are_a_frame_of_the_same_rows(data):
    current = Current(data)
    frame = current.figures(municipality="0360", period_from=date(2025, 1, 1))
    assert set(frame.columns) == set(KEYS)
    assert frame.columns[:8] == ["figure_id", "label", "value", "low", "high", "k", "n", "unit"]
    started = frame.row(by_predicate=pl.col("figure_id") == "courses_started", named=True)
    assert (started["value"], started["municipality_code"]) == (1, "0360")


def test_figures_by_quarter_are_those_of_each_quarter_as_the_period(data, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    current = Current(data)
    frame = current.by_quarter(["criterion_completed", "contacts"], municipality="0360")
    first, last = frame["period_from"].min(), frame["period_to"].max()
    assert (first, last) == (date(2025, 1, 1), date(2026, 9, 30))
    assert frame["figure_id"].n_unique() > 4 and frame["benchmark_id"].is_null().all()
    one = {"municipality": "0360", "period_from": "2025-01-01", "period_to": "2025-03-31"}
    whole = current.figures(["criterion_completed", "contacts"], **one)
    compared = ["figure_id", "value", "low", "high", "k", "n", "target_verdict"]
    alone = whole.unique("figure_id", maintain_order=True).select(compared)
    assert frame.filter(period_from=date(2025, 1, 1)).select(compared).equals(alone)
    assert "2025-04-01" in str(frame) and "benchmark" not in str(frame)


def test_it_says_which_snapshot_it_is_and_what_can_be_asked_of_it(data):
    current = Current(data)
    found = current.warehouse.snapshot
    assert repr(current).replace(NB, " ").splitlines()[:5] == [
        f"KeepGoing · data til 30. september 2026 · øjebliksbillede {found.id[-12:][:6].upper()}",
        f"Udgivet {words.moment(found.published_at)}".replace(NB, " "),
        "Rækker: cases 2, contacts 2, survey_results 26",
        '.figures(municipality="0461", period_from="2026-01-01"), .by_quarter("criterion_completed")',
        '.query("exits"), activity_measures, answer_shares, answer_steps, answered_items, charge_rate,',
    ]
    told = re.sub(r"\s+", " ", repr(current).partition('.query("exits"), ')[2])
    assert told.split(", ") == QUERIES
    assert max(map(len, repr(current).splitlines())) <= 120


def test_a_frame_of_figures_prints_what_one_compares_and_holds_the_rest_whole(data, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")  # of the terminal, whatever the tests run in
    frame = Current(data).figures()
    chosen = frame.filter(pl.col("figure_id").is_in(["courses_started", "contacts_per_week"]))
    assert len(chosen.columns) == len(KEYS)
    value = chosen["value"][1]
    assert value != round(value, 3)
    shape, _top, heading, _rule, started, weekly, *_rest = str(Frame(chosen)).splitlines()
    assert shape == "shape: (4, 10)"  # k and target_verdict none of these has
    assert [re.split(r" *[│┆] *", line)[1:7] for line in (heading, started, weekly)] == [
        ["figure_id", "label", "value", "low", "high", "n"],
        ["courses_started", "Forløb startet", "2.0", "null", "null", "null"],
        ["contacts_per_week", "Kontakter om ugen", "0.033", "0.0", "0.453", "2"],
    ]
    assert str(Frame(chosen)) == repr(Frame(chosen))
    assert "<td>0.033</td>" in Frame(chosen)._repr_html_()
    assert str(value) not in Frame(chosen)._repr_html_()


def test_a_label_is_printed_whole_and_no_setting_of_polars_is_left_behind(data):
    before = pl.Config.state()
    frame = Current(data).figures()
    longest = max(frame["label"], key=len)
    assert longest in Frame(frame.filter(pl.col("label") == longest))._repr_html_()
    assert pl.Config.state() == before


def test_a_query_is_a_frame_and_takes_parameters(data):
    current = Current(data)
    assert set(current.query("exits")["n"]) == {1}
    assert str(current.query("course_counts").tail(1)) == (
        "shape: (1, 2)\n"
        "┌─────────────────┬───────┐\n"
        "│ figure_id       ┆ value │\n"
        "╞═════════════════╪═══════╡\n"
        "│ courses_started ┆ 2     │\n"
        "└─────────────────┴───────┘"
    )
    assert current.query("exits", municipality="0101").is_empty()


QUERIES = [path.stem for path in sorted(queries.FOLDER.glob("*.sql")) if path.stem != "open"]


@pytest.fixture
def shell(data, monkeypatch):
    """The DuckDB shell after `.read queries/open.sql`, in a project whose data folder is this."""
    root = data.parent / "project"
    if not root.exists():
        root.mkdir()
        (root / "data").symlink_to(data)
        (root / "queries").symlink_to(queries.FOLDER)
    monkeypatch.chdir(root)
    con = duckdb.connect()
    opening = re.sub(r"^\.read (.+)$", read, queries.sql("open"), flags=re.M)
    for statement in duckdb.extract_statements(opening):
        con.execute(statement)
    return con


def read(command: re.Match) -> str:
    """What the shell puts in the place of its own command: the file."""
    return Path(command[1]).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", QUERIES)
def test_every_query_file_runs_by_itself_in_the_shell(data, shell, name):
    assert shell.execute(queries.sql(name)).fetchall() == Current(data).query(name).rows()


SCOPE = {
    "municipality": "0360", "programme": "mentor",
    "period_from": date(2025, 1, 3), "period_to": date(2025, 12, 31),
}  # fmt: skip


@pytest.mark.parametrize("left_out", ["municipality", "programme", "period_from", "period_to", ""])
@pytest.mark.parametrize(
    "name", [name for name in QUERIES if SCOPE.keys() <= queries.parameters(name)]
)
def test_shell_variables_are_the_scope(data, shell, name, left_out):
    scope = {key: value for key, value in SCOPE.items() if key != left_out}
    for key, value in scope.items():
        shell.execute(f"set variable {key} = '{value}'")
    found = shell.execute(queries.sql(name)).fetchall()
    assert found == Current(data).query(name, **scope).rows()


def test_a_shell_variable_leaves_out(shell):
    shell.execute("set variable municipality = '0101'")
    assert shell.execute(queries.sql("course_counts")).fetchall()[-1] == ("courses_started", 1)


@pytest.mark.parametrize("name", queries.names("checks/snapshot"))
def test_the_reconciling_checks_run_in_the_shell_and_find_nothing(shell, name):
    assert shell.execute(queries.sql(name)).fetchall() == []


@pytest.mark.parametrize("name", [*derived.TABLES, "contact_tally"])
def test_what_publish_derives_is_derived_again_in_the_shell(shell, name):
    published_rows = shell.table(name).order("all").fetchall()
    assert published_rows
    derived_again = shell.execute(queries.sql(f"derived/{name}")).fetchall()
    assert sorted(derived_again, key=str) == sorted(published_rows, key=str)


def test_the_folder_is_the_one_everything_else_reads(data, monkeypatch):
    monkeypatch.setenv("DASHBOARD_DATA", str(data))
    assert Current().warehouse.snapshot.id == Current(data).warehouse.snapshot.id


def test_a_scope_there_is_not_is_refused_and_not_empty(data):
    with pytest.raises(DashboardError, match="9999"):
        Current(data).query("exits", municipality="9999")
    with pytest.raises(DashboardError, match="slutter, før"):
        Current(data).query("exits", period_from=date(2026, 2, 1), period_to=date(2026, 1, 1))


def test_a_misspelt_query_or_parameter_is_refused_and_says_what_was_perhaps_meant(data):
    current = Current(data)
    with pytest.raises(
        DashboardError, match=r"^Der er ingen forespørgsel ”exit”. Mente du exits\?$"
    ):
        current.query("exit")
    with pytest.raises(
        DashboardError, match=r"^Forespørgslen exits tager ikke ”program”; den tager .*programme"
    ):
        current.query("exits", program="mentor")
    with pytest.raises(DashboardError, match=r"den tager intet\.$"):
        current.query("filter_values", program="mentor")


def test_figures_are_chosen_by_group_and_id_as_on_the_command_line(data):
    current = Current(data)
    assert set(current.figures("criteria")["group"]) == {"criteria"}
    chosen = current.figures(only=["courses_started", "coping"])["figure_id"]
    assert chosen[0] == "courses_started"
    assert set(chosen[1:]) == {id_ for id_, each in FIGURES.items() if each.group == "coping"}
    with pytest.raises(DashboardError, match="Mente du criteria"):
        current.figures("criterias")


def test_days_may_be_text_and_a_code_a_number_and_a_wrong_one_is_one_sentence(data):
    current = Current(data)
    meant = current.figures(municipality="0360", period_from=date(2025, 1, 1))
    assert current.figures(municipality=360, period_from="2025-01-01").equals(meant)
    asked = {"municipality": 101, "period_from": "2025-01-01", "period_to": "2025-12-31"}
    assert current.query("course_counts", **asked).rows()[-1] == ("courses_started", 1)
    for ask in (current.figures, lambda **given: current.query("exits", **given)):
        with pytest.raises(DashboardError, match="”1/1/2025” er ikke en dato; skriv den som 2026"):
            ask(period_from="1/1/2025")
        with pytest.raises(DashboardError, match="Kommunekoden ”0042” findes ikke"):
            ask(municipality=42)


def test_a_frame_fits_the_terminal_and_prints_the_same_way_once_it_is_filtered(data, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    frame = Current(data).figures().filter(pl.col("group") == "contacts", unit="share")
    assert set(frame["unit"]) == {"share"}
    lines = str(frame).splitlines()
    assert lines[0].endswith(", 11)")
    assert max(map(len, lines)) <= 120


def test_a_frame_without_a_terminal_fits_the_width_of_a_page(data, monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr("sys.__stdout__", None)
    assert max(map(len, str(Current(data).figures()).splitlines())) <= 120


def test_a_notebook_shows_the_sentence_alone_where_a_figure_or_a_scope_is_wrong(data):
    for given in ({"only": "criterias"}, {"municipality": "9999"}):
        with pytest.raises(DashboardError) as raised:
            Current(data).figures(**given)
        assert raised.value._render_traceback_() == [str(raised.value)]


def test_printing_a_frame_leaves_nothing_behind_at_the_end(data):
    script = f"from dashboard.notebook import Current; print(Current({str(data)!r}).query('exits'))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("shape: ")
    assert done.stderr == ""


def test_an_earlier_snapshot_is_opened_by_its_id(data):
    current = Current(data)
    id_ = current.warehouse.snapshot.id
    assert set(Current(data, id_).figures("courses")["snapshot_id"]) == {id_}
    with pytest.raises(DashboardError, match="intet øjebliksbillede ”20200101”"):
        Current(data, "20200101")


def test_every_query_prints_and_a_sorted_or_chosen_frame_is_still_read(data):
    current = Current(data)
    for name, given in (
        ("criteria", {"by_quarter": True}),
        ("courses_by_quarter", {}),
        ("contacts_by_quarter", {}),
    ):
        assert str(current.query(name, **given)).startswith("shape: (")
    found = current.figures("contacts_per_week").sort("figure_id").select("label", "value")
    assert "0.033" in str(found)
    assert "target_verdict" not in str(current.figures("contacts_per_week"))  # none has one
