"""link new, list, revoke and rotate: stdout is the result alone, and no token is ever shown twice."""

import re
import sqlite3

import pytest

from dashboard.access import database
from dashboard.access.register import LinkRegister
from tests.cli.test_cli import process, run

ADDRESS = r"http://localhost:8502/l#([A-Za-z0-9_-]{43})\n"


@pytest.fixture(autouse=True)
def on_this_machine(monkeypatch):
    monkeypatch.delenv("DASHBOARD_LEDGER", raising=False)
    monkeypatch.delenv("PARTNER_ORIGIN", raising=False)
    monkeypatch.delenv("PARTNER_PORT", raising=False)


def make(data, code="0360", *more):
    return run("link", "new", code, "--label", "Jobcenter Lolland", *more, "--data", data)


def stored(data):
    register = LinkRegister(database.address(data))
    found = register.all()
    register.close()
    return found


def fill_the_disk(data):
    """From now on no line can be written, as on a full disk."""
    con = sqlite3.connect(data / "ledger" / "ledger.db")
    con.execute(
        "create trigger full before insert on audit begin "
        "select raise(abort, 'database or disk is full'); end"
    )
    con.close()


def test_a_ledger_that_cannot_be_written_is_one_sentence(tmp_path):
    make(tmp_path)
    (link,) = stored(tmp_path)
    fill_the_disk(tmp_path)
    for command in (["new", "0360", "--label", "x"], ["revoke", link.id], ["rotate", link.id]):
        result = run("link", *command, "--data", tmp_path)
        assert result.exit_code == 1
        assert result.stdout == ""
        assert result.stderr.startswith("Listen over links kan ikke bruges lige nu")
        assert len(result.stderr.splitlines()) == 1
    assert [found.revoked_at for found in stored(tmp_path)] == [None]


def test_the_address_follows_the_port(tmp_path, monkeypatch):
    monkeypatch.setenv("PARTNER_PORT", "8601")
    assert make(tmp_path).stdout.startswith("http://localhost:8601/l#")


def test_new_prints_the_address_alone_and_says_beside_it_whose_it_is(tmp_path):
    result = make(tmp_path, "0360", "--days", "7", "--level", "authority")
    assert result.exit_code == 0
    assert re.fullmatch(ADDRESS, result.stdout)
    (link,) = stored(tmp_path)
    assert (link.municipality, link.level, link.label) == ("0360", "authority", "Jobcenter Lolland")
    assert (link.expires_at - link.created_at).days == 7
    assert link.created_by.startswith("lokal:")
    said = result.stderr.replace("\N{NO-BREAK SPACE}", " ")
    assert said.startswith(
        "Linket er til Jobcenter Lolland: Lolland, kun til det ansvarlige jobcenter. Det gælder til "
    )
    assert "vises kun nu" in said and "Det viser: ingen rapport endnu; siden siger" in said


def test_the_token_opens_what_it_was_made_for(tmp_path):
    token = re.fullmatch(ADDRESS, make(tmp_path).stdout)[1]
    register = LinkRegister(database.address(tmp_path))
    assert register.sessions.access(register.sessions.redeem(token)).municipality == "0360"
    register.close()


@pytest.mark.parametrize(
    "told", ["https://partner.keepgoing.dk", "https://x.dk:8443", "http://127.0.0.1:8502"]
)
def test_the_address_begins_with_the_partners_own(tmp_path, monkeypatch, told):
    monkeypatch.setenv("PARTNER_ORIGIN", told)
    assert make(tmp_path).stdout.startswith(f"{told}/l#")


@pytest.mark.parametrize(
    "told",
    [
        "http://partner.keepgoing.dk", "https://x.dk/", "https://x.dk/l", "x", "https://a@b",
        "https://x.dk\n", "ftp://localhost", "https://", "https://x.dk#y", "https://[x",
        "http://localhost.evil.example",
    ],
)  # fmt: skip
def test_a_wrong_address_makes_no_link(tmp_path, monkeypatch, told):
    monkeypatch.setenv("PARTNER_ORIGIN", told)
    result = make(tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("PARTNER_ORIGIN er ikke en https-adresse")
    assert not (tmp_path / "ledger").exists()


@pytest.mark.parametrize("days", ["0", "181", "-1", "abc", "1.5", "", "never"])
def test_days_are_1_to_180_and_anything_else_is_refused(tmp_path, days):
    result = make(tmp_path, "0360", "--days", days)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--days" in result.stderr and "Traceback" not in result.stderr
    assert not (tmp_path / "ledger").exists()


@pytest.mark.parametrize("code", ["9999", "360", "*", ""])
def test_an_unknown_municipality_is_exit_code_2(tmp_path, code):
    result = make(tmp_path, code)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[-1] == (
        f"Error: Kommunekoden ”{code}” findes ikke. Skriv fire cifre, f.eks. 0461 (Odense)."
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["new", "0360"], 2), (["new", "--label", "x"], 2), (["revoke"], 2), (["rotate"], 2),
        (["revoke", "x", "--all"], 2), (["nonsense"], 2),
        (["new", "0360", "--label", "x", "--level", "owner"], 2),
        (["new", "0360", "--label", ""], 1), (["new", "0360", "--label", "010190-1234"], 1),
        (["revoke", "x"], 1), (["rotate", "x"], 1),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_and_nothing_is_made(tmp_path, arguments, code):
    result = run("--data", tmp_path, "link", *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr and "Traceback" not in result.stderr
    assert not (tmp_path / "ledger").exists() or stored(tmp_path) == []


def test_the_list_has_no_token_and_says_how_each_stands(tmp_path):
    token = re.fullmatch(ADDRESS, make(tmp_path).stdout)[1]
    register = LinkRegister(database.address(tmp_path))
    register.sessions.redeem(token)
    (link,) = register.all()
    register.close()
    result = run("link", "list", "--data", tmp_path)
    assert (result.exit_code, result.stderr) == (0, "")
    heading, line = result.stdout.splitlines()
    assert heading.split() == [
        "id", "municipality", "level", "created", "expires", "revoked", "last_opened", "opened", "label",
    ]  # fmt: skip
    cells = re.split("  +", line)
    assert cells[:3] == [link.id, "0360", "Til offentlig brug"]
    assert [
        f"{at:%Y-%m-%dT%H:%MZ}" for at in (link.created_at, link.expires_at, link.last_opened_at)
    ] == cells[3:6]
    assert cells[6:] == ["1", "Jobcenter Lolland"]
    assert token not in result.stdout


def test_nothing_made_lists_a_heading(tmp_path):
    result = run("link", "list", "--data", tmp_path)
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 1)


def test_one_or_all_links_are_taken_back(tmp_path):
    for code in ("0360", "0461", "0101"):
        make(tmp_path, code)
    first, *others = (link.id for link in stored(tmp_path))
    result = run("link", "revoke", first, "--data", tmp_path)
    assert (result.exit_code, result.stdout, result.stderr) == (0, first + "\n", "")
    assert [link.id for link in stored(tmp_path) if link.revoked_at] == [first]
    result = run("link", "revoke", "--all", "--data", tmp_path)
    assert sorted(result.stdout.split()) == sorted(others)
    assert all(link.revoked_at for link in stored(tmp_path))


def test_rotating_gives_a_new_address_and_closes_the_old(tmp_path):
    token = re.fullmatch(ADDRESS, make(tmp_path).stdout)[1]
    (old,) = stored(tmp_path)
    result = run("link", "rotate", old.id, "--data", tmp_path)
    new_token = re.fullmatch(ADDRESS, result.stdout)[1]
    register = LinkRegister(database.address(tmp_path))
    assert register.sessions.redeem(token) is None and register.sessions.redeem(new_token)
    register.close()
    assert run("link", "rotate", old.id, "--data", tmp_path).exit_code == 1


def test_what_a_shell_sees_is_the_address_and_english_changes_words_alone(tmp_path):
    result = process("--lang", "en", "link", "new", "0461", "--label", "Odense", "--data", tmp_path)
    assert result.returncode == 0, result.stderr
    assert re.fullmatch(ADDRESS, result.stdout)
    assert result.stderr.startswith(
        "The link is for Odense: Odense, for public use. It lasts until "
    )
