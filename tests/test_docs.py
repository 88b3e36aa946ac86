"""What README and docs say is there, is there, and what they show works as it stands."""

import re
from collections.abc import Iterator
from dataclasses import fields
from importlib.util import find_spec
from pathlib import Path

import pytest

from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.notes import Notes
from dashboard.cli import main
from dashboard.foundation import queries, schema
from dashboard.ingest import recipe_file
from dashboard.published import reference
from dashboard.snapshots import derived
from tests import columns_page
from tests.builders import case, published
from tests.test_shape import ROOMS

ROOT = Path(__file__).parents[1]
DOCS = {
    str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
    for path in (ROOT / "README.md", ROOT / "deploy" / "README.md", *(ROOT / "docs").rglob("*.md"))
}
DECISIONS = [name for name in DOCS if re.search(r"decisions/\d{4}-", name)]
TREES = (
    "dashboard/", "docs/", "deploy/", "pages/", "queries/", "tests/", "data/reference/", ".ci/", ".streamlit/",
)  # fmt: skip
EXAMPLES = {"docs/adding.md"}  # names files that it makes; tests/test_adding.py makes them


def block(name: str, language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", DOCS[name], re.DOTALL)
    return str(found)


def prose(text: str) -> str:
    """The text without its code blocks."""
    return re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)


def quoted(text: str) -> list[str]:
    """What stands in `backticks`."""
    return re.findall(r"`([^`\n]+)`", prose(text))


def anchors(text: str) -> set[str]:
    """The addresses of a page's headings."""
    headings = re.findall(r"^#+ (.+)$", prose(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in headings}


def test_the_readme_is_short():
    assert len(DOCS["README.md"].split()) <= 600


@pytest.mark.parametrize("name", DOCS)
def test_links_are_relative_and_lead_somewhere(name):
    for address in re.findall(r"\]\(\s*([^)]+)\)", DOCS[name]):
        path, _hash, anchor = address.partition("#")
        target = (ROOT / name).parent / path if path else ROOT / name
        assert target.exists(), address
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), address


@pytest.mark.parametrize("name", sorted(set(DOCS) - EXAMPLES))
def test_files_and_modules_it_names_are_there(name):
    for told in " ".join(quoted(DOCS[name])).split():
        if re.fullmatch(r"dashboard(\.\w+)+", told):
            assert find_spec(told), told
        elif told.endswith((".py", ".sql")) or told.startswith(TREES):
            assert (ROOT / told).exists(), told


@pytest.mark.parametrize("name", DOCS)
def test_commands_it_names_are_there(name):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"(?:`|^)make (\w+)", DOCS[name], re.MULTILINE):
        assert f"\n{target}:" in makefile, target
    for command in re.findall(r"(?:-m dashboard|--rm cli) ([a-z]+)", DOCS[name]):
        assert command in main.commands, command


def test_every_decision_has_its_parts_and_stands_in_the_index():
    index = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", DOCS["docs/decisions/README.md"])
    assert [f"docs/decisions/{name}" for name in sorted(index)] == sorted(DECISIONS)
    assert len({Path(name).name[:4] for name in DECISIONS}) == len(DECISIONS)
    for name in DECISIONS:
        parts = re.findall(r"^\*\*(\w+)\.\*\*", DOCS[name], re.MULTILINE)
        assert parts == ["Context", "Decision", "Consequence"], name
        title = DOCS[name].partition("\n")[0].removeprefix("# ")
        assert f"[{title}]({Path(name).name})" in DOCS["docs/decisions/README.md"]


def test_the_architecture_names_the_rooms_in_their_order():
    told = re.findall(r"^\| `(\w+)` \|", DOCS["docs/architecture.md"], re.MULTILINE)
    assert tuple(told) == ROOMS


def test_the_way_of_one_number_is_five_files_at_most():
    steps = re.findall(r"^\d\. `([\w/.]+)`", DOCS["docs/architecture.md"], re.MULTILINE)
    assert 1 < len(steps) <= 5
    page, *_between, query, table = (ROOT / step for step in steps)
    figure = FIGURES["criterion_completed"]
    assert page.parent == ROOT / "pages"
    assert query == queries.FOLDER / f"{figure.query}.sql"
    assert f"from {table.stem}" in query.read_text(encoding="utf-8")
    assert "from cases" in table.read_text(encoding="utf-8")


def test_every_room_and_every_page_of_the_docs_can_be_reached_from_the_readme():
    reached, waiting = set(), ["README.md"]
    while waiting:
        name = waiting.pop()
        reached.add(name)
        waiting += [found for found in linked(name) if found not in reached]
    assert sorted(set(DOCS) - reached) == []


def test_the_names_a_recipe_uses_are_those_of_the_schema_and_the_vocabulary():
    assert DOCS["docs/columns.md"] == columns_page.page()  # make columns writes it


def linked(name: str) -> Iterator[str]:
    for address in re.findall(r"\]\(\s*([^)#]+\.md)", DOCS[name]):
        target = ((ROOT / name).parent / address).resolve().relative_to(ROOT.resolve())
        if str(target) in DOCS:
            yield str(target)


def test_the_recipe_is_understood(tmp_path):
    path = tmp_path / "recipe.toml"
    path.write_text(block("docs/guide-owner.md", "toml"), encoding="utf-8")
    cases, contacts, phases, survey = (
        each for each in recipe_file.read(path).origins if each.files
    )
    assert cases.mapping.heading("Sagsnr") == "case_id"
    assert cases.mapping.codes["programme"] == {"Den gode løsladelse": "den_gode_loesladelse"}
    assert (cases.mapping.decimal, cases.mapping.dates) == (",", ("%d-%m-%Y", "%d/%m/%y"))
    assert contacts.joined["minutes"] == ("Fra", "Til")
    assert (contacts.mapping.dates[1], contacts.mapping.year) == ("%d/%m", "file")
    assert phases.adds and phases.tall.columns["Parat"] == "phase_2_on"
    assert survey.wide[0].columns == {"Dato start": ("invited_on", "answered_on")}


def test_the_analysts_lines_give_frames(tmp_path, monkeypatch):
    published(
        tmp_path,
        cases=[case("F1", municipality_code="0461", ended_on="2025-08-01", end_reason="education")],
    )
    monkeypatch.chdir(tmp_path)
    *lines, last, quarterly = block("docs/guide-analyst.md", "python").strip().splitlines()
    found: dict = {}
    shown = f"shown = ({last.partition('#')[0]}, {quarterly.partition('#')[0]})"
    exec("\n".join((*lines, shown)), found)
    figures, exits, by_quarter = found["shown"]
    assert by_quarter["k"].sum() == 1
    assert figures.filter(figure_id="courses_started")["value"].to_list() == [1]
    assert exits.filter(figure_id="exit_education_share")["k"].to_list() == [1]


def test_the_analysts_guide_names_every_table_column_note_and_computed_benchmark():
    named = set(re.findall(r"`(\w+)[:` ]", DOCS["docs/guide-analyst.md"]))
    codes = {each.metadata.get("code") or each.name for each in fields(Notes)} - {"groups"}
    printed = {row["figure_id"] for row in reference.rows("figures")}
    used = {each.benchmark_id for figure in FIGURES.values() for each in figure.benchmarks}
    tables = {table.name for table in schema.TABLES} | set(derived.TABLES)
    lacking = (codes | tables | (used - printed)) - named
    assert lacking == set()
