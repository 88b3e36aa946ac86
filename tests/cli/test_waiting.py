"""Erasing somebody also takes what waits on the page where files come in, and tells where the recipe names them."""

from click.testing import CliRunner

from dashboard.cli import main
from dashboard.owner import intake
from tests.builders import case, published

CANARY = "KANARIE-7919"


def erase(data, citizen):
    return CliRunner().invoke(main, ["erase", citizen, "--data", str(data)])


def test_what_waits_goes_whoever_it_is_about_and_it_is_said(tmp_path):
    published(tmp_path, cases=[case("F1", citizen_id=CANARY)])
    published(tmp_path, cases=[case("F2")])
    data = tmp_path / "data"
    work = intake.begin(data, "lokal:ejer")
    work.keep([("Liste.csv", b"Borger\n" + CANARY.encode())])
    result = erase(data, CANARY)
    assert result.exit_code == 0
    assert "Slettede filer, der ventede på siden Indlæs data" in result.stderr
    assert intake.all_of(data) == []
    assert CANARY.encode() not in b"".join(p.read_bytes() for p in data.rglob("*") if p.is_file())


def test_it_goes_also_where_no_snapshot_has_them(tmp_path):
    published(tmp_path, cases=[case("F2")])
    work = intake.begin(tmp_path / "data", "lokal:ejer")
    result = erase(tmp_path / "data", CANARY)
    assert result.exit_code == 1 and "Intet øjebliksbillede indeholder" in result.stderr
    assert not work.folder.exists()


def test_a_recipe_that_names_them_is_told_and_left(tmp_path):
    published(tmp_path, cases=[case("F2")])
    recipe = tmp_path / "data" / "recipe.toml"
    recipe.write_text(f'[[source]]\n"{CANARY} Rikke" = "{CANARY}"\n', encoding="utf-8")
    assert (
        "recipe.toml i mappen med data nævner borgerens id"
        in erase(tmp_path / "data", CANARY).stderr
    )
    assert "recipe.toml" not in erase(tmp_path / "data", "KANARIE-79").stderr
