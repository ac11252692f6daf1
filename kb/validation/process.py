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
from pyoxigraph import Quad, RdfFormat

from kb import processes, resources
from kb.errors import MalformedShapes
from kb.model.vocabulary import Terms
from kb.validation.engines import COMPILED, engine_named
from kb.validation.findings import Finding


class Validator:
    """Validates one record in the process that it is given."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self.process = process
        self.handed: list[threading.Thread] = []

    def begin(self, record: list[Quad], terms: Terms) -> None:
        """Hands over the record, its default graph whole with the closed lists; its shapes are checked from now on."""
        self._hand_over(terms)
        self._hand_over(_written(record))

    def complete(self, derived: list[Quad]) -> None:
        """Hands over what is derived from the record, which checks see beside it."""
        self._hand_over(_written(derived))

    def findings(self) -> list[Finding]:
        """What is broken, when the process is done.

        Raises MalformedShapes for a file of shapes or a check that can't be used, and OSError if the process failed.
        """
        assert self.process.stdout
        try:
            answer: list[Finding] | MalformedShapes = pickle.load(self.process.stdout)
        except EOFError:
            raise OSError(f"the record was not validated: the process ended with {self.process.wait()}") from None
        if isinstance(answer, MalformedShapes):
            raise answer
        return answer

    def end(self) -> None:
        """Ends the process, whether or not it is done."""
        self.process.kill()
        for thread in self.handed:
            thread.join()

    def _hand_over(self, data: object) -> None:
        """Writes something by a thread of its own, since the process takes it only when it needs it."""
        self.handed.append(threading.Thread(target=self._write, args=(pickle.dumps(data), self.handed[-1:])))
        self.handed[-1].start()

    def _write(self, data: bytes, before: list[threading.Thread]) -> None:
        assert self.process.stdin
        for thread in before:
            thread.join()
        try:
            self.process.stdin.write(data)
            self.process.stdin.flush()
        except (BrokenPipeError, ValueError):  # it has ended, as `findings` tells, or its pipe was closed for that
            with suppress(BrokenPipeError):
                self.process.stdin.close()


def _written(quads: list[Quad]) -> bytes:
    return pyoxigraph.serialize(quads, format=RdfFormat.N_QUADS) or b""


@contextmanager
def started(folder: Path | None = None, engine: str = COMPILED) -> Iterator[Validator]:
    """A validator by the shapes and checks of a folder, ours unless given, and by one of `ENGINES`.

    It makes ready at once, and ends when the block is left.
    """
    folder = folder or resources.folder("shapes")
    with processes.start(__name__, folder, engine, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        validator = Validator(process)
        try:
            yield validator
        finally:
            validator.end()


def main(folder: str, engine: str) -> None:
    """Validates what is handed over on standard input, and pickles the findings, or the error, to standard output."""
    from kb.validation import checks, shapes

    gc.disable()
    with suppress(MalformedShapes):  # said again when there is a record to be checked
        shapes.read(Path(folder))
    try:
        terms: Terms = pickle.load(sys.stdin.buffer)
        answer: list[Finding] | MalformedShapes = checks.validate(
            list(_handed_over()), _handed_over(), Path(folder), terms, engine_named(engine)
        )
    except MalformedShapes as error:
        answer = error
    except EOFError:  # the other process ended before it had all
        return
    pickle.dump(answer, sys.stdout.buffer)


def _handed_over() -> Iterator[Quad]:
    """The quads that come next on standard input, waited for when the first is asked for."""
    yield from pyoxigraph.parse(pickle.load(sys.stdin.buffer), RdfFormat.N_QUADS)


if __name__ == "__main__":
    main(*sys.argv[1:])
