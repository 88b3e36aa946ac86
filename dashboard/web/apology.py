"""What a reader sees of a fault in the program: a short apology and an id to quote."""

import logging
import uuid

import streamlit as st

from dashboard.foundation.errors import DashboardError
from dashboard.foundation.words import text as _

LOG = logging.getLogger(__name__)


def apologise(error: Exception) -> bool:
    """Shows what to do, or for a fault of ours an id it is logged under (st.App's on_script_error)."""
    if isinstance(error, DashboardError):
        st.error(str(error))
        return True
    code = error_id()
    LOG.error("error %s", code, exc_info=error)
    st.error(_("Noget gik galt på siden. Prøv igen; bliver det ved, så opgiv koden {id}.", id=code))
    return True


def error_id() -> str:
    """A new code that a reader may quote and that a log holds."""
    return uuid.uuid4().hex[:8]
