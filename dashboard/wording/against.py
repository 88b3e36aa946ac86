"""What a row is held against in few words: the published number or the target, and the verdict."""

from dashboard.catalogue.row import Comparison, FigureRow
from dashboard.foundation import words
from dashboard.foundation.words import text as _
from dashboard.wording import figure_words, judgements, sources, verdict_words


def benchmark(row: FigureRow, held: Comparison, *, is_whole: bool = False) -> str:
    """SFI 69 %, or 88 % i 2016: what a mark is called, and its value; in whole per cent where asked."""
    told = sources.benchmark_value(held, figure_words.unit(row), is_whole=is_whole)
    name = sources.short_name(held.benchmark)
    if sources.published_behind(held.benchmark).system == "KeepGoing":
        return _("{value} i {year}", value=told, year=name)
    return f"{name} {told}"


def printed(row: FigureRow, held: Comparison) -> tuple[str, str]:
    """5,0 måneder; SFI 2015, citeret i KeepGoing 2016 s. 8: the value, and where it was printed."""
    published = sources.published_behind(held.benchmark)
    return sources.benchmark_value(held, figure_words.unit(row)), sources.source(published)


def is_promise(row: FigureRow) -> bool:
    """Whether it is a criterion, judged by its target."""
    return row.figure.estimator == "criterion" and row.target is not None


def verdict(row: FigureRow) -> str:
    """ligger over; kun løst: kan ikke afgøres. Of a promise that on its target."""
    if is_promise(row) and row.target_verdict:
        return words.uncapital(judgements.verdict(row))
    return verdict_words.short(row)
