"""The release table over years of late rows, corrections and erasures: nobody is told of twice."""

import json
import stat
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.catalogue.released import COURSES, RELEASES
from dashboard.disclosure import draws
from dashboard.editions import release_table
from dashboard.editions.release_table import MOST_REVISIONS, Drawn, Told, key
from dashboard.editions.releasing import Releasing
from dashboard.editions.report_rows import Published
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.quarters import Quarter
from dashboard.foundation.settings import from_values
from dashboard.statistics import noisy_interval
from tests.editions.invented import QUARTER, QUESTION, SECRET, release, report, town

QUARTERS = 12


def written(data, people, revised=()):
    """One writing of reports, from the table on the disk to the table on the disk."""
    table = release_table.read(data)
    releasing = Releasing(people, table, SECRET)
    groups = releasing.new_groups()
    table.put(groups)
    drawn = list(releasing.draws(revised))
    release_table.append(data, [*groups, *drawn])
    return [*groups, *drawn]


def corrected(people, rng):
    """The next export: some courses late, moved, changed, with another's citizen, or erased."""
    found = replace(people, starts=list(people.starts), answers=list(people.answers))
    for nth, row in enumerate(found.starts):
        if rng.random() < 0.1:
            moved = QUARTER.last.replace(
                year=rng.choice((2023, 2024, 2025)), month=rng.randrange(1, 10), day=5
            )
            found.starts[nth] = row | {"day": moved}
        elif rng.random() < 0.05:
            found.starts[nth] = row | {"citizen": rng.choice(found.starts)["citizen"]}
    gone = {row["member"] for row in found.starts if rng.random() < 0.04}
    found.starts = [row for row in found.starts if row["member"] not in gone]
    found.answers = [row for row in found.answers if row["member"] not in gone]
    found.outcomes = [
        row | {"criterion_charged": rng.random() < 0.5} for row in people.outcomes if row["member"] not in gone
    ]  # fmt: skip
    for _nth in range(rng.randrange(4)):
        found.add(f"late-{rng.random()}", Quarter.of(QUARTER.last).first.replace(year=2024), rng)
    for row in found.answers:
        if rng.random() < 0.05:
            row["answer"] = "satisfied"
    return found


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10**6), st.sets(st.integers(0, QUARTERS - 1), max_size=4))
def test_no_course_enters_a_figure_more_often_than_once_and_once_a_revision(
    tmp_path_factory, seed, revising
):
    rng, data = Random(seed), tmp_path_factory.mktemp("house")
    release_table.secret(data, are_reports_out=False)
    people, entered, sizes = town(seed, rng.randrange(5, 70)), Counter(), {}
    for nth in range(QUARTERS):
        day = (QUARTER - (QUARTERS - 1 - nth)).last
        now = replace(people, day=day)
        revised = ["0461"] if nth in revising else []
        for line in written(data, now, revised):
            if isinstance(line, Told):
                assert (line.municipality, line.population, line.group) not in sizes
                sizes[line.municipality, line.population, line.group] = line
                continue
            told = sizes[line.municipality, line.population, line.group]
            entered.update((line.release, member) for member in told.members)
        people = corrected(people, rng)
    assert all(count <= 1 + min(len(revising), MOST_REVISIONS) for count in entered.values())
    for told in sizes.values():
        assert told.size >= 10


def test_a_course_that_moves_to_another_municipality_is_told_of_where_it_was(tmp_path):
    release_table.secret(tmp_path, are_reports_out=False)
    people = town("moves", 60)
    first = {
        key for line in written(tmp_path, people) if isinstance(line, Told) for key in line.members
    }
    people.starts = [row | {"municipality_code": "0101"} for row in people.starts]
    people.answers = [row | {"municipality_code": "0101"} for row in people.answers]
    again = [line for line in written(tmp_path, people) if isinstance(line, Told)]
    told = {key for line in again if line.population == COURSES for key in line.members}
    assert first and not told & first


def test_a_second_writing_of_the_same_has_nothing_to_write(tmp_path):
    release_table.secret(tmp_path, are_reports_out=False)
    people = town("twice", 60)
    assert written(tmp_path, people)
    assert written(tmp_path, people) == []


def test_what_was_drawn_stays_whatever_is_corrected(tmp_path):
    release_table.secret(tmp_path, are_reports_out=False)
    people = town("stays", 60)
    first = written(tmp_path, people)
    for outcome in people.outcomes:
        outcome["criterion_charged"] = True
    assert written(tmp_path, people) == []
    again = written(tmp_path, people, ["0461"])
    before = {(d.group, d.release): d for d in first if isinstance(d, Drawn)}
    assert {line.revision for line in again} == {1}
    assert len(again) == len(before)
    # independent draws, also of what was not corrected: else they would tell what was
    same = [line for line in again if line.release == "exits"]
    assert any(line.numbers != before[line.group, line.release].numbers for line in same)
    assert {line.revision for line in written(tmp_path, people, ["0461"])} == {2}
    assert written(tmp_path, people, ["0461"]) == []


def test_the_truth_is_in_no_line_and_no_name(tmp_path, monkeypatch):
    release_table.secret(tmp_path, are_reports_out=False)
    people = town("canary", 60)
    written(tmp_path, people)
    content = (tmp_path / "releases" / "table.jsonl").read_text()
    assert not any(row["member"] in content or row["citizen"] in content for row in people.starts)
    lines = [json.loads(line) for line in content.splitlines()]
    assert {tuple(sorted(line)) for line in lines} == {
        ("line",),
        ("group", "line", "members", "municipality", "population"),
        ("epsilon", "group", "limits", "line", "municipality", "numbers", "population", "release", "revision", "terms"),
    }  # fmt: skip


def test_truths_are_those_of_a_plain_loop(monkeypatch):
    """With noise that adds nothing, what is drawn is what a loop over the members counts."""
    monkeypatch.setattr(draws, "noise", lambda chances, _scales: [0] * len(chances))
    people = town("naive", 90)
    table = release(people)
    outcomes = {key(SECRET, row["member"]): row for row in people.outcomes}
    answered = {}
    for row in sorted(people.answers, key=lambda row: row["day"]):
        answered.setdefault(key(SECRET, row["member"]), row["answer"])
    checked = 0
    for groups in table.groups.values():
        for told in groups:
            for name, drawn in table.of(told).items():
                release_, counted = RELEASES[name], Counter()
                for member in told.members:
                    value = (
                        outcomes[member].get(name)
                        if told.population == COURSES
                        else answered[member]
                    )
                    if release_.kind == "mean":
                        low, typical, high = drawn.limits
                        if value is not None:
                            apart = min(max(value, low), high) - typical
                            counted.update({"n": 1, "sum": apart, "squares": apart**2})
                    elif release_.kind == "yes_no":
                        counted["yes"] += value
                    else:
                        counted["other" if value == "illness" else value] += 1
                assert drawn.numbers == {name: counted[name] for name in drawn.numbers}
                assert set(counted) <= set(drawn.numbers)
                checked += 1
    assert checked > 20


def test_answers_are_of_whoever_answered_and_only_once():
    people = town("answers", 60)
    later = timedelta(200)
    people.answers += [
        row | {"day": row["day"] + later, "answer": "satisfied"} for row in people.answers
    ]
    table = release(people)
    assert len(table.groups["0461", QUESTION]) > 1
    members = [m for told in table.groups["0461", QUESTION] for m in told.members]
    assert len(members) == len(set(members)) > 10


@pytest.mark.parametrize("left", [b"", b"31 bytes are not 32 and no secret."[:31]])
def test_a_lost_or_damaged_secret_stops_the_writing_with_what_to_do(tmp_path, left):
    release_table.secret(tmp_path, are_reports_out=False)
    written(tmp_path, town("secret", 40))
    where = tmp_path / "releases" / "secret"
    where.write_bytes(left) if left else where.unlink()
    with pytest.raises(DashboardError, match=r"sikkerhedskopien.*--new-secret"):
        release_table.secret(tmp_path, are_reports_out=True)
    made = release_table.secret(tmp_path, are_reports_out=True, make_another=True)
    assert (len(made), stat.S_IMODE(where.stat().st_mode)) == (32, 0o600)


def test_a_lost_table_behind_reports_that_are_out_stops_the_writing(tmp_path):
    release_table.secret(tmp_path, are_reports_out=False)
    (tmp_path / "releases" / "table.jsonl").unlink()
    with pytest.raises(DashboardError, match="sikkerhedskopien"):
        release_table.secret(tmp_path, are_reports_out=True)
    with pytest.raises(DashboardError, match="sikkerhedskopien"):
        release_table.secret(tmp_path, are_reports_out=True, make_another=True)


def test_the_secret_is_made_once(tmp_path):
    first = release_table.secret(tmp_path, are_reports_out=False)
    assert release_table.secret(tmp_path, are_reports_out=False) == first
    assert len(first) == 32


@pytest.mark.parametrize("kept", [0.05, 0.3, 0.6, 0.97])
def test_a_table_cut_short_is_gone_on_with_and_draws_nothing_else(tmp_path, kept):
    """A kill or a full disk in the middle of the lines: none was published yet."""
    release_table.secret(tmp_path, are_reports_out=False)
    people = town("killed", 60)
    whole = written(tmp_path, people)
    table = tmp_path / "releases" / "table.jsonl"
    content = table.read_bytes()
    table.write_bytes(content[: int(len(content) * kept)])
    written(tmp_path, people)
    found = release_table.read(tmp_path)
    drawn = {(d.group, d.population, d.release): d for d in whole if isinstance(d, Drawn)}
    again = {
        (d.group, d.population, d.release): d
        for each in found.draws.values()
        for d in each.values()
    }
    assert again == drawn


def test_a_firm_without_any_group_goes_on(tmp_path):
    """Its reports are out, and say when the first group comes."""
    first = release_table.secret(tmp_path, are_reports_out=False)
    assert written(tmp_path, town("small", 4)) == []
    assert release_table.secret(tmp_path, are_reports_out=True) == first
    assert written(tmp_path, town("small", 60))


def test_a_limit_below_the_typical_spends_no_more():
    for name in ("hours_per_week", "contacts_per_week"):
        limit = RELEASES[name].limit
        for most in (1, 2, 6):
            low, typical, high = RELEASES[name].limits(from_values({limit: most}))
            assert low <= typical <= high


def test_the_noise_of_an_answer_is_that_of_an_answer_whatever_it_is_called():
    """Coping's yes is one of three answers, drawn with half the budget."""
    people, name = town("coping", 30), "coping/citizen/better_at_challenges"
    people.answers = [
        row | {"day": row["day"] + timedelta(30), "population": name, "answer": "yes"} for row in people.starts
    ]  # fmt: skip
    table = release(people)
    told = table.groups["0461", name]
    drawn = sum(table.of(each)["coping_citizen"].numbers["yes"] for each in told)
    size = sum(each.size for each in told)
    (row, *_more) = (
        r
        for r in report(people, table)["rows"]
        if r["figure_id"].startswith("coping_better_citizen")
    )
    half = people.settings.noise_questionnaires / 2
    assert (row["low"], row["high"]) == noisy_interval(drawn, size, [half] * len(told))


def test_of_groups_of_another_secret_nothing_more_is_drawn(tmp_path):
    """Nobody can say any more who is in them: they would count as nobody."""
    release_table.secret(tmp_path, are_reports_out=False)
    people = town("another", 60)
    table = release(people)
    before = {place: dict(found) for place, found in table.draws.items()}
    again = Releasing(people, table, bytes(32))
    assert not [told for told in again.new_groups() if told.population == COURSES]
    assert list(again.draws(["0461"])) == []
    assert table.draws == before


def test_who_is_erased_is_not_counted_as_a_no_in_a_revision(tmp_path):
    people = town("erased", 60)
    table = release(people)
    told = table.groups["0461", COURSES][0]
    gone = next(
        row for row in people.starts if release_table.key(SECRET, row["member"]) in told.members
    )
    people.starts.remove(gone)
    again = list(Releasing(people, table, SECRET).draws(["0461"]))
    revised = {line.group for line in again if line.population == COURSES}
    assert revised and told.group not in revised


def test_numbers_by_another_agreement_are_not_added_to_these():
    people = town("agreed", 90)
    early = replace(people, day=QUARTER.last.replace(year=2025))
    table = release(early)
    before = len(table.groups["0461", COURSES])
    later = replace(people, settings=from_values({"wheel_threshold_points": 2}))
    table = release(later, table)
    groups = Published("0461", QUARTER, table, later.settings, "m").groups(COURSES)
    assert 0 < before < len(groups)
    sizes = [group.size for group in groups]
    rows = {row["figure_id"]: row for row in report(later, table)["rows"]}
    assert rows["criterion_charged"]["n"] == sum(sizes)
    assert rows["criterion_progress"]["n"] == sum(sizes[before:])


def test_draws_from_before_terms_were_kept_are_added_where_they_count_the_same(tmp_path):
    release_table.secret(tmp_path, are_reports_out=False)
    people = town("before", 90)
    early = replace(people, day=QUARTER.last.replace(year=2025))
    written(tmp_path, early)
    path = tmp_path / "releases" / "table.jsonl"
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    for line in lines:
        line.pop("terms", None)
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    written(tmp_path, people)
    table = release_table.read(tmp_path)
    sizes = [told.size for told in table.groups["0461", COURSES]]
    rows = {row["figure_id"]: row for row in report(people, table)["rows"]}
    assert (
        rows["criterion_completed"]["n"] == rows["group_exit_employment_share"]["n"] == sum(sizes)
    )
    assert rows["criterion_progress"]["n"] < sum(sizes)  # events counted for a month more


def test_a_whole_secret_gives_way_to_no_other(tmp_path):
    first = release_table.secret(tmp_path, are_reports_out=False)
    with pytest.raises(DashboardError, match="er hel"):
        release_table.secret(tmp_path, are_reports_out=False, make_another=True)
    assert release_table.secret(tmp_path, are_reports_out=False) == first


def test_a_town_whose_groups_are_old_or_long_sees_the_newest():
    people = town("slow", 0)
    rng = Random(1)
    for nth in range(30):  # three a year
        people.add(
            f"S{nth}",
            QUARTER.last.replace(year=2016 + nth // 3, month=1 + 3 * (nth % 3), day=9),
            rng,
        )
    table = release(people)
    told = Published("0461", QUARTER, table, people.settings, "m").groups(COURSES)
    assert told and told[-1] == table.groups["0461", COURSES][-1]
    years_later = Published("0461", QUARTER + 40, table, people.settings, "m").groups(COURSES)
    assert years_later == table.groups["0461", COURSES][-1:]
