"""What curators say of the dataset: `dataset.ttl` (https://www.w3.org/TR/void/)."""

from pyoxigraph import Literal, RdfFormat, Triple, parse

from kb import characters
from kb.authoring.files import File
from kb.errors import SeedErrors
from kb.namespaces import DATASET, compact

NAME = "dataset.ttl"
NEEDED = ("dcterms:description", "dcterms:publisher", "dcterms:license", "void:uriSpace")


def read(file: File) -> list[Triple]:
    """What authors say of the dataset; raises SeedErrors."""
    try:
        quads = list(parse(file.text(), RdfFormat.TURTLE, base_iri=DATASET.value))
    except FileNotFoundError:
        raise SeedErrors([file.place(1).problem("the file that describes the dataset is missing")]) from None
    except SyntaxError as error:
        raise SeedErrors([file.place(error.lineno or 1).problem(f"not Turtle: {error.msg}")]) from None
    literals = [quad for quad in quads if isinstance(quad.object, Literal)]
    if wrong := [(quad, why) for quad in literals if (why := characters.forbidden(quad.object.value))]:
        raise SeedErrors([file.place(1).problem(f"{compact(quad.predicate.value)}: {why}") for quad, why in wrong])
    given = {compact(quad.predicate.value) for quad in quads if quad.subject == DATASET}
    if missing := [name for name in NEEDED if name not in given]:
        raise SeedErrors([file.place(1).problem(f"the dataset has no {name}") for name in missing])
    return [Triple(quad.subject, quad.predicate, quad.object) for quad in quads]
