"""Hand-outs a second through the action, beside bare inserts of the same durability."""

import datetime
import sqlite3
import uuid
from collections.abc import Iterator

from django.db import connection

from bench.clock import rate
from campaigns.ledger.actions import record_handout
from campaigns.plans.models import CampaignPage
from campaigns.plans.queries import campaign_editions
from cms.branches.models import Branch, User

TURNS = 1_000


def bare_inserts(path: str) -> float:
    """Return rows a second of one INSERT a transaction, WAL and synchronous=FULL as ours."""
    bare = sqlite3.connect(path, isolation_level=None)
    bare.execute("PRAGMA journal_mode=WAL")
    bare.execute("PRAGMA synchronous=FULL")
    bare.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, ref TEXT UNIQUE, n INT, at TEXT)")

    def insert(n: int) -> None:
        bare.execute("BEGIN IMMEDIATE")
        row = (uuid.uuid4().hex, n, datetime.datetime.now().isoformat())
        bare.execute("INSERT INTO bare (ref, n, at) VALUES (?, ?, ?)", row)
        bare.execute("COMMIT")

    found = rate(insert, TURNS)
    bare.close()
    return found


def measure() -> Iterator[str]:
    admin = User.objects.get(username="admin")
    campaign = CampaignPage.objects.running().first()
    edition = campaign_editions(campaign).in_force().first()
    branches = list(Branch.objects.lobbies()[:50])

    def hand_out(n: int) -> None:
        branch = branches[n % len(branches)]
        record_handout(branch=branch, edition=edition, quantity=5, user=admin)

    hand_out(0)
    ours = rate(hand_out, TURNS)
    yield f"record_handout, one process: {ours:.0f} entries/s"
    bare = bare_inserts(f"{connection.settings_dict['NAME']}.bare")
    yield f"  baseline, bare INSERT a transaction: {bare:.0f} rows/s → {ours / bare:.2f} of it"
