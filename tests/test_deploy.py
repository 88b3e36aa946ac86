"""Deploying: what each service may touch, and that a backup brings everything back but open doors.

Caddy and the way out, with the real app behind: tests/browser/test_deploy.py.
"""

import ast
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml

from dashboard.access import access_log, database
from dashboard.access.register import LinkRegister
from dashboard.demo import writing
from dashboard.editions import publishing
from dashboard.owner import sign_ins
from dashboard.snapshots import snapshot
from tests.builders import case, contact, published

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
APPS = ("owner", "partner", "cli")


# ---- what each service may touch


def test_the_partners_app_sees_editions_and_the_ledger_and_nothing_else():
    assert SERVICES["partner"]["volumes"] == [
        "${DATA}/editions:/editions:ro",
        "${DATA}/ledger:/ledger",
    ]
    assert not any("SECRETS" in str(value) for value in SERVICES["partner"].values())


def test_the_owners_app_writes_who_looked_and_links_and_nothing_else():
    writable = [each for each in SERVICES["owner"]["volumes"] if not each.endswith(":ro")]
    assert writable == ["${DATA}/access:/data/access", "${DATA}/ledger:/data/ledger"]


def test_publishing_from_the_page_gives_the_owners_app_the_data_and_no_other_app_anything():
    added = yaml.safe_load((DEPLOY / "publish.yaml").read_text(encoding="utf-8"))
    assert list(added) == ["services"] and list(added["services"]) == ["owner"]
    assert added["services"]["owner"]["volumes"] == ["${DATA}:/data"]
    assert set(added["services"]["owner"]) == {"volumes", "entrypoint"}
    told = added["services"]["owner"]["entrypoint"]
    assert told[:2] == SERVICES["cli"]["entrypoint"][:2] and "umask 007" in told[2]
    assert "-f publish.yaml" in (DEPLOY / "README.md").read_text(encoding="utf-8")


def test_no_app_is_root_or_the_other_apps_user_or_can_become_more():
    users = {name: SERVICES[name]["user"] for name in APPS}
    assert users["owner"] != users["partner"]
    assert all(user.split(":")[0] not in ("0", "root") for user in users.values())
    for name, service in SERVICES.items():
        assert service["cap_drop"] == ["ALL"], name
        assert service["read_only"] is True, name
        assert service["security_opt"] == ["no-new-privileges:true"], name


def test_no_app_has_a_way_out_or_an_open_port():
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    for name in APPS:
        assert SERVICES[name]["networks"] == ["inside"], name
        assert "ports" not in SERVICES[name], name
    assert [name for name in SERVICES if "ports" in SERVICES[name]] == ["caddy"]


def test_both_apps_have_a_health_check():
    assert "/_stcore/health" in str(SERVICES["owner"]["healthcheck"]["test"])
    assert "/sund" in str(SERVICES["partner"]["healthcheck"]["test"])


def test_everything_compose_asks_for_is_in_the_example():
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    example = (DEPLOY / "env.example").read_text(encoding="utf-8")
    asked = {part.split("}")[0] for part in text.split("${")[1:]}
    assert asked == {line.split("=")[0] for line in example.splitlines() if "=" in line} - {
        "COMPOSE_PROJECT_NAME"
    }


def test_the_image_gets_the_product_and_no_data_secret_or_history():
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    kept = [line[1:] for line in lines if line.startswith("!")]
    assert "*" in lines
    assert set(kept) == {"dashboard", "pages", "queries", "data/reference", ".streamlit/config.toml",
                         "streamlit_app.py", "partner_app.py", "requirements.in", "requirements.txt"}  # fmt: skip


def test_the_image_has_every_library_the_product_imports():
    run, _test = (ROOT / "requirements.in").read_text(encoding="utf-8").split("# test and check")
    pins = [line.split("==")[0].split("[")[0] for line in run.splitlines() if "==" in line]
    named = {name.lower().replace("-", "_") for name in pins}
    asked = {
        (alias.name if isinstance(node, ast.Import) else node.module or "").partition(".")[0]
        for path in (*(ROOT / "dashboard").rglob("*.py"), *(ROOT / "pages").glob("*.py"), *ROOT.glob("*_app.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }  # fmt: skip
    with_others = {
        "google",
        "vl_convert",
    }  # google.protobuf and vl-convert-python, by names of their own
    assert asked - sys.stdlib_module_names - {"dashboard"} - named - with_others == set()
    assert "authlib" in named  # Streamlit's login imports it by itself, and httpx with it
    assert "httpx" in named


def test_what_is_asked_for_is_locked_with_its_hashes():
    asked = [
        line for line in (ROOT / "requirements.in").read_text("utf-8").splitlines() if "==" in line
    ]
    blocks = re.split(r"\n(?! )", (ROOT / "requirements.txt").read_text("utf-8").strip())
    for line in asked:
        name, version = line.lower().split("==")
        block = next(
            b for b in blocks if b.lower().startswith((f"{name}==", f"{name.split('[')[0]}=="))
        )
        assert block.split()[0].endswith(f"=={version}")
    assert all("--hash=sha256:" in block for block in blocks)


# ---- backup and restore


@pytest.fixture(scope="module")
def keys(tmp_path_factory) -> tuple[str, Path]:
    if not shutil.which("age"):
        if os.environ.get("DEPLOY_TESTS") == "required":
            pytest.fail("age is not installed, and DEPLOY_TESTS=required")
        pytest.skip("age is not installed: the restore drill did not run")
    identity = tmp_path_factory.mktemp("keys") / "key.txt"
    told = subprocess.run(
        ["age-keygen", "-o", identity], capture_output=True, text=True, check=True
    )
    return told.stderr.split("Public key: ")[1].strip(), identity


@pytest.fixture
def data(tmp_path) -> Path:
    """A data folder with everything in it: two snapshots, a link, a login, settings, a verdict."""
    for number in (10, 11):
        published(
            tmp_path, cases=[case(f"F{n}") for n in range(number)], contacts=[contact("K1", "F1")]
        )
    folder = tmp_path / "data"
    (folder / "settings.toml").write_text("stale_after_days = 40\n", encoding="utf-8")
    (folder / "verdicts.jsonl").write_text('{"verdict": "KANARIE-7919"}\n', encoding="utf-8")
    edition = folder / "editions" / "0360" / "public" / "2026-Q3"
    edition.mkdir(parents=True)
    (edition / "v1-0123456789ab.json").write_text("{}", encoding="utf-8")
    (edition / "v1-0123456789ab.json").chmod(0o444)
    access_log.append(folder, "ejer", "F1")
    sign_ins.begin(folder, sign_ins.key(b"cookie"), "1234")
    return folder


def run(script: str, *arguments: object, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        ["bash", DEPLOY / script, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True,
        env=os.environ | {"DASHBOARD": f"{sys.executable} -m dashboard"} | environment, check=False,
    )  # fmt: skip


def back_up(data: Path, keys) -> Path:
    (data.parent / "backups").mkdir(exist_ok=True)
    done = run("backup.sh", data, data.parent / "backups", keys[0])
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.strip())


def files(folder: Path) -> dict[str, bytes]:
    left_out = ("access/sign_ins.jsonl", "lock", "ledger")
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not any(part in str(path.relative_to(folder)) for part in left_out)
    }


def test_the_drill_back_up_lose_everything_restore(data, keys):
    register = LinkRegister(database.address(data))
    link, token = register.new("0360", label="Jobcenter", by="ejer")
    session = register.sessions.redeem(token)
    assert register.sessions.access(session)
    backup = back_up(data, keys)  # while the ledger is open and its newest pages stand in the WAL
    register.close()
    before, modes = files(data), {p.name: p.stat().st_mode for p in data.glob("snapshots/snap-*/*")}
    current = snapshot.current_id(data)
    lost = data.rename(data.parent / "lost")

    done = run("restore.sh", backup, data, keys[1])
    assert done.returncode == 0, done.stderr
    assert files(data) == before
    assert {p.name: p.stat().st_mode for p in data.glob("snapshots/snap-*/*")} == modes
    assert snapshot.current_id(data) == current
    for found in snapshot.all_of(data):
        found.verify()
    with_links = LinkRegister(database.address(data))
    assert [each.id for each in with_links.all()] == [link.id]
    # what was closed since the backup may not open again: every link and login begins anew
    assert with_links.sessions.redeem(token) is None
    assert with_links.sessions.access(session) is None
    with_links.close()
    assert sign_ins.is_open(lost, sign_ins.key(b"cookie"))
    assert not sign_ins.is_open(data, sign_ins.key(b"cookie"))
    assert len((data / "access" / "log.jsonl").read_text().splitlines()) == 1
    backup.unlink()  # its name has the second in it
    assert back_up(data, keys).exists()  # the next night, before anybody has published


def test_a_ledger_in_another_database_is_said_and_not_left_out_in_silence(data, keys):
    (data.parent / "backups").mkdir()
    there = (data, data.parent / "backups", keys[0])
    done = run("backup.sh", *there, DASHBOARD_LEDGER="postgresql+psycopg://ledger@db/links")
    assert done.returncode == 1
    assert "DASHBOARD_LEDGER is not" in done.stderr
    assert list((data.parent / "backups").iterdir()) == []
    assert run("backup.sh", *there, DASHBOARD_LEDGER=database.address(data)).returncode == 0


def open_the_way(folder: Path) -> None:
    """Lets every user walk down to it, through what pytest keeps to itself."""
    for parent in folder.parents:
        if parent.stat().st_mode & 0o055 != 0o055:
            parent.chmod(parent.stat().st_mode | 0o055)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become the containers' user")
def test_the_drill_as_root_is_verified_by_the_containers_user(data, keys):
    LinkRegister(database.address(data)).close()
    backup = back_up(data, keys)
    data.rename(data.parent / "lost")
    open_the_way(data)
    as_user = data.parent / "as_user"  # that user reads every byte and writes in ledger first
    as_user.write_text(
        "#!/bin/bash\nset -e\n"
        "setpriv --reuid 10001 --regid 10001 --groups 10003 bash -c '"
        'find "$DASHBOARD_DATA" -type f -exec cat {} + >/dev/null && test -w "$DASHBOARD_DATA/ledger/ledger.db"'
        "'\n"
        f'exec {sys.executable} -m dashboard "$@"\n'
    )
    as_user.chmod(0o755)
    done = run("restore.sh", backup, data, keys[1], DASHBOARD=str(as_user))
    assert done.returncode == 0, done.stderr
    owners = {name: ((data / name).stat().st_uid, (data / name).stat().st_gid)
              for name in ("snapshots", "access", "ledger", "editions")}  # fmt: skip
    assert owners == {"snapshots": (10001, 10001), "access": (10001, 10001),
                      "ledger": (10001, 10003), "editions": (10001, 10003)}  # fmt: skip


def test_a_backup_is_nothing_to_read_without_the_key(data, keys, tmp_path):
    backup = back_up(data, keys)
    content = backup.read_bytes()
    assert content.startswith(b"age-encryption.org/v1")
    assert b"KANARIE-7919" not in content
    assert b"manifest" not in content
    assert backup.stat().st_mode & 0o077 == 0
    other = tmp_path / "other.txt"
    subprocess.run(["age-keygen", "-o", other], capture_output=True, check=True)
    done = run("restore.sh", backup, tmp_path / "again", other)
    assert done.returncode != 0
    assert not (tmp_path / "again").exists()


def test_a_changed_backup_or_snapshot_never_gets_the_name(data, keys, tmp_path):
    backup = back_up(data, keys)
    content = bytearray(backup.read_bytes())
    content[-100] ^= 1
    backup.write_bytes(content)
    assert run("restore.sh", backup, tmp_path / "again", keys[1]).returncode != 0
    assert not (tmp_path / "again").exists()
    path = snapshot.current(data).files()["cases.parquet"]
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"X")
    done = run("restore.sh", back_up(data, keys), tmp_path / "third", keys[1])
    assert done.returncode != 0
    assert "cases.parquet" in done.stderr
    assert not (tmp_path / "third").exists()


def test_restore_never_writes_over_a_folder(data, keys):
    done = run("restore.sh", back_up(data, keys), data, keys[1])
    assert done.returncode == 1
    assert "there already" in done.stderr


def test_nothing_to_back_up_is_no_backup(tmp_path, keys):
    done = run("backup.sh", tmp_path, tmp_path, keys[0])
    assert (done.returncode, list(tmp_path.glob("*.age"))) == (1, [])


def test_a_backup_that_cannot_be_made_whole_leaves_no_file_of_that_name(data, tmp_path):
    (tmp_path / "backups").mkdir()
    done = run("backup.sh", data, tmp_path / "backups", "age1-is-no-recipient")
    assert done.returncode != 0
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_backup_that_stops_half_way_leaves_nothing_behind(data, tmp_path):
    (tmp_path / "backups").mkdir()
    (tmp_path / "bin").mkdir()
    full = tmp_path / "bin" / "age"  # writes a little, and then the disk is full
    full.write_text('#!/bin/bash\nhead --bytes 100 >"${@: -1}"\ncat >/dev/null\nexit 1\n')
    full.chmod(0o755)
    done = run("backup.sh", data, tmp_path / "backups", "age1x",
               PATH=f"{tmp_path / 'bin'}:{os.environ['PATH']}")  # fmt: skip
    assert done.returncode != 0
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_backup_is_whole_while_somebody_looks_and_its_folder_may_be_told_from_where_one_stands(
    data, keys
):
    (data.parent / "backups").mkdir()
    over, log = threading.Event(), data / "access" / "log.jsonl"

    def look() -> None:
        with log.open("ab") as lines:
            while not over.is_set():
                lines.write(b"{}\n" * 1000)
                lines.flush()

    with ThreadPoolExecutor(1) as reader:
        reader.submit(look)
        try:
            done = subprocess.run(["bash", DEPLOY / "backup.sh", "data", "backups", keys[0]], cwd=data.parent,
                                  capture_output=True, text=True, check=False)  # fmt: skip
        finally:
            over.set()
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    (backup,) = (data.parent / "backups").iterdir()
    assert str(backup) == done.stdout.strip()


def test_old_backups_go_so_that_a_forgotten_person_is_gone_from_them_too(data, keys):
    old, new = back_up(data, keys), data.parent / "backups" / "keepgoing-20990101T000000Z.tar.age"
    old = old.rename(old.with_name("keepgoing-20200101T000000Z.tar.age"))
    new.touch()
    os.utime(old, (0, 0))
    other = data.parent / "backups" / "somebody-elses.txt"
    other.touch()
    os.utime(other, (0, 0))
    back_up(data, keys)
    assert not old.exists()
    assert new.exists()
    assert other.exists()


@pytest.mark.parametrize("held", ["snapshots/lock", "editions.lock"])
def test_a_backup_waits_for_whoever_publishes_or_writes_editions(data, keys, held):
    import fcntl

    with (data / held).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        (data.parent / "backups").mkdir()
        with pytest.raises(subprocess.TimeoutExpired):
            subprocess.run(["timeout", "--foreground", "5", "bash", DEPLOY / "backup.sh", data,
                            data.parent / "backups", keys[0]], timeout=2, check=False)  # fmt: skip
    assert list((data.parent / "backups").glob("*.age")) == []


def test_the_ledgers_copy_is_whole(data, keys):
    LinkRegister(database.address(data)).close()
    backup = back_up(data, keys)
    packed = subprocess.run(
        ["age", "-d", "-i", keys[1], backup], capture_output=True, check=True
    ).stdout
    out = data.parent / "out"
    out.mkdir()
    subprocess.run(["tar", "-x", "-C", out], input=packed, check=True)
    con = sqlite3.connect(out / "ledger" / "ledger.db")
    assert con.execute("pragma integrity_check").fetchone() == ("ok",)
    con.close()


# ---- rights on the disk (L14, P9, attack 30)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become the partners' user")
def test_the_partners_user_reads_no_person_no_log_no_secret_and_no_memory_of_the_owners(data, keys):
    data.chmod(0o755)
    open_the_way(data)
    shutil.rmtree(data / "editions")
    list(publishing.write(data, snapshot.current(data)))
    edition = next((data / "editions").glob("*/public/*/v1-*.json"))
    behind = [path for path in (data / "releases").rglob("*") if path.is_file()]
    assert {path.name for path in behind} >= {"secret", "state.json"}
    secrets = data.parent / "secrets.toml"
    secrets.write_text('[auth]\ncookie_secret = "KANARIE"\n', encoding="utf-8")
    secrets.chmod(0o400)  # as the guide has it
    owners = subprocess.Popen(["sleep", "60"], env={"SECRET": "KANARIE"})
    tried = [edition, snapshot.current(data).files()["cases.parquet"], data / "access" / "log.jsonl",
             Path(f"/proc/{owners.pid}/environ"), secrets, back_up(data, keys), *behind]  # fmt: skip

    def become() -> None:
        os.setgroups([])
        os.setgid(10002)
        os.setuid(10002)

    try:
        told = [
            subprocess.run(
                ["cat", path], preexec_fn=become, capture_output=True, text=True, check=False
            )
            for path in tried
        ]
    finally:
        owners.terminate()
        owners.wait()
    assert [each.returncode for each in told] == [0] + [1] * (len(tried) - 1)
    assert all("Permission denied" in each.stderr for each in told[1:])


# ---- every month


def test_the_month_is_published_and_its_files_are_written(tmp_path):
    export = tmp_path / "export"
    writing.write(export, cases=200)
    given = os.environ | {
        "DASHBOARD_DATA": str(tmp_path / "data"),
        "YEAR": "2025",
        "QUARTER": "2026-Q3",
    }
    command = [str(DEPLOY / "monthly.sh"), str(export), str(tmp_path / "out")]
    first = subprocess.run(
        command, cwd=ROOT, env=given, capture_output=True, text=True, check=False
    )
    assert first.returncode == 0, first.stderr
    (month,) = (tmp_path / "out").iterdir()
    names = {path.name for path in month.iterdir()}
    assert {"snapshot.txt", "annual.pdf", "figures.xlsx", "verdicts.txt"} < names
    assert any(re.fullmatch(r"\d{4}\.pdf", name) for name in names)
    assert "Gennemfører eller går videre" in (month / "verdicts.txt").read_text(encoding="utf-8")
    notes = tmp_path / "data" / "noter.txt"
    notes.write_text(
        "i går\n", encoding="utf-8"
    )  # published by then: told all the same, and no half month
    half = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=False)
    assert half.returncode == 1
    assert "noter.txt" in half.stderr
    notes.unlink()
    shutil.rmtree(export)
    nothing = subprocess.run(
        command, cwd=ROOT, env=given, capture_output=True, text=True, check=False
    )
    assert nothing.returncode == 1
    assert "findes ikke" in nothing.stderr
    assert list((tmp_path / "out").iterdir()) == [month]  # as it was, and nothing half made
    assert {path.name for path in month.iterdir()} == names


def test_the_timer_starts_the_script_as_it_is_called():
    service = (DEPLOY / "monthly.service").read_text(encoding="utf-8")
    assert "ExecStart=/srv/dashboard/deploy/monthly.sh /srv/export /srv/reports" in service
    assert "SuccessExitStatus=3" in service
    assert os.access(DEPLOY / "monthly.sh", os.X_OK)
