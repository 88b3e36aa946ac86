"""What the words of a column say of the column itself: whose they are, and whether it is two columns in one."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from dashboard.foundation import cpr
from dashboard.foundation.plain_text import heading_key, plain
from dashboard.foundation.schema import Column, Table
from dashboard.foundation.words import mark
from dashboard.foundation.words import text as _
from dashboard.ingest import vocabulary
from dashboard.proposal import matching, values
from dashboard.proposal.lines import GUESS, LIKELY, SURE, Line
from dashboard.proposal.matching import Certainty, Match

NOT_HELD = ("no_show", "cancelled")
NOBODY = {"unanswered", "not_met"}  # of `vocabulary.no_contact`
NOT_HELD_SO = mark("siger, at kontakten ikke blev holdt; regnes for et møde")
UNANSWERED = mark("ingen svarede")
WHETHER_UNANSWERED = mark("ingen svarede; skal rækken tælles med?")
WITH_OTHERS = mark("var borgeren med? vælg hvordan, eller at rækken ikke tælles med")


def are_not_ours(
    table: Table, column: Column, cells: Collection[str], certainty: Certainty
) -> bool:
    """Whether a column called as one of our codes holds something else, which nobody can code.

    Of who answered: the initials of who filled it in. Of what may be blank: what somebody wrote, or under
    a heading that may be another thing, words none of which is known. certainty: that the heading is ours.
    """
    if column.name == "respondent" and cells:
        known = vocabulary.codes("survey_results", column.name)
        return not any(matching.words(cells, known).values())
    if not (column.codes and column.nullable and cells):
        return False
    if len(cells) > values.MOST_WORDS:
        return True
    known = vocabulary.codes(table.name, column.name)
    about = vocabulary.ambiguous_words(column.name), vocabulary.code_keywords(column.name)
    return certainty != SURE and not any(matching.words(map(plain, cells), known, *about).values())


def asked(line: Line, *, says_outcome: bool) -> Line:
    """The line of a word for how a contact was, asked about where it may be none with the citizen.

    says_outcome: whether the same column says of contacts that they were not held: it is then asked there, once.
    """
    said = matching.told_by(line.key, vocabulary.no_contact())
    if line.section != "codes.channel" or not said:
        return line
    if said.keys() & NOBODY:
        if not says_outcome:
            return replace(line, value="", certainty=GUESS, reason=_(WHETHER_UNANSWERED))
        usual, reason = ("phone", UNANSWERED) if "unanswered" in said else ("meeting", NOT_HELD_SO)
        return replace(line, value=line.value or usual, certainty=LIKELY, reason=_(reason))
    if "of_citizen" in said or "with_citizen" not in said:  # one yes to all guesses is none to this
        return replace(line, value="", certainty=GUESS, reason=_(WITH_OTHERS))
    return line


def of_no_day(column: Column, words: Iterable[str]) -> Iterator[Line]:
    """The words of a column of days that are no day: what has not happened, and what somebody must say."""
    for word in (
        words if column.nullable else ()
    ):  # of what every row must have, rows are asked about
        if heading_key(word) in vocabulary.no_day():
            yield Line(f"codes.{column.name}", word, "", LIKELY, _("ingen dag: det er ikke sket"))
        elif not any(letter.isdigit() for letter in word):
            yield Line(f"codes.{column.name}", word, "", GUESS, _("er ingen dag"))


def says_outcome(column: str, ours: Collection[str], cells: Iterable[str]) -> bool:
    """Whether a column of how contacts were says of some that they were not held ("Møde", "Sms", "Udeblevet").

    ours: all that columns say; where another says it, this one does not.
    """
    return column == "channel" and "outcome" not in ours and bool(_not_held(cells))


def of_outcome(cells: Iterable[str]) -> Iterator[Line]:
    """The words of such a column for both of ours: those of contacts that were not held, and all others."""
    words = list(dict.fromkeys(map(plain, cells)))
    not_held = _not_held(words)
    for word in (word for word in words if not cpr.holds(word)):
        if match := not_held.get(word):
            yield Line("codes.channel", word, "meeting", LIKELY, _(NOT_HELD_SO))
            yield Line("codes.outcome", word, match.ours, match.certainty, "")
        elif matching.told_by(word, vocabulary.no_contact()).keys() & NOBODY:
            yield Line("codes.outcome", word, "no_show", GUESS, _(UNANSWERED))
        elif not values.nothing([word], are_days=False):
            # an active line is kept: what somebody wrote of a person is asked first
            certainty = GUESS if values.is_sentence(word) else LIKELY
            reason = _("siger kun, hvordan kontakten var")
            yield Line("codes.outcome", word, "held", certainty, reason)


def _not_held(cells: Iterable[str]) -> dict[str, Match]:
    """The words that say a contact was not held, and are none for how it was."""
    words = list(dict.fromkeys(map(plain, cells)))
    names = ("channel", "outcome")
    channels, outcomes = (
        matching.words(words, vocabulary.codes("contacts", n), {}, vocabulary.code_keywords(n))
        for n in names
    )
    return {
        word: match
        for word, match in outcomes.items()
        if match and match.ours in NOT_HELD and channels[word] is None
    }
