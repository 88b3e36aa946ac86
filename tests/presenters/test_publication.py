"""What a publication changes, in words."""

from dashboard.figures.held_against import HeldAgainst
from dashboard.presenters import publication
from dashboard.snapshots.changes import Changes
from tests.wording.test_sentences import share


def test_what_changes_is_told_or_that_there_is_nothing_to_hold_it_against():
    assert (
        publication.courses(Changes(3, 2, 1, 400))
        == "Forløb: 3 nye, 2 er væk, 1 er ændret, 400 er som før."
    )
    assert "intet fra før" in publication.courses(None)
    assert publication.row_counts({"cases": 9, "contacts": 5}, {"cases": 1200}) == [
        {"Tabel": "Forløb", "Nu": "9", "Efter udgivelsen": "1.200"},
        {"Tabel": "Kontakter", "Nu": "5", "Efter udgivelsen": "ikke med"},
    ]


def test_a_large_change_is_told_table_by_table():
    told = publication.drift([("cases", 400, 20), ("contacts", 9, None)], 0.2)
    assert [each.replace("\N{NO-BREAK SPACE}", " ") for each in told] == [
        "Forløb har 20 rækker mod 400 sidst, en forskel på mere end 20 %.",
        "Kontakter er ikke med, men havde 9 rækker sidst.",
    ]


def test_what_was_held_back_is_told_however_long_it_is():
    long = "Rækker holdt tilbage: " + "kolonne; " * 60
    shown = publication.as_many_as([long, "kort", "kort"], 4)
    assert " ".join(" ".join(shown).split()).startswith(long.strip())
    assert shown[-1] == "  … og 2 mere: se check eller siden Data og metode."
    assert publication.as_many_as(["kort", "kort"], 2) == ["  kort", "  kort"]
    assert publication.as_many_as([], 4) == []


def turned(before, after):
    found = HeldAgainst({}, [after], promises_before=(before,))
    return [told.replace("\N{NO-BREAK SPACE}", " ") for told in publication.turned(found)]


def test_a_promise_has_turned_when_its_side_or_how_sure_it_is_has():
    over = share(31, 40, target_verdict="cannot_tell")
    assert turned(over, share(32, 40, target_verdict="cannot_tell")) == []
    label = over.label.capitalize()
    assert turned(over, share(29, 40, target_verdict="cannot_tell")) == [
        f"{label}. Før: 78 % er over målet, men ikke med sikkerhed. "
        "Nu: 73 % er under målet, men ikke med sikkerhed."
    ]
    assert turned(over, share(40, 40, target_verdict="above")) == [
        f"{label}. Før: 78 % er over målet, men ikke med sikkerhed. "
        "Nu: 100 % er over målet, og forskellen er større, end tilfældigheder normalt giver."
    ]
    assert turned(over, share(4, 5, target_verdict="too_few")) == [
        f"{label}. Før: 78 % er over målet, men ikke med sikkerhed. "
        "Nu: For få forløb til en vurdering."
    ]
    assert publication.turned(HeldAgainst({}, [over])) == []
