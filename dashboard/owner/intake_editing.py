"""The second step drawn: what the files are taken for, to be said yes to or changed, and the recipe it makes."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard import drawing
from dashboard.foundation.words import text as _
from dashboard.ingest import recipe_file
from dashboard.owner import intake, intake_screen, intake_work
from dashboard.owner.intake import Intake
from dashboard.owner.intake_work import Looked, Sample
from dashboard.presenters import own_files, own_lines
from dashboard.presenters.own_lines import Asked, Row
from dashboard.proposal import renewing, writing
from dashboard.proposal.proposing import ProposedSource

Answers = list[tuple[Asked, Sequence[Row]]]


def meet(work: Intake) -> None:
    """What was found, source by source, and the way on."""
    st.markdown(own_files.step("meet"))
    looked = intake_screen.looked(work)
    if not work.recipe.exists() and not looked.is_ours:
        work.keep_recipe(_text(looked, _asked_about(looked)))
    sources = looked.proposal.sources
    examined = intake_screen.examined(work, sources)
    by_hand = bool(work.state.get("by_hand"))
    asked = [] if by_hand or looked.is_ours else _asked_about(looked)
    drawing.table(own_files.found(sources, [sample.count for sample in examined.samples]))
    guesses = sum(own_lines.guesses(source) for source in asked)
    drawing.calm(
        own_files.how_read(
            looked.is_ours, bool(looked.earlier), len(looked.news), len(sources), guesses
        )
    )
    edited, is_answered = [], True
    for nth, source in enumerate(asked):
        own = next(
            i
            for i, each in enumerate(sources)
            if (each.table, each.names) == (source.table, source.names)
        )
        answers, days = _source(work, source, nth, looked, examined.samples[own])
        is_answered = is_answered and (days is not None or not own_lines.days(source))
        edited.append(own_lines.applied(source, answers, days))
    for told in own_files.unused(looked.proposal):
        st.caption(drawing.escape(told))
    text = ""  # ours need no recipe
    if by_hand:
        text = work.recipe.read_text(encoding="utf-8")
    elif not looked.is_ours:
        text = _taking(work, _text(looked, edited), examined.lacking)
    if not looked.is_ours:
        _recipe(work, text, by_hand)
    _on(
        work,
        text,
        is_answered and bool(sources or looked.earlier or looked.is_ours or by_hand),
    )


def _taking(work: Intake, text: str, lacking: Sequence[str]) -> str:
    """The recipe with the tables that are to be taken as they were published; asked where some are not there."""
    if not lacking:
        return text
    names = [table.name for table in intake_work.recipe(work).from_snapshot]
    st.caption(_("Ikke i filerne. Sæt kryds ved det, der skal tages, som det er udgivet."))
    chosen = [
        name
        for name in lacking
        if st.checkbox(own_files.table_word(name), name in names, key=f"taken-{name}")
    ]
    return renewing.taking(text, [*(name for name in names if name not in lacking), *chosen])


def _asked_about(looked: Looked) -> list[ProposedSource]:
    return [new.source for new in looked.news] if looked.earlier else looked.proposal.sources


def _text(looked: Looked, sources: Sequence[ProposedSource]) -> str:
    if not looked.earlier:
        return writing.text(replace(looked.proposal, sources=list(sources)))
    news = [replace(new, source=source) for new, source in zip(looked.news, sources, strict=False)]
    return renewing.added(looked.earlier, news)


def _source(
    work: Intake, source: ProposedSource, nth: int, looked: Looked, sample: Sample
) -> tuple[Answers, int | None]:
    """One source to go through, one click away where nothing of it is a guess; what was said before stands."""
    told = work.state.get("answers", {})
    held = st.session_state.setdefault(
        "intake-asked", {}
    )  # an editor starts from the same rows each time
    parts = own_lines.parts(source)
    opened = st.expander(
        own_files.heading(source),
        key=f"source-{nth}",
        expanded=own_lines.guesses(source) > 0,
        on_change="rerun",
    )
    if not opened.open:
        held.pop((work.id, nth), None)
        left = [own_lines.answered_before(source, part, told) for part in parts]
        return [(part, part.rows) for part in left], own_lines.days_before(source, told)
    if (work.id, nth) not in held:
        held[work.id, nth] = [own_lines.answered_before(source, part, told) for part in parts]
    with opened:
        days = _days(dict(own_lines.days(source)), own_lines.days_before(source, told), nth)
        _beside(looked, source, sample)
        answers = _editors(held[work.id, nth], nth)
    said = own_lines.answers_of(source, answers, days)
    kept = {name: value for name, value in (told | said).items() if value is not None}
    if kept != told:
        work.note(answers=kept)
    return answers, days


def _editors(parts: Sequence[Asked], nth: int) -> Answers:
    columns, words, others = parts
    headed = (
        (columns, "columns", _("Kolonner"), _("Jeres kolonne"), _("Vores kolonne"), ""),
        (words, "words", _("Ord"), _("Jeres ord"), _("Betyder"), _("Kolonne")),
        (others, "others", _("Andet"), _("Jeres kolonne"), _("Værdi"), _("Hvad")),
    )
    found: Answers = []
    for part, name, told, theirs, ours, where in headed:
        if part.rows:
            st.caption(told)
            found.append((part, _editor(part, f"{name}-{nth}", theirs, ours, where)))
    return found


def _beside(looked: Looked, source: ProposedSource, sample: Sample) -> None:
    """The first rows as they stand and as they are read, side by side."""
    headings, rows = looked.theirs.get(source.names[0], ((), []))
    ours = [own_lines.column_word(source, name) for name in sample.headings]
    read = [
        [
            own_files.read_as(source, name, value)
            for name, value in zip(sample.headings, row, strict=True)
        ]
        for row in sample.rows
    ]
    told = (
        (_("De første rækker, som de står i filen"), own_files.first_rows(headings, rows)),
        (_("De første rækker, som de læses"), own_files.first_rows(ours, read)),
    )
    for place, (says, table) in zip(st.columns(2), told, strict=True):
        with place:
            st.caption(says)
            if table:
                st.dataframe(table, hide_index=True, alt=says)


def _days(ways: dict[int, str], before: int | None, nth: int) -> int | None:
    """A question where days can be read two ways; nobody guesses."""
    if not ways:
        return None
    return st.radio(
        _("Datoerne kan læses på to måder. Hvad er rigtigt?"), list(ways), format_func=ways.__getitem__,
        index=list(ways).index(before) if before in ways else None, key=f"days-{nth}",
    )  # fmt: skip


def _editor(asked: Asked, key: str, theirs: str, ours: str, where: str = "") -> list[Row]:
    """Rows to tick and choose in."""
    if not asked.rows:
        return []
    shown = ["use", *(["where"] if where else []), "theirs", "ours", "why"]
    config: dict[str, Any] = {
        "use": st.column_config.CheckboxColumn(_("Brug"), width="small"),
        "where": st.column_config.TextColumn(where),
        "theirs": st.column_config.TextColumn(theirs),
        "ours": st.column_config.SelectboxColumn(ours, options=list(asked.options))
        if asked.options
        else st.column_config.TextColumn(ours),
        "why": st.column_config.TextColumn(_("Hvor sikkert, og hvorfor")),
    }
    locked = ["where", "theirs", "why", *([] if asked.options else ["ours"])]
    rows = [{name: row[name] for name in shown} for row in asked.rows]
    edited: list[Row] = st.data_editor(
        rows, column_config=config, column_order=shown, disabled=locked, hide_index=True, key=f"edit-{key}",
        num_rows="fixed", width="stretch", placeholder=_("vælg"), alt=f"{theirs}, {ours}",
    )  # fmt: skip
    return edited


def _recipe(work: Intake, text: str, by_hand: bool) -> None:
    """The recipe as text, for whoever would rather write."""
    with st.expander(_("Opskriften som tekst"), key="intake-recipe"):
        digest = hashlib.sha256(text.encode()).hexdigest()[:8]  # another text is another box
        written = st.text_area(_("Opskriften"), text, height=400, key=f"recipe-{digest}")
        with st.container(horizontal=True):
            if st.button(_("Brug teksten")):
                intake_screen.tried(lambda: _write(work, written))
                st.rerun()
            st.download_button(
                _("Hent opskriften"), text, "recipe.toml", "text/plain", on_click="ignore"
            )
            if by_hand and st.button(_("Brug tabellerne igen")):
                work.recipe.unlink()
                work.note(by_hand=False)
                st.rerun()


def _write(work: Intake, text: str) -> None:
    draft = work.folder / "recipe.draft.toml"
    draft.write_text(text, encoding="utf-8")
    try:
        recipe_file.read(draft)
    finally:
        draft.unlink()
    work.keep_recipe(text)
    work.note(by_hand=True)


def _on(work: Intake, text: str, is_answered: bool) -> None:
    with st.container(horizontal=True):
        if st.button(_("Tjek filerne"), type="primary", disabled=not is_answered):
            if text:
                work.keep_recipe(text)
            intake_screen.go(work, intake.CHECK)
            st.rerun()
        st.button(_("Tilbage"), on_click=intake_screen.go, args=(work, intake.FILES))
    if not is_answered:
        st.caption(_("Svar på spørgsmålet om datoer først."))
