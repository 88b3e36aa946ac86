"""What the tests of proposals share."""

import pytest

from dashboard.ingest import staging


@pytest.fixture
def con(tmp_path):
    """A connection that knows how cells are read."""
    (tmp_path / "work").mkdir()
    con = staging.connect(tmp_path / "work")
    yield con
    con.close()
