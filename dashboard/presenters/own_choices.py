"""A proposal as questions on a page: each heading and word of theirs, what it may be of ours, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.foundation import harmless, words
from dashboard.foundation.plain_text import heading_key
from dashboard.foundation.words import mark
from dashboard.foundation.words import text as _
from dashboard.ingest import vocabulary
from dashboard.presenters import own_given, own_lines, own_names
from dashboard.presenters.own_lines import MISSING, UNUSED, Told
from dashboard.proposal import aliases, choosing, column_words, happened
from dashboard.proposal.lines import Line
from dashboard.proposal.matching import Certainty
from dashboard.proposal.phases import PHASE_DAYS
from dashboard.proposal.proposing import ProposedSource

UNUSED_COLUMNS, USED_COLUMNS = mark("Kolonner, der ikke bruges"), mark("Kolonner, der bruges")
MOST_WORDS = 8  # of a column that may say which rows do not count
# sections one yes to all guesses may take: of others a line decides a promise, or which rows there are
MAY_BE_TAKEN = ("codes.", "columns", "items", "answers.", own_names.SCALE)
# and not these: whether two are one citizen, which programme a word of theirs is
ONE_BY_ONE = ("codes.citizen_id", "codes.programme")
CERTAINTIES = dict(zip(Certainty, (mark("gæt"), mark("sandsynligt"), mark("sikkert")), strict=True))


@dataclass(frozen=True)
class Row:
    """One thing to say of a source."""

    name: str  # what its answer is kept under
    theirs: str
    cells: str  # the first of them, as they stand
    choices: Mapping[str, str]  # what it may be -> our word for it
    chosen: str | None  # None: a guess nobody has said yes or no to
    why: str
    is_asked: bool = False  # nothing is taken for granted: it stands first on the page
    guess: str = ""  # the answer it is a guess at, which one yes to all of them may take


@dataclass(frozen=True)
class Block:
    """Rows about the same."""

    heading: str
    rows: tuple[Row, ...]


def blocks(
    proposed: ProposedSource, source: ProposedSource, told: Told, cells: Mapping[str, Sequence[str]]
) -> list[Block]:
    """All that is asked of a source but how its days are read, what is not settled first.

    source: the same with what follows from the answers; cells: under each heading of theirs.
    """
    is_used = own_given.given(own_lines.applied(source, told).lines)
    columns, others = [], []
    for line in proposed.lines:
        last = line.section.rpartition(".")[2]
        if last in ("columns", "items", "joined"):
            columns.append(_column(proposed, line, told, is_used, cells))
        elif line.section in ("without", happened.DAYS) or (
            not line.section and line.key in own_names.SETTINGS and _is_asked(line)
        ):
            others.append(_setting(proposed, line, told))
    found = [
        Block(_(UNUSED_COLUMNS), tuple(_unused(proposed, source, told, is_used, cells))),
        Block(_(USED_COLUMNS), tuple(sorted(columns, key=_was_settled))),
        *_word_blocks(source, told),
        Block(_("Sådan læses filerne"), tuple(others)),
    ]
    return [block for block in found if block.rows]


def asked(found: Sequence[Block]) -> list[Block]:
    """What a person must answer."""
    return _with_rows(found, is_asked=True)


def settled(found: Sequence[Block]) -> list[Block]:
    """What may be looked through, and changed."""
    return _with_rows(found, is_asked=False)


def _with_rows(found: Sequence[Block], *, is_asked: bool) -> list[Block]:
    rows = [
        Block(block.heading, tuple(row for row in block.rows if row.is_asked is is_asked))
        for block in found
    ]
    return [block for block in rows if block.rows]


def _is_asked(line: Line) -> bool:
    """Whether yes or no settles a line: days are asked otherwise, and a year nobody knows is written by hand."""
    return line.key != "date_format" and line.value != ""


def _was_settled(row: Row) -> bool:
    """Whether it was not asked: an answer moves no row."""
    return not row.is_asked


def _column(
    source: ProposedSource,
    line: Line,
    told: Told,
    is_used: set[str],
    cells: Mapping[str, Sequence[str]],
) -> Row:
    headings = line.value if line.section == "joined" else [line.key]
    theirs = " + ".join(harmless.heading(heading) for heading in headings)
    own = line.key if line.section == "joined" else line.value
    choices = {UNUSED: _("bruges ikke")}
    if own:
        choices[own_lines.key(line.value)] = own_names.column_choice(source, own)
    said = told.get(own_lines.of_line(source, line), UNUSED)
    if said not in choices and own_names.is_ours(source, own_lines.ours_of(said)):
        choices[said] = own_names.column_choice(source, own_lines.ours_of(said))
    if line.section in ("columns", "items"):
        choices = _columns_left(source, is_used, choices, is_item=line.section == "items")
    if line.section == "tall.columns":
        choices |= {own_lines.key(day): own_names.column_choice(source, day) for day in PHASE_DAYS}
    return _row(
        source, line, told, theirs, own_names.first_cells(cells.get(headings[0], ())), choices
    )


def _unused(
    proposed: ProposedSource,
    source: ProposedSource,
    told: Told,
    is_used: set[str],
    cells: Mapping[str, Sequence[str]],
) -> Iterator[Row]:
    """The headings nothing was proposed for; what every row must have and nothing says may be among them."""
    needed = own_given.lacking(own_lines.applied(source, told))
    sought = own_given.lacking(own_lines.applied(proposed, {}))
    for heading in proposed.unused:
        name = own_lines.of_heading(proposed, heading)
        said = told.get(name, UNUSED)
        own = own_lines.chosen(proposed, {name: said}).get(heading, "")
        choices = {UNUSED: _("bruges ikke")} | {
            own_lines.key(ours): own_names.column_choice(proposed, ours)
            for ours in (own, *needed)
            if ours
        }
        choices = _columns_left(proposed, is_used, choices, is_item=False)
        choices |= _leaving_out(cells.get(heading, ()))
        may_be = [c for c in needed if may_hold(proposed.table.name, c, cells.get(heading, ()))]
        why = _(
            "kan være {columns}",
            columns=words.listing([own_names.column_word(proposed, c) for c in may_be]),
        )
        events = happened.may_say(heading)
        if events and is_used.issuperset(events):
            why, may_be = _("en anden kolonne siger det"), events
        yield Row(
            name, harmless.heading(heading), own_names.first_cells(cells.get(heading, ())), choices, said,
            why if may_be and said == UNUSED else "",
            any(may_hold(proposed.table.name, c, cells.get(heading, ())) for c in sought),
        )  # fmt: skip


def _leaving_out(cells: Sequence[str]) -> dict[str, str]:
    """For each word of a column of few: that its rows do not count."""
    if not 1 < len(cells) <= MOST_WORDS or any(len(cell) > own_names.LONGEST for cell in cells):
        return {}
    return {
        own_lines.leaving_out(cell): _(
            "Rækker med ”{word}” tælles ikke med", word=own_names.cell_text(cell)
        )
        for cell in cells
    }


def _columns_left(
    source: ProposedSource, is_used: set[str], choices: Mapping[str, str], *, is_item: bool
) -> dict[str, str]:
    """The choices, and every column and question nothing says yet."""
    columns = [name for name in source.table.names if name not in is_used]
    items = [item for item in own_names.items_of(source) if item not in is_used]
    if any(line.section.startswith("wide.") for line in source.lines):
        items = []  # each of its questions belongs to a phase
    left = [*items, *columns] if is_item else [*columns, *items]
    if any(map(choosing.takes_time, source.lines)) and not is_item:
        left.append(choosing.TIME)
    return dict(choices) | {
        own_lines.key(each): own_names.column_choice(source, each)
        for each in left
        if own_lines.key(each) not in choices
    }


def may_hold(table: str, column: str, cells: Sequence[str]) -> bool:
    """Whether the cells of a heading may be what a column of ours is: days, or mostly words for its codes."""
    if own_given.is_day(table, column):
        return own_given.may_be_days(cells)
    known = {word.casefold() for each in vocabulary.codes(table, column).values() for word in each}
    return 2 * sum(cell.casefold() in known for cell in cells) >= len(cells) > 0


def _word_blocks(source: ProposedSource, told: Told) -> Iterator[Block]:
    """Words and codes, a block a column: only the codes of that column can be chosen."""
    groups: dict[str, list[Line]] = {}
    answered = own_lines.applied(source, told)  # what a column says no more another may say
    for line in own_lines.open_lines(source, told):
        belongs = own_names.belongs_to(line)
        is_word = line.section.startswith("codes.") or own_names.codes(answered, belongs)
        if is_word and not line.section.startswith("wide."):
            groups.setdefault(belongs, []).append(line)
    for belongs, lines in groups.items():
        known = own_names.codes(answered, belongs)
        choices = {own_lines.key(code): word for code, word in known.items()}
        rows = []
        for line in lines:
            if line.section == "constants":
                nothing = {UNUSED: _("det er ikke ens i alle rækker")}
            elif belongs == "score":
                lowest = {own_lines.key("1"): "1"} if line.key == "0" else {}
                nothing = {MISSING: _("ikke besvaret")} | lowest
            elif belongs in aliases.NUMBERS:
                same = _("samme som {number}", number=harmless.heading(line.value))
                nothing = {own_lines.key(line.value): same, UNUSED: _("en anden")}
            elif line.section.startswith(happened.SECTION):
                nothing = {MISSING: _("nej") if len(choices) == 1 else _("ingen af delene")}
            elif line.section.startswith((own_names.SCALE, "answers.")):
                nothing = {MISSING: _("tælles ikke med")}
            else:
                nothing = {
                    MISSING: _("ikke oplyst, som en tom celle"),
                    own_lines.leaving_out(heading_key(line.key)): _("rækken tælles ikke med"),
                }
            is_in_doubt = line.reason == _(column_words.WITH_OTHERS)
            both = nothing | choices if is_in_doubt else choices | nothing
            theirs = harmless.heading(line.key)
            if line.section == "constants":
                theirs = _("{column}, alle rækker", column=own_names.column_word(source, belongs))
            rows.append(_row(source, line, told, theirs or _("(tom celle)"), "", both))
        yield Block(own_names.column_word(source, belongs), tuple(sorted(rows, key=_was_settled)))


def _setting(source: ProposedSource, line: Line, told: Told) -> Row:
    choices = {own_lines.key(line.value): _("ja"), UNUSED: _("nej")}
    return _row(source, line, told, own_names.setting(source, line), "", choices)


def _row(
    source: ProposedSource,
    line: Line,
    told: Told,
    theirs: str,
    cells: str,
    choices: Mapping[str, str],
) -> Row:
    name = own_lines.of_line(source, line)
    nothing = MISSING if MISSING in choices else UNUSED
    is_guess = line.certainty == Certainty.GUESS
    is_open = is_guess and not own_lines.is_of_theirs(line)
    proposed = None if is_open else own_lines.key(line.value) or nothing
    said = told.get(name, proposed)
    may_be_taken = (
        is_guess
        and line.section.startswith(MAY_BE_TAKEN)
        and line.section not in ONE_BY_ONE
        and line.value != happened.CHARGED
    )
    return Row(
        name,
        theirs,
        cells,
        choices,
        said if said in choices else proposed,
        "" if name in told else _why(source, line, choices),
        is_open,
        own_lines.key(line.value) if may_be_taken else "",
    )


def _why(source: ProposedSource, line: Line, choices: Mapping[str, str]) -> str:
    """How sure a line is and why; a guess says what it is a guess at."""
    if line.section == "constants" and line.certainty == Certainty.GUESS:
        return _("ingen kolonne siger det; vælg det, hvis det er ens i alle rækker")
    if own_lines.is_of_theirs(line):
        return _("kendes ikke; er det et af vores spørgsmål, så vælg det")
    is_unknown = line.value == "" and line.certainty == Certainty.GUESS
    if is_unknown and line.section != own_names.SCALE:
        is_told = line.reason in map(_, (column_words.WHETHER_UNANSWERED, column_words.WITH_OTHERS))
        is_told = is_told or line.section.startswith((happened.SECTION, "codes.score"))
        return line.reason if is_told else _("kendes ikke; vælg, hvad det betyder")
    is_guess = line.certainty == Certainty.GUESS and line.value != ""
    guess = choices.get(own_lines.key(line.value), "") if is_guess else ""
    if line.section == own_names.SCALE and not line.value:
        return line.reason
    told = " ".join(filter(None, (_(CERTAINTIES[line.certainty]), f"”{guess}”" if guess else "")))
    return ": ".join(filter(None, (told, line.reason)))
