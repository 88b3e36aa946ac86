"""A section's rows table by table: what is the shares of one whole stands by itself."""

from dashboard.presenters.section import Section
from tests.builders import row_of

UNRELATED = ("attendance_share", "goals_agreed_share")
WHOLE = ("gender_female_share", "gender_male_share")


def test_only_a_breakdown_has_a_table_of_its_parts():
    rows = [row_of(id_, n=40, k=10, value=0.25) for id_ in (*WHOLE, *UNRELATED)]
    panels = (UNRELATED, WHOLE)

    def tables(**given) -> list[tuple[list[str], bool]]:
        section = Section("proeve", "Prøve", panels=panels, **given).filled(rows)
        return [([row.id for row in found], is_part) for found, is_part in section.tables()]

    assert tables(is_breakdown=True) == [(list(UNRELATED), False), (list(WHOLE), True)]
    assert tables() == [([*WHOLE, *UNRELATED], False)]
