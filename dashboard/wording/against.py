"""What a row is held against in few words: the published number or the target, and the verdict."""

from dashboard.catalogue.row import Comparison, FigureRow
from dashboard.foundation import words
from dashboard.foundation.words import mark
from dashboard.foundation.words import text as _
from dashboard.wording import figure_words, judgements, sources

JUDGED = ("A", "B")  # comparable enough for a verdict to look like one
SIDES = ("above", "below", "borderline", "cannot_tell")  # verdicts that say where it lies
SHORT = {
    "above": mark("ligger over"),
    "below": mark("ligger under"),
    "borderline": mark("lige på grænsen"),
    "cannot_tell": mark("kan ikke afgøres"),
    "too_few": mark("for få"),
    "not_comparable": mark("må ikke sammenlignes"),
}


def benchmark(row: FigureRow, held: Comparison) -> str:
    """SFI 69 %: what a mark is called, and its value."""
    told = sources.benchmark_value(held, figure_words.unit(row))
    return f"{sources.short_name(held.benchmark)} {told}"


def printed(row: FigureRow, held: Comparison) -> tuple[str, str]:
    """5,0 måneder; SFI 2015, citeret i KeepGoing 2016 s. 8: the value, and where it was printed."""
    published = sources.published_behind(held.benchmark)
    return sources.benchmark_value(held, figure_words.unit(row)), sources.source(published)


def is_promise(row: FigureRow) -> bool:
    """Whether it is a criterion, judged by its target."""
    return row.figure.estimator == "criterion" and row.target is not None


def verdict(row: FigureRow) -> str:
    """ligger over; kun løst: kan ikke afgøres. Of a promise that on its target."""
    held = row.comparison
    if is_promise(row) and row.target_verdict:
        return words.uncapital(judgements.verdict(row))
    if held is None or not row.is_measured:
        return ""
    if held.qualifier:
        return _("intet præcist tal")
    code = held.verdict
    if code == "too_few" and row.is_judgeable:
        return _("for få svar i {year}", year=held.benchmark.year)
    if not code:
        return ""
    is_loose = code in SIDES and held.comparability not in JUDGED
    return _("kun løst: {verdict}", verdict=_(SHORT[code])) if is_loose else _(SHORT[code])
