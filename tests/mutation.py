"""python -m tests.mutation: can the tests fail?

Changes one comparison, constant or and/or at a time, at random places in the rooms that decide
what is said, in a copy of the tree, and runs the tests of that room until one fails. A change that
none notices is printed with file and line: either it means the same, or a test is missing. The
tests must pass as they are: one that fails anyway would seem to notice everything.
"""

import ast
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from tests.servers import ROOT

ROOMS = ("statistics", "figures", "ingest", "disclosure", "access")
COPIED = (
    "dashboard",
    "data/reference",
    "deploy",
    "docs",
    "pages",
    "queries",
    "tests",
    ".streamlit",
)
HANGS = 3600  # seconds
OTHERWISE = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip


@dataclass(frozen=True)
class Mutation:
    """One change: where, what stands there, and what is tried instead."""

    path: Path
    node: ast.expr
    tried: ast.expr

    @property
    def room(self) -> str:
        return self.path.relative_to(ROOT / "dashboard").parts[0].removesuffix(".py")

    def __str__(self) -> str:
        place = f"{self.path.relative_to(ROOT)}:{self.node.lineno}"
        return f"{place}: {ast.unparse(self.node)}  ->  {ast.unparse(self.tried)}"

    def text(self) -> str:
        """The module with the change; everything else stays on its line."""
        lines = self.path.read_bytes().splitlines(keepends=True)
        first, last = self.node.lineno - 1, (self.node.end_lineno or 0) - 1
        before, after = (
            lines[first][: self.node.col_offset],
            lines[last][self.node.end_col_offset :],
        )
        tried = f"({ast.unparse(self.tried)})".encode()
        return b"".join([*lines[:first], before, tried, after, *lines[last + 1 :]]).decode()


def mutations(path: Path) -> Iterator[Mutation]:
    """Every change that can be made in a module, one operator or constant each."""
    for node in expressions(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Compare):
            for place, operator in enumerate(node.ops):
                ops = [*node.ops[:place], OTHERWISE[type(operator)](), *node.ops[place + 1 :]]
                yield Mutation(path, node, ast.Compare(node.left, ops, node.comparators))
        elif isinstance(node, ast.BoolOp):
            yield Mutation(path, node, ast.BoolOp(OTHERWISE[type(node.op)](), node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
            yield Mutation(path, node, ast.Constant(not node.value))
        elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            yield Mutation(path, node, ast.Constant(node.value + 1))


def expressions(tree: ast.AST) -> Iterator[ast.expr]:
    """What is calculated: no pattern of a match, no piece of an f-string, no type."""
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns") or isinstance(value, ast.pattern):
            continue
        for node in value if isinstance(value, list) else [value]:
            if isinstance(node, ast.expr):
                yield node
            if isinstance(node, ast.AST) and not isinstance(node, ast.JoinedStr | ast.pattern):
                yield from expressions(node)


def is_noticed(mutation: Mutation, tree: Path) -> bool:
    """Whether a test of the room fails in that copy of the tree, which is as before afterwards."""
    changed = tree / mutation.path.relative_to(ROOT)
    changed.write_text(mutation.text(), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider"]
    try:
        done = subprocess.run([*command, f"tests/{mutation.room}"], cwd=tree, timeout=HANGS,
                              capture_output=True, check=False)  # fmt: skip
    except subprocess.TimeoutExpired:
        return True
    finally:
        shutil.copy2(mutation.path, changed)
    return done.returncode != 0


@click.command()
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--count", type=int, default=20, show_default=True)
@click.option("--room", "rooms", type=click.Choice(ROOMS), multiple=True, default=ROOMS)
def main(seed: int, count: int, rooms: tuple[str, ...]) -> None:
    """As many changes as `count`, each tried alone; prints which of them no test notices."""
    chance = random.Random(seed)
    possible = {
        room: [
            each
            for path in sorted((ROOT / "dashboard" / room).glob("*.py"))
            for each in mutations(path)
        ]
        for room in rooms
    }
    noticed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in COPIED:
            shutil.copytree(ROOT / name, Path(folder) / name)
        for path in (*ROOT.glob("*.py"), *ROOT.glob("*.t*"), ROOT / "README.md", ROOT / "Makefile"):
            shutil.copy2(path, folder)
        for nth in range(count):
            mutation = chance.choice(possible[rooms[nth % len(rooms)]])
            found = is_noticed(mutation, Path(folder))
            noticed += found
            click.echo(f"{'noticed ' if found else 'SURVIVED'} {mutation}")
    click.echo(f"{noticed} of {count} noticed")


if __name__ == "__main__":
    main()
