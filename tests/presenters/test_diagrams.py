"""The printed diagrams of 2016: what a picture shows is said in text too."""

import pytest

from dashboard.catalogue.scope import Scope
from dashboard.foundation import words
from dashboard.presenters import diagrams
from dashboard.presenters.diagrams import DIAGRAMS
from tests.builders import row_of

LOST = {  # as printed on pages 19, 23 and 25: values without a certain answer
    "3.1.1": "37,5 % og 62,5 %",
    "3.2.1": "10 %",
    "3.2.2": "37,5 %, 50 % og 15,5 %",
    "3.2.5": "37,5 %, 50 % og 12,5 %",
    "3.2.6": "50 % og 50 %",
}


@pytest.mark.parametrize("diagram", DIAGRAMS, ids=lambda each: each.item)
def test_values_whose_answer_is_lost_are_said_in_text(diagram):
    told = diagrams.grounds(diagram, {}, Scope()).replace("\N{NO-BREAK SPACE}", " ")
    lost = LOST.get(diagram.number)
    assert ("uden svarkategori" in told) is bool(lost)
    if lost:
        assert told.endswith(f"Offentliggjort uden svarkategori i 2016: {lost}.")


@pytest.mark.parametrize(("language", "quoted"), [("da", "”nej”"), ("en", "“no”")])
def test_an_answer_is_quoted_as_its_language_quotes(language, quoted):
    diagram = next(each for each in DIAGRAMS if "no" in diagrams.CODES[each.item])
    ids = diagrams.figure_ids(diagram)
    rows = [row_of(id_, n=40, k=9 if code == "no" else 1, value=0.2)
            for id_, code in zip(ids, diagrams.CODES[diagram.item], strict=True)]  # fmt: skip
    with words.speaking(language):
        (row,) = diagrams.most_given(rows)
    assert row.name.endswith(quoted)
