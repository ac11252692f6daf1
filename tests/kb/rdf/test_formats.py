import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from pyoxigraph import BaseDirection, BlankNode, Literal, NamedNode, Quad, Triple
from support.rdf_cases import CONTEXT as DOCUMENT
from support.rdf_cases import (
    DATASETS,
    GRAPHS,
    read_with_pyld,
    read_with_pyoxigraph,
    read_with_rdflib,
    with_double_by_value,
)
from support.words import CORE, DERIVED_GRAPH

from kb import resources
from kb.authoring import loader
from kb.derivation import derive
from kb.errors import BlankNodeFound, UnknownFormat, Unwritable
from kb.model import context
from kb.namespaces import ID, ONTOLOGY, PREFIXES
from kb.rdf.compaction import Context
from kb.rdf.formats import FORMATS, JSON_LD, _get_format, write_graph
from kb.rdf.graphs import graphs
from kb.rdf.lines import serialize_nquads

CONTEXT = Context(DOCUMENT)

ROOT = Path(resources.__file__).parents[1]
READERS = [read_with_pyoxigraph, read_with_rdflib]
EACH_FORMAT = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.extension)
EACH_DATASET_FORMAT = pytest.mark.parametrize(
    "form", [form for form in FORMATS if form.dataset], ids=lambda form: form.extension
)

CLAIM, OTHER, GIST = NamedNode(ID + "claim/a"), NamedNode(ID + "claim/b"), NamedNode(ONTOLOGY + "gist")
QUAD = Quad(CLAIM, GIST, Literal("So.", language="en"))
DERIVED = Quad(CLAIM, GIST, Literal("Derived.", language="en"), DERIVED_GRAPH)


def written(quads, form, words=CONTEXT):
    """The bytes of a dataset in a format that keeps graphs apart."""
    return b"".join(form.write(graphs(quads), words))


@EACH_FORMAT
def test_a_format_is_found_by_name_media_type_and_extension(form):
    assert {_get_format(key) for key in (form.name, form.media_type, form.extension)} == {form}


def test_an_unknown_format_is_refused_with_the_known_ones():
    with pytest.raises(UnknownFormat, match=r"no format is called 'text/n3': .*text/turtle"):
        _get_format("text/n3")


def test_nquads_are_sorted_canonical_lines():
    awkward = Quad(OTHER, GIST, Literal('a\x00\b\t\n\f\r"\\\x7fж'))
    text = b"".join(serialize_nquads(graphs([awkward, DERIVED, QUAD, QUAD]))).decode()

    assert text == (
        '<https://w3id.org/elbe/id/claim/a> <https://w3id.org/elbe/ontology#gist> "Derived."@en'
        " <https://w3id.org/elbe/graph/derived> .\n"
        '<https://w3id.org/elbe/id/claim/a> <https://w3id.org/elbe/ontology#gist> "So."@en .\n'
        "<https://w3id.org/elbe/id/claim/b> <https://w3id.org/elbe/ontology#gist>"
        r' "a\u0000\b\t\n\f\r\"\\\u007Fж" .' + "\n"
    )


@EACH_FORMAT
def test_a_graph_has_no_graph_name(form):
    text = write_graph([QUAD, DERIVED], form.media_type, context=CONTEXT)

    assert read_with_pyoxigraph(text, form.extension) == {QUAD, Quad(CLAIM, GIST, DERIVED.object)}


def test_only_jsonld_is_told_from_a_root():
    triples = [QUAD.triple, Triple(OTHER, NamedNode(ONTOLOGY + "speaker"), CLAIM)]
    rooted = json.loads(write_graph(triples, "application/ld+json", OTHER, context=CONTEXT))

    assert rooted["speaker"] == {"id": "claim/a", "gist": "So."}
    assert write_graph(triples, "text/turtle", OTHER, context=CONTEXT) == write_graph(triples, "ttl", context=CONTEXT)


@EACH_FORMAT
@pytest.mark.parametrize(
    "quad",
    [Quad(BlankNode("b"), GIST, CLAIM), Quad(CLAIM, GIST, BlankNode("b"))],
    ids=["subject", "object"],
)
def test_blank_nodes_are_refused(form, quad):
    with pytest.raises(BlankNodeFound, match=r"_:b.* has a blank node: give it an IRI"):
        write_graph([QUAD, quad], form.name, context=CONTEXT)


@EACH_DATASET_FORMAT
def test_blank_graph_names_are_refused(form):
    with pytest.raises(BlankNodeFound):
        written([Quad(CLAIM, GIST, CLAIM, BlankNode("b"))], form)


@EACH_FORMAT
@pytest.mark.parametrize(
    "term", [QUAD.triple, Literal("x", language="ar", direction=BaseDirection.RTL)], ids=["triple term", "direction"]
)
def test_terms_that_rdf_1_1_does_not_know_are_refused(form, term):
    with pytest.raises(Unwritable, match=r"RDF 1\.1"):
        write_graph([Quad(CLAIM, GIST, term)], form.name, context=CONTEXT)


@EACH_DATASET_FORMAT
@pytest.mark.parametrize("read", READERS)
@settings(max_examples=50, deadline=None)
@given(quads=DATASETS)
def test_every_dataset_format_holds_the_same_quads(form, read, quads):
    assert read(written(quads, form), form.extension) == quads


@pytest.mark.parametrize("read", READERS)
@settings(max_examples=50, deadline=None)
@given(quads=GRAPHS)
def test_ntriples_hold_the_same_triples(read, quads):
    assert read(write_graph(quads, "application/n-triples", context=CONTEXT), "nt") == quads


DIGESTS = """
import hashlib, json, random, sys
from pyoxigraph import Literal, NamedNode, Quad
from kb.rdf.compaction import Context
from kb.rdf.formats import FORMATS, write_graph
from kb.rdf.graphs import graphs
from support.words import DERIVED_GRAPH
from kb.namespaces import ID, PREFIXES
names = [NamedNode(namespace + name) for namespace in [ID + "claim/", *PREFIXES.values()] for name in ("a", "b", "a-c")]
values = [names[0], names[-1], Literal("x", language="en"), Literal("y", language="sr-latn"), Literal(1), Literal("z")]
quads = [Quad(s, p, o) for s in names[:9] for p in names for o in values]
quads += [Quad(s, p, s, DERIVED_GRAPH) for s in names for p in names]
random.shuffle(quads)
context = Context({"@context": json.loads(sys.stdin.read())})
for form in FORMATS:
    print(form.name, hashlib.sha256(write_graph(quads, form.name, names[0], context=context)).hexdigest())
    if form.dataset:
        print(form.name, hashlib.sha256(b"".join(form.write(graphs(quads), context))).hexdigest())
"""


@pytest.mark.process
def test_bytes_do_not_depend_on_hash_seed_locale_or_order():
    terms = json.dumps(DOCUMENT["@context"])
    runs = [
        subprocess.run(
            [sys.executable, "-c", DIGESTS],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
            input=terms,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, locale in [("0", "C"), ("1", "C.UTF-8"), ("4242", "POSIX")]
    ]

    assert len(runs[0].splitlines()) == len(FORMATS) + 3
    assert runs[0] == runs[1] == runs[2]


@pytest.fixture(scope="module")
def record():
    """What a release holds: the authored record and what is derived from it."""
    authored = loader.load(resources.folder("seeds")).default_graph()
    return {*authored, *derive.derive(authored)}


@pytest.mark.parametrize(
    ("form", "read"),
    [(form, read) for form in FORMATS if form.dataset for read in READERS] + [(JSON_LD, read_with_pyld)],
    ids=lambda value: getattr(value, "extension", None) or value.__name__,
)
def test_the_record_is_the_same_in_every_dataset_format(form, read, record):
    text = written(record, form, context.words(CORE))

    assert set(map(with_double_by_value, read(text, form.extension))) == set(map(with_double_by_value, record))


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("extension", ["ttl", "nt", "rdf"])
def test_each_graph_of_the_record_is_the_same_in_every_graph_format(extension, read, record):
    derived = {Quad(*quad.triple) for quad in record if quad.graph_name == DERIVED_GRAPH}

    assert read(write_graph(derived, extension, context=context.words(CORE)), extension) == derived


def test_the_published_context_reads_values_by_real_datatypes():
    terms = [term for terms in context.words(CORE).terms.values() for term in terms]
    datatypes = {reading[1] for term in terms if (reading := term.reading) and reading[0] == "@type"}

    assert [name for name in datatypes if not name.startswith(("@", *PREFIXES.values()))] == []
