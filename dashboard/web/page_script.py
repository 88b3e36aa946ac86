"""A script in every page of both apps: what Streamlit's own page lacks for who listens to it or has no mouse.

It says in which language the page is as soon as another is chosen, calls the groups of the menu
lists by their names, lets the keyboard come to a table that scrolls sideways, calls a box for files a group
and its button by our words, a button beside a name by that name too, and writes in each cell of a table
its heading and its role, for where there is no room for columns.
"""

import json

from dashboard.foundation import words
from dashboard.foundation.words import text as _

LANGUAGE = "lang"  # the key of the widget it is chosen in, and its name in the address
NAMED = (
    "named-"  # a key that begins so is of a container with a name and the button that is about it
)


def _in_languages() -> str:
    """What the button of a box for files says, by language."""
    said = {}
    for code in words.languages():
        with words.speaking(code):
            said[code] = _("Vælg filer")
    return json.dumps(said)


LANGUAGE = "lang"  # the key of the widget it is chosen in, and its name in the address
NAMED = (
    "named-"  # a key that begins so is of a container with a name and the button that is about it
)

SCRIPT = f"""
const chooseFiles = {_in_languages()};
const roles = {{table: "table", "thead, tbody": "rowgroup", tr: "row", th: "columnheader", td: "cell"}};
const mend = () => {{
  const all = (selector) => document.querySelectorAll(selector);
  for (const chosen of all(".st-key-{LANGUAGE} [aria-checked=true]")) {{
    document.documentElement.lang = chosen.textContent;
  }}
  for (const heading of all("[data-testid=stNavSectionHeader]")) {{
    const group = heading.parentElement;
    heading.ariaHidden = "true";
    group.ariaLabel = heading.querySelector("p").textContent;
    group.role = "list";
    group.parentElement.role = "presentation";
  }}
  for (const box of all("[data-testid=stFileUploaderDropzone]")) box.role = "group";
  for (const row of all("[class*=st-key-{NAMED}]")) {{
    const button = row.querySelector("button");
    if (button) button.ariaLabel = `${{button.textContent}} ${{row.querySelector("p").textContent}}`;
  }}
  const files = chooseFiles[document.documentElement.lang.toLowerCase()];
  for (const button of all("[data-testid=stFileUploaderDropzone] button p")) {{
    if (files && button.textContent !== files) button.textContent = files;
  }}
  for (const table of all("[data-testid=stTable] > div")) {{
    if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
    else table.removeAttribute("tabindex");
    const headings = [...table.querySelectorAll("th")].map((heading) => heading.textContent);
    for (const cell of table.querySelectorAll("td")) cell.dataset.heading = headings[cell.cellIndex] || "";
    for (const [names, role] of Object.entries(roles)) {{
      for (const part of table.querySelectorAll(names)) part.role = role;
    }}
    sizes.observe(table);
    sizes.observe(table.firstElementChild);
  }}
}};
let isAsked = false;
const soon = () => {{
  if (isAsked) return;
  isAsked = true;
  requestAnimationFrame(() => {{ isAsked = false; mend(); }});
}};
const sizes = new ResizeObserver(soon);
new MutationObserver(soon).observe(document, {{
  childList: true, subtree: true, attributeFilter: ["aria-checked"],
}});
"""
