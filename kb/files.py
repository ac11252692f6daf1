"""Files that are on the disk once they are written, and their digests."""

import os
from hashlib import sha256
from pathlib import Path


def put(path: Path, data: bytes) -> None:
    """Writes a file in a folder that is made where it is missing, and waits until the disk has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return sha256(path.read_bytes()).hexdigest()
