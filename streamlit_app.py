"""Starts the owner and analyst app: `streamlit run` finds this file and serves `app`."""

import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from dashboard.foundation import scrubber
from dashboard.foundation.errors import DashboardError
from dashboard.owner import secure_start, warming
from dashboard.owner.session_middleware import IN_THE_SHELL, OwnerSessionMiddleware
from dashboard.web.apology import apologise
from dashboard.web.headers import SecurityHeaders
from dashboard.web.navigation import PAGES
from dashboard.web.shell import PageShellMiddleware

SCRIPT = Path(__file__).parent / "dashboard" / "owner" / "app.py"

scrubber.install()


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Begins to pay for what the first reader would wait for, while the server already answers."""
    logging.getLogger("uvicorn.access").disabled = True  # addresses hold login codes and courses
    warming.begin()
    yield


def data_folder() -> Path:
    """Where the session middleware writes down who comes and goes."""
    from dashboard.owner import store  # its caches want the running server

    return store.data_folder()


try:
    secure_start.require()
    RULES = secure_start.rules()
except DashboardError as error:
    sys.exit(str(error))

PATHS = [page.path for page in PAGES]
app = st.App(
    SCRIPT,
    lifespan=lifespan,
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(OwnerSessionMiddleware, rules=RULES, pages=PATHS, data=data_folder),
        Middleware(PageShellMiddleware, pages=PATHS, **(IN_THE_SHELL if RULES else {})),
    ],
    on_script_error=apologise,
)
