"""A script in every page of both apps: what Streamlit's own page lacks for who listens to it or has no mouse.

It says in which language the page is as soon as another is chosen, calls the groups of the menu
lists by their names, lets the keyboard come to a table that scrolls sideways, calls a box for files a group,
and writes in each cell of a table its heading and its role, for where there is no room for columns.
"""

LANGUAGE = "lang"  # the key of the widget it is chosen in, and its name in the address

SCRIPT = f"""
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
