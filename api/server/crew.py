"""What the processes know of one another that serve together."""

from dataclasses import dataclass
from multiprocessing.sharedctypes import Synchronized


@dataclass(frozen=True)
class Crew:
    """Processes that serve together."""

    size: int
    begun: "Synchronized[int]"
    """How many have had a release to serve, those in the place of others included."""
    parent: int
    """The process that watches them, without which none lives on."""

    def join(self) -> None:
        """Says that one more has a release to serve."""
        with self.begun.get_lock():
            self.begun.value += 1

    @property
    def is_complete(self) -> bool:
        """Whether all have had a release to serve."""
        return self.begun.value >= self.size
