"""The timeline of Et forløb: one course's days as lanes, as a table and in a sentence.

For the owner alone: everything here is about one person.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from dashboard.charts.grammar import Record
from dashboard.foundation import terms, words
from dashboard.foundation.words import mark, number, plural
from dashboard.foundation.words import text as _
from dashboard.presenters import follow_up

LANES = {
    "phase": mark("Faser"),
    "held": mark("Afholdte kontakter"),
    "no_show": mark("Udeblivelser"),
    "cancelled": mark("Aflyste kontakter"),
    "activity": mark("Aktiviteter"),
    "document": mark("Dokumenter og møder"),
    "wheel": mark("Livshjul"),
    "event": mark("Begivenheder"),
    "charge": mark("Tiltale"),
}
HAPPENED = {
    "referred": mark("Henvist"),
    "start": mark("Start: fase Klar"),
    "phase_2": mark("Fase Parat begynder"),
    "phase_3": mark("Fase Start begynder"),
    "phases_completed": mark("Alle tre faser gennemført"),
    "ended": mark("Afsluttet"),
    "goals_agreed": mark("Skriftlige mål aftalt"),
    "employment_started": mark("Begyndt i job"),
    "education_started": mark("Begyndt på uddannelse"),
    "leisure_engaged": mark("Fast fritidsaktivitet"),
    "treatment_completed": mark("Misbrugsbehandling afsluttet"),
    "assessment_completed": mark("Psykiatrisk udredning afsluttet"),
    "takes_initiative": mark("Tager ansvar og initiativ til egen succes"),
    "roles_agreed": mark("Rollefordeling aftalt"),
    "charged": mark("Tiltalt (en tiltale er ikke en dom)"),
}
MISSING = ("goals_missing", "wheel_missing")  # reasons for follow-up
TICKS = ("held", "no_show", "cancelled")  # drawn thin, as is what did not come about
STATES = {
    "done": mark("gjort"),
    "late": mark("gjort efter fristen"),
    "missing": mark("ikke gjort, havde frist"),
}


def day_table(days: Sequence[Record]) -> list[Record]:
    """One line a dated thing, oldest first; `days` are rows of queries/course_days.sql."""
    return [
        {_("Dato"): row["on_day"], _("Hvad"): happened(row), _("Nærmere"): _more(row)}
        for row in days
    ]


def happened(day: Record) -> str:
    """Møde, afholdt; Livshjul, fase Klar; Tiltalt."""
    if day["lane"] == "contact":
        channel = words.capital(terms.word(terms.CHANNELS, day["channel"]))
        return f"{channel}, {terms.word(terms.CONTACT_OUTCOMES, day['kind'])}"
    if day["lane"] == "document":
        kind = words.capital(terms.word(terms.DOCUMENT_KINDS, day["kind"]))
        return f"{kind}, {terms.word(STATES, day['state'])}"
    if day["lane"] == "activity":
        kind = words.capital(terms.word(terms.ACTIVITIES, day["kind"]))
        return f"{kind}, {terms.word(terms.CONTACT_OUTCOMES, day['state'])}"
    if day["lane"] == "wheel":
        return _("Livshjul, {round}", round=wheel_round(day["kind"]))
    return terms.word(HAPPENED, day["kind"])


def _more(day: Record) -> str:
    told = []
    if day["minutes"] is not None:
        told.append(_("{n} minutter", n=number(day["minutes"])))
    if day["topic"] is not None:
        told.append(terms.word(terms.TOPICS, day["topic"]))
    return ", ".join(told)


def wheel_round(phase: str) -> str:
    """Fase Klar, or at the end."""
    if phase not in terms.PHASES:
        return _("ved afslutningen")
    return _("fase {phase}", phase=terms.word(terms.PHASES, phase))


def timeline(
    course: Record, days: Sequence[Record], data_to: date, reasons: Sequence[Record] = ()
) -> dict[str, list[Record]]:
    """The course as records for course_charts.timeline: lanes, phases as spans, the rest as points.

    reasons: rows of queries/follow_up_list.sql; what of them is missing has a lane, with a line where it was due.
    """
    missing = [row for row in reasons if row["reason"] in MISSING]
    found = [
        {
            "lane": lane,
            "day": row["on_day"].isoformat(),
            "is_dot": lane not in TICKS and row.get("state") not in (*TICKS[1:], "missing"),
        }
        for row in days
        for lane in [row["kind"] if row["lane"] == "contact" else row["lane"]]
        if lane != "phase"
    ]
    used = {"phase", *(record["lane"] for record in found)}
    lanes = [{"lane": lane, "label": _(LANES[lane])} for lane in LANES if lane in used]
    if missing:
        what = words.listing([follow_up.reason_words(row) for row in missing])
        lanes.append({"lane": "missing", "label": _("Mangler: {what}", what=what)})
        found += [
            {"lane": "missing", "day": row["since"].isoformat(), "is_dot": False} for row in missing
        ]
    return {
        "lanes": lanes,
        "spans": _phases(course, data_to),
        "points": found,
    }


def how_to_read(days: Sequence[Record]) -> str:
    """What dot and line are where the lanes themselves do not say; empty without such a lane."""
    if not any(row["lane"] in ("document", "activity") for row in days):
        return ""
    return _(
        "Ved aktiviteter og dokumenter er en prik noget, der er gjort, og en streg en "
        "udeblivelse, en aflysning eller noget, der ikke er gjort."
    )


def _phases(course: Record, data_to: date) -> list[Record]:
    """Each phase from its day to the next one's, the last to the end or the day after the data."""
    last = (course["ended_on"] or data_to) + timedelta(days=1)
    begun = {
        "start": course["started_on"],
        "phase_2": course["phase_2_on"],
        "phase_3": course["phase_3_on"],
    }
    known = [(phase, day) for phase, day in begun.items() if day is not None]
    ends = [*(day for _phase, day in known[1:]), course["phases_completed_on"] or last]
    spans = [
        {"label": terms.word(terms.PHASES, phase), "from": day, "to": end}
        for (phase, day), end in zip(known, ends, strict=True)
    ]
    if course["phases_completed_on"]:
        spans.append({"label": _("gennemført"), "from": course["phases_completed_on"], "to": last})
    return [
        span | {"lane": "phase", "from": span["from"].isoformat(), "to": span["to"].isoformat()}
        for span in spans
    ]


def timeline_sentence(course: Record, days: Sequence[Record]) -> str:
    """What the timeline shows: how much contact, and each event with its day."""
    contacts = plural("{n} afholdt kontakt", "{n} afholdte kontakter", course["count_held"])
    meetings = plural(
        "{n} udeblivelse fra møder", "{n} udeblivelser fra møder", course["count_no_show_meetings"]
    )
    weeks = plural("{n} uge", "{n} uger", int(course["weeks"]))
    told = _(
        "{contacts} på {weeks}; {meetings}.", contacts=contacts, weeks=weeks, meetings=meetings
    )
    events = [
        _("{what}: {day}.", what=happened(row), day=words.day(row["on_day"]))
        for row in days
        if row["lane"] in ("event", "charge")
    ]
    return " ".join([told, *events])
