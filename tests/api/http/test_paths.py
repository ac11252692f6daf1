import pytest

from api.http.paths import ThingPath, thing_path

KONEV = ThingPath("person/ivan-konev")


@pytest.mark.parametrize(
    "raw",
    ["person/ivan-konev", "person/ivan-konev/", "person%2Fivan-konev", "Person/Ivan-Konev", "/person//ivan-konev"],
)
def test_every_spelling_leads_to_the_one_path(raw):
    assert thing_path(raw) == KONEV


@pytest.mark.parametrize("extension", ["ttl", "jsonld", "nt", "rdf", "html"])
def test_an_extension_names_a_representation(extension):
    assert thing_path(f"person/ivan-konev.{extension}") == ThingPath("person/ivan-konev", extension)


def test_an_inner_node_is_told_of_in_the_document_of_its_thing():
    assert thing_path("utterance/a/b%23passage.selector") == ThingPath("utterance/a/b", None, "passage.selector")


@pytest.mark.parametrize(
    "raw",
    ["", "person", "person/../x", "person/ivan.konev", "person/%00", "person/đilas", "a/b.exe", "%ff/%fe", "a/<b>"],
)
def test_what_can_be_no_path_is_none(raw):
    assert thing_path(raw) is None
