"""Who may come in at the owner's door, as agreed in secrets.toml, and why somebody may not.

[auth]      what st.login needs: redirect_uri, cookie_secret, client_id, client_secret,
            server_metadata_url
[owner]     subjects = ["…"]     whose `sub` may come in
            require_mfa = true   whether the provider must say that two factors were used
            amr = ["mfa"]        ... with one of these in `amr`
            acr = []             ... or one of these as `acr`
            session_hours = 12   how long one login lasts, at most 12
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from dashboard.foundation.errors import DashboardError
from dashboard.foundation.hosts import host_name, is_loopback
from dashboard.foundation.words import text as _

CALLBACK = "/oauth2callback"
LONGEST_SESSION = 12  # hours
SHORTEST_SECRET = 32  # bytes
CLOCKS_APART = timedelta(minutes=5)  # how far the provider's clock may be ahead of ours
AUTH_KEYS = {"redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url"}
OWNER_KEYS = {"subjects", "require_mfa", "amr", "acr", "session_hours"}

NOT_LISTED = "not_listed"
NO_MFA = "no_mfa"
TOO_OLD = "too_old"

Claims = Mapping[str, Any]


@dataclass(frozen=True)
class Rules:
    """What a login must show, and the one address the app is known by."""

    origin: str  # for example https://tal.example.dk
    subjects: frozenset[str]
    require_mfa: bool
    amr: frozenset[str]
    acr: frozenset[str]
    session: timedelta

    @property
    def host(self) -> str:
        """What the Host header must say."""
        return urlsplit(self.origin).netloc

    @property
    def is_https(self) -> bool:
        """Whether browsers reach the app encrypted; decided here, never by a request."""
        return self.origin.startswith("https://")

    def refusal(self, claims: Claims, now: datetime) -> str | None:
        """Why these claims of an ID token do not let anybody in; None where they do."""
        if not _texts_of(claims.get("sub")) & self.subjects:
            return NOT_LISTED
        if self.require_mfa and not self._shows_two_factors(claims):
            return NO_MFA
        return None if self._is_recent(claims.get("iat"), now) else TOO_OLD

    def _shows_two_factors(self, claims: Claims) -> bool:
        methods = claims.get("amr")
        listed = _texts_of(*methods) if isinstance(methods, list) else set()
        return bool(listed & self.amr or _texts_of(claims.get("acr")) & self.acr)

    def _is_recent(self, issued: object, now: datetime) -> bool:
        if type(issued) not in (int, float):
            return False
        try:
            at = datetime.fromtimestamp(float(issued), UTC)  # type: ignore[arg-type]
        except (OverflowError, ValueError, OSError):
            return False
        return now - self.session < at <= now + CLOCKS_APART


def _texts_of(*values: object) -> set[str]:
    """Those of the values that are text: a token may hold anything."""
    return {value for value in values if isinstance(value, str)}


def from_secrets(secrets: Mapping[str, Any]) -> Rules | None:
    """The rules; None where no login is asked for. DashboardError, naming the key, otherwise."""
    if "auth" not in secrets and "owner" not in secrets:
        return None
    auth, owner = _section(secrets, "auth", AUTH_KEYS), _section(secrets, "owner", OWNER_KEYS)
    for key in sorted(AUTH_KEYS):
        _text(auth, "auth", key)
    if (
        len(set(auth["cookie_secret"])) < 10
        or len(auth["cookie_secret"].encode()) < SHORTEST_SECRET
    ):
        raise _wrong("auth.cookie_secret", _("mindst {n} tilfældige tegn", n=SHORTEST_SECRET))
    if not _is_safe_address(auth["server_metadata_url"]):
        raise _wrong("auth.server_metadata_url", "https://…/.well-known/openid-configuration")
    return Rules(
        origin=_origin(auth["redirect_uri"]),
        subjects=_texts(owner, "subjects", ()),
        require_mfa=_flag(owner, "require_mfa"),
        amr=_texts(owner, "amr", ("mfa",)),
        acr=_texts(owner, "acr", (), may_be_empty=True),
        session=_hours(owner),
    )


def _origin(redirect_uri: str) -> str:
    parts = urlsplit(redirect_uri)
    origin = f"{parts.scheme}://{parts.netloc}"
    is_plain = redirect_uri == origin.lower() + CALLBACK and host_name(parts.netloc)
    if not is_plain or not _is_safe_address(redirect_uri):
        raise _wrong("auth.redirect_uri", f"https://tal.example.dk{CALLBACK}")
    return origin


def _is_safe_address(address: str) -> bool:
    """https anywhere, http on this machine only."""
    parts = urlsplit(address)
    name = host_name(parts.netloc)
    return bool(name) and (
        parts.scheme == "https" or (parts.scheme == "http" and is_loopback(name))
    )


def _section(secrets: Mapping[str, Any], name: str, known: set[str]) -> Mapping[str, Any]:
    section = secrets.get(name)
    if not isinstance(section, Mapping):
        raise _wrong(f"[{name}]", ", ".join(sorted(known)))
    optional = {"client_kwargs"} if name == "auth" else set()
    for key in section:
        if key not in known | optional:  # also expose_tokens: no page needs the provider's tokens
            raise _wrong(f"{name}.{key}", ", ".join(sorted(known)))
    return section


def _text(section: Mapping[str, Any], name: str, key: str) -> None:
    if not isinstance(section.get(key), str) or not section[key].strip():
        raise _wrong(f"{name}.{key}", "…")


def _texts(
    owner: Mapping[str, Any], key: str, default: tuple[str, ...], *, may_be_empty: bool = False
) -> frozenset[str]:
    value = owner.get(key, default)
    is_list = isinstance(value, list | tuple) and all(isinstance(v, str) and v for v in value)
    if not is_list or not (value or may_be_empty):
        raise _wrong(f"owner.{key}", '["…"]')
    return frozenset(value)


def _flag(owner: Mapping[str, Any], key: str) -> bool:
    value = owner.get(key, True)
    if not isinstance(value, bool):
        raise _wrong(f"owner.{key}", "true, false")
    return value


def _hours(owner: Mapping[str, Any]) -> timedelta:
    value = owner.get("session_hours", LONGEST_SESSION)
    if type(value) is not int or not 1 <= value <= LONGEST_SESSION:
        raise _wrong("owner.session_hours", f"1–{LONGEST_SESSION}")
    return timedelta(hours=value)


def _wrong(key: str, expected: str) -> DashboardError:
    return DashboardError(
        _("secrets.toml: ”{key}” forstås ikke; der ventes {expected}.", key=key, expected=expected)
    )
