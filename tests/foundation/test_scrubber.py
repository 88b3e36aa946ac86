"""What a log may not hold is masked in every record, however it was written."""

import io
import logging
import secrets

import pytest

from dashboard.foundation import scrubber

TOKEN = secrets.token_urlsafe(32)


@pytest.fixture
def log():
    """A logger with a handler of its own, in a process whose records are masked; what it wrote."""
    before = logging.getLogRecordFactory()
    scrubber.install()
    written, logger = io.StringIO(), logging.getLogger("some.library")
    handler = logging.StreamHandler(written)
    logger.addHandler(handler)
    logger.propagate = False
    yield logger, written
    logger.removeHandler(handler)
    logging.setLogRecordFactory(before)


SPELLINGS = ["0101701234", "010170-1234", "010170 1234", "101701234", "610170-1234", "010170 - 1234",
             "010170\N{EN DASH}1234", "010170\N{NO-BREAK SPACE}1234",
             "01\N{ZERO WIDTH SPACE}0170\N{THIN SPACE}1234", "010170\n1234",
             "０１０１７０－１２３４"]  # fmt: skip


@pytest.mark.parametrize("secret", [*SPELLINGS, pytest.param(TOKEN, id="token")])
def test_the_message_its_values_and_the_traceback_are_masked(log, secret):
    logger, written = log
    logger.warning(f"a {secret} b")
    logger.warning("c %s d", secret)
    logger.warning("e %(x)s f", {"x": secret})
    try:
        raise ValueError(f"Invalid isoformat string: {secret!r}")
    except ValueError:
        logger.exception("g")
    said = written.getvalue()
    assert secret not in said
    assert "1234" not in said
    assert "a … b" in said
    assert "c … d" in said
    assert "e … f" in said
    assert "Invalid isoformat string: '…'" in said
    assert "test_scrubber.py" in said  # where it happened is still told


def test_a_cause_is_masked_too(log):
    logger, written = log
    try:
        try:
            raise KeyError("0101701234")
        except KeyError as error:
            raise RuntimeError("beside it") from error
    except RuntimeError:
        logger.exception("h")
    assert "0101701234" not in written.getvalue()


def test_what_is_no_secret_stays(log):
    logger, written = log
    logger.warning("2026-11-22 04:32:05 port 8502 status 403 code b4866799 of 12345 rows")
    logger.warning("mistaken %d", "words")
    logger.warning("½ of 1010901234567 bytes at 1784721600.123, nr. 9901017012 … \\u200b")
    assert (
        "2026-11-22 04:32:05 port 8502 status 403 code b4866799 of 12345 rows" in written.getvalue()
    )
    assert "mistaken %d" in written.getvalue()
    assert (
        "½ of 1010901234567 bytes at 1784721600.123, nr. 9901017012 … \\u200b" in written.getvalue()
    )
