import pytest
from pyoxigraph import Literal, NamedNode, Quad
from support.live_service import EXAMPLE, example_quads, serving, write_release
from support.words import DERIVED_GRAPH

from api.settings import Settings
from kb import resources
from kb.namespaces import ID, PREFIXES, term
from kb.release.build import build
from kb.sandbox.limits import Limits

OLD, NEW, GONE = (NamedNode(f"{ID}person/{name}") for name in ("old-name", "new-name", "no-name"))
TRUE = Literal("true", datatype=NamedNode(PREFIXES["xsd"] + "boolean"))


@pytest.fixture(scope="session")
def release(tmp_path_factory):
    """The release of the project's own seeds."""
    return build(tmp_path_factory.mktemp("releases"), resources.folder("seeds"))


@pytest.fixture(scope="session")
def record(release):
    """The service on the project's own seeds."""
    with serving(release, Settings()) as running:
        yield running


def other_quads():
    """Entities that the seeds do not have: deprecated ones, and one in the derived graph."""
    yield Quad(OLD, term("owl:deprecated"), TRUE)
    yield Quad(OLD, term("dcterms:isReplacedBy"), NEW)
    yield Quad(OLD, term("elbe:reason"), Literal("It stood twice.", language="en"))
    yield Quad(GONE, term("owl:deprecated"), TRUE)
    yield Quad(NEW, term("rdf:type"), term("elbe:Person"))
    yield Quad(NEW, term("skos:prefLabel"), Literal("<b>New & “bold”</b>", language="en"))
    yield Quad(NamedNode(EXAMPLE + "d"), NamedNode(EXAMPLE + "p"), Literal("derived"), DERIVED_GRAPH)


@pytest.fixture(scope="session")
def small_release(tmp_path_factory):
    """A release of synthetic data, larger than the seeds and with what they do not have."""
    return write_release(tmp_path_factory.mktemp("synthetic") / "release", [*example_quads(5000), *other_quads()])


@pytest.fixture(scope="session")
def service(small_release):
    """The service as it is by default, on synthetic data."""
    with serving(small_release, Settings()) as running:
        yield running


@pytest.fixture(scope="session")
def tight(small_release):
    """The service with little patience, on synthetic data."""
    limits = Limits(seconds=1, workers=2, memory=128 * 2**20, bytes=4 * 2**20, rows=20_000)
    settings = Settings.of(limits, held_bytes=2**16, body_seconds=1, header_seconds=1, stall_seconds=1)
    with serving(small_release, settings) as running:
        yield running
