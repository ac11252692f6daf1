"""A curator's desk: the record as it is authored, with the texts of its sources laid beside it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kb.authoring import loader
from kb.authoring.loader import Record
from kb.derivation import derive
from kb.errors import Place, Problem, SeedErrors
from kb.model.passages import Span
from kb.model.vocabulary import Terms, core
from kb.reading import sources
from kb.reading.sources import Source
from kb.store.protocol import Store
from kb.texts import anchors, coverage, mentions, uncarried
from kb.validation import process
from kb.validation.engines import COMPILED
from kb.validation.findings import Finding


@dataclass(frozen=True)
class Verification:
    """How many passages were compared with how many texts, and what is wrong with some, each at its place."""

    passages: int
    texts: int
    problems: tuple[Problem, ...]

    @property
    def verified(self) -> int:
        """How many passages say what they said when they were taken in."""
        return self.passages - len(self.problems)


@dataclass(frozen=True)
class Gap:
    """A stretch of a source that no claim rests on, and its words if the text is at hand."""

    start: int
    end: int
    words: str | None = None


@dataclass(frozen=True)
class Uncarried:
    """A stretch of a text of one kind, such as a numeral, that nothing told there carries, and its words."""

    start: int
    end: int
    kind: str
    words: str


@dataclass(frozen=True)
class Mentions:
    """How the names that a source spells differ from those that its index of mentions holds."""

    source: str
    text: str
    comparison: mentions.Comparison

    @property
    def are_complete(self) -> bool:
        """Whether no name is missing, and none overlaps another."""
        return not (self.comparison.missing or self.comparison.overlapping)

    def lines(self) -> Iterable[str]:
        """The difference as YAML to read and correct, with the rest as comments."""
        return mentions.report(self.source, self.text, self.comparison)


@dataclass(frozen=True)
class Check:
    """How many triples were checked, and each finding where it stands, in the order of files and lines."""

    triples: int
    findings: tuple[tuple[Place, Finding], ...]
    terms: Terms = field(default_factory=core)


@dataclass(frozen=True)
class Desk:
    """A record with a store of its default graph; texts are named by the folder that holds them."""

    record: Record
    store: Store

    def verify(self, texts: Path) -> Verification:
        """The digest of every passage compared with the texts."""
        held = anchors.read_texts(texts, {source.iri: source.sha256 for source in sources.sources(self.store).values()})
        cited = sources.passages(self.store)
        wrong = (
            self.record.place(passage.iri).problem(f"{self.record.terms.compact(passage.iri)} {message}")
            for passage, message in anchors.mismatches(cited, held)
        )
        return Verification(len(cited), len(held), tuple(wrong))

    def anchor(self, slug: str, words: str, texts: Path) -> list[Span]:
        """Every span of a source that holds the words, of which an ellipsis stands for whatever lies between."""
        return anchors.anchor(self._text(sources.get_source(self.store, slug), texts), words)

    def gaps(self, slug: str, texts: Path | None = None) -> list[Gap]:
        """The stretches of a source without a claim; of the text, those that are more than space."""
        source = sources.get_source(self.store, slug)
        found = coverage.gaps(self.store, source)
        if texts is None:
            return [Gap(start, end) for start, end in found]
        text = self._text(source, texts)
        return [Gap(start, end, text[start:end]) for start, end in found if text[start:end].strip()]

    def uncarried(self, slug: str, texts: Path) -> list[Uncarried]:
        """What the sentences of a source say that nothing told there carries, each with its words."""
        source = sources.get_source(self.store, slug)
        text = self._text(source, texts)
        found = uncarried.uncarried(self.store, source, text, self.record.corpus.language)
        return [Uncarried(each.start, each.end, each.kind, text[each.start : each.end]) for each in found]

    def mentions(self, slug: str, texts: Path) -> Mentions:
        """The names that a source spells, compared with its index of mentions."""
        source = sources.get_source(self.store, slug)
        text = self._text(source, texts)
        recorded = mentions.recorded(self.store, source.iri)
        path = self.record.terms.path(source.iri)
        return Mentions(path, text, mentions.compare(text, mentions.labels(self.store), recorded))

    def _text(self, source: Source, texts: Path) -> str:
        return anchors.read_texts(texts, {source.iri: source.sha256})[source.iri]


def check(seeds: Path, engine: str = COMPILED) -> Check:
    """What the authored files of a folder break of our shapes and rules, or what keeps them from being loaded.

    The shapes are asked by one of `ENGINES`.

    Raises MalformedShapes for shapes and rules that can't be used.
    """
    try:
        return _checked(seeds, engine)
    except SeedErrors as errors:
        found = ((Place(problem.file, problem.line), Finding.of_files(problem.message)) for problem in errors.problems)
        return Check(0, tuple(found))


def _checked(seeds: Path, engine: str) -> Check:
    """What files that can be loaded break."""
    with process.started(engine=engine) as validating:  # it makes ready while the files are read
        record = loader.load(seeds)
        authored = record.default_graph()
        validating.begin(authored, record.terms)
        validating.complete(derive.derive(authored, record.terms))
        broken = validating.findings()
    placed = ((record.place(*finding.where), finding) for finding in broken)
    found = tuple(sorted(placed, key=lambda pair: (pair[0].file, pair[0].line)))
    return Check(len(authored), found, record.terms)
