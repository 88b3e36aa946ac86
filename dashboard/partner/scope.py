"""What the running session of the partner app may see: one municipality at one level, or nothing.

The gate puts the verified session in a header that Streamlit hands on as `st.user`; here it is
looked up in the ledger again. There is no default: whoever is unknown sees nothing.
"""

from functools import cache

import streamlit as st

from dashboard.access.links import Access, Ledger
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.words import text as _
from dashboard.partner.deployment import USER_KEY, Place


@cache
def ledger() -> Ledger:
    """The ledger this process looks sessions up in, opened once."""
    return Ledger(Place().ledger)


def current() -> Access:
    """The running session's scope. DashboardError without one."""
    session = st.user.get(USER_KEY)
    access = ledger().access(session) if isinstance(session, str) else None
    if access is None:
        raise DashboardError(_("Rapporten kan kun ses med et gyldigt link."))
    return access
