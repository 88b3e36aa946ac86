"""The owner app's pages: one question a reader asks each, in the order of a Monday morning."""

from dataclasses import dataclass
from pathlib import Path

from dashboard.words import mark

FOLDER = Path(__file__).parents[1] / "pages"


@dataclass(frozen=True)
class Page:
    """A page: its address below the app ("" is the first page), its file and its title."""

    path: str
    file: Path
    title: str


PAGES = (
    Page("", FOLDER / "overblik.py", mark("Overblik")),
    Page("sammenligning", FOLDER / "sammenligning.py", mark("Sammenligning med SFI")),
    Page("forloeb", FOLDER / "forloeb.py", mark("Forløb")),
    Page("tilfredshed", FOLDER / "tilfredshed.py", mark("Tilfredshed")),
    Page("data", FOLDER / "data.py", mark("Data og metode")),
)
