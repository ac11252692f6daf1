"""Every term of the ontology says what it is, where it may stand and who defines it."""

from pathlib import Path

import pytest
from support import hygiene, vocabularies

from kb import resources
from kb.namespaces import ONTOLOGY

FOLDER = resources.folder("ontology")
FILES = sorted(FOLDER.glob("*.ttl"))

each_rule = pytest.mark.parametrize("rule", hygiene.rules("terms"), ids=lambda rule: rule.stem)


@each_rule
def test_no_term_breaks_the_rule(rule: Path) -> None:
    store = hygiene.store_of(*FILES)

    assert hygiene.offenders(store, rule) == set()


@each_rule
def test_the_rule_finds_what_breaks_it_and_nothing_else(rule: Path) -> None:
    store = hygiene.store_of(rule.with_suffix(".ttl"))

    assert hygiene.offenders(store, rule) == hygiene.marked(rule.with_suffix(".ttl"))


def test_every_term_of_the_context_and_the_shapes_is_defined() -> None:
    defined = {subject for subject, _, _ in vocabularies.links(FOLDER / "elbe.ttl")}
    used = vocabularies.context_iris(FOLDER / "context.jsonld")
    for shapes in resources.folder("shapes").glob("*.ttl"):
        used |= vocabularies.iris(shapes)

    assert {iri for iri in used if iri.startswith(ONTOLOGY)} <= defined
