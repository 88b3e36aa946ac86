"""What lies beside the snapshots of somebody who is erased: files that wait on the page, and the kept recipe."""

from pathlib import Path

from dashboard.foundation.plain_text import plain
from dashboard.foundation.words import number
from dashboard.foundation.words import text as _
from dashboard.owner import intake


def erased(data: Path, citizen_id: str) -> list[str]:
    """Removes what waits, which nobody can search before it is read, and says so; and where the recipe names them."""
    told = []
    if gone := intake.forget(data):
        told.append(
            _(
                "Slettede filer, der ventede på siden Indlæs data, for borgeren kan stå i dem: {n}. "
                "Læg dem ind igen uden borgeren.",
                n=number(gone),
            )
        )
    recipe = data / "recipe.toml"
    if recipe.is_file() and f'"{plain(citizen_id)}"' in plain(recipe.read_text(encoding="utf-8")):
        told.append(_("recipe.toml i mappen med data nævner borgerens id. Fjern linjen."))
    return told
