"""What the first reader would wait for, paid for while the server already answers.

Nobody's page runs beside it: a library that is half imported in one thread is broken in the other.
"""

import threading

from dashboard.foundation import words

_begun, _done = threading.Event(), threading.Event()


def begin() -> None:
    """Imports what pages need, reads catalogues and builds charts, in a thread of its own."""
    _begun.set()
    threading.Thread(target=_everything, name="warm", daemon=True).start()


def _everything() -> None:
    try:
        from dashboard.owner import screen  # its caches want the running server

        words.warm()
        screen.warm()
    finally:
        _done.set()


def wait() -> None:
    """Returns when it is over, or was never begun."""
    if _begun.is_set():
        _done.wait()
