"""The accessibility statement of both apps: the standard, how it was tried, what is not met, whom to tell."""

from dashboard.foundation.words import text as _


def statement(contact: str) -> list[tuple[str, str]]:
    """Headings and what stands below each; contact: who hears what cannot be used."""
    known = (
        _("Nogle knapper og felter, blandt andet menuens, har engelske navne for en skærmlæser."),
        _("Menuens grupper kan kun foldes med mus. De er foldet ud fra begyndelsen."),
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
                "finder ingen fejl. Begge overblik og Succeskriterier er prøvet med tastatur alene. Et program finder "
                "ikke alt, og ingen, der til daglig bruger skærmlæser, har prøvet siderne endnu."
            ),
        ),
        (
            _("Det, der ikke er i orden endnu"),
            "\n".join(
                (
                    _("Siderne er bygget med Streamlit. Derfra kommer de to første:"),
                    "",
                    *(f"- {told}" for told in known),
                )
            ),
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
