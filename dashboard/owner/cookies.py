"""Streamlit's login cookies as the owner's session middleware reads them.

The cookie of a login is signed with the secret of secrets.toml, so another secret ends all logins.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from http.cookies import CookieError, SimpleCookie
from typing import Any

from starlette.datastructures import Headers
from starlette.types import Message
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.user_info import generate_login_redirect_url
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from dashboard.owner import sign_ins


def way_to_provider() -> str:
    """The address that sends a browser on to the OpenID provider, good for two minutes."""
    return generate_login_redirect_url("default")


def login_of(cookies: Mapping[str, str], origin: str) -> tuple[str, Mapping[str, Any]]:
    """The login a set of cookies is for, and its claims; "" and none for anything unsigned."""

    def signed(name: str) -> bytes | None:
        value = cookies.get(name)
        return decode_signed_value(get_cookie_secret(), name, value) if value else None

    try:
        content = get_cookie_with_chunks(signed, USER_COOKIE_NAME)
        claims = json.loads(content) if content else None
    except (ValueError, TypeError):
        return "", {}
    if content is None or not isinstance(claims, dict) or claims.get("origin") != origin:
        return "", {}
    return sign_ins.key(content), claims


def cookies_set(answer: Sequence[Message]) -> dict[str, str]:
    """The cookies an answer sets."""
    found: dict[str, str] = {}
    for message in answer:
        for line in Headers(raw=message.get("headers", [])).getlist("set-cookie"):
            with suppress(CookieError):
                found |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
    return found
