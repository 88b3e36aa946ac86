"""What Livshjul shows: the answer in a sentence, and figure rows as records for its pictures.

Only courses with two wheels are in a change; the others have a bar of their own. Below ten
courses there is no mean and no percentage, only counts.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.catalogue import wheel_figures
from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import FigureRow
from dashboard.catalogue.scope import Scope
from dashboard.charts import figure_charts, wheel_charts
from dashboard.charts.grammar import Ink, Spec
from dashboard.figures.reliability import RETESTS_NEEDED
from dashboard.foundation import terms, words
from dashboard.foundation.settings import Settings
from dashboard.foundation.words import capital, mark, number
from dashboard.foundation.words import text as _
from dashboard.published import reference
from dashboard.statistics import MIN_N_VERDICT
from dashboard.wording import figure_words

Rows = Mapping[str, FigureRow]  # the first row of each figure
Records = list[dict[str, Any]]

PHASES = tuple(terms.WHEEL_ROUNDS)
ROUNDS = ("last", *PHASES)
UNITS = (
    ("programme", mark("Program for program"), "livshjul-programmer"),
    ("municipality", mark("Kommune for kommune"), "livshjul-kommuner"),
)  # what they go by, the heading, and the name of the file
ROUND_NAMES = terms.WHEEL_ROUNDS | {"last": mark("sidste hjul")}
DOMAINS = tuple(terms.DOMAINS)
MOVES = {
    "up": (mark("rykkede op"), 0),
    "unchanged": (mark("uændret"), None),
    "down": (mark("rykkede ned"), 4),
}
COVERED = {
    "two_wheels": (mark("to livshjul"), 1),
    "one_wheel": (mark("kun ét"), 2),
    "no_wheel": (mark("intet"), None),
}
HALF_OF_NONE = 0.12  # points to either side that "no change at all" is drawn as
STRETCHES = {  # of the distribution: where its column begins and ends; the outermost have no end
    "down_3": (-4, -3), "down_2_3": (-3, -2), "down_1_2": (-2, -1), "down_0_1": (-1, -HALF_OF_NONE),
    "none": (-HALF_OF_NONE, HALF_OF_NONE), "up_0_1": (HALF_OF_NONE, 1), "up_1_2": (1, 2),
    "up_2_3": (2, 3), "up_3": (3, 4),
}  # fmt: skip
IDS = tuple(id_ for id_, figure in FIGURES.items() if figure.group == "life_wheel")
COVERAGE_IDS = tuple(f"life_wheel_{code}_share" for code in COVERED)
DISTRIBUTION_IDS = tuple(f"life_wheel_distribution_{code}_share" for code in STRETCHES)
THRESHOLD_IDS = (
    "life_wheel_moved_up",
    *(f"life_wheel_moved_up_at_{code}" for code in wheel_figures.OTHER_THRESHOLDS),
    "life_wheel_ceiling_share",
)
RELIABILITY_IDS = (
    "life_wheel_retest_pairs", "life_wheel_retest_r", "life_wheel_first_sd",
    "life_wheel_reliable_change",
)  # fmt: skip


def moved_ids(code: str = "last") -> tuple[str, ...]:
    """The figures of who moved up, not, and down by that round."""
    return tuple(f"life_wheel_moved_{move}{_suffix(code)}" for move in MOVES)


def change_ids(code: str) -> tuple[str, ...]:
    """The figures of the change to that round: the mean first, then each domain."""
    return tuple(f"life_wheel_change_{what}{_suffix(code)}" for what in ("mean", *DOMAINS))


def level_ids(code: str) -> tuple[str, ...]:
    """The figures of the first wheel and of that round's, by domain in the order of the spokes."""
    first = "first" if code == "last" else f"first_of_{code}"
    return tuple(f"life_wheel_{end}_{domain}" for end in (first, code) for domain in DOMAINS)


def wheel_ids(code: str) -> tuple[str, ...]:
    """The figures of the wheel and of the change beside it."""
    return (*change_ids(code), *level_ids(code))


def phase_ids() -> tuple[str, ...]:
    """The figures of each phase: mean change, and who moved."""
    return tuple(id_ for code in PHASES for id_ in (change_ids(code)[0], *moved_ids(code)))


def _suffix(code: str) -> str:
    return "" if code == "last" else f"_{code}"


def round_name(code: str) -> str:
    """Sidste hjul, Ved begyndelsen af Parat ..."""
    return capital(_(ROUND_NAMES[code]))


def answer(rows: Rows, agreed: Settings) -> str:
    """How many moved up, not, and down; and that some would by chance."""
    up, unchanged, down = (rows[id_] for id_ in moved_ids())
    if not up.n:
        return _("Ingen forløb har to livshjul, der kan sammenlignes, i det valgte udsnit.")
    return " ".join(
        (
            _(
                "**{counted} forløb med to livshjul rykkede mindst {points} point op**{share}, {unchanged} "
                "flyttede sig mindre, og {down} rykkede mindst {points} point ned.",
                counted=figure_words.of_n(up),
                points=_points(agreed.wheel_threshold_points),
                share=_share(up),
                unchanged=number(unchanged.count),
                down=number(down.count),
            ),
            _("Selv uden reel ændring ville nogle rykke ved tilfældighed."),
        )
    )


def _share(row: FigureRow) -> str:
    """(38 %) with a space before it, or (40 %, lille antal); of fewer than ten none."""
    if not row.is_judgeable:
        return ""
    told = figure_words.value(row)
    if figure_words.is_uncertain(row):
        told = _("{value}, lille antal", value=told)
    return f" ({told})"


def coverage(rows: Rows) -> str:
    """How many of the courses started have two wheels, one, or none."""
    two, one, none = (rows[id_] for id_ in COVERAGE_IDS)
    if not two.n:
        return _("Ingen forløb er startet i det valgte udsnit.")
    return _(
        "Af startede forløb har {two} to livshjul, der kan sammenlignes; kun de er med i ændringen. {one} "
        "har kun ét, og {none} har intet.",
        two=figure_words.grounds(two),
        one=number(one.count),
        none=number(none.count),
    )


def moved_parts(rows: Rows, rounds: Sequence[str]) -> Records:
    """Up, unchanged and down as parts of a bar for each round, for charts.stacked_answers."""
    names = {"last": _("Forløb med to livshjul")}
    return [
        part
        for code in rounds
        for part in _parts(rows, names.get(code) or round_name(code), moved_ids(code), MOVES)
    ]


def covered_parts(rows: Rows) -> Records:
    """Two wheels, one or none as parts of a bar."""
    return _parts(rows, _("Alle startede forløb"), COVERAGE_IDS, COVERED)


def _parts(
    rows: Rows, name: str, ids: Sequence[str], parts: Mapping[str, tuple[str, int | None]]
) -> Records:
    bar = f"{name} ({_('n = {n}', n=number(rows[ids[0]].size))})"
    return [
        {
            "survey": bar,
            "share": rows[id_].value or 0,
            "label": _(word),
            "part_label": f"{_(word)} {number(rows[id_].count)}",
            "tone": tone,
        }
        for id_, (word, tone) in zip(ids, parts.values(), strict=True)
    ]


def wheel_pictures(rows: Rows, code: str, colours: Ink) -> list[Spec]:
    """The wheel, and beside it the change domain by domain; none of too few for a mean."""
    changes = interval_pictures(change_records(rows, code), colours)
    return [wheel_charts.wheel(wheel_records(rows, code), colours), *changes] if changes else []


def interval_pictures(records: Records, colours: Ink) -> list[Spec]:
    """Changes with their intervals; an empty axis would be no picture."""
    if all(record["value"] is None for record in records):
        return []
    return [figure_charts.interval_rows(records, colours, "points")]


def wheel_records(rows: Rows, code: str) -> Records:
    """The first wheel and that round's of the same courses, for wheel_charts.wheel."""
    ids = level_ids(code)
    firsts, laters = ids[: len(DOMAINS)], ids[len(DOMAINS) :]
    return [
        {
            "round": name,
            "domain": capital(_(terms.DOMAINS[domain])),
            "value": rows[id_].value if rows[id_].is_judgeable else None,
            "value_label": _from_to(rows[first], rows[later]),
        }
        for name, ends in ((_("Første hjul"), firsts), (round_name(code), laters))
        for domain, id_, first, later in zip(DOMAINS, ends, firsts, laters, strict=True)
    ]


def _from_to(first: FigureRow, later: FigureRow) -> str:
    if not first.is_judgeable:
        return ""
    return f"{number(first.amount, 1)} → {number(later.amount, 1)}"


def change_records(rows: Rows, code: str) -> Records:
    """The change to that round, mean first, then each domain, for charts.interval_rows."""
    names = [_("Gennemsnit"), *(capital(_(terms.DOMAINS[domain])) for domain in DOMAINS)]
    return [
        _change(rows[id_], name) for id_, name in zip(change_ids(code), names, strict=True)
    ]  # fmt: skip


def phase_records(rows: Rows) -> Records:
    """The mean change to each phase's wheel."""
    return [_change(rows[change_ids(code)[0]], round_name(code)) for code in PHASES]


def _change(row: FigureRow, name: str, further: str = "") -> dict[str, Any]:
    """A mean change as a row of a picture: no dot where there are too few for a mean."""
    told = signed(row) if row.is_judgeable else _("for få til et gennemsnit")
    counted = further or figure_words.of_n(row)
    return {
        "label": name,
        "value_label": f"{told} ({counted})",
        "marks": [],
        **figure_words.drawn(row),
    }


def signed(row: FigureRow) -> str:
    """+0,7 point: a change says which way it goes."""
    return _sign(row) + figure_words.value(row)


def _sign(row: FigureRow) -> str:
    """A plus, where it shows any change up; a minus is the number's own."""
    return "+" if row.amount > 0 and number(row.amount, 1) != number(0, 1) else ""


def changed(rows: Rows, code: str) -> str:
    """The change to that round in words: the mean with its interval, then every domain."""
    mean, *domains = (rows[id_] for id_ in change_ids(code))
    if not mean.is_judgeable:
        return _(
            "For få til et gennemsnit: {n} forløb har begge hjul. Under {least} vises kun, hvor mange "
            "der rykkede.",
            n=number(mean.size),
            least=number(MIN_N_VERDICT),
        )
    each = [
        f"{_(terms.DOMAINS[domain])} {_sign(row)}{number(row.amount, 1)}"
        for domain, row in zip(DOMAINS, domains, strict=True)
        if row.is_judgeable
    ]
    return _(
        "De samme forløb begge gange: {mean} i gennemsnit ({n}), 95 %-interval {interval}. "
        "Område for område, i point: {each}.",
        mean=signed(mean),
        n=figure_words.of_n(mean),
        interval=figure_words.interval(mean),
        each=words.listing(each),
    )


def distribution_records(rows: Rows) -> Records:
    """How many courses moved how far, for wheel_charts.columns."""
    return [
        {
            "low": low,
            "high": high,
            "value": rows[id_].k,
            "value_label": number(rows[id_].count) if rows[id_].k else "",
        }
        for id_, (low, high) in zip(DISTRIBUTION_IDS, STRETCHES.values(), strict=True)
    ]


def distribution(rows: Rows, agreed: Settings) -> str:
    """What the columns are, and what lies in the middle and farthest up and down."""
    counts = {code: rows[f"life_wheel_distribution_{code}_share"] for code in STRETCHES}
    if not counts["none"].n:
        return _("Ingen data i det valgte udsnit.")
    return _(
        "Antal forløb efter gennemsnitlig ændring, ned til venstre og op til højre; de stiplede linjer er "
        "den aftalte grænse på {points} point. Under 1 point rykkede {up} op og {down} ned, og {none} stod "
        "præcis stille. {most} rykkede mindst 3 point op og {least} mindst 3 point ned.",
        points=_points(agreed.wheel_threshold_points),
        up=number(counts["up_0_1"].count),
        down=number(counts["down_0_1"].count),
        none=number(counts["none"].count),
        most=number(counts["up_3"].count),
        least=number(counts["down_3"].count),
    )


def phase_pictures(rows: Rows, colours: Ink) -> list[Spec]:
    """Who moved by each phase, and how far."""
    moved = figure_charts.stacked_answers(moved_parts(rows, PHASES), colours)
    return [moved, *interval_pictures(phase_records(rows), colours)]


def phases(rows: Rows) -> str:
    """The mean change to each phase's wheel in words, and why they are not one line."""
    return told(phase_records(rows)) + " " + _(
        "Hver fase er målt på sine egne forløb: de, der når længere, er ikke de samme som alle."
    )  # fmt: skip


def told(records: Records) -> str:
    """The rows of a picture in words."""
    if not records:
        return _("Ingen data i det valgte udsnit.")
    return "; ".join(f"{record['label']}: {record['value_label']}" for record in records) + "."


def units_of(scope: Scope) -> list[tuple[str, str, str]]:
    """What to divide the scope by: unit, heading and file; not what it is already only one of."""
    return [unit for unit in UNITS if getattr(scope, unit[0]) is None]


def by_name(rows: Sequence[FigureRow], unit: str) -> list[FigureRow]:
    """Rows in the order of the alphabet, never of their size; unit: municipality or programme."""
    return sorted(rows, key=lambda row: _unit_name(row, unit))


def unit_records(rows: Sequence[FigureRow], unit: str) -> Records:
    """Mean change and how many moved up in each municipality or programme, for interval_rows."""
    found: dict[str, dict[str, FigureRow]] = {}
    for row in rows:
        found.setdefault(_unit_name(row, unit), {})[row.id] = row
    return [
        _change(of["life_wheel_change_mean"], name, _moved_up(of["life_wheel_moved_up"]))
        for name, of in found.items()
    ]


def _unit_name(row: FigureRow, unit: str) -> str:
    if unit == "programme":
        return terms.word(terms.PROGRAMMES, row.scope.programme or "")
    return reference.municipalities()[row.scope.municipality or ""]


def units(records: Records) -> str:
    """What the picture shows, how many are too few, and why a difference is no finding."""
    if not records:
        return _("Ingen data i det valgte udsnit.")
    few = sum(record["value"] is None for record in records)
    too_few = _(
        "{few} ud af {n} har under {least} forløb med to livshjul og vises uden gennemsnit; antallene står "
        "i tabellen.",
        few=number(few), n=number(len(records)), least=number(MIN_N_VERDICT),
    )  # fmt: skip
    if few == len(records):
        return too_few
    return " ".join(
        (
            _("Gennemsnitlig ændring med 95 %-interval, og hvor mange der rykkede op, i alfabetisk orden."),
            *([too_few] if few else []),
            _("Forskellene er ikke afprøvet: små tal svinger af sig selv, og borgerne er ikke de samme."),
        )
    )  # fmt: skip


def _moved_up(row: FigureRow) -> str:
    return _("{k} ud af {n} op", k=number(row.count), n=number(row.size))


def threshold_records(rows: Rows, agreed: Settings) -> Records:
    """The share that moved up at the agreed threshold and at the others."""
    names = [
        _("Mindst {points} point (aftalt)", points=_points(agreed.wheel_threshold_points)),
        *(_("Mindst {what}", what=_(word)) for word in wheel_figures.OTHER_THRESHOLDS.values()),
    ]
    return [
        {"label": name, "value_label": figure_words.grounds(row), "marks": []}
        | {"value": row.value, "low": row.low, "high": row.high}
        for name, row in zip(names, (rows[id_] for id_ in THRESHOLD_IDS[:-1]), strict=True)
    ]


def thresholds(rows: Rows, agreed: Settings) -> str:
    """The share that moved up at each threshold, and how many began too high to."""
    row, points = rows["life_wheel_ceiling_share"], agreed.wheel_threshold_points
    if not row.n:
        return _("Ingen data i det valgte udsnit.")
    return told(threshold_records(rows, agreed)) + " " + _(
        "De andre grænser er omtrent, hvad der skal til, hvis hjulet måler med en pålidelighed på 0,9, 0,8 eller "
        "0,7; den kendes ikke på forhånd. {k} begyndte over {top} point i gennemsnit og havde derfor ikke "
        "plads til at rykke {points} point op.",
        k=figure_words.of_n(row), top=_points(10 - points), points=_points(points),
    )  # fmt: skip


def marked(agreed: Settings) -> tuple[float, float]:
    """Where the agreed threshold stands, up and down."""
    return agreed.wheel_threshold_points, -agreed.wheel_threshold_points


def reliability(rows: Rows, agreed: Settings) -> str:
    """How well the wheel measures, once enough have filled it in twice; else what is missing."""
    pairs, r, sd, change = (rows[id_] for id_ in RELIABILITY_IDS)
    if pairs.amount >= RETESTS_NEEDED and change.value is None:
        return _(
            "{n} forløb har udfyldt det første livshjul to gange inden for 14 dage, men der er for få forløb med "
            "to hjul, eller hjulene er for ens, til at regne ud, hvor meget hjulet svinger af sig selv.",
            n=number(pairs.amount),
        )
    if change.value is None:
        return _(
            "{n} forløb har udfyldt det første livshjul to gange inden for 14 dage. Der skal {needed} til, "
            "før det kan anslås, hvor meget hjulet svinger af sig selv. Indtil da gælder den aftalte "
            "grænse på {points} point alene.",
            n=number(pairs.amount),
            needed=number(RETESTS_NEEDED),
            points=_points(agreed.wheel_threshold_points),
        )
    return _(
        "{n} forløb har udfyldt det første livshjul to gange inden for 14 dage. De to gange følges ad med "
        "en korrelation på {r} (95 %-interval {r_interval}; 1 er helt ens), og første hjul spreder sig "
        "{sd} mellem forløb. Så skal én borger rykke mindst {change} ({interval}), før det er mere, end "
        "hjulet svinger af sig selv. Det er et tilbud til næste aftale: tallene her følger stadig den "
        "aftalte grænse på {points} point.",
        n=number(pairs.amount),
        r=figure_words.value(r),
        r_interval=figure_words.interval(r),
        sd=figure_words.value(sd),
        change=figure_words.value(change),
        interval=figure_words.interval(change),
        points=_points(agreed.wheel_threshold_points),
    )


def pitfalls() -> str:
    """What a reader should bear in mind, a line each."""
    lines = [
        _("Hjulet udfyldes, når en fase begynder; den sidste fase ses kun, hvor der også er et hjul ved afslutningen."),
        _("Kun de, der blev, har et hjul nummer to. De, der stoppede tidligt, er ikke med i ændringen."),
        _("De, der begynder lavt, ligger ofte højere næste gang, også uden reel ændring."),
        _("Målestokken kan flytte sig: et 5-tal kan betyde noget andet et halvt år senere."),
        _("Mentoren er ofte i rummet, når hjulet udfyldes."),
        _("Der er ingen sammenligningsgruppe; en ændring viser ikke, hvad den skyldes."),
        _(
            "Perioden gælder dagen for det seneste hjul; hvem der har hjul, tælles blandt forløb startet i "
            "perioden."
        ),
    ]  # fmt: skip
    return _("Læs det med forbehold:") + "".join(f"\n- {line}" for line in lines)


def _points(amount: float) -> str:
    return number(amount, 1)
