"""The figures about the life wheel: the change from first to last, levels, rounds, spread."""

from dashboard.catalogue.figure import Figure
from dashboard.foundation import delivery, terms
from dashboard.foundation.words import mark

MOVES = {
    "up": mark("Rykkede op {when}"),
    "unchanged": mark("Rykkede mindre end grænsen {when}"),
    "down": mark("Rykkede ned {when}"),
}
OTHER_THRESHOLDS = {"1_2": mark("1,2 point"), "1_7": mark("1,7 point"), "2_1": mark("2,1 point")}
DISTRIBUTION = {
    "up_3": mark("3 point op eller mere"),
    "up_2_3": mark("2 til under 3 point op"),
    "up_1_2": mark("1 til under 2 point op"),
    "up_0_1": mark("under 1 point op"),
    "none": mark("præcis det samme"),
    "down_0_1": mark("under 1 point ned"),
    "down_1_2": mark("1 til under 2 point ned"),
    "down_2_3": mark("2 til under 3 point ned"),
    "down_3": mark("3 point ned eller mere"),
}
COVERAGE = {
    "two_wheels": mark("To livshjul"),
    "one_wheel": mark("Kun ét livshjul"),
    "no_wheel": mark("Intet livshjul"),
}
LEVEL = (1.0, 10.0)
CHANGE = (-9.0, 9.0)


def figures() -> list[Figure]:
    """All of them, in the order of the catalogue."""
    rounds = [figure for code in terms.WHEEL_ROUNDS for figure in _round(code)]
    return [
        *_changes(), *_levels("first", "last"), *rounds, *_spread(), *_coverage(), *_reliability(),
    ]  # fmt: skip


def _changes() -> list[Figure]:
    moves = {
        "up": mark("Rykkede op på livshjulet"),
        "unchanged": mark("Rykkede mindre end grænsen på livshjulet"),
        "down": mark("Rykkede ned på livshjulet"),
    }
    return [
        *(
            Figure(
                f"life_wheel_change_{code}", "life_wheel", "points", "mean", "wheel_changes", "two_wheels",
                mark("Ændring på livshjulet: {what}"),
                mark(
                    "Sidste minus første livshjul i forløb med to hjul og svar på området i begge; "
                    "det sidste hjul ligger i perioden."
                ),
                needs=delivery.WHEELS, scale=CHANGE, values={"what": word},
            )
            for code, word in terms.DOMAINS.items()
        ),
        Figure(
            "life_wheel_change_mean", "life_wheel", "points", "mean", "wheel_changes", "two_wheels",
            mark("Ændring på livshjulet, gennemsnit"),
            mark(
                "Gennemsnit af de områder, der er besvaret i både første og sidste hjul, og derefter af forløb med to "
                "hjul."
            ),
            needs=delivery.WHEELS, scale=CHANGE,
        ),
        *(
            Figure(
                f"life_wheel_moved_{code}", "life_wheel", "share", "share", "wheel_changes", "two_wheels", label,
                mark(
                    "Andel af forløb med to livshjul. Op eller ned kræver mindst det aftalte antal "
                    "point i gennemsnit."
                ),
                needs=delivery.WHEELS,
            )
            for code, label in moves.items()
        ),
    ]  # fmt: skip


def _round(code: str) -> list[Figure]:
    """What is known of those who have both a first wheel and one of this round."""
    when = terms.WHEEL_ROUNDS[code]
    return [
        *_levels(f"first_of_{code}", code, when),
        *(
            Figure(
                f"life_wheel_change_{domain}_{code}", "life_wheel", "points", "mean", "wheel_rounds", "two_wheels",
                mark("Ændring på livshjulet {when}: {what}"),
                mark("Fra første hjul til det sidste i den fase, i forløb med svar på området i begge."),
                needs=delivery.WHEELS, scale=CHANGE, values={"what": word, "when": when},
            )
            for domain, word in terms.DOMAINS.items()
        ),
        Figure(
            f"life_wheel_change_mean_{code}", "life_wheel", "points", "mean", "wheel_rounds", "two_wheels",
            mark("Ændring på livshjulet {when}, gennemsnit"),
            mark(
                "Fra første hjul til det sidste i den fase, gennemsnit på tværs af forløb med begge; "
                "det sidste ligger i perioden."
            ),
            needs=delivery.WHEELS, scale=CHANGE, values={"when": when},
        ),
        *(
            Figure(
                f"life_wheel_moved_{move}_{code}", "life_wheel", "share", "share", "wheel_rounds", "two_wheels",
                label,
                mark("Andel af forløb med både et første hjul og et i den fase; samme grænse som ellers."),
                needs=delivery.WHEELS, values={"when": when},
            )
            for move, label in MOVES.items()
        ),
    ]  # fmt: skip


def _levels(first: str, later: str, when: str = mark("sidste gang")) -> list[Figure]:
    of_these = mark("Livshjul første gang, af dem med et hjul {when}: {what}")
    labels = {
        first: mark("Livshjul første gang: {what}") if first == "first" else of_these,
        later: mark("Livshjul {when}: {what}"),
    }
    return [
        Figure(
            f"life_wheel_{end}_{domain}", "life_wheel", "points", "mean", "wheel_rounds", "two_wheels", label,
            mark(
                "Gennemsnit fra 1 til 10 på tværs af forløb med begge hjul og svar på området i dem "
                "begge, så forskellen er ændringen."
            ),
            needs=delivery.WHEELS, scale=LEVEL, values={"what": word, "when": when},
        )
        for end, label in labels.items()
        for domain, word in terms.DOMAINS.items()
    ]  # fmt: skip


def _spread() -> list[Figure]:
    return [
        *(
            Figure(
                f"life_wheel_moved_up_at_{code}", "life_wheel", "share", "share", "wheel_spread", "two_wheels",
                mark("Rykkede mindst {what} op"),
                mark("Andel af forløb med to livshjul; en anden grænse end den aftalte."),
                needs=delivery.WHEELS, values={"what": word},
            )
            for code, word in OTHER_THRESHOLDS.items()
        ),
        Figure(
            "life_wheel_ceiling_share", "life_wheel", "share", "share", "wheel_spread", "two_wheels",
            mark("Begyndte for højt til at kunne rykke op"),
            mark(
                "Andel af forløb med to livshjul, hvis første hjul lå så højt, at der ikke var plads til "
                "at rykke det aftalte antal point op."
            ),
            needs=delivery.WHEELS,
        ),
        *(
            Figure(
                f"life_wheel_distribution_{code}_share", "life_wheel", "share", "share",
                "wheel_spread", "two_wheels", mark("Ændring på livshjulet: {what}"),
                mark("Andel af forløb med to livshjul efter den gennemsnitlige ændring."),
                needs=delivery.WHEELS, values={"what": word},
            )
            for code, word in DISTRIBUTION.items()
        ),
    ]  # fmt: skip


def _coverage() -> list[Figure]:
    return [
        Figure(
            f"life_wheel_{code}_share", "life_wheel", "share", "share", "start_shares", "started", label,
            mark(
                "Andel af forløb startet i perioden. To hjul tæller, når de har mindst seks områder "
                "fælles."
            ),
            needs=(*delivery.SURVEY, *delivery.WHEELS), family="coverage",
        )
        for code, label in COVERAGE.items()
    ]  # fmt: skip


def _reliability() -> list[Figure]:
    figures = {
        "retest_pairs": (
            "count", mark("Livshjul udfyldt to gange inden for 14 dage"),
            mark("Forløb, hvis første hjul i opstarten er udfyldt igen inden for 14 dage."),
        ),
        "retest_r": (
            "ratio", mark("Livshjulets pålidelighed (korrelation)"),
            mark("Korrelation mellem de to gennemsnit, når hjulet er udfyldt to gange inden for 14 dage."),
        ),
        "first_sd": (
            "points", mark("Spredning i første livshjul"),
            mark("Standardafvigelse mellem forløb i det første hjuls gennemsnit, af forløb med to hjul."),
        ),
        "reliable_change": (
            "points", mark("Pålidelig ændring"),
            mark("1,96 gange spredningen gange roden af 2 gange roden af (1 minus korrelationen)."),
        ),
        "by_chance_share": (
            "share", mark("Ville rykke op ved tilfældighed alene"),
            mark(
                "Andel, der ville rykke mindst den aftalte grænse op (og lige så mange ned), hvis ingen havde ændret "
                "sig. Regnet med en normalfordeling ud fra, hvor meget områdernes gennemsnit svinger, når hjulet er "
                "udfyldt to gange inden for 14 dage; intervallet følger spredningens (chi i anden)."
            ),
        ),
    }  # fmt: skip
    return [
        Figure(
            f"life_wheel_{code}", "life_wheel", unit, "reliability", "wheel_reliability", "two_wheels",
            label, definition, needs=delivery.WHEELS,
        )
        for code, (unit, label, definition) in figures.items()
    ]  # fmt: skip
