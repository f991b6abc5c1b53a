"""Read settings from the environment and refuse nonsense at start-up, by name.

A typo in an environment variable must stop the server with one sentence, not
switch a safeguard off in silence: ``SECURE=ture`` is an error, not False.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off"}
# A value left over from an example file, or pasted from a tutorial.
_PLACEHOLDERS = ("django-insecure-", "changeme", "change-me", "replace-me", "secret-key")
# What Django's own deploy check asks for.
_SHORTEST_SECRET = 50
_FEWEST_DIFFERENT_CHARACTERS = 10


def envstr(name: str, default: str | None = None) -> str:
    """Return the text of ``name``; without a default the variable must be set and not blank."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"{name} is not set. It has no default: set it and start again.")
    return default


def envbool(name: str, default: bool) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name}={value!r} is neither yes nor no. Write 1 or 0.")


def envint(
    name: str, default: int, *, at_least: int | None = None, at_most: int | None = None
) -> int:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    try:
        number = int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name}={value!r} is not a whole number.") from None
    if at_least is not None and number < at_least:
        raise ImproperlyConfigured(f"{name}={number} is too small: at least {at_least}.")
    if at_most is not None and number > at_most:
        raise ImproperlyConfigured(f"{name}={number} is too large: at most {at_most}.")
    return number


def envlist(name: str, default: list[str] | None = None) -> list[str]:
    """Split at commas; without a default at least one item must be there."""
    items = [item.strip() for item in os.environ.get(name, "").split(",")]
    items = [item for item in items if item]
    if items:
        return items
    if default is None:
        raise ImproperlyConfigured(f"{name} is empty. Give one or more values, split by commas.")
    return list(default)


def envurl(name: str, default: str | None = None, *, schemes: tuple[str, ...]) -> str:
    value = envstr(name, default)
    if not value:
        return value
    parts = urlsplit(value)
    if parts.scheme not in schemes:
        # The value itself is not repeated: database addresses carry passwords.
        raise ImproperlyConfigured(f"{name} must begin with one of: {', '.join(schemes)}.")
    if parts.scheme in {"http", "https"} and not parts.hostname:
        raise ImproperlyConfigured(f"{name}={value!r} names no host.")
    return value


def envsecret(name: str, *, placeholder: str = "") -> str:
    """Return a secret from ``name`` or from the file named by ``name``_FILE.

    Files are how container platforms hand secrets over without showing them in
    a process list. Setting both is refused: one of them would be stale.
    """
    file_name = os.environ.get(f"{name}_FILE", "").strip()
    value = os.environ.get(name, "").strip()
    if file_name and value:
        raise ImproperlyConfigured(f"Both {name} and {name}_FILE are set. Keep one of them.")
    if file_name:
        value = _read_secret_file(name, Path(file_name))
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. Set it, or {name}_FILE to a file's path.")
    if value == placeholder or any(word in value.lower() for word in _PLACEHOLDERS):
        raise ImproperlyConfigured(f"{name} still holds an example value. Make a new one.")
    if len(value) < _SHORTEST_SECRET or len(set(value)) < _FEWEST_DIFFERENT_CHARACTERS:
        raise ImproperlyConfigured(
            f"{name} is too easy to guess: at least {_SHORTEST_SECRET} random characters."
        )
    return value


def _read_secret_file(name: str, path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"{name}_FILE={path} cannot be read: {error}.") from None
