from kb.model.stances import STANCES
from kb.model.vocabulary import _triples
from kb.namespaces import ONTOLOGY, term


def test_the_stances_are_those_that_the_ontology_declares():
    declared = {
        triple.subject.value
        for triple in _triples("elbe.ttl")
        if triple.predicate == term("rdfs:subPropertyOf") and triple.object == term("elbe:takesStanceOn")
    }

    assert {ONTOLOGY + stance for stance in STANCES} == declared
