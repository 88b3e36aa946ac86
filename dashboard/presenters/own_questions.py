"""What is asked of all the sources together: a group for each column it is about, and one answer for the rest of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.foundation.words import number
from dashboard.foundation.words import text as _
from dashboard.presenters import own_choices, own_lines
from dashboard.presenters.own_choices import UNUSED_COLUMNS, USED_COLUMNS, Block, Row
from dashboard.presenters.own_lines import Told
from dashboard.proposal.proposing import ProposedSource

ONE_BY_ONE = (
    "columns",
    "items",
    "joined",
    "unused",
    "happened_on",
)  # sections of one thing each
LEAST_LEFT = 3  # rows nobody has answered, for one answer to all of them
LEAST_GUESSES = 2  # for one yes to all of them


@dataclass(frozen=True)
class Group:
    """Rows about the same column of ours, and where each stands."""

    heading: str
    rows: tuple[tuple[Row, str], ...]

    @property
    def where(self) -> str:
        """Where all of them stand; empty where they stand in several places."""
        places = {place for _row, place in self.rows}
        return places.pop() if len(places) == 1 else ""

    @property
    def open(self) -> list[Row]:
        """What nobody has said anything of."""
        return [row for row, _place in self.rows if _section(row) and row.chosen is None]


def groups(asked: Iterable[tuple[str, Sequence[Block]]]) -> list[Group]:
    """What is asked, each thing once. asked: by source, where it stands and its blocks."""
    found: dict[tuple[str, str], dict[str, tuple[Row, str]]] = {}
    seen: set[str] = set()
    of_columns = {_(UNUSED_COLUMNS), _(USED_COLUMNS)}
    for place, blocks in asked:
        for block in blocks:
            heading = _("Hvad er kolonnerne?") if block.heading in of_columns else block.heading
            for row in (row for row in block.rows if row.name not in seen):
                seen.add(row.name)
                table = row.name.partition("\n")[0]
                found.setdefault((table, heading), {})[row.name] = (row, place)
    each = [Group(heading, tuple(rows.values())) for (_table, heading), rows in found.items()]
    return sorted(
        each, key=lambda group: len(group.rows) > 1
    )  # one alone has no heading of its own


def of_the_rest(group: Group) -> dict[str, str]:
    """What all that is left may be, by our word for it; empty where there is little."""
    if len(group.open) < LEAST_LEFT:
        return {}
    first, *others = map(_for_all, group.open)
    return {word: word for word in first if all(word in each for each in others)}


def _for_all(row: Row) -> list[str]:
    """What one answer to several may say of a row: of what is one thing each, that it is not used."""
    is_one = _section(row).endswith(ONE_BY_ONE)
    return [word for key, word in row.choices.items() if not is_one or key == own_lines.UNUSED]


def alike(group: Group, row: Row) -> list[str]:
    """The same of the other sheets of a file, where nobody has answered it: which programme all their rows are of."""
    return [
        each.name
        for each in group.open
        if each.name != row.name and _programme_of(each) == _programme_of(row) is not None
    ]


def _programme_of(row: Row) -> str | None:
    """The file whose rows a question is about the programme of; None of another question."""
    _table, sheet, *asked = row.name.split("\n")
    return sheet.partition(" · ")[0] if asked == ["constants", "programme"] else None


def rest(group: Group) -> str:
    """What is left is called together."""
    return _("Alle uden svar ({n})", n=number(len(group.open)))


def said_of_the_rest(group: Group, word: str) -> Mapping[str, str]:
    """The answers to all of them, by name."""
    return {
        row.name: next(key for key, each in row.choices.items() if each == word)
        for row in group.open
    }


def taken(found: Iterable[Group]) -> dict[str, str]:
    """The guesses nobody has said yes or no to, and what each is a guess at, by name; empty where they are few."""
    rows = [row for group in found for row, _place in group.rows if row.chosen is None]
    guessed = {row.name: row.guess for row in rows if row.guess in row.choices and row.guess}
    return guessed if len(guessed) >= LEAST_GUESSES else {}


def yes_to(count: int) -> str:
    """One yes to what is guessed."""
    return _("Ja til de {n} gæt om ord og kolonner", n=number(count))


def open_of(source: ProposedSource, told: Told) -> set[str]:
    """What is asked of a source and not answered, by name; two ways to read a day are one question."""
    blocks = own_choices.blocks(source, source, told, {})
    is_open = bool(own_lines.days(source)) and own_lines.chosen_days(source, told) is None
    days = {own_lines.name(source)} if is_open else set()
    return days | {row.name for block in blocks for row in block.rows if row.chosen is None}


def _section(row: Row) -> str:
    return row.name.split("\n")[2]
