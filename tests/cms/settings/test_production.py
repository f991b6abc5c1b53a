"""Production settings start clean with what they need, and not at all without."""

import json
import os
import subprocess
import sys

import pytest

from tests.architecture.source import ROOT

NEEDED = {
    "SECRET_KEY": "h7Q2m9Zt4Lx8Rv1Kc6Wp3Ny5Bd0Gf7Js2Ua9Ek4Mi8oT6Xz3Hq5V",
    "ALLOWED_HOSTS": "mingyan.example",
    "MINGYAN_PUBLIC_URL": "https://mingyan.example",
    "DATABASE_URL": "sqlite:////tmp/never-opened.sqlite3",
}
# Only what a process needs to start: the developer's own variables must not help or hurt.
PLAIN = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**PLAIN, "DJANGO_SETTINGS_MODULE": "cms.settings.production", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def settings(names: str, **environment: str) -> list:
    code = f"import json; from django.conf import settings as s; print(json.dumps([{names}]))"
    result = python("-c", code, **{**NEEDED, **environment})
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_the_deploy_check_has_nothing_to_say():
    result = python("manage.py", "check", "--deploy", "--fail-level", "WARNING", **NEEDED)
    # stderr may carry a newer Wagtail's notes on what it will drop; the check speaks on stdout.
    assert result.returncode == 0, result.stderr
    assert result.stdout == "System check identified no issues (0 silenced).\n"


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_without_a_needed_variable_it_does_not_start(name):
    given = {key: value for key, value in NEEDED.items() if key != name}
    result = python("manage.py", "check", **given)
    assert result.returncode != 0
    assert "ImproperlyConfigured" in result.stderr
    assert name in result.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "django-insecure-something-from-a-tutorial-that-is-long"),
        ("ALLOWED_HOSTS", "*"),
        ("MINGYAN_PUBLIC_URL", "http://mingyan.example"),
        ("DATABASE_URL", "mysql://db/x"),
        ("REDIS_URL", "http://cache"),
        ("EMAIL_PORT", "many"),
        ("BEHIND_TLS_PROXY", "perhaps"),
    ],
)
def test_nonsense_in_a_variable_stops_the_start(name, value):
    result = python("manage.py", "check", **{**NEEDED, name: value})
    assert result.returncode != 0
    assert name in result.stderr.splitlines()[-1]


def test_cookies_are_bound_to_this_host_and_to_https():
    names = (
        "s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,"
        "s.SESSION_COOKIE_HTTPONLY, s.SESSION_COOKIE_DOMAIN, s.SESSION_COOKIE_PATH"
    )
    assert settings(names) == ["__Host-session", "__Host-csrf", True, True, True, None, "/"]


def test_the_proxy_header_is_believed_only_when_asked():
    assert settings("s.SECURE_PROXY_SSL_HEADER") == [None]
    believed = settings("s.SECURE_PROXY_SSL_HEADER", BEHIND_TLS_PROXY="1")
    assert believed == [["HTTP_X_FORWARDED_PROTO", "https"]]


def test_the_database_may_be_sqlite_or_postgresql():
    sqlite = settings("s.DATABASES['default']['OPTIONS']['transaction_mode']")
    postgres = settings(
        "s.DATABASES['default']['ENGINE'], s.DATABASES['default']['HOST']",
        DATABASE_URL="postgresql://mingyan:x@db.example/mingyan",
    )
    assert sqlite == ["IMMEDIATE"]
    assert postgres == ["django.db.backends.postgresql", "db.example"]


def test_a_redis_address_makes_redis_the_cache(tmp_path):
    # The client is the operator's to install; the settings only look whether it is there.
    (tmp_path / "redis.py").touch()
    address = "redis://cache.example:6379/0"
    cache = settings("s.CACHES['default']", REDIS_URL=address, PYTHONPATH=str(tmp_path))
    assert cache == [
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": address}
    ]


def test_demo_data_and_debugging_are_off():
    assert settings("s.DEBUG, s.DEMO_ALLOWED") == [False, False]
