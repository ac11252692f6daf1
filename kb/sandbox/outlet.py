"""Where the engine writes an answer: as frames to the service, within the limits of rows and bytes."""

import json
import socket

from kb.errors import FormNotOffered, QueryStopped
from kb.rdf.xml import NOT_XML_BYTES
from kb.sandbox.frames import BUFFER, DATA, END, ERROR, HEAD, frame
from kb.sandbox.limits import Limits
from kb.sandbox.row_counts import ROW_COUNTS, XML_TYPES, RowCount


class Outlet:
    """Sends what the engine writes as frames, and stops it at the limits of rows and bytes."""

    def __init__(self, channel: socket.socket, limits: Limits) -> None:
        self.channel, self.limits = channel, limits
        self.frames, self.data = bytearray(), bytearray()
        self.bytes = 0
        self.is_xml = False
        self.count_rows: RowCount | None = None
        self.header_rows = 0

    def begin(self, media_type: str) -> None:
        """Says in which format the answer comes, and how it is to be counted."""
        self.is_xml = media_type in XML_TYPES
        self.frames += frame(HEAD, media_type.encode())

    def count(self, media_type: str) -> None:
        """Counts rows in the results of a SELECT."""
        self.count_rows = ROW_COUNTS[media_type]()
        self.header_rows = int(media_type in {"text/csv", "text/tab-separated-values"})

    def write(self, piece: bytes) -> int:
        """Takes a piece of the answer."""
        self.bytes += len(piece)
        if self.bytes > self.limits.bytes:
            raise QueryStopped(f"The answer is larger than {self.limits.bytes} bytes.")
        if self.count_rows and self.count_rows(piece) - self.header_rows > self.limits.rows:
            raise too_many_rows(self.limits)
        self.data += _as_xml(piece) if self.is_xml else piece
        if len(self.data) >= BUFFER:
            self.send()
        return len(piece)

    def flush(self) -> None:
        """Does nothing: what is held goes out when it is enough, or at the end."""

    def send(self) -> None:
        """Sends what is held; waits while the parent does not read."""
        if self.data:
            self.frames += frame(DATA, bytes(self.data))
        self.channel.sendall(self.frames)
        self.frames, self.data = bytearray(), bytearray()

    def end(self, condition: bytes) -> None:
        """Ends the answer, which is whole."""
        self.send_last(frame(END, condition))

    def fail(self, **facts: object) -> None:
        """Says why there is no answer, or no more of it."""
        self.data.clear()
        self.send_last(frame(ERROR, json.dumps(facts).encode()))

    def send_last(self, last: bytes) -> None:
        """Sends what is held and a last frame, at one go where it is little."""
        if self.data:
            self.frames += frame(DATA, bytes(self.data))
            self.data.clear()
        self.frames += last
        self.send()


def _as_xml(piece: bytes) -> bytes:
    """What the engine writes as XML, made whole: it leaves carriage returns as they are, which XML readers drop."""
    if NOT_XML_BYTES.search(piece):
        raise FormNotOffered("The answer has a character that XML cannot hold; ask for another format.")
    return piece.replace(b"\r", b"&#xD;")


def too_many_rows(limits: Limits) -> QueryStopped:
    """The error of an answer with too many rows."""
    return QueryStopped(f"The answer has more than {limits.rows} rows; ask for fewer with LIMIT, or take a dump.")
