"""`/reconcile`: what clients of the Entity Reconciliation API 0.2 ask and get, held against the schemas of its authors."""

import json
from urllib.parse import quote, urlencode

import jsonschema
import pytest
from referencing import Registry, Resource
from support.places import CONFORMANCE

SUITE = CONFORMANCE / "reconciliation-0.2"
SCHEMAS = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (SUITE / "schemas").glob("*.json")}
KONEV, DJILAS = "person/ivan-konev", "person/milovan-djilas"


def check(name: str, document) -> None:
    """Holds a document against one of the schemas."""
    schema = SCHEMAS[name]
    if name == "manifest":  # its definition of authentication lies elsewhere on the web
        schema = {**schema, "properties": {k: v for k, v in schema["properties"].items() if k != "authentication"}}
    named = [(each.get("$id", ""), Resource.opaque(each)) for each in SCHEMAS.values()]
    base = schema["$id"].rpartition("/")[0]
    registry = Registry().with_resources([*named, (f"{base}/type.json", Resource.opaque(SCHEMAS["type"]))])
    jsonschema.Draft7Validator(schema, registry=registry).validate(document)


@pytest.fixture(scope="module", autouse=True)
def schemas():
    if not SCHEMAS:
        pytest.skip(f"NOT RUN: the schemas of the API are not at {SUITE}")


def post(service, **form) -> object:
    body = urlencode({name: value if isinstance(value, str) else json.dumps(value) for name, value in form.items()})
    return service.send("POST", "/reconcile", body.encode(), Content_Type="application/x-www-form-urlencoded")


def reconcile(service, queries) -> dict:
    check("reconciliation-query-batch", queries)
    answer = post(service, queries=queries)
    assert answer.status == 200, answer.text
    check("reconciliation-result-batch", answer.json)
    return answer.json


def candidates(service, name: str, **more) -> list[dict]:
    return reconcile(service, {"q": {"query": name, **more}})["q"]["result"]


def get(service, path: str, **parameters):
    answer = service.get(f"{path}?{urlencode(parameters)}")
    assert answer.status == 200, answer.text
    return answer.json


def test_the_manifest_is_as_the_schema_has_it_and_its_addresses_answer(record):
    manifest = record.get("/reconcile").json
    check("manifest", manifest)

    assert manifest["versions"] == ["0.2"]
    for template in (manifest["view"]["url"], manifest["preview"]["url"]):
        address = template.replace("{{id}}", quote(KONEV, safe="")).removeprefix(record.url)
        assert record.get(address).status in (200, 303)
    for service in manifest["suggest"].values():
        address = service["service_url"] + service["service_path"] + "?prefix=p"
        assert record.get(address.removeprefix(record.url)).status == 200


def test_the_view_of_a_percent_encoded_identifier_is_the_thing(record):
    answer = record.get(f"/id/{quote(KONEV, safe='')}")

    assert answer.status == 303
    assert answer.headers["location"].endswith(KONEV)


@pytest.mark.parametrize(
    "name", sorted(path.stem for path in SUITE.glob("examples/reconciliation-query-batch/valid/*"))
)
def test_the_examples_of_batches_are_answered(record, name):
    text = (SUITE / f"examples/reconciliation-query-batch/valid/{name}.json").read_text(encoding="utf-8")
    answer = post(record, queries=text)

    assert answer.status == 200, answer.text
    check("reconciliation-result-batch", answer.json)
    assert answer.json.keys() == json.loads(text).keys()


@pytest.mark.parametrize(
    "name", sorted(path.stem for path in SUITE.glob("examples/reconciliation-query-batch/invalid/*"))
)
def test_the_examples_of_what_is_no_batch_are_refused(record, name):
    text = (SUITE / f"examples/reconciliation-query-batch/invalid/{name}.json").read_text(encoding="utf-8")
    answer = post(record, queries=text)

    assert (answer.status, answer.media_type) == (400, "application/problem+json")


@pytest.mark.parametrize("name", ["Ivan Konev", "Иван Конев", "Iwan Koniew", "Konev, Ivan", "Marshal Ivan Konev"])
def test_a_name_finds_its_person_in_any_script_and_is_a_match(record, name):
    first = candidates(record, name, type="elbe:Person")[0]

    assert (first["id"], first["name"], first["match"]) == (KONEV, "Ivan Konev", True)
    assert first["type"] == [{"id": "elbe:Person", "name": "person"}]


def test_a_score_is_explained_and_each_part_has_a_page(record):
    first = candidates(record, "Ivan Konew", properties=[{"pid": "role", "v": "marshal"}])[0]

    assert {"name", "of-query", "of-name"} <= {each["id"] for each in first["features"]}
    for feature in first["features"]:
        page = record.get(f"/reconcile/feature?id={feature['id']}", Accept="text/html")
        assert page.status == 200
        assert feature["id"] in page.text
    assert record.get("/reconcile/feature?id=nam").status == 404


def test_get_and_post_answer_alike(record):
    queries = json.dumps({"a": {"query": "Belgrad"}, "b": {"query": "Чај"}}, ensure_ascii=False)
    got, posted = record.get(f"/reconcile?{urlencode({'queries': queries})}"), post(record, queries=queries)

    assert got.json == posted.json
    assert got.headers["etag"]
    assert posted.headers["cache-control"] == "no-store"


def test_the_limit_is_kept(record):
    assert len(candidates(record, "Soviet", limit=3)) == 3
    assert len(candidates(record, "Soviet")) == 5
    assert len(candidates(record, "Soviet", limit=1000)) <= 50


@pytest.mark.parametrize(
    ("types", "strictness", "first"),
    [
        ("elbe:Place", "any", "place/soviet-union"),
        ("place", "any", "place/soviet-union"),
        ("https://w3id.org/elbe/ontology#Place", "any", "place/soviet-union"),
        (["elbe:Work", "elbe:Organization"], "any", "organization/soviet-union"),
        (["elbe:Entity", "elbe:Organization"], "all", "organization/soviet-union"),
        ("elbe:Place", "should", "place/soviet-union"),
    ],
)
def test_types_choose_among_candidates(record, types, strictness, first):
    found = candidates(record, "Soviet Union", type=types, type_strict=strictness)

    assert (found[0]["id"], found[0]["match"]) == (first, True)


def test_a_type_that_should_be_is_preferred_and_no_other_a_match(record):
    found = candidates(record, "Ivan Konev", type="elbe:Place", type_strict="should")

    assert (found[0]["id"], found[0]["match"]) == (KONEV, False)
    assert {"id": "type", "value": 0.0} in found[0]["features"]


@pytest.mark.parametrize("more", [{"type": "elbe:Ship"}, {"type": ["elbe:Person", "elbe:Place"], "type_strict": "all"}])
def test_what_can_be_of_no_type_has_no_candidates(record, more):
    assert candidates(record, "Ivan Konev", **more) == []


@pytest.mark.parametrize("value", ["Q9161", "http://www.wikidata.org/entity/Q9161", {"id": "Q9161"}, ["Q1", "Q9161"]])
@pytest.mark.parametrize("pid", ["wikidata", "skos:exactMatch"])
def test_an_item_of_wikidata_decides(record, pid, value):
    [only] = candidates(record, "", properties=[{"pid": pid, "v": value}])
    named = candidates(record, "Marschall Tito", properties=[{"pid": pid, "v": value}])

    assert (only["id"], only["match"]) == (named[0]["id"], named[0]["match"]) == ("person/josip-broz-tito", True)


def test_an_item_of_another_thing_is_no_match(record):
    first = candidates(record, "Josip Broz Tito", properties=[{"pid": "wikidata", "v": "Q42"}])[0]

    assert (first["id"], first["match"]) == ("person/josip-broz-tito", False)


def test_a_place_that_agrees_raises_a_score(record):
    def score(place: str) -> float:
        return candidates(record, "Belgrad", type="place", properties=[{"pid": "place", "v": place}])[0]["score"]

    assert score("Serbia") > score("nowhere that is known") > score("Finland")
    assert score("44.8,20.5") > score("60,25")


def test_a_property_that_is_not_compared_changes_nothing(record):
    assert candidates(record, "Ivan Konev", properties=[{"pid": "P31", "v": 5}]) == candidates(record, "Ivan Konev")


@pytest.mark.parametrize(
    "name", ["Zhukov", "Winston Churchill Jr.", "Moscow, Idaho", "Second Belorussian Front", "МИД"]
)
def test_what_may_be_another_is_no_match(record, name):
    assert not any(
        each["match"] for each in candidates(record, name) if each["id"] != "organization/russian-foreign-ministry"
    )


@pytest.mark.parametrize("name", ["", "?!", "\x00", "a" * 10_000, "ab " * 5000, "😀"])
def test_what_is_no_name_has_no_candidates(record, name):
    assert candidates(record, name) == []


def test_an_empty_batch_has_an_empty_answer(record):
    assert reconcile(record, {}) == {}


@pytest.mark.parametrize("parameter", ["queries", "extend"])
@pytest.mark.parametrize("text", ["", "{", "[]", "null", "1", '{"q": ', "[" * 10_000, '{"q": 1}', "\ufeff"])
def test_what_is_no_json_of_the_api_is_a_400_problem(record, parameter, text):
    answer = post(record, **{parameter: text})

    assert (answer.status, answer.media_type) == (400, "application/problem+json")


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ({"query": 5}, "q.query: write a text"),
        ({"query": "a", "limit": "many"}, "q.limit: write a number"),
        ({"query": "a", "limit": 0}, "q.limit: write a number"),
        ({"query": "a", "limit": True}, "q.limit: write a number"),
        ({"query": "a", "type": 5}, "q.type: write the identifier"),
        ({"query": "a", "type_strict": "perhaps"}, "q.type_strict: write one of any, should, all"),
        ({"query": "a", "properties": {}}, "q.properties: write an array"),
        ({"query": "a", "properties": [{"pid": "date"}]}, "q.properties[0]: write an object with 'pid' and 'v'"),
        ({"query": "a", "properties": [{"pid": "date", "v": {}}]}, "q.properties[0].v: write a text"),
        ({"querry": "a"}, "did you mean query?"),
    ],
)
def test_a_query_that_is_wrong_is_told_by_its_place(record, query, detail):
    answer = post(record, queries={"q": query})

    assert answer.status == 400
    assert detail in answer.json["detail"]


def test_a_batch_of_ten_thousand_is_a_413_problem(record):
    answer = post(record, queries={str(number): {"query": "a"} for number in range(10_000)})

    assert (answer.status, answer.media_type) == (413, "application/problem+json")
    assert "500 queries" in answer.json["detail"]
    assert post(record, extend={"ids": [str(n) for n in range(501)], "properties": []}).status == 413


def test_a_body_that_is_too_large_is_a_413_problem(record):
    assert post(record, queries=" " * (2**21 + 1)).status == 413


def test_a_full_batch_is_answered(record):
    batch = {f"q{number}": {"query": f"Ivan Konev {number}", "limit": 1} for number in range(500)}

    assert len(reconcile(record, batch)) == 500


def test_there_is_no_jsonp_and_any_origin_may_read(record):
    answer = record.get("/reconcile", Origin="https://openrefine.example.org")

    assert answer.headers["access-control-allow-origin"] == "*"
    assert "by CORS" in record.get("/reconcile?callback=f").json["detail"]


def test_methods_and_media_types_that_are_not_taken_are_told(record):
    json_body = record.send("POST", "/reconcile", b"{}", Content_Type="application/json")

    assert json_body.status == 415
    assert record.send("PUT", "/reconcile", b"").status == 405
    assert record.send("OPTIONS", "/reconcile").headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert record.get("/reconcile?querries=%7B%7D").json["detail"].count("did you mean queries?") == 1
    assert record.get("/reconcile?queries=%7B%7D&extend=%7B%7D").status == 400


@pytest.mark.parametrize("prefix", ["Кон", "Iwan Kon", "kone", "КОНЕВ"])
def test_entities_are_suggested_by_the_beginning_of_a_name_in_any_script(record, prefix):
    found = get(record, "/reconcile/suggest/entity", prefix=prefix)
    check("suggest-entities-response", found)

    assert KONEV in [each["id"] for each in found["result"]]
    assert not any(each["id"].startswith(("claim/", "question/")) for each in found["result"])


def test_an_identifier_suggests_its_entity(record):
    assert get(record, "/reconcile/suggest/entity", prefix=KONEV)["result"][0]["id"] == KONEV


def test_suggestions_go_on_from_a_cursor(record):
    first, second = (
        get(record, "/reconcile/suggest/entity", prefix="so", cursor=cursor)["result"] for cursor in (0, 10)
    )

    assert len(first) == 10
    assert second
    assert not {each["id"] for each in first} & {each["id"] for each in second}


@pytest.mark.parametrize("prefix", ["", "?", "😀"])
def test_what_begins_no_name_suggests_nothing(record, prefix):
    assert get(record, "/reconcile/suggest/entity", prefix=prefix) == {"result": []}


def test_types_and_properties_are_suggested(record):
    types = get(record, "/reconcile/suggest/type", prefix="mil")
    properties = get(record, "/reconcile/suggest/property", prefix="pl")
    check("suggest-types-response", types)
    check("suggest-properties-response", properties)

    assert [each["id"] for each in types["result"]] == ["elbe:MilitaryUnit"]
    assert types["result"][0]["broader"] == [{"id": "elbe:Organization", "name": "organization"}]
    assert [each["id"] for each in properties["result"]] == ["place"]


@pytest.mark.parametrize("path", ["/reconcile/suggest/entity", "/reconcile/flyout", "/reconcile/preview"])
def test_what_lacks_its_parameter_is_a_400_problem(record, path):
    assert record.get(path).status == 400


def test_a_preview_is_a_small_page_without_script_that_any_page_may_embed(record):
    answer = record.get(f"/reconcile/preview?id={quote(DJILAS, safe='')}")
    policy = answer.headers["content-security-policy"]

    assert answer.media_type == "text/html"
    assert "frame-ancestors *" in policy
    assert "default-src 'none'" in policy
    assert answer.headers.get_all("content-security-policy") == [policy]
    assert len(answer.body) < 5000
    assert "Милован Ђилас" in answer.text
    assert f'href="{record.url}/doc/{DJILAS}"' in answer.text
    assert "<script" not in answer.text


def test_a_hidden_label_is_in_no_preview_and_no_candidate(record):
    shown = record.get("/reconcile/preview?id=place/palese").text

    assert "PALAISEAU" not in shown + json.dumps(candidates(record, "Palaiseau"))
    assert candidates(record, "Palaiseau")[0]["id"] == "place/palese"


def test_a_flyout_tells_of_an_entity(record):
    told = get(record, "/reconcile/flyout", id=DJILAS)

    assert told["id"] == DJILAS
    assert "Milovan Djilas" in told["html"]


@pytest.mark.parametrize("id", ["person/nobody", "../etc", "claim/a", "", "é", "<b>"])
@pytest.mark.parametrize("path", ["/reconcile/preview", "/reconcile/flyout"])
def test_what_is_no_entity_is_a_404_problem(record, path, id):
    assert record.get(f"{path}?{urlencode({'id': id})}").status == 404


def extend(service, ids, *properties, **settings):
    columns = [{"id": each, "settings": settings} for each in properties]
    query = {"ids": ids, "properties": columns}
    check("data-extension-query", query)
    answer = post(service, extend=query)
    assert answer.status == 200, answer.text
    check("data-extension-response", answer.json)
    return answer.json


def test_a_table_is_extended_by_what_identifies_things(record):
    found = extend(record, ["place/belgrade", "place/nowhere"], "geo:lat", "elbe:within", "skos:exactMatch")
    row = found["rows"]["place/belgrade"]

    assert [each["id"] for each in found["meta"]] == ["geo:lat", "elbe:within", "skos:exactMatch"]
    assert found["meta"][1]["type"] == {"id": "elbe:Place", "name": "place"}
    assert row["geo:lat"] == [{"float": 44.80401}]
    assert row["elbe:within"] == [{"id": "place/serbia", "name": "Serbia"}]
    assert {"str": "http://www.wikidata.org/entity/Q3711"} in row["skos:exactMatch"]
    assert found["rows"]["place/nowhere"] == {"geo:lat": [], "elbe:within": [], "skos:exactMatch": []}


def test_settings_choose_language_part_and_count(record):
    def names(**settings):
        return extend(record, ["place/belgrade"], "skos:prefLabel", **settings)["rows"]["place/belgrade"][
            "skos:prefLabel"
        ]

    assert names(language="sr") == [{"str": "Београд"}]
    assert names()[:2] == [*names(limit=1), *names(limit=1, offset=1)]
    assert names(limit="1") == names(limit=1)
    assert names(count=True) == [{"int": len(names())}]


def test_claims_are_told_as_claims(record):
    [row] = extend(record, ["person/ivan-konev"], "claims", limit=3)["rows"].values()

    assert row["claims"]
    assert all(each["id"].startswith("claim/") and each["name"] for each in row["claims"])


def test_properties_are_proposed_for_a_type(record):
    of_places, of_people, few = (
        get(record, "/reconcile/properties", **asked)
        for asked in ({"type": "elbe:Place"}, {"type": "person"}, {"type": "elbe:Place", "limit": 2})
    )
    for answer in (of_places, of_people, few):
        check("data-extension-property-proposal", answer)

    assert "geo:lat" in [each["id"] for each in of_places["properties"]]
    assert "geo:lat" not in [each["id"] for each in of_people["properties"]]
    assert len(few["properties"]) == 2
    assert get(record, "/reconcile/properties", type="elbe:Ship")["properties"] == []


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ({"ids": "a", "properties": []}, "'ids', an array"),
        ({"ids": [], "properties": {}}, "'properties', an array"),
        ({"ids": [], "properties": [{"id": "skos:prefLable"}]}, "did you mean skos:prefLabel?"),
        (
            {"ids": [], "properties": [{"id": "claims", "settings": {"limit": -1}}]},
            "extend.properties[0].settings.limit",
        ),
        ({"ids": [], "properties": ["claims"]}, "extend.properties[0]: write an object with 'id'"),
    ],
)
def test_an_extension_that_is_wrong_is_told_by_its_place(record, query, detail):
    answer = post(record, extend=query)

    assert answer.status == 400
    assert detail in answer.json["detail"]


def test_openrefine_reconciles_and_extends_a_column_by_the_calls_that_it_makes(record):
    """The manifest, a sample to guess types, batches of ten by POST, a preview, then the extension of what matched."""
    manifest = record.get("/reconcile").json
    names = ["Иван Конев", "Chruszczow", "Milovan Đilas", "W. Churchill", "Karl Marx"]
    sample = reconcile(record, {f"q{at}": {"query": name, "limit": 3} for at, name in enumerate(names[:10])})
    guessed = [each["type"][0]["id"] for answer in sample.values() for each in answer["result"]]
    batch = {
        f"q{at}": {"query": name, "type": "elbe:Person", "type_strict": "should", "limit": 10}
        for at, name in enumerate(names)
    }
    judged = reconcile(record, batch)
    matched = [
        answer["result"][0]["id"] for answer in judged.values() if answer["result"] and answer["result"][0]["match"]
    ]
    preview = manifest["preview"]["url"].replace("{{id}}", quote(matched[0], safe="")).removeprefix(record.url)
    proposed = manifest["extend"]["propose_properties"]
    columns = get(record, proposed["service_path"], type="elbe:Person", limit=50)["properties"]
    table = extend(record, matched, columns[0]["id"], "skos:exactMatch")

    assert max(set(guessed), key=guessed.count) == "elbe:Person"
    assert matched == [KONEV, DJILAS]
    assert record.get(preview).status == 200
    assert set(table["rows"]) == {KONEV, DJILAS}
