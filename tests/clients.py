"""Browsers of signed-in people, and counting what a page asks of the database."""

from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.branches.models import User
from tests.factories.branches import UserFactory


def signed_in(person: User) -> Client:
    """Return this person's browser; `client.person` says whose it is."""
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    client.person = person
    return client


def an_admin() -> Client:
    return signed_in(UserFactory(admin=True))


def in_group(*names: str) -> Client:
    """Return the browser of somebody in these groups of a founded site."""
    person = UserFactory()
    person.groups.set([Group.objects.get(name=name) for name in names])
    return signed_in(person)


def queries_of(client: Client, path: str) -> int:
    """Return how many queries a page needs once its pictures have been made."""
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)
