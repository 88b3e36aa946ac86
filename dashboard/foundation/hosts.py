"""Names in addresses: which machine a host is, and which name a Host header says."""

import ipaddress
from urllib.parse import urlsplit


def is_loopback(host: str | None) -> bool:
    """Whether a host name or address is this machine and nothing but this machine."""
    if not host:
        return False
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def host_name(netloc: str) -> str | None:
    """The name in a Host header or an origin, without port; None for anything odd."""
    try:
        parts = urlsplit(f"//{netloc}")
        name, port = parts.hostname, parts.port
    except ValueError:
        return None
    plain = f"[{name}]" if ":" in (name or "") else name
    whole = plain if port is None else f"{plain}:{port}"
    return name if whole == netloc.lower() else None
