import pytest
from support.words import CORE, DATASET

from kb.authoring import dataset
from kb.authoring.files import file
from kb.errors import SeedErrors
from kb.namespaces import expand


def errors_of(folder) -> list[str]:
    with pytest.raises(SeedErrors) as caught:
        dataset.read(file(folder, dataset.NAME), CORE)
    return [str(problem).replace(str(folder), "seeds") for problem in caught.value.problems]


def test_what_is_said_of_the_dataset_is_read_with_its_own_iri_as_base(small_seeds):
    said = dataset.read(file(small_seeds, dataset.NAME), CORE)

    described = {t.subject: t.object.value for t in said if t.predicate.value == expand("dcterms:description")}
    assert described == {DATASET: "One event, told by a chronicle."}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("dcterms:description", "dcterms:abstract", "seeds/dataset.ttl:1: the dataset has no dcterms:description"),
        ("void:uriSpace", "void:feature", "seeds/dataset.ttl:1: the dataset has no void:uriSpace"),
        ("@en ;", "@en", "seeds/dataset.ttl:5: not Turtle: "),
        (
            "<#publisher>",
            "_:b",
            "seeds/dataset.ttl:5: dcterms:publisher: there is a node without a name: give it an IRI",
        ),
        (
            "@en ;",
            '@en ; dcterms:modified "soon"^^<http://www.w3.org/2001/XMLSchema#date> ;',
            "seeds/dataset.ttl:4: dcterms:modified: 'soon' is no xsd:date",
        ),
        ("One event", "On\udce9 event", "seeds/dataset.ttl:4: byte 0xE9 is not UTF-8: save the file in that encoding"),
    ],
)
def test_a_description_that_lacks_something_is_an_error_with_its_place(small_seeds, old, new, message):
    path = small_seeds / "dataset.ttl"
    text = path.read_text(encoding="utf-8").replace(old, new, 1)
    path.write_text(text, encoding="utf-8", errors="surrogateescape")

    (problem,) = errors_of(small_seeds)
    assert problem.startswith(message)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ('dcterms:title "Mine"', "dcterms:title: leave it out here: it is made from elbe.toml"),
        ("void:triples 5", "void:triples: leave it out: it is counted"),
        ('<http://example.org/1> "a"', "http://example.org/1: the IRI must end in a name"),
        ('dcterms:license "CC0"', "dcterms:license: give it an IRI, such as <#license>"),
        ('dcterms:publisher [ dcterms:title "Me" ]', "dcterms:publisher: "),
    ],
)
def test_what_is_not_to_be_said_here_is_an_error_in_its_line(small_seeds, more, message):
    path = small_seeds / "dataset.ttl"
    path.write_text(path.read_text(encoding="utf-8").rstrip().rstrip(".") + f";\n  {more} .\n", encoding="utf-8")

    problems = errors_of(small_seeds)
    assert [problem for problem in problems if message in problem], problems
    assert not [problem for problem in problems if ":1: " in problem]


def test_a_description_that_is_missing_is_an_error_that_says_so(small_seeds):
    (small_seeds / "dataset.ttl").unlink()

    assert errors_of(small_seeds) == ["seeds/dataset.ttl:1: the file that describes the dataset is missing"]
