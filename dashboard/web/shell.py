"""The middleware in front of Streamlit: the page's language and title, and our own 404.

Streamlit answers every unknown path with its app shell and status 200; here a path that is
neither a page nor one of Streamlit's own gets a page that says so, in Danish or English.
"""

from collections.abc import Iterable
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.charts import style
from dashboard.foundation import words
from dashboard.foundation.words import text as _
from dashboard.web.page_script import SCRIPT
from dashboard.web.plain_page import TITLE, plain_page

STREAMLIT_PATHS = ("_stcore", "static", "media", "component")
STREAMLIT_FILES = ("favicon.png", "manifest.json", "index.html", "robots.txt")
# Streamlit's buttons above a chart speak English only; the table and its CSV are below it
STYLE = """
[data-testid="stElementToolbar"] { display: none; }
/* and of files; what may be dropped is said above the box */
[data-testid="stFileUploaderDropzoneInstructions"] { display: none !important; }
/* Streamlit's own grey is too faint to be read by everyone */
[data-testid="stCaptionContainer"] {
  color: color-mix(in srgb, currentColor 80%, transparent) !important; opacity: 1 !important; }
[data-testid="stExpander"] summary { opacity: .85 !important; }
/* one without a box is known by its line */
[data-testid="stExpander"] summary > span > div:first-child p {
  text-decoration: underline; text-underline-offset: .2em; }
/* what can be copied says so, also where nothing hovers */
[data-testid="stCode"] > div { visibility: visible !important; opacity: 1 !important; }
[data-testid="stCode"] pre { padding-right: 3rem !important; }
/* a table of words and what they mean has room for a whole line */
[data-testid="stTable"] table:not(:has(td:nth-child(3))) td > * { max-width: 44rem !important; }
/* and what is chosen of a few, blue on blue: it takes the colour of the text */
[data-testid="stButtonGroup"] [aria-checked="true"] { color: inherit !important; }
[data-testid="stButtonGroup"] [aria-checked="true"] p { font-weight: 600; }
[data-testid="stApp"] :focus-visible { outline: 3px solid #2f7bb4 !important; outline-offset: 2px; }
[data-testid="stApp"] input:focus-visible { outline-offset: -3px; }  /* its box cuts off what is outside */
/* a finger needs room; links within a sentence need none */
@media (pointer: coarse), (max-width: 640px) {
  [data-testid="stApp"] :is(button, summary, label:has([type="radio"]), div:has(> :is([type="text"], [type="number"]))),
  :is([data-testid="stSelectbox"], [data-testid="stTextInput"], [data-testid="stNumberInput"]) > div:has(input),
  [data-testid="stSidebarNavLink"], [role="option"] { min-height: 44px !important; }
  [data-testid="stApp"] button { min-width: 44px; }
  [data-testid="stTable"] td a { display: inline-block; padding-block: .8rem; }
  p:only-child > a:only-child, p:only-child > strong:only-child > a:only-child { padding-block: .8rem; }
}
/* where buttons begin a new line, each has its left edge */
@media (max-width: 640px) {
  [data-testid="stButtonGroup"] button:not([aria-checked="true"]) { border-left-color: #8886 !important; }
}
/* on a phone a filter has the line to itself, for its choice is to be read whole, and less air is between parts */
@media (max-width: 640px) {
  [data-testid="stVerticalBlock"] { gap: .7rem !important; }
  [data-testid="stHorizontalBlock"] > [data-testid="stElementContainer"]:has([data-testid="stSelectbox"]) {
    flex-basis: 100% !important; width: auto !important; }
  [data-testid="stHorizontalBlock"]:has(> * > [data-testid="stSelectbox"]) { gap: .5rem; }
}
/* and a table of three columns or more stands row by row, each cell below the first beside its heading */
@media screen and (max-width: 640px) {
  [data-testid="stTable"] table:has(td:nth-child(3)) {
    & thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    &, & tbody, & tr, & td { display: block; width: 100%; }
    & tr { padding-block: .35rem; border-bottom: 1px solid #8886; }
    & td { border: 0; padding: .1rem 0; overflow-wrap: anywhere; }
    & td:first-child { font-weight: 600; }
    & td:not(:first-child) { display: grid; grid-template-columns: 42% 1fr; gap: 0 .6rem; }
    & td:not(:first-child)::before {
      content: attr(data-heading); opacity: .8; font-size: .8125rem; white-space: normal; }
  }
}
/* a report's code is one word */
code:not(pre code) {
  white-space: nowrap !important; font: inherit !important; color: inherit !important; background: none !important;
  padding: 0 !important; }
@page { size: A4; margin: 12mm 11mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt system-ui, sans-serif; color: #555; } }
@media print {
  :root:root { font-size: 13px; }
  /* what a reader works with is no part of what is printed; what was chosen is */
  [data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stDownloadButton"], [data-testid="stButton"],
  [data-testid="stFileUploader"],
  [data-testid="stPopover"], [data-testid="stForm"], [data-testid="stTextInput"], [data-testid="stNumberInput"],
  [data-testid="stSelectbox"]:has(input[value=""]), [data-testid="stSelectbox"] button,
  [data-testid="stButtonGroup"] button:not([aria-checked="true"]),
  :is([data-testid="stElementContainer"], [data-testid="stLayoutWrapper"]):has(
    > [data-testid="stDownloadButton"], > [data-testid="stExpander"] > details:not([open])),
  [data-testid="stExpander"]:has(> details:not([open])), [data-testid="stExpander"]:has([data-testid="stForm"]),
  [data-testid="stExpander"] summary [data-testid="stIconMaterial"] {
    display: none !important; }
  [data-testid="stSelectbox"] *, [data-testid="stButtonGroup"] * {
    border: 0 !important; padding-left: 0 !important; overflow: visible !important; }
  [data-testid="stMain"], [data-testid="stAppViewContainer"], [data-testid="stApp"] {
    position: static !important; overflow: visible !important;
    display: block !important; }  /* a flex box that just fits leaves an empty sheet */
  [data-testid="stMainBlockContainer"] { padding: 0 !important; }
  [data-testid="stVerticalBlock"] { gap: .35rem !important; }
  [data-testid="stHeading"] :is(h1, h2) { padding-block: .4rem !important; }
  /* paper is white, whatever the theme; a dark picture is turned, for its inks are its own */
  html, body { background: #fff !important; }
  [data-testid="stApp"], [data-testid="stApp"] *:not(.rows *, .badge, svg.marks *) {
    color: #31333f !important; background-color: transparent !important; border-color: #dcdfe4 !important; }
  svg.marks:not([style*="background-color: rgb(255, 255, 255)"]) { filter: invert(1) hue-rotate(180deg); }
  /* as wide as the paper, no wider, and whole */
  [data-testid="stHorizontalBlock"]:has(> [data-testid="stColumn"]:nth-child(3)) {
    display: flex !important; flex-wrap: nowrap; }
  [data-testid="stHorizontalBlock"]:has([data-testid="stColumn"] .rows) { display: block !important; }
  [data-testid="stColumn"]:has(.rows) { width: 100% !important; }
  [data-testid="stVegaLiteChart"] svg.marks { max-width: 100% !important; height: auto !important; }
  [data-testid="stTable"], [data-testid="stTable"] * { overflow: visible !important; white-space: normal !important; }
  [data-testid="stTable"] td { padding-block: .08rem !important; }
  [data-testid="stTable"] table { display: table !important; width: 100% !important; overflow-wrap: anywhere; }
  h1, h2, h3, [data-testid="stElementContainer"]:has([data-testid="stHeading"]),
  [data-testid="stElementContainer"]:has([data-testid="stHeading"]) + * { break-after: avoid; }
  p, [data-testid="stVegaLiteChart"], tr { break-inside: avoid; }
  .rows.bare thead { display: none; }  /* empty, and a sheet could end at it */
  .rows thead, .rows .axis { break-after: avoid; } .way a { color: inherit !important; }
}
"""
STYLES = STYLE + style.STYLE + style.ON_PAPER
HEAD = f"<title>{TITLE}</title><style>{STYLES}</style><script>{SCRIPT}</script>"


class PageShellMiddleware:
    """ASGI middleware: HTML gets its language and title, unknown paths get a 404 page."""

    def __init__(
        self, app: ASGIApp, pages: Iterable[str], script: str = "", ways: Iterable[str] = ()
    ) -> None:
        self.app = app
        self.pages = frozenset(pages)
        self.ways = frozenset(ways)  # exact paths of others that are let through
        self.head = HEAD + (f'<script src="{script}" defer></script>' if script else "")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes everything on but unknown paths; rewrites HTML on its way out."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        language = preferred_language(scope)
        if not self._is_known(scope["path"]):
            await _not_found(language)(scope, receive, send)
            return
        if scope["path"].strip("/") in self.pages:
            headers = MutableHeaders(scope=scope)
            del headers["accept-encoding"]  # a page's HTML is small, and rewritten on its way out
            await self.app(scope, receive, _Localised(send, language, self.head))
        else:
            await self.app(scope, receive, send)

    def _is_known(self, path: str) -> bool:
        if path in self.ways:
            return True
        first, _slash, rest = path.strip("/").partition("/")
        if first in STREAMLIT_PATHS or (first in STREAMLIT_FILES and not rest):
            return True
        # the browser asks for the app's own files below the page it stands on
        is_below_page = rest.partition("/")[0] in (*STREAMLIT_PATHS, *STREAMLIT_FILES)
        return first in self.pages and (not rest or is_below_page)


def preferred_language(scope: Scope) -> str:
    """?lang=, else the first of our languages the browser asks for, else Danish."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[0]
    if asked in words.languages():
        return str(asked)
    return of_browser(Headers(scope=scope).get("accept-language", ""))


def of_browser(accepted: str) -> str:
    """One of our languages from an Accept-Language header or a browser locale; Danish unless told."""
    found: list[tuple[float, str]] = []
    for entry in accepted.lower().split(","):
        tag, _sep, quality = entry.strip().partition(";q=")
        try:
            found.append((-float(quality or 1), tag.partition("-")[0]))
        except ValueError:
            continue
    ours = [code for _weight, code in sorted(found, key=lambda each: each[0])]
    return next((code for code in ours if code in words.languages()), words.DEFAULT)


class _Localised:
    """Collects an HTML answer and sends it with our language and title."""

    def __init__(self, send: Send, language: str, head: str) -> None:
        self.send = send
        self.language = language
        self.head = head
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self.start = message
            return
        if self.start is None:
            await self.send(message)
            return
        self.body += message.get("body", b"")
        if message.get("more_body"):
            return
        # a browser's own translation changes the words and leaves older numbers beside them
        html = f'<html lang="{self.language}" translate="no">'
        body = self.body.replace(b'<html lang="en">', html.encode(), 1)
        body = body.replace(b"<title>Streamlit</title>", self.head.encode(), 1)
        headers = MutableHeaders(raw=self.start["headers"])
        headers["content-length"] = str(len(body))
        headers["vary"] = "Accept-Language"
        for validator in ("etag", "last-modified"):  # they are of the file, not of what is sent
            del headers[validator]
        await self.send(self.start)
        await self.send({"type": "http.response.body", "body": body})


def _is_html(message: Message) -> bool:
    headers = Headers(raw=message["headers"])
    is_plain = "content-encoding" not in headers
    return is_plain and headers.get("content-type", "").startswith("text/html")


def _not_found(language: str) -> HTMLResponse:
    with words.speaking(language):
        return plain_page(
            _("Siden findes ikke"),
            [_("Der er ingen side på denne adresse.")],
            (_("Gå til overblikket"), "/"),
            status=404,
        )
