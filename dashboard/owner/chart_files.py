"""Every chart of a page as files, with the sentence it shows: made when they are asked for."""

from functools import partial

import streamlit as st

from dashboard import drawing
from dashboard.charts import grammar
from dashboard.foundation.words import text as _
from dashboard.owner import screen


def offer() -> None:
    """Every chart of the page as files, with its sentence to copy, one click away; its numbers have tables."""
    found = drawing.charts()
    if not found:
        return
    opened = st.expander(
        _("Billeder som filer"), key="chart-files", type="compact", on_change="rerun"
    )
    if not opened.open:
        return
    called = _("billede")
    with opened:
        for i, (spec, says) in enumerate(found, start=1):
            st.code(says.replace("**", ""), language=None, wrap_lines=True)
            with st.container(horizontal=True):
                for kind, (media_type, make) in FILES.items():
                    name = screen.file_name(f"{called}-{i}", kind)
                    st.download_button(
                        f"{kind.upper()} :small[{drawing.escape(name)}]",
                        data=partial(make, spec, drawing.colours().paper),
                        file_name=name,
                        mime=media_type,
                        key=f"chart-{i}-{kind}",
                        on_click="ignore",
                    )


def _svg(spec: grammar.Spec, background: str) -> bytes:
    from dashboard.typesetting import pictures  # a browser's engine: for who asks for a file

    return pictures.svg(spec | {"background": background}).encode()


def _png(spec: grammar.Spec, background: str) -> bytes:
    from dashboard.typesetting import pictures

    return pictures.png(spec, background)


FILES = {
    "png": ("image/png", _png),
    "svg": ("image/svg+xml", _svg),
}
