"""A report's code, as somebody types what stands on paper."""

import pytest

from dashboard.foundation import report_codes


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kg-7f3k-9qxd", "kg-7f3k-9qxd"),  # 9 is in no code: as it is
        ("kg-7f3k-2qxd", "KG-7F3K-2QXD"),
        (" KG 7F3K 2QXD ", "KG-7F3K-2QXD"),
        ("7F3K2QXD", "KG-7F3K-2QXD"),
        ("KG-0I8L-1O0B", "KG-OIBL-IOOB"),
        ("KGAB-CDEF", "KG-KGAB-CDEF"),
        ("KG-KGAB-CDEF", "KG-KGAB-CDEF"),
        ("KG-ABC", "KG-ABC"),
        ("", ""),
    ],
)
def test_a_code_is_known_however_it_is_typed(typed, meant):
    assert report_codes.typed(typed) == meant


def test_no_code_has_a_digit_that_is_read_as_a_letter():
    codes = "".join(report_codes.of([n]) for n in range(200))
    assert not set("0189") & set(codes)
