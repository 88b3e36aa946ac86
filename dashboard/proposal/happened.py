"""Words that say what has happened in a course: charges by yes and no, a job or an education beside its day."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dashboard.foundation import cpr
from dashboard.foundation.plain_text import heading_key, plain
from dashboard.foundation.schema import CASES
from dashboard.foundation.words import text as _
from dashboard.ingest import vocabulary
from dashboard.ingest.recipe import EVENTS
from dashboard.proposal import matching, values
from dashboard.proposal.lines import GUESS, LIKELY, Line
from dashboard.proposal.reading import Reading

CHARGED, *WORK = EVENTS
SECTION = "happened."
DAYS = "happened_on"  # the section of the columns that say when
About = tuple[str, ...]
ABOUT: tuple[About, ...] = (("charged",), ("employment", "education"))
MOST_ASKED = 12  # words of a column nobody knows: more are what somebody wrote
COUNTED = re.compile(r"(?:ja|yes|x),? ?\(?x?[1-9]\)?")  # how often: "Ja (2)"


@dataclass(frozen=True)
class Event:
    """A column of words, the one that says when, if any, and what is said of each word."""

    at: int
    day: int | None
    lines: tuple[Line, ...]

    @property
    def ours(self) -> set[str]:
        """The columns of ours its words say, also as a guess."""
        return {line.value for line in self.lines if line.value}


def section_of(heading: str) -> str:
    """The section of what the words under a heading say."""
    return f"{SECTION}{json.dumps(heading, ensure_ascii=False)}"


def heading_of(section: str) -> str:
    """The heading whose words a section is about; "" of another section."""
    return str(json.loads(section.removeprefix(SECTION))) if section.startswith(SECTION) else ""


def of(group: Sequence[Reading]) -> list[Event]:
    """The columns of sheets of one form that say so in words; none of what a column of days says."""
    first = group[0]
    if first.table != CASES or first.phases:
        return []
    found: list[Event] = []
    for i, heading in enumerate(first.headings):
        about = _about(heading)
        event = _event(group, i, about) if about and _is_free(first, i) else None
        found += [event] if event and not event.ours & _said(first, event, found) else []
    return found


def chosen(group: Sequence[Reading], heading: str, ours: str) -> Event | None:
    """What is said of a column somebody has chosen for one of ours, if its words say so; None of one of days."""
    about = {CHARGED: ABOUT[0], **dict.fromkeys(WORK, ABOUT[1])}.get(ours)
    at = group[0].headings.index(heading) if heading in group[0].headings else None
    return _event(group, at, about) if about and at is not None else None


def apart(group: Sequence[Reading], found: Sequence[Event]) -> list[Reading]:
    """The readings, their columns without those that are read so."""
    taken = {i for event in found for i in (event.at, event.day)}
    return [
        replace(r, columns={i: m for i, m in r.columns.items() if i not in taken}) for r in group
    ]


def lines(first: Reading, found: Iterable[Event]) -> Iterator[Line]:
    """What is said of the words, and where their day stands."""
    for event in found:
        yield from event.lines
        if event.day is not None:
            reason = _("dagen står i kolonnen ved siden af")
            at, day = first.headings[event.at], first.headings[event.day]
            yield Line(DAYS, at, day, LIKELY, reason)


def may_say(heading: str) -> list[str]:
    """The columns of ours that words under a heading may say by its own words; none where it says nothing."""
    about = _about(heading)
    return [CHARGED] if about == ABOUT[0] else WORK if about else []


def _about(heading: str) -> About | None:
    """What a heading says its words are about; None of another thing, or another time."""
    known = vocabulary.happened_headings()
    about = next((each for each in ABOUT if all(_has(heading, known[part]) for part in each)), None)
    return None if _has(heading, known["otherwise"]) else about


def _event(group: Sequence[Reading], i: int, about: About) -> Event | None:
    """What the words of a column say, and where their day stands; None of one that nobody could answer for."""
    cells = [plain(cell) for reading in group for cell in reading.cells(i)]
    words = [word for word in dict.fromkeys(cells) if not cpr.holds(word)]
    section, day = section_of(group[0].headings[i]), _beside(group, i, about)
    if about == ABOUT[0]:
        are_days = any(values.look_like_days([word]) for word in words)
        said = list(_charges(section, words, has_day=day is not None))
        if _has(heading_key(group[0].headings[i]), vocabulary.happened_headings()["suspected"]):
            said = [_suspected(line) if line.key in words else line for line in said]
    else:
        are_days = values.look_like_days(words)
        said = [_work_line(section, word) for word in words] if day is not None else []
    asked = sum(line.certainty == GUESS and not line.value for line in said)
    is_theirs = asked > MOST_ASKED or values.are_sentences(words)
    return None if are_days or is_theirs or asked == len(said) else Event(i, day, tuple(said))


def _is_free(first: Reading, i: int) -> bool:
    """Whether nothing surer than a guess is read from a column, or what its words would say."""
    match = first.columns.get(i)
    is_free = match is None or match.certainty == GUESS or match.ours in EVENTS
    return bool(first.headings[i]) and is_free and i not in first.questions


def _said(first: Reading, event: Event, found: Iterable[Event]) -> set[str]:
    """The columns of ours that other columns say."""
    own = (event.at, event.day)
    by_others = {match.ours for at, match in first.columns.items() if at not in own}
    return by_others | {ours for each in found for ours in each.ours}


def _has(text: str, known: Iterable[str]) -> bool:
    return matching.by_keyword(text, {"": known}) is not None


def _beside(group: Sequence[Reading], i: int, about: About) -> int | None:
    """The column after another, if it holds days and is called after nothing else, or nothing at all."""
    first, day = group[0], i + 1
    match = first.columns.get(day)
    most = LIKELY if match and match.ours in EVENTS else GUESS
    is_read = match is not None and match.certainty > most
    if day >= len(first.headings) or is_read or day in first.questions:
        return None
    cells = [cell for reading in group for cell in reading.cells(day)]
    known = vocabulary.happened_headings()
    called = [word for each in ("day", *about) for word in known[each]]
    others = [
        w for w in re.findall(r"\w+", heading_key(first.headings[day])) if not _has(w, called)
    ]
    return day if not others and values.look_like_days(cells) else None


def _charges(section: str, words: Iterable[str], *, has_day: bool) -> Iterator[Line]:
    """Charges by yes and no; what is neither is asked, for an old one is none in the course."""
    reason = "" if has_day else _("regnes for sket den dag, forløbet begyndte")
    answers = {word: _yes_or_no(word) for word in words}
    for word, is_yes in answers.items():
        if is_yes is None:
            yield Line(section, word, "", GUESS, _("er borgeren tiltalt i forløbet?"))
        elif is_yes:
            yield Line(section, word, CHARGED, LIKELY, reason)
        else:
            yield Line(section, word, "", LIKELY, _("det er ikke sket"))
    if True not in answers.values() and False in answers.values():  # not as if nobody knew
        yes = vocabulary.codes(CASES.name, "need_crime")["true"][0]
        yield Line(section, yes, CHARGED, LIKELY, _("det står der ikke endnu"))


def _suspected(line: Line) -> Line:
    """A yes to who is suspected is asked: not all of them are charged."""
    if not line.value:
        return line
    return replace(line, certainty=GUESS, reason=_("er borgeren tiltalt i forløbet?"))


def _yes_or_no(word: str) -> bool | None:
    """Whether a word is a clear yes, or a no; None of another."""
    key = heading_key(word)
    known = vocabulary.codes(CASES.name, "need_crime")
    yes, no = ({code, *map(heading_key, known[code])} for code in ("true", "false"))
    if key in yes or COUNTED.fullmatch(key):
        return True
    is_no = key in no or _is_nothing(word)
    return False if is_no else None


def _is_nothing(word: str) -> bool:
    """Whether a word says that nothing has happened: a no or a dash, for who does not know has not said no."""
    is_dash = not re.search(r"[\w?]", word) and bool(values.nothing([word], are_days=True))
    return is_dash or heading_key(word) in vocabulary.no_day()


def _work_line(section: str, word: str) -> Line:
    """What a word is, a question where it is neither a clear job nor a clear education."""
    if _is_nothing(word):
        return Line(section, word, "", LIKELY, _("det er ikke sket"))
    known, doubtful = vocabulary.happened(), vocabulary.may_have_happened()
    match = matching.by_keyword(word, known)
    maybe = matching.by_keyword(word, {ours: doubtful[ours] for ours in WORK})
    is_denied = matching.DENIED.search(word.casefold()) or _has(word, doubtful["hedged"])
    is_clear = not (is_denied or "?" in word or word.startswith("(") or values.is_sentence(word))
    if maybe and is_clear:
        return Line(section, word, maybe.ours, GUESS, _("kan betyde flere ting"))
    if match is None or not is_clear:
        reason = _("kendes ikke: et job, en uddannelse eller ingen af delene?")
        return Line(section, word, "", GUESS, reason)
    if match.ours not in WORK:
        reason = _("regnes hverken for job eller uddannelse; gør I?")
        return Line(section, word, "", GUESS, reason)
    reason = (
        "" if match.known_by == heading_key(word) else _("ligner ”{word}”", word=match.known_by)
    )
    return Line(section, word, match.ours, LIKELY, reason)
