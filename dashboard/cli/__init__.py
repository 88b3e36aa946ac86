"""The command line: python -m dashboard demo | templates | check | publish | editions | snapshots |
rollback | erase | figures | link | report | export.

Nothing here computes; each command imports what it needs when it runs, so that help is quick.
"""

from dashboard.cli import documents, links, own_data, publishing, reading
from dashboard.cli.main import main

__all__ = ["documents", "links", "main", "own_data", "publishing", "reading"]
