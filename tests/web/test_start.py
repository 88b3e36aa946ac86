"""What the owner's server loads before it answers: nothing that only a page, a chart or a query needs."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAVY = {"altair", "duckdb", "matplotlib", "pandas", "polars", "pyarrow", "scipy"}


def loaded(module: str) -> set[str]:
    """All that one import brings with it."""
    told = subprocess.run(
        [sys.executable, "-c", f"import {module}, sys; print(*sys.modules)"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(told.stdout.split())


def test_a_server_answers_before_it_loads_what_draws_and_counts():
    assert loaded("streamlit_app") & HEAVY == set()


def test_a_page_needs_no_more_of_scipy_than_its_functions():
    assert loaded("dashboard.statistics") & {"scipy.optimize", "scipy.stats"} == set()
