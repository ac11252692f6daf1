from contextlib import suppress
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode
from support.small_record import FILES, write_seeds
from support.words import KINDS

from kb import resources
from kb.authoring.loader import load
from kb.errors import SeedErrors
from kb.namespaces import ID, expand

UTTERANCES = "seeds/sources/chronicle/utterances.yaml"
DIGEST = "a" * 64
ANNA = "utterance/chronicle/anna-says/anna"


def objects(record, subject: str, predicate: str) -> list[str]:
    node = NamedNode(subject if ":" in subject else ID + subject)
    return [
        quad.object.value for quad in record.quads if (quad.subject, quad.predicate.value) == (node, expand(predicate))
    ]


def errors_of(folder: Path) -> list[str]:
    with pytest.raises(SeedErrors) as caught:
        load(folder)
    return [str(problem).replace(str(folder), folder.name) for problem in caught.value.problems]


def test_inner_ids_are_minted_from_their_parents(small_seeds):
    record = load(small_seeds)

    assert objects(record, "utterance/chronicle/strength", "elbe:passage") == [
        ID + "utterance/chronicle/strength#passage"
    ]
    assert objects(record, "utterance/chronicle/strength#passage", "oa:hasSelector") == [
        ID + "utterance/chronicle/strength#passage.selector"
    ]
    assert objects(record, "claim/crossing-strength#object", "crm:P90_has_value") == ["1200"]


def test_a_passage_is_of_the_source_in_whose_folder_it_stands(small_seeds):
    record = load(small_seeds)

    assert objects(record, "utterance/chronicle/strength#passage", "oa:hasSource") == [ID + "source/chronicle"]


def test_a_valid_time_becomes_a_time_span_with_bounds(small_seeds):
    record = load(small_seeds)

    span = "claim/crossing-strength#validTime"
    assert objects(record, span, "elbe:edtf") == ["1945-04"]
    assert objects(record, span, "crm:P82a_begin_of_the_begin") == ["1945-04-01"]
    assert objects(record, span, "crm:P82b_end_of_the_end") == ["1945-04-30"]


def test_a_reported_utterance_without_passage_is_typed_so(small_seeds):
    record = load(small_seeds)

    assert objects(record, "utterance/chronicle/anna-says/anna", "rdf:type") == [expand("elbe:ReportedUtterance")]
    assert objects(record, "utterance/chronicle/anna-says", "rdf:type") == [expand("elbe:Utterance")]


def test_a_question_that_nobody_wrote_is_minted_with_what_its_iri_fixes(small_seeds):
    record = load(small_seeds)

    question = "question/event/crossing/person-count/person"
    assert objects(record, question, "elbe:onSubject") == [ID + "event/crossing"]
    assert objects(record, question, "elbe:onPredicate") == [expand("elbe:personCount")]
    assert objects(record, question, "elbe:inUnit") == [ID + "unit/person"]
    assert objects(record, question, "skos:prefLabel") == ["How many people did “Troops cross the river, 1945” count?"]


def test_curating_a_question_adds_a_title_and_nothing_else(mended):
    curated = (
        "- id: question/event/crossing/person-count/person\n  prefLabel: {en: How many crossed?}\n- id: person/anna\n"
    )
    record = load(mended("all.yaml", "- id: person/anna\n", curated))

    question = "question/event/crossing/person-count/person"
    assert objects(record, question, "skos:prefLabel") == ["How many crossed?"]
    assert objects(record, question, "elbe:inUnit") == [ID + "unit/person"]


OBJECT = '{value: "1200", unit: unit/person, precision: precision/approximate}'
ASKED = "answers: question/event/crossing/person-count/person"


def test_decision_1_every_object_of_a_claim_has_an_iri_and_a_class(mended):
    for written, type in [
        (OBJECT, "crm:E54_Dimension"),
        ("{date: 1945-04-25}", "crm:E52_Time-Span"),
        ("{text: by night, lang: en}", "elbe:Text"),
    ]:
        record = load(mended("utterances.yaml", OBJECT, written))

        assert objects(record, "claim/crossing-strength", "rdf:object") == [ID + "claim/crossing-strength#object"]
        assert objects(record, "claim/crossing-strength#object", "rdf:type") == [expand(type)]


def test_decision_1_the_date_that_a_claim_gives_has_bounds_like_a_valid_time(mended):
    record = load(mended("utterances.yaml", OBJECT, "{date: 1945-04/..}"))

    span = "claim/crossing-strength#object"
    assert objects(record, span, "elbe:edtf") == ["1945-04/.."]
    assert objects(record, span, "crm:P82a_begin_of_the_begin") == ["1945-04-01"]
    assert objects(record, span, "crm:P82b_end_of_the_end") == []


def test_decision_3_a_bare_string_is_in_the_first_language_of_the_corpus(mended):
    folder = mended("utterances.yaml", OBJECT, "{text: noću}")
    corpus = folder / "elbe.toml"
    corpus.write_text(corpus.read_text().replace('["en", "sr-latn"]', '["sr-latn", "en"]'), encoding="utf-8")

    record = load(folder)

    texts = {q.object for q in record.quads if q.predicate.value in (expand("rdf:value"), expand("elbe:gist"))}
    assert texts == {Literal("noću", language="sr-latn"), Literal("About 1,200 people crossed.", language="sr-latn")}


def test_decision_2_a_nested_node_with_no_more_than_a_stub_has_is_a_reference(mended):
    stub = "denies: {id: claim/crossing-strength, type: elbe:Claim, label: {en: A claim}, sameAs: [wd:Q1]}"
    record = load(mended("utterances.yaml", "denies: claim/crossing-strength", stub))

    assert sorted(map(str, record.quads)) == sorted(map(str, load(mended("all.yaml", "boris", "boris")).quads))


def test_decision_4_a_claim_that_names_no_question_answers_the_one_without_scope(mended):
    named = load(mended("all.yaml", "boris", "boris"))
    unnamed = load(mended("utterances.yaml", f"      {ASKED}\n", ""))

    assert sorted(map(str, unnamed.quads)) == sorted(map(str, named.quads))


def test_the_question_of_a_claim_on_an_unknown_subject_is_no_second_error(mended):
    folder = mended("utterances.yaml", f"      {ASKED}\n      subject: event/crossing", "      subject: event/crosing")

    assert errors_of(folder) == [f"{UTTERANCES}:12: unknown event 'event/crosing' (did you mean event/crossing?)"]


def test_decision_5_hedge_and_proviso_are_read_as_concepts(mended):
    hedged = load(mended("utterances.yaml", f"      {ASKED}\n", "      hedge: hedge/mostly\n"))
    limited = load(
        mended(
            "utterances.yaml",
            "manner: manner/eyewitness",
            "manner: manner/eyewitness\n    proviso: proviso/as-it-seems",
        )
    )

    assert objects(hedged, "claim/crossing-strength", "elbe:hedge") == [ID + "hedge/mostly"]
    assert objects(limited, ANNA, "elbe:proviso") == [ID + "proviso/as-it-seems"]


@pytest.mark.parametrize("key", ["byImplication", "byOurReading"])
def test_decision_5_what_is_read_out_of_an_utterance_is_marked_beside_its_stance(mended, key):
    denies = "denies: claim/crossing-strength"
    record = load(mended("utterances.yaml", denies, f"{denies}\n    {key}: claim/crossing-strength"))

    assert objects(record, ANNA, f"elbe:{key}") == [ID + "claim/crossing-strength"]


def test_decision_6_an_utterance_can_endorse_another_and_say_nothing_else(mended):
    record = load(
        mended("utterances.yaml", "denies: claim/crossing-strength", "endorses: utterance/chronicle/strength")
    )

    assert objects(record, ANNA, "elbe:endorses") == [ID + "utterance/chronicle/strength"]


@pytest.mark.parametrize(
    ("precision", "limit"),
    [("nearly", "crm:P90b_has_upper_value_limit"), ("just-over", "crm:P90a_has_lower_value_limit")],
)
def test_decision_5_nearly_and_just_over_a_figure_have_it_as_their_limit(mended, precision, limit):
    record = load(mended("utterances.yaml", "precision/approximate", f"precision/{precision}"))

    assert objects(record, "claim/crossing-strength#object", limit) == ["1200"]
    assert objects(record, "claim/crossing-strength#object", "crm:P90_has_value") == ["1200"]


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "message"),
    [
        ("utterances.yaml", "manner: manner/eyewitness", "maner: manner/eyewitness", 25, "unknown key 'maner' (did you mean manner?)"),
        ("utterances.yaml", "speaker: person/anna", "speaker: person/ana", 24, "unknown person 'person/ana' (did you mean person/anna?)"),
        ("utterances.yaml", "predicate: elbe:personCount", "predicate: elbe:personcount", 14, "unknown predicate 'elbe:personcount' (did you mean elbe:personCount?)"),
        ("utterances.yaml", "validTime: 1945-04", "validTime: 1945-02-30", 16, "'1945-02-30' is no date that exists: write EDTF, such as 1944-10-20, 1944-10 or 1944~"),
        ("utterances.yaml", "validTime: 1945-04", "validTime: 1945-05/1945-04", 16, "'1945-05/1945-04' ends before it starts"),
        ("utterances.yaml", "validTime: 1945-04", "validTime: 1945-04-00", 16, "'1945-04-00' is no date that exists: write EDTF, such as 1944-10-20, 1944-10 or 1944~"),
        ("utterances.yaml", "validTime: 1945-04", "validTime: -0044", 16, "'-0044' is not supported: write years from 0001 to 9999"),
        ("all.yaml", "  title: {en: Chronicle of the river}", "  issued: 1945-04-00", 22, "'1945-04-00' is no date that exists: write EDTF, such as 1944-10-20, 1944-10 or 1944~"),
        ("all.yaml", "  title: {en: Chronicle of the river}", "  issued: Y-17000", 22, "'Y-17000' is not supported: write years from 0001 to 9999"),
        ("utterances.yaml", "start: 10,", "start: ten,", 9, "start is 'ten', not a whole number of code points"),
        ("utterances.yaml", "start: 10,", "start: 1.5,", 9, "start is '1.5', not a whole number of code points"),
        ("utterances.yaml", "start: 10, end: 20", "start: 20, end: 10", 9, "the passage ends at 10, before or where it starts (20)"),
        ("utterances.yaml", f", sha256: {DIGEST}", "", 9, "the passage lacks sha256; `elbe anchor` prints all three"),
        ("utterances.yaml", 'value: "1200"', "value: 1200", 15, '\'1200\': write decimals as quoted strings in canonical form, such as "1219" or "0.5"'),
        ("utterances.yaml", 'value: "1200"', 'value: "1,200"', 15, '\'1,200\': write decimals as quoted strings in canonical form, such as "1219" or "0.5"'),
        ("utterances.yaml", "precision: precision/approximate}", "precision: precision/roughly}", 15, "unknown precision 'precision/roughly': there are precision/approximate, precision/at-least, precision/best-estimate, precision/exact, precision/just-over, precision/less-than, precision/more-than, precision/nearly, precision/range, precision/up-to"),
        ("utterances.yaml", "id: utterance/chronicle/anna-says/anna", "id: utterance/chronicle/Anna", 23, "id 'utterance/chronicle/Anna': write <kind>/<local> in lower-case ASCII words joined by hyphens"),
        ("all.yaml", "{en: Anna, sr: Ана}", "{en: Anna, SR: Ана}", 12, "'SR' is no language tag in lower case, such as en or sr-latn"),
        ("all.yaml", "- id: person/anna", "- id: people/anna", 11, f"unknown kind 'people' in 'people/anna': there are {', '.join(KINDS)}"),
        ("all.yaml", "- id: person/anna\n  prefLabel", "- prefLabel", 11, "the node has no id: begin it with `- id: <kind>/<local>`"),
    ],
)  # fmt: skip
def test_an_error_names_file_line_and_remedy(mended, file, old, new, line, message):
    problems = errors_of(mended(file, old, new))

    path = UTTERANCES if file == "utterances.yaml" else "seeds/authority/all.yaml"
    assert f"{path}:{line}: {message}" in problems


@pytest.mark.parametrize(
    "written",
    [
        "https://example.org/a b",
        "https://example.org/%zz",
        "https://example.org/a|b",
        "https://example.org/{x}",
        "wd:<x>",
        "person/a b",
        "https://[bad",
        "https:///x",
        "https://",
    ],
)
@pytest.mark.parametrize("key", ["creator", "publisher", "dependsOn", "exactMatch"])
def test_a_reference_that_is_no_iri_is_refused(mended, written, key):
    key = "broader" if key == "publisher" else key
    (problem,) = errors_of(mended("all.yaml", "  title: {en: Chronicle of the river}", f'  {key}: "{written}"'))

    assert problem.startswith("seeds/authority/all.yaml:22: ")
    assert "is no IRI" in problem


@pytest.mark.parametrize("written", ["urn:isbn:1", "wikidata:Q42", "mailto:a@example.org"])
def test_a_reference_with_an_unknown_prefix_is_not_taken_for_a_thing_of_ours(mended, written):
    (problem,) = errors_of(mended("all.yaml", "  title: {en: Chronicle of the river}", f"  creator: {written}"))

    assert problem.startswith(
        f"seeds/authority/all.yaml:22: unknown prefix '{written.partition(':')[0]}' in '{written}'"
    )


@pytest.mark.parametrize(
    "written",
    [
        "https://[bad",
        "https://example.org/<x>",
        "https://example.org/%zz",
        "https://example.org/a\\nb",
        "ftp://example.org/",
        "example.org",
        "https://",
    ],
)
def test_an_address_that_is_no_iri_is_refused(mended, written):
    (problem,) = errors_of(mended("all.yaml", "  title: {en: Chronicle of the river}", f'  url: "{written}"'))

    assert problem.startswith("seeds/authority/all.yaml:22: ")
    assert "is no IRI" in problem or "is no address" in problem


@pytest.mark.parametrize("tag", ["EN_us", "english language", "en-", "e", "en-x"])
def test_a_bad_language_tag_is_refused_by_name(mended, tag):
    (problem,) = errors_of(mended("utterances.yaml", OBJECT, f"{{text: by night, lang: {tag}}}"))

    assert problem == f"{UTTERANCES}:15: {tag!r} is no language tag in lower case, such as en or sr-latn"


@pytest.mark.parametrize("escape", ["\\u0007", "\\0", "\\uFFFE", "\\x0b", "\\x1e"])
def test_a_character_that_xml_cannot_hold_is_refused_where_it_stands(mended, escape):
    (problem,) = errors_of(mended("all.yaml", "{en: Anna, sr: Ана}", f'{{en: "An{escape}na"}}'))

    assert problem.startswith("seeds/authority/all.yaml:12: the text holds U+")


@pytest.mark.parametrize(
    "label",
    [
        *(
            " Anna",
            "Anna ",
            "An  na",
            "Anna\u00a0",
            "\ufeffAnna",
            "Anna\u200f",
            "A \u00a0na",
            "\u3000Anna",
            "An\u00adna",
        ),
        *("An\u200bna", "\u202eAnna", "Ann\u0061\u0301", "Anna\\n", "\\tAnna", "An\ufeffna"),
    ],
)
@pytest.mark.parametrize("key", ["prefLabel", "altLabel", "note"])
def test_white_space_that_nobody_sees_and_letters_apart_are_refused_in_every_text(mended, key, label):
    (problem,) = errors_of(
        mended(
            "all.yaml",
            "{en: Anna, sr: Ана}",
            f'{{en: Anna}}\n  {key}: {{en: "{label}"}}'.removeprefix(
                "{en: Anna}\n  prefLabel: " if key == "prefLabel" else ""
            ),
        )
    )

    assert problem.startswith(f"seeds/authority/all.yaml:{12 if key == 'prefLabel' else 13}: ")
    assert "white space" in problem or "nobody sees" in problem or "NFC" in problem


@pytest.mark.parametrize("label", ["A\u00a0B", "می\u200cخواهم", "e\u0301".replace("e\u0301", "é"), "A\\nB"])
def test_characters_that_a_language_needs_stay(mended, label):
    load(mended("all.yaml", "{en: Anna, sr: Ана}", f'{{en: Anna}}\n  note: {{en: "{label}"}}'))


@pytest.mark.parametrize("id", ["'#a b'", "'#a|b'", "'#%zz'", "'#'"])
def test_the_id_of_a_part_is_an_iri_too(mended, id):
    cites = f"  cites:\n    - {{id: {id}, citedWork: work/chronicle-of-the-river}}\n  asserts:\n"

    assert f"{UTTERANCES}:11: id 'utterance/chronicle/strength{id[1:-1]}': write what follows #" in "\n".join(
        errors_of(mended("utterances.yaml", "  asserts:\n", cites))
    )


BROKEN = {
    "a tab": ("  speaker: person/anna", "\tspeaker: person/anna"),
    "a colon": ("gist: About 1,200 people crossed.", "gist: About: 1,200 people crossed."),
    "a null": ("gist: About 1,200 people crossed.", "gist:"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_file_that_cannot_be_read_is_the_only_thing_told(mended, what):
    folder = mended("utterances.yaml", *BROKEN[what])
    (folder / "published.txt").write_text("claim/crossing-strength\n", encoding="utf-8")
    more = "- id: assessment/one\n  target: [claim/crossing-strength]\n  restsOn: {en: what it says}\n"
    (folder / "authority/more.yaml").write_text(more, encoding="utf-8")

    (problem,) = errors_of(folder)
    assert problem.startswith(UTTERANCES)


def test_what_lies_in_a_broken_file_of_things_is_not_said_to_be_unknown_either_and_a_concept_still_is(mended):
    folder = mended("all.yaml", "{en: Anna, sr: Ана}", "{en: Anna, sr: Ана")
    (folder / "links").mkdir()
    row = "elbeid:mapping/anna\telbeid:person/anna\tskos:exactMatch\twd:Q1\tsemapv:ManualMappingCuration\n"
    head = "record_id\tsubject_id\tpredicate_id\tobject_id\tmapping_justification\n"
    (folder / "links/wikidata.sssom.tsv").write_text(head + row, encoding="utf-8")
    utterances = folder / "sources/chronicle/utterances.yaml"
    utterances.write_text(utterances.read_text().replace("manner/eyewitness", "manner/eyewitnes"), encoding="utf-8")

    broken, unknown = errors_of(folder)
    assert broken.startswith("seeds/authority/all.yaml:13: this is not YAML")
    assert unknown == f"{UTTERANCES}:25: unknown manner 'manner/eyewitnes' (did you mean manner/eyewitness?)"


def test_two_objects_are_refused(mended):
    written = '[{value: "1200", unit: unit/person}, {value: "1300", unit: unit/person}]'
    problems = errors_of(
        mended("utterances.yaml", '{value: "1200", unit: unit/person, precision: precision/approximate}', written)
    )

    assert f"{UTTERANCES}:15: a second value of 'object': of two write two nodes, each with its own" in problems


def test_a_duplicate_id_names_both_places(mended):
    problems = errors_of(mended("all.yaml", "- id: person/boris", "- id: person/anna"))

    first = "seeds/authority/all.yaml:11"
    assert problems == [
        f"seeds/authority/all.yaml:13: 'person/anna' is defined twice, first at {first}: define it once and refer to it by its id"
    ]


def test_a_claim_defined_twice_is_refused(mended):
    again = "denies:\n      - id: claim/crossing-strength\n        gist: About 1,200 people crossed."
    problems = errors_of(mended("utterances.yaml", "denies: claim/crossing-strength", again))

    assert f"{UTTERANCES}:28: 'claim/crossing-strength' is defined twice, first at {UTTERANCES}:11: " in problems[0]


def test_a_second_inner_value_needs_an_id_of_its_own(mended):
    cites = "  cites:\n    - {citedWork: work/chronicle-of-the-river}\n    - {citedWork: work/chronicle-of-the-river}\n  asserts:\n"
    problems = errors_of(mended("utterances.yaml", "  asserts:\n", cites))

    assert problems == [f"{UTTERANCES}:12: a second value of 'cites' needs an id of its own, such as `id: '#cites.2'`"]


def test_a_question_with_a_scope_that_is_no_place_has_to_be_curated(mended):
    problems = errors_of(mended("utterances.yaml", "person-count/person\n", "person-count/person/april\n"))

    assert problems == [
        f"{UTTERANCES}:12: the scope at the end of 'question/event/crossing/person-count/person/april' is no place: "
        "define the question, with place or validTime, in authority/questions.yaml"
    ]


def test_all_errors_of_all_files_are_reported_in_order(mended):
    folder = mended("utterances.yaml", "manner: manner/eyewitness", "maner: manner/eyewitness")
    (folder / "authority/empty.yaml").write_text("", encoding="utf-8")
    (folder / "authority/latin.yaml").write_bytes(b"- id: person/caf\xe9\n")

    assert errors_of(folder) == [
        "seeds/authority/empty.yaml:1: the file is empty: write a list of nodes, or remove the file",
        "seeds/authority/latin.yaml:1: byte 0xE9 is not UTF-8: save the file in that encoding",
        f"{UTTERANCES}:25: unknown key 'maner' (did you mean manner?)",
    ]


def test_errors_of_tables_and_of_the_description_come_with_those_of_yaml(mended):
    folder = mended("utterances.yaml", "manner: manner/eyewitness", "maner: manner/eyewitness")
    (folder / "dataset.ttl").unlink()
    (folder / "links").mkdir()
    (folder / "links/one.sssom.tsv").write_text("record_id\nelbeid:mapping/one\n", encoding="utf-8")
    (folder / "links/two.sssom.tsv").write_bytes(b"record_id\ncaf\xe9\n")
    (folder / "elbe.toml").unlink()

    assert [problem.partition(": ")[0] for problem in errors_of(folder)] == [
        "seeds/dataset.ttl:1",
        "seeds/elbe.toml:1",
        "seeds/links/one.sssom.tsv:2",
        "seeds/links/two.sssom.tsv:2",
        f"{UTTERANCES}:25",
    ]


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("authority/more.yml", "only files are read whose names end in .yaml"),
        ("authority/more.YAML", "only files are read whose names end in .yaml"),
        ("sources/chronicle/more.jsonld", "only files are read whose names end in .yaml"),
        ("links/more.tsv", "only tables are read that are called links/<name>.sssom.tsv"),
        ("links/more.sssom.TSV", "only tables are read that are called links/<name>.sssom.tsv"),
        ("links/deep/more.sssom.tsv", "only tables are read that are called links/<name>.sssom.tsv"),
        ("authority/x.sssom.tsv", "only tables are read that are called links/<name>.sssom.tsv"),
        ("authority/dataset.ttl", "only dataset.ttl is read, in the folder itself, and terms/<name>.ttl"),
        ("Elbe.toml", "only elbe.toml is read, in the folder itself"),
    ],
)
def test_a_file_that_nothing_reads_is_told_with_how_it_would_be_read(small_seeds, name, remedy):
    write_seeds(small_seeds, {name: "- id: person/stray\n"})

    assert errors_of(small_seeds) == [f"seeds/{name}:1: nothing reads this: {remedy}"]


def test_a_folder_called_like_a_file_and_a_link_that_leads_nowhere_are_told(small_seeds):
    (small_seeds / "authority/folder.yaml").mkdir()
    (small_seeds / "authority/link.yaml").symlink_to("nowhere")

    assert [problem.partition(": ")[0] for problem in errors_of(small_seeds)] == [
        "seeds/authority/folder.yaml:1",
        "seeds/authority/link.yaml:1",
    ]


def test_notes_beside_the_authored_files_are_let_be(small_seeds):
    load(write_seeds(small_seeds, {"README.md": "# Notes", "authority/.notes": "x", "sources/chronicle/text.txt": "x"}))


def test_a_folder_without_files_is_an_error(tmp_path):
    assert errors_of(tmp_path)[0] == f"{tmp_path.name}:1: the folder holds no authored .yaml file"


def test_a_file_is_named_as_it_can_be_opened_from_here(mended, monkeypatch):
    folder = mended("all.yaml", "- id: person/boris", "- id: person/anna")
    monkeypatch.chdir(folder.parent.parent)

    for given in (folder, folder.relative_to(Path.cwd()), Path("..") / Path.cwd().name / folder.parent.name / "seeds"):
        with pytest.raises(SeedErrors) as caught:
            load(given)
        assert {problem.file for problem in caught.value.problems} == {str(given / "authority/all.yaml")}


def test_files_of_the_shipped_record_are_named_from_the_root_of_the_project(record):
    assert record.place(ID + "person/ivan-konev").file == "seeds/authority/people.yaml"


def test_no_blank_node_is_ever_loaded(record):
    assert all(isinstance(quad.subject, NamedNode) for quad in record.quads)
    assert all(isinstance(quad.object, NamedNode | Literal) for quad in record.quads)


def test_every_thing_has_a_place_in_the_files(record):
    subjects = {quad.subject.value for quad in record.quads if quad.subject.value.startswith(ID)}
    placed = {iri.partition("#")[0] for iri in record.places}

    assert {iri.partition("#")[0] for iri in subjects} <= placed


VARIANTS = ("[a, b]", "{a: b}", "", "'x y'", "[]")


@pytest.mark.parametrize("name", FILES)
def test_a_line_that_is_lost_or_holds_something_else_never_ends_in_another_error(tmp_path, name):
    lines = FILES[name].splitlines(keepends=True)
    for at, line in enumerate(lines):
        key, colon, _ = line.partition(": ")
        for instead in ["", *(f"{key}: {variant}\n" for variant in VARIANTS if colon)]:
            changed = "".join([*lines[:at], instead, *lines[at + 1 :]])
            with suppress(SeedErrors):
                load(write_seeds(tmp_path / "seeds", FILES | {name: changed}))


def test_a_member_of_a_closed_list_stands_where_the_ontology_declares_it(small_seeds):
    place = load(small_seeds).place(ID + "manner/testimony")

    lines = (resources.folder("ontology") / "schemes.ttl").read_text(encoding="utf-8").splitlines()
    assert place.file == "ontology/schemes.ttl"
    assert lines[place.line - 1].startswith("<manner/testimony> ")
    assert load(small_seeds).place(expand("elbe:speaker")).file == "ontology/elbe.ttl"
