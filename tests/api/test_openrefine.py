"""The recipe of `docs/linking.md`: the calls that OpenRefine makes on its way, in their order and as it writes them.

OpenRefine sends batches by POST, the rest by GET, and fills the templates of the manifest with percent-encoded values
(https://openrefine.org/docs/manual/reconciling; the API it speaks is that of `test_reconcile`).
"""

import json
from urllib.parse import quote, urlencode

import pytest

NAMES = ["Ivan Konev", "Iwan Koniew", "Ђилас, Милован", "Marschall Schukow", "Nobody Atall"]


@pytest.fixture(scope="module")
def client(record):
    """Knows no more than the address of the service."""
    return Client(record, "/reconcile")


class Client:
    """Makes the calls of OpenRefine."""

    def __init__(self, service, path):
        self.service, self.path = service, path
        self.manifest = service.get(path, Accept="application/json").json

    def get(self, url, **parameters):
        """An address of the manifest, as it stands there, with parameters behind it."""
        query = f"{'&' if '?' in url else '?'}{urlencode(parameters)}" if parameters else ""
        answer = self.service.get(url.removeprefix(self.service.url) + query)
        assert answer.status in (200, 303), answer.text
        return answer

    def post(self, **form):
        body = urlencode({name: json.dumps(value, ensure_ascii=False) for name, value in form.items()})
        answer = self.service.send(
            "POST",
            self.path,
            body.encode(),
            Content_Type="application/x-www-form-urlencoded; charset=UTF-8",
            Accept="application/json",
        )
        assert answer.status == 200, answer.text
        return answer.json

    def suggest(self, name, **parameters):
        told = self.manifest["suggest"][name]
        return self.get(told["service_url"] + told["service_path"], **parameters).json["result"]

    def types(self):
        """The step in which OpenRefine guesses what a column is of: ten cells, three candidates each."""
        found = self.post(queries={f"q{at}": {"query": name, "limit": 3} for at, name in enumerate(NAMES)})
        return [type["id"] for each in found.values() for candidate in each["result"] for type in candidate["type"]]

    def reconcile(self):
        """The step in which it reconciles a column against a type, with another as a detail."""
        batch = {
            f"q{at}": {
                "query": name,
                "type": "elbe:Person",
                "type_strict": "should",
                "properties": [{"pid": "role", "v": "marshal"}] if name == "Ivan Konev" else [],
            }
            for at, name in enumerate(NAMES)
        }
        return [self.post(queries=batch)[key]["result"] for key in batch]


def test_the_type_of_a_column_is_guessed(client):
    types = client.types()

    assert max(set(types), key=types.count) == "elbe:Person"


def test_a_column_is_reconciled_and_only_what_is_safe_is_matched(client):
    konev, polish, cyrillic, _, nobody = client.reconcile()

    assert [(each[0]["id"], each[0]["match"]) for each in (konev, polish, cyrillic)] == [
        ("person/ivan-konev", True),
        ("person/ivan-konev", True),
        ("person/milovan-djilas", True),
    ]
    assert not any(candidate["match"] for candidate in nobody)


def test_details_are_chosen_by_searching_for_properties_and_types(client):
    assert client.suggest("property", prefix="rol")
    assert client.suggest("type", prefix="pers")


def test_a_candidate_is_looked_at_and_another_is_searched_for(client):
    preview = client.manifest["preview"]["url"].replace("{{id}}", quote("person/ivan-konev", safe=""))
    view = client.manifest["view"]["url"].replace("{{id}}", quote("person/ivan-konev", safe=""))
    flyout = client.manifest["suggest"]["entity"]

    assert "Ivan Konev" in client.get(preview).text
    assert client.get(view).status == 303
    found = client.suggest("entity", prefix="Дјил", type="elbe:Person", type_strict="should")
    assert found[0]["id"] == "person/milovan-djilas"
    address = flyout["flyout_service_url"] + flyout["flyout_service_path"]
    assert "Djilas" in client.get(address.replace("${id}", quote(found[0]["id"], safe=""))).json["html"]


def test_columns_are_added_from_reconciled_values(client):
    proposer = client.manifest["extend"]["propose_properties"]
    address = proposer["service_url"] + proposer["service_path"]
    proposed = {each["id"] for each in client.get(address, type="elbe:Person", limit="50").json["properties"]}
    wanted = ["skos:exactMatch", "skos:prefLabel"]
    extended = client.post(
        extend={"ids": ["person/ivan-konev", "person/milovan-djilas"], "properties": [{"id": each} for each in wanted]}
    )

    assert proposed >= set(wanted)
    assert [each["id"] for each in extended["meta"]] == wanted
    assert "Q185024" in json.dumps(extended["rows"]["person/ivan-konev"]["skos:exactMatch"])
    assert extended["rows"]["person/milovan-djilas"]["skos:prefLabel"]
