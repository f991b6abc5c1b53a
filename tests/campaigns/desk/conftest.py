from dataclasses import dataclass

import pytest
from django.test import Client

from campaigns.ledger.models import Entry
from cms.branches.current import SESSION_KEY
from cms.branches.enums import StaffRole
from cms.branches.models import Branch, User
from cms.library.models import Edition
from tests.factories.branches import Network, UserFactory, a_network, staff
from tests.factories.ledger import Shelf
from tests.factories.library import an_edition
from tests.factories.plans import a_campaign


@dataclass(frozen=True)
class Cast:
    """A network with a shelf at riverside, and everybody who might come to the desk."""

    network: Network
    people: dict[str, User | None]
    editions: dict[str, Edition]
    shelf: Shelf

    @property
    def here(self) -> Branch:
        return self.network.riverside

    @property
    def edition(self) -> Edition:
        """Head office's tip: everybody's."""
        return self.editions["head office"]

    def client(self, person: str, at: Branch | None = None) -> Client:
        """Return the browser of this person, who has chosen this branch."""
        client = Client()
        if user := self.people[person]:
            client.force_login(user)
            if at:
                session = client.session
                session[SESSION_KEY] = at.code
                session.save()
        return client

    def lobby(self) -> Client:
        return self.client("lobby")

    def entries(self) -> list[tuple]:
        rows = Entry.objects.filter(branch=self.here).order_by("pk")
        return list(rows.values_list("kind", "quantity", "delta"))


@pytest.fixture
def cast(db) -> Cast:
    network = a_network()
    people = {
        "anonymous": None,
        "lobby": staff(network.riverside, first_name="林岚"),
        "sibling": staff(network.bridge),
        "manager": staff(network.east, StaffRole.MANAGER),
        "marketing": staff(network.head_office, StaffRole.MARKETING),
        "superuser": UserFactory(admin=True),
    }
    editions = {
        "head office": an_edition(title="先挂断再问"),
        "own": an_edition(network.riverside, title="滨河路自己的小贴士"),
        "sibling": an_edition(network.bridge, title="大桥的秘密小贴士"),
        "parent": an_edition(network.east, title="东城支行的小贴士"),
    }
    return Cast(
        network,
        people,
        editions,
        Shelf(network.riverside, editions["head office"], people["lobby"]),
    )


@pytest.fixture
def campaign(cast):
    return a_campaign(
        title="护老防骗月", materials=[cast.edition.material], at={cast.network.east: 30}
    )
