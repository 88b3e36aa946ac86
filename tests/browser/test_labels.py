"""The words in a picture: none lies on another, none is cut off, whatever the page's question and width."""

import pytest

from dashboard.web.navigation import PAGES
from tests.browser.accessibility import DESKTOP, PHONE, at_rest, unfold, windows

SLACK = 1  # pixel that roundings take
FOUND = """(slack) => {
  const found = [];
  for (const picture of document.querySelectorAll('svg.marks')) {
    const frame = picture.getBoundingClientRect();
    const written = [...picture.querySelectorAll('text')]
      .filter(it => it.textContent.trim() && getComputedStyle(it).opacity !== '0')
      // the paper around a word is a word of paper below it
      .filter(it => getComputedStyle(it).fill !== getComputedStyle(it).stroke)
      .map(it => ({words: it.textContent, box: it.getBoundingClientRect()}))
      // the line is a third higher than its letters
      .map(({words, box: {left, right, top, height}}) =>
        ({words, box: {left, right, top: top + height / 8, bottom: top + height * 7 / 8}}));
    for (const [nth, {words, box}] of written.entries()) {
      if (box.left < frame.left - slack || box.right > frame.right + slack || box.top < frame.top - slack
          || box.bottom > frame.bottom + slack) found.push(`${words} is cut off`);
      for (const other of written.slice(nth + 1)) {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        if (across > slack && down > slack) found.push(`${words} lies on ${other.words}`);
      }
    }
  }
  return found;
}"""
CHOICES = "[data-testid=stMain] [data-testid=stButtonGroup] [role=radio]"


@pytest.fixture(scope="module", params=["da-DK", "en-GB"])
def app(browser, server, partner, request):
    with windows(browser, server, partner, locale=request.param) as found:
        yield found


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("path", [page.path for page in PAGES])
def test_words_in_a_picture_have_their_own_place(app, path, width):
    page = app.open("owner", path, width)
    at_rest(page)
    for nth in range(max(1, page.locator(CHOICES).count())):
        if nth and nth < page.locator(CHOICES).count():
            before = page.url
            page.locator(CHOICES).nth(nth).click()
            page.wait_for_url(lambda url: url != before)  # noqa: B023, asked before the next turn
            at_rest(page)
        unfold(page)
        assert page.evaluate(FOUND, SLACK) == [], page.url


def test_the_test_sees_words_that_lie_on_each_other(app):
    page = app.open("owner", "livshjul", DESKTOP)
    at_rest(page)
    page.evaluate(
        "document.querySelectorAll('svg.marks text').forEach(it => it.removeAttribute('transform'))"
    )
    assert any("lies on" in told for told in page.evaluate(FOUND, SLACK))
