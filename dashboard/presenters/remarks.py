"""Everything a row's notes say that its value, interval and verdict do not, as sentences."""

from dashboard.catalogue.row import FigureRow
from dashboard.foundation import terms, words
from dashboard.foundation.words import mark, plural
from dashboard.foundation.words import text as _
from dashboard.presenters import differences
from dashboard.wording import figure_words, judgements, sources

BY_NOTE = {
    "only_closed": mark("Kun afsluttede forløb."),
    "offered": mark("Et forslag til næste aftale; tallene følger stadig den aftalte grænse."),
    "too_few_followed": mark("Ingen prognose: for få forløb er fulgt længe nok."),
    "too_few_reached": mark("Ingen prognose: det er sket for for få inden for den tid."),
}


def of_row(row: FigureRow) -> list[str]:
    """How the number came about, and what must be known before it is quoted."""
    notes = row.notes
    lacking = figure_words.unmeasured(row)
    told = [f"{words.capital(lacking)}." if lacking else ""]
    told += [_(sentence) for name, sentence in BY_NOTE.items() if getattr(notes, name)]
    told.append(differences.verdict(row))
    if notes.all_empty:
        columns = [terms.word(terms.COLUMNS, name) for name in notes.all_empty]
        told.append(_("Udtrækkets kolonne for {what} er helt tom.", what=words.listing(columns)))
    if notes.retests_needed:
        told.append(
            plural(
                "Der skal {n} livshjul udfyldt to gange til.",
                "Der skal {n} livshjul udfyldt to gange til.",
                notes.retests_needed,
            )
        )
    if row.figure.estimator == "forecast" and row.value is not None:
        told.append(
            _(
                "Tæller kun det, der sker inden for den aftalte tid; løftet tæller alt til datadatoen. Over eller "
                "under målet kun, når både hele intervallet og de bedømte forløb ligger der."
            )
        )
    if notes.at_months:
        told.append(plural("Prognose for {n} måned.", "Prognose for {n} måneder.", notes.at_months))
    told += [judgements.evidence(row)] if judgements.undecided_by(row) else []
    told += judgements.remarks(row)
    if row.figure.estimator == "criterion" and row.n:
        told.append(judgements.standing(row))
    return [sentence for sentence in told if sentence]


def of_comparison(row: FigureRow) -> str:
    """Why the row is comparable no further with its benchmark, where that was printed, and how old it is."""
    held = row.comparison
    if held is None:
        return ""
    published = sources.source(sources.published_behind(held.benchmark))
    return f"{sources.comparison(held)} {' · '.join(filter(None, (published, sources.age(held))))}."
