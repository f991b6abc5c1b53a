"""Wagtail's database search, taught Chinese: WAGTAILSEARCH_BACKENDS points here.

Wagtail asks this module for `SearchBackend`. Each database's own module is imported only when it is
the one in use: the models behind it differ with the connection.
"""

from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.utils.module_loading import import_string

BACKENDS = {
    "sqlite": "cms.search.backend.sqlite.ChineseSQLiteBackend",
    "postgresql": "cms.search.backend.postgres.ChinesePostgresBackend",
}


def SearchBackend(params: dict):  # noqa: N802 - the name Wagtail looks for
    """Return the backend for the database in use."""
    if connection.vendor not in BACKENDS:
        raise ImproperlyConfigured(f"Chinese search knows {', '.join(BACKENDS)} only.")
    return import_string(BACKENDS[connection.vendor])(params)
