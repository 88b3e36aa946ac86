"""Which of Streamlit's messages a partner's browser may send, and what is no message at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as some
from streamlit.proto.BackMsg_pb2 import BackMsg

from dashboard.web import messages
from dashboard.web.messages import ALLOWED, WITH_UPLOADS, BadMessage, kind


def test_every_message_streamlit_knows_is_allowed_or_known_to_be_refused():
    known = {field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields}
    assert known - ALLOWED == {
        "clear_cache", "set_run_on_save", "load_git_info", "debug_disconnect_websocket",
        "debug_shutdown_runtime", "file_urls_request",
    }  # fmt: skip
    assert known >= ALLOWED
    assert {"file_urls_request"} == WITH_UPLOADS - ALLOWED  # the owner's alone


def test_a_message_is_known_by_its_kind():
    assert kind(BackMsg(clear_cache=True).SerializeToString()) == "clear_cache"
    rerun = BackMsg()
    rerun.rerun_script.query_string = "lang=en"
    assert kind(rerun.SerializeToString()) == "rerun_script"
    assert kind(b"") == ""


@pytest.mark.parametrize(
    "content, code",
    [(None, 1003), (b"\xff\xff\xff", 1002), (bytes(messages.LARGEST + 1), 1009)],
)  # fmt: skip
def test_what_is_no_message_closes_the_socket(content, code):
    with pytest.raises(BadMessage) as refused:
        kind(content)
    assert refused.value.code == code


@given(some.binary(max_size=300))
def test_any_bytes_are_a_kind_or_refused(content):
    try:
        assert isinstance(kind(content), str)
    except BadMessage as refused:
        assert refused.code == 1002
