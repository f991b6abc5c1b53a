"""A campaign's return over every entry in the ledger."""

from collections.abc import Iterator

from django.db import connection

from bench.clock import best_of
from campaigns.ledger.models import Entry
from campaigns.plans.models import CampaignPage
from campaigns.returns.queries import campaign_return


def scan() -> None:
    """Read every entry once, as a report without any index would."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT branch_id, account, SUM(delta) FROM ledger_entry NOT INDEXED "
            "GROUP BY branch_id, account"
        )
        cursor.fetchall()


def measure() -> Iterator[str]:
    campaign = CampaignPage.objects.running().first()
    lines = campaign_return(campaign)
    ours = best_of(lambda: campaign_return(campaign))
    plain = best_of(scan)
    total = Entry.objects.count()
    yield f"return over {total:,} entries, {len(lines):,} lines: {ours * 1000:.0f} ms"
    yield f"  baseline, one full scan in SQL: {plain * 1000:.0f} ms → {ours / plain:.2f} of it"
