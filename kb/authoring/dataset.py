"""What curators say of the dataset: `dataset.ttl` (https://www.w3.org/TR/void/)."""

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kb import characters
from kb.authoring.files import File
from kb.errors import Place, SeedErrors
from kb.model import terms as rdf_terms
from kb.model.vocabulary import Terms
from kb.namespaces import compact
from kb.rdf.rdfxml import is_property

NAME = "dataset.ttl"
NEEDED = ("dcterms:description", "dcterms:publisher", "dcterms:license", "void:uriSpace")
ELSEWHERE = {"dcterms:title", "dcterms:issued", "dcterms:bibliographicCitation", "owl:versionInfo"}
"""What is said of the dataset in `elbe.toml`."""
NAMED = {"dcterms:publisher", "dcterms:license"}
"""The properties whose values have an IRI."""
COUNTED = {"class", "property", "classPartition", "propertyPartition", "triples", "entities", "properties", "classes"}
COUNTED |= {"distinctSubjects", "distinctObjects", "subset", "linkPredicate", "subjectsTarget", "objectsTarget"}
"""The words of VoID for what a build counts."""


def read(file: File, terms: Terms) -> list[Triple]:
    """What authors say of the dataset; raises SeedErrors."""
    try:
        quads = list(parse(file.text(), RdfFormat.TURTLE, base_iri=terms.dataset.value))
    except FileNotFoundError:
        raise SeedErrors([file.place(1).problem("the file that describes the dataset is missing")]) from None
    except SyntaxError as error:
        raise SeedErrors([file.place(error.lineno or 1).problem(f"not Turtle: {error.msg}")]) from None
    if wrong := [(quad, why) for quad in quads if (why := _wrong(quad, terms.dataset))]:
        raise SeedErrors([_place(quad, file).problem(f"{compact(quad.predicate.value)}: {why}") for quad, why in wrong])
    given = {compact(quad.predicate.value) for quad in quads if quad.subject == terms.dataset}
    if missing := [name for name in NEEDED if name not in given]:
        raise SeedErrors([file.place(1).problem(f"the dataset has no {name}") for name in missing])
    return [Triple(quad.subject, quad.predicate, quad.object) for quad in quads]


def _wrong(quad: Quad, dataset: NamedNode) -> str | None:
    """What is wrong with the terms of a statement."""
    text = quad.object.value if isinstance(quad.object, Literal) else ""
    is_wrong = rdf_terms.wrong(quad.subject) or rdf_terms.wrong(quad.object) or characters.forbidden(text)
    return is_wrong or _misplaced(quad, dataset)


def _misplaced(quad: Quad, dataset: NamedNode) -> str | None:
    """What is wrong with a statement that this file is not to make, or not so."""
    name = compact(quad.predicate.value)
    prefix, _, word = name.partition(":")
    if not is_property(quad.predicate.value):
        return "the IRI must end in a name, such as …/rights, to be written as RDF/XML"
    if quad.subject == dataset and name in ELSEWHERE:
        return "leave it out here: it is made from elbe.toml"
    if prefix == "void" and word in COUNTED:
        return "leave it out: it is counted"
    if quad.subject == dataset and name in NAMED and not isinstance(quad.object, NamedNode):
        return f"give it an IRI, such as <#{word}>, and say the rest of that"
    return None


def _place(quad: Quad, file: File) -> Place:
    """The first line that holds the text, or the local name of the predicate."""
    value = "" if isinstance(quad.object, BlankNode | Triple) else quad.object.value
    words = (value, compact(quad.predicate.value).rpartition(":")[2])
    lines = file.text().splitlines()
    found = (number for word in words if word for number, line in enumerate(lines, 1) if word in line)
    return file.place(next(found, 1))
