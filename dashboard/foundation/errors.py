"""The one error family: what a person can act on, said in one sentence.

Anything that is not a DashboardError is a fault in the program and keeps its traceback
in the log; the command line and the pages show it as a short apology without details.
"""


class DashboardError(Exception):
    """A mistake in data, settings or use; its text is the sentence people see."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows in the place of a traceback: IPython asks for this name."""
        return [str(self)]


class NoSnapshot(DashboardError):
    """Nothing has been published yet."""


class DamagedSnapshot(DashboardError):
    """A published file is not what was published; the text names the file."""


class ExportRefused(DashboardError):
    """An export has faults; `report` says each of them and what to do."""

    def __init__(self, sentence: str, report: str) -> None:
        super().__init__(sentence)
        self.report = report
