"""Days that are written without their year: where it may stand, as a line of a recipe."""

from collections.abc import Mapping, Sequence

from dashboard.foundation.words import text as _
from dashboard.ingest import years
from dashboard.ingest.recipe import OF_FILE, OF_SHEET, is_yearless
from dashboard.proposal.lines import GUESS, LIKELY, Line
from dashboard.proposal.reading import Reading


def told(group: Sequence[Reading], formats: Mapping[str, str]) -> tuple[dict[str, str], list[Line]]:
    """The formats that can be read, and what is said of the year; those without one cannot where nobody knows it."""
    yearless = [form for form in formats if is_yearless(form)]
    if not yearless:
        return dict(formats), []
    of_files = [years.in_name(reading.sheet.file) for reading in group]
    of_sheets = [years.in_name(reading.sheet.name, is_sheet=True) for reading in group]
    is_clear = all(not of or of == year for of, year in zip(of_sheets, of_files, strict=True))
    if all(of_files) and is_clear:
        reason = _("dagene er skrevet uden år; det står i filens navn")
        return dict(formats), [Line("", "year", OF_FILE, LIKELY, reason)]
    if all(of_sheets) and not any(of_files):
        reason = _("dagene er skrevet uden år; det står i arkets navn")
        return dict(formats), [Line("", "year", OF_SHEET, LIKELY, reason)]
    reason = _(
        "dagene er skrevet uden år; hvilket? skriv så også {formats} i date_format",
        formats=", ".join(f'"{form}"' for form in yearless),
    )
    known = {form: swapped for form, swapped in formats.items() if form not in yearless}
    return known, [Line("", "year", "", GUESS, reason)]
