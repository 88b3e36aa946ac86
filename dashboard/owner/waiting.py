"""Which open courses wait for somebody to act, and which of them did not when the data came last."""

from dashboard.owner.store import View
from dashboard.presenters import follow_up


def listed(view: View) -> tuple[follow_up.Course, frozenset[str]]:
    """The reasons of all open courses in the view, and which courses are new; none without earlier data."""
    now, before = view.query("follow_up_list", case_id=None).to_dicts(), view.before()
    earlier = before.query("follow_up_list", case_id=None).to_dicts() if before else None
    return now, follow_up.new(now, earlier)
