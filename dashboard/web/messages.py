"""What a browser may say to Streamlit: an allow-list of messages, judged one by one.

Streamlit itself takes messages from anybody that clear everybody's caches or ask for a place to
upload to; here only what running a page needs goes on, and a place to upload to for the owner alone.
"""

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg

RERUN = "rerun_script"
ALLOWED = frozenset({RERUN, "stop_script", "app_heartbeat", "backend_operation_request"})
WITH_UPLOADS = ALLOWED | {"file_urls_request"}
LARGEST = 1 << 20  # bytes; what the pages send is a few hundred


class BadMessage(Exception):
    """No message of Streamlit's protocol; `code` is what the socket is closed with."""

    def __init__(self, code: int) -> None:
        super().__init__(f"closed with {code}")
        self.code = code


def kind(content: bytes | None) -> str:
    """The kind of a message, "" for one without. BadMessage where there is none."""
    if content is None:  # text: Streamlit's protocol has none
        raise BadMessage(1003)
    if len(content) > LARGEST:
        raise BadMessage(1009)
    message = BackMsg()
    try:
        message.ParseFromString(content)
    except DecodeError:
        raise BadMessage(1002) from None
    return message.WhichOneof("type") or ""
