"""Starts the partner app: `python partner_app.py`, as `make partner` does.

A process of its own, with its own settings, that opens editions and the link register and nothing
else. What the settings must be stands in dashboard/partner/deployment.py and is asserted at start.
"""

import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from streamlit import config, runtime

from dashboard.foundation import scrubber, words
from dashboard.foundation.errors import DashboardError
from dashboard.partner import deployment, entry_page, scope
from dashboard.partner.deployment import Deployment
from dashboard.partner.session_middleware import PartnerSessionMiddleware
from dashboard.web.apology import apologise, error_id
from dashboard.web.headers import SecurityHeaders, headers, inline_script_hashes
from dashboard.web.navigation import PARTNER_PAGES
from dashboard.web.shell import PageShellMiddleware, preferred_language

SCRIPT = Path(__file__).parent / "dashboard" / "partner" / "app.py"
LOG = logging.getLogger(__name__)

scrubber.install()


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Pays for the English catalogue before the first reader comes."""
    logging.getLogger("uvicorn.access").disabled = True  # Streamlit turns it on again
    words.warm()
    yield


async def say_sorry(request: Request, error: Exception) -> Response:
    """The page for a fault in the program: a code to quote, which stands in the log beside it."""
    code = error_id()
    LOG.error("error %s", code)  # the server logs the error itself right after
    contact = Deployment.from_environment().contact
    answer = entry_page.cannot(preferred_language(request.scope), contact, 500, code)
    answer.headers.update(dict(headers(inline_script_hashes())) | {"Cache-Control": "no-store"})
    return answer


def made(deployed: Deployment) -> st.App:
    """The app as it is served in that deployment."""
    for file in (SCRIPT, *(page.file for page in PARTNER_PAGES)):
        compile(file.read_bytes(), file, "exec")  # Streamlit shows readers all of such a mistake
    pages = [page.path for page in PARTNER_PAGES]
    return st.App(
        SCRIPT,
        lifespan=lifespan,
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(
                PartnerSessionMiddleware,
                register=scope.register(),
                deployment=deployed,
                pages=pages,
            ),
            Middleware(PageShellMiddleware, pages=pages, script="/vagt.js"),
        ],
        exception_handlers={Exception: say_sorry},
        on_script_error=apologise,
        secrets={},  # and no secrets.toml either: this process has none
    )


def main() -> None:
    """Serves until it is stopped; one sentence and no server where something is not safe."""
    try:
        deployed = Deployment.from_environment()
        if runtime.exists():  # `streamlit run partner_app.py`, with the owner's settings
            raise deployment.stray()
        app = made(deployed)
    except DashboardError as error:
        sys.exit(str(error))
    options = deployed.streamlit_options()
    config.get_config_options(force_reparse=True, options_from_flags=options)
    sys.stderr.write(f"{deployed.serving()}\n")
    uvicorn.run(app, host=deployed.address, port=deployed.port, **deployment.SERVER)


if __name__ == "__main__":
    main()
