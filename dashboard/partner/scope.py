"""What the running session of the partner app may see: one municipality at one level, or nothing.

The middleware puts the verified session in a header that Streamlit hands on as `st.user`; here it is
looked up in the link register again. There is no default: whoever is unknown sees nothing.
"""

from functools import cache

import streamlit as st

from dashboard.access.links import Access
from dashboard.access.register import LinkRegister
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.words import text as _
from dashboard.partner.deployment import USER_KEY, Deployment


@cache
def register() -> LinkRegister:
    """The link register this process looks sessions up in, opened once."""
    return LinkRegister(Deployment.from_environment().link_register)


def current() -> Access:
    """The running session's scope. DashboardError without one."""
    session = st.user.get(USER_KEY)
    access = register().sessions.access(session) if isinstance(session, str) else None
    if access is None:
        raise DashboardError(_("Rapporten kan kun ses med et gyldigt link."))
    return access
