"""The words of passages, for an operator who holds the texts: shown beside the record and never part of it.

A quotation is the `oa:exact` of an `oa:TextQuoteSelector` that refines a passage's one selector
(https://www.w3.org/TR/annotation-model/#refinement-of-selection). It stands in served documents only; the shapes refuse
it in the record.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from kb import resources
from kb.model.passages import Passage, Quotation, Span, quote_node
from kb.namespaces import term
from kb.reading import sources
from kb.reading.description import Description
from kb.reading.nodes import is_inner
from kb.store.binding import select_each
from kb.store.protocol import Store
from kb.texts import anchors

RIGHTS, LANGUAGE = term("dcterms:rights"), term("dcterms:language")
REFINED_BY, EXACT = term("oa:refinedBy"), term("oa:exact")
QUOTE_SELECTOR = term("oa:TextQuoteSelector")
UNDETERMINED = "und"


@dataclass(frozen=True)
class Bounds:
    """How much is quoted."""

    points: int = 400
    """Code points of one passage; a longer one is cut."""
    share: float = 0.25
    """The part of a source's text that one document may quote, unless its first passage is longer."""


@dataclass(frozen=True)
class Notice:
    """What is said of a source wherever it is quoted: its rights, and its language if it has but one."""

    statements: tuple[Triple, ...]

    @property
    def rights(self) -> str:
        """The sentence on the rights in the text."""
        return " ".join(
            t.object.value for t in self.statements if t.predicate == RIGHTS and isinstance(t.object, Literal)
        )

    @property
    def language(self) -> str:
        """The language of the text."""
        languages = [
            t.object.value for t in self.statements if t.predicate == LANGUAGE and isinstance(t.object, Literal)
        ]
        return languages[0] if len(languages) == 1 else UNDETERMINED


class Quotations:
    """The words of those passages whose texts are at hand."""

    def __init__(
        self, texts: Mapping[str, str], cited: list[Passage], notices: Mapping[str, Notice], bounds: Bounds
    ) -> None:
        self.texts, self.notices, self.bounds = texts, notices, bounds
        self.missing = sorted({passage.source for passage in cited} - set(texts)) if texts else []
        """The sources whose texts are not at hand."""
        self.passages = {passage.iri: passage for passage in cited if passage.source in texts}
        self.digest = sha256("\n".join([*sorted(texts), repr(bounds)]).encode()).hexdigest() if texts else ""
        """Tells servers that quote from those that do not, or from other texts."""

    def of(self, description: Description) -> dict[str, Quotation]:
        """The quotations of the passages that a description tells of, by IRI of the passage."""
        told = {triple.subject.value for triple in description.triples if isinstance(triple.subject, NamedNode)}
        cited = [self.passages[iri] for iri in told if iri in self.passages]
        shown = self.within_share(sorted(cited, key=lambda passage: _order(passage, description.entity)))
        return {passage.iri: self.quotation(passage, passage.span in shown[passage.source]) for passage in cited}

    def within_share(self, cited: list[Passage]) -> dict[str, set[Span]]:
        """The spans of each source that may be quoted together: the first always, those after it up to the share."""
        shown: dict[str, set[Span]] = defaultdict(set)
        for passage in cited:
            spans = shown[passage.source]
            points = sum(min(span.length, self.bounds.points) for span in spans | {passage.span})
            if not spans or points <= self.bounds.share * len(self.texts[passage.source]):
                spans.add(passage.span)
        return shown

    def quotation(self, passage: Passage, is_shown: bool) -> Quotation:
        """The quotation of a passage."""
        end = min(passage.span.end, passage.span.start + self.bounds.points) if is_shown else passage.span.start
        words = self.texts[passage.source][passage.span.start : end]
        notice = self.notices[passage.source]
        return Quotation(words, passage.span.length, notice.language, notice.rights)

    def told_with(self, description: Description) -> Description:
        """A description with the quotations that are whole, and what is said of the sources that they are from."""
        whole = {iri: quotation for iri, quotation in self.of(description).items() if quotation.is_writable}
        sources = sorted({self.passages[iri].source for iri in whole})
        told = [
            *description.triples,
            *(triple for source in sources for triple in self.notices[source].statements),
            *(triple for iri in sorted(whole) for triple in _statements(iri, whole[iri].words)),
        ]
        return replace(description, triples=tuple(dict.fromkeys(told)))


def _order(passage: Passage, entity: NamedNode) -> tuple[bool, str, int, int, str]:
    """The sort key of passages in a document: those of the entity itself come first."""
    is_own = is_inner(NamedNode(passage.iri), entity)
    return not is_own, passage.source, passage.span.start, passage.span.end, passage.iri


def _statements(passage: str, words: str) -> Iterator[Triple]:
    """The triples of a quotation."""
    quote = quote_node(passage)
    yield Triple(NamedNode(f"{passage}.selector"), REFINED_BY, quote)
    yield Triple(quote, term("rdf:type"), QUOTE_SELECTOR)
    yield Triple(quote, EXACT, Literal(words))


NONE = Quotations({}, [], {}, Bounds())


def open_texts(folder: Path, store: Store, bounds: Bounds) -> Quotations:
    """The quotations from the texts in a folder, whose digests are those that the record states.

    Raises TextsError for a file that is the text of no source, and for a passage with another digest.
    """
    cited = sources.passages(store)
    digests = {source.iri: source.sha256 for source in sources.sources(store).values()}
    texts = anchors.get_texts(folder, digests, cited)
    return Quotations(texts, cited, _notices(store, texts), bounds)


def _notices(store: Store, sources: Iterable[str]) -> dict[str, Notice]:
    """What the record says of the rights and language of sources."""
    found: dict[str, list[Triple]] = {source: [] for source in sources}
    for node, property, value in select_each(store, resources.query("texts", "notice"), "node", map(NamedNode, found)):
        found[node.value].append(Triple(node, property, value))
    return {source: Notice(tuple(triples)) for source, triples in found.items()}
