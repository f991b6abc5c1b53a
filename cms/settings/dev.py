"""For `make run` and `make dev`: SQLite, demo data, no outside services.

`make run` serves like production (DEBUG off, collected static files); `make dev` sets DEBUG=1.
"""

from pathlib import Path

from django.core.management.utils import get_random_secret_key

from cms.settings.base import *  # noqa: F403
from cms.settings.base import VAR_DIR
from cms.settings.env import envbool


def local_secret(path: Path) -> str:
    """Return this checkout's own secret key, made at the first start; never in the repo."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(get_random_secret_key())
        path.chmod(0o600)
    return path.read_text()


DEBUG = envbool("DEBUG", False)
SECRET_KEY = local_secret(VAR_DIR / "secret_key")
ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEMO_ALLOWED = True
