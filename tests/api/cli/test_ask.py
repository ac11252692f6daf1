import json

from support.command import elbe


def test_query_answers_from_the_release_in_the_format_asked_for(release):
    asked = "SELECT (COUNT(*) AS ?claims) { ?claim a <https://w3id.org/elbe/ontology#Claim> }"
    answered = elbe("query", "-", "--format", "json", "--release", release.folder, stdin=asked)

    assert answered.returncode == 0
    assert int(json.loads(answered.stdout)["results"]["bindings"][0]["claims"]["value"]) > 50


def test_a_malformed_query_is_wrong_use_and_says_where(release):
    refused = elbe("query", "-", "--release", release.folder, stdin="SELECT * WHERE { ?a ?b }")

    assert refused.returncode == 2
    assert refused.stderr.startswith("error: ")
    assert "Traceback" not in refused.stderr


def test_query_calls_nobody(release):
    refused = elbe(
        "query", "-", "--release", release.folder, stdin="SELECT * { SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }"
    )

    assert refused.returncode == 2
    assert "SERVICE" in refused.stderr


def test_a_query_that_is_not_utf_8_is_told_with_its_line(release, tmp_path):
    (tmp_path / "q.rq").write_bytes(b'SELECT\n("\xe9" AS ?x) {}')
    refused = elbe("query", tmp_path / "q.rq", "--release", release.folder)

    assert refused.returncode == 2
    assert "q.rq:2: byte 0xE9 is not UTF-8: save the file in that encoding" in refused.stderr
    assert "Traceback" not in refused.stderr
