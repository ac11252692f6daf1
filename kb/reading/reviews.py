"""Who made the record, and whether anybody reviewed it: the states of its files."""

from dataclasses import dataclass

from kb import resources
from kb.namespaces import ID
from kb.store.protocol import Store

NOT_REVIEWED = f"{ID}review-status/not-reviewed"


@dataclass(frozen=True)
class Reviews:
    """How many files the record has, how many of them a historian has reviewed, and who entered them."""

    files: int = 0
    reviewed: int = 0
    makers: tuple[str, ...] = ()


def reviews(store: Store) -> Reviews:
    """The review of the record's files."""
    rows = store.select(resources.query("reading", "reviews"))
    counts = [(row["status"].value != NOT_REVIEWED, int(row["files"].value)) for row in rows]
    makers = sorted({row["maker"].value for row in rows if row["maker"]})
    return Reviews(sum(n for _, n in counts), sum(n for is_reviewed, n in counts if is_reviewed), tuple(makers))
