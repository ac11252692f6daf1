"""The things of a record as a catalogue of Mix'n'match (https://meta.wikimedia.org/wiki/Mix%27n%27match/Import)."""

from pyoxigraph import QuerySolution

from kb import resources
from kb.namespaces import PREFIXES
from kb.store.protocol import Store

QUERY = resources.query("export/giving", "catalogue")
COLUMNS = ("id", "name", "desc", "url", "q")


def mixnmatch(store: Store) -> bytes:
    """The entities, a line each: path, name, what it is and where it lies, its address, and the item that it is."""
    rows: dict[str, tuple[str, ...]] = {}
    found = [row for row in store.select(QUERY) if row["class"].value in store.terms.entity_classes]
    for row in sorted(found, key=lambda row: store.terms.rank(row["name"].language)):
        rows.setdefault(row["thing"].value, _row(row, store))
    lines = [COLUMNS, *(rows[thing] for thing in sorted(rows))]
    return "".join("\t".join(map(_clean, line)) + "\n" for line in lines).encode()


def _row(row: QuerySolution, store: Store) -> tuple[str, ...]:
    """The cells of a thing."""
    thing, class_ = row["thing"].value, row["class"].value
    type = row["type"].value if row["type"] else store.terms.label(class_)
    told = f"{type} in {row['where'].value}" if row["where"] else type
    item = row["item"].value.removeprefix(PREFIXES["wd"]) if row["item"] else ""
    return store.terms.path(thing), row["name"].value, told, thing, item


def _clean(cell: str) -> str:
    """A cell on one line and in one column."""
    return " ".join(cell.split())
