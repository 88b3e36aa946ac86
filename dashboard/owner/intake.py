"""Somebody's own files between upload and publishing: a folder for each piece of work.

    <data>/intake/<id>/files/        what was uploaded, under harmless names; never executed
    <data>/intake/<id>/work.json     which step it has come to, who began it, when it last moved
    <data>/intake/<id>/recipe.toml   how the files become tables, once somebody has said so
    <data>/intake/<id>/scratch/      what would be published, to be held against what is

Whoever is in may take up any of it: the id is no secret, the login is the lock. The files go when they
are published; all of it goes when nothing has happened for a day.
"""

import json
import re
import secrets
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from dashboard.foundation import cpr, files
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.journal import OWNERS_FILE, OWNERS_FOLDER
from dashboard.foundation.plain_text import plain
from dashboard.foundation.words import text as _
from dashboard.snapshots import sealing

ID = re.compile(r"[0-9a-z]{32}")
KEPT = timedelta(days=1)
LONGEST = 120  # bytes of a name, its ending with it
FILES, MEET, CHECK, CHANGES, PUBLISHED = "files", "meet", "check", "changes", "published"


@dataclass(frozen=True)
class Intake:
    """One piece of work, from the first file to the undoing of what was published."""

    folder: Path

    @property
    def id(self) -> str:
        """What it is called in an address."""
        return self.folder.name

    @property
    def state(self) -> dict[str, Any]:
        """What work.json says."""
        found: dict[str, Any] = json.loads((self.folder / "work.json").read_text(encoding="utf-8"))
        return found

    @property
    def step(self) -> str:
        """What it has come to."""
        return str(self.state["step"])

    @property
    def files(self) -> Path:
        """Where the files are: uploaded, or a folder that somebody pointed to, which is only read."""
        path = self.state.get("path")
        return Path(path) if path else self.folder / "files"

    @property
    def names(self) -> list[str]:
        """What was uploaded."""
        own = self.folder / "files"
        return sorted(path.name for path in own.iterdir()) if own.is_dir() else []

    @property
    def recipe(self) -> Path:
        """Where its recipe is kept."""
        return self.folder / "recipe.toml"

    def note(self, **told: Any) -> None:
        """Writes down what has happened, and when."""
        state = self.state if (self.folder / "work.json").exists() else {}
        state |= told | {"at": datetime.now(UTC).isoformat()}
        _write(self.folder / "work.json", json.dumps(state, ensure_ascii=False))

    def keep_recipe(self, text: str) -> None:
        """Keeps how the files become tables."""
        _write(self.recipe, text)

    def keep(self, uploaded: Iterable[tuple[str, bytes]]) -> None:
        """Writes uploaded files under harmless names; one that came before under its name is replaced.

        DashboardError, with nothing written, where a name may hold a person's number.
        """
        given = [(harmless_name(name), content) for name, content in uploaded]
        if any(cpr.holds(name) for name, _content in given):
            raise DashboardError(
                _("Navnet på en fil ligner et CPR-nummer. Omdøb filen, og læg den ind igen.")
            )
        own = self.folder / "files"
        own.mkdir(mode=OWNERS_FOLDER, exist_ok=True)
        for name, content in _apart(given).items():
            draft = self.folder / "upload.tmp"
            draft.write_bytes(content)
            draft.chmod(OWNERS_FILE)
            draft.replace(own / name)
        self.note()

    def remove(self, name: str) -> None:
        """Takes one uploaded file away; what has been answered of the others stays."""
        if name in self.names:
            (self.folder / "files" / name).unlink()
        self.note()

    def clear(self) -> None:
        """Takes the files away, and what was made of them; what was done with them stays known."""
        for path in self.folder.iterdir():
            if path.name != "work.json":
                sealing.remove(path)


def folder(data: Path) -> Path:
    """Where a data folder keeps them."""
    return data / "intake"


def begin(data: Path, by: str) -> Intake:
    """A new piece of work. DashboardError where nobody may write."""
    # letters alone: digits in an address may look like those of a person, and are taken out of it
    made = Intake(folder(data) / "".join(secrets.choice(ascii_lowercase) for _i in range(32)))
    with files.explaining_no_access(data):
        folder(data).mkdir(mode=OWNERS_FOLDER, parents=True, exist_ok=True)
        made.folder.mkdir(mode=OWNERS_FOLDER)
        made.note(step=FILES, by=by)
    return made


def find(data: Path, given: str) -> Intake | None:
    """The work of that id; None where there is none."""
    found = Intake(folder(data) / given) if ID.fullmatch(given) else None
    return found if found and (found.folder / "work.json").is_file() else None


def all_of(data: Path) -> list[Intake]:
    """Every piece of work, the latest first."""
    paths = folder(data).iterdir() if folder(data).is_dir() else ()
    found = [intake for path in paths if (intake := find(data, path.name))]
    return sorted(found, key=lambda each: str(each.state["at"]), reverse=True)


def discard(work: Intake) -> None:
    """Removes a piece of work with all that is in it."""
    sealing.remove(work.folder)


def may_write(data: Path) -> bool:
    """Whether files can be kept there at all: an app may be given the data to read alone."""
    there = next(path for path in (data, *data.parents) if path.exists())
    try:
        with tempfile.TemporaryDirectory(dir=there, suffix=".tmp"):
            return True
    except OSError:
        return False


def forget(data: Path) -> int:
    """Removes every piece of work, whoever it is about, and says how many. DashboardError where it cannot."""
    found = all_of(data)
    if not all(sealing.remove(work.folder) for work in found):
        raise DashboardError(
            _(
                "Filer, der venter i ”intake”, kunne ikke slettes; kør erase som den bruger, siden kører som."
            )
        )
    return len(found)


def remove_old(data: Path, now: datetime) -> None:
    """Removes what nobody has touched for a day, and what was left half removed."""
    for intake in all_of(data):
        if datetime.fromisoformat(intake.state["at"]) < now - KEPT:
            discard(intake)
    for leftover in folder(data).glob("*.tmp"):
        sealing.remove(leftover)


def folder_on_server(given: str) -> Path:
    """A folder somebody points to. DashboardError where there is none by that name."""
    path = Path(given.strip())
    try:
        is_there = path.is_absolute() and path.is_dir()
    except (OSError, ValueError):  # too long a name, or one no system takes
        is_there = False
    if not is_there:
        raise DashboardError(
            _("Der er ingen mappe med den sti på den maskine, programmet kører på.")
        )
    return path


def harmless_name(name: str) -> str:
    """The last part of a name, on one line, neither hidden nor too long; its ending stays."""
    bare = re.split(r"[/\\]", plain(name))[-1]
    bare = "".join(
        letter if letter.isprintable() and letter not in ':*?"<>|' else "_" for letter in bare
    )
    bare = re.sub(r"^[.~$_\s]+", "", bare).strip() or "fil"
    stem, dot, ending = bare.rpartition(".")
    if not dot or len(ending) > 10:
        stem, dot, ending = bare, "", ""
    room = LONGEST - len((dot + ending).encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip() + dot + ending


def _apart(given: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    """Files by their names: two that come together under one name are told apart, the same file is one."""
    found: dict[str, bytes] = {}
    for name, content in given:
        stem, dot, ending = name.rpartition(".") if "." in name else (name, "", "")
        free, n = name, 1
        while found.get(free, content) != content:
            n += 1
            free = f"{stem} ({n}){dot}{ending}"
        found[free] = content
    return found


def _write(path: Path, text: str) -> None:
    with files.explaining_no_access(path.parent):
        files.replace(path, text.encode(), OWNERS_FILE)
