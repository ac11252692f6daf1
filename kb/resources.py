"""Where the data files that Elbe is made of lie, in a checkout and in an installed wheel alike."""

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """The folder of that name: `ontology`, `shapes`, `seeds`, or a path below the package such as `kb/examples`."""
    if name.startswith("kb/"):
        return PACKAGE / name.removeprefix("kb/")
    shipped = PACKAGE / "data" / name
    return shipped if shipped.is_dir() else PACKAGE.parent / name


@cache
def read_text(path: str) -> str:
    """The text of a data file, by its path in the project, such as `kb/reading/sources.rq`."""
    head, _, tail = path.rpartition("/")
    return (folder(head) / tail).read_text(encoding="utf-8")


def query(room: str, name: str) -> str:
    """The text of a query that lies beside the module which reads it, such as `query("reading", "chain_of")`."""
    return read_text(f"kb/{room}/{name}.rq")
