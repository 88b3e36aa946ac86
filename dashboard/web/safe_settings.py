"""Streamlit's settings that both apps lean on, each with its one safe value.

A flag, a variable or another config.toml can undo any of them; so they are asserted at start.
"""

from collections.abc import Mapping
from typing import Any

SAFE: dict[str, Any] = {
    "browser.gatherUsageStats": False,
    "client.allowedOrigins": [],
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    "global.developmentMode": False,
    "runner.magicEnabled": False,
    "server.allowRunOnSave": False,
    "server.baseUrlPath": "",
    "server.corsAllowedOrigins": [],
    "server.enableAgentApi": False,
    "server.enableCORS": True,
    "server.enableStaticServing": False,
    "server.enableXsrfProtection": True,
    "server.fileWatcherType": "none",
    "server.maxMessageSize": 50,
    "server.maxUploadSize": 1,
    "server.maxWidgetStateSize": 1,
    "server.runOnSave": False,
    "server.scriptHealthCheckEnabled": False,
}


def unsafe(wanted: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    """The names of the settings that are not what they must be."""
    return [name for name, safe in wanted.items() if found[name] != safe]
