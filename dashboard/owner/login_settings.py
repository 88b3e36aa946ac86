"""Who may come in to the owner's app, as agreed in secrets.toml, and why somebody may not.

[auth]      what st.login needs: redirect_uri, cookie_secret, client_id, client_secret,
            server_metadata_url
[owner]     subjects = ["…"]     whose `sub` may come in
            require_mfa = true   whether the provider must say that two factors were used
            amr = ["mfa"]        ... with one of these in `amr`
            acr = []             ... or one of these as `acr`
            session_hours = 12   how long one login lasts, at most 12
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from dashboard.foundation.errors import DashboardError
from dashboard.foundation.hosts import host_name, is_loopback
from dashboard.foundation.words import text as _

CALLBACK = "/oauth2callback"
LONGEST_SESSION = 12  # hours
SHORTEST_SECRET = 32  # bytes
CLOCKS_APART = timedelta(minutes=5)  # how far the provider's clock may be ahead of ours

NOT_LISTED = "not_listed"
NO_MFA = "no_mfa"
TOO_OLD = "too_old"

Claims = Mapping[str, Any]


def _callback(address: str) -> str:
    parts = urlsplit(address)
    if address != f"{parts.scheme}://{parts.netloc}".lower() + CALLBACK:
        raise ValueError("no plain address of ours")
    return _safe_address(address)


def _safe_address(address: str) -> str:
    """https anywhere, http on this machine only."""
    parts = urlsplit(address)
    name = host_name(parts.netloc)
    if not name or not (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(name))):
        raise ValueError("no address that is safe")
    return address


def _random(secret: str) -> str:
    if len(set(secret)) < 10 or len(secret.encode()) < SHORTEST_SECRET:
        raise ValueError("too short or too plain")
    return secret


Text = Annotated[str, Field(pattern=r"\S")]
Texts = Annotated[list[Annotated[str, Field(min_length=1)]], Field(min_length=1)]


class SecretsSection(BaseModel):
    """A section of secrets.toml: its keys and no others, each of its type and no other."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", hide_input_in_errors=True)


class Auth(SecretsSection):
    """What st.login needs. No expose_tokens: no page needs the provider's tokens."""

    redirect_uri: Annotated[str, AfterValidator(_callback)]
    cookie_secret: Annotated[str, AfterValidator(_random)]
    client_id: Text
    client_secret: Text
    server_metadata_url: Annotated[str, AfterValidator(_safe_address)]
    client_kwargs: dict[str, Any] = {}


class Owner(SecretsSection):
    """Who may come in and what their login must show."""

    subjects: Texts
    require_mfa: bool = True
    amr: Texts = ["mfa"]
    acr: list[Annotated[str, Field(min_length=1)]] = []
    session_hours: int = Field(LONGEST_SESSION, ge=1, le=LONGEST_SESSION)


class LoginRules(SecretsSection):
    """What a login must show, and the one address the app is known by."""

    auth: Auth
    owner: Owner

    @property
    def origin(self) -> str:
        """The app's own address, for example https://tal.example.dk."""
        return self.auth.redirect_uri.removesuffix(CALLBACK)

    @property
    def host(self) -> str:
        """What the Host header must say."""
        return urlsplit(self.origin).netloc

    @property
    def is_https(self) -> bool:
        """Whether browsers reach the app encrypted; decided here, never by a request."""
        return self.origin.startswith("https://")

    @property
    def session(self) -> timedelta:
        """How long one login lasts."""
        return timedelta(hours=self.owner.session_hours)

    def refusal(self, claims: Claims, now: datetime) -> str | None:
        """Why these claims of an ID token do not let anybody in; None where they do."""
        if not _texts_of(claims.get("sub")) & set(self.owner.subjects):
            return NOT_LISTED
        if self.owner.require_mfa and not self._shows_two_factors(claims):
            return NO_MFA
        return None if self._is_recent(claims.get("iat"), now) else TOO_OLD

    def _shows_two_factors(self, claims: Claims) -> bool:
        methods = claims.get("amr")
        listed = _texts_of(*methods) if isinstance(methods, list) else set()
        return bool(
            listed & set(self.owner.amr) or _texts_of(claims.get("acr")) & set(self.owner.acr)
        )

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


def from_secrets(secrets: Mapping[str, Any]) -> LoginRules | None:
    """The rules; None where no login is asked for. DashboardError, naming the key, otherwise."""
    given = {name: secrets[name] for name in LoginRules.model_fields if name in secrets}
    if not given:
        return None
    try:
        return LoginRules.model_validate(given)
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_input=False)[0]
    raise _wrong(*(str(step) for step in wrong["loc"][:2]))


def _wrong(section: str, key: str = "") -> DashboardError:
    sections: dict[str, type[SecretsSection]] = {"auth": Auth, "owner": Owner}
    expected = {
        "redirect_uri": f"https://tal.example.dk{CALLBACK}",
        "cookie_secret": _("mindst {n} tilfældige tegn", n=SHORTEST_SECRET),
        "server_metadata_url": "https://…/.well-known/openid-configuration",
        **dict.fromkeys(("client_id", "client_secret"), "…"),
        **dict.fromkeys(("subjects", "amr", "acr"), '["…"]'),
        "require_mfa": "true, false",
        "session_hours": f"1–{LONGEST_SESSION}",
    }
    return DashboardError(
        _(
            "secrets.toml: ”{key}” forstås ikke; der ventes {expected}.",
            key=f"{section}.{key}" if key else f"[{section}]",
            expected=expected.get(key) or ", ".join(sorted(sections[section].model_fields)),
        )
    )
