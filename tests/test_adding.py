"""The examples of docs/adding.md, made in a copy of the project: they work as they stand."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from tests.builders import case, published

ROOT = Path(__file__).parents[1]
ADDING = (ROOT / "docs" / "adding.md").read_text(encoding="utf-8")
# `path`, what of it:  and the block that follows
STEP = re.compile(r"^```(\w+)\n(.*?)^```$|^`([\w./-]+)`[^\n]*:$", re.DOTALL | re.MULTILINE)


def steps() -> list[tuple[str, str, str]]:
    """(language, file, content) of each code block; a block without a file of its own is of the last."""
    found, path = [], ""
    for language, content, named in STEP.findall(ADDING):
        path = named or path
        if language:
            found.append((language, path, content))
    return found


def change(path: Path, diff: str) -> None:
    """Replaces the lines a diff shows without + by those it shows without -; they stand there once."""
    lines = diff.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if line[0] != "+")
    after = "".join(line[1:] for line in lines if line[0] != "-")
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{path.name} does not hold once:\n{before}"
    path.write_text(text.replace(before, after), encoding="utf-8")


def translate(path: Path, entries: str) -> None:
    """Fills in these messages, which are empty."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parts[-3])
    for danish, translated in re.findall(r'msgid "(.*)"\nmsgstr "(.*)"', entries):
        assert catalogue[danish].string == "", danish
        catalogue[danish].string = translated
    with path.open("wb") as file:
        write_po(file, catalogue, omit_header=True, width=76)


def left_behind(folder: str, names: list[str]) -> set[str]:
    """What is no part of the project: caches, and data but the published figures."""
    made = {
        name
        for name in names
        if name.startswith((".git", ".venv", ".hypothesis")) or "cache" in name
    }
    return made | (set(names) - {"reference"} if Path(folder) == ROOT / "data" else set())


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A copy of the project with every example in it."""
    home = tmp_path_factory.mktemp("adding") / "project"
    shutil.copytree(ROOT, home, ignore=left_behind)
    (home / ".venv").mkdir()
    (home / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    (home / ".venv" / "ready").touch()
    for language, path, content in steps():
        if language == "diff":
            change(home / path, content)
        elif language in ("sql", "python"):
            assert not (home / path).exists()
            (home / path).write_text(content, encoding="utf-8")
    run(home, "make", "words")
    for language, path, content in steps():
        if language == "sh":
            run(home, "sh", "-ec", content)
        elif language == "po":
            translate(home / path, content)
    return home


def run(home: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=home, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return done.stdout


def test_the_figure_and_the_benchmark_are_printed(project, tmp_path):
    published(tmp_path, cases=[case(goals_agreed_on="2025-01-21")])
    command = (sys.executable, "-m", "dashboard", "--data", str(tmp_path / "data"), "figures")
    rows = json.loads(run(project, *command, "--format", "json"))
    found = {(row["figure_id"], row["benchmark_id"]): row for row in rows}
    assert found["days_start_to_goals_median", None]["value"] == 20.0
    compared = found["satisfaction_goals_clear_yes", "kvik_2013_esbjerg_plan"]
    assert compared["benchmark_value"] == 157 / 185


# those of the copy's own tests that an example can fail
CHOSEN = (
    "tests/test_shape.py",
    "tests/foundation/test_words.py::test_every_danish_message_has_an_english_one_and_no_more",
    "tests/foundation/test_words.py::test_no_danish_letter_is_left_in_english",
    "tests/published",
    "tests/figures/test_figures.py::test_every_figure_of_the_contract_is_there_in_its_order",
    "tests/figures/test_figures_naive.py::test_an_empty_export_has_every_figure_and_no_number_but_nought",
    "tests/figures/test_not_measured.py::test_without_a_column_each_figure_is_what_it_was_or_not_measured"
    "[cases-goals_agreed_on]",
    "tests/figures/test_not_measured.py::test_every_page_says_what_is_not_measured_and_none_fails[all]",
    *(
        f"tests/owner/test_pages.py::test_every_page_has_its_title_its_scope_and_no_error[{page}]"
        for page in ("forloeb-da", "ventetid-da", "ventetid-en")
    ),
    "tests/owner/test_pages.py::test_no_danish_message_is_left_on_an_english_page[ventetid]",
    "tests/owner/test_pages.py::test_a_filter_with_no_rows_gives_a_calm_page[ventetid]",
    "tests/owner/test_pages.py::test_sammenligning_shows_source_age_label_and_verdict",
)
NAIVE = """
from random import Random
from tests.figures.test_figures_naive import test_every_figure_agrees_with_the_naive_computation as agrees
agrees.hypothesis.inner_test(Random(1), 12, {})
"""


SWEDISH = """
from dashboard.foundation import words
words.use("sv")
print(words.percent(0.75), words.text("Overblik"))
"""


def test_swedish_is_spoken(project):
    assert run(project, sys.executable, "-c", SWEDISH) == "75\N{NO-BREAK SPACE}% Översikt\n"


def test_the_copy_passes_its_own_tests(project):
    run(project, sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *CHOSEN)


def test_the_naive_twin_agrees(project):
    run(project, sys.executable, "-c", NAIVE)


def test_the_copy_is_written_as_the_house_writes(project):
    scripts = Path(sys.executable).parent
    run(project, str(scripts / "ruff"), "check", "--no-cache", ".")
    run(project, str(scripts / "ruff"), "format", "--no-cache", "--check", ".")
    run(project, str(scripts / "sqlfluff"), "lint", "-q", "queries/goal_days.sql")
