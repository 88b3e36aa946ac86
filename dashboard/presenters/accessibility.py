"""The accessibility statement of an app: the standard, how it was tried, what is not met, whom to tell."""

from collections.abc import Sequence

from dashboard.foundation import words
from dashboard.foundation.words import text as _


def statement(
    contact: str, by_keyboard: Sequence[str], *, has_menu_groups: bool
) -> list[tuple[str, str]]:
    """Headings and what stands below each; contact: who hears what cannot be used.

    by_keyboard: the titles of those of the app's pages that were tried so.
    """
    groups = _("Menuens grupper kan kun foldes med mus. De er foldet ud fra begyndelsen.")
    known = (
        _("Nogle knapper og felter, blandt andet menuens, har engelske navne for en skærmlæser."),
        *([groups] if has_menu_groups else []),
        _("Brede tabeller ruller sidelæns på en telefon."),
        _("Regneark og CSV-filer er ikke prøvet."),
    )
    return [
        (
            _("Målet"),
            _(
                "WCAG 2.1 niveau AA. Det kræver lov om tilgængelighed af offentlige organers websteder af de kommuner, "
                "der bruger siderne."
            ),
        ),
        (
            _("Sådan er det prøvet"),
            _(
                "Hver side er prøvet med axe-core på dansk og engelsk, lys og mørk, på skærm og telefon; programmet "
                "finder ingen fejl. {pages} er prøvet med tastatur alene. Et program finder "
                "ikke alt, og ingen, der til daglig bruger skærmlæser, har prøvet siderne endnu.",
                pages=words.listing([_(title) for title in by_keyboard]),
            ),
        ),
        (
            _("Det, der ikke er i orden endnu"),
            "\n".join((*(f"- {told}" for told in known),)),
        ),
        (
            _("Sig til, hvis noget ikke kan bruges"),
            _(
                "Skriv til {contact}, hvilken side det er, og hvad du ville. Kommunens egen "
                "tilgængelighedserklæring siger, hvor du kan klage.",
                contact=contact,
            ),
        ),
    ]
