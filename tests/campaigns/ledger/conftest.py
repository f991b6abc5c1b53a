import pytest

from tests.factories.branches import Network, a_network, staff
from tests.factories.ledger import Shelf
from tests.factories.library import an_edition


@pytest.fixture
def network(db) -> Network:
    return a_network()


@pytest.fixture
def shelf(network) -> Shelf:
    """Head office's tip at the riverside outlet, in the hands of its lobby manager."""
    return Shelf(network.riverside, an_edition(), staff(network.riverside))
