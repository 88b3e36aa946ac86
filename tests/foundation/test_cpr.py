"""What looks like a CPR number: one rule in Python and in SQL, in every spelling."""

import sys
import unicodedata

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.foundation import cpr, harmless
from dashboard.foundation.plain_text import heading_key, plain
from dashboard.ingest.staging import connect

LIKE = [
    "010170-1234", "010170 1234", "0101701234", "(010170-1234)", "tel.0101701234", "_0101701234",
    "-0101701234", "nr 310199-0000 slut", "290200-1234", "290204-1234", "a-3112991234-b",
    "æ010170-1234", "x010170-1234", "010170-1234x", "L0101701234", "B0101701234A",
    "610170-1234", "910170-1234", "890204-1234", "7012701234",  # day + 60: a replacement number
    "010170--1234", "010170 - 1234", "010170  1234", "010170\t1234", "010170\n1234",
    "010170\N{EN DASH}1234", "010170\N{EM DASH}1234", "010170\N{MINUS SIGN}1234",
    "010170\N{HYPHEN}1234", "010170\N{NON-BREAKING HYPHEN}1234", "010170\N{FULLWIDTH HYPHEN-MINUS}1234",
    "010170\N{NO-BREAK SPACE}1234", "010170\N{THIN SPACE}1234", "010170\N{NARROW NO-BREAK SPACE}1234",
    "010170\N{IDEOGRAPHIC SPACE}1234", "010170\N{LINE SEPARATOR}1234",
    "010170\N{ZERO WIDTH SPACE}1234", "010170\N{SOFT HYPHEN}1234", "010170\N{WORD JOINER}-1234",
    "0\N{ZERO WIDTH JOINER}101701234", "\N{RIGHT-TO-LEFT OVERRIDE}010170-1234",
    "０１０１７０１２３４", "010170-①②③④", "𝟎𝟏𝟎𝟏𝟕𝟎-𝟏𝟐𝟑𝟒", "010170⁻¹²³⁴", "½ 010170-1234 …",
    "101701234",  # Excel and pandas lose the zero
    "101701234.0", "101701234,0", "+101701234", "-101701234", "1.01701234E+08", "1017012340e-1",
    "1.101701234E+09",
]  # fmt: skip
ONLY_SIMILAR = [
    "010170-12345", "1010170-1234", "01010-1234", "310270-1234", "310470-1234", "290201-1234",
    "290299-1234", "000170-1234", "320170-1234", "010070-1234", "011370-1234", "010170_1234",
    "0101.70-1234", "990170123", "600170-1234", "920170-1234", "890201-1234", "01-01-70-1234",
    "1010901234567",  # an EAN
    "20250101701234", "1784721600000", "3210170123", "10101701234", "x101701234", "101701234x",
    "101701234.5", "٠١٠١٧٠-١٢٣٤", "010170\N{MIDDLE DOT}1234", "", "-", "1e999", "1e-999", "9" * 400,
    "99101701234", "990101701234", "99010170-1234",  # what we tell people to make of serial numbers
]  # fmt: skip


@pytest.fixture(scope="module")
def con(tmp_path_factory):
    con = connect(tmp_path_factory.mktemp("cpr"))
    yield con
    con.close()


def in_sql(con, texts):
    """Which of the texts SQL takes for a CPR number, as staging asks."""
    found = con.sql(
        "select coalesce(is_cpr_like(plain(x)) or is_cpr_number(plain(x)), false)"
        " from (select unnest($x::varchar[]) as x, unnest(range(len($x))) as n) order by n",
        params={"x": texts},
    )
    return [answer for (answer,) in found.fetchall()]


@pytest.mark.parametrize("text", LIKE)
def test_what_is_taken_for_a_cpr_number(con, text):
    assert (cpr.holds(text), in_sql(con, [text])) == (True, [True])
    said = harmless.heading(f"nr. {text} x") if text in cpr_in_text() else harmless.heading(text)
    assert "1234" not in plain(said)
    assert "…" in said


def cpr_in_text():
    return [text for text in LIKE if cpr.holds(f"nr. {text} x")]


@pytest.mark.parametrize("text", ONLY_SIMILAR)
def test_what_only_looks_like_one(con, text):
    assert (cpr.holds(text), in_sql(con, [text])) == (False, [False])


letters = st.sampled_from("0123456789 -.,eE+x\N{EN DASH}\N{ZERO WIDTH SPACE}１\n")


@given(st.lists(st.text(letters) | st.from_regex(r"\A[0-9]{5,7}[- ]?[0-9]{3,5}\Z"), max_size=200))
@settings(max_examples=20, deadline=None)
def test_python_and_sql_agree(con, texts):
    assert [cpr.holds(text) for text in texts] == in_sql(con, texts)


@given(st.integers(min_value=0, max_value=10**9 - 1))
@settings(deadline=None)
def test_ninety_nine_in_front_makes_a_serial_number_no_cpr_number(number):
    for text in (f"{number:09}", f"0{number:09}", f"{number:010}"[:6] + "-" + f"{number:010}"[6:]):
        assert not cpr.holds(f"99{text}")


def test_every_dash_and_every_blank_may_stand_between():
    between = [
        letter
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(letter := chr(code)) in ("Pd", "Zs", "Zl", "Zp", "Cf")
    ]
    assert len(between) > 200
    assert [letter for letter in between if not cpr.holds(f"010170{letter}1234")] == []


def test_sql_and_python_find_the_same_spelling_of_every_letter(con):
    letters = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF]
    texts = [f"a{letter}b" for letter in letters]
    ((found,),) = con.sql(
        "select list(plain(x) order by n) from (select unnest($x) as x, unnest(range(len($x))) as n)",
        params={"x": texts},
    ).fetchall()
    assert found == [plain(text) for text in texts]


def test_an_invisible_letter_between_two_that_belong_together_is_no_difference():
    assert plain("a\N{ZERO WIDTH JOINER}\N{COMBINING RING ABOVE}") == "å"
    assert plain(plain("A\N{SOFT HYPHEN}\u030a ")) == plain("Å")


@pytest.mark.parametrize(
    "text", ["Sigtet på", "SIGTET PÅ", "Sigtet\npå", " sigtet \r\n pa\u030a", "Sig\u00adtet\u00a0på\ufeff"]
)  # fmt: skip
def test_headings_that_read_the_same_are_the_same(text):
    assert heading_key(text) == "sigtet på"


def test_the_pattern_is_valid_where_it_is_used():
    assert duckdb.sql("select regexp_matches('x', $p)", params={"p": cpr.SQL_PATTERN}).fetchall()
