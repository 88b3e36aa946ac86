"""What the README shows works as it stands."""

import re
from pathlib import Path

from dashboard.ingest import mapping
from tests.builders import case, published

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)
    return str(found)


def test_the_mapping_file_is_understood(tmp_path):
    path = tmp_path / "mapping.toml"
    path.write_text(block("toml"), encoding="utf-8")
    cases = mapping.read(path).table("cases")
    assert cases.heading("Sagsnr") == "case_id"
    assert cases.codes["programme"] == {"Den gode løsladelse": "den_gode_loesladelse"}
    assert (cases.decimal, cases.date_format) == (",", "%d-%m-%Y")


def test_the_analysts_three_lines_give_frames(tmp_path, monkeypatch):
    published(
        tmp_path,
        cases=[case("F1", municipality_code="0461", ended_on="2025-08-01", end_reason="education")],
    )
    monkeypatch.chdir(tmp_path)
    *lines, last = block("python").strip().splitlines()
    found: dict = {}
    exec("\n".join((*lines, f"shown = ({last.partition('#')[0]})")), found)
    figures, exits = found["shown"]
    assert figures.filter(figure_id="courses_started")["value"].to_list() == [1]
    assert exits["k"].to_list() == [1, 1]


def test_the_commands_and_files_it_names_are_there():
    root = Path(__file__).parents[1]
    for path in re.findall(r"\]\(([\w./]+)\)", README):
        assert (root / path).exists(), path
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"make (run|partner|test|check|fix|bench|words)\b", README):
        assert f"\n{target}:" in makefile
