"""A small page of our own, outside Streamlit: not found, log in, no access."""

from collections.abc import Sequence
from html import escape

from starlette.responses import HTMLResponse

from dashboard.foundation import words

TITLE = "KeepGoing"


def plain_page(
    title: str,
    sentences: Sequence[str],
    link: tuple[str, str] | None,
    status: int,
    *,
    body: str = "",
    head: str = "",
) -> HTMLResponse:
    """A heading, paragraphs, and a way on (words, address), in the language being spoken.

    body: HTML that stands after the paragraphs; head: HTML for the page's head.
    """
    paragraphs = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)
    way_on = f'<p><a href="{escape(link[1])}">{escape(link[0])}</a></p>' if link else ""
    return HTMLResponse(
        f"""<!DOCTYPE html>
<html lang="{words.language()}" translate="no"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)} · {TITLE}</title>
<link rel="icon" href="data:,">{head}
<style>
:root {{ color-scheme: light dark; --ink: #1f5f8b; --paper: #fff; }}
@media (prefers-color-scheme: dark) {{ :root {{ --ink: #74b3e0; --paper: #111; }} }}
html {{ background: var(--paper); }}
body {{ font: 1.1rem/1.6 system-ui, sans-serif; max-width: 34rem; margin: 18vh auto 0;
        padding: 0 1.5rem; overflow-wrap: anywhere; }}
h1 {{ font-size: 2rem; line-height: 1.2; margin-top: 0; }}
a, button {{ display: inline-block; margin-top: .6rem; padding: .55rem 1.1rem; border-radius: .25rem;
     background: var(--ink); color: var(--paper); text-decoration: none; }}
button {{ font: inherit; border: 0; cursor: pointer; }}
form + p a {{ background: none; color: var(--ink); text-decoration: underline; padding-inline: 0; }}
:focus-visible {{ outline: 3px solid var(--ink); outline-offset: 2px; }}
[hidden] {{ display: none !important; }}
header, small {{ opacity: .7; margin-bottom: .4rem; }}
</style></head>
<body><header>{TITLE}</header><main><h1>{escape(title)}</h1>{paragraphs}{body}{way_on}</main></body></html>
""",
        status_code=status,
    )
