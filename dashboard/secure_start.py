"""What must hold before the owner's app starts: its security settings, and login off this machine."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from dashboard import door_rules, safe_settings
from dashboard.door_rules import Rules, is_loopback
from dashboard.errors import DashboardError
from dashboard.words import text as _

OPTIONS = safe_settings.SAFE | {"server.trustedUserHeaders": {}}  # nobody but us says who reads


@cache
def rules() -> Rules | None:
    """The rules of the door as they were at start; None where no login is asked for."""
    try:
        return door_rules.from_secrets(st.secrets.to_dict())
    except StreamlitSecretNotFoundError:
        return None


def require() -> None:
    """DashboardError when the app must not start as it is set up."""
    for name in safe_settings.unsafe(OPTIONS, {name: st.get_option(name) for name in OPTIONS}):
        raise DashboardError(
            _(
                "Programmet starter ikke: indstillingen {name} er ”{value}”, og det er ikke "
                "sikkert; lad den stå som i .streamlit/config.toml.",
                name=name,
                value=st.get_option(name),
            )
        )
    if rules() is None and not is_loopback(st.get_option("server.address")):
        raise DashboardError(
            _(
                "Programmet starter ikke på andre adresser end denne maskines egen "
                "(127.0.0.1), før login er sat op i .streamlit/secrets.toml; se deploy/README.md."
            )
        )


def is_in(reader: Mapping[str, Any]) -> bool:
    """Whether the reader of a running script still may read, as the door knows it.

    The socket was let in; this is the second lock, in the script itself.
    """
    agreed = rules()
    if agreed is None:
        return True
    return bool(reader.get("is_logged_in")) and not agreed.refusal(reader, datetime.now(UTC))
