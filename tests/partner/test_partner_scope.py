"""The running session's scope: what the link register says of the session the middleware names, or nothing."""

from types import SimpleNamespace

import pytest

from dashboard.access.register import LinkRegister
from dashboard.foundation.errors import DashboardError
from dashboard.partner import scope


@pytest.fixture
def register(tmp_path, monkeypatch):
    opened = LinkRegister(f"sqlite:///{tmp_path / 'ledger.db'}")
    monkeypatch.setattr(scope, "register", lambda: opened)
    yield opened
    opened.close()


def reader(monkeypatch, **user: object) -> None:
    monkeypatch.setattr(scope, "st", SimpleNamespace(user=user))


def test_a_session_sees_the_municipality_of_its_link_until_it_ends(register, monkeypatch):
    link, token = register.new("0461", label="a test", level="authority", by="test")
    session = register.sessions.redeem(token)
    reader(monkeypatch, adgang=session)
    access = scope.current()
    assert (access.municipality, access.level, access.link_id) == ("0461", "authority", link.id)
    register.revoke(link.id)
    with pytest.raises(DashboardError):
        scope.current()


@pytest.mark.parametrize("user", [{}, {"adgang": None}, {"adgang": ""}, {"adgang": "*"}, {"adgang": "0461"},
                                  {"adgang": True}, {"adgang": ["x"]}, {"municipality": "0461"}])  # fmt: skip
def test_whoever_is_unknown_sees_nothing(register, monkeypatch, user):
    register.new("0461", label="a test", by="test")
    reader(monkeypatch, **user)
    with pytest.raises(DashboardError, match="gyldigt link"):
        scope.current()
