"""The page where the owner's own files come in, drawn: one step at a time, each with one sentence.

What is shown is remembered for the session, by the files and the recipe it is of; what has been decided
lies in the work's folder, where a reload or another reader finds it.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import RerunException, StopException

from dashboard import drawing
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.words import text as _
from dashboard.ingest import check as checking
from dashboard.ingest.kinds import SUFFIXES
from dashboard.owner import intake, intake_files, intake_work, screen, secure_start, store
from dashboard.owner.intake import Intake
from dashboard.owner.intake_work import Compared, Examined, Looked
from dashboard.presenters import own_files, own_lines
from dashboard.proposal.proposing import ProposedSource
from dashboard.snapshots import publish
from dashboard.web import page_script

WORK, REFUSED, TIMES = "arbejde", "intake-refused", "intake-times"  # the first: in the address
Found = TypeVar("Found")


def chosen() -> Intake | None:
    """The work the address names; what is too old goes first."""
    intake.remove_old(store.data_folder(), datetime.now(UTC))
    return intake.find(store.data_folder(), st.query_params.get(WORK, ""))


def outcome() -> None:
    """What the last click led to, where that was a refusal."""
    if refused := st.session_state.pop(REFUSED, None):
        st.error(drawing.escape(refused))


def start(work: Intake | None) -> None:
    """The first step: files, or a folder on the server; or what was begun and not finished."""
    st.markdown(own_files.step("files"))
    if not intake.may_write(store.data_folder()):
        st.warning(own_files.read_only())
    uploader(work, own_files.what_to_drop(secure_start.MOST_UPLOADED))
    if work is None:
        with st.expander(_("Er filerne meget store, så peg på en mappe")):
            st.caption(
                _(
                    "Mappen skal ligge på den maskine, programmet kører på. Filerne læses der og flyttes ikke."
                )
            )
            st.text_input(
                _("Mappens sti"), key="intake-path", placeholder="/data/udtraek", autocomplete="off"
            )
            st.button(_("Brug mappen"), on_click=_point)
        _templates()
        _unfinished()
        return
    with st.container(gap="xxsmall"):
        for nth, name in enumerate(work.names):
            _file(work, name, nth)
    with st.container(horizontal=True):
        st.button(
            _("Videre"),
            type="primary",
            on_click=go,
            args=(work, intake.MEET),
            disabled=not work.names,
        )
        discarding(work)


def _file(work: Intake, name: str, nth: int) -> None:
    """A file that has come, and the button that takes it away: the page's script calls it by the file's name."""
    key = f"{page_script.NAMED}{nth}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=key):
        st.markdown(drawing.escape(name), width="content")
        st.button(
            _("Fjern"), key=f"remove-{name}", type="tertiary", on_click=_remove, args=(work, name)
        )


def uploader(work: Intake | None, label: str, *, is_mended: bool = False) -> None:
    """Where files are dropped; they are on the disk before the page is drawn again."""
    times = st.session_state.setdefault(
        TIMES, 0
    )  # another key is an empty box, and frees what it held
    st.file_uploader(
        label, type=[suffix.lstrip(".") for suffix in (*SUFFIXES, ".toml")], accept_multiple_files=True,
        key=f"upload-{times}", on_change=_keep, args=(work, is_mended),
    )  # fmt: skip


def _keep(work: Intake | None, is_mended: bool) -> None:
    times = st.session_state[TIMES]
    given = [(file.name, file.getvalue()) for file in st.session_state[f"upload-{times}"]]
    st.session_state[TIMES] = times + 1
    if given:
        tried(lambda: _kept(work, given, is_mended))


def _kept(work: Intake | None, given: Sequence[tuple[str, bytes]], is_mended: bool) -> None:
    work = work or intake.begin(store.data_folder(), screen.reader())
    st.query_params[WORK] = work.id
    work.keep(given)
    if is_mended:
        work.note(is_mended=True)
    else:
        _ask_again(work)


def _ask_again(work: Intake) -> None:
    """What other files may be is to be asked, unless somebody has written it."""
    if not work.state.get("by_hand"):
        work.recipe.unlink(missing_ok=True)


def _remove(work: Intake, name: str) -> None:
    work.remove(name)
    _ask_again(work)


def _point() -> None:
    def pointed() -> None:
        path = intake.folder_on_server(st.session_state["intake-path"])
        work = intake.begin(store.data_folder(), screen.reader())
        work.note(path=str(path), step=intake.MEET)
        st.query_params[WORK] = work.id

    tried(pointed)


def _templates() -> None:
    with st.expander(_("Har I ingen lister endnu, så udfyld vores"), key="intake-templates"):
        st.caption(
            _(
                "Regneark med lister at vælge i, en eksempelrække og en forklaring af hver kolonne. "
                "Læg dem ind her, når de er udfyldt."
            )
        )
        st.download_button(
            _("Hent skabeloner"), intake_files.templates, "skabeloner.zip", "application/zip",
            on_click="ignore", key="intake-get-templates",
        )  # fmt: skip


def _unfinished() -> None:
    begun = [work for work in intake.all_of(store.data_folder()) if work.step != intake.PUBLISHED]
    if begun:
        drawing.heading(_("Begyndt og ikke udgivet"))
    for work in begun:
        told = work.state
        at = datetime.fromisoformat(told["at"])
        st.markdown(
            drawing.escape(own_files.waiting(at, told["by"], work.names, told.get("path", "")))
        )
        with st.container(horizontal=True):
            st.button(_("Fortsæt"), key=f"resume-{work.id}", on_click=_open, args=(work,))
            discarding(work)


def _open(work: Intake) -> None:
    st.query_params[WORK] = work.id


def go(work: Intake, step: str) -> None:
    """On to another step."""
    tried(lambda: work.note(step=step))


def leave() -> None:
    """Back to where files are dropped."""
    st.query_params.pop(WORK, None)


def discarding(work: Intake) -> None:
    """A button that throws the work away, files and all."""
    st.button(
        _("Kassér"), key=f"discard-{work.id}", type="tertiary", on_click=_discard, args=(work,)
    )


def _discard(work: Intake) -> None:
    st.query_params.pop(WORK, None)
    intake.discard(work)


def looked(work: Intake) -> Looked:
    """What the files may be."""
    key = (work.id, _signature(work), bool(work.state.get("anew")))
    with st.spinner(_("Filerne læses")):
        return _remembered("looked", key, lambda: intake_work.look(work, store.data_folder()))


def examined(work: Intake, sources: Sequence[Any]) -> Examined:
    """What the check says, by the recipe as it is now."""
    data = store.data_folder()
    key = (work.id, _signature(work), _text(work.recipe), len(sources), store.current_id())
    return _remembered(
        "examined",
        key,
        lambda: with_bar(
            checking.STEPS, lambda step: intake_work.examine(work, data, sources, step)
        ),
    )


def widened(
    work: Intake, looked: Looked, source: ProposedSource, told: own_lines.Told
) -> ProposedSource:
    """A source with what follows from the columns somebody has chosen."""
    chosen = own_lines.chosen(source, told)
    key = (work.id, _signature(work), tuple(source.lines), tuple(chosen.items()))
    return _remembered(
        f"widened-{own_lines.name(source)}",
        str(key),
        lambda: intake_work.widened(looked, source, chosen, work),
    )


def compared(work: Intake) -> Compared:
    """What would be published, beside what is."""
    data = store.data_folder()
    key = (
        work.id,
        _signature(work),
        _text(work.recipe),
        store.current_id(),
        intake_work.holds_back(work),
    )
    return _remembered(
        "compared",
        key,
        lambda: with_bar(publish.STEPS, lambda step: intake_work.compare(work, data, step)),
    )


def with_bar(steps: int, done: Callable[[Callable[[], None]], Found]) -> Found:
    """Does something beside a bar. Whoever leaves the page meanwhile does not stop it half way."""
    bar, taken = st.progress(0.0, text=_("Vent lidt")), 0

    def step() -> None:
        nonlocal taken
        taken += 1
        try:
            bar.progress(min(taken / steps, 1.0), text=_("Vent lidt"))
        except (RerunException, StopException):
            return  # the page is drawn again when it is done

    found = done(step)
    bar.empty()
    return found


def _remembered(name: str, key: object, make: Callable[[], Found]) -> Found:
    held = st.session_state.get(f"intake-{name}")
    if held is None or held[0] != key:
        held = st.session_state[f"intake-{name}"] = (key, make())
    found: Found = held[1]
    return found


def _signature(work: Intake) -> tuple[tuple[str, int, int], ...]:
    """What the file system says of the files: another answer is another look."""
    found = [path for path in sorted(work.files.rglob("*")) if path.is_file()]
    return tuple((str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in found)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def tried(change: Callable[[], Any]) -> bool:
    """Whether it could be done; why not is said when the page is drawn again."""
    try:
        change()
    except DashboardError as error:
        st.session_state[REFUSED] = str(error)
        return False
    return True
