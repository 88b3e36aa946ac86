"""The partner app's settings: safe values only, and an origin a browser keeps the cookie for."""

import pytest

from dashboard.foundation.errors import DashboardError
from dashboard.partner import deployment
from dashboard.partner.deployment import Deployment


@pytest.fixture(autouse=True)
def nothing_given(monkeypatch):
    for name in ("PARTNER_ORIGIN", "PARTNER_EDITIONS", "PARTNER_ADDRESS", "PARTNER_PORT",
                 "PARTNER_CONTACT", "DASHBOARD_DATA", "DASHBOARD_LEDGER"):  # fmt: skip
        monkeypatch.delenv(name, raising=False)


def test_what_is_not_given_is_loopback_and_below_the_data(monkeypatch, tmp_path):
    given = Deployment.from_environment()
    assert (given.origin, given.address, given.port) == ("http://localhost:8502", "127.0.0.1", 8502)
    assert given.host == "localhost:8502"
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    given = Deployment.from_environment()
    assert given.editions == tmp_path / "editions"
    assert given.link_register == f"sqlite:///{tmp_path / 'ledger' / 'ledger.db'}"


@pytest.mark.parametrize(
    "origin", ["https://partner.example.dk", "http://127.0.0.1:9", "https://p.dk:8443"]
)
def test_an_origin_is_a_scheme_and_a_host(monkeypatch, origin):
    monkeypatch.setenv("PARTNER_ORIGIN", origin)
    assert Deployment.from_environment().origin == origin


@pytest.mark.parametrize(
    "origin",
    ["http://partner.example.dk", "partner.example.dk", "https://", "https://p.dk/", "https://a@p.dk",
     "https://p.dk?x", "*", "null"],
)  # fmt: skip
def test_any_other_origin_is_refused(monkeypatch, origin):
    monkeypatch.setenv("PARTNER_ORIGIN", origin)
    with pytest.raises(DashboardError, match="PARTNER_ORIGIN"):
        assert Deployment.from_environment().origin == origin


@pytest.mark.parametrize("key", sorted(Deployment().streamlit_options()))
def test_any_one_setting_that_is_not_safe_is_named(key):
    safe = Deployment().streamlit_options()
    assert Deployment().fault(safe) == ""
    assert key in Deployment().fault(safe | {key: "anything else"})


def test_every_setting_is_one_streamlit_has():
    from streamlit import config

    assert set(Deployment().streamlit_options()) <= set(config._config_options_template)
    assert deployment.SERVER["access_log"] is False


def test_where_the_app_is_found_is_said_at_start(monkeypatch):
    monkeypatch.setenv("PARTNER_ORIGIN", "https://partner.example.dk")
    monkeypatch.setenv("PARTNER_CONTACT", "KeepGoing, tal@example.dk")
    assert Deployment.from_environment().serving() == "Kommunernes side: https://partner.example.dk"


@pytest.mark.parametrize(
    "contact, is_told",
    [("KeepGoing", True), ("K, tlf. 12 34 56 78", False), ("k@example.dk", False)],
)
def test_a_contact_nobody_can_reach_is_told_at_start(monkeypatch, contact, is_told):
    monkeypatch.setenv("PARTNER_CONTACT", contact)
    assert (
        "PARTNER_CONTACT er et navn alene" in Deployment.from_environment().serving()
    ) is is_told


def test_a_telephone_number_is_one_word(monkeypatch):
    monkeypatch.setenv("PARTNER_CONTACT", "Ring til os: +45 33 12 34 56")
    nb = "\N{NO-BREAK SPACE}"
    assert Deployment.from_environment().contact == f"Ring til os: +45{nb}33{nb}12{nb}34{nb}56"
