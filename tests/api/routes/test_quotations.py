"""The words of passages, shown by a service whose operator holds the texts, and by no other."""

import subprocess
import sys
from hashlib import sha256
from html import escape

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from support.live_service import Service, is_ready, serving, until
from support.places import TEXTS
from support.small_record import FILES, STATED, write_seeds

from api.settings import Settings
from kb.model.passages import digest
from kb.namespaces import ID, term
from kb.release.build import build

pytestmark = pytest.mark.process


FORMS = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
EXACT, SHA256, SOURCE, REFINED_BY, SELECTOR = (
    term(curie) for curie in ("oa:exact", "elbe:sha256", "oa:hasSource", "oa:refinedBy", "oa:hasSelector")
)

SHORT = "Преко реке прешло је око 1.200 људи,\r\n<b>ноћу</b> & без светла."
LONG = "Ана пориче. " * 40
TEXT = f"Почетак. {SHORT} {LONG} " + "Остатак хронике, који нико не наводи. " * 60
CLAIM, STRENGTH = "claim/crossing-strength", "utterance/chronicle/strength"


def anchored(words):
    start = TEXT.index(words)
    return f"{{start: {start}, end: {start + len(words)}, sha256: {digest(words)}"


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    """A record of one Serbian chronicle."""
    source, utterances = "sources/chronicle/source.yaml", "sources/chronicle/utterances.yaml"
    files = FILES | {
        source: FILES[source]
        .replace(STATED, digest(TEXT))
        .replace("codePoints: 400", f"codePoints: {len(TEXT)}")
        .replace("language: en", "language: sr"),
        utterances: FILES[utterances]
        .replace("{start: 10, end: 20, sha256: " + "a" * 64, anchored(SHORT))
        .replace("{start: 30, end: 60, sha256: " + "b" * 64, anchored(LONG) + ", reason: It is one speech."),
    }
    return write_seeds(tmp_path_factory.mktemp("seeds"), files)


@pytest.fixture(scope="module")
def chronicle(seeds, tmp_path_factory):
    """Its release."""
    return build(tmp_path_factory.mktemp("releases"), seeds)


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("texts")
    (folder / "kept under any name").write_bytes(TEXT.encode())
    return folder


@pytest.fixture(scope="module")
def quoting(chronicle, texts):
    with serving(chronicle, Settings.of(texts=str(texts))) as running:
        yield running


@pytest.fixture(scope="module")
def silent(chronicle):
    with serving(chronicle, Settings()) as running:
        yield running


def triples(answer):
    assert answer.status == 200, answer.text
    return {tuple(quad)[:3] for quad in parse(answer.body, RdfFormat.from_media_type(answer.media_type))}


def quotations(held):
    """The words quoted in triples, with the digest that the passage states and the source that it names."""
    values = {(subject, predicate): value for subject, predicate, value in held}
    passages = {value: subject for subject, predicate, value in held if predicate == SELECTOR}
    for selector, predicate, quote in held:
        if predicate == REFINED_BY:
            passage = passages[selector]
            yield values[quote, EXACT].value, values[passage, SHA256].value, values[passage, SOURCE].value


def test_each_form_of_a_document_quotes_the_same_words_with_the_digest_of_their_passage(quoting):
    forms = [triples(quoting.get(f"/doc/{CLAIM}.{extension}")) for extension in FORMS]

    assert all(form == forms[0] for form in forms)
    assert list(quotations(forms[0])) == [(SHORT, digest(SHORT), f"{ID}source/chronicle")]


def test_the_page_of_rival_answers_quotes_too(quoting, silent):
    path = "/questions/event/crossing/person-count/person"
    quoted, unquoted = (service.get(path, Accept="text/html") for service in (quoting, silent))

    assert escape(SHORT, quote=False).split("\r\n")[0] in quoted.text
    assert "<blockquote>" not in unquoted.text
    assert quoted.headers["etag"] != unquoted.headers["etag"]


def test_the_rights_stand_beside_the_words(quoting):
    held = triples(quoting.get(f"/doc/{CLAIM}.ttl"))
    page = quoting.get(f"/doc/{CLAIM}.html").text

    assert (NamedNode(f"{ID}source/chronicle"), term("dcterms:rights")) in {each[:2] for each in held}
    assert "<footer>Chronicle. Public domain." in page


def test_a_page_quotes_in_the_language_of_the_source_and_runs_nothing_of_it(quoting):
    page = quoting.get(f"/doc/{STRENGTH}.html").text
    statements = quoting.get(f"/statements/{STRENGTH}").text

    assert f'<blockquote><p lang="sr" dir="auto">{escape(SHORT)}</p>' in page
    assert "<b>ноћу" not in page + statements
    assert f'<span lang="sr">{escape(SHORT)}</span>' in statements


def test_a_long_passage_is_cut_with_a_mark_in_pages_and_left_out_of_the_rest(quoting):
    page = quoting.get(f"/doc/{CLAIM}.html").text

    assert f"{LONG[:400]}</p>" in page
    assert LONG[:401] not in page
    assert "[cut here: 400 of 480 characters are shown]" in page
    for extension in FORMS:
        assert LONG[:50] not in quoting.get(f"/doc/{CLAIM}.{extension}").text


def test_a_service_without_texts_gives_offsets_and_digest_only(silent):
    held = triples(silent.get(f"/doc/{CLAIM}.ttl"))

    assert digest(SHORT) in {value.value for _, predicate, value in held if predicate == SHA256}
    assert EXACT not in {predicate for _, predicate, _ in held}
    assert "<blockquote>" not in silent.get(f"/doc/{CLAIM}.html").text


@pytest.mark.parametrize("extension", ["html", *FORMS])
def test_what_was_kept_from_a_service_without_texts_is_not_taken_for_what_one_with_texts_says(
    quoting, silent, extension
):
    path = f"/doc/{CLAIM}.{extension}"
    known = silent.get(path).headers["etag"]

    assert quoting.get(path, If_None_Match=known).status == 200
    assert quoting.get(path, If_None_Match=quoting.get(path).headers["etag"]).status == 304


def test_words_are_in_documents_and_nowhere_else(quoting):
    for path in (
        "/dumps/elbe.nq",
        "/dumps/claims.csv",
        f"/linkset/{CLAIM}",
        "/",
        "/sparql",
        "/doc/place/riverside.html",
    ):
        assert "ноћу" not in quoting.get(path).text
    everything = "SELECT ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } FILTER(CONTAINS(STR(?o), 'ноћу')) }"
    assert quoting.rows(everything) == []
    assert quoting.query(f"DESCRIBE <{ID}{STRENGTH}>", "text/turtle").text.count("refinedBy") == 0


def test_what_lies_between_passages_is_never_served(quoting):
    things = ["source/chronicle", "agent/chronicle-authors", "event/crossing", "person/anna", CLAIM, STRENGTH]

    for thing in things:
        for extension in ("html", *FORMS):
            body = quoting.get(f"/doc/{thing}.{extension}").text
            assert "Остатак" not in body
            assert "Почетак" not in body


# at the start


def serve(release, texts):
    """`elbe serve` with texts that it refuses."""
    command = [
        sys.executable,
        "-m",
        "api.cli.main",
        "serve",
        "--port",
        "0",
        "--release",
        release.folder,
        "--texts",
        texts,
    ]
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=60, check=False)


def test_a_text_with_another_digest_is_refused_at_the_start(chronicle, tmp_path):
    (tmp_path / "chronicle.txt").write_bytes(TEXT.replace("Остатак", "Остаци", 1).encode())

    refused = serve(chronicle, tmp_path)

    assert refused.returncode == 2
    assert "Traceback" not in refused.stderr
    for fact in (
        str(tmp_path / "chronicle.txt"),
        "source/chronicle",
        digest(TEXT),
        "put back the file as it was taken in",
    ):
        assert fact in refused.stderr


def test_a_passage_with_another_digest_is_refused_at_the_start(seeds, texts, tmp_path):
    changed = write_seeds(
        tmp_path / "seeds",
        {path: (seeds / path).read_text(encoding="utf-8").replace(digest(SHORT), "c" * 64) for path in FILES},
    )

    refused = serve(build(tmp_path / "releases", changed), texts)

    assert refused.returncode == 2
    assert f"{STRENGTH}#passage: the words between these offsets have another digest" in refused.stderr
    assert "elbe verify --texts" in refused.stderr


@pytest.mark.parametrize("folder", ["empty", "absent"])
def test_a_folder_without_texts_is_refused_at_the_start(chronicle, tmp_path, folder):
    (tmp_path / "empty").mkdir()

    refused = serve(chronicle, tmp_path / folder)

    assert refused.returncode == 2
    assert str(tmp_path / folder) in refused.stderr


# the record and its texts


@pytest.fixture(scope="module")
def real(release):
    """The service on the project's own seeds, with the texts of their sources."""
    if not TEXTS.is_dir():
        pytest.skip(f"NOT RUN: nothing was quoted from the texts of the sources, since they are not at {TEXTS}")
    with serving(release, Settings.of(texts=str(TEXTS))) as running:
        yield running


@pytest.mark.parametrize(
    "thing",
    [
        "source/serbia-wiki",
        "source/mfa-posts",
        "claim/soldiers-need-rest-after-war",
        "person/joseph-stalin",
        "event/soviet-rapes-in-serbia-1944",
    ],
)
def test_what_is_quoted_of_the_record_has_the_digest_that_the_record_states(real, thing):
    found = list(quotations(triples(real.get(f"/doc/{thing}.nt"))))

    assert found
    assert [words for words, stated, _ in found if digest(words) != stated or len(words) > 400] == []


@pytest.mark.parametrize("slug", ["serbia-wiki", "mfa-posts", "photo-post", "russian-seven", "atrocities-encyclopedia"])
def test_the_document_of_a_source_quotes_no_more_than_a_quarter_of_it(real, slug):
    found = triples(real.get(f"/doc/source/{slug}.nt"))
    (length,) = (int(value.value) for _, predicate, value in found if predicate == term("elbe:codePoints"))
    quoted = {words for words, _, source in quotations(found) if source == f"{ID}source/{slug}"}

    assert 0 < sum(map(len, quoted)) <= max(length / 4, 400)


def test_the_command_serves_with_some_texts_and_names_the_sources_without(release, free_port, tmp_path):
    if not TEXTS.is_dir():
        pytest.skip(f"NOT RUN: no text of a source was served, since they are not at {TEXTS}")
    data = min(TEXTS.glob("*.txt")).read_bytes()
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "one").write_bytes(data)
    options = ["--port", free_port, "--release", release.folder, "--texts", texts]
    command = list(map(str, [sys.executable, "-m", "api.cli.main", "serve", *options]))
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(command, stderr=log)
    try:
        until(lambda: is_ready(Service(free_port, process.pid)), 30)
        running = Service(free_port, process.pid)
        (row,) = running.rows(f"SELECT ?source {{ ?source <{SHA256.value}> '{sha256(data).hexdigest()}' }}")
        page = running.get(f"/doc/{row['source'].removeprefix(ID)}.html").text
    finally:
        process.terminate()
        process.wait(30)
    said = (tmp_path / "log").read_text(encoding="utf-8")

    assert "<blockquote>" in page
    assert said.count("its passages are not quoted") == 4
