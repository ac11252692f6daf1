"""What is made of a record's N-Quads: its other formats, its store and its search index.

It takes as long as the validation, so a process of its own makes it on the second core meanwhile.
"""

import gc
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph
from pyoxigraph import DefaultGraph, Quad, RdfFormat

from kb import context, files, formats, search, statements
from kb.errors import ElbeError
from kb.store import EmbeddedStore

NQUADS = "dumps/elbe.nq"
STORE = "store"
SEARCH = "search.sqlite"


@contextmanager
def being_made(folder: Path) -> Iterator[None]:
    """The copies are made in a folder that holds the N-Quads; they are whole at the end, or abandoned on an error.

    Raises at the end what hindered them: ElbeError for what a format can't hold, OSError where nothing can be written.
    """
    paths = [str(Path(__file__).parents[1]), *filter(None, sys.path)]
    process = subprocess.Popen(
        [sys.executable, "-m", __name__, folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
        start_new_session=True,
    )
    with process:
        assert process.stdout
        try:
            yield
            hindrance = process.stdout.read()  # not by `communicate`, which closes the pipe whose end ends the process
            process.wait()
        finally:
            process.kill()
    if hindrance:
        raise pickle.loads(hindrance)
    if process.returncode:
        raise OSError(f"the copies of {folder / NQUADS} were not made: their process ended with {process.returncode}")


def make(folder: Path) -> None:
    """Makes the copies beside the N-Quads in a folder."""
    quads = list(pyoxigraph.parse(path=folder / NQUADS, format=RdfFormat.N_QUADS))
    authored = [quad for quad in quads if quad.graph_name == DefaultGraph()]
    derived = [quad for quad in quads if quad.graph_name != DefaultGraph()]
    for path, data in dumps(authored, derived):
        files.put(folder / path, data)
    store = pyoxigraph.Store(str(folder / STORE))
    store.bulk_extend(quads)
    store.optimize()
    store.flush()
    search.build(EmbeddedStore(store), folder / SEARCH)


def dumps(authored: list[Quad], derived: list[Quad]) -> Iterator[tuple[str, bytes]]:
    """The record in each format but N-Quads, by its path."""
    for format in formats.FORMATS:
        path = f"dumps/elbe.{format.extension}"
        if not format.dataset:
            yield path, graph(authored, format)
            yield f"dumps/elbe-derived.{format.extension}", graph(derived, format)
        elif path != NQUADS:
            yield path, formats.write_dataset(authored + derived, format, context=context.document())
    yield "dumps/claims.csv", statements.to_csv(statements.statements(EmbeddedStore.holding(authored)))


def graph(quads: list[Quad], format: formats.Format) -> bytes:
    """The bytes of one graph."""
    return formats.write_graph(quads, format.media_type, context=context.document())


def end_with_parent() -> None:
    """Ends this process when the pipe from its parent closes, however the parent ended."""
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


def main(folder: str) -> None:
    """Makes the copies in a folder; writes what hinders it to standard output, for `being_made`."""
    threading.Thread(target=end_with_parent, daemon=True).start()
    gc.disable()
    try:
        make(Path(folder))
    except (ElbeError, OSError) as error:
        sys.stdout.buffer.write(pickle.dumps(error))


if __name__ == "__main__":
    main(sys.argv[1])
