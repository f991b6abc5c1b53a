"""本周打印包 — what a branch should print now, and how much of it.

A campaign's need is what is missing to its target and does not stand on the shelf already:

    need = target − handed out so far − balance

A week's part of it is need ÷ the weeks that are left, begun ones included, rounded up to 5, less
what was printed since Monday: whoever has printed the pack is not asked for it again. It goes to
the editions with the emptiest shelves first: each gets its share of the gap between what it
should hold (an equal part of what is missing) and what it does hold, rounded up to 5, until the
week's part is given out; MOST_A_WEEK at most for one edition. Posters hang on a wall and are not
counted up to a target: one of each that the branch never had.
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from campaigns.desk.choices import OFFICE_PAPER, office_size, paper_layouts
from campaigns.desk.queries import CampaignProgress, campaign_progress
from campaigns.ledger.enums import EntryKind
from campaigns.ledger.models import Entry
from campaigns.ledger.queries import balances
from campaigns.plans.models import CampaignMaterial
from cms.branches.models import Branch
from cms.library.enums import STOPPED, MaterialKind
from cms.library.models import Edition
from cms.library.queries import editions_for_branch
from cms.printing.layouts import Layout

STEP = 5
MOST_A_WEEK = 50
WITHOUT_TARGET = 10
A_POSTER = 1


def up_to_step(copies: float) -> int:
    return math.ceil(copies / STEP - 1e-9) * STEP


def weeks_left(ends_on: date, on: date) -> int:
    """Return the weeks until a campaign's last day, the one begun today included."""
    return max(1, math.ceil(((ends_on - on).days + 1) / 7))


def copies_this_week(
    *, missing: int, on_shelf: list[int], weeks: int, printed: int = 0
) -> list[int]:
    """Return how many copies of each edition to print this week (see the formula above).

    `missing` is target − handed out; `on_shelf` the balance of each edition; `printed` the copies
    of this week, which stand on the shelf by now.
    """
    stock = [max(0, left) for left in on_shelf]
    need = missing - sum(stock)
    if not stock or need <= 0:
        return [0] * len(stock)
    rest = max(0, up_to_step((need + printed) / weeks) - printed)
    wanted = rest
    gaps = [max(0.0, missing / len(stock) - left) for left in stock]
    found = [0] * len(stock)
    for place in sorted(range(len(stock)), key=lambda place: -gaps[place]):
        share = up_to_step(wanted * gaps[place] / sum(gaps))
        found[place] = min(share, rest, MOST_A_WEEK)
        rest -= found[place]
    return found


@dataclass(frozen=True)
class Shelf:
    """By material: what may still be given, what was ever here, what was printed this week."""

    stock: dict[int, int]
    had: set[int]
    printed: dict[int, int]


@dataclass(frozen=True)
class Suggestion:
    """One edition of the pack: what stands on the shelf, what to print of it."""

    edition: Edition
    layouts: list[Layout]
    left: int
    copies: int

    @property
    def is_poster(self) -> bool:
        return self.edition.kind == MaterialKind.POSTER

    @property
    def if_wanted(self) -> int:
        """Return the copies to offer somebody who wants it although none are suggested."""
        return A_POSTER if self.is_poster else WITHOUT_TARGET

    @property
    def layout(self) -> Layout:
        return self.layouts[0]

    @property
    def needs_large_paper(self) -> bool:
        return office_size(self.edition, self.layout).paper != OFFICE_PAPER


@dataclass(frozen=True)
class CampaignPack:
    """A running campaign with its suggestions."""

    progress: CampaignProgress
    suggestions: list[Suggestion]
    stock: int
    weeks: int
    printed: int = 0

    @property
    def words(self) -> str:
        """Return in plain words how the numbers came about."""
        missing, copies = self.progress.missing, self.copies
        if not self.progress.target:
            return f"这个活动没有给本网点定目标。架上没有的，建议先印 {WITHOUT_TARGET} 份。"
        if not missing:
            return "目标已经完成，不用再印。还想多发，自己勾选就行。"
        shelf = f"目标还差 {missing} 份，架上有 {self.stock} 份"
        if missing <= self.stock:
            return f"{shelf}，够发了，这周不用印。"
        if not copies:
            return f"{shelf}，这周已经印了 {self.printed} 份，先不用再印。"
        last = "这是最后一周" if self.weeks == 1 else f"离结束还有 {self.weeks} 周"
        more = f"这周印了 {self.printed} 份，再印" if self.printed else "这周先印"
        return f"{shelf}，{last}，{more} {copies} 份。"

    @property
    def copies(self) -> int:
        """Return the copies to hand out; posters hang."""
        return sum(one.copies for one in self.suggestions if not one.is_poster)


def pack_for(branch: Branch, on: date) -> list[CampaignPack]:
    """Return what the branch should print now, campaign by campaign, each edition once.

    An edition of two campaigns stands with the one that ends first, as hand-outs do. A fixed
    number of queries.
    """
    progress = campaign_progress(branch, on)
    material_ids = _materials_of([one.campaign.pk for one in progress])
    every = {pk for ids in material_ids.values() for pk in ids}
    editions = {
        e.material_id: e for e in editions_for_branch(branch, on).filter(material__in=every)
    }
    left = balances(branch)
    stock, had = _stock_of(every, left)
    printed = _printed_this_week(branch, every, on)
    packs, taken = [], set()
    for one in progress:
        mine = [editions[pk] for pk in material_ids[one.campaign.pk] if pk in editions]
        mine = [edition for edition in mine if edition.pk not in taken]
        taken |= {edition.pk for edition in mine}
        packs.append(_campaign_pack(one, mine, Shelf(stock, had, printed), on))
    return packs


def _materials_of(campaigns: Iterable[int]) -> dict[int, list[int]]:
    found = defaultdict(list)
    rows = CampaignMaterial.objects.filter(campaign__in=campaigns)
    for campaign, material in rows.values_list("campaign", "material").order_by("sort_order", "pk"):
        found[campaign].append(material)
    return found


def _stock_of(materials: set[int], left: dict[int, int]) -> tuple[dict[int, int], set[int]]:
    """Return what may still be given of each material, old editions too, and what was ever here."""
    rows = Edition.objects.filter(material__in=materials, pk__in=left)
    stock: dict[int, int] = defaultdict(int)
    had = set()
    for pk, material, severity in rows.values_list("pk", "material", "withdrawal_severity"):
        had.add(material)
        if severity not in STOPPED:
            stock[material] += max(0, left[pk])
    return stock, had


def _printed_this_week(branch: Branch, materials: set[int], on: date) -> dict[int, int]:
    """Return, by material, the branch's own prints since Monday, corrections reckoned in."""
    monday = on - timedelta(days=on.weekday())
    rows = Entry.objects.filter(
        branch=branch,
        account=EntryKind.PRINT,
        occurred_on__range=(monday, on),
        edition__material__in=materials,
    ).order_by()
    return dict(rows.values_list("edition__material").annotate(net=Sum("delta")))


def _campaign_pack(
    progress: CampaignProgress, editions: list[Edition], here: Shelf, on: date
) -> CampaignPack:
    stock = here.stock
    given = [e for e in editions if e.kind != MaterialKind.POSTER]
    weeks = weeks_left(progress.campaign.ends_on, on)
    shelf = [stock[e.material_id] for e in given]
    printed = sum(max(0, here.printed.get(e.material_id, 0)) for e in given)
    if progress.target:
        numbers = copies_this_week(
            missing=progress.missing, on_shelf=shelf, weeks=weeks, printed=printed
        )
    else:
        numbers = [0 if left else WITHOUT_TARGET for left in shelf]
    copies = dict(zip([e.pk for e in given], numbers, strict=True))
    suggestions = [
        Suggestion(
            edition=edition,
            layouts=paper_layouts(edition),
            left=stock[edition.material_id],
            copies=copies.get(edition.pk, 0 if edition.material_id in here.had else A_POSTER),
        )
        for edition in editions
        if paper_layouts(edition)
    ]
    return CampaignPack(progress, suggestions, sum(shelf), weeks, printed)
