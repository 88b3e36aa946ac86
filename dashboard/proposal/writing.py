"""A proposal as the text of a recipe: sure lines stand, guesses are commented out, each says why."""

import json
from collections.abc import Iterator
from typing import Any

from dashboard.foundation import harmless
from dashboard.foundation.schema import TABLES
from dashboard.foundation.words import listing, number, plural
from dashboard.foundation.words import text as _
from dashboard.ingest import answer_scale
from dashboard.proposal import happened, values
from dashboard.proposal.lines import Line
from dashboard.proposal.matching import Certainty
from dashboard.proposal.proposing import Proposal, ProposedSource

OF_DAYS = {  # where any word may be written
    f"codes.{column.name}"
    for table in TABLES
    for column in table.columns
    if column.type in ("date", "timestamp")
}


WORDS = ("codes.", happened.SECTION)  # sections of their words


def text(proposal: Proposal) -> str:
    """The whole recipe.toml."""
    lines = [
        "# " + _("Opskrift: hvordan jeres filer bliver til tabellerne forløb, kontakter og svar."),
        "# "
        + _(
            "Linjer med # foran og ”?” er gæt: fjern # foran dem, der er rigtige, og ret dem, der er forkerte."
        ),
        "# " + _("Navnene til højre for = står i docs/columns.md."),
        "",
    ]
    for each in proposal.sources:
        lines += [source(each), ""]
    for name in proposal.plain:
        lines.append("# " + _("læses, som den er: {name}", name=harmless.heading(name)))
    for name in proposal.unused:
        lines.append("# " + _("bruges ikke: {name}", name=harmless.heading(name)))
    for name in proposal.closed:
        lines.append("# " + _("kan ikke åbnes: {name}", name=harmless.heading(name)))
    return "\n".join(lines).rstrip() + "\n"


def summary(proposal: Proposal) -> str:
    """What was found, and how much of it is sure, a line a source."""
    told = []
    for source in proposal.sources:
        counts = [
            sum(line.certainty == certainty for line in source.lines)
            for certainty in reversed(Certainty)
        ]
        told.append(
            _(
                "{table}: {sheets} · sikre linjer {sure}, sandsynlige {likely}, gæt {guesses}",
                table=source.table.name,
                sheets=_names(source.names),
                sure=number(counts[0]),
                likely=number(counts[1]),
                guesses=number(counts[2]),
            )
        )
    return "\n".join(told)


def _names(names: list[str]) -> str:
    shown = [harmless.heading(name) for name in names[:2]]
    more = len(names) - len(shown)
    if more:
        shown.append(plural("{n} ark mere", "{n} ark mere", more))
    return listing(shown)


def source(proposed: ProposedSource) -> str:
    """One [[source]] of it."""
    return "\n".join(_source(proposed))


def _source(source: ProposedSource) -> Iterator[str]:
    yield "[[source]]"
    yield f"# {harmless.line(_names(source.names))}"
    yield f'table = "{source.table.name}"'
    yield from (line(each) for each in source.lines if not each.section)
    for section in dict.fromkeys(
        line.section
        for line in source.lines
        if line.section and not line.section.startswith("wide.")
    ):
        yield f"[source.{section}]"
        if section == "scale":
            yield "# " + _(
                "svar på alle spørgsmål med en skala: {steps}; tom: svaret tælles ikke med",
                steps=", ".join(answer_scale.STEPS),
            )
        yield from (
            line(each) for each in source.lines if each.section == section and _is_kept(each)
        )
    blocks = dict.fromkeys(
        line.section.split(".")[1] for line in source.lines if line.section.startswith("wide.")
    )
    for block in blocks:
        yield "[[source.wide]]"
        for part in ("constants", "columns", "items"):
            lines = [line for line in source.lines if line.section == f"wide.{block}.{part}"]
            if lines:
                yield f"[source.wide.{part}]"
                yield from map(line, lines)
    yield from map(left, source.unused)


def _is_kept(told: Line) -> bool:
    """Whether a line is written: what somebody wrote at length of a person, and nobody has coded, is not."""
    is_open = told.certainty == Certainty.GUESS and told.section.startswith(WORDS)
    return not (is_open and (values.is_sentence(told.key) or told.section in OF_DAYS))


def left(heading: str) -> str:
    """A heading that is not used, as it is told: next month it is no news."""
    return "# " + _("bruges ikke: {name}", name=harmless.heading(heading))


def line(told: Line) -> str:
    """One line of it."""
    key = told.key if told.section in ("", "tall") else quoted(told.key)
    said = f"{key} = {quoted(told.value)}"
    certainty = {
        Certainty.SURE: "",
        Certainty.LIKELY: _("sandsynlig"),
        Certainty.GUESS: _("gæt"),
    }[told.certainty]
    why = ": ".join(filter(None, (certainty, told.reason)))
    before = "# ? " if told.certainty == Certainty.GUESS else ""
    return f"{before}{said}" + (f"  # {harmless.line(why)}" if why else "")


def quoted(value: Any) -> str:
    """A value of TOML, whose text, numbers, booleans and lists are written as JSON's."""
    return json.dumps(value, ensure_ascii=False)
