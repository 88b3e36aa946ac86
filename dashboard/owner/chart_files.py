"""Every chart of a page as files, with the sentence it shows: made when they are asked for."""

from functools import partial

import streamlit as st

from dashboard import drawing
from dashboard.charts import grammar
from dashboard.foundation.words import text as _
from dashboard.owner import screen
from dashboard.presenters import scope_words


def offer(title: str) -> None:
    """Every chart of the page as files, with its sentence to copy, one click away; its numbers have tables.

    title: the page's.
    """
    found = drawing.charts()
    if not found:
        return
    opened = st.expander(
        _("Billeder som filer"), key="chart-files", type="compact", on_change="rerun"
    )
    if not opened.open:
        return
    snapshot, scope = screen.view().snapshot, screen.view().scope
    here = scope_words.line(snapshot, scope)
    demo = _("Demodata – personerne findes ikke") if snapshot.is_demo else ""
    with opened:
        for i, chart in enumerate(found, start=1):
            told = chart.says.replace("**", "")
            own = (here, demo) if chart.is_own else ()
            source = " · ".join(filter(None, (*own, chart.published)))
            named = ": ".join(filter(None, (title, chart.about)))
            whole = grammar.titled(chart.spec, named, (told, source), drawing.colours())
            st.code(told, language=None, wrap_lines=True)
            with st.container(horizontal=True):
                for kind, (media_type, make) in FILES.items():
                    name = screen.file_name(f"{named} {scope_words.chosen(scope)} {i}", kind)
                    st.download_button(
                        f"{kind.upper()} :small[{drawing.escape(name)}]",
                        data=partial(make, whole),
                        file_name=name,
                        mime=media_type,
                        key=f"chart-{i}-{kind}",
                        on_click="ignore",
                    )


def _svg(spec: grammar.Spec) -> bytes:
    from dashboard.typesetting import pictures  # a browser's engine: for who asks for a file

    return pictures.svg(spec).encode()


def _png(spec: grammar.Spec) -> bytes:
    from dashboard.typesetting import pictures

    return pictures.png(spec)


FILES = {
    "png": ("image/png", _png),
    "svg": ("image/svg+xml", _svg),
}
