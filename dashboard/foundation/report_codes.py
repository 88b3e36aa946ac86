"""The code a report is recognised by: KG-7F3K-9QXD, the same for the same content."""

import hashlib
import json
import re
from base64 import b32encode
from typing import Any

MISREAD = str.maketrans("018", "OIB")  # no code has these digits


def typed(told: str) -> str:
    """A code as it stands on the report, however it was typed; what cannot be one as it is."""
    letters = re.sub("[^A-Z0-9]", "", told.upper()).translate(MISREAD)
    found = re.fullmatch("(?:KG)?([A-Z2-7]{4})([A-Z2-7]{4})", letters)
    return f"KG-{found[1]}-{found[2]}" if found else told


def of(content: Any) -> str:
    """Of plain values, whatever the order of their keys."""
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).digest()
    letters = b32encode(digest)[:8].decode()
    return f"KG-{letters[:4]}-{letters[4:]}"
