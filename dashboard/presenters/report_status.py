"""The municipalities' reports as the owner sees them: the newest, and which are not up to date and why."""

from collections.abc import Iterable, Mapping, Sequence

from dashboard.editions import edition, writer
from dashboard.editions.writer import Outcome
from dashboard.foundation import words
from dashboard.foundation.quarters import Quarter
from dashboard.foundation.words import text as _
from dashboard.presenters import municipal_words
from dashboard.presenters.link_overview import Table
from dashboard.presenters.link_words import level_name
from dashboard.published import reference

MOST_HELD = 5  # reports that are not up to date, before the rest is folded away


def reports(found: Mapping[str, Sequence[edition.Edition]]) -> Table:
    """The newest report of each municipality with its codes, so that one read aloud can be found."""
    return [
        {
            _("Kommune"): reference.municipalities()[code],
            _("Seneste rapport"): _each(words.quarter(made.period[1]) for made in newest),
            _("Udgave"): _each(words.number(made.version) for made in newest),
            **{
                level_name(level): _each(m.report_code for m in newest if m.level == level)
                for level in municipal_words.LEVELS
            },
        }
        for code, newest in found.items()
        if newest
    ]


def _each(told: Iterable[str]) -> str:
    """What differs between the levels is said of both."""
    return " / ".join(dict.fromkeys(told))


def held_back(outcomes: Iterable[Outcome]) -> list[str]:
    """Which reports are not out as the newest data have them, why, and what the municipality sees
    instead: a sentence for each municipality and reason, newest quarter first.
    """
    levels: dict[tuple[str, str, str, bool], list[str]] = {}
    for outcome in outcomes:
        key = (outcome.municipality, outcome.quarter, outcome.why, outcome.version > 0)
        levels.setdefault(key, []).append(outcome.level)
    quarters: dict[tuple[str, str, bool, tuple[str, ...]], list[int]] = {}
    for (code, quarter, why, is_out), found in levels.items():
        group = (code, why, is_out, tuple(found))
        quarters.setdefault(group, []).append(Quarter.named(quarter).number)
    newest_first = sorted(quarters.items(), key=lambda each: -max(each[1]))
    return [_held_sentence(*group, numbers) for group, numbers in newest_first]


def _held_sentence(
    code: str, why: str, is_out: bool, levels: tuple[str, ...], numbers: Sequence[int]
) -> str:
    sees = (
        _("Kommunen ser den udgave, der er ude.")
        if is_out
        else _("Kommunen ser ingen rapport for det kvartal.")
    )
    return _(
        "{municipality}, {quarters} ({levels}): {why} {sees}",
        municipality=reference.municipalities()[code],
        quarters=words.listing(_spans(numbers)),
        levels=words.listing([words.uncapital(level_name(level)) for level in levels]),
        why=words.uncapital(_(writer.WHY[why])),
        sees=sees,
    )


def _spans(numbers: Sequence[int]) -> list[str]:
    """2. kvt. 2025 – 3. kvt. 2026: quarters that follow each other, from the first to the last."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return [
        f" {words.EN_DASH} ".join(dict.fromkeys((_quarter(first), _quarter(last))))
        for first, last in spans
    ]


def _quarter(number: int) -> str:
    return words.quarter(Quarter.numbered(number).first)


def nothing_to_do() -> str:
    """Above the reports that are not as the newest data have them."""
    return _(
        "Her ser kommunerne ikke tallene, som de nyeste data har dem. Du skal ikke gøre noget: rapporterne prøves "
        "igen, hver gang data udgives."
    )
