"""The values in a recipe's sections: formats, words, names of ours, and how a mistake in one is told."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from dashboard.foundation import harmless
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.plain_text import heading_key, plain
from dashboard.foundation.words import text as _
from dashboard.ingest import recipe_formats
from dashboard.ingest.recipe import is_yearless


class Values:
    """Reads the values of one file, whose name stands in what is said of a mistake."""

    def __init__(self, file: str) -> None:
        self._file = harmless.heading(file)

    def _formats(self, place: str, value: Any) -> tuple[str, ...]:
        formats = (value,) if isinstance(value, str) else self._list(place, value)
        return tuple(self._format(place, each) for each in formats)

    def _format(self, place: str, form: str) -> str:
        known = recipe_formats.strptime(form)
        if known is None:
            raise self.unknown(place, recipe_formats.FORMATS)
        return known

    def _year(self, place: str, value: Any, formats: Sequence[str]) -> str:
        """Where the year of days is that are written without it: it must be somewhere."""
        year = recipe_formats.year(value)
        if year is None:
            raise self.unknown(place, recipe_formats.YEARS)
        yearless = [form for form in formats if is_yearless(form)]
        if yearless and not year:
            raise DashboardError(
                _(
                    "{file}: formatet ”{form}” er uden år; skriv også {key}, f.eks. year = 2025, eller "
                    'year = "file" eller year = "sheet", hvis året står i filens eller arkets navn.',
                    file=self._file,
                    form=harmless.heading(yearless[0]),
                    key=place,
                )
            )
        return year

    def _ours(
        self, place: str, section: dict[str, Any], key: str, known: tuple[str, ...]
    ) -> dict[str, str]:
        found = self._columns(place, section.get(key, {}), known)
        return {ours: plain(self._text(f"{place}.{ours}", value)) for ours, value in found}

    def _columns(
        self, place: str, section: Any, known: tuple[str, ...]
    ) -> Iterator[tuple[str, Any]]:
        for column, value in self._dict(place, section).items():
            if column not in known:
                raise self.unknown(f"{place}.{column}", known)
            yield column, value

    def _known(self, place: str, names: Sequence[str], known: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            if name not in known:
                raise self.unknown(f"{place}: {name}", known)
        return tuple(names)

    def _words(self, place: str, section: Any, compared: Callable[[str], str]) -> dict[str, str]:
        """Their words and ours; theirs as they are compared must not mean two things."""
        found: dict[str, str] = {}
        meaning: dict[str, str] = {}
        for theirs, ours in self._dict(place, section).items():
            ours = plain(self._text(f"{place}.{theirs}", ours))
            if meaning.setdefault(compared(theirs), ours) != ours:
                raise DashboardError(
                    _(
                        "{file}: ”{key}” står der to gange med hver sin oversættelse; behold den ene.",
                        file=self._file,
                        key=harmless.heading(f"{place}.{plain(theirs)}"),
                    )
                )
            found[plain(theirs)] = ours
        return found

    def _dict(self, place: str, section: Any) -> dict[str, Any]:
        if not isinstance(section, dict):
            raise self.unknown(place, ('"…" = "…"',))
        return section

    def _written(self, place: str, value: Any, example: str = "…") -> tuple[str, ...]:
        """Words none of which is nothing: every row begins with that."""
        words = self._list(place, value)
        if not all(map(heading_key, words)):
            raise self.unknown(place, (f'["{example}"]',))
        return words

    def texts(self, place: str, value: Any) -> tuple[str, ...]:
        """A list of texts none of which is nothing; none where nothing is said."""
        return self._written(place, value)

    def _list(self, place: str, value: Any) -> tuple[str, ...]:
        if value is None:
            return ()
        if not isinstance(value, list):
            raise self.unknown(place, ('["…"]',))
        return tuple(self._text(place, each) for each in value)

    def _text(self, place: str, value: Any) -> str:
        if not isinstance(value, str):
            raise self.unknown(place, ('"…"',))
        return value

    def _flag(self, place: str, value: Any) -> bool:
        if not isinstance(value, bool):
            raise self.unknown(place, ("true", "false"))
        return value

    def _keys(self, place: str, section: dict[str, Any], known: tuple[str, ...]) -> None:
        for key in section:
            if key not in known:
                raise self.unknown(f"{place}.{key}", known)

    def unknown(self, key: str, known: tuple[str, ...]) -> DashboardError:
        """What is said of a key: which, and what would be understood."""
        return DashboardError(
            _(
                "{file}: ”{key}” forstås ikke; brug en af disse: {known}.",
                file=self._file,
                key=harmless.heading(key),
                known=", ".join(known),
            )
        )
