"""Files that are on the disk once they are written, and their digests."""

import os
from collections.abc import Iterable
from hashlib import file_digest
from pathlib import Path

PIECE = 1 << 20


def put(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Writes a file, whole or in pieces, in a folder that is made where it is missing; waits until the disk has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.writelines([data] if isinstance(data, bytes) else data)
        file.flush()
        os.fsync(file.fileno())


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def copy(source: Path, target: Path) -> None:
    """Writes the bytes of a file to another, as `put` does."""
    with source.open("rb") as file:
        put(target, iter(lambda: file.read(PIECE), b""))
