"""Who speaks is said no more surely than the sources say it."""

from kb.namespaces import compact, expand


def pairs(record, property):
    return {(q.subject.value, q.object.value) for q in record.quads if q.predicate.value == expand(property)}


def test_that_the_ministry_speaks_where_a_post_is_printed_again_is_assessed_as_inferred(record):
    posts = record.terms.id + "utterance/mfa-posts/"
    reported = {inner for _, inner in pairs(record, "elbe:reports")}
    again = {s for s, o in pairs(record, "elbe:dependsOn") if s.startswith(posts) and o.startswith(posts)} - reported
    unclear = {s for s, o in pairs(record, "elbe:verdict") if o.endswith("verdict/unclear-speaker")}
    assessed = {target for assessment, target in pairs(record, "oa:hasTarget") if assessment in unclear}

    assert len(again) > 40
    assert again - assessed == set()


def test_whoever_is_called_by_a_number_of_ours_is_explained(record):
    called = pairs(record, "skos:prefLabel")
    speakers = {speaker for _, speaker in pairs(record, "elbe:speaker")}
    readers = {s for s, name in called if name.startswith("Reader ") and name.endswith(" of the thread")} & speakers
    explained = {s for s, note in pairs(record, "skos:note") if "order in which they first speak" in note}

    assert len(readers) > 20
    assert {compact(reader) for reader in readers - explained} == set()
