"""What a row is compared with, in words: the benchmark, where it was printed, how alike, the verdict."""

from collections.abc import Collection, Iterable, Sequence

from dashboard.catalogue.comparison import has_few_behind
from dashboard.catalogue.figure import Benchmark
from dashboard.catalogue.row import Comparison, FigureRow
from dashboard.foundation import words
from dashboard.foundation.words import mark, number, plural
from dashboard.foundation.words import text as _
from dashboard.published import computed, reference
from dashboard.wording import figure_words

FALSE_SHARE = 0.05  # of verdicts come by chance where nothing differs, at most
MOST_COMPARISONS = 5  # more verdicts than this on a page are said to be many
SIDES = {
    "above": mark("tallet ligger over {benchmark}"),
    "below": mark("tallet ligger under {benchmark}"),
    "borderline": mark(
        "det er usikkert, om tallet afviger fra {benchmark}: intervallet og testen er ikke enige, når "
        "afrundingen regnes med"
    ),
    "cannot_tell": mark(
        "det kan ikke afgøres, om tallet afviger fra {benchmark}, som ligger inden for usikkerheden"
    ),
    "too_few": mark("for få til en vurdering"),
}
JUDGED = set(SIDES) - {"too_few"}
BENCHMARK_NAMES = {
    "SFI 2015": mark("landstallet"),
    "KeepGoing": mark("tallet fra 2016"),
    "DKR": mark("anbefalingen"),
    "Empowerment 2015": mark("tallet fra Empowerment"),
    "KVIK 2013": mark("tallet fra KVIK"),
    "Ny indsats glæd dig": mark("tallet fra ”Ny indsats – glæd dig”"),
}
SHORT_NAMES = {
    "SFI 2015": mark("SFI"),
    "KeepGoing": mark("2016"),
    "DKR": mark("DKR"),
    "Empowerment 2015": mark("Empowerment"),
    "KVIK 2013": mark("KVIK"),
    "Ny indsats glæd dig": mark("Ny indsats"),
}
DOCUMENTS = {
    "keepgoing_2016": mark("KeepGoing 2016"),
    "kontanthjaelpsreform_2014": mark("Kontanthjælpsreformen 2014"),
    "faxe_m3": mark("Jobcenter Faxe"),
    "frederikshavn_amu_2015": mark("Frederikshavn 2015"),
    "kvik_2013": mark("KVIK 2013"),
}
SECOND_HAND = {
    "SFI 2015": mark("SFI 2015"),
    "DKR": mark("Det Kriminalpræventive Råd 2016"),
    "Empowerment 2015": mark("Empowerment 2015"),
    "Ny indsats glæd dig": mark("Rambøll 2010"),
    "DR.dk": mark("DR.dk"),
    "KL": mark("Kommunernes Landsforening 2011"),
    "Danske Kommuner": mark("Danske Kommuner"),
    "Ugebrevet A4": mark("Ugebrevet A4"),
}
GRADES = {
    "A": mark("A: samme spørgsmål til samme målgruppe"),
    "B": mark(
        "B: samme nøgletal, men en anden målgruppe eller dataindsamling: kan nævnes, når det siges"
    ),
    "C": mark("C: kun løst sammenligneligt: bør ikke nævnes udadtil"),
}


def comparison(*compared: Comparison) -> str:
    """The verdict against the benchmark in words; at C the reservation comes first.

    Against several, which are alike for the same reason, the reason stands once.
    """
    first = compared[0]
    reason = _(first.benchmark.reason)
    if first.comparability == "not_comparable":
        return _("Ikke sammenligneligt: {reason}.", reason=reason)
    sides = dict.fromkeys(words.capital(_verdict_words(each)) for each in compared)
    verdict = ". ".join(sides)
    if first.comparability == "C":
        return _(
            "Kun løst sammenligneligt, fordi {reason}. {verdict}.", reason=reason, verdict=verdict
        )
    return _("{verdict}; {reason}.", verdict=verdict, reason=reason)


def comparability(row: FigureRow) -> str:
    """A, B, C, or that it may not be compared; empty where it is compared with nothing."""
    if row.comparison is None:
        return ""
    if row.comparison.comparability == "not_comparable":
        return _("må ikke sammenlignes")
    return row.comparison.comparability


def _verdict_words(compared: Comparison) -> str:
    published = published_behind(compared.benchmark)
    if compared.qualifier:
        return _(
            "kilden skriver ”{qualifier}”, så der er ikke noget præcist tal at bedømme efter",
            qualifier=published.said("printed_words"),
        )
    if compared.verdict == "too_few" and has_few_behind(compared.benchmark):
        return _("for få svar i {year} til en vurdering", year=compared.benchmark.year)
    code, name = compared.verdict, benchmark_name(compared.benchmark)
    return _("ingen data") if code is None else _(SIDES[code], benchmark=name)


def benchmark_name(benchmark: Benchmark) -> str:
    """landstallet, tallet fra 2016, ..."""
    return _(benchmark.name or BENCHMARK_NAMES[published_behind(benchmark).system])


def short_name(benchmark: Benchmark) -> str:
    """SFI, 2016, Assens: what a mark in a chart is called."""
    return _(benchmark.short or SHORT_NAMES[published_behind(benchmark).system])


def of_whom(benchmark: Benchmark) -> str:
    """SFI, Assens, tallet fra 2016: what is named after on which side of it a number lies."""
    if published_behind(benchmark).system == "KeepGoing":
        return _(BENCHMARK_NAMES["KeepGoing"])
    return short_name(benchmark)


def published_behind(benchmark: Benchmark) -> reference.Published:
    """The published figure whose document and page stand for the benchmark."""
    return reference.figures()[benchmark.published_id]


def benchmark_value(compared: Comparison, unit: str, *, is_whole: bool = False) -> str:
    """The benchmark's value as it may be shown, with its qualifier; unit: as figure_words.unit.

    is_whole: a share in whole percent, as those beside it; else with the digits it was printed with.
    """
    benchmark = compared.benchmark
    if compared.value is None:
        return worded(published_behind(benchmark), "")
    is_round = benchmark.is_computed or (is_whole and unit == "share")
    decimals = 0 if is_round else published_behind(benchmark).decimals
    amount = figure_words.in_unit(compared.value, unit, decimals)
    if benchmark.of:
        return _(
            "{k} ud af {n} (beregnet {share})",
            k=number(computed.total(*benchmark.numerators)),
            n=number(benchmark.of),
            share=amount,
        )
    return worded(published_behind(benchmark), amount) if compared.qualifier else amount


def worded(published: reference.Published, amount: str) -> str:
    """knap 8 måneder: the amount with the printed words before it; or ”Over halvdelen”, which are all of it."""
    told = published.said("printed_words")
    if published.is_in_words:
        return _("”{words}”", words=told)
    return f"{told} {amount}".strip()


def source(published: reference.Published) -> str:
    """SFI 2015, citeret i KeepGoing 2016 s. 8; a page that was not printed is said to be so."""
    if published.system not in SECOND_HAND:
        return place(published)
    original = _(SECOND_HAND[published.system])
    return _("{original}, citeret i {place}", original=original, place=place(published))


def place(published: reference.Published) -> str:
    """KeepGoing 2016 s. 8: the document a figure was read in, and the page."""
    document = _(DOCUMENTS[published.source])
    if published.page:
        return _("{document} s. {page}", document=document, page=published.page)
    return _("{document}, side ikke angivet", document=document)


def doubts(figure_ids: Iterable[str], severities: Collection[str] = ("A", "B")) -> list[str]:
    """What is wrong with these published figures as they were printed, in our own words."""
    ids = {
        id_ for figure_id in figure_ids for id_ in reference.figures()[figure_id].discrepancy_ids
    }
    doubt = _("Forbehold")
    return [
        f"**{doubt}: {words.in_language(found, 'title')}.** {words.in_language(found, 'text')}"
        for found in reference.discrepancies()
        if found["discrepancy_id"] in ids and found["severity"] in severities
    ]


def grades(codes: str) -> str:
    """What the labels of comparability mean: of A, B and C those that are among the codes."""
    told = " · ".join(_(words_) for code, words_ in GRADES.items() if code in codes)
    return f"{told}." if told else ""


def age(compared: Comparison) -> str:
    """tallet er 11 år gammelt, where the benchmark is old enough to say so."""
    if compared.age is None:
        return ""
    return plural("tallet er {n} år gammelt", "tallet er {n} år gammelt", compared.age)


def many_comparisons(rows: Sequence[FigureRow]) -> str:
    """What a reader of many verdicts must know; empty for five or fewer."""
    held = [row.comparison for row in rows if row.comparison]
    compared = sum(each.verdict in JUDGED for each in held)
    if compared <= MOST_COMPARISONS:
        return ""
    by_chance = max(1, round(FALSE_SHARE * compared))
    return plural(
        "{all} sammenligninger i alt; {compared} kan bedømmes. Én tilfældig afvigelse "
        "ville ikke overraske, selv hvis der ingen reelle forskelle var.",
        "{all} sammenligninger i alt; {compared} kan bedømmes. {n} tilfældige "
        "afvigelser ville ikke overraske, selv hvis der ingen reelle forskelle var.",
        by_chance,
        all=number(len(held)),
        compared=number(compared),
    )


def reading() -> list[dict[str, str]]:
    """How any figure is read: n, interval, verdict and grade."""
    terms = {
        _("31 ud af 40"): _(
            "31 af de 40, hvor det er oplyst. Er der færre end ti, vises ingen procent."
        ),
        "n": _("Antallet af forløb, borgere eller svar bag tallet."),
        _("95 %-interval"): _(
            "De niveauer, tallene er forenelige med. Med få personer svinger tallet af sig selv, "
            "og intervallet er bredt."
        ),
        _("Vurdering"): _(
            "En eksakt test af antallene, når der er mindst ti. Den kan kalde et tal ”lige på "
            "grænsen”, selv om målet eller landstallet ligger lige uden for intervallet."
        ),
        _("Grad"): grades("ABC"),
        _("Øjebliksbillede"): _(
            "De data, tallene er regnet af. Et nyt udtræk giver et nyt; de gamle bliver liggende."
        ),
        _("Officiel vurdering"): _(
            "Afgivet på en af de aftalte datoer; mellem dem er den foreløbig."
        ),
    }
    return [{_("Ord"): term, _("Betydning"): meaning} for term, meaning in terms.items()]
