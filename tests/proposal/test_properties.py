"""However a firm orders, names, pads and splits its lists, the tables are the same."""

import csv
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dashboard.foundation.plain_text import heading_key
from dashboard.ingest import recipe_file, staging, vocabulary
from dashboard.ingest.check import check
from dashboard.proposal import proposing, writing
from dashboard.proposal.matching import Certainty
from tests.builders import cells

CASES = [
    {"case_id": f"F{n}", "citizen_id": f"B{n % 7}", "municipality_code": town, "programme": programme,
     "started_on": f"{n + 1:02}-01-2025", "ended_on": ended, "end_reason": reason, "birth_year": str(1980 + n)}
    for n, (town, programme, ended, reason) in enumerate(
        [("Odense", "Mentor", "", ""), ("Ishøj Kommune", "Den gode løsladelse", "28-11-2025", "Job"),
         ("Københavns Kommune", "KeepWorking", "13-12-2025", "Uddannelse"), ("0461", "Mentor", "-", "")] * 3
    )
]  # fmt: skip
CONTACTS = [
    {"case_id": f"F{n % 12}", "contacted_at": f"{n % 27 + 1:02}-03-2025 {n % 9 + 8}:15", "channel": channel,
     "outcome": outcome, "minutes": str(30 + n)}
    for n, (channel, outcome) in enumerate([("Møde", "Mødt"), ("Tlf.", "Udeblevet"), ("Sms", "Afbud")] * 9)
]  # fmt: skip
ROWS = {"cases": CASES, "contacts": CONTACTS}
MADE = ("contact_id",)


def spelt(table):
    """A heading for each column, any of those the vocabulary knows."""
    known = {
        name: [
            heading
            for heading in vocabulary.headings(table, name)
            if not any(heading in hours for hours in vocabulary.units(name).values())
        ]
        for name in ROWS[table][0]
    }
    return st.tuples(*map(st.sampled_from, known.values())).filter(
        lambda headings: len({heading_key(heading) for heading in headings}) == len(headings)
    )


@st.composite
def firms(draw):
    """By table: files as rows of cells."""
    files = {}
    for table, rows in ROWS.items():
        headings = dict(zip(rows[0], draw(spelt(table)), strict=True))
        order = draw(st.permutations([*headings, "", "Bemærkning"]))
        parts = draw(st.integers(1, 3))
        for part in range(parts):
            lines = [[headings.get(name, name) for name in order]]
            lines += [[row.get(name, "") for name in order] for row in rows[part::parts]]
            files[f"{vocabulary.tables()[table][0]} {part + 1}.csv"] = lines
    return files


def tables(folder):
    """What the proposed recipe makes of a folder."""
    with tempfile.TemporaryDirectory() as work:
        con = staging.connect(Path(work))
        proposal = proposing.propose(folder, con)
        con.close()
    assert [line for line in proposal.lines if line.certainty == Certainty.GUESS] == []
    path = folder / "recipe.toml"
    path.write_text(writing.text(proposal), encoding="utf-8")
    with tempfile.TemporaryDirectory() as work:
        found = check(folder, recipe_file.read(path), Path(work))
        assert found.findings.count() == 0
        rows = {
            table: sorted(
                tuple(sorted((k, str(v)) for k, v in row.items() if k not in MADE))
                for row in cells(found, table)
            )
            for table in ROWS
        }
        found.con.close()
    return rows


def written(folder, files):
    for name, lines in files.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows(lines)
    return folder


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(files=firms())
def test_any_order_name_padding_and_split_gives_the_same_tables(files):
    with tempfile.TemporaryDirectory() as home:
        plain, theirs = Path(home) / "plain", Path(home) / "theirs"
        plain.mkdir()
        theirs.mkdir()
        own = {
            f"{vocabulary.tables()[table][0]}.csv": [
                [vocabulary.headings(table, name)[0] for name in rows[0]],
                *([*row.values()] for row in rows),
            ]
            for table, rows in ROWS.items()
        }
        assert tables(written(theirs, files)) == tables(written(plain, own))
