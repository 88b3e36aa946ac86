"""Files the page gives: the templates to fill in, with the recipe that reads them, as one zip file."""

import io
import tempfile
import zipfile
from pathlib import Path

from dashboard.proposal import forms


def templates() -> bytes:
    """The workbooks, the same as CSV, and their recipes."""
    packed = io.BytesIO()
    with (
        tempfile.TemporaryDirectory() as folder,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for path in forms.write(Path(folder)):
            archive.write(path, path.relative_to(folder).as_posix())
    return packed.getvalue()
