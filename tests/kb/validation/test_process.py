import subprocess
import sys
import time

import pytest
from pyoxigraph import NamedNode, Quad
from support.words import CORE, DERIVED_GRAPH

from kb.errors import MalformedShapes
from kb.namespaces import ID, term
from kb.validation import process
from kb.validation.checks import validate

pytestmark = pytest.mark.process


PERSON = NamedNode(ID + "person/ada-brandt")
RECORD = [Quad(PERSON, term("rdf:type"), term("elbe:Person"))]
DERIVED = [Quad(NamedNode(ID + "conflict/of-nothing"), term("rdf:type"), term("elbe:Conflict"), DERIVED_GRAPH)]
FOREVER = """
import sys
from kb.model.vocabulary import core
from kb.validation import process
with process.started() as validating:
    print(validating.process.pid, flush=True)
    sys.stdin.read()
"""


def is_running(pid: int) -> bool:
    found = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(found.strip()) and not found.startswith("Z")


def wait_until_ended(pid: int) -> None:
    deadline = time.monotonic() + 20
    while is_running(pid):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_another_process_finds_what_this_one_finds_in_record_and_derived_graph():
    with process.started() as validating:
        validating.begin(RECORD, CORE)
        validating.complete(DERIVED)
        found = validating.findings()

    assert found == validate(RECORD, DERIVED)
    assert {"conflict_incomplete", "Named.prefLabel"} <= {finding.rule for finding in found}


def test_shapes_that_can_not_be_used_are_told_where_the_findings_are_asked_for(tmp_path):
    (tmp_path / "broken.ttl").write_text("@prefix sh: ;")

    with process.started(tmp_path) as validating:
        validating.begin(RECORD, CORE)
        validating.complete(DERIVED)
        with pytest.raises(MalformedShapes, match=r"broken\.ttl:1: "):
            validating.findings()


def test_a_validator_that_was_killed_is_no_validator_that_found_nothing():
    with process.started() as validating:
        validating.process.kill()
        validating.process.wait()
        validating.begin(RECORD, CORE)
        validating.complete(DERIVED)
        with pytest.raises(OSError, match="not validated: the process ended with -9"):
            validating.findings()


def test_a_validator_ends_when_what_is_done_beside_it_fails():
    with pytest.raises(ZeroDivisionError), process.started() as validating:
        1 / 0  # noqa: B018

    assert not is_running(validating.process.pid)


@pytest.mark.parametrize("handed", ["", "validating.begin([], core()); "], ids=["idle", "busy"])
def test_a_validator_ends_when_its_parent_is_killed(handed):
    program = FOREVER.replace("print", f"{handed}print")
    parent = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())
    assert is_running(child)

    parent.kill()
    parent.communicate()

    wait_until_ended(child)
