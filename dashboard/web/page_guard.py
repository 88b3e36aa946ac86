"""A script for every page of both apps: what may no longer be seen is taken off the screen.

Streamlit keeps figures on the screen when its socket is closed. The script asks a path that answers
while one may look; when it no longer does, the page is emptied at once and left altogether, for `/`
says what has happened and what to do. No connection is no such answer: nothing new can be seen.
A page that is on its way elsewhere is emptied too, but gets there: whoever logs out is out here before
the provider has been told.
"""


def script(path: str) -> str:
    """The script that asks that path once a second, and whenever the page is shown again.

    And whoever logs out does so in the window they are in: Streamlit opens its links in another.
    """
    return f"""let isOver = false, leftAt = 0;
const PATIENCE = 10000;
const look = async () => {{
  if (isOver) return;
  try {{
    const answer = await fetch("{path}", {{cache: "no-store", credentials: "same-origin"}});
    if (answer.status < 400 || answer.status >= 500) return;
    isOver = true;
    document.documentElement.replaceChildren();
    setTimeout(() => location.replace("/"), Date.now() - leftAt < PATIENCE ? PATIENCE : 0);
  }} catch {{ /* the next look comes */ }}
}};
setInterval(look, 1000);
window.addEventListener("beforeunload", () => {{ leftAt = Date.now(); }});
window.addEventListener("pageshow", look);
document.addEventListener("visibilitychange", look);
document.addEventListener("click", (event) => {{
  const link = event.target.closest?.('a[href*="/logud"]');
  if (!link) return;
  event.preventDefault();
  location.assign(link.href);
}}, true);
"""
