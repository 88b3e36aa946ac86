"""A verdict against a benchmark in a few words: where the number lies, how sure, and whether that is better."""

from dashboard.catalogue.row import Comparison, FigureRow
from dashboard.foundation.words import mark
from dashboard.foundation.words import text as _

JUDGED = ("A", "B")  # comparable enough for a verdict to look like one
SIDES = ("above", "below", "borderline", "cannot_tell")  # verdicts that say where it lies
SHORT = {
    "above": mark("ligger over"),
    "below": mark("ligger under"),
    "borderline": mark("usikkert"),
    "cannot_tell": mark("kan ikke afgøres"),
    "too_few": mark("for få"),
    "not_comparable": mark("må ikke sammenlignes"),
}
BETTER = {  # by the verdict, and the side that is better
    ("above", "above"): mark("over – bedre"),
    ("below", "above"): mark("under – dårligere"),
    ("above", "below"): mark("over – dårligere"),
    ("below", "below"): mark("under – bedre"),
}


def short(row: FigureRow) -> str:
    """under – dårligere, kun løst: ligger over, for få svar i 2016; empty where nothing is judged.

    What is alike only loosely is neither better nor worse.
    """
    held = row.comparison
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
    return _("kun løst: {verdict}", verdict=side(row)) if is_loose else _lies(code, row, held)


def side(row: FigureRow) -> str:
    """Where the number lies beside its benchmark, however alike they are; empty where that is not judged."""
    held = row.comparison
    if held is None or not row.is_measured or held.qualifier or held.verdict not in SIDES:
        return ""
    is_loose = held.comparability not in JUDGED
    return _(SHORT[held.verdict]) if is_loose else _lies(held.verdict, row, held)


def _lies(code: str, row: FigureRow, held: Comparison) -> str:
    if code == "borderline" and row.value is not None and held.value is not None:
        if row.value > held.value:
            return _("over, men usikkert")
        if row.value < held.value:
            return _("under, men usikkert")
    return _(BETTER.get((code, row.figure.better), SHORT[code]))
