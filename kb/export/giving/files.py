"""The files in which the record gives to other datasets, by their names."""

from collections.abc import Callable
from functools import partial

from kb.export.giving import quickstatements
from kb.export.giving.beacon import beacon, beacons
from kb.export.giving.catalogue import mixnmatch
from kb.export.giving.statements import statements
from kb.reading.links import SCHEMES
from kb.store.protocol import Store

File = Callable[[], bytes]


def files(store: Store, title: str, day: str) -> dict[str, File]:
    """What makes each file, by its name, of a record with a title and a day."""
    dumps = beacons(store)
    return {
        "quickstatements-1.txt": lambda: quickstatements.version_1(statements(store)),
        "quickstatements-2.csv": lambda: quickstatements.version_2(statements(store)),
        "mixnmatch.tsv": lambda: mixnmatch(store),
    } | {
        f"beacon-{name}.txt": partial(beacon, SCHEMES[name], links, store, title, day)
        for name, links in sorted(dumps.items())
    }
