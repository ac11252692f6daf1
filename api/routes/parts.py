"""What the dataset's own names lead to: its graphs, its mapping sets, and the report on its validation."""

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import RdfFormat, parse, serialize
from starlette.requests import Request
from starlette.responses import Response

from api.http.framework import Route
from api.http.problems import NotFound
from api.http.publication import Publication
from api.http.representations import GRAPHS, HTML, N_TRIPLES, RDF_XML, SPARQL, TSV, TURTLE, Representation, offers
from kb.namespaces import PREFIXES
from kb.rdf.formats import GRAPH_FORMATS

FILES = {"record": "elbe", "derived": "elbe-derived", "ontology": "elbe-ontology"}
"""The files that hold one graph each, by the last step of the graph's name."""
GRAPH, REPORT = offers(TURTLE, N_TRIPLES, RDF_XML, HTML), offers(*GRAPHS)


class Parts:
    """Answers with parts of the dataset."""

    tag = "downloads"

    def __init__(self, publication: Publication) -> None:
        self.publication, self.release, self.root = publication, publication.release, publication.root

    def routes(self) -> Iterable[Route]:
        """The routes."""
        summary, name = "A graph of the dataset", {"name": "derived"}
        yield Route("/graph/{name}", self.graph, summary, status=303, offers=GRAPH, examples=name, errors=(404,))
        yield Route("/report", self.report, "The report on the validation of the release", "The report", REPORT)
        for path in ("report.ttl", "void.ttl"):
            summary = f"The file {path} of the release"
            yield Route(f"/{path}", self.file, summary, "The file", media_types=(TURTLE.media_type,), errors=(404,))
        yield Route(
            "/links/{name}",
            self.mappings,
            "A set of mappings, as SSSOM/TSV",
            "The table",
            media_types=(TSV.media_type,),
            examples={"name": "wikidata.sssom.tsv"},
            errors=(404,),
        )
        if own := sorted(self._files("queries", "*.rq")):
            yield Route(
                "/queries/{name}.rq",
                self.query,
                "A query of the record itself, as its authors wrote it",
                "The query",
                media_types=(SPARQL.media_type,),
                examples={"name": own[0].removesuffix(".rq")},
                errors=(404,),
            )

    def graph(self, name: str, request: Request) -> Response:
        """The way to a file that holds a graph; for people, to what is told of the dataset."""
        if name not in FILES:
            raise NotFound(f"The dataset has no graph {name[:50]!r}; it has {', '.join(FILES)}.")
        form = GRAPH.choose(request.scope)
        target = "dataset" if form == HTML else f"dumps/{FILES[name]}.{form.ending}"
        headers = {"location": f"{self.root}/{target}", "vary": "Accept"}
        return Response(
            status_code=303, headers=headers | {"cache-control": f"public, max-age={self.publication.answers.max_age}"}
        )

    def report(self, request: Request) -> Response:
        """The report, which says that nothing is wrong: else there were no release."""
        form = REPORT.choose(request.scope)
        body = (self.release.folder / "report.ttl").read_bytes()
        if form != TURTLE:
            triples = [quad.triple for quad in parse(body, RdfFormat.TURTLE)]
            body = serialize(triples, format=GRAPH_FORMATS[form.media_type], prefixes=PREFIXES) or b""
        return self.publication.reply(body, form.media_type).response(request.headers)

    def file(self, request: Request) -> Response:
        """A file that lies in the release itself."""
        path = self.release.folder / request.url.path.rpartition("/")[2]
        if not path.is_file():
            raise NotFound(f"The release has no {path.name}.")
        return self._sent(path, TURTLE, request)

    def mappings(self, name: str, request: Request) -> Response:
        """A mapping set as its authors wrote it."""
        named = self._files("links", "*.sssom.tsv")
        if name not in named:
            raise NotFound(f"There is no mapping set {name[:50]!r}; there are {', '.join(sorted(named)) or 'none'}.")
        return self._sent(named[name], TSV, request)

    def query(self, name: str, request: Request) -> Response:
        """A named query as its authors wrote it."""
        named = self._files("queries", "*.rq")
        if f"{name}.rq" not in named:
            raise NotFound(f"The release has no query {name[:50]!r}; /queries lists those there are.")
        return self._sent(named[f"{name}.rq"], SPARQL, request)

    def _files(self, folder: str, pattern: str) -> dict[str, Path]:
        """The files of a folder of the release, by name."""
        return {path.name: path for path in (self.release.folder / folder).glob(pattern)}

    def _sent(self, path: Path, form: Representation, request: Request) -> Response:
        """A file as it lies in the release."""
        return self.publication.reply(path.read_bytes(), form.media_type, vary=None).response(request.headers)
