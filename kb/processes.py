"""Processes of our own, which find the modules that this one finds."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any


def start(module: str, *arguments: object, **options: Any) -> "subprocess.Popen[bytes]":
    """Starts a module as a program, in a session of its own; options are those of `subprocess.Popen`."""
    folders = [str(Path(__file__).parents[1]), *filter(None, sys.path)]
    return subprocess.Popen(
        [sys.executable, "-m", module, *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(folders)},
        start_new_session=True,
        **options,
    )
