"""The running session's scope: what the ledger says of the session the gate names, or nothing."""

from types import SimpleNamespace

import pytest

from dashboard.access.links import Ledger
from dashboard.foundation.errors import DashboardError
from dashboard.partner import scope


@pytest.fixture
def book(tmp_path, monkeypatch):
    opened = Ledger(f"sqlite:///{tmp_path / 'ledger.db'}")
    monkeypatch.setattr(scope, "ledger", lambda: opened)
    yield opened
    opened.close()


def reader(monkeypatch, **user: object) -> None:
    monkeypatch.setattr(scope, "st", SimpleNamespace(user=user))


def test_a_session_sees_the_municipality_of_its_link_until_it_ends(book, monkeypatch):
    link, token = book.new("0461", label="a test", level="authority", by="test")
    session = book.redeem(token)
    reader(monkeypatch, adgang=session)
    access = scope.current()
    assert (access.municipality, access.level, access.link_id) == ("0461", "authority", link.id)
    book.revoke(link.id)
    with pytest.raises(DashboardError):
        scope.current()


@pytest.mark.parametrize("user", [{}, {"adgang": None}, {"adgang": ""}, {"adgang": "*"}, {"adgang": "0461"},
                                  {"adgang": True}, {"adgang": ["x"]}, {"municipality": "0461"}])  # fmt: skip
def test_whoever_is_unknown_sees_nothing(book, monkeypatch, user):
    book.new("0461", label="a test", by="test")
    reader(monkeypatch, **user)
    with pytest.raises(DashboardError, match="gyldigt link"):
        scope.current()
