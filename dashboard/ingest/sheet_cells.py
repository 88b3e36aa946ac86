"""What is told of a sheet's cells as its XML goes by: numbers and dates, errors, formulas without a value."""

from array import array
from dataclasses import dataclass, field

DIGITS = "0123456789"


class NotAWorkbook(Exception):
    """The file is damaged, protected by a password, or something else altogether."""


@dataclass
class Cells:
    """What there is to know of a sheet's cells, by row and column from 0."""

    natives: dict[int, "array[int]"] = field(default_factory=dict)  # column -> rows: no text
    errors: dict[tuple[int, int], str] = field(default_factory=dict)  # #N/A and its like
    not_calculated: list[tuple[int, int]] = field(default_factory=list)  # formulas without a value
    noughts: int = 0  # formulas whose value is 0
    width: int = 0  # to the last column with anything in it
    merged: list[str] = field(default_factory=list)  # B2:B5, which has one value
    is_guessed: bool = False  # what is a number or a date is seen by its text alone


def local(name: str) -> str:
    """An element's name without its prefix."""
    return name.rpartition(":")[2]


class CellReader:
    """Follows the elements of a sheet: a row, its cells (c), their formula (f) and value (v)."""

    def __init__(self) -> None:
        self.found = Cells()
        self._columns: dict[str, int] = {}  # by letters
        self._row = self._column = -1
        self._kind = self._value = ""
        self._has_formula = self._is_value = False

    def start(self, name: str, given: dict[str, str]) -> None:
        """An element begins."""
        name = local(name)
        if name == "c":
            self._place(given.get("r", ""))
            self._kind, self._value, self._has_formula = given.get("t", "n"), "", False
        elif name == "v":
            self._is_value = True
        elif name == "f":
            self._has_formula = True
        elif name == "mergeCell":
            self.found.merged.append(given.get("ref", ""))
        elif name == "row":
            self._row = int(given["r"]) - 1 if "r" in given else self._row + 1
            self._column = -1

    def text(self, text: str) -> None:
        """Text within an element."""
        if self._is_value:
            self._value += text

    def end(self, name: str) -> None:
        """An element ends."""
        name = local(name)
        if name == "v":
            self._is_value = False
        elif name == "c":
            self._note(self._value.strip())

    def _place(self, reference: str) -> None:
        """Where a cell stands: by its own words (K7), else next to the last."""
        if not reference:
            self._column += 1
            return
        name = reference.rstrip(DIGITS)
        self._row = int(reference[len(name) :]) - 1
        if name not in self._columns:
            self._columns[name] = _number(name)
        self._column = self._columns[name]

    def _note(self, value: str) -> None:
        place = self._row, self._column
        if value or self._has_formula or self._kind == "inlineStr":
            self.found.width = max(self.found.width, self._column + 1)
        if self._kind == "e":
            self.found.errors[place] = value
        elif value and self._kind in ("n", "d"):
            self.found.natives.setdefault(self._column, array("l")).append(self._row)
            self.found.noughts += self._has_formula and value == "0"
        elif self._has_formula and not value and self._kind != "str":  # a text may well be empty
            self.found.not_calculated.append(place)


def _number(name: str) -> int:
    """A column's number from its letters: A -> 0, AA -> 26."""
    number = 0
    for letter in name.upper():
        if not "A" <= letter <= "Z":
            raise NotAWorkbook
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
