"""How the partner app may be started: safely or not at all, whatever the environment says."""

import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.attacks.conftest import start
from tests.servers import PATIENCE, ROOT, free_port, is_well, wait_until

SERVE = """import uvicorn
from dashboard.partner.deployment import Deployment
from partner_app import made
uvicorn.run(made(Deployment.from_environment()), port={})"""


def test_variables_and_another_config_file_loosen_nothing(tmp_path, editions):
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text(
        '[client]\nshowErrorDetails = "full"\n[server]\nenableStaticServing = true\nenableAgentApi = true\n'
    )
    (tmp_path / ".streamlit" / "secrets.toml").write_text('owner = "not for partners"')
    port = free_port()
    address = f"http://localhost:{port}"
    with start(
        tmp_path, editions, port, STREAMLIT_CLIENT_SHOW_ERROR_DETAILS="full",
        STREAMLIT_SERVER_ENABLE_XSRF_PROTECTION="false", STREAMLIT_SERVER_TRUSTED_USER_HEADERS='{"X-Evil": "adgang"}',
    ) as process:  # fmt: skip
        wait_until(lambda: is_well(address, "/sund"), process, tmp_path / "log")
        assert httpx.get(f"{address}/", trust_env=False).status_code == 403


def test_served_in_any_other_way_it_does_not_start(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", SERVE.format(free_port())], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE,
        env={"PATH": "/usr/bin", "DASHBOARD_LEDGER": f"sqlite:///{tmp_path / 'ledger.db'}", "LANG": "C.UTF-8"},
    )  # fmt: skip
    assert done.returncode != 0
    assert "Partnersiden starter ikke" in done.stderr
    assert "server.trustedUserHeaders" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "environment, says",
    [({"PARTNER_ORIGIN": "http://partner.example.dk"}, "PARTNER_ORIGIN"),
     ({"DASHBOARD_LEDGER": "mysql://x"}, "DASHBOARD_LEDGER"),
     ({"PARTNER_PORT": "abc"}, "PARTNER_PORT"), ({"PARTNER_PORT": "70000"}, "PARTNER_PORT"),
     ({"PARTNER_PORT": "0"}, "PARTNER_PORT")],
)  # fmt: skip
def test_what_is_set_up_wrongly_is_said_in_one_sentence(tmp_path, editions, environment, says):
    with start(tmp_path, editions, free_port(), **environment) as process:
        assert process.wait(timeout=PATIENCE) == 1
    said = (tmp_path / "log").read_text()
    assert says in said
    assert len(said.strip().splitlines()) == 1


BROKEN_PAGE = """from pathlib import Path
from dashboard.web import navigation
from dashboard.partner.deployment import Deployment
navigation.PARTNER_PAGES = (navigation.Page("", Path("broken.py"), "", ""),)
from partner_app import made
made(Deployment.from_environment())"""


def test_attack_22_a_page_that_is_no_python_stops_the_start_and_not_the_reader(tmp_path):
    (tmp_path / "broken.py").write_text("st.title(")
    done = subprocess.run(
        [sys.executable, "-c", BROKEN_PAGE], cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE,
        env={"PATH": "/usr/bin", "DASHBOARD_LEDGER": f"sqlite:///{tmp_path / 'ledger.db'}", "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode != 0
    assert "SyntaxError" in done.stderr


def test_the_process_has_no_way_to_a_snapshot(partner):
    cookie, _link = partner.session()
    with partner.socket(cookie) as page:
        page.rerun()
    partner.get("/eksport/rapport.xlsx", cookie)
    loaded = Path(f"/proc/{partner.process.pid}/maps").read_text()
    assert "_sqlite3" in loaded  # it does name what is loaded
    assert "duckdb" not in loaded
