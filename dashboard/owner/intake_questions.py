"""One source of the second step drawn: its first rows, and a box to choose in for each heading and word."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

import streamlit as st

from dashboard import drawing
from dashboard.foundation.words import text as _
from dashboard.owner.intake import Intake
from dashboard.owner.intake_work import Looked, Sample
from dashboard.presenters import own_choices, own_files, own_lines, own_previews, own_questions
from dashboard.presenters.own_choices import Block, Row
from dashboard.presenters.own_lines import Told
from dashboard.presenters.own_questions import Group
from dashboard.proposal import choosing
from dashboard.proposal.proposing import ProposedSource

Asked = Sequence[
    tuple[ProposedSource, ProposedSource]
]  # as proposed, and with what follows from the answers
WIDTHS = (4, 4, 3)  # of a row: what is theirs, what it is of ours, why
SAID, TOGETHER = "said", "together"  # in work.json: the answers, and the sheets of each source then


def told(work: Intake) -> Told:
    """What has been answered."""
    found: Told = work.state.get(SAID, {})
    return found


def follow(work: Intake, sources: Sequence[ProposedSource]) -> None:
    """Keeps the answers with their sources when files have come or gone since."""
    now, before = [source.names for source in sources], work.state.get(TOGETHER, [])
    if now != before:
        work.note(**{TOGETHER: now, SAID: own_lines.carried(told(work), before, sources)})


def questions(work: Intake, looked: Looked, every: Asked) -> set[str]:
    """What nobody can know but the person: every source's questions, in one place; gives which were drawn."""
    drawn: set[str] = set()
    asked = []
    for nth, (proposed, seen) in enumerate(every):
        _days(work, seen, nth)
        blocks = own_choices.asked(_blocks(work, looked, proposed, seen))
        asked.append((own_files.sheets(seen.names, 1), blocks))
    groups = own_questions.groups(asked)
    for group in groups:
        is_alone = len(group.rows) == 1
        if not is_alone:
            small = f"  :small[:gray[{drawing.escape(group.where)}]]" if group.where else ""
            st.markdown(f"**{drawing.escape(group.heading)}**{small}")
        with st.container(gap="xsmall"):
            for row, place in group.rows:
                where = f"{group.heading} · {place}" if is_alone else place
                beneath = "" if group.where and not is_alone else where
                _row(work, row, group.heading, beneath, drawn, own_questions.alike(group, row))
            _rest(work, group)
    if taken := own_questions.taken(groups):
        yes = own_questions.yes_to(len(taken))
        st.button(yes, on_click=_say_all, args=(work, taken), key=f"taken-{work.id}")
    return drawn


def _rest(work: Intake, group: Group) -> None:
    """One answer for all that is left of a group."""
    choices = own_questions.of_the_rest(group)
    if not choices:
        return
    key = f"rest-{work.id}-{group.rows[0][0].name}"

    def say() -> None:
        _say_all(work, own_questions.said_of_the_rest(group, st.session_state[key]))

    theirs, ours, _why = st.columns(WIDTHS, vertical_alignment="center", gap="small")
    rest = own_questions.rest(group)
    theirs.markdown(rest)
    ours.selectbox(
        f"{group.heading}: {rest}", list(choices), index=None, key=key, on_change=say,
        placeholder=_("vælg ét for dem alle"), label_visibility="collapsed",
    )  # fmt: skip


def _blocks(
    work: Intake, looked: Looked, proposed: ProposedSource, seen: ProposedSource
) -> list[Block]:
    group = [looked.readings[name] for name in proposed.names if name in looked.readings]
    cells = choosing.cells(group) if group else {}
    return own_choices.blocks(proposed, seen, told(work), cells)


def source(
    work: Intake,
    looked: Looked,
    proposed: ProposedSource,
    seen: ProposedSource,
    sample: Sample,
    nth: int,
    drawn: set[str],
    *,
    is_open: bool,
    is_whole: bool,
) -> None:
    """A source to look through, one click away unless something is lacking that nobody asks about.

    seen: the same with what follows from the answers. drawn: what stands above already; it grows. is_whole: whether
    the recipe knows nothing of it yet, so that it may be left out.
    """
    is_used = bool(own_lines.used([proposed], told(work)))
    opened = st.expander(
        drawing.escape(own_files.read_so(proposed, sample.count, is_used=is_used)),
        key=f"source-{nth}",
        expanded=is_open,
        on_change="rerun",
    )
    if not opened.open:
        return
    with opened:
        if is_whole:
            key = _whole(work, proposed)
            st.checkbox(
                _("Brug det ikke"),
                not is_used,
                key=key,
                on_change=_leave_out,
                args=(work, proposed, key),
            )
        if not is_used:
            return
        _beside(looked, proposed, sample)
        for block in own_choices.settled(_blocks(work, looked, proposed, seen)):
            if all(row.name in drawn for row in block.rows):
                continue
            st.markdown(f"**{drawing.escape(block.heading)}**")
            with st.container(gap="xsmall"):
                for row in block.rows:
                    _row(work, row, block.heading, row.cells, drawn)


def _row(
    work: Intake, row: Row, about: str, beneath: str, drawn: set[str], alike: Sequence[str] = ()
) -> None:
    """One thing to choose, once a page; beneath: what is told in small letters below it; alike: said with it."""
    if row.name in drawn:
        return
    drawn.add(row.name)
    theirs, ours, why = st.columns(WIDTHS, vertical_alignment="center", gap="small")
    small = f"  \n:small[:gray[{drawing.escape(beneath)}]]" if beneath else ""
    theirs.markdown(drawing.escape(row.theirs) + small)
    keys = list(row.choices)
    with ours:
        st.selectbox(
            f"{about}: {row.theirs}", keys, format_func=row.choices.__getitem__,
            index=None if row.chosen is None else keys.index(row.chosen), key=_box(work, row.name),
            placeholder=_("vælg"), label_visibility="collapsed", on_change=_say, args=(work, row.name, alike),
        )  # fmt: skip
    why.caption(drawing.escape(row.why))


def _say(work: Intake, name: str, alike: Sequence[str]) -> None:
    """Keeps an answer before the page is drawn again."""
    chosen = st.session_state.get(_box(work, name))
    if chosen is None:
        work.note(**{SAID: {key: value for key, value in told(work).items() if key != name}})
    else:
        _say_all(work, dict.fromkeys((name, *alike), chosen))


def _say_all(work: Intake, said: Mapping[str, str]) -> None:
    """Keeps several answers, by name."""
    work.note(**{SAID: {**told(work), **said}})
    for name, value in said.items():  # what a box shows is its own, once it has been drawn
        st.session_state[_box(work, name)] = value


def leave_out(work: Intake, source: ProposedSource) -> None:
    """Keeps that a source's files or sheets are not used."""
    work.note(**{SAID: {**told(work), own_lines.whole(source): own_lines.MISSING}})
    st.session_state[_whole(work, source)] = True  # the box that says so too


def _box(work: Intake, name: str) -> str:
    """The key of a box: a word of theirs in it would stand in what Streamlit logs."""
    return f"say-{work.id}-{sha256(name.encode()).hexdigest()[:16]}"


def _whole(work: Intake, source: ProposedSource) -> str:
    """The key of the box that says a source is not used."""
    return _box(work, own_lines.whole(source))


def _leave_out(work: Intake, source: ProposedSource, key: str) -> None:
    """Keeps that a source's files or sheets are not used, or that they are after all."""
    name = own_lines.whole(source)
    kept = {each: value for each, value in told(work).items() if each != name}
    work.note(**{SAID: kept | ({name: own_lines.MISSING} if st.session_state[key] else {})})


def _days(work: Intake, seen: ProposedSource, nth: int) -> None:
    """A question where days can be read two ways; nobody guesses."""
    ways = dict(own_lines.days(seen))
    if not ways:
        return
    before, key = own_lines.chosen_days(seen, told(work)), f"days-{work.id}-{nth}"

    def say() -> None:
        right = seen.lines[st.session_state[key]].value
        work.note(**{SAID: {**told(work), own_lines.name(seen): own_lines.key(right)}})

    st.radio(
        _("Datoerne kan læses på to måder. Hvad er rigtigt?"), list(ways), format_func=ways.__getitem__,
        index=list(ways).index(before) if before in ways else None, key=key, on_change=say,
    )  # fmt: skip


def _beside(looked: Looked, source: ProposedSource, sample: Sample) -> None:
    """The first rows as they stand, and the same rows as they are read, side by side."""
    sheets = [_sheet(looked, source.names, file) for file, _row, _values in sample.rows]
    theirs = [
        (row, dict(zip(looked.readings[sheet].headings, looked.tops[sheet][row], strict=False)))
        for sheet, (_file, row, _values) in zip(sheets, sample.rows, strict=True)
        if sheet and row in looked.tops[sheet]
    ]
    pairs = (
        (_("De første rækker, som de står i filen"), own_previews.theirs(theirs)),
        (
            _("De samme rækker, som de læses"),
            own_previews.ours(source, [each[1:] for each in sample.rows]),
        ),
    )
    for place, (says, table) in zip(st.columns(2), pairs, strict=True):
        with place:
            st.caption(says)
            if table:
                st.dataframe(table, hide_index=True, alt=says)


def _sheet(looked: Looked, names: Sequence[str], file: str) -> str:
    """The sheet a row was read from; a file nobody has chosen sheets of is told by its name alone."""
    return next(
        (n for n in names if n in looked.tops and (n == file or n.startswith(f"{file} · "))), ""
    )
