"""What must hold before the owner's app starts: its security settings, and login off this machine."""

import os
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from dashboard.foundation.errors import DashboardError
from dashboard.foundation.hosts import is_loopback
from dashboard.foundation.words import text as _
from dashboard.owner import login_settings
from dashboard.owner.login_settings import LoginRules
from dashboard.web import safe_settings

MOST_UPLOADED = 100  # megabytes a file; what is bigger is pointed to where it lies
# nobody but us says who reads
OPTIONS = safe_settings.SAFE | {
    "server.maxUploadSize": MOST_UPLOADED,
    "server.trustedUserHeaders": {},
}
CHECKED = threading.Event()  # set where all of it held at start; the script demands it


@cache
def rules() -> LoginRules | None:
    """The rules of a login as they were at start; None where no login is asked for."""
    found = _secrets()
    return None if found is None else login_settings.from_secrets(found)


def _secrets() -> dict[str, Any] | None:
    """What secrets.toml says; None where there is none.

    DashboardError where it cannot be read: a login that was asked for is not forgotten over a slip.
    """
    try:
        return st.secrets.to_dict()
    except (StreamlitSecretNotFoundError, OSError, UnicodeDecodeError):
        there = [path for path in st.get_option("secrets.files") if _may_be(path)]
    if not there:
        return None
    raise DashboardError(
        _(
            "Programmet starter ikke: {files} kan ikke læses; ret filen, giv programmet lov til at læse "
            "den, eller fjern den.",
            files=", ".join(there),
        )
    )


def _may_be(path: str) -> bool:
    """Whether something is there, or nobody can say."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


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
    CHECKED.set()


def demand() -> None:
    """DashboardError where the script runs without the start that checks and puts the session middleware in front."""
    if not CHECKED.is_set():
        raise DashboardError(_("Start programmet med make run."))


def is_in(reader: Mapping[str, Any]) -> bool:
    """Whether the reader of a running script still may read, as the session middleware knows it.

    The socket was let in; this is the second lock, in the script itself.
    """
    agreed = rules()
    if agreed is None:
        return True
    return bool(reader.get("is_logged_in")) and not agreed.refusal(reader, datetime.now(UTC))
