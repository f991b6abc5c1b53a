"""Fixtures that every test may ask for."""

import pytest

from tests.factories.branches import Network, a_network
from tests.factories.library import a_founded_site

pytest_plugins = ["tests.browser", "tests.workers"]


@pytest.fixture
def network(db) -> Network:
    """The little network of branches, with a founded site."""
    network = a_network()
    a_founded_site()
    return network
