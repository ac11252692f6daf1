import pytest
from support.command import elbe

from api.cli.options import _named_fields
from api.server import workers
from api.settings import Settings
from kb.sandbox.limits import Limits


def test_the_help_of_serve_names_each_setting_with_its_environment_variable():
    text = " ".join(elbe("serve", "--help").stdout.split())

    for name in _named_fields():
        assert f"--{name.replace('_', '-')}" in text
        assert f"ELBE_SERVE_{name.upper()}" in text.replace(" ", "")
    assert set(_named_fields()) >= {"public_url", "workers", "query_seconds", "query_bytes", "query_workers"}


def test_settings_come_from_options_and_from_the_environment_of_which_options_win(monkeypatch, release):
    seen = []
    monkeypatch.setattr(workers, "run", lambda source, settings, host, port: seen.append(settings) or 0)
    environment = {
        "ELBE_SERVE_QUERY_ROWS": "7",
        "ELBE_SERVE_PUBLIC_URL": "https://a.example/x/",
        "ELBE_SERVE_WORKERS": "9",
    }
    arguments = ["--workers", "2", "--query-seconds", "0.5", "--log-clients", "--no-log-requests"]

    done = elbe("serve", "--release", release.folder, *arguments, env=environment)

    query = Limits(rows=7, seconds=0.5)
    public = "https://a.example/x"
    assert done.returncode == 0
    assert seen == [Settings.of(query, public_url=public, workers=2, log_clients=True, log_requests=False)]


def test_the_settings_of_serve_are_the_defaults_where_nothing_is_given(monkeypatch, release):
    seen = []
    monkeypatch.setattr(workers, "run", lambda source, settings, host, port: seen.append(settings) or 0)

    elbe("serve", "--release", release.folder)

    assert seen == [Settings()]


@pytest.mark.parametrize(
    "wrong",
    [
        ["--workers", "0"],
        ["--query-seconds", "0"],
        ["--client-rate", "-1"],
        ["--public-url", "elbe.example.org"],
        ["--public-url", "ftp://elbe.example.org"],
        ["--public-url", "https://elbe.example.org/?q"],
    ],
)
def test_a_setting_that_makes_no_sense_is_wrong_use(wrong):
    refused = elbe("serve", *wrong)

    assert refused.returncode == 2
    assert wrong[0] in refused.stderr
