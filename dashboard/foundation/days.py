"""A day as somebody writes it."""

from datetime import date

from dashboard.foundation.errors import DashboardError
from dashboard.foundation.words import text as _


def read(given: date | str) -> date:
    """2026-09-30, or a day as it is. DashboardError for what is no day."""
    try:
        return given if isinstance(given, date) else date.fromisoformat(given)
    except (TypeError, ValueError):
        raise DashboardError(
            _("”{value}” er ikke en dato; skriv den som 2026-09-30.", value=given)
        ) from None
