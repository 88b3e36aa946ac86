"""The foreword: a file of the year's and the language's own, as its owner wrote it, and never a person's number."""

from datetime import date

import pytest

from dashboard.foundation import words
from dashboard.foundation.errors import DashboardError
from dashboard.reports import foreword


def test_each_year_and_each_language_has_its_own(tmp_path):
    (tmp_path / "forord-2025.txt").write_text("Kære læser.", encoding="utf-8-sig")
    (tmp_path / "foreword-2025.txt").write_text("Dear reader.", encoding="utf-8")
    assert foreword.paragraphs(tmp_path, 2025) == ["Kære læser."]
    assert foreword.paragraphs(tmp_path, 2026) == []
    with words.speaking("en"):
        assert foreword.paragraphs(tmp_path, 2025) == ["Dear reader."]


def test_lines_go_on_but_for_a_list_and_a_name_below(tmp_path):
    wrapped = "Året gik med mange ord, så linjen blev brudt der, hvor\nskærmen var slut."
    listed = "Vi så tre ting i det år, der gik, og de var alle vigtige:\n- en\r\n– to"
    long = "1. Den første ting var, at flere kom i gang med et forløb hos os"
    numbered = f"{long}\n2. {long[3:]}"
    signed = "Med venlig hilsen\nLedelsen"
    path = tmp_path / "ord.txt"
    path.write_bytes("\n \n\n".join((wrapped, listed, numbered, signed)).encode())
    assert foreword.paragraphs(tmp_path, 2025, path) == [
        wrapped.replace("\n", " "),
        "Vi så tre ting i det år, der gik, og de var alle vigtige:\n- en\n– to",
        numbered,
        signed,
    ]


@pytest.mark.parametrize("number", ["010190-1234", "0101901234"])
def test_a_person_s_number_is_refused_and_not_repeated(tmp_path, number):
    (tmp_path / "forord-2025.txt").write_text(f"Tak til {number}.", encoding="utf-8")
    with pytest.raises(DashboardError, match="CPR") as refused:
        foreword.paragraphs(tmp_path, 2025)
    assert number[:6] not in str(refused.value)


def test_a_letter_that_cannot_be_printed_is_told_before_the_report_is_asked_for():
    foreword.require_printable(["Kære læser – 100 % § \N{EM DASH}"], date(2025, 12, 31))
    for told in ("Tillykke 🎉", "To filer\ufeff i én"):
        with pytest.raises(DashboardError, match="kan ikke trykkes"):
            foreword.require_printable([told], date(2025, 12, 31))
