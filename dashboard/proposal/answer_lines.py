"""The words for answers, as lines of a recipe: question by question, or once for all that are asked on a scale."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from dashboard.foundation.plain_text import heading_key, plain
from dashboard.foundation.schema import SCORE_RANGES, SURVEY_RESULTS
from dashboard.foundation.words import text as _
from dashboard.ingest import answer_scale, vocabulary
from dashboard.proposal import legend, matching, scales, values
from dashboard.proposal.lines import GUESS, LIKELY, SURE, Line, word_line
from dashboard.proposal.matching import Match
from dashboard.proposal.reading import Reading

OF_ONE = (
    "instrument",
    "respondent",
    "case_id",
    "phase",
    "answered_on",
)  # what answers of one share
ORDER = (*answer_scale.GOOD, "", *answer_scale.BAD[::-1], answer_scale.NO_STEP)


def of_answers(
    group: Sequence[Reading], cells: Mapping[int, list[str]], missing: set[str]
) -> Iterator[Line]:
    """The words for answers; adds to missing those that stand for nothing. cells: of each column."""
    yield from _of_one_scale(_wide_answers(group[0], cells, missing))
    yield from _off_the_scale(group[0], cells)
    yield from _of_one_scale(_long_answers(group, missing))


def of_one(first: Reading, given: set[str]) -> Iterator[Line]:
    """Which rows are one questionnaire, where each is an answer and none says which it is of; given: it grows.

    A guess where answers may have a time each, or be nobody's.
    """
    at = {match.ours: i for i, match in first.columns.items()}
    parts = [first.headings[at[ours]] for ours in OF_ONE if ours in at]
    if "case_id" not in at or len(parts) < len(("case_id", "answered_on")):
        return
    given.add("response_id")
    days = first.cells(at["answered_on"]) if "answered_on" in at else []
    is_each_timed = any(":" in day and not day.endswith("00:00:00") for day in days)
    is_of_nobody = len(first.cells(at["case_id"])) < len(first.body)
    certainty = GUESS if is_each_timed or is_of_nobody else LIKELY
    reason = _("svar fra samme forløb, runde og dag er ét skema")
    yield Line("joined", "response_id", parts, certainty, reason)


def _wide_answers(
    first: Reading, cells: Mapping[int, list[str]], missing: set[str]
) -> Iterator[Line]:
    asked = [(i, q.item) for i, q in first.questions.items() if q.item]
    scale = _main_scale(first, cells, asked)
    for i, item in asked:
        yield from _answers(first.instrument, item, cells[i], missing, first.headings[i], scale)


def _off_the_scale(first: Reading, cells: Mapping[int, list[str]]) -> Iterator[Line]:
    """A number no score can be (99), where it is one alone: it stands for no answer."""
    if first.instrument not in SCORE_RANGES:
        return
    least, most = SCORE_RANGES[first.instrument]
    whole = {int(c) for i in first.questions for c in cells[i] if re.fullmatch("-?[0-9]{1,3}", c)}
    off = [number for number in whole if not least <= number <= most]
    if off == [least - 1]:  # the lowest of a scale of theirs that begins lower, or no answer
        reason = _("under skalaen: ikke besvaret, eller jeres laveste?")
        yield Line("codes.score", str(off[0]), "", GUESS, reason)
    elif len(off) == 1:
        reason = _("uden for skalaen; regnes for ubesvaret")
        yield Line("codes.score", str(off[0]), "", LIKELY, reason)


def _main_scale(
    first: Reading, cells: Mapping[int, list[str]], asked: Sequence[tuple[int, str]]
) -> dict[str, str]:
    """The steps that the first questions asked on a scale have; another's, where they differ, are its own."""
    found: dict[str, str] = {}
    for i, item in asked:
        steps = _steps(first.headings[i], cells[i], item)
        if all(found.get(word, step) == step for word, step in steps.items()):
            found |= steps
    return found


def _steps(heading: str, cells: Sequence[str], item: str) -> dict[str, str]:
    """The step of each word a question is answered by, and of those its heading explains."""
    words = dict.fromkeys([*map(plain, cells), *legend.within(heading), *scales.numbers(heading)])
    return scales.steps(heading, list(words)) if answer_scale.answers(item) else {}


def _long_answers(group: Sequence[Reading], missing: set[str]) -> Iterator[Line]:
    """The words for answers of a table with a row a question, item by item; and the words for items."""
    at = {match.ours: i for i, match in group[0].columns.items()}
    of_all = group[0].instrument  # where no column says which questionnaire a row is of
    if "item" not in at or not (of_all or "instrument" in at):
        return
    instruments = vocabulary.codes(SURVEY_RESULTS.name, "instrument")
    said: dict[tuple[str, str], set[str]] = {}  # answers by instrument and item, as they call them
    for row in (row for reading in group for row in reading.body):
        if max(at.values()) >= len(row):
            continue  # a row cut short
        names = ("instrument", "item", "answer")
        theirs, item, answer = (plain(row[at[name]]) if name in at else "" for name in names)
        found = matching.best(theirs or of_all, instruments)
        if found and item and found.ours != "internship":  # whose items may be called anything
            said.setdefault((found.ours, item), set()).add(answer)
    meant: dict[str, tuple[Match | None, list[str]]] = {}
    answers: dict[tuple[str, str], set[str]] = {}
    for (instrument, item), words in said.items():
        match = matching.items(instrument, [item]).get(0)
        meant.setdefault(item, (match, list(vocabulary.items(instrument))))
        if match:
            answers.setdefault((instrument, match.ours), set()).update(filter(None, words))
    for item, (match, known) in meant.items():
        if match is None or match.ours != item:
            yield word_line("codes.item", item, match, known)
    for (instrument, item), words in answers.items():
        yield from _answers(instrument, item, sorted(words), missing)


def _answers(
    instrument: str,
    item: str,
    cells: Sequence[str],
    missing: set[str],
    heading: str = "",
    scale: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Line]:
    """The words of one question. scale: the steps most questions of the source have."""
    if instrument in SCORE_RANGES:
        missing |= values.nothing(cells, are_days=False)
        return
    known = vocabulary.answers(instrument, item)
    words = [w for w in dict.fromkeys(map(plain, cells)) if w not in known]
    passed = {heading_key(word) for word in vocabulary.missing_answers()}
    steps, explained = _steps(heading, cells, item), legend.within(heading)
    is_own = any(scale.get(word, step) != step for word, step in steps.items())
    for word, match in matching.words(words, known).items():
        said = matching.best(explained.get(heading_key(word), ""), known)
        if match is None and (
            heading_key(word) in passed or values.nothing([word], are_days=False)
        ):
            missing.add(word)
        elif match is None and _are_several(word, known):
            reason = _("flere svar på ét spørgsmål; de tælles ikke med")
            yield Line(f"answers.{item}", word, "", LIKELY, reason)
        elif said and (is_own or not answer_scale.answers(item)):
            reason = _("forklaret ved siden af: ”{meaning}”", meaning=explained[heading_key(word)])
            yield Line(f"answers.{item}", word, said.ours, LIKELY, reason)
        elif word in steps and is_own:
            yield _of_item(item, word, steps[word], explained.get(heading_key(word), ""))
        elif word in steps and (match is None or match.certainty != SURE):
            yield _step(word, steps[word])
        elif match is None and answer_scale.answers(item) and not values.is_no_code(word):
            is_unsaid = scales.NEITHER.fullmatch(word)
            yield _step(word, answer_scale.NO_STEP if is_unsaid else scale.get(word))
        elif match is not None or not values.is_no_code(word):
            yield word_line(f"answers.{item}", word, match, list(known))


def _of_item(item: str, word: str, step: str, said: str) -> Line:
    """What a word answers to a question whose scale is another than the others'. said: what it stands for."""
    if not step:
        middle = _("midt på skalaen; hvor skal det tælles?")
        if said:
            middle = _("midt på skalaen, ”{meaning}”; hvor skal det tælles?", meaning=said)
        return Line(f"answers.{item}", word, "", GUESS, middle)
    answer = answer_scale.answers(item)[step]
    return Line(f"answers.{item}", word, answer, LIKELY, _("efter rækkefølgen"))


def _are_several(word: str, known: Mapping[str, Sequence[str]]) -> bool:
    """Whether a word is a list of different answers: ticks, of which one question has several."""
    told = [matching.best(part, known) for part in re.split("[,;/]", word)]
    return all(told) and len({match.ours for match in told if match}) > 1


def _step(word: str, step: str | None) -> Line:
    """Where a word stands on the scale of the source, whichever question it answers; "": in the middle."""
    if step:
        return Line("scale", word, step, LIKELY, _("efter rækkefølgen"))
    middle = _("midt på skalaen; hvor skal det tælles?")
    return Line("scale", word, "", GUESS, middle if step == "" else _("hvor på skalaen?"))


def _of_one_scale(lines: Iterable[Line]) -> Iterator[Line]:
    """Each word of a scale once; one that stands in two places is a question for every answer."""
    steps: dict[str, list[Line]] = {}
    for line in lines:
        if line.section == "scale":
            steps.setdefault(line.key, []).append(line)
        else:
            yield line
    found = []
    for word, said in steps.items():
        known = list(dict.fromkeys(line for line in said if line != _step(word, None)))
        found.append(known[0] if len(known) == 1 else _step(word, None))
    yield from sorted(found, key=lambda line: ORDER.index(line.value))
