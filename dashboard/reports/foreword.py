"""The foreword of the yearly report: the owner's own words, in a text file."""

from pathlib import Path

from dashboard.foundation.errors import DashboardError
from dashboard.foundation.words import text as _

NAME = "forord.txt"  # in the data folder


def paragraphs(data: Path, asked_for: Path | None = None) -> list[str]:
    """Its paragraphs; none where there is no file. DashboardError where one that is asked for cannot be read."""
    path = asked_for or data / NAME
    if not asked_for and not path.exists():
        return []
    if not path.exists():
        raise DashboardError(_("Forordet {path} findes ikke; skriv, hvor filen ligger.", path=path))
    try:
        told = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise DashboardError(
            _("Forordet {path} kan ikke læses; gem det som ren tekst (UTF-8).", path=path)
        ) from None
    found = (" ".join(each.split()) for each in told.replace("\r\n", "\n").split("\n\n"))
    return [each for each in found if each]
