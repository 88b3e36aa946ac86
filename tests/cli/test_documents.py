"""The commands that write documents: a whole file or none, and one sentence for a mistake."""

import io
import os
import re
import shutil

import openpyxl
import pypdf
import pytest

from dashboard.editions import publishing
from dashboard.snapshots import snapshot
from tests.cli.test_cli import process, run


@pytest.fixture(scope="module")
def home(demo_data, tmp_path_factory):
    """The demo with the municipalities' reports."""
    folder = tmp_path_factory.mktemp("documents") / "data"
    shutil.copytree(demo_data, folder)
    list(publishing.issue(folder, snapshot.current(folder), by="x", tell=lambda _told: None))
    return folder


def annual(home, out, *further):
    return run("report", "annual", "--year", 2025, "--out", out, *further, "--data", home)


def text_of(path) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


def test_the_yearly_report_prints_where_it_is_and_is_the_same_in_every_process(home, tmp_path):
    out = tmp_path / "2025.pdf"
    result = annual(home, out)
    assert (result.exit_code, result.stdout) == (0, f"{out}\n")
    again = tmp_path / "again.pdf"
    made = process("report", "annual", "--year", 2025, "--out", again, "--data", home)
    assert made.returncode == 0, made.stderr
    assert again.read_bytes() == out.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2025.pdf", "again.pdf"]


def test_the_foreword_is_the_owner_s_own_file(home, tmp_path):
    (tmp_path / "ord.txt").write_text("Kære læser.\n\nDet *gik*\ngodt.\n", encoding="utf-8-sig")
    assert annual(home, tmp_path / "x.pdf", "--foreword", tmp_path / "ord.txt").exit_code == 0
    assert "Forord Kære læser. Det *gik* godt. Résumé" in text_of(tmp_path / "x.pdf")
    assert annual(home, tmp_path / "y.pdf").exit_code == 0
    assert "Kære læser" not in text_of(tmp_path / "y.pdf")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("annual", "--year", 1999), "Der er ingen forløb i 1999; vælg et år med data.\n"),
        (("annual", "--year", 2025, "--foreword", "{out}/none.txt"), "findes ikke"),
        (("municipality", "0461", "--period", "2019-Q1"), "vælg 2026-Q3"),
        (("municipality", "0849", "--period", "2026-Q3"), "Der er ingen rapport til Jammerbugt"),
        (("municipality", "0461", "--period", "i går"), "er ikke et kvartal"),
    ],
)
def test_a_mistake_is_one_sentence_and_no_file(home, tmp_path, given, says):
    out = tmp_path / "x.pdf"
    words = [str(each).format(out=tmp_path) for each in given]
    result = run("report", *words, "--out", out, "--data", home)
    assert result.exit_code == 1
    assert says in result.stderr
    assert result.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("where", ["nowhere/x.pdf", "folder", f"{'x' * 300}.pdf"])
def test_what_cannot_be_written_is_one_sentence(home, tmp_path, where):
    (tmp_path / "folder").mkdir()
    result = annual(home, tmp_path / where)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "vælg en anden fil med --out" in result.stderr
    assert [path.name for path in tmp_path.rglob("*")] == ["folder"]


def test_a_file_of_another_kind_is_not_written_over(home, tmp_path):
    words = tmp_path / "ord.txt"
    words.write_text("Kære læser.", encoding="utf-8")
    result = annual(home, words, "--foreword", words)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert words.read_text(encoding="utf-8") == "Kære læser."
    assert annual(home, tmp_path / "x.pdf").exit_code == 0
    assert annual(home, tmp_path / "x.pdf").exit_code == 0  # an earlier one of its kind is
    (tmp_path / "empty.pdf").touch()
    assert annual(home, tmp_path / "empty.pdf").exit_code == 0


def test_a_pipe_is_not_replaced_by_a_file(home, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    result = annual(home, tmp_path / "pipe")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert (tmp_path / "pipe").is_fifo()


def test_a_municipality_s_report_is_the_one_its_readers_have(home, tmp_path):
    out = tmp_path / "odense.pdf"
    given = ("report", "municipality", "0461", "--period", "2026-Q3", "--out", out, "--data", home)
    assert run(*given, "--lang", "en").exit_code == 0
    told = text_of(out)
    assert "Report for Odense" in told
    assert "KG-" in told
    assert run("report", "municipality", "9999", "--period", "2026-Q3", "--out", out).exit_code == 2


def test_the_code_of_a_municipality_s_report_is_known_too(home, tmp_path):
    out = tmp_path / "odense.pdf"
    run("report", "municipality", "0461", "--period", "2026-Q3", "--out", out, "--data", home)
    code = re.search(r"KG-\w{4}-\w{4}", text_of(out))[0]
    told = run("report", "reopen", code.lower(), "--data", home).stdout
    assert told.startswith(
        f"{code}: rapporten til Odense, til offentlig brug for 3. kvt. 2026, udgave 1."
    )
    changed = run("figures", "--changed-since", code, "--data", home)
    assert changed.exit_code == 1
    assert f"report reopen {code}" in changed.stderr


def test_the_workbook_is_of_the_scope_that_is_asked_for(home, tmp_path):
    out = tmp_path / "alt.xlsx"
    result = run("export", "--out", out, "--municipality", "0461", "--data", home)
    assert (result.exit_code, result.stdout) == (0, f"{out}\n")
    book = openpyxl.load_workbook(io.BytesIO(out.read_bytes()))
    told = [cell for line in book.worksheets[0].iter_rows(values_only=True) for cell in line]
    assert "Odense · alle programmer · hele perioden" in told
    assert run("export", "--out", out, "--municipality", "x", "--data", home).exit_code == 2
