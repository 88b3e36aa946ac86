"""Writes the editions: for every municipality, closed quarter and level, once, and never changed.

    <data>/editions/<code>/<level>/<quarter>/v1-<sha12>.json   what a municipality may see
    <data>/editions-basis/<code>/<quarter>.json                the counts behind, for the owner alone

An edition is made of what was known on its quarter's last day, so that a later snapshot changes it
only where the past itself was corrected. Such a correction is a new version; one that concerns so
few people that the difference would tell of them is held back.
"""

import hashlib
import json
import shutil
from base64 import b32encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from dashboard import __version__
from dashboard.catalogue.listing import FIGURES
from dashboard.catalogue.row import Record as Row
from dashboard.disclosure import audit, control
from dashboard.disclosure.control import Rule
from dashboard.disclosure.edition_cells import CELLS, EXACT_ONLY, MEASURED, Cell
from dashboard.disclosure.tables import Known
from dashboard.editions import edition, true_rows
from dashboard.editions.true_rows import PROGRESS, TrueRows
from dashboard.figures import criteria
from dashboard.foundation import files
from dashboard.foundation.errors import DashboardError
from dashboard.foundation.quarters import Quarter
from dashboard.foundation.settings import LEVELS, Settings
from dashboard.foundation.words import mark
from dashboard.foundation.words import text as _
from dashboard.ingest.check import explaining_full_disk
from dashboard.snapshots import derived
from dashboard.snapshots.snapshot import AsOf, Snapshot
from dashboard.snapshots.warehouse import Warehouse

KEPT = 8  # closed quarters there are editions of
BENCHMARK = ("benchmark_id", "benchmark_value", "benchmark_verdict", "comparability")
WHY = {
    "few": mark("En rettelse vedrører for få borgere til at blive vist."),
    "worked_out": mark("Tallene kunne regnes ud sammen med de rapporter, der er ude."),
    "rule": mark(
        "Tallene, eller hvad de tæller, er ændret siden de regler, rapporten er lavet efter."
    ),
}
PRINTED = ("n", "k", "value", "suppressed", "note")
State = Literal["written", "unchanged", "held"]
READABLE_FILE, READABLE_FOLDER = 0o444, 0o755  # the partner app's own user reads them
OWNERS_FILE, OWNERS_FOLDER = 0o600, 0o700


@dataclass(frozen=True)
class Outcome:
    """What became of one edition; why: a code of WHY where it was held back."""

    municipality: str
    level: str
    quarter: str
    state: State
    version: int
    report_code: str
    why: str = ""


def folder(data: Path) -> Path:
    """Where the editions of a data folder are."""
    return data / "editions"


def closed_quarters(data_to: date) -> list[str]:
    """The newest closed quarters, oldest first."""
    last = Quarter.last_ended(data_to)
    return [str(last - back) for back in reversed(range(KEPT))]


def write(
    data: Path, current: Snapshot, step: Callable[[], None] = lambda: None
) -> Iterator[Outcome]:
    """Writes the editions of the last closed quarters, oldest first; `step` once a quarter.

    DashboardError when somebody else is writing them or the disk is full; what was there stays.
    """
    busy = _("Rapporterne til kommunerne skrives allerede; vent, til det er færdigt.")
    with (
        explaining_full_disk(),
        files.explaining_no_access(data),
        files.only_writer(data / "editions.lock", data, busy),
    ):
        _remove_invented(data, current)
        _basis(data).mkdir(mode=OWNERS_FOLDER, parents=True, exist_ok=True)
        held: list[dict[str, Any]] = []
        for quarter in closed_quarters(current.data_to):
            warehouse = Warehouse(AsOf(current.folder, Quarter.named(quarter).last))
            for code, fingerprint in warehouse.query("as_of/fingerprints").iter_rows():
                for outcome in _Writing(data, warehouse, code, quarter, fingerprint).outcomes():
                    if outcome.why:
                        held.append(vars(outcome))
                    yield outcome
            step()
        files.replace(_held_file(data), json.dumps(held).encode(), OWNERS_FILE)


def held(data: Path) -> list[Outcome]:
    """The editions that were held back when they were last written."""
    try:
        return [Outcome(**found) for found in json.loads(_held_file(data).read_text())]
    except (FileNotFoundError, ValueError, TypeError):  # the next writing makes it anew
        return []


def _basis(data: Path) -> Path:
    """What the editions were made of: for the owner alone."""
    return data / "editions-basis"


def _held_file(data: Path) -> Path:
    return _basis(data) / "held.json"


def _remove_invented(data: Path, current: Snapshot) -> None:
    """Editions of invented people never stand beside real ones."""
    marker = _basis(data) / "demo"
    if current.is_demo:
        if folder(data).exists() and not marker.exists() and any(folder(data).iterdir()):
            raise DashboardError(
                _("Her er rapporter om rigtige forløb; udgiv demodata i en anden mappe.")
            )
        marker.parent.mkdir(mode=OWNERS_FOLDER, parents=True, exist_ok=True)
        marker.touch(OWNERS_FILE)
    elif marker.exists():
        for town in folder(data).glob("*"):  # the folder itself is shared with the partner app
            shutil.rmtree(town)
        shutil.rmtree(marker.parent)


class _Writing:
    """One municipality's edition of one quarter, at every level."""

    def __init__(
        self, data: Path, warehouse: Warehouse, code: str, quarter: str, fingerprint: str
    ) -> None:
        self.data, self.warehouse, self.code, self.quarter = data, warehouse, code, quarter
        self.fingerprint = fingerprint
        self.agreed: Settings = warehouse.snapshot.settings
        self.rule: Rule = control.rule(self.agreed)
        self.basis = _basis(data) / code / f"{quarter}.json"

    def outcomes(self) -> Iterator[Outcome]:
        """Writes what is new, level by level."""
        levels, basis = self.agreed.disclosure_levels, self._read_basis()
        out = {
            level: edition.read(folder(self.data), self.code, level, self.quarter)
            for level in levels
        }
        is_seen = basis["seen"] == self._made_of()
        if is_seen and all(out.values()):
            for level, found in out.items():
                yield self._outcome(level, "unchanged", found)
            return
        truth = true_rows.true_rows(self.warehouse, self.code, self.quarter)
        if self._is_by_another_rule(out):
            yield from self._left(out, truth, basis)
            return
        published, unprotectable = self._protected(truth)
        # the same counts are not told twice: two ways of hiding them would give away both
        is_told = is_seen or (basis["seen"] and _is_same(truth, basis["versions"][-1:]))
        new = {
            level: content
            for level in levels
            if not _is_out(content := self._content(level, published, truth), out[level])
            and not (is_told and out[level])  # a level that was lost is written again alone
        }
        changed = _changed_rows(new, out)
        few = self._is_of_few(truth, basis["versions"], changed) if any(out.values()) else False
        why = "worked_out" if unprotectable else "few" if few else ""
        if new and not why:  # before the files: what may be out is known to be so
            made = {"counts": truth.counts()}
            before = [version for version in basis["versions"] if version != made]
            basis = {"seen": None, "versions": [*before, made]}
            self._write_basis(basis)
        for level, found in out.items():
            if level not in new:
                yield self._outcome(level, "unchanged", found)
            elif why:
                yield self._outcome(level, "held", found, why)
            else:
                yield self._outcome(level, "written", self._put(level, new[level]))
        if not (new and why):
            self._write_basis(basis | {"seen": self._made_of()})

    def _left(
        self, out: Mapping[str, edition.Edition | None], truth: TrueRows, basis: dict[str, Any]
    ) -> Iterator[Outcome]:
        """Reports by another rule stay as they are; a correction of theirs is told."""
        is_same = _is_same(truth, basis["versions"][-1:])
        for level, found in out.items():
            if is_same or not found:
                yield self._outcome(level, "unchanged", found)
            else:
                yield self._outcome(level, "held", found, "rule")
        if is_same:
            self._write_basis(basis | {"seen": self._made_of()})

    def _is_by_another_rule(self, out: Mapping[str, edition.Edition | None]) -> bool:
        """Whether the quarter's reports were made by another rule: two would give away what each hides."""
        return any(found and control.rule(found.settings) != self.rule for found in out.values())

    def _outcome(
        self, level: str, state: State, found: edition.Edition | None, why: str = ""
    ) -> Outcome:
        version, code = (found.version, found.report_code) if found else (0, "")
        return Outcome(self.code, level, self.quarter, state, version, code, why)

    def _protected(self, truth: TrueRows) -> tuple[dict[str, dict[str, Row]], list[str]]:
        """The rows of each level by key. The strongest reader's view decides for all."""
        rows = {
            level: {
                key: self._row(key, truth, level)
                for key, (true, *_more) in truth.rows.items()
                if _cell(key).figure_id in CELLS and not _is_unmeasured(true)
            }
            for level in LEVELS
        }
        return self._audited(rows)

    def _audited(
        self, rows: dict[str, dict[str, Row]]
    ) -> tuple[dict[str, dict[str, Row]], list[str]]:
        """With so much more hidden that nothing follows, whichever level one has; alike at both."""
        quarter, is_done = Quarter.named(self.quarter).number, False
        unprotectable: set[str] = set()
        out = {level: self._out(level) for level in LEVELS}
        while not is_done:
            is_done = True
            for level in LEVELS:
                own = Known(quarter, rows[level], self.rule)
                safe, failed = audit.protect(out[level], own)
                unprotectable |= set(failed)
                more = {key: row for key, row in safe.items() if row != rows[level][key]}
                rows = {each: _suppressed_with(rows[each], more) for each in LEVELS}
                is_done &= not more
        return rows, sorted(unprotectable)

    def _row(self, key: str, truth: TrueRows, level: str) -> Row:
        cell, true = _cell(key), truth.rows[key][0] | dict.fromkeys(BENCHMARK)
        repeats = truth.repeats.get((cell.window, cell.population), 0)
        row = control.protected(cell, true, self.rule, repeats, is_authority=level == "authority")
        codes = [code for code in (true["note"] or "").split("; ") if self._is_kept(key, code)]
        if "first_course" in (true["note"] or "") and not control.is_suppressed(row):
            codes.append(control.SEVERAL)
        return row if control.is_exact(row) else row | {"note": "; ".join([*codes, row["note"]])}

    def _is_kept(self, key: str, code: str) -> bool:
        """Whether a code of the true row's note is no number, and needed to read the row."""
        name, _sep, column = code.partition(":")
        criterion = FIGURES[_cell(key).figure_id].criterion
        is_in_doubt = not criteria.is_registered(criterion, [column], self.agreed)
        return name == "threshold_points" or (name == "all_empty" and is_in_doubt)

    def _out(self, level: str) -> list[Known]:
        """The newest version of every other edition around, with the rule it was made by.

        What an older version says is of other counts, since it was put right; how much the two tell
        together is for `_is_of_few`.
        """
        own = Quarter.named(self.quarter).number
        found = {
            quarter: edition.read(
                folder(self.data), self.code, level, str(Quarter.numbered(quarter))
            )
            for quarter in range(own - KEPT + 1, own + KEPT)
            if quarter != own
        }
        return [
            Known(quarter, _measured(each.by_key()), control.rule(each.settings))
            for quarter, each in found.items()
            if each
        ]

    def _content(
        self, level: str, published: Mapping[str, dict[str, Row]], truth: TrueRows
    ) -> dict[str, Any]:
        """The file of a level, but for its version."""
        rows, guards = self._finished(published[level])
        if level == "authority":
            exact = {key: _exact(truth.rows[key]) for key in truth.rows if _is_exact(key)}
            rows |= exact
        # what was not delivered is nobody's secret, and no small number either
        rows |= {
            key: found
            for key, found in truth.rows.items()
            if _is_unmeasured(found[0])
            and "@" not in key
            and (key in CELLS or level == "authority")
        }
        ordered = [row for id_ in FIGURES for row in rows.get(id_, [])]
        (first, last), (cohort_from, _last) = true_rows.periods(self.quarter)
        content = {
            "format": edition.FORMAT,
            "municipality": self.code,
            "level": level,
            "quarter": self.quarter,
            "period_from": first,
            "period_to": last,
            "cohort_from": cohort_from,
            "data_to": last,
            "is_demo": self.warehouse.snapshot.is_demo,
            "settings": self.agreed.as_json(),
            "rows": ordered,
            "guards": guards,
        }
        plain: dict[str, Any] = json.loads(json.dumps(content, default=str))
        return plain

    def _finished(self, rows: Mapping[str, Row]) -> tuple[dict[str, list[Row]], list[Row]]:
        """Values, intervals, verdicts and benchmarks; and the third criterion at other thresholds."""
        done = {key: control.finished(row, self.rule) for key, row in rows.items()}
        keys = [key for key in done if key.startswith(f"{PROGRESS}@")]
        guards = [done.pop(key) for key in keys]
        if PROGRESS in done:
            done[PROGRESS] = control.guarded(done[PROGRESS], guards, done[MEASURED], self.rule)
        return {
            key: control.compared(FIGURES[key], row, self.rule) for key, row in done.items()
        }, guards

    def _read_basis(self) -> dict[str, Any]:
        """What the versions that are out were made of, oldest first, and what was last seen."""
        try:
            found: dict[str, Any] = json.loads(self.basis.read_text(encoding="utf-8"))
            found["seen"], found["versions"][:]
        except (FileNotFoundError, ValueError, KeyError, TypeError):  # then nothing is corrected
            return {"seen": None, "versions": []}
        return found

    def _write_basis(self, basis: dict[str, Any]) -> None:
        self.basis.parent.mkdir(mode=OWNERS_FOLDER, parents=True, exist_ok=True)
        files.replace(self.basis, json.dumps(basis).encode(), OWNERS_FILE)

    def _made_of(self) -> dict[str, str]:
        """What an edition follows from: the rows behind it, what was agreed, and the program."""
        return {
            "rows": self.fingerprint,
            "settings": self.agreed.version,
            "program": f"{__version__}/{derived.version()}",
        }

    def _put(self, level: str, content: dict[str, Any]) -> edition.Edition:
        """Writes the next version of a level's file."""
        where = (folder(self.data), self.code, level)
        # of the snapshot only when it was published: its hash is one of every person in it
        moment = self.warehouse.snapshot.id.partition("-")[0]
        new = content | {
            "version": edition.next_version(*where, self.quarter),
            "report_code": report_code(content),
            "snapshot": moment,
        }
        for row in (*new["rows"], *new["guards"]):
            row["snapshot_id"] = moment
        text = json.dumps(new, ensure_ascii=False, indent=1, sort_keys=True).encode()
        home = edition.folder(*where) / self.quarter
        for made in (home.parent.parent, home.parent, home):
            if not made.exists():
                made.mkdir(parents=True)
                made.chmod(made.stat().st_mode & ~0o777 | READABLE_FOLDER)  # whatever the umask
        digest = hashlib.sha256(text).hexdigest()[:12]
        files.replace(home / f"v{new['version']}-{digest}.json", text, READABLE_FILE)
        return edition.Edition(new)

    def _is_of_few(
        self, truth: TrueRows, versions: list[dict[str, Any]], changed: set[str]
    ) -> bool:
        """Whether a correction concerns so few that a difference between two versions tells of them.

        changed: the keys that are published otherwise than before.
        """
        if not versions:  # what is out was made of is not known
            return True
        now = truth.counts()
        for counts in (version["counts"] for version in versions):
            people = {
                key: _changes(truth.rows[key][0], now[key], counts[key])
                for key in now.keys() & counts.keys()
            }
            if all(now[key] == counts[key] for key in people):
                continue  # put back to what was out before
            of_few = any(
                0 < change < self.rule.least(_cell(key))
                for key in changed & people.keys()
                for change in people[key]
            )
            most = max(change for changes in people.values() for change in changes)
            if of_few or most < self.rule.k_sensitive:  # or means alone
                return True
        return False


def _is_unmeasured(row: Row) -> bool:
    return "not_measured" in control.codes_of(row)


def _measured(rows: Mapping[str, Row]) -> dict[str, Row]:
    """The rows that say anything about anybody."""
    return {key: row for key, row in rows.items() if not _is_unmeasured(row)}


def _is_same(truth: TrueRows, versions: list[dict[str, Any]]) -> bool:
    """Whether what is out was made of these very counts."""
    now = truth.counts()
    return any(
        all(now[key] == counts[key] for key in now.keys() & counts.keys())
        for counts in (version["counts"] for version in versions)
    )


def _suppressed_with(rows: dict[str, Row], more: Mapping[str, Row]) -> dict[str, Row]:
    """The rows of one level without what had to be hidden at another."""
    return rows | {
        key: (control.suppress_all if "n_hidden" in row["note"] else control.suppress)(rows[key])
        for key, row in more.items()
        if not control.is_exact(rows[key])
    }


def _changed_rows(
    new: Mapping[str, dict[str, Any]], out: Mapping[str, edition.Edition | None]
) -> set[str]:
    """The keys of protected rows whose published numbers differ from what is out."""
    found = set()
    for level, content in new.items():
        if old := out[level]:
            before, after = old.by_key(), edition.Edition(content).by_key()
            found |= {
                key
                for key in before.keys() & after.keys()
                if not control.is_exact(after[key])
                and any(before[key][part] != after[key][part] for part in PRINTED)
            }
    return found


def _is_out(content: dict[str, Any], found: edition.Edition | None) -> bool:
    """Whether these very numbers are out already."""
    return found is not None and found.report_code == report_code(content)


def _changes(row: Row, now: list[Any], before: list[Any]) -> list[int]:
    """By how many the counts of a row differ: its value for a count, else its n and its k."""
    pairs = list(zip(now, before, strict=True))
    counted = pairs[2:] if row["unit"] == "count" else pairs[:2]
    return [abs(int(new or 0) - int(old or 0)) for new, old in counted]


def report_code(content: Mapping[str, Any]) -> str:
    """KG-7F3K-9QXD: of the numbers alone, so that the same numbers have the same code.

    A setting that changes none of them makes no new edition.
    """
    told = {key: value for key, value in content.items() if key != "settings"}
    for part in ("rows", "guards"):
        told[part] = [
            row | dict.fromkeys(("snapshot_id", "settings_version")) for row in content[part]
        ]
    digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).digest()
    letters = b32encode(digest)[:8].decode()
    return f"KG-{letters[:4]}-{letters[4:]}"


def _cell(key: str) -> Cell:
    return (CELLS | EXACT_ONLY)[key.partition("@")[0]]


def _is_exact(key: str) -> bool:
    return "@" not in key and _cell(key).is_exact


def _exact(rows: list[Row]) -> list[Row]:
    """The rows as they are, said to be so."""
    return [row | {"note": "; ".join(filter(None, (row["note"], "exact")))} for row in rows]
