"""How well the wheel measures: spread, other thresholds, reliability, and what to bear in mind."""

from dashboard.catalogue import wheel_figures
from dashboard.figures.reliability import RETESTS_NEEDED
from dashboard.foundation.settings import Settings
from dashboard.foundation.words import number
from dashboard.foundation.words import text as _
from dashboard.presenters.life_wheel.changes import listed
from dashboard.presenters.life_wheel.figure_ids import (
    DISTRIBUTION_IDS,
    RELIABILITY_IDS,
    STRETCHES,
    THRESHOLD_IDS,
    Records,
    Rows,
)
from dashboard.wording import figure_words


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
        return _("Ingen data med de valgte filtre.")
    return _(
        "Antal forløb efter gennemsnitlig ændring, ned til venstre og op til højre; de stiplede linjer er "
        "den aftalte grænse på {points} point. Under 1 point rykkede {up} op og {down} ned, og {none} stod "
        "præcis stille. {most} rykkede mindst 3 point op og {least} mindst 3 point ned.",
        points=number(agreed.wheel_threshold_points, 1),
        up=number(counts["up_0_1"].count),
        down=number(counts["down_0_1"].count),
        none=number(counts["none"].count),
        most=number(counts["up_3"].count),
        least=number(counts["down_3"].count),
    )


def marked(agreed: Settings) -> tuple[float, float]:
    """Where the agreed threshold stands, up and down."""
    return agreed.wheel_threshold_points, -agreed.wheel_threshold_points


def threshold_records(rows: Rows, agreed: Settings) -> Records:
    """The share that moved up at the agreed threshold and at the others."""
    names = [
        _("Mindst {points} point (aftalt)", points=number(agreed.wheel_threshold_points, 1)),
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
        return _("Ingen data med de valgte filtre.")
    return (
        listed(threshold_records(rows, agreed))
        + " "
        + _(
            "De andre grænser er omtrent, hvad der skal til, hvis hjulet måler med en pålidelighed på 0,9, 0,8 eller "
            "0,7; den kendes ikke på forhånd. {k} begyndte over {top} point i gennemsnit og havde derfor ikke "
            "plads til at rykke {points} point op.",
            k=figure_words.of_n(row),
            top=number(10 - points, 1),
            points=number(points, 1),
        )
    )


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
            "før det kan anslås, hvor langt én borger skal rykke, før det er mere, end hjulet svinger af sig "
            "selv. Indtil da gælder den aftalte grænse på {points} point alene.",
            n=number(pairs.amount),
            needed=number(RETESTS_NEEDED),
            points=number(agreed.wheel_threshold_points, 1),
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
        points=number(agreed.wheel_threshold_points, 1),
    )


def pitfalls() -> str:
    """What a reader should bear in mind, a line each."""
    lines = [
        _(
            "Hjulet udfyldes, når en fase begynder; den sidste fase ses kun, hvor der også er et hjul ved afslutningen."
        ),
        _(
            "Kun de, der blev, har et hjul nummer to. De, der stoppede tidligt, er ikke med i ændringen."
        ),
        _("De, der begynder lavt, ligger ofte højere næste gang, også uden reel ændring."),
        _("Målestokken kan flytte sig: et 5-tal kan betyde noget andet et halvt år senere."),
        _("Mentoren er ofte i rummet, når hjulet udfyldes."),
        _("Der er ingen sammenligningsgruppe; en ændring viser ikke, hvad den skyldes."),
        _(
            "Perioden gælder dagen for det seneste hjul; hvem der har hjul, tælles blandt forløb startet i "
            "perioden."
        ),
    ]
    return _("Læs det med forbehold:") + "".join(f"\n- {line}" for line in lines)
