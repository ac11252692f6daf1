import pytest
from jsonschema import Draft202012Validator
from support import editor, small_record

from kb import resources
from kb.authoring import loader
from kb.authoring.schema import schema
from kb.authoring.shorthands import SHORTHANDS
from kb.authoring.vocabulary import Vocabulary, forms
from kb.errors import SeedErrors
from kb.model import context
from kb.model.vocabulary import core

DIGEST = "a" * 64
PASSAGE = f"passage: {{start: 0, end: 8, sha256: {DIGEST}}}"
CLAIM = """
- id: utterance/chronicle/said
  speaker: agent/chronicle-authors
  manner: manner/encyclopedic
  passage: {start: 0, end: 8, sha256: %s}
  asserts:
    - id: claim/said
      subject: event/crossing
      predicate: elbe:personCount
      object: %s
      gist: Some crossed.
"""
GOOD_OBJECTS = {
    "quantity": '{value: "1200", unit: unit/person, precision: precision/exact}',
    "time": "{date: 1945-04-25}",
    "year": "{date: 1945}",
    "text": "{text: in haste, lang: en}",
    "id": "person/anna",
}
BROKEN = {
    "unknown key": "- {id: person/anna, prefLabel: Anna, gist: Anna.}",
    "unknown kind": "- {id: persona/anna, prefLabel: Anna}",
    "no id": "- {prefLabel: Anna}",
    "no list": "id: person/anna",
    "id in capitals": "- {id: person/Anna, prefLabel: Anna}",
    "member of no list": "- {id: event/x, prefLabel: X, eventType: event-type/picnic}",
    "member of another list": "- {id: event/x, prefLabel: X, eventType: manner/memoir}",
    "thing of another kind": f"- {{id: utterance/chronicle/x, speaker: place/riverside, manner: manner/memoir, {PASSAGE}}}",
    "utterance without speaker": f"- {{id: utterance/chronicle/x, manner: manner/memoir, {PASSAGE}}}",
    "utterance without manner": f"- {{id: utterance/chronicle/x, speaker: person/anna, {PASSAGE}}}",
    "two manners": f"- {{id: utterance/chronicle/x, speaker: person/anna, manner: [manner/memoir, manner/letter], {PASSAGE}}}",
    "passage without digest": "- {id: utterance/chronicle/x, speaker: person/anna, manner: manner/memoir, passage: {start: 1, end: 2}}",
    "passage with its words": f"- {{id: utterance/chronicle/x, speaker: person/anna, manner: manner/memoir, passage: {{start: 0, end: 8, sha256: {DIGEST}, exact: word}}}}",
    "plain decimal": CLAIM % (DIGEST, "{value: 1200, unit: unit/person, precision: precision/exact}"),
    "figure without unit": CLAIM % (DIGEST, '{value: "1200", precision: precision/exact}'),
    "unit of no list": CLAIM % (DIGEST, '{value: "1200", unit: unit/parsec, precision: precision/exact}'),
    "object without form": CLAIM % (DIGEST, "{unit: unit/person}"),
    "date and text": CLAIM % (DIGEST, "{date: 1945, text: then}"),
    "undeclared predicate": CLAIM.replace("personCount", "peopleCount") % (DIGEST, "person/anna"),
    "gist without full stop": CLAIM.replace("crossed.", "crossed") % (DIGEST, "person/anna"),
    "gist too long": CLAIM.replace("Some crossed", "Some crossed " * 20) % (DIGEST, "person/anna"),
    "claim without gist": CLAIM.replace("      gist: Some crossed.\n", "") % (DIGEST, "person/anna"),
    "reported without rendering": f"- {{id: utterance/chronicle/x, speaker: person/anna, manner: manner/memoir, {PASSAGE}, reports: {{id: utterance/chronicle/x/b, speaker: person/boris, manner: manner/memoir, denies: claim/y}}}}",
    "source without digest": "- {id: source/x, prefLabel: X, codePoints: 3, language: en, transmission: transmission/collected, rights: Free.}",
    "mention without names": "- {id: mention/chronicle/person/anna}",
    "name without places": "- {id: mention/chronicle/person/anna, names: [{words: Anna}]}",
    "day that is a year": "- {id: assessment/x, target: claim/y, motivation: oa:assessing, creator: software/hand, created: '2026', verdict: verdict/doubtful, reason: So., confidence: '0.5'}",
    "language tag in capitals": "- {id: person/anna, prefLabel: {EN: Anna}}",
    "address without scheme": "- {id: work/x, prefLabel: X, url: example.org}",
}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.of(core(), [resources.folder("shapes")])


@pytest.fixture(scope="module")
def validator(vocabulary) -> Draft202012Validator:
    return Draft202012Validator(schema(vocabulary, "A small record"))


def test_the_schema_is_one_of_the_draft(validator):
    Draft202012Validator.check_schema(validator.schema)


@pytest.mark.whole
@pytest.mark.parametrize("path", sorted(resources.folder("seeds").rglob("*.yaml")), ids=lambda path: path.name)
def test_each_file_that_is_shipped_is_valid(path, validator):
    errors = validator.iter_errors(editor.read(path.read_bytes(), path.name))

    assert [(list(error.absolute_path), error.message) for error in errors] == []


@pytest.mark.parametrize("name", [name for name in small_record.FILES if name.endswith(".yaml")])
def test_each_file_of_the_small_record_is_valid(name, validator):
    assert validator.is_valid(editor.read(small_record.FILES[name].encode()))


@pytest.mark.parametrize("object_", GOOD_OBJECTS.values(), ids=GOOD_OBJECTS)
def test_each_form_of_an_object_is_valid(object_, validator):
    assert validator.is_valid(editor.read((CLAIM % (DIGEST, object_)).encode()))


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_not_valid(text, validator):
    assert not validator.is_valid(editor.read(text.encode()))


def test_a_tombstone_needs_nothing_but_its_reason(validator):
    text = b"- {id: claim/gone, deprecated: true, reason: Made twice., date: 2026-11-30}"

    assert validator.is_valid(editor.read(text))


def test_each_key_of_each_class_has_a_sentence(vocabulary):
    assert [(name, key) for name, uses in vocabulary.uses.items() for key, use in uses.items() if not use.help] == []


def test_each_key_that_the_loader_knows_is_one_of_some_class(vocabulary):
    used = {key for uses in vocabulary.uses.values() for key in uses}
    computed = {"remove", "firstHand", "status", "conflictType", "byRule", "wasAttributedTo", "wasQuotedFrom"}

    assert computed & used == set()
    assert {"gist", "speaker", "notClaims", "hedge", "names"} - used == {"names"}
    assert set(context.authored_keys()) > used


def test_each_shorthand_of_the_loader_has_its_form():
    assert forms()["shorthands"].keys() == {name for name in SHORTHANDS if name}
    assert {name for name in SHORTHANDS if name in context.authored_keys()} <= forms()["forms"].keys()


@pytest.mark.parametrize("name", ["unknown key", "plain decimal", "undeclared predicate", "passage without digest"])
def test_what_the_schema_refuses_the_loader_refuses_too(name, tmp_path):
    files = small_record.FILES | {"sources/chronicle/more.yaml": BROKEN[name]}

    with pytest.raises(SeedErrors):
        loader.load(small_record.write_seeds(tmp_path, files))
