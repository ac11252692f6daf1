"""The frames between the service and the processes that answer queries."""

import socket
import struct

FRAME = struct.Struct("!cI")
HEAD, DATA, END, ERROR = b"H", b"D", b"E", b"X"
ORDER = struct.Struct("!ci")
FORK, KILL, READY = b"F", b"K", b"R"
BUFFER = 64 * 1024
FRESH, SPENT = b"", b"spent"
"""What a worker says at the end of an answer: whether it may be used again."""


def receive_exactly(channel: socket.socket, size: int) -> bytes:
    """The next bytes of a socket, or none where the other end has closed."""
    parts = bytearray()
    while len(parts) < size:
        part = channel.recv(size - len(parts))
        if not part:
            return b""
        parts += part
    return bytes(parts)


def frame(kind: bytes, payload: bytes) -> bytes:
    """A frame as sent."""
    return FRAME.pack(kind, len(payload)) + payload
