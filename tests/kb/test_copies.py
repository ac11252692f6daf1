import subprocess
import sys
import time

import pytest
from pyoxigraph import NamedNode, Quad

from kb import context, copies, files, formats
from kb.errors import Unwritable
from kb.names import ID, expand

RDF_TYPE, EVENT = NamedNode(expand("rdf:type")), NamedNode(expand("elbe:Event"))

BROKEN = Quad(*(NamedNode(f"https://example.org/{name}") for name in ("thing", "1", "other")))
"""Its predicate can't be an element of RDF/XML."""


def put_quads(folder, quads):
    files.put(folder / copies.NQUADS, formats.write_dataset(quads, "nq", context=context.document()))


def processes_on(folder):
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if str(folder) in line]


def test_what_a_format_can_not_hold_is_raised_where_the_copies_were_asked_for(tmp_path):
    put_quads(tmp_path, [BROKEN])

    with pytest.raises(Unwritable, match=r"example\.org/1"), copies.being_made(tmp_path):
        pass


def test_a_file_that_can_not_be_read_is_raised_with_its_name(tmp_path):
    with pytest.raises(FileNotFoundError), copies.being_made(tmp_path):
        pass


def test_copies_are_abandoned_when_what_is_done_beside_them_fails(tmp_path):
    put_quads(tmp_path, [])

    with pytest.raises(ZeroDivisionError), copies.being_made(tmp_path):
        1 / 0  # noqa: B018

    assert processes_on(tmp_path) == []


def test_no_copies_are_made_for_a_parent_that_was_killed(tmp_path):
    put_quads(tmp_path, [Quad(NamedNode(f"{ID}event/number-{n}"), RDF_TYPE, EVENT) for n in range(100_000)])
    code = f"from pathlib import Path; from kb import copies\nwith copies.being_made(Path({str(tmp_path)!r})): pass"
    parent = subprocess.Popen([sys.executable, "-c", code])
    wait_for(lambda: list(tmp_path.glob("dumps/*.trig")))

    parent.kill()
    parent.wait()

    wait_for(lambda: processes_on(tmp_path) == [])
    assert not (tmp_path / copies.SEARCH).exists()


def wait_for(condition):
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)
