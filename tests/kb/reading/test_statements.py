from kb.authoring.loader import load
from kb.namespaces import ID
from kb.reading.claims import read_all
from kb.reading.statements import statements
from kb.store.embedded import EmbeddedStore


def told(folder):
    return statements(read_all(EmbeddedStore.holding(load(folder).default_graph())))


def test_a_denial_is_a_statement_of_its_own(small_seeds):
    assert [(s.stance.kind, s.speakers[-1]) for s in told(small_seeds)] == [
        ("asserts", "Authors of the chronicle"),
        ("denies", "Anna"),
    ]


def test_the_chain_names_all_speakers_from_the_source_inwards(small_seeds):
    assert told(small_seeds)[1].chain == "Authors of the chronicle ← Anna"


def test_joint_speakers_share_a_place_in_the_chain(mended):
    joint = "speaker: [person/boris, person/anna]\n    spokeJointly: true"

    assert told(mended("utterances.yaml", "speaker: person/anna", joint))[1].speakers[-1] == "Anna and Boris"


def test_statements_follow_the_order_of_the_document(record):
    rows = statements(read_all(EmbeddedStore.holding(record.default_graph())))

    places = [(row.passage.source.iri, row.passage.span.start) for row in rows]
    assert places == sorted(places)


def test_every_claim_of_the_record_is_in_a_statement(record):
    rows = statements(read_all(EmbeddedStore.holding(record.default_graph())))
    claims = {iri for iri in record.places if iri.startswith(ID + "claim/") and "#" not in iri}

    assert {row.claim.claim.iri for row in rows} == claims
