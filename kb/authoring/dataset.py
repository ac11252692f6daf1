"""What curators say of the dataset: `dataset.ttl` (https://www.w3.org/TR/void/)."""

from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse

from kb.errors import Problem, SeedErrors
from kb.namespaces import DATASET, compact

FILE = "dataset.ttl"
NEEDED = ("dcterms:title", "dcterms:description", "dcterms:publisher", "dcterms:license", "void:uriSpace")


def read(folder: Path) -> list[Triple]:
    """What authors say of the dataset in a folder laid out as `seeds/`; raises SeedErrors."""
    place = f"{folder.name}/{FILE}"
    try:
        quads = list(parse(path=str(folder / FILE), format=RdfFormat.TURTLE, base_iri=DATASET.value))
    except FileNotFoundError:
        raise SeedErrors([Problem(place, 1, "the file that describes the dataset is missing")]) from None
    except SyntaxError as error:
        raise SeedErrors([Problem(place, error.lineno or 1, f"not Turtle: {error.msg}")]) from None
    given = {compact(quad.predicate.value) for quad in quads if quad.subject == DATASET}
    if missing := [name for name in NEEDED if name not in given]:
        raise SeedErrors([Problem(place, 1, f"the dataset has no {name}") for name in missing])
    return [Triple(quad.subject, quad.predicate, quad.object) for quad in quads]
