"""Programs that tests start beside themselves: their ports, and when they are ready."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[1]
PATIENCE = 600  # seconds: a busy machine is slow, only a program that hangs is never ready


def free_port() -> int:
    """A port of our own until the tests end.

    It stays bound, so that the system gives it to nobody else before the program it is for has
    started; on Linux that program may listen on it all the same, where both say SO_REUSEADDR.
    """
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
        if sys.platform == "linux":
            free.detach()
    return port


@contextmanager
def running(
    *command: str, log: Path, cwd: Path = ROOT, **environment: str
) -> Iterator[subprocess.Popen[bytes]]:
    """A program, all it says in the log; ended when the block is left."""
    with log.open("ab") as told:
        process = subprocess.Popen(
            command, cwd=cwd, env=os.environ | environment, stdout=told, stderr=told
        )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def wait_until(is_ready: Callable[[], bool], process: subprocess.Popen[bytes], log: Path) -> None:
    """Until the program is ready. RuntimeError with its log once it has ended, or hangs."""
    given_up = time.monotonic() + PATIENCE
    while not is_ready():
        if process.poll() is not None or time.monotonic() > given_up:
            raise RuntimeError(log.read_text(encoding="utf-8"))
        time.sleep(0.05)


def soon(is_so: Callable[[], bool]) -> bool:
    """Whether it becomes so within the ten seconds that nobody would call soon."""
    given_up = time.monotonic() + 10
    while not (found := is_so()) and time.monotonic() < given_up:
        time.sleep(0.05)
    return found


def listens(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def is_well(address: str, probe: str = "/_stcore/health", **headers: str) -> bool:
    """Whether a server's health check says so."""
    try:
        answer = httpx.get(address + probe, headers=headers, trust_env=False)
    except httpx.TransportError:
        return False
    return answer.text == "ok"


@contextmanager
def owner_app(data: Path, log: Path, **environment: str) -> Iterator[str]:
    """The owner app on that data folder, started as `make run` starts it; gives its address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", "--server.port", str(port)]
    given = {"DASHBOARD_DATA": str(data), "DASHBOARD_LEDGER": ""} | environment
    with running(*command, log=log, **given) as process:
        wait_until(lambda: is_well(address), process, log)
        yield address
