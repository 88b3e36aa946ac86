"""The shape of the house: imports one way, SQL in files that are used, pages thin, no back doors."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from dashboard.foundation import queries

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "dashboard"
# A room may import those before it, never one after: somebody else's files, in, to a page, out.
ROOMS = (
    "foundation", "statistics", "published", "charts", "typesetting", "web", "catalogue", "ingest", "proposal", "demo",
    "access", "snapshots", "figures", "disclosure", "editions", "wording", "presenters", "reports", "drawing", "owner",
    "partner", "notebook", "cli", "__main__",
)  # fmt: skip
KNOW_STREAMLIT = {"drawing", "owner", "partner", "web.messages", "web.apology"}
PURE = {"statistics", "charts", "catalogue", "disclosure", "wording", "presenters"}


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    """presenters.overview for dashboard/presenters/overview.py, presenters for its __init__."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(path: Path) -> str:
    return name_of(path).partition(".")[0]


def imported(path: Path) -> set[str]:
    """The rooms a file imports from, wherever in the file."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dashboard"):
            inner = (node.module or "").split(".")[1:]
            found |= {inner[0]} if inner else {alias.name for alias in node.names}
    return found & set(ROOMS)


def libraries(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    return found


MODULES = sorted(PACKAGE.rglob("*.py"))


def test_every_module_lives_in_a_room():
    assert {room_of(path) for path in MODULES} - {""} == set(ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_one_way(path):
    if room_of(path):
        before = ROOMS[: ROOMS.index(room_of(path)) + 1]
        assert imported(path) <= set(before)


def test_within_a_room_no_two_modules_import_each_other():
    known = {name_of(path): path for path in MODULES}
    arrows = {name: {found for found in names_imported(path) if found in known}
              for name, path in known.items()}  # fmt: skip
    while leaves := {name for name, needs in arrows.items() if not needs & arrows.keys()}:
        arrows = {name: needs for name, needs in arrows.items() if name not in leaves}
    assert sorted(arrows) == []


def names_imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dashboard"):
            inner = (node.module or "").split(".")[1:]
            for alias in node.names:
                whole = PACKAGE.joinpath(*inner, alias.name)
                is_module = whole.is_dir() or whole.with_suffix(".py").exists()
                found.add(".".join([*inner, alias.name] if is_module else inner))
    return found


@pytest.mark.parametrize("app", ["owner", "partner"])
def test_beside_an_app_no_module_is_called_what_a_library_is(app):
    # Streamlit puts the folder of the script it runs first among the places to import from
    beside = {path.stem for path in (ROOT / "dashboard" / app).glob("*.py")}
    libraries = set(sys.stdlib_module_names) | set(packages_distributions())
    assert beside & libraries == set()


def test_each_room_says_what_lives_there_and_what_may_not():
    for path in PACKAGE.rglob("__init__.py"):
        assert ast.get_docstring(tree(path)), name_of(path)


def test_only_the_rooms_that_draw_know_streamlit():
    drawing = {name_of(path) for path in MODULES if "streamlit" in libraries(path)}
    assert {
        name for name in drawing if not {name, name.partition(".")[0]} & KNOW_STREAMLIT
    } == set()


@pytest.mark.parametrize("path", [path for path in MODULES if room_of(path) in PURE], ids=name_of)
def test_pure_rooms_read_no_data(path):
    assert not libraries(path) & {"duckdb", "streamlit", "os", "pathlib", "time", "random"}


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
    return [*PACKAGE.rglob("*.py"), *(ROOT / "pages").glob("*.py"), *ROOT.glob("*_app.py")]


RAW = re.compile(
    r"unsafe_allow_html|unsafe_allow_javascript|st\.exception|components\.v1|components import v1"
)


@pytest.mark.parametrize("path", all_python(), ids=lambda p: p.stem)
def test_nothing_puts_raw_html_script_or_a_fault_before_a_reader(path):
    assert not RAW.search(path.read_text(encoding="utf-8"))


def test_html_is_written_in_one_room_and_drawn_by_one_module():
    """Of pages and of print; the door's own pages are made elsewhere, with escaping of their own."""
    makes = {
        name_of(path)
        for path in MODULES
        if re.search(r"\bhtpy\b|\bMarkup\(", path.read_text(encoding="utf-8"))
    }
    by_hand = {
        name_of(path)
        for path in MODULES
        if re.search(r"import escape\b|<(p|td|html)\b", path.read_text(encoding="utf-8"))
    }
    draws = [path.stem for path in all_python() if "st.html(" in path.read_text(encoding="utf-8")]
    assert makes == {
        f"charts.{name}" for name in ("figure_rows", "linked_words", "printed_page", "tiles")
    }
    assert by_hand == {"web.plain_page", "partner.entry_page", "web.shell"}
    assert draws == ["parts"]


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


def test_the_scope_is_asked_about_in_one_file():
    """One way to tell what is in a scope: queries call its macros and read none of its variables."""
    asks = re.compile(r"\$(municipality|programme)\b|\bgetvariable\(|[<>=] \$period_(from|to)\b")
    files = sorted(queries.FOLDER.rglob("*.sql"))
    found = [path.stem for path in files if asks.search(path.read_text(encoding="utf-8"))]
    assert sorted(set(found) - {"open"}) == ["scope"]  # the shell's own sets them


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
    assert lengths[-1] <= 50


def test_modules_stay_small():
    long = {name_of(path) for path in MODULES if len(path.read_text().splitlines()) > 300}
    assert long == set()


def test_nobody_asks_the_machine_what_day_it_is():
    """words.today() is Denmark's day; a machine's zone is nobody's."""
    asked = re.compile(r"date\.today\(|datetime\.now\(\)|current_date|utcnow")
    files = [*all_python(), *queries.FOLDER.rglob("*.sql"), PACKAGE / "ingest" / "typing.sql"]
    assert [path.name for path in files if asked.search(path.read_text(encoding="utf-8"))] == []


def test_nothing_calls_home():
    config = (ROOT / ".streamlit" / "config.toml").read_text()
    assert "gatherUsageStats = false" in config
    addresses = re.compile(r"https?://(?!127\.0\.0\.1|localhost|\w+\.example\.dk)\w")
    for path in all_python():
        assert not addresses.search(path.read_text(encoding="utf-8")), path.name
