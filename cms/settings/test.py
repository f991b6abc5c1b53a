"""For pytest: everything a test writes goes into a folder that is gone afterwards."""

import atexit
import shutil
import tempfile
from pathlib import Path

from cms.settings.base import *  # noqa: F403
from cms.settings.base import database

TEST_ROOT = Path(tempfile.mkdtemp(prefix="mingyan-test-"))
atexit.register(shutil.rmtree, TEST_ROOT, ignore_errors=True)

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["*"]
# Django's client speaks plain HTTP; production's own settings are tested in a process apart.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

DATABASES = database(f"sqlite:///{TEST_ROOT / 'unused.sqlite3'}")
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in production: the shared in-memory database that Django would use answers
    # "table is locked" at once when the live server's threads write, whatever the timeout.
    DATABASES["default"]["TEST"] = {"NAME": str(TEST_ROOT / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY"
    )

MEDIA_ROOT = TEST_ROOT / "media"
STATIC_ROOT = TEST_ROOT / "static"
STATIC_ROOT.mkdir()
BUNDLE_ROOT = TEST_ROOT / "bundles"
PRESS_JOBS = 1  # a test's data stands in a transaction that no other process can see
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
