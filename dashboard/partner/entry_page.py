"""The partner app's own pages and scripts, without Streamlit and without a figure.

The link page is the same for everybody and says nothing of any municipality. Its token stands in
the address's fragment, which no browser sends to a server, and leaves the address at once.
"""

import re
from html import escape

from starlette.responses import HTMLResponse

from dashboard.foundation import words
from dashboard.foundation.words import text as _
from dashboard.presenters import municipal_words
from dashboard.web.plain_page import plain_page

TOKEN_HEADER = "X-Link"  # a header no form of another site can send  # noqa: S105

# mail programs write %23 for #, add a slash, or end the address with what stood behind it
LINK = re.compile(r"/l/?(?:[#%].*|[\w-]{43}.*)?", re.DOTALL | re.ASCII)
ENTRY = """const TOKEN = /(?<![\\w-])[\\w-]{43}/;
const rest = location.pathname.slice(2) + location.search + location.hash;
const token = rest.replace(/%(?:25)*23/g, "#").match(TOKEN)?.[0];
history.replaceState(null, "", "/l");
const button = document.getElementById("aabn");
const show = (id, is) => { document.getElementById(id).hidden = !is; };
const failed = (id) => { button.hidden = true; show("om", false); show(id, true); };
const again = () => { button.disabled = false; show("vent", true); };
if (!token) failed(rest ? "aendret" : "intet");
button.addEventListener("click", async () => {
  button.disabled = true;
  show("vent", false);
  try {
    const answer = await fetch("/l", {
      method: "POST", body: token, credentials: "same-origin", cache: "no-store",
      headers: {"Content-Type": "text/plain", "X-Link": "1"},
    });
    if (answer.status === 204) location.replace("/");
    else if (answer.status >= 500) again();
    else failed("svar");
  } catch { again(); }
});
window.addEventListener("hashchange", () => location.reload());
"""


def entry(language: str, contact: str) -> HTMLResponse:
    """Where a link leads: one button, so that what only scans the page opens nothing."""
    with words.speaking(language):
        explained = _(
            "Linket viser én kommunes tal. Rapporten lukker igen efter en halv time uden brug, og "
            "senest efter otte timer."
        )
        again, later = _("Åbn linket fra mailen igen."), _("Prøv igen om lidt.")
        changed = _(
            "Mailprogrammet har ændret linket, så det ikke kan bruges. Kopiér det hele fra mailen ind i browserens "
            "adressefelt, eller spørg {contact}.",
            contact=contact,
        )
        opens, needs_script = _("Åbn rapport"), _("Siden kræver JavaScript.")
        body = (
            f'<p id="om">{escape(explained)}</p>'
            f'<p><button id="aabn" type="button">{escape(opens)}</button></p>'
            f'<p id="svar" role="alert" hidden>{escape(_dead(contact))}</p>'
            f'<p id="intet" role="alert" hidden>{escape(again)}</p>'
            f'<p id="aendret" role="alert" hidden>{escape(changed)}</p>'
            f'<p id="vent" role="alert" hidden>{escape(later)}</p>'
            f"<noscript><p>{escape(needs_script)}</p></noscript>"
        )
        script = '<script src="/l.js" defer></script>'
        return plain_page(_("Åbn rapporten"), [], None, 200, body=body, head=script)


def no_access(language: str, contact: str, code: str = "") -> HTMLResponse:
    """Everything without a session leads here, and what has lost it."""
    with words.speaking(language):
        return plain_page(_("Rapporten er lukket"), [_closed(contact)], None, 403, body=_code(code))


def cannot(language: str, contact: str, status: int, code: str = "") -> HTMLResponse:
    """What does not exist (404), is open too often (429), failed (500), or was asked wrongly.

    code: only where a log has it too.
    """
    with words.speaking(language):
        title, sentence = {
            404: (_("Siden findes ikke"), _("Der er ingen side på denne adresse.")),
            429: (
                _("Rapporten er åben for mange steder"),
                _(
                    "Linket kan ikke åbnes i flere vinduer på én gang. Luk et af dem, eller vent lidt."
                ),
            ),
            500: (
                _("Noget gik galt"),
                _("Prøv igen. Bliver det ved, så opgiv koden til {contact}.", contact=contact),
            ),
        }.get(status, (_("Det kan ikke lade sig gøre her"), _("Gå tilbage, og prøv igen.")))
        return plain_page(
            title, [sentence], (_("Gå til overblikket"), "/"), status, body=_code(code)
        )


def log_out(language: str) -> HTMLResponse:
    """Asks before it ends the session: a GET changes nothing."""
    with words.speaking(language):
        sentence = _(
            "Rapporten lukkes i alle vinduer i denne browser. Linket kan åbnes igen, så længe det gælder."
        )
        leave = _("Log ud")
        button = f'<form method="post" action="/logud"><button>{escape(leave)}</button></form>'
        return plain_page(leave, [sentence], (_("Gå til overblikket"), "/"), 200, body=button)


def logged_out(language: str) -> HTMLResponse:
    """The session is over because its reader said so."""
    with words.speaking(language):
        return plain_page(
            _("Du er logget ud"), [_("Åbn linket igen for at se rapporten.")], None, 200
        )


def no_report(language: str) -> HTMLResponse:
    """A file was asked for before there is anything to put in it."""
    with words.speaking(language):
        sentence = _("Der er ingen rapport for kommunen endnu.")
        return plain_page(_("Ingen rapport endnu"), [sentence], (_("Gå til overblikket"), "/"), 404)


def too_many_files(language: str) -> HTMLResponse:
    """So many files in so short a time that no reader needs them."""
    with words.speaking(language):
        sentence = _("Der er hentet mange filer her på kort tid. Vent ti minutter, og prøv igen.")
        return plain_page(_("Vent lidt"), [sentence], (_("Gå til overblikket"), "/"), 429)


def another_report(language: str) -> HTMLResponse:
    """A file was asked for from a page of another report than the one this browser has open now."""
    with words.speaking(language):
        sentence = _(
            "Filen hører til en anden rapport end den, der er åben nu: et andet link er åbnet i "
            "denne browser, eller der er kommet en ny udgave."
        )
        return plain_page(
            _("En anden rapport er åben"), [sentence], (_("Gå til overblikket"), "/"), 409
        )


def damaged(language: str, contact: str) -> HTMLResponse:
    """The report's file is not what was written; what to do about it is for the log."""
    with words.speaking(language):
        sentence = municipal_words.cannot_be_shown(contact)
        return plain_page(_("Noget gik galt"), [sentence], (_("Gå til overblikket"), "/"), 503)


def _closed(contact: str) -> str:
    return _(
        "Den kan kun ses med et gyldigt link. Åbn linket igen; er det udløbet eller trukket "
        "tilbage, så spørg {contact}.",
        contact=contact,
    )


def _dead(contact: str) -> str:
    return _(
        "Linket virker ikke. Det kan være udløbet, trukket tilbage eller ikke kommet helt med, da det "
        "blev kopieret. Spørg {contact}.",
        contact=contact,
    )


def _code(code: str) -> str:
    told = _("Kode: {code}", code=code)
    return f"<p><small>{escape(told)}</small></p>" if code else ""
