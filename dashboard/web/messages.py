"""What a partner's browser may say to Streamlit: an allow-list of messages, judged frame by frame.

Streamlit itself takes messages from anybody that clear everybody's caches or ask for a place to
upload to; here only what running a page needs goes on.
"""

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg

RERUN = "rerun_script"
ALLOWED = frozenset({RERUN, "stop_script", "app_heartbeat", "backend_operation_request"})
LARGEST = 1 << 20  # bytes; what the pages send is a few hundred


class BadFrame(Exception):
    """No message of Streamlit's protocol; `code` is what the socket is closed with."""

    def __init__(self, code: int) -> None:
        super().__init__(f"closed with {code}")
        self.code = code


def kind(frame: bytes | None) -> str:
    """The name of the message in a frame, "" for one without. BadFrame where there is none."""
    if frame is None:  # text: Streamlit's protocol has none
        raise BadFrame(1003)
    if len(frame) > LARGEST:
        raise BadFrame(1009)
    message = BackMsg()
    try:
        message.ParseFromString(frame)
    except DecodeError:
        raise BadFrame(1002) from None
    return message.WhichOneof("type") or ""
