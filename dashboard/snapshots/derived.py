"""The derived tables: which there are, in the order they are made, and what their SQL is given."""

import hashlib
from datetime import date

from dashboard.foundation import queries, settings
from dashboard.foundation.delivery import Delivered

TABLES = (
    "phases", "contact_months", "contact_phases", "valid_wheels", "retests", "wheels",
    "wheel_rounds", "wheel_pairs", "case_facts", "follow_up_facts", "follow_up_reasons",
    "responses", "answers", "coping_answers",
)  # fmt: skip
# who waits now; of no use for an earlier day
ABOUT_TODAY = ("follow_up_facts", "follow_up_reasons")


def parameters(
    data_to: date | None, delivered: Delivered, agreed: settings.Settings
) -> dict[str, object]:
    """What the SQL of the derived tables is given: the last day, what is absent, every setting."""
    absent = sorted(delivered.absent | delivered.rowless)
    return {"data_to": data_to, "absent": absent} | vars(agreed)


def version() -> str:
    """A short hash of the SQL the derived tables are made by."""
    told = (queries.sql(f"derived/{name}") for name in (*TABLES, "contact_tally"))
    text = queries.MACROS + "".join(told)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
