"""What a reader sees of a fault in the program: a short apology and an id to quote."""

import logging
import uuid

import streamlit as st

from dashboard.words import text as _

LOG = logging.getLogger(__name__)


def apologise(error: Exception) -> bool:
    """Shows an id instead of an error and logs the error under it (st.App's on_script_error)."""
    error_id = uuid.uuid4().hex[:8]
    LOG.error("error %s", error_id, exc_info=error)
    st.error(
        _("Noget gik galt på siden. Prøv igen; bliver det ved, så opgiv koden {id}.", id=error_id)
    )
    return True
