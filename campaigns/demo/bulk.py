"""A network as large as a national bank's, for benchmarks. Same tables, same rules, in bulk."""

import random
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, islice

from campaigns.ledger.actions import PastEntry, post_history
from campaigns.ledger.enums import Channel, EntryKind
from campaigns.ledger.models import Entry
from campaigns.plans.models import CampaignPage
from campaigns.plans.queries import campaign_editions
from cms.branches.actions import import_branches
from cms.branches.importing import Row
from cms.branches.models import Branch, User

OUTLETS_PER_SUB_BRANCH = 10
SUB_BRANCHES_PER_BRANCH = 10
DISTRICTS = ["东湖区", "西山区", "南浦区", "北岭区", "新城区"]


def branch_rows(root_code: str) -> Iterator[dict[str, str]]:
    """Yield invented branches below head office, parents first, without an end."""
    for b in count():
        yield from _one_branch(b, root_code)


def _row(code: str, name: str, kind: str, parent: str, n: int) -> dict[str, str]:
    return {
        "code": code,
        "name": f"岚江银行（演示）{name}",
        "short_name": name,
        "kind": kind,
        "parent": parent,
        "district": DISTRICTS[n % len(DISTRICTS)],
        "address": f"岚江市{DISTRICTS[n % len(DISTRICTS)]}示例路 {n + 1} 号",
        "phone": f"000-7{n:06d}"[:11],
        "hours": "周一至周五 9:00—17:00",
    }


def _one_branch(b: int, root_code: str) -> Iterator[dict[str, str]]:
    branch = f"B{b:03d}"
    yield _row(branch, f"第{b + 1}分行", "branch", root_code, b)
    for s in range(SUB_BRANCHES_PER_BRANCH):
        sub = f"{branch}{s:02d}"
        yield _row(sub, f"第{b + 1}分行第{s + 1}支行", "sub_branch", branch, b * 100 + s)
        for o in range(OUTLETS_PER_SUB_BRANCH):
            code = f"{sub}{o:02d}"
            n = (b * 100 + s) * 100 + o
            yield _row(code, f"第{b + 1}分行{s + 1}支行{o + 1}号网点", "outlet", sub, n)


def add_branches(number: int, admin: User) -> int:
    """Add that many branches below head office, after those added before; return how many."""
    root = Branch.objects.get(depth=1)
    standing = set(Branch.objects.values_list("code", flat=True))
    new = (values for values in branch_rows(root.code) if values["code"] not in standing)
    rows = [Row(line, values) for line, values in enumerate(islice(new, number), start=2)]
    return len(import_branches(user=admin, rows=rows).added)


def entries(number: int, campaign: CampaignPage, today: date, seed: int) -> Iterator[PastEntry]:
    """Yield that many deliveries and hand-outs, spread over outlets, editions and days.

    The dice know how many entries there are, so that a second load is not the first again.
    """
    already = Entry.objects.count()
    chance = random.Random(f"{seed} {already}")  # noqa: S311 - a benchmark, not a secret
    outlets = list(Branch.objects.lobbies().open())
    editions = list(campaign_editions(campaign).in_force(today))
    length = max((today - campaign.starts_on).days, 1)
    for n in range(number):
        delivery = n % 20 == 0
        yield PastEntry(
            kind=EntryKind.RECEIPT if delivery else EntryKind.HANDOUT,
            branch=chance.choice(outlets),
            edition=chance.choice(editions),
            quantity=200 if delivery else chance.randint(1, 10),
            occurred_on=campaign.starts_on + timedelta(days=chance.randrange(length)),
            client_ref=uuid.UUID(int=chance.getrandbits(128), version=4),
            campaign=None if delivery else campaign,
            channel="" if delivery else Channel.LOBBY,
        )


def add_entries(number: int, campaign: CampaignPage, admin: User, today: date, seed: int) -> int:
    past = islice(entries(number, campaign, today, seed), number)
    return post_history(past=past, user=admin)
