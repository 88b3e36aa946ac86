"""How exact a number of a municipality's report is, in words: drawn with noise, rounded, or as it is."""

from math import exp

from dashboard.catalogue.released import RELEASES
from dashboard.catalogue.row import FigureRow
from dashboard.foundation.settings import Settings
from dashboard.foundation.words import number
from dashboard.foundation.words import text as _

MOSTLY = 0.8  # of draws, four in five
# figures that are parts of a whole, each drawn by itself
PARTS = {
    id_
    for each in RELEASES.values()
    if each.kind == "answers" and len(each.figures) > 1
    for id_ in each.figures
}


def told(agreed: Settings) -> str:
    """What was done to the numbers, by how much, why, and what it guarantees."""
    counts = min(agreed.noise_charges, agreed.noise_progress, agreed.noise_other / 2)
    answers = (
        min(agreed.noise_questionnaires, agreed.noise_wheels) / 2
    )  # a change moves two of them
    return _(
        "Antal og gennemsnit om grupper er gjort lidt upræcise med vilje, så ingen kan regne ud, hvordan det er gået "
        "en bestemt borger. Til hvert antal er der én gang for alle lagt et lille tilfældigt tal til eller trukket "
        "fra: i fire af fem tilfælde højst {counts} pr. gruppe, ved svar og livshjul højst {answers}. Derfor står "
        "der ”omkring”, og derfor går summer ikke altid op. Intervallet tager højde for det. De tilfældige tal "
        "sikrer, at intet enkelt tal i rapporten kan gøre nogen meget sikrere på én borger, uanset hvad de ellers ved.",
        counts=number(mostly_within(counts)),
        answers=number(mostly_within(answers)),
    )


def mostly_within(epsilon: float) -> int:
    """How far noise of that exponent moves a count at most, in four draws of five."""
    ratio, most = exp(-epsilon), 0
    while 1 - 2 * ratio ** (most + 1) / (1 + ratio) < MOSTLY:
        most += 1
    return most


def precision(row: FigureRow) -> str:
    """How exact the row is, and whether it may be passed on; the end of a sentence of its own."""
    if row.notes.exact:
        return _("nøjagtigt, må ikke gives videre")
    if row.notes.rounded:
        return _("afrundet til nærmeste {base}", base=number(row.notes.rounded))
    if row.notes.noise and row.id in PARTS:
        return _("gjort lidt upræcist med vilje; summer går ikke altid op")
    return _("gjort lidt upræcist med vilje") if row.notes.noise else ""
