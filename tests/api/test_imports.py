"""What a process that serves does not import, so that it starts in a moment and holds little."""

import subprocess
import sys

import pytest

BUILDING = ("yaml", "pyshacl", "rdflib", "kb.authoring", "kb.derivation", "kb.validation", "kb.release.build")


@pytest.mark.process
def test_the_service_imports_nothing_that_a_release_is_made_with():
    program = f"import sys, api.app, api.server.workers; print([name for name in {BUILDING} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert run.stdout == "[]\n"
