"""Passages: from words to offsets and digest, and from a digest back to the check that the words still stand there.

Offsets are those of the Web Annotation Data Model (https://www.w3.org/TR/annotation-model/#text-position-selector), in
Unicode code points of the file decoded as UTF-8 with no newline translation.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from kb.errors import TextsError
from kb.model.passages import Passage, Span, span
from kb.rdf import iris

ELLIPSIS = "…"


def anchor(text: str, words: str) -> list[Span]:
    """Every span of a text that holds the words; an ellipsis (…) among them stands for whatever lies between."""
    opening, gap, closing = (part.strip() for part in words.partition(ELLIPSIS))
    if not opening or (gap and not closing):
        return []
    ends = ((start, _end(text, start + len(opening), closing)) for start in _starts(text, opening))
    return [span(text, start, end) for start, end in ends if end is not None]


def read_texts(folder: Path, digests: Mapping[str, str]) -> dict[str, str]:
    """The text of each source whose file a folder holds; files are known by their digest, whatever their names.

    `digests` are the SHA-256 of the files, by IRI of the source. Raises TextsError if the folder holds none of them.
    """
    held = {sha256(data).hexdigest(): data for data in _files(folder).values()}
    found = {source: _decoded(held[digest], source) for source, digest in digests.items() if digest in held}
    if not found:
        raise TextsError(f"{folder} holds the text of no source: not one file has the digest that a source.yaml states")
    return found


def get_texts(folder: Path, digests: Mapping[str, str], passages: list[Passage]) -> dict[str, str]:
    """The texts as `read_texts` gives them, from a folder without any other file, each of their passages checked.

    Raises TextsError for a file that is the text of no source, and for passages whose words have another digest.
    """
    strange = {name: data for name, data in _files(folder).items() if sha256(data).hexdigest() not in digests.values()}
    if strange:
        raise TextsError("\n".join(_strange(folder / name, data, digests, passages) for name, data in strange.items()))
    texts = read_texts(folder, digests)
    held = [passage for passage in passages if passage.source in texts]
    wrong = [f"{iris.path(passage.iri)}: {message}" for passage, message in mismatches(held, texts)]
    if wrong:
        remedy = f"correct the passage, or the digest of its source; `elbe verify --texts {folder}` names the lines"
        raise TextsError(
            "\n".join([*wrong, f"the texts in {folder} are those of the sources, but not so read: {remedy}"])
        )
    return texts


def mismatches(passages: list[Passage], texts: Mapping[str, str]) -> Iterator[tuple[Passage, str]]:
    """The passages whose words do not have the digest that the record states, each with what is wrong."""
    for passage in passages:
        text = texts.get(passage.source)
        if text is None:
            yield passage, "the folder holds no text with this source's digest"
        elif passage.span.end > len(text):
            yield passage, f"ends at {passage.span.end}, but the text has {len(text)} code points"
        elif span(text, passage.span.start, passage.span.end) != passage.span:
            yield passage, "the words between these offsets have another digest"


def _starts(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _end(text: str, at: int, closing: str) -> int | None:
    if not closing:
        return at
    found = text.find(closing, at)
    return found + len(closing) if found >= 0 else None


def _files(folder: Path) -> dict[str, bytes]:
    if not folder.is_dir():
        raise TextsError(f"{folder} is no folder: name the one that holds the texts of the sources")
    return {
        path.name: path.read_bytes()
        for path in sorted(folder.iterdir())
        if path.is_file() and not path.name.startswith(".")
    }


def _decoded(data: bytes, source: str) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        message = f"the text of {iris.path(source)} is not UTF-8: byte {error.start} can't be decoded"
        raise TextsError(f"{message}; take it in as UTF-8, and state the digest of that file") from None


def _strange(path: Path, data: bytes, digests: Mapping[str, str], passages: list[Passage]) -> str:
    """Says of a file which is the text of no source, whose text it might have been, and what to do."""
    text = data.decode(errors="replace")
    agreeing = Counter(p.source for p in passages if span(text, p.span.start, p.span.end) == p.span)
    message = f"{path} is the text of no source: its SHA-256 is {sha256(data).hexdigest()}"
    for source, number in agreeing.most_common(1):
        message += f"; it is most like that of {iris.path(source)}, whose SHA-256 is {digests[source]}"
        message += f" ({number} of its {sum(p.source == source for p in passages)} passages agree)"
    return f"{message}; put back the file as it was taken in, byte for byte, or take it out of the folder"
