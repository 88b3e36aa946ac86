"""The page where somebody's own files come in: its steps, what was found, what is wrong, what will change."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from dashboard.foundation import harmless, terms, words
from dashboard.foundation.schema import SURVEY_RESULTS
from dashboard.foundation.words import mark, number, plural
from dashboard.foundation.words import text as _
from dashboard.ingest.recipe_columns import SHEET
from dashboard.presenters import own_given, own_lines, own_names, own_questions
from dashboard.proposal.lines import Line
from dashboard.proposal.matching import Certainty
from dashboard.proposal.proposing import Proposal, ProposedSource
from dashboard.proposal.renewing import DECLINED

Table = list[dict[str, str]]
STEPS = ("files", "meet", "check", "changes")
TOLD = {
    "files": mark("Læg jeres filer ind. De bliver liggende på serveren, til de er udgivet, højst et døgn."),
    "meet": mark(
        "Se efter, om filerne er læst rigtigt. Det sandsynlige er valgt; et gæt bruges kun, hvis du siger ja."
    ),
    "check": mark("Alle rækker er læst og prøvet. Intet er udgivet endnu."),
    "changes": mark("Sådan bliver tallene, hvis du udgiver. Intet er udgivet endnu."),
}  # fmt: skip


def step(name: str) -> str:
    """Which step it is, and what it is about."""
    place = _("Trin {n} af {of}.", n=STEPS.index(name) + 1, of=len(STEPS))
    return f"**{place}** {_(TOLD[name])}"


def read_only() -> str:
    """Why nothing can come in on the page, and the other way."""
    return _(
        "Denne side må kun læse data, så filer kan ikke lægges ind eller udgives her. "
        "Brug kommandoen publish på den maskine, programmet kører på."
    )


def what_to_drop(most: int) -> str:
    """What kinds of files, and how big; Streamlit says so in English alone. most: megabytes."""
    return _(
        "Excel, CSV og andre tabeller, højst {most} MB hver. Træk dem hertil, eller vælg dem.",
        most=number(most),
    )


def table_word(name: str) -> str:
    """A table as people call it, with a capital."""
    return words.capital(_(terms.TABLES[name]) if name else _("filerne"))


def sheets(names: Sequence[str], most: int = 2) -> str:
    """Files and sheets, the first of them by name."""
    shown = [harmless.heading(name) for name in names[:most]]
    rest = names[most:]
    if not rest:
        return words.listing(shown)
    if any(SHEET in name for name in rest):
        more = plural("{n} ark mere", "{n} ark mere", len(rest))
    else:
        more = plural("{n} fil mere", "{n} filer mere", len(rest))
    return words.listing([*shown, more])


def heading(source: ProposedSource) -> str:
    """A source by its table and its files."""
    return f"{table_word(source.table.name)}: {sheets(source.names, 1)}"


def read_so(source: ProposedSource, rows: int, *, is_used: bool = True) -> str:
    """A source, how many rows of ours it gives, what nobody knows and what is likely alone; or that it is not used."""
    if not is_used:
        return " · ".join((heading(source), _("bruges ikke")))
    likely = sum(line.certainty == Certainty.LIKELY for line in source.lines)
    told = [heading(source)]
    if rows or all(line.certainty > Certainty.GUESS for line in source.lines):
        told.append(
            plural("{n} svar", "{n} svar", rows)  # a questionnaire is one row of theirs
            if source.table == SURVEY_RESULTS
            else plural("{n} række", "{n} rækker", rows)
        )
    if unknown := sum(map(own_lines.is_of_theirs, source.lines)):
        told.append(plural("{n} ukendt spørgsmål", "{n} ukendte spørgsmål", unknown))
    if likely:
        told.append(plural("{n} sandsynlig", "{n} sandsynlige", likely))
    return " · ".join(told)


def found(sources: Sequence[ProposedSource], rows: Sequence[int]) -> Table:
    """What files that are ours hold, a row a source; rows: of ours in each."""
    return [
        {
            _("Tabel"): table_word(source.table.name),
            _("Filer og ark"): sheets(source.names),
            _("Rækker"): number(count),
        }
        for source, count in zip(sources, rows, strict=True)
    ]


def read(files: Mapping[str, Sequence[str]], rows: Mapping[str, int]) -> Table:
    """What a recipe reads, a row a table."""
    return [
        {
            _("Tabel"): table_word(name),
            _("Filer og ark"): sheets(names),
            _("Rækker"): number(rows.get(name, 0)),
        }
        for name, names in files.items()
        if names
    ]


def by_hand(text: str) -> str:
    """By what the files are read when somebody has written it, and what of that is still a guess."""
    told = _("Filerne læses efter teksten herunder.")
    left = len(DECLINED.findall(text))
    if not left:
        return told
    more = plural("{n} linje er et gæt og bruges ikke.", "{n} linjer er gæt og bruges ikke.", left)
    return f"{told} {more}"


def guesses(sources: Iterable[ProposedSource], told: own_lines.Told) -> int:
    """How many questions nobody has answered; what is the same of two sources is one."""
    return len({name for source in sources for name in own_questions.open_of(source, told)})


def lacking(
    sources: Iterable[ProposedSource], told: own_lines.Told
) -> list[tuple[ProposedSource, str]]:
    """What every row must have and nothing says or asks, in a sentence a source."""
    return [
        (
            source,
            _(
                "{sheets} mangler {columns}. Vælg kolonnen i tabellen herunder, eller brug ikke rækkerne.",
                sheets=heading(source),
                columns=words.listing(
                    [f"”{own_names.column_word(source, each)}”" for each in needed]
                ),
            ),
        )
        for source in sources
        if (
            needed := [
                each for each in own_given.lacking(source) if not _is_asked(source, each, told)
            ]
        )
    ]


def _is_asked(source: ProposedSource, column: str, told: own_lines.Told) -> bool:
    """Whether a line asks what every row has there, or a guess nobody has said yes or no to."""
    return any(
        (line.section, line.key) == ("constants", column)
        or ((column, line.section) == ("item", "items") and _is_open(source, line, told))
        or (line.section == "columns" and _is_open(source, line, told) and line.value == column)
        or (line.section == "joined" and _is_open(source, line, told) and line.key == column)
        for line in source.lines
    )


def _is_open(source: ProposedSource, line: Line, told: own_lines.Told) -> bool:
    is_open = line.certainty == Certainty.GUESS and not own_lines.is_of_theirs(line)
    return is_open and own_lines.of_line(source, line) not in told


def how_read(is_ours: bool, is_known: bool, new: int, sources: int, guesses: int) -> str:
    """By what the files are read, and what is asked."""
    if is_ours:
        return _(
            "Filer og kolonner hedder det, programmet selv kalder dem. Der er intet at spørge om."
        )
    if not sources:
        return _(
            "Ingen af filerne ligner forløb, kontakter eller svar. Gå tilbage, og læg andre filer ind."
        )
    if not is_known:
        if not guesses:
            return _(
                "Der er intet at svare på. Åbn en tabel, hvis du vil se eller rette, hvordan den læses."
            )
        return plural(
            "{n} ting er gættet eller kendes ikke. Vælg, hvad det er; et ord uden svar er en fejl i næste trin.",
            "{n} ting er gættet eller kendes ikke. Vælg, hvad det er; et ord uden svar er en fejl i næste trin.",
            guesses,
        )
    if not new:
        return _("Opskriften fra sidst passer. Der er intet nyt i filerne.")
    return _("Opskriften fra sidst bruges. Herunder står kun det, der er nyt i filerne.")


def left(proposal: Proposal) -> list[str]:
    """The files and sheets that are not asked about, in sentences."""
    told = []
    if proposal.plain:
        told.append(_("Filer, der læses, som de er: {names}.", names=sheets(proposal.plain, 10)))
    if proposal.unused:
        told.append(_("Filer og ark, der ikke bruges: {names}.", names=sheets(proposal.unused, 10)))
    if proposal.closed:
        told.append(_("Filer, der ikke kan åbnes: {names}.", names=sheets(proposal.closed, 10)))
    return told


def holding_back(rows: Mapping[str, int]) -> str:
    """What it means that rows with a fault are held back."""
    counts = [f"{table_word(name)} {number(n)}" for name, n in rows.items() if n]
    return _(
        "Rækker, der holdes tilbage: {counts}. De er ikke med i noget tal; hvor mange det er, står på "
        "siden Data og metode. "
        "Et forløb, der holdes tilbage, tager sine kontakter og svar med.",
        counts=words.listing(counts),
    )


def verdict(total: int, rows: Mapping[str, int]) -> str:
    """Whether anything is wrong."""
    if total:
        return plural(
            "Der er {n} fejl. Ret filerne, og læg dem ind igen, eller gå tilbage og ret, hvordan de læses.",
            "Der er {n} fejl. Ret filerne, og læg dem ind igen, eller gå tilbage og ret, hvordan de læses.",
            total,
        )
    return plural("Ingen fejl i {n} række.", "Ingen fejl i {n} rækker.", sum(rows.values()))


def afterwards(has_before: bool, is_reported: bool) -> str:
    """What can be done once it is published."""
    if is_reported:
        told = _("Kommunernes rapporter er skrevet.")
    else:
        told = _(
            "Kommunernes rapporter skrives først, når du siger til, for de kan ikke kaldes tilbage."
        )
    if not has_before:
        return told
    return " ".join((told, _("Fortryd går tilbage til det, der var udgivet før.")))


def waiting(at: datetime, by: str, names: Sequence[str], path: str) -> str:
    """A piece of work that can be taken up again."""
    what = path or (sheets(names) if names else _("ingen filer endnu"))
    return _("{what}, fra {moment}, begyndt af {who}", what=what, moment=words.moment(at), who=by)
