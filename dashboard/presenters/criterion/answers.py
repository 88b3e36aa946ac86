"""One criterion, three questions: of the judged, of all that have started, and of the closed."""

from dataclasses import replace

from dashboard.catalogue.row import FigureRow
from dashboard.charts.strips import Line
from dashboard.foundation.settings import Settings
from dashboard.foundation.words import number, plural
from dashboard.foundation.words import text as _
from dashboard.presenters import figure_lines
from dashboard.wording import bounds, figure_words
from dashboard.wording.share_words import share


def lines(
    main: FigureRow,
    limits: tuple[FigureRow, FigureRow],
    expected: FigureRow,
    closed: FigureRow,
    agreed: Settings,
) -> list[Line]:
    """A line for each question, all beside the agreed target; the one of all courses has two ends and no dot.

    limits: the least and the most it can end at of all that have started.
    """
    names = (
        _("Af dem, der er gamle nok til at blive bedømt"),
        _("Ventet af alle startede inden for {months}", months=_months(expected, agreed)),
        _("Af de afsluttede"),
    )
    rows = [
        replace(row, name=name, target=main.target)
        for name, row in zip(names, (main, expected, closed), strict=True)
    ]
    judged, forecast, ended = figure_lines.lines(rows, links={})
    forecast = replace(forecast, more=(*forecast.more, assumption(expected)))
    return [judged, *_possible(main, *limits), forecast, ended]


def _possible(main: FigureRow, lower: FigureRow, upper: FigureRow) -> list[Line]:
    if not lower.n:
        return []
    least, most = (figure_words.drawn(row)["value"] for row in (lower, upper))
    told = f"{number(lower.count)}–{number(upper.count)} ud af {number(lower.size)}"
    if least is not None and most is not None:
        told = _("{least} til {most}", least=share(least), most=share(most))
    return [
        Line(
            label=_("Af alle startede, når de sidste er færdige"),
            told=told,
            low=least,
            high=most,
            target=main.target,
            is_high_good=main.figure.is_high_good,
            more=(bounds.sentence(main, lower, upper),),
        )
    ]


def read() -> str:
    """How the line of all that have started is read."""
    return _(
        "Bjælken for alle startede går fra det laveste til det højeste, tallet kan ende på; den viser ikke usikkerhed."
    )


def sentence(main: FigureRow, expected: FigureRow, closed: FigureRow, agreed: Settings) -> str:
    """Why there are three numbers; empty where one of them is not told."""
    told = [replace(row, target=main.target) for row in (main, expected, closed)]
    if not all(figure_words.is_drawn(row) for row in told):
        return ""
    judged, forecast, ended = map(figure_words.value, told)
    return _(
        "{judged} gælder dem, der er gamle nok, og tæller alt, der er sket til nu; {forecast} tæller kun det, der "
        "sker i de første {months}, ventet for alle startede; {ended} gælder de afsluttede.",
        judged=judged,
        forecast=forecast,
        months=_months(expected, agreed),
        ended=ended,
    )


def _months(expected: FigureRow, agreed: Settings) -> str:
    return plural("{n} måned", "{n} måneder", expected.notes.at_months or agreed.horizon_months)


def assumption(row: FigureRow) -> str:
    """On what the expectation rests; or why there is none."""
    if row.notes.too_few_followed:
        return _("Prognosen vises ikke: der skal være mindst 10 forløb, som er fulgt i en måned.")
    if row.notes.too_few_reached:
        return _(
            "Prognosen vises ikke endnu: det er sket for færre end fem forløb inden for den tid."
        )
    return _(
        "Prognosen er foreløbig: den antager, at de nye forløb går som de tidligere, regner på {n} påbegyndte "
        "forløb og tæller kun det, der sker inden for den tid.",
        n=number(row.size),
    )
