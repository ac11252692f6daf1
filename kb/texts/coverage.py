"""What of a source no claim rests on."""

from collections.abc import Iterable, Iterator

from kb import resources
from kb.reading.sources import Source
from kb.store.protocol import Store


def gaps(store: Store, source: Source) -> list[tuple[int, int]]:
    """The stretches of a source, as offsets, that lie in no passage, and that nobody set aside with a reason."""
    rows = store.select(resources.query("texts", "stretches"))
    stretches = [(int(r["start"].value), int(r["end"].value)) for r in rows if r["source"].value == source.iri]
    return list(_between(stretches, source.code_points))


def _between(spans: Iterable[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end in spans:
        if start > at:
            yield at, start
        at = max(at, end)
    if at < length:
        yield at, length
