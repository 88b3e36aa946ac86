"""Where partners find their app and whom they ask, as the environment says: for both apps and the commands."""

import os
import re
from collections.abc import Mapping
from typing import Any, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from dashboard.foundation.errors import DashboardError
from dashboard.foundation.hosts import is_loopback
from dashboard.foundation.words import NO_BREAK
from dashboard.foundation.words import text as _

HOST = re.compile(r"[a-z0-9.-]+(:\d{1,5})?", re.ASCII)


def _on_this_machine(given: Mapping[str, Any]) -> str:
    return f"http://localhost:{given['port']}"


class PartnerAddress(BaseModel):
    """The address partners open, the port their app listens at, and whom they are told to ask; each
    named as its variable.
    """

    model_config = ConfigDict(frozen=True)

    port: int = Field(8502, ge=1, le=65535, alias="PARTNER_PORT")
    origin: str = Field(default_factory=_on_this_machine, alias="PARTNER_ORIGIN")
    contact: str = Field("KeepGoing", alias="PARTNER_CONTACT")

    @field_validator("origin")
    @classmethod
    def _is_private(cls, origin: str) -> str:
        scheme, _separator, host = origin.partition("://")
        # without TLS on this machine alone: a browser keeps the cookie nowhere else
        is_local = scheme == "http" and is_loopback(host.partition(":")[0])
        if not (scheme == "https" or is_local) or not HOST.fullmatch(host):
            raise ValueError("no origin a browser keeps our cookie for")
        return origin

    @field_validator("contact")
    @classmethod
    def _on_one_line(cls, contact: str) -> str:
        """A telephone number is not broken where a narrow page ends."""
        return re.sub(r"(?<=\d) (?=\d)", NO_BREAK, contact)

    @classmethod
    def from_environment(cls) -> Self:
        """As the variables say; an empty one counts as not given. DashboardError for a wrong one."""
        try:
            return cls.model_validate({name: told for name, told in os.environ.items() if told})
        except ValidationError as error:
            wrong = {str(found["loc"][0]) for found in error.errors()}
        if "PARTNER_PORT" in wrong:
            raise DashboardError(_("PARTNER_PORT er ikke en port; skriv et tal fra 1 til 65535."))
        raise DashboardError(
            _(
                "PARTNER_ORIGIN er ikke en https-adresse med et værtsnavn alene, uden sti og skråstreg."
            )
        )

    @property
    def is_here(self) -> bool:
        """Whether partners find their app on this machine alone."""
        return is_loopback(urlsplit(self.origin).hostname)

    def of_link(self, token: str) -> str:
        """What a partner is sent. Browsers keep what is after # to themselves: it reaches no log."""
        return f"{self.origin}/l#{token}"
