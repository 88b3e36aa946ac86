"""The parts of the owner's page about links: the form, a link to copy, and what can be done to one.

A token is in the session from the click that makes it until the page is drawn, and not after.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard import drawing
from dashboard.access import database, links
from dashboard.access.links import Link
from dashboard.access.partner_address import PartnerAddress
from dashboard.access.register import LinkRegister, explaining_no_register
from dashboard.editions import revisions, writer
from dashboard.editions.edition import Edition
from dashboard.foundation import words
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.settings import LEVELS, Settings
from dashboard.foundation.words import text as _
from dashboard.owner import screen, store
from dashboard.presenters import link_words, municipal_files, report_status
from dashboard.published import reference

MADE, REFUSED, DONE = "link-made", "link-refused", "link-done"  # what the last click led to
MUNICIPALITY, LABEL, LEVEL, DAYS = "link-municipality", "link-label", "link-level", "link-days"
PREVIEW, REVISED = "report-preview", "report-revised"
PRINTED, PDF = "rapport.html", "rapport.pdf"


def register() -> LinkRegister:
    """The links of the running app."""
    return _register(database.address(store.data_folder()))


@st.cache_resource(max_entries=2, show_spinner=False, on_release=LinkRegister.close)
def _register(url: str) -> LinkRegister:
    return LinkRegister(url)


def form(reports: Mapping[str, Edition | None], agreed: Settings) -> None:
    """To whom, what they will see and how long; and the link that was made, this once."""
    names = reference.municipalities()
    levels = agreed.report_levels
    with (
        st.expander(_("Lav et link"), key="link-form"),
        st.form("link", border=False, enter_to_submit=False),
    ):
        st.selectbox(
            _("Kommune, og hvad læseren vil se"),
            list(reports),
            index=None,
            key=MUNICIPALITY,
            format_func=lambda code: f"{names[code]}: {report_status.sees(reports[code])}",
            placeholder=_("Vælg kommune"),
        )
        st.text_input(
            _("Hvem er linket til?"),
            key=LABEL,
            max_chars=links.LONGEST_LABEL,
            autocomplete="off",
            placeholder=_("f.eks. Jobcentret, afdelingslederen"),
        )
        st.radio(
            _("Hvad må de se?"),
            levels,
            key=LEVEL,
            format_func=link_words.level_name,
            captions=[link_words.level_says(level) for level in levels],
        )
        st.number_input(
            _("Hvor mange dage gælder det? Højst {most}.", most=links.MOST_DAYS),
            1,
            links.MOST_DAYS,
            links.DEFAULT_DAYS,
            key=DAYS,
        )
        st.form_submit_button(_("Lav linket"), type="primary", on_click=_make)


def outcome() -> None:
    """What the last click led to: a sentence, or the new link above all else until it is closed."""
    if refused := st.session_state.pop(REFUSED, None):
        st.error(refused)
    if done := st.session_state.pop(DONE, None):
        st.success(drawing.escape(done))
        st.toast(drawing.escape(done))  # seen wherever on the page the button stood
    if made := st.session_state.pop(MADE, None):
        st.dialog(_("Kopiér linket nu"), width="medium")(_shown_once)(*made)


def _shown_once(link: Link, token: str) -> None:
    st.markdown(link_words.send_it(drawing.escape(link.label), link.municipality))
    st.code(PartnerAddress.from_environment().of_link(token), language=None, wrap_lines=True)
    st.markdown(link_words.shown_once())
    report = writer.newest(store.data_folder(), link.municipality, link.level)
    drawing.calm(report_status.seen(report))


def card(link: Link) -> None:
    """One open link: to whom, what it shows, until when, how often it was opened; and its end."""
    at = register().now()
    with st.container(border=True):
        level = link_words.level_name(link.level)
        st.markdown(f"**{drawing.escape(link.label)}** :gray-badge[{level}]")
        st.markdown(f"{link_words.state(link, at)}. {link_words.opened(link)}.")
        st.caption(drawing.escape(f"{link_words.made(link)} · {link.id}"))
        with st.container(horizontal=True, gap="small"):
            _confirmed(
                _("Træk tilbage"),
                link_words.revoking(),
                _("Træk linket tilbage nu"),
                f"revoke-{link.id}",
                lambda: register().revoke(link.id, by=screen.reader()),
                link_words.taken_back(link),
            )
            _confirmed(
                _("Nyt link i stedet"),
                link_words.rotating(),
                _("Lav det nye link nu"),
                f"rotate-{link.id}",
                lambda: _register_for_new().rotate(link.id, by=screen.reader()),
            )


def revoke_all() -> None:
    """Every link at once, for the day one has leaked and nobody knows which."""
    _confirmed(
        _("Træk alle links tilbage"),
        link_words.revoking_all(),
        _("Træk alle links tilbage nu"),
        "revoke-all",
        lambda: register().revoke_all(by=screen.reader()),
        link_words.taken_back(None),
    )


def newest(codes: Iterable[str]) -> dict[str, list[Edition]]:
    """The newest report of each municipality at each level."""
    folder = store.data_folder()
    return {
        code: [made for level in LEVELS if (made := writer.newest(folder, code, level))]
        for code in codes
    }


def reports(found: Mapping[str, Sequence[Edition]]) -> None:
    """What each municipality sees; a report as its reader has it; and a revision, with what it costs."""
    drawing.table(report_status.reports(found))
    with st.container(horizontal=True, gap="small"):
        with st.popover(_("Se en rapport, som læseren ser den"), key="ask-preview"):
            _choice([(code, each.level) for code, made in found.items() for each in made], PREVIEW)
        with st.popover(_("Bestil en revision"), key="ask-revision"):
            st.markdown(report_status.revising())
            _choice([(code, "") for code, made in found.items() if made], REVISED)
            st.button(_("Bestil revisionen nu"), key="revise", type="primary", on_click=_order)
    if chosen := st.session_state.get(PREVIEW):
        report = next(each for each in found[chosen[0]] if each.level == chosen[1])
        contact = PartnerAddress.from_environment().contact
        language = words.language()
        content, media_type, name = municipal_files.export(report, PDF, language, contact)
        st.download_button(
            _("Hent rapporten som PDF"), content, name, media_type, on_click="ignore"
        )
        content, _type, _name = municipal_files.export(report, PRINTED, language, contact)
        st.iframe(content.decode(), height=700, alt=_("Rapporten, som læseren ser den"))


def _choice(reports: list[tuple[str, str]], key: str) -> None:
    st.selectbox(
        _("Kommune"),
        reports,
        index=None,
        key=key,
        format_func=lambda report: report_status.name(*report),
        placeholder=_("Vælg kommune"),
    )


def _order() -> None:
    if chosen := st.session_state.get(REVISED):
        _keep(
            lambda: revisions.order(store.data_folder(), chosen[0], screen.reader()),
            report_status.ordered(chosen[0]),
        )


def folded(heading: str, rows: Sequence[dict[str, str]], key: str) -> None:
    """A table for whoever asks, one click away."""
    if not rows:
        return
    opened = st.expander(heading, key=key, on_change="rerun")
    if opened.open:
        with opened:
            drawing.table(rows)


def _confirmed(
    label: str, says: str, button: str, key: str, change: Callable[[], Any], done: str = ""
) -> None:
    """A button that says what will happen, and another below that does it; done: said afterwards."""
    with st.popover(label, key=f"ask-{key}"):
        st.markdown(says)
        st.button(button, key=key, type="primary", on_click=_keep, args=(change, done))


def _make() -> None:
    given = st.session_state
    if not given[MUNICIPALITY]:
        given[REFUSED] = _("Vælg den kommune, linket er til.")
        return
    if not given[LABEL].strip():
        given[REFUSED] = _("Skriv, hvem linket er til.")
        return
    _keep(
        lambda: _register_for_new().new(
            given[MUNICIPALITY],
            days=given[DAYS],
            label=given[LABEL],
            level=given[LEVEL],
            by=screen.reader(),
        )
    )
    if MADE in given:  # the same again would be a second link
        given[MUNICIPALITY], given[LABEL] = None, ""


def _register_for_new() -> LinkRegister:
    PartnerAddress.from_environment()  # a link nobody can send is not made
    return register()


def _keep(change: Callable[[], Any], done: str = "") -> None:
    try:
        with explaining_no_register():
            made = change()
    except DashboardError as error:
        st.session_state[REFUSED] = str(error)
        return
    if isinstance(made, tuple):
        st.session_state[MADE] = made
    if done:
        st.session_state[DONE] = done
