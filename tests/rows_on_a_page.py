"""The tables of figure rows on a page as lines of text, as a reader reads them."""

from html.parser import HTMLParser

from streamlit.testing.v1 import AppTest


class _Rows(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.cells: list[str] = []
        self.opened: list[str] = []
        self.is_inside = self.is_style = False

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.cells, self.opened = [], []
        elif tag in ("td", "th", "caption"):
            self.cells.append("")
        elif tag == "p":
            self.is_inside = True
            self.opened.append("")
        self.is_style = tag == "style"

    def handle_endtag(self, tag):
        self.is_inside = self.is_inside and tag != "p"
        if tag in ("tr", "caption"):
            self.lines += [" · ".join(filter(None, self.cells)), *self.opened]
            self.cells, self.opened = [], []

    def handle_data(self, data):
        if self.is_style:
            return
        where = self.opened if self.is_inside else self.cells
        if where:
            where[-1] += data


def lines(app: AppTest) -> list[str]:
    """A line a row (label · number · what it is held against · verdict · grade), then what it opens to."""
    reader = _Rows()
    for element in app.get("html"):
        reader.feed(element.proto.body)
    return [line for line in reader.lines if line]
