"""The tables of figure rows, the lists and the ways on a page as lines of text, as a reader reads them."""

from html.parser import HTMLParser

from streamlit.testing.v1 import AppTest


class _Rows(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.cells: list[str] = []
        self.opened: list[str] = []
        self.ways: dict[str, str] = {}
        self.address = ""
        self.is_inside = self.is_style = False

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.cells, self.opened = [], []
        elif tag in ("td", "th", "caption"):
            self.cells.append("")
        elif tag in ("p", "h2"):
            self.is_inside = True
            self.opened.append("")
        elif tag == "a":
            self.address = dict(attrs)["href"]
        self.is_style = tag == "style"

    def handle_endtag(self, tag):
        if tag in ("p", "h2") and not self.cells:  # words with ways and tiles, in no row
            self.lines += self.opened
            self.opened = []
        self.is_inside = self.is_inside and tag not in ("p", "h2")
        if tag == "a":
            self.address = ""
        if tag in ("tr", "caption"):
            self.lines += [" · ".join(filter(None, self.cells)), *self.opened]
            self.cells, self.opened = [], []

    def handle_data(self, data):
        if self.is_style:
            return
        if self.address:
            self.ways[data] = self.address
        where = self.opened if self.is_inside else self.cells
        if where:
            where[-1] += data


def _read(app: AppTest) -> _Rows:
    reader = _Rows()
    for element in app.get("html"):
        reader.feed(element.proto.body)
    return reader


def lines(app: AppTest) -> list[str]:
    """A line a row (label · number · what it is held against · verdict · grade), then what it opens to."""
    return [line for line in _read(app).lines if line]


def ways(app: AppTest) -> dict[str, str]:
    """Where each link in a row, a list or a sentence leads, by its words."""
    return _read(app).ways
