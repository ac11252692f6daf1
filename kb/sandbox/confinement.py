"""What a process that answers queries may not do: open, write, grow, outlive its parent."""

import contextlib
import ctypes
import os
import resource
import signal
import sys
from pathlib import Path

from kb.sandbox.limits import Limits


def limit_processor_time(seconds: float) -> None:
    """Lets the processor time of a query end soon after its limit, should nobody be left to kill the worker."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    until = int(usage.ru_utime + usage.ru_stime + seconds) + 3
    with contextlib.suppress(ValueError, OSError):  # above a hard limit that the operator set: that one holds
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def confine(limits: Limits, allocated: int) -> None:
    """Takes from this process all ways out: no new descriptor, no file, no core, no more memory than allowed."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if allocated:
        ceilings = (allocated + limits.memory, resource.getrlimit(resource.RLIMIT_DATA)[1])
        ceiling = min(size for size in ceilings if size != resource.RLIM_INFINITY)
        resource.setrlimit(resource.RLIMIT_DATA, (ceiling, ceiling))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def allocated_bytes() -> int:
    """The private writable memory of this process, which RLIMIT_DATA counts; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[5]) * resource.getpagesize()
    except OSError:
        return 0


def die_with_parent(parent: int) -> None:
    """Lets this process be killed when the zygote ends, where the system can (elsewhere, processor time ends it)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    if os.getppid() != parent:
        os._exit(0)


def silence() -> None:
    """Points the standard streams to nothing: what a dying engine says there is of no use to anyone."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):
        os.dup2(nothing, descriptor)
    os.close(nothing)
