"""A few weeks of invented work at the outlets: prints, deliveries, hand-outs, scans."""

import random
import uuid
from datetime import date, timedelta

from campaigns.demo.network import lobbies
from campaigns.ledger import actions as ledger
from campaigns.ledger.enums import Channel, EntryKind
from campaigns.plans.models import CampaignPage
from campaigns.plans.queries import materials_for
from campaigns.returns.actions import add_scans
from campaigns.returns.enums import ScanMeans
from cms.branches.models import Branch, User
from cms.library.models import Edition
from cms.printing.actions import print_for_branch

NAMESPACE = uuid.UUID("6d696e67-7961-4e00-8000-000000000000")


def printed_editions(branch: Branch) -> list[Edition]:
    """Return what the demo's branches hand out: leaflets and tips of the running campaign."""
    return [e for e in materials_for(branch) if e.kind in ("leaflet", "tip")]


def a_delivery(branch: Branch, edition: Edition, on: date, chance: random.Random):
    return ledger.PastEntry(
        kind=EntryKind.RECEIPT,
        branch=branch,
        edition=edition,
        quantity=chance.choice([30, 40, 50]),
        occurred_on=on,
        client_ref=uuid.uuid5(NAMESPACE, f"receipt {branch.code} {edition.code} {on}"),
    )


def hand_outs(branch, edition, days: list[date], campaign, chance: random.Random):
    for on in days:
        if chance.random() < 0.45:
            continue
        yield ledger.PastEntry(
            kind=EntryKind.HANDOUT,
            branch=branch,
            edition=edition,
            quantity=chance.choice([1, 1, 2, 3, 5, 5, 8, 10]),
            occurred_on=on,
            client_ref=uuid.uuid5(NAMESPACE, f"handout {branch.code} {edition.code} {on}"),
            campaign=campaign,
            channel=chance.choice([Channel.LOBBY, Channel.LOBBY, Channel.COMMUNITY]),
        )


def work(campaign: CampaignPage, admin: User, today: date, seed: int) -> None:
    """Post the history of every outlet from the campaign's first day until yesterday."""
    chance = random.Random(seed)  # noqa: S311 - a demo, not a secret
    length = (today - campaign.starts_on).days
    days = [campaign.starts_on + timedelta(days=n) for n in range(length)]
    past, scans = [], {}
    for branch in lobbies():
        for edition in printed_editions(branch)[:5]:
            past.append(a_delivery(branch, edition, campaign.starts_on, chance))
            past += hand_outs(branch, edition, days, campaign, chance)
            for on in days[::3]:
                scans[edition, branch, on, ScanMeans.QR] = chance.randint(1, 6)
    ledger.post_history(past=past, user=admin)
    add_scans(user=admin, counts=scans)


def print_some(campaign: CampaignPage, admin: User) -> None:
    """Print really, at two outlets, so that the record from edition to paper is unbroken.

    The paper is of the campaign's first day: this week still has something to print.
    """
    for branch in lobbies()[:2]:
        for edition in printed_editions(branch)[:2]:
            run, _ = print_for_branch(edition=edition, branch=branch, user=admin)
            ledger.record_print(
                print_run=run,
                quantity=30,
                user=admin,
                occurred_on=campaign.starts_on,
                client_ref=uuid.uuid5(NAMESPACE, f"print {branch.code} {edition.code}"),
            )
