"""The later steps drawn: what is wrong, what will change, publishing, and the way back."""

from collections.abc import Sequence

import streamlit as st

from dashboard import drawing
from dashboard.catalogue.scope import Scope
from dashboard.figures import verdicts
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.words import text as _
from dashboard.owner import (
    behind,
    intake,
    intake_editing,
    intake_screen,
    intake_work,
    screen,
    store,
)
from dashboard.owner.intake import Intake
from dashboard.owner.intake_work import Examined, Looked
from dashboard.presenters import own_faults, own_files, own_missing, own_notices, publication
from dashboard.proposal import choosing
from dashboard.snapshots import publish

ACCEPTED, SAID, HELD_BACK = "intake-accepted", "intake-said", "intake-held-back"


def check(work: Intake) -> None:
    """What is wrong, grouped, as it stands in the files; or that nothing is."""
    st.markdown(own_files.step("check"))
    looked = intake_screen.looked(work)
    intake_editing.reread_mended(work, looked)
    found = intake_screen.examined(work, looked.proposal.sources)
    told = own_files.verdict(found.total, found.rows)
    if found.total:
        st.warning(told)
    else:
        st.success(told)
    if twice := own_notices.doubled(found.notices, found.rows):
        st.warning(twice)
    for told in found.taken:
        drawing.calm(told)
    _faults(looked, found)
    if found.total:
        st.download_button(
            _("Hent alle fejl som CSV"), found.faults, "fejl.csv", "text/csv", on_click="ignore"
        )
    if found.notices:
        asked, notices = own_notices.parted(found.notices, found.limit, found.noted)
        if asked:
            st.markdown(_("Se efter, før du udgiver:"))
            _listed(asked)
        if notices:
            with st.expander(_("Værd at vide ({n})", n=len(notices)), key="intake-notices"):
                _listed(notices)
    if not work.state.get("path"):
        intake_screen.uploader(work, _("Læg rettede filer ind"), is_mended=True)
    may_go = not found.total or _holding_back(work, found)
    with st.container(horizontal=True):
        st.button(
            _("Se, hvad der ændrer sig"), type="primary", disabled=not may_go,
            on_click=intake_screen.go, args=(work, intake.CHANGES),
        )  # fmt: skip
        st.button(_("Tilbage"), on_click=intake_screen.go, args=(work, intake.MEET))


def _listed(told: Sequence[str]) -> None:
    st.markdown("\n".join(f"- {drawing.escape(each)}" for each in told))


def _faults(looked: Looked, found: Examined) -> None:
    """What is wrong by cause, those that stop most first; one click to the rows of all but the first."""
    cells = {
        heading: cells
        for reading in looked.readings.values()
        for heading, cells in choosing.cells([reading]).items()
    }
    unused: dict[str, dict[str, list[str]]] = {}
    for notice in found.notices:
        if notice.key in own_notices.UNUSED:
            unused.setdefault(notice.table, {})[notice.column] = cells.get(notice.column, [])
    for nth, cause in enumerate(own_faults.causes(found.groups, unused)):
        with st.expander(drawing.escape(cause.heading), expanded=nth == 0, key=f"fault-{nth}"):
            if cause.unused:
                st.markdown(drawing.escape(cause.unused))
            st.markdown(drawing.escape(cause.advice))
            drawing.table(cause.rows)
            if cause.more:
                st.caption(cause.more)


def _holding_back(work: Intake, found: Examined) -> bool:
    """Whether the rows without a fault are to be published alone: a choice, where no whole file is wrong."""
    if not sum(found.held_back.values()):
        return False

    def say() -> None:
        work.note(holds_back=st.session_state[HELD_BACK])

    is_chosen = st.checkbox(
        _("Udgiv kun de rækker, der ikke er fejl i"),
        intake_work.holds_back(work),
        key=HELD_BACK,
        on_change=say,
    )
    st.caption(own_files.holding_back(found.held_back))
    return is_chosen


def changes(work: Intake) -> None:
    """What would be published beside what is, and the button that does it."""
    st.markdown(own_files.step("changes"))
    found = intake_screen.compared(work)
    against = found.against
    st.markdown(publication.courses(against.courses))
    drawing.heading(_("De tre løfter"))
    drawing.table(publication.promises(against.promises_before, against.promises))
    for told in publication.turned(against):
        drawing.calm(told)
    if lacking := own_missing.of_promises(against.promises):
        drawing.calm(f"{lacking}\n\n{own_missing.before_publishing()}")
    with st.expander(_("Rækker i hver tabel"), key="intake-rows"):
        drawing.table(publication.row_counts(against.rows_before, against.rows))
    if sum(found.held_back.values()):
        st.warning(own_files.holding_back(found.held_back))
    drift = publication.drift(found.drift, publish.MOST_DRIFT)
    for told in drift:
        st.warning(told)
    is_accepted = not drift or st.checkbox(
        _("Det er rigtigt, at der er så stor en forskel"), key=ACCEPTED
    )
    with st.container(horizontal=True):
        is_asked = st.button(
            _("Udgiv"), type="primary", disabled=not is_accepted, key="intake-publish"
        )
        st.button(_("Tilbage"), on_click=intake_screen.go, args=(work, intake.CHECK))
    if is_asked:
        _publish(work, is_accepted=bool(drift) and is_accepted)


def _publish(work: Intake, *, is_accepted: bool) -> None:
    data, by = store.data_folder(), screen.reader()
    intake_screen.with_bar(
        publish.STEPS,
        lambda step: intake_work.publish_it(
            work, data, by=by, accept_change=is_accepted, step=step
        ),
    )
    st.rerun()


def published(work: Intake) -> None:
    """What has been done, the way to the figures, and the way back."""
    told = work.state
    if told.get("undone"):
        drawing.calm(_("Udgivelsen er fortrudt. Tallene er, som de var før."))
        st.button(_("Læg filer ind igen"), on_click=intake_screen.leave)
        return
    is_current = store.current_id() == told["snapshot"]
    st.success(_("Udgivet. Filerne er slettet herfra, og opskriften er gemt til næste gang."))
    for said in st.session_state.pop(SAID, []):
        drawing.calm(said)
    drawing.way((behind.page_of(""), _("Se tallene")))
    if is_current:
        _not_measured()
    if not is_current:
        drawing.calm(_("Der er udgivet noget andet siden, så det kan ikke fortrydes her."))
        return
    with st.container(horizontal=True):
        if told["before"]:
            st.button(_("Fortryd"), on_click=_undo, args=(work,), key="intake-undo")
        if not told.get("reported"):
            st.button(
                _("Tallene er rigtige: skriv kommunernes rapporter"), on_click=_report, args=(work,)
            )
    st.caption(own_files.afterwards(bool(told["before"]), bool(told.get("reported"))))


def _not_measured() -> None:
    """The promises that what was published cannot count, and the way to mend it."""
    view = store.View(store.pinned()[0], Scope())
    if lacking := own_missing.of_promises(view.rows(verdicts.CRITERIA)):
        drawing.calm(lacking)
        way = (behind.page_of("indlaes"), _("Indlæs data"))
        drawing.way(own_missing.what_to_do(), " ", way)


def _undo(work: Intake) -> None:
    intake_screen.tried(lambda: intake_work.undo(work, store.data_folder(), by=screen.reader()))


def _report(work: Intake) -> None:
    said: list[str] = []

    def written() -> None:
        new = intake_work.reports(store.data_folder(), by=screen.reader(), tell=said.append)
        said.append(publication.reported(new))
        work.note(reported=True)

    intake_screen.tried(written)
    st.session_state[SAID] = said


def draw(work: Intake | None) -> None:
    """The step the work has come to. What stops it is said in a sentence, with a way back."""
    steps = {
        intake.MEET: intake_editing.meet,
        intake.CHECK: check,
        intake.CHANGES: changes,
        intake.PUBLISHED: published,
    }
    intake_screen.outcome()
    if work is None or work.step == intake.FILES:
        intake_screen.start(work)
        return
    try:
        steps[work.step](work)
    except DashboardError as error:
        st.error(drawing.escape(str(error)))
        before = {intake.CHECK: intake.MEET, intake.CHANGES: intake.CHECK}.get(
            work.step, intake.FILES
        )
        st.button(_("Tilbage"), on_click=intake_screen.go, args=(work, before), key="intake-back")
