"""A promise that is not measured: what the files lack, in a sentence that says what to do."""

from dataclasses import replace

import pytest

from dashboard.catalogue.scope import Scope
from dashboard.figures import figures, verdicts
from dashboard.foundation import delivery
from dashboard.presenters import own_missing
from tests.builders import case, published


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    warehouse = published(tmp_path_factory.mktemp("all"), cases=[case("F1"), case("F2")])
    return figures(warehouse, Scope(), verdicts.CRITERIA)


def lacking(row, *names):
    return replace(row, notes=replace(row.notes, not_measured=names))


def test_nothing_is_said_of_what_is_measured(rows):
    assert own_missing.of(rows[0]) == own_missing.of_promises(rows) == ""


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("charged_on", "ended_on"), "”Tiltalt” og ”Slutdato” mangler i jeres filer."),
        (("survey_results",), "spørgeskemaer og livshjul mangler i jeres filer."),
        (
            (*delivery.EVENTS.columns, "ended_on"),
            "”Slutdato” og mindst én kolonne som ”I job fra”, ”I uddannelse fra” og ”Fritidsaktivitet fra” mangler",
        ),
    ],
)
def test_what_is_missing_is_called_what_the_page_calls_it(rows, names, said):
    told = own_missing.of(lacking(rows[0], *names))
    assert told.startswith("Ikke opgjort: ") and said in told


def test_each_promise_that_is_not_measured_is_an_item(rows):
    told = own_missing.of_promises([lacking(rows[0], "charged_on"), *rows[1:]])
    assert told.startswith("- ") and told.count("\n") == 0 and "”Tiltalt”" in told
