"""Columns whose headings are no words of ours: by a word within them, and by what their cells hold."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from dashboard.foundation.plain_text import heading_key, plain
from dashboard.foundation.schema import CONTACTS, SCORE_RANGES, WHEEL_DOMAINS, Column
from dashboard.ingest import vocabulary
from dashboard.proposal import matching, phase_words, row_words, values
from dashboard.proposal.matching import Certainty, Match
from dashboard.proposal.peeking import Sheet
from dashboard.proposal.reading import PARTS, Question, Reading
from dashboard.proposal.reading import readings as bare_readings

MOST_PARTS = 4  # of a word for a code
LEAST_CODES = 2  # different ones
NEARLY_ALL = 0.8  # of a column's words: they are no others
LEAST_KNOWN = 0.7  # of a column's words: they are then the words of one of ours
LEAST_SCORES = 0.4  # of the different ones of a domain: a yes and a no are fewer
DAYS = (
    "started_on",
    "contacted_at",
    "answered_on",
)  # every row has one, and it is never the same day


def readings(sheet: Sheet) -> list[Reading]:
    """The likeliest table a sheet may fill, alone in a list, with what its unknown headings may be."""
    return [_completed(each) for each in bare_readings(sheet)]


def _completed(bare: Reading) -> Reading:
    found = dict(bare.columns)
    for match_of in (_by_phase, _by_keyword, _by_words, _by_days):
        so_far = replace(bare, columns=dict(found))
        for i, match in match_of(so_far, _unknown(bare, found), _free(bare, found)):
            if match.ours in _free(bare, found):
                found[i] = match
    left = _free(bare, found).values()
    found = {i: _surer(bare, i, match, left) for i, match in found.items()}
    return replace(bare, columns=found, questions=_with_domains(bare, found))


def _surer(reading: Reading, i: int, match: Match, left: Iterable[Column]) -> Match:
    """A guess that is likely: nearly every word under the heading is a code of that column, and of no other's.

    left: the columns nothing says, which may have the same codes.
    """
    own = next(each for each in reading.table.columns if each.name == match.ours)
    is_guess = match.certainty == Certainty.GUESS and bool(own.codes)
    if not is_guess or not _may_be_called(reading, i, match.ours):
        return match
    fitting = [each.name for each in (own, *left) if each.codes and _fits(reading, i, each)]
    is_likely = fitting == [match.ours]
    return replace(match, certainty=Certainty.LIKELY, by_cells=True) if is_likely else match


def _may_be_called(reading: Reading, i: int, column: str) -> bool:
    """Whether a heading may name a column: of one that says nothing of it ("Ønsker"), the words are another thing's."""
    doubtful = vocabulary.ambiguous_headings(reading.table.name)
    keys = {heading_key(word) for word, ours in doubtful.items() if column in ours}
    keywords = vocabulary.keywords(reading.table.name).get(column, ())
    is_said = matching.by_keyword(reading.headings[i], {column: keywords}) is not None
    return is_said or heading_key(reading.headings[i]) in keys


def _fits(reading: Reading, i: int, column: Column) -> bool:
    """Whether nearly all words of a column are several codes of one of ours."""
    meant = _meant(reading, i, column)
    codes = [found.ours for found in meant if found]
    return len(set(codes)) >= LEAST_CODES and len(codes) >= NEARLY_ALL * len(meant)


def _with_domains(reading: Reading, found: Mapping[int, Match]) -> dict[int, Question]:
    """The questions; what stands among the domains of a wheel, answered as they are, is a domain that is left."""
    asked = dict(reading.questions)
    is_by_phase = any(question.phase for question in asked.values())
    if reading.instrument != "life_wheel" or is_by_phase or not asked:
        return asked
    left = [name for name in WHEEL_DOMAINS if name not in {q.item for q in asked.values()}]
    alike = [
        i
        for i, heading in enumerate(reading.headings)
        if i not in asked and i not in found and _is_domain(heading) and _is_scored_as(reading, i)
    ]
    among = [i for i in alike if min(asked) < i < max(asked)]
    is_clear = len(left) == len(alike) == 1  # a wheel of more domains than ours has others
    for i in among if left else ():
        item, certainty = (left[0], Certainty.LIKELY) if is_clear else ("", Certainty.GUESS)
        asked[i] = Question(item, "", Match(item, certainty, reading.headings[i]))
    return dict(sorted(asked.items()))


def _is_domain(heading: str) -> bool:
    """Whether a heading may be a domain's: it is there, and calls no sum."""
    return bool(heading) and not row_words.total([heading])


def _is_scored_as(reading: Reading, i: int) -> bool:
    """Whether a column has the scores of the domains, and about as many different ones."""
    low, high = SCORE_RANGES["life_wheel"]
    scores = {cell for each in reading.questions for cell in reading.cells(each)}
    scores |= {str(score) for score in range(low, high + 1)}
    different = {plain(cell).removesuffix(".0") for cell in reading.cells(i)}
    fewest = min(len(set(reading.cells(each))) for each in reading.questions)
    return different <= scores and len(different) > LEAST_SCORES * fewest


def _unknown(reading: Reading, found: Mapping[int, Match]) -> list[int]:
    every = range(len(reading.headings))
    is_log = reading.table == CONTACTS
    parts = {reading.part(every, *part) for part in PARTS} if is_log else set()
    return [
        i
        for i, heading in enumerate(reading.headings)
        if heading and i not in found and i not in reading.questions and i not in parts
    ]


def _free(reading: Reading, found: Mapping[int, Match]) -> dict[str, Column]:
    taken = {match.ours for match in found.values()}
    return {column.name: column for column in reading.table.columns if column.name not in taken}


def _by_phase(
    reading: Reading, unknown: list[int], free: Mapping[str, Column]
) -> Iterator[tuple[int, Match]]:
    """The day a phase of their own name began, by its number: "Fase2_Broen"."""
    for i in unknown:
        column = f"phase_{phase_words.number(reading.headings[i])}_on"
        if column in free and values.look_like_days(reading.cells(i)):
            yield i, Match(column, Certainty.LIKELY, reading.headings[i])


def _by_keyword(
    reading: Reading, unknown: list[int], free: Mapping[str, Column]
) -> Iterator[tuple[int, Match]]:
    """A heading with a word of one column alone, of those its cells fit: "Hvorfor stoppede de"."""
    keywords = vocabulary.keywords(reading.table.name)
    for i in unknown:
        fitting = {
            name: words
            for name, words in keywords.items()
            if name in free and values.may_be(free[name].type, reading.cells(i))
        }
        match = matching.by_keyword(reading.headings[i], fitting)
        if (
            match
            and reading.cells(i)
            and not (free[match.ours].codes and _are_sentences(reading, i))
        ):
            yield i, match


def _are_sentences(reading: Reading, i: int) -> bool:
    """Whether a column holds what somebody wrote, and no words for codes."""
    cells = reading.cells(i)
    return len(set(cells)) > values.MOST_WORDS or any(len(c.split()) > MOST_PARTS for c in cells)


def _by_words(
    reading: Reading, unknown: list[int], free: Mapping[str, Column]
) -> Iterator[tuple[int, Match]]:
    """A column most of whose words are the words of one of ours."""
    for i in unknown:
        cells = reading.cells(i)
        if not 1 < len(set(cells)) <= values.MOST_WORDS or values.are_numbers(cells):
            continue
        shares = {}
        for name, column in free.items():
            meant = _meant(reading, i, column) if column.codes else []
            shares[name] = sum(match is not None for match in meant) / max(len(meant), 1)
        likeliest = max(shares, key=lambda name: (shares[name], "citizen" in name), default="")
        if likeliest and shares[likeliest] >= LEAST_KNOWN:
            yield i, Match(likeliest, Certainty.GUESS, reading.headings[i])


def _meant(reading: Reading, i: int, column: Column) -> list[Match | None]:
    """What each word of a column would mean as one of ours; words for nothing mean nothing."""
    words = {plain(cell) for cell in reading.cells(i)}
    words -= values.nothing(words, are_days=True)
    known = vocabulary.codes(reading.table.name, column.name)
    about = (vocabulary.ambiguous_words(column.name), vocabulary.code_keywords(column.name))
    return list(matching.words(words, known, *about).values())


def _by_days(
    reading: Reading, unknown: list[int], free: Mapping[str, Column]
) -> Iterator[tuple[int, Match]]:
    """The only column of days left, where every row must have one."""
    is_told = (
        reading.table == CONTACTS
        and reading.part(range(len(reading.headings)), *PARTS[0]) is not None
    )
    needed = [name for name in DAYS if name in free and not (is_told and name == PARTS[0][0])]
    days = [i for i in unknown if values.look_like_days(reading.cells(i))]
    if len(needed) == 1 and len(days) == 1:
        yield days[0], Match(needed[0], Certainty.GUESS, reading.headings[days[0]])
    if "ended_on" in free and "end_reason" not in free:  # what ended them stands beside when it was
        at = next(i for i, match in reading.columns.items() if match.ours == "end_reason")
        beside = [i for i in days if abs(i - at) == 1][:1]
        yield from ((i, Match("ended_on", Certainty.GUESS, reading.headings[i])) for i in beside)
