"""Starts the owner and analyst app: `streamlit run` finds this file and serves `app`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from dashboard import words
from dashboard.apology import apologise
from dashboard.gate import Gate
from dashboard.navigation import PAGES

SCRIPT = Path(__file__).parent / "dashboard" / "app.py"


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Pays for imports and the English catalogue before the first reader comes."""
    from dashboard import screen  # its caches want the running server

    words.warm()
    screen.warm()
    yield


app = st.App(
    SCRIPT,
    lifespan=lifespan,
    middleware=[Middleware(Gate, pages=[page.path for page in PAGES])],
    on_script_error=apologise,
)
