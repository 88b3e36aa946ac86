"""Words of files and documents, which are drawn as they stand whatever they look like."""

import pytest

from dashboard import drawing


@pytest.mark.parametrize(
    ("word", "inert"),
    [
        ("-", "\\-"), ("+", "\\+"), ("- 5", "\\- 5"), ("--- 2024 ---", "\\--- 2024 ---"), ("=", "\\="),
        ("1.", "1\\."), ("2) ja", "2\\) ja"), ("-5", "-5"), ("nej-tak", "nej-tak"), ("*x*", "\\*x\\*"),
    ],
)  # fmt: skip
def test_a_word_that_looks_like_a_list_or_a_line_is_drawn_as_it_stands(word, inert):
    assert drawing.escape(word) == inert
