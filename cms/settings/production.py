"""For a bank's server. Everything comes from the environment; what is missing stops the start.

CONTRIBUTING.md lists the variables. `manage.py check --deploy` with these settings is clean.
"""

from importlib.util import find_spec

from django.core.exceptions import ImproperlyConfigured

from cms.settings.base import *  # noqa: F403
from cms.settings.base import MINGYAN_PUBLIC_URL, database
from cms.settings.env import envbool, envint, envlist, envsecret, envstr, envurl

DEBUG = False
SECRET_KEY = envsecret("SECRET_KEY")
# Old keys still read running sessions after a change of key; empty them a day later.
SECRET_KEY_FALLBACKS = envlist("SECRET_KEY_FALLBACKS", [])

ALLOWED_HOSTS = envlist("ALLOWED_HOSTS")
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS=* lets anybody name this site. List its real names.")
envurl("MINGYAN_PUBLIC_URL", schemes=("https",))
CSRF_TRUSTED_ORIGINS = envlist("CSRF_TRUSTED_ORIGINS", [MINGYAN_PUBLIC_URL])

envurl("DATABASE_URL", schemes=("sqlite", "postgres", "postgresql"))
DATABASES = database("")
# A connection that the database closed at night is noticed before the first query of the day.
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

if REDIS_URL := envurl("REDIS_URL", "", schemes=("redis", "rediss", "unix")):
    if find_spec("redis") is None:
        raise ImproperlyConfigured("REDIS_URL needs the redis package: pip install redis.")
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
        }
    }

# --- HTTPS everywhere ------------------------------------------------------------------
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Believing this header is safe only when the proxy in front removes what a visitor sent.
if envbool("BEHIND_TLS_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# How many proxies of ours stand in front; their word on a visitor's address is believed.
PROXY_COUNT = envint("PROXY_COUNT", 0, at_least=0, at_most=9)

# The prefix makes browsers insist on Secure, on path / and on this very host.
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_SECURE = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True

EMAIL_HOST = envstr("EMAIL_HOST", "localhost")
EMAIL_PORT = envint("EMAIL_PORT", 25, at_least=1, at_most=65535)
EMAIL_HOST_USER = envstr("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = envstr("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = envbool("EMAIL_USE_TLS", False)
