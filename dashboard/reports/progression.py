"""One course's progression report to the caseworker: attendance, phases, wheel, goals, and room for the mentor's words.

About one person: made on the owner's page alone, and never a part of anything a municipality's link can reach.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from dashboard.charts import course_charts
from dashboard.charts.blocks import Block, Paper, Picture
from dashboard.charts.grammar import LIGHT, Record
from dashboard.charts.wheel_charts import wheel
from dashboard.foundation import words
from dashboard.foundation.words import number, plural
from dashboard.foundation.words import text as _
from dashboard.presenters import course_timeline, figure_lines, one_course, scope_words
from dashboard.snapshots.snapshot import Snapshot
from dashboard.typesetting.paper import pdf

TOLD = ("phase", "event", "activity", "wheel")  # lanes that a caseworker is told of
MONTHS = 6  # of attendance


def written(
    course: Record,
    days: Sequence[Record],
    wheels: Sequence[Record],
    snapshot: Snapshot,
) -> bytes:
    """The report as a PDF. course, days, wheels: rows of queries/course, course_days and course_wheels.

    It has no code to be reopened by: what it says of one person is kept nowhere.
    """
    data_to = snapshot.data_to
    title = _("Progressionsrapport")
    demo = _("Demodata – personerne findes ikke") if snapshot.is_demo else ""
    called = _("Forløb {id}", id=course["case_id"])
    paper = Paper(
        title=title,
        language=words.language(),
        on=data_to,
        head=(f"{title} · {called}", demo),
        foot=words.capital(scope_words.told_from(snapshot)),
    )
    told = [each for each in days if each["lane"] != "charge"]
    return pdf(paper, list(_blocks(course, told, wheels, data_to)), figure_lines.end)


def _blocks(
    course: Record, days: Sequence[Record], wheels: Sequence[Record], data_to: date
) -> Iterator[Block]:
    yield Block(cells=one_course.facts_for_others(course))
    attendance = _attendance(days, course["started_on"], course["ended_on"] or data_to)
    heading = plural(
        "Fremmøde i forløbets seneste måned",
        "Fremmøde i forløbets seneste {n} måneder",
        len(attendance),
    )
    yield Block(heading, cells=attendance)
    drawn = course_timeline.timeline(course, days, data_to, [])
    said = course_timeline.timeline_sentence(course, days)
    yield Block(
        _("Forløbet indtil nu"),
        told=(said,),
        pictures=(Picture(course_charts.timeline(drawn, LIGHT), said),),
        notes=tuple(filter(None, (course_timeline.how_to_read(days),))),
    )
    happened = [each for each in days if each["lane"] in TOLD]
    yield Block(
        _("Faser, mål og begivenheder"), cells=_written(course_timeline.day_table(happened))
    )
    sentence = one_course.wheel_sentence(wheels)
    pictures = (
        (Picture(wheel(one_course.wheel_records(wheels), LIGHT), sentence, 0.6),) if wheels else ()
    )
    yield Block(_("Livshjulet, runde for runde"), told=(sentence,), pictures=pictures)
    if wheels:
        unanswered = _("ikke svaret")
        rounds = _written(one_course.wheel_table(wheels))
        yield Block(
            cells=[{key: cell or unanswered for key, cell in row.items()} for row in rounds]
        )
    ahead = () if course["ended_on"] else (_("Aftaler til næste gang"),)
    for heading in (_("Det er gået godt"), _("Det er svært"), *ahead):
        yield Block(heading, kind="notes")


def _attendance(days: Sequence[Record], started: date, to: date) -> list[dict[str, str]]:
    """Meetings held, stayed away from and cancelled in each of the course's last months, newest first."""
    counted = Counter(
        ((each["on_day"].year, each["on_day"].month), each["kind"])
        for each in days
        if each["lane"] == "contact"
    )
    last = 12 * to.year + to.month - 1
    first = max(12 * started.year + started.month - 1, last - MONTHS + 1)
    months = [divmod(month, 12) for month in range(last, first - 1, -1)]
    return [
        {
            _("Måned"): f"{words.capital(words.month(month + 1))} {year}",
            _("Afholdte kontakter"): number(counted[(year, month + 1), "held"]),
            _("Udeblivelser"): number(counted[(year, month + 1), "no_show"]),
            _("Aflyste kontakter"): number(counted[(year, month + 1), "cancelled"]),
        }
        for year, month in months
    ]


def _written(rows: Sequence[Record]) -> list[dict[str, str]]:
    return [
        {key: words.day(cell) if isinstance(cell, date) else str(cell) for key, cell in row.items()}
        for row in rows
    ]
