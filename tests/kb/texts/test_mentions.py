from hashlib import sha256

import pytest
from support.places import PROJECT, TEXTS
from support.small_record import FILES, MENTIONS_HEAD, STATED, write_seeds

from kb.authoring.loader import load
from kb.errors import SeedErrors
from kb.model.passages import digest
from kb.namespaces import ID, expand
from kb.reading import sources
from kb.store.embedded import EmbeddedStore
from kb.texts import coverage, mentions
from kb.texts.anchors import read_texts
from kb.texts.mentions import Comparison, Label, Name, Proposal, _propose, _words, compare, labels, recorded

TEXT = "Anna met the Old Guard at Berg. Berg's Anna left; Boris of Bergen stayed."
MENTIONS = (
    MENTIONS_HEAD
    + """\
- id: mention/chronicle/person/anna
  names:
    - {words: Anna, at: [0, 39]}
    - {sha256: DIGEST, length: 5, at: 50}
""".replace("DIGEST", "c" * 64)
)
KNOWN = {
    "Anna": ["person/anna"],
    "Boris": ["person/boris"],
    "Berg": ["place/berg", "person/berg"],
    "Guard": ["group/guard"],
    "Old Guard": ["group/old-guard"],
}

ENTITIES = "elbe:Person elbe:Organization elbe:MilitaryUnit elbe:Group elbe:Place elbe:Event elbe:Photograph elbe:Work"


def known(names=None):
    return [
        Label(entity, name, tuple(_words(name))) for name, bearers in (names or KNOWN).items() for entity in bearers
    ]


def spelt(text, *names):
    return [text[p.start : p.end] for p in _propose(text, known({name: ["person/x"] for name in names}))]


@pytest.fixture
def chronicle(tmp_path):
    """The small record with mentions, and its text."""
    files = {name: content.replace(STATED, digest(TEXT)) for name, content in FILES.items()}
    return write_seeds(tmp_path / "seeds", files | {"sources/chronicle/mentions.yaml": MENTIONS})


@pytest.fixture(scope="module")
def texts(record):
    if not TEXTS.is_dir():
        pytest.skip(f"NOT RUN: mentions were not compared with the texts of the sources, since they are not at {TEXTS}")
    store = EmbeddedStore.holding(record.quads)
    return read_texts(TEXTS, {source.iri: source.sha256 for source in sources.sources(store).values()})


@pytest.fixture(scope="module")
def authored(record):
    return EmbeddedStore.holding(record.default_graph())


def test_the_longest_name_counts_and_a_form_of_several_is_proposed_for_all():
    assert _propose(TEXT, known()) == [
        Proposal(0, 4, ("person/anna",)),
        Proposal(13, 22, ("group/old-guard",)),
        Proposal(26, 30, ("person/berg", "place/berg")),
        Proposal(32, 36, ("person/berg", "place/berg")),
        Proposal(39, 43, ("person/anna",)),
        Proposal(50, 55, ("person/boris",)),
    ]


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("Stalin at Stalingrad, Stalin’s men", "Stalin", ["Stalin", "Stalin"]),
        ("the red army and the Red\nArmy", "Red Army", ["red army", "Red\nArmy"]),
        ("life in LIFE, the Life we lead", "Life", ["LIFE", "Life"]),
        ("us and the US", "US", ["US"]),
        ("PALAISE", "Palaise", ["PALAISE"]),
        ("Meeting on the Elbe", "meeting on the Elbe", ["Meeting on the Elbe"]),
        ("the Molotov–Ribbentrop Pact", "Molotov-Ribbentrop Pact", ["Molotov–Ribbentrop Pact"]),
        ("Molotov, Ribbentrop", "Molotov-Ribbentrop", []),
        ("Old Laws (First and Last) and", "Laws (First and Last)", ["Laws (First and Last)"]),
        ("Сталин в Сталинграде", "Сталин", ["Сталин"]),
        ("Almanyası’nı yendi", "Almanyası", ["Almanyası"]),
        ("在沈阳的红军", "沈阳", ["沈阳"]),
        ("Đilas and Cafe\u0301 Đilas", "Café Đilas", ["Cafe\u0301 Đilas"]),
        ("nobody", "Anna", []),
    ],
)  # fmt: skip
def test_a_label_is_found_as_whole_words(text, name, found):
    assert spelt(text, name) == found


def test_what_the_record_lacks_what_no_label_explains_and_what_overlaps_are_told_apart():
    names = [Name(0, 4, "person/anna"), Name(13, 22, "person/boris"), Name(17, 22, "group/guard"), Name(26, 30, None)]

    assert compare(TEXT, known(), names) == Comparison(
        missing=[
            Proposal(32, 36, ("person/berg", "place/berg")),
            Proposal(39, 43, ("person/anna",)),
            Proposal(50, 55, ("person/boris",)),
        ],
        unexplained=[Name(13, 22, "person/boris")],
        overlapping=[(Name(13, 22, "person/boris"), Name(17, 22, "group/guard"))],
    )


def test_a_proposal_that_is_pasted_leaves_nothing_to_propose(chronicle):
    store = EmbeddedStore.holding(load(chronicle).default_graph())
    lines = list(mentions._as_yaml("source/chronicle", TEXT, _propose(TEXT, labels(store))))
    path = chronicle / "sources/chronicle/mentions.yaml"
    path.write_text(MENTIONS.partition("- id: mention/")[0] + "\n".join(lines) + "\n", encoding="utf-8")

    again = EmbeddedStore.holding(load(chronicle).default_graph())

    assert compare(TEXT, labels(again), recorded(again, ID + "source/chronicle")) == Comparison([], [], [])
    assert len(recorded(again, ID + "source/chronicle")) == 3


def test_names_become_passages_of_one_annotation(chronicle):
    record = load(chronicle)

    mention = ID + "mention/chronicle/person/anna"
    values = {quad.predicate.value: quad.object.value for quad in record.quads if quad.subject.value == mention}
    digests = {q.subject.value: q.object.value for q in record.quads if q.predicate.value == expand("elbe:sha256")}
    assert values[expand("oa:hasBody")] == ID + "person/anna"
    assert values[expand("oa:motivatedBy")] == expand("oa:identifying")
    assert [(n.start, n.end) for n in recorded(EmbeddedStore.holding(record.quads), ID + "source/chronicle")] == [
        (0, 4),
        (39, 43),
        (50, 55),
    ]
    assert digests[f"{mention}#at-39"] == sha256(b"Anna").hexdigest()
    assert digests[f"{mention}#at-50"] == "c" * 64


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("person/anna", "person/ana", "6: unknown person 'person/ana' (did you mean person/anna?)"),
        ("mention/chronicle/", "mention/diary/", "6: 'mention/diary/person/anna' is no mention in source/chronicle: call it mention/chronicle/<entity>"),
        ("at: [0, 39]", "at: [0, x]", "6: at is 'x', not a whole number of code points"),
        ("words: Anna, ", "", "6: a name is written {words: …, at: […]}, or {sha256: …, length: …, at: […]} to keep the words out"),
        ("  names:\n", "  called:\n", "6: the mention has no list of names: write `names:` with {words: …, at: […]}"),
        ("[0, 39]", "[0, 0]", "8: 'mention/chronicle/person/anna#at-0' is defined twice, first at seeds/sources/chronicle/mentions.yaml:8: define it once and refer to it by its id"),
    ],
)  # fmt: skip
def test_a_mention_that_cannot_be_read_is_an_error_with_its_line(chronicle, old, new, message):
    path = chronicle / "sources/chronicle/mentions.yaml"
    path.write_text(MENTIONS.replace(old, new), encoding="utf-8")

    with pytest.raises(SeedErrors) as raised:
        load(chronicle)

    assert f"seeds/sources/chronicle/mentions.yaml:{message}" in [
        str(problem).replace(str(chronicle), "seeds") for problem in raised.value.problems
    ]


def test_a_mention_outside_the_folder_of_a_source_is_refused(chronicle):
    path = chronicle / "sources/chronicle/mentions.yaml"
    path.rename(chronicle / "authority/mentions.yaml")

    with pytest.raises(SeedErrors, match=r"mentions go to sources/<source>/mentions\.yaml"):
        load(chronicle)


def test_mentions_fill_no_stretch_without_a_claim(chronicle):
    store = EmbeddedStore.holding(load(chronicle).default_graph())

    assert coverage.gaps(store, sources.get_source(store, "chronicle")) == [(0, 10), (20, 30), (60, 400)]


def test_every_entity_of_the_record_is_named_or_says_why_not(authored):
    query = f"""
        PREFIX elbe: <{expand("elbe:")}> PREFIX oa: <{expand("oa:")}> PREFIX owl: <{expand("owl:")}>
        SELECT ?entity WHERE {{
          VALUES ?class {{ {ENTITIES} elbe:Source }} ?entity a ?class .
          FILTER NOT EXISTS {{ ?entity owl:deprecated true }}
          FILTER NOT EXISTS {{ ?mention oa:hasBody ?entity }}
          FILTER NOT EXISTS {{ ?entity elbe:anonymity ?why }}
        }}"""

    assert [row["entity"].value.removeprefix(ID) for row in authored.select(query)] == []


def test_every_question_of_the_record_is_answered_or_joins_questions_that_are(authored):
    query = f"""
        PREFIX elbe: <{expand("elbe:")}> PREFIX skos: <{expand("skos:")}>
        SELECT ?question WHERE {{
          ?question a elbe:Question .
          FILTER NOT EXISTS {{ ?claim elbe:answers/skos:broader* ?question }}
        }}"""

    assert [row["question"].value.removeprefix(ID) for row in authored.select(query)] == []


def test_every_source_has_mentions(authored):
    counts = {slug: len(recorded(authored, source.iri)) for slug, source in sources.sources(authored).items()}

    assert len(counts) == 5
    assert min(counts.values()) > 50


@pytest.fixture(scope="module")
def compared(authored, texts) -> dict[str, Comparison]:
    """How the names that each text spells differ from those that are recorded of it."""
    known_labels = labels(authored)
    return {source: compare(text, known_labels, recorded(authored, source)) for source, text in texts.items()}


def test_no_text_spells_a_name_that_the_mentions_lack_and_no_two_names_overlap(compared):
    assert {source: found.missing for source, found in compared.items() if found.missing} == {}
    assert {source: found.overlapping for source, found in compared.items() if found.overlapping} == {}


def test_a_mention_that_no_label_explains_says_why(compared):
    unexplained = [name for found in compared.values() for name in found.unexplained]

    assert unexplained
    assert [name for name in unexplained if not name.note] == []


def test_handles_of_readers_are_named_by_digest_alone():
    lines = (PROJECT / "seeds/sources/photo-post/mentions.yaml").read_text(encoding="utf-8")
    readers = [part for part in lines.split("\n- id: ") if part.startswith("mention/photo-post/person/thread-reader-")]

    assert len(readers) == 27
    assert [part for part in readers if "words:" in part] == []
