"""The shape of the house: imports one way, SQL in files that are used, pages thin, no back doors."""

import ast
import re
from pathlib import Path

import pytest

from dashboard import queries

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "dashboard"
MODULES = {path.stem: path for path in PACKAGE.glob("*.py") if path.stem != "__init__"}

# A module may import those above it, never one below: exports -> snapshot -> figures -> screen.
ORDER = """
words errors plain_text cpr schema harmless terms queries reference settings statistics
demo_courses demo_cases demo_contacts demo_answers demo
mapping faults workbook exports staging findings check refusal
snapshot journal access_log scrubber ledger door_rules links publish erasure warehouse
catalogue yardsticks criteria_figures flow_figures follow_up_figures wheel_list figure_list
comparison criteria forecasts reliability figures verdicts printing notebook
edition_list edition
quantities disclosure disclosure_system disclosure_tables disclosure_audit edition_truth editions
protection cite citations tables sentences grammar charts process_charts flow_charts wheel_charts
overview benchmarks courses differences flow diagrams follow_up method promises process why life_wheel
measures computed nearest funnel sheets empowerment kvik reports publications
one_course course_charts municipal partner_words partner_exports link_words
headers plain_page page_guard throttle safe_settings frames watched_socket sign_ins cookies
navigation gate door secure_start apology
partner_settings partner_scope partner_html partner_gate
drawing partner_screen partner store filters screen promise_screen casework link_screen
app __main__
"""
LAYERS = ORDER.split()
KNOWS_STREAMLIT = {"cookies", "secure_start", "apology", "drawing", "partner_screen", "partner", "store", "filters",
                   "screen", "promise_screen", "casework", "link_screen", "app", "frames", "partner_gate",
                   "partner_scope"}  # fmt: skip
PURE = {"protection", "cite", "tables", "municipal", "partner_words", "partner_exports", "link_words", "throttle",
        "partner_html", "page_guard", "safe_settings",
        "statistics", "comparison", "criteria", "forecasts", "quantities", "citations", "sentences", "grammar",
        "charts", "overview", "benchmarks", "courses", "diagrams", "process_charts", "promises",
        "process", "why", "flow_charts", "differences", "flow", "measures", "computed", "nearest", "funnel",
        "sheets", "empowerment", "kvik", "reports", "publications", "follow_up_figures", "follow_up",
        "one_course", "course_charts", "door_rules", "reliability",
        "disclosure", "disclosure_system", "disclosure_tables", "disclosure_audit",
        "edition_list", "wheel_charts", "life_wheel"}  # fmt: skip


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> set[str]:
    """Names of the package's modules that a file imports, wherever in the file."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dashboard"):
            inner = (node.module or "").partition(".")[2]
            found |= {inner} if inner else {alias.name for alias in node.names}
    return found & set(MODULES)


def libraries(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    return found


def test_every_module_has_its_place_in_the_order():
    assert sorted(LAYERS) == sorted(MODULES)


@pytest.mark.parametrize("name", LAYERS)
def test_imports_point_one_way(name):
    above = set(LAYERS[: LAYERS.index(name)])
    assert imported(MODULES[name]) <= above


def test_only_the_modules_that_draw_or_cache_know_streamlit():
    assert {name for name, path in MODULES.items() if "streamlit" in libraries(path)} == (
        KNOWS_STREAMLIT
    )


@pytest.mark.parametrize("name", sorted(PURE))
def test_pure_modules_read_no_data(name):
    assert not libraries(MODULES[name]) & {"duckdb", "streamlit", "os", "pathlib", "time", "random"}


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=lambda p: p.stem)
def test_pages_are_thin(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 60
    assert not libraries(path) & {"duckdb", "polars", "altair", "pandas", "numpy"}
    assert not re.search(r"\bselect\b.*\bfrom\b", text)
    # a page hands figures on; it does not calculate
    arithmetic = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)
    numbers = [
        node
        for node in ast.walk(tree(path))
        if isinstance(node, ast.BinOp)
        and isinstance(node.op, arithmetic)
        and any(isinstance(side, ast.Constant) and isinstance(side.value, int | float)
                for side in (node.left, node.right))
    ]  # fmt: skip
    assert not numbers


def all_python() -> list[Path]:
    return [*PACKAGE.glob("*.py"), *(ROOT / "pages").glob("*.py"), *ROOT.glob("*_app.py")]


RAW = re.compile(
    r"unsafe_allow_html|unsafe_allow_javascript|st\.exception|components\.v1|components import v1"
)


@pytest.mark.parametrize("path", all_python(), ids=lambda p: p.stem)
def test_nothing_puts_raw_html_script_or_a_fault_before_a_reader(path):
    assert not RAW.search(path.read_text(encoding="utf-8"))


def test_every_query_is_used_by_name():
    used = " ".join(path.read_text(encoding="utf-8") for path in all_python())
    unused = [
        path.stem
        for path in (*queries.FOLDER.glob("*.sql"), *(queries.FOLDER / "derived").glob("*.sql"))
        if path.stem != "open"  # the DuckDB shell's own
        and f'"{path.stem}"' not in used
        and f'"derived/{path.stem}"' not in used
    ]
    assert unused == []


@pytest.mark.parametrize("path", sorted(queries.FOLDER.rglob("*.sql")), ids=lambda p: p.stem)
def test_every_query_says_its_grain(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    header = [line for line in lines[:5] if line.startswith("--")]
    assert header, "a query begins with what one row of it is"
    assert len(lines) <= 120


def test_sql_is_never_built_from_pieces():
    for path in all_python():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.JoinedStr):
                text = "".join(part.value for part in node.values if isinstance(part, ast.Constant))
                assert not re.search(r"\b(select|insert into|create|copy)\b.*\b(from|values|view|table|to)\b",
                                     text, re.I | re.S), f"{path.name}:{node.lineno}"  # fmt: skip


def test_functions_stay_small():
    lengths = sorted(
        (node.end_lineno or 0) - node.lineno + 1
        for path in all_python()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef)
    )
    assert lengths[len(lengths) // 2] <= 12
    assert lengths[int(len(lengths) * 0.9)] <= 34


def test_nobody_asks_the_machine_what_day_it_is():
    """words.today() is Denmark's day; a machine's zone is nobody's."""
    asked = re.compile(r"date\.today\(|datetime\.now\(\)|current_date|utcnow")
    files = [*all_python(), *queries.FOLDER.rglob("*.sql"), PACKAGE / "typing.sql"]
    assert [path.name for path in files if asked.search(path.read_text(encoding="utf-8"))] == []


def test_nothing_calls_home():
    config = (ROOT / ".streamlit" / "config.toml").read_text()
    assert "gatherUsageStats = false" in config
    addresses = re.compile(r"https?://(?!127\.0\.0\.1|localhost|\w+\.example\.dk)\w")
    for path in all_python():
        assert not addresses.search(path.read_text(encoding="utf-8")), path.name
