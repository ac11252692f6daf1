"""A process that validates a record on the second core, while this one goes on.

Run as a program, the module is that process.
"""

import gc
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pyoxigraph
from pyoxigraph import DefaultGraph, Quad, RdfFormat

from kb import processes, resources
from kb.errors import MalformedShapes
from kb.findings import Finding


class Validator:
    """Validates one record in the process that it is given."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self.process = process

    def begin(self, record: list[Quad], derived: list[Quad]) -> None:
        """Hands over what is to be validated, as `kb.validate.validate` takes it."""
        assert self.process.stdin
        try:
            pickle.dump(pyoxigraph.serialize(record + derived, format=RdfFormat.N_QUADS), self.process.stdin)
            self.process.stdin.flush()
        except BrokenPipeError:  # `findings` tells how the process ended
            with suppress(BrokenPipeError):
                self.process.stdin.close()

    def findings(self) -> list[Finding]:
        """What is broken, when the process is done.

        Raises MalformedShapes for a file of shapes or a rule that can't be used, and OSError if the process failed.
        """
        assert self.process.stdout
        try:
            answer: list[Finding] | MalformedShapes = pickle.load(self.process.stdout)
        except EOFError:
            raise OSError(f"the record was not validated: the process ended with {self.process.wait()}") from None
        if isinstance(answer, MalformedShapes):
            raise answer
        return answer


@contextmanager
def started(folder: Path | None = None) -> Iterator[Validator]:
    """A validator by the shapes and rules of a folder, ours unless given.

    It makes ready at once, and ends when the block is left, whether or not it is done.
    """
    folder = folder or resources.folder("shapes")
    with processes.start(__name__, folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            yield Validator(process)
        finally:
            process.kill()


def main(folder: str) -> None:
    """Reads N-Quads from standard input, and writes to standard output what they break or what hinders; all pickled."""
    from kb import validate  # pySHACL takes half a second to import, and is needed in this process alone

    gc.disable()
    try:
        data = pickle.load(sys.stdin.buffer)
    except EOFError:  # the other process had nothing to validate
        return
    threading.Thread(target=processes.end_with_parent, daemon=True).start()
    quads = list(pyoxigraph.parse(data, RdfFormat.N_QUADS))
    record = [quad for quad in quads if quad.graph_name == DefaultGraph()]
    try:
        answer: list[Finding] | MalformedShapes = validate.validate(record, set(quads).difference(record), Path(folder))
    except MalformedShapes as error:
        answer = error
    pickle.dump(answer, sys.stdout.buffer)


if __name__ == "__main__":
    main(sys.argv[1])
