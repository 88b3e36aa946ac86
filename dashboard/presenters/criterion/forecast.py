"""How far courses get in time: all that have started, beside the judged and the closed."""

from dashboard.catalogue.row import FigureRow
from dashboard.foundation.settings import Settings
from dashboard.foundation.words import mark, number, plural
from dashboard.foundation.words import text as _
from dashboard.wording import figure_words

EXPECTED = {
    "completed": mark(
        "Går de nye forløb som de tidligere, når {value} målet inden for {months} efter start ({interval})."
    ),
    "charged": mark(
        "Går de nye forløb som de tidligere, bliver {value} tiltalt inden for {months} efter start ({interval})."
    ),
    "progress": mark(
        "Går de nye forløb som de tidligere, rykker {value} frem inden for {months} efter start ({interval})."
    ),
}


def sentence(row: FigureRow, name: str, agreed: Settings) -> str:
    """What is expected of all courses, on which assumption; or why nothing is."""
    if row.notes.too_few_followed:
        return _("Prognosen vises ikke: der skal være mindst 10 forløb, som er fulgt i en måned.")
    if row.notes.too_few_reached:
        return _(
            "Prognosen vises ikke endnu: det er sket for færre end fem forløb inden for den tid."
        )
    months = row.notes.at_months or agreed.horizon_months
    return " ".join(
        (
            _(
                EXPECTED[name],
                value=figure_words.value(row),
                interval=figure_words.interval(row),
                months=plural("{n} måned", "{n} måneder", months),
            ),
            _(
                "Prognosen er foreløbig. Den regner på {n} påbegyndte forløb og tæller kun det, der sker inden "
                "for den tid; opgørelsen øverst tæller også det, der sker senere.",
                n=number(row.size),
            ),
        )
    )
