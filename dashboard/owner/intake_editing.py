"""The second step drawn: what the files are taken for, to be said yes to or changed, and the recipe it makes."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard import drawing
from dashboard.foundation.words import text as _
from dashboard.ingest import recipe_file
from dashboard.owner import intake, intake_questions, intake_screen, intake_work
from dashboard.owner.intake import Intake
from dashboard.owner.intake_work import Examined, Looked
from dashboard.presenters import own_files, own_lines, own_notices
from dashboard.proposal import renewing, writing
from dashboard.proposal.proposing import ProposedSource


def meet(work: Intake) -> None:
    """What was found, source by source, and the way on."""
    st.markdown(own_files.step("meet"))
    looked = intake_screen.looked(work)
    if work.state.get("by_hand"):
        _by_hand(work, looked)
        return
    intake_questions.follow(work, looked.proposal.sources)
    asked = _asked_about(looked)
    if not work.recipe.exists() and not looked.is_ours:
        work.keep_recipe(_text(looked, asked, {}))
    examined = intake_screen.examined(work, looked.proposal.sources)
    if looked.is_ours:
        counts = [sample.count for sample in examined.samples]
        drawing.table(own_files.found(looked.proposal.sources, counts))
        drawing.calm(own_files.how_read(True, False, 0, len(looked.proposal.sources), 0))
        _on(work, "", is_answered=True)
        return
    _ask(work, looked, asked, examined)


def _ask(work: Intake, looked: Looked, asked: Sequence[ProposedSource], examined: Examined) -> None:
    """What is asked, source by source, after what is guessed and what is lacking."""
    told, every = intake_questions.told(work), looked.proposal.sources
    seen = [intake_screen.widened(work, looked, source, told) for source in asked]
    edited = [own_lines.applied(source, told) for source in seen]
    text = _text(looked, edited, told)
    guesses = own_files.guesses(own_lines.used(seen, told), told)
    is_known = bool(looked.earlier)
    drawing.calm(own_files.how_read(False, is_known, len(looked.news), len(every), guesses))
    if is_known:
        st.button(_("Vælg alt forfra"), on_click=_anew, args=(work,))
    whole = [not looked.earlier or looked.news[i].place is None for i in range(len(edited))]
    both = zip(edited, whole, strict=True)
    if lacking := own_files.lacking(
        own_lines.used((e for e, is_whole in both if is_whole), told), told
    ):
        _lacking(work, lacking)
    pairs = zip(own_lines.used(asked, told), own_lines.used(seen, told), strict=True)
    drawn = intake_questions.questions(work, looked, list(pairs))
    text = _taking(work, text, examined.lacking)
    _reread(work, text)
    samples = {tuple(s.names): each for s, each in zip(every, examined.samples, strict=True)}
    lacks = [
        is_whole and bool(own_files.lacking([own_lines.applied(each, {})], {}))
        for each, is_whole in zip(asked, whole, strict=True)
    ]
    for nth, (proposed, source) in enumerate(zip(asked, seen, strict=True)):
        sample, is_open = samples[tuple(proposed.names)], lacks[nth] and not any(lacks[:nth])
        intake_questions.source(
            work, looked, proposed, source, sample, nth, drawn, is_open=is_open, is_whole=whole[nth]
        )
    for said in own_files.left(looked.proposal):
        st.caption(drawing.escape(said))
    _recipe(work, text)
    is_answered = all(
        not own_lines.days(each) or own_lines.chosen_days(each, told) is not None
        for each in own_lines.used(seen, told)
    )
    if not is_answered:
        st.caption(_("Svar på spørgsmålet om datoer først."))
    _on(work, text, is_answered=is_answered and bool(every or looked.earlier))


def _lacking(work: Intake, found: Sequence[tuple[ProposedSource, str]]) -> None:
    """What cannot be read as it is, each with the button that leaves it out."""
    for nth, (source, says) in enumerate(found):
        st.warning(drawing.escape(says))
        st.button(
            _("Brug ikke {sheets}", sheets=drawing.escape(own_files.sheets(source.names, 1))),
            on_click=intake_questions.leave_out, args=(work, source), key=f"leave-{work.id}-{nth}",
        )  # fmt: skip


def reread_mended(work: Intake, looked: Looked) -> None:
    """Files that came in after the check are read as all are: by the proposal, with what has been answered."""
    if not work.state.get("is_mended") or work.state.get("by_hand") or looked.is_ours:
        return
    intake_questions.follow(work, looked.proposal.sources)
    told = intake_questions.told(work)
    asked = [intake_screen.widened(work, looked, each, told) for each in _asked_about(looked)]
    used = own_lines.used(asked, told)
    if any(own_lines.days(each) and own_lines.chosen_days(each, told) is None for each in used):
        intake_screen.go(work, intake.MEET)
        st.rerun()
    seen = [own_lines.applied(each, told) for each in asked]
    taken = [table.name for table in intake_work.recipe(work).from_snapshot]
    work.keep_recipe(renewing.taking(_text(looked, seen, told), taken))
    work.note(is_mended=False)


def _anew(work: Intake) -> None:
    """All is asked again, as if there were no recipe from before."""
    work.note(anew=True)
    work.recipe.unlink(missing_ok=True)


def _taking(work: Intake, text: str, lacking: Sequence[str]) -> str:
    """The recipe with the tables that are to be taken as they were published; asked where some are not there."""
    if not lacking:
        return text
    names = [table.name for table in intake_work.recipe(work).from_snapshot]
    st.caption(_("Ikke i filerne. Sæt kryds ved det, der skal tages, som det er udgivet."))
    with st.container(horizontal=True):
        chosen = [
            name
            for name in lacking
            if st.checkbox(own_files.table_word(name), name in names, key=f"taken-{name}")
        ]
    return renewing.taking(text, [*(name for name in names if name not in lacking), *chosen])


def _asked_about(looked: Looked) -> list[ProposedSource]:
    return [new.source for new in looked.news] if looked.earlier else looked.proposal.sources


def _text(looked: Looked, sources: Sequence[ProposedSource], told: own_lines.Told) -> str:
    """The recipe of the sources that are used; the others are named in it, and are no news next month."""
    used = own_lines.used(sources, told)
    left = [name for each in sources if each not in used for name in each.names]
    if not looked.earlier:
        return renewing.leaving(writing.text(replace(looked.proposal, sources=used)), left)
    news = [
        replace(new, source=source)
        for new, source in zip(looked.news, sources, strict=False)
        if source in used
    ]
    return renewing.leaving(renewing.added(looked.earlier, news), left)


def _by_hand(work: Intake, looked: Looked) -> None:
    """What the files are read as by a recipe somebody has written: nothing of the proposal is told."""
    text = work.recipe.read_text(encoding="utf-8")
    examined = intake_screen.examined(work, looked.proposal.sources)
    drawing.table(own_files.read(examined.read, examined.rows))
    drawing.calm(own_files.by_hand(text))
    for said in own_notices.unread(examined.notices):
        st.caption(drawing.escape(said))
    _recipe(work, text)
    _on(work, text, is_answered=True)


def _reread(work: Intake, text: str) -> None:
    """What has been chosen since the rows were counted is read when somebody asks; it takes a while."""
    if text == work.recipe.read_text(encoding="utf-8"):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(
            _("Rækker og eksempler er læst før dine valg; alt læses igen, når filerne tjekkes.")
        )
        st.button(_("Læs igen"), on_click=work.keep_recipe, args=(text,), key="intake-reread")


def _recipe(work: Intake, text: str) -> None:
    """The recipe as text, for whoever would rather write."""
    is_by_hand = bool(work.state.get("by_hand"))
    with st.expander(_("Opskriften som tekst"), key="intake-recipe"):
        digest = hashlib.sha256(text.encode()).hexdigest()[:8]  # another text is another box
        written = st.text_area(_("Opskriften"), text, height=400, key=f"recipe-{digest}")
        with st.container(horizontal=True):
            if st.button(_("Brug teksten"), disabled=not is_by_hand and written == text):
                intake_screen.tried(lambda: _keep(work, written))
                st.rerun()
            if is_by_hand and st.button(_("Brug forslaget igen")):
                work.recipe.unlink()
                work.note(by_hand=False)
                st.rerun()


def _keep(work: Intake, text: str) -> None:
    """Keeps a recipe if it can be read. DashboardError with the line that is wrong where it cannot."""
    draft = work.folder / "recipe.draft.toml"
    draft.write_text(text, encoding="utf-8")
    try:
        recipe_file.read(draft)
    finally:
        draft.unlink()
    work.keep_recipe(text)
    work.note(by_hand=True)


def _on(work: Intake, text: str, *, is_answered: bool) -> None:
    with st.container(horizontal=True):
        if st.button(_("Tjek filerne"), type="primary", disabled=not is_answered):
            if text:
                work.keep_recipe(text)
            intake_screen.go(work, intake.CHECK)
            st.rerun()
        st.button(_("Tilbage"), on_click=intake_screen.go, args=(work, intake.FILES))
