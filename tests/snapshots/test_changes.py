"""Courses new, gone and changed between two snapshots, counted by hand."""

from dashboard.snapshots.changes import Changes, of_courses
from tests.builders import case, published


def test_courses_that_are_new_gone_changed_and_the_same(tmp_path):
    before = [case(f"F{n}", municipality_code="0360") for n in range(1, 6)]
    after = [before[0], case("F2", municipality_code="0461"), before[2] | {"birth_year": 1990},
             case("F9"), case("F8"), case("F7")]  # fmt: skip
    old = published(tmp_path / "a", data_to="2026-09-30", cases=before).snapshot
    new = published(tmp_path / "b", data_to="2026-09-30", cases=after).snapshot
    assert of_courses(old, new) == Changes(new=3, gone=2, changed=2, same=1)
    assert of_courses(old, old) == Changes(new=0, gone=0, changed=0, same=5)
