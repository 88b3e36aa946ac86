"""How well the wheel measures: spread, other thresholds, reliability, and what to bear in mind."""

from dataclasses import replace

from dashboard.catalogue import wheel_figures
from dashboard.charts.strips import Line
from dashboard.figures.reliability import RETESTS_NEEDED
from dashboard.foundation.settings import Settings
from dashboard.foundation.words import number
from dashboard.foundation.words import text as _
from dashboard.presenters import figure_lines
from dashboard.presenters.life_wheel.figure_ids import (
    DISTRIBUTION_IDS,
    RELIABILITY_IDS,
    STRETCHES,
    THRESHOLD_IDS,
    Records,
    Rows,
)
from dashboard.presenters.section import Section
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


def distribution(rows: Rows) -> str:
    """What lies in the middle."""
    counts = {code: rows[f"life_wheel_distribution_{code}_share"] for code in STRETCHES}
    if not counts["none"].n:
        return _("Der er ingen data.")
    return _(
        "Under 1 point rykkede {up} op og {down} ned, og {none} stod præcis stille.",
        up=number(counts["up_0_1"].count),
        down=number(counts["down_0_1"].count),
        none=number(counts["none"].count),
    )


def columns_read(agreed: Settings) -> str:
    """How the columns are read."""
    return _(
        "Antal forløb efter gennemsnitlig ændring, fald til venstre, stigning til højre; de stiplede linjer er "
        "den aftalte grænse på {points} point.",
        points=number(agreed.wheel_threshold_points, 1),
    )


def marked(agreed: Settings) -> tuple[float, float]:
    """Where the agreed threshold stands, up and down."""
    return agreed.wheel_threshold_points, -agreed.wheel_threshold_points


def thresholds(rows: Rows, agreed: Settings) -> list[Line]:
    """The share that moved up at the agreed threshold and at the others, and who began too high to."""
    points = agreed.wheel_threshold_points
    names = [
        _("Mindst {points} point (aftalt)", points=number(points, 1)),
        *(_("Mindst {what}", what=_(word)) for word in wheel_figures.OTHER_THRESHOLDS.values()),
        _("Begyndte over {top} point og havde ikke plads til at rykke", top=number(10 - points, 1)),
    ]
    return figure_lines.lines(
        [replace(rows[id_], name=name) for id_, name in zip(THRESHOLD_IDS, names, strict=True)],
        links={},
    )


def other_thresholds(rows: Rows, agreed: Settings) -> Section:
    """Who moved up at each threshold, and what the others stand for."""
    read = _(
        "De andre grænser er omtrent, hvad der skal til, hvis hjulet måler med en pålidelighed på 0,9, 0,8 eller "
        "0,7; den kendes ikke på forhånd."
    )
    heading = _("Hvad med en anden grænse?")
    return Section("graenser", heading, read, lines=thresholds(rows, agreed))


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
        "hjulet svinger af sig selv. Det er et forslag til næste aftale: tallene her følger stadig den "
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
    return "\n".join(f"- {line}" for line in lines)
