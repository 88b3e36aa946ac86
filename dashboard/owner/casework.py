"""The parts of the owner's three pages about single people: filters, lists, and who has looked.

No other page draws with this, and what partners may see must never come here.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import drawing
from dashboard.access import access_log
from dashboard.catalogue.follow_up_figures import REASONS
from dashboard.charts import grammar, linked_words
from dashboard.figures import criteria
from dashboard.foundation import delivery, words
from dashboard.foundation.words import text as _
from dashboard.owner import behind, screen, store
from dashboard.presenters import courses_behind, follow_up, one_course, rows_as_text

Values = dict[str, str]  # words to code
REASON = "grund"  # in the address of a list, and of the courses it leads to


def choose(label: str, values: Values, key: str) -> str | None:
    """A filter of this page alone; not in the address, which is no place for a person.

    It is there when its reader comes back, until there are new data: a way to a course begins a session
    of its own, so the server keeps it.
    """
    kept = _kept(screen.view().snapshot.id, screen.reader())
    if key not in st.session_state and kept.get(key) in values:
        st.session_state[key] = kept[key]
    name = st.selectbox(
        label, list(values), index=None, key=key, placeholder=_("Alle"),
        on_change=lambda: kept.update({key: st.session_state[key]}),
    )  # fmt: skip
    return values[name] if name else None


def only_of(mentor: str | None, count: int, key: str) -> None:
    """That one mentor's courses alone are shown, and all there are at a press. key: of the filter."""
    if mentor:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(drawing.escape(_("Kun hos {mentor}.", mentor=mentor)), width="content")
            everybody = _("Vis alle {n} forløb", n=words.number(count))
            kept = _kept(screen.view().snapshot.id, screen.reader())
            st.button(everybody, on_click=_of_everybody, args=(kept, key))


def _of_everybody(kept: dict[str, str | None], key: str) -> None:
    st.session_state[key] = None
    kept.pop(key, None)


@st.cache_resource(max_entries=100, show_spinner=False)
def _kept(snapshot: str, reader: str) -> dict[str, str | None]:
    """What a reader has chosen in the filters of these pages."""
    return {}


def course_id() -> str:
    """The course that is asked for, by link or by hand; empty where none is."""
    asked = st.text_input(
        _("Forløbets nummer"), key="sag", bind="query-params", max_chars=100, autocomplete="off"
    )
    return asked.strip()


def is_logged(case_id: str) -> bool:
    """Writes down that this reader opens this course; False where it cannot be.

    A line for each opening: when another course was shown last, when the reader comes back from
    another page, and when there are new data. What cannot be written down is not shown.
    """
    try:
        opening = (
            screen.reader(),
            case_id,
            screen.view().snapshot.id,
            st.session_state.get("visit"),
        )
        if st.session_state.get("last_opening") != opening:
            access_log.append(store.data_folder(), opening[0], case_id)
    except OSError:
        st.error(
            _(
                "Forløbet vises ikke, fordi det ikke kan registreres, hvem der åbner det. Giv "
                "programmet lov til at skrive i datamappens ”access”, og prøv igen."
            )
        )
        return False
    st.session_state["last_opening"] = opening
    return True


def say_of_charges() -> None:
    """That the day of a charge is not known, where it stands as a yes alone."""
    if screen.view().snapshot.delivered.missing(delivery.cases(delivery.DAY_OF_CHARGE)):
        told = _(
            "En tiltale, der kun står som et ja, er sat til forløbets første dag; den rigtige dag kendes ikke."
        )
        st.caption(told)


def course_list(
    courses: Sequence[follow_up.Course], are_new: Collection[str], reason: str | None
) -> None:
    """The first of the courses by urgency, each with a way to it, and all of them as a file.

    reason: that was chosen, which the ways keep.
    """
    room = follow_up.MOST_SHOWN
    for heading, under in follow_up.by_urgency(courses):
        drawing.heading(f"{heading} ({words.number(len(under))})")
        _linked(follow_up.course_table(under[:room], are_new), heading, _kept_reason(reason))
        room = max(room - len(under), 0)
    download(follow_up.course_records(courses), "opfoelgning")


def neighbours(case_id: str) -> None:
    """The ways to the courses before and after this one of those that need somebody.

    Of those the filters leave, with the reason the reader came by, where there was one; then of the same
    mentor's, where there are more.
    """
    _neighbours_behind(case_id)
    listed = screen.view().query("follow_up_list", case_id=None).to_dicts()
    asked = st.query_params.get(REASON, "")
    reason = asked if asked in REASONS else None
    mentors = {row["mentor_id"] for row in listed if row["case_id"] == case_id} - {None}
    for mentor in (None, *mentors):
        courses = follow_up.waiting(listed, reason, mentor)
        place, before, after = follow_up.neighbours(courses, case_id)
        if not place or (mentor and len(courses) == 1):
            continue
        earlier, later = one_course.ways(mentor)
        ways: list[str | linked_words.Way] = [one_course.place(place, len(courses), reason, mentor)]
        ways += [" ", (_address(before, reason), earlier)] if before else []
        ways += [" ", (_address(after, reason), later)] if after else []
        ways += [" ", (_list(reason), _("Hele listen"))] if mentor is None else []
        drawing.way(*ways, is_quiet=True)


def _neighbours_behind(case_id: str) -> None:
    """The ways to the courses before and after this one of those behind the number the reader came by."""
    view, listed = screen.view(), _list_behind()
    figure, kind = listed.get(behind.FIGURE, ""), listed.get(behind.KIND, "")
    if figure not in courses_behind.openable() or kind not in courses_behind.KINDS.values():
        return
    (row,) = view.rows([figure])
    if row.suppressed or not row.is_measured:
        return
    agreed = criteria.parameters(view.snapshot.settings)
    found = courses_behind.of_kind(view.query("courses_behind", figure=figure, **agreed), kind)
    place, before, after = follow_up.neighbours([[each] for each in found], case_id)
    if not place:
        return
    earlier, later = one_course.ways(None)
    ways: list[str | linked_words.Way] = [courses_behind.place(place, len(found), figure)]
    ways += [" ", (behind.way("forloebet", sag=before, **listed), earlier)] if before else []
    ways += [" ", (behind.way("forloebet", sag=after, **listed), later)] if after else []
    ways += [" ", (behind.way(behind.PAGE, **listed), _("Hele listen"))]
    drawing.way(*ways, is_quiet=True)


def _list_behind() -> dict[str, str]:
    """What the address names of the list behind a number; nothing of it where it names none."""
    named = (behind.FIGURE, behind.KIND, behind.FROM)
    return {key: st.query_params[key] for key in named if key in st.query_params}


def list_behind(figure: str, kind: str, courses: Sequence[grammar.Record], name: str) -> None:
    """The first of the courses behind a count, each with a link to it, and all of them as a file."""
    listed = _list_behind() | {behind.FIGURE: figure, behind.KIND: kind}
    _linked(courses_behind.table(figure, courses[: courses_behind.MOST_SHOWN]), name, listed)
    download(courses_behind.records(figure, courses), name)


def chosen(label: str, names: dict[str, str], param: str) -> str:
    """What the address names, or what is chosen; the first else. names: by code, at least one."""
    codes = list(names)
    asked = st.query_params.get(param, "")
    found = st.selectbox(
        label, codes, index=codes.index(asked) if asked in names else 0, format_func=names.__getitem__,
        key=f"chosen_{param}",
    )  # fmt: skip
    if found != (asked or codes[0]):  # else Back would be written over at once
        st.query_params[param] = found
    return found


def _linked(table: Sequence[dict[str, str]], name: str, kept: Mapping[str, str]) -> None:
    """A table of courses with the way to each; kept: of the address of the list, so that it leads on from there."""
    key = _("Forløb nr.")
    drawing.listing(
        [row | {key: (behind.way("forloebet", sag=row[key], **kept), row[key])} for row in table],
        name,
    )


def mentor_list(rows: Sequence[dict[str, str]]) -> None:
    """The first of the mentors, and all of them as a file."""
    drawing.table(rows[: follow_up.MOST_SHOWN])
    download(rows, "mentorer")


def _address(case_id: str, reason: str | None) -> str:
    return behind.way("forloebet", sag=case_id, **_kept_reason(reason))


def _kept_reason(reason: str | None) -> dict[str, str]:
    return {REASON: reason} if reason else {}


def _list(reason: str | None) -> str:
    return behind.way("opfoelgning", **_kept_reason(reason))


def picture(drawn: grammar.Spec, says: str, table: Sequence[grammar.Record], name: str) -> None:
    """A chart of one course, the sentence it shows, and one click away its table and CSV."""
    drawing.chart(drawn, says)
    st.markdown(drawing.escape(says))
    named = screen.of_file(_("Tabel og CSV"), name)
    opened = st.expander(named, key=f"table-{name}", type="compact", on_change="rerun")
    if opened.open:
        with opened:
            drawing.table([{key: _written(cell) for key, cell in row.items()} for row in table])
            download(table, name)


def _written(cell: Any) -> str:
    return words.day(cell) if isinstance(cell, date) else str(cell)


def progression(
    course: grammar.Record, days: Sequence[grammar.Record], wheels: Sequence[grammar.Record]
) -> None:
    """The progression report as a file, written down as made before it is handed over."""
    snapshot, case_id, reader = screen.view().snapshot, course["case_id"], screen.reader()
    home, language = store.data_folder(), words.language()

    def made() -> bytes:
        from dashboard.reports import progression as report  # a compiler: for who asks for it

        with words.speaking(language):
            content = report.written(course, days, wheels, snapshot)
        access_log.append_report(home, reader, case_id)
        return content

    st.download_button(
        _("Hent progressionsrapport (PDF)"),
        data=made,
        file_name=screen.file_name(f"progression-{case_id}", "pdf"),
        mime="application/pdf",
        key="progression",
        on_click="ignore",
    )
    months = snapshot.settings.retention_months
    st.caption(one_course.reported(_reported(home, case_id), months))


def _reported(home: Path, case_id: str) -> list[date] | None:
    """The days a course's progression reports were made; None where that cannot be read."""
    try:
        return [day for made, day in access_log.reports(home) if made == case_id]
    except OSError:
        return None


def download(records: Sequence[dict[str, Any]], name: str) -> None:
    """A CSV of the records for a Danish spreadsheet, made when it is asked for."""
    st.download_button(
        screen.of_file(_("Hent som CSV"), name),
        data=lambda: rows_as_text.as_spreadsheet(records, records[0]),
        file_name=screen.file_name(name),
        mime="text/csv",
        key=f"csv-{name}",
        on_click="ignore",
    )
