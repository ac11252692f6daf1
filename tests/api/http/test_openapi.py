"""The description of the service, held against the service that runs."""

import copy
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from openapi_spec_validator import validate

from kb.reading.filters import FILTERS, LISTS

pytestmark = pytest.mark.process


CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "unsupported_method",
    "allow_header_conformance",
]
"""All that concern answers; what values are accepted is for filters to say, which know more than a schema can."""


@pytest.fixture(scope="module")
def document(record):
    return record.get("/openapi.json").json


HOOKS = """
import schemathesis
schemathesis.serializer.alias("application/sparql-query", "text/plain")
"""


def schemathesis(record, folder: Path, document, *options: str) -> subprocess.CompletedProcess[str]:
    """A run of schemathesis, the same each time, on what a document says of the service."""
    (folder / "openapi.json").write_text(json.dumps(document), encoding="utf-8")
    (folder / "hooks.py").write_text(HOOKS, encoding="utf-8")
    command = [Path(sys.executable).parent / "schemathesis", "run", "openapi.json", "--url", record.url, *options]
    command += ["--generation-deterministic", "--max-redirects", "0", "--no-color", "--checks", ",".join(CHECKS)]
    return subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"SCHEMATHESIS_HOOKS": "hooks"},
        capture_output=True,
        text=True,
        timeout=240,
    )


def test_the_description_is_openapi(document):
    validate(document)

    assert document["openapi"].startswith("3.1")


def test_no_answer_is_a_server_error_or_other_than_described(record, document, tmp_path):
    alike = [path for path in document["paths"] if re.match(r"/queries/\d", path)]
    few = {**document, "paths": {path: told for path, told in document["paths"].items() if path not in alike[1:]}}

    run = schemathesis(record, tmp_path, few, "--phases", "examples,coverage,fuzzing", "--max-examples", "12")
    assert run.returncode == 0, run.stdout[-5000:]
    assert f"Tested: {sum(map(len, few['paths'].values()))}" in run.stdout
    assert record.get("/ready").status == 200


def test_an_answer_that_is_not_described_would_be_found(record, document, tmp_path):
    less = copy.deepcopy(document)
    del less["paths"]["/claims"]["get"]["responses"]["400"]

    run = schemathesis(record, tmp_path, less, "--phases", "coverage", "--include-path", "/claims")
    assert run.returncode == 1
    assert "ndocumented" in run.stdout, run.stdout[-3000:]


def test_every_operation_has_an_id_of_its_own_and_says_which_problems_it_may_answer(document):
    operations = [operation for path in document["paths"].values() for operation in path.values()]

    assert len({operation["operationId"] for operation in operations}) == len(operations)
    for operation in operations:
        assert {"400", "405", "500", "503"} <= operation["responses"].keys()
        assert operation["summary"]


def test_each_filter_is_described_with_an_example_that_the_list_takes(record, document):
    for name in LISTS:
        parameters = {each["name"]: each for each in document["paths"][f"/{name}"]["get"]["parameters"]}
        filters = {filter.name for filter in FILTERS if name in filter.lists}

        assert set(parameters) == filters | {"limit", "cursor", "format"}
        for filter in filters:
            example = parameters[filter]["example"]
            value = example if isinstance(example, str) else example[0]
            assert parameters[filter]["description"]
            assert record.get(f"/{name}?{filter}={value.replace(' ', '+')}").status == 200


def test_errors_are_described_as_problems_and_not_as_those_of_the_framework(document):
    assert "ValidationError" not in json.dumps(document)
    assert document["components"]["schemas"].keys() == {"Problem"}
    for path in document["paths"].values():
        for operation in path.values():
            assert "application/problem+json" in operation["responses"]["400"]["content"]


PROBES = {"/health", "/ready", "/metrics"}
"""What is asked by machines of whoever runs the service, however they ask."""
SUGGESTING = "/reconcile/suggest/"
"""Where clients send what other services take, such as a type; it is passed over."""


def address(path, operation):
    """An address of a template; what varies is as its example, or anything."""
    for part in operation.get("parameters", ()):
        example = (part["schema"].get("examples") or [part.get("example") or "anything"])[0]
        path = path.replace(f"{{{part['name']}}}", str(example))
    return path


def test_a_parameter_that_nothing_takes_is_refused_by_every_address_alike(record, document):
    heard = {}
    for path, operations in document["paths"].items():
        if path not in PROBES and not path.startswith(SUGGESTING):
            asked = f"{address(path, operations['get'])}?sourze=x"
            answer = record.get(asked, Accept="application/json, text/csv;q=0.5")
            heard[path] = answer.status, answer.media_type, "takes no 'sourze'" in answer.text

    assert {path: told for path, told in heard.items() if told != (400, "application/problem+json", True)} == {}
