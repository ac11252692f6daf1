"""The processes in which untrusted queries run: a zygote that holds the data, and the workers that it forks.

    parent  --control socket-->  zygote  --fork-->  worker
       +----------------- a socket for each -----------+

The engine can't be interrupted, so a query is stopped by killing its worker; a new one is a fork away. A worker can
open nothing (no socket, no file), write no file, and has bounds on memory and processor time. Workers die with the
zygote, and the zygote ends when the parent's end of its control socket closes, however the parent ended.
"""

import contextlib
import gc
import json
import os
import resource
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path

from pyoxigraph import (
    Store,
)

from kb.errors import FormNotOffered, QueryError, QueryMalformed, QueryRefused, QueryStopped
from kb.sandbox import admission
from kb.sandbox.answering import answer
from kb.sandbox.confinement import allocated_bytes, confine, die_with_parent, limit_processor_time, silence
from kb.sandbox.frames import FORK, FRAME, FRESH, ORDER, READY, SPENT, receive_exactly
from kb.sandbox.limits import Limits
from kb.sandbox.outlet import Outlet
from kb.store.protocol import Query

MOST_GROWTH = 32 * 1024
"""By how many KiB a worker may have grown before it is spent."""
ERROR_KINDS: dict[type[Exception], str] = {
    QueryMalformed: "malformed",
    QueryRefused: "refused",
    QueryStopped: "stopped",
    FormNotOffered: "form",
}


def _work(channel: socket.socket, store: Store, limits: Limits) -> None:
    """Answers queries from the socket, one after the other, until it closes."""
    at_start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    while head := receive_exactly(channel, FRAME.size):
        _, size = FRAME.unpack(head)
        limit_processor_time(limits.seconds)
        _respond(channel, store, _receive_query(channel, size), limits, at_start)


def _receive_query(channel: socket.socket, size: int) -> Query:
    """The query that a frame holds."""
    facts = json.loads(receive_exactly(channel, size))
    for name in ("default_graphs", "named_graphs"):
        facts[name] = None if facts[name] is None else tuple(facts[name])
    return Query(**facts)


def _respond(channel: socket.socket, store: Store, query: Query, limits: Limits, at_start: int) -> None:
    """Answers one query, or says what is wrong with it."""
    outlet = Outlet(channel, limits)
    try:
        answer(store, query, limits, outlet)
    except QueryError as error:
        place = {"line": getattr(error, "line", 0), "column": getattr(error, "column", 0)}
        outlet.fail(kind=ERROR_KINDS[type(error)], message=str(error), **place)
    except MemoryError:
        outlet.fail(kind="stopped", message="The query needs more memory than it may use.", line=0, column=0)
    else:
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - at_start
        outlet.end(SPENT if grown > MOST_GROWTH else FRESH)


def _zygote(control: socket.socket, folder: Path, limits: Limits) -> None:
    """Loads the data, then forks and kills workers as told until its control socket closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    open_store = _opener(folder, limits)
    admission.make_ready()
    gc.freeze()
    control.sendall(ORDER.pack(READY, 0))
    children: set[int] = set()
    while order := _receive_order(control):
        kind, pid, descriptors = order
        if kind == FORK:
            result = _fork(control, descriptors[0], open_store, limits)
            children.add(result)
        else:
            result = _kill(pid) if pid in children else 0
            children.discard(pid)
        control.sendall(ORDER.pack(kind, result))


def _opener(folder: Path, limits: Limits) -> Callable[[], Store]:
    """How a worker gets its store: the one in memory that it shares, or its own opening of the one on disk."""
    on_disk = Store.read_only(str(folder))
    if len(on_disk) > limits.quads_in_memory:
        return lambda: Store.read_only(str(folder))
    in_memory = Store()
    in_memory.bulk_extend(on_disk)
    return lambda: in_memory


def _receive_order(control: socket.socket) -> tuple[bytes, int, list[int]] | None:
    """The next order of the parent with the descriptors that come with it; None where the parent is gone."""
    message, descriptors, _, _ = socket.recv_fds(control, ORDER.size, 1)
    if not message:
        return None
    message += receive_exactly(control, ORDER.size - len(message))
    kind, pid = ORDER.unpack(message)
    return kind, pid, descriptors


def _fork(control: socket.socket, descriptor: int, open_store: Callable[[], Store], limits: Limits) -> int:
    """Makes a worker that serves the socket of that descriptor; returns its process id, or a negative error number."""
    parent = os.getpid()
    try:
        pid = os.fork()
        if pid == 0:
            _be_worker(control, descriptor, open_store, limits, parent)
        return pid
    except OSError as error:
        return -(error.errno or 1)
    finally:
        os.close(descriptor)


def _be_worker(
    control: socket.socket, descriptor: int, open_store: Callable[[], Store], limits: Limits, parent: int
) -> None:
    """The life of a worker; never returns."""
    try:
        die_with_parent(parent)
        os.nice(5)  # the service itself comes first
        control.close()
        silence()
        store = open_store()
        confine(limits, allocated_bytes())
        _work(socket.socket(fileno=descriptor), store, limits)
    finally:
        os._exit(0)


def _kill(pid: int) -> int:
    """Ends a worker; returns the signal that ended it, which is another than SIGKILL if it had died before."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def main(descriptor: str, folder: str, limits: str) -> None:
    """Runs a zygote on an inherited socket; the limits are an object in JSON."""
    _zygote(socket.socket(fileno=int(descriptor)), Path(folder), Limits(**json.loads(limits)))


if __name__ == "__main__":
    main(*sys.argv[1:])
