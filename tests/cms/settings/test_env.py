"""Settings from the environment: what is read, and what stops the start."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.settings.env import envbool, envint, envlist, envsecret, envstr, envurl

GOOD_SECRET = "h7Q2m9Zt4Lx8Rv1Kc6Wp3Ny5Bd0Gf7Js2Ua9Ek4Mi8oT6Xz3Hq5V"


@pytest.mark.parametrize(
    ("text", "value"),
    [("1", True), ("true", True), (" Yes ", True), ("on", True), ("0", False), ("OFF", False)],
)
def test_envbool_reads_plain_words(monkeypatch, text, value):
    monkeypatch.setenv("SWITCH", text)
    assert envbool("SWITCH", not value) is value


def test_envbool_without_a_value_is_its_default(monkeypatch):
    monkeypatch.setenv("SWITCH", "")
    assert envbool("SWITCH", True) is True


@pytest.mark.parametrize("text", ["ture", "2", "是", "None"])
def test_envbool_refuses_nonsense_by_name(monkeypatch, text):
    monkeypatch.setenv("SWITCH", text)
    with pytest.raises(ImproperlyConfigured, match="SWITCH"):
        envbool("SWITCH", False)


def test_envint_reads_a_number_within_its_bounds(monkeypatch):
    monkeypatch.setenv("PORTS", "65535")
    assert envint("PORTS", 25, at_least=1, at_most=65535) == 65535


@pytest.mark.parametrize("text", ["many", "1.5", "0", "65536", "很多"])
def test_envint_refuses_nonsense_by_name(monkeypatch, text):
    monkeypatch.setenv("PORTS", text)
    with pytest.raises(ImproperlyConfigured, match="PORTS"):
        envint("PORTS", 25, at_least=1, at_most=65535)


def test_envlist_splits_at_commas_and_drops_blanks(monkeypatch):
    monkeypatch.setenv("NAMES", " a.example , ,b.example,")
    assert envlist("NAMES") == ["a.example", "b.example"]


def test_envlist_without_items_is_its_default_or_refused(monkeypatch):
    monkeypatch.setenv("NAMES", " , ")
    assert envlist("NAMES", ["c.example"]) == ["c.example"]
    with pytest.raises(ImproperlyConfigured, match="NAMES"):
        envlist("NAMES")


def test_envstr_without_a_default_must_be_set(monkeypatch):
    monkeypatch.delenv("NAME", raising=False)
    with pytest.raises(ImproperlyConfigured, match="NAME"):
        envstr("NAME")


def test_envurl_refuses_another_scheme_without_repeating_a_password(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "mysql://user:hidden@db/x")
    with pytest.raises(ImproperlyConfigured) as refused:
        envurl("DATABASE_URL", schemes=("sqlite", "postgresql"))
    assert "hidden" not in str(refused.value)


def test_envurl_refuses_an_address_without_a_host(monkeypatch):
    monkeypatch.setenv("ADDRESS", "https://")
    with pytest.raises(ImproperlyConfigured, match="ADDRESS"):
        envurl("ADDRESS", schemes=("https",))


def test_envsecret_reads_the_variable_or_its_file(monkeypatch, tmp_path):
    monkeypatch.setenv("KEY", GOOD_SECRET)
    assert envsecret("KEY") == GOOD_SECRET

    monkeypatch.delenv("KEY")
    (tmp_path / "key").write_text(GOOD_SECRET + "\n")
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "key"))
    assert envsecret("KEY") == GOOD_SECRET


def test_envsecret_refuses_two_sources(monkeypatch, tmp_path):
    monkeypatch.setenv("KEY", GOOD_SECRET)
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "key"))
    with pytest.raises(ImproperlyConfigured, match="KEY_FILE"):
        envsecret("KEY")


def test_envsecret_refuses_a_file_that_cannot_be_read(monkeypatch, tmp_path):
    monkeypatch.delenv("KEY", raising=False)
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "absent"))
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        envsecret("KEY")


@pytest.mark.parametrize(
    "text", ["", "short", "a" * 64, "django-insecure-" + GOOD_SECRET, "changeme-" + GOOD_SECRET]
)
def test_envsecret_refuses_what_is_missing_guessable_or_an_example(monkeypatch, text):
    monkeypatch.setenv("KEY", text)
    monkeypatch.delenv("KEY_FILE", raising=False)
    with pytest.raises(ImproperlyConfigured, match="KEY"):
        envsecret("KEY")
