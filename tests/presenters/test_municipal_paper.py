"""A municipality's report as a PDF: two pages with the answer, whatever must be said on them, and an appendix."""

import io

import pypdf
import pytest

from dashboard.foundation import words
from dashboard.foundation.settings import LEVELS
from dashboard.foundation.words import text as _
from dashboard.presenters import municipal_files, municipal_wheel
from tests.partner_builders import edition

ABOVE = "Livshjulet alene er blevet højere end ”Rykker frem”, fordi begge er gjort upræcise; brug ”Rykker frem”."
APPENDIX = {"da": "Bilag: hvert tal", "en": "Appendix: every number"}


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("citizens", [22, 39, 96])
def test_the_answer_is_two_pages_also_where_most_must_be_said(
    monkeypatch, citizens, level, language
):
    monkeypatch.setattr(municipal_wheel, "above", lambda *_given: _(ABOVE))
    made, _type, _name = municipal_files.export(
        edition(citizens, level, is_demo=True), "rapport.pdf", language
    )
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages]
    with words.speaking(language):
        said = " ".join(_(ABOVE).split()[:3])
    assert said in " ".join(" ".join(pages[:2]).split())
    assert [i for i, page in enumerate(pages) if APPENDIX[language] in page] == [2]
